"""A photo goes in and comes out with its face changed; everything that surrounds the search."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

pytest.importorskip("torch", reason="the latent engine needs the `gpu` extra")

import torch
from latent_cases import small_e4e
from latent_faces import Faces, mesh, photo

from core.catalogue import action
from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Cancelled, Editor, Picture, Unwatched
from gpuserver.engines.latent_face.alignment import face_square
from gpuserver.engines.latent_face.cache import TensorCache
from gpuserver.engines.latent_face.checkpoint import E4E_FILE, WeightsError
from gpuserver.engines.latent_face.engine import LatentFace, Settings
from gpuserver.engines.latent_face.landmarks import face_points
from gpuserver.engines.latent_face.networks import Networks

if TYPE_CHECKING:
    from pathlib import Path

SHORT = Settings(steps=4, rate=0.03)
BLACK = action("edit_face", set={"hair_color": ["black hair"]})
SMILE = action("edit_face", set={"expression": ["smiling"]})


class Counted(Unwatched):
    """Counts how often an engine reported."""

    def __init__(self, cancel_at: int = -1) -> None:
        self.reports = 0
        self._cancel_at = cancel_at

    def progress(self, fraction: float) -> None:
        self.reports += 1
        if self.reports == self._cancel_at:
            raise Cancelled


@pytest.fixture(scope="module")
def engine(networks: Networks) -> LatentFace:
    return LatentFace(networks, Faces(mesh()), SHORT)


def at_strength(step: Action, strength: float) -> Action:
    return step.model_copy(update={"params": {**step.params, "strength": strength}})


def aimed(step: Action, words: str) -> Action:
    return step.model_copy(update={"params": {**step.params, "target": words}})


def changed(before: Picture, after: Picture) -> np.ndarray:
    return (before.pixels != after.pixels).any(2)


def test_it_is_an_editor_of_faces(engine: LatentFace) -> None:
    editor: Editor = engine
    assert editor.name == "latent_face"
    assert editor.pipelines == {"edit_face"}


def test_the_face_changes_and_what_is_outside_its_square_does_not(engine: LatentFace) -> None:
    before = Picture(photo())
    out = changed(before, engine.edit(before, [BLACK], Unwatched()))
    assert out.any()
    corners = face_square(face_points(mesh())).corners
    (left, top), (right, bottom) = np.ceil(corners.min(0)).astype(int), np.floor(corners.max(0)).astype(int)
    out[max(0, top) : bottom + 1, max(0, left) : right + 1] = False
    assert not out.any()


def test_the_photo_that_was_given_stays_as_it_is(engine: LatentFace) -> None:
    before = Picture(photo())
    engine.edit(before, [BLACK], Unwatched())
    assert np.array_equal(before.pixels, photo())


def test_strength_is_continuous_and_none_is_the_photo(engine: LatentFace) -> None:
    before = Picture(photo())
    shares = (0.0, 0.01, 0.5, 1.0)
    out = [engine.edit(before, [at_strength(BLACK, share)], Unwatched()).pixels.astype(int) for share in shares]
    moved = [np.abs(pixels - before.pixels).sum() for pixels in out]
    assert moved[0] == 0
    assert moved == sorted(moved)
    assert moved[1] < 0.1 * moved[3]


def test_nothing_in_force_is_the_photo(engine: LatentFace) -> None:
    before = Picture(photo())
    after = engine.edit(before, [action("edit_face", unset={"hair": ["bangs"]})], Unwatched())
    assert np.array_equal(after.pixels, before.pixels)


def test_the_same_edit_of_the_same_photo_is_the_same_picture(networks: Networks) -> None:
    out = [LatentFace(networks, Faces(mesh()), SHORT).edit(Picture(photo()), [SMILE], Unwatched()) for _ in range(2)]
    assert np.array_equal(out[0].pixels, out[1].pixels)


def test_another_strength_needs_no_new_search(networks: Networks) -> None:
    engine = LatentFace(networks, Faces(mesh()), SHORT)
    first, second = Counted(), Counted()
    engine.edit(Picture(photo()), [BLACK], first)
    engine.edit(Picture(photo()), [at_strength(BLACK, 0.3)], second)
    assert first.reports == 5
    assert second.reports == 1


def test_see_through_parts_stay_see_through(engine: LatentFace) -> None:
    alpha = np.random.default_rng(0).integers(0, 256, (120, 160, 1), np.uint8)
    before = Picture(np.concatenate([photo(), alpha], 2))
    after = engine.edit(before, [BLACK], Unwatched())
    assert np.array_equal(after.pixels[..., 3:], alpha)
    assert np.array_equal(after.pixels[..., :3], engine.edit(Picture(photo()), [BLACK], Unwatched()).pixels)


def test_words_can_name_a_face(networks: Networks) -> None:
    left, right = mesh(45, 60, eyes=10), mesh(120, 60, eyes=14)

    def choose(meshes: object, words: str) -> tuple[int, ...]:
        return (0,) if words == "on the left" else (1,)

    engine = LatentFace(networks, Faces(right, left), SHORT, choose)
    before = Picture(photo())
    out = changed(before, engine.edit(before, [aimed(BLACK, "on the left")], Unwatched()))
    assert out[:, :70].any()
    assert not out[:, 80:].any()
    both = changed(before, engine.edit(before, [aimed(BLACK, "on the left"), SMILE], Unwatched()))
    assert both[:, :70].any()
    assert both[:, 95:].any()


def test_a_photo_without_a_face_is_a_sentence(networks: Networks) -> None:
    with pytest.raises(ProblemError, match="no face was found") as refused:
        LatentFace(networks, Faces(), SHORT).edit(Picture(photo()), [BLACK], Unwatched())
    assert refused.value.problem.code is Code.NO_FACE


def test_a_cancelled_edit_stops_at_once(networks: Networks) -> None:
    watch = Counted(cancel_at=3)
    with pytest.raises(Cancelled):
        LatentFace(networks, Faces(mesh()), replace(SHORT, steps=500)).edit(Picture(photo()), [BLACK], watch)
    assert watch.reports == 3


def test_faces_of_several_threads_are_edited_together(networks: Networks) -> None:
    steps = [BLACK, SMILE, action("edit_face", set={"hair": ["bangs"]})]
    shared = LatentFace(networks, Faces(mesh()), SHORT)
    with ThreadPoolExecutor(3) as pool:
        out = list(pool.map(lambda step: shared.edit(Picture(photo()), [step], Unwatched()).pixels, steps))
    for step, pixels in zip(steps, out, strict=True):
        alone = LatentFace(networks, Faces(mesh()), SHORT).edit(Picture(photo()), [step], Unwatched()).pixels
        assert np.abs(pixels.astype(int) - alone).max() <= 1  # single precision


def test_a_single_place_is_enough(networks: Networks) -> None:
    engine = LatentFace(networks, Faces(mesh()), replace(SHORT, places=1))
    with ThreadPoolExecutor(2) as pool:
        out = list(pool.map(lambda step: engine.edit(Picture(photo()), [step], Unwatched()), (BLACK, SMILE)))
    assert all(changed(Picture(photo()), picture).any() for picture in out)


def test_a_smaller_judged_image_still_gives_a_full_sized_face(networks: Networks) -> None:
    engine = LatentFace(networks, Faces(mesh()), replace(SHORT, loss_size=16))
    assert changed(Picture(photo()), engine.edit(Picture(photo()), [BLACK], Unwatched())).any()


@pytest.mark.parametrize("size", [20, 64, 2])
def test_a_judged_size_that_the_generator_does_not_make_is_refused(networks: Networks, size: int) -> None:
    with pytest.raises(ValueError, match="from 4 to 32"):
        LatentFace(networks, Faces(mesh()), replace(SHORT, loss_size=size))


def test_a_folder_of_other_networks_is_refused_by_name(tmp_path: Path) -> None:
    small = small_e4e()
    torch.save({"state_dict": small.state_dict(), "latent_avg": small.latent_avg}, tmp_path / E4E_FILE)
    with pytest.raises(WeightsError, match=r"e4e_ffhq_encode\.pt does not fit E4e: missing: .* of another shape: "):
        Networks.load(tmp_path)


def test_a_cache_drops_what_was_used_least_recently() -> None:
    cache = TensorCache(limit=100)
    made: list[str] = []

    def ask(key: str, numbers: int = 10) -> None:
        def make() -> tuple[torch.Tensor]:
            made.append(key)
            return (torch.zeros(numbers),)

        cache.get(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "b"]
    ask("large", 1000)
    ask("large", 1000)
    assert made[-2:] == ["large", "large"]
