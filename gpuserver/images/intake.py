"""From untrusted bytes to pixels: by content and not by name, upright, in sRGB, within bounds, without metadata."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.images.output import encode_plain

Image.init()  # register every decoder now, so that naming the allowed ones works

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""What is decoded. Everything else, SVG and HTML among it, is refused however it is named."""


@dataclass(frozen=True)
class ImageLimits:
    """Bounds of one image. A decoded pixel takes 3 or 4 bytes: 64 megapixels are at most 256 MB."""

    megapixels: float = 64.0
    side: int = 20_000


def open_image(data: bytes, limits: ImageLimits | None = None) -> Pixels:
    """The pixels of `data`: height × width × 3 or 4, uint8, upright, sRGB; the first frame of an animation.

    Raises ProblemError: not_an_image, broken_image, or image_too_large before anything is decoded.
    """
    bounds = limits or ImageLimits()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; the bounds below are ours
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _check_size(image, bounds)
                image.load()
                return _pixels(image)
        except UnidentifiedImageError:
            raise ProblemError(Code.NOT_AN_IMAGE, "the bytes are no image of a known format") from None
        except Image.DecompressionBombError:
            raise _too_large(bounds) from None
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, TypeError, KeyError) as error:
            # Pillow's decoders raise all of these on damaged files.
            raise ProblemError(Code.BROKEN_IMAGE, f"the image cannot be decoded: {type(error).__name__}") from error


@dataclass(frozen=True)
class Normal:
    """An upload made safe: pixels, and the same encoded without any metadata."""

    data: bytes
    media_type: str
    width: int
    height: int
    pixels: Pixels


def normalise(data: bytes, limits: ImageLimits | None = None) -> Normal:
    """`data` decoded and encoded again: JPEG for opaque pictures, PNG for transparent and for small ones."""
    pixels = open_image(data, limits)
    height, width = pixels.shape[:2]
    lossless = pixels.shape[2] == 4 or width * height <= 512 * 512
    encoded, media_type = encode_plain(pixels, "png" if lossless else "jpeg")
    return Normal(encoded, media_type, width, height, pixels)


def _check_size(image: Image.Image, limits: ImageLimits) -> None:
    width, height = image.size
    if width * height > limits.megapixels * 1e6 or max(width, height) > limits.side or min(width, height) < 1:
        raise _too_large(limits)


def _too_large(limits: ImageLimits) -> ProblemError:
    limit = f"{limits.megapixels:g} MP"
    return ProblemError(Code.IMAGE_TOO_LARGE, f"the image has more than {limit}", limit=limit)


def _pixels(image: Image.Image) -> Pixels:
    profile = image.info.get("icc_profile")
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"I;16", "I;16B", "I;16L", "I", "F"}:
        upright = _eight_bits(upright)
    mode = "RGBA" if transparent else "RGB"
    converted = _to_srgb(upright, profile, mode) if profile else None
    pixels = np.array(converted or upright.convert(mode), dtype=np.uint8)
    if transparent and bool((pixels[..., 3] == 255).all()):
        pixels = np.ascontiguousarray(pixels[..., :3])
    return pixels


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen-bit, 32-bit and floating grey scaled to eight bits, rather than cut off at 255."""
    values = np.asarray(image, dtype=np.float64)
    top = 65535.0 if image.mode.startswith("I") and values.max(initial=0) > 255 else max(1.0, values.max(initial=1.0))
    scaled = np.clip(values / top * 255.0 if image.mode != "F" or top > 1 else values * 255.0, 0, 255)
    return Image.fromarray(scaled.round().astype(np.uint8))


def _to_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """`image` from its own colours into sRGB; None where the profile is unusable: its numbers are then kept."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        base = image if image.mode in {"RGB", "RGBA", "CMYK", "L"} else image.convert(mode)
        alpha = base.getchannel("A") if base.mode == "RGBA" else None
        flat = base.convert("RGB") if base.mode == "RGBA" else base
        done = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if done is None or mode == "RGB":
        return done
    done.putalpha(alpha or image.convert("RGBA").getchannel("A"))
    return done
