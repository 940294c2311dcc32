"""An edit changes what was asked and nothing else: who stays, stays where they are."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.pipeline import Action
from core.recipe import Drawing, Recipe, content_hash, fold, plan
from core.scene.reader import read_scene
from core.seen import SeenObject
from gpuserver.engines.base import Unwatched
from gpuserver.engines.illustrator.engine import Illustrator

PROMPT = "a cat and a dog and a fox at the beach"


def recipe(*edits: Action) -> Recipe:
    out = Recipe(source=Drawing(prompt=PROMPT, scene=read_scene(PROMPT), seed=5))
    for edit in edits:
        out = fold(out, edit)
    return out


def seen(what: Recipe) -> dict[str, SeenObject]:
    drawn = plan(what).source
    assert isinstance(drawn, Drawing)
    objects = Illustrator().draw(drawn, 256, Unwatched()).objects or ()
    return {one.name: one for one in objects}


@pytest.mark.parametrize("gone", ["cat", "dog", "fox"])
def test_the_others_keep_their_places_when_one_leaves(gone: str) -> None:
    before, after = seen(recipe()), seen(recipe(action("remove_object", object=gone)))
    assert set(after) == set(before) - {gone}
    assert all(after[name].box == before[name].box and after[name].color == before[name].color for name in after)


def test_the_others_keep_their_places_when_one_comes() -> None:
    before, after = seen(recipe()), seen(recipe(action("add_object", object="owl")))
    assert set(after) == {*before, "owl"}
    assert all(after[name].box == before[name].box for name in before)


def test_what_is_gone_is_in_no_word_of_the_prompt_and_adding_it_again_is_another() -> None:
    gone = recipe(action("remove_object", object="cat"))
    drawn = plan(gone).source
    assert isinstance(drawn, Drawing)
    assert [one.noun for one in drawn.scene.present] == ["dog", "fox"]
    assert "cat" in seen(fold(gone, action("add_object", object="cat")))


def test_taking_out_the_last_that_came_is_as_if_it_never_came() -> None:
    added = recipe(action("add_object", object="owl"))
    assert content_hash(fold(added, action("remove_object", object="owl"))) == content_hash(recipe())
