"""An old Chinese street under red lanterns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    curve,
    glow,
    line,
    polygon,
    rect,
    ridge,
    scenery,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, level, paving, steps, under_snow
from gpuserver.engines.illustrator.settings.eaves import lantern
from gpuserver.engines.illustrator.settings.nature import leaves
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_END = 4.2
_HOUSES = 5


def old_street(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Two-storeyed wooden houses to both sides, lanterns under their eaves, slabs, and a pagoda in the haze."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.335)
    vanish, haze = foot - 0.11 * canvas.scale, haze_of(air)
    way = Corridor(width / 2, vanish, 0.56 * width, (foot - vanish) * _END)
    warm = mix(haze, "#F6E0C4", 0.5) if not air.is_dark else "#4E6AA6"
    far: list[Item] = [
        scenery(ridge(foot - 90 * unit, 46 * unit, 6, rng, foot + 60, width), mix("#6F8FA8", haze, 0.55))
    ]
    far += placed("pagoda", width * 0.5, foot + 4 * unit, 330 * unit, haze=(warm, 0.5))
    lit = air.is_dark or air.time == "sunset" or air.is_wet
    high = 1.22 * canvas.scale
    houses, doors = list[Item](), list[Item]()
    for side in (-1, 1):
        for at, (end, near) in enumerate(pairwise(steps(0.62, _END, _HOUSES))):
            parts, inner = _house(
                way, side, end, near, high * (1 + 0.09 * ((at + (side > 0)) % 3 - 1)), warm, at, white=air.is_white
            )
            houses += parts
            doors += inner
    lamps, shine = _lanterns(way, high, unit, warm)
    slabs = [scenery(rect(-20, foot, width + 40, height), "#B9AEAA", gradient=under_snow(("#CFC4BC", "#A99E9E"), air.is_white), cls="stone"),
             scenery(paving(way, -way.half, way.half, steps(0.8, _END, 15), 8, 5), "#7F747C", alpha=0.45, kind="flat"),
             scenery(way.on_floor(-way.half * 0.34, way.half * 0.34, _END, 0.7), "#D6CCC2", gradient=under_snow(("#DDD3C8", "#C6BBB4"), air.is_white), alpha=0.8, cls="stone"),
             scenery(paving(way, -way.half * 0.34, way.half * 0.34, steps(0.8, _END, 22), 2, 5), "#8F848A", alpha=0.4, kind="flat")]  # fmt: skip
    pool = scenery(circle(width / 2, level(canvas, 0.1), width * 0.4, 90 * unit), "#FF9A5A", alpha=0.3, blur=40 * unit,
                   blend=skia.BlendMode.kScreen, kind="glow")  # fmt: skip
    glimmer, lanterns = Group(doors, "doors"), Group(lamps, "lanterns")
    halo = Group([*shine, *([pool] if air.is_dark else [])], "lamplight")
    land = [
        Group(far, "far"),
        mist(canvas, foot - 40 * unit, warm, 0.45),
        Group(slabs, "street"),
        Group(houses, "houses"),
    ]
    land += [glimmer, lanterns, halo] if lit else [lanterns]
    land.append(Group(_twigs(canvas, air, rng), "twigs"))
    backdrop = outdoors(
        canvas, air, rng, land, ground=level(canvas, 0.115), horizon=foot, own=(glimmer, lanterns, halo) if lit else ()
    )  # fmt: skip
    return replace(backdrop, tint="#D9C2DC", rim=("#FFB070", 0.8)) if air.is_dark else backdrop


def _lanterns(way: Corridor, high: float, unit: float, haze: str) -> tuple[list[Item], list[Item]]:
    """Two rows under the eaves and one string across the street; and their light."""
    places: list[tuple[Point, float, float]] = []
    for z in (3.4, 2.65, 2.1, 1.65, 1.32):
        places += [(way.at(side * way.half * 0.72, high * 0.565, z), 112 * unit / z, z) for side in (-1, 1)]
    left, right = (way.at(side * way.half * 0.98, high * 0.86, 1.75) for side in (-1, 1))
    middle = (way.x, left[1] + 70 * unit)
    rope = curve(left, middle, right)
    out: list[Item] = [
        scenery(taper(rope, (3 * unit, 2.4 * unit, 3 * unit), caps=False), "#5A3036", kind="flat", cls="cord")
    ]
    measure = skia.PathMeasure(rope, False)
    for at in range(1, 6):
        place, _ = measure.getPosTan(measure.getLength() * at / 6)
        places.append(((place.x(), place.y()), 62 * unit, 1.75))
    shine: list[Item] = []
    for (x, y), size, z in places:
        out += lantern(x, y, size, mix("#E5483F", haze, way.air(z, _END, 0.25)))
        shine.append(glow(x, y + size * 0.6, size * 1.4, "#FF8A4A", 0.6))
    return out, shine


def _house(
    way: Corridor, side: int, far: float, near: float, tall: float, haze: str, at: int, *, white: bool
) -> tuple[list[Item], list[Item]]:
    """One house in the row: a shop front under an eave, a storey with lattice windows, a roof; and its lit openings."""
    share, gap = way.air((far + near) / 2, _END, 0.55), (far - near) * 0.02
    dusk = 0.16 if side < 0 else 0.0
    wood = mix(mix(("#9A4A3C", "#8A4238", "#A8573F")[at % 3], "#3A2A4A", dusk), haze, share)
    plaster = mix(mix("#F0E2CA", "#5A4A6E", dusk), haze, share * 0.8)
    out = [scenery(way.on_wall(side, far, near, 0, tall), wood, cls="wall")]
    out.append(scenery(way.on_wall(side, far - gap * 3, near + gap * 3, tall * 0.62, tall * 0.93), plaster, cls="wall"))
    panes, dark, frames = skia.Path(), skia.Path(), skia.Path()
    for bay in range(3):
        z0, z1 = far + (near - far) * (0.07 + 0.31 * bay), far + (near - far) * (0.31 + 0.31 * bay)
        (panes if bay != 1 else dark).addPath(way.on_wall(side, z0, z1, tall * 0.16 if bay != 1 else 0, tall * 0.46))
        panes.addPath(way.on_wall(side, z0, z1, tall * 0.68, tall * 0.88))
        for low, top, rows in ((tall * 0.68, tall * 0.88, 3), (tall * 0.16, tall * 0.46, 4)):
            if bay == 1 and rows == 4:
                continue
            for part in (0.0, 0.33, 0.67, 1.0):
                z = z0 + (z1 - z0) * part
                frames.addPath(way.on_wall(side, z + gap * 0.4, z - gap * 0.4, low, top))
            for row in range(rows + 1):
                y = low + (top - low) * row / rows
                frames.addPath(way.on_wall(side, z0, z1, y - tall * 0.005, y + tall * 0.005))
    out += [scenery(dark, mix("#4A2A3A", haze, share * 0.7), cls="door"), scenery(panes, mix("#F0C98A", haze, share * 0.6), cls="pane"),
            scenery(frames, mix(wood, "#2B2238", 0.3), cls="wood")]  # fmt: skip
    if at % 2 == (side > 0):
        board = way.on_wall(
            side, far + (near - far) * 0.4, far + (near - far) * 0.56, tall * 0.13, tall * 0.46, inset=way.half * 0.1
        )
        out.append(scenery(board, mix(("#2F5F6E", "#C9883E", "#B5443F")[at % 3], haze, share), cls="sign"))
    tile, dim = (under_snow((mix("#6A7284", haze, share),), white)[0], mix("#3F4458", haze, share))
    out += _lean_to(way, side, far, near, tall * 0.5, tall * 0.1, tile, dim)
    out += _overhang(way, side, far, near, tall * 0.95, tall * 0.05, mix(wood, "#2B2238", 0.35), tile, dim)
    return out, [scenery(panes, "#FF9E45", alpha=0.55, blend=skia.BlendMode.kScreen, kind="glow")]


def _lean_to(
    way: Corridor, side: int, far: float, near: float, low: float, rise: float, color: str, dark: str
) -> list[Item]:
    """A strip of roof along the wall that leans out over the street at the height of the eyes."""
    edge, wall = way.half * 0.72, way.half
    tip = far + (near - far) * 0.06
    grooves, ends = skia.Path(), skia.Path()
    for at in range(12):
        z = far + (near - far) * (at + 0.5) / 12
        grooves.addPath(
            taper(line(way.at(side * edge, low, z), way.at(side * wall, low + rise, z)), (5 / z, 4 / z), caps=False)
        )
        ends.addPath(circle(*way.at(side * edge, low, z), 5.5 / z))
    slope = polygon(
        [
            way.at(side * wall, low + rise, far),
            way.at(side * edge, low, far),
            way.at(side * edge, low, near),
            way.at(side * wall, low + rise, near),
        ]
    )
    gable = polygon(
        [way.at(side * edge, low, near), way.at(side * wall, low + rise, near), way.at(side * wall, low, near)]
    )
    lip = polygon(
        [
            way.at(side * edge, low, tip),
            way.at(side * edge, low, near),
            way.at(side * edge, low - rise * 0.14, near),
            way.at(side * edge, low - rise * 0.14, tip),
        ]
    )
    shadow = way.on_wall(side, far, near, low - rise * 0.9, low + rise * 0.4)
    return [scenery(shadow, "#2B1F4A", alpha=0.3, kind="flat"), scenery(slope, color, gradient=(mix(color, "#FFFFFF", 0.14), color), cls="roof"),
            scenery(grooves, dark, alpha=0.5, kind="flat"), scenery(lip, dark, cls="roof"), scenery(ends, mix(color, "#FFFFFF", 0.22), cls="roof"),
            scenery(gable, mix(dark, "#8A5640", 0.3), cls="wood")]  # fmt: skip


def _overhang(
    way: Corridor, side: int, far: float, near: float, low: float, thick: float, wood: str, color: str, dark: str
) -> list[Item]:
    """A roof seen from below: rafters under it, tile ends along its edge, and the gable that faces the viewer."""
    edge, wall, rise = way.half * 0.68, way.half, thick * 3.4
    soffit = polygon(
        [
            way.at(side * wall, low, far),
            way.at(side * edge, low, far),
            way.at(side * edge, low, near),
            way.at(side * wall, low, near),
        ]
    )
    rafters, ends = skia.Path(), skia.Path()
    for at in range(10):
        z = far + (near - far) * (at + 0.5) / 10
        rafters.addPath(
            taper(line(way.at(side * edge, low, z), way.at(side * wall, low, z)), (7 / z, 7 / z), caps=False)
        )
        ends.addPath(circle(*way.at(side * edge, low + thick * 0.25, z), 7 / z))
    lip = polygon(
        [
            way.at(side * edge, low, far),
            way.at(side * edge, low, near),
            way.at(side * edge, low + thick, near),
            way.at(side * edge, low + thick, far),
        ]
    )
    gable = polygon(
        [way.at(side * edge, low, near), way.at(side * wall, low + rise, near), way.at(side * wall, low, near)]
    )
    tiles = polygon(
        [
            way.at(side * x, low + up, near)
            for x, up in ((edge, 0), (edge - way.half * 0.04, thick * 1.5), (wall, rise + thick), (wall, rise))
        ]
    )
    return [scenery(soffit, wood, cls="wood"), scenery(rafters, mix(wood, "#2B2238", 0.35), alpha=0.7, kind="flat"),
            scenery(lip, dark, gradient=(color, dark), cls="roof"), scenery(ends, mix(color, "#FFFFFF", 0.2), cls="roof"),
            scenery(gable, mix(wood, "#F0E2CA", 0.3), cls="wall"), scenery(tiles, mix(color, dark, 0.6), cls="roof")]  # fmt: skip


def _twigs(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """A twig with leaves or blossoms that hangs into the upper right corner."""
    width, unit = canvas.width, canvas.scale / 1024
    start, tip = (width + 20.0, -10 * unit), (width - 250 * unit, 96 * unit)
    out: list[Item] = [scenery(taper(curve(start, (width - 90 * unit, 30 * unit), tip), (15 * unit, 4 * unit)), "#6A4A46", cls="bark"),
                       scenery(taper(curve((width - 110 * unit, 40 * unit), (width - 120 * unit, 110 * unit), (width - 90 * unit, 150 * unit)), (7 * unit, 3 * unit)), "#6A4A46", cls="bark")]  # fmt: skip
    shades = leaves(air)
    for at in range(34):
        share = rng.random()
        x, y = (
            start[0] + (tip[0] - start[0]) * share,
            start[1] + (tip[1] - start[1]) * share + 60 * unit * (rng.random() - 0.3),
        )
        size = (9 + 9 * rng.random()) * unit
        out.append(
            scenery(circle(x + 30 * unit * (rng.random() - 0.5), y, size, size * 0.72), shades[at % 3], cls="leaf")
        )
    return out
