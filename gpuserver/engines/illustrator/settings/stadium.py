"""A football ground: mown stripes, white lines, a goal, stands full of people."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    curve,
    line,
    prop,
    rect,
    scenery,
    smooth,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, leaves
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import wood
from gpuserver.engines.illustrator.settings.stands import FAR, boards_round, end_stand, floodlight, mast, stand
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_EYE = (0.735, 0.45)
"""Where the lines of the pitch meet."""


def football_pitch(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Stands in two tiers under a roof at both sides of an open end, the pitch in perspective."""
    height, unit = canvas.height, canvas.scale / 1024
    haze = haze_of(air)
    shades = leaves(air)
    far = [wood(canvas, 0.25, 0.75, 0.585, 0.06, mix(shades[1], haze, 0.5), haze, rng)]
    if air.is_white:
        snowed(far, 5 * unit)
    stands = [*stand(canvas, -1, haze, air, rng), *stand(canvas, 1, haze, air, rng)]
    middle = end_stand(canvas, haze, air, rng)
    boards = boards_round(canvas, haze)
    turf = _turf(canvas, air)
    lines = _lines(canvas, air)
    goal = _goal(canvas)
    masts = [*mast(canvas, 0.27, 0.23, haze), *mast(canvas, 0.73, 0.23, haze)]
    land = [Group(far, "far"), mist(canvas, height * 0.56, haze, 0.35), Group(masts, "masts"), Group(middle, "end"), Group(stands, "stands"), Group(boards, "boards"),
            Group([*turf, *lines], "pitch"), Group(goal, "goal"), Group(_flag(canvas, 0.07, 0.79), "flag"), Group(_flag(canvas, 0.93, 0.79), "flag")]  # fmt: skip
    lit: list[Group] = []
    if air.is_dark or air.time == "sunset" or air.is_wet:
        lit = [Group(floodlight(canvas, air), "floodlight")]
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * FAR, lit=lit)


def _onto(canvas: Canvas, x: float, depth: float) -> Point:
    """A point of the pitch: x in half widths at the near edge, depth 0 (near) to 1 (far)."""
    y = 1.06 + (FAR - 1.06) * depth**0.62
    return canvas.width * (_EYE[0] + x * 0.62 * (y - _EYE[1]) / (1.06 - _EYE[1])), canvas.height * y


def _turf(canvas: Canvas, air: Atmosphere) -> list[Item]:
    light, dark = grass(air)
    if not air.is_white:
        light, dark = mix(light, "#7CC46A", 0.5), mix(dark, "#58A858", 0.5)
    base = scenery(
        rect(-20, canvas.height * FAR, canvas.width + 40, canvas.height),
        dark,
        gradient=(mix(light, dark, 0.4), dark),
        cls="grass",
    )
    for step in range(0, 12, 2):
        a, b = step / 12, (step + 1) / 12
        (_, top), (_, low) = _onto(canvas, 0, b), _onto(canvas, 0, a)
        base.marks.append(scenery(rect(-20, top, canvas.width + 40, low - top), light, alpha=0.55))
    return [base]


def _lines(canvas: Canvas, air: Atmosphere) -> list[Item]:
    """Touchlines, the penalty area, its arc and the spot; red where snow lies."""
    unit = canvas.scale / 1024
    color = "#E5605A" if air.is_white else "#FFFFFF"
    out: list[Item] = []

    def drawn(points: list[Point], far: float, near: float) -> None:
        out.append(
            scenery(
                taper(line(*points), (far * unit, near * unit), caps=False), color, alpha=0.85, kind="flat", cls="line"
            )
        )

    for x in (-1.12, 1.12):
        drawn([_onto(canvas, x, 0.985), _onto(canvas, x, 0.0)], 3, 15)
    drawn([_onto(canvas, -1.12, 0.985), _onto(canvas, 1.12, 0.985)], 3, 3)
    for x in (-0.78, 0.78):
        drawn([_onto(canvas, x, 0.985), _onto(canvas, x, 0.5)], 3, 6)
    drawn([_onto(canvas, -0.78, 0.5), _onto(canvas, 0.78, 0.5)], 6, 6)
    for x in (-0.46, 0.46):
        drawn([_onto(canvas, x, 0.985), _onto(canvas, x, 0.8)], 3, 4)
    drawn([_onto(canvas, -0.46, 0.8), _onto(canvas, 0.46, 0.8)], 4, 4)
    (ax, ay), (bx, _), (_, cy) = _onto(canvas, -0.26, 0.5), _onto(canvas, 0.26, 0.5), _onto(canvas, 0, 0.33)
    arc = curve((ax, ay), ((ax + bx) / 2, 2 * cy - ay), (bx, ay))
    out.append(
        scenery(taper(arc, (6 * unit, 8 * unit, 6 * unit), caps=False), color, alpha=0.85, kind="flat", cls="line")
    )
    return out


def _goal(canvas: Canvas) -> list[Item]:
    """The far goal with its net."""
    unit = canvas.scale / 1024
    (lx, ly), (rx, _) = _onto(canvas, -0.3, 0.985), _onto(canvas, 0.3, 0.985)
    tall = (rx - lx) * 0.42
    net = [
        taper(
            line(
                (lx + (rx - lx) * step / 12, ly - tall),
                (lx + (rx - lx) * (step + 0.3 * (6 - step) / 6) / 12, ly - tall * 0.12),
            ),
            (1, 1),
            caps=False,
        )
        for step in range(13)
    ]
    net += [
        taper(line((lx, ly - tall * up), (rx, ly - tall * up)), (1, 1), caps=False) for up in (0.25, 0.45, 0.65, 0.85)
    ]
    frame = union(
        [
            rect(lx - 3 * unit, ly - tall, 6 * unit, tall, 2),
            rect(rx - 3 * unit, ly - tall, 6 * unit, tall, 2),
            rect(lx - 3 * unit, ly - tall - 3 * unit, rx - lx + 6 * unit, 6 * unit, 2),
        ]
    )
    return [scenery(union(net), "#FFFFFF", alpha=0.5, kind="flat", cls="net"), scenery(frame, "#FFFFFF", cls="frame")]


def _flag(canvas: Canvas, x: float, y: float) -> list[Item]:
    px, py, unit = canvas.width * x, canvas.height * y, canvas.scale / 1024
    pole = prop(rect(px - 3 * unit, py - 110 * unit, 6 * unit, 110 * unit, 3), "#FFF6E0", cls="frame")
    cloth = smooth(
        [
            (px, py - 110 * unit),
            (px + 24 * unit, py - 100 * unit),
            (px + 52 * unit, py - 98 * unit),
            (px + 26 * unit, py - 84 * unit),
            (px, py - 76 * unit),
        ],
        True,
    )
    return [
        pole,
        prop(cloth, "#F9C74F", form="soft", cls="flag"),
        scenery(circle(px, py, 16 * unit, 4 * unit), "#3E5A3E", alpha=0.3, kind="flat"),
    ]
