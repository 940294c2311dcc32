"""An office high over the city."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, line, polygon, prop, rect, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import pendant
from gpuserver.engines.illustrator.settings.interior import (
    Lamp,
    boards,
    ceiling,
    inside,
    skirting,
    sunlight,
    wall,
)
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import window


def office(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A glass front over the city, a desk with a screen, a cabinet of files, plants and hanging lamps."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.27)
    room = [
        wall(canvas, foot, "#DCE3EA", "#EEF1F2"),
        skirting(canvas, foot, "#C6CFDA", 20),
        *ceiling(canvas, foot, "#E9EDF0"),
    ]
    left, top = 196 * unit, foot - 640 * unit
    view, frame = window(
        canvas,
        air,
        rng,
        left,
        top,
        width - left + 60 * unit,
        520 * unit,
        view="city",
        columns=max(2, round((width - left) / (300 * unit))),
        rows=1,
        frame="#F4F6F8",
    )
    blind = [
        prop(rect(left - 10 * unit, top - 30 * unit, width, 64 * unit, 8 * unit), "#F2C879", form="soft", cls="cloth")
    ]
    blind += [
        scenery(
            rect(left - 10 * unit, top + (at * 20 - 10) * unit, width, 3 * unit), "#C9964A", alpha=0.45, kind="flat"
        )
        for at in range(2)
    ]
    cabinet = _files(6 * unit, foot + 16 * unit, 176 * unit, 420 * unit)
    floor = boards(canvas, foot, "#C9BFC2", "#AEA6B4", columns=6, seam="#7F7890")
    pots = placed("pottedplant", 98 * unit, foot - 398 * unit, 150 * unit)
    desk_x, desk_y = width - 150 * unit, foot + 96 * unit
    desk = _desk(desk_x, desk_y, 400 * unit)
    seat = _swivel_chair(desk_x - 210 * unit, desk_y + 6 * unit, 270 * unit)
    lamps = [(width * share, foot - 590 * unit) for share in (0.36, 0.68)]
    hung = [item for x, y in lamps for item in pendant(x, -10, y, 104 * unit, "#4B5A86")]
    sun = [sunlight([(width * 0.3, foot + 20 * unit), (width * 0.56, foot + 20 * unit), (width * 0.7, height), (width * 0.28, height)], 0.22),
           sunlight([(width * 0.64, foot + 20 * unit), (width * 0.86, foot + 20 * unit), (width * 1.06, height), (width * 0.8, height)], 0.22)]  # fmt: skip
    return inside(
        canvas, air,
        [Group(room, "room"), view, frame, Group(blind, "blind"), Group(floor, "floor"), Group([] if air.is_dark else sun, "sun"),
         Group(cabinet, "cabinet", ground=foot + 16 * unit, shadow=0.3), Group(pots, "plant"), Group(seat, "chair", ground=desk_y + 6 * unit, shadow=0.3),
         Group(desk, "desk", ground=desk_y, shadow=0.3), Group(hung, "lamps")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,), lamps=[Lamp(x, y, 170 * unit, "#FFB870", 0.3) for x, y in lamps],
    )  # fmt: skip


def _files(x: float, y: float, wide: float, tall: float) -> list[Item]:
    """A cabinet: two rows of binders over two drawers."""
    out = [prop(rect(x, y - tall, wide, tall, 8), "#E9E2D4", form="soft", cls="wood")]
    for row in range(2):
        low = y - tall * (0.53 + 0.225 * row)
        out.append(scenery(rect(x + wide * 0.06, low - tall * 0.195, wide * 0.88, tall * 0.195), "#A99F9C", cls="wood"))
        for at in range(6):
            color = ("#F2674F", "#4A8FD0", "#F9C74F", "#5F9F8B", "#6C63C7", "#FBA14F")[(at * (row + 1) + row) % 6]
            left, high = x + wide * (0.09 + 0.135 * at), tall * (0.165 - 0.02 * ((at + row) % 3 == 1))
            out.append(
                scenery(
                    rect(left, low - high, wide * 0.12, high, 3),
                    color,
                    gradient=(mix(color, "#FFFFFF", 0.12), color),
                    cls="book",
                )
            )
            out.append(
                scenery(
                    rect(left + wide * 0.03, low - high * 0.8, wide * 0.06, high * 0.34, 2),
                    "#FFFDF6",
                    alpha=0.85,
                    cls="paper",
                )
            )
    for row in range(2):
        top = y - tall * (0.5 - 0.24 * row)
        out.append(prop(rect(x + wide * 0.06, top, wide * 0.88, tall * 0.22, 6), "#F4EEE2", form="soft", cls="wood"))
        out.append(prop(rect(x + wide * 0.38, top + tall * 0.05, wide * 0.24, tall * 0.025, 4), "#9AA6C4", cls="metal"))
    return out


def _desk(x: float, y: float, wide: float) -> list[Item]:
    """A desk with a screen, a lamp, a mug and papers."""
    top, u = y - wide * 0.44, wide / 400
    out = [
        prop(
            polygon(
                [
                    (x + side * wide * 0.4 - 9 * u, top),
                    (x + side * wide * 0.4 + 9 * u, top),
                    (x + side * wide * 0.44 + 7 * u, y),
                    (x + side * wide * 0.44 - 7 * u, y),
                ]
            ),
            "#C98A54",
            cls="wood",
        )
        for side in (-1, 1)
    ]
    out.append(prop(rect(x + wide * 0.1, top + 10 * u, wide * 0.28, 86 * u, 6 * u), "#F4EEE2", form="soft", cls="wood"))
    out.append(prop(rect(x + wide * 0.2, top + 40 * u, wide * 0.08, 9 * u, 4 * u), "#9AA6C4", cls="metal"))
    out.append(prop(rect(x - wide * 0.5, top - 10 * u, wide, 26 * u, 9 * u), "#DCA66C", form="soft", cls="wood"))
    out += [
        prop(rect(x + 10 * u, top - 22 * u, 84 * u, 13 * u, 5 * u), "#C6CFDA", cls="metal"),
        prop(rect(x + 42 * u, top - 62 * u, 20 * u, 46 * u), "#AEB8C8", cls="metal"),
    ]
    screen = prop(rect(x - 40 * u, top - 196 * u, 186 * u, 138 * u, 10 * u), "#3E4568", form="soft", cls="frame")
    screen.marks += [
        scenery(rect(x - 30 * u, top - 186 * u, 166 * u, 112 * u, 4), "#DCEBF7"),
        scenery(rect(x - 30 * u, top - 186 * u, 166 * u, 18 * u), "#8FB4DC"),
    ]
    for at, tall in enumerate((30, 52, 40, 66)):
        screen.marks.append(
            scenery(
                rect(x + (44 + at * 21) * u, top - (84 + tall) * u, 14 * u, tall * u, 2),
                ("#F2674F", "#F9C74F", "#5F9F8B", "#4A8FD0")[at],
            )
        )
    screen.marks += [
        scenery(rect(x - 18 * u, top - (156 - at * 17) * u, (50 - 14 * (at % 2)) * u, 7 * u, 3), "#9DB2CC")
        for at in range(4)
    ]
    out += [screen, *placed("cup", x - wide * 0.24, top - 8 * u, 52 * u)]
    for at in range(3):
        out.append(
            scenery(
                rect(x - wide * 0.47 + at * 3 * u, top - (16 + at * 5) * u, 66 * u, 6 * u, 2),
                ("#FFFDF6", "#E9E2D4", "#FFFDF6")[at],
                cls="paper",
            )
        )
    return out


def _swivel_chair(x: float, y: float, size: float) -> list[Item]:
    s, cloth, iron = size, "#5F8FA8", "#4B4666"
    feet = [
        prop(taper(line((x, y - s * 0.12), (x + dx * s, y - s * 0.02)), (s * 0.05, s * 0.04)), iron, cls="iron")
        for dx in (-0.24, -0.08, 0.1, 0.25)
    ]
    wheels = [prop(circle(x + dx * s, y - s * 0.015, s * 0.03), iron) for dx in (-0.24, -0.08, 0.1, 0.25)]
    return [*feet, *wheels, prop(rect(x - s * 0.025, y - s * 0.36, s * 0.05, s * 0.26), "#9AA6C4", cls="metal"),
            prop(rect(x - s * 0.23, y - s * 0.98, s * 0.46, s * 0.5, s * 0.13), cloth, form="soft", cls="cloth"),
            prop(rect(x - s * 0.05, y - s * 0.52, s * 0.1, s * 0.14), iron, cls="iron"),
            prop(rect(x - s * 0.28, y - s * 0.44, s * 0.56, s * 0.13, s * 0.06), mix(cloth, "#FFFFFF", 0.14), form="soft", cls="cloth")]  # fmt: skip
