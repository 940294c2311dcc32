"""A farm: a barn under trees, fields in stripes, hay in bales, a fence along the yard."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import blob, circle, glow, prop, scenery, smooth, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, leaves, tuft
from gpuserver.engines.illustrator.settings.props import fence, grown, placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, patch, slope, wood
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_CROPS = {
    "summer": ("#E9C766", "#CFA348"), "spring": ("#B4D98A", "#8CBF6A"), "autumn": ("#D9A55C", "#B58044"), "winter": ("#F0F4F8", "#D9E3EC"),
}  # fmt: skip


def farm(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Striped hills, the barn at the left, bales on stubble at the right, a dirt track to the front."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark), shades = haze_of(air), grass(air), leaves(air)
    season = "winter" if air.is_white else air.season
    wheat, stubble = _CROPS[season]
    hills: list[Item] = [
        slope(canvas, ((-0.05, 0.53), (0.2, 0.51), (0.42, 0.55), (0.62, 0.585), (0.8, 0.55), (1.05, 0.52)), (mix(dark, haze, 0.58), mix(light, haze, 0.5))),
        _striped(canvas, ((1.08, 0.535), (0.9, 0.545), (0.72, 0.575), (0.56, 0.6), (0.6, 0.63), (1.08, 0.65)), mix(wheat, haze, 0.35), mix(stubble, haze, 0.35), 0.82, 0.52),
        _striped(canvas, ((-0.08, 0.55), (0.12, 0.55), (0.34, 0.58), (0.5, 0.6), (0.46, 0.63), (-0.08, 0.65)), mix(light, haze, 0.3), mix(dark, haze, 0.35), 0.2, 0.54),
        wood(canvas, 0.34, 0.6, 0.602, 0.038, mix(shades[1], haze, 0.42), haze, rng),
        wood(canvas, 0.84, 1.05, 0.575, 0.045, mix(shades[0], haze, 0.42), haze, rng),
    ]  # fmt: skip
    yard = [slope(canvas, ((-0.05, 0.63), (0.25, 0.622), (0.5, 0.63), (0.8, 0.622), (1.05, 0.635)), (mix(light, haze, 0.15), dark)),
            patch(canvas, ((0.52, 0.655), (0.74, 0.64), (1.08, 0.645), (1.1, 0.76), (0.9, 0.742), (0.64, 0.7)), (mix(wheat, haze, 0.12), stubble)),
            patch(canvas, ((0.3, 0.664), (0.37, 0.662), (0.47, 0.69), (0.44, 0.73), (0.5, 0.8), (0.66, 0.9), (0.78, 1.04), (0.28, 1.04), (0.3, 0.9), (0.28, 0.8), (0.33, 0.73), (0.36, 0.69)),
                  ("#E2C796", "#D1AD7A") if not air.is_white else ("#E6EAF0", "#D5DCE6"), "sand")]  # fmt: skip
    for step in range(7):
        y = 0.665 + 0.011 * step
        row = smooth(
            at(canvas, ((0.56 + 0.02 * step, y - 0.002), (0.8, y - 0.008 + 0.003 * step), (1.05, y + 0.004 * step)))
        )
        yard[1].marks.append(
            scenery(
                taper(row, (1, (3 + step) * unit, (4 + step) * unit), caps=False),
                mix(stubble, "#8A6A3C", 0.35) if not air.is_white else "#C2D0DE",
                alpha=0.45,
            )
        )
    trees = grown("tree", width * 0.06, height * 0.66, 260 * unit, air, toward="#3E8A5E", share=0.15, haze=(haze, 0.12))
    trees += grown("tree", width * 0.395, height * 0.648, 130 * unit, air, haze=(haze, 0.25), flip=True)
    trees += grown("tree", width * 0.965, height * 0.652, 200 * unit, air, haze=(haze, 0.2))
    barn = placed(
        "barn",
        width * 0.215,
        height * 0.69,
        250 * unit,
        palette={"leaf": shades[1]} if not air.is_white else {"leaf": "#DCE6EE"},
        haze=(haze, 0.06),
    )
    mill = placed("windmill", width * 0.8, height * 0.625, 150 * unit, haze=(haze, 0.3))
    bales: list[Item] = []
    for x, y, size in ((0.7, 0.672, 24), (0.77, 0.694, 32), (0.945, 0.69, 30), (0.86, 0.726, 48)):
        bales += _bale(canvas, x, y, size * unit)
    if air.is_white:
        snowed(barn, 9 * unit, ("roof", "silo", "roof2"))
        snowed(mill, 5 * unit, ("roof", "deck"))
        snowed([one for one in bales if one.cls == "hay"], 9 * unit)
        snowed(hills[3:], 6 * unit)
    rail = fence(
        at(canvas, ((-0.02, 0.825), (0.05, 0.79), (0.115, 0.765), (0.175, 0.748), (0.225, 0.737))),
        92 * unit,
        "#B98A62",
        snow=air.is_white,
    )
    rail += fence(
        at(canvas, ((0.77, 0.752), (0.83, 0.766), (0.895, 0.785), (0.965, 0.81), (1.04, 0.84))),
        92 * unit,
        "#B98A62",
        snow=air.is_white,
    )
    growth = _growth(canvas, air, dark, rng)
    land = [Group(hills, "hills"), mist(canvas, height * 0.61, haze, 0.4), Group(mill, "mill"), Group(yard, "fields"), Group(trees, "trees"),
            Group(barn, "barn", ground=height * 0.69, shadow=0.3), Group(bales[:9], "hay"), Group(bales[9:], "hay", ground=height * 0.726, shadow=0.25),
            Group(rail, "fence"), Group(growth, "grass")]  # fmt: skip
    lit = [Group([glow(width * 0.215, height * 0.62, 70 * unit, "#FFD98A", 0.6)], "lamplight")] if air.is_dark else []
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.61, lit=lit)


def _striped(canvas: Canvas, points: tuple[tuple[float, float], ...], color: str, row: str, x: float, y: float) -> Item:
    """A far field whose furrows run towards (x, y), shares of the canvas."""
    field = scenery(blob(at(canvas, points)), color, gradient=(color, mix(color, row, 0.4)), cls="grass")
    for step in range(-9, 10):
        start, end = at(canvas, ((x + 0.012 * step, y), (x + 0.075 * step, y + 0.14)))
        field.marks.append(
            scenery(taper(smooth([start, end]), (1, 7 * canvas.scale / 1024), caps=False), row, alpha=0.55)
        )
    return field


def _bale(canvas: Canvas, x: float, y: float, size: float) -> list[Item]:
    """A round bale of hay that lies at (x, y), seen from its end."""
    px, py = canvas.width * x, canvas.height * y
    back = prop(circle(px + size * 0.55, py - size * 0.96, size * 0.94, size * 0.96), "#D9A84A", cls="hay")
    roll = prop(blob([(px, py - size * 2), (px + size * 0.6, py - size * 1.93), (px + size * 1.2, py - size * 1.6), (px + size * 1.5, py - size), (px + size * 1.2, py - size * 0.3),
                      (px + size * 0.6, py), (px, py), (px - size * 0.5, py - size)]), "#E2B454", cls="hay")  # fmt: skip
    face = prop(circle(px, py - size, size), "#F4CB68", form="soft", cls="hay")
    for share in (0.74, 0.46, 0.2):
        ring = [
            (
                px + np.cos(angle) * size * (share + 0.03 * angle / 6),
                py - size + np.sin(angle) * size * (share + 0.03 * angle / 6),
            )
            for angle in np.linspace(0.3, 5.9, 18)
        ]
        face.marks.append(
            scenery(
                taper(smooth([(float(a), float(b)) for a, b in ring]), (1, size * 0.07, size * 0.07, 1), caps=False),
                "#C98F3A",
                alpha=0.65,
            )
        )
    return [back, roll, face]


def _growth(canvas: Canvas, air: Atmosphere, dark: str, rng: np.random.Generator) -> list[Item]:
    """Grass along the track, flowers, pumpkins in autumn."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for y in np.sort(0.74 + 0.26 * rng.random(52)).tolist():
        x = rng.random()
        if 0.27 < x < 0.3 + 1.6 * max(0.0, y - 0.7):
            continue
        out.append(
            tuft(width * x, height * y, (8 + 80 * (y - 0.74)) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
        )
    if air.is_white:
        return out
    if air.season == "autumn":
        for x, y, size in ((0.055, 0.9, 74), (0.13, 0.915, 56), (0.95, 0.915, 64)):
            out += placed("pumpkin", width * x, height * y, size * unit)
        return out
    for x, y in (
        (0.04, 0.9),
        (0.09, 0.925),
        (0.14, 0.89),
        (0.18, 0.94),
        (0.87, 0.89),
        (0.92, 0.915),
        (0.96, 0.88),
        (0.98, 0.95),
        (0.06, 0.97),
    ):
        color = ("#FFFFFF", "#F9D25A", "#E8574A", "#7C8CE0")[int(rng.integers(0, 4))]
        out += flower(width * x, height * y, (12 + 40 * (y - 0.88)) * unit, color, rng)
    return out
