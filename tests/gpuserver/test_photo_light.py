"""Estimated colours, and a subject in the light of its new background."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from photo_cases import car, field, photo

from core.catalogue import action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.engine import Photo
from gpuserver.raster.lab import to_lab


def edit(pixels: Pixels, name: str, **params: str) -> Pixels:
    return Photo().edit(Picture(pixels), [action(name, **params)], Unwatched()).pixels


def landscape(width: int = 360, height: int = 240) -> Pixels:
    """A smooth bright sky over textured ground, in greys."""
    picture = field(width, height).astype(np.float32) * 0.8
    horizon = round(0.45 * height)
    picture[:horizon] = np.linspace(205, 228, horizon)[:, None, None] + np.random.default_rng(1).normal(
        0, 1, (horizon, width, 1)
    )
    grey = cv2.cvtColor(np.clip(picture, 0, 255).astype(np.uint8), cv2.COLOR_RGB2GRAY)
    return np.repeat(grey[..., None], 3, axis=2)


@pytest.mark.parametrize("sepia", [False, True])
@pytest.mark.parametrize("size", [(120, 100), (360, 240)])
def test_a_grey_photo_gets_quiet_colours_and_keeps_its_light(size: tuple[int, int], sepia: bool) -> None:
    before = landscape(*size)
    if sepia:
        before = np.clip(before * np.array([1.06, 0.96, 0.78]), 0, 255).astype(np.uint8)
    after = edit(before, "colorize")
    lab = to_lab(after)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    assert np.abs(lab[..., 0] - to_lab(before)[..., 0]).mean() < 0.6
    assert chroma.mean() > 4
    assert np.percentile(chroma, 99.5) < 30
    sky, ground = lab[: size[1] // 4], lab[round(0.65 * size[1]) :]
    assert sky[..., 2].mean() < -6  # blue
    assert ground[..., 2].mean() > 3
    assert ground[..., 1].mean() < -2  # green


def test_a_wall_is_not_a_sky() -> None:
    grey = np.full((160, 200, 3), 118, np.uint8)
    grey[90:] = 60
    assert to_lab(edit(grey, "colorize"))[:60, :, 2].mean() > 0


def test_a_colour_photo_keeps_its_colours() -> None:
    with pytest.raises(ProblemError) as caught:
        edit(car(field(), (205, 40, 38))[0], "colorize")
    assert caught.value.problem.code is Code.HAS_COLORS
    assert "colours already" in caught.value.problem.detail


def test_the_subject_takes_the_light_of_its_background() -> None:
    subject = np.s_[75:95, 112:128]
    dark, warm = (edit(photo(), "change_background", background=words)[subject] for words in ("navy", "yellow"))
    assert to_lab(dark)[..., 0].mean() + 3 < to_lab(warm)[..., 0].mean()
    assert to_lab(dark)[..., 2].mean() + 3 < to_lab(warm)[..., 2].mean()


def test_a_standing_subject_casts_a_soft_shadow_and_a_floating_one_none() -> None:
    for centre, falls in ((0.62, True), (0.34, False)):
        before, mask = car(field(), (205, 40, 38), (0.5, centre), 0.16)
        after = edit(before, "change_background", background="white")
        foot = int(np.flatnonzero(mask.any(axis=1))[-1]) + 4
        assert bool(after[foot, 150:210].mean() < 243) is falls
        assert after[:20].min() > 250
        assert after[-5:].mean() > 235
