"""Recipes: edits merge, always the same way, and equal pictures have equal hashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recipe_cases import DRAWING, EDITS, GEOMETRY, PHOTO, SMALL_TONES, SOURCES, TONES

from core.catalogue import action
from core.pipeline import Action, ActionError
from core.recipe import Recipe, Upload, content_hash, derived_seed, drop, fold, plan


def folded(recipe: Recipe, *edits: Action) -> Recipe:
    for edit in edits:
        recipe = fold(recipe, edit)
    return recipe


def brighter(percent: float) -> Action:
    return action("adjust_brightness", percent=percent)


def turned(degrees: float) -> Action:
    return action("rotate", degrees=degrees)


def test_twenty_and_ten_are_thirty() -> None:
    assert folded(PHOTO, brighter(20), brighter(10)) == folded(PHOTO, brighter(30))


@given(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from(["adjust_brightness", "adjust_contrast"]))
def test_tones_sum(one: int, two: int, name: str) -> None:
    both = folded(PHOTO, action(name, percent=one), action(name, percent=two))
    assert both.edits == ((action(name, percent=one + two),) if one + two else ())


@given(st.lists(st.integers(0, 360), max_size=6))
def test_turns_sum_to_a_full_circle(angles: list[int]) -> None:
    recipe = folded(PHOTO, *map(turned, angles))
    total = sum(angles) % 360
    assert recipe.edits == ((turned(total),) if total else ())


def test_two_flips_cancel() -> None:
    flip = action("flip", direction="horizontal")
    assert folded(PHOTO, flip, flip) == PHOTO
    assert len(folded(PHOTO, flip, action("flip", direction="vertical")).edits) == 2


@given(
    SOURCES, st.lists(SMALL_TONES, max_size=5).flatmap(lambda tones: st.tuples(st.just(tones), st.permutations(tones)))
)
def test_the_order_of_tones_does_not_matter(recipe: Recipe, orders: tuple[list[Action], list[Action]]) -> None:
    """Within the bounds of ±100, where sums stop; of tints the last one counts."""
    first, second = orders
    colors = [edit for edit in first if edit.pipeline == "adjust_color"][-1:]
    again = [edit for edit in second if edit.pipeline != "adjust_color"] + colors
    assert content_hash(folded(recipe, *first)) == content_hash(folded(recipe, *again))


@given(SOURCES, TONES, GEOMETRY)
def test_tone_commutes_with_geometry(recipe: Recipe, tone: Action, shape: Action) -> None:
    assert content_hash(folded(recipe, tone, shape)) == content_hash(folded(recipe, shape, tone))


def test_geometry_keeps_its_order() -> None:
    flip = action("flip", direction="horizontal")
    assert content_hash(folded(PHOTO, turned(90), flip)) != content_hash(folded(PHOTO, flip, turned(90)))


@given(SOURCES, st.lists(EDITS, max_size=8))
def test_equal_hashes_mean_equal_plans(recipe: Recipe, edits: list[Action]) -> None:
    one, other = folded(recipe, *edits), folded(recipe, *edits[::-1])
    assert (content_hash(one) == content_hash(other)) == (plan(one) == plan(other))


@given(SOURCES, st.lists(EDITS, min_size=1, max_size=8), st.data())
def test_dropping_removes_one_edit_and_no_other_kind(recipe: Recipe, edits: list[Action], data: st.DataObject) -> None:
    whole = folded(recipe, *edits)
    if not whole.edits:
        return
    index = data.draw(st.integers(0, len(whole.edits) - 1))
    less = drop(whole, index)
    assert len(less.edits) < len(whole.edits)
    assert less.source == whole.source
    assert {edit.pipeline for edit in less.edits} <= {edit.pipeline for edit in whole.edits}


def test_dropping_an_edit_that_is_not_there_is_an_error() -> None:
    with pytest.raises(IndexError):
        drop(PHOTO, 0)


@given(SOURCES, st.lists(EDITS, max_size=8))
def test_what_was_folded_stays_when_folded_again(recipe: Recipe, edits: list[Action]) -> None:
    whole = folded(recipe, *edits)
    assert len(whole.edits) <= len(edits)
    assert Recipe.model_validate_json(whole.model_dump_json()) == whole


def test_the_last_background_and_style_win() -> None:
    recipe = folded(
        PHOTO, action("change_background", background="beach"), action("blur_background"),
        action("style_transfer", style="anime"), action("style_transfer", style="watercolor"),
    )  # fmt: skip
    assert [edit.pipeline for edit in recipe.edits] == ["blur_background", "style_transfer"]
    assert recipe.edits[1].text("style") == "watercolor"


def test_taking_out_what_was_put_in_leaves_nothing() -> None:
    hat, red = action("add_object", object="a hat"), action("recolor_object", object="hat", color="red")
    assert folded(DRAWING, hat, red, action("remove_object", object="the hat")) == DRAWING
    beach = action("change_background", background="beach")
    assert folded(DRAWING, beach, action("remove_object", object="beach")) == DRAWING
    assert folded(DRAWING, action("edit", instruction="rain"), action("remove_object", object="the rain")) == DRAWING


def test_only_edits_can_be_folded() -> None:
    with pytest.raises(ActionError):
        fold(PHOTO, action("undo"))


def test_variations_change_the_seed_and_nothing_else() -> None:
    varied = plan(fold(DRAWING, action("vary"))).source
    drawn = plan(DRAWING).source
    assert not isinstance(varied, Upload)
    assert not isinstance(drawn, Upload)
    assert varied.seed == derived_seed(drawn.seed, 1) != drawn.seed
    assert varied.scene == drawn.scene


def test_a_photo_has_no_seed_so_its_variation_is_a_step() -> None:
    recipe = fold(fold(fold(PHOTO, action("style_transfer", style="oil")), action("vary")), action("vary"))
    assert [(step.pipeline, step.params) for step in plan(recipe).steps] == [
        ("vary", {"count": 2}),
        ("style_transfer", {"style": "oil"}),
    ]
