"""Every value moves its own measure and little else, and eight turns of edits leave nothing behind."""

from __future__ import annotations

import asyncio
import io
from functools import cache

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("mediapipe")

from face_cases import ENGINE, FINDER, edited, portrait, wanting
from face_measures import BOUNDS, COUPLED, EFFECTS, Gauge, bound_of

from core.catalogue import action
from core.face import by_slot
from core.recipe import Recipe, Upload, fold
from gpuserver.cache import RenderCache
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.guard import GradientLikeness
from gpuserver.engines.face.order import VALUES
from gpuserver.engines.loaded import Engines
from gpuserver.events import ImageEvent
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.runner import Order, Runner

LEAST = {
    "pale skin": 4, "black hair": 20, "brown hair": 2, "blond hair": 15, "gray hair": 15, "pink hair": 25,
    "purple hair": 30, "red hair": 15, "receding hairline": 0.1, "no bangs": 0.1, "mustache": 12, "goatee": 15,
    "bushy eyebrows": 8, "rosy cheeks": 5, "heavy makeup": 4, "lipstick": 8, "smiling": 0.03, "no smiling": 0.08,
    "sad": 0.08, "angry": 0.015, "surprise": 0.04, "fear": 0.03, "disgust": 0.015, "big eyes": 0.015,
}  # fmt: skip
"""What each value moves its measure by, on the portrait, in the units of `face_measures.BOUNDS`."""
UNSEEN = {"no beard", "no makeup", "bangs", "sideburns"}
"""The portrait has no beard, no make-up to speak of and a fringe, and hair lies over its temples."""


@cache
def gauge() -> Gauge:
    return Gauge(portrait(), FINDER)


def test_every_value_is_measured_here_or_cannot_be_on_this_portrait() -> None:
    assert set(LEAST) | UNSEEN == set(VALUES) == set(EFFECTS)


@pytest.mark.parametrize("value", LEAST)
def test_a_value_moves_its_own_measure_and_no_other_past_its_bound(value: str) -> None:
    out = edited(portrait(), wanting(value))
    after = gauge().of(out.pixels, value)
    assert gauge().moved(value, after) > LEAST[value]
    name, share = gauge().beside(value, after)
    assert share < 1, name
    assert out.face is not None
    assert out.face.likeness >= GradientLikeness.threshold
    assert not ((out.pixels != portrait()).any(axis=2) & ~gauge().reach).any()


def test_the_measures_see_what_is_there_and_nothing_else() -> None:
    same = gauge().of(portrait())
    assert all(gauge().moved(value, same) == 0 for value in EFFECTS)
    assert gauge().moved("no makeup", gauge().of(portrait(), "no makeup")) == 0  # read in place, nothing has moved
    assert gauge().beside("lipstick", gauge().of(edited(portrait(), wanting("surprise")).pixels))[1] > 1


@pytest.mark.parametrize("value", sorted(COUPLED))
def test_only_what_is_said_to_be_coupled_has_another_bound(value: str) -> None:
    for measure, bound in BOUNDS.items():
        coupled = measure in COUPLED[value]
        assert (bound_of(value, measure) == bound) is not coupled
        assert not coupled or (COUPLED[value][measure].why and measure != EFFECTS[value].measure)


async def shown(runner: Runner, recipe: Recipe) -> Pixels:
    """The picture of `recipe` as the server gives it out, without loss."""
    png = io.BytesIO()
    Image.fromarray(portrait()).save(png, "PNG")
    job = Job(lambda job: runner.render(Order(recipe, png.getvalue(), format="png"), job))
    await asyncio.to_thread(job.work, job)
    while not isinstance(event := await job.events.get(), ImageEvent):
        pass
    return np.asarray(Image.open(io.BytesIO(event.data)).convert("RGB"))


async def test_eight_turns_of_edits_and_back_to_none_are_the_original_bit_for_bit() -> None:
    runner = Runner(Engines(editors=(ENGINE,)), size=512, seconds=60, cache=RenderCache(0), metrics=Metrics())
    recipe = Recipe(source=Upload(digest="x"))
    turns = [
        ("lipstick", 1.0), ("no smiling", 0.7), ("big eyes", 1.0), ("big eyes", 0.4), ("black hair", 1.0),
        ("red hair", 0.5), ("lipstick", 0.3), ("bushy eyebrows", 1.0),
    ]  # fmt: skip
    for value, strength in turns:
        recipe = fold(recipe, action("edit_face", set=by_slot([value]), strength={value: strength}))
    held = {"lipstick": 0.3, "no smiling": 0.7, "big eyes": 0.4, "red hair": 0.5, "bushy eyebrows": 1.0}
    assert np.array_equal(await shown(runner, recipe), edited(portrait(), wanting(*held, strength=held)).pixels)
    for value in held:
        recipe = fold(recipe, action("edit_face", unset=by_slot([value])))
    assert np.array_equal(await shown(runner, recipe), portrait())
