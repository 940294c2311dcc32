"""A laboratory."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import line, prop, rect, scenery, stroke
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.glassware import microscope, still, test_tubes, vessel
from gpuserver.engines.illustrator.settings.interior import (
    Lamp,
    ceiling,
    inside,
    tiles,
    wall,
)
from gpuserver.engines.illustrator.settings.windows import window


def laboratory(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Benches with a still, a microscope and tubes, shelves of flasks, a chart on the wall and a bright window."""
    width, unit = canvas.width, canvas.scale / 1024
    foot = level(canvas, 0.27)
    room = [wall(canvas, foot, "#D3E8E6", "#EAF4F0")]
    seams = skia.Path()
    for row in range(3):
        seams.addRect(skia.Rect.MakeXYWH(-20, foot - (70 + row * 66) * unit, width + 40, 3 * unit))
        for at in range(round(width / (66 * unit)) + 2):
            seams.addRect(
                skia.Rect.MakeXYWH(
                    (at - 0.5 * (row % 2)) * 66 * unit, foot - (70 + row * 66) * unit, 3 * unit, 66 * unit
                )
            )
    room += [
        scenery(rect(-20, foot - 202 * unit, width + 40, 220 * unit), "#C4E2DC", cls="tile"),
        scenery(seams, "#E4F3EF", alpha=0.8, kind="flat", cls="tile"),
        *ceiling(canvas, foot, "#E6F0EE"),
    ]
    view, frame = window(canvas, air, rng, width * 0.5 - 125 * unit, foot - 640 * unit, 250 * unit, 250 * unit, rows=2)
    chart = _elements(52 * unit, foot - 650 * unit, unit)
    floor = tiles(canvas, foot, "#EEF2F0", "#C9DBDC", columns=6, rows=5)
    shelves = [*_glass_shelf(10 * unit, foot - 330 * unit, 290 * unit, unit, 0), *_glass_shelf(width - 300 * unit, foot - 330 * unit, 290 * unit, unit, 2),
               *_glass_shelf(width - 300 * unit, foot - 500 * unit, 290 * unit, unit, 4)]  # fmt: skip
    wide = max(320 * unit, width / 2 - 330 * unit)
    benches = [
        Group(_bench(left, foot + 44 * unit, wide, unit), "bench", ground=foot + 44 * unit, shadow=0.2)
        for left in (-20.0, width - wide + 20)
    ]
    top = foot - 156 * unit
    tools = [
        *test_tubes(82 * unit, top, 96 * unit),
        *microscope(222 * unit, top, 150 * unit),
        *still(width - 170 * unit, top, 150 * unit),
    ]
    if wide > 480 * unit:
        tools += [
            *vessel("beaker", 400 * unit, top, 90 * unit, "#8ECBEA", 0.6),
            *vessel("cone", 490 * unit, top, 120 * unit, "#F9C74F", 0.4),
            *test_tubes(width - 430 * unit, top, 96 * unit),
        ]
    lamps = [(width * share, foot - 690 * unit) for share in (0.24, 0.76)]
    hung = [
        prop(rect(x - 110 * unit, y, 220 * unit, 24 * unit, 8 * unit), "#F7FBFC", form="soft", cls="metal")
        for x, y in lamps
    ]
    hung += [
        scenery(rect(x + side * 80 * unit, -10, 4 * unit, y + 12), "#9AA6C4", cls="iron")
        for x, y in lamps
        for side in (-1, 1)
    ]
    return inside(
        canvas, air,
        [Group(room, "room"), view, frame, Group(chart, "chart"), Group(shelves, "shelves"), Group(floor, "floor"),
         *benches, Group(tools, "tools"), Group(hung, "lamps")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,), dim="#AEBFDC",
        lamps=[*(Lamp(x, y + 16 * unit, 240 * unit, "#9AD8E8", 0.4) for x, y in lamps), Lamp(width - 150 * unit, top - 60 * unit, 120 * unit, "#6FE0B0", 0.4),
               Lamp(90 * unit, top - 40 * unit, 100 * unit, "#C98AF0", 0.35)],
    )  # fmt: skip


def _bench(x: float, y: float, wide: float, unit: float) -> list[Item]:
    out = [prop(rect(x, y - 190 * unit, wide, 190 * unit, 4), "#F2F5F6", form="soft", cls="wood")]
    count = round(wide / (105 * unit))
    step = wide / count
    for at in range(count):
        left = x + step * (at + 0.06)
        out.append(prop(rect(left, y - 164 * unit, step * 0.88, 140 * unit, 6), "#FFFFFF", form="soft", cls="white"))
        out.append(prop(rect(left + step * 0.3, y - 150 * unit, step * 0.28, 10 * unit, 4), "#5FA9B8", cls="metal"))
    return [
        *out,
        prop(
            rect(x - 8 * unit, y - 210 * unit, wide + 16 * unit, 26 * unit, 7 * unit),
            "#5FA9B8",
            form="soft",
            cls="wood",
        ),
    ]


def _glass_shelf(x: float, y: float, wide: float, unit: float, first: int) -> list[Item]:
    kinds = ("cone", "bottle", "round", "beaker", "bottle", "cone")
    colors = ("#F48FA0", "#8ECBEA", "#F9C74F", "#8CC878", "#B9A6DC", "#FBA14F", "#5FC3B8")
    out: list[Item] = []
    for at in range(4):
        size = (86, 96, 78, 90)[(at + first) % 4] * unit
        out += vessel(
            kinds[(at + first) % 6],
            x + wide * (0.14 + 0.24 * at),
            y,
            size,
            colors[(at * 2 + first) % 7],
            0.34 + 0.07 * ((at + first) % 3),
        )
    board = prop(rect(x, y, wide, 16 * unit, 6), "#FFFFFF", form="soft", cls="white")
    return [board, *out]


def _elements(x: float, y: float, unit: float) -> list[Item]:
    """A chart of the elements: coloured squares."""
    sheet = prop(rect(x, y, 226 * unit, 150 * unit, 6), "#FFFDF6", form="soft", cls="paper")
    colors = ("#F48FA0", "#F9C74F", "#8CC878", "#8ECBEA", "#B9A6DC")
    for column in range(10):
        tall = (6, 5, 3, 3, 3, 3, 4, 5, 5, 6)[column]
        for row in range(tall):
            cell = rect(x + (14 + column * 20) * unit, y + (136 - (row + 1) * 20) * unit, 17 * unit, 17 * unit, 3)
            sheet.marks.append(scenery(cell, colors[min(column // 2, 4)], alpha=0.95))
    return [sheet, scenery(stroke(line((x - 4 * unit, y), (x + 230 * unit, y)), 8 * unit), "#C98A54", cls="wood")]
