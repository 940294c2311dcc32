"""The drawing of a subject: a file in one of its poses, a person's figure, a portrait, or a filled glyph."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.icons import table as icons
from gpuserver.engines.illustrator.people import artwork as figures
from gpuserver.engines.illustrator.people import bust as busts
from gpuserver.engines.illustrator.spots import span

PEOPLE = frozenset(figures.kinds())
"""The names that are people."""


def poses(name: str) -> Collection[str]:
    """The poses that a subject can take besides the one of its own drawing."""
    return figures.poses() if name in PEOPLE else art.poses().get(name, frozenset())


def artwork(name: str, pose: str = "", *, portrait: bool = False) -> Artwork:
    """The drawing of a subject in a pose, or of a person's head and shoulders. Raises ArtError for an unknown one."""
    if name not in PEOPLE:
        return icons.artwork(name) if name in icons.sketches() and name not in art.names() else art.load(name, pose)
    if portrait and not pose:
        return busts.bust(name) if name in busts.kinds() else figures.half(name)
    return figures.figure(name, pose or "stand")


@lru_cache(maxsize=128)
def standing_span(name: str) -> float:
    """From the soles to the top of the head of a kind of people that stands, in units of the drawing."""
    return span(figures.figure(name, "stand"))
