"""The coats of breeds and kinds: one line each in coats.txt, its colours (the second for markings) and its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from core.varieties import variety_named
from gpuserver.engines.illustrator.palette import Shade, find_colors

_FILE: Final = Path(__file__).with_name("coats.txt")


@dataclass(frozen=True)
class Coat:
    """How a breed differs in looks from what it is a kind of."""

    shades: tuple[Shade, ...]
    """Its colour, and that of its markings where they differ."""
    size: float = 1.0
    """Its size to that of what it is a kind of."""


def coat_named(words: str, subject: str) -> Coat | None:
    """The coat of the breed or kind that `words` name, where it is drawn as `subject`; None for others."""
    variety = variety_named(words)
    return coats().get(variety.name) if variety and variety.of == subject else None


@cache
def coats() -> dict[str, Coat]:
    """Every coat by its variety's name. Raises ValueError for a malformed file."""
    lines = (line.partition(" = ") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {name: _read(words.split()) for name, _, words in lines}


def _read(words: list[str]) -> Coat:
    size = float(words.pop()) if words[-1][0].isdecimal() else 1.0
    return Coat(tuple(shade for word in words for shade in find_colors(word)), size)
