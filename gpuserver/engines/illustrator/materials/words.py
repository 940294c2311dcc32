"""Words for materials in English and Chinese: "wooden", "made of green glass", 黄金做的, "a statue of a cat".

A word that is a colour too (gold, silver, 金, 银) means the metal only where the phrase says so: "made of gold",
"gold-plated", "a golden statue", 金的. "A golden cat" and 金色的猫 keep their colour.
"""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Subject
from gpuserver.engines.illustrator.palette import find_colors, is_color
from gpuserver.engines.illustrator.words import find_subject, subject_named, vocabulary

_ENGLISH: Final = """
glass: glass glassy stained-glass blown-glass
crystal: crystal crystalline diamond
ice: ice
jelly: jelly jello gummy gummi gelatin gelatine
gold: gold-plated gilded solid-gold pure-gold gold-leaf gilt
silver: silver-plated sterling-silver solid-silver pure-silver
chrome: chrome chromed metal metallic steel stainless-steel aluminium aluminum titanium
bronze: bronze brass
copper: copper
iron: iron cast-iron wrought-iron
wood: wood wooden oak walnut mahogany timber plywood driftwood
marble: marble
stone: stone granite concrete cement sandstone limestone
jade: jade
ceramic: ceramic ceramics pottery glazed
porcelain: porcelain china delftware
clay: clay plasticine play-doh playdough modelling-clay
terracotta: terracotta terra-cotta earthenware
plastic: plastic vinyl rubber
chocolate: chocolate milk-chocolate dark-chocolate
felt: felt felted needle-felted
fabric: fabric cloth cotton linen denim textile patchwork
plush: plush stuffed plushie
knit: knit knitted wool woolen woollen crochet crocheted yarn amigurumi
paper: paper papercut paper-cut cardboard
origami: origami folded-paper
neon: neon neon-light neon-lights neon-sign neon-tube neon-tubes
"""
_ENGLISH_ONLY_MADE: Final = (
    "gold: gold\nsilver: silver\nstone: rock rocks\nsnow: snow\nwood: bamboo\nglass: crystal-glass"
)
"""Words that mean the material only behind "made of" and before "statue"."""
_CHINESE: Final = """
glass: 玻璃 琉璃
crystal: 水晶 钻石
ice: 冰 冰块 冰雕
jelly: 果冻 软糖 橡皮糖 啫喱
gold: 黄金 纯金 镀金 金子
silver: 白银 纯银 镀银 银子
chrome: 金属 不锈钢 钢铁 钢 铝
bronze: 青铜 黄铜 铜
copper: 紫铜 红铜
iron: 铁 铸铁 生铁
wood: 木头 木 木制 木质 木材 实木 木雕 橡木 竹子
marble: 大理石 理石 汉白玉
stone: 石头 石 岩石 花岗岩 水泥 石雕 石质 石制
jade: 玉 玉石 翡翠 碧玉 和田玉 玉雕
ceramic: 陶瓷
porcelain: 瓷 瓷器 青花瓷 白瓷
clay: 黏土 粘土 橡皮泥 泥 泥巴 软陶 彩泥 泥塑
terracotta: 陶土 赤陶 陶
plastic: 塑料 橡胶
chocolate: 巧克力
felt: 毛毡 羊毛毡
fabric: 布 布料 布艺 棉布 亚麻 牛仔布
plush: 毛绒 长毛绒 绒布
knit: 毛线 针织 羊毛 编织 钩针
paper: 纸 纸板 剪纸 硬纸板 纸片
origami: 折纸
neon: 霓虹 霓虹灯 霓虹灯管
"""
_CHINESE_ONLY_MADE: Final = "gold: 金\nsilver: 银\nsnow: 雪"

