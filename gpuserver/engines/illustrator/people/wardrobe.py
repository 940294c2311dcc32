"""What a figure is: a build, a face, and garments with their colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gpuserver.engines.illustrator.people.body import Garment
from gpuserver.engines.illustrator.people.headwork import Face

COLORS: Final = {
    "top": "#2A9D9D", "top2": "#1F7F86", "pants": "#5C5A86", "shoe": "#6B3F36", "sole": "#FFF1DC", "belt": "#6B3F36",
    "cream": "#FFF1DC", "metal": "#F9C74F", "ink": "#2B2238", "white": "#FFFFFF", "line": "#2B2238",
}  # fmt: skip
"""Colours of what most people wear; an outfit gives its own over them."""


@dataclass(frozen=True)
class Figure:
    """A kind of person."""

    build: str
    face: Face
    garments: tuple[Garment, ...]
    colors: Mapping[str, str]
    tool: str = ""
    """What the forward hand holds where it is free: a drawing of `props/`."""
    tool2: str = ""
    """What the other hand holds."""
    hat: str = ""
    coat: str = "top"
    """The class that a colour word means."""
    worn: tuple[str, ...] = ()
    """What else is on its head: a beard, a mask."""
    drawings: tuple[str, ...] = ()
    """Further drawings of `props/` that its garments use, for their colours."""
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    """Poses that this figure takes in a way of its own: {"stand": "proud"}."""
    lifts2: bool = False
    """Whether it holds up what is in its other hand."""
    own_grip: bool = False
    """Whether its own poses already have an arm for the tool."""
    tool_in: frozenset[str] = frozenset()
    """The poses in which it has its tools with it; all where empty."""
