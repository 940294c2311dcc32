"""Repairs of an old photo, on a drawn one that was damaged: scratches, dust, noise, faded colours."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.recipe import Drawing
from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo import scratches
from gpuserver.engines.photo.restore import noise, restore


@pytest.fixture(scope="module")
def clean() -> Pixels:
    """A photo with black and white in it."""
    scene = Drawing(prompt="", scene=read_scene("an old woman with a cat in the park"), seed=7)
    drawn = cv2.GaussianBlur(Illustrator().draw(scene, 480, Unwatched()).pixels[..., :3], (0, 0), 1.0).astype(float)
    low, high = np.percentile(drawn, (0.5, 99.5), axis=(0, 1))
    return np.rint((drawn - low) / (high - low) * 255).clip(0, 255).astype(np.uint8)


def scratched(rgb: Pixels) -> tuple[Pixels, NDArray[np.bool_]]:
    """White lines of one and two pixels in several directions, and the pixels under them."""
    mask = np.zeros(rgb.shape[:2], np.uint8)
    for first, last, width in (((40, 30), (200, 330), 2), ((430, 60), (250, 200), 1), ((60, 420), (400, 380), 2)):
        cv2.line(mask, first, last, 255, width, cv2.LINE_AA)
    share = mask[..., None] / 255.0
    return np.rint(rgb * (1 - share) + 245 * share).astype(np.uint8), mask > 80


def faded(rgb: Pixels) -> Pixels:
    """Half of the range, and yellow."""
    return np.rint((0.28 + 0.47 * rgb / 255) * np.array([1.08, 1.0, 0.78]) * 255).clip(0, 255).astype(np.uint8)


def grainy(rgb: Pixels, level: float = 16) -> Pixels:
    return np.rint(rgb + np.random.default_rng(2).normal(0, level, rgb.shape)).clip(0, 255).astype(np.uint8)


def mottled(rgb: Pixels) -> Pixels:
    """Grain of several pixels, as in a photo that was enlarged."""
    grain = cv2.GaussianBlur(np.random.default_rng(3).normal(0, 40, rgb.shape), (0, 0), 0.9)
    return np.rint(rgb + grain).clip(0, 255).astype(np.uint8)


def compressed(rgb: Pixels) -> Pixels:
    return cv2.imdecode(cv2.imencode(".jpg", rgb, [cv2.IMWRITE_JPEG_QUALITY, 15])[1], cv2.IMREAD_COLOR).astype(np.uint8)


def away(one: Pixels, other: Pixels) -> float:
    return float(np.sqrt(np.mean((one.astype(float) - other) ** 2)))


def test_scratches_in_any_direction_are_filled(clean: Pixels) -> None:
    damaged, under = scratched(clean)
    mended = restore(damaged, Unwatched())
    assert away(mended[under], clean[under]) < 0.45 * away(damaged[under], clean[under])


def test_scratches_are_found_on_a_faded_and_noisy_print_too(clean: Pixels) -> None:
    damaged, under = scratched(clean)
    mended, without = (restore(grainy(faded(one)), Unwatched()) for one in (damaged, clean))
    assert away(mended[under], without[under]) < 0.5 * away(damaged[under], clean[under])


def test_a_lit_edge_and_a_few_whiskers_are_no_scratches() -> None:
    photo = np.full((400, 400, 3), (120, 70, 40), np.uint8)
    cv2.rectangle(photo, (0, 0, 400, 200), (40, 30, 28), -1)
    cv2.line(photo, (60, 200), (340, 200), (235, 232, 228), 2, cv2.LINE_AA)
    for x in (100, 130, 160):
        cv2.line(photo, (x, 300), (x + 24, 288), (160, 158, 154), 1, cv2.LINE_AA)
    photo[:4, :4] = 255
    photo = cv2.GaussianBlur(grainy(photo, 2), (0, 0), 0.6).astype(np.uint8)
    assert scratches.damage(photo).mean() < 1e-4
    across = photo.copy()
    cv2.line(across, (80, 40), (330, 370), (240, 240, 240), 2, cv2.LINE_AA)
    assert scratches.damage(across)[across[..., 2] > 236].mean() > 0.9


def test_a_foggy_photo_stays_foggy(clean: Pixels) -> None:
    seen = np.linspace(0.2, 0.7, len(clean))[:, None, None]
    fog = np.rint(clean * seen + (1 - seen) * np.array([225, 228, 230])).astype(np.uint8)
    assert float(restore(fog, Unwatched()).std()) < 1.15 * float(fog.std())
    assert float(restore(faded(clean), Unwatched()).std()) > 1.5 * float(faded(clean).std())


@pytest.mark.parametrize("damage", [faded, grainy])
def test_what_fading_and_noise_took_comes_back(clean: Pixels, damage: Callable[[Pixels], Pixels]) -> None:
    assert away(restore(damage(clean), Unwatched()), clean) < 0.65 * away(damage(clean), clean)


def test_coarse_grain_is_smoothed_too(clean: Pixels) -> None:
    assert away(restore(mottled(clean), Unwatched()), clean) < 0.75 * away(mottled(clean), clean)


def test_the_steps_between_the_blocks_of_a_jpeg_fade(clean: Pixels) -> None:
    def steps(rgb: Pixels) -> float:
        across = np.abs(np.diff(rgb.astype(float), axis=1)).mean(axis=(0, 2))
        return float(across[7::8].mean() - across[3::8].mean())

    assert steps(restore(compressed(clean), Unwatched())) < 0.6 * steps(compressed(clean))


def test_a_dim_golden_scene_with_its_blacks_keeps_its_colours(clean: Pixels) -> None:
    golden = np.rint(clean * np.array([0.7, 0.58, 0.42])).astype(np.uint8)
    red, _, blue = restore(golden, Unwatched()).reshape(-1, 3).astype(float).mean(axis=0) / golden.reshape(-1, 3).mean(
        0
    )
    assert abs(red / blue - 1) < 0.05


def test_a_yellowed_print_loses_its_cast(clean: Pixels) -> None:
    cast = restore(faded(clean), Unwatched()).mean(axis=(0, 1)) - clean.mean(axis=(0, 1))
    assert float(np.ptp(cast)) < 16


def test_a_clean_photo_stays_almost_as_it_is(clean: Pixels) -> None:
    assert away(restore(clean, Unwatched()), clean) < 6


@pytest.mark.parametrize("level", [0, 6, 14])
def test_the_noise_of_a_photo_is_measured_in_grey_levels(level: int) -> None:
    flat = np.full((200, 200, 3), 120.0) + np.random.default_rng(4).normal(0, level, (200, 200, 1))
    assert noise(np.rint(flat).astype(np.uint8)) == pytest.approx(level, abs=1.5)
