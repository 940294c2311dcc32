"""Outlines of glyphs from the icon fonts that QtAwesome carries: Material Design Icons, Font Awesome, Phosphor, Remix.

Only its font files and their tables of names are read: the package itself wants Qt when it is imported.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import skia

_FILES: Final = {
    "mdi": "materialdesignicons6-webfont",
    "fa": "fontawesome6-solid-webfont",
    "ph": "phosphor",
    "ri": "remixicon",
}
"""Prefix of a glyph's name -> the stem of its font's files."""
_EM: Final = 1000


class GlyphError(ValueError):
    """A glyph that no font has."""


def outline(name: str) -> skia.Path:
    """The filled outline of "mdi:anvil", "fa:otter", "ph:fish-fill" in a space of 1000 units, y down, overlaps joined.

    Raises GlyphError, and importlib.metadata.PackageNotFoundError where QtAwesome is not installed.
    """
    prefix, _, glyph = name.partition(":")
    if prefix not in _FILES or glyph not in _names(prefix):
        raise GlyphError(f"no font has the glyph {name!r}")
    font = _font(prefix)
    path = font.getPath(font.unicharToGlyph(_names(prefix)[glyph]))
    if path is None or path.isEmpty():
        raise GlyphError(f"the glyph {name!r} is empty")
    return skia.Simplify(path) or path


@cache
def _font(prefix: str) -> skia.Font:
    return skia.Font(skia.Typeface.MakeFromFile(str(_file(prefix, ".ttf"))), _EM)


@cache
def _names(prefix: str) -> dict[str, int]:
    table: dict[str, str] = json.loads(_file(prefix, ".json").read_text(encoding="utf-8"))
    return {name: int(code, 16) for name, code in table.items()}


def _file(prefix: str, suffix: str) -> Path:
    """A font's file; its name ends in the font's version."""
    folder = Path(str(distribution("QtAwesome").locate_file("qtawesome/fonts")))
    return next(iter(sorted(folder.glob(f"{_FILES[prefix]}*{suffix}"))))
