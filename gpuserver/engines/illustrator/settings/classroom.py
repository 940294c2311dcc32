"""A classroom."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    line,
    prop,
    rect,
    scenery,
    stroke,
    taper,
    union,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import garland, pendant
from gpuserver.engines.illustrator.settings.interior import Lamp, boards, ceiling, inside, skirting, sunlight, wall
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import window


def classroom(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A blackboard with chalk drawings, tall windows on the left, desks in front and a bunting above."""
    width, unit = canvas.width, canvas.scale / 1024
    foot = level(canvas, 0.27)
    room = [wall(canvas, foot, "#F5E3C2", "#FBF1DC"), scenery(rect(-20, foot - 150 * unit, width + 40, 180 * unit), "#BFD9CE", gradient=("#C9E0D5", "#AFCFC4"), cls="wall"),
            scenery(rect(-20, foot - 156 * unit, width + 40, 10 * unit), "#FFFFFF", alpha=0.7, cls="wall"), skirting(canvas, foot, "#E9D2A8", 22), *ceiling(canvas, foot, "#F4E9D4")]  # fmt: skip
    floor = boards(canvas, foot, "#DDAE7B", "#C98F5E", columns=8)
    board = _board(canvas, foot, rng)
    view, frame = window(
        canvas, air, rng, -width * 0.06, foot - 600 * unit, width * 0.06 + 175 * unit, 440 * unit, rows=3, columns=2
    )
    clock = _clock(width - 92 * unit, foot - 560 * unit, 54 * unit)
    poster = _posters(width, foot, unit)
    flags = _bunting(canvas, foot)
    lamps = [(width * share, foot - 600 * unit) for share in (0.3, 0.7)]
    hung = [item for x, y in lamps for item in pendant(x, -10, y, 96 * unit, "#FBA14F")]
    chair = placed("chair", width * 0.1, foot + 150 * unit, 250 * unit, flip=True)
    desk = [
        *placed("table", width * 0.87, foot + 96 * unit, 210 * unit),
        *_apple_and_globe(width * 0.87, foot - 84 * unit, 100 * unit),
    ]
    light = [
        sunlight(
            [
                (width * 0.02, foot + 30 * unit),
                (width * 0.26, foot + 30 * unit),
                (width * 0.5, foot + 170 * unit),
                (width * 0.14, foot + 170 * unit),
            ],
            0.3,
        )
    ]
    return inside(
        canvas, air,
        [Group(room, "room"), view, Group(frame.items, "window"), Group(board, "board"), Group([*clock, *poster, *flags], "walls"),
         Group(floor, "floor"), Group([] if air.is_dark else light, "light"), Group(desk, "desk", ground=foot + 96 * unit, shadow=0.3),
         Group(chair, "chair", ground=foot + 150 * unit, shadow=0.3), Group(hung, "lamps")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,),
        lamps=[Lamp(x, y, 280 * unit) for x, y in lamps],
    )  # fmt: skip


