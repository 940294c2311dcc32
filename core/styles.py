"""The styles that the engines on any CPU know, by their names in English and Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.language import Language, Text


@dataclass(frozen=True)
class StyleName:
    """A style: its id, the words that mean it, and what it is called in a reply."""

    id: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    title: Text


def _style(id: str, title: tuple[str, str], en: str, zh: str) -> StyleName:
    return StyleName(id, tuple(en.split("|")), tuple(zh.split("|")), Text(*title))


STYLES: Final = (
    _style("watercolor", ("watercolor", "水彩"), "watercolor|watercolour|water color|aquarelle|gouache", "水彩|水彩画|水粉"),
    _style("pencil", ("pencil sketch", "铅笔素描"), "pencil|sketch|pencil sketch|pencil drawing|charcoal sketch|charcoal drawing|drawing in pencil|graphite|charcoal",
           "铅笔|素描|炭笔|速写"),
    _style("anime", ("anime", "动漫"), "anime|manga|cel shading|cel-shaded|ghibli|cartoon|japanese animation",
           "动漫|动画|漫画|二次元|日漫|卡通|吉卜力|赛璐璐"),
    _style("ukiyo-e", ("ukiyo-e", "浮世绘"), "ukiyo-e|ukiyo e|ukiyoe|japanese woodblock|woodblock|woodcut|hokusai",
           "浮世绘|木刻|版画"),
    _style("pixel", ("pixel art", "像素"), "pixel|pixel art|8-bit|8 bit|16-bit|retro game", "像素|像素风|八位|复古游戏"),
    _style("low-poly", ("low poly", "低多边形"), "low poly|low-poly|lowpoly|polygonal", "低多边形|多边形"),
    _style("van-gogh", ("Van Gogh", "梵高"), "van gogh|gogh|starry night|post-impressionist|impressionist|impressionism",
           "梵高|凡高|印象派"),
    _style("oil", ("oil painting", "油画"), "oil painting|oil|oils|oil paint", "油画"),
    _style("black-white", ("black and white", "黑白"), "black and white|black-and-white|b&w|monochrome|grayscale|greyscale|noir",
           "黑白|单色|灰度"),
    _style("vintage", ("vintage", "复古"), "vintage|sepia|retro|old photo|old-fashioned film|polaroid", "复古|怀旧|老照片|泛黄"),
    _style("comic", ("comic", "美漫"), "comic|comics|comic book|graphic novel|halftone", "美漫|连环画"),
    _style("pop-art", ("pop art", "波普艺术"), "pop art|pop-art|warhol|andy warhol", "波普|波普艺术|安迪沃霍尔"),
    _style("ink-wash", ("Chinese ink wash", "水墨"), "ink wash|ink-wash|ink and wash|chinese ink|ink painting|chinese painting|"
           "traditional chinese painting|chinese brush|brush painting|sumi-e|sumi e|sumie|shan shui|shuimo",
           "水墨|水墨画|国画|中国画|写意|写意画|山水画|泼墨|丹青|毛笔画"),
    _style("paper-cut", ("paper-cut", "剪纸"), "paper cut|paper-cut|papercut|paper cutting|paper-cutting|paper cutout|paper cut-out|"
           "cut paper|layered paper|paper craft|papercraft|paper art|kirigami", "剪纸|剪纸画|纸雕|纸艺|窗花|层叠纸艺"),
    _style("stained-glass", ("stained glass", "彩色玻璃"), "stained glass|stained-glass|leaded glass|church window|"
           "cathedral window|glass window art", "彩色玻璃|彩绘玻璃|花窗|花窗玻璃|玻璃花窗|彩窗|教堂玻璃"),
    _style("mosaic", ("mosaic", "马赛克镶嵌画"), "mosaic|mosaics|mosaic tiles|tesserae", "马赛克|镶嵌画|马赛克画|马赛克镶嵌"),
    _style("chalk", ("chalk drawing", "粉笔画"), "chalk|chalks|chalk drawing|chalk art|chalkboard|blackboard|blackboard drawing",
           "粉笔|粉笔画|黑板画|黑板报|黑板"),
    _style("crayon", ("crayon drawing", "蜡笔画"), "crayon|crayons|wax crayon|crayon drawing|oil pastel|oil pastels|"
           "child's drawing|children's drawing|kid's drawing", "蜡笔|蜡笔画|油画棒|儿童画"),
    _style("line", ("line drawing", "线稿"), "line drawing|line art|lineart|line-art|line drawings|outline drawing|contour drawing|"
           "pen and ink|ink drawing|black and white line drawing|black and white line art|coloring page|colouring page",
           "线稿|线描|线条画|白描|简笔画|简笔|黑白线稿|钢笔画|勾线|涂色页|填色画"),
    _style("retro-poster", ("retro poster", "复古海报"), "retro poster|travel poster|vintage poster|retro travel poster|"
           "vintage travel poster|screen print|screenprint|art deco|art-deco", "复古海报|旅行海报|老海报|丝网印刷|装饰艺术"),
    _style("cyberpunk", ("cyberpunk", "赛博朋克"), "cyberpunk|cyber punk|cyber-punk|synthwave|vaporwave|neon noir", "赛博朋克|蒸汽波"),
    _style("futuristic", ("futuristic", "未来"), "futuristic|sci-fi|sci fi|scifi|science fiction|science-fiction|holographic",
           "未来|未来主义|科幻|全息"),
    _style("embroidery", ("embroidery", "刺绣"), "embroidery|embroidered|needlework|satin stitch|silk embroidery",
           "刺绣|苏绣|绣花|湘绣"),
    _style("jade", ("jade carving", "玉雕"), "jade|jade carving|carved jade|jade relief", "玉|玉雕|玉石|翡翠|玉器|玉质"),
    _style("isometric", ("isometric", "等距"), "isometric|isometric view|isometric diorama|isometric room|voxel|voxels|2.5d|2.5 d|"
           "axonometric", "等距|等距风|等距视角|等轴测|轴测|轴测图|体素|2.5d"),
)  # fmt: skip


_MEDIUM: Final = re.compile(r"\s+(?:style|look|effect|art|painting|drawing|print|picture|illustration|colou?rs|tones)$")
"""Words that may follow a style's name."""
_TOOLS: Final = re.compile(
    r"pencil|charcoal|graphite|oils?|chalks?|crayons?|wax crayon|oil pastels?|comics?|comic book|cartoon|sketch|mosaics?|jade|noir|retro|"
    r"vintage|gogh|hokusai|warhol|futuristic|cyberpunk|embroidered|embroidery|needlework|pixel|sepia|polaroid|"
    r"铅笔|炭笔|粉笔|蜡笔|油画棒|动画|漫画|卡通|玉雕|玉石|玉器|玉质|刺绣|绣花|黑白|单色|复古|怀旧|泛黄|全息|科幻|木刻|纸雕|纸艺|彩窗|花窗|彩色玻璃|多边形|波普|写意|马赛克|丹青"
)
"""Names that at the end of a phrase may well be of a thing or its kind."""


