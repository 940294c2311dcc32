"""Photos that the tests make: a round red thing on a green ground, with grain."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from gpuserver.engines.base import Pixels


def photo(width: int = 240, height: int = 160) -> Pixels:
    """A subject in the middle of a textured background."""
    rng = np.random.default_rng(1)
    base = np.empty((height, width, 3), np.float32)
    base[:] = (70, 130, 80)
    base += np.linspace(-25, 25, height, dtype=np.float32)[:, None, None]
    picture = np.clip(base + rng.normal(0, 6, base.shape), 0, 255).astype(np.uint8)
    centre, axes = (width // 2, round(height * 0.52)), (round(width * 0.17), round(height * 0.32))
    cv2.ellipse(picture, centre, axes, 0, 0, 360, (205, 52, 46), -1, cv2.LINE_AA)
    cv2.circle(
        picture, (centre[0] - axes[0] // 3, centre[1] - axes[1] // 3), axes[0] // 4, (245, 170, 150), -1, cv2.LINE_AA
    )
    return picture


def encoded(pixels: Pixels, format: str = "PNG", **options: object) -> bytes:
    """`pixels` as a file."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, format, **options)
    return out.getvalue()
