"""The hats of figures as accessories, for whoever is said to wear one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from gpuserver.engines.illustrator.art import Anchor, Artwork
from gpuserver.engines.illustrator.people.props import prop

HATS: Final = frozenset(
    {
        "santahat", "piratehat", "wizardhat", "witchhat", "toque", "strawhat", "cowboyhat", "vikinghelm", "hardhat",
        "policecap", "firehelmet", "beret", "hijab", "turban", "hearingaid",
    }
)  # fmt: skip
"""The drawings of `props/` that have a brim, their anchor "line"."""
_BRIM: Final = 250.0
"""Half the width of the head that they are drawn for, px."""


@lru_cache(maxsize=32)
def hat(name: str) -> Artwork:
    """A hat with its place on a head: its brim, or the place of what is wound round it. Raises ArtError for others."""
    drawn = prop(name)
    line = drawn.anchors["line"]
    sits = drawn.anchors.get("wound", Anchor(line.x, line.y + 30, _BRIM))
    return replace(drawn, name=name, anchors={**drawn.anchors, "head_top": sits})
