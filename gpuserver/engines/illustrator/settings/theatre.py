"""The stage of a theatre."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    line,
    polygon,
    prop,
    rect,
    scenery,
    stroke,
    taper,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.interior import boards
from gpuserver.raster.svg_path import parse_path

_SPOT = Light(
    shade="#3E2A78", high="#FFF0CE", bounce="#C88AE0", depth=0.72, dx=0.6, dy=1.3, rim=0.85, bounce_strength=0.3,
    cast="#1C0E36", cast_strength=0.45,
)  # fmt: skip
"""From above on a stage."""


def stage(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Red curtains, beams of coloured light through the haze, boards with footlights."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot, lip = level(canvas, 0.27), height - 0.05 * canvas.scale
    deep = ("#2A1B58", "#5A3A8E", "#9A5FB0") if not air.is_dark else ("#140F38", "#33236A", "#6A3F92")
    back = [scenery(rect(-20, -20, width + 40, foot + 60), deep[2], gradient=deep, cls="wall"),
            scenery(circle(width / 2, foot - 190 * unit, width * 0.34, 230 * unit), "#F0A8D8", alpha=0.4 if air.is_dark else 0.55, blur=90 * unit, kind="glow")]  # fmt: skip
    back += [
        scenery(circle(width * x, foot - y * unit, size * unit), "#FFE3B0", alpha=alpha, blur=2 * unit, kind="glow")
        for x, y, size, alpha in _BOKEH
    ]
    truss = _truss(canvas, foot - 640 * unit)
    floor = boards(canvas, foot, "#A8734E", "#8A5640", columns=8)
    floor.append(
        scenery(
            circle(width / 2, level(canvas, 0.125), 300 * unit, 66 * unit),
            "#FFE9B8",
            alpha=0.55,
            blur=20 * unit,
            kind="glow",
        )
    )
    beams = [sun for x, end, color, alpha in ((0.5, 0.5, "#FFF0CE", 0.3), (0.27, 0.36, "#8ECBFF", 0.24), (0.73, 0.64, "#FF9AD0", 0.24), (0.14, 0.62, "#B9A6FF", 0.14), (0.86, 0.38, "#B9A6FF", 0.14))
             for sun in _beam(canvas, width * x, foot - 610 * unit, width * end, level(canvas, 0.12), color, alpha)]  # fmt: skip
    drapes = [*_drape(canvas, -1, lip), *_drape(canvas, 1, lip), *_pelmet(canvas)]
    edge = [
        prop(rect(-20, lip, width + 40, height - lip + 40, 4), "#5A3036", form="soft", cls="wood"),
        prop(rect(-20, lip - 8 * unit, width + 40, 18 * unit, 6), "#C9964A", form="soft", cls="metal"),
    ]
    lights: list[Item] = []
    for at in range(7):
        x = width * (at + 0.5) / 7
        edge.append(prop(circle(x, lip + 2 * unit, 22 * unit, 15 * unit), "#E2B35F", cls="metal"))
        lights += [
            glow(x, lip - 14 * unit, 44 * unit, "#FFD890", 0.6),
            scenery(circle(x, lip - 8 * unit, 13 * unit, 8 * unit), "#FFF3C8", kind="flat", cls="bulb"),
        ]
    tint = None if not air.is_dark else "#B9A9D8"
    return Backdrop(
        back=[Group(back, "back"), Group(truss, "truss"), Group(floor, "floor", tint=tint), Group(beams, "beams"), Group(drapes, "curtains", light=_SPOT, tint=tint),
              Group(edge, "edge", tint=tint), Group(lights, "footlights")],
        front=[], light=_SPOT, ground=level(canvas, 0.125), horizon=foot,
        tint="#F6E8F4" if not air.is_dark else "#E6D4EC", rim=("#FFE9B8", 0.7), cast="#1C0E36", haze="#7A4F9E", shadow=0.55, edge=lip - 14 * unit,
    )  # fmt: skip


_BOKEH = (
    (0.3, 420, 9, 0.5),
    (0.38, 520, 6, 0.4),
    (0.64, 470, 8, 0.5),
    (0.7, 380, 6, 0.4),
    (0.56, 560, 7, 0.45),
    (0.45, 590, 5, 0.4),
    (0.26, 540, 6, 0.35),
)


def _truss(canvas: Canvas, y: float) -> list[Item]:
    """A lattice beam with five lamps."""
    width, unit = canvas.width, canvas.scale / 1024
    bars = skia.Path()
    for dy in (0, 34):
        bars.addRect(skia.Rect.MakeXYWH(-20, y + dy * unit, width + 40, 7 * unit))
    for at in range(round(width / (40 * unit)) + 1):
        x = at * 40 * unit
        bars.addPath(
            stroke(line((x, y + 36 * unit * (at % 2)), (x + 40 * unit, y + 36 * unit * ((at + 1) % 2))), 4 * unit)
        )
    out: list[Item] = [scenery(bars, "#4A3A78", cls="iron")]
    for x, lean in ((0.14, 0.5), (0.27, 0.25), (0.5, 0.0), (0.73, -0.25), (0.86, -0.5)):
        cx, cy = width * x, y + 34 * unit
        tip = (cx + lean * 40 * unit, cy + 52 * unit)
        out += [
            prop(taper(line((cx, cy), tip), (26 * unit, 46 * unit), caps=False), "#3A3060", cls="metal"),
            scenery(circle(*tip, 22 * unit, 9 * unit), "#FFF6D8", kind="flat", cls="bulb"),
        ]
    return out


def _beam(canvas: Canvas, x: float, y: float, foot_x: float, foot_y: float, color: str, alpha: float) -> list[Item]:
    unit = canvas.scale / 1024
    cone = polygon(
        [(x - 14 * unit, y), (x + 14 * unit, y), (foot_x + 190 * unit, foot_y), (foot_x - 190 * unit, foot_y)]
    )
    return [
        scenery(cone, color, alpha=alpha, blur=12 * unit, blend=skia.BlendMode.kScreen, kind="glow"),
        glow(x, y, 40 * unit, color, 0.6),
    ]


def _drape(canvas: Canvas, side: int, lip: float) -> list[Item]:
    """One side of the curtain, held back by a golden cord."""
    width, unit = canvas.width, canvas.scale / 1024
    edge = 0.0 if side < 0 else float(width)
    s = -side * min(1.0, width / (900 * unit)) * unit
    tie, foot = lip - 300 * unit, lip + 6 * unit
    cloth = prop(parse_path(
        f"M{edge - s * 40} -20 H{edge + s * 250} C{edge + s * 240} {tie * 0.5} {edge + s * 190} {tie - 80 * unit} {edge + s * 96} {tie} "
        f"C{edge + s * 130} {tie + 90 * unit} {edge + s * 150} {foot - 60 * unit} {edge + s * 152} {foot} H{edge - s * 40}Z"
    ), "#B8323F", form="soft", cls="cloth")  # fmt: skip
    for at in range(6):
        top, low = 14 + at * 42, 8 + at * 25
        fold = parse_path(f"M{edge + s * top} -20 C{edge + s * top} {tie * 0.5} {edge + s * top * 0.7} {tie - 70 * unit} {edge + s * (6 + at * 15)} {tie} "
                          f"C{edge + s * (8 + at * 20)} {tie + 80 * unit} {edge + s * low} {foot - 70 * unit} {edge + s * low} {foot}")  # fmt: skip
        cloth.marks.append(
            scenery(taper(fold, (20 * unit, 8 * unit, 14 * unit), caps=False), "#6A1A3E", alpha=0.4, blur=3 * unit)
        )
        shine = skia.Path(fold)
        shine.offset(s * 13, 0)
        cloth.marks.append(
            scenery(taper(shine, (9 * unit, 4 * unit, 7 * unit), caps=False), "#F2674F", alpha=0.4, blur=2 * unit)
        )
    cord = prop(
        taper(
            curve((edge - s * 20, tie - 24 * unit), (edge + s * 50, tie + 18 * unit), (edge + s * 104, tie - 6 * unit)),
            (17 * unit, 19 * unit),
        ),
        "#F2B84B",
        cls="cord",
    )
    tassel = parse_path(
        f"M{edge + s * 88} {tie} q{s * 14} {20 * unit} {s * 16} {74 * unit} h{-s * 36} q{s * 2} {-54 * unit} {s * 20} {-74 * unit}z"
    )
    return [
        cloth,
        cord,
        prop(tassel, "#F2B84B", cls="cord"),
        prop(circle(edge + s * 89, tie + 6 * unit, 13 * unit), "#F9D27A", cls="cord"),
    ]


def _pelmet(canvas: Canvas) -> list[Item]:
    """Swags along the top with a golden fringe."""
    width, unit = canvas.width, canvas.scale / 1024
    count = max(4, round(width / (210 * unit)))
    step = width / count
    out: list[Item] = []
    for at in range(count):
        x, low = at * step, 96 * unit
        swag = parse_path(f"M{x - 8} -20 H{x + step + 8} V{26 * unit} Q{x + step / 2} {low * 1.9} {x - 8} {26 * unit}Z")
        hem = parse_path(f"M{x - 8} {24 * unit} Q{x + step / 2} {low * 1.9} {x + step + 8} {24 * unit}")
        cloth = prop(swag, "#A82A3C", form="soft", cls="cloth")
        for share in (0.35, 0.7):
            fold = parse_path(f"M{x} {-6 * unit} Q{x + step / 2} {low * 1.9 * share} {x + step} {-6 * unit}")
            cloth.marks.append(
                scenery(taper(fold, (3 * unit, 13 * unit, 3 * unit), caps=False), "#6A1A3E", alpha=0.4, blur=2 * unit)
            )
        out += [cloth, prop(taper(hem, (12 * unit, 16 * unit, 12 * unit)), "#F2B84B", form="soft", cls="cord")]
    return out
