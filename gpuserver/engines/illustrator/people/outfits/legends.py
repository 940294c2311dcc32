"""Who the tales of China tell of: the lady of the moon and the archer, Pigsy, Nezha, gods of wealth and of doors."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Garment, Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, skirt, top
from gpuserver.engines.illustrator.people.details import belt, cape, dots, pads, plates, sash, strap
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_CROSSED: Final = (Mark("trim", "M-38 -10 L30 62", (13, 15)), Mark("trim", "M38 -10 L-10 42", (13, 11)))
_BLACK: Final = {"hair": "#2B2238", "hair2": "#453A55", "brow": "#2B2238", "beard": "#2B2238", "beard2": "#453A55"}


def _robe(*more: Garment, wide: float = 66) -> tuple[Garment, ...]:
    """A robe that is crossed over the chest, to the feet, with wide sleeves and a sash."""
    return (
        hands(), neck(8), shoes("shoe", ""), top("robe", _CROSSED, cut=Cut(1.0, 1.6, wide, folds="robe2", hem="trim")),
        sleeves("robe", 1.0, grow=(1, 1.3, 2.4), bands=((0.9, 1.0, "trim"),)), belt("sash", "gold", 78, 26), *more,
    )  # fmt: skip


def _armour(*more: Garment) -> tuple[Garment, ...]:
    """Plates over a long coat, as a general's."""
    return (
        hands(), neck(2), trousers("pants", 0.9), shoes("boot", "", boot=0.3, cuff="gold"),
        top("plate", tuple(Mark("plate2", f"M-120 {y} C-40 {y + 8} 40 {y + 8} 120 {y}", (8,)) for y in (18, 40, 62)),
            cut=Cut(0.62, 1.5, 84, folds="plate2", hem="gold")),
        sleeves("robe", 0.98, fit=1.05, bands=((0.86, 1.0, "gold"),)), plates("plate", "plate2", 3),
        belt("sash", "gold", 86, 26), dots(Layer.DECO, "gold", ((0, 34),), 20), *more,
    )  # fmt: skip


