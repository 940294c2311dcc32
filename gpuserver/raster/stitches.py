"""Embroidery: linen, and satin stitches of glossy thread laid along a field of directions."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.texture import Plane, noise

_LIGHT = -0.9
"""Direction of the light in the plane (radians): thread across it shines."""
_STEPS = 7


@lru_cache(maxsize=4)
def linen(height: int, width: int, pitch: float = 5.0) -> Plane:
    """A plain weave, about 0.75..1.08: the light that comes back from each place."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x = x + noise(height, width, 60, 31, 2) * 1.1
    y = y + noise(height, width, 60, 32, 2) * 1.1
    u, v = x / np.float32(pitch), y / np.float32(pitch)
    over = (np.floor(u) + np.floor(v)) % 2 == 0
    across = np.where(over, np.sin(np.pi * (u % 1)), np.sin(np.pi * (v % 1)))
    along = np.where(over, np.sin(np.pi * (v % 1)), np.sin(np.pi * (u % 1)))
    rng = np.random.default_rng(33)
    slub = rng.normal(0, 0.035, int(width / pitch) + 9)[np.clip(u, 0, width / pitch + 8).astype(int)]
    slub = slub + rng.normal(0, 0.035, int(height / pitch) + 9)[np.clip(v, 0, height / pitch + 8).astype(int)]
    out = (0.74 + 0.22 * across**0.7 + 0.08 * along + slub).astype(np.float32)
    out.flags.writeable = False
    return out


def sew(picture: Pixels, angle: Plane, areas: NDArray[np.int32], ground: Pixels, length: float, watch: Watch) -> Pixels:
    """`picture` sewn on `ground` where `areas` is not 0, in stitches along `angle` that end where an area ends."""
    padded = cv2.GaussianBlur(picture, (0, 0), 1.5).astype(np.float32) * 0.74
    out = np.where((areas > 0)[..., None], np.clip(padded, 0, 255).astype(np.uint8), ground)
    starts, ends, colors = _stitches(picture, angle, areas, length)
    shadows = (colors * 0.68).astype(np.uint8).tolist()
    threads, lights = colors.astype(np.uint8).tolist(), np.clip(colors * 1.10 + 16, 0, 255).astype(np.uint8).tolist()
    first, last = np.round(starts * 8).astype(int), np.round(ends * 8).astype(int)
    across = last - first
    away = np.stack([-across[:, 1], across[:, 0]], 1) / np.maximum(np.hypot(*across.T), 1)[:, None]
    away = np.round(away * np.where(away[:, 1:] < 0, -1, 1) * 9).astype(int)
    under = np.concatenate([first + away, last + away], 1).tolist()
    over = np.concatenate([first, last], 1).tolist()
    shine = np.concatenate([first - away // 3, last - away // 3], 1).tolist()
    for at, (low, middle, high) in enumerate(zip(under, over, shine, strict=True)):
        if at % 4000 == 0:
            watch.progress(0.3 + 0.65 * at / len(over))
        cv2.line(out, (low[0], low[1]), (low[2], low[3]), shadows[at], 2, cv2.LINE_AA, 3)
        cv2.line(out, (middle[0], middle[1]), (middle[2], middle[3]), threads[at], 2, cv2.LINE_AA, 3)
        cv2.line(out, (high[0], high[1]), (high[2], high[3]), lights[at], 1, cv2.LINE_AA, 3)
    return out


def _stitches(
    picture: Pixels, angle: Plane, areas: NDArray[np.int32], length: float
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Where each stitch starts and ends (n × 2 each) and its colour, in the order of sewing."""
    height, width = areas.shape
    rng = np.random.default_rng(12)
    gap = 2.9
    count = int(height * width / (gap * length) * 1.55)
    y, x = rng.random(count) * (height - 1), rng.random(count) * (width - 1)
    own = areas[y.astype(int), x.astype(int)]
    kept = own > 0
    y, x, own = y[kept], x[kept], own[kept]
    turn = angle[y.astype(int), x.astype(int)] + rng.normal(0, 0.03, len(x))
    reach = 0.5 * length * (0.75 + 0.5 * rng.random(len(x)))
    dx, dy = np.cos(turn), np.sin(turn)
    ends: list[NDArray[np.floating]] = []
    for sign in (-1, 1):
        far, going = np.zeros(len(x)), np.ones(len(x), bool)
        for step in range(1, _STEPS + 1):
            share = sign * reach * step / _STEPS
            px = np.clip(x + dx * share, 0, width - 1).astype(int)
            py = np.clip(y + dy * share, 0, height - 1).astype(int)
            going &= areas[py, px] == own
            far = np.where(going, share, far)
        ends.append(np.stack([x + dx * far, y + dy * far], 1))
    order = np.argsort(own * 100_000 + np.round((y * np.cos(turn) - x * np.sin(turn)) / gap), kind="stable")
    middle = np.clip((ends[0] + ends[1]) / 2, 0, (width - 1, height - 1)).astype(int)
    colors = picture[middle[:, 1], middle[:, 0]].astype(np.float32)
    sheen = 0.86 + 0.24 * np.sin(turn - _LIGHT) ** 2 + rng.normal(0, 0.035, len(x))
    colors = np.clip(colors * sheen[:, None], 0, 255)
    return ends[0][order].astype(np.float32), ends[1][order].astype(np.float32), colors[order].astype(np.float32)
