"""The court of an old Chinese temple."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, glow, line, prop, rect, ridge, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, level, paving, steps, under_snow
from gpuserver.engines.illustrator.settings.eaves import lantern, lattice, swept_roof
from gpuserver.engines.illustrator.settings.props import evergreen, grown, snowed
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors
from gpuserver.raster.svg_path import parse_path

_RED, _GOLD, _STONE = "#B5443F", "#E3AE4A", "#D8D0C6"


def temple(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A hall with a double roof on a stone terrace, red walls to both sides, old trees, and a bronze burner."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot, haze = level(canvas, 0.29), haze_of(air)
    far = [scenery(ridge(foot - dy * unit, 70 * unit, 6, rng, foot + 60, width), mix(color, haze, share), gradient=(mix(color, haze, share), mix(color, haze, 0.8)))
           for dy, color, share in ((330, "#7E97BF", 0.55), (230, "#6F9482", 0.45))]  # fmt: skip
    lit = air.is_dark or air.time == "sunset" or air.is_wet
    hall, glimmer = _hall(width / 2, foot, unit, lit=lit)
    if air.is_white:
        snowed([item for item in hall if item.cls == "roof"], 10 * unit)
    walls = [
        *_side_wall(-30.0, width / 2 - 400 * unit, foot + 16 * unit, unit),
        *_side_wall(width / 2 + 400 * unit, width + 30.0, foot + 16 * unit, unit),
    ]
    green = grown(
        "tree",
        66 * unit,
        foot + 20 * unit,
        470 * unit,
        air,
        share=0.35,
        toward="#E8B84A" if air.season == "autumn" else "#3F7F62",
    )
    green += evergreen("pine", width - 60 * unit, foot + 20 * unit, 500 * unit, air, haze=(haze, 0.08))
    way = Corridor(width / 2, foot - 0.45 * canvas.scale, width * 0.5, height - foot + 0.45 * canvas.scale)
    end = way.floor / (0.45 * canvas.scale)
    court = [scenery(rect(-20, foot, width + 40, height), "#CFC6BC", gradient=under_snow(("#C6BDB6", "#DAD1C6"), air.is_white), cls="stone"),
             scenery(paving(way, -way.half * 2.4, way.half * 2.4, steps(0.96, end, 6), 26, 4), "#9C8F92", alpha=0.42, kind="flat"),
             scenery(way.on_floor(-way.half * 0.3, way.half * 0.3, end, 0.95), "#E9E2D6", gradient=under_snow(("#DED6CB", "#EFE9DE"), air.is_white), alpha=0.75, cls="stone")]  # fmt: skip
    burner = _burner(width - 150 * unit, foot + 104 * unit, 170 * unit)
    stone = _stone_lamp(140 * unit, foot + 92 * unit, 190 * unit)
    lamps = Group(
        [
            item
            for dx in (-300, -190, 190, 300)
            for item in lantern(width / 2 + dx * unit, foot - 338 * unit, 62 * unit)
        ],
        "lanterns",
    )
    shine = Group([*glimmer, *(glow(width / 2 + dx * unit, foot - 300 * unit, 80 * unit, "#FF9A5A", 0.5) for dx in (-300, -190, 190, 300)),
                   glow(140 * unit, foot - 40 * unit, 60 * unit, "#FFC46A", 0.6)] if lit else [], "lamplight")  # fmt: skip
    land = [Group(far, "mountains"), mist(canvas, foot - 200 * unit, haze, 0.5), Group(walls, "walls"), Group(green, "trees"), Group(hall, "hall"), lamps, shine,
            Group(court, "court"), Group(stone, "stone", ground=foot + 92 * unit, shadow=0.3), Group(burner, "burner", ground=foot + 104 * unit, shadow=0.35)]  # fmt: skip
    backdrop = outdoors(
        canvas, air, rng, land, ground=level(canvas, 0.12), horizon=foot, own=(lamps, shine) if lit else ()
    )
    return replace(backdrop, tint="#C6BCE6", rim=("#FFC890", 0.7)) if air.is_dark else backdrop


def _hall(x: float, foot: float, unit: float, *, lit: bool) -> tuple[list[Item], list[Item]]:
    """The hall and the light in its doors."""
    u, pane = unit, "#F6DFB4"
    out: list[Item] = [prop(rect(x - 420 * u, foot - 44 * u, 840 * u, 80 * u, 4), _STONE, form="soft", cls="stone")]
    out += [prop(rect(x - 430 * u, foot - 52 * u, 860 * u, 18 * u, 4), "#E9E2D6", form="soft", cls="stone")]
    out.append(
        scenery(
            rect(x - 362 * u, foot - 330 * u, 724 * u, 290 * u), "#7E3238", gradient=("#5E2A38", "#8E3E3C"), cls="wall"
        )
    )
    for at in range(10):
        if at in (4, 5):
            continue
        out += lattice(x - 350 * u + at * 70 * u, foot - 268 * u, 64 * u, 222 * u, "#A84840", pane)
    out += [
        prop(rect(x - 72 * u, foot - 268 * u, 144 * u, 222 * u, 3), "#9A3E3C", form="soft", cls="wood"),
        scenery(rect(x - 2 * u, foot - 268 * u, 4 * u, 222 * u), "#6A2A34", cls="wood"),
    ]
    studs = skia.Path()
    for column in range(6):
        for row in range(6):
            studs.addPath(
                circle(x + (-58 + column * 19 + (6 if column > 2 else 0)) * u, foot - (246 - row * 34) * u, 4.5 * u)
            )
    out.append(scenery(studs, "#D9A24E", alpha=0.6, cls="metal"))
    beam = prop(rect(x - 372 * u, foot - 316 * u, 744 * u, 50 * u, 3), "#3F7F86", form="soft", cls="wood")
    beam.marks += [
        scenery(
            rect(x + (-352 + at * 88) * u, foot - 308 * u, 70 * u, 32 * u, 6), ("#5F9F8B", "#4A6A9E")[at % 2], alpha=0.8
        )
        for at in range(9)
    ]
    out.append(beam)
    for at in range(6):
        out.append(prop(rect(x + (-366 + at * 140.8) * u, foot - 330 * u, 28 * u, 290 * u, 6), "#C9504A", cls="wood"))
    out += swept_roof(x, foot - 322 * u, 980 * u, 128 * u, "#D9983E", _GOLD, ridge=0.68)
    out += [prop(rect(x - 290 * u, foot - 486 * u, 580 * u, 46 * u, 3), "#9A3E3C", form="soft", cls="wood")]
    out += [
        prop(rect(x + (-280 + at * 106) * u, foot - 492 * u, 24 * u, 52 * u, 3), "#C9504A", form="soft", cls="wood")
        for at in range(6)
    ]
    out += [prop(rect(x - 62 * u, foot - 500 * u, 124 * u, 62 * u, 5), "#2F4F8F", form="soft", cls="sign"),
            scenery(rect(x - 54 * u, foot - 492 * u, 108 * u, 46 * u, 3), "#E3AE4A", cls="sign"), scenery(rect(x - 49 * u, foot - 487 * u, 98 * u, 36 * u, 2), "#2F4F8F", cls="sign")]  # fmt: skip
    for at in range(3):
        out.append(scenery(rect(x + (-34 + at * 27) * u, foot - 479 * u, 15 * u, 20 * u, 2), "#F2C879", cls="sign"))
    out += swept_roof(x, foot - 484 * u, 800 * u, 150 * u, "#D9983E", _GOLD, ridge=0.56)
    for at in range(3):
        wide = 250 + at * 34
        out.append(
            prop(
                rect(x - wide / 2 * u, foot + (-36 + at * 22) * u, wide * u, 28 * u, 3),
                mix(_STONE, "#FFFFFF", 0.25 - 0.08 * at),
                form="soft",
                cls="stone",
            )
        )
    light = [
        scenery(
            rect(x + (-344 + at * 70) * u, foot - 258 * u, 52 * u, 122 * u),
            "#FF9A3A",
            alpha=0.8,
            blur=6 * u,
            blend=skia.BlendMode.kScreen,
            kind="glow",
        )
        for at in range(10)
        if at not in (4, 5)
    ]
    return out, light if lit else []


def _side_wall(left: float, right: float, foot: float, unit: float) -> list[Item]:
    """A red wall under a cap of grey tiles."""
    top, ends = foot - 150 * unit, skia.Path()
    for at in range(int((right - left) / (20 * unit)) + 1):
        ends.addPath(circle(left + at * 20 * unit, top + 2 * unit, 8 * unit))
    return [scenery(rect(left, top, right - left, 160 * unit), _RED, gradient=("#A63E3E", "#C25A4C"), cls="wall"),
            scenery(rect(left, foot - 26 * unit, right - left, 40 * unit), "#B9B0AC", cls="stone"),
            prop(rect(left - 6, top - 30 * unit, right - left + 12, 32 * unit, 10 * unit), "#6F7482", form="soft", cls="roof"), scenery(ends, "#8A8F9C", cls="roof")]  # fmt: skip


def _burner(x: float, y: float, size: float) -> list[Item]:
    """A bronze vessel on three legs with sticks of incense and their smoke."""
    s, bronze = size, "#8A7448"
    out = [
        prop(
            taper(
                curve((x + dx * s, y - s * 0.34), (x + dx * 1.25 * s, y - s * 0.18), (x + dx * 1.1 * s, y)),
                (s * 0.13, s * 0.1, s * 0.13),
            ),
            bronze,
            cls="metal",
        )
        for dx in (-0.3, 0.3, 0.0)
    ]
    ears = [
        prop(
            taper(
                parse_path(
                    f"M{x + side * s * 0.36} {y - s * 0.66} q{side * s * 0.2} {-s * 0.02} {side * s * 0.17} {-s * 0.22}"
                ),
                (s * 0.08, s * 0.07),
            ),
            bronze,
            cls="metal",
        )
        for side in (-1, 1)
    ]
    body = prop(
        parse_path(
            f"M{x - s * 0.46} {y - s * 0.72} H{x + s * 0.46} Q{x + s * 0.5} {y - s * 0.26} {x} {y - s * 0.24} Q{x - s * 0.5} {y - s * 0.26} {x - s * 0.46} {y - s * 0.72}Z"
        ),
        "#A08A56",
        cls="metal",
    )
    body.marks.append(scenery(rect(x - s * 0.6, y - s * 0.6, s * 1.2, s * 0.12), "#6F6A4A", alpha=0.6))
    sticks = [
        scenery(
            taper(line((x + dx * s, y - s * 0.74), (x + dx * 1.3 * s, y - s * 1.02)), (s * 0.018, s * 0.018)),
            "#B5524A",
            cls="wood",
        )
        for dx in (-0.16, -0.03, 0.12)
    ]
    smoke = [
        scenery(
            taper(
                parse_path(
                    f"M{x + dx * s} {y - s * 1.02} c{s * 0.2} {-s * 0.3} {-s * 0.22} {-s * 0.5} {s * 0.06} {-s * 0.9}"
                ),
                (s * 0.02, s * 0.1, s * 0.03),
            ),
            "#FFFFFF",
            alpha=0.34,
            blur=5,
            kind="glow",
        )
        for dx in (-0.2, 0.14)
    ]
    return [
        *out,
        *ears,
        *sticks,
        body,
        prop(rect(x - s * 0.54, y - s * 0.8, s * 1.08, s * 0.13, s * 0.05), "#B39C62", form="soft", cls="metal"),
        *smoke,
    ]


def _stone_lamp(x: float, y: float, size: float) -> list[Item]:
    s, stone = size, "#B9B2B0"
    return [prop(rect(x - s * 0.2, y - s * 0.1, s * 0.4, s * 0.1, 5), stone, cls="stone"), prop(taper(line((x, y - s * 0.08), (x, y - s * 0.56)), (s * 0.17, s * 0.13, s * 0.17)), stone, cls="stone"),
            prop(rect(x - s * 0.21, y - s * 0.62, s * 0.42, s * 0.09, 5), "#C9C2BE", cls="stone"), prop(rect(x - s * 0.15, y - s * 0.82, s * 0.3, s * 0.21, 4), stone, cls="stone"),
            scenery(rect(x - s * 0.08, y - s * 0.79, s * 0.16, s * 0.15, 6), "#FFE0A0", cls="glass"),
            prop(parse_path(f"M{x - s * 0.32} {y - s * 0.86} Q{x - s * 0.1} {y - s * 0.88} {x} {y - s * 1.04} Q{x + s * 0.1} {y - s * 0.88} {x + s * 0.32} {y - s * 0.86} L{x + s * 0.26} {y - s * 0.78} H{x - s * 0.26}Z"), "#C9C2BE", cls="stone")]  # fmt: skip
