"""The face engine: from the original, only what was asked, and a clear sentence where it cannot."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import ENGINE, FINDER, GAP, MIDDLE, couple, edited, face, framed_in, portrait, scaled, turned, wanting

from core.catalogue import action
from core.face import SLOT_OF
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload, drop, fold, plan
from gpuserver.engines.base import Cancelled, Picture, Pixels, Unwatched
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.edit import Warp
from gpuserver.engines.face.engine import FaceEngine
from gpuserver.engines.face.guard import GradientLikeness
from gpuserver.engines.face.mesh import COUNT
from gpuserver.engines.face.order import CHANGES, VALUES, ordered
from gpuserver.engines.face.smooth import blur
from gpuserver.engines.face.writeback import Canvas
from gpuserver.engines.registry import default_engines

BLACK = wanting("black hair")


@cache
def blackened() -> Picture:
    return edited(portrait(), BLACK)


def changed(before: Pixels, after: Pixels) -> np.ndarray:
    return (before != after).any(axis=2)


def test_every_value_of_a_face_slot_has_its_place_in_the_order() -> None:
    assert sorted(VALUES) == sorted(SLOT_OF)
    assert set(CHANGES) <= set(VALUES)


def test_it_is_loaded_where_it_is_installed() -> None:
    editor = default_engines().editor("edit_face")
    assert editor is not None
    assert editor.name == "face"


def test_only_the_hair_changes_when_its_colour_does() -> None:
    where = changed(portrait(), blackened().pixels)
    assert 0.02 < where.mean() < 0.12
    assert not where[300:].any()
    assert not where[:, 380:].any()


def test_strength_0_is_the_original() -> None:
    assert np.array_equal(edited(portrait(), wanting("red hair", strength=0.0)).pixels, portrait())


def test_a_strength_is_of_all_values_or_of_one() -> None:
    half = edited(portrait(), wanting("black hair", strength=0.5)).pixels
    assert np.array_equal(edited(portrait(), wanting("black hair", strength={"black hair": 0.5})).pixels, half)
    full = blackened().pixels
    moved = [np.abs(one.astype(float) - portrait()).sum() for one in (half, full)]
    assert moved[0] / moved[1] == pytest.approx(0.5, abs=0.03)


def test_eight_turns_back_to_nothing_are_the_original() -> None:
    recipe = Recipe(source=Upload(digest="x"))
    colors = ["black hair", "pink hair", "gray hair", "blond hair"]
    for color in colors:
        recipe = fold(recipe, action("edit_face", set={"hair_color": [color]}))
        recipe = fold(recipe, action("edit_face", unset={"hair_color": [color]}))
    assert plan(recipe).steps == ()
    recipe = fold(recipe, action("edit_face", set={"hair_color": colors[:1]}))
    once = ENGINE.edit(Picture(portrait()), plan(recipe).steps, Unwatched()).pixels
    assert np.array_equal(once, blackened().pixels)
    assert drop(recipe, 0).edits == ()


def test_a_large_photo_keeps_its_own_detail() -> None:
    large = scaled(3.0)
    out = edited(large, BLACK).pixels
    assert out.shape == large.shape
    assert not changed(large, out)[900:].any()
    assert changed(large, out).mean() == pytest.approx(changed(portrait(), blackened().pixels).mean(), rel=0.2)


def test_a_tilted_head_is_edited_as_an_upright_one() -> None:
    share = changed(turned(25), edited(turned(25), BLACK).pixels).mean()
    assert share == pytest.approx(changed(portrait(), blackened().pixels).mean(), rel=0.25)


def test_transparency_is_kept() -> None:
    alpha = np.full((512, 512, 1), 255, np.uint8)
    alpha[:, 400:] = 7
    out = edited(np.concatenate([portrait(), alpha], axis=2), BLACK).pixels
    assert np.array_equal(out[..., 3:], alpha)
    assert np.array_equal(out[..., :3], blackened().pixels)


def test_of_two_people_the_named_one_changes() -> None:
    left = changed(couple(), edited(couple(), wanting("black hair", target="the person on the left")).pixels)
    right = changed(couple(), edited(couple(), wanting("black hair", target="右边的人")).pixels)
    assert left[:, : MIDDLE - GAP].any()
    assert not left[:, MIDDLE:].any()
    assert right[:, MIDDLE:].any()
    assert not right[:, : MIDDLE - GAP].any()


def test_two_people_can_be_given_different_hair() -> None:
    out = edited(couple(), wanting("black hair", target="left"), wanting("red hair", target="right"))
    alone = edited(couple(), wanting("black hair", target="left")).pixels
    assert np.array_equal(out.pixels[:, : MIDDLE - GAP], alone[:, : MIDDLE - GAP])
    assert changed(couple(), out.pixels)[:, MIDDLE:].any()
    assert out.face is not None
    assert out.face.faces == 2


def test_without_a_name_the_largest_face_is_meant() -> None:
    crowd = couple().copy()
    crowd[:, MIDDLE:] = 170
    small = cv2.resize(couple()[:, MIDDLE:], None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    crowd[60 : 60 + small.shape[0], MIDDLE : MIDDLE + small.shape[1]] = small
    where = changed(crowd, edited(crowd, BLACK).pixels)
    assert where[:, : MIDDLE - GAP].any()
    assert not where[:, MIDDLE:].any()


class Looking(Unwatched):
    """A watch that keeps the last early look."""

    shown: Pixels | None = None

    def preview(self, pixels: Pixels) -> None:
        self.shown = pixels


def test_among_faces_of_a_size_the_preview_numbers_them_and_one_must_be_named() -> None:
    watch = Looking()
    with pytest.raises(ProblemError, match="name one of the 2 faces") as caught:
        edited(couple(), BLACK, watch=watch)
    assert caught.value.problem.code is Code.WHICH_FACE
    assert watch.shown is not None
    assert watch.shown.shape == couple().shape
    drawn = changed(couple(), watch.shown)
    for person in (drawn[:, : MIDDLE - GAP], drawn[:, MIDDLE:]):
        assert 0.01 < person.mean() < 0.2


def test_a_face_that_is_not_there_is_refused() -> None:
    with pytest.raises(ProblemError, match="only 2 faces") as caught:
        edited(couple(), wanting("black hair", target="3"))
    assert caught.value.problem.code is Code.NO_SUCH_FACE


@pytest.mark.parametrize(
    ("photo", "codes"),
    [(np.full((200, 300, 3), 90, np.uint8), {Code.NO_FACE}), (scaled(0.28), {Code.FACE_TOO_SMALL, Code.NO_FACE})],
)
def test_a_photo_that_shows_no_face_well_enough_is_refused(photo: Pixels, codes: set[Code]) -> None:
    with pytest.raises(ProblemError) as caught:
        edited(photo, BLACK)
    assert caught.value.problem.code in codes


class Aside:
    """A finder whose one face looks far to the side."""

    def find(self, rgb: Pixels) -> tuple[Points, ...]:
        mesh = FINDER.find(rgb)[0].copy()
        mesh[:, 2] += (mesh[:, 0] - mesh[:, 0].mean()) * 1.2
        return (mesh,)

    def close_up(self, rgb: Pixels) -> tuple[Points, ...]:
        return self.find(rgb)

    def person(self, rgb: Pixels) -> np.ndarray:
        return FINDER.person(rgb)


def test_a_profile_is_refused() -> None:
    with pytest.raises(ProblemError, match="turned too far aside"):
        edited(portrait(), BLACK, engine=FaceEngine(Aside()))


def test_a_value_that_nothing_makes_is_refused() -> None:
    with pytest.raises(ProblemError, match="cannot make wings"):
        ordered(["black hair", "wings"])


class Strict:
    """A likeness that nothing satisfies."""

    threshold = 2.0

    def similarity(self, before: Pixels, after: Pixels, points: Points) -> float:
        assert before.shape == after.shape
        assert points.shape == (COUNT, 3)
        return 1.0


def test_what_would_change_the_person_is_softened_and_the_note_says_so() -> None:
    out = edited(portrait(), BLACK, engine=FaceEngine(FINDER, Strict()))
    assert np.array_equal(out.pixels, edited(portrait(), wanting("black hair", strength=0.25)).pixels)
    assert out.face is not None
    assert out.face.softened == 0.25
    plain = blackened().face
    assert plain is not None
    assert plain.softened == 1.0
    assert 0.92 < plain.likeness < 1


class Proportional:
    """Likeness that loses 0.2 of itself at full strength in proportion to what is painted, and counts its looks."""

    threshold = 0.92

    def __init__(self) -> None:
        self.looks = 0
        self._most = 0.0

    def similarity(self, before: Pixels, after: Pixels, points: Points) -> float:
        self.looks += 1
        changed = float(np.abs(before.astype(float) - after).sum())
        self._most = max(self._most, changed)
        return 1 - 0.2 * changed / self._most


def test_strengths_that_cannot_leave_the_person_alike_are_not_tried() -> None:
    counting = Proportional()
    out = edited(portrait(), wanting("lipstick"), engine=FaceEngine(FINDER, counting))
    assert out.face is not None
    assert out.face.softened < 0.5
    assert out.face.likeness >= counting.threshold
    assert counting.looks == 2


def test_a_shave_is_never_softened_to_half_a_beard() -> None:
    bearded = edited(portrait(), wanting("goatee")).pixels
    shaven = edited(bearded, wanting("no beard"))
    softened = edited(bearded, wanting("no beard", "lipstick"), engine=FaceEngine(FINDER, Strict()))
    quarter = edited(bearded, wanting("no beard", "lipstick", strength={"no beard": 1.0, "lipstick": 0.25}))
    assert not np.array_equal(shaven.pixels, bearded)
    assert np.array_equal(softened.pixels, quarter.pixels)


def test_a_bent_face_is_less_alike_than_a_recoloured_one() -> None:
    crop, points, like = face().crop, face().points, GradientLikeness()
    assert like.similarity(crop, crop, points) == pytest.approx(1)
    assert like.similarity(crop, np.clip(crop * 0.8 + 10, 0, 255).astype(np.uint8), points) > 0.99
    assert like.similarity(crop, np.ascontiguousarray(crop[::-1]), points) < 0.8


def test_a_warp_moves_the_photo_s_own_pixels() -> None:
    field = np.zeros((512, 512, 2), np.float32)
    field[200:320, 200:320, 0] = blur(np.ones((120, 120), np.float32), 3) * 12
    large = scaled(2.0)
    view = framed_in(large)
    canvas = Canvas(large, [view])
    canvas.apply(view, canvas.crop(view), Warp(field))
    out = canvas.finished()
    where = changed(large, out)
    assert where.any()
    y, x = np.argwhere(where).T
    at = (view.matrix[:, :2] @ np.stack([x, y]) + view.matrix[:, 2:]).round().astype(int)
    assert (np.abs(field[at[1], at[0]]).max(axis=1) > 0).mean() > 0.97
    inner = slice(round(float(y.mean())) - 9, round(float(y.mean())) + 9)
    shift = round(12 / view.matrix[0, 0])
    columns = np.arange(round(float(x.mean())) - 9, round(float(x.mean())) + 9)
    assert np.abs(out[inner, columns].astype(int) - large[inner, columns + shift]).mean() < 12


class Counting(Unwatched):
    """A watch that is cancelled at its n-th question."""

    def __init__(self, last: int) -> None:
        self.seen: list[float] = []
        self._last = last

    def progress(self, fraction: float) -> None:
        self.seen.append(fraction)
        if len(self.seen) >= self._last:
            raise Cancelled


def test_it_reports_often_and_never_backwards() -> None:
    watch = Counting(10**6)
    edited(portrait(), BLACK, watch=watch)
    assert len(watch.seen) > 12
    assert watch.seen == sorted(watch.seen)
    assert watch.seen[-1] == pytest.approx(1)


@pytest.mark.parametrize("last", [1, 4, 9])
def test_it_stops_when_nobody_wants_the_picture(last: int) -> None:
    with pytest.raises(Cancelled):
        edited(portrait(), BLACK, watch=Counting(last))
