"""Photos as woodblock prints and as pixel art: calm skies, a border, blocks one can count, a small palette."""

from __future__ import annotations

import numpy as np
import pytest

from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.photo.filters import FILTERS
from gpuserver.raster.lab import to_lab


@pytest.fixture(scope="module")
def landscape() -> Pixels:
    """A sky with a faint, cloudy gradient over a dark hill, 480 x 360."""
    rng = np.random.default_rng(8)
    y, x = np.mgrid[0:360, 0:480]
    sky = 150 + 30 * np.sin(x / 70 + y / 90) * np.cos(y / 60) + 4 * rng.standard_normal((360, 480))
    photo = sky[..., None] * np.array([0.82, 0.95, 1.1])
    photo[y > 250 - 60 * np.sin(x / 110)] = (60, 80, 50)
    return np.clip(photo, 0, 255).astype(np.uint8)


def test_a_printed_sky_is_of_few_inks_without_blotches_of_another_hue(landscape: Pixels) -> None:
    lab = to_lab(FILTERS["ukiyo-e"](landscape, Unwatched()))[40:140, 60:420]
    assert np.std(lab[..., 2]) < 7
    assert np.std(lab[..., 1]) < 4


def test_a_print_has_a_border_of_paper_within_a_dark_line(landscape: Pixels) -> None:
    light = to_lab(FILTERS["ukiyo-e"](landscape, Unwatched()))[..., 0]
    assert light[:3].min() > 80
    assert light[:16, 60:420].min(0).max() < 60


def test_pixel_art_has_a_hundred_blocks_at_most_and_a_small_palette(landscape: Pixels) -> None:
    picture = FILTERS["pixel"](landscape, Unwatched())
    changes = (np.abs(np.diff(picture.astype(int), axis=1)).sum(2) > 24).any(0)
    assert changes.sum() <= 2 * 100  # a block's edge is two pixels wide once the picture has its own size again
    whole = picture[1::5, 1::5].reshape(-1, 3) // 8
    assert len(np.unique(whole, axis=0)) < 90
