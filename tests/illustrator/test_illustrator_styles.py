"""Styles of drawings: known by name in both languages, really different, the same on every run."""

from __future__ import annotations

import numpy as np
import pytest
from picture_cases import drawn

from core.language import Language
from core.scene.reader import read_scene
from core.styles import STYLES as NAMES
from core.styles import style_id, style_title
from gpuserver.engines.base import Cancelled, Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.styles import STYLES, style_for
from gpuserver.engines.photo.filters import FILTERS

PROMPT = "a cat at the beach"


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("watercolor", "watercolor"), ("in the style of a Watercolour", "watercolor"), ("水彩风格", "watercolor"),
        ("pencil sketch", "pencil"), ("铅笔素描", "pencil"), ("anime style", "anime"), ("动漫", "anime"),
        ("ukiyo-e", "ukiyo-e"), ("浮世绘", "ukiyo-e"), ("8-bit pixel art", "pixel"), ("像素风", "pixel"),
        ("low poly", "low-poly"), ("Van Gogh", "van-gogh"), ("梵高", "van-gogh"), ("oil painting", "oil"), ("油画", "oil"),
        ("black and white", "black-white"), ("vintage", "vintage"),
    ],
)  # fmt: skip
def test_a_style_is_known_by_its_words(words: str, style: str) -> None:
    assert style_id(words) == style


@pytest.mark.parametrize("words", ["", "boiling", "spoiled", "quiet", "猫"])
def test_other_words_are_no_style(words: str) -> None:
    assert style_id(words) is None


def test_every_style_has_a_title_in_both_languages() -> None:
    assert all(style_title(one.id, language) for one in NAMES for language in Language)


def test_every_known_style_is_a_filter_for_photos_and_six_at_least_are_styles_of_drawings() -> None:
    assert {one.id for one in NAMES} == set(FILTERS)
    assert len(STYLES) >= 6


@pytest.fixture(scope="module")
def plain() -> Pixels:
    return drawn(PROMPT)


@pytest.mark.parametrize("name", STYLES)
def test_a_style_changes_the_picture_and_is_the_same_each_time(name: str, plain: Pixels) -> None:
    first, second = (drawn(f"{PROMPT}, {name} style") for _ in range(2))
    assert np.array_equal(first, second)
    assert first.shape == plain.shape
    assert np.abs(first.astype(int) - plain).mean() > 3


@pytest.mark.parametrize("name", ["watercolor", "pixel", "ukiyo-e"])
def test_styles_work_in_wide_and_tall_pictures(name: str) -> None:
    assert drawn(f"{PROMPT}, {name} style", aspect="16:9", size=160).shape == (90, 160, 3)
    assert drawn(f"{PROMPT}, {name} style", aspect="9:16", size=160).shape == (160, 90, 3)


class Impatient(Unwatched):
    def progress(self, fraction: float) -> None:
        raise Cancelled


def test_a_style_stops_when_it_is_cancelled() -> None:
    style = style_for("van gogh")
    assert style
    stage = compose(read_scene(PROMPT), 7).stage
    with pytest.raises(Cancelled):
        style.render(stage, 256, Impatient())
