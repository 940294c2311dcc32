"""The folk of tales that are no humans: elves, dwarves, orcs, goblins, tieflings, halflings, each of every calling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from gpuserver.engines.illustrator.people.body import Garment, Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, top
from gpuserver.engines.illustrator.people.details import attached, belt
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.outfits.history import HISTORY
from gpuserver.engines.illustrator.people.outfits.quests import QUESTS
from gpuserver.engines.illustrator.people.outfits.tales import TALES
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure


@dataclass(frozen=True)
class _Folk:
    """What tells a folk from humans, whatever its members do."""

    names: tuple[str, ...]
    build: str
    face: Face
    colors: Mapping[str, str]
    worn: tuple[str, ...] = ()
    """What is on its head by nature: ears, horns, tusks, a beard."""
    back: tuple[str, ...] = ()
    """What it has behind: a tail."""
    own_skin: bool = False
    """Whether its skin has a colour of its own, which a colour word means."""
    hats: Mapping[str, str] = field(default_factory=dict[str, str])
    """What it has on instead of a hat."""


_FOLK: Final = {
    "elf": _Folk(
        ("elf", "elven", "elvish", "half-elf", "wood elf", "high elf", "精灵", "精灵族", "半精灵"), "woman",
        Face("head_woman", "long"), {"hair": "#F0C673", "hair2": "#F8DCA0", "brow": "#B98A3C"}, ("elfears",),
    ),
    "dwarf": _Folk(
        ("dwarf", "dwarven", "dwarvish", "矮人", "矮人族"), "dwarf", Face("head_man", "long", show=("brow-bushy",)),
        {"hair": "#C2562E", "hair2": "#D97A4C", "brow": "#8A3A22", "beard": "#C2562E", "beard2": "#9C4222"},
        ("longbeard",), hats={"": "dwarfhelm", "hood": "hood", "featherhat": "featherhat", "antlers": "antlers"},
    ),
    "orc": _Folk(
        ("orc", "half-orc", "orcish", "half orc", "uruk", "兽人", "半兽人", "半兽"), "orc",
        Face("head_man", "long", show=("brow-angry",)),
        {"skin": "#7FA05A", "shade": "#55753A", "pink": "#6A8A48", "hair": "#2B2238", "hair2": "#453A55",
            "brow": "#2B2238"},
        ("elfears", "tusks"), own_skin=True, hats={"toque": ""},
    ),
    "goblin": _Folk(
        ("goblin", "hobgoblin", "哥布林", "地精"), "goblin", Face("head_boy", "bald", show=("brow-angry",)),
        {"skin": "#9CC25E", "shade": "#6B8F3C", "pink": "#86AE4C", "brow": "#4F6B2C", "hair": "#4F6B2C"},
        ("goblinears",), own_skin=True,
    ),
    "tiefling": _Folk(
        ("tiefling", "提夫林", "魔裔"), "man", Face("head_man", "messy"),
        {"skin": "#D65F66", "shade": "#A63E4C", "pink": "#C04A58", "hair": "#2F2340", "hair2": "#4A3860",
            "brow": "#2F2340"},
        ("elfears", "horns"), ("tieftail",), own_skin=True,
    ),
    "halfling": _Folk(
        ("halfling", "hobbit", "霍比特人", "半身人"), "goblin", Face("head_boy", "curly"),
        {"hair": "#8A5A34", "hair2": "#A97848", "brow": "#6B4428"},
    ),
}  # fmt: skip
_CALLINGS: Final[dict[str, tuple[Figure, tuple[str, ...]]]] = {
    "ranger": (
        QUESTS["ranger"],
        ("ranger", "archer", "bowman", "huntress", "hunter", "游侠", "弓箭手", "射手", "弓手", "猎人"),
    ),
    "cleric": (QUESTS["cleric"], ("cleric", "priest", "priestess", "healer", "牧师", "神官", "祭司", "治疗师")),
    "barbarian": (QUESTS["barbarian"], ("barbarian", "berserker", "野蛮人", "狂战士", "蛮族")),
    "paladin": (QUESTS["paladin"], ("paladin", "knight", "圣骑士", "骑士")),
    "warrior": (HISTORY["viking"], ("warrior", "fighter", "soldier", "guard", "战士", "勇士", "武士")),
    "druid": (QUESTS["druid"], ("druid", "shaman", "德鲁伊", "萨满")),
    "bard": (QUESTS["bard"], ("bard", "minstrel", "吟游诗人")),
    "necromancer": (QUESTS["necromancer"], ("necromancer", "warlock", "死灵法师", "邪术师")),
    "rogue": (QUESTS["rogue"], ("rogue", "thief", "assassin", "盗贼", "刺客", "游荡者")),
    "wizard": (TALES["wizard"], ("wizard", "mage", "sorcerer", "sorceress", "witch", "法师", "巫师", "术士", "魔法师")),
    "monk": (TALES["monk"], ("monk", "武僧", "僧侣")),
}  # fmt: skip
_PLAIN: Final[tuple[Garment, ...]] = (
    hands(), neck(4), trousers("pants", 0.9), shoes("boot", "", boot=0.3, cuff="boot2"),
    top("top", (Mark("trim", "M-34 -8 L0 40 L34 -8", (8, 8, 8)),), cut=Cut(0.32, 1.35, 76, hem="trim")),
    sleeves("top", 0.98, bands=((0.9, 1, "trim"),)), belt("boot", "metal", 86, 22),
)  # fmt: skip
_RAGS: Final[tuple[Garment, ...]] = (
    hands(), neck(4), bare_legs(fit=0.86), shoes("boot", "", boot=0.2), trousers("pants", 0.4, fit=1.12),
    top("top", (Mark("trim", "M-58 -8 L58 96", (20, 22)),), cut=Cut(0.2, 1.25, 80, folds="trim")),
    bare_arms(), sleeves("boot", 1.0, start=0.76, fit=0.94, layer=3), belt("boot", "metal", 88, 26),
)  # fmt: skip
_GREEN: Final = {"top": "#5FA568", "top2": "#468A52", "trim": "#F0D9A8", "pants": "#8A7458", "boot": "#6B4630",
                 "boot2": "#8A5E40"}  # fmt: skip
_BROWN: Final = {"top": "#8A6A4A", "trim": "#6B4E36", "pants": "#5B4A3E", "boot": "#4A3428", "boot2": "#6B4E36"}
_DARK: Final = {"top": "#4B3F74", "trim": "#F0B93C", "pants": "#3A3350", "boot": "#2F2340", "boot2": "#4B3F74"}


def _alone(name: str) -> Figure:
    """One of a folk of whom no calling is said."""
    clothes, colors, tool = {
        "elf": (_PLAIN, _GREEN, ""), "dwarf": (_PLAIN, {**_BROWN, "top": "#4A6FA8", "trim": "#F0B93C"}, "vikingaxe"),
        "orc": (_RAGS, _BROWN, "club"), "goblin": (_RAGS, _BROWN, "dagger"), "tiefling": (_PLAIN, _DARK, ""),
        "halfling": (_PLAIN, {**_GREEN, "top": "#B5683E", "trim": "#F9C74F"}, ""),
    }[name]  # fmt: skip
    return Figure("man", Face("head_man"), clothes, colors, tool=tool)


def _of(folk: _Folk, figure: Figure) -> Figure:
    """One of a folk in somebody's outfit: its own build, face, skin and hair under those clothes."""
    tails = tuple(attached(tail, Layer.BACK + 2, 20, 96, 1.0) for tail in folk.back)
    worn = tuple(one for one in figure.worn if one not in ("roundbeard", "longbeard"))
    return replace(
        figure, build=folk.build, face=folk.face, garments=(*tails, *figure.garments), worn=(*worn, *folk.worn),
        colors={**figure.colors, **folk.colors}, hat=folk.hats.get(figure.hat, figure.hat),
        coat="skin" if folk.own_skin else figure.coat, drawings=(*figure.drawings, *folk.back),
    )  # fmt: skip


FOLK: Final[dict[str, Figure]] = {
    **{name: _of(folk, _alone(name)) for name, folk in _FOLK.items()},
    **{f"{name} {calling}": _of(_FOLK[name], _CALLINGS[calling][0]) for name, calling in product(_FOLK, _CALLINGS)},
}
"""Every folk, alone and in every calling: "elf", "elf ranger"."""


def folk_words() -> dict[str, str]:
    """Words for one of a folk with a calling -> its kind: "dwarven cleric", 精灵弓箭手."""
    return {
        f"{first}{' ' * first.isascii()}{second}": f"{name} {calling}"
        for name, folk in _FOLK.items() for calling, (_, words) in _CALLINGS.items()
        for first, second in product(folk.names, words) if first.isascii() == second.isascii()
    }  # fmt: skip
