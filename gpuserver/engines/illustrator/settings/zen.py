"""A Japanese garden: a pond with a red bridge, a stone lantern, a maple, raked gravel."""

from __future__ import annotations

import math

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, glow, prop, rect, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, leaves, rock, tuft
from gpuserver.engines.illustrator.settings.props import evergreen, placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, corners, crag, patch, slope, wood
from gpuserver.engines.illustrator.settings.water import banks_mirrored, glitter, lilies, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_MAPLE = {"summer": ("#D9604A", "#B8453F", "#EE8A62"), "autumn": ("#E5683C", "#C4452F", "#F6A04E"), "spring": ("#F3A9BC", "#E488A4", "#FBD0DA"),
          "winter": ("#D3B0AC", "#B58E92", "#F4E8EA")}  # fmt: skip
_GRAVEL = (
    (-0.06, 0.86),
    (0.12, 0.82),
    (0.32, 0.797),
    (0.52, 0.79),
    (0.72, 0.8),
    (0.9, 0.828),
    (1.06, 0.86),
    (1.1, 1.06),
    (-0.1, 1.06),
)


def japanese_garden(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A hill like a cone of mist, a pagoda among trees, the pond with its bridge, raked gravel under the hero."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark), shades = haze_of(air), grass(air), leaves(air)
    water = surface(air, "#4E9A98", 0.6)
    top, brink = height * 0.655, height * 0.8
    far: list[Item] = [
        crag(canvas, ((-0.05, 0.62), (0.14, 0.54), (0.26, 0.44), (0.315, 0.405), (0.345, 0.405), (0.4, 0.445), (0.52, 0.54), (0.72, 0.62)), mix("#8494C4", haze, 0.42), haze, snow=0.36 if not air.is_white else 0.6, bend=0.06),
        slope(canvas, ((-0.05, 0.58), (0.2, 0.575), (0.45, 0.598), (0.7, 0.58), (0.88, 0.56), (1.05, 0.57)), (mix(dark, haze, 0.52), mix(light, haze, 0.42))),
        wood(canvas, 0.3, 0.68, 0.615, 0.05, mix(shades[1], haze, 0.45), haze, rng),
    ]  # fmt: skip
    bank = slope(
        canvas,
        ((-0.05, 0.63), (0.2, 0.622), (0.5, 0.632), (0.8, 0.62), (1.05, 0.628)),
        (mix(light, haze, 0.2), mix(dark, light, 0.4)),
    )
    pagoda = placed(
        "pagoda",
        width * 0.845,
        height * 0.632,
        215 * unit,
        palette={"leaf": shades[1], "roof": "#5C6E8E", "roof2": "#46587A"},
        haze=(haze, 0.28),
    )
    grove = [
        *evergreen("bamboo", width * 0.975, height * 0.655, 230 * unit, air, haze=(haze, 0.12)),
        *evergreen("bamboo", width * 0.9, height * 0.645, 160 * unit, air, haze=(haze, 0.2), flip=True),
    ]
    shrubs = _cushions(canvas, air, haze)
    bridge = _bridge(canvas, 0.245, 0.685, 0.2)
    maple = _maple(canvas, 0.03, 0.8, 400 * unit, air, rng)
    lantern = _lantern(canvas, 0.885, 0.84, 185 * unit)
    rocks = [rock(width * x, height * y, size * unit, mix("#9A98A8", "#7C8494", rng.random()), rng) for x, y, size in
             ((0.61, 0.802, 30), (0.67, 0.806, 44), (0.745, 0.808, 26), (0.14, 0.812, 34), (0.97, 0.838, 40), (0.56, 0.66, 18), (0.1, 0.665, 24))]  # fmt: skip
    if air.is_white:
        snowed([*pagoda, *far[2:]], 5 * unit, ("roof", "leaf"))
        snowed([*shrubs, *rocks], 7 * unit)
        snowed(bridge, 5 * unit)
        snowed([one for one in lantern if one.cls == "stone"], 6 * unit)
    pool = Group([sheet(canvas, top - 2, height, water)], "pond")
    images = [banks_mirrored([*far[1:], *pagoda, *shrubs], top, water, 0.13 * height, strength=0.5), banks_mirrored(bridge, height * 0.702, water, 0.1 * height, strength=0.6, squash=0.8),
              banks_mirrored(maple, height * 0.79, water, 0.2 * height, strength=0.35)]  # fmt: skip
    shine = Group(glitter(canvas, air, top + 8 * unit, brink, water, rng, 14), "ripples")
    gravel = ("#F6EEDC", "#DDD0BA") if not air.is_white else ("#F6F9FC", "#DCE5EF")
    shore = patch(canvas, _GRAVEL, gravel, "sand")
    rim = patch(canvas, [(x, y - 0.012) for x, y in _GRAVEL], (mix(dark, light, 0.4), dark))
    pond_life = _koi(canvas, water.tint is None)
    pads = lilies(width * 0.7, height * 0.745, 24 * unit, "#6DB07A", rng) + lilies(
        width * 0.46, height * 0.69, 13 * unit, "#7DB88A", rng, bloom=None
    )
    land = [Group(far, "far"), mist(canvas, height * 0.6, haze, 0.5), Group([*pagoda, *grove], "pagoda"), Group([bank], "bank"), Group(shrubs, "shrubs"), pool, *images[:2], shine,
            Group(pond_life, "koi"), Group([] if air.is_white else pads, "lilies"), Group(bridge, "bridge"), images[2],
            Group([rim, shore, *_raked(canvas, gravel[1])], "gravel"), Group(rocks, "rocks"), Group(_moss(canvas, air, rng), "moss"),
            Group(maple, "maple", ground=height * 0.8, shadow=0.25), Group(lantern, "lantern", ground=height * 0.84, shadow=0.35)]  # fmt: skip
    lit = (
        [Group([glow(width * 0.885, height * 0.84 - 112 * unit, 70 * unit, "#FFD98A", 0.8)], "lamplight")]
        if air.is_dark or air.time == "sunset"
        else []
    )
    return outdoors(
        canvas, air, rng, land, ground=height * 0.885, horizon=height * 0.64, own=(pool, *images, shine), lit=lit,
        rear=height * 0.825, water=wet(canvas, top, water, land=(rim.path, shore.path), clear=0.5, afloat=height * 0.75),
    )  # fmt: skip


def _cushions(canvas: Canvas, air: Atmosphere, haze: str) -> list[Item]:
    """Clipped azaleas along the far bank."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for x, size, tone in (
        (0.05, 60, 0.1),
        (0.13, 44, 0.0),
        (0.42, 40, 0.3),
        (0.5, 30, 0.15),
        (0.66, 46, 0.1),
        (0.74, 60, 0.3),
        (0.82, 42, 0.0),
        (0.92, 58, 0.15),
    ):
        color = (
            "#B4C8CC"
            if air.is_white
            else mix(mix("#5E9C66", "#E58AA4" if air.season == "spring" else "#8CB45A", tone * 2), haze, 0.16)
        )
        dome = union([circle(canvas.width * x, canvas.height * 0.658, size * unit, size * 0.74 * unit)])
        out.append(scenery(dome, color, gradient=(mix(color, "#FFFFD8", 0.2), mix(color, "#2F5A4E", 0.22)), cls="leaf"))
    return out


def _bridge(canvas: Canvas, x: float, y: float, half: float) -> list[Item]:
    """A red bridge that bends high over the water."""
    px, py, wide = canvas.width * x, canvas.height * y, half * canvas.scale
    red, dark = "#D9503F", "#A83A38"

    def bow(share: float, up: float) -> tuple[float, float]:
        return px + wide * share, py - wide * (0.42 * (1 - share * share) + up)

    deck = [bow(share, 0.0) for share in np.linspace(-1, 1, 9).tolist()]
    low = [bow(share, -0.1) for share in np.linspace(1, -1, 9).tolist()]
    out: list[Item] = [prop(corners([*deck, *low], 2), dark, form="soft", cls="wood", casts=False)]
    for share in (-0.62, 0.62):
        foot = bow(share, -0.06)
        out.insert(
            0,
            prop(
                rect(foot[0] - wide * 0.03, foot[1], wide * 0.06, py - foot[1] + wide * 0.14),
                dark,
                cls="wood",
                casts=False,
            ),
        )
    for up, thick in ((0.13, 0.035), (0.25, 0.045)):
        rail = smooth([bow(share, up) for share in np.linspace(-0.98, 0.98, 9).tolist()])
        out.append(prop(taper(rail, (wide * thick, wide * thick)), red, form="soft", cls="wood", casts=False))
    for share in np.linspace(-0.96, 0.96, 7).tolist():
        top = bow(share, 0.3)
        out.append(
            prop(
                rect(top[0] - wide * 0.025, top[1], wide * 0.05, wide * 0.34, wide * 0.015),
                red,
                cls="wood",
                casts=False,
            )
        )
        out.append(scenery(circle(top[0], top[1], wide * 0.034), "#F2C14E", cls="metal"))
    return out


def _maple(canvas: Canvas, x: float, y: float, tall: float, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """A maple that leans over the water, its leaves in flat clouds; a cherry tree in spring."""
    main, dark, pale = _MAPLE["winter" if air.is_white else air.season]
    px, py = canvas.width * x, canvas.height * y
    limbs = [taper(smooth([(px, py), (px + tall * 0.05, py - tall * 0.25), (px, py - tall * 0.48), (px + tall * 0.1, py - tall * 0.7)]), (tall * 0.11, tall * 0.075, tall * 0.05, tall * 0.02)),
             taper(curve((px + tall * 0.03, py - tall * 0.38), (px + tall * 0.2, py - tall * 0.46), (px + tall * 0.36, py - tall * 0.62)), (tall * 0.05, tall * 0.016)),
             taper(curve((px + tall * 0.02, py - tall * 0.45), (px - tall * 0.12, py - tall * 0.56), (px - tall * 0.22, py - tall * 0.66)), (tall * 0.045, tall * 0.016))]  # fmt: skip
    out: list[Item] = [prop(union(limbs), "#6E4C48", cls="bark")]
    for dx, up, wide, shade in (
        (-0.24, 0.68, 0.24, 0.5),
        (0.4, 0.63, 0.22, 0.4),
        (0.16, 0.52, 0.16, 0.6),
        (0.1, 0.8, 0.32, 0.0),
        (0.24, 0.72, 0.2, 0.2),
        (-0.08, 0.72, 0.2, 0.15),
    ):
        cx, cy, reach = px + dx * tall, py - up * tall, wide * tall
        puffs = [circle(cx, cy, reach, reach * 0.38)]
        puffs += [
            circle(
                cx + reach * 0.85 * math.cos(step),
                cy + reach * 0.24 * math.sin(step),
                reach * (0.26 + 0.1 * rng.random()),
                reach * 0.2,
            )
            for step in range(7)
        ]
        cloud = prop(union(puffs), mix(main, dark, shade), cls="leaf")
        for _ in range(12):
            mx, my = cx + reach * 1.7 * (rng.random() - 0.5), cy + reach * 0.5 * (rng.random() - 0.6)
            cloud.marks.append(scenery(circle(mx, my, reach * 0.07, reach * 0.04), pale, alpha=0.6))
        if air.is_white:
            snowed([cloud], tall * 0.03)
        out.append(cloud)
    for _ in range(0 if air.is_white else 9):
        fx, fy = px + tall * (rng.random() * 0.8 - 0.15), py - tall * 0.05 + tall * 0.2 * rng.random()
        out.append(
            scenery(
                circle(fx, fy, tall * 0.011, tall * 0.007),
                pale if rng.random() < 0.5 else main,
                kind="flat",
                cls="leaf",
            )
        )
    return out


def _lantern(canvas: Canvas, x: float, y: float, tall: float) -> list[Item]:
    """A stone lantern with a broad roof and a warm window."""
    px, py, stone = canvas.width * x, canvas.height * y, "#A9A4B4"

    def part(points: list[tuple[float, float]], color: str = stone) -> Item:
        return prop(corners([(px + dx * tall, py - up * tall) for dx, up in points], tall * 0.02), color, cls="stone")

    window = scenery(
        rect(px - tall * 0.075, py - tall * 0.69, tall * 0.15, tall * 0.14, tall * 0.02), "#FFE08A", cls="lamp"
    )
    return [
        part([(-0.24, 0.08), (0.24, 0.08), (0.28, 0), (-0.28, 0)], "#948EA4"), part([(-0.085, 0.44), (0.085, 0.44), (0.12, 0.08), (-0.12, 0.08)]),
        part([(-0.22, 0.52), (0.22, 0.52), (0.15, 0.43), (-0.15, 0.43)]), part([(-0.155, 0.74), (0.155, 0.74), (0.155, 0.51), (-0.155, 0.51)], "#BDB8C6"), window,
        part([(-0.09, 0.9), (0.09, 0.9), (0.19, 0.82), (0.36, 0.77), (0.34, 0.72), (-0.34, 0.72), (-0.36, 0.77), (-0.19, 0.82)], "#948EA4"),
        prop(circle(px, py - tall * 0.94, tall * 0.065, tall * 0.075), stone, cls="stone"),
    ]  # fmt: skip


def _koi(canvas: Canvas, bright: bool) -> list[Item]:
    """Three carp under the surface."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for x, y, size, turn, color in (
        (0.78, 0.715, 40, 0.2, "#F2774A"),
        (0.84, 0.752, 50, -0.25, "#FFF1DC"),
        (0.6, 0.735, 34, 0.1, "#F29A4A"),
    ):
        px, py, long = canvas.width * x, canvas.height * y, size * unit
        spine = smooth(
            [
                (px - long, py),
                (px - long * 0.3, py + long * turn * 0.4),
                (px + long * 0.4, py),
                (px + long * 0.9, py - long * turn * 0.5),
                (px + long * 1.3, py - long * turn * 0.2),
            ]
        )
        fish = scenery(
            taper(spine, (long * 0.16, long * 0.36, long * 0.34, long * 0.1, long * 0.26)),
            color,
            alpha=0.8 if bright else 0.6,
            kind="flat",
            cls="fish",
        )
        fish.marks.append(
            scenery(
                circle(px - long * 0.1, py + 2, long * 0.22, long * 0.14),
                "#FFFFFF" if color != "#FFF1DC" else "#E5563F",
                alpha=0.9,
            )
        )
        out.append(fish)
    return out


