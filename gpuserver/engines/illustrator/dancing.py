"""Animals that dance: the drawing swayed to one side, with a wing, an arm or a foot raised."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

import skia

from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.art import Anchor, Artwork, Shape
from gpuserver.engines.illustrator.people.pieces import placed

_SWAY: Final = 11.0
"""How far the whole leans, degrees."""
_ARM: Final = re.compile(r"^(?:wing|arm|flipper)")
_FOOT: Final = re.compile(r"^(?:foot|leg)[LR]?$")
_RAISED: Final = (64.0, 104.0)
"""How far the arm on the left and the one on the right are raised, degrees."""
_STEP: Final = 56.0
"""How high the foot on the right is lifted, px."""


@lru_cache(maxsize=128)
def dancing(name: str) -> Artwork:
    """The drawing of an animal or a thing, in a dance. Its colours, its anchors' names and its size stay."""
    artwork = subjects.artwork(name)
    ground = artwork.anchors["ground"]
    sway = skia.Matrix()
    sway.setRotate(_SWAY, ground.x, ground.y)
    shapes = tuple(placed(_raised(shape, ground.x), sway) for shape in artwork.shapes)
    anchors = {name: _swayed(one, sway) for name, one in artwork.anchors.items() if name != "ground"}
    return replace(artwork, shapes=shapes, anchors={**anchors, "ground": ground})


def _swayed(anchor: Anchor, sway: skia.Matrix) -> Anchor:
    spot = sway.mapXY(anchor.x, anchor.y)
    return replace(anchor, x=spot.x(), y=spot.y(), tilt=anchor.tilt + _SWAY)


def _raised(shape: Shape, middle: float) -> Shape:
    """A limb at one side of the body, turned about its shoulder or lifted; other shapes as they are."""
    box = shape.path.computeTightBounds()
    right = box.centerX() > middle
    if any(_ARM.match(name) for name in shape.ids):
        shoulder = (box.left() if right else box.right(), box.top() + 0.12 * box.height())
        turn = skia.Matrix()
        turn.setRotate(-_RAISED[1] if right else _RAISED[0], *shoulder)
        return placed(shape, turn)
    if right and any(_FOOT.match(name) for name in shape.ids):
        step = skia.Matrix.Translate(30, -_STEP)
        step.preRotate(-16, box.centerX(), box.centerY())
        return placed(shape, step)
    return shape
