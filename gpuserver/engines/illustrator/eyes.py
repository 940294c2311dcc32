"""Eyes: finding them in a drawing, and what flipping or a dark coat does to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import skia

from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import shifted, transformed

_COATS: Final = ("fur", "plume", "skin")
_IRIS: Final = "#FFD45E"
_DARK_COAT: Final = 125


def eyes_of(items: list[Item]) -> list[tuple[Item, list[Item]]]:
    """Every eye among the items (an upright ink ellipse with a catch-light) and its catch-lights."""
    spots = [item for item in items if item.cls == "white" and item.kind == "flat"]
    eyes: list[tuple[Item, list[Item]]] = []
    for item in items:
        box = item.path.getBounds()
        upright = 0.9 < box.height() / max(box.width(), 1e-3) < 1.6
        if item.cls == "ink" and item.kind == "flat" and item.alpha == 1 and upright:
            inside = [spot for spot in spots if _is_glint(spot.path.getBounds(), box)]
            if inside:
                eyes.append((item, inside))
    return eyes


def _is_glint(spot: skia.Rect, eye: skia.Rect) -> bool:
    return eye.contains(spot.centerX(), spot.centerY()) and spot.width() < eye.width() * 0.7


def with_iris(items: list[Item], colors: Mapping[str, str]) -> list[Item]:
    """On dark coats the eyes get a pale iris, without which they vanish in every style; others where one is told."""
    coat = next((colors[cls] for cls in _COATS if cls in colors), None)
    dark = coat is not None and "skin" not in colors and luminance(coat) < _DARK_COAT
    if not (dark or "iris" in colors):
        return items
    eyes = {id(eye) for eye, _ in eyes_of(items)}
    out: list[Item] = []
    for item in items:
        if id(item) in eyes:
            out.append(Item(_grown(item.path, 1.42, 1.26), colors.get("iris", _IRIS), kind="flat", cls="iris"))
        out.append(item)
    return out


def turn_glints(items: list[Item]) -> None:
    """Move the catch-lights of a flipped subject back to the side of the light."""
    for eye, glints in eyes_of(items):
        axis = eye.path.getBounds().centerX()
        for glint in glints:
            glint.path = shifted(glint.path, 2 * (axis - glint.path.getBounds().centerX()), 0)


def _grown(path: skia.Path, wide: float, tall: float) -> skia.Path:
    box = path.getBounds()
    matrix = skia.Matrix.Translate(box.centerX(), box.centerY())
    matrix.preScale(wide, tall)
    matrix.preTranslate(-box.centerX(), -box.centerY())
    return transformed(path, matrix)
