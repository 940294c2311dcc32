"""Fire: flames by themselves, and on what burns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gpuserver.engines.illustrator.painting.items import Item, bounds
from gpuserver.engines.illustrator.painting.shapes import blob, circle, glow, scenery, union
from gpuserver.engines.illustrator.painting.snow import tops

_BURNS: Final = re.compile(
    r"\b(?:burning|on fire|in flames|ablaze|aflame|flaming|engulfed in (?:flames|fire))\b|着火|起火|失火|燃烧|大火"
)
_TONGUES: Final = (("#F0532D", 1.0, "flame"), ("#FF9A3C", 0.7, "flame2"), ("#FFD766", 0.42, "flame3"))
"""The tongues of a flame, one in the other: colour, size, palette class."""
_LEAN: Final = (0.16, -0.22, 0.05, -0.1, 0.24)
_TALL: Final = (1.0, 0.7, 1.18, 0.82, 0.6)


def burns(words: str) -> bool:
    """Whether `words` say that something is on fire."""
    return _BURNS.search(words.lower()) is not None


def flame(x: float, foot: float, tall: float, lean: float = 0.0) -> list[Item]:
    """A flame that stands at (x, foot), `tall` px high, with its tip `lean` of that to the right, and its light."""
    out = [glow(x, foot - 0.4 * tall, 0.75 * tall, "#FFB65C", 0.34)]
    for color, size, cls in _TONGUES:
        high, half = tall * size, 0.27 * tall * size
        outline = (
            (0, 0.02),
            (-0.86, -0.1),
            (-0.94, -0.34),
            (-0.36, -0.62),
            (0, -1),
            (0.5, -0.6),
            (1, -0.32),
            (0.8, -0.08),
        )
        spots = [(x + half * dx + lean * high * dy**2, foot + high * dy) for dx, dy in outline]
        out.append(Item(blob(spots), color, form="none", kind="flat", cls=cls, id="flame", casts=False))
    return out


def fire(left: float, right: float, foot: float, tall: float) -> list[Item]:
    """A row of flames from x `left` to `right`."""
    count = max(2, round((right - left) / (0.42 * tall)))
    out: list[Item] = []
    for at in range(count + 1):
        x = left + (right - left) * at / count
        out += flame(x, foot, tall * _TALL[at % len(_TALL)], _LEAN[at % len(_LEAN)])
    return out


def ablaze(items: Sequence[Item]) -> list[Item]:
    """The items of a thing with smoke behind them, and flames on their upper edges and at their foot."""
    box = bounds(items)
    tall = 0.2 * box.height() + 0.08 * box.width()
    whole = union([item.path for item in items if item.kind == "part" and item.alpha > 0.6])
    out: list[Item] = []
    for run in tops(whole):
        spots = run[:: max(1, round(0.3 * tall / 4))]
        for at, (x, y, _) in enumerate(spots if abs(run[-1][0] - run[0][0]) > 0.25 * tall else []):
            out += flame(x, y + 0.22 * tall, tall * _TALL[at % len(_TALL)], _LEAN[at % len(_LEAN)])
    out += fire(box.left() + 0.12 * box.width(), box.right() - 0.12 * box.width(), box.bottom(), 0.62 * tall)
    return [*_smoke(box.centerX(), box.top(), 0.4 * box.width()), *items, *out]


def _smoke(x: float, foot: float, wide: float) -> list[Item]:
    puffs = ((0.0, 0.1, 0.5), (-0.3, -0.25, 0.42), (0.28, -0.4, 0.5), (0.0, -0.8, 0.56))
    return [
        scenery(
            circle(x + dx * wide, foot + dy * wide, size * wide), "#6A6270", alpha=0.34, blur=0.1 * wide, kind="glow"
        )
        for dx, dy, size in puffs
    ]
