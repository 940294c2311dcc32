"""Filters of photos keep the size and the alpha, differ from the photo, and are the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from photo_cases import photo

from gpuserver.engines.base import Unwatched
from gpuserver.engines.photo.filters import FILTERS


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_repaints_the_photo(name: str) -> None:
    before = photo(120, 90)
    first, second = (FILTERS[name](before, Unwatched()) for _ in range(2))
    assert np.array_equal(first, second)
    assert first.shape == before.shape
    assert np.abs(first.astype(int) - before).mean() > 3


@pytest.mark.parametrize("name", ["pencil", "watercolor", "black-white", "pixel"])
def test_a_cut_out_stays_one(name: str) -> None:
    alpha = np.zeros((90, 120), np.uint8)
    alpha[20:70, 30:90] = 255
    out = FILTERS[name](np.dstack([photo(120, 90), alpha]), Unwatched())
    assert np.array_equal(out[..., 3], alpha)


def test_what_is_hidden_by_alpha_leaves_no_trace() -> None:
    hidden = np.zeros((90, 120), np.uint8)
    seen = [
        FILTERS["pencil"](np.dstack([pixels, hidden]), Unwatched()) for pixels in (photo(120, 90), photo(120, 90)[::-1])
    ]
    assert np.array_equal(*seen)
