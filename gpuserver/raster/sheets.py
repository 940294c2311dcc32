"""Sheets to work on: papers, a blackboard. Made once for each size, for a sheet is the same under every picture."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from gpuserver.raster.texture import Plane, noise


@lru_cache(maxsize=4)
def smooth_paper(height: int, width: int) -> Plane:
    """Drawing paper, nearly white: h × w × 3, 0..1."""
    tone = 1 + 0.006 * noise(height, width, 3, 5, 3) + 0.004 * noise(height, width, 160, 6)
    return _frozen(np.array([0.988, 0.984, 0.974], np.float32) * tone[..., None])


@lru_cache(maxsize=4)
def tooth(height: int, width: int, scale: float, seed: int) -> Plane:
    """The height of a paper's grain, 0 valley .. 1 peak, evenly spread: `tooth < x` covers a share x of the sheet."""
    rough = noise(height, width, scale, seed, 2) + 0.35 * noise(height, width, scale * 4, seed + 1)
    low, high = np.percentile(rough[::3, ::3], [0.5, 99.5])
    edges = np.percentile(rough[::3, ::3], np.linspace(0, 100, 65)).astype(np.float32)
    level = np.interp(np.clip(rough, low, high), edges, np.linspace(0, 1, 65))
    return _frozen(np.asarray(level, np.float32))


@lru_cache(maxsize=4)
def fibres(height: int, width: int, count: int, length: float, seed: int) -> Plane:
    """Curled fibres lying in the sheet, 0..1; `count` on a million px, about `length` px long."""
    rng = np.random.default_rng(seed)
    out = np.zeros((height, width), np.float32)
    number = max(1, round(count * height * width / 1_000_000))
    steps = np.linspace(-0.5, 0.5, 9)
    for _ in range(number):
        x, y, turn = rng.random() * width, rng.random() * height, rng.random() * 2 * np.pi
        bend, reach = rng.normal() * 1.6, length * (0.4 + rng.random())
        angle = turn + bend * steps
        points = np.stack([x + np.cumsum(np.cos(angle)) * reach / 9, y + np.cumsum(np.sin(angle)) * reach / 9], 1)
        cv2.polylines(out, [np.round(points * 8).astype(np.int32)], False, 0.3 + 0.7 * rng.random(), 1, cv2.LINE_AA, 3)
    return _frozen(out)


def _frozen(plane: np.ndarray) -> Plane:
    out = np.ascontiguousarray(plane, np.float32)
    out.flags.writeable = False
    return out


@lru_cache(maxsize=2)
def blackboard(height: int, width: int) -> Plane:
    """A school's blackboard that was wiped with a dry sponge: h × w × 3, 0..255."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bow = 40 * np.sin(x / 210) + 26 * noise(height, width, 300, 81)
    wiped = cv2.remap(
        cv2.resize(noise(height, max(4, width // 40), 13, 82, 2), (width, height), interpolation=cv2.INTER_CUBIC),
        x, y + bow, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    dust = 0.55 + 0.22 * wiped + 0.5 * noise(height, width, 240, 83, 2)
    grain = noise(height, width, 1.5, 84)
    level = 7 * np.clip(dust, 0, 2) + 2.2 * grain
    return _frozen(np.array([37, 48, 45], np.float32) + level[..., None])


@lru_cache(maxsize=2)
def rice_paper(height: int, width: int) -> Plane:
    """Xuan paper: ivory, cloudy, with long fibres: h × w × 3, 0..1."""
    long = cv2.GaussianBlur(fibres(height, width, 520, 90, 93), (0, 0), 0.7)
    fine = cv2.GaussianBlur(fibres(height, width, 2600, 26, 94), (0, 0), 0.6)
    tone = 1 + 0.012 * noise(height, width, 70, 95, 3) + 0.006 * noise(height, width, 2, 96)
    tone = tone - 0.035 * long + 0.018 * fine
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.clip(np.hypot(x / width - 0.5, y / height - 0.5) - 0.4, 0, 1)
    warm = np.array([0.966, 0.945, 0.894], np.float32) - edge[..., None] * np.array([0.06, 0.10, 0.18], np.float32)
    return _frozen(warm * tone[..., None])
