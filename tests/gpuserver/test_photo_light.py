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


def test_a_clear_sky_that_is_darker_than_the_ground_below_it_is_a_sky() -> None:
    grey = landscape()
    grey[:108] = np.clip(np.linspace(118, 190, 108)[:, None, None] + np.zeros((1, 360, 1)), 0, 255)
    grey[108:] = np.clip(grey[108:].astype(int) + 70, 0, 255)
    assert to_lab(edit(grey, "colorize"))[:60, :, 2].mean() < -5


class Blind:
    """Sees a tower in front, and no face."""

    def in_front(self, rgb: Pixels) -> np.ndarray:
        out = np.zeros(rgb.shape[:2], np.float32)
        height, width = out.shape
        out[round(0.15 * height) : round(0.5 * height), round(0.42 * width) : round(0.58 * width)] = 1
        out[round(0.5 * height) :, round(0.35 * width) : round(0.65 * width)] = 1
        return out

    def find(self, rgb: Pixels) -> list[np.ndarray]:
        return []


def test_a_tower_under_the_sky_is_no_portrait() -> None:
    grey = landscape()
    grey[36:120, 150:210] = 96
    grey[120:, 126:234] = 84
    colored = Photo(people=Blind()).edit(Picture(grey), [action("colorize")], Unwatched()).pixels
    assert to_lab(colored)[:30, :, 2].mean() < -5


class Sitter:
    """Sees one person before a wall: an oval face with eyes and lips, hair above it, shoulders below."""

    def in_front(self, rgb: Pixels) -> np.ndarray:
        height, width = rgb.shape[:2]
        out = np.zeros((height, width), np.float32)
        cv2.ellipse(
            out, (width // 2, round(0.38 * height)), (round(0.2 * width), round(0.3 * height)), 0, 0, 360, 1.0, -1
        )
        out[round(0.66 * height) :, round(0.15 * width) : round(0.85 * width)] = 1
        return out

    def find(self, rgb: Pixels) -> list[np.ndarray]:
        height, width = rgb.shape[:2]
        turn = np.linspace(0, 2 * np.pi, 478, endpoint=False)
        points = np.zeros((478, 3))
        points[:, 0] = width * (0.5 + 0.14 * np.cos(turn))
        points[:, 1] = height * (0.42 + 0.2 * np.sin(turn))
        return [points]


def sitter() -> Pixels:
    """A grey portrait of who `Sitter` sees: a light face, dark hair and clothes, a grey wall."""
    grey = np.full((300, 240), 128, np.uint8)
    cv2.ellipse(grey, (120, 114), (48, 90), 0, 0, 360, 60, -1)
    cv2.ellipse(grey, (120, 126), (34, 60), 0, 0, 360, 180, -1)
    grey[198:, 36:204] = 34
    return np.repeat(grey[..., None], 3, axis=2)


def test_a_sitter_gets_skin_hair_and_clothes_before_a_cool_wall() -> None:
    lab = to_lab(Photo(people=Sitter()).edit(Picture(sitter()), [action("colorize")], Unwatched()).pixels)
    face, hair, coat, wall = (
        lab[y : y + 12, x : x + 12].mean(axis=(0, 1)) for y, x in ((118, 114), (36, 114), (250, 110), (20, 20))
    )
    assert face[1] > 9
    assert face[2] > 10
    assert 2 < hair[2] < 20
    assert coat[2] < 0
    assert wall[2] < 0


def test_grain_that_runs_one_way_is_wood() -> None:
    rng = np.random.default_rng(4)
    wood = 110 + cv2.GaussianBlur(rng.normal(0, 60, (200, 300)).astype(np.float32), (0, 0), 14, sigmaY=0.8) * 3
    grey = np.repeat(np.clip(wood, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    tone = to_lab(edit(grey, "colorize"))[40:160, 40:260, 1:].mean(axis=(0, 1))
    assert tone[0] > 4
    assert tone[1] > 10
