"""A tilted photo is turned until its horizon is level, and cropped so that no corner is empty."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from photo_cases import field

from core.catalogue import action
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload, fold, plan
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.horizon import straighten, tilt


def tilted(degrees: float, *, uprights: bool = False) -> Pixels:
    """The sea under a sky, or masts before a meadow, turned by `degrees` counterclockwise."""
    ground = np.tile(field(600, 600), (2, 2, 1))
    if uprights:
        for x in (420, 560, 700):
            cv2.line(ground, (x, 0), (x, 1199), (230, 226, 220), 5)
    else:
        ground[:600] = (196, 216, 236)
    matrix = cv2.getRotationMatrix2D((600, 600), degrees, 1)
    turned = cv2.warpAffine(ground, matrix, (1200, 1200), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(turned[390:810, 300:900], np.uint8)


@pytest.mark.parametrize("degrees", [-12.0, -3.0, 0.0, 5.0, 9.0])
@pytest.mark.parametrize("uprights", [False, True])
def test_the_tilt_of_a_horizon_or_of_uprights_is_measured(degrees: float, uprights: bool) -> None:
    assert tilt(tilted(degrees, uprights=uprights)) == pytest.approx(-degrees, abs=0.4)


@pytest.mark.parametrize("degrees", [-8.0, 4.0])
def test_a_straightened_photo_is_level_and_has_no_empty_corner(degrees: float) -> None:
    before = tilted(degrees)
    after = straighten(before)
    assert tilt(after) == pytest.approx(0, abs=0.3)
    assert after.shape[1] / after.shape[0] == pytest.approx(before.shape[1] / before.shape[0], abs=0.02)
    assert after.shape[2] == 3
    assert min(int(corner.max()) for corner in (after[0, 0], after[0, -1], after[-1, 0], after[-1, -1])) > 40


def test_without_lines_it_asks_by_how_many_degrees() -> None:
    with pytest.raises(ProblemError) as caught:
        straighten(field(400, 300))
    assert caught.value.problem.code is Code.NO_HORIZON


def test_a_turn_without_degrees_straightens_and_is_kept_beside_a_turn_by_a_quarter() -> None:
    recipe = Recipe(source=Upload(digest="x"))
    for one in (action("rotate"), action("rotate"), action("rotate", degrees=90)):
        recipe = fold(recipe, one)
    assert recipe.edits == (action("rotate"), action("rotate", degrees=90))
    out = Photo().edit(Picture(tilted(6)), plan(recipe).steps, Unwatched()).pixels
    assert out.shape[0] > out.shape[1]
