"""Kings and knights, pirates and cowboys: people of history."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, top
from gpuserver.engines.illustrator.people.details import (
    attached,
    belt,
    cape,
    dots,
    pads,
    plates,
    sash,
    strap,
)
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_ERMINE: Final = (
    "M-58 -12 C-30 8 30 8 58 -12 C96 -2 116 14 112 32 C70 50 30 40 0 42 C-30 40 -70 50 -112 32 C-116 14"
    " -96 -2 -58 -12 Z"
)
_SPOTS: Final = ((-80, 24), (-48, 30), (-16, 32), (20, 31), (52, 29), (84, 22), (-58, 10), (60, 9))

HISTORY: Final[dict[str, Figure]] = {
    "king": Figure(
        "stout", Face("head_oldman", "short", show=("brow-neutral",)),
        (
            cape("cape", 1.0, wide=1.3, trim="ermine"), hands(), neck(2), trousers("pants", 0.9),
                shoes("boot", "", boot=0.2, cuff="gold"),
            top("top", (Mark("gold", "M-16 0 L-16 160", (9, 9)), Mark("gold", "M16 0 L16 160", (9, 9))),
                cut=Cut(0.46, 1.3, 70, hem="gold")),
            sleeves("top", 0.98, bands=((0.88, 1.0, "gold"),)), belt("gold", "ruby", 80, 26),
            on_torso(Layer.ARM + 5, "ermine", _ERMINE, name="cape"), dots(Layer.ARM + 5, "ink", _SPOTS, 5, "cape"),
        ),
        {"top": "#5A63C2", "top2": "#4650A6", "cape": "#D23B4B", "cape2": "#A82B3E", "ermine": "#FFFAF4",
            "gold": "#F6C445", "ruby": "#E0455B",
         "pants": "#FFF1DC", "boot": "#7A3A46", "beard": "#F7F2F4"},
        tool="sceptre", hat="crown1", worn=("roundbeard",), coat="cape",
    ),
    "queen": Figure(
        "woman", Face("head_woman", "bun", show=("earrings", "makeup-lip")),
        (
            cape("cape", 1.0, wide=1.5, trim="ermine"), hands(), neck(10), shoes("shoe", ""),
            top("top", (Mark("panel", "M-24 -10 L24 -10 L10 70 L-10 70 Z"), Mark("gold", "M-26 -10 L-8 74", (8, 6)),
                Mark("gold", "M26 -10 L8 74", (8, 6))),
                cut=Cut(1.06, 2.7, 56, folds="top2", hem="gold")),
            sleeves("top", 0.98, grow=(1.15, 1, 1.25), bands=((0.9, 1, "gold"),)),
            on_torso(Layer.ARM + 5, "ermine", "M-60 -10 C-48 18 -24 26 0 27 C24 26 48 18 60 -10 C92 0 112 12 108 28"
                " C70 48 30 50 0 49 C-30 50 -70 48 -108 28"
                     " C-112 12 -92 0 -60 -10 Z", name="cape"),
            dots(Layer.ARM + 5, "ink", ((-82, 22), (-54, 31), (-22, 36), (14, 37), (46, 33), (78, 24)), 5, "cape"),
            dots(Layer.DECO, "ruby", ((0, 76),), 12),
        ),
        {"top": "#8A5BC0", "top2": "#70459F", "panel": "#F3DDF6", "cape": "#B8345A", "cape2": "#932748",
            "ermine": "#FFFAF4", "gold": "#F6C445",
         "ruby": "#E0455B", "shoe": "#70459F"},
        tool="sceptre", hat="crown2",
    ),
    "princess": Figure(
        "woman", Face("head_woman", "long"),
        (
            hands("glove"), neck(14), shoes("shoe", ""), top("top",
                (Mark("trim", "M-96 6 C-50 34 50 34 96 6", (14,)),),
                    cut=Cut(1.06, 4.2, 62, folds="top2", hem="trim")), bare_arms(),
                        sleeves("glove", 1.0, start=0.5, fit=0.86, layer=1),
            sleeves("top", 0.3, fit=1.34, grow=(1, 1.2, 1), layer=2), belt("trim", "gold", 68, 16),
        ),
        {"top": "#F79AB4", "top2": "#E07A99", "trim": "#FFF1DC", "glove": "#FFF6EE", "gold": "#F6C445",
            "shoe": "#E07A99",
         "hair": "#E9A63F", "hair2": "#F2BE68", "brow": "#B97A2C"},
        hat="tiara", own={"stand": "open"},
    ),
    "prince": Figure(
        "man", Face("head_man", "side"),
        (
            cape("cape", 0.82, wide=1.3), hands("white"), neck(2), trousers("pants", 0.9),
            shoes("boot", "", boot=0.36, cuff="gold"),
            top("top", (Mark("gold", "M0 0 L0 120", (7, 7)), *(Mark("gold", f"M-34 {y} L34"
                f" {y}", (8,)) for y in (30, 46, 62))),
                cut=Cut(0.16, 1.1, 90, hem="gold", band=0.03)),
            sleeves("top", 0.98, bands=((0.86, 1, "gold"),)),
                on_torso(Layer.DECO, "gold", "M-42 -10 C-24 8 24 8 42 -10 L48 2 C24 18 -24 18 -48 2 Z"),
            sash("sash"), pads("gold", 0.02, 34), belt("belt", "gold", 88),
        ),
        {"top": "#F8F5FC", "top2": "#D9DDF0", "gold": "#F6C445", "sash": "#E5484D", "cape": "#3E6FC0",
            "cape2": "#2F569C", "pants": "#4A5FA6",
         "boot": "#4B3340", "belt": "#7A4A2C"},
        hat="princecrown", coat="cape", own={"stand": "proud"},
    ),
    "knight": Figure(
        "man", Face("head_man"),
        (
            hands("steel2"), neck(2, "steel2"), trousers("steel", 0.95, fit=0.98,
                bands=((0.44, 0.47, "steel2"), (0.56, 0.59, "steel2"))),
            shoes("steel2", "", boot=0.1), pads("steel", 0.5, 35, legs=True),
            top("tabard", (Mark("tabard2", "M-110 10 C-72 30 -70 80 -90 120", (16,)),
                Mark("tabard2", "M110 10 C72 30 70 80 90 120", (16,))),
                cut=Cut(0.34, 1.25, 80, hem="metal")),
            attached("crestlion", Layer.DECO, 0, 48, 1.15),
                sleeves("steel", 0.98, fit=0.98, bands=((0.46, 0.5, "steel2"), (0.86, 0.9, "steel2"))),
            pads("steel", 0.06, 46), pads("steel2", 0.52, 27), belt("belt", "metal", 84),
        ),
        {"steel": "#C3CAD9", "steel2": "#8E97B2", "tabard": "#3E6FC0", "tabard2": "#2F569C"},
        tool="sword", tool2="shield", lifts2=True, hat="knighthelm", coat="tabard", drawings=("crestlion",),
    ),
    "samurai": Figure(
        "man", Face("head_man", show=("goatee", "mustache")),
        (
            hands(), neck(2), trousers("pants", 0.86, fit=1.2, grow=(1, 1.05, 0.9)), shoes("lacquer", "", boot=0.26),
            top("lacquer", tuple(Mark(cls, f"M-120 {y} C-40 {y + 6} 40 {y + 6} 120 {y}", (width,)) for y in (22, 44,
                66) for cls, width in (("lacquer2", 14), ("gold", 4))),
                cut=Cut(0.36, 1.45, 84, hem="lacquer2", seam="gold")),
            sleeves("pants", 0.98, fit=1.02), plates("lacquer", "lacquer2", 4),
                sleeves("lacquer", 1.0, start=0.7, fit=0.98, layer=3), belt("lacquer2", "", 86, 24),
            dots(Layer.DECO, "gold", ((0, 34),), 18),
        ),
        {"lacquer": "#3F3A5E", "lacquer2": "#E5484D", "gold": "#F6C445", "pants": "#4A5FA6"},
        tool="katana", hat="kabuto", coat="lacquer2",
    ),
    "viking": Figure(
        "stout", Face("head_man", "long"),
        (
            cape("fur", 0.5, wide=1.2), hands(), neck(4), trousers("pants", 0.9),
                shoes("boot", "", boot=0.34, fit=1.06, cuff="fur"),
            top("top", cut=Cut(0.34, 1.25, 80, hem="trim")), bare_arms(),
            sleeves("top", 0.44, fit=1.08, bands=((0.36, 0.45, "trim"),)),
                sleeves("belt", 0.99, start=0.84, fit=0.9, layer=3),
            belt("belt", "metal", 86, 30),
            on_torso(Layer.ARM + 5, "fur", "M-58 -12 C-30 8 30 8 58 -12 C100 -4 122 14 116 30 C104 26 100 40 84 34"
                " C74 46 60 32 46 40 C34 48 18 34 0 42"
                     " C-18 34 -34 48 -46 40 C-60 32 -74 46 -84 34 C-100 40 -104 26 -116 30 C-122 14 -100 -4 -58 -12"
                         " Z", name="fur"),
        ),
        {"top": "#5F8F7B", "top2": "#4A7566", "trim": "#F0D9A8", "fur": "#A9784F", "fur2": "#8A5E3A",
            "pants": "#8A6A52", "boot": "#6B4A34",
         "belt": "#5B3A2E", "hair": "#D9772F", "hair2": "#E8934F", "brow": "#B35E22", "beard": "#D9772F",
             "beard2": "#B85F20"},
        tool="vikingaxe", tool2="roundshield", lifts2=True, hat="vikinghelm", worn=("roundbeard",),
    ),
    "pirate": Figure(
        "man", Face("head_man", "long", show=("goatee", "mustache")),
        (
            hands(), neck(10), trousers("pants", 0.66, fit=1.1), bare_legs(), shoes("boot", "", boot=0.3, cuff="boot2"),
            top("top", (
                Mark("white", "M-48 -10 L48 -10 L40 120 L-40 120 Z"),
                *(Mark("stripe", f"M-44 {y} L44 {y}", (13,)) for y in (14, 38, 62, 86)),
                Mark("gold", "M-48 -10 C-44 40 -42 80 -40 120", (9, 9)),
                    Mark("gold", "M48 -10 C44 40 42 80 40 120", (9, 9)),
            ), cut=Cut(0.4, 1.45, 76, gap=56)),
            sleeves("top", 0.98, grow=(1, 1, 1.2), bands=((0.84, 0.87, "gold"), (0.87, 1, "top2"))),
                belt("belt", "metal", 88, 28),
        ),
        {"top": "#C2424A", "top2": "#9A2F3C", "white": "#FFF8F0", "stripe": "#3F6592", "gold": "#F6C445",
            "pants": "#4B4666",
         "boot": "#4B3340", "boot2": "#6B4A56", "belt": "#3A2A34"},
        tool="cutlass", hat="piratehat", worn=("eyepatch",),
    ),
    "cowboy": Figure(
        "man", Face("head_man", show=("mustache",)),
        (
            hands(), neck(4), trousers("pants", 0.84), shoes("boot", "boot2", boot=0.32, cuff="boot2"),
            top("shirt", (
                Mark("vest", "M-110 -10 L-34 -10 C-44 30 -30 80 -20 120 L-110 120 Z"),
                    Mark("vest", "M110 -10 L34 -10 C44 30 30 80 20 120 L110 120 Z"),
                Mark("vest2", "M-34 -10 C-44 30 -30 80 -20 120", (5, 6)),
                    Mark("vest2", "M34 -10 C44 30 30 80 20 120", (5, 6)),
            )),
            sleeves("shirt", 0.98, bands=((0.92, 1, "shirt2"),)), attached("badge", Layer.DECO, 62, 36, 0.9),
                belt("belt", "metal", 90, 24),
            on_torso(Layer.DECO + 1, "red", "M-50 -8 C-24 8 24 8 50 -8 C52 10 24 34 0 44 C-24 34 -52 10 -50 -8 Z",
                name="scarf"),
        ),
        {"shirt": "#F2DDB8", "shirt2": "#D9BE90", "vest": "#8A5640", "vest2": "#6B3F2E", "pants": "#4A6FA8",
            "boot": "#A0623A", "boot2": "#7A4628",
         "red": "#E5484D", "belt": "#5B3A2E"},
        tool="lasso", hat="cowboyhat", coat="vest", drawings=("badge",),
    ),
    "ninja": Figure(
        "man", Face("head_man", show=("brow-angry",)),
        (
            hands(), neck(2, "top"), trousers("top", 0.8, fit=1.04),
            shoes("top2", "", boot=0.34, fit=0.98),
            top("top", (Mark("top2", "M-44 -10 C-20 24 30 50 70 74", (14,)),
                Mark("top2", "M44 -10 C30 14 10 30 -6 36", (14, 12)))),
            sleeves("top", 0.86, fit=1.0), sleeves("top2", 1.0, start=0.7, fit=0.94, layer=3), belt("band", "", 84, 26),
            strap("band", "M-10 86 C-24 104 -30 120 -40 136", 18, Layer.DECO + 1, "belt"),
                strap("band", "M-4 88 C-4 104 -8 120 -6 132", 16, Layer.DECO + 1, "belt"),
        ),
        {"top": "#3D4474", "top2": "#2A2F57", "band": "#E5484D", "hood": "#3D4474", "hood2": "#2A2F57"},
        tool="katana", hat="ninjahood",
    ),
}  # fmt: skip
