"""Fields of one plant in rows to the horizon: sunflowers, tulips, poppies, roses, rapeseed, wheat, rice, corn, pumpkins."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import blob, circle, curve, polygon, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.rows import cypresses, half_at, hills, line_at, ribbon
from gpuserver.engines.illustrator.settings.scape import slope
from gpuserver.engines.illustrator.settings.water import glitter, sheet, surface
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_STEPS: Final = (-11, -10, -9, -8, -7, -6, -5, -4, -3, 1, 2, 3, 4, 5, 6, 7, 8)
"""Rows of the field; a lane is left for who stands in it."""
_LEVELS: Final = 17
"""Plants in a row."""

Head = Callable[[float, float, float], tuple[skia.Path, skia.Path | None]]
"""The bloom at (x, y) of half width r: its petals, and its middle where it has one."""


@dataclass(frozen=True)
class Crop:
    """A plant that is grown in rows; heights are in half widths of a row."""

    head: Head
    bloom: tuple[str, ...]
    """Colours of the heads, row by row."""
    middle: str
    leaf: str
    soil: str
    tall: float
    size: float
    """Half width of a head."""
    stalks: int = 1
    """Stalks of a plant."""
    hedge: float = 0.5
    """How much of the row is leaves, 0..1."""
    banks: bool = False
    """Whether it grows in water between banks of earth, one of which is to stand on."""


def _daisy(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    turns = [math.pi * at / 13 for at in range(26)]  # a pointed petal and a notch by turns
    edge = [
        (x + far * r * math.cos(turn), y + far * r * math.sin(turn))
        for turn, far in zip(turns, (1.0, 0.68) * 13, strict=True)
    ]
    return polygon(edge), circle(x, y, 0.46 * r)


def _cup(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    outline = ((-0.7, -0.9), (-0.3, -0.45), (0, -1.15), (0.3, -0.45), (0.7, -0.9), (0.8, 0.1), (0, 0.8), (-0.8, 0.1))
    return blob([(x + dx * r, y + dy * r) for dx, dy in outline]), None


def _poppy(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    petals = [
        circle(x + dx * r, y + dy * r, 0.62 * r, 0.5 * r) for dx, dy in ((-0.5, 0), (0.5, 0), (0, -0.4), (0, 0.3))
    ]
    return union(petals), circle(x, y, 0.26 * r)


def _rose(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    petals = [
        circle(x + 0.44 * r * math.cos(turn), y + 0.4 * r * math.sin(turn), 0.56 * r)
        for turn in (0.5, 1.8, 3.0, 4.3, 5.5)
    ]
    turns = np.linspace(0.4, 4.2 * math.pi, 15)  # the edges of petals that are rolled round each other
    coil = smooth(
        [
            (x + (0.07 + 0.05 * t) * r * math.cos(t), y - 0.06 * r + (0.07 + 0.045 * t) * r * math.sin(t))
            for t in turns.tolist()
        ]
    )
    return union(petals), taper(coil, (0.06 * r, 0.13 * r, 0.03 * r), caps=False)


def _cluster(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    spots = ((0, -0.7), (-0.45, -0.3), (0.45, -0.35), (-0.2, 0.1), (0.3, 0.15), (-0.6, 0.3), (0.65, 0.35), (0, 0.5))
    return union([circle(x + dx * r, y + dy * r, 0.34 * r) for dx, dy in spots]), None


def _ear(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    grains = [
        circle(x + side * 0.2 * r, y + (at - 2) * 0.5 * r, 0.26 * r, 0.36 * r) for at in range(5) for side in (-1, 1)
    ]
    return union(grains), None


def _blade(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    blades = [
        taper(
            curve((x, y + 3 * r), (x + lean * r, y + r), (x + 2 * lean * r, y - r)), (0.3 * r, 0.3 * r, 1), caps=False
        )
        for lean in (-0.7, 0.1, 0.8)
    ]
    return union(blades), None


def _cob(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    blades = [
        taper(
            curve((x, y + 2.4 * r), (x + lean * r, y - 1.2 * r), (x + 2.6 * lean * r, y + 0.6 * r)),
            (0.3 * r, 0.5 * r, 1),
            caps=False,
        )
        for lean in (-0.8, 0.9, -0.3)
    ]
    return union(blades), circle(x + 0.3 * r, y + 0.9 * r, 0.26 * r, 0.6 * r)


def _gourd(x: float, y: float, r: float) -> tuple[skia.Path, skia.Path | None]:
    ribs = [circle(x + dx * r, y + 0.3 * r, wide * r, 0.72 * r) for dx, wide in ((-0.52, 0.46), (0, 0.5), (0.52, 0.46))]
    clefts = [
        taper(
            curve(
                (x + 0.12 * dx * r, y - 0.38 * r), (x + 1.25 * dx * r, y + 0.3 * r), (x + 0.5 * dx * r, y + 0.98 * r)
            ),
            (0.06 * r, 0.12 * r, 0.04 * r),
        )
        for dx in (-0.5, 0.5)
    ]
    stem = taper(curve((x, y - 0.34 * r), (x, y - 0.6 * r), (x + 0.22 * r, y - 0.72 * r)), (0.26 * r, 0.16 * r))
    return union(ribs), union([*clefts, stem])


_GREEN: Final = "#5FAE63"
CROPS: Final[Mapping[str, Crop]] = {
    "sunflower_field": Crop(_daisy, ("#F9C035", "#F3A92A"), "#6E4030", _GREEN, "#B98F5E", 3.6, 0.86),
    "tulip_field": Crop(_cup, ("#F2674F", "#F9C74F", "#E65A8A", "#FFF3E6", "#B79BE0"), "", "#6DB36B", "#B9A878", 2.1, 0.5, 2),
    "poppy_field": Crop(_poppy, ("#E5484D", "#D93A3F"), "#3A2A36", "#7FB564", "#A9B070", 2.0, 0.5, 2),
    "rose_field": Crop(_rose, ("#E5486D", "#F4A3B4", "#C23248"), "#A62C4C", "#4F9A66", "#B58F6A", 1.75, 0.6, 2, 0.9),
    "rapeseed_field": Crop(_cluster, ("#F9D335", "#F5C92A"), "", "#8FB84A", "#C9B85A", 1.9, 0.6, 3, 0.7),
    "wheat_field": Crop(_ear, ("#E9BE5A", "#DDAE48"), "", "#D9B65A", "#C99F55", 2.5, 0.3, 4, 0.9),
    "rice_paddy": Crop(_blade, ("#8CC25A", "#74B04C"), "", "#7DB954", "#6DB6D2", 1.5, 0.62, 2, 0.0, banks=True),
    "corn_field": Crop(_cob, ("#8CC25E", "#7DB552"), "#F9C74F", "#5FA04A", "#A98258", 4.6, 1.25),
    "pumpkin_patch": Crop(_gourd, ("#F58B34", "#F29A3E", "#E87424"), "#A8531C", "#6DAF5A", "#A88358", 0.75, 0.78, 1, 0.6),
}  # fmt: skip
"""What is grown, by the name of the setting."""


def field(crop: Crop, canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Rows of a plant to the horizon, far hills behind."""
    haze = haze_of(air)
    ground = _flooded(crop, canvas, air, rng) if crop.banks else _tilled(crop, canvas, air, haze)
    leaf = mix(crop.leaf, "#F4F8FC", 0.7) if air.is_white else crop.leaf
    hedges = (
        [ribbon(canvas, step, leaf, mix(leaf, "#2F5A44", 0.4), haze) for step in reversed(_STEPS)]
        if crop.hedge > 0.4
        else []
    )
    trees = cypresses(canvas, air, haze, rng)
    if air.is_white:
        snowed([*trees, *hedges], 6 * canvas.scale / 1024)
    banks = [Group(_banks(canvas, air, haze), "banks")] if crop.banks else []
    land = [Group(hills(canvas, air, haze, rng), "hills"), mist(canvas, canvas.height * 0.585, haze, 0.45), ground, *banks,
            Group(trees, "cypresses"), Group(hedges, "hedges"), Group(_plants(crop, canvas, leaf, haze, rng), "crop")]  # fmt: skip
    own = (ground,) if crop.banks else ()
    return outdoors(canvas, air, rng, land, ground=canvas.height * 0.875, horizon=canvas.height * 0.6, own=own)


