"""Cut-outs of composed photos come near to their known mattes, and pictures of any kind end in a picture or a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from cutout_cases import Case, case, edge_error, overlap
from photo_cases import photo

from core.catalogue import action
from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.matte import subject_matte
from gpuserver.engines.photo.people import foreground
from gpuserver.engines.photo.saliency import saliency

COMPOSED = (
    ("animal", "grass", 0), ("animal", "bricks", 1), ("furry", "wood", 2), ("furry", "clouds", 5), ("person", "gradient", 7),
    ("portrait", "cloth", 3), ("thing", "clouds", 5), ("plant", "photo of gravel", 9),
)  # fmt: skip
EDITS = (
    action("remove_background"), action("blur_background"), action("change_background", background="navy"),
    action("restore"), action("colorize"), action("remove_object", object="the red car"),
    action("recolor_object", object="the car", color="blue"), action("upscale"), action("rotate", degrees=10),
    action("style_transfer", style="pixel"),
)  # fmt: skip
SAID = {Code.NO_SUBJECT, Code.NOT_IN_PHOTO, Code.HAS_COLORS}


@pytest.fixture(scope="module")
def composed() -> list[Case]:
    return [case(*one, 240, 180) for one in COMPOSED]


def test_composed_subjects_are_cut_out_along_their_edges(composed: list[Case]) -> None:
    found = [(subject_matte(one.pixels, Unwatched()), one.matte) for one in composed]
    assert np.mean([overlap(*pair) for pair in found]) > 0.85
    assert np.mean([edge_error(*pair) for pair in found]) < 0.2


def test_saliency_is_higher_on_the_subject(composed: list[Case]) -> None:
    for one in composed:
        score = saliency(one.pixels)
        assert score[one.matte > 0.5].mean() > score[one.matte < 0.5].mean() + 0.4


class Finder:
    """Sees something in the left half, as surely as it is told, with a face or without."""

    def __init__(self, *, face: bool, sure: float = 0.7) -> None:
        self._face, self._sure = face, sure

    def in_front(self, rgb: Pixels) -> np.ndarray:
        out = np.zeros(rgb.shape[:2], np.float32)
        out[:, : out.shape[1] // 2] = self._sure
        return out

    def find(self, rgb: Pixels) -> list[np.ndarray]:
        return [np.array([[rgb.shape[1] / 4, rgb.shape[0] / 2, 0.0]])] if self._face else []


def test_a_person_whose_face_is_seen_is_the_subject_and_another_only_one_guess() -> None:
    matte = subject_matte(photo(), Unwatched(), Finder(face=True))
    assert matte[:, :100].mean() > 0.95
    assert matte[:, 140:].mean() < 0.05
    assert subject_matte(photo(), Unwatched(), Finder(face=False))[5, 5] < 0.1
    seen = foreground(photo(), Finder(face=False), (60, 40))
    assert seen is not None
    assert not seen.sure


def test_what_is_plainly_seen_in_front_is_the_subject_without_a_face_too() -> None:
    matte = subject_matte(photo(), Unwatched(), Finder(face=False, sure=1.0))
    assert matte[:, :100].mean() > 0.95
    assert matte[:, 140:].mean() < 0.05
    assert foreground(photo(), Finder(face=False, sure=0.3), (60, 40)) is None


def test_bars_round_a_photo_are_no_part_of_it(composed: list[Case]) -> None:
    one = composed[0]
    bare = subject_matte(one.pixels, Unwatched())
    barred = subject_matte(np.pad(one.pixels, ((60, 60), (0, 0), (0, 0))), Unwatched())
    assert overlap(barred[60:-60], bare) > 0.9
    assert barred[:55].max() < 0.05


def test_portraits_are_cut_out_with_the_installed_finder() -> None:
    pytest.importorskip("mediapipe")
    from gpuserver.engines.registry import default_engines

    one = case("portrait", "photo of galaxies", 0, 320, 240)
    alpha = default_engines().editors[0].edit(Picture(one.pixels), [action("remove_background")], Unwatched()).pixels
    assert overlap(alpha[..., 3].astype(np.float32) / 255, one.matte) > 0.93


def odd_pictures() -> dict[str, Pixels]:
    grey = np.repeat(photo()[..., :1], 3, axis=2)
    return {
        "with alpha": np.dstack([photo(), np.full(photo().shape[:2], 255, np.uint8)]),
        "a cut-out": np.dstack([photo(), (photo()[..., :1] > 150).astype(np.uint8)[..., 0] * 255]),
        "grey": grey, "tiny": photo(24, 16), "100 px": photo(100, 70), "wide": photo(800, 20), "tall": photo(20, 800),
        "one colour": np.full((60, 90, 3), (20, 120, 200), np.uint8), "black": np.zeros((60, 90, 3), np.uint8),
        "all transparent": np.zeros((60, 90, 4), np.uint8),
    }  # fmt: skip


def outcome(before: Pixels, one: Action) -> tuple[Pixels | None, ProblemError | None]:
    try:
        return Photo().edit(Picture(before), [one], Unwatched()).pixels, None
    except ProblemError as refused:
        return None, refused


@pytest.mark.parametrize("name", odd_pictures())
@pytest.mark.parametrize("one", EDITS, ids=lambda one: one.pipeline)
def test_any_picture_ends_in_a_picture_or_in_a_sentence(name: str, one: Action) -> None:
    before = odd_pictures()[name]
    after, refused = outcome(before, one)
    if refused is not None:
        assert refused.problem.code in SAID
        assert len(refused.problem.detail) > 20
    if after is not None:
        assert after.shape[2] in {3, 4}
        assert min(after.shape[:2]) >= min(before.shape[:2])
