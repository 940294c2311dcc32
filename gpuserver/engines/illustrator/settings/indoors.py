"""A kitchen, a living room, and the plain studio."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Counter, Group, Item
from gpuserver.engines.illustrator.painting.light import DAY
from gpuserver.engines.illustrator.painting.shapes import circle, prop, rect, ridge, scenery
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.furnish import framed, pendant
from gpuserver.engines.illustrator.settings.interior import Lamp, inside, sunlight
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.weather import band, light_of, moon, stars
from gpuserver.engines.illustrator.settings.windows import window
from gpuserver.raster.svg_path import parse_path

_PLAIN = (
    ("#F6E7D8", "#EFD9C6"),
    ("#E3ECEF", "#CFDDE4"),
    ("#EFE3EE", "#DFCFE2"),
    ("#E6EDDC", "#D3DFC6"),
    ("#F7E9C8", "#EFDBAE"),
)


PLAIN_GROUND: Final = 0.86
"""Where one stands on the paper backdrop, as a share of its height. A meadow that only weather called for has the same
ground, so that night falls on those who stand and moves nobody."""
PLAIN_REAR: Final = 0.79
"""The far edge of that ground."""


def plain(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, color: str = "") -> Backdrop:
    """A paper backdrop with a soft light behind the subject and a floor that is only hinted at; `color`: its own."""
    width, height = canvas.width, canvas.height
    wall, floor = _PLAIN[int(rng.integers(0, len(_PLAIN)))]
    if color:
        wall, floor = mix(color, "#FFFFFF", 0.3), mix(color, "#FFFFFF", 0.08)
    if air.is_dark:
        wall, floor = "#3A3F74", "#2B2F5C"
    elif air.time in {"sunset", "dawn"}:
        wall, floor = "#F6C6A8", "#E8A58E"
    horizon = height * 0.74
    back = [
        band(canvas, -10, height + 20, (mix(wall, "#FFFFFF", 0.25), wall, mix(wall, floor, 0.6)), "wall"),
        scenery(
            circle(width * 0.5, height * 0.5, width * 0.38, height * 0.36),
            mix(wall, "#FFFFFF", 0.55),
            alpha=0.55,
            blur=90,
            kind="glow",
        ),
        scenery(
            rect(-20, horizon, width + 40, height),
            floor,
            gradient=(mix(wall, floor, 0.5), floor),
            alpha=0.0 if air.is_dark else 0.55,
            blur=26,
            kind="glow",
        ),
    ]
    if air.is_dark and not air.is_wet:
        high, side = height * 0.17, width * (0.16 if rng.random() < 0.5 else 0.84)
        back += [*stars(canvas, rng, height * 0.5, 46), *moon(side, high, 50 * canvas.scale / 1024, hazy=False)]
    return Backdrop(
        back=[Group(back, "wall")], front=falling(canvas, air, rng), light=light_of(air) if air.time != "day" else DAY,
        ground=height * PLAIN_GROUND, horizon=horizon, tint="#B9C2F0" if air.is_dark else None, haze=wall, shadow=0.4,
        rear=height * PLAIN_REAR, bare=True,
    )  # fmt: skip


def kitchen(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A warm kitchen: tiles, a window, a shelf of jars and the worktop in front."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    top = height * 0.74
    wall = [band(canvas, -10, top + 40, ("#F3CDAE", "#FBE6C9"), "wall")]
    for row in range(4):
        y = top - (4 - row) * 66 * unit + 4
        for at in range(round(width / (74 * unit)) + 2):
            tile = rect(-20 + at * 74 * unit - (row % 2) * 37 * unit, y, 70 * unit, 62 * unit)
            wall.append(
                scenery(tile, ("#A6DACE", "#B4E0D4", "#9AD3C6")[(at * 5 + row * 3) % 3], form="soft", cls="tile")
            )
    shelf_y = height * 0.25
    jars = [prop(rect(width * 0.58, shelf_y, width * 0.37, 24 * unit, 8), "#C98A54", form="soft", cls="wood")]
    for share, wide, tall, color in (
        (0.61, 70, 96, "#E8604F"),
        (0.69, 60, 76, "#F2B84B"),
        (0.765, 78, 110, "#3F8FB5"),
        (0.86, 64, 84, "#7C5BA6"),
    ):
        x, wide, tall = width * share, wide * unit, tall * unit
        jars += [prop(rect(x, shelf_y - tall, wide, tall, 16 * unit), color, casts=False),
                 prop(rect(x + 8, shelf_y - tall - 16 * unit, wide - 16, 22 * unit, 8), "#FFF1DC"),
                 scenery(rect(x + 12, shelf_y - tall * 0.62, wide - 24, tall * 0.3, 6), "#FFF7EA")]  # fmt: skip
    bench = [
        scenery(rect(-10, top, width + 20, 60 * unit), "#C98A54", gradient=("#E2AC72", "#D2965C"), cls="wood"),
        scenery(rect(-10, top + 60 * unit, width + 20, height), "#9A5F45", gradient=("#B2744E", "#A0653F"), cls="wood"),
        scenery(rect(-10, top + 54 * unit, width + 20, 26 * unit), "#7A4636", alpha=0.4, blur=5, kind="glow"),
    ]
    for at in range(round(width / (340 * unit)) + 1):
        x, y = (20 + at * 340) * unit, top + 106 * unit
        bench += [prop(rect(x, y, 310 * unit, 250 * unit, 14), "#C4835A", form="soft", cls="wood"),
                  prop(rect(x + 24 * unit, y + 26 * unit, 262 * unit, 220 * unit, 8), "#B4744E", form="soft", cls="wood"),
                  prop(rect(x + 120 * unit, y + 10 * unit, 70 * unit, 9 * unit, 4), "#F9C74F")]  # fmt: skip
    ray = [
        (width * x, y)
        for x, y in ((0.29, height * 0.41), (0.49, height * 0.41), (0.86, top + 50 * unit), (0.47, top + 50 * unit))
    ]
    sun = [] if air.is_dark else [sunlight(ray, 0.22)]
    view, frame = window(canvas, air, rng, width * 0.12, height * 0.07, 370 * unit, 330 * unit, curtain="#FF8A6B")
    lamp = (width * 0.553, height * 0.1)
    backdrop = inside(
        canvas, air,
        [Group(wall, "wall"), view, frame, Group(jars, "jars"), Group(bench, "bench"), Group(sun, "sun"),
         Group(pendant(lamp[0], -10, lamp[1], 70 * unit, "#F2B84B"), "lamp")],
        ground=top + 44 * unit, horizon=top, own=(view,), lamps=[Lamp(*lamp, 330 * unit)],
    )  # fmt: skip
    return replace(backdrop, counter=Counter("bench", top))


def room(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A living room: papered wall, window, pictures, a sofa, a plant and a rug on boards."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = height * 0.7
    wall = [band(canvas, -10, foot, ("#D7E3E6", "#E9EEE9"), "wall")]
    for at in range(round(width / (46 * unit)) + 1):
        wall.append(scenery(rect(at * 46 * unit, -10, 10 * unit, foot), "#FFFFFF", alpha=0.22, cls="wall"))
    wall.append(scenery(rect(-20, foot - 26 * unit, width + 40, 28 * unit), "#FBF7F0", form="soft", cls="wood"))
    floor = [scenery(rect(-20, foot, width + 40, height), "#D9A572", gradient=("#CE9663", "#E3B684"), cls="wood")]
    for at in range(6):
        y = foot + (height - foot) * (at / 6) ** 1.3
        floor.append(scenery(rect(-20, y, width + 40, 2.5 * unit), "#A8744A", alpha=0.5, kind="flat"))
    floor.append(
        prop(
            circle(width * 0.5, height * 0.89, width * 0.36, height * 0.085),
            "#C65D6B",
            form="soft",
            cls="cloth",
            casts=False,
        )
    )
    floor.append(
        scenery(circle(width * 0.5, height * 0.89, width * 0.31, height * 0.066), "#E8A0A0", alpha=0.7, cls="cloth")
    )
    pictures: list[Item] = []
    for x, y, wide, tall, color in ((0.6, 0.14, 130, 170, "#F2B84B"), (0.76, 0.2, 110, 110, "#5FA9B8")):
        left, top, low = width * x, height * y, height * y + tall * unit
        parts, picture = framed(left, top, wide * unit, tall * unit, "#FFFDF8", 14 * unit, color)
        picture.marks.append(
            scenery(
                ridge(top + tall * 0.6 * unit, 16 * unit, 5, rng, low, width), mix(color, "#2B4A5E", 0.5), alpha=0.7
            )
        )
        pictures += parts
    sofa = _sofa(width * 0.76, foot + 60 * unit, 400 * unit)
    plant = _plant(width * 0.06, foot + 74 * unit, 330 * unit)
    view, frame = window(canvas, air, rng, width * 0.14, height * 0.1, 330 * unit, 330 * unit, curtain="#7C9CC4")
    lamp = (width * 0.56, height * 0.1)
    return inside(
        canvas, air,
        [Group(wall, "wall"), view, frame, Group(pictures, "pictures"), Group(floor, "floor"), Group(sofa, "sofa"), Group(plant, "plant"),
         Group(pendant(lamp[0], -10, lamp[1], 76 * unit, "#E07A5F"), "lamp")],
        ground=height * 0.89, horizon=foot, own=(view,), lamps=[Lamp(*lamp, 340 * unit)],
    )  # fmt: skip


def _sofa(x: float, y: float, size: float) -> list[Item]:
    cloth, dark = "#5B8C8A", "#47736F"
    back = prop(rect(x - size * 0.5, y - size * 0.52, size, size * 0.42, size * 0.09), cloth, form="soft", cls="cloth")
    seat = prop(
        rect(x - size * 0.46, y - size * 0.24, size * 0.92, size * 0.19, size * 0.05),
        mix(cloth, "#FFFFFF", 0.12),
        form="soft",
        cls="cloth",
    )
    arms = [
        prop(
            rect(x + side * size * 0.5 - size * 0.07, y - size * 0.34, size * 0.14, size * 0.3, size * 0.06),
            cloth,
            cls="cloth",
        )
        for side in (-1, 1)
    ]
    legs = [prop(rect(x + side * size * 0.42 - 8, y - size * 0.06, 16, size * 0.08, 4), "#8A5A3C") for side in (-1, 1)]
    cushion = prop(
        rect(x + size * 0.14, y - size * 0.42, size * 0.22, size * 0.2, size * 0.05),
        "#F2B84B",
        form="soft",
        cls="cloth",
    )
    return [
        *legs,
        back,
        prop(rect(x - size * 0.48, y - size * 0.09, size * 0.96, size * 0.06, 6), dark, form="soft", cls="cloth"),
        seat,
        cushion,
        *arms,
    ]


def _plant(x: float, y: float, size: float) -> list[Item]:
    leaves = []
    for lean, reach in ((-0.9, 0.7), (-0.5, 0.85), (-0.1, 0.95), (0.3, 0.9), (0.7, 0.78), (1.05, 0.6)):
        tip = (x + np.sin(lean) * size * reach * 0.7, y - size * 0.3 - np.cos(lean) * size * reach * 0.75)
        middle = ((x + tip[0]) / 2 + 18, (y - size * 0.3 + tip[1]) / 2)
        leaf = parse_path(
            f"M{x} {y - size * 0.26} Q{middle[0] - 36} {middle[1] - 20} {tip[0]} {tip[1]} Q{middle[0] + 26} {middle[1] + 22} {x} {y - size * 0.26}Z"
        )
        leaves.append(prop(leaf, "#4F9B72" if lean < 0.2 else "#63B084", cls="leaf"))
    pot = parse_path(
        f"M{x - size * 0.16} {y - size * 0.3} h{size * 0.32} l{-size * 0.04} {size * 0.26} q{-size * 0.01} {size * 0.04} {-size * 0.05} {size * 0.04} h{-size * 0.14} q{-size * 0.04} 0 {-size * 0.05} {-size * 0.04}z"
    )
    return [*leaves, prop(pot, "#E07A5F")]
