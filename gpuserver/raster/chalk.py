"""Coloured chalk on a blackboard: what is light is rubbed on thick, what is dark stays board."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.scribble import bundle, caught, forms, hand_angles, laid
from gpuserver.raster.segment import Labels, means
from gpuserver.raster.sheets import blackboard, tooth
from gpuserver.raster.texture import Plane, noise


def chalked(
    picture: Pixels,
    labels: Labels,
    lines: Plane,
    press: NDArray[np.floating],
    bare: Plane,
    watch: Watch,
    rubbed: Plane | None = None,
) -> Pixels:
    """`labels` rubbed in with pale chalks of the hues of `picture`.

    `lines`: 0..1, outlines. `press[label]`: 0..1, how thickly an area is filled. `bare`: 1 where the board stays
    uncovered (eyes). `rubbed`: 0..1, where a finger spreads the chalk until no stroke is seen (faces).
    """
    height, width = labels.shape
    form = forms(labels)
    angle = hand_angles(form, 85)
    grain = tooth(height, width, 1.7, 86)
    flat = means(labels, picture)
    chalk = _pale(flat)[labels]
    light = cv2.GaussianBlur(picture, (0, 0), 2.5).astype(np.float32) @ LUMINANCE
    own = (flat @ LUMINANCE)[labels]
    broad = laid(labels, bundle(19.0, 260, 87), form, angle, 0.28, 88)
    fine = laid(labels, bundle(11.0, 170, 89), form, angle + 0.12, 0.28, 90)
    watch.progress(0.98)
    thick = press.astype(np.float32)[labels] * (1 + np.clip((light - own) / 110, -0.55, 0.35))
    even = np.float32(0) if rubbed is None else rubbed
    strokes = (0.50 + 0.32 * broad + 0.28 * fine) * (1 - even) + (0.82 + 0.12 * fine) * even
    deposit = thick * strokes * (1 + 0.12 * noise(height, width, 70, 91, 2))
    deposit = np.asarray(deposit * (1 - bare), np.float32)
    laid_on = caught(1.12 * deposit, grain, 0.8) * np.clip(deposit * 2.2, 0, 1)
    smudge = cv2.GaussianBlur(laid_on, (0, 0), 3.5) * (1 - bare) * (0.5 + 0.38 * even)
    spread = 0.92 * even * np.clip(thick, 0, 1) * (1 - bare)
    cover = np.maximum(np.maximum(laid_on, smudge), spread)[..., None]
    out = blackboard(height, width) * (1 - cover) + chalk * (0.86 + 0.14 * laid_on[..., None]) * cover
    drawn = caught(np.asarray(lines * (1.02 + 0.25 * noise(height, width, 30, 92, 2)), np.float32), grain, 0.8)
    drawn = drawn[..., None]
    stick = (_pale(flat) * 0.45 + np.array([246, 244, 236], np.float32) * 0.55)[labels]
    out = out * (1 - drawn) + stick * drawn
    dust = cv2.GaussianBlur(laid_on + drawn[..., 0], (0, 0), 14)[..., None]
    return np.clip(out + 9 * dust * (1 - 0.8 * bare[..., None]), 0, 255).astype(np.uint8)


def _pale(color: NDArray[np.floating]) -> NDArray[np.float32]:
    """The stick of chalk nearest to a colour: its hue, light and a little dusty."""
    grey = (color @ LUMINANCE)[..., None]
    vivid = np.clip(grey + (color - grey) * 1.6, 6, 255)
    lifted = vivid * np.minimum(228 / np.maximum(vivid.max(-1, keepdims=True), 1), 1.7)
    return (lifted * 0.86 + np.array([238, 236, 228], np.float32) * 0.14).astype(np.float32)
