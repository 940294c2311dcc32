"""The one light of a picture: where it comes from, and the colours of what it leaves dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Light:
    """A light from the upper left by default; (dx, dy) points from the lit side towards the shade."""

    shade: str = "#8A7BC8"
    """Ambient colour of the shade, multiplied in."""
    high: str = "#FFF2D6"
    """Colour of the lit side and rim."""
    bounce: str = "#FFD9C0"
    """Colour that the surroundings throw back on the dark side."""
    depth: float = 0.62
    """Strength of the shade, 0..1."""
    dx: float = 1.0
    dy: float = 1.25
    rim: float = 0.5
    """Strength of the lit rim, 0..1."""
    bounce_strength: float = 0.22
    cast: str = "#5A2F66"
    """Colour of cast and ground shadows."""
    cast_strength: float = 0.30


DAY = Light()
NIGHT = Light(
    shade="#3A4C9A", high="#CFE6FF", bounce="#6FA8D8", depth=0.8, dx=-1, dy=1.2, rim=0.95, bounce_strength=0.25,
    cast="#0A1236", cast_strength=0.5,
)  # fmt: skip
DUSK = Light(
    shade="#5B3E8F", high="#FFC38A", bounce="#8C8CE8", depth=0.72, dx=1, dy=1, rim=0.85, bounce_strength=0.3,
    cast="#241246",
)  # fmt: skip
INDOORS = Light(shade="#9A78B8", high="#FFF2D0", bounce="#FFD0A8", dx=1, dy=1)
