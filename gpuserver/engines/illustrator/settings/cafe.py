"""A café: a counter with cakes and a coffee machine, a board over it, hanging lamps and a table at the window."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, line, prop, rect, scenery, stroke, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import pendant
from gpuserver.engines.illustrator.settings.interior import Lamp, ceiling, inside, skirting, sunlight, tiles, wall
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import window
from gpuserver.raster.svg_path import parse_path

_WOOD, _STEEL = "#B97B4E", "#D5DCE6"


def cafe(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A café by day, or by the light of its lamps."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.27)
    room = [
        wall(canvas, foot, "#F0D9BC", "#F8E9D2"),
        scenery(
            rect(-20, foot - 92 * unit, width + 40, 110 * unit), "#5F9A8E", gradient=("#73AB9D", "#5B9488"), cls="wall"
        ),
    ]
    grooves = skia.Path()
    for at in range(round(width / (42 * unit)) + 2):
        grooves.addRect(skia.Rect.MakeXYWH(at * 42 * unit, foot - 84 * unit, 3 * unit, 100 * unit))
    room += [
        scenery(grooves, "#3F7468", alpha=0.3, kind="flat", cls="wall"),
        skirting(canvas, foot - 80 * unit, "#82B8AA", 18),
        skirting(canvas, foot, "#4F877B", 20),
        *ceiling(canvas, foot, "#F3E4CC", beams="#A8704A"),
    ]
    view, frame = window(
        canvas,
        air,
        rng,
        -50 * unit,
        foot - 620 * unit,
        350 * unit,
        400 * unit,
        view="city",
        columns=3,
        rows=2,
        frame="#7A4636",
    )
    awning = _valance(-60 * unit, 310 * unit, foot - 640 * unit, unit)
    board = _menu(width - 392 * unit, foot - 640 * unit, 330 * unit, 196 * unit, unit)
    shelf = _cup_shelf(width - 392 * unit, foot - 336 * unit, 380 * unit, unit)
    floor = tiles(canvas, foot, "#F3E7D6", "#D9C3AE", columns=7, rows=6)
    bar_y = foot + 56 * unit
    counter = _counter(width - 316 * unit, bar_y, 380 * unit, unit)
    table = _table(118 * unit, foot + 118 * unit, 230 * unit)
    if width > 1.3 * canvas.scale:
        table += _table(500 * unit, foot + 70 * unit, 200 * unit)
    count = 2 + round((width - 1024 * unit) / (280 * unit))
    lamps = [
        (380 * unit + (width - 860 * unit) * at / (count - 1), foot - (600 + 40 * (at % 2)) * unit)
        for at in range(count)
    ]
    hung = [
        item
        for at, (x, y) in enumerate(lamps)
        for item in pendant(x, -10, y, 92 * unit, ("#E07A5F", "#F2B84B")[at % 2])
    ]
    sun = [
        sunlight(
            [(30 * unit, foot + 20 * unit), (250 * unit, foot + 20 * unit), (480 * unit, height), (140 * unit, height)],
            0.25,
        )
    ]
    return inside(
        canvas, air,
        [Group(room, "room"), view, frame, Group([*awning, *board, *shelf], "wall"), Group(floor, "floor"), Group([] if air.is_dark else sun, "sun"),
         Group(counter, "counter", ground=bar_y, shadow=0.3), Group(table, "table", ground=foot + 118 * unit, shadow=0.3), Group(hung, "lamps")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,), lamps=[Lamp(x, y, 190 * unit) for x, y in lamps],
    )  # fmt: skip


def _valance(left: float, right: float, y: float, unit: float) -> list[Item]:
    """A short striped blind with a scalloped hem."""
    count = 7
    step = (right - left) / count
    out: list[Item] = []
    for at in range(count):
        x = left + step * at
        path = parse_path(f"M{x} {y} h{step + 1} v{64 * unit} q{-step / 2} {34 * unit} {-step - 1} 0z")
        out.append(prop(path, ("#E07A5F", "#FFF4E2")[at % 2], form="soft", cls="cloth", casts=False))
    return [
        *out,
        prop(
            rect(left - 10 * unit, y - 10 * unit, right - left + 20 * unit, 20 * unit, 8 * unit),
            "#7A4636",
            form="soft",
            cls="wood",
        ),
    ]


def _menu(x: float, y: float, wide: float, tall: float, unit: float) -> list[Item]:
    """A blackboard with a drawn cup and two columns of prices."""
    frame = prop(
        rect(x - 12 * unit, y - 12 * unit, wide + 24 * unit, tall + 24 * unit, 8 * unit), _WOOD, form="soft", cls="wood"
    )
    slate = prop(rect(x, y, wide, tall, 4), "#3F4A56", form="soft", cls="slate")
    chalk = skia.Path()
    for row in range(5):
        line_y = y + (74 + row * 24) * unit
        for left, long in ((26, 84 - 16 * (row % 2)), (196, 70 + 14 * (row % 2))):
            chalk.addPath(rect(x + left * unit, line_y, long * unit, 6 * unit, 3))
            chalk.addPath(
                rect(
                    x + (left + 104) * unit - (30 * unit if left > 100 else 0) + 24 * unit,
                    line_y,
                    22 * unit,
                    6 * unit,
                    3,
                )
            )
    cx, cy = x + wide / 2, y + 40 * unit
    cup = parse_path(
        f"M{cx - 26 * unit} {cy - 12 * unit} h{48 * unit} q0 {36 * unit} {-24 * unit} {36 * unit} q{-24 * unit} 0 {-24 * unit} {-36 * unit}z"
    )
    slate.marks += [
        scenery(chalk, "#FFF6E4", alpha=0.75),
        scenery(cup, "#F9D98A"),
        scenery(stroke(circle(cx + 26 * unit, cy - 1 * unit, 8 * unit), 5 * unit), "#F9D98A"),
    ]
    for dx in (-12, 2):
        steam = curve(
            (cx + dx * unit, cy - 16 * unit), (cx + (dx + 9) * unit, cy - 24 * unit), (cx + dx * unit, cy - 34 * unit)
        )
        slate.marks.append(scenery(taper(steam, (4 * unit, 3 * unit)), "#FFF6E4", alpha=0.8))
    return [frame, slate]


def _cup_shelf(x: float, y: float, wide: float, unit: float) -> list[Item]:
    """Two boards with cups, tins and a plant."""
    out: list[Item] = []
    colors = ("#FFF8EC", "#E07A5F", "#8ECBEA", "#F9C74F", "#FFF8EC", "#73AB9D")
    out.append(prop(rect(x - 10 * unit, y, wide, 16 * unit, 6), _WOOD, form="soft", cls="wood"))
    for at in range(5):
        left = x + (18 + at * 52) * unit
        if at == 3:
            out += [
                prop(rect(left, y - 74 * unit, 46 * unit, 74 * unit, 8), "#C9964A", form="soft", casts=False),
                scenery(rect(left, y - 50 * unit, 46 * unit, 26 * unit), "#FFF1DC", cls="paper"),
            ]
            continue
        ear = stroke(circle(left + 38 * unit, y - 20 * unit, 9 * unit), 6 * unit)
        body = parse_path(
            f"M{left} {y - 40 * unit} h{38 * unit} v{22 * unit} q0 {18 * unit} {-12 * unit} {18 * unit} h{-14 * unit} q{-12 * unit} 0 {-12 * unit} {-18 * unit}z"
        )
        out += [scenery(ear, colors[at], cls="cup"), prop(body, colors[at], form="soft", casts=False)]
    return [*out, *placed("pottedplant", x + 322 * unit, y + 4 * unit, 86 * unit)]


def _counter(x: float, y: float, wide: float, unit: float) -> list[Item]:
    """The bar: boards below, a glass case with cakes, a coffee machine and a till."""
    top = y - 226 * unit
    out = [prop(rect(x, top + 10 * unit, wide, y - top - 10 * unit, 6), _WOOD, form="soft", cls="wood")]
    for at in range(7):
        out.append(
            scenery(
                rect(x + (10 + at * 54) * unit, top + 40 * unit, 46 * unit, y - top - 64 * unit, 4),
                mix(_WOOD, "#FFE3B0", 0.16),
                gradient=(mix(_WOOD, "#FFE3B0", 0.24), mix(_WOOD, "#8A5640", 0.2)),
                cls="wood",
            )
        )
    out.append(scenery(rect(x, y - 24 * unit, wide, 24 * unit), "#6A3F36", alpha=0.7, cls="wood"))
    machine = x + 286 * unit
    out += _machine(machine, top, unit)
    case = rect(x + 26 * unit, top - 104 * unit, 178 * unit, 112 * unit, 14 * unit)
    out.append(scenery(case, "#EAF4F4", alpha=0.55, cls="glass"))
    for row, low in enumerate((top - 4 * unit, top - 56 * unit)):
        out.append(
            prop(rect(x + 30 * unit, low, 170 * unit, 6 * unit, 3), "#FFFDF6", form="soft", cls="white", casts=False)
        )
        for at in range(4):
            cx = x + (54 + at * 40) * unit
            color = ("#F48FA0", "#F9D98A", "#8A5640", "#A6DACE", "#FBA14F")[(at + row * 2) % 5]
            out.append(
                prop(
                    rect(cx - 15 * unit, low - 20 * unit, 30 * unit, 21 * unit, 6),
                    mix(color, "#FFF1DC", 0.15),
                    form="soft",
                    cls="cake",
                    casts=False,
                )
            )
            out.append(
                prop(circle(cx, low - 22 * unit, 13 * unit, 9 * unit), color, form="soft", cls="cake", casts=False)
            )
            out.append(scenery(circle(cx, low - 31 * unit, 4.5 * unit), "#E5484D", cls="berry"))
    out.append(scenery(stroke(case, 5 * unit), "#FFFFFF", alpha=0.85, cls="frame"))
    out.append(
        scenery(
            taper(line((x + 60 * unit, top - 96 * unit), (x + 40 * unit, top - 30 * unit)), (2, 9 * unit, 2)),
            "#FFFFFF",
            alpha=0.6,
            kind="flat",
            cls="glint",
        )
    )
    return [
        *out,
        prop(rect(x - 14 * unit, top, wide + 40 * unit, 24 * unit, 9 * unit), "#E6D2BC", form="soft", cls="stone"),
    ]


def _machine(x: float, y: float, unit: float) -> list[Item]:
    body = prop(rect(x - 62 * unit, y - 128 * unit, 124 * unit, 52 * unit, 14 * unit), _STEEL, cls="metal")
    parts = [prop(rect(x - 56 * unit, y - 80 * unit, 112 * unit, 62 * unit, 6), "#8A93A8", form="soft", cls="metal"),
             prop(rect(x - 66 * unit, y - 22 * unit, 132 * unit, 26 * unit, 8 * unit), _STEEL, form="soft", cls="metal"), body]  # fmt: skip
    for dx in (-30, 30):
        parts += [prop(rect(x + (dx - 9) * unit, y - 78 * unit, 18 * unit, 18 * unit, 4), "#4B4666", cls="iron"),
                  prop(taper(line((x + dx * unit, y - 64 * unit), (x + (dx + 26) * unit, y - 58 * unit)), (8 * unit, 10 * unit)), "#4B4666", cls="iron"),
                  prop(rect(x + (dx - 12) * unit, y - 42 * unit, 24 * unit, 22 * unit, 6), "#FFF8EC", form="soft")]  # fmt: skip
    body.marks += [
        scenery(circle(x + dx * unit, y - 102 * unit, 9 * unit), color)
        for dx, color in ((-34, "#E5484D"), (-8, "#F9C74F"), (18, "#4B4666"))
    ]
    return [
        *parts,
        *(
            prop(rect(x + dx * unit, y - 146 * unit, 30 * unit, 20 * unit, 5), "#FFF8EC", form="soft", casts=False)
            for dx in (-50, -16, 18)
        ),
    ]


def _table(x: float, y: float, size: float) -> list[Item]:
    """A round table with a cup and a plate, and a stool beside it."""
    s, iron = size, "#4B4666"
    stool = [
        prop(
            taper(line((x + dx * s, y - s * 0.42), (x + (dx * 1.3 - 0.03) * s, y + s * 0.05)), (s * 0.04, s * 0.035)),
            iron,
            cls="iron",
        )
        for dx in (0.68, 0.5)
    ]
    stool.append(prop(rect(x + s * 0.4, y - s * 0.5, s * 0.42, s * 0.1, s * 0.05), "#E07A5F", form="soft", cls="cloth"))
    stem = union([rect(x - s * 0.03, y - s * 0.7, s * 0.06, s * 0.68), circle(x, y - s * 0.01, s * 0.26, s * 0.045)])
    top = [
        prop(circle(x, y - s * 0.7, s * 0.5, s * 0.1), "#E2B27C", form="soft", cls="wood"),
        scenery(circle(x, y - s * 0.715, s * 0.46, s * 0.08), "#EFC692", cls="wood"),
    ]
    cake = placed("cake", x + s * 0.18, y - s * 0.69, s * 0.24)
    return [*stool, prop(stem, iron, cls="iron"), *top, *placed("cup", x - s * 0.2, y - s * 0.67, s * 0.24), *cake]
