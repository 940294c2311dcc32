"""Night on the land: blue; sand and dry grass violet and lighter, and snow lightest of all, as the moon shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import luminance, mix, multiply, rgb, to_hex
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item

_COOL: Final = np.array([0.72, 0.86, 1.85])
"""Red, green and blue of a night's light on warm ground, against its luminance: what turns sand violet-blue."""
_LIGHTER: Final = 1.2
"""How much lighter warm ground is by night than other land."""
_OWN: Final = np.array([1.2, 0.97, 0.94])
"""The same for a warm figure, which keeps its hue before that ground."""
_SNOW: Final = "#AFC2EE"
"""What the night multiplies snow by."""
_PALE: Final = 205.0
"""Luminance, 0..255, from which on what is not warm is snow, where snow lies."""
_WARM: Final = 78.0
"""Red over blue, 0..255, from which on a colour is all warm."""


def moonlit(items: Sequence[Item], tint: str) -> str:
    """The `tint` of a night for a layer: the more of it is sand or dry grass, the bluer and lighter, or it is mud."""
    weights = [_area(item) for item in items]
    if not sum(weights):
        return tint
    warmth = float(np.average([_warmth(item) for item in items], weights=weights))
    return mix(tint, to_hex(np.minimum(_LIGHTER * luminance(tint) * _COOL, 255)), warmth)


def benighted(group: Group, tint: str, *, white: bool) -> None:
    """Put a layer of land under the `tint` of a night; its snow stays light, as does all that is pale on `white` land.

    The layer takes the tint of snow, and the rest of it the remaining darkness into its own colours.
    """
    tint = moonlit(group.items, tint)
    if not any(_is_snow(one, white=white) for item in group.items for one in (item, *item.marks)):
        group.tint = multiply(group.tint, tint) if group.tint else tint
        return
    rest = to_hex(255 * rgb(tint) / rgb(_SNOW))
    group.items = [_darker(item, rest, white=white) for item in group.items]
    group.tint = multiply(group.tint, _SNOW) if group.tint else _SNOW


def _darker(item: Item, rest: str, *, white: bool) -> Item:
    marks = [_darker(mark, rest, white=white) for mark in item.marks]
    if _is_snow(item, white=white):
        return replace(item, marks=marks)
    gradient = tuple(multiply(color, rest) for color in item.gradient)
    return replace(item, color=multiply(item.color, rest), gradient=gradient, marks=marks)


def _is_snow(item: Item, *, white: bool) -> bool:
    """Whether it is snow by its class, or where the land is white by its colours: pale, and nowhere warm."""
    colors = [rgb(color) for color in item.gradient or (item.color,)]
    pale = all(luminance(to_hex(color)) > _PALE and color[2] >= color[0] for color in colors)
    return item.cls == "snow" or (white and item.kind != "glow" and pale)


def softened(items: Sequence[Item], tint: str) -> str:
    """The `tint` of a night for a figure: the warmer it is itself, the warmer, so that a lion stays a lion."""
    weights = [_area(item) for item in items]
    if not sum(weights):
        return tint
    warmth = float(np.average([_warmth(item) for item in items], weights=weights))
    return mix(tint, to_hex(luminance(tint) * _OWN), 0.65 * warmth)


def _area(item: Item) -> float:
    """The size of its box within the picture, px²."""
    box = item.path.getBounds()
    wide = min(box.right(), DESIGN) - max(box.left(), 0.0)
    tall = min(box.bottom(), DESIGN) - max(box.top(), 0.0)
    return item.alpha * max(0.0, wide) * max(0.0, tall)


def _warmth(item: Item) -> float:
    """How warm its colours are, 0..1: sand and brick, not leaves."""
    colors = [rgb(color) for color in item.gradient or (item.color,)]
    red, green, blue = np.mean(colors, axis=0)
    return float(np.clip((red - blue) / _WARM, 0, 1)) if red >= green else 0.0
