"""What gives light in the dark: flames, lamps and the lit windows of houses, which no night dims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.color import multiply, rgb
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import glow

_FIRES: Final = frozenset({"flame", "flame2", "flame3", "glow", "glow2", "lamp"})
_PANES: Final = frozenset({"pane", "pane2", "pane3"})
_LIT: Final = "#FFD98A"
_HALO: Final = "#FFB65C"


def lit(items: Iterable[Item], tint: str) -> list[Item]:
    """The items under a dark `tint` that spares what gives light; windows are lit."""
    return [_lit(item, tint) for item in items]


def halos(items: Iterable[Item]) -> list[Item]:
    """The light round flames and lamps, and a faint one round lit windows."""
    out: list[Item] = []
    for item in items:
        out += halos(item.marks)
        box = item.path.getBounds()
        size = max(box.width(), box.height())
        if item.cls in ("flame", "lamp") or _is_warm(item):
            out.append(glow(box.centerX(), box.centerY(), min(1.5 * size + 12, 0.6 * size + 90), _HALO, 0.42))
        elif item.cls == "pane":
            out.append(glow(box.centerX(), box.centerY(), 0.8 * size + 8, _HALO, 0.22))
    return out


def gives_light(items: Iterable[Item]) -> bool:
    """Whether anything of it shines."""
    return any(item.cls in _FIRES | _PANES or _is_warm(item) or gives_light(item.marks) for item in items)


def _lit(item: Item, tint: str) -> Item:
    marks = [_lit(mark, tint) for mark in item.marks]
    if item.cls in _PANES:
        return replace(item, color=_LIT, gradient=(), marks=marks)
    if item.cls in _FIRES or _is_warm(item):
        return replace(item, marks=marks)
    gradient = tuple(multiply(color, tint) for color in item.gradient)
    return replace(item, color=multiply(item.color, tint), gradient=gradient, marks=marks)


def _is_warm(item: Item) -> bool:
    """Whether it is glass with a light behind it: that of a lighthouse or a lantern."""
    red, _, blue = rgb(item.color)
    return item.cls == "glass" and red - blue > 60
