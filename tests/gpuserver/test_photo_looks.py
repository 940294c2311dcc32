"""Light, weather, season, warmth and colourfulness over a photo: each moves what it names, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from core.catalogue import action
from core.problems import Code, ProblemError
from core.recipe import Drawing, Recipe, Upload, fold, plan
from core.scene.reader import read_scene
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo
from gpuserver.raster.lab import to_lab

ENGINE = Photo(Illustrator().backdrop)
Measure = Callable[[Pixels], float]


def park() -> Pixels:
    """A drawn park as a photo: 240 x 240, with leaves, sky and a red thing."""
    scene = Drawing(prompt="", scene=read_scene("a red car in the park"), seed=7)
    return Illustrator().draw(scene, 240, Unwatched()).pixels


PHOTO = park()


def looked(*instructions: str, pixels: Pixels = PHOTO) -> Pixels:
    recipe = Recipe(source=Upload(digest="x"))
    for words in instructions:
        recipe = fold(recipe, action("edit", instruction=words))
    return ENGINE.edit(Picture(pixels), plan(recipe).steps, Unwatched()).pixels


def lightness(pixels: Pixels) -> float:
    return float(to_lab(pixels)[..., 0].mean())


def yellowness(pixels: Pixels) -> float:
    return float(to_lab(pixels)[..., 2].mean())


def chroma(pixels: Pixels) -> float:
    return float(np.hypot(to_lab(pixels)[..., 1], to_lab(pixels)[..., 2]).mean())


def contrast(pixels: Pixels) -> float:
    return float(to_lab(pixels)[..., 0].std())


def greenness(pixels: Pixels) -> float:
    green = to_lab(PHOTO)[..., 1] < -15  # where the photo is green
    return float(-to_lab(pixels)[green][:, 1].mean())


@pytest.mark.parametrize(
    ("words", "measure", "sign"),
    [
        ("night", lightness, -1), ("at night", yellowness, -1), ("变成晚上", lightness, -1),
        ("sunset", yellowness, 1), ("golden hour", yellowness, 1), ("黄昏", yellowness, 1),
        ("foggy", contrast, -1), ("起雾", contrast, -1), ("rainy", chroma, -1), ("下雨", chroma, -1),
        ("autumn", greenness, -1), ("秋天", greenness, -1), ("winter", greenness, -1), ("snowy", greenness, -1),
        ("warmer", yellowness, 1), ("暖一点", yellowness, 1), ("cooler", yellowness, -1), ("冷一点", yellowness, -1),
        ("more colourful", chroma, 1), ("更鲜艳", chroma, 1), ("less saturated", chroma, -1), ("sunny", lightness, 1),
    ],
)  # fmt: skip
def test_a_look_moves_what_it_names(words: str, measure: Measure, sign: int) -> None:
    moved = measure(looked(words)) - measure(PHOTO)
    assert sign * moved > 0.5


@pytest.mark.parametrize(
    ("less", "more"), [("a bit warmer", "warmer"), ("warmer", "much warmer"), ("稍微暖一点", "暖")]
)
def test_words_of_strength_are_kept(less: str, more: str) -> None:
    assert yellowness(PHOTO) < yellowness(looked(less)) < yellowness(looked(more))


def test_warmth_adds_up_and_can_be_taken_back() -> None:
    assert yellowness(looked("warmer", "warmer")) > yellowness(looked("warmer"))
    assert np.abs(looked("warmer", "cooler").astype(int) - PHOTO).max() <= 1


def test_size_and_alpha_stay_and_the_same_words_give_the_same_picture() -> None:
    alpha = np.linspace(0, 255, 240 * 240).reshape(240, 240, 1).astype(np.uint8)
    see_through = np.dstack([PHOTO[..., :3], alpha])
    snowed = looked("make it snow", pixels=see_through)
    assert snowed.shape == see_through.shape
    assert (snowed[..., 3:] == alpha).all()
    assert (snowed == looked("make it snow", pixels=see_through)).all()


def test_what_no_look_can_do_is_refused_in_one_sentence() -> None:
    with pytest.raises(ProblemError) as refused:
        looked("make the car jump at night")
    assert refused.value.problem.code is Code.CANNOT_DO


def flat(lightness: float, chroma: float, hue: float) -> Pixels:
    """One colour, given in CIE LCh, hue in degrees."""
    angle = np.radians(hue)
    lab = np.array([[[lightness, chroma * np.cos(angle), chroma * np.sin(angle)]]], np.float32)
    rgb = np.rint(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB) * 255).clip(0, 255)
    return np.asarray(np.broadcast_to(rgb, (64, 64, 3)), np.uint8).copy()


@pytest.mark.parametrize("hue", [110, 135, 160, 185, 205])
def test_in_autumn_leaves_turn_in_the_sun_and_in_the_blue_of_the_shade(hue: float) -> None:
    lab = to_lab(looked("autumn", pixels=flat(35, 22, hue)))
    assert lab[..., 2].mean() > 8
    assert lab[..., 1].mean() > -4


def test_in_autumn_a_bright_sea_stays_blue() -> None:
    assert to_lab(looked("autumn", pixels=flat(70, 22, 205)))[..., 1].mean() < -8


@pytest.mark.parametrize(("by_day", "least", "most"), [(25, 9, 25), (50, 23, 40), (85, 28, 58)])
def test_by_night_the_photo_is_dark_and_can_still_be_seen(by_day: float, least: float, most: float) -> None:
    assert least < lightness(looked("night", pixels=flat(by_day, 8, 60))) < most
