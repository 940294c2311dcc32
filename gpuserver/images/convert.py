"""Finished pictures in the format that a client asks for, with their provenance kept."""

from __future__ import annotations

import asyncio
import io

from PIL import Image

from gpuserver.images.output import Format


async def to_format(data: bytes, format: Format) -> bytes:
    """`data` in `format`; unchanged when it is in it already."""
    return await asyncio.to_thread(_convert, data, format)


def _convert(data: bytes, format: Format) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        if (image.format or "").lower() == format:
            return data
        xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        packet = xmp.encode() if isinstance(xmp, str) else xmp
        out = io.BytesIO()
        shown = image.convert("RGB") if format == "jpeg" else image
        if format == "jpeg":
            shown.save(out, "JPEG", quality=94, subsampling=0, **({"xmp": packet} if packet else {}))
        elif format == "webp":
            shown.save(out, "WEBP", quality=92, **({"xmp": packet} if packet else {}))
        else:
            shown.save(out, "PNG")
    return out.getvalue()
