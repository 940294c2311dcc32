"""A playground: a slide, swings and a sand pit among trees."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    line,
    polygon,
    prop,
    rect,
    ridge,
    scenery,
    shifted,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import lamp_post
from gpuserver.engines.illustrator.settings.nature import grass, leaves, tuft
from gpuserver.engines.illustrator.settings.props import fence, grown, placed, snowed
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors
from gpuserver.raster.svg_path import parse_path

_RED, _YELLOW, _BLUE, _TEAL = "#E86A58", "#F9C74F", "#4A8FD0", "#2A9D9D"


def playground(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Bright frames on soft ground, hedges and trees behind."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = level(canvas, 0.39)
    (light, dark), shades, haze = grass(air), leaves(air), haze_of(air)
    far: list[Item] = [scenery(ridge(horizon - 40 * unit, 30 * unit, 8, rng, height, width), mix(shades[1], haze, 0.5))]
    trees: list[Item] = []
    for x, tall, share, name in (
        (0.02, 400, 0.2, "tree"),
        (0.3, 250, 0.5, "tree"),
        (0.72, 260, 0.1, "tree"),
        (0.97, 420, 0.4, "tree"),
    ):
        trees += grown(
            name, width * x, horizon + 26 * unit, tall * unit, air, share=share, flip=x > 0.5, haze=(haze, 0.12)
        )
    rail = fence(
        [(width * at / 7, horizon + 34 * unit) for at in range(-1, 9)], 62 * unit, "#F4EBDC", snow=air.is_white
    )
    lawn = [
        scenery(
            ridge(horizon + 22 * unit, 5 * unit, 5, rng, height + 20, width), light, gradient=(light, dark), cls="grass"
        )
    ]
    lawn += [
        tuft(
            rng.random() * width, horizon + (40 + 330 * rng.random()) * unit, 15 * unit, mix(dark, "#3E8A56", 0.3), rng
        )
        for _ in range(24)
    ]
    deep = (height - horizon) / unit + 50
    soft = smooth(
        [
            (width * x, horizon + y * unit)
            for x, y in (
                (0.14, 150),
                (0.3, 110),
                (0.55, 100),
                (0.8, 112),
                (0.93, 150),
                (1.08, 240),
                (1.06, deep),
                (-0.06, deep),
                (-0.05, 230),
                (0.14, 150),
            )
        ],
        True,
    )
    mat = "#E3E9EE" if air.is_white else "#E9A98E"
    lawn.append(scenery(soft, mat, gradient=(mix(mat, "#FFFFFF", 0.1), mix(mat, "#C97A6A", 0.25)), cls="sand"))
    if not air.is_white:
        lawn.append(
            scenery(
                circle(width * 0.5, level(canvas, 0.115), 330 * unit, 70 * unit),
                "#F3CDA8",
                alpha=0.7,
                cls="sand",
            )
        )
        lawn += [
            scenery(
                circle(width * x, horizon + y * unit, size * unit, size * 0.24 * unit), color, alpha=0.55, cls="sand"
            )
            for x, y, size, color in ((0.9, 340, 90, "#7FB5C9"), (0.08, 350, 80, "#F2C879"))
        ]
    slide = _slide(150 * unit, horizon + 190 * unit, 430 * unit)
    swings = _swings(width - 190 * unit, horizon + 170 * unit, 400 * unit)
    lamp = lamp_post(336 * unit, horizon + 66 * unit, 340 * unit)
    shine = Group(
        [
            glow(336 * unit, horizon - 262 * unit, 120 * unit, "#FFC878", 0.65),
            glow(336 * unit, horizon - 262 * unit, 36 * unit, "#FFF1C8", 0.8),
        ],
        "lamplight",
    )
    toys = [
        *_sand_toys(width - 130 * unit, horizon + 318 * unit, 100 * unit),
        *placed("ball", 90 * unit, horizon + 330 * unit, 70 * unit),
    ]
    if air.is_white:
        snowed([*slide, *swings], 8 * unit, ("roof", "beam"))
        snowed([item for item in trees if item.cls.startswith("leaf")], 9 * unit)
    land = [Group(far, "far"), mist(canvas, horizon, haze, 0.3), Group(trees, "trees"), Group(rail, "fence"), Group(lawn, "lawn"), Group(lamp, "lamp"),
            *([shine] if air.is_dark else []), Group(swings, "swings", ground=horizon + 170 * unit, shadow=0.25), Group(slide, "slide", ground=horizon + 190 * unit, shadow=0.25), Group(toys, "toys", ground=horizon + 330 * unit, shadow=0.25)]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=level(canvas, 0.115), horizon=horizon + 60 * unit, own=(shine,))


def _slide(x: float, y: float, size: float) -> list[Item]:
    """A tower with a roof and a ladder; the slide runs down to the right."""
    s = size
    top = y - s * 0.54
    out = [
        prop(rect(x + dx * s - s * 0.022, y - s * 1.0, s * 0.044, s * 1.0, 6), _BLUE, cls="paint")
        for dx in (-0.2, 0.16)
    ]
    rungs = [
        prop(rect(x - s * 0.36, y - s * (0.09 + 0.115 * at), s * 0.15, s * 0.03, 4), _YELLOW, form="soft", cls="paint")
        for at in range(4)
    ]
    sides = [
        prop(
            taper(line((x - s * dx, y), (x - s * (dx - 0.03), top + s * 0.02)), (s * 0.03, s * 0.03)),
            _TEAL,
            cls="paint",
        )
        for dx in (0.37, 0.22)
    ]
    chute = parse_path(
        f"M{x + s * 0.14} {top - s * 0.02} C{x + s * 0.34} {top + s * 0.02} {x + s * 0.42} {y - s * 0.03} {x + s * 0.8} {y + s * 0.02}"
    )
    bed = taper(chute, (s * 0.1, s * 0.1, s * 0.12))
    lip = shifted(chute, 0, -s * 0.045)
    deck = prop(rect(x - s * 0.25, top - s * 0.02, s * 0.46, s * 0.06, 6), "#C98A54", form="soft", cls="wood")
    guard = [
        prop(
            rect(x - s * 0.2 + at * s * 0.09, top - s * 0.18, s * 0.028, s * 0.18, 4), _YELLOW, form="soft", cls="paint"
        )
        for at in range(4)
    ]
    bar = prop(rect(x - s * 0.22, top - s * 0.2, s * 0.4, s * 0.035, 6), _YELLOW, form="soft", cls="paint")
    roof = prop(
        polygon([(x - s * 0.32, y - s * 0.95), (x - s * 0.02, y - s * 1.22), (x + s * 0.28, y - s * 0.95)]),
        _RED,
        cls="roof",
    )
    roof.marks.append(
        scenery(
            polygon([(x - s * 0.02, y - s * 1.22), (x + s * 0.08, y - s * 0.95), (x - s * 0.12, y - s * 0.95)]),
            "#FFF1DC",
            alpha=0.85,
        )
    )
    ball = prop(circle(x - s * 0.02, y - s * 1.23, s * 0.035), _YELLOW, cls="paint")
    return [
        *out,
        *sides,
        *rungs,
        prop(bed, "#F48FA0", cls="paint"),
        scenery(taper(lip, (s * 0.022, s * 0.022)), "#FFD0CC", cls="paint"),
        *guard,
        bar,
        deck,
        roof,
        ball,
    ]


def _swings(x: float, y: float, size: float) -> list[Item]:
    """Two swings under a beam on four legs."""
    s = size
    legs = [prop(taper(line((x + dx * s, y - s * 0.8), (x + (dx + lean) * s, y + drop * s)), (s * 0.045, s * 0.045)), _TEAL, cls="paint")
            for dx, lean, drop in ((-0.42, -0.14, -0.06), (0.42, 0.14, -0.06), (-0.42, 0.08, 0.04), (0.42, -0.08, 0.04))]  # fmt: skip
    out: list[Item] = [*legs]
    for dx, lean, color in ((-0.18, 0.04, _RED), (0.19, -0.03, _YELLOW)):
        for rope in (-0.075, 0.075):
            out.append(
                scenery(
                    taper(
                        line((x + (dx + rope) * s, y - s * 0.78), (x + (dx + rope + lean) * s, y - s * 0.2)),
                        (s * 0.014, s * 0.014),
                    ),
                    "#5A5470",
                    cls="cord",
                )
            )
        out.append(
            prop(rect(x + (dx + lean - 0.1) * s, y - s * 0.215, s * 0.2, s * 0.045, 5), color, form="soft", cls="paint")
        )
    return [*out, prop(rect(x - s * 0.48, y - s * 0.835, s * 0.96, s * 0.06, s * 0.03), _BLUE, cls="beam")]


def _sand_toys(x: float, y: float, size: float) -> list[Item]:
    """A bucket with a spade, and a sand castle."""
    s = size
    spade = [
        prop(
            taper(line((x + s * 0.1, y - s * 0.5), (x + s * 0.3, y - s * 1.0)), (s * 0.06, s * 0.06)),
            _YELLOW,
            cls="paint",
        ),
        prop(circle(x + s * 0.31, y - s * 1.02, s * 0.08), _RED, cls="paint"),
    ]
    pail = prop(
        parse_path(
            f"M{x - s * 0.36} {y - s * 0.62} h{s * 0.72} l{-s * 0.1} {s * 0.56} q0 {s * 0.06} {-s * 0.06} {s * 0.06} h{-s * 0.4} q{-s * 0.06} 0 {-s * 0.06} {-s * 0.06}z"
        ),
        _BLUE,
        cls="paint",
    )
    pail.marks.append(scenery(rect(x - s * 0.5, y - s * 0.42, s, s * 0.12), "#FFF1DC", alpha=0.9))
    handle = scenery(
        taper(curve((x - s * 0.36, y - s * 0.6), (x, y - s * 0.2), (x + s * 0.36, y - s * 0.6)), (s * 0.04, s * 0.04)),
        "#FFF1DC",
        cls="paint",
    )
    return [
        *spade,
        pail,
        prop(
            rect(x - s * 0.4, y - s * 0.68, s * 0.8, s * 0.1, 5), mix(_BLUE, "#FFFFFF", 0.2), form="soft", cls="paint"
        ),
        handle,
    ]