def _board(canvas: Canvas, foot: float, rng: np.random.Generator) -> list[Item]:
    width, unit = canvas.width, canvas.scale / 1024
    left, right, top, low = width * 0.5 - 282 * unit, width * 0.5 + 282 * unit, foot - 560 * unit, foot - 96 * unit
    if width > 1.3 * canvas.scale:
        left, right = left - 150 * unit, right + 150 * unit
    frame = prop(
        rect(left - 18 * unit, top - 18 * unit, right - left + 36 * unit, low - top + 36 * unit, 10 * unit),
        "#C98A54",
        form="soft",
        cls="wood",
    )
    slate = prop(rect(left, top, right - left, low - top, 4 * unit), "#3F7A68", form="soft", cls="slate")
    for _ in range(7):
        x, y = left + (right - left) * rng.random(), top + (low - top) * rng.random()
        slate.marks.append(scenery(circle(x, y, 120 * unit, 60 * unit), "#7FB5A0", alpha=0.12, blur=24 * unit))
    chalk, sun = skia.Path(), (left + 78 * unit, top + 74 * unit)
    rings = [(*sun, 30.0)]
    for at in range(9):
        way = (np.cos(at * 2 * np.pi / 9), np.sin(at * 2 * np.pi / 9))
        ray = line(*((sun[0] + way[0] * far * unit, sun[1] + way[1] * far * unit) for far in (39, 54)))
        chalk.addPath(taper(ray, (5 * unit, 4 * unit)))
    for text, x, y, size in (
        ("2+3=5", right - 226 * unit, top + 46 * unit, 42),
        ("ABC", left + 150 * unit, top + 52 * unit, 46),
    ):
        chalk.addPath(_letters(text, x, y, size * unit))
    flower_x, flower_y = right - 74 * unit, low - 70 * unit
    for at in range(5):
        angle = at * 2 * np.pi / 5
        rings.append((flower_x + np.cos(angle) * 21 * unit, flower_y - 74 * unit + np.sin(angle) * 21 * unit, 14.0))
    chalk.addPath(
        taper(
            curve(
                (flower_x, flower_y - 46 * unit),
                (flower_x - 8 * unit, flower_y),
                (flower_x + 2 * unit, flower_y + 50 * unit),
            ),
            (4 * unit, 4 * unit),
        )
    )
    house = line((left + 44 * unit, low - 26 * unit), (left + 44 * unit, low - 90 * unit), (left + 88 * unit, low - 130 * unit), (left + 132 * unit, low - 90 * unit),
                 (left + 132 * unit, low - 26 * unit), (left + 44 * unit, low - 26 * unit))  # fmt: skip
    chalk.addPath(taper(house, (4 * unit, 4 * unit)))
    door = line(*((left + x * unit, low - y * unit) for x, y in ((76, 26), (76, 62), (100, 62), (100, 26))))
    smoke = curve(
        (left + 116 * unit, low - 118 * unit),
        (left + 146 * unit, low - 138 * unit),
        (left + 124 * unit, low - 164 * unit),
    )
    for spine in (door, smoke):
        chalk.addPath(taper(spine, (4 * unit, 4 * unit)))
    slate.marks.append(scenery(chalk, "#FFF6E4", alpha=0.85))
    for x, y, radius in rings:
        slate.marks.append(scenery(stroke(circle(x, y, radius * unit), 5 * unit), "#FFF6E4", alpha=0.85))
    tray = prop(
        rect(left - 26 * unit, low + 8 * unit, right - left + 52 * unit, 20 * unit, 8 * unit),
        "#D99E66",
        form="soft",
        cls="wood",
    )
    sticks = [
        prop(rect(left + x * unit, low + 1 * unit, 34 * unit, 9 * unit, 4), color, casts=False)
        for x, color in ((26, "#FFFFFF"), (68, "#F9C74F"), (108, "#F48FA0"))
    ]
    duster = prop(rect(right - 100 * unit, low - 14 * unit, 66 * unit, 24 * unit, 6), "#6C63C7", form="soft")
    return [frame, slate, tray, *sticks, duster]


_STROKES = {
    "A": ((0, 1, 0.4, 0), (0.4, 0, 0.8, 1), (0.16, 0.62, 0.64, 0.62)), "C": ((0.7, 0.12, 0.3, 0.02), (0.3, 0.02, 0.02, 0.5), (0.02, 0.5, 0.3, 0.98), (0.3, 0.98, 0.7, 0.88)),
    "B": ((0.06, 0, 0.06, 1), (0.06, 0, 0.5, 0.2), (0.5, 0.2, 0.06, 0.46), (0.06, 0.46, 0.6, 0.74), (0.6, 0.74, 0.06, 1)),
    "2": ((0.04, 0.2, 0.34, 0), (0.34, 0, 0.58, 0.3), (0.58, 0.3, 0.04, 1), (0.04, 1, 0.64, 1)),
    "3": ((0.04, 0.06, 0.56, 0.04), (0.56, 0.04, 0.26, 0.44), (0.26, 0.44, 0.58, 0.72), (0.58, 0.72, 0.04, 1)),
    "5": ((0.58, 0, 0.1, 0), (0.1, 0, 0.06, 0.44), (0.06, 0.44, 0.56, 0.6), (0.56, 0.6, 0.04, 1)),
    "+": ((0.3, 0.28, 0.3, 0.78), (0.06, 0.53, 0.54, 0.53)), "=": ((0.06, 0.4, 0.54, 0.4), (0.06, 0.66, 0.54, 0.66)),
}  # fmt: skip
"""Chalk signs as strokes in a box 1 high."""


def _letters(text: str, x: float, y: float, size: float) -> skia.Path:
    path = skia.Path()
    for sign in text:
        for x0, y0, x1, y1 in _STROKES[sign]:
            path.addPath(
                taper(line((x + x0 * size, y + y0 * size), (x + x1 * size, y + y1 * size)), (size * 0.12, size * 0.12))
            )
        x += size * 0.92
    return skia.Simplify(path) or path


