"""Windows, and what is seen through them at this time, in this weather and season."""

from __future__ import annotations

from typing import Literal

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    below,
    circle,
    cloud,
    difference,
    line,
    polygon,
    prop,
    rect,
    scenery,
    taper,
    union,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, leaves
from gpuserver.engines.illustrator.settings.skyline import ROWS
from gpuserver.engines.illustrator.settings.weather import haze_of, sky_colors
from gpuserver.raster.svg_path import parse_path

View = Literal["hills", "city", "sky"]


def arch(x: float, y: float, wide: float, tall: float) -> skia.Path:
    """A window with a round top; (x, y) is the upper left corner of its box."""
    return union([circle(x + wide / 2, y + wide / 2, wide / 2), rect(x, y + wide / 2, wide, tall - wide / 2)])


def outlook(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, shape: skia.Path, view: View = "hills") -> Item:
    """The pane of a window: sky and land beyond it."""
    box = shape.getBounds()
    x, y, wide, tall = box.left(), box.top(), box.width(), box.height()
    size = min(wide, tall)
    colors = sky_colors(air)
    pane = scenery(shape, colors[-1], gradient=colors, cls="glass")
    veiled = air.weather not in {"clear", "cloudy"}
    if air.is_dark and not veiled:
        for _ in range(16):
            spot = circle(x + wide * rng.random(), y + tall * 0.6 * rng.random(), size * (0.004 + 0.005 * rng.random()))
            pane.marks.append(scenery(spot, "#FFF8DC", alpha=0.8))
    if air.is_dark or not veiled:
        disc = "#FFF4D0" if air.is_dark else "#FFE2A8" if air.time == "sunset" else "#FFF6D0"
        at = (x + wide * 0.72, y + tall * (0.5 if air.time in {"sunset", "dawn"} else 0.24))
        pane.marks += [
            scenery(circle(*at, size * 0.24), disc, alpha=0.3, blur=size * 0.06),
            scenery(circle(*at, size * 0.095), disc, alpha=0.5 if veiled else 1.0),
        ]
    if not air.is_dark:
        white = "#FFFFFF" if air.time == "day" else mix(colors[-1], "#FFFFFF", 0.4)
        for at_x, at_y, share in ((0.28, 0.3, 0.17), (0.66, 0.5, 0.12)):
            pane.marks.append(scenery(cloud(x + wide * at_x, y + tall * at_y, size * share, rng), white, alpha=0.85))
    pane.marks += {"hills": _hills, "city": _city, "sky": _nothing}[view](air, rng, box)
    pane.marks += _wet(canvas, air, rng, box)
    slope = [(x + wide * 0.2, y), (x + wide * 0.42, y), (x + wide * 0.12, y + tall), (x - wide * 0.1, y + tall)]
    pane.marks.append(scenery(polygon(slope), "#FFFFFF", alpha=0.1 if air.is_dark else 0.18))
    return pane


def _nothing(air: Atmosphere, rng: np.random.Generator, box: skia.Rect) -> list[Item]:
    del air, rng, box
    return []


def _hills(air: Atmosphere, rng: np.random.Generator, box: skia.Rect) -> list[Item]:
    light, dark = grass(air)
    shades, haze, out = leaves(air), haze_of(air), list[Item]()
    night = {"night": ("#16275A", 0.68), "sunset": ("#6A3A70", 0.5), "dawn": ("#B98AA0", 0.35)}.get(air.time)
    for share, color, air_share in ((0.7, dark, 0.5), (0.8, light, 0.1)):
        points = [(box.left() + box.width() * (at / 4 * 1.4 - 0.2), box.top() + box.height() * (share + 0.05 * (rng.random() - 0.5)))
                  for at in range(5)]  # fmt: skip
        tone = mix(color, haze, air_share)
        out.append(scenery(below(points, box.bottom() + 40, box.right()), mix(tone, *night) if night else tone))
        if share == 0.7:
            crowns = [circle(box.left() + box.width() * at, box.top() + box.height() * (0.74 - 0.02 * rng.random()), box.width() * big)
                      for at, big in ((0.06, 0.09), (0.16, 0.07), (0.56, 0.055), (0.86, 0.1), (0.97, 0.08))]  # fmt: skip
            tone = mix(shades[1], haze, 0.25)
            out.append(scenery(union(crowns), mix(tone, *night) if night else tone))
    return out


def _city(air: Atmosphere, rng: np.random.Generator, box: skia.Rect) -> list[Item]:
    lit = air.is_dark or air.time == "sunset" or air.is_wet
    out: list[Item] = []
    for row, share in enumerate((0.46, 0.64)):
        color = mix(ROWS[air.time][row], haze_of(air), 0.4 - 0.15 * row)
        x, wide = box.left() - 10, min(box.width() * 0.12, box.height() * 0.22)
        shapes, lights, panes = skia.Path(), skia.Path(), skia.Path()
        while x < box.right():
            house = wide * (0.7 + 0.6 * rng.random()) * (1 + 0.3 * row)
            top = box.top() + box.height() * (share - 0.14 + 0.3 * rng.random())
            shapes.addRect(skia.Rect.MakeLTRB(x, top, x + house, box.bottom() + 4))
            size = wide * 0.1
            for column in np.arange(x + size, x + house - size * 1.5, size * 2.2):
                for level in np.arange(top + size * 1.5, box.bottom(), size * 2.8):
                    chance = rng.random()
                    if chance < 0.62:
                        chosen = lights if lit and chance < 0.26 else panes
                        chosen.addRect(skia.Rect.MakeXYWH(float(column), float(level), size, size * 1.4))
            x += house + wide * 0.06 * rng.random()
        out += [scenery(shapes, color), scenery(panes, mix(color, "#2A3A6E" if lit else "#FFFFFF", 0.3), alpha=0.6)]
        out.append(scenery(lights, "#FFD38A", alpha=0.7 + 0.2 * row))
    return out