@lru_cache(maxsize=1024)
def style_id(words: str) -> str | None:
    """The id of the style that `words` name, the longest name that is contained in them; None for others."""
    text = words.lower()[:200]
    best: tuple[int, str] | None = None
    for style in STYLES:
        for name in (*style.en, style.id):
            if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text) and (best is None or len(name) > best[0]):
                best = (len(name), style.id)
        for name in style.zh:
            if (name in text if len(name) > 1 else name == text.strip()) and (best is None or 3 * len(name) > best[0]):
                best = (3 * len(name), style.id)
    return best[1] if best else None


def is_style(words: str) -> bool:
    """Whether `words` end in a style's name: "vivid watercolor" does, "a futuristic city" does not."""
    text = _MEDIUM.sub("", words.strip().lower())
    names = {name for style in STYLES for name in (*style.en, *style.zh, style.id)}
    return any(re.search(rf"(?<![a-z]){re.escape(name)}$", text) for name in names if text.endswith(name))


THINGS: Final = frozenset({
    "blackboard", "chalkboard", "church window", "cathedral window", "starry night", "old photo", "黑板", "教堂玻璃", "窗花", "老照片", "玉",
    "未来", "复古游戏", "翡翠",
})  # fmt: skip
"""Names of styles that alone mean a thing or the sky."""
_MEDIUM_ZH: Final = re.compile(r"(?:风格|画风|插画|效果|风|画|版)$")
_LEAD: Final = re.compile(r"^(?:(?:drawn|painted|done|made|rendered) )?(?:(?:in|as|with|using) )?(?:an? |the )?")
_QUALITY: Final = re.compile(
    r"^(?:(?:soft|vivid|simple|classic|traditional|beautiful|cute|japanese|pastel|wax|colou?rful|detailed|loose) )+"
)
_LEAD_ZH: Final = re.compile(r"^(?:用|以|画成|做成)?(?:一[幅张])?")


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    """The names that mean a style where they stand alone."""
    return frozenset(name for style in STYLES for name in (*style.en, *style.zh, style.id)) - THINGS


@lru_cache(maxsize=1024)
def names_style(words: str) -> bool:
    """Whether `words` are nothing but the name of a style: "stained glass", "in soft watercolor", 低多边形."""
    text = words.strip().lower()
    if re.match(r"(?:an?|the) (?:pencil|crayon|chalk|mosaic|comic|cartoon|sketch)s?$", text):
        return False  # one more thing
    text = _QUALITY.sub("", _LEAD_ZH.sub("", _LEAD.sub("", text)))
    return bool({text, _MEDIUM.sub("", text), _MEDIUM_ZH.sub("", text)} & _alone())


@lru_cache(maxsize=1024)
def style_at_end(words: str) -> str | None:
    """The name of a style that ends `words` behind a thing: "pixel art" in "a cat pixel art"; None where none does.

    Stuffs and tools are no styles there: "a cup of oil", "a girl with a pencil", "a box of crayons".
    """
    text = words.rstrip(" .!。！").lower()
    for name in sorted(_alone(), key=len, reverse=True):
        if not text.endswith(name) or len(name) == len(text) or _TOOLS.fullmatch(name):
            continue
        before = text[: -len(name)]
        if name.isascii() and not re.search(r"(?<!\bof)(?<!\bwith)(?<!ing)\s$", before):
            continue
        if not re.search(r"(?:^|\s)(?:an?|the|in|on|at|his|her|their|like|and|from|to|by|into|made)\s$", before):
            return words.rstrip(" .!。！")[-len(name) :]
    return None


def style_title(words: str, language: Language) -> str:
    """What to call the style in a reply: its title where it is known, the user's words where not."""
    known = next((style for style in STYLES if style.id == style_id(words)), None)
    return known.title[language] if known else words