_MADE: Final = re.compile(
    r"^(?:(?:it|is|are|be|was|look|looks|looking|all|entirely|completely|made|built|carved|cast|moulded|molded|sculpted|"
    r"crafted|formed|constructed|knitted|sewn|blown|folded|cut|hewn|chiselled|turned|changed|transformed|covered)\s)*"
    r"(?:entirely |completely |purely )?(?:out of|of|from|in|into|with|to|like|as if made of)\s(?:an? |the |some )?"
)
_THING: Final = r"statues?|sculptures?|figurines?|statuettes?|carvings?|trophy|trophies|effigy"
_AFTER: Final = re.compile(rf"[\s-](?:{_THING}|material|texture|version|look|toy|like|made|animal|effect|figure)$")
_INHERENT: Final = re.compile(
    r"\b(?:solid|pure|real|polished|shiny|smooth|clear|transparent|translucent|see-through|carved|glossy|gleaming|plain|"
    r"fine|soft|hard|rough|old|antique|natural|clean|delicate|glowing|hand-carved|handmade|raw|thick|thin|frosted)\b"
)
_MADE_ZH: Final = re.compile(r"^(?:用|由|以|是|变成|改成|做成|换成|变为|改为|弄成|像)+")
_AFTER_ZH: Final = re.compile(
    r"(?:打造|雕刻|雕成|做成|制成|造成|材质|质地|质感|材料|做|制|造|雕|刻|版本|版|款|一样|般)+(?:出来)?的?$|的$"
)
_INHERENT_ZH: Final = re.compile(r"透明|光滑|闪亮|发光|古老|纯|抛光|晶莹|剔透|精致|的")
_THING_ZH: Final = re.compile(r"(?:雕像|雕塑|塑像|石像|铜像|木雕|玉雕|冰雕|泥塑|摆件|玩偶|公仔|玩具|剪影|雕)$")
_OWN_ZH: Final = {"石像": "stone", "铜像": "bronze", "木雕": "wood", "玉雕": "jade", "冰雕": "ice", "泥塑": "clay",
                  "玩偶": "plush", "公仔": "plush"}  # fmt: skip
"""Chinese words for figures that name their material themselves; other statues are of stone."""
_VESSEL: Final = re.compile(
    r"\b(?:cups?|mugs?|bowls?|glass(?:es)?|bottles?|bars?|box(?:es)?|pieces?|plates?|buckets?|vases?|jars?|bags?|baskets?|"
    r"blocks?|sheets?|rolls?|piles?|bits?|chunks?|sky|river|sea|ring)$"
)
"""Nouns before "of" that hold the material or are a piece of it: "a cup of chocolate" is no cup of that stuff."""
_HUES: Final = {
    "jade": {"green"}, "ice": {"blue", "sky blue", "cyan"}, "chocolate": {"brown"}, "stone": {"gray", "grey"},
    "steel": {"blue", "gray", "grey"}, "copper": {"red", "brown"}, "marble": {"white"}, "brass": {"yellow"},
}  # fmt: skip
"""Words that only name a shade before these colours: "an ice blue car" is not of ice. "Neon" does before any."""


