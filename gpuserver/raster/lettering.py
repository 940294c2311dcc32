"""Letters as strokes: a round hand for signs and captions, drawn from lines so that it needs no font; other scripts ask
the system.

The hand is in letters.toml.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

import skia

from gpuserver.raster.svg_path import parse_path

_SPACE: Final = 34.0
_GAP: Final = 22.0
_WEIGHT: Final = 17.0
_PLAIN: Final = str.maketrans("’‘“”—–，。！？：", "''''--,.!?:")


def line_of(text: str) -> skia.Path | None:
    """One line of text as a shape: its left end at x 0, capitals from y 0 to 100. None where a letter cannot be drawn.

    Latin letters are of this hand. Others come from the fonts of the system, where it has them.
    """
    text = text.translate(_PLAIN).strip()
    out, x = skia.Path(), 0.0
    out.setFillType(skia.PathFillType.kEvenOdd)  # that of all outlines which skia has joined
    for letter in text:
        if letter == " ":
            x += _SPACE + _GAP
            continue
        found = _drawn(letter) or _from_system(letter)
        if found is None:
            return None
        width, path = found
        out.addPath(path, x, 0)
        x += width + _GAP
    return out if not out.isEmpty() else None


@lru_cache(maxsize=128)
def _drawn(letter: str) -> tuple[float, skia.Path] | None:
    glyph = _hand().get(letter)
    if glyph is None:
        return None
    return float(glyph["width"]), _inked(parse_path(str(glyph["strokes"])))


def _inked(spine: skia.Path) -> skia.Path:
    """The outline of a stroke of the hand's weight with round ends."""
    pen = skia.Paint(
        Style=skia.Paint.kStroke_Style, StrokeWidth=_WEIGHT,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip
    outline = skia.Path()
    pen.getFillPath(spine, outline)
    return skia.Simplify(outline) or outline


@lru_cache(maxsize=1)
def _hand() -> dict[str, dict[str, float | str]]:
    """Every letter of the hand. Raises tomllib.TOMLDecodeError for a malformed table."""
    return tomllib.loads(Path(__file__).with_name("letters.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def _from_system(letter: str) -> tuple[float, skia.Path] | None:
    """A letter of the first installed font that has it, bold where there is one; None where none has it."""
    bold = skia.FontStyle(skia.FontStyle.kBold_Weight, skia.FontStyle.kNormal_Width, skia.FontStyle.kUpright_Slant)
    typeface = skia.FontMgr().matchFamilyStyleCharacter("", bold, ["zh-Hans"], ord(letter))
    if typeface is None:
        return None
    font = skia.Font(typeface, 118)
    glyph = font.unicharToGlyph(ord(letter))
    path = font.getPath(glyph) if glyph else None
    if path is None or path.isEmpty():
        return None
    whole = skia.Simplify(path) or path
    whole.offset(0, 102)
    return font.measureText(letter), whole