def _tilled(crop: Crop, canvas: Canvas, air: Atmosphere, haze: str) -> Group:
    """The soil between the rows, under snow where that lies."""
    soil = "#EDF2F7" if air.is_white else mix(crop.soil, grass(air)[0], 0.18)
    crest = ((-0.05, 0.6), (0.3, 0.596), (0.68, 0.59), (1.05, 0.598))
    return Group([slope(canvas, crest, (mix(soil, haze, 0.3), mix(soil, "#5A4A3A", 0.12)))], "field")


def _flooded(crop: Crop, canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Group:
    """The water that the rows stand in, with the colours of the sky."""
    water = surface(air, crop.soil, 0.7)
    top, foot = 0.594 * canvas.height, canvas.height + 20
    return Group([sheet(canvas, top, foot, water), *glitter(canvas, air, top + 8, foot, water, rng, 22)], "field")


def _banks(canvas: Canvas, air: Atmosphere, haze: str) -> list[Item]:
    """Banks of turf between the fields, the widest under who stands there."""
    light, dark = grass(air)
    out: list[Item] = []
    for y, tall in ((0.628, 0.004), (0.674, 0.007), (0.755, 0.012)):
        edge = [
            (canvas.width * x, canvas.height * (y + 0.004 * math.sin(9 * x + 40 * y)))
            for x in np.linspace(-0.05, 1.05, 9)
        ]
        bank = taper(smooth(edge), (2 * tall * canvas.height, 2.2 * tall * canvas.height), caps=False)
        near = mix(mix(light, dark, 0.3), haze, 1.6 * (0.78 - y))
        out.append(scenery(bank, near, gradient=(near, mix(near, "#7A5A3A", 0.35)), cls="grass"))
    left, right = ([line_at(step, at / 12) for at in range(13)] for step in (-2.5, 0.45))
    path = polygon([(canvas.width * x, canvas.height * y) for x, y in (*left, *reversed(right))])
    out.append(scenery(path, light, gradient=(mix(light, haze, 0.3), light, mix(dark, "#7A5A3A", 0.2)), cls="grass"))
    return out


def _plants(crop: Crop, canvas: Canvas, leaf: str, haze: str, rng: np.random.Generator) -> list[Item]:
    """All plants, the far ones first: stalks, heads and their middles of one distance and colour are one shape each."""
    out: list[Item] = []
    for level in range(_LEVELS):
        share = ((level + 0.5) / _LEVELS) ** 0.8
        air = 0.42 * (1 - share)
        stalks: list[skia.Path] = []
        heads: dict[str, list[tuple[skia.Path, skia.Path | None]]] = {}
        for step in _STEPS:
            for at in range(crop.stalks):
                x, y = line_at(step, min(1.0, share + 0.03 * rng.random()))
                half = half_at(y) * canvas.width
                px = canvas.width * x + half * (2.0 * (at + 0.5) / crop.stalks - 1.0 + 0.3 * (rng.random() - 0.5))
                foot = canvas.height * y + 0.3 * half * rng.random()
                if not -0.06 * canvas.width < px < 1.06 * canvas.width:
                    continue
                top = (px + 0.3 * half * (rng.random() - 0.5), foot - crop.tall * half * (0.86 + 0.24 * rng.random()))
                stalks += _stalk((px, foot), top, half, leaves=crop.tall > 3)
                heads.setdefault(crop.bloom[step % len(crop.bloom)], []).append(crop.head(*top, crop.size * half))
        if not stalks:
            continue
        shade = mix(mix(leaf, "#2F5A44", 0.18), haze, air)
        out.append(scenery(union(stalks), shade, kind="flat", cls="leaf"))
        for color, blooms in heads.items():
            main = mix(color, haze, air)
            petals = union([petal for petal, _ in blooms])
            out.append(
                scenery(petals, main, gradient=(mix(main, "#FFFFFF", 0.16), mix(main, "#A8503A", 0.14)), cls="petal")
            )
            middles = [middle for _, middle in blooms if middle is not None]
            if middles:
                out.append(scenery(union(middles), mix(crop.middle, haze, air), kind="flat", cls="petal"))
    return out


def _stalk(foot: tuple[float, float], top: tuple[float, float], half: float, *, leaves: bool) -> list[skia.Path]:
    bend = (0.7 * foot[0] + 0.3 * top[0], (foot[1] + top[1]) / 2)
    out = [taper(curve(foot, bend, top), (0.15 * half, 0.11 * half), caps=False)]
    for side, up in ((-1, 0.35), (1, 0.55)) if leaves else ():
        x, y = foot[0] + (top[0] - foot[0]) * up, foot[1] + (top[1] - foot[1]) * up
        tip = (x + side * 0.95 * half, y - 0.1 * half)
        out.append(
            taper(curve((x, y), (x + side * 0.5 * half, y - 0.6 * half), tip), (0.1 * half, 0.5 * half, 1), caps=False)
        )
    return out


BUILDERS: Final = {name: partial(field, crop) for name, crop in CROPS.items()}
"""The builder of each field's setting."""
