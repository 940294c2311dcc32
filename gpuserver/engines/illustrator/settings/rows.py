"""Rows that run to the horizon, and the country round them: what lavender fields and vineyards share."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import blob, circle, polygon, prop, scenery, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, leaves
from gpuserver.engines.illustrator.settings.props import grown, snowed
from gpuserver.engines.illustrator.settings.scape import slope, wood

_EYE = (0.68, 0.575)
"""The point that all rows run to, shares of the canvas."""


def line_at(step: float, share: float) -> tuple[float, float]:
    """A point on row `step`: share 0 at the horizon, 1 at the foot of the picture."""
    y = _EYE[1] + 0.022 + (1.03 - _EYE[1]) * share**1.7
    return _EYE[0] + step * 0.185 * (y - _EYE[1]) / (1.03 - _EYE[1]) * 1.05 + step * 0.004, y


def half_at(y: float) -> float:
    """Half the width of a row at a height of the picture, shares."""
    return 0.005 + 0.056 * max(0.0, y - _EYE[1]) / (1.03 - _EYE[1])


def ribbon(canvas: Canvas, step: int, main: str, shade: str, haze: str) -> Item:
    """One row of bushes as a ribbon with domes along it, that widens towards the viewer."""
    unit = canvas.scale / 1024
    parts: list[skia.Path] = []
    points = [line_at(step, at_point / 24) for at_point in range(25)]
    ribbon = [canvas.width * x for x, _ in points], [canvas.height * y for _, y in points]
    left = [(x - half_at(y / canvas.height) * canvas.width, y) for x, y in zip(*ribbon, strict=True)]
    right = [(x + half_at(y / canvas.height) * canvas.width, y) for x, y in zip(*ribbon, strict=True)]
    parts.append(polygon([*left, *reversed(right)]))
    for x, y in zip(*ribbon, strict=True):
        half = half_at(y / canvas.height) * canvas.width
        parts.append(circle(x, y - half * 0.25, half * 1.02, half * 0.72))
    item = scenery(union(parts), main, gradient=(mix(main, haze, 0.42), main, mix(main, shade, 0.3)), cls="petal")
    for x, y in zip(*ribbon, strict=True):
        half = half_at(y / canvas.height) * canvas.width
        item.marks.append(
            scenery(circle(x + half * 0.42, y + half * 0.25, half * 0.72, half * 0.5), shade, alpha=0.26, blur=2 * unit)
        )
        item.marks.append(
            scenery(
                circle(x - half * 0.2, y - half * 0.6, half * 0.62, half * 0.2), "#FFFFFF", alpha=0.1, blur=2 * unit
            )
        )
    return item


def hills(canvas: Canvas, air: Atmosphere, haze: str, rng: np.random.Generator) -> list[Item]:
    light, dark = grass(air)
    shades = leaves(air)
    blue = mix("#8FA6CC", haze, 0.45)
    out = [
        slope(canvas, ((-0.05, 0.52), (0.12, 0.47), (0.28, 0.5), (0.45, 0.545), (0.62, 0.56), (0.8, 0.5), (0.93, 0.47), (1.05, 0.49)), (blue, mix(blue, haze, 0.6)), "rock"),
        slope(canvas, ((-0.05, 0.56), (0.2, 0.55), (0.42, 0.58), (0.68, 0.588), (0.88, 0.56), (1.05, 0.55)), (mix(dark, haze, 0.45), mix(light, haze, 0.4))),
        wood(canvas, 0.8, 1.05, 0.575, 0.045, mix(shades[1], haze, 0.42), haze, rng),
        wood(canvas, -0.05, 0.14, 0.58, 0.05, mix(shades[0], haze, 0.42), haze, rng),
    ]  # fmt: skip
    if air.is_white:
        snowed(out[2:], 5 * canvas.scale / 1024)
    return out


def cypresses(canvas: Canvas, air: Atmosphere, haze: str, rng: np.random.Generator) -> list[Item]:
    """Dark flames of trees by the house, and one broad tree far right."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for x, foot, tall in ((0.075, 0.612, 150), (0.265, 0.61, 120), (0.3, 0.607, 86), (0.865, 0.605, 110)):
        px, py, size = width * x, height * foot, tall * unit * (0.92 + 0.16 * rng.random())
        flame = blob([(px, py), (px - size * 0.1, py - size * 0.2), (px - size * 0.115, py - size * 0.5), (px - size * 0.06, py - size * 0.85), (px + size * 0.01, py - size * 1.02),
                      (px + size * 0.07, py - size * 0.8), (px + size * 0.115, py - size * 0.45), (px + size * 0.09, py - size * 0.15)])  # fmt: skip
        out.append(prop(flame, mix("#4E8A68", haze, 0.2), form="soft", cls="leaf", casts=False))
    return [*out, *grown("tree", width * 0.945, height * 0.614, 190 * unit, air, haze=(haze, 0.2))]


def leafy(air: Atmosphere) -> dict[str, str]:
    shades = leaves(air)
    return {"leaf": shades[1], "leaf2": shades[0]} if air.season != "spring" or air.is_white else {}
