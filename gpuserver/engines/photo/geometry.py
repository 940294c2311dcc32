"""Turning, mirroring, cropping, enlarging. Quarter turns and mirrors move pixels and change none."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, bands

MAX_PIXELS: Final = 80_000_000
"""Pixels of a result; more is refused with a sentence."""
_RETURNS: Final = 2
"""How often an enlarged picture is compared with the photo."""
_OVER: Final = 6.0
"""How far an enlarged pixel may leave the range of the photo's pixels round it, in grey levels: more is a halo."""
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
    """Enlarged so that it would shrink to `pixels` again, with smooth edges and no halos.

    Lanczos; then smoothed along edges; then, twice, what the result lacks of the photo when it is shrunk is given back
    (Irani and Peleg, 1991), within the range of the photo's own pixels there. Raises ProblemError (too_large_to_render).
    """
    height, width = pixels.shape[:2]
    new_width, new_height = round(width * factor), round(height * factor)
    _check(new_width, new_height)
    large = np.asarray(cv2.resize(pixels, (new_width, new_height), interpolation=cv2.INTER_LANCZOS4), np.uint8)
    if factor <= 1:
        return large
    _smooth_edges(large, factor)
    around = np.ones((3, 3), np.uint8)
    shape = new_height, new_width
    for _ in range(_RETURNS):
        shrunk = cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)
        lacking = np.asarray(cv2.subtract(pixels, shrunk, dtype=cv2.CV_8S), np.int8)[..., :3]
        del shrunk
        for rows in bands(new_height, new_width):
            top, bottom = (max(0, int(rows.start / factor) - 2), min(height, math.ceil(rows.stop / factor) + 2))
            part = np.ascontiguousarray(pixels[max(0, top - 1) : bottom + 1, :, :3])
            inner = slice(min(1, top), min(1, top) + bottom - top)
            low, high = (np.asarray(of(part, around), np.uint8)[inner] for of in (cv2.erode, cv2.dilate))
            out = large[rows, :, :3] + _part(lacking[top:bottom], top, height, shape, rows)
            least, most = (_part(end, top, height, shape, rows) for end in (low, high))
            large[rows, :, :3] = np.rint(np.clip(np.clip(out, least - _OVER, most + _OVER), 0, 255))
    return large


def _part(small: NDArray[np.integer], top: int, height: int, shape: tuple[int, int], rows: slice) -> Plane:
    """The `rows` of a picture of `height` rows enlarged to `shape`, of which `small` are those from `top` on."""
    at = np.clip((np.arange(rows.start, rows.stop) + 0.5) * (height / shape[0]) - 0.5 - top, 0, len(small) - 1)
    low = at.astype(np.intp)
    share = (at - low).astype(np.float32)[:, None, None]
    mixed = small[low] * (1 - share) + small[np.minimum(low + 1, len(small) - 1)] * share
    return np.asarray(cv2.resize(mixed, (shape[1], len(at)), interpolation=cv2.INTER_LINEAR), np.float32)


def _smooth_edges(large: Pixels, factor: float) -> None:
    """Take the steps off the edges of an enlarged picture: where all runs one way, each pixel is averaged along it."""
    reach, old = math.ceil(4 * factor), large.copy()
    for rows in bands(*large.shape[:2]):
        top, bottom = max(0, rows.start - reach), min(len(large), rows.stop + reach)
        rgb = np.ascontiguousarray(old[top:bottom, :, :3])
        grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        across, down = (cv2.Scharr(grey, cv2.CV_32F, *way, scale=1 / 16) for way in ((1, 0), (0, 1)))
        xx, xy, yy = (cv2.GaussianBlur(one, (0, 0), 0.9 * factor) for one in (across**2, across * down, down**2))
        angle = 0.5 * np.arctan2(2 * xy, xx - yy)
        one_way = (np.sqrt((xx - yy) ** 2 + 4 * xy**2) / (xx + yy + 8)) ** 2
        y, x = np.mgrid[0 : len(rgb), 0 : rgb.shape[1]].astype(np.float32)
        step_y, step_x = 0.5 * factor * np.cos(angle), -0.5 * factor * np.sin(angle)
        sides = [
            cv2.remap(rgb, x + sign * step_x, y + sign * step_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            for sign in (1, -1)
        ]
        along = (2.0 * rgb + sides[0] + sides[1]).astype(np.float32) / 4
        mixed = rgb + (along - rgb) * one_way[..., None]
        large[rows, :, :3] = np.rint(mixed)[rows.start - top : rows.stop - top]


def _check(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        limit = f"{MAX_PIXELS / 1e6:g} MP"
        raise ProblemError(Code.TOO_LARGE_TO_RENDER, f"the result would have more than {limit}", limit=limit)
