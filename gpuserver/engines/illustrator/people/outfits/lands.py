"""People in the dress of their land or their order."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.body import Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, top
from gpuserver.engines.illustrator.people.details import belt, dots, strap
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import hands, shoes, sleeves
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_BLOSSOMS: Final = ((-60, 60), (66, 96), (-40, 118), (52, 40), (20, 128))

LANDS: Final[dict[str, Figure]] = {
    "geisha": Figure(
        "woman", Face("head_woman", "bun", show=("makeup-lip",)),
        (
            hands(), neck(14), shoes("wood", "white"),
            top("robe", (
                Mark("collar", "M-40 -10 L34 66", (17, 19)), Mark("collar", "M40 -10 L-10 44", (17, 15)),
            ), cut=Cut(1.0, 1.35, 66, folds="robe2", hem="obi")),
            sleeves("robe", 1.0, grow=(1, 1.4, 2.5), bands=((0.92, 1.0, "obi"),)),
            dots(Layer.TORSO + 1, "blossom", _BLOSSOMS, 12), on_torso(
                Layer.DECO, "obi", "M-100 54 C-40 60 40 60 100 54 L101 92 C40 98 -40 98 -101 92 Z", name="belt"),
            strap("gold", "M-99 74 C-40 80 40 80 99 74", 10, Layer.DECO + 1, "belt"),
        ),
        {"robe": "#B8345A", "robe2": "#932748", "collar": "#FFF8F0", "obi": "#4A5FA6", "gold": "#F6C445",
            "blossom": "#FBC4D2", "wood": "#7A4636", "hair": "#2B2238",
            "hair2": "#453A55", "brow": "#2B2238"},
        tool="fan", coat="robe", worn=("kanzashi",), own={"stand": "open"},
    ),
    "nun": Figure(
        "woman", Face("head_woman", "bun"),
        (
            hands(), neck(4, "white"), shoes("shoe", ""),
            top("top", cut=Cut(1.04, 1.8, 70, folds="top2")), sleeves("top", 0.98, grow=(1, 1.05, 1.5)),
            on_torso(Layer.DECO, "white", "M-60 -10 C-30 4 30 4 60 -10 C84 10 80 40 0 48 C-80 40 -84 10 -60 -10 Z"),
            belt("rope", "", 82, 12), strap("gold", "M0 40 L0 72", 9, Layer.DECO + 2, "cross"),
            strap("gold", "M-16 52 L16 52", 9, Layer.DECO + 2, "cross"),
        ),
        {"top": "#353247", "top2": "#25233A", "white": "#FFFFFF", "gold": "#F6C445", "rope": "#E9D9B0",
            "shoe": "#25233A"},
        hat="veil", own={"stand": "pray"},
    ),
}  # fmt: skip
