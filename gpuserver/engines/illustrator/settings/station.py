"""A station: a train at the platform, a glass roof on iron columns, a clock."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    glow,
    line,
    polygon,
    prop,
    rect,
    ridge,
    scenery,
    stroke,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, level, paving, steps
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors, sky_colors

_END = 5.0


def station(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The platform runs into the picture; the train stands on the left, the building on the right."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.335)
    vanish, haze = foot - 0.1 * canvas.scale, mix(haze_of(air), "#FFFFFF", 0.1)
    way = Corridor(width * 0.46, vanish, 0.58 * width, (foot - vanish) * _END)
    scale = canvas.scale
    lit = air.is_dark or air.time == "sunset" or air.is_wet
    far = [
        scenery(ridge(foot - dy * unit, 24 * unit, 9, rng, foot + 60, width), mix(color, haze, share))
        for dy, color, share in ((70, "#7E97BF", 0.5), (30, "#6F9482", 0.35))
    ]
    ground = [scenery(rect(-20, foot, width + 40, height), "#B7B2B8", gradient=("#C6C1C4", "#A8A2AC"), cls="stone"),
              scenery(paving(way, -way.half, way.half, steps(0.8, _END, 14), 9, 5), "#857D8C", alpha=0.4, kind="flat"),
              scenery(way.on_floor(-way.half * 0.6, -way.half * 0.5, _END, 0.6), "#F2B735", cls="paint"),
              scenery(way.on_floor(-way.half * 0.78, -way.half * 0.72, _END, 0.6), "#F1EEE8", cls="paint")]  # fmt: skip
    dots = skia.Path()
    for at in range(34):
        z = 0.8 + (_END - 0.8) * (at / 34) ** 1.5
        for part in (0.525, 0.55, 0.575):
            dots.addPath(circle(*way.at(-way.half * part, 0, z), 7 * unit / z, 3.4 * unit / z))
    ground.append(scenery(dots, "#D9982E", alpha=0.7, kind="flat", cls="paint"))
    train, panes = _train(way, scale, haze, air)
    side, doors = _building(way, scale, haze)
    roof = _roof(way, scale, haze, sky_colors(air))
    hung, shine = _hung(way, scale, unit)
    bench = placed("bench", width - 150 * unit, foot + 150 * unit, 150 * unit)
    case = placed("suitcase", width - 292 * unit, foot + 176 * unit, 96 * unit)
    glass, light = Group([*panes, *doors], "panes"), Group(shine, "lamplight")
    land = [Group(far, "far"), mist(canvas, foot - 30 * unit, haze, 0.5), Group(ground, "platform"), Group(side, "building"), Group(train, "train"), glass, Group(roof, "roof"),
            Group(hung, "clock"), Group(bench, "bench", ground=foot + 150 * unit, shadow=0.3), Group(case, "suitcase", ground=foot + 176 * unit, shadow=0.3)]  # fmt: skip
    if lit:
        land.append(light)
    return outdoors(
        canvas,
        air,
        rng,
        land,
        ground=level(canvas, 0.115),
        horizon=foot,
        own=(glass, light) if lit else (),
        roofed=True,
    )


def _train(way: Corridor, scale: float, haze: str, air: Atmosphere) -> tuple[list[Item], list[Item]]:
    """The side of a train, and its windows."""
    low, high = -scale * 0.02, scale * 0.86
    lit = air.is_dark or air.time == "sunset" or air.is_wet
    far, near, inset = 4.6, 0.55, way.half * 0.04
    out: list[Item] = [scenery(way.on_wall(-1, _END, near, -scale * 0.1, 0), "#4B4666", cls="iron")]
    out.append(
        scenery(way.on_wall(-1, far, near, low, high, inset), "#E8E4DC", gradient=("#D5DAE2", "#F6F1E6"), cls="metal")
    )
    for bottom, top, color in ((0.0, 0.2, "#D9534A"), (0.215, 0.24, "#F2B735"), (0.76, 0.86, "#C2453F")):
        out.append(scenery(way.on_wall(-1, far, near, scale * bottom, scale * top, inset * 1.02), color, cls="paint"))
    panes, frames, doors = skia.Path(), skia.Path(), skia.Path()
    for at, (z0, z1) in enumerate(pairwise(steps(near, far, 15))):
        gap = (z0 - z1) * 0.12
        if at % 5 == 2:
            doors.addPath(way.on_wall(-1, z0 - gap, z1 + gap, 0.02 * scale, 0.72 * scale, inset * 1.05))
            panes.addPath(way.on_wall(-1, z0 - gap * 2.4, z1 + gap * 2.4, 0.42 * scale, 0.66 * scale, inset * 1.1))
            continue
        frames.addPath(way.on_wall(-1, z0 - gap * 0.6, z1 + gap * 0.6, 0.36 * scale, 0.69 * scale, inset * 1.05))
        panes.addPath(way.on_wall(-1, z0 - gap * 1.4, z1 + gap * 1.4, 0.385 * scale, 0.665 * scale, inset * 1.1))
    out += [
        scenery(doors, "#C2453F", gradient=("#E0665A", "#B83F40"), cls="door"),
        scenery(frames, "#C9CED8", cls="frame"),
    ]
    share = mix("#8FB8D0", haze, 0.2)
    glass = scenery(
        panes,
        "#FFD98A" if lit else share,
        gradient=("#FFC878", "#FFE3A6") if lit else (mix(share, "#4A6A9A", 0.35), mix(share, "#FFFFFF", 0.3)),
        cls="pane",
    )
    return out, [glass]


def _building(way: Corridor, scale: float, haze: str) -> tuple[list[Item], list[Item]]:
    """The wall on the right with doors, posters and iron columns before it; and its lit glass."""
    out = [scenery(way.on_wall(1, _END, 0.55, 0, scale * 1.0), "#E3C7AC", gradient=("#D9B89C", "#F0DCC2"), cls="wall"),
           scenery(way.on_wall(1, _END, 0.55, 0, scale * 0.2), "#A8604F", gradient=("#9A5648", "#B56E5A"), cls="wall"),
           scenery(way.on_wall(1, _END, 0.55, scale * 0.2, scale * 0.22), "#F4E6D0", cls="wall")]  # fmt: skip
    doors, panes = skia.Path(), skia.Path()
    for at, (z0, z1) in enumerate(pairwise(steps(0.6, _END, 8))):
        gap = (z0 - z1) * 0.2
        if at % 2:
            doors.addPath(way.on_wall(1, z0 - gap, z1 + gap, 0, 0.6 * scale))
            panes.addPath(way.on_wall(1, z0 - gap * 1.5, z1 + gap * 1.5, 0.24 * scale, 0.55 * scale))
        else:
            color = ("#5FA9B8", "#E9A05A", "#B5606A", "#6F9482")[at // 2 % 4]
            out.append(scenery(way.on_wall(1, z0 - gap, z1 + gap, 0.32 * scale, 0.62 * scale), "#FFFDF6", cls="paper"))
            out.append(
                scenery(
                    way.on_wall(1, z0 - gap * 1.25, z1 + gap * 1.25, 0.335 * scale, 0.605 * scale),
                    mix(color, haze, way.air(z0, _END, 0.4)),
                    cls="paper",
                )
            )
    out.append(scenery(doors, "#3F7F78", gradient=("#4F9088", "#356E68"), cls="door"))
    for z in (4.2, 3.1, 2.3, 1.7):
        x, y = way.at(way.half * 0.72, 0, z)
        top = way.at(way.half * 0.72, scale * 1.0, z)[1]
        iron = mix("#3F6F6A", haze, way.air(z, _END, 0.5))
        wide = scale * 0.04 / z
        out += [scenery(rect(x - wide / 2, top, wide, y - top), iron, cls="iron"), scenery(rect(x - wide * 1.1, y - wide * 1.8, wide * 2.2, wide * 1.8, wide * 0.3), iron, cls="iron"),
                scenery(taper(line((x, top + scale * 0.2 / z), (x - scale * 0.22 / z, top)), (wide * 0.5, wide * 0.5)), iron, cls="iron"),
                scenery(taper(line((x, top + scale * 0.2 / z), (x + scale * 0.2 / z, top)), (wide * 0.5, wide * 0.5)), iron, cls="iron")]  # fmt: skip
    return out, [scenery(panes, "#FFE0A0", gradient=("#FFD08A", "#FFEBBE"), cls="pane")]


def _roof(way: Corridor, scale: float, haze: str, sky: tuple[str, ...]) -> list[Item]:
    """Panes of glass between iron ribs, from over the train to the building."""
    left, right, low, high = -way.half * 0.7, way.half * 1.05, scale * 1.0, scale * 1.12
    middle = (left + right) / 2
    out: list[Item] = []
    for a, b, ha, hb, tone in ((left, middle, low, high, 0.3), (middle, right, high, low, 0.45)):
        quad = polygon([way.at(a, ha, _END), way.at(b, hb, _END), way.at(b, hb, 0.5), way.at(a, ha, 0.5)])
        out.append(
            scenery(
                quad,
                mix(sky[1], "#FFFFFF", tone),
                gradient=(mix(sky[0], "#FFFFFF", tone * 0.6), mix(sky[-1], "#FFFFFF", tone)),
                alpha=0.72,
                cls="glass",
            )
        )
    iron, ribs = mix("#3F6F6A", haze, 0.25), skia.Path()
    for z in (4.4, 3.6, 3.0, 2.5, 2.1, 1.75, 1.45, 1.2, 1.0, 0.82, 0.66):
        thick = scale * 0.022 / z
        for a, b, ha, hb in ((left, middle, low, high), (middle, right, high, low)):
            ribs.addPath(taper(line(way.at(a, ha, z), way.at(b, hb, z)), (thick, thick)))
        ribs.addPath(taper(line(way.at(left, low, z), way.at(right, low, z)), (thick * 0.5, thick * 0.5)))
    for x, high_at in (
        (left, low),
        (middle, high),
        (right, low),
        ((left + middle) / 2, (low + high) / 2),
        ((right + middle) / 2, (low + high) / 2),
    ):
        a, b = way.at(x, high_at, _END), way.at(x, high_at, 0.6)
        ribs.addPath(taper(line(a, b), (scale * 0.004, scale * 0.026)))
    return [*out, scenery(ribs, iron, cls="iron")]


def _hung(way: Corridor, scale: float, unit: float) -> tuple[list[Item], list[Item]]:
    """A clock and a board of departures under the roof, lamps in a row; and the lamps' light."""
    out, shine = list[Item](), list[Item]()
    for z in (3.4, 2.5, 1.9):
        x, y = way.at(way.half * 0.7, scale * 0.93, z)
        size = 60 * unit / z
        out += [scenery(rect(x - 1.5 * unit, y - scale * 0.15 / z, 3 * unit, scale * 0.15 / z), "#3E3A58", cls="iron"), prop(polygon([(x - size * 0.5, y), (x - size, y + size * 0.7), (x + size, y + size * 0.7), (x + size * 0.5, y)]), "#4F7F7A", form="soft", cls="metal", casts=False),
                scenery(circle(x, y + size * 0.76, size * 0.7, size * 0.24), "#FFF3C8", cls="bulb")]  # fmt: skip
        shine += [glow(x, y + size, size * 3, "#FFC878", 0.5), glow(x, y + size * 0.8, size * 1.2, "#FFF1C8", 0.7)]
    shine.append(
        scenery(
            circle(*way.at(way.half * 0.05, 0, 1.32), 400 * unit, 84 * unit),
            "#FFC878",
            alpha=0.42,
            blur=36 * unit,
            blend=skia.BlendMode.kScreen,
            kind="glow",
        )
    )
    x, y = way.at(way.half * 0.56, scale * 0.93, 1.5)
    out.append(scenery(rect(x - 3 * unit, -10, 6 * unit, y + 10), "#3E3A58", cls="iron"))
    face = prop(circle(x, y, 58 * unit), "#FFFDF6", form="soft", cls="white")
    for at in range(12):
        spot = (x + np.sin(at * np.pi / 6) * 47 * unit, y - np.cos(at * np.pi / 6) * 47 * unit)
        face.marks.append(scenery(circle(*spot, (4.5 if at % 3 == 0 else 2.6) * unit), "#4B4666"))
    out += [
        prop(circle(x, y, 70 * unit), "#3F6F6A", cls="frame"),
        face,
        scenery(
            stroke(line((x - 16 * unit, y - 22 * unit), (x, y), (x + 6 * unit, y - 40 * unit)), 6 * unit),
            "#3E3A58",
            cls="iron",
        ),
    ]
    left, top = way.at(-way.half * 0.42, scale * 0.93, 1.75)
    board = prop(rect(left, top, 190 * unit, 84 * unit, 8 * unit), "#2F4F6E", form="soft", cls="sign")
    for row in range(3):
        tone = ("#F9D98A", "#FFFDF6", "#FFFDF6")[row]
        for dx, wide in ((16, 44), (72, 62 - 14 * (row % 2)), (150, 26)):
            board.marks.append(
                scenery(
                    rect(left + dx * unit, top + (14 + row * 22) * unit, wide * unit, 10 * unit, 3), tone, alpha=0.9
                )
            )
    hangers = [scenery(rect(left + dx * unit, -10, 4 * unit, top + 12), "#3E3A58", cls="iron") for dx in (30, 156)]
    return [*hangers, *out, board], shine