def _wet(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, box: skia.Rect) -> list[Item]:
    """Drops that run down the pane, or flakes outside."""
    unit, marks = canvas.scale / 1024, skia.Path()
    if air.is_wet:
        for _ in range(round(box.width() * box.height() / (2600 * unit**2)) + 4):
            x, y = box.left() + box.width() * rng.random(), box.top() + box.height() * rng.random()
            marks.addPath(taper(line((x, y), (x - 5 * unit, y + 30 * unit)), (0.6, 2.4 * unit), caps=False))
        return [scenery(marks, "#EAF1FF", alpha=0.5)]
    if air.weather == "snow":
        for _ in range(round(box.width() * box.height() / (1800 * unit**2)) + 4):
            marks.addPath(
                circle(
                    box.left() + box.width() * rng.random(),
                    box.top() + box.height() * rng.random(),
                    (1.5 + 2.5 * rng.random()) * unit,
                )
            )
        return [scenery(marks, "#FFFFFF", alpha=0.85)]
    return []


def window(
    canvas: Canvas, air: Atmosphere, rng: np.random.Generator, x: float, y: float, wide: float, tall: float, *,
    curtain: str | None = None, view: View = "hills", columns: int = 2, rows: int = 2, frame: str = "#FFFFFF",
    sill: bool = True,
) -> tuple[Group, Group]:  # fmt: skip
    """A window: what is seen through it, in its own light, and the frame with its curtains before that."""
    unit = canvas.scale / 1024
    edge = 20 * unit
    pane = rect(x + edge, y + edge, wide - 2 * edge, tall - 2 * edge, 6 * unit)
    around = difference(
        rect(x, y, wide, tall, 16 * unit),
        rect(x + edge + 2, y + edge + 2, wide - 2 * edge - 4, tall - 2 * edge - 4, 6 * unit),
    )
    parts = [prop(around, frame, form="soft", cls="frame")]
    bar = 12 * unit
    for at in range(1, columns):
        parts.append(
            prop(
                rect(x + edge + (wide - 2 * edge) * at / columns - bar / 2, y + edge, bar, tall - 2 * edge),
                frame,
                form="soft",
                cls="frame",
            )
        )
    for at in range(1, rows):
        parts.append(
            prop(
                rect(x + edge, y + edge + (tall - 2 * edge) * at / rows - bar / 2, wide - 2 * edge, bar),
                frame,
                form="soft",
                cls="frame",
            )
        )
    if sill:
        ledge = rect(x - edge, y + tall - 6 * unit, wide + 2 * edge, 26 * unit, 8 * unit)
        parts.append(prop(ledge, mix(frame, "#FFF1DC", 0.4), form="soft", cls="frame"))
    if curtain is not None:
        parts += curtains(unit, x, y, wide, tall, curtain)
    return Group([outlook(canvas, air, rng, pane, view)], "view"), Group(parts, "window")


def curtains(unit: float, x: float, y: float, wide: float, tall: float, color: str) -> list[Item]:
    """Two curtains that are drawn aside, on a rail."""
    out: list[Item] = []
    for side in (-1, 1):
        edge = x - 26 * unit if side < 0 else x + wide + 26 * unit
        s, top, foot = -side * unit, y - 20 * unit, y + tall + 8 * unit
        cloth = prop(parse_path(
            f"M{edge} {top} h{s * 124} C{edge + s * 116} {top + tall * 0.36} {edge + s * 66} {top + tall * 0.56} {edge + s * 34} {top + tall * 0.66} "
            f"C{edge + s * 60} {top + tall * 0.8} {edge + s * 66} {foot - tall * 0.1} {edge + s * 64} {foot} L{edge - s * 6} {foot} Z"
        ), color, form="soft", cls="cloth")  # fmt: skip
        tie = (edge + s * 20, top + tall * 0.66)
        for reach in (26, 58, 92):
            fold = parse_path(f"M{edge + s * reach} {top} Q{edge + s * reach * 0.9} {top + tall * 0.4} {tie[0]} {tie[1]} "
                              f"Q{edge + s * reach * 0.5} {foot - tall * 0.16} {edge + s * reach * 0.56} {foot}")  # fmt: skip
            cloth.marks.append(
                scenery(taper(fold, (9 * unit, 4 * unit, 8 * unit), caps=False), mix(color, "#4A2F66", 0.4), alpha=0.3)
            )
        band = rect(min(edge, edge + s * 44), tie[1] - 8 * unit, 44 * unit, 17 * unit, 7 * unit)
        out += [cloth, prop(band, mix(color, "#FFFFFF", 0.35), form="soft", cls="cloth")]
    rail = prop(rect(x - 54 * unit, y - 34 * unit, wide + 108 * unit, 20 * unit, 10 * unit), "#B5764A", cls="wood")
    knobs = [
        prop(circle(at, y - 24 * unit, 16 * unit), "#C98A54", cls="wood")
        for at in (x - 54 * unit, x + wide + 54 * unit)
    ]
    return [*out, rail, *knobs]
