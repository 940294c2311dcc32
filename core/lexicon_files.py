"""The wide part of the lexicon: text files with one line a thing, its English names and its Chinese ones.

`nouns/<kind>.txt` (or `<kind>-<topic>.txt`) lists things: `fire extinguisher, extinguisher = 灭火器`. `varieties.txt`
lists breeds and kinds of other things: `dog: husky, siberian husky = 哈士奇`, and trades: `woman: photographer = 摄影师`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_NOUNS: Final = Path(__file__).parent / "nouns"
_VARIETIES: Final = Path(__file__).parent / "varieties.txt"


@dataclass(frozen=True)
class Noun:
    """A thing of the lexicon, by all its names. The first English one is its key."""

    kind: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """English and Chinese names."""
        return (*self.english, *self.chinese)


@dataclass(frozen=True)
class Variety:
    """A breed or a kind of a thing, by all its names."""

    of: str
    """Key of the thing that it is a kind of."""
    names: tuple[str, ...]
    """English and Chinese names."""
    chinese: str = ""
    """The first of its Chinese names."""

    @property
    def name(self) -> str:
        """Its first English name."""
        return self.names[0]


@cache
def wide_nouns() -> tuple[Noun, ...]:
    """Every thing of the files."""
    return tuple(
        Noun(path.stem.partition("-")[0], *_names(line))
        for path in sorted(_NOUNS.glob("*.txt"))
        for line in _lines(path)
    )


@cache
def varieties() -> tuple[Variety, ...]:
    """Every breed and kind of the file."""
    split = (line.partition(": ") for line in _lines(_VARIETIES))
    return tuple(_variety(of, *_names(names)) for of, _, names in split)


def _variety(of: str, english: tuple[str, ...], chinese: tuple[str, ...]) -> Variety:
    return Variety(of, (*english, *chinese), chinese[0])


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line)


def _names(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    english, _, chinese = line.partition(" = ")
    return tuple(english.split(", ")), tuple(chinese.split())
