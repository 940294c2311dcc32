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
    _style("pencil", ("pencil sketch", "铅笔素描"), "pencil|sketch|drawing in pencil|graphite|charcoal|line drawing",
           "铅笔|素描|炭笔|线稿|速写"),
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
)  # fmt: skip


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
            if name in text and (best is None or 3 * len(name) > best[0]):
                best = (3 * len(name), style.id)
    return best[1] if best else None


def style_title(words: str, language: Language) -> str:
    """What to call the style in a reply: its title where it is known, the user's words where not."""
    known = next((style for style in STYLES if style.id == style_id(words)), None)
    return known.title[language] if known else words
