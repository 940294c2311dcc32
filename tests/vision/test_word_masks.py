"""Things found by words with tiny models of the real classes. Where they find them is chance; how it is told is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.sight import Masks
from gpuserver.engines.vision.grounding import GroundedMasks, load_clipseg, load_grounded

Load = Callable[[float], Masks]


def noise(width: int = 90, height: int = 60, channels: int = 3) -> Pixels:
    return np.random.default_rng(5).integers(0, 255, (height, width, channels), dtype=np.uint8)


@pytest.fixture(scope="module")
def grounded(dino: Path, sam: Path) -> Callable[[float], GroundedMasks]:
    return cache(lambda sure: load_grounded(dino, sam, sure=sure))


@pytest.fixture(scope="module", params=["grounded", "clipseg"])
def load(request: pytest.FixtureRequest, grounded: Load, clipseg: Path) -> Load:
    return grounded if request.param == "grounded" else lambda sure: load_clipseg(clipseg, sure=sure)


def test_a_mask_is_as_large_as_the_picture(load: Load) -> None:
    for pixels in (noise(), noise(61, 200), noise(channels=4)):
        mask = load(0.0).find(pixels, "a cat")
        assert mask.shape == pixels.shape[:2]
        assert mask.dtype == np.float32
        assert 0 <= mask.min() <= mask.max() <= 1


def test_the_same_words_find_the_same(load: Load) -> None:
    masks = load(0.0)
    assert np.array_equal(masks.find(noise(), "a cat"), masks.find(noise(), "a cat"))


def test_what_is_not_there_is_said(load: Load) -> None:
    with pytest.raises(ProblemError, match="looks like 'a cat'") as caught:
        load(1.1).find(noise(), "a cat")
    assert caught.value.problem.code is Code.NOT_IN_PHOTO
    assert caught.value.problem.facts == {"words": "a cat"}


def test_chinese_nouns_are_looked_for_in_english(load: Load) -> None:
    masks = load(0.0)
    assert np.array_equal(masks.find(noise(), "猫"), masks.find(noise(), "cat"))


def test_boxes_lie_in_the_picture_the_surest_first(grounded: Callable[[float], GroundedMasks]) -> None:
    boxes = grounded(0.0).boxes(noise(), "a red hat.")
    assert len(boxes) == 6
    assert [one.score for one in boxes] == sorted((one.score for one in boxes), reverse=True)
    for one in boxes:
        assert -20 <= one.left < one.right <= 110
        assert -20 <= one.top < one.bottom <= 80
    sure = boxes[1].score
    assert len(grounded(sure - 1e-6).boxes(noise(), "a red hat")) == 2


def test_a_large_picture_has_its_boxes_where_the_small_one_has(grounded: Callable[[float], GroundedMasks]) -> None:
    small = np.repeat(np.repeat(noise(30, 20), 20, 0), 20, 1)
    large = np.repeat(np.repeat(small, 3, 0), 3, 1)
    model = grounded(0.0)
    for one, other in zip(model.boxes(small, "a cat"), model.boxes(large, "a cat"), strict=True):
        assert other.left == pytest.approx(3 * one.left, abs=60)
        assert other.bottom == pytest.approx(3 * one.bottom, abs=60)
    assert model.find(large, "a cat").shape == large.shape[:2]
