"""A bedroom."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, prop, rect, scenery
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import framed, garland
from gpuserver.engines.illustrator.settings.interior import (
    Lamp,
    boards,
    ceiling,
    inside,
    rug,
    skirting,
    sunlight,
    wall,
)
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import window


def bedroom(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A bed, a window with curtains, a reading lamp, and a string of small lights over it all."""
    width, unit = canvas.width, canvas.scale / 1024
    foot = level(canvas, 0.28)
    room = [wall(canvas, foot, "#E6D6E6", "#F6EAE6")]
    dots = skia.Path()
    for row in range(round(foot / (74 * unit)) + 1):
        for at in range(round(width / (88 * unit)) + 2):
            dots.addPath(circle((at + 0.5 * (row % 2)) * 88 * unit, foot - row * 74 * unit, 5 * unit))
    room += [
        scenery(dots, "#FFFFFF", alpha=0.5, kind="flat", cls="wall"),
        skirting(canvas, foot, "#FFF7F2", 30),
        *ceiling(canvas, foot, "#F4ECEE"),
    ]
    floor = boards(canvas, foot, "#E4BE92", "#D3A273")
    floor += rug(width * 0.5, level(canvas, 0.115), 370 * unit, 84 * unit, "#7FA6C9", "#DCE9F2", "#FFF7EA")
    view, frame = window(canvas, air, rng, width * 0.13, foot - 600 * unit, 300 * unit, 300 * unit, curtain="#8E86C9")
    shelf = _shelf(width - 262 * unit, foot - 404 * unit, unit)
    bed_x, bed_y = width - 150 * unit, foot + 50 * unit
    bed = placed("bed", bed_x, bed_y, 330 * unit, palette={"cloth": "#8E86C9", "cloth2": "#766DB5"})
    lamp_x, lamp_y = 100 * unit, foot + 56 * unit
    lamp = placed("lamp", lamp_x, lamp_y, 430 * unit, palette={"shade": "#F3B7A6", "shade2": "#E39A8C"})
    plant = placed("pottedplant", width * 0.22, foot + 34 * unit, 150 * unit)
    if width > 1.3 * canvas.scale:
        plant += [
            *placed("bookshelf", width * 0.36, foot + 12 * unit, 400 * unit),
            *placed("mirror", width * 0.69, foot + 16 * unit, 330 * unit),
        ]
    spans = [
        ((-20.0, foot - 690 * unit), (width * 0.5, foot - 700 * unit), 38 * unit),
        ((width * 0.5, foot - 700 * unit), (width + 20.0, foot - 670 * unit), 44 * unit),
    ]
    wires, bulbs = garland(
        spans, 52 * unit, 13 * unit, ("#FFE2A0", "#FFD0B0"), wire="#B7A2B8", bloom=0.75 if air.is_dark else 0.0
    )
    sun = [
        sunlight(
            [
                (width * 0.17, foot - 300 * unit),
                (width * 0.42, foot - 300 * unit),
                (width * 0.7, foot + 130 * unit),
                (width * 0.34, foot + 130 * unit),
            ],
            0.2,
        )
    ]
    strings = Group([*wires, *bulbs], "strings")
    return inside(
        canvas, air,
        [Group(room, "room"), view, frame, Group(shelf, "shelf"), Group(floor, "floor"),
         Group(plant, "plant", ground=foot + 34 * unit, shadow=0.3), Group(bed, "bed", ground=bed_y, shadow=0.35),
         Group(lamp, "lamp", ground=lamp_y, shadow=0.3), Group([] if air.is_dark else sun, "sun")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,), over=(strings,),
        lamps=[Lamp(lamp_x, lamp_y - 350 * unit, 250 * unit), Lamp(width * 0.8, foot - 640 * unit, 150 * unit, strength=0.2)],
    )  # fmt: skip


def _shelf(x: float, y: float, unit: float) -> list[Item]:
    """A board with books and a little plant, and two pictures beside it."""
    out = [prop(rect(x, y, 210 * unit, 18 * unit, 6), "#C98A54", form="soft", cls="wood")]
    for dx, wide, tall, color in (
        (12, 22, 78, "#F2674F"),
        (36, 18, 90, "#4A8FD0"),
        (56, 26, 70, "#F9C74F"),
        (84, 20, 84, "#5F9F8B"),
    ):
        out.append(
            prop(
                rect(x + dx * unit, y - tall * unit, wide * unit, tall * unit, 3),
                color,
                form="soft",
                cls="book",
                casts=False,
            )
        )
    out += placed("vase", x + 160 * unit, y + 2 * unit, 92 * unit)
    for dx, dy, wide, tall, color in ((26, -240, 96, 116, "#F48FA0"), (138, -222, 76, 84, "#A6DACE")):
        parts, picture = framed(x + dx * unit, y + dy * unit, wide * unit, tall * unit, "#FFFDF6", 11 * unit, color)
        low = y + (dy + tall) * unit
        picture.marks.append(
            scenery(circle(x + (dx + wide * 0.66) * unit, y + (dy + tall * 0.34) * unit, wide * 0.14 * unit), "#FFF1DC")
        )
        picture.marks.append(
            scenery(
                circle(x + (dx + wide * 0.3) * unit, low, wide * 0.5 * unit, tall * 0.42 * unit),
                mix(color, "#3A4A7A", 0.35),
            )
        )
        picture.marks.append(
            scenery(
                circle(x + (dx + wide * 0.85) * unit, low, wide * 0.4 * unit, tall * 0.28 * unit),
                mix(color, "#3A4A7A", 0.5),
            )
        )
        out += parts
    return out
