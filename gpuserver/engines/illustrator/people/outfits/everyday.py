"""People of every age in everyday clothes."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, skirt, top
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import bare_arms, bare_legs, hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.outfits.clothes import BIB, CLOTHES
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

CREW: Final = Mark("top2", "M-40 -4 C-28 16 28 16 40 -4", (9, 12, 9))
"""The ribbed edge of a round neckline."""
HEM: Final = Mark("top2", "M-110 99 C-40 106 40 106 110 99", (16,))
CUFFS: Final = ((0.93, 1.0, "top2"),)
_STRIPES: Final = tuple(Mark("stripe", f"M-120 {y} C-40 {y + 8} 40 {y + 8} 120 {y}", (13,)) for y in (26, 52, 78))

EVERYDAY: Final[dict[str, Figure]] = {
    "woman": Figure(
        "woman", Face("head_woman"),
        (
            hands(), neck(), shoes("shoe", boot=0.0), trousers("pants", 0.9),
            top("top", (CREW, HEM)), sleeves("top", 0.98, grow=(1, 1, 1.14), bands=CUFFS),
        ),
        {"top": "#F2674F", "top2": "#D64F3E", "pants": "#3F6592", "shoe": "#FFF6EA", "sole": "#F0B7A0"},
        own={"stand": "hip"},
    ),
    "man": Figure(
        "man", Face("head_man"),
        (
            hands(), neck(), shoes(), trousers("pants", 0.91, bands=((0.86, 1, "pants2"),)),
            top("top", (CREW, HEM)), sleeves("top", 0.98, bands=CUFFS),
        ),
        {"top": "#4A8FD0", "top2": "#3573B5", "pants": "#D9B384", "pants2": "#BE9566", "shoe": "#8A5640",
            "sole": "#FFF1DC"},
        own={"stand": "easy"},
    ),
    "boy": Figure(
        "boy", Face("head_boy"),
        (
            hands(), neck(4), bare_legs(), shoes("shoe", "sole"), trousers("pants", 0.5, fit=1.04),
            top("top", (*_STRIPES, CREW)), bare_arms(), sleeves("top", 0.46, fit=1.06, bands=((0.40, 0.47, "top2"),)),
        ),
        {"top": "#F9C74F", "top2": "#E5A52F", "stripe": "#FFF1DC", "pants": "#3F6592", "shoe": "#E5484D",
            "sole": "#FFF6EA"},
        own={"stand": "proud"},
    ),
    "girl": Figure(
        "girl", Face("head_girl"),
        (
            hands(), neck(4), bare_legs("sock"), shoes("shoe", "sole"),
            skirt("top", Cut(0.46, 2.1, 56, folds="top2")), top("top", (CREW,)), bare_arms(),
            sleeves("top", 0.36, fit=1.16, grow=(1, 1.12, 1)),
            on_torso(Layer.DECO, "belt", "M-98 66 C-40 74 40 74 98 66", widths=(16,), name="belt"),
        ),
        {"top": "#F48FA0", "top2": "#DB7389", "sock": "#FFF6EA", "belt": "#FFF1DC", "shoe": "#C2476B",
            "sole": "#FFF6EA"},
        own={"stand": "shy"},
    ),
    "oldman": Figure(
        "oldman", Face("head_oldman"),
        (
            hands(), neck(6), shoes(), trousers("pants", 0.91),
            top("top", (
                Mark("shirt", "M-40 -8 L40 -8 L4 66 Z"), Mark("tie", "M-9 2 L9 2 L6 14 L12 52 L0 64 L-12 52 L-6 14 Z"),
                Mark("top2", "M-40 -8 L2 66 L0 110", (7, 14, 8)), Mark("top2", "M40 -8 L4 66 L2 110", (7, 14, 8)),
            )),
            sleeves("top", 0.98, bands=CUFFS),
        ),
        {"top": "#5F8F7B", "top2": "#4A7566", "shirt": "#FFF1DC", "tie": "#E5584D", "pants": "#5C5A86",
            "shoe": "#6B3F36"},
        own={"stand": "cane"}, tool="cane", own_grip=True,
        tool_in=frozenset({"stand", "walk", "seated"}),
    ),
    "oldwoman": Figure(
        "oldwoman", Face("head_oldwoman"),
        (
            hands(), neck(6), bare_legs("stocking"), shoes(),
            skirt("skirt", Cut(0.74, 1.7, 70, folds="skirt2")),
            top("top", (
                Mark("shirt", "M-36 -8 L36 -8 L22 120 L-22 120 Z"),
                Mark("top2", "M-36 -8 C-30 40 -24 80 -22 110", (7, 11, 8)),
                    Mark("top2", "M36 -8 C30 40 24 80 22 110", (7, 11, 8)),
            )),
            sleeves("top", 0.98, bands=CUFFS),
        ),
        {"top": "#B79AD6", "top2": "#9379B8", "shirt": "#FFF1DC", "skirt": "#6C63A0", "skirt2": "#57508A",
            "stocking": "#E9C3A8", "shoe": "#6B3F36"},
        own={"stand": "clasp"},
    ),
    "baby": Figure(
        "baby", Face("head_baby"),
        (
            hands(), shoes("top", ""), trousers("top", 1.0, fit=1.1), top("top", (
                Mark("cream", "M0 30 C56 30 70 60 62 90 C50 112 -50 112 -62 90 C-70 60 -56 30 0 30 Z"),
            )),
            sleeves("top", 0.98), neck(2),
        ),
        {"top": "#A6DACE", "top2": "#7FBDAE"},
        own={"stand": "plop", "walk": "crawl", "run": "crawl", "sit": "plop", "perch": "plop"},
    ),
    "toddler": Figure(
        "toddler", Face("head_boy"),
        (
            hands(), neck(2), shoes("shoe", "sole"), trousers("denim", 0.9, fit=1.12, bands=((0.84, 0.92, "denim2"),)),
            top("top", (*_STRIPES, CREW)), sleeves("top", 0.98, fit=1.04, bands=CUFFS),
            on_torso(Layer.DECO, "denim", BIB, name="bib"),
            *(on_torso(Layer.DECO, "denim2", f"M{x} -8 L{x * 0.9} 34", widths=(15,), name="bib") for x in (-52, 52)),
        ),
        {"top": "#F9DB8F", "top2": "#E5B94F", "stripe": "#FFF1DC", "denim": "#6F9BD1", "denim2": "#4F7AB0",
            "shoe": "#E5708A", "sole": "#FFF6EA"},
        own={"walk": "toddle", "stand": "toddle"},
    ),
    "teenboy": Figure(
        "teenboy", Face("head_boy"),
        (
            hands(), neck(6), trousers("pants", 0.92, fit=1.04), shoes("shoe", "sole", fit=1.08),
            *CLOTHES["hoodie"].garments[1:],
        ),
        {"top": "#6A6FA8", **CLOTHES["hoodie"].palette(), "pants": "#4F6E9C", "shoe": "#FFF6EA", "sole": "#E5484D"},
        own={"stand": "easy"}, coat="hood",
    ),
    "teengirl": Figure(
        "teengirl", Face("head_girl", "long"),
        (
            hands(), neck(8), trousers("pants", 0.86), shoes("shoe", "sole"),
            top("top", (CREW, HEM)), bare_arms(), sleeves("top", 0.4, fit=1.1, bands=((0.34, 0.41, "top2"),)),
        ),
        {"top": "#C9B8D8", "top2": "#A592BC", "pants": "#4F6E9C", "shoe": "#FFF6EA", "sole": "#F0B7A0"},
        own={"stand": "hip"},
    ),
}  # fmt: skip
