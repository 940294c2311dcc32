"""Pictures as models look at them: small, and without transparency."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels

MOST: Final = 1024 * 1024
"""Pixels of a picture that a model looks at; Qwen3-VL reads a token from 32 × 32 of them."""


def looked_at(pixels: Pixels, most: int = MOST) -> Pixels:
    """`pixels` as height × width × 3 of at most `most` pixels, on white where they are transparent."""
    height, width = pixels.shape[:2]
    if height * width > most:
        scale = (most / (height * width)) ** 0.5
        size = (max(1, int(width * scale)), max(1, int(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:].astype(np.float32) / 255
    return np.round(pixels[..., :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
