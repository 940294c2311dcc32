"""A gallery with framed pictures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    polygon,
    prop,
    rect,
    scenery,
    smooth,
    taper,
    union,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import framed
from gpuserver.engines.illustrator.settings.interior import Lamp, boards, ceiling, inside, panels, skirting, wall
from gpuserver.engines.illustrator.settings.props import placed

_GILT = "#D9A441"


def museum(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Gilded pictures under small lamps, a rope before them, a vase on a plinth, and a polished floor."""
    width, unit = canvas.width, canvas.scale / 1024
    foot = level(canvas, 0.26)
    room = [
        wall(canvas, foot, "#8FA8AC", "#B4C7C4"),
        *panels(canvas, foot - 104 * unit, foot, "#E8E6DC", 190),
        skirting(canvas, foot, "#F4F2EA", 22),
    ]
    room += ceiling(canvas, foot, "#E9E9E2")
    room += [
        prop(rect(-20, foot - 738 * unit + at * 26 * unit, width + 40, 22 * unit), "#F4F2EA", form="soft", cls="frame")
        for at in range(2)
    ]
    room.append(
        scenery(
            circle(width / 2, foot - 330 * unit, 210 * unit, 320 * unit),
            "#F4F6EE",
            alpha=0.34,
            blur=70 * unit,
            kind="glow",
        )
    )
    pictures: list[Item] = []
    spots: list[tuple[float, float]] = []
    for x, y, wide, tall, paint in _hanging(canvas, foot):
        parts, picture = framed(x, y, wide, tall, _GILT, 24 * unit)
        inner = picture.path.getBounds()
        picture.marks += paint(inner, rng)
        label = prop(
            rect(x + wide / 2 - 22 * unit, y + tall + 12 * unit, 44 * unit, 16 * unit, 3),
            "#F4F2EA",
            form="soft",
            cls="paper",
        )
        arm = [prop(taper(curve((x + wide / 2, y), (x + wide / 2, y - 26 * unit), (x + wide / 2, y - 34 * unit)), (5 * unit, 5 * unit)), "#8A6A3A", cls="metal"),
               prop(rect(x + wide / 2 - 50 * unit, y - 40 * unit, 100 * unit, 14 * unit, 7 * unit), "#C9964A", form="soft", cls="metal")]  # fmt: skip
        pictures += [*parts, label, *arm]
        spots.append((x + wide / 2, y - 10 * unit))
    floor = boards(canvas, foot, "#C79B6E", "#AF7F58", columns=10)
    floor += [scenery(rect(-20, foot, width + 40, 70 * unit), "#F4E6CC", alpha=0.25, blur=18 * unit, kind="glow"),
              scenery(circle(width / 2, level(canvas, 0.11), 330 * unit, 66 * unit), "#FFF4D8", alpha=0.3, blur=26 * unit, kind="glow")]  # fmt: skip
    line = foot + 92 * unit
    barrier = [
        Group(_rope(left, right, line, unit), "rope", ground=line, shadow=0.25)
        for left, right in ((-60 * unit, 250 * unit), (width - 250 * unit, width + 60 * unit))
    ]
    plinth = _plinth(width - 62 * unit, foot + 20 * unit, unit)
    return inside(
        canvas, air,
        [Group(room, "room"), Group(pictures, "pictures"), Group(floor, "floor"), Group(plinth, "plinth", ground=foot + 20 * unit, shadow=0.3), *barrier],
        ground=level(canvas, 0.11), horizon=foot,
        lamps=[*(Lamp(x, y + 20 * unit, 150 * unit, strength=0.45) for x, y in spots), Lamp(width / 2, foot - 640 * unit, 260 * unit, strength=0.25)],
    )  # fmt: skip


_Paint = Callable[[skia.Rect, np.random.Generator], list[Item]]


