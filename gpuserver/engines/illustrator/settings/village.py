"""A village in the mountains: chalets and a church on a green slope under high peaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, glow, prop, rect, scenery
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, tuft
from gpuserver.engines.illustrator.settings.props import evergreen, fence, hazed, placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, corners, crag, patch, pines, slope
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_HOMES = ((0.1, 0.635, 118, "#9A6248", 0.22), (0.315, 0.625, 86, "#B07850", 0.32), (0.71, 0.622, 92, "#A86A4C", 0.32), (0.96, 0.64, 120, "#8E5A48", 0.22),
          (0.035, 0.708, 178, "#A4694A", 0.06), (0.83, 0.69, 160, "#B47C52", 0.08))  # fmt: skip
"""Where the chalets stand: x, foot, size, wood, haze."""


def village(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Peaks, dark woods, roofs in two rows along a path, smoke from the chimneys, lit windows at night."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark) = haze_of(air), grass(air)
    white = air.is_white
    peaks = [
        crag(canvas, ((-0.15, 0.61), (-0.02, 0.45), (0.08, 0.38), (0.15, 0.29), (0.22, 0.36), (0.3, 0.45), (0.42, 0.61)), mix("#8798C4", haze, 0.3), haze, snow=0.7 if white else 0.48, bend=0.12),
        crag(canvas, ((0.22, 0.61), (0.36, 0.5), (0.44, 0.42), (0.5, 0.455), (0.58, 0.52), (0.7, 0.61)), mix("#93A4CC", haze, 0.45), haze, snow=0.6 if white else 0.4, bend=0.06),
        crag(canvas, ((0.56, 0.61), (0.66, 0.49), (0.74, 0.4), (0.815, 0.245), (0.88, 0.34), (0.95, 0.4), (1.02, 0.48), (1.2, 0.61)), mix("#8798C4", haze, 0.22), haze, snow=0.7 if white else 0.5, bend=-0.1),
    ]  # fmt: skip
    alps = [
        slope(canvas, ((-0.05, 0.52), (0.12, 0.54), (0.34, 0.58), (0.52, 0.597), (0.7, 0.575), (0.88, 0.53), (1.05, 0.5)), (mix(dark, haze, 0.4), mix(light, haze, 0.3))),
        *pines(canvas, -0.03, 0.2, 0.575, 0.12, 7, mix("#4E8A78", haze, 0.3), haze, rng), *pines(canvas, 0.8, 1.02, 0.572, 0.13, 7, mix("#4E8A78", haze, 0.28), haze, rng),
        *pines(canvas, 0.36, 0.66, 0.6, 0.06, 9, mix("#4E8A78", haze, 0.42), haze, rng),
    ]  # fmt: skip
    green = slope(
        canvas, ((-0.05, 0.6), (0.2, 0.605), (0.5, 0.61), (0.8, 0.602), (1.05, 0.595)), (mix(light, haze, 0.22), light)
    )
    homes = [_chalet(canvas, *home, haze, air) for home in _HOMES]
    church = placed(
        "church",
        width * 0.205,
        height * 0.632,
        158 * unit,
        palette={"roof": "#8A5A50", "roof2": "#6E463F"},
        haze=(haze, 0.26),
    )
    lower = slope(
        canvas,
        ((-0.05, 0.7), (0.16, 0.705), (0.4, 0.69), (0.6, 0.685), (0.86, 0.685), (1.05, 0.7)),
        (mix(light, haze, 0.06), dark),
    )
    road = patch(canvas, ((0.5, 0.642), (0.56, 0.645), (0.62, 0.668), (0.54, 0.71), (0.56, 0.77), (0.7, 0.87), (0.8, 1.05), (0.3, 1.05), (0.36, 0.87), (0.4, 0.77), (0.46, 0.71), (0.54, 0.668)),
                 ("#EAD9B4", "#D9C094") if not white else ("#E9EEF4", "#DCE3EC"), "sand")  # fmt: skip
    firs = [
        (0.765, evergreen("pine", width * 0.945, height * 0.765, 300 * unit, air)),
        (0.745, evergreen("pine", width * 0.115, height * 0.745, 210 * unit, air, haze=(haze, 0.04))),
    ]
    if white:
        snowed(alps[1:], 5 * unit)
        snowed(church, 6 * unit, ("roof", "leaf", "leaf2"))
    rail = fence(
        at(canvas, ((-0.02, 0.85), (0.06, 0.815), (0.135, 0.79), (0.2, 0.772), (0.255, 0.76))),
        80 * unit,
        "#A9785A",
        snow=white,
    )
    growth: list[Item] = []
    for y in np.sort(0.72 + 0.28 * rng.random(44)).tolist():
        x = rng.random()
        if 0.36 - 0.2 * (y - 0.8) < x < 0.6 + 0.9 * max(0.0, y - 0.75):
            continue
        growth.append(
            tuft(width * x, height * y, (8 + 70 * (y - 0.72)) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
        )
        if not white and rng.random() < 0.45:
            color = ("#FFFFFF", "#F9D25A", "#7C8CE0", "#F48FA0")[int(rng.integers(0, 4))]
            growth += flower(width * (x + 0.01), height * y, (5 + 40 * (y - 0.72)) * unit, color, rng)
    smoke = [_smoke(canvas, x, y, size, haze) for x, y, size, _, _ in (_HOMES[0], _HOMES[5], _HOMES[2])]
    land = [Group(peaks, "peaks"), mist(canvas, height * 0.54, haze, 0.45), Group(alps, "alps"), mist(canvas, height * 0.6, haze, 0.35), Group([green], "green"),
            Group(church, "church"), *(Group(items, "house") for items in homes[:4]), Group([lower, road], "slope"), *(Group(items, "house") for items in homes[4:]),
            Group([one for puffs in smoke for one in puffs], "smoke"), *(Group(items, "fir", ground=height * y, shadow=0.3) for y, items in firs),
            Group(rail, "fence"), Group(growth, "grass")]  # fmt: skip
    lit: list[Group] = []
    if air.is_dark or air.time == "sunset":  # behind the firs, and not dimmed by the night
        lit = [Group(_windows(canvas, _HOMES[:4]), "windows"), Group(_windows(canvas, _HOMES[4:]), "windows")]
        land[10:10] = lit[:1]
        land[14:14] = lit[1:]
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.62, own=lit)


def _chalet(
    canvas: Canvas, x: float, foot: float, size: float, wood: str, share: float, haze: str, air: Atmosphere
) -> list[Item]:
    """A wooden house on a white base under a broad roof, seen from its gable."""
    px, py, s = canvas.width * x, canvas.height * foot, size * canvas.scale / 1024
    base = prop(rect(px - s * 0.5, py - s * 0.34, s, s * 0.36, 3), "#F6EBDD", form="soft", cls="wall", casts=False)
    gable = [
        (px - s * 0.54, py - s * 0.3),
        (px - s * 0.54, py - s * 0.56),
        (px, py - s * 1.02),
        (px + s * 0.54, py - s * 0.56),
        (px + s * 0.54, py - s * 0.3),
    ]
    upper = prop(corners(gable, 3), wood, form="soft", cls="wood")
    for step in range(5):
        upper.marks.append(
            scenery(
                rect(px - s * 0.56, py - s * (0.4 + 0.12 * step), s * 1.12, s * 0.018),
                mix(wood, "#4A2E2A", 0.5),
                alpha=0.4,
            )
        )
    roof_line = [
        (px - s * 0.72, py - s * 0.46),
        (px, py - s * 1.14),
        (px + s * 0.72, py - s * 0.46),
        (px + s * 0.68, py - s * 0.36),
        (px, py - s * 0.98),
        (px - s * 0.68, py - s * 0.36),
    ]
    roof = prop(corners(roof_line, 4), "#7A5560", form="soft", cls="roof")
    chimney = prop(
        rect(px + s * 0.26, py - s * 1.14, s * 0.13, s * 0.36, 2), "#C9B4AC", form="soft", cls="brick", casts=False
    )
    balcony = prop(
        rect(px - s * 0.42, py - s * 0.46, s * 0.84, s * 0.13, 3), mix(wood, "#5A3A30", 0.35), form="soft", cls="wood"
    )
    out: list[Item] = [chimney, base, upper, roof]
    for dx, up, wide, tall in (
        (-0.2, 0.7, 0.13, 0.16),
        (0.07, 0.7, 0.13, 0.16),
        (-0.34, 0.25, 0.15, 0.15),
        (0.19, 0.25, 0.15, 0.15),
    ):
        frame = rect(px + (dx - 0.015) * s, py - (up + 0.015) * s, (wide + 0.03) * s, (tall + 0.03) * s, 2)
        out += [
            scenery(frame, "#FFF6E8", cls="frame"),
            scenery(rect(px + dx * s, py - up * s, wide * s, tall * s, 1), "#7FA6C4", cls="pane"),
        ]
        for side in (-0.055, wide + 0.015):
            out.append(
                scenery(rect(px + (dx + side) * s, py - up * s, 0.04 * s, tall * s, 1), "#5F8F6E", cls="shutter")
            )
    out += [scenery(rect(px - s * 0.08, py - s * 0.28, s * 0.16, s * 0.3, s * 0.02), "#8A5640", cls="door"), balcony]
    if not air.is_white:
        out += [
            scenery(
                circle(px + s * (-0.36 + 0.09 * step), py - s * 0.47, s * 0.042, s * 0.034),
                ("#E5565A", "#F48FA0", "#FFFFFF")[step % 3],
                cls="petal",
            )
            for step in range(9)
        ]
    else:
        snowed([roof, balcony, chimney], s * 0.075)
    hazed(out, haze, share)
    return out


def _windows(canvas: Canvas, homes: Sequence[tuple[float, float, float, str, float]]) -> list[Item]:
    """Light in some of the windows, and its glow."""
    out: list[Item] = []
    for number, (x, foot, size, _, _) in enumerate(homes):
        px, py, s = canvas.width * x, canvas.height * foot, size * canvas.scale / 1024
        for step, (dx, up, wide, tall) in enumerate(
            ((-0.2, 0.7, 0.13, 0.16), (0.07, 0.7, 0.13, 0.16), (-0.34, 0.25, 0.15, 0.15), (0.19, 0.25, 0.15, 0.15))
        ):
            if (number + step) % 3:
                out.append(
                    scenery(
                        rect(px + dx * s, py - up * s, wide * s, tall * s, 1),
                        "#FFD98A",
                        kind="flat",
                        alpha=0.95,
                        cls="lamp",
                    )
                )
        out.append(glow(px, py - s * 0.4, s * 0.8, "#FFC878", 0.4))
    return out


def _smoke(canvas: Canvas, x: float, foot: float, size: float, haze: str) -> list[Item]:
    """A curl of smoke over a chimney."""
    px, py, s = canvas.width * x, canvas.height * foot, size * canvas.scale / 1024
    color = mix("#FFFFFF", haze, 0.4)
    return [scenery(circle(px + s * (0.33 + 0.1 * step + 0.04 * step * step), py - s * (1.24 + 0.2 * step), s * (0.07 + 0.035 * step)), color, alpha=0.5 - 0.1 * step, blur=3 + step, kind="glow")
            for step in range(4)]  # fmt: skip
