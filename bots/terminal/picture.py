"""A picture in a terminal: two pixels a character, in half blocks."""

from __future__ import annotations

import io

from PIL import Image
from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style


def file_name(number: str, index: int, media_type: str) -> str:
    """The file of a turn's picture: "02.png"; further ones of the same turn are "02b.png", "02c.png"."""
    suffix = media_type.partition("/")[2].replace("jpeg", "jpg")
    return f"{number}{chr(97 + index) if index else ''}.{suffix}"


def half_blocks(data: bytes, columns: int) -> Segments:
    """`data` (an encoded image) as text `columns` wide; needs a terminal with 24-bit colour."""
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    rows = max(2, round(columns * image.height / image.width / 2) * 2)
    small = image.resize((columns, rows), Image.Resampling.LANCZOS)
    segments: list[Segment] = []
    for y in range(0, rows, 2):
        for x in range(columns):
            upper, lower = small.getpixel((x, y)), small.getpixel((x, y + 1))
            assert isinstance(upper, tuple)
            assert isinstance(lower, tuple)
            style = Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
            segments.append(Segment("▀", style))
        segments.append(Segment.line())
    return Segments(segments)
