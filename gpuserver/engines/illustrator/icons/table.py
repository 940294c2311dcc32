"""Which glyph draws which thing, and in what colours: one line a thing in `sketches/`.

`fire extinguisher = mdi:fire-extinguisher red iron 0.6` gives the thing's key in the lexicon, its glyph, the colours
of its body, its holes and its smaller pieces, and its height in metres; `open` says that one looks through its holes,
`air` that it flies, `wheels` that it rolls though it is no vehicle, and the name of an anchor that it is worn there.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from core.lexicon_files import wide_nouns
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.icons.drawing import Sketch, draw

_FOLDER: Final = Path(__file__).parent / "sketches"
_PAINTS: Final = {
    "coral": "#F2674F", "red": "#E5484D", "crimson": "#B8324A", "rose": "#F48FA0", "blush": "#F59A92",
    "tangerine": "#FBA14F", "marigold": "#F9C74F", "amber": "#F4A340", "sand": "#F6D9A6", "wheat": "#E9B676",
    "wood": "#C98A54", "cocoa": "#8A5640", "cane": "#7A4636", "brick": "#B5655A", "bark": "#96604A", "leaf": "#6DB36B",
    "light": "#8CC878", "deep": "#4F9A66", "sage": "#5F8F7B", "mint": "#A6DACE", "teal": "#2A9D9D", "sky": "#8ECBEA",
    "azure": "#4A8FD0", "navy": "#2F66AE", "lilac": "#C9B8D8", "violet": "#6C63C7", "dusk": "#5C5A86",
    "steel": "#DDE3F0", "gray": "#A3A0B4", "iron": "#4B4666", "ink": "#2B2238", "cream": "#FFF1DC",
}  # fmt: skip
"""The palette of the illustration handbook, with a crimson and a gray."""
_WORN: Final = ("head_top", "eyes", "mouth", "neck")


@cache
def sketches() -> dict[str, Sketch]:
    """Every thing that has a glyph, by its key in the lexicon. Raises KeyError and ValueError for a malformed table."""
    kinds = {noun.english[0]: noun.kind for noun in wide_nouns()}
    lines = (line for path in sorted(_FOLDER.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    found = (_read(line, kinds) for line in lines)
    return {sketch.name: sketch for sketch in found}


@cache
def words() -> dict[str, str]:
    """Every name of those things in both languages -> the key."""
    known = sketches()
    return {name.lower(): noun.english[0] for noun in wide_nouns() if noun.english[0] in known for name in noun.names}


@lru_cache(maxsize=256)
def artwork(name: str) -> Artwork:
    """The drawing of the thing with the key `name`. Raises KeyError for an unknown one and font.GlyphError."""
    return draw(sketches()[name])


def _read(line: str, kinds: dict[str, str]) -> Sketch:
    name, _, rest = line.partition(" = ")
    glyph, *words = rest.split()
    at = next(at for at, word in enumerate(words) if word not in _PAINTS)
    colors, height, flags = tuple(_PAINTS[paint] for paint in words[:at]), float(words[at]), words[at + 1 :]
    return Sketch(
        name, glyph, kinds[name], colors, height, "open" in flags, "air" in flags,
        rolls="wheels" in flags or (kinds[name] == "vehicle" and "air" not in flags),
        worn=next((flag for flag in flags if flag in _WORN), ""),
    )  # fmt: skip
