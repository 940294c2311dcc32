"""Things that several rooms and streets hold: rows of books, framed pictures, hanging lamps, strings of bulbs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    curve,
    line,
    polygon,
    prop,
    rect,
    scenery,
    taper,
)
from gpuserver.engines.illustrator.settings.corridor import Cell
from gpuserver.raster.svg_path import parse_path

BOOKS: Final = ("#B5524A", "#D9A24E", "#3F7F86", "#4A5D94", "#EBD3A6", "#7A5A86", "#5F8F6B", "#C9774E")
"""Colours of book spines."""


def books(
    left: float, right: float, foot: float, tall: float, rng: np.random.Generator, colors: Sequence[str] = BOOKS
) -> list[Cell]:
    """Books that stand on a board at y `foot`, the highest `tall` px: pieces for a mosaic."""
    out: list[Cell] = []
    x, last = left + tall * 0.05, -1
    while True:
        wide = tall * (0.14 + 0.13 * rng.random())
        if x + wide > right - tall * 0.05:
            return out
        if rng.random() < 0.07:
            x += wide * 1.4
            continue
        pick = int(rng.integers(0, len(colors)))
        pick = (pick + 1) % len(colors) if pick == last else pick
        high = tall * (0.72 + 0.28 * rng.random())
        out.append((rect(x, foot - high, wide, high, wide * 0.12), colors[pick]))
        x, last = x + wide, pick


def framed(
    x: float, y: float, wide: float, tall: float, frame: str, thick: float, mount: str = "#FFFDF6"
) -> tuple[list[Item], Item]:
    """An empty picture frame, and the canvas in it whose marks are the picture."""
    outer = prop(rect(x, y, wide, tall, thick * 0.3), frame, form="soft", cls="frame")
    outer.marks.append(
        scenery(
            rect(x + thick * 0.62, y + thick * 0.62, wide - 1.24 * thick, tall - 1.24 * thick),
            mix(frame, "#4A2A2E", 0.35),
            alpha=0.6,
        )
    )
    canvas = scenery(
        rect(x + thick, y + thick, wide - 2 * thick, tall - 2 * thick), mount, gradient=(mount, mount), cls="paper"
    )
    return [outer, canvas], canvas


def pendant(x: float, top: float, y: float, size: float, color: str, bulb: str = "#FFF3C8") -> list[Item]:
    """A lamp that hangs from y `top` with its rim at y: cord, shade and bulb."""
    shade = parse_path(
        f"M{x - size * 0.1} {y - size * 0.62} C{x - size * 0.16} {y - size * 0.42} {x - size * 0.5} {y - size * 0.4} {x - size * 0.5} {y} "
        f"L{x + size * 0.5} {y} C{x + size * 0.5} {y - size * 0.4} {x + size * 0.16} {y - size * 0.42} {x + size * 0.1} {y - size * 0.62} Z"
    )  # fmt: skip
    return [
        scenery(rect(x - size * 0.018, top, size * 0.036, y - top - size * 0.55), "#4B4666", cls="iron"),
        prop(circle(x, y, size * 0.17), bulb, casts=False, cls="glass"),
        prop(shade, color, casts=False, cls="metal"),
        scenery(rect(x - size * 0.5, y - size * 0.05, size, size * 0.07, size * 0.03), mix(color, "#FFFFFF", 0.3), cls="metal"),
        prop(rect(x - size * 0.075, y - size * 0.72, size * 0.15, size * 0.14, size * 0.04), mix(color, "#2B2238", 0.35), cls="metal"),
    ]  # fmt: skip


def garland(
    spans: Sequence[tuple[Point, Point, float]], gap: float, size: float, colors: Sequence[str] = ("#FFE2A0",), *,
    wire: str = "#4B4666", bloom: float = 0.7, pointed: bool = False,
) -> tuple[list[Item], list[Item]]:  # fmt: skip
    """Strings with bulbs (or pennants) between pairs of points that sag by the third number: the wires, and the bulbs."""
    wires, bulbs, halo = skia.Path(), [skia.Path() for _ in colors], skia.Path()
    for start, end, sag in spans:
        spine = curve(start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 2 * sag), end)
        wires.addPath(taper(spine, (size * 0.22, size * 0.22), caps=False))
        measure = skia.PathMeasure(spine, False)
        count = max(2, int(measure.getLength() / gap))
        for at in range(count):
            place, _ = measure.getPosTan(measure.getLength() * (at + 0.5) / count)
            x, y = place.x(), place.y() + size * 0.5
            bulbs[at % len(colors)].addPath(
                polygon([(x - size * 0.8, y - size * 0.5), (x + size * 0.8, y - size * 0.5), (x, y + size * 1.3)]) if pointed
                else circle(x, y, size * 0.5, size * 0.62)
            )  # fmt: skip
            halo.addPath(circle(x, y, size * 1.5))
    lit = [
        scenery(path, color, cls="bulb", kind="part" if pointed else "flat")
        for path, color in zip(bulbs, colors, strict=True)
    ]
    if not pointed and bloom > 0:
        light = scenery(
            halo,
            mix(colors[0], "#FFD890", 0.5),
            alpha=bloom,
            blur=size * 0.9,
            blend=skia.BlendMode.kScreen,
            kind="glow",
        )
        lit.insert(0, light)
    return [scenery(wires, wire, kind="flat", cls="iron")], lit


def lamp_post(x: float, y: float, height: float, color: str = "#3E3A58", bulb: str = "#FFF0C2") -> list[Item]:
    """A street lamp with a lantern on top, which stands at (x, y)."""
    h = height
    pole = prop(taper(line((x, y), (x, y - h * 0.9)), (h * 0.034, h * 0.02)), color, cls="iron")
    foot = prop(rect(x - h * 0.04, y - h * 0.05, h * 0.08, h * 0.055, h * 0.014), color, cls="iron")
    glass = prop(polygon([(x - h * 0.05, y - h * 1.03), (x + h * 0.05, y - h * 1.03), (x + h * 0.032, y - h * 0.9), (x - h * 0.032, y - h * 0.9)]),
                 bulb, form="soft", cls="glass")  # fmt: skip
    cap = prop(
        polygon([(x - h * 0.068, y - h * 1.025), (x, y - h * 1.09), (x + h * 0.068, y - h * 1.025)]),
        color,
        form="soft",
        cls="iron",
    )
    collar = prop(rect(x - h * 0.038, y - h * 0.91, h * 0.076, h * 0.022, h * 0.01), color, form="soft", cls="iron")
    return [pole, foot, glass, cap, collar]
