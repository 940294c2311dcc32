"""The drawing of a subject: a file in one of its poses, a person's figure, a portrait, or a filled glyph."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.icons import table as icons
from gpuserver.engines.illustrator.people import artwork as figures
from gpuserver.engines.illustrator.people import bust as busts
from gpuserver.engines.illustrator.people.hats import HATS, hat
from gpuserver.engines.illustrator.spots import span

PEOPLE = frozenset(figures.kinds())
"""The names that are people."""


def poses(name: str) -> Collection[str]:
    """The poses that a subject can take besides the one of its own drawing."""
    return figures.poses() if name in PEOPLE else art.poses().get(name, frozenset())


def portrait(name: str, top: str | None, bearing: float) -> Artwork:
    """Head and shoulders of a person in a top; `bearing` is chance, 0..1, and says how the head is held."""
    if name not in busts.kinds():
        return figures.half(name)
    return busts.bust(name, top, busts.BEARINGS[int(bearing * len(busts.BEARINGS))])


def artwork(name: str, pose: str = "", clothes: tuple[str, ...] = ()) -> Artwork:
    """The drawing of a subject in a pose, people in `clothes` over their own. Raises ArtError for an unknown one."""
    if name in HATS:
        return hat(name)
    if name not in PEOPLE:
        return icons.artwork(name) if name in icons.sketches() and name not in art.names() else art.load(name, pose)
    return figures.figure(name, pose or "stand", clothes=clothes)


@lru_cache(maxsize=128)
def standing_span(name: str) -> float:
    """From the soles to the top of the head of a kind of people that stands, in units of the drawing."""
    return span(figures.figure(name, "stand"))
