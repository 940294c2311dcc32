"""Pictures made small enough for a platform: as they are where they fit, else re-encoded, at last scaled down."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from typing import Final

from PIL import Image

from bots.chat.letter import Sheet

_QUALITIES: Final = (92, 85, 75)
_SHRINK: Final = 0.75
_SMALLEST: Final = 64


async def fitted(sheet: Sheet, *, most_bytes: int, most_sides: int = 0, most_ratio: float = 0) -> Sheet | None:
    """`sheet` in at most `most_bytes`, width and height together at most `most_sides` pixels (0: any).

    None where it cannot be: the ratio of its sides is beyond `most_ratio`, or it does not become small enough.
    """
    return await asyncio.to_thread(_fitted, sheet, most_bytes, most_sides, most_ratio)


def _fitted(sheet: Sheet, most_bytes: int, most_sides: int, most_ratio: float) -> Sheet | None:
    with Image.open(io.BytesIO(sheet.data)) as opened:
        width, height = opened.size
        if most_ratio and max(width, height) > most_ratio * min(width, height):
            return None
        if len(sheet.data) <= most_bytes and (not most_sides or width + height <= most_sides):
            return sheet
        clear = "A" in opened.getbands()
        image = opened.convert("RGBA" if clear else "RGB")
    if most_sides and width + height > most_sides:
        image = _scaled(image, most_sides / (width + height))
    while min(image.size) >= _SMALLEST:
        for quality in _QUALITIES:
            if len(data := _encoded(image, quality)) <= most_bytes:
                kind = "webp" if clear else "jpeg"
                name = f"{sheet.name.rpartition('.')[0]}.{'webp' if clear else 'jpg'}"
                return replace(sheet, data=data, media_type=f"image/{kind}", name=name)
        image = _scaled(image, _SHRINK)
    return None


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    width, height = max(1, int(image.width * factor)), max(1, int(image.height * factor))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    if image.mode == "RGBA":  # JPEG has no transparency
        image.save(out, "WEBP", quality=quality)
    else:
        image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
