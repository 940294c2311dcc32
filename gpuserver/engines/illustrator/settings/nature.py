"""Shapes that several settings grow: trees, grass, flowers, rocks."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import blob, circle, curve, line, prop, rect, scenery, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.raster.svg_path import parse_path

_LEAVES: Final = {
    "summer": ("#6DB36B", "#4F9B62", "#8CC878"), "spring": ("#9CCF84", "#F4B6C8", "#7EBB72"),
    "autumn": ("#E8893B", "#D9622F", "#F2B84B"), "winter": ("#E8F0F5", "#D5E2EC", "#F6FAFC"),
}  # fmt: skip
_GRASS: Final = {
    "summer": ("#9AD27C", "#6DB36B"), "spring": ("#B4DF8E", "#82C078"), "autumn": ("#D9BE74", "#B99650"),
    "winter": ("#F4F8FB", "#D6E4EE"),
}  # fmt: skip


def leaves(air: Atmosphere) -> tuple[str, str, str]:
    """Three colours of foliage in this season."""
    return _LEAVES["winter" if air.is_white else air.season]


def grass(air: Atmosphere) -> tuple[str, str]:
    """The ground's colour, far and near."""
    return _GRASS["winter" if air.is_white else air.season]


def pine(x: float, y: float, height: float, rng: np.random.Generator) -> skia.Path:
    """A conifer that stands at (x, y)."""
    parts = [rect(x - height * 0.018, y - height * 0.2, height * 0.036, height * 0.22)]
    for tier in range(5):
        share = tier / 5
        foot = y - height * 0.1 - height * 0.72 * share
        half = height * 0.36 * (1 - share * 0.78) / 2 * (0.9 + 0.2 * rng.random())
        tall = height * 0.3
        parts.append(parse_path(
            f"M{x} {foot - tall} C{x + half * 0.3} {foot - tall * 0.5} {x + half * 0.6} {foot - tall * 0.2} {x + half} {foot} "
            f"Q{x + half * 0.5} {foot - height * 0.004} {x + half * 0.35} {foot + height * 0.012} "
            f"Q{x} {foot - height * 0.02} {x - half * 0.35} {foot + height * 0.012} "
            f"Q{x - half * 0.5} {foot - height * 0.004} {x - half} {foot} "
            f"C{x - half * 0.6} {foot - tall * 0.2} {x - half * 0.3} {foot - tall * 0.5} {x} {foot - tall}Z"
        ))  # fmt: skip
    return union(parts)


def crown(x: float, y: float, radius: float, rng: np.random.Generator) -> skia.Path:
    """A leafy crown round (x, y)."""
    puffs = [circle(x, y, radius * 0.75)]
    for at in range(8):
        angle = at * math.tau / 8 + rng.random() * 0.4
        reach = radius * (0.5 + 0.15 * rng.random())
        puff = radius * (0.36 + 0.14 * rng.random())
        puffs.append(circle(x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.8, puff))
    return union(puffs)


def tree(x: float, y: float, height: float, color: str, rng: np.random.Generator) -> list[Item]:
    """A broad-leaved tree that stands at (x, y)."""
    trunk = taper(
        curve((x, y), (x + height * 0.02, y - height * 0.3), (x, y - height * 0.55)), (height * 0.1, height * 0.055)
    )
    leafage = crown(x, y - height * 0.68, height * 0.34, rng)
    item = prop(leafage, color, cls="leaf")
    for _ in range(7):
        angle, reach = rng.random() * math.tau, height * 0.22 * rng.random()
        spot = circle(x + math.cos(angle) * reach, y - height * 0.7 + math.sin(angle) * reach, height * 0.045)
        item.marks.append(scenery(spot, mix(color, "#FFFFFF", 0.22), alpha=0.6))
    return [prop(trunk, "#9A6B4A", cls="bark"), item]


def tuft(x: float, y: float, size: float, color: str, rng: np.random.Generator) -> Item:
    """A tuft of grass at (x, y)."""
    blades = []
    for at in range(6):
        lean = (at - 2.5) * 0.22 + (rng.random() - 0.5) * 0.2
        tip = (x + math.sin(lean) * size, y - math.cos(lean) * size * (0.7 + 0.3 * rng.random()))
        blades.append(taper(curve((x + (at - 2.5) * size * 0.06, y), (x, y - size * 0.5), tip), (size * 0.13, 1)))
    return scenery(union(blades), color, form="none", cls="tuft")


