"""Turning, mirroring, cropping, enlarging. Quarter turns and mirrors move pixels and change none."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import bands

MAX_PIXELS: Final = 80_000_000
"""Pixels of a result; more is refused with a sentence."""
_TILE: Final = 1024
"""Side of the tiles in which a picture is turned, px."""


def rotate(pixels: Pixels, degrees: float) -> Pixels:
    """Turned counterclockwise. The frame grows to hold everything; its new corners are transparent."""
    if degrees % 90 == 0:
        return np.ascontiguousarray(np.rot90(pixels, int(degrees // 90) % 4))
    height, width = pixels.shape[:2]
    angle = math.radians(degrees)
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    new_width, new_height = math.ceil(width * cos + height * sin), math.ceil(width * sin + height * cos)
    _check(new_width, new_height)
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    matrix[:, 2] += (new_width - width) / 2, (new_height - height) / 2
    solid = pixels if pixels.shape[2] == 4 else np.dstack([pixels, np.full((height, width), 255, np.uint8)])
    out = np.zeros((new_height, new_width, 4), np.uint8)
    back = cv2.invertAffineTransform(matrix)
    for top in range(0, new_height, _TILE):
        for left in range(0, new_width, _TILE):
            tile = out[top : top + _TILE, left : left + _TILE]
            _turn(solid, tile, matrix, back, (left, top))
    return out


def _turn(solid: Pixels, tile: Pixels, matrix: np.ndarray, back: np.ndarray, at: tuple[int, int]) -> None:
    """Write the `tile` of the turned picture that begins `at` (x, y); `matrix` turns, and `back` turns back."""
    x, y = at
    down, across = tile.shape[:2]
    # the part of the photo that the tile shows, with room for the cubic filter
    corners = np.array([[x + i, y + j, 1] for i in (0, across) for j in (0, down)], np.float64) @ back.T
    left, top = (max(0, int(low) - 4) for low in corners.min(axis=0))
    right, bottom = (max(0, int(high) + 5) for high in corners.max(axis=0))
    part = solid[top:bottom, left:right]
    if part.size == 0:
        return
    premultiplied = np.dstack([part[..., :3] * (part[..., 3:] / np.float32(255)), part[..., 3:]])
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ (left, top) - np.array(at)
    turned = cv2.warpAffine(premultiplied, moved, (across, down), flags=cv2.INTER_CUBIC)
    alpha = np.clip(turned[..., 3:], 0, 255)
    rgb = np.where(alpha > 0, turned[..., :3] * np.float32(255) / np.maximum(alpha, 1), 0)
    tile[:] = np.clip(np.rint(np.dstack([rgb, alpha])), 0, 255)


def flip(pixels: Pixels, direction: str) -> Pixels:
    """Mirrored: horizontal swaps left and right."""
    return np.ascontiguousarray(pixels[:, ::-1] if direction == "horizontal" else pixels[::-1])


def crop(pixels: Pixels, aspect: str) -> Pixels:
    """The largest part of ratio `aspect` that keeps most of what draws the eye."""
    height, width = pixels.shape[:2]
    across, down = (int(part) for part in aspect.split(":"))
    if width * down > height * across:
        wanted = max(1, round(height * across / down))
        left = _best_start(_interest(pixels).sum(axis=0), width, wanted)
        return np.ascontiguousarray(pixels[:, left : left + wanted])
    wanted = max(1, round(width * down / across))
    top = _best_start(_interest(pixels).sum(axis=1), height, wanted)
    return np.ascontiguousarray(pixels[top : top + wanted])


def _interest(pixels: Pixels) -> np.ndarray:
    """Edge strength and colourfulness on a small copy, a little stronger in the middle."""
    height, width = pixels.shape[:2]
    scale = 160 / max(height, width)
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    small = cv2.resize(np.ascontiguousarray(pixels[..., :3]), size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    edges = np.abs(cv2.Laplacian(cv2.GaussianBlur(grey, (3, 3), 0), cv2.CV_32F))
    saturation = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)[..., 1].astype(np.float32)
    middle_y = np.hanning(size[1] + 2)[1:-1, None] + 0.6
    middle_x = np.hanning(size[0] + 2)[None, 1:-1] + 0.6
    return (edges + 0.15 * saturation + 2.0) * middle_y * middle_x


def _best_start(interest: np.ndarray, length: int, wanted: int) -> int:
    """Where a window of `wanted` of `length` pixels holds the most interest."""
    size = len(interest)
    window = max(1, round(wanted * size / length))
    sums = np.convolve(interest, np.ones(window), "valid")
    start = int(sums.argmax())
    return min(length - wanted, round(start * length / size))


def upscale(pixels: Pixels, factor: float) -> Pixels:
    """Enlarged with Lanczos and sharpened along edges only. Raises ProblemError (too_large_to_render)."""
    height, width = pixels.shape[:2]
    new_width, new_height = round(width * factor), round(height * factor)
    _check(new_width, new_height)
    large = np.asarray(cv2.resize(pixels, (new_width, new_height), interpolation=cv2.INTER_LANCZOS4), np.uint8)
    reach = math.ceil(4 * 0.8 * factor) + 1
    out = large.copy()
    for rows in bands(new_height, new_width):
        top, bottom = max(0, rows.start - reach), min(new_height, rows.stop + reach)
        rgb = np.ascontiguousarray(large[top:bottom, :, :3])
        detail = rgb.astype(np.int16) - cv2.GaussianBlur(rgb, (0, 0), 0.8 * factor)
        strong = np.clip((np.abs(detail).max(axis=2, keepdims=True) - 3) / np.float32(12), 0, 1)
        sharp = np.clip(rgb + np.float32(0.7) * detail * strong, 0, 255).astype(np.uint8)
        out[rows, :, :3] = sharp[rows.start - top : rows.stop - top]
    return out


def _check(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        limit = f"{MAX_PIXELS / 1e6:g} MP"
        raise ProblemError(Code.TOO_LARGE_TO_RENDER, f"the result would have more than {limit}", limit=limit)
