"""The photo engine: real edits, lossless where they can be, honest where they cannot."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from photo_cases import photo
from PIL import Image

from core.catalogue import COLORS, action
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import RENDERED, Recipe, Upload, fold, plan
from core.scene.model import SCENE_PIPELINES
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.tone import curve

ENGINE = Photo(Illustrator().backdrop)


def edit(pixels: Pixels, *asked: Action) -> Pixels:
    recipe = Recipe(source=Upload(digest="x"))
    for one in asked:
        recipe = fold(recipe, one)
    return ENGINE.edit(Picture(pixels), plan(recipe).steps, Unwatched()).pixels


def test_it_serves_every_photo_pipeline_that_needs_no_model() -> None:
    missing = RENDERED - SCENE_PIPELINES - ENGINE.pipelines
    assert missing == {"vary", "sketch_to_image"}  # colorize estimates tones without one


def test_of_the_changes_of_a_scene_it_makes_those_that_need_nothing_new_in_the_photo() -> None:
    # things are found by colour, place and contrast; what is not in the photo yet needs a model
    made = {"remove_object", "recolor_object", "change_background", "style_transfer", "edit"}
    assert ENGINE.pipelines & SCENE_PIPELINES == made


@pytest.mark.parametrize(("percent", "sign"), [(20, 1), (60, 1), (-20, -1), (-60, -1)])
def test_brightness_moves_the_mean_the_way_asked(percent: int, sign: int) -> None:
    before = photo()
    assert sign * (edit(before, action("adjust_brightness", percent=percent)).mean() - before.mean()) > 4


@pytest.mark.parametrize("brightness", [-100, -30, 0, 30, 100])
@pytest.mark.parametrize("contrast", [-100, -30, 0, 30, 100])
def test_the_tone_curve_never_turns_back(brightness: int, contrast: int) -> None:
    assert bool((np.diff(curve(brightness, contrast).astype(int)) >= 0).all())


def test_brightness_burns_no_highlight() -> None:
    assert curve(20, 0)[240] < 252
    assert curve(20, 0)[0] == 0


def test_contrast_widens_and_narrows_the_range() -> None:
    before = photo()
    more, less = (edit(before, action("adjust_contrast", percent=percent)).std() for percent in (40, -40))
    assert more > before.std() > less


def test_twenty_and_ten_are_one_thirty() -> None:
    twice = edit(photo(), action("adjust_brightness", percent=20), action("adjust_brightness", percent=10))
    assert np.array_equal(twice, edit(photo(), action("adjust_brightness", percent=30)))


@pytest.mark.parametrize("color", COLORS)
def test_a_tint_draws_the_picture_towards_its_colour(color: str) -> None:
    out = edit(photo(), action("adjust_color", color=color, intensity=0.9))
    assert not np.array_equal(out, photo())


def test_quarter_turns_and_mirrors_lose_nothing() -> None:
    before = photo()
    quarter = edit(before, action("rotate", degrees=90))
    assert quarter.shape == (240, 160, 3)
    assert np.array_equal(quarter, np.rot90(before))
    assert np.array_equal(edit(before, *[action("rotate", degrees=90)] * 4), before)
    assert np.array_equal(edit(before, *[action("flip", direction="horizontal")] * 2), before)
    assert np.array_equal(edit(before, action("flip", direction="vertical")), before[::-1])


def test_an_odd_turn_grows_the_frame_and_keeps_everything() -> None:
    out = edit(photo(), action("rotate", degrees=30))
    assert out.shape == (259, 288, 4)
    assert out[0, 0, 3] == 0
    assert out[out.shape[0] // 2, out.shape[1] // 2, 3] == 255
    assert abs(int((out[..., 3] > 127).sum()) - 240 * 160) < 700


@pytest.mark.parametrize(
    ("aspect", "shape"), [("1:1", (160, 160)), ("16:9", (135, 240)), ("9:16", (160, 90)), ("3:2", (160, 240))]
)
def test_crops_have_the_ratio_and_keep_the_subject(aspect: str, shape: tuple[int, int]) -> None:
    out = edit(photo(), action("crop", aspect=aspect))
    assert out.shape[:2] == shape
    assert (out[..., 0].astype(int) - out[..., 1] > 90).mean() > 0.08


@pytest.mark.parametrize(
    ("direction", "shape"), [("left", (160, 300)), ("right", (160, 300)), ("up", (200, 240)), ("all", (240, 360))]
)
def test_outpainting_keeps_the_photo_and_adds_around_it(direction: str, shape: tuple[int, int]) -> None:
    before = photo()
    out = edit(before, action("outpaint", direction=direction))
    assert out.shape[:2] == shape
    left = 60 if direction in {"left", "all"} else 0
    top = 40 if direction in {"up", "all"} else 0
    inner = out[top : top + 160, left : left + 240]
    assert np.abs(inner.astype(int) - before).mean() < 1


def test_upscaling_doubles_and_sharpens() -> None:
    assert edit(photo(), action("upscale")).shape == (320, 480, 3)
    assert edit(photo(), action("upscale", factor=3)).shape == (480, 720, 3)


def test_what_is_enlarged_is_nearer_to_the_photo_than_lanczos_makes_it_and_has_no_halos() -> None:
    large = np.full((240, 320, 3), (200, 190, 170), np.uint8)
    for x in range(0, 320, 36):
        cv2.line(large, (x, 0), (x - 70, 240), (40, 50, 90), 6, cv2.LINE_AA)
    cv2.putText(large, "Rue 12", (30, 150), cv2.FONT_HERSHEY_SIMPLEX, 2.2, (120, 20, 30), 6, cv2.LINE_AA)
    small = np.asarray(cv2.resize(large, (160, 120), interpolation=cv2.INTER_AREA), np.uint8)
    lanczos = np.array(Image.fromarray(small).resize((320, 240), Image.Resampling.LANCZOS))
    ours = edit(small, action("upscale", factor=2))
    away, usual = (np.sqrt(np.mean((one.astype(float) - large) ** 2)) for one in (ours, lanczos))
    assert away < 0.94 * usual
    assert ours.astype(int).max() <= 206
    assert ours.astype(int).min() >= small.min() - 7


def test_a_result_that_is_too_large_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        edit(np.zeros((5000, 5000, 3), np.uint8), action("upscale", factor=4))
    assert caught.value.problem.code is Code.TOO_LARGE_TO_RENDER


def test_the_background_is_cut_away_round_the_subject() -> None:
    out = edit(photo(), action("remove_background"))
    assert out.shape[2] == 4
    assert out[83, 120, 3] == 255
    assert out[5, 5, 3] == 0
    share = (out[..., 3] > 127).mean()
    assert share == pytest.approx(np.pi * 0.17 * 0.32, abs=0.03)


def test_no_subject_is_said_rather_than_cut_at_random() -> None:
    with pytest.raises(ProblemError) as caught:
        edit(np.full((120, 120, 3), 128, np.uint8), action("remove_background"))
    assert caught.value.problem.code is Code.NO_SUBJECT


def test_blurring_the_background_leaves_the_subject_sharp() -> None:
    before, out = photo(), edit(photo(), action("blur_background"))
    assert out[:40].std() < before[:40].std()
    assert np.abs(out[70:100, 110:130].astype(int) - before[70:100, 110:130]).mean() < 2


@pytest.mark.parametrize("words", ["white", "白色", "the beach", "森林", "plain blue"])
def test_the_background_can_be_another(words: str) -> None:
    before, out = photo(), edit(photo(), action("change_background", background=words))
    assert out.shape == before.shape
    assert np.abs(out[:20].astype(int) - before[:20]).mean() > 10
    # the subject stays, in the new background's light: moved by at most 5 of L and 8 of a and b
    assert np.abs(out[70:100, 110:130].astype(int) - before[70:100, 110:130]).mean() < 20


@pytest.mark.parametrize(
    "asked", [action("change_background", background="a quantum foam"), action("style_transfer", style="dadaist")]
)
def test_what_it_has_no_picture_of_is_named(asked: Action) -> None:
    with pytest.raises(ProblemError) as caught:
        edit(photo(), asked)
    assert caught.value.problem.code is Code.CANNOT_DRAW
    assert caught.value.problem.facts["words"] in {"a quantum foam", "dadaist"}


def test_restoring_smooths_grain_and_fills_a_scratch() -> None:
    grain = np.random.default_rng(5).normal(0, 8, photo().shape)
    scratched = np.clip(photo() + grain, 0, 255).astype(np.uint8)
    scratched[20:140, 60:62] = 255
    out = edit(scratched, action("restore"))
    before, after = (np.diff(one[:20].astype(int), axis=1).std() / one.std() for one in (scratched, out))
    assert after < 0.5 * before
    assert out[60:100, 60:62].mean() < 215


def test_the_same_edit_gives_the_same_bytes() -> None:
    asked = (
        action("remove_background"),
        action("style_transfer", style="watercolor"),
        action("adjust_contrast", percent=10),
    )
    assert np.array_equal(edit(photo(), *asked), edit(photo(), *asked))


@pytest.mark.parametrize("size", [(100, 100), (900, 20), (20, 900), (8, 8)])
@pytest.mark.parametrize(
    "asked",
    [
        action("colorize"), action("restore"), action("remove_object", object="the red thing"),
        action("recolor_object", object="the spoon", color="gold"), action("change_background", background="the beach"),
        action("change_background", background="studio"), action("edit", instruction='write "Hello" at the top'),
    ],
)  # fmt: skip
def test_tiny_and_narrow_photos_are_edited_or_refused_with_a_sentence(size: tuple[int, int], asked: Action) -> None:
    width, height = size
    before = photo(max(width, 12), max(height, 12))[:height, :width]
    if asked.pipeline == "colorize":
        before = np.repeat(before[..., :1], 3, axis=2)
    try:
        shape, said = edit(before, asked).shape, ""
    except ProblemError as refused:
        shape, said = before.shape, refused.problem.detail
    assert shape == before.shape
    assert not said or len(said) > 20
