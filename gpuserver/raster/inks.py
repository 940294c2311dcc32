"""Screen printing: a picture in a few opaque inks, its gradients broken into grain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.raster.texture import Plane, noise

_WEIGHTS = np.array([1.0, 1.15, 1.15], np.float32)
CREAM = np.array([243, 230, 200], np.float32)
"""The paper, and the lightest ink."""
_DEEP = np.array([33, 39, 62], np.float32)
"""The key ink."""


def mixed_inks(pixels: Pixels, count: int, weight: Plane) -> NDArray[np.float32]:
    """`count` inks for `pixels`, the first cream and the last the deep key; `weight` says where colours count."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)[::4, ::4].reshape(-1, 3).astype(np.float32) * _WEIGHTS
    again = lab[weight[::4, ::4].ravel() > 0.5]
    sample = np.concatenate([lab, again, again]) if len(again) else lab
    cv2.setRNGSeed(3)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.3)
    _, _, centres = cv2.kmeans(sample, count - 2, np.empty(0, np.int32), criteria, 3, cv2.KMEANS_PP_CENTERS)
    inks = np.asarray(centres, np.float32) / _WEIGHTS
    inks = inks[np.argsort(-inks[:, 0], kind="stable")]
    chroma = np.hypot(inks[:, 1] - 128, inks[:, 2] - 128)
    grown = np.clip(chroma * 1.35 + 6, 14, 62) / np.maximum(chroma, 1)
    inks[:, 1:] = 128 + (inks[:, 1:] - 128) * grown[:, None] + np.array([1.0, 5.0], np.float32)  # aged towards warm
    spread = np.linspace(208, 82, len(inks))
    inks[:, 0] = 0.55 * inks[:, 0] + 0.45 * spread
    inks[:, 2] -= 0.22 * np.clip(120 - inks[:, 0], 0, 60)  # shade is printed cooler than light
    bright = cv2.cvtColor(np.clip(inks, 0, 255).astype(np.uint8)[None], cv2.COLOR_LAB2RGB)[0].astype(np.float32)
    return np.concatenate([CREAM[None], bright, _DEEP[None]])


def printed(pixels: Pixels, inks: NDArray[np.float32], grain: float, seed: int) -> Plane:
    """Every pixel in the ink nearest to it, after `grain` of noise in the lightness: h × w × 3 of 0..255."""
    height, width = pixels.shape[:2]
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    rng = np.random.default_rng(seed)
    speck = cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), 0.75) * 1.9
    lab[..., 0] += grain * speck
    own = cv2.cvtColor(np.clip(inks, 0, 255).astype(np.uint8)[None], cv2.COLOR_RGB2LAB)[0].astype(np.float32)
    weights = np.array([1.0, 1.5, 1.5], np.float32)
    best = np.full((height, width), np.inf, np.float32)
    chosen = np.zeros((height, width), np.int32)
    for number, ink in enumerate(own):
        far = (((lab - ink) * weights) ** 2).sum(2)
        nearer = far < best
        best[nearer] = far[nearer]
        chosen[nearer] = number
    out = inks[chosen]
    worn = np.clip(noise(height, width, 5, seed + 1, 3) - 1.9, 0, 0.5)[..., None]
    return np.asarray(out * (1 - worn) + CREAM * worn, np.float32)


def rays(height: int, width: int, x: float, y: float, count: int) -> Plane:
    """Beams from (x, y): 1 in a beam, 0 between two, edges one pixel soft."""
    down, right = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = right - np.float32(x), down - np.float32(y)
    wave = np.sin(np.arctan2(dy, dx) * np.float32(count))
    far = np.hypot(dx, dy)
    return np.asarray(np.clip(wave * far / count + 0.5, 0, 1), np.float32)


def framed(picture: Plane, key: NDArray[np.float32]) -> Pixels:
    """The poster's margin, with a line of the key ink inside it."""
    height, width = picture.shape[:2]
    short = min(height, width)
    margin, line, radius = max(2, round(0.045 * short)), max(1, round(0.006 * short)), max(2, round(0.03 * short))
    inside = np.zeros((height, width), np.uint8)
    _rounded(inside, margin, radius)
    wide = cv2.erode(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * line + 1, 2 * line + 1)))
    gap = cv2.erode(wide, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * line + 1, 2 * line + 1)))
    masks = [cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), 0.7)[..., None] for mask in (inside, wide, gap)]
    out = np.broadcast_to(CREAM, picture.shape) * (1 - masks[0]) + key * masks[0]
    out = out * (1 - masks[1]) + CREAM * masks[1]
    out = out * (1 - masks[2]) + picture * masks[2]
    paper = 1 + 0.012 * noise(height, width, 2.2, 71, 2) + 0.010 * noise(height, width, 90, 72, 2)
    return np.clip(out * paper[..., None], 0, 255).astype(np.uint8)


def _rounded(mask: NDArray[np.uint8], margin: int, radius: int) -> None:
    height, width = mask.shape
    left, top, right, bottom = margin, margin, width - 1 - margin, height - 1 - margin
    cv2.rectangle(mask, (left + radius, top), (right - radius, bottom), 255, -1)
    cv2.rectangle(mask, (left, top + radius), (right, bottom - radius), 255, -1)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            cv2.circle(mask, (x, y), radius, 255, -1)
