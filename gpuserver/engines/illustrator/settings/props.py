"""Things that stand about in settings: drawn subjects put behind the hero, snow on whatever stands in it, fences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

import numpy as np

from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    difference,
    line,
    prop,
    rect,
    scenery,
    shifted,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import leaves
from gpuserver.engines.illustrator.spots import Spot
from gpuserver.engines.illustrator.wear import matrix_of

_SHEDS = frozenset({"tree", "willow", "bush"})
"""Plants whose leaves go with the season."""


def placed(
    name: str, x: float, foot: float, height: float, *, palette: Mapping[str, str] | None = None,
    hide: Collection[str] = (), flip: bool = False, haze: tuple[str, float] | None = None,
) -> list[Item]:  # fmt: skip
    """The subject `name` as scenery: it stands at (x, foot), `height` px tall, behind `haze` (colour, share)."""
    items = art.load(name).items(matrix_of(Spot(art.load(name), x, foot, height, flip)), palette, hide)
    if haze is not None:
        hazed(items, *haze)
    return items


def hazed(items: Iterable[Item], color: str, share: float) -> None:
    """Air before far things: mixes `share` of its colour into theirs."""
    for item in items:
        item.color = mix(item.color, color, share)
        item.gradient = tuple(mix(one, color, share) for one in item.gradient)
        hazed(item.marks, color, share)


def snowed(items: Iterable[Item], depth: float, classes: Collection[str] = (), color: str = "#FBFDFF") -> None:
    """Lays snow `depth` px thick on the upper edges of the items of `classes` (of all parts where none are named)."""
    for item in items:
        if item.kind == "part" and (not classes or item.cls in classes):
            cap = difference(item.path, shifted(item.path, 0, depth))
            item.marks.append(scenery(cap, color, alpha=0.95, cls="snow"))


def foliage(air: Atmosphere, share: float = 0.0, toward: str = "#4F9B62") -> dict[str, str]:
    """The palette of a drawn tree or bush in this season; `share` of `toward` tells one tree from the next."""
    main, dark, light = (mix(one, toward, share) for one in leaves(air))
    if air.season == "spring" and not air.is_white:
        dark = mix(main, "#4F9A66", 0.4)
    return {"leaf": main, "leaf2": mix(main, dark, 0.75), "leaf3": light}


def leaves_of(name: str, air: Atmosphere) -> dict[str, str]:
    """The leaves of a plant that was asked for, where they go with the season; nothing for others and in summer."""
    return foliage(air) if name in _SHEDS and (air.season != "summer" or air.is_white) else {}


def grown(
    name: str, x: float, foot: float, height: float, air: Atmosphere, *, share: float = 0.0, toward: str = "#4F9B62",
    flip: bool = False, haze: tuple[str, float] | None = None,
) -> list[Item]:  # fmt: skip
    """A drawn plant in the leaves of the season, without its fruit."""
    palette = foliage(air, share, toward)
    items = placed(name, x, foot, height, palette=palette, hide=("fruit", "fruits"), flip=flip, haze=haze)
    return [item for item in items if item.cls != "fruit"]


def evergreen(
    name: str, x: float, foot: float, height: float, air: Atmosphere, *, flip: bool = False,
    haze: tuple[str, float] | None = None, palette: Mapping[str, str] | None = None,
) -> list[Item]:  # fmt: skip
    """A drawn plant that keeps its leaves, with snow on it in winter."""
    items = placed(name, x, foot, height, palette=palette, flip=flip, haze=haze)
    if air.is_white:
        snowed(items, height * 0.05, ("leaf", "leaf2", "leaf3"))
    return items


def fence(points: list[Point], size: float, color: str, *, snow: bool = False) -> list[Item]:
    """A wooden fence whose posts stand at `points`; `size` is the height of a post of full size, at the last point."""
    rails: list[Item] = []
    for up in (0.42, 0.78):
        spine = smooth([(x, y - size * up * _grow(points, y)) for x, y in points])
        widths = (size * 0.11 * _grow(points, points[0][1]), size * 0.13 * _grow(points, points[-1][1]))
        rails.append(prop(taper(spine, widths, caps=False), mix(color, "#FFFFFF", 0.1), form="soft", cls="wood"))
    posts: list[Item] = []
    for x, y in points:
        tall = size * _grow(points, y)
        posts.append(prop(rect(x - tall * 0.075, y - tall, tall * 0.15, tall * 1.02, tall * 0.05), color, cls="wood"))
    if snow:
        snowed([*rails, *posts], size * 0.07)
    return [*rails, *posts]


def _grow(points: list[Point], y: float) -> float:
    """Perspective along a fence: .55 of full size at its far end."""
    far, near = min(one[1] for one in points), max(one[1] for one in points)
    return 1.0 if near - far < 4 else 0.55 + 0.45 * (y - far) / (near - far)


def planks(points: list[Point], rows: int, color: str, rng: np.random.Generator) -> list[Item]:
    """Boards across a quadrilateral (far left, far right, near right, near left), wider towards the viewer."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    out: list[Item] = []
    shares = [(at / rows) ** 1.25 for at in range(rows + 1)]
    for top, low in pairwise(shares):
        low -= 0.06 / rows
        corners = [
            (ax + (dx - ax) * top, ay + (dy - ay) * top), (bx + (cx - bx) * top, by + (cy - by) * top),
            (bx + (cx - bx) * low, by + (cy - by) * low), (ax + (dx - ax) * low, ay + (dy - ay) * low),
        ]  # fmt: skip
        path = line(*corners)
        path.close()
        shade = mix(color, "#FFE3B0" if rng.random() < 0.5 else "#7A4A36", 0.12 * rng.random())
        out.append(scenery(path, shade, gradient=(mix(shade, "#FFFFFF", 0.1), shade), cls="wood"))
    return out
