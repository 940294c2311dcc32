"""A castle's hall: columns with banners, a red carpet to a tall window, a throne at its side, torches and candles."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    difference,
    glow,
    line,
    polygon,
    prop,
    rect,
    scenery,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, level, paving, steps
from gpuserver.engines.illustrator.settings.interior import Lamp, inside, sunlight
from gpuserver.engines.illustrator.settings.windows import arch, outlook
from gpuserver.raster.svg_path import parse_path

_END = 2.9
_STONE, _GOLD, _RED = "#C9BCB4", "#E3AE4A", "#A8343F"


def castle(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The hall by day, or by torchlight."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.3)
    vanish = foot - 0.2 * canvas.scale
    way = Corridor(width / 2, vanish, 0.64 * width, (foot - vanish) * _END)
    half = way.half / _END
    room: list[Item] = [
        scenery(rect(-20, -20, width + 40, height + 40), "#B5A6A4", gradient=("#8F8290", "#CFC2B6"), cls="wall")
    ]
    room += [
        scenery(
            rect(width / 2 - half, -20, 2 * half, foot + 40), "#D3C7BC", gradient=("#A99BA0", "#DED2C4"), cls="wall"
        ),
        *_stones(way, canvas, foot, half),
    ]
    views, frames = list[Item](), list[Item]()
    for dx, top, wide in ((0.0, 0.0, 0.62), (-0.66, 90.0, 0.42), (0.66, 90.0, 0.42)):
        span = half * wide
        x, y = width / 2 + dx * half - span / 2, max(foot - 640 * unit, 20 * unit) + top * unit
        low = foot - 150 * unit
        opening = arch(x, y, span, low - y)
        views.append(outlook(canvas, air, rng, opening, "hills" if dx == 0 else "sky"))
        if dx:
            views[-1].marks.append(_leading(x, y, span, low, unit))
        frames.append(
            prop(
                difference(arch(x - 12 * unit, y - 12 * unit, span + 24 * unit, low - y + 22 * unit), opening),
                "#E6DACB",
                form="soft",
                cls="frame",
            )
        )
        frames.append(
            scenery(rect(width / 2 + dx * half - 3 * unit, y, 6 * unit, low - y), "#C9BCB4", alpha=0.8, cls="frame")
        )
    floor = [scenery(rect(-20, foot, width + 40, height), "#B9ABA8", gradient=("#CFC2B8", "#A3949A"), cls="stone"),
             scenery(paving(way, -way.half, way.half, steps(0.75, _END, 7), 8, 5), "#7F7280", alpha=0.4, kind="flat"),
             scenery(way.on_floor(-0.36 * width, 0.36 * width, _END, 0.7), _RED, gradient=("#C4606A", "#97303C"), cls="cloth")]  # fmt: skip
    for side in (-1, 1):
        floor.append(
            scenery(way.on_floor(side * 0.335 * width, side * 0.31 * width, _END, 0.7), "#EBC073", cls="cloth")
        )
    columns, torches = list[Item](), list[tuple[float, float, float]]()
    for z in (2.5, 1.85, 1.38):
        for side in (-1, 1):
            columns += _column(way, side, z, canvas, unit)
        if z < 2:
            torches.append((*way.at(-way.half * 0.86, canvas.scale * 0.66, z - 0.12), z))
    flames = [item for x, y, z in torches for item in _torch(x, y, 120 * unit / z)]
    fires = [item for x, y, z in torches for item in _flame(x, y, 120 * unit / z)]
    throne = _throne(width - 128 * unit, foot + 64 * unit, 400 * unit)
    chandelier, candles = _chandelier(width / 2, max(74 * unit, foot - 650 * unit), unit)
    beams = [
        sunlight(
            [
                (width * 0.45, foot - 520 * unit),
                (width * 0.55, foot - 520 * unit),
                (width * 0.72, height),
                (width * 0.3, height),
            ],
            0.2,
            blur=26 * unit,
        )
    ]
    view = Group(views, "view")
    return inside(
        canvas, air,
        [Group(room, "room"), view, Group(frames, "windows"), Group(floor, "floor"), Group(columns, "columns"), Group([] if air.is_dark else beams, "beams"),
         Group(flames, "torches"), Group(throne, "throne", ground=foot + 64 * unit, shadow=0.35), Group(chandelier, "chandelier")],
        ground=level(canvas, 0.115), horizon=foot, own=(view,), over=(Group([*fires, *candles], "flames"),),
        lamps=[*(Lamp(x, y - 30 * unit, 170 * unit, "#FF9440", 0.4) for x, y, _ in torches), Lamp(width / 2, foot - 600 * unit, 170 * unit, strength=0.3), Lamp(width - 130 * unit, foot - 260 * unit, 190 * unit, strength=0.3)],
    )  # fmt: skip


def _stones(way: Corridor, canvas: Canvas, foot: float, half: float) -> list[Item]:
    """Courses of stone on the far and the side walls, hardly darker than the walls."""
    unit, seams = canvas.scale / 1024, skia.Path()
    for row in range(16):
        y = foot - row * 52 * unit
        seams.addRect(skia.Rect.MakeXYWH(way.x - half, y, 2 * half, 2 * unit))
        high = row * 52 * unit * _END
        for side in (-1, 1):
            seams.addPath(way.on_wall(side, _END, 0.75, high, high + 5 * unit))
        for at in range(8):
            seams.addRect(
                skia.Rect.MakeXYWH(
                    way.x - half + (at + 0.5 * (row % 2)) * half / 3.6, y - 52 * unit, 2 * unit, 52 * unit
                )
            )
    out = [
        scenery(
            way.on_wall(side, _END, 0.7, 0, canvas.height * 4),
            mix("#B5A6A4", "#5A4A72", 0.16 + 0.1 * (side < 0)),
            cls="wall",
        )
        for side in (-1, 1)
    ]
    return [*out, scenery(seams, "#7F7286", alpha=0.28, kind="flat", cls="wall")]


def _leading(x: float, y: float, wide: float, low: float, unit: float) -> Item:
    """Diamonds of leaded glass."""
    path, step = skia.Path(), wide / 2.5
    for at in range(-12, 12):
        for lean in (-1, 1):
            path.addPath(
                taper(
                    line((x + at * step, y), (x + at * step + lean * (low - y) * 0.6, low)),
                    (2.4 * unit, 2.4 * unit),
                    caps=False,
                )
            )
    return scenery(path, "#6F6478", alpha=0.55)


def _column(way: Corridor, side: int, z: float, canvas: Canvas, unit: float) -> list[Item]:
    """A round column with its foot, and a banner that hangs from it."""
    x, y = way.at(side * way.half * 0.98, 0, z)
    u = unit / z
    wide, tone = 118 * u, mix("#CDBFB6", "#DED2C4", way.air(z, _END, 0.8))
    shaft = prop(rect(x - wide / 2, -20, wide, y + 10), tone, cls="stone")
    for dx in (-0.24, 0.0, 0.24):
        shaft.marks.append(scenery(rect(x + (dx - 0.02) * wide, -20, wide * 0.05, y + 20), "#8A7C8E", alpha=0.35))
    out = [shaft, prop(rect(x - wide * 0.66, y - 54 * u, wide * 1.32, 64 * u, 8 * u), mix(tone, "#FFFFFF", 0.15), form="soft", cls="stone"),
           prop(rect(x - wide * 0.78, y - 16 * u, wide * 1.56, 34 * u, 6 * u), tone, form="soft", cls="stone")]  # fmt: skip
    bx, top, low = x - side * wide * 0.12, way.at(0, canvas.scale * 1.34, z)[1], way.at(0, canvas.scale * 0.86, z)[1]
    w = wide * 0.72
    cloth = prop(
        parse_path(f"M{bx - w / 2} {top} h{w} V{low - w * 0.3} L{bx} {low + w * 0.12} L{bx - w / 2} {low - w * 0.3}Z"),
        mix(_RED if z != 1.85 else "#3A4F8F", "#DED2C4", way.air(z, _END, 0.35)),
        form="soft",
        cls="cloth",
    )
    cloth.marks += [scenery(polygon([(bx - w * 0.4, top), (bx + w * 0.4, top), (bx + w * 0.4, low - w * 0.34), (bx, low - w * 0.02), (bx - w * 0.4, low - w * 0.34)]), _GOLD, alpha=0.35),
                    scenery(polygon([(bx - w * 0.34, top), (bx + w * 0.34, top), (bx + w * 0.34, low - w * 0.38), (bx, low - w * 0.1), (bx - w * 0.34, low - w * 0.38)]), cloth.color),
                    scenery(_crown(bx, (top + low) / 2, w * 0.42), "#F2C879")]  # fmt: skip
    return [
        *out,
        cloth,
        prop(rect(bx - w * 0.6, top - 10 * u, w * 1.2, 18 * u, 8 * u), _GOLD, form="soft", cls="metal"),
    ]


def _crown(x: float, y: float, size: float) -> skia.Path:
    s = size
    return polygon(
        [
            (x - s * 0.5, y + s * 0.35),
            (x - s * 0.58, y - s * 0.25),
            (x - s * 0.26, y + s * 0.02),
            (x, y - s * 0.42),
            (x + s * 0.26, y + s * 0.02),
            (x + s * 0.58, y - s * 0.25),
            (x + s * 0.5, y + s * 0.35),
        ]
    )


def _torch(x: float, y: float, size: float) -> list[Item]:
    s = size
    return [
        prop(taper(line((x, y + s * 0.5), (x, y - s * 0.2)), (s * 0.1, s * 0.2), caps=False), "#6A4A46", cls="wood"),
        prop(rect(x - s * 0.16, y - s * 0.28, s * 0.32, s * 0.14, s * 0.04), "#4B4666", form="soft", cls="iron"),
    ]


def _flame(x: float, y: float, size: float) -> list[Item]:
    out: list[Item] = [glow(x, y - size * 0.5, size * 0.9, "#FF9A45", 0.6)]
    for share, color in ((1.0, "#FB8F3C"), (0.6, "#F9D24A"), (0.3, "#FFF6C8")):
        w, h = size * 0.36 * share, size * 0.72 * share
        foot = y - size * 0.26
        out.append(scenery(parse_path(f"M{x} {foot - h} C{x + w * 0.3} {foot - h * 0.6} {x + w * 0.7} {foot - h * 0.4} {x + w * 0.5} {foot - h * 0.1} "
                                      f"Q{x} {foot + h * 0.1} {x - w * 0.5} {foot - h * 0.1} C{x - w * 0.7} {foot - h * 0.45} {x - w * 0.1} {foot - h * 0.6} {x} {foot - h}Z"), color, kind="flat", cls="fire"))  # fmt: skip
    return out


def _throne(x: float, y: float, size: float) -> list[Item]:
    """A gilded chair with red cushions on two steps."""
    s = size
    steps_ = [
        prop(rect(x - s * wide, y - s * up, 2 * s * wide, s * 0.1, 5), tone, form="soft", cls="stone")
        for wide, up, tone in ((0.62, 0.06, "#BCB0AC"), (0.5, 0.14, "#CCC1BA"))
    ]
    foot = y - s * 0.13
    back = prop(parse_path(f"M{x - s * 0.27} {foot - s * 0.2} L{x - s * 0.29} {foot - s * 0.82} Q{x - s * 0.2} {foot - s * 0.98} {x} {foot - s * 1.02} "
                           f"Q{x + s * 0.2} {foot - s * 0.98} {x + s * 0.29} {foot - s * 0.82} L{x + s * 0.27} {foot - s * 0.2}Z"), _GOLD, cls="metal")  # fmt: skip
    pad = prop(parse_path(f"M{x - s * 0.2} {foot - s * 0.24} L{x - s * 0.215} {foot - s * 0.78} Q{x - s * 0.14} {foot - s * 0.88} {x} {foot - s * 0.9} "
                          f"Q{x + s * 0.14} {foot - s * 0.88} {x + s * 0.215} {foot - s * 0.78} L{x + s * 0.2} {foot - s * 0.24}Z"), "#B8323F", form="soft", cls="cloth")  # fmt: skip
    pad.marks += [
        scenery(circle(x + dx * s, foot - up * s, s * 0.016), "#F2C879")
        for dx, up in ((-0.1, 0.5), (0.1, 0.5), (0.0, 0.6), (-0.1, 0.7), (0.1, 0.7), (0.0, 0.4))
    ]
    legs = [
        prop(rect(x + side * s * 0.28 - s * 0.04, foot - s * 0.3, s * 0.08, s * 0.31, 6), _GOLD, cls="metal")
        for side in (-1, 1)
    ]
    seat = [
        prop(rect(x - s * 0.3, foot - s * 0.22, s * 0.6, s * 0.12, 6), _GOLD, form="soft", cls="metal"),
        prop(rect(x - s * 0.27, foot - s * 0.3, s * 0.54, s * 0.11, s * 0.04), "#C9434C", form="soft", cls="cloth"),
    ]
    arms = [
        item
        for side in (-1, 1)
        for item in (
            prop(
                rect(x + side * s * 0.31 - s * 0.05, foot - s * 0.46, s * 0.1, s * 0.08, s * 0.04),
                "#F2C879",
                cls="metal",
            ),
            prop(circle(x + side * s * 0.31, foot - s * 0.42, s * 0.06), "#F2C879", cls="metal"),
        )
    ]
    knobs = [prop(circle(x + side * s * 0.29, foot - s * 0.86, s * 0.045), "#F2C879", cls="metal") for side in (-1, 1)]
    top = [
        prop(_crown(x, foot - s * 1.07, s * 0.22), "#F2C879", form="soft", cls="metal"),
        prop(circle(x, foot - s * 0.97, s * 0.035), "#4A8FD0", cls="gem"),
    ]
    return [*steps_, back, pad, *knobs, *top, *legs, *seat, *arms]


def _chandelier(x: float, y: float, unit: float) -> tuple[list[Item], list[Item]]:
    """A ring of candles on chains; and their flames."""
    u = unit
    chains = [
        scenery(taper(line((x, -20), (x + dx * u, y)), (4 * u, 4 * u)), "#6A5A3E", cls="metal") for dx in (-130, 0, 130)
    ]
    ring = prop(
        taper(curve((x - 160 * u, y), (x, y + 44 * u), (x + 160 * u, y)), (13 * u, 17 * u, 13 * u)),
        "#C9964A",
        cls="metal",
    )
    out, flames = list[Item](), list[Item]()
    for dx in (-150, -92, -32, 32, 92, 150):
        foot = y + (22 - 22 * (dx / 150) ** 2) * u
        out += [
            prop(rect(x + (dx - 7) * u, foot - 36 * u, 14 * u, 38 * u, 4), "#FFF6E4", form="soft", casts=False),
            prop(
                rect(x + (dx - 12) * u, foot - 4 * u, 24 * u, 10 * u, 4),
                "#E2B35F",
                form="soft",
                cls="metal",
                casts=False,
            ),
        ]
        tip = foot - 36 * u
        flame = parse_path(
            f"M{x + dx * u} {tip - 26 * u} q{11 * u} {17 * u} 0 {27 * u} q{-11 * u} {-10 * u} 0 {-27 * u}z"
        )
        flames.append(scenery(flame, "#FFD45E", kind="flat", cls="fire"))
    halo = union([circle(x + dx * u, y - 24 * u, 30 * u) for dx in (-150, -92, -32, 32, 92, 150)])
    shine = scenery(halo, "#FFC878", alpha=0.55, blur=14 * u, blend=skia.BlendMode.kScreen, kind="glow")
    return [*chains, *out, ring], [shine, *flames]
