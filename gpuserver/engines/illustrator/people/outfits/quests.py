"""Those who go on quests: what rangers, clerics, barbarians and bards have on, whatever folk they are of."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, top
from gpuserver.engines.illustrator.people.details import attached, belt, cape, dots, pads, strap
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_MANTLE: Final = (
    "M-60 -12 C-40 10 40 10 60 -12 C98 -4 120 14 114 34 C70 48 30 40 0 44"
    " C-30 40 -70 48 -114 34 C-120 14 -98 -4 -60 -12 Z"
)  # fmt: skip
_FUR: Final = (
    "M-58 -12 C-30 8 30 8 58 -12 C100 -4 122 14 116 30 C104 26 100 40 84 34 C74 46 60 32 46 40 C34 48 18 34 0 42"
    " C-18 34 -34 48 -46 40 C-60 32 -74 46 -84 34 C-100 40 -104 26 -116 30 C-122 14 -100 -4 -58 -12 Z"
)  # fmt: skip

QUESTS: Final[dict[str, Figure]] = {
    "ranger": Figure(
        "man", Face("head_man", "short"),
        (
            cape("hood", 0.8, wide=1.2), attached("quiver", Layer.BACK + 8, 30, 20, 1.1), hands(), neck(2),
            trousers("pants", 0.9), shoes("boot", "", boot=0.36, cuff="boot2"),
            top("top", (Mark("top2", "M0 0 L0 120", (6, 6)),), cut=Cut(0.3, 1.3, 78, hem="top2")),
            sleeves("shirt", 0.98), sleeves("boot", 1.0, start=0.66, fit=1.0, layer=3),
            on_torso(Layer.DECO, "hood", _MANTLE, name="hood"), strap("belt", "M70 2 C30 40 -40 70 -96 92", 14),
            belt("belt", "metal", 86, 22),
        ),
        {"top": "#5F8F5B", "top2": "#46704A", "hood": "#4F8A52", "hood2": "#3A6B40", "shirt": "#E9D9B0",
            "pants": "#7A5C44", "boot": "#6B4630", "boot2": "#8A5E40", "belt": "#5B3A2E"},
        tool="bow", hat="hood", drawings=("quiver",),
    ),
    "cleric": Figure(
        "man", Face("head_man", "side"),
        (
            cape("cape", 0.8, wide=1.2), hands(), neck(4), shoes("boot", ""),
            top("top", (Mark("gold", "M-26 -10 L-26 160", (10, 10)), Mark("gold", "M26 -10 L26 160", (10, 10))),
                cut=Cut(0.98, 1.6, 74, folds="top2", hem="gold")),
            sleeves("top", 0.98, grow=(1, 1.05, 1.4), bands=((0.9, 1, "gold"),)), pads("steel", 0.04, 42),
            attached("holysymbol", Layer.DECO + 4, 0, 40, 1.2), belt("belt", "gold", 82, 20),
        ),
        {"top": "#F8F5FC", "top2": "#D3D6EA", "gold": "#F0B93C", "cape": "#3E6FC0", "cape2": "#2F569C",
            "steel": "#C3CAD9", "belt": "#7A4A2C", "boot": "#6B4630"},
        tool="warhammer", coat="cape", drawings=("holysymbol",), own={"stand": "proud"},
    ),
    "barbarian": Figure(
        "stout", Face("head_man", "long", show=("brow-angry", "sideburns")),
        (
            hands(), neck(4), bare_legs(fit=0.86), shoes("fur", "", boot=0.34, fit=1.1, cuff="fur2"),
            trousers("hide", 0.3, fit=1.12), top("skin", (
                Mark("shade", "M-70 44 C-40 56 -12 54 0 44 C12 54 40 56 70 44", (3, 6, 3)),
                Mark("paint", "M-86 26 C-60 34 -40 30 -22 22", (10, 14, 4)),
                Mark("paint", "M-84 40 C-62 46 -46 44 -30 38", (8, 11, 4)),
            )),
            bare_arms(), sleeves("hide", 1.0, start=0.74, fit=0.92, layer=3),
            strap("hide", "M-62 2 C-30 30 30 60 98 80", 24, Layer.DECO), belt("fur2", "metal", 88, 34),
            on_torso(Layer.ARM + 5, "fur", _FUR, name="fur"),
        ),
        {"fur": "#DCD2C4", "fur2": "#B5A794", "hide": "#6B4630", "paint": "#C2424A", "hair": "#4A2F2A",
            "hair2": "#6B463A", "brow": "#3A2622"},
        tool="vikingaxe", coat="hide", own={"stand": "proud"}, own_grip=False,
    ),
    "paladin": Figure(
        "man", Face("head_man", "side"),
        (
            cape("cape", 0.9, wide=1.35), hands("steel2"), neck(2, "steel2"), trousers("steel", 0.95,
                bands=((0.44, 0.47, "gold"),)),
            shoes("steel", "", boot=0.34, cuff="gold"), pads("gold", 0.5, 33, legs=True),
            top("steel", (Mark("gold", "M-70 30 C-30 50 30 50 70 30", (6, 9, 6)), Mark("steel2", "M0 46 L0 120", (5,))),
                cut=Cut(0.2, 1.2, 84, hem="gold")),
            attached("holysymbol", Layer.DECO, 0, 44, 1.1),
            sleeves("steel", 0.98, bands=((0.46, 0.5, "gold"), (0.86, 0.9, "gold"))), pads("gold", 0.06, 50),
            belt("belt", "gold", 86),
        ),
        {"steel": "#D5DBE8", "steel2": "#9AA3BC", "gold": "#F0B93C", "cape": "#D94A56", "cape2": "#B1333F",
            "belt": "#7A4A2C", "hair": "#E9A63F", "hair2": "#F2BE68", "brow": "#B97A2C"},
        tool="sword", tool2="shield", lifts2=True, coat="cape", drawings=("holysymbol",),
    ),
    "druid": Figure(
        "man", Face("head_man", "long", show=("beard", "mustache")),
        (
            cape("moss", 0.86, wide=1.25), hands(), neck(4), shoes("boot", ""),
            top("top", (Mark("top2", "M0 0 L0 160", (7, 9)),), cut=Cut(0.96, 1.7, 74, folds="top2", hem="moss")),
            sleeves("top", 0.98, grow=(1, 1.1, 1.6), bands=((0.9, 1, "moss"),)),
            on_torso(Layer.ARM + 5, "moss", _FUR, name="fur"), belt("belt", "", 84, 16),
        ),
        {"top": "#8A6A4A", "top2": "#6B4E36", "moss": "#6F9A55", "moss2": "#55803F", "belt": "#C9A45C",
            "boot": "#6B4630", "hair": "#6B4430", "hair2": "#8A5E44", "brow": "#4A3226", "beard": "#6B4430"},
        tool="crook", hat="antlers",
    ),
    "bard": Figure(
        "man", Face("head_man", "long", show=("goatee",)),
        (
            cape("cape", 0.6, wide=1.15), hands(), neck(4), trousers("pants", 0.9, bands=tuple(
                (0.1 + 0.2 * at, 0.2 + 0.2 * at, "pants2") for at in range(4))),
            shoes("boot", "", boot=0.26, cuff="gold"),
            top("top", (Mark("white", "M-34 -8 L34 -8 L0 40 Z"), Mark("gold", "M0 40 L0 120", (6, 6))),
                cut=Cut(0.2, 1.35, 76, hem="gold")),
            sleeves("top", 0.5, fit=1.3), sleeves("white", 0.98, start=0.4, layer=1),
            dots(Layer.DECO, "gold", ((0, 56), (0, 74)), 8), belt("belt", "gold", 90, 18),
        ),
        {"top": "#8A5BC0", "top2": "#70459F", "cape": "#B5484F", "cape2": "#8F3440", "gold": "#F6C445",
            "white": "#FFF8F0", "pants": "#4A5FA6", "pants2": "#6F86CC", "boot": "#6B4630", "belt": "#5B3A2E"},
        hat="featherhat", own={"stand": "play"},
    ),
    "necromancer": Figure(
        "man", Face("head_man", "bald", show=("goatee", "brow-angry")),
        (
            hands(), neck(4), shoes("boot", ""),
            top("top", (Mark("glow", "M-30 -10 L-16 160", (7, 9)), Mark("glow", "M30 -10 L16 160", (7, 9))),
                cut=Cut(1.04, 1.8, 72, folds="top2", hem="glow", band=0.02)),
            sleeves("top", 0.98, grow=(1, 1.1, 1.8), bands=((0.94, 1, "glow"),)),
            on_torso(Layer.ARM + 5, "hood", _MANTLE, name="hood"), belt("glow", "", 84, 12),
        ),
        {"top": "#43395E", "top2": "#322A4A", "hood": "#372F50", "hood2": "#272040", "glow": "#8CE06F",
            "boot": "#272040", "beard": "#3A3444"},
        tool="skullstaff", hat="hood",
    ),
    "rogue": Figure(
        "man", Face("head_man", "messy"),
        (
            cape("hood", 0.7, wide=1.15), hands("glove"), neck(2), trousers("pants", 0.9),
            shoes("boot", "", boot=0.36),
            top("top", (Mark("top2", "M-30 -10 L20 110", (12, 12)), Mark("top2", "M30 -10 L-20 110", (12, 12))),
                cut=Cut(0.18, 1.2, 78)),
            sleeves("top", 0.98), sleeves("boot", 1.0, start=0.7, fit=1.0, layer=3),
            on_torso(Layer.ARM + 5, "hood", _MANTLE, name="hood"),
            strap("belt", "M-70 2 C-30 40 40 70 96 92", 16), belt("belt", "metal", 88, 24),
        ),
        {"top": "#6B4A46", "top2": "#523632", "hood": "#5A5F73", "hood2": "#434759", "pants": "#3F3A52",
            "boot": "#3A2A34", "glove": "#3A2A34", "belt": "#8A5640", "metal": "#C3CAD9"},
        tool="dagger", tool2="dagger", hat="hood", lifts2=True,
    ),
    "gladiator": Figure(
        "man", Face("head_man", "short"),
        (
            cape("cape", 0.7, wide=1.2), hands(), neck(4), bare_legs(fit=0.84), shoes("sandal", "", boot=0.3),
            top("bronze", (
                Mark("bronze2", "M-70 40 C-40 54 -14 52 0 42 C14 52 40 54 70 40", (4, 8, 4)),
                Mark("bronze2", "M0 46 L0 90", (6,)),
            ), cut=Cut(0.34, 1.4, 82, folds="bronze2", hem="cape")),
            bare_arms(), pads("bronze", 0.06, 46), sleeves("sandal", 1.0, start=0.74, fit=0.92, layer=3),
            belt("sandal", "bronze", 88, 26),
        ),
        {"bronze": "#D9A24A", "bronze2": "#B47E2E", "cape": "#D23B4B", "cape2": "#A82B3E", "sandal": "#8A5640"},
        tool="sword", tool2="roundshield", lifts2=True, hat="galea", coat="cape",
    ),
}  # fmt: skip