def flower(x: float, y: float, size: float, color: str, rng: np.random.Generator) -> list[Item]:
    """A flower on a stem whose foot is at (x, y)."""
    lean = (rng.random() - 0.5) * size * 0.5
    top = (x + lean, y - size * 1.9)
    stem = scenery(taper(curve((x, y), (x, y - size), top), (size * 0.16, size * 0.1)), "#4F9B62", cls="grass")
    petals = [
        circle(top[0] + math.cos(angle) * size * 0.42, top[1] + math.sin(angle) * size * 0.42, size * 0.3)
        for angle in (at * math.tau / 5 + 0.3 for at in range(5))
    ]
    return [
        stem,
        scenery(union(petals), color, form="soft", cls="petal"),
        scenery(circle(*top, size * 0.24), "#F9C74F", cls="petal"),
    ]


def rock(x: float, y: float, size: float, color: str, rng: np.random.Generator) -> Item:
    """A rounded stone that lies at (x, y)."""
    points = []
    for at in range(8):
        angle = math.pi + at * math.pi / 7
        reach = size * (0.85 + 0.3 * rng.random())
        points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.62))
    return prop(
        blob([*points, (x + size * 0.5, y + size * 0.12), (x - size * 0.5, y + size * 0.12)]), color, cls="rock"
    )


def fern(x: float, y: float, size: float, lean: float, color: str) -> Item:
    """A fern frond from (x, y)."""
    tip = (x + math.sin(lean) * size, y - math.cos(lean) * size)
    spine = curve((x, y), (x + math.sin(lean * 0.4) * size * 0.6, y - math.cos(lean * 0.4) * size * 0.6), tip)
    measure = skia.PathMeasure(spine, False)
    parts = [taper(spine, (size * 0.03, size * 0.01))]
    for at in range(1, 13):
        place, along = measure.getPosTan(measure.getLength() * at / 13)
        reach = size * 0.26 * math.sin(math.pi * (at / 13) ** 0.7) + 6
        angle = math.atan2(along.y(), along.x())
        for side in (-1, 1):
            bend = (
                place.x() + math.cos(angle + side * 0.7) * reach * 0.6,
                place.y() + math.sin(angle + side * 0.7) * reach * 0.6,
            )
            end = (place.x() + math.cos(angle + side * 1.05) * reach, place.y() + math.sin(angle + side * 1.05) * reach)
            parts.append(taper(curve((place.x(), place.y()), bend, end), (size * 0.03, size * 0.05, 2)))
    return scenery(union(parts), color, gradient=(mix(color, "#7FB39A", 0.3), color), cls="leaf")


def ripples(top: float, bottom: float, count: int, color: str, width: float, rng: np.random.Generator) -> list[Item]:
    """Light lines on water, longer and farther apart towards the front."""
    out: list[Item] = []
    for at in range(count):
        share = (at / count) ** 1.5
        y = top + (bottom - top) * share
        length = 60 + 160 * share * rng.random() + 40
        x = rng.random() * (width + length)
        spine = parse_path(
            f"M{x - length} {y} Q{x - length / 2} {y - 3 - 5 * share} {x} {y} Q{x + length / 2} {y + 3 + 5 * share} {x + length} {y}"
        )
        out.append(scenery(taper(spine, (1, 3 + 5 * share, 1)), color, alpha=0.55, kind="flat", cls="glint"))
    return out


def sparkle(x: float, top: float, height: float, rng: np.random.Generator, color: str = "#FFF8DC") -> list[Item]:
    """The sun's way over the water below `top`."""
    out: list[Item] = []
    for at in range(34):
        share = at / 34
        y = top + height * share
        middle = x + rng.normal() * (26 + 46 * share)
        half = (16 + 46 * share) * (0.5 + rng.random())
        spine = line((middle - half, y), (middle + half, y))
        out.append(
            scenery(taper(spine, (0.6, 2.5 + 4 * share, 0.6), caps=False), color, alpha=0.75, kind="flat", cls="glint")
        )
    return out
