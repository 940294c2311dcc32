"""A field in bloom: lavender to the horizon, tulips in spring."""

from __future__ import annotations

import math

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import blob, circle, curve, scenery, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.rows import cypresses, half_at, hills, leafy, line_at, ribbon
from gpuserver.engines.illustrator.settings.scape import at, slope
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_LAVENDER = ("#9B86D0", "#7B68B8", "#B9A3E3")
_TULIPS = (
    ("#F2788F", "#D9556F", "#F9A8B8"),
    ("#F9C74F", "#E0A030", "#FBE08A"),
    ("#E5565A", "#BF3F4C", "#F48A84"),
    ("#B79BE0", "#8E78C8", "#D6C4F0"),
)


def lavender(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Blooming rows to the horizon, cypresses and a stone house; tulips in spring, seed heads in autumn."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze = haze_of(air)
    light, _ = grass(air)
    earth = "#EDF2F7" if air.is_white else {"autumn": "#C9A877"}.get(air.season, mix(light, "#B9A878", 0.45))
    field = slope(
        canvas,
        ((-0.05, 0.6), (0.3, 0.596), (0.68, 0.59), (1.05, 0.598)),
        (mix(earth, haze, 0.3), mix(earth, "#7A6A50", 0.14)),
    )
    bushes: list[Item] = []
    spikes: list[Item] = []
    for step in (-11, -10, -9, -8, -7, -6, -5, -4, -3, 8, 7, 6, 5, 4, 3, 2, 1):  # a lane is left for the hero
        main, shade, tip = _bloom(air, step)
        bushes.append(ribbon(canvas, step, main, shade, haze))
        spikes += _flowers(canvas, step, shade, tip, rng)
    house = placed(
        "house",
        width * 0.17,
        height * 0.612,
        118 * unit,
        palette={"wall": "#F3DDB8", "wall2": "#E0C298", "roof": "#C97A55", "roof2": "#A9604A", **leafy(air)},
        haze=(haze, 0.2),
    )
    trees = cypresses(canvas, air, haze, rng)
    if air.is_white:
        snowed(house, 6 * unit, ("roof", "brick"))
        snowed(trees, 7 * unit)
        snowed(bushes, 5 * unit)
    land = [Group(hills(canvas, air, haze, rng), "hills"), mist(canvas, height * 0.585, haze, 0.45), Group([field], "field"), Group(house, "house"), Group(trees, "cypresses"),
            Group(_path(canvas, earth), "path"), Group(bushes, "rows"), Group(spikes, "flowers")]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.6)


def _bloom(air: Atmosphere, step: int) -> tuple[str, str, str]:
    """Main colour, shade and tip of a row."""
    if air.is_white:
        return "#C9D2E2", "#A9B6CC", "#F4F8FC"
    if air.season == "autumn":
        return "#B08A6E", "#8E6A58", "#D2AE84"
    return _TULIPS[step % 4] if air.season == "spring" else _LAVENDER


def _flowers(canvas: Canvas, step: int, shade: str, tip: str, rng: np.random.Generator) -> list[Item]:
    """Single spikes along the near half of a row, so that it does not read as a hedge."""
    stalks: list[skia.Path] = []
    tips: list[skia.Path] = []
    for _ in range(40):
        share = 0.4 + 0.6 * rng.random()
        x, y = line_at(step, share)
        if not -0.03 < x < 1.03:
            continue
        half = half_at(y) * canvas.width
        px, py = (
            canvas.width * x + half * 1.7 * (rng.random() - 0.5),
            canvas.height * y - half * (0.2 + 0.5 * rng.random()),
        )
        lean = 0.3 * (rng.random() - 0.5)
        top = (px + math.sin(lean) * half * 0.9, py - half * 0.85)
        stalks.append(
            taper(curve((px, py + half * 0.2), (px, py - half * 0.3), top), (half * 0.16, half * 0.22, 1), caps=False)
        )
        tips.append(circle(top[0], top[1] + half * 0.18, half * 0.1, half * 0.24))
    if not stalks:
        return []
    return [
        scenery(union(stalks), mix(shade, tip, 0.35), kind="flat", cls="petal"),
        scenery(union(tips), tip, kind="flat", alpha=0.9, cls="petal"),
    ]


def _path(canvas: Canvas, earth: str) -> list[Item]:
    """The trodden earth on which the hero stands."""
    middle = blob(
        at(
            canvas,
            (
                (0.1, 0.86),
                (0.34, 0.818),
                (0.56, 0.81),
                (0.8, 0.83),
                (0.92, 0.875),
                (0.78, 0.94),
                (0.46, 0.955),
                (0.18, 0.925),
            ),
        )
    )
    return [scenery(middle, mix(earth, "#FFF3D0", 0.3), alpha=0.4, blur=14 * canvas.scale / 1024, kind="glow")]
