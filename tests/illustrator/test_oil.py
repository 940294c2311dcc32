"""Oil is not Van Gogh: muted and warm where he is vivid, broad where he is thin, on canvas; the same for photos."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest

from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.engines.photo.filters import FILTERS
from gpuserver.raster.lab import to_lab
from gpuserver.raster.oil import canvas, earthen

PROMPTS = ("a fox and a rabbit in the forest", "a portrait of a woman")


@lru_cache(maxsize=16)
def painted(name: str, prompt: str) -> Pixels:
    scene = compose(read_scene(prompt), 7).stage
    return STYLES[name].render(scene, 1024, Unwatched()) if name else stage.render(scene, 1024, Unwatched())


def chroma(picture: Pixels) -> float:
    """Of the most colourful tenth."""
    return float(np.percentile(np.hypot(*np.moveaxis(to_lab(picture)[..., 1:], 2, 0)), 90))


@pytest.mark.parametrize("prompt", PROMPTS)
def test_its_palette_is_more_muted_than_van_goghs_and_warmer_than_the_scene(prompt: str) -> None:
    picture = painted("oil", prompt)
    assert chroma(picture) < 0.9 * chroma(painted("van-gogh", prompt))
    assert to_lab(picture)[..., 2].mean() > to_lab(painted("", prompt))[..., 2].mean() - 6


@pytest.mark.parametrize("prompt", PROMPTS)
def test_its_strokes_are_broader_than_van_goghs(prompt: str) -> None:
    def colour_within_strokes(picture: Pixels) -> float:
        """How much of the change of hue happens within ten pixels."""
        hues = to_lab(picture)[..., 1:]
        return float(np.abs(hues - cv2.GaussianBlur(hues, (0, 0), 5)).mean())

    assert colour_within_strokes(painted("oil", prompt)) < 0.6 * colour_within_strokes(painted("van-gogh", prompt))


def test_old_colours_keep_their_hue_and_lose_their_shrillness() -> None:
    loud = np.array([[[230, 40, 30], [30, 200, 40], [30, 60, 220], [250, 220, 20]]], np.uint8)
    before, after = to_lab(loud)[0], to_lab(earthen(loud))[0]
    assert (np.hypot(*after[:, 1:].T) < 0.95 * np.hypot(*before[:, 1:].T)).all()
    assert ((before[:, 1:] * after[:, 1:]).sum(1) > 0).all()


def test_canvas_is_a_weave() -> None:
    weave = canvas(256, 256)
    spectrum = np.abs(np.fft.fft2(weave))[1:128, 1:128]
    assert spectrum.max() > 12 * spectrum.mean()


@pytest.mark.parametrize("prompt", PROMPTS)
def test_eyes_are_finished_with_a_fine_brush(prompt: str) -> None:
    scene = compose(read_scene(prompt), 7).stage
    light = painted("oil", prompt).astype(float) @ np.array([0.3, 0.59, 0.11])
    eyes = [eye for group in scene.groups if group.is_subject for eye, _ in eyes_of(group.items)]
    y, x = np.mgrid[0:1024, 0:1024]
    for eye in eyes:
        box = eye.path.getBounds()
        away = np.hypot((x - box.centerX()) / box.width(), (y - box.centerY()) / box.height()) * 2
        assert np.median(light[away < 0.9]) < 0.6 * np.median(light[(away > 1.4) & (away < 2.0)])


def test_a_photo_in_oil_is_more_muted_than_in_van_goghs_hand() -> None:
    y, x = np.mgrid[0:240, 0:320]
    photo = np.stack([255 * x / 320, 255 * y / 240, 255 - 255 * x / 320], 2).astype(np.uint8)
    photo[60:180, 90:200] = (220, 60, 40)
    assert chroma(FILTERS["oil"](photo, Unwatched())) < 0.85 * chroma(FILTERS["van-gogh"](photo, Unwatched()))