def _table(text: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for line in text.strip().splitlines():
        name, _, others = line.partition(": ")
        for word in others.split():
            words[word] = name
            words[word.replace("-", " ")] = name
    return words


_FREE: Final = _table(_ENGLISH) | _table(_CHINESE)
_MADE_ONLY: Final = _table(_ENGLISH_ONLY_MADE) | _table(_CHINESE_ONLY_MADE)
_LONGEST: Final = sorted((word for word in _FREE if not word.isascii()), key=len, reverse=True)


def read_material(words: str) -> tuple[str, str] | None:
    """The name of the material that `words` ask for, and what else they say ("green" of "made of green glass"); None
    where they name none, or mean a colour."""
    text = " ".join(re.sub(r"[^\w\s-]", " ", words.lower())[:80].split())
    return _read_chinese(text) if re.search(r"[\u3400-\u9fff]", text) else _read_english(text)


def _read_english(text: str) -> tuple[str, str] | None:
    rest = _MADE.sub("", text)
    made = rest != text and not text.startswith("in ")
    thing = re.search(rf"[\s-](?:{_THING})$", rest) is not None
    rest = _AFTER.sub("", rest)
    names = _FREE | _MADE_ONLY | {"golden": "gold"} if made or thing else _FREE
    if re.fullmatch(r"(?:solid|pure|real|24k|24-karat) (?:gold|silver)", rest):
        names = _FREE | _MADE_ONLY
    parts = rest.split()
    for start in range(len(parts)):
        name = names.get(" ".join(parts[start:]))
        if name is None:
            continue
        extra = " ".join(_INHERENT.sub("", " ".join(parts[:start])).split())
        plain = not extra or bool(find_colors(extra))
        return (name, extra) if plain or (made and start <= 2) else None
    return None


def _read_chinese(text: str) -> tuple[str, str] | None:
    rest = _MADE_ZH.sub("", text)
    made = rest != text
    shorter = _AFTER_ZH.sub("", rest)
    made = made or shorter != rest
    if (own := _THING_ZH.search(shorter)) and shorter not in _FREE:
        shorter, made = shorter[: own.start()].removesuffix("的"), True
    shorter = _INHERENT_ZH.sub("", shorter) if shorter not in _FREE else shorter
    names = _FREE | _MADE_ONLY if made else _FREE
    for start in range(len(shorter)):
        if name := names.get(shorter[start:]):
            extra = shorter[:start]
            return (name, extra) if not extra or is_color(extra) or is_color(f"{extra}色") else None
    return None


def described(subject: Subject) -> Subject:
    """The subject with its material among the attributes, where the noun hides it: "statue of a cat", 玻璃猫."""
    subject = _without_hues(subject)
    noun = subject.noun.strip()
    if re.search(r"[\u3400-\u9fff]", noun):
        return _described_chinese(subject, noun)
    low = noun.lower()
    if low in vocabulary() and not re.fullmatch(_THING, low):
        return subject
    if found := re.fullmatch(rf"(?:(?P<before>.+?)[\s-])?(?:{_THING})(?: of (?:an? |the |some )?(?P<of>.+))?", low):
        return _statue(subject, found.group("before") or "", found.group("of") or "")
    before, of, stuff = low.partition(" of ")
    if of and (name := read_material(f"made of {stuff}")) and subject_named(before) and not _VESSEL.search(before):
        return _made(subject, before, name[0])
    first, _, thing = low.partition(" ")
    if (name := read_material(first)) and thing in vocabulary():
        return _made(subject, thing, name[0])
    return subject


def _made(subject: Subject, noun: str, material: str) -> Subject:
    words = {"chrome": "metal", "crystal": "crystal"}.get(material, material)
    attributes = (*subject.attributes, f"made of {words}")
    return subject.model_copy(update={"noun": noun, "attributes": attributes})


def _statue(subject: Subject, before: str, of: str) -> Subject:
    """A statue is the thing itself in a material: the one that is named, gold or silver by colour, or stone."""
    kept = list(subject.attributes)
    thing = next((part for part in (of, before) if part and subject_named(part)), None)
    if thing is None and kept and subject_named(kept[-1]):
        thing = kept.pop()
    if thing is None:
        return subject
    said = [part for part in (of, before) if part and part != thing]
    named = next((found[0] for part in (*kept, *said) if (found := read_material(f"made of {part}"))), None)
    if named is None and subject.color in ("gold", "silver"):
        named = subject.color
    head = find_subject(thing) or thing
    leading = " ".join(thing.split(head)[0].split())
    if leading and (found := read_material(leading)):
        named = named or found[0]
    return _made(subject.model_copy(update={"attributes": tuple(kept)}), head, named or "stone")


def _described_chinese(subject: Subject, noun: str) -> Subject:
    if subject.color == "gold" and noun.startswith("属"):  # 金属 was read as the colour 金
        noun = f"金{noun}"
        subject = subject.model_copy(update={"noun": noun, "color": None})
    if noun in vocabulary():
        return subject
    thing, named = noun, None
    if own := _THING_ZH.search(noun):
        thing = noun[: own.start()].removesuffix("的")
        named = _OWN_ZH.get(own.group(), "stone")
        if own.group() in ("玩具", "摆件", "剪影"):
            named = None
    strict = "金银" if own else ""
    for word in [*_LONGEST, *strict]:
        rest = thing.removeprefix(word).removeprefix("的")
        if rest != thing and rest and rest in vocabulary():
            return _made(subject, rest, (_FREE | _MADE_ONLY)[word])
    if own is None or subject_named(thing) is None:
        return subject
    if any(read_material(word) for word in subject.attributes):
        return subject.model_copy(update={"noun": thing})
    if subject.color in ("gold", "silver"):
        named = subject.color
    return _made(subject, thing, named) if named else subject.model_copy(update={"noun": thing})


def _without_hues(subject: Subject) -> Subject:
    """Without a material's word that only says which shade of its colour a subject has: "neon green"."""
    color = subject.color
    if color is None:
        return subject
    kept = tuple(word for word in subject.attributes if word != "neon" and color not in _HUES.get(word.lower(), ()))
    return subject if kept == subject.attributes else subject.model_copy(update={"attributes": kept})