def _raked(canvas: Canvas, shade: str) -> list[Item]:
    """Lines of the rake in the gravel."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for step in range(11):
        y = 0.825 + 0.018 * step
        points = [
            (x, y + 0.016 * ((x - 0.5) * 2) ** 2 + 0.005 * math.sin(9 * x + step * 0.25))
            for x in np.linspace(-0.02, 1.02, 9).tolist()
        ]
        spine = smooth(at(canvas, points))
        out.append(
            scenery(
                taper(spine, (2 * unit, (2.5 + 0.25 * step) * unit, 2 * unit), caps=False),
                mix(shade, "#8A7A78", 0.3),
                alpha=0.32,
                kind="flat",
                cls="sand",
            )
        )
    return out


def _moss(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Moss and grass about the rocks at both sides."""
    light, dark = grass(air)
    out: list[Item] = [patch(canvas, ((-0.06, 0.83), (0.08, 0.815), (0.16, 0.835), (0.12, 0.87), (0.02, 0.89), (-0.06, 0.9)), (light, dark)),
                       patch(canvas, ((0.82, 0.835), (0.92, 0.822), (1.06, 0.84), (1.06, 0.9), (0.93, 0.88), (0.84, 0.862)), (light, dark))]  # fmt: skip
    for x, y in ((0.03, 0.87), (0.09, 0.855), (0.13, 0.84), (0.85, 0.855), (0.95, 0.875), (0.99, 0.86)):
        out.append(tuft(canvas.width * x, canvas.height * y, 17 * canvas.scale / 1024, mix(dark, "#3E7A4E", 0.3), rng))
    return out
