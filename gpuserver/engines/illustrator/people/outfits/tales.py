"""People of tales and of the stage: wizards and mermaids, clowns and dancers."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, skirt, top
from gpuserver.engines.illustrator.people.details import (
    attached,
    belt,
    cape,
    dots,
    fishtail,
    strap,
    tutu,
)
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

TALES: Final[dict[str, Figure]] = {
    "wizard": Figure(
        "oldman", Face("head_oldman", "short", show=("brow-bushy",)),
        (
            hands(), neck(4), shoes("shoe", ""), top("top", cut=Cut(1.06, 1.8, folds="top2", hem="star")),
                sleeves("top", 0.98, grow=(1, 1.1, 1.6), bands=((0.92, 1, "star"),)),
            belt("star", "belt", 82, 18),
        ),
        {"top": "#5856B8", "top2": "#41409A", "star": "#F9C74F", "belt": "#D9912B", "hat": "#5856B8",
            "hat2": "#41409A", "shoe": "#3A3350"},
        tool="staff", hat="wizardhat", worn=("longbeard",),
    ),
    "witch": Figure(
        "woman", Face("head_woman", "long"),
        (
            hands(), neck(6), bare_legs("sock"), trousers("sock", 1.0, fit=0.73, layer=0, name="stockings", bands=tuple(
                (0.5 + 0.08 * at, 0.54 + 0.08 * at, "stripe") for at in range(6))),
            shoes("shoe", ""), top("top", (
                Mark("band", "M-20 6 L0 40 L20 6", (7, 7, 7)),
            ), cut=Cut(0.62, 2.3, 56, folds="top2", hem="band")),
            sleeves("top", 0.98, grow=(1, 1, 1.6), bands=((0.92, 1, "band"),)), belt("band", "metal", 74, 20),
        ),
        {"top": "#4B3F74", "top2": "#392F5E", "band": "#9A66DD", "sock": "#F58A3C", "stripe": "#3D3560",
            "shoe": "#2B2540", "hat": "#4B3F74",
         "hat2": "#392F5E", "hair": "#C2562E", "hair2": "#D4714A", "brow": "#8A3A22"},
        tool="broom", hat="witchhat", own={"fly": "broom"},
    ),
    "superhero": Figure(
        "man", Face("head_man", "side"),
        (
            cape("cape", 0.86, wide=1.5), hands("boot"), neck(6), trousers("top", 0.9, fit=0.96),
                shoes("boot", "", boot=0.36, fit=0.98),
            on_torso(Layer.LEG + 3, "boot", "M-100 80 C-40 86 40 86 100 80 L102 106 C70 112 50 124 34 134 C16 138 -16"
                " 138 -34 134 C-50 124 -70 112 -102 106 Z"),
            top("top", (Mark("top2", "M-60 40 C-40 54 -14 52 0 44 C14 52 40 54 60 40", (4, 7, 4)),)),
                sleeves("top", 0.76, fit=0.98),
            sleeves("boot", 1.0, start=0.62, fit=1.06, layer=3), attached("heroemblem", Layer.DECO, 0, 36, 1.05),
                belt("metal", "gold", 88, 20),
            on_torso(Layer.DECO, "cape", "M-66 -8 C-30 14 30 14 66 -8 L74 4 C34 26 -34 26 -74 4 Z", name="cape"),
        ),
        {"top": "#3E6FC0", "top2": "#2F569C", "cape": "#E5484D", "cape2": "#B8343F", "boot": "#E5484D",
            "gold": "#D9912B", "mask": "#22376A"},
        worn=("heromask",), drawings=("heroemblem",), own={"stand": "proud"},
    ),
    "mermaid": Figure(
        "woman", Face("head_woman", "long"),
        (
            hands(), neck(20), fishtail("tail", "fin"), top("skin"), bare_arms(),
                attached("seashells", Layer.DECO, 0, 44, 1.0),
            strap("metal", "M-56 -6 C-30 22 30 22 56 -6", 6, Layer.DECO, "necklace"),
            on_torso(Layer.DECO, "fin", "M-100 84 C-60 94 -30 88 0 94 C30 88 60 94 100 84 L101 98 C70 112 50 98 30"
                " 108 C10 116 -10 100 -34 110 C-60 116 -80 100 -101 98 Z"),
        ),
        {"tail": "#35B0A8", "tail2": "#248A88", "fin": "#7FD8CF", "hair": "#D9503F", "hair2": "#E77462",
            "brow": "#A83A30"},
        coat="tail", drawings=("seashells",), own={"stand": "open", "sit": "lounge", "seated": "lounge"},
    ),
    "fairy": Figure(
        "girl", Face("head_girl", "bob"),
        (
            attached("fairywings", Layer.BACK, 0, 26, 1.3), hands(), neck(8), bare_legs("skin"), shoes("shoe", ""),
            skirt("top2", Cut(0.5, 2.5, 56)),
            top("top", (Mark("top2", "M-96 8 C-50 28 50 28 96 8", (10,)),), cut=Cut(0.38, 2.7, 56, folds="top2")),
                bare_arms(), sleeves("top", 0.24, fit=1.26),
            belt("belt", "yolk", 68, 14),
        ),
        {"top": "#8CC878", "top2": "#5FA865", "belt": "#F48FA0", "yolk": "#F9C74F", "shoe": "#5FA865",
            "hair": "#E9A63F", "hair2": "#F2BE68",
         "brow": "#B97A2C"},
        tool="wand", hat="flowercrown", drawings=("fairywings",), own={"fly": "hover"},
    ),
    "clown": Figure(
        "man", Face("head_man", "bald", show=("mouth-open",)),
        (
            hands("white"), neck(2), trousers("pants", 0.9, fit=1.24, bands=((0.84, 0.9, "spot"),)),
                shoes("shoe", "sole", fit=1.45),
            top("top"), sleeves("top", 0.94, fit=1.2, bands=((0.84, 0.95, "spot"),)),
            dots(Layer.TORSO + 1, "spot2", ((-58, 40), (54, 52), (-46, 78), (56, 88)), 13),
            dots(Layer.DECO, "spot", ((0, 34), (0, 60), (0, 86)), 17, "pompom"),
            dots(Layer.ARM + 5, "white", ((-84, 4), (-44, 11), (44, 11), (84, 4), (0, 14)), 27, "ruff"),
            dots(Layer.ARM + 5, "spot2", ((-64, 8), (-22, 14), (22, 14), (64, 8)), 27, "ruff"),
        ),
        {"top": "#F9C74F", "spot": "#E5484D", "spot2": "#4A8FD0", "pants": "#4A8FD0", "white": "#FFFFFF",
            "shoe": "#E5484D", "sole": "#FFF1DC", "wig": "#F2674F"},
        tool="balloons", hat="clownwig", worn=("clownnose",),
    ),
    "santa": Figure(
        "stout", Face("head_oldman", "short", hide=("wrinkles",)),
        (
            attached("backsack", Layer.BACK, 70, 26, 1.0), hands("glove"), neck(2), trousers("top", 0.9),
                shoes("boot", "", boot=0.26, cuff="fluff"),
            top("top", (Mark("fluff", "M0 0 L0 160", (30, 30)),), cut=Cut(0.24, 1.2, 84, hem="fluff", band=0.08)),
                sleeves("top", 0.92), sleeves("fluff", 1.0, start=0.88, fit=1.16, layer=3),
            belt("belt", "metal", 84, 32),
        ),
        {"top": "#E5484D", "top2": "#B8343F", "fluff": "#FFF8F0", "belt": "#3A2A34", "boot": "#3A2A34",
            "glove": "#FFF8F0", "beard": "#FFFFFF"},
        hat="santahat", worn=("longbeard",), drawings=("backsack",), own={"stand": "wave"},
    ),
    "monk": Figure(
        "man", Face("head_man", "bald"),
        (
            hands(), neck(14), shoes("skin", "sandal", fit=0.94), bare_arms(),
            top("top", (Mark("skin", "M20 -10 L110 -10 L110 44 C80 40 50 20 20 -10 Z"),
                Mark("top2", "M20 -10 C50 24 80 46 118 52", (8, 14))),
                cut=Cut(1.0, 1.5, folds="top2")),
            sleeves("top", 0.5, fit=1.14, sides=(0,)), strap("sash", "M-62 2 C-30 30 30 60 98 78", 30, Layer.DECO,
                "sash"), dots(Layer.DECO + 2, "bead", tuple(
                (x, y) for x, y in ((-46, 4), (-42, 16), (-34, 27), (-22, 36), (-8, 41), (8, 41), (22, 36), (34, 27),
                    (42, 16), (46, 4))), 9, "beads"),
        ),
        {"top": "#F2953C", "top2": "#D0752A", "sash": "#C2562E", "bead": "#7A4636", "sandal": "#8A5640"},
        own={"stand": "pray", "sit": "lotus"},
    ),
    "angel": Figure(
        "girl", Face("head_girl", "curly"),
        (
            attached("angelwings", Layer.BACK, 0, 30, 1.7), hands(), neck(8), shoes("gold", ""),
            top("top", (Mark("gold", "M-44 -8 C-24 18 24 18 44 -8", (8,)),),
                cut=Cut(1.04, 2.3, 56, folds="top2", hem="gold")),
                    sleeves("top", 0.98, grow=(1, 1, 1.7), bands=((0.92, 1, "gold"),)),
            belt("gold", "", 66, 12),
        ),
        {"top": "#FFFDF8", "top2": "#DCDDF0", "gold": "#F6C445", "hair": "#E9A63F", "hair2": "#F2BE68",
            "brow": "#B97A2C"},
        hat="halo", drawings=("angelwings",), own={"stand": "pray", "fly": "hover"},
    ),
    "devil": Figure(
        "man", Face("head_man", "side", show=("goatee", "brow-angry")),
        (
            attached("tieftail", Layer.BACK + 2, 20, 96, 1.1), cape("cape", 0.8, wide=1.25), hands(), neck(4),
            trousers("pants", 0.9), shoes("pants", "", boot=0.3),
            top("top", (Mark("top2", "M-34 -8 L0 44 L34 -8", (8, 8, 8)),), cut=Cut(0.2, 1.2, 80, hem="top2")),
            sleeves("top", 0.98, bands=((0.9, 1, "top2"),)), belt("pants", "metal", 88, 22),
        ),
        {"skin": "#E0524A", "shade": "#A8323A", "pink": "#C23B40", "top": "#3A2A34", "top2": "#F2953C",
            "cape": "#8F2438", "cape2": "#6B1A2C", "pants": "#2B2238", "hair": "#2B2238", "hair2": "#453A55",
            "brow": "#2B2238", "beard": "#2B2238", "horn": "#2B2238", "horn2": "#5B4A5E"},
        tool="trident", coat="skin", worn=("horns",), drawings=("tieftail",), own={"stand": "proud"},
    ),
    "ballerina": Figure(
        "woman", Face("head_woman", "bun"),
        (
            hands(), neck(16), bare_legs("tights"), shoes("shoe", "", fit=0.9), tutu("tutu", "tutu2"), top("top", (
                Mark("skin", "M-110 -20 L110 -20 L96 14 C60 20 30 34 0 24 C-30 34 -60 20 -96 14 Z"),
                    Mark("top2", "M-96 14 C-60 20 -30 34 0 24 C30 34 60 20 96 14", (6,)),
            )),
            bare_arms(), belt("top2", "", 76, 10),
        ),
        {"top": "#F79AB4", "top2": "#DB7389", "tights": "#FBE3DF", "shoe": "#F48FA0", "tutu": "#FBC4D2",
            "tutu2": "#F6A7BC"},
        hat="balletbow", own={"stand": "ballet"},
    ),
}  # fmt: skip
