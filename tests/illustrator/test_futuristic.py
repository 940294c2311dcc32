"""Futuristic: deep and cool, never bleached; subjects keep their colours, photos their contrast."""

from __future__ import annotations

import numpy as np
import pytest

from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.engines.illustrator.styles.plan import shape_map
from gpuserver.engines.photo.filters import FILTERS
from gpuserver.raster.future import floor_grid
from gpuserver.raster.lab import to_lab


def painted(prompt: str) -> tuple[Pixels, Pixels, np.ndarray]:
    """The scene in the style, plain, and where its subjects are."""
    scene = compose(read_scene(prompt), 7).stage
    style = STYLES["futuristic"].render(scene, 1024, Unwatched())
    return style, stage.render(scene, 1024, Unwatched()), shape_map(scene).mask(subjects=True) > 0


@pytest.mark.parametrize("prompt", ["a fox and a rabbit in the forest", "a portrait of a woman"])
def test_the_scene_is_blue_and_deep_and_the_subject_keeps_its_colour(prompt: str) -> None:
    style, plain, subject = painted(prompt)
    lab, own = to_lab(style), to_lab(plain)
    assert lab[~subject][:, 2].mean() < -8
    assert np.percentile(lab[..., 0], 95) - np.percentile(lab[..., 0], 5) > 55
    colour = np.hypot(lab[..., 1], lab[..., 2])[subject].mean()
    assert colour > 0.75 * np.hypot(own[..., 1], own[..., 2])[subject].mean()


def test_a_photo_keeps_its_darks_and_its_contrast() -> None:
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:240, 0:320]
    light = 40 + 170 * (np.hypot(x - 160, y - 120) < 80) + 12 * rng.standard_normal((240, 320))
    photo = np.clip(light[..., None] * np.array([1.0, 0.85, 0.7]), 0, 255).astype(np.uint8)
    before, after = to_lab(photo)[..., 0], to_lab(FILTERS["futuristic"](photo, Unwatched()))[..., 0]
    assert np.percentile(after, 20) < np.percentile(before, 20) + 6
    assert after.std() > before.std()


def test_the_grid_lies_below_its_horizon_and_widens_towards_the_viewer() -> None:
    grid = floor_grid(400, 400, 200.0)
    assert not grid[:200].any()
    lines = (np.diff((grid > 0.2).astype(int), axis=1) == 1).sum(1)
    assert np.median(lines[250:300]) > 2 * np.median(lines[350:400]) > 0
