"""A harbour: boats at their moorings, coloured houses along the far quay, a lighthouse, a wooden pier to stand on."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, glow, line, polygon, prop, rect, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import leaves
from gpuserver.engines.illustrator.settings.props import hazed, placed, planks, snowed
from gpuserver.engines.illustrator.settings.scape import corners, patch, slope, wood
from gpuserver.engines.illustrator.settings.water import banks_mirrored, glitter, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_FRONTS = ("#F2B5A0", "#F9E0A8", "#BFDCE6", "#F3F0E6", "#E8A0A0", "#C9E0C0", "#F6CFA0", "#D3C6E6")
_PIER = 0.797, 0.89
"""y of the far and the near edge of the pier, shares of the height."""


def harbour(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Water between two rows of things that stand on their heads in it; gulls, bollards, a coil of rope."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, shades, horizon = haze_of(air), leaves(air), height * 0.605
    water = surface(air, "#3E93B4")
    far: list[Item] = [
        slope(canvas, ((-0.05, 0.5), (0.12, 0.49), (0.3, 0.53), (0.48, 0.58), (0.6, 0.612), (1.05, 0.64)), (mix(shades[1], haze, 0.5), mix(shades[0], haze, 0.45))),
        wood(canvas, -0.05, 0.3, 0.53, 0.05, mix(shades[1], haze, 0.4), haze, rng),
    ]  # fmt: skip
    town = _town(canvas, haze, rng)
    cliff = patch(
        canvas,
        ((0.76, 0.61), (0.8, 0.583), (0.86, 0.572), (0.93, 0.576), (1.06, 0.56), (1.08, 0.614), (0.9, 0.616)),
        (mix("#A9A3B4", haze, 0.25), mix("#8C88A4", haze, 0.2)),
        "rock",
    )
    tower = [
        one
        for one in placed("lighthouse", width * 0.885, height * 0.578, 205 * unit, haze=(haze, 0.16))
        if one.cls not in {"rock", "rock2"}
    ]
    boats = [placed("boat", width * 0.7, height * 0.648, 120 * unit, haze=(haze, 0.14)), placed("boat", width * 0.335, height * 0.64, 84 * unit, flip=True, palette={"hull": "#3E7CB1", "hull2": "#2F5F8E"}, haze=(haze, 0.2)),
             placed("ship", width * 0.135, height * 0.7, 112 * unit, palette={"hull": "#2F7F86", "hull2": "#235F68", "water": "#D9543F"}, haze=(haze, 0.06)),
             placed("boat", width * 0.915, height * 0.742, 280 * unit, flip=True, palette={"hull": "#E8B04A", "hull2": "#C48A34", "deco": "#E5565A"})]  # fmt: skip
    feet = (0.648, 0.64, 0.7, 0.742)
    if air.is_white:
        snowed([one for one in town if one.cls == "roof"], 5 * unit)
        snowed([*far[1:], cliff], 6 * unit)
        for boat in boats:
            snowed(boat, 5 * unit, ("hull", "deck", "boat"))
    pool = Group([sheet(canvas, horizon - 2, height + 20, water)], "water")
    images = [banks_mirrored([*town, cliff, *tower], height * 0.614, water, 0.12 * height, strength=0.5, squash=0.7),
              *(banks_mirrored(boat, height * (foot - 0.006), water, 0.13 * height, strength=0.55, squash=0.7) for boat, foot in zip(boats, feet, strict=True))]  # fmt: skip
    shine = Group(glitter(canvas, air, horizon + 10 * unit, height, water, rng, 24), "ripples")
    pier, front = _pier(canvas, air, rng)
    legs = banks_mirrored(front, height * 0.945, water, 0.06 * height, strength=0.5)
    gear = _gear(canvas, air)
    land = [Group(far, "far"), mist(canvas, horizon - 40 * unit, haze, 0.4), Group([cliff, *tower], "lighthouse"), Group(town, "town"), pool, images[0], images[1], images[2],
            *(Group(boat, "boat") for boat in boats[:2]), mist(canvas, horizon + 8 * unit, haze, 0.25), images[3], Group(boats[2], "ship"), shine, images[4], Group(boats[3], "boat"),
            legs, Group([*front, *pier], "pier"), *(Group(items, "gear", ground=y, shadow=0.35) for y, items in gear), Group(_gulls(canvas, air), "gulls")]  # fmt: skip
    lit: list[Group] = []
    if air.is_dark or air.time == "sunset":
        lit.append(Group(_lights(canvas, rng), "lights"))
    return outdoors(
        canvas, air, rng, land, ground=height * 0.855, horizon=horizon, own=(pool, *images, shine, legs), lit=lit,
        rear=height * 0.815, water=wet(canvas, horizon, water, land=(rect(-30, height * _PIER[0], width + 60, height * (0.918 - _PIER[0])),), brink=height * 0.93, afloat=height * 0.765),
    )  # fmt: skip


def _town(canvas: Canvas, haze: str, rng: np.random.Generator) -> list[Item]:
    """Narrow gabled houses on a quay of stone, at the left."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    foot, x, number = height * 0.602, -20.0, 0
    while x < width * 0.55:
        wide, tall = (46 + 20 * rng.random()) * unit, (92 + 52 * rng.random()) * unit * (1 - 0.4 * x / width)
        color = _FRONTS[number % len(_FRONTS)]
        body = prop(rect(x, foot - tall, wide, tall + 6), color, form="soft", cls="wall", casts=False)
        size = wide * 0.16
        for row in range(max(1, int(tall / (34 * unit)))):
            for column in range(2):
                pane = rect(
                    x + wide * (0.22 + 0.4 * column), foot - tall + (12 + 32 * row) * unit, size, size * 1.45, 1
                )
                body.marks.append(scenery(pane, "#6E8CA8", alpha=0.75))
        roof = prop(
            polygon(
                [(x - 3, foot - tall + 1), (x + wide * 0.5, foot - tall - wide * 0.5), (x + wide + 3, foot - tall + 1)]
            ),
            ("#C9705A", "#8A6A80", "#B5655A")[number % 3],
            form="soft",
            cls="roof",
            casts=False,
        )
        out += [body, roof]
        x, number = x + wide + 1, number + 1
    quay = prop(rect(-30, foot - 2, x + 46 * unit, 14 * unit, 2), "#A39CB0", form="soft", cls="stone", casts=False)
    hazed(out, haze, 0.24)
    hazed([quay], haze, 0.2)
    return [*out, quay]