def _hanging(canvas: Canvas, foot: float) -> list[tuple[float, float, float, float, _Paint]]:
    """Where the pictures hang (left, top, width, height), and what is on them."""
    width, unit = canvas.width, canvas.scale / 1024
    out: list[tuple[float, float, float, float, _Paint]] = [(34 * unit, foot - 600 * unit, 290 * unit, 230 * unit, _landscape), (54 * unit, foot - 300 * unit, 110 * unit, 130 * unit, _abstract),
           (width - 274 * unit, foot - 610 * unit, 200 * unit, 280 * unit, _portrait)]  # fmt: skip
    out.append((190 * unit, foot - 300 * unit, 110 * unit, 130 * unit, _flowers))
    if width > 1.3 * canvas.scale:
        out += [
            (width / 2 - 240 * unit, foot - 640 * unit, 150 * unit, 130 * unit, _sea),
            (width / 2 + 120 * unit, foot - 640 * unit, 150 * unit, 130 * unit, _landscape),
        ]
    else:
        out += [(width / 2 - 85 * unit, foot - 650 * unit, 170 * unit, 150 * unit, _sea)]
    return out


def _landscape(box: skia.Rect, rng: np.random.Generator) -> list[Item]:
    x, y, w, h = box.left(), box.top(), box.width(), box.height()
    sun = circle(x + w * 0.68, y + h * 0.34, h * 0.1)
    out = [scenery(rect(x, y, w, h), "#F7D9A8", gradient=("#6FA3C4", "#F2C99A", "#FBE3B6")), scenery(sun, "#FFF1C8")]
    for share, color, lift in ((0.55, "#8FA6B8", 0.16), (0.66, "#6F9482", 0.1), (0.8, "#58805E", 0.06)):
        points = [(x + w * (at / 4 * 1.2 - 0.1), y + h * (share + lift * (rng.random() - 0.5) * 2)) for at in range(5)]
        out.append(scenery(smooth([*points, (x + w * 1.2, y + h * 1.2), (x - w * 0.2, y + h * 1.2)], True), color))
    crowns = union([circle(x + w * at, y + h * (0.76 - 0.02 * i), w * 0.06) for i, at in enumerate((0.14, 0.2, 0.26))])
    return [
        *out,
        scenery(crowns, "#3F6B4E"),
        scenery(
            taper(
                curve((x + w * 0.6, y + h), (x + w * 0.5, y + h * 0.86), (x + w * 0.64, y + h * 0.76)),
                (w * 0.16, w * 0.03),
            ),
            "#E9D2A0",
            alpha=0.8,
        ),
    ]


def _sea(box: skia.Rect, rng: np.random.Generator) -> list[Item]:
    del rng
    x, y, w, h = box.left(), box.top(), box.width(), box.height()
    boat = polygon(
        [
            (x + w * 0.34, y + h * 0.66),
            (x + w * 0.66, y + h * 0.66),
            (x + w * 0.58, y + h * 0.76),
            (x + w * 0.42, y + h * 0.76),
        ]
    )
    sails = union(
        [
            polygon([(x + w * 0.5, y + h * 0.22), (x + w * 0.5, y + h * 0.64), (x + w * 0.34, y + h * 0.64)]),
            polygon([(x + w * 0.53, y + h * 0.3), (x + w * 0.66, y + h * 0.64), (x + w * 0.53, y + h * 0.64)]),
        ]
    )
    return [scenery(rect(x, y, w, h * 0.62), "#DCE9E4", gradient=("#9CC4CE", "#F3E6CC")), scenery(rect(x, y + h * 0.6, w, h * 0.5), "#4F8FA6", gradient=("#6FB0BE", "#3A7590")),
            scenery(sails, "#FFFDF6"), scenery(boat, "#8A5640"), scenery(rect(x + w * 0.2, y + h * 0.84, w * 0.4, h * 0.025, 2), "#DDF0EE", alpha=0.7)]  # fmt: skip


