"""A library."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    difference,
    line,
    polygon,
    prop,
    rect,
    scenery,
    taper,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Cell, Corridor, level, mosaic, paving, steps
from gpuserver.engines.illustrator.settings.furnish import BOOKS, pendant
from gpuserver.engines.illustrator.settings.interior import Lamp, inside, sunlight
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import arch, outlook
from gpuserver.raster.svg_path import parse_path

_OAK, _GLOOM, _DUST = "#B67C4C", "#5E3438", "#F7DFB6"


_END = 3.0


def library(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """An aisle between tall shelves, a runner, a ladder, and an arched window at the far end."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.3)
    vanish = foot - 0.2 * canvas.scale
    way = Corridor(width / 2, vanish, width * 0.62, (foot - vanish) * _END)
    top = (vanish - height * 0.17) * _END + way.floor
    half = way.half / _END
    end: list[Item] = [
        scenery(rect(-20, -20, width + 40, height + 40), "#F3DDBB", gradient=("#E6C79C", "#FAEBCF"), cls="wall")
    ]
    vault = skia.Path()
    for far, near in ((3.0, 2.5), (2.1, 1.75), (1.5, 1.25), (1.05, 0.9)):
        vault.addPath(
            polygon(
                [
                    way.at(-way.half, top * 1.12, far),
                    way.at(way.half, top * 1.12, far),
                    way.at(way.half, top * 1.12, near),
                    way.at(-way.half, top * 1.12, near),
                ]
            )
        )
    end.append(scenery(vault, "#C9A273", alpha=0.45, cls="wood"))
    end.append(
        scenery(
            rect(width / 2 - half, vanish - (top - way.floor) * 1.12 / _END, 2 * half, foot + 20),
            "#DDB98A",
            gradient=("#CFA677", "#E9CFA4"),
            cls="wall",
        )
    )
    wide = half * 1.24
    opening = arch(width / 2 - wide / 2, height * 0.15, wide, foot - height * 0.15 - 76 * unit)
    rim = difference(
        arch(
            width / 2 - wide / 2 - 13 * unit,
            height * 0.15 - 13 * unit,
            wide + 26 * unit,
            foot - height * 0.15 - 50 * unit,
        ),
        opening,
    )
    pane = Group([outlook(canvas, air, rng, opening, "hills")], "view")
    bars = [scenery(rect(width / 2 - 4 * unit, height * 0.15, 8 * unit, foot - height * 0.15 - 76 * unit), "#FBF1DE", alpha=0.8, cls="frame"),
            prop(rim, "#FBF1DE", form="soft", cls="frame")]  # fmt: skip
    floor = [scenery(rect(-20, foot, width + 40, height), "#C48A58", gradient=("#D6A673", "#B87B4C"), cls="wood")]
    floor.append(
        scenery(paving(way, -way.half, way.half, steps(0.75, _END, 9), 11), "#7F4A3C", alpha=0.35, kind="flat")
    )
    floor.append(
        scenery(
            way.on_floor(-0.31 * width, 0.31 * width, _END, 0.8),
            "#A8434A",
            gradient=("#C4706A", "#A03C48"),
            cls="cloth",
        )
    )
    for side in (-1, 1):
        floor.append(
            scenery(
                way.on_floor(side * 0.285 * width, side * 0.265 * width, _END, 0.8), "#EBC073", alpha=0.85, cls="cloth"
            )
        )
    shelves: list[Item] = []
    for side in (-1, 1):
        shelves += _shelves(way, side, top, rng)
    lamps = [way.at(side * 0.3 * width, (top - way.floor) * 0.62 + way.floor, 1.75) for side in (-1, 1)]
    lights = [item for x, y in lamps for item in pendant(x, -10, y, 74 * unit, "#3F8C74")]
    desk = _desk(width * 0.11, height * 0.9, 330 * unit)
    shine = [
        sunlight(
            [
                (width * 0.42, height * 0.3),
                (width * 0.58, height * 0.3),
                (width * 0.74, height * 0.95),
                (width * 0.26, height * 0.95),
            ],
            0.16,
            blur=30 * unit,
        )
    ]
    return inside(
        canvas, air,
        [Group(end, "room"), pane, Group(bars, "window"), Group(floor, "floor"), Group(shelves, "shelves"),
         Group(_ladder(way, top), "ladder"), Group(lights, "lamps"), Group([] if air.is_dark else shine, "beam"), Group(desk, "desk")],
        ground=level(canvas, 0.12), horizon=foot, own=(pane,),
        lamps=[*(Lamp(x, y, 190 * unit) for x, y in lamps), Lamp(width * 0.06, height * 0.62, 170 * unit)],
    )  # fmt: skip


