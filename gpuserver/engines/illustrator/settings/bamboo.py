"""A bamboo grove: rows of stalks that fade into the haze, with a clearing in the middle."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import line, ridge, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, tuft
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_DAY: Final = ("#C4E0AE", "#9CCB84", "#72B063", "#4F9450")
_NIGHT: Final = ("#5A80AA", "#3F6592", "#2A4A78", "#1B3360")
_ROWS: Final = ((0.6, 12, 17), (0.65, 18, 13), (0.7, 26, 10), (0.76, 38, 8))
"""Where each row stands, as a share of the height; how thick its stalks are; how many there are."""
_CLEARING: Final = (0.24, 0.8)
"""Shares of the width between which the near rows leave room."""
_JOINT: Final = 96
"""Distance of two joints of a stalk of the nearest row, in design px."""


def grove(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Stalks from the ground to the upper edge in four rows, leaves on them, a mossy floor."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    tones = _NIGHT if air.is_dark else _DAY
    haze = "#9DC0DA" if air.is_dark else mix(haze_of(air), "#EEF7DE", 0.5)
    land: list[Group] = []
    for row, (y, thick, count) in enumerate(_ROWS):
        items: list[Item] = []
        for at in range(count):
            x = width * (at + 0.2 + 0.6 * rng.random()) / count
            lean, color = (rng.random() - 0.5) * 40 * unit, mix(tones[row], "#F3E9A0", 0.22 * rng.random())
            if row < 2 or not _CLEARING[0] < x / width < _CLEARING[1]:
                items += _stalk(x, height * y + 12 * unit, thick * unit, lean, color, rng)
        rim = mix(tones[row], haze, 0.3)
        spots = ridge(height * y, 12 * unit, 7, rng, height + 20, width)
        items.append(scenery(spots, rim, gradient=(rim, tones[min(row + 1, 3)]), cls="grass"))
        land += [Group(items, f"bamboo{row}"), mist(canvas, height * y, haze, 0.2)]
    near, foot = ("#2F5578", "#152A52") if air.is_dark else (mix(one, tones[3], 0.4) for one in grass(air))
    floor = [
        scenery(ridge(height * 0.79, 12 * unit, 6, rng, height + 20, width), near, gradient=(near, foot), cls="grass")
    ]
    floor += [
        tuft(rng.random() * width, height * (0.82 + 0.17 * rng.random()), 20 * unit, mix(foot, near, 0.35), rng)
        for _ in range(22)
    ]
    land.append(Group(floor, "floor"))
    return outdoors(canvas, air, rng, [], ground=height * 0.88, horizon=height * 0.6, front=[], lit=land)


def _stalk(x: float, foot: float, thick: float, lean: float, color: str, rng: np.random.Generator) -> list[Item]:
    """One stalk from `foot` to above the picture, its joints, and leaves in its upper half."""
    joint, dark = _JOINT * thick / 38, mix(color, "#1F3D34", 0.34)
    top = -0.06 * foot
    stem = taper(line((x, foot), (x + lean, top)), (thick, 0.8 * thick), caps=False)
    items = [scenery(stem, color, kind="part", cls="leaf")]
    y = foot - joint * (0.4 + 0.6 * rng.random())
    while y > top:
        at = x + lean * (foot - y) / (foot - top)
        ring = line((at - 0.52 * thick, y), (at + 0.52 * thick, y))
        items.append(scenery(taper(ring, (0.2 * thick, 0.2 * thick)), dark, alpha=0.75, kind="flat", cls="leaf"))
        if y < 0.6 * foot and rng.random() < 0.55:
            items += _spray(at, y, thick, dark, rng)
        y -= joint
    return items


def _spray(x: float, y: float, thick: float, color: str, rng: np.random.Generator) -> list[Item]:
    """A few narrow leaves that hang from a joint."""
    side = 1 if rng.random() < 0.5 else -1
    leaves: list[Item] = []
    for _ in range(3):
        long, droop = thick * (2.4 + 1.6 * rng.random()), thick * (0.2 + 1.4 * rng.random())
        blade = line((x, y), (x + side * 0.5 * long, y + 0.2 * droop), (x + side * long, y + droop))
        leaves.append(scenery(taper(blade, (0.12 * thick, 0.6 * thick, 0.06 * thick)), color, kind="flat", cls="leaf"))
    return leaves
