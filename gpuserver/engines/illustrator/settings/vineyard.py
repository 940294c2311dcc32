"""A vineyard: walls of leaves on wires that come towards the viewer, grapes in the near ones."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, prop, rect, scenery, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, rock, tuft
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.rows import cypresses, half_at, hills, leafy, line_at
from gpuserver.engines.illustrator.settings.scape import slope
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors


def vineyard(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Vines on wires, grapes in the near rows, a village church on the hill."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze = haze_of(air)
    light, dark = grass(air)
    leaf = (
        {"summer": "#6FAE5C", "spring": "#93CB74", "autumn": "#D98A3F"}.get(air.season, "#8FA9A0")
        if not air.is_white
        else "#B9C9CC"
    )
    earth = "#EDF2F7" if air.is_white else "#D2B184"
    field = slope(canvas, ((-0.05, 0.6), (0.3, 0.596), (0.68, 0.59), (1.05, 0.598)), (mix(earth, haze, 0.3), earth))
    turf = slope(
        canvas,
        ((-0.05, 0.82), (0.2, 0.8), (0.5, 0.79), (0.8, 0.8), (1.05, 0.815)),
        (mix(earth, light, 0.5), mix(earth, dark, 0.4)),
    )
    rows: list[Item] = []
    for step in (-7, -6, -5, -4, -3, 6, 5, 4, 3, 2, 1.25):
        rows += _vines(canvas, step, leaf, haze, air, rng)
    church = placed("church", width * 0.2, height * 0.56, 130 * unit, palette=leafy(air), haze=(haze, 0.3))
    trees = cypresses(canvas, air, haze, rng)
    if air.is_white:
        snowed(church, 6 * unit, ("roof", "leaf", "leaf2"))
        snowed(trees, 7 * unit)
    growth = [
        tuft(
            width * rng.random(),
            height * (0.82 + 0.18 * share),
            (12 + 18 * share) * unit,
            mix(dark, "#3E8A56", 0.2),
            rng,
        )
        for share in np.sort(rng.random(26)).tolist()
    ]
    growth += [
        rock(width * x, height * y, size * unit, "#C4B49C", rng)
        for x, y, size in ((0.06, 0.95, 30), (0.95, 0.93, 26), (0.9, 0.965, 16))
    ]
    if not air.is_white:
        growth += _basket(canvas)
    land = [Group(hills(canvas, air, haze, rng), "hills"), Group(church, "church"), mist(canvas, height * 0.585, haze, 0.4), Group([field], "field"), Group(trees, "cypresses"),
            Group([turf], "turf"), Group(rows, "vines"), Group(growth, "grass")]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.6)


def _vines(canvas: Canvas, step: float, leaf: str, haze: str, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """A row of vines on posts: a wall of leaves that comes towards the viewer."""
    out: list[Item] = []
    for number in range(18):
        x, y = line_at(step * 1.15, (number + 0.4) / 18)
        if not -0.15 < x < 1.15:
            continue
        px, py, size = canvas.width * x, canvas.height * y, 2.2 * half_at(y) * canvas.scale
        far = haze if number < 16 else leaf
        shade = mix(mix(leaf, "#3E7048", 0.18 * rng.random()), far, 0.42 * (1 - number / 16))
        if number > 5:
            wood_color = mix("#8A6248", far, 0.3 * (1 - number / 16))
            out.append(
                scenery(rect(px - size * 0.045, py - size * 1.75, size * 0.09, size * 1.8), wood_color, cls="bark")
            )
            out.append(
                scenery(
                    taper(
                        curve(
                            (px + size * 0.2, py + size * 0.05),
                            (px + size * 0.1, py - size * 0.4),
                            (px + size * 0.3, py - size * 0.9),
                        ),
                        (size * 0.1, size * 0.06),
                    ),
                    wood_color,
                    cls="bark",
                )
            )
        puffs = [circle(px + dx * size, py - up * size, reach * size * (0.9 + 0.2 * rng.random())) for dx, up, reach in
                 ((0, 0.9, 0.5), (-0.45, 0.8, 0.34), (0.45, 0.85, 0.36), (-0.22, 1.3, 0.3), (0.26, 1.34, 0.28), (-0.3, 0.48, 0.28), (0.28, 0.5, 0.3))]  # fmt: skip
        wall = union(puffs)
        body = (
            prop(wall, shade, cls="leaf", casts=False)
            if number > 14
            else scenery(wall, shade, gradient=(mix(shade, "#FFFFD0", 0.14), mix(shade, "#2F5A44", 0.2)), cls="leaf")
        )
        if number > 9:
            for _ in range(5):
                sx, sy = px + size * 0.9 * (rng.random() - 0.5), py - size * (0.7 + 0.9 * rng.random())
                blade = taper(
                    curve((sx, sy), (sx + size * 0.06, sy + size * 0.02), (sx + size * 0.13, sy + size * 0.1)),
                    (1, size * 0.1, 1),
                    caps=False,
                )
                body.marks.append(scenery(blade, mix(shade, "#FFFFC0", 0.3), alpha=0.7))
        out.append(body)
        if air.is_white:
            snowed([body], (3 + 0.5 * number) * canvas.scale / 1024)
        elif air.season in {"summer", "autumn"} and number > 11:
            out += [
                one
                for dx, up in ((-0.2, 0.72), (0.22, 0.8))
                for one in _grapes(px + dx * size, py - (up - 0.2) * size, size * 0.1)
            ]
    return out


def _grapes(x: float, y: float, size: float) -> list[Item]:
    spots = ((-1, 0), (0, 0), (1, 0), (-0.5, 0.85), (0.5, 0.85), (0, 1.7))
    bunch = scenery(
        union([circle(x + dx * size, y + dy * size, size * 0.62) for dx, dy in spots]),
        "#7A5AA8",
        form="soft",
        cls="fruit",
    )
    bunch.marks += [
        scenery(circle(x + dx * size - size * 0.15, y + dy * size - size * 0.2, size * 0.2), "#FFFFFF", alpha=0.4)
        for dx, dy in spots
    ]
    return [bunch]


def _basket(canvas: Canvas) -> list[Item]:
    """A basket of grapes at the side."""
    x, y, unit = canvas.width * 0.885, canvas.height * 0.905, canvas.scale / 1024
    out = [one for dx in (-30, -8, 15, 34) for one in _grapes(x + dx * unit, y - 62 * unit, 12 * unit)]
    return [*out, *placed("basket", x, y, 78 * unit)]
