"""The engine over tiny models of every family: each pipeline makes a picture, with the passes, seeds and sizes it should."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

from collections.abc import Iterator
from contextlib import ExitStack

import cv2
import diffusers.pipelines.qwenimage.pipeline_qwenimage_edit_plus as qwen_edit_module
import numpy as np
from rig import Diary, opened, psnr

from core.catalogue import CATALOGUE, action
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Drawing
from core.scene.reader import read_scene
from gpuserver.engines.base import Cancelled, Picture, Pixels, Sampling, Unwatched
from gpuserver.engines.diffusion.config import ChosenModel, DiffusionConfig
from gpuserver.engines.diffusion.engine import Diffusion
from gpuserver.engines.diffusion.family import Ability
from gpuserver.engines.diffusion.generation import Mask
from gpuserver.metrics import Metrics

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2

TEAMS = {
    "sdxl with masks": ("sdxl",),
    "klein": ("klein",),
    "z-image and specialists": ("z_image", "pix2pix", "swin2sr"),
    "qwen-edit": ("qwen_edit",),
}
ACTIONS = {
    "edit": action("edit", instruction="make it night"),
    "add_object": action("add_object", object="hat", place="on the ball"),
    "remove_object": action("remove_object", object="ball"),
    "replace_object": action("replace_object", object="ball", **{"with": "dog"}),
    "recolor_object": action("recolor_object", object="ball", color="blue"),
    "change_attribute": action("change_attribute", object="ball", attribute="made of glass"),
    "change_background": action("change_background", background="beach"),
    "style_transfer": action("style_transfer", style="watercolor"),
    "edit_face": action("edit_face", set={"expression": ["smiling"]}),
    "restore": action("restore"),
    "colorize": action("colorize"),
    "sketch_to_image": action("sketch_to_image", prompt="a ball"),
    "outpaint": action("outpaint", direction="right"),
    "upscale": action("upscale", factor=2),
    "vary": action("vary"),
}


class RedThings:
    """Finds what is red, whatever it is called, and nothing for unicorns."""

    def find(self, pixels: Pixels, words: str) -> Mask:
        r, g, b = (pixels[..., at].astype(int) for at in range(3))
        found = (r > 150) & (g < 110) & (b < 110) & ("unicorn" not in words)
        return found.astype(np.float32)


def photo(width: int = 64, height: int = 64) -> Pixels:
    """A red ball on soft grass."""
    ramp = np.linspace(90, 170, height, dtype=np.float32)[:, None, None]
    picture = np.broadcast_to(ramp * np.float32([0.6, 1.0, 0.7]), (height, width, 3)).astype(np.uint8).copy()
    cv2.circle(picture, (width // 2, height // 2), min(width, height) // 5, (220, 40, 40), -1)
    return picture


@pytest.fixture(scope="module")
def engines(request: pytest.FixtureRequest) -> Iterator[dict[str, Diffusion]]:
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(qwen_edit_module, "VAE_IMAGE_SIZE", 64 * 64)  # else it looks at a megapixel
        patch.setattr(qwen_edit_module, "CONDITION_IMAGE_SIZE", 64 * 64)
        yield {
            team: stack.enter_context(
                opened(
                    DiffusionConfig(tuple(request.getfixturevalue(name) for name in names), "cpu"),
                    Metrics(),
                    RedThings() if "masks" in team else None,
                )
            )
            for team, names in TEAMS.items()
        }


def edited(engine: Diffusion, *steps: Action, source: Pixels | None = None) -> Pixels:
    return engine.edit(Picture(photo() if source is None else source), steps, Unwatched()).pixels


def counted(chosen: ChosenModel, *edits: tuple[Action, ...]) -> float:
    """Generations that `edits` of one photo took, in turn."""
    metrics = Metrics()
    with opened(DiffusionConfig((chosen,), "cpu"), metrics) as engine:
        for steps in edits:
            edited(engine, *steps)
    return metrics.gpu_requests.labels("done")._value.get()


def drawing(words: str, seed: int = 1, aspect: str = "1:1") -> Drawing:
    return Drawing(prompt=words, scene=read_scene(words), seed=seed, aspect=aspect)


SERVED = {
    "sdxl with masks": set(ACTIONS) - {"edit_face"},
    "klein": set(ACTIONS),
    "z-image and specialists": set(ACTIONS),
    "qwen-edit": set(ACTIONS) - {"outpaint", "upscale", "vary"},
}


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_of_models_serves_what_its_abilities_allow(team: str, engines: dict[str, Diffusion]) -> None:
    assert engines[team].pipelines == SERVED[team]
    assert engines[team].pipelines <= set(CATALOGUE)


@pytest.mark.parametrize(("team", "pipeline"), [(team, name) for team in TEAMS for name in sorted(SERVED[team])])
def test_every_pipeline_makes_a_picture(team: str, pipeline: str, engines: dict[str, Diffusion]) -> None:
    source = photo()
    made = edited(engines[team], ACTIONS[pipeline], source=source)
    sides = {"outpaint": (64, 80), "upscale": (128, 128)}.get(pipeline, (64, 64))
    assert made.shape == (*sides, 3)
    assert made.dtype == np.uint8
    assert psnr(made[-64:, -64:], source) < 45


@pytest.mark.parametrize("team", [team for team in TEAMS if team != "qwen-edit"])
def test_a_scene_is_drawn_and_its_seed_decides_the_picture(team: str, engines: dict[str, Diffusion]) -> None:
    one, again, other = (
        engines[team].draw(drawing("a cat on a beach", seed), 64, Unwatched()).pixels for seed in (1, 1, 2)
    )
    assert one.shape == (64, 64, 3)
    assert np.array_equal(one, again)
    assert psnr(one, other) < 40


@pytest.mark.parametrize("how", [Sampling(steps=2), Sampling(guidance=1.0), Sampling(guidance=9.0)])
def test_steps_and_guidance_can_be_asked_for(how: Sampling, engines: dict[str, Diffusion]) -> None:
    engine = engines["sdxl with masks"]
    asked = engine.sampled(how)
    words, edit = drawing("a cat on a beach"), [ACTIONS["edit"]]
    pictures = [one.draw(words, 64, Unwatched()).pixels for one in (engine, asked, asked, engine)]
    assert np.array_equal(pictures[0], pictures[3])
    assert np.array_equal(pictures[1], pictures[2])
    assert not np.array_equal(pictures[0], pictures[1])
    edited = [one.edit(Picture(photo()), edit, Unwatched()).pixels for one in (engine, asked)]
    assert not np.array_equal(*edited)


def test_a_distilled_model_has_its_guidance_built_in(engines: dict[str, Diffusion]) -> None:
    engine, words = engines["klein"], drawing("a cat on a beach")
    pictures = [one.draw(words, 64, Unwatched()).pixels for one in (engine, engine.sampled(Sampling(guidance=9.0)))]
    assert np.array_equal(*pictures)


def test_a_model_without_drawing_says_what_is_needed(engines: dict[str, Diffusion]) -> None:
    assert not engines["qwen-edit"].draws
    with pytest.raises(ProblemError) as refused:
        engines["qwen-edit"].draw(drawing("a cat"), 64, Unwatched())
    assert refused.value.problem.code is Code.CANNOT_DO


def test_nothing_is_drawn_larger_than_the_model_was_trained_for(engines: dict[str, Diffusion]) -> None:
    made = engines["klein"].draw(drawing("a cat", aspect="2:1"), 4096, Unwatched()).pixels
    assert made.shape[0] * made.shape[1] <= 64 * 64
    assert made.shape[1] >= 2 * made.shape[0]


def test_a_drawing_smaller_than_the_model_draws_is_made_smaller(engines: dict[str, Diffusion]) -> None:
    made = engines["klein"].draw(drawing("a cat"), 24, Unwatched()).pixels
    assert made.shape == (24, 24, 3)


def test_words_that_a_model_cannot_read_are_told(engines: dict[str, Diffusion]) -> None:
    words = drawing("一只猫，魑魅魍魉风格")
    assert "魑魅魍魉" in "".join(engines["sdxl with masks"].draw(words, 64, Unwatched()).undrawn)
    assert not engines["z-image and specialists"].draw(words, 64, Unwatched()).undrawn


# Recipes.


def test_a_merged_recipe_is_one_generation_from_the_photo(klein: ChosenModel) -> None:
    steps = (ACTIONS["remove_object"], ACTIONS["change_background"], ACTIONS["style_transfer"])
    assert counted(klein, steps) == 1


def test_steps_that_cannot_be_merged_are_made_once(pix2pix: ChosenModel) -> None:
    first, second, third = ACTIONS["remove_object"], ACTIONS["edit"], ACTIONS["style_transfer"]
    assert counted(pix2pix, (first, second), (first, second, third)) == 3


def test_a_variation_of_an_edit_is_the_same_edit_with_another_seed(
    engines: dict[str, Diffusion], klein: ChosenModel
) -> None:
    plain, varied = (
        edited(engines["klein"], ACTIONS["edit"]),
        edited(engines["klein"], ACTIONS["vary"], ACTIONS["edit"]),
    )
    assert psnr(plain, varied) < 40
    assert counted(klein, (ACTIONS["vary"], ACTIONS["edit"])) == 1


def test_a_seed_decides_what_an_edit_makes(engines: dict[str, Diffusion]) -> None:
    one, again, other = (
        engines["klein"].edit(Picture(photo(), seed=seed), [ACTIONS["edit"]], Unwatched()).pixels for seed in (1, 1, 2)
    )
    assert np.array_equal(one, again)
    assert psnr(one, other) < 40


# Masks.


@pytest.mark.parametrize("pipeline", ["remove_object", "replace_object", "recolor_object", "change_attribute"])
def test_what_is_not_named_stays_bit_for_bit(pipeline: str, engines: dict[str, Diffusion]) -> None:
    source = photo(256, 192)
    made = edited(engines["sdxl with masks"], ACTIONS[pipeline], source=source)
    changed = (made != source).any(axis=2)
    assert made.shape == source.shape
    assert changed[96, 128]
    assert not changed[:, :70].any()
    assert not changed[:40].any()


def test_extending_keeps_every_old_pixel(engines: dict[str, Diffusion]) -> None:
    source = photo()
    for direction, rows, columns in (
        ("left", (0, 64), (16, 80)),
        ("down", (0, 64), (0, 64)),
        ("all", (16, 80), (16, 80)),
    ):
        made = edited(engines["klein"], action("outpaint", direction=direction), source=source)
        assert np.array_equal(made[slice(*rows), slice(*columns)], source)


def test_a_mask_is_looked_at_before_it_is_filled(engines: dict[str, Diffusion]) -> None:
    diary = Diary()
    source = photo(80, 80)
    engines["sdxl with masks"].edit(Picture(source), [ACTIONS["remove_object"]], diary)
    differs = (diary.looks[0] != source).any(axis=2)
    assert differs[32, 32]
    assert not differs[:10].any()


def test_a_mask_of_ones_own_is_filled(engines: dict[str, Diffusion]) -> None:
    mask = np.zeros((64, 64), np.float32)
    mask[:, :20] = 1
    source = photo()
    made = engines["z-image and specialists"].fill(Picture(source), mask, "a tree", Unwatched()).pixels
    assert (made[:, :18] != source[:, :18]).any()
    assert np.array_equal(made[:, 20:], source[:, 20:])


def test_a_thing_that_is_not_there_is_a_clear_problem(engines: dict[str, Diffusion]) -> None:
    with pytest.raises(ProblemError) as refused:
        edited(engines["sdxl with masks"], action("remove_object", object="unicorn"))
    assert refused.value.problem.code is Code.NOT_IN_PHOTO


# Pictures.


@pytest.mark.parametrize("team", ["klein", "qwen-edit"])
def test_several_pictures_are_combined(team: str, engines: dict[str, Diffusion]) -> None:
    pictures = [Picture(photo()), Picture(photo(96, 64)[:, ::-1])]
    both = engines[team].combine(pictures, "the ball of one beside the other", Unwatched()).pixels
    one = engines[team].combine(pictures[:1], "the ball of one beside the other", Unwatched()).pixels
    assert both.shape == (64, 64, 3)
    assert not np.array_equal(both, one)


def test_more_pictures_than_a_model_takes_are_refused(engines: dict[str, Diffusion]) -> None:
    with pytest.raises(ProblemError, match="at most 4"):
        engines["klein"].combine([Picture(photo())] * 5, "all of them", Unwatched())


def test_colours_come_from_the_model_and_lightness_from_the_photo(engines: dict[str, Diffusion]) -> None:
    gray = np.repeat(cv2.cvtColor(photo(), cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    made = edited(engines["klein"], ACTIONS["colorize"], source=gray)
    light = [cv2.cvtColor(one, cv2.COLOR_RGB2LAB)[..., 0].astype(int) for one in (gray, made)]
    assert np.median(np.abs(light[0] - light[1])) <= 2
    assert np.ptp(made.astype(int), axis=2).max() > 5


def test_a_sketch_is_followed(engines: dict[str, Diffusion]) -> None:
    paper = np.full((64, 64, 3), 250, np.uint8)
    circle, cross = paper.copy(), paper.copy()
    cv2.circle(circle, (32, 32), 20, (20, 20, 20), 2)
    cv2.line(cross, (5, 5), (60, 60), (20, 20, 20), 2)
    made = [edited(engines["sdxl with masks"], ACTIONS["sketch_to_image"], source=one) for one in (circle, cross)]
    assert not np.array_equal(*made)


def test_a_transparent_picture_is_edited_on_white(engines: dict[str, Diffusion]) -> None:
    clear = np.dstack([photo(), np.zeros((64, 64), np.uint8)])
    white = np.full((64, 64, 3), 255, np.uint8)
    assert np.array_equal(
        edited(engines["klein"], ACTIONS["edit"], source=clear), edited(engines["klein"], ACTIONS["edit"], source=white)
    )


@pytest.mark.parametrize("team", ["z-image and specialists", "klein"])
def test_enlarging_gives_exactly_the_factor(team: str, engines: dict[str, Diffusion]) -> None:
    made = edited(engines[team], action("upscale", factor=1.5), source=photo(80, 48))
    assert made.shape == (72, 120, 3)


def test_too_large_a_picture_is_refused_before_any_work(engines: dict[str, Diffusion]) -> None:
    with pytest.raises(ProblemError) as refused:
        edited(engines["klein"], action("upscale", factor=4), source=np.zeros((3000, 3000, 3), np.uint8))
    assert refused.value.problem.code is Code.TOO_LARGE_TO_RENDER


# Watching.


class Impatient(Diary):
    """Gives up once something is done."""

    def progress(self, fraction: float) -> None:
        super().progress(fraction)
        if fraction > 0:
            raise Cancelled


@pytest.mark.parametrize("team", ["klein", "z-image and specialists", "qwen-edit"])
def test_a_cancelled_edit_ends_and_the_engine_goes_on(team: str, engines: dict[str, Diffusion]) -> None:
    with pytest.raises(Cancelled):
        engines[team].edit(Picture(photo(72, 64)), [ACTIONS["edit"]], Impatient())
    assert edited(engines[team], ACTIONS["edit"], source=photo(72, 64)).shape[2] == 3


def test_progress_of_several_passes_rises_over_all_of_them(engines: dict[str, Diffusion]) -> None:
    diary = Diary()
    engines["z-image and specialists"].edit(Picture(photo(64, 72)), [ACTIONS["edit"], ACTIONS["style_transfer"]], diary)
    assert diary.fractions == sorted(diary.fractions)
    assert diary.fractions[-1] > 0.5
    assert diary.looks


# Configuration.


def test_a_task_can_be_given_to_another_model(klein: ChosenModel, z_image: ChosenModel) -> None:
    config = DiffusionConfig((klein, z_image), "cpu", tasks={Ability.DRAW: "z-image"})
    with opened(config, Metrics()) as chosen, opened(DiffusionConfig((z_image,), "cpu"), Metrics()) as only:
        pictures = [one.draw(drawing("a cat"), 64, Unwatched()).pixels for one in (chosen, only)]
    assert np.array_equal(*pictures)


def test_a_task_for_a_model_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no model is named flux"):
        DiffusionConfig(tasks={Ability.DRAW: "flux"})


def test_a_warm_engine_has_its_models_ready(klein: ChosenModel) -> None:
    metrics = Metrics()
    with opened(DiffusionConfig((klein,), "cpu", warm=True), metrics):
        pass  # the accelerator counts behind the answer, and has counted when it is closed
    assert metrics.gpu_requests.labels("done")._value.get() == 1
