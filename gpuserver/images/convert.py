"""Finished pictures in the format that a client asks for, with their provenance kept."""

from __future__ import annotations

import asyncio
import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gpuserver.images.output import Format, opaque


async def to_format(data: bytes, format: Format) -> bytes:
    """`data` in `format`, a JPEG of transparent pixels laid on white; unchanged when it is in it already."""
    return await asyncio.to_thread(_convert, data, format)


def _convert(data: bytes, format: Format) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        if (image.format or "").lower() == format:
            return data
        xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        packet = xmp.encode() if isinstance(xmp, str) else xmp
        out = io.BytesIO()
        kept = {"xmp": packet} if packet else {}
        match format:
            case "jpeg":
                opaque(image).convert("RGB").save(out, "JPEG", quality=94, subsampling=0, **kept)
            case "webp":
                image.save(out, "WEBP", quality=92, **kept)
            case "png":
                info = PngInfo()
                if packet:
                    info.add_itxt("XML:com.adobe.xmp", packet.decode())
                image.save(out, "PNG", pnginfo=info)
    return out.getvalue()
