"""A GPU server with its models renders every pipeline of the catalogue that makes a picture, end to end."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

import asyncio
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image
from rig import accelerator, shelf

from core.catalogue import CATALOGUE, action
from core.pipeline import Kind, Modality
from core.recipe import RENDERED, Drawing, Recipe, Upload
from core.scene.reader import read_scene
from gpuserver.cache import RenderCache
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.config import ChosenModel, DiffusionConfig
from gpuserver.engines.diffusion.engine import Diffusion
from gpuserver.engines.diffusion.family import Ability
from gpuserver.engines.diffusion.generation import Mask
from gpuserver.engines.diffusion.loading import family_of
from gpuserver.engines.diffusion.studio import Studio
from gpuserver.engines.loaded import Engines
from gpuserver.engines.registry import default_engines
from gpuserver.events import ImageEvent
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.runner import Order, Runner

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2

TEAMS = {"every ability": ("klein", "sdxl", "swin2sr"), "8 GB": ("sdxl", "pix2pix", "swin2sr")}
WIDTH, HEIGHT = 64, 32
"""Of the photo and of the drawing: what the tiny models make without changing it."""
EDITS = {
    one.pipeline: one
    for one in (
        action("edit", instruction="make it night"),
        action("add_object", object="hat", place="on the ball"),
        action("remove_object", object="ball"),
        action("replace_object", object="ball", **{"with": "dog"}),
        action("recolor_object", object="ball", color="blue"),
        action("change_attribute", object="ball", attribute="made of glass"),
        action("change_background", background="beach"),
        action("style_transfer", style="watercolor"),
        action("edit_face", set={"expression": ["smiling"]}),
        action("remove_background"),
        action("blur_background"),
        action("adjust_brightness", percent=30),
        action("adjust_contrast", percent=30),
        action("adjust_color", color="red"),
        action("rotate", degrees=90),
        action("flip", direction="horizontal"),
        action("crop", aspect="1:1"),
        action("upscale", factor=2),
        action("outpaint", direction="right"),
        action("vary"),
        action("restore"),
        action("colorize"),
        action("sketch_to_image", prompt="a ball"),
    )
}
SIZES = {"rotate": (32, 64), "crop": (32, 32), "upscale": (128, 64), "outpaint": (80, 32)}
"""Width and height of what does not keep them."""


class RedThings:
    """Finds what is red, whatever it is called."""

    name = "red things"

    def find(self, pixels: Pixels, words: str) -> Mask:
        r, g, b = (pixels[..., at].astype(int) for at in range(3))
        return ((r > 150) & (g < 110) & (b < 110)).astype(np.float32)


def photo() -> Pixels:
    """A red ball left of the middle of a meadow that is darker above."""
    ramp = np.linspace(90, 170, HEIGHT, dtype=np.float32)[:, None, None]
    picture = np.broadcast_to(ramp * np.array([0.6, 1.0, 0.7], np.float32), (HEIGHT, WIDTH, 3)).astype(np.uint8).copy()
    cv2.circle(picture, (24, 16), 9, (220, 40, 40), -1)
    return picture


def png(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


@contextmanager
def serving(*models: ChosenModel) -> Iterator[Diffusion]:
    with shelf(*models) as held:
        run = accelerator(held)
        run.start()
        try:
            yield Diffusion(Studio(DiffusionConfig(models, "cpu"), run, held), RedThings())
        finally:
            run.close()


@pytest.fixture(scope="module")
def teams(request: pytest.FixtureRequest) -> Iterator[dict[str, Engines]]:
    """Diffusion before the engines that every server has."""
    plain = default_engines()
    with ExitStack() as stack:
        found = {
            team: stack.enter_context(serving(*(request.getfixturevalue(name) for name in names)))
            for team, names in TEAMS.items()
        }
        yield {
            team: replace(plain, drawers=(one, *plain.drawers), editors=(one, *plain.editors))
            for team, one in found.items()
        }


async def rendered(engines: Engines, recipe: Recipe, source: Pixels | None = None) -> Pixels:
    """What the server answers with."""
    runner = Runner(engines, size=WIDTH, seconds=60, cache=RenderCache(0), metrics=Metrics())
    order = Order(recipe, None if source is None else png(source), format="png")
    runner.check(order)
    job = Job(lambda _: None)
    await asyncio.to_thread(runner.render, order, job)
    await asyncio.sleep(0)
    events = [job.events.get_nowait() for _ in range(job.events.qsize())]
    made = next(event for event in events if isinstance(event, ImageEvent))
    return np.asarray(Image.open(io.BytesIO(made.data)))


def test_the_edits_here_are_all_that_the_catalogue_has() -> None:
    drawn = {one.id for one in CATALOGUE.values() if one.answers is Modality.IMAGE}
    told = {one.id for one in CATALOGUE.values() if one.kind in {Kind.FIND, Kind.HISTORY}}
    assert set(EDITS) == RENDERED == drawn - told - {"generate"}
    assert len(EDITS) + 1 == 24


def test_the_models_have_every_ability_between_them(request: pytest.FixtureRequest) -> None:
    families = [family_of(request.getfixturevalue(name)) for name in TEAMS["every ability"]]
    assert frozenset[Ability]().union(*(one.abilities for one in families)) == frozenset(Ability)


@pytest.mark.parametrize(("team", "pipeline"), [(team, name) for team in TEAMS for name in EDITS])
async def test_a_photo_is_changed_by_every_pipeline(team: str, pipeline: str, teams: dict[str, Engines]) -> None:
    source = photo()
    made = await rendered(teams[team], Recipe(source=Upload(digest=""), edits=(EDITS[pipeline],)), source)
    width, height = SIZES.get(pipeline, (WIDTH, HEIGHT))
    assert made.shape == (height, width, 4 if pipeline == "remove_background" else 3)
    assert made.shape != source.shape or not np.array_equal(made, source)


@pytest.mark.parametrize("pipeline", ["generate", *EDITS])
async def test_a_drawing_is_made_and_changed_by_every_pipeline(pipeline: str, teams: dict[str, Engines]) -> None:
    words = "a red ball on grass"
    plain = Recipe(source=Drawing(prompt=words, scene=read_scene(words), seed=5, aspect="2:1"))
    before = await rendered(teams["every ability"], plain)
    assert before.shape == (HEIGHT, WIDTH, 3)
    if pipeline == "generate":
        other = plain.model_copy(update={"source": plain.source.model_copy(update={"seed": 6})})
        assert not np.array_equal(before, await rendered(teams["every ability"], other))
        return
    made = await rendered(teams["every ability"], plain.model_copy(update={"edits": (EDITS[pipeline],)}))
    width, height = SIZES.get(pipeline, (WIDTH, HEIGHT))
    assert made.shape[:2] == (height, width)
    assert made.shape != before.shape or not np.array_equal(made, before)