def _pier(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> tuple[list[Item], list[Item]]:
    """The pier: boards seen in perspective, and below them its edge with the posts."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    far, near = height * _PIER[0], height * _PIER[1]
    color = "#E4E8EE" if air.is_white else "#C99A6E"
    ground = scenery(rect(-20, far - 2, width + 40, near - far + 6), mix(color, "#6E4A3C", 0.55), cls="wood")
    boards = planks([(-40, far), (width + 40, far), (width + 60, near), (-60, near)], 6, color, rng)
    seams: list[Item] = []
    for row, y in enumerate(
        (
            far,
            far + (near - far) * 0.11,
            far + (near - far) * 0.25,
            far + (near - far) * 0.42,
            far + (near - far) * 0.61,
            far + (near - far) * 0.8,
        )
    ):
        for step in range(4):
            x = width * ((step + 0.3 * row + 0.13 * row * row) % 4) / 4
            seams.append(
                scenery(
                    line(
                        (x, y + 2),
                        (x + 2, y + 2),
                        (x + 3 * unit, y + (near - far) * 0.14),
                        (x, y + (near - far) * 0.14),
                    ),
                    "#6E4A3C",
                    alpha=0.4,
                    kind="flat",
                    cls="wood",
                )
            )
    edge = prop(
        rect(-20, near - 4 * unit, width + 40, 28 * unit, 4),
        mix(color, "#8A5A44", 0.4),
        form="soft",
        cls="wood",
        casts=False,
    )
    posts: list[Item] = []
    for step in range(6):
        x = width * (0.04 + 0.184 * step)
        post = prop(
            rect(x - 17 * unit, near - 2, 34 * unit, height * 0.945 - near, 4 * unit),
            "#8A6250",
            form="round",
            cls="wood",
            casts=False,
        )
        post.marks.append(scenery(rect(x - 20 * unit, height * 0.932, 40 * unit, 40 * unit), "#4E6A58", alpha=0.5))
        posts.append(post)
    shadow = scenery(
        rect(-20, near + 20 * unit, width + 40, height * 0.928 - near - 20 * unit),
        "#3A3A5E",
        alpha=0.45,
        kind="flat",
        cls="wood",
    )
    beam = scenery(rect(-20, near, width + 40, 10 * unit), "#4A3A48", alpha=0.35, blur=4, kind="glow")
    if air.is_white:
        snowed([edge], 9 * unit)
    return [ground, *boards, *seams, edge, beam], [shadow, *posts]


def _gear(canvas: Canvas, air: Atmosphere) -> list[tuple[float, list[Item]]]:
    """Bollards and a coil of rope, each with the y that it stands at."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[tuple[float, list[Item]]] = []
    for x, y, size in ((0.075, 0.838, 76), (0.955, 0.845, 80)):
        px, py, s = width * x, height * y, size * unit
        post = prop(
            corners(
                [
                    (px - s * 0.26, py - s * 0.9),
                    (px + s * 0.26, py - s * 0.9),
                    (px + s * 0.2, py - s * 0.5),
                    (px + s * 0.27, py),
                    (px - s * 0.27, py),
                    (px - s * 0.2, py - s * 0.5),
                ],
                6,
            ),
            "#5C5A78",
            cls="metal",
        )
        head = prop(rect(px - s * 0.36, py - s * 1.05, s * 0.72, s * 0.24, s * 0.12), "#6E6C8C", cls="metal")
        rope = [
            prop(
                rect(px - s * 0.28, py - s * (0.52 - 0.13 * step), s * 0.56, s * 0.14, s * 0.07),
                "#E3C48F",
                form="soft",
                cls="rope",
            )
            for step in range(3)
        ]
        if air.is_white:
            snowed([head], s * 0.09)
        out.append((py, [post, *rope, head]))
    px, py, s = width * 0.17, height * 0.868, 60 * unit
    coil: list[Item] = []
    for step in range(4):
        ring = prop(
            circle(px, py - s * (0.08 + 0.13 * step), s * (0.62 - 0.05 * step), s * 0.17),
            mix("#E3C48F", "#B98F58", 0.16 * (step % 2)),
            form="soft",
            cls="rope",
        )
        coil.append(ring)
    coil.append(scenery(circle(px, py - s * 0.5, s * 0.26, s * 0.07), "#8A6A4C", alpha=0.7, cls="rope"))
    out.append((py + s * 0.08, coil))
    return out


def _gulls(canvas: Canvas, air: Atmosphere) -> list[Item]:
    """Gulls far off, as two strokes each."""
    unit = canvas.scale / 1024
    color = "#FFFFFF" if air.time in {"day", "dawn"} else "#C9D0E8"
    out: list[Item] = []
    for x, y, size in ((0.2, 0.27, 34), (0.3, 0.215, 24), (0.665, 0.245, 28), (0.11, 0.345, 20)):
        px, py, s = canvas.width * x, canvas.height * y, size * unit
        for side in (-1, 1):
            wing = taper(
                curve((px, py), (px + side * s * 0.5, py - s * 0.5), (px + side * s, py - s * 0.1)),
                (s * 0.16, s * 0.14, 1),
                caps=False,
            )
            out.append(scenery(wing, color, alpha=0.95, cls="bird"))
    return out


def _lights(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    """Lamps along the quay with their paths over the water, and the lighthouse's lamp."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for step in range(9):
        x, y = width * (0.03 + 0.06 * step), height * (0.575 - 0.03 * rng.random())
        out += [
            glow(x, y, 26 * unit, "#FFD98A", 0.7),
            scenery(circle(x, y, 4 * unit), "#FFE9B0", kind="flat", cls="lamp"),
        ]
        out.append(
            scenery(
                rect(x - 3 * unit, height * 0.62, 6 * unit, (44 + 30 * rng.random()) * unit, 3),
                "#FFD98A",
                alpha=0.3,
                blur=4,
                kind="glow",
            )
        )
    lamp = height * 0.578 - 170 * unit
    beam = polygon([(width * 0.885, lamp), (-width * 0.2, lamp - 190 * unit), (-width * 0.2, lamp + 10 * unit)])
    return [
        *out,
        scenery(beam, "#FFF0C0", alpha=0.1, blur=12, kind="glow"),
        glow(width * 0.885, lamp, 80 * unit, "#FFE9B0", 0.9),
    ]
