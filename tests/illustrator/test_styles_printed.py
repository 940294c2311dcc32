"""The printed, lit and worked styles: each differs from all others, eyes stay dark, photos keep their size."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import cv2
import numpy as np
import pytest
from picture_cases import drawn

from core.scene.reader import read_scene
from core.styles import style_id
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.engines.photo.filters import FILTERS

NEW = ("pop-art", "comic", "retro-poster", "cyberpunk", "futuristic", "embroidery", "jade", "black-white", "vintage")
PHOTOS = ("retro-poster", "cyberpunk", "futuristic", "embroidery", "jade")
SCENES = ("a cat and a teapot in the kitchen", "a fox at night in the forest", "portrait of a woman")


@lru_cache(maxsize=64)
def styled(name: str, prompt: str) -> Pixels:
    return STYLES[name].render(compose(read_scene(prompt), 7).stage, 512, Unwatched())


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("retro poster", "retro-poster"), ("vintage poster", "retro-poster"), ("travel poster", "retro-poster"),
        ("art deco", "retro-poster"), ("复古海报", "retro-poster"), ("retro", "vintage"), ("复古", "vintage"),
        ("cyberpunk", "cyberpunk"), ("赛博朋克", "cyberpunk"), ("futuristic", "futuristic"), ("sci-fi", "futuristic"),
        ("science fiction", "futuristic"), ("科幻", "futuristic"), ("未来风格", "futuristic"),
        ("embroidery", "embroidery"), ("刺绣", "embroidery"), ("jade carving", "jade"), ("玉雕", "jade"), ("玉", "jade"),
        ("pop art", "pop-art"), ("波普", "pop-art"), ("comic book", "comic"),
    ],
)  # fmt: skip
def test_the_new_styles_are_known_by_their_words(words: str, style: str) -> None:
    assert style_id(words) == style


@pytest.mark.parametrize("words", ["玉米", "一个玉米", "poster", "future"])
def test_words_that_only_resemble_a_style_are_none(words: str) -> None:
    assert style_id(words) is None


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("a cat and a teapot in the kitchen, pop art style", "pop-art"), ("a fox, cyberpunk style", "cyberpunk"),
        ("a cat as an embroidery", "embroidery"), ("travel poster of a lighthouse", "retro-poster"),
        ("一只狐狸，玉雕风格", "jade"), ("玉风格的猫", "jade"), ("未来风格的汽车", "futuristic"),
    ],
)  # fmt: skip
def test_a_prompt_that_names_a_new_style_is_read_so(prompt: str, style: str) -> None:
    assert style_id(read_scene(prompt).style or "") == style


def test_a_futuristic_city_is_a_place_and_no_style() -> None:
    scene = read_scene("a car in a futuristic city")
    assert scene.background == "futuristic city"
    assert scene.style is None


@pytest.mark.parametrize("prompt", SCENES)
def test_every_style_differs_from_the_others_and_from_the_default(prompt: str) -> None:
    pictures = {"default": drawn(prompt, size=512)} | {name: styled(name, prompt) for name in NEW}
    small = {name: cv2.GaussianBlur(one, (0, 0), 2).astype(int) for name, one in pictures.items()}
    for (one, first), (other, second) in combinations(small.items(), 2):
        assert np.abs(first - second).mean() > 7, (one, other)


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("prompt", SCENES)
def test_eyes_are_darker_than_what_is_round_them(name: str, prompt: str) -> None:
    scene = compose(read_scene(prompt), 7).stage
    grey = cv2.cvtColor(styled(name, prompt), cv2.COLOR_RGB2GRAY).astype(float)
    scale = grey.shape[0] / scene.canvas.height
    eyes = [eye for group in scene.groups if group.is_subject for eye, _ in eyes_of(group.items)]
    assert len(eyes) >= 2
    for eye in eyes:
        box = eye.path.getBounds()
        y, x = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]]
        across = (x / scale - box.centerX()) / (box.width() / 2)
        far = np.hypot(across, (y / scale - box.centerY()) / (box.height() / 2))
        inside, round_it = np.median(grey[far < 0.8]), np.median(grey[(far > 1.35) & (far < 1.9)])
        assert inside < round_it - 18, (name, prompt)
        assert inside < 75


@pytest.mark.parametrize("name", NEW)
def test_a_style_is_the_same_each_time_and_fits_wide_and_tall_pictures(name: str) -> None:
    first, second = (drawn(f"a cat at the beach, {name} style", size=128, aspect="16:9") for _ in range(2))
    assert first.shape == (72, 128, 3)
    assert np.array_equal(first, second)
    assert drawn(f"a cat at the beach, {name} style", size=128, aspect="9:16").shape == (128, 72, 3)


def test_jade_is_green_and_black_and_white_is_grey() -> None:
    red, green, blue = (float(plane.mean()) for plane in cv2.split(styled("jade", SCENES[0])))
    assert green > red + 30
    assert green > blue + 15
    assert int(np.ptp(styled("black-white", SCENES[0]), axis=2).max()) == 0


def test_a_poster_is_printed_in_few_inks() -> None:
    picture = STYLES["retro-poster"].paint(compose(read_scene(SCENES[0]), 7).stage, Unwatched())
    inside = picture[120:-120, 120:-120].reshape(-1, 3) // 24
    _, counts = np.unique(inside, axis=0, return_counts=True)
    assert np.sort(counts)[::-1][:24].sum() > 0.85 * len(inside)


@pytest.mark.parametrize("name", PHOTOS)
@pytest.mark.parametrize("shape", [(90, 120), (61, 37)])
def test_a_filter_keeps_the_size_and_repeats_itself(name: str, shape: tuple[int, int]) -> None:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    photo = np.stack([x * 2 % 256, y * 2 % 256, (x + y) % 256], 2).astype(np.uint8)
    photo[20:40, 10:30] = (230, 180, 150)
    first, second = (FILTERS[name](photo, Unwatched()) for _ in range(2))
    assert first.shape == photo.shape
    assert np.array_equal(first, second)
    assert np.abs(first.astype(int) - photo).mean() > 3


def test_filters_of_one_photo_differ() -> None:
    rng = np.random.default_rng(1)
    rough = rng.integers(0, 256, (6, 8, 3), np.uint8)
    photo = np.asarray(cv2.resize(rough, (160, 120), interpolation=cv2.INTER_CUBIC), np.uint8)
    made = {name: FILTERS[name](photo, Unwatched()).astype(int) for name in PHOTOS}
    for (one, first), (other, second) in combinations(made.items(), 2):
        assert np.abs(first - second).mean() > 7, (one, other)
