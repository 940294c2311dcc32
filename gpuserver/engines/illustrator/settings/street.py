"""A street of small shops, seen from the pavement across."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, glow, polygon, prop, rect, scenery, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level, paving, steps, under_snow
from gpuserver.engines.illustrator.settings.furnish import lamp_post
from gpuserver.engines.illustrator.settings.interior import floor_of
from gpuserver.engines.illustrator.settings.props import grown, placed, snowed
from gpuserver.engines.illustrator.settings.weather import outdoors
from gpuserver.raster.svg_path import parse_path

_FRONTS = (
    ("#E9B8A0", "#2F7F86", "#F9E3C4", "books"), ("#F3E0BE", "#C9605A", "#FFF6E4", "bread"), ("#B9CDD8", "#5F8F6B", "#F4F0DC", "flowers"),
    ("#E3C9DC", "#6A5FA8", "#F9F0E0", "bread"), ("#CFDDBF", "#C9883E", "#FFF4DC", "books"),
)  # fmt: skip
"""Wall, woodwork, light inside, and what is sold."""
_WIDE = 380
"""Width of a house, in units of 1/1024 of the scale."""


def street(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Painted houses with awnings and flower boxes, a pavement with trees, lamps and a bicycle."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.285)
    lit = air.time in {"night", "sunset"} or air.is_wet
    count = 3 + 2 * max(0, round((width / unit - 1140) / (2 * _WIDE) + 0.49))
    houses, panes = list[Item](), list[Item]()
    for at in range(count):
        number = (at - count // 2 + 1) % len(_FRONTS)
        x = width / 2 + (at - count / 2) * _WIDE * unit
        parts, glass = _house(
            x, foot, unit, number, (640, 700, 600, 670, 620)[number], calm=at == count // 2, lit=lit, rng=rng
        )
        houses += parts
        panes += glass
    if air.is_white:
        snowed([item for item in houses if item.cls in {"cornice", "cloth"}], 9 * unit)
    way, end = floor_of(canvas, foot)
    stone = under_snow(("#D3CAD2", "#BDB3C0"), air.is_white)
    pavement = [scenery(rect(-20, foot, width + 40, height), stone[1], gradient=stone, cls="stone"),
                scenery(rect(-20, foot - 4, width + 40, 20 * unit), mix(stone[0], "#FFFFFF", 0.35), cls="stone"),
                scenery(paving(way, -way.half * 2.2, way.half * 2.2, steps(0.97, end, 6), 20, 4), "#8E8398", alpha=0.45, kind="flat")]  # fmt: skip
    trees = grown("tree", 6 * unit, foot + 34 * unit, 440 * unit, air, share=0.2) + grown(
        "tree", width - 4 * unit, foot + 34 * unit, 470 * unit, air, share=0.5, flip=True
    )
    if air.is_white:
        snowed([item for item in trees if item.cls.startswith("leaf")], 10 * unit)
    rings = [
        scenery(circle(x, foot + 34 * unit, 66 * unit, 13 * unit), "#8A6A5A", cls="soil")
        for x in (6 * unit, width - 4 * unit)
    ]
    posts = [(172 * unit, 400 * unit), (width - 190 * unit, 400 * unit)]
    lamps = [
        Group(lamp_post(x, foot + 46 * unit, tall), "lamp", ground=foot + 46 * unit, shadow=0.2) for x, tall in posts
    ]
    bike = placed("bicycle", 138 * unit, foot + 96 * unit, 150 * unit, flip=True)
    pots = placed("pottedplant", width - 120 * unit, foot + 60 * unit, 140 * unit)
    halo = [
        item
        for x, tall in posts
        for item in (
            glow(x, foot + (46) * unit - tall * 0.96, 120 * unit, "#FFC878", 0.6),
            glow(x, foot + 46 * unit - tall * 0.96, 40 * unit, "#FFF1C8", 0.8),
        )
    ]
    if lit:
        halo += [
            scenery(
                circle(x, foot + 60 * unit, 170 * unit, 40 * unit),
                "#FFC878",
                alpha=0.3,
                blur=20 * unit,
                blend=skia.BlendMode.kScreen,
                kind="glow",
            )
            for x, _ in posts
        ]
    windows, light = Group(panes, "windows"), Group(halo, "lamplight")
    land = [Group(houses, "houses"), windows, Group([*pavement, *rings], "pavement"), Group(trees, "trees"), Group(bike, "bicycle", ground=foot + 96 * unit, shadow=0.3),
            Group(pots, "plant", ground=foot + 60 * unit, shadow=0.3), *lamps]  # fmt: skip
    if lit:
        land.append(light)
    backdrop = outdoors(
        canvas, air, rng, land, ground=level(canvas, 0.115), horizon=foot, own=(windows, light) if lit else ()
    )
    return replace(backdrop, tint="#C2BAE4", rim=("#FFD9A0", 0.7)) if air.is_dark else backdrop


def _house(
    x: float, foot: float, unit: float, number: int, tall: float, *, calm: bool, lit: bool, rng: np.random.Generator
) -> tuple[list[Item], list[Item]]:
    """A house with a shop below and two windows above; and its lit panes with what stands in them."""
    wall, trim, inside, goods = _FRONTS[number]
    u, wide = unit, _WIDE * unit
    dark = mix(trim, "#2B2238", 0.25)
    body = scenery(
        rect(x, foot - tall * u, wide + 1, tall * u + 20), wall, gradient=(wall, mix(wall, "#FFFFFF", 0.25)), cls="wall"
    )
    out: list[Item] = [
        body,
        scenery(
            rect(x + wide - 10 * u, foot - tall * u, 12 * u, tall * u),
            mix(wall, "#5A2F66", 0.25),
            alpha=0.5,
            cls="wall",
        ),
    ]
    out += [prop(rect(x - 8 * u, foot - (tall + 6) * u, wide + 16 * u, 30 * u, 6), mix(wall, "#FFFFFF", 0.4), form="soft", cls="cornice"),
            prop(rect(x, foot - (tall - 26) * u, wide, 16 * u, 4), mix(wall, "#FFFFFF", 0.2), form="soft", cls="cornice")]  # fmt: skip
    panes: list[Item] = []
    sky = ("#FFD98A", ("#FFE3A6", "#FFC878")) if lit else ("#BCD9E4", ("#A9CEDF", "#DCECEE"))
    shop = (mix(inside, "#FFC878", 0.3), inside) if lit else (mix(inside, "#A9CEDF", 0.5), mix(inside, "#DCECEE", 0.4))
    for dx in (70, 230):
        left, top = x + dx * u, foot - (tall - 80) * u
        high = min(150, tall - 480) * u + 30 * u
        out.append(
            prop(rect(left - 12 * u, top - 12 * u, 104 * u, high + 24 * u, 8), "#FFFDF6", form="soft", cls="frame")
        )
        panes.append(scenery(rect(left, top, 80 * u, high, 4), sky[0], gradient=sky[1], cls="pane"))
        out_bars = union([rect(left + 37 * u, top, 6 * u, high), rect(left, top + high * 0.42, 80 * u, 6 * u)])
        panes.append(scenery(out_bars, "#FFFDF6", cls="frame"))
        box = top + high
        panes.append(
            scenery(
                union([circle(left + at * 16 * u, box + (4 - 6 * (at % 2)) * u, 13 * u) for at in range(6)]),
                "#6DB36B",
                cls="leaf",
            )
        )
        panes.append(
            scenery(
                union([circle(left + (4 + at * 18) * u, box - (4 + 5 * (at % 2)) * u, 6 * u) for at in range(5)]),
                ("#F2674F", "#F48FA0", "#F9C74F")[number % 3],
                cls="petal",
            )
        )
        panes.append(scenery(rect(left - 12 * u, box + 6 * u, 104 * u, 22 * u, 5), "#A8705A", cls="wood"))
    out.append(prop(rect(x + 14 * u, foot - 388 * u, wide - 28 * u, 392 * u, 6), trim, form="soft", cls="wood"))
    sign = prop(rect(x + 30 * u, foot - 378 * u, wide - 60 * u, 46 * u, 6), dark, form="soft", cls="sign")
    sign.marks += [
        scenery(
            rect(x + wide / 2 + (at - 3) * 26 * u + 3 * u, foot - 364 * u, (16, 19, 14)[at % 3] * u, 18 * u, 3),
            "#F9E3B4",
            alpha=0.9,
        )
        for at in range(6)
    ]
    out.append(sign)
    door = 96 * u
    glass_left, glass_wide = (
        (x + 36 * u, wide - 84 * u - door) if number % 2 else (x + 48 * u + door, wide - 84 * u - door)
    )
    door_left = x + wide - 36 * u - door if number % 2 else x + 36 * u
    shown = rect(glass_left, foot - 262 * u, glass_wide, 190 * u, 6)
    panes.append(scenery(shown, inside, gradient=shop, cls="pane"))
    if not calm:
        panes += _goods(goods, glass_left, foot - 74 * u, glass_wide, u, rng)
    panes.append(
        scenery(
            polygon(
                [
                    (glass_left + glass_wide * 0.3, foot - 262 * u),
                    (glass_left + glass_wide * 0.46, foot - 262 * u),
                    (glass_left + glass_wide * 0.24, foot - 72 * u),
                    (glass_left + glass_wide * 0.08, foot - 72 * u),
                ]
            ),
            "#FFFFFF",
            alpha=0.25,
            kind="flat",
            cls="glint",
        )
    )
    panes.append(
        scenery(
            rect(glass_left - 6 * u, foot - 76 * u, glass_wide + 12 * u, 14 * u, 4),
            mix(trim, "#FFFFFF", 0.3),
            cls="wood",
        )
    )
    out.append(
        prop(rect(door_left, foot - 264 * u, door, 264 * u, 6), mix(trim, "#FFFFFF", 0.16), form="soft", cls="wood")
    )
    panes += [scenery(rect(door_left + 16 * u, foot - 246 * u, door - 32 * u, 130 * u, 5), inside, gradient=shop, cls="pane"),
              scenery(circle(door_left + door - 14 * u, foot - 104 * u, 6 * u), "#F2B84B", cls="metal")]  # fmt: skip
    out += _awning(x + 20 * u, foot - 332 * u, wide - 40 * u, 74 * u, trim, plain=calm)
    return out, panes


def _awning(x: float, y: float, wide: float, drop: float, color: str, *, plain: bool) -> list[Item]:
    count = 9
    step, out = (wide + drop * 0.5) / count, list[Item]()
    for at in range(count):
        top, low = x + wide * at / count, x - drop * 0.25 + step * at
        path = parse_path(
            f"M{top} {y} H{top + wide / count} L{low + step} {y + drop * 0.78} q{-step / 2} {drop * 0.36} {-step} 0Z"
        )
        pale = mix(color, "#FFFFFF", 0.16) if plain else "#FFF6E8"
        out.append(prop(path, (mix(color, "#FFFFFF", 0.08), pale)[at % 2], form="soft", cls="cloth", casts=at == 0))
    return out


def _goods(kind: str, x: float, y: float, wide: float, u: float, rng: np.random.Generator) -> list[Item]:
    """What stands in a shop window."""
    out: list[Item] = []
    if kind == "books":
        for at in range(7):
            tall = (70 + 30 * rng.random()) * u
            out.append(
                scenery(
                    rect(x + wide * (0.08 + 0.12 * at), y - tall, wide * 0.09, tall, 3),
                    ("#B5524A", "#3F7F86", "#D9A24E", "#4A5D94")[at % 4],
                    cls="book",
                )
            )
    elif kind == "bread":
        for at in range(4):
            cx = x + wide * (0.16 + 0.23 * at)
            out += [
                scenery(
                    circle(cx, y - 20 * u, wide * 0.1, 22 * u), "#D9985A", gradient=("#E9B676", "#C9834A"), cls="bread"
                ),
                scenery(circle(cx, y - 60 * u, wide * 0.07, 15 * u), "#E9B676", cls="bread"),
            ]
    else:
        for at in range(5):
            cx = x + wide * (0.12 + 0.19 * at)
            tuft = union([circle(cx + dx * u, y - (62 + dy) * u, 17 * u) for dx, dy in ((-14, 0), (14, 4), (0, 20))])
            color = ("#F48FA0", "#F9C74F", "#FFFFFF", "#B9A6DC", "#F2674F")[at]
            out += [scenery(rect(cx - 14 * u, y - 52 * u, 28 * u, 52 * u, 4), "#9AA6B4", cls="metal"), scenery(tuft, "#6DB36B", cls="leaf"),
                    scenery(union([circle(cx + dx * u, y - (66 + dy) * u, 8 * u) for dx, dy in ((-14, 2), (12, 6), (0, 22), (4, 0))]), color, cls="petal")]  # fmt: skip
    return out
