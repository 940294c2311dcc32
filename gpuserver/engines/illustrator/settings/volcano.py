"""A volcano at work: lava down its flanks, a plume of smoke, cracked basalt with fire in it."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    blob,
    circle,
    difference,
    fog,
    glow,
    scenery,
    shifted,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.clouds import billow
from gpuserver.engines.illustrator.settings.nature import rock
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import at, corners, crag, slope
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_CRATER = (0.27, 0.2)
_HOT, _FIRE, _EMBER = "#FFE08A", "#FF8A3C", "#E5482F"


def volcano(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The cone stands to the left, its smoke drifts off; dark ground in slabs, lava pools at the sides."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze = mix(haze_of(air), "#F2A27E", 0.12 if air.is_dark else 0.5)
    stone = "#6F6484" if not air.is_white else "#8E8CA8"
    far = [
        crag(canvas, ((0.5, 0.63), (0.66, 0.53), (0.74, 0.5), (0.8, 0.455), (0.88, 0.52), (0.97, 0.55), (1.15, 0.63)), mix(stone, haze, 0.55), haze, shade="#4A3F6A", bend=-0.05,
             snow=0.4 * air.is_white),
        crag(canvas, ((-0.3, 0.63), (-0.1, 0.5), (0.0, 0.47), (0.1, 0.52), (0.3, 0.63)), mix(stone, haze, 0.5), haze, shade="#4A3F6A"),
    ]  # fmt: skip
    cx, cy = _CRATER
    cone = _cone(canvas, mix(stone, haze, 0.16), haze, snow=air.is_white)
    streams = [
        ((cx + 0.005, cy + 0.012), (cx + 0.02, cy + 0.08), (cx - 0.005, cy + 0.15), (cx + 0.035, cy + 0.25), (cx + 0.02, cy + 0.34), (cx + 0.06, cy + 0.44)),
        ((cx - 0.03, cy + 0.012), (cx - 0.04, cy + 0.07), (cx - 0.085, cy + 0.13), (cx - 0.09, cy + 0.21), (cx - 0.15, cy + 0.3), (cx - 0.17, cy + 0.43)),
        ((cx + 0.04, cy + 0.014), (cx + 0.065, cy + 0.07), (cx + 0.08, cy + 0.13), (cx + 0.12, cy + 0.19)),
    ]  # fmt: skip
    fire: list[Item] = [glow(width * cx, height * (cy - 0.01), 210 * unit, "#FF9A4A", 0.75)]
    for step, stream in enumerate(streams):
        for widths, color, alpha in (
            ((20, 26, 34, 44), _EMBER, 0.9),
            ((12, 16, 20, 30), _FIRE, 1.0),
            ((5, 7, 9, 14), _HOT, 1.0),
        ):
            share = (1.0, 0.8, 0.6)[step] * unit
            spine = smooth(at(canvas, stream))
            fire.append(
                scenery(taper(spine, [share * one for one in widths]), color, alpha=alpha, kind="flat", cls="lava")
            )
    fire.append(
        scenery(
            circle(width * cx + 4 * unit, height * cy + 8 * unit, 70 * unit, 14 * unit), _HOT, kind="flat", cls="lava"
        )
    )
    fire += _sparks(canvas, rng)
    plain = [slope(canvas, ((-0.05, 0.62), (0.3, 0.61), (0.6, 0.618), (1.05, 0.612)), (mix(stone, haze, 0.35), mix(stone, "#4A4060", 0.3))),
             slope(canvas, ((-0.05, 0.72), (0.25, 0.735), (0.5, 0.725), (0.78, 0.738), (1.05, 0.722)), (mix("#6A5C74", haze, 0.12), "#4C4260") if not air.is_white else ("#E9EEF4", "#BFC6D8"))]  # fmt: skip
    lakes, shine = _lava(canvas)
    slabs = _slabs(canvas, air, rng)
    stones = [rock(width * x, height * y, size * unit, mix("#5E5270", "#7A6C84", rng.random()), rng) for x, y, size in
              ((0.02, 0.74, 70), (0.13, 0.725, 36), (0.95, 0.745, 76), (0.83, 0.73, 34), (0.985, 0.9, 66), (0.02, 0.92, 58))]  # fmt: skip
    if air.is_white:
        snowed(stones, 9 * unit)
    smoke = _plume(canvas, air, haze, rng)
    land = [Group(far, "far"), mist(canvas, height * 0.58, haze, 0.4), Group(smoke, "smoke"), Group([cone], "cone"), Group(fire, "fire"),
            mist(canvas, height * 0.6, haze, 0.35), Group(plain, "plain"), Group(slabs, "slabs"), Group(lakes, "lava"), Group(stones, "stones"), Group(shine, "shine")]  # fmt: skip
    dusk = Group([fog(height * 0.3, height * 0.34, "#F08A5E", 0.28 if air.is_dark else 0.4, 70 * unit, width)], "dusk")
    backdrop = outdoors(
        canvas, air, rng, [dusk, *land], ground=height * 0.875, horizon=height * 0.615, own=(land[4], land[8], land[10])
    )
    backdrop.front.insert(0, Group(_embers(canvas, rng), "embers", layer="front"))
    return backdrop


def _cone(canvas: Canvas, stone: str, haze: str, *, snow: bool) -> Item:
    """The mountain with its broken rim; its right side lies in shade."""
    (x, y), height, width = _CRATER, canvas.height, canvas.width
    left = [(x - 0.5, 0.64), (x - 0.34, 0.54), (x - 0.22, 0.42), (x - 0.13, 0.3), (x - 0.085, y + 0.015)]
    rim = [(x - 0.05, y - 0.004), (x - 0.01, y + 0.012), (x + 0.03, y - 0.002), (x + 0.08, y + 0.012)]
    right = [(x + 0.13, 0.3), (x + 0.22, 0.42), (x + 0.36, 0.54), (x + 0.56, 0.64)]
    path = smooth(at(canvas, [*left, *rim, *right]), True)
    item = scenery(path, stone, gradient=(mix(stone, "#3E3450", 0.2), mix(stone, haze, 0.5)), cls="rock")
    shade = [
        (x + 0.02, y - 0.01),
        (x + 0.04, 0.3),
        (x + 0.02, 0.4),
        (x + 0.09, 0.5),
        (x + 0.1, 0.66),
        (x + 0.6, 0.66),
        (x + 0.3, y - 0.02),
    ]
    item.marks.append(scenery(smooth(at(canvas, shade), True), "#3A2F52", alpha=0.26))
    for dx, top, low in (
        (-0.1, 0.33, 0.5),
        (-0.2, 0.44, 0.58),
        (0.14, 0.36, 0.5),
        (0.22, 0.46, 0.58),
        (0.0, 0.46, 0.6),
    ):
        gully = smooth(at(canvas, ((x + dx, top), (x + dx * 1.25 + 0.01, (top + low) / 2), (x + dx * 1.7, low))))
        item.marks.append(scenery(taper(gully, (2, 16 * canvas.scale / 1024, 3), caps=False), "#3A2F52", alpha=0.22))
    if snow:
        hem = smooth(
            at(
                canvas,
                (
                    (x - 0.4, 0.5),
                    (x - 0.22, 0.47),
                    (x - 0.15, 0.51),
                    (x - 0.09, 0.43),
                    (x, 0.47),
                    (x + 0.1, 0.42),
                    (x + 0.17, 0.5),
                    (x + 0.3, 0.47),
                    (x + 0.5, 0.52),
                ),
            )
        )
        hem.lineTo(width * (x + 0.5), height * y)
        hem.lineTo(width * (x - 0.5), height * y)
        hem.close()
        item.marks.append(scenery(hem, "#F4F6FC", alpha=0.8))
    return item


def _plume(canvas: Canvas, air: Atmosphere, haze: str, rng: np.random.Generator) -> list[Item]:
    """Smoke that rises from the crater and drifts to the left, lit from below."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    dark = mix("#8A7C96", haze, 0.25)
    out: list[Item] = []
    for x, y, size in (
        (-0.02, 0.035, 170),
        (0.13, 0.05, 150),
        (0.24, 0.085, 120),
        (0.19, 0.13, 100),
        (0.275, 0.15, 78),
        (0.265, 0.185, 58),
    ):
        top = mix(dark, "#FFFFFF" if air.is_white else "#5E5270", 0.25)
        out.append(
            billow(width * x, height * y, size * unit, top, mix(dark, "#FFB07A", 0.25 + 1.6 * y), rng, alpha=0.96)
        )
    return out


