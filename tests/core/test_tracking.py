"""State tracking without rendering: undo and redo are each other's inverse, and nothing else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from recipe_cases import MOVES

from core.catalogue import action
from core.pipeline import Action
from core.recipe import Upload
from core.tracking import State, advance, receive

UNDO, REDO = action("undo"), action("redo")
CAT = action("generate", prompt="a cat")


def after(*turns: tuple[Action, ...]) -> State:
    state = State()
    for actions in turns:
        state = advance(state, actions)
    return state


@given(st.lists(MOVES, max_size=12))
def test_redo_takes_back_undo(moves: list[Action]) -> None:
    state = after((CAT,), *((move,) for move in moves))
    if state.can_undo:
        back = advance(state, (UNDO,))
        assert back.can_redo
        assert advance(back, (REDO,)).recipe == state.recipe


@given(st.lists(MOVES, max_size=10), MOVES)
def test_undo_takes_back_a_turn_that_changed_the_picture(moves: list[Action], last: Action) -> None:
    state = after((CAT,), *((move,) for move in moves))
    changed = advance(state, (last,))
    if last.pipeline not in {"undo", "redo"} and changed.recipe != state.recipe:
        assert advance(changed, (UNDO,)).recipe == state.recipe
        assert not changed.can_redo


@given(st.lists(MOVES, max_size=12))
def test_no_version_is_ever_overwritten(moves: list[Action]) -> None:
    state = State()
    for move in (CAT, *moves):
        before = state.tree.versions
        state = advance(state, (move,))
        assert {number: state.tree.versions[number] for number in before} == before


def test_a_turn_of_several_actions_is_one_step() -> None:
    hat, night = action("add_object", object="hat"), action("edit", instruction="at night")
    state = after((CAT,), (hat, night))
    assert state.belief.slots()["details"] == ("at night",)
    assert advance(state, (UNDO,)).belief.slots() == {"subjects": ("cat",)}


def test_a_photo_comes_into_play_before_the_actions_of_its_turn() -> None:
    state = advance(State(), (action("adjust_brightness", percent=10),), upload=True)
    assert state.picture == "photo"
    assert advance(state, (UNDO,)).recipe == receive(State()).recipe


def test_what_has_nothing_to_act_on_changes_nothing() -> None:
    assert advance(State(), (UNDO, action("flip", direction="vertical"), action("edit_face"))) == State()


def test_a_found_picture_is_in_play_like_a_photo() -> None:
    state = advance(after((CAT,)), (action("search", query="owls"), action("adjust_contrast", percent=10)))
    assert state.recipe is not None
    assert isinstance(state.recipe.source, Upload)
    assert state.recipe.edits == (action("adjust_contrast", percent=10),)


def test_reset_leaves_the_picture() -> None:
    state = after((CAT,), (action("reset"),))
    assert (state.picture, state.belief.slots()) == ("none", {})
    assert advance(state, (CAT,)).picture == "drawing"


def test_talk_leaves_everything_as_it_is() -> None:
    state = after((CAT,))
    assert advance(state, (action("chat"), action("ask", question="what is it?"))) == state
