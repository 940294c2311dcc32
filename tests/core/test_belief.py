"""The belief: what excludes what, and that it follows from the recipe alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from recipe_cases import DRAWING, FACES, PHOTO, SCENE_EDITS, SOURCES

from core.belief import belief_of
from core.catalogue import action
from core.face import FACE_SLOTS, SINGLE_VALUED, FaceState, excluded_by, set_value, unset_value
from core.pipeline import Action
from core.recipe import Recipe, fold

Pair = tuple[str, str]


def state_of(pairs: list[Pair]) -> FaceState:
    state: FaceState = {}
    for slot, value in pairs:
        state = set_value(state, slot, value)
    return state


@given(st.lists(FACES, max_size=12))
def test_values_in_force_never_exclude_each_other(pairs: list[Pair]) -> None:
    for slot, values in state_of(pairs).items():
        assert values
        assert set(values) <= set(FACE_SLOTS[slot])
        assert len(values) == len(set(values))
        assert len(values) == 1 or slot not in SINGLE_VALUED
        assert not any(excluded_by(value) & set(values) for value in values)


def test_of_values_that_contradict_each_other_the_later_one_holds() -> None:
    assert state_of([("hair", "receding hairline"), ("hair", "bangs")]) == {"hair": ("bangs",)}
    assert state_of([("hair", "bangs"), ("hair", "receding hairline")]) == {"hair": ("receding hairline",)}
    assert state_of([("hair", "mustache"), ("hair", "goatee"), ("hair", "no beard")]) == {"hair": ("no beard",)}
    assert state_of([("hair", "no beard"), ("hair", "goatee")]) == {"hair": ("goatee",)}
    assert state_of([("makeup", "lipstick"), ("makeup", "no makeup")]) == {"makeup": ("no makeup",)}


@given(st.lists(FACES, max_size=8), FACES)
def test_setting_and_unsetting_twice_is_once(pairs: list[Pair], pair: Pair) -> None:
    state = state_of(pairs)
    once = set_value(state, *pair)
    assert set_value(once, *pair) == once
    gone = unset_value(once, *pair)
    assert unset_value(gone, *pair) == gone
    assert pair[1] not in gone.get(pair[0], ())


@given(FACES)
def test_exclusion_goes_both_ways(pair: Pair) -> None:
    assert all(pair[1] in excluded_by(other) for other in excluded_by(pair[1]))


@given(SOURCES, st.lists(SCENE_EDITS, max_size=8))
def test_every_filled_slot_has_values(recipe: Recipe, edits: list[Action]) -> None:
    for edit in edits:
        recipe = fold(recipe, edit)
    slots = belief_of(recipe).slots()
    assert all(values and all(values) for values in slots.values())


def test_nothing_is_believed_of_no_picture() -> None:
    assert belief_of(None).slots() == {}
    assert belief_of(PHOTO).slots() == {}


def test_a_drawing_is_believed_as_asked() -> None:
    recipe = DRAWING
    for edit in (
        action("add_object", object="red hat"), action("change_background", background="beach"),
        action("style_transfer", style="watercolor"), action("edit", instruction="at night"),
        action("edit", instruction="at dawn"), action("remove_object", object="dog"),
    ):  # fmt: skip
        recipe = fold(recipe, edit)
    assert belief_of(recipe).slots() == {
        "subjects": ("cat", "red hat"), "background": ("beach",), "style": ("watercolor",), "details": ("at dawn",),
        "without": ("dog",),
    }  # fmt: skip


def test_taking_out_the_setting_of_the_prompt_leaves_none() -> None:
    drawn = DRAWING.source.model_copy(
        update={"scene": belief_of(DRAWING).scene.model_copy(update={"background": "beach"})}
    )
    recipe = fold(DRAWING.model_copy(update={"source": drawn}), action("remove_object", object="the beach"))
    assert belief_of(recipe).slots() == {"subjects": ("cat",)}


def test_a_face_is_believed_in_a_photo() -> None:
    recipe = fold(PHOTO, action("edit_face", set={"hair": ["bangs"], "hair_color": ["red hair"]}))
    recipe = fold(recipe, action("edit_face", set={"hair": ["no bangs"]}, unset={"hair_color": ["red hair"]}))
    assert belief_of(recipe).slots() == {"hair": ("no bangs",)}