def _shelves(way: Corridor, side: int, top: float, rng: np.random.Generator) -> list[Item]:
    """One wall of books, darker and smaller the farther they are from the viewer."""
    bays, rows = steps(0.7, _END, 5), 6
    tone = 0.1 if side < 0 else 0.0
    out: list[Item] = []
    for far, near in pairwise(bays):
        haze = way.air(far, _END, 0.42)
        out.append(
            scenery(way.on_wall(side, far, near, 0, top), mix(mix(_GLOOM, "#2B2238", tone), _DUST, haze), cls="wood")
        )
        cells: list[Cell] = []
        for row in range(rows):
            low, high = top * (row + 0.14) / (rows + 0.3), top * (row + 1.0) / (rows + 0.3)
            z, last = far - 0.03, -1
            while z > near + 0.05:
                thick = (far - near) * (0.075 + 0.06 * rng.random())
                pick = int(rng.integers(0, len(BOOKS)))
                pick = (pick + 1) % len(BOOKS) if pick == last else pick
                if rng.random() > 0.06:
                    book = low + (high - low) * (0.62 + 0.26 * rng.random())
                    cells.append(
                        (
                            way.on_wall(side, z, max(near + 0.03, z - thick), low, book),
                            mix(mix(BOOKS[pick], "#5A2F66", tone * 2), _DUST, haze),
                        )
                    )
                z, last = z - thick, pick
        wood = mix(mix(_OAK, "#5A2F66", tone), _DUST, haze)
        out += mosaic(cells, "book")
        planks = skia.Path()
        for row in range(rows + 1):
            low = top * row / (rows + 0.3)
            planks.addPath(
                way.on_wall(side, far, near, low, low + top * (0.14 if row in (0, rows) else 0.1) / (rows + 0.3))
            )
        out.append(scenery(planks, wood, cls="wood"))
        out.append(scenery(way.on_wall(side, far, far - 0.05, 0, top * 1.02), mix(wood, "#FFFFFF", 0.14), cls="wood"))
    cornice = way.on_wall(side, _END, 0.7, top * 0.985, top * 1.045, inset=way.half * 0.02)
    return [*out, scenery(cornice, "#D9A56E", gradient=("#C68E58", "#E2B27C"), cls="wood")]


def _ladder(way: Corridor, top: float) -> list[Item]:
    rails = [(way.at(way.half * 0.78, 0, z), way.at(way.half * 0.985, top * 0.92, z + 0.02)) for z in (1.66, 1.98)]
    rungs = skia.Path()
    for at in range(1, 12):
        ends = [(a[0] + (b[0] - a[0]) * at / 12, a[1] + (b[1] - a[1]) * at / 12) for a, b in rails]
        rungs.addPath(taper(line(*ends), (7, 6), caps=False))
    poles = [prop(taper(line(a, b), (11, 8)), "#E2B27C", form="soft", cls="wood") for a, b in rails]
    return [scenery(rungs, "#CF9A62", cls="wood"), *poles]


def _desk(x: float, foot: float, size: float) -> list[Item]:
    """A reading table with a green lamp and books, at the side."""
    out = placed("table", x, foot, size * 0.62)
    top = foot - size * 0.585
    for at, (color, wide) in enumerate((("#4A5D94", 0.34), ("#D9A24E", 0.3), ("#B5524A", 0.26))):
        out.append(
            prop(
                rect(
                    x + size * 0.1 - size * wide * 0.2,
                    top - size * (0.06 * at + 0.07),
                    size * wide,
                    size * 0.062,
                    size * 0.012,
                ),
                color,
                form="soft",
            )
        )
    lamp = x - size * 0.1
    out += [prop(rect(lamp - size * 0.09, top - size * 0.035, size * 0.18, size * 0.045, size * 0.02), "#C9964A", cls="metal"),
            prop(rect(lamp - size * 0.014, top - size * 0.26, size * 0.028, size * 0.24), "#E2B35F", cls="metal"),
            prop(parse_path(f"M{lamp - size * 0.2} {top - size * 0.22} C{lamp - size * 0.18} {top - size * 0.36} {lamp + size * 0.18} {top - size * 0.36} "
                            f"{lamp + size * 0.2} {top - size * 0.22} Z"), "#3F8C74", cls="glass")]  # fmt: skip
    return out