def _clock(x: float, y: float, size: float) -> list[Item]:
    hands = union(
        [
            taper(line((x, y), (x + size * 0.34, y - size * 0.3)), (size * 0.1, size * 0.06)),
            taper(line((x, y), (x - size * 0.1, y - size * 0.62)), (size * 0.08, size * 0.05)),
        ]
    )
    face = prop(circle(x, y, size * 0.82), "#FFFDF6", form="soft", cls="white")
    for at in range(12):
        spot = (x + np.sin(at * np.pi / 6) * size * 0.68, y - np.cos(at * np.pi / 6) * size * 0.68)
        face.marks.append(scenery(circle(*spot, size * (0.06 if at % 3 == 0 else 0.035)), "#4B4666"))
    return [
        prop(circle(x, y, size), "#E86A58", cls="frame"),
        face,
        scenery(hands, "#4B4666"),
        scenery(circle(x, y, size * 0.09), "#E86A58"),
    ]


def _posters(width: float, foot: float, unit: float) -> list[Item]:
    """A child's landscape and a chart of stars, pinned to the wall."""
    out: list[Item] = []
    for at, (dx, dy, wide, tall, color) in enumerate(((152, 456, 118, 150, "#A9DDEB"), (146, 272, 98, 92, "#5C5A86"))):
        x, y, wide, tall = width - dx * unit, foot - dy * unit, wide * unit, tall * unit
        sheet = prop(rect(x, y, wide, tall, 4), "#FFFDF6", form="soft", cls="paper")
        sheet.marks.append(scenery(rect(x + wide * 0.07, y + wide * 0.07, wide * 0.86, tall - wide * 0.14), color))
        if at == 0:
            sheet.marks += [scenery(circle(x + wide * 0.68, y + tall * 0.3, wide * 0.13), "#F9C74F"),
                            scenery(circle(x + wide * 0.3, y + tall * 0.98, wide * 0.42, tall * 0.36), "#6DB36B"),
                            scenery(circle(x + wide * 0.86, y + tall * 0.98, wide * 0.36, tall * 0.26), "#8CC878"),
                            scenery(rect(x + wide * 0.07, y + tall - wide * 0.07, wide * 0.86, wide * 0.07), "#FFFDF6")]  # fmt: skip
        else:
            sheet.marks += [scenery(circle(x + wide * a, y + tall * b, wide * c), "#F9D98A") for a, b, c in
                            ((0.3, 0.36, 0.1), (0.62, 0.3, 0.05), (0.74, 0.6, 0.08), (0.4, 0.7, 0.05), (0.54, 0.52, 0.03))]  # fmt: skip
        out += [sheet, scenery(circle(x + wide / 2, y + 5 * unit, 7 * unit), "#E5484D", cls="pin")]
    return out


def _bunting(canvas: Canvas, foot: float) -> list[Item]:
    unit, y = canvas.scale / 1024, foot - 680 * canvas.scale / 1024
    middle = canvas.width / 2
    spans = [
        ((-20.0, y - 10 * unit), (middle, y), 34 * unit),
        ((middle, y), (canvas.width + 20.0, y - 10 * unit), 34 * unit),
    ]
    wires, flags = garland(
        spans,
        62 * unit,
        26 * unit,
        ("#F2674F", "#F9C74F", "#6DB36B", "#4A8FD0", "#F48FA0"),
        wire="#FFF6E4",
        pointed=True,
    )
    return [*wires, *flags]


def _apple_and_globe(x: float, y: float, size: float) -> list[Item]:
    ball = prop(circle(x + size * 0.3, y - size * 0.52, size * 0.36), "#5FB4E8")
    for dx, dy, big in ((-0.1, -0.12, 0.16), (0.12, 0.1, 0.14), (-0.16, 0.18, 0.08)):
        ball.marks.append(scenery(circle(x + size * (0.3 + dx), y - size * (0.52 - dy), size * big), "#7DC88A"))
    stand = taper(
        curve((x + size * 0.0, y - size * 0.84), (x - size * 0.12, y - size * 0.2), (x + size * 0.34, y - size * 0.12)),
        (size * 0.05, size * 0.06),
    )
    books = [prop(rect(x - size * 0.9, y - size * (0.2 + 0.19 * at), size * wide, size * 0.19, 4), color, form="soft")
             for at, (wide, color) in enumerate(((0.74, "#6C63C7"), (0.64, "#FBA14F")))]  # fmt: skip
    return [prop(stand, "#C98A54", cls="wood"), ball, prop(rect(x + size * 0.1, y - size * 0.1, size * 0.4, size * 0.11, 4), "#C98A54", cls="wood"), *books,
            *placed("apple", x - size * 0.6, y - size * 0.38, size * 0.34)]  # fmt: skip
