"""The styles made from strokes and pieces: each its own look, with eyes that stay eyes, the same on every run."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
import pytest
from picture_cases import drawn

from core.scene.reader import read_scene
from core.styles import style_id
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.engines.photo.filters import FILTERS

NAMES = ("ink-wash", "paper-cut", "stained-glass", "mosaic", "chalk", "crayon", "line")
PROMPTS = ("a cat in the kitchen", "a fox at night in the forest", "portrait of a woman")


@lru_cache(maxsize=32)
def painted(name: str, prompt: str) -> Pixels:
    scene = compose(read_scene(prompt), 7).stage
    return STYLES[name].render(scene, 512, Unwatched()) if name else stage.render(scene, 512, Unwatched())


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("ink wash", "ink-wash"), ("Chinese ink painting", "ink-wash"), ("水墨画", "ink-wash"), ("国画", "ink-wash"),
        ("paper cut art", "paper-cut"), ("剪纸", "paper-cut"), ("stained glass window", "stained-glass"),
        ("彩色玻璃", "stained-glass"), ("mosaic", "mosaic"), ("马赛克", "mosaic"), ("chalk drawing", "chalk"),
        ("粉笔画", "chalk"), ("wax crayon", "crayon"), ("油画棒", "crayon"), ("line drawing", "line"), ("线稿", "line"),
        ("line art", "line"), ("black and white line drawing", "line"), ("黑白线稿", "line"),
        ("oil painting", "oil"), ("油画", "oil"), ("pencil drawing", "pencil"), ("outline", None), ("pipeline", None),
    ],
)  # fmt: skip
def test_the_words_of_a_style(words: str, style: str | None) -> None:
    assert style_id(words) == style


def test_each_differs_from_the_default_and_from_every_other() -> None:
    looks = {name: painted(name, PROMPTS[0]).astype(int) for name in ("", *NAMES, "pencil", "watercolor", "ukiyo-e")}
    for first, second in combinations(looks, 2):
        assert np.abs(looks[first] - looks[second]).mean() > 8, (first, second)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_eyes_stay_darker_than_the_face_round_them(name: str, prompt: str) -> None:
    scene = compose(read_scene(prompt), 7).stage
    picture = painted(name, prompt).astype(float) @ np.array([0.3, 0.59, 0.11])
    eyes = [eye for group in scene.groups if group.is_subject for eye, _ in eyes_of(group.items)]
    assert len(eyes) == 2
    y, x = np.mgrid[0:512, 0:512] * 2.0
    for eye in eyes:
        box = eye.path.getBounds()
        away = np.hypot((x - box.centerX()) / box.width(), (y - box.centerY()) / box.height()) * 2
        inside, around = picture[away < 0.9], picture[(away > 1.35) & (away < 2.0)]
        assert np.median(inside) < 0.72 * np.median(around)


@pytest.mark.parametrize("name", NAMES)
def test_a_style_is_the_same_each_time_and_not_of_another_seed(name: str) -> None:
    prompt = f"{PROMPTS[0]}, {name} style"
    first = drawn(prompt)
    assert np.array_equal(first, drawn(prompt))
    assert not np.array_equal(first, drawn(prompt, seed=8))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("aspect", "shape"), [("16:9", (90, 160, 3)), ("9:16", (160, 90, 3))])
def test_wide_and_tall_pictures_are_filled(name: str, aspect: str, shape: tuple[int, int, int]) -> None:
    picture = drawn(f"{PROMPTS[1]}, {name} style", aspect=aspect, size=160)
    assert picture.shape == shape
    quarters = [part for half in np.array_split(picture, 2) for part in np.array_split(half, 2, axis=1)]
    assert min(part.std() for part in quarters) > 3


@pytest.mark.parametrize("prompt", ["a swan on a lake at sunset", "一条龙"])
@pytest.mark.parametrize("name", NAMES)
def test_a_style_paints_water_things_empty_places_and_beasts(name: str, prompt: str) -> None:
    assert np.abs(painted(name, prompt).astype(int) - painted("", prompt)).mean() > 5


def test_the_line_drawing_is_lines_on_white_paper() -> None:
    picture = painted("line", PROMPTS[0])
    assert (picture.min(2) > 225).mean() > 0.7
    assert int((picture.max(2).astype(int) - picture.min(2)).max()) < 40
    assert (picture.max(2) < 90).mean() > 0.01


def test_the_blackboard_is_dark_and_the_rice_paper_is_light() -> None:
    for prompt in PROMPTS:
        assert np.median(painted("chalk", prompt)) < 110 < np.median(painted("ink-wash", prompt))


def test_ink_holds_back_colour() -> None:
    def colour(pixels: Pixels) -> float:
        return float((pixels.max(2).astype(int) - pixels.min(2)).mean())

    assert all(colour(painted("ink-wash", prompt)) < 0.6 * colour(painted("", prompt)) for prompt in PROMPTS[:2])


def test_an_ink_painting_is_of_black_ink_in_many_tones_on_bare_paper_with_a_red_seal() -> None:
    for prompt in ("a fox and a rabbit in the forest", "a dragon over a castle"):
        picture = painted("ink-wash", prompt).astype(int)
        red = picture[..., 0] > 1.6 * picture[..., 1]
        ink = (picture.max(2) < 200) & ~red
        assert ink.mean() < 0.6
        assert (picture[..., 0] - picture[..., 2])[ink].mean() < 22
        assert np.histogram(picture[ink].mean(1), np.arange(20, 201, 30))[0].min() > 0.03 * ink.sum()
        corner = red[-128:, :128], red[-128:, -128:]
        assert max(part.mean() for part in corner) > 0.02


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120, 90), (33, 200), (9, 7), (640, 480)])
def test_a_photo_keeps_its_size(name: str, size: tuple[int, int]) -> None:
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    photo = np.stack([255 * x / width, 255 * y / height, 128 + 100 * np.sin(x / 9)], 2).astype(np.uint8)
    first = FILTERS[name](photo, Unwatched())
    assert first.shape == photo.shape
    assert np.array_equal(first, FILTERS[name](photo, Unwatched()))
    assert np.abs(first.astype(int) - photo).mean() > 3


@pytest.mark.parametrize("name", NAMES)
def test_a_photo_of_one_colour_is_no_trouble(name: str) -> None:
    for tone in (0, 255):
        plain = np.full((60, 80, 3), tone, np.uint8)
        assert FILTERS[name](plain, Unwatched()).shape == plain.shape