def _portrait(box: skia.Rect, rng: np.random.Generator) -> list[Item]:
    """A lady with a hat, as patches of colour without a face that could compete with the hero's."""
    del rng
    x, y, w, h = box.left(), box.top(), box.width(), box.height()
    cx = x + w * 0.5
    return [
        scenery(rect(x, y, w, h), "#5A6A72", gradient=("#6E7F80", "#4A4A5E")),
        scenery(smooth([(x - w * 0.1, y + h * 1.1), (x + w * 0.1, y + h * 0.78), (cx, y + h * 0.64), (x + w * 0.9, y + h * 0.78), (x + w * 1.1, y + h * 1.1)], True), "#A8434A"),
        scenery(circle(cx, y + h * 0.5, w * 0.27, h * 0.2), "#5B3A3A"), scenery(rect(cx - w * 0.07, y + h * 0.52, w * 0.14, h * 0.18), "#E3B08A"),
        scenery(circle(cx, y + h * 0.47, w * 0.17, h * 0.145), "#F0C49E"), scenery(circle(cx + w * 0.03, y + h * 0.355, w * 0.4, h * 0.055), "#E9C46A"),
        scenery(circle(cx + w * 0.02, y + h * 0.31, w * 0.2, h * 0.09), "#E9C46A"), scenery(rect(cx - w * 0.19, y + h * 0.32, w * 0.42, h * 0.03), "#A8434A"),
        scenery(circle(cx, y + h * 0.74, w * 0.07, h * 0.035), "#FFF1DC"),
    ]  # fmt: skip


def _abstract(box: skia.Rect, rng: np.random.Generator) -> list[Item]:
    del rng
    x, y, w, h = box.left(), box.top(), box.width(), box.height()
    return [scenery(rect(x, y, w, h), "#FBF3E6"), scenery(rect(x, y, w * 0.4, h * 0.56), "#F2674F"), scenery(rect(x + w * 0.5, y + h * 0.64, w * 0.5, h * 0.36), "#2F66AE"),
            scenery(circle(x + w * 0.7, y + h * 0.3, w * 0.2), "#F9C74F"), scenery(rect(x + w * 0.42, y, w * 0.05, h), "#2B2238"), scenery(rect(x, y + h * 0.58, w, h * 0.045), "#2B2238")]  # fmt: skip


def _flowers(box: skia.Rect, rng: np.random.Generator) -> list[Item]:
    x, y, w, h = box.left(), box.top(), box.width(), box.height()
    out = [scenery(rect(x, y, w, h), "#7A6A8E", gradient=("#8A7A9E", "#5A4A72")), scenery(rect(x, y + h * 0.8, w, h * 0.3), "#A87A56"),
           scenery(circle(x + w * 0.5, y + h * 0.74, w * 0.18, h * 0.15), "#8ECBEA")]  # fmt: skip
    for at, color in enumerate(("#F48FA0", "#F9C74F", "#FFF1DC", "#F2674F", "#F48FA0", "#FFF1DC")):
        out.append(
            scenery(
                circle(x + w * (0.26 + 0.1 * at), y + h * (0.34 + 0.12 * ((at * 2) % 3) * rng.random()), w * 0.11),
                color,
            )
        )
    return out


def _rope(left: float, right: float, y: float, unit: float) -> list[Item]:
    """Brass posts with a red rope between them."""
    posts = (left, (left + right) / 2, right) if right - left > 400 * unit else (left, right)
    out: list[Item] = []
    for a, b in pairwise(posts):
        out.append(
            prop(
                taper(
                    curve((a, y - 128 * unit), ((a + b) / 2, y - 36 * unit), (b, y - 128 * unit)),
                    (15 * unit, 15 * unit),
                ),
                "#B5323F",
                cls="cloth",
            )
        )
    for x in posts:
        out += [prop(rect(x - 6 * unit, y - 140 * unit, 12 * unit, 136 * unit), "#E2B35F", cls="metal"), prop(circle(x, y - 148 * unit, 14 * unit), "#F2C879", cls="metal"),
                prop(circle(x, y - 4 * unit, 34 * unit, 10 * unit), "#C9964A", form="soft", cls="metal")]  # fmt: skip
    return out


def _plinth(x: float, y: float, unit: float) -> list[Item]:
    return [prop(rect(x - 58 * unit, y - 230 * unit, 150 * unit, 230 * unit, 4), "#F1EFE8", form="soft", cls="stone"),
            prop(rect(x - 70 * unit, y - 250 * unit, 180 * unit, 30 * unit, 6), "#FBFAF5", form="soft", cls="stone"),
            prop(rect(x - 70 * unit, y - 22 * unit, 180 * unit, 24 * unit, 4), "#E6E3DA", form="soft", cls="stone"),
            *placed("vase", x + 10 * unit, y - 244 * unit, 120 * unit)]  # fmt: skip
