"""What is to be seen in the sky besides sun, moon and stars: northern lights, fireworks, shooting stars, rainbows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, glow, line, polygon, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Sight
from gpuserver.raster.svg_path import parse_path

_CURTAINS: Final = ((0.16, 0.34, "#5FE3A6"), (0.30, 0.28, "#63D8D0"), (0.06, 0.24, "#A78BFA"))
"""Top and height of each curtain as shares of the sky, and its colour."""
_BURSTS: Final = ((0.24, 0.34, 0.25), (0.74, 0.26, 0.28), (0.48, 0.16, 0.2), (0.9, 0.66, 0.15), (0.07, 0.7, 0.14))
"""Middle as shares of the width and of the sky's height, and the radius as a share of the width."""
_BOW: Final = ("#F2674F", "#FBA14F", "#F9D25A", "#7CC48A", "#5FB0DC", "#8A7BC8")
_SPARKS: Final = ("#FF8FA3", "#FFD45E", "#7FE3F0", "#C9A8FF", "#9CF2B0")


def sight(name: Sight, canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """What is in the sky above `horizon` (px); nothing for an empty name."""
    return _DRAWN[name](canvas, rng, horizon) if name else []


def _aurora(canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """Curtains of upright rays along a winding line, bright at the foot and fading upwards."""
    out: list[Item] = [glow(canvas.width * 0.5, horizon * 0.5, canvas.width * 0.42, "#3FBF9A", 0.3)]
    for top, tall, color in _CURTAINS:
        phase, rays = rng.random() * math.tau, 46
        step = canvas.width * 1.2 / rays
        for at in range(rays):
            x = (at - 4) * step
            foot = horizon * (top + tall + 0.09 * math.sin(phase + at * 0.22) + 0.03 * math.sin(phase + at * 0.7))
            high = horizon * tall * (0.7 + 0.5 * rng.random())
            ray = polygon(
                [
                    (x, foot),
                    (x + 1.5 * step, foot - 0.03 * high),
                    (x + 1.9 * step, foot - high),
                    (x + 0.5 * step, foot - high),
                ]
            )
            colors = (mix(color, "#28407E", 0.8), mix(color, "#3A4C9A", 0.25), mix(color, "#FFFFFF", 0.15))
            out.append(scenery(ray, color, gradient=colors, alpha=0.5, blur=0.3 * step, kind="glow", cls="aurora"))
    return out


def _fireworks(canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """Bursts of sparks that fall a little as they fly apart, each with its glow and the trail it rose on."""
    out: list[Item] = []
    for at, (x, y, size) in enumerate(_BURSTS):
        middle, radius, color = (x * canvas.width, y * horizon), size * canvas.width / 2, _SPARKS[at]
        out.append(glow(*middle, 1.5 * radius, color, 0.34))
        rise = curve((middle[0] - 0.2 * radius, horizon), (middle[0] - 0.12 * radius, horizon * 0.8), middle)
        out.append(scenery(taper(rise, (0.8, 2.4, 0.8), caps=False), color, alpha=0.35, kind="flat", cls="spark"))
        for ring, count, shade in ((1.0, 18, color), (0.58, 11, mix(color, "#FFFFFF", 0.6))):
            out += _burst(middle, ring * radius, count, shade, rng)
    return out


def _burst(middle: tuple[float, float], radius: float, count: int, color: str, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for at in range(count):
        angle = (at + 0.3 * rng.random()) * math.tau / count
        reach = radius * (0.86 + 0.2 * rng.random())
        ways = [
            (middle[0] + math.cos(angle) * reach * far, middle[1] + math.sin(angle) * reach * far)
            for far in (0.3, 0.7, 1)
        ]
        (ax, ay), (bx, by), (cx, cy) = ways
        end = (cx, cy + 0.12 * radius)
        trail = taper(curve((ax, ay), (bx, by), end), (0.6, 0.035 * radius, 0.05 * radius), caps=False)
        out.append(scenery(trail, color, alpha=0.9, kind="flat", cls="spark"))
        out.append(scenery(circle(*end, 0.042 * radius), mix(color, "#FFFFFF", 0.5), kind="flat", cls="spark"))
    return out


def _meteors(canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """Shooting stars, all from one corner of the sky."""
    out: list[Item] = []
    for at in range(6):
        x, y = canvas.width * (0.12 + 0.15 * at + 0.06 * rng.random()), horizon * (0.1 + 0.5 * rng.random())
        long = canvas.width * (0.08 + 0.1 * rng.random())
        trail = taper(line((x + long, y - 0.5 * long), (x, y)), (0.4, 4.5), caps=False)
        out.append(glow(x, y, 18, "#FFF2CC", 0.7))
        out.append(scenery(trail, "#FFF6D8", alpha=0.85, kind="flat", cls="star"))
        out.append(scenery(circle(x, y, 3.6), "#FFFFFF", kind="flat", cls="star"))
    return out


def _rainbow(canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """A wide bow over the whole land, pale enough to stay behind it."""
    width = 0.026 * canvas.width
    middle = canvas.width * (0.46 + 0.08 * rng.random())
    out: list[Item] = []
    for at, color in enumerate(_BOW):
        across, high = 0.52 * canvas.width - at * width, min(0.86 * horizon, 0.62 * canvas.width) - at * width
        bow = parse_path(f"M{middle - across} {horizon + 40} A{across} {high} 0 0 1 {middle + across} {horizon + 40}")
        out.append(scenery(taper(bow, (1.1 * width,), caps=False), color, alpha=0.62, kind="flat", cls="rainbow"))
    return out


_DRAWN: Final[dict[Sight, Callable[[Canvas, np.random.Generator, float], list[Item]]]] = {
    "aurora": _aurora, "fireworks": _fireworks, "meteors": _meteors, "rainbow": _rainbow,
}  # fmt: skip
