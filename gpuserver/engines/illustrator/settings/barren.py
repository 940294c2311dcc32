"""Snow and desert: wide, bare, with a few things standing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import NIGHT
from gpuserver.engines.illustrator.painting.shapes import (
    below,
    circle,
    line,
    prop,
    rect,
    ridge,
    scenery,
    smooth,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import pine, rock
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.weather import band, mist, outdoors


def snow(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Snow-covered hills, white pines and a blue shade in every hollow."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = height * 0.56
    far = [scenery(ridge(horizon - 40 * unit, 60 * unit, 5, rng, height, width), "#C6D6EA", gradient=("#D6E3F0", "#E9F1F7")),
           scenery(ridge(horizon, 30 * unit, 4, rng, height, width), "#E1EBF4", gradient=("#EAF2F8", "#D3E2F0"))]  # fmt: skip
    trees: list[Item] = []
    for x, y, size in (
        (0.04, 0.1, 330),
        (0.13, 0.06, 230),
        (0.24, 0.04, 150),
        (0.8, 0.05, 190),
        (0.9, 0.08, 280),
        (0.99, 0.12, 370),
    ):
        foot = horizon + height * y
        shape = pine(width * x, foot, size * unit, rng)
        body = scenery(shape, "#5F8FA0", gradient=("#6C9CAA", "#8FB6C0"), form="soft", cls="leaf")
        for tier in range(5):
            share = tier / 5
            cap_y = foot - size * unit * (0.16 + 0.72 * share)
            half = size * unit * 0.15 * (1 - share * 0.7)
            cap = smooth([(width * x - half, cap_y), (width * x - half * 0.4, cap_y - half * 0.7), (width * x, cap_y - half * 1.3),
                          (width * x + half * 0.5, cap_y - half * 0.6), (width * x + half, cap_y), (width * x, cap_y - half * 0.25)], True)  # fmt: skip
            body.marks.append(scenery(cap, "#FFFFFF", alpha=0.95))
        trees.append(body)
    ground = [scenery(ridge(height * 0.69, 16 * unit, 4, rng, height + 20, width), "#F3F8FC", gradient=("#F7FAFD", "#DBE8F4"), cls="snow"),
              scenery(ridge(height * 0.83, 14 * unit, 3, rng, height + 20, width), "#FBFDFF", gradient=("#FFFFFF", "#E3EDF7"), cls="snow")]  # fmt: skip
    for _ in range(24):
        x, y = rng.random() * width, height * (0.72 + 0.27 * rng.random())
        ground.append(scenery(circle(x, y, 26 * unit, 5 * unit), "#C3D6EC", alpha=0.35, kind="flat"))
    land = [Group(far, "hills"), mist(canvas, horizon, "#F2F7FB", 0.35), Group(trees, "pines"), Group(ground, "snow")]
    quiet = air if air.weather != "clear" else replace(air, season="winter")
    backdrop = outdoors(canvas, quiet, rng, land, ground=height * 0.87, horizon=horizon)
    if air.weather == "clear":
        flakes: list[Item] = []
        for _ in range(60):
            flakes.append(
                scenery(
                    circle(rng.random() * width, rng.random() * height, 1.5 + 2.5 * rng.random()),
                    "#FFFFFF",
                    alpha=0.85,
                    kind="flat",
                    cls="snow",
                )
            )
        backdrop.front.append(Group(flakes, "flakes", layer="front"))
    return backdrop


def desert(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Mesas, long dunes with a sharp crest, cacti and stones."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = height * 0.55
    mesas = []
    for x, wide, tall in ((0.14, 0.2, 0.13), (0.3, 0.1, 0.08), (0.82, 0.24, 0.16)):
        left, right, top = width * (x - wide / 2), width * (x + wide / 2), horizon - height * tall
        shape = smooth(
            [
                (left - 20, horizon + 10),
                (left + 12, top + 26 * unit),
                (left + 22, top),
                (right - 22, top + 6),
                (right - 8, top + 30 * unit),
                (right + 30, horizon + 10),
            ],
            True,
        )
        mesa = scenery(shape, "#D88E6A", gradient=("#E3A07A", "#EDC39C"), cls="rock")
        for step in range(3):
            mesa.marks.append(
                scenery(
                    rect(left - 40, top + (24 + 30 * step) * unit, right - left + 80, 8 * unit), "#C57856", alpha=0.4
                )
            )
        mesas.append(mesa)
    dunes: list[Item] = [band(canvas, horizon, height + 20, ("#F2C48C", "#E9AE72"), "sand")]
    for y, colors in ((0.575, ("#F2C48C", "#E9AE72")), (0.65, ("#F6D09A", "#E8B076")), (0.76, ("#FADCAA", "#EDBE86"))):
        crest = [
            (width * x, height * (y + dip))
            for x, dip in zip(np.linspace(-0.05, 1.05, 6), (rng.random(6) - 0.5) * 0.07, strict=True)
        ]
        dunes.append(scenery(below(crest, height + 20, width), colors[0], gradient=colors, cls="sand"))
        lee = [
            *crest[1:3],
            (crest[2][0] + 90 * unit, crest[2][1] + 150 * unit),
            (crest[1][0] - 30 * unit, crest[1][1] + 90 * unit),
        ]
        dunes.append(scenery(smooth(lee, True), "#C98A62", alpha=0.28, blur=3, kind="flat", cls="sand"))
    for _ in range(16):
        y = 0.8 + 0.19 * rng.random()
        x = rng.random() * width
        dunes.append(
            scenery(
                taper(line((x, height * y), (x + 90 * unit, height * y - 4)), (0.6, 3, 0.6), caps=False),
                "#D9A066",
                alpha=0.5,
                kind="flat",
            )
        )
    plants = [
        (0.73, _cactus(width * 0.91, height * 0.73, 170 * unit)),
        (0.79, _cactus(width * 0.1, height * 0.79, 250 * unit)),
    ]
    stones = [
        rock(width * x, height * y, size * unit, "#B98A74", rng)
        for x, y, size in ((0.03, 0.84, 34), (0.95, 0.87, 44), (0.18, 0.8, 18))
    ]
    if air.is_white:
        _whiten(dunes)
        snowed(mesas, 16 * unit)
        snowed([*stones, *(item for _, plant in plants for item in plant)], 9 * unit)
    land = [Group(mesas, "mesas"), mist(canvas, horizon, "#FBE6C6", 0.35), Group(dunes, "dunes"),
            *(Group(plant, "cactus", ground=height * foot, shadow=0.3) for foot, plant in plants), Group(stones, "stones")]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.88, horizon=horizon, light=NIGHT if air.is_dark else None)


def _whiten(sand: list[Item]) -> None:
    """Snow over dunes, through which the sand still shows."""
    for item in sand:
        item.color = mix(item.color, "#F3F6FB", 0.7)
        item.gradient = tuple(mix(color, "#F7F9FD", 0.78 if at == 0 else 0.6) for at, color in enumerate(item.gradient))


def _cactus(x: float, y: float, size: float) -> list[Item]:
    arms = [taper(line((x, y), (x, y - size)), (size * 0.16, size * 0.17, size * 0.14))]
    for side, at, up in ((-1, 0.45, 0.3), (1, 0.58, 0.25)):
        elbow = (x + side * size * 0.24, y - size * at)
        arms.append(
            taper(
                smooth(
                    [(x, y - size * at + size * 0.05), elbow, (elbow[0] + side * size * 0.02, elbow[1] - size * up)]
                ),
                (size * 0.11, size * 0.11, size * 0.1),
            )
        )
    body = prop(union(arms), "#5FA372", cls="leaf")
    for shift in (-0.035, 0.0, 0.035):
        body.marks.append(
            scenery(taper(line((x + shift * size, y), (x + shift * size, y - size)), (2, 2)), "#3F7F58", alpha=0.5)
        )
    return [body]
