"""People at work, in clothes that say what they do: those who help, heal and cook."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, skirt, top
from gpuserver.engines.illustrator.people.details import (
    attached,
    belt,
    collar,
    dots,
    fins,
    pads,
    plaid,
    stethoscope,
    strap,
)
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_REFLECT: Final = (
    Mark("band", "M-120 64 C-40 70 40 70 120 64", (26,)), Mark("band2", "M-120 64 C-40 70 40 70 120 64", (9,)),
)  # fmt: skip
_BIB: Final = "M-54 30 C-20 34 20 34 54 30 L62 66 L99 76 L101 104 C40 112 -40 112 -101 104 L-99 76 L-62 66 Z"

UNIFORMS: Final[dict[str, Figure]] = {
    "firefighter": Figure(
        "man", Face("head_man"),
        (
            hands("glove"), neck(4), trousers("top", 0.93, fit=1.08,
                bands=((0.66, 0.72, "band"), (0.68, 0.70, "band2"))),
            shoes("boot", "sole", boot=0.24, fit=1.1),
            top("top", (*_REFLECT, Mark("top2", "M0 0 L0 90", (6, 6))), cut=Cut(0.2, 1.16, 80, seam="top2")),
            sleeves("top", 0.96, fit=1.06, bands=((0.62, 0.76, "band"), (0.67, 0.71, "band2"))),
            on_torso(Layer.DECO, "top2", "M-44 -10 C-30 10 30 10 44 -10 L52 6 C30 24 -30 24 -52 6 Z", name="collar"),
        ),
        {"top": "#EDB04A", "top2": "#C98B2E", "band": "#F4F6C8", "band2": "#B9C0D2", "boot": "#3A3350",
            "glove": "#6B4A3A"},
        tool="axe", hat="firehelmet",
    ),
    "police": Figure(
        "man", Face("head_man"),
        (
            hands(), neck(2), shoes("shoe", ""), trousers("pants", 0.91), top("top", (
                Mark("top2", "M0 0 L0 120", (5, 5)), Mark("top2", "M20 44 H66 V58 C50 64 36 64 20 58 Z"),
                Mark("top2", "M-20 44 H-66 V58 C-50 64 -36 64 -20 58 Z"),
            )),
            sleeves("top", 0.98, bands=((0.93, 1, "top2"),)), collar("top2", tie="tie"),
            attached("badge", Layer.DECO, 44, 32, 0.95), belt("belt", "metal"),
            on_torso(Layer.DECO, "metal", "M-92 10 L-56 3 L-54 9 L-90 17 Z", name="epaulette"),
            on_torso(Layer.DECO, "metal", "M92 10 L56 3 L54 9 L90 17 Z", name="epaulette"),
        ),
        {"top": "#3F62AE", "top2": "#2F4A86", "pants": "#2A3A6B", "tie": "#1F2340", "belt": "#2B2238",
            "shoe": "#2B2540"},
        hat="policecap", drawings=("badge",), own={"stand": "proud"},
    ),
    "doctor": Figure(
        "man", Face("head_man", "side", show=("glasses",)),
        (
            hands(), neck(8), shoes(), trousers("pants", 0.91),
            top("coat", (
                Mark("top", "M-38 -10 L38 -10 L26 20 L8 110 L-8 110 L-26 20 Z"),
                Mark("coat2", "M-36 -10 C-34 24 -12 52 -8 112", (8, 17, 7)),
                Mark("coat2", "M36 -10 C34 24 12 52 8 112", (8, 17, 7)), Mark("coat2", "M42 64 L80 62", (6,)),
            ), cut=Cut(0.52, 1.35, 70, gap=26, seam="coat2")),
            sleeves("coat", 0.98, fit=1.04, bands=((0.95, 1, "coat2"),)), stethoscope(),
        ),
        {"coat": "#FDFBFF", "coat2": "#D3D6E8", "top": "#4FB3B5", "pants": "#5B6B93", "shoe": "#6B3F36",
            "tube": "#4B4666"},
        tool="clipboard", coat="coat",
    ),
    "nurse": Figure(
        "woman", Face("head_woman", "bun"),
        (
            hands(), neck(6), bare_legs("stocking"), shoes("shoe", "sole"),
            top("top", (Mark("white", "M-44 -10 L0 34 L44 -10", (15,)),), cut=Cut(0.56, 1.6, folds="top2")),
            sleeves("top", 0.42, fit=1.1, bands=((0.35, 0.43, "white"),)), sleeves("skin", 1.04, fit=0.78, layer=1),
            on_torso(Layer.TORSO, "apron", "M-50 30 C-20 36 20 36 50 30 L58 66 L96 78 L100 128 C40 140 -40 140 -100 128"
                     " L-96 78 L-58 66 Z", name="apron"),
            strap("apron2", "M-80 70 C-40 76 40 76 80 70", 12, Layer.DECO, "apron"),
                attached("redcross", Layer.DECO, 0, 48, 0.8),
        ),
        {"top": "#8EC3E6", "top2": "#6FA9D0", "apron": "#FFFFFF", "apron2": "#D3D6E8", "stocking": "#F3E4DC",
         "shoe": "#FFFFFF", "sole": "#DDE3F0"},
        tool2="medkit", hat="nursecap", drawings=("redcross",),
    ),
    "chef": Figure(
        "man", Face("head_man", show=("mustache",)),
        (
            hands(), neck(2), shoes(), trousers("pants", 0.91),
            top("coat", (Mark("coat2", "M-20 0 C-10 40 -8 80 -14 120", (5, 5)),), cut=Cut(0.16, 1.12, 90)),
            sleeves("coat", 0.98, fit=1.04, bands=((0.90, 1, "coat2"),)),
            dots(Layer.DECO, "button", ((-44, 34), (-42, 54), (-42, 74), (14, 34), (14, 54), (14, 74)), 6.5),
            on_torso(Layer.DECO, "apron", "M-97 84 C-40 92 40 92 97 84 L104 140 C60 166 -60 166 -104 140 Z",
                name="apron"),
            on_torso(Layer.DECO, "red", "M-46 -8 C-24 14 24 14 46 -8 L52 4 C26 26 -26 26 -52 4 Z", name="scarf"),
            on_torso(Layer.DECO, "red", "M-6 12 L-26 34 L-8 32 L2 38 L18 32 L6 12 Z", name="scarf"),
        ),
        {"coat": "#FFFDFB", "coat2": "#D9D6E6", "pants": "#4B4666", "button": "#4B4666", "red": "#E5484D",
            "apron": "#F27A5E"},
        tool="ladle", hat="toque", coat="apron",
    ),
    "farmer": Figure(
        "man", Face("head_man"),
        (
            hands(), neck(6), trousers("pants", 0.95, fit=1.06), shoes("boot", "sole", boot=0.22, fit=1.04),
            top("top", plaid("top2")), sleeves("top", 0.72, fit=1.04, bands=(
                (0.2, 0.24, "top2"), (0.4, 0.44, "top2"), (0.66, 0.73, "top2"))),
            sleeves("skin", 1.04, fit=0.8, layer=1),
            on_torso(Layer.DECO - 6, "pants", _BIB, (Mark("pants2", "M-24 44 H24 V58 C10 66 -10 66 -24 58 Z"),),
                name="overalls"),
            strap("pants", "M-72 2 C-62 16 -54 24 -44 36", 20, Layer.DECO - 5, "overalls"),
            strap("pants", "M72 2 C62 16 54 24 44 36", 20, Layer.DECO - 5, "overalls"),
            dots(Layer.DECO, "metal", ((-44, 36), (44, 36)), 8, "overalls"), collar("top2"),
        ),
        {"top": "#E0584A", "top2": "#B23E3A", "pants": "#4A78B5", "pants2": "#365E96", "boot": "#7A4A34"},
        tool="pitchfork", hat="strawhat", coat="pants",
    ),
    "teacher": Figure(
        "woman", Face("head_woman", "bun", show=("glasses",)),
        (
            hands(), neck(6), bare_legs("stocking"), shoes(),
            skirt("skirt", Cut(0.6, 1.25, 70, folds="skirt2")), top("top", (
                Mark("shirt", "M-38 -10 L38 -10 L24 120 L-24 120 Z"),
                Mark("top2", "M-36 -10 C-32 40 -26 80 -24 110", (7, 11, 8)),
                    Mark("top2", "M36 -10 C32 40 26 80 24 110", (7, 11, 8)),
            )),
            sleeves("top", 0.98, bands=((0.93, 1.0, "top2"),)), collar("white"),
            dots(Layer.DECO, "metal", ((0, 30), (0, 52), (0, 74)), 5.5),
        ),
        {"top": "#6DB38B", "top2": "#4F9270", "shirt": "#FFF6EA", "skirt": "#3F5592", "skirt2": "#31447A",
            "stocking": "#E9C3A8",
         "shoe": "#8A3F4A"},
        tool="pointer", tool2="closedbook", lifts2=True,
    ),
    "student": Figure(
        "boy", Face("head_boy"),
        (
            attached("backpack", Layer.BACK, 0, 30, 1.34), hands(), neck(2), shoes(), trousers("pants", 0.9),
            top("top", (Mark("white", "M-40 -10 L40 -10 L2 54 L-2 54 Z"),
                Mark("top2", "M-40 -10 L0 54 L40 -10", (11,)))),
            sleeves("white", 0.98), collar("white", tie="tie"),
            strap("bag2", "M-72 4 C-62 30 -60 60 -72 92", 17, Layer.DECO, "backpack"),
            strap("bag2", "M72 4 C62 30 60 60 72 92", 17, Layer.DECO, "backpack"),
        ),
        {"top": "#3F5592", "top2": "#F9C74F", "pants": "#8A8FB0", "tie": "#E5484D", "white": "#FFFFFF",
            "shoe": "#4A3040"},
        tool="closedbook", drawings=("backpack",),
    ),
    "businessman": Figure(
        "man", Face("head_man", "side"),
        (
            hands(), neck(2), shoes("shoe", ""), trousers("top", 0.91),
            top("top", (
                Mark("white", "M-42 -10 L42 -10 L3 66 L-3 66 Z"),
                    Mark("top2", "M-42 -10 C-40 20 -14 50 0 70", (9, 22, 8)),
                Mark("top2", "M42 -10 C40 20 14 50 0 70", (9, 22, 8)), Mark("top2", "M0 66 L0 120", (4, 4)),
                Mark("white", "M48 44 L74 40 L72 48 L50 51 Z"),
            ), cut=Cut(0.14, 1.1, 90, gap=10)),
            sleeves("top", 0.95), sleeves("white", 1.0, start=0.9, fit=0.94, layer=1), collar("white", tie="tie"),
            dots(Layer.DECO, "top2", ((0, 78), (0, 92)), 6),
        ),
        {"top": "#46527E", "top2": "#343D63", "tie": "#E5484D", "white": "#FFFFFF", "shoe": "#3A2A2E"},
        tool2="briefcase",
    ),
    "builder": Figure(
        "man", Face("head_man"),
        (
            hands("glove"), neck(6), trousers("pants", 0.94), shoes("boot", "sole", boot=0.2),
            top("vest", (
                Mark("shirt", "M-40 -10 L40 -10 L0 46 Z"), Mark("band", "M-66 -10 L-60 120", (15,)),
                    Mark("band", "M66 -10 L60 120", (15,)),
                Mark("band", "M-120 70 C-40 76 40 76 120 70", (18,)), Mark("vest2", "M0 44 L0 120", (5, 5)),
            )),
            sleeves("shirt", 0.96, bands=((0.9, 1, "shirt2"),)), belt("belt", "metal", 92, 24),
                attached("pockettools", Layer.DECO, 46, 100, 1.0),
        ),
        {"vest": "#F58A3C", "vest2": "#D36A22", "band": "#F4F6C8", "shirt": "#4A8FD0", "shirt2": "#3573B5",
            "pants": "#5A6288",
         "boot": "#8A5640", "glove": "#E9C46A", "belt": "#7A4A2C"},
        tool="hammer", hat="hardhat", coat="vest", drawings=("pockettools",),
    ),
    "painter": Figure(
        "man", Face("head_man", show=("goatee", "mustache")),
        (
            hands(), neck(6), shoes(), trousers("pants", 0.91),
            top("smock", (
                Mark("smock2", "M0 20 L0 120", (4, 4)), Mark("blue",
                    "M-70 60 C-60 54 -46 58 -48 66 C-44 74 -58 78 -66 72 C-76 70 -78 64 -70 60 Z"),
                Mark("yellow", "M34 70 C46 64 62 70 58 78 C56 84 40 84 34 80 C28 78 28 72 34 70 Z"),
                Mark("red", "M40 36 C50 32 58 38 54 44 C50 48 40 46 38 42 Z"),
            ), cut=Cut(0.34, 1.35, 70, seam="smock2")),
            sleeves("smock", 0.96, fit=1.06, grow=(1, 1, 1.12), bands=((0.9, 1, "smock2"),)),
            on_torso(Layer.DECO, "scarfcls", "M-46 -8 C-24 12 24 12 46 -8 L50 4 C26 24 -26 24 -50 4 Z", name="scarf"),
            on_torso(Layer.DECO, "scarfcls", "M-2 10 C-30 2 -34 26 -8 18 L-2 22 L4 18 C32 26 30 2 2 10 Z",
                name="scarf"),
        ),
        {"smock": "#F6EFE6", "smock2": "#D9CBBF", "blue": "#4A8FD0", "yellow": "#F9C74F", "red": "#E5484D",
            "pants": "#5C5A86",
         "scarfcls": "#3F6592"},
        tool="brush", tool2="palette", lifts2=True, hat="beret", coat="smock",
    ),
    "diver": Figure(
        "man", Face("head_man"),
        (
            attached("airtank", Layer.BACK, 0, 10, 1.2), hands("suit2"), neck(4, "suit2"),
                trousers("suit", 0.97, bands=((0.86, 1.0, "suit2"),)),
            fins("fin", "fin2"), top("suit", (
                Mark("suit2", "M-120 -10 L120 -10 L120 26 C60 30 40 44 0 44 C-40 44 -60 30 -120 26 Z"),
                Mark("accent", "M-120 30 C-60 34 -40 48 0 48 C40 48 60 34 120 30", (8,)),
            )),
            sleeves("suit", 0.99, bands=((0.0, 0.34, "suit2"), (0.9, 1.0, "suit2"))), pads("suit2", 0.5, 34, legs=True),
            belt("suit2", "metal", 92, 24),
        ),
        {"suit": "#2E86A6", "suit2": "#24436B", "accent": "#F9C74F", "fin": "#F2A43E", "fin2": "#D0822A",
            "metal": "#C3CAD9"},
        hat="divemask", worn=("divehood",), coat="suit", drawings=("airtank",),
    ),
    "astronaut": Figure(
        "man", Face("head_man"),
        (
            attached("lifepack", Layer.BACK, 0, 34, 1.24), hands("glove"),
            trousers("suit", 0.95, fit=1.1, bands=((0.52, 0.58, "accent"), (0.78, 0.82, "suit2"))),
            shoes("boot", "suit2", boot=0.2, fit=1.14), top("suit", (
                Mark("suit2", "M-120 86 C-40 92 40 92 120 86", (10,)),
                    Mark("accent", "M-110 6 C-60 20 -40 8 -40 -10", (14,)),
                Mark("accent", "M110 6 C60 20 40 8 40 -10", (14,)),
            )),
            sleeves("suit", 0.98, fit=1.18, bands=((0.3, 0.37, "accent"), (0.55, 0.58, "suit2"), (0.93, 1.0, "suit2"))),
            attached("chestpanel", Layer.DECO, 0, 50, 1.1),
            on_torso(Layer.NECK, "suit2", "M-58 -14 C-30 8 30 8 58 -14 L62 2 C30 22 -30 22 -62 2 Z", name="ring"),
        ),
        {"suit": "#F4F1F7", "suit2": "#C2C3DA", "accent": "#F27A3E", "boot": "#8D93B5", "glove": "#F27A3E"},
        hat="astrohelmet", coat="suit", own={"stand": "open"}, drawings=("lifepack", "chestpanel"),
    ),
}  # fmt: skip