LEGENDS: Final[dict[str, Figure]] = {
    "moonlady": Figure(
        "woman", Face("head_woman", "long"),
        (
            cape("scarf", 0.9, wide=1.5), hands(), neck(14),
            skirt("robe2", Cut(1.06, 2.6, 60, folds="trim", hem="robe")),
            top("robe", _CROSSED), sleeves("robe", 1.0, grow=(1, 1.5, 3.0), bands=((0.94, 1.0, "trim"),)),
            on_torso(Layer.DECO, "sash", "M-100 52 C-40 58 40 58 100 52 L101 72 C40 78 -40 78 -101 72 Z", name="belt"),
            strap("sash", "M0 70 C-6 100 6 130 0 166", 12, Layer.DECO + 1, "belt"),
        ),
        {"robe": "#BFD6F2", "robe2": "#FFF6EE", "trim": "#F7DDE6", "sash": "#F48FA0", "scarf": "#F9D6E2",
            "scarf2": "#E9B3C8", "shoe": "#F48FA0", **_BLACK},
        coat="robe", worn=("phoenixbun",), own={"stand": "open"},
    ),
    "chineselady": Figure(
        "woman", Face("head_woman", "long"),
        (
            hands(), neck(14), skirt("robe2", Cut(1.06, 2.6, 60, folds="trim", hem="robe")), top("robe", _CROSSED),
            sleeves("robe", 1.0, grow=(1, 1.5, 2.8), bands=((0.94, 1.0, "trim"),)),
            on_torso(Layer.DECO, "sash", "M-100 52 C-40 58 40 58 100 52 L101 72 C40 78 -40 78 -101 72 Z", name="belt"),
        ),
        {"robe": "#8FC3B0", "robe2": "#FFF1E0", "trim": "#F0D9A8", "sash": "#E5736B", "shoe": "#C8595A", **_BLACK},
        tool="fan", coat="robe", worn=("phoenixbun",), tool_in=frozenset({"stand"}),
    ),
    "sunarcher": Figure(
        "man", Face("head_man", "long", show=("goatee",)),
        (
            cape("cape", 0.8), hands(), neck(6), trousers("pants", 0.9), shoes("boot", "", boot=0.34, cuff="gold"),
            top("robe", _CROSSED, cut=Cut(0.4, 1.4, 80, folds="robe2", hem="trim")), bare_arms(),
            sleeves("robe", 0.34, fit=1.2), sleeves("boot", 1.0, start=0.72, fit=0.96, layer=3),
            belt("boot", "gold", 84, 26),
        ),
        {"robe": "#C8503A", "robe2": "#A03C2C", "trim": "#F0B93C", "cape": "#8A5A34", "cape2": "#6B4428",
            "pants": "#5B4A3E", "boot": "#6B4630", "gold": "#F0B93C", **_BLACK},
        tool="bow", coat="robe",
    ),
    "pigsy": Figure(
        "stout", Face("head_man", "bald"),
        (
            hands(), neck(2), trousers("pants", 0.86, fit=1.1), shoes("boot", "", boot=0.2),
            top("robe", (
                Mark("skin", "M-40 -10 L40 -10 C60 40 50 110 0 132 C-50 110 -60 40 -40 -10 Z"), Mark("trim",
                "M-42 -10 C-62 50 -50 110 0 134", (14,)), Mark("trim", "M42 -10 C62 50 50 110 0 134", (14,)),
            ), cut=Cut(0.5, 1.35, 84, folds="robe2", hem="trim")),
            sleeves("robe", 0.9, grow=(1, 1.1, 1.5), bands=((0.82, 0.9, "trim"),)), belt("sash", "gold", 100, 24),
            dots(Layer.DECO + 2, "bead", ((-46, 4), (-38, 22), (-24, 36), (-8, 43), (8, 43), (24, 36), (38, 22),
                (46, 4)), 11, "beads"),
        ),
        {"skin": "#F6B9A6", "shade": "#D98A7C", "pink": "#EE8F90", "robe": "#4A5A78", "robe2": "#38465F",
            "trim": "#2B2F44", "sash": "#C8503A", "gold": "#F0B93C", "bead": "#8A5640", "pants": "#5B4A3E",
            "boot": "#2F2A3C", **_BLACK},
        tool="pitchfork", coat="robe", worn=("pigface",),
    ),
    "nezha": Figure(
        "boy", Face("head_boy", "short"),
        (
            cape("scarf", 0.8, wide=1.5), hands(), neck(4), bare_legs(), trousers("pants", 0.56, fit=1.2,
                bands=((0.46, 0.56, "gold"),)), shoes("boot", "", boot=0.16),
            top("robe", (Mark("gold", "M-60 -10 C-40 50 40 50 60 -10", (12,)),), cut=Cut(0.14, 1.25, 84, hem="gold")),
            bare_arms(), pads("gold", 0.94, 15), belt("sash", "gold", 88, 22),
            strap("gold", "M-74 6 C-50 62 50 62 74 6", 11, Layer.DECO + 1, "hoop"),
        ),
        {"robe": "#E5484D", "pants": "#F0883C", "scarf": "#E5484D", "scarf2": "#B8343F", "gold": "#F6C445",
            "sash": "#4F9A66", "boot": "#7A3A36", **_BLACK},
        tool="firespear", coat="robe", worn=("twinbuns",), own={"stand": "proud"},
    ),
    "wealthgod": Figure(
        "stout", Face("head_man", show=("brow-bushy",)),
        _robe(strap("gold", "M-100 74 C-40 86 40 86 100 74", 14, Layer.DECO + 1, "belt"),
              dots(Layer.DECO, "gold", ((0, 36),), 30), dots(Layer.DECO + 1, "robe", ((0, 36),), 14)),
        {"robe": "#D8343E", "robe2": "#AE2636", "trim": "#F6C445", "sash": "#2A7D7D", "gold": "#F6C445",
            "shoe": "#2B2238", **_BLACK},
        tool="ingot", coat="robe", worn=("longbeard", "wingedcap"), own={"stand": "open"},
    ),
    "doorgod": Figure(
        "orc", Face("head_man", show=("brow-angry", "mustache")), _armour(sash("sash")),
        {"plate": "#3E7CB1", "plate2": "#2A5A88", "robe": "#D8343E", "gold": "#F6C445", "sash": "#E5484D",
            "pants": "#4F8A52", "boot": "#2B2238", **_BLACK},
        tool="guandao", coat="robe", worn=("longbeard", "plumedhelm"),
    ),
    "lordguan": Figure(
        "orc", Face("head_man", show=("brow-bushy",)), (*_robe(sash("gold")), plates("gold", "trim", 2)),
        {"skin": "#C85A48", "shade": "#96382E", "pink": "#B8483E", "robe": "#4F8A52", "robe2": "#3A6B40",
            "trim": "#F0B93C", "sash": "#C8323E", "gold": "#F0B93C", "shoe": "#2B2238", "cap": "#4F8A52",
            "cap2": "#3A6B40", **_BLACK},
        tool="guandao", coat="robe", worn=("longbeard", "scholarcap"),
    ),
    "chinesescholar": Figure(
        "man", Face("head_man", show=("goatee",)), _robe(),
        {"robe": "#DCE6EE", "robe2": "#BACBDA", "trim": "#5A78A0", "sash": "#5A78A0", "gold": "#6FC3A0",
            "shoe": "#2B2238", **_BLACK},
        tool="fan", coat="robe", worn=("scholarcap",), tool_in=frozenset({"stand"}),
    ),
}  # fmt: skip