def _sparks(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    """Fire thrown up from the crater."""
    unit = canvas.scale / 1024
    x, y = canvas.width * _CRATER[0], canvas.height * _CRATER[1]
    out: list[Item] = []
    for step in range(9):
        dx = (step - 4) * 20 * unit
        up = (74 - 9 * abs(step - 4) + 34 * rng.random()) * unit
        spine = smooth(
            [
                (x + dx * 0.2, y + 6 * unit),
                (x + dx * 0.6, y - up * 0.7),
                (x + dx, y - up),
                (x + dx * 1.35, y - up * 0.8),
            ]
        )
        out.append(
            scenery(
                taper(spine, (3 * unit, 7 * unit, 2), caps=False), _FIRE if step % 2 else _HOT, kind="flat", cls="lava"
            )
        )
        out.append(
            scenery(
                circle(x + dx * 1.5, y - up * (0.6 + 0.7 * rng.random()), (3 + 4 * rng.random()) * unit),
                _HOT,
                kind="flat",
                cls="lava",
            )
        )
    return out


def _lava(canvas: Canvas) -> tuple[list[Item], list[Item]]:
    """Pools of lava at both sides, and the light that they throw."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    pools: list[Item] = []
    shine: list[Item] = []
    outlines = (((-1, 0), (-0.72, -0.62), (-0.2, -0.78), (0.2, -1), (0.66, -0.72), (1, 0.06), (0.7, 0.5), (0.3, 0.96), (-0.16, 0.72), (-0.6, 0.86)),
                ((-1, 0.1), (-0.6, -0.7), (-0.1, -1), (0.4, -0.7), (0.9, -0.5), (1.05, 0.2), (0.5, 0.7), (0.1, 0.6), (-0.4, 1), (-0.8, 0.7)))  # fmt: skip
    for step, (x, y, wide, tall) in enumerate(
        ((0.07, 0.795, 160, 34), (0.965, 0.82, 170, 38), (0.36, 0.672, 110, 12), (0.68, 0.658, 90, 9))
    ):
        px, py = width * x, height * y
        outline = outlines[step % 2]
        bed = blob([(px + wide * unit * dx * 1.07, py + tall * unit * dy * 1.2 - 3 * unit) for dx, dy in outline])
        pools.append(scenery(bed, "#4A3C52", gradient=("#2F2640", "#7A5A62"), cls="rock"))
        pool = scenery(
            blob([(px + wide * unit * dx, py + tall * unit * dy) for dx, dy in outline]),
            _FIRE,
            gradient=(_EMBER, _FIRE, _HOT),
            cls="lava",
        )
        pool.marks.append(
            scenery(difference(pool.path, shifted(pool.path, 0, tall * 0.24 * unit)), "#8E2A2A", alpha=0.75)
        )
        for dx, dy, long in ((-0.45, 0.1, 0.5), (0.2, 0.42, 0.7), (0.6, -0.2, 0.4)):
            vein = smooth(
                [
                    (px + wide * unit * (dx - long / 2), py + tall * unit * dy),
                    (px + wide * unit * dx, py + tall * unit * (dy - 0.12)),
                    (px + wide * unit * (dx + long / 2), py + tall * unit * dy),
                ]
            )
            pool.marks.append(scenery(taper(vein, (1, tall * 0.26 * unit, 1), caps=False), "#FFF3C4", alpha=0.8))
        pools.append(pool)
        shine.append(glow(px, py - 12 * unit, wide * unit * 0.9, "#FF8A3C", 0.42))
    for points in (
        ((-0.02, 0.9), (0.05, 0.885), (0.09, 0.9), (0.16, 0.89)),
        ((0.16, 0.835), (0.2, 0.85), (0.19, 0.875), (0.23, 0.89)),
        ((1.02, 0.93), (0.94, 0.92), (0.9, 0.94), (0.83, 0.932)),
        ((0.84, 0.86), (0.8, 0.872), (0.81, 0.89), (0.77, 0.9)),
        ((0.05, 0.97), (0.12, 0.955), (0.2, 0.968)),
    ):
        spine = smooth(at(canvas, points))
        pools.append(
            scenery(
                taper(spine, (1, 13 * unit, 9 * unit, 1), caps=False), "#3A2F48", alpha=0.8, kind="flat", cls="rock"
            )
        )
        pools.append(scenery(taper(spine, (1, 7 * unit, 5 * unit, 1), caps=False), _FIRE, kind="flat", cls="lava"))
    return pools, shine


def _slabs(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """The cooled ground: slabs with glowing seams, quiet under the hero."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    rows = ((0.765, 0.05, 9), (0.815, 0.056, 8), (0.872, 0.064, 7), (0.94, 0.075, 6))
    for row, (y, deep, count) in enumerate(rows):
        for step in range(-1, count + 1):
            x = (step + 0.5 * (row % 2)) / count
            wide = 1 / count
            if rng.random() < 0.3:
                continue
            points = [(x + wide * (0.06 + 0.1 * rng.random()), y), (x + wide * (0.5 + 0.2 * rng.random()), y - 0.004), (x + wide * 0.94, y + deep * 0.2),
                      (x + wide * (0.9 + 0.1 * rng.random()), y + deep * 0.8), (x + wide * 0.45, y + deep * (0.86 + 0.08 * rng.random())), (x + wide * 0.02, y + deep * 0.7)]  # fmt: skip
            path = corners(at(canvas, points), 9 * unit)
            color = (
                mix("#6A5E7A", "#54496A", rng.random()) if not air.is_white else mix("#EEF2F8", "#D5DCE8", rng.random())
            )
            out.append(scenery(path, color, gradient=(mix(color, "#FFD9B0", 0.14), color), alpha=0.42, cls="rock"))
    return out


def _embers(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    """Ash that glows in the air, none before the hero."""
    out: list[Item] = []
    for _ in range(40):
        x, y = rng.random(), rng.random() * 0.9
        if 0.27 < x < 0.73 and y > 0.3:
            continue
        size = (1.6 + 2.6 * rng.random()) * canvas.scale / 1024
        out.append(
            scenery(
                circle(canvas.width * x, canvas.height * y, size),
                _HOT if rng.random() < 0.4 else _FIRE,
                alpha=0.85,
                kind="flat",
                cls="lava",
            )
        )
    return out
