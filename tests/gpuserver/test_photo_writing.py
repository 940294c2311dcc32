"""Words over a photo: where they were asked, legible on light and dark, whole, and over all other edits."""

from __future__ import annotations

import numpy as np
import pytest
from photo_cases import field, photo

from core.catalogue import action
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload, fold, plan
from core.writing import Writing
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.writing import write
from gpuserver.raster.lettering import line_of


def rows_changed(before: Pixels, after: Pixels) -> tuple[float, float]:
    """First and last row that differ, as shares of the height."""
    rows = np.flatnonzero((before != after).any(axis=(1, 2)))
    return float(rows[0]) / len(before), float(rows[-1]) / len(before)


@pytest.mark.parametrize(("place", "low", "high"), [("top", 0.0, 0.3), ("middle", 0.35, 0.65), ("bottom", 0.7, 1.0)])
def test_the_words_stand_where_they_were_asked(place: str, low: float, high: float) -> None:
    before = field(600, 400)
    first, last = rows_changed(before, write(before, Writing("Hello", place)))
    assert low <= first < last <= high


@pytest.mark.parametrize("grey", [20, 128, 240])
def test_the_words_are_legible_on_any_ground(grey: int) -> None:
    before = np.full((300, 400, 3), grey, np.uint8)
    after = write(before, Writing("Hello", "top")).astype(int)
    assert np.ptp(after) > 150


@pytest.mark.parametrize("size", [(100, 100), (900, 300), (300, 900)])
def test_a_long_text_takes_several_lines_and_stays_inside(size: tuple[int, int]) -> None:
    before = np.full((size[1], size[0], 3), 90, np.uint8)
    after = write(before, Writing("Happy birthday to the best of all mothers", "bottom"))
    columns = np.flatnonzero((after > 200).all(axis=2).any(axis=0))
    assert columns[0] > 0.03 * size[0]
    assert columns[-1] < 0.97 * size[0]


def test_a_background_that_changes_leaves_the_words() -> None:
    recipe = Recipe(source=Upload(digest="x"))
    for one in (action("edit", instruction='write "Hello" at the top'), action("change_background", background="navy")):
        recipe = fold(recipe, one)
    plain = fold(Recipe(source=Upload(digest="x")), action("change_background", background="navy"))
    worded, bare = (Photo().edit(Picture(photo()), plan(one).steps, Unwatched()).pixels for one in (recipe, plain))
    assert rows_changed(bare, worded)[1] < 0.3
    assert (worded[:40] > 225).all(axis=2).sum() > 60


def test_a_letter_that_no_font_has_is_said() -> None:
    with pytest.raises(ProblemError) as caught:
        write(photo(), Writing("\ue123", "top"))
    assert caught.value.problem.code is Code.CANNOT_DRAW


def test_the_words_keep_their_capitals_and_small_letters() -> None:
    ground = np.full((300, 400, 3), 90, np.uint8)
    small, capitals = (write(ground, Writing(words, "top")) for words in ("anna", "ANNA"))
    assert rows_changed(ground, small)[0] > rows_changed(ground, capitals)[0]


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_small_letters_are_of_the_hand_on_the_line_of_the_capitals(letter: str) -> None:
    path = line_of(letter)
    assert path is not None
    box = path.getBounds()
    assert (box.top() < 15) == (letter in "bdfhijklt")
    assert (box.bottom() > 120) == (letter in "gjpqy")
