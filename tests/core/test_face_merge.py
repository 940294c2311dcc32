"""Edits of faces in one recipe: one for each person, with strengths that live as long as their values."""

from __future__ import annotations

import pytest

from core.belief import belief_of
from core.catalogue import action
from core.chips import chips_of, drop_chip
from core.language import Language
from core.pipeline import Action, ActionError
from core.recipe import Recipe, Upload, content_hash, fold

PHOTO = Recipe(source=Upload(digest="0" * 64))


def folded(*actions: Action) -> Recipe:
    recipe = PHOTO
    for one in actions:
        recipe = fold(recipe, one)
    return recipe


def face(*values: str, strength: object = None, target: str = "", drop: str = "") -> Action:
    slots = {"smiling": "expression", "sad": "expression", "bangs": "hair", "lipstick": "makeup"}
    given: dict[str, object] = {"set": {slots[value]: [value] for value in values}}
    if drop:
        given = {"unset": {slots[drop]: [drop]}}
    if strength is not None:
        given["strength"] = strength
    return action("edit_face", **given, **({"target": target} if target else {}))


def test_a_strength_stays_with_its_value() -> None:
    recipe = folded(face("smiling", strength={"smiling": 0.4}), face("bangs"))
    assert recipe.edits == (
        Action(
            pipeline="edit_face",
            params={"set": {"expression": ("smiling",), "hair": ("bangs",)}, "strength": {"smiling": 0.4}},
        ),
    )
    assert belief_of(recipe).strengths == {"smiling": 0.4}
    assert fold(recipe, face("sad")).edits[0].strengths() == {"sad": 1.0, "bangs": 1.0}
    assert "strength" not in fold(recipe, face("smiling")).edits[0].params


def test_one_number_is_of_all_values_of_its_action() -> None:
    assert folded(face("smiling", "bangs", strength=0.5)).edits[0].strengths() == {"smiling": 0.5, "bangs": 0.5}


def test_half_a_smile_is_another_picture_and_a_full_one_the_same() -> None:
    full, half = folded(face("smiling")), folded(face("smiling", strength={"smiling": 0.5}))
    assert content_hash(full) != content_hash(half)
    assert content_hash(full) == content_hash(fold(half, face("smiling", strength={"smiling": 1})))


def test_each_person_has_an_edit_of_their_own() -> None:
    recipe = folded(face("smiling", target="left"), face("sad", target="right"), face("bangs"))
    assert [(one.text("target"), one.strengths()) for one in recipe.edits] == [
        ("left", {"smiling": 1.0}),
        ("right", {"sad": 1.0, "bangs": 1.0}),
    ]
    assert belief_of(recipe).face == {"expression": ("smiling", "sad"), "hair": ("bangs",)}


def test_who_was_spoken_of_last_is_meant() -> None:
    recipe = folded(face("smiling", target="left"), face("sad", target="right"), face("bangs", target="left"))
    assert fold(recipe, face("lipstick")).edits[-1].text("target") == "left"


def test_what_is_dropped_without_a_name_is_dropped_from_everybody() -> None:
    recipe = folded(face("smiling", target="left"), face("smiling", "bangs", target="right"), face(drop="smiling"))
    assert [one.strengths() for one in recipe.edits] == [{"bangs": 1.0}]
    named = folded(face("smiling", target="left"), face("smiling", target="right"), face(drop="smiling", target="left"))
    assert [one.text("target") for one in named.edits] == ["right"]


def test_chips_tell_the_strength_and_the_person_and_drop_only_theirs() -> None:
    recipe = folded(face("smiling", target="left", strength=0.4), face("smiling", target="2 right"))
    labels = {chip.key: chip.label for chip in chips_of(recipe, Language.EN)}
    assert labels == {
        "face:expression:smiling:left": "smiling at 40 % (the person on the left)",
        "face:expression:smiling:2 right": "smiling (person 2 from the right)",
    }
    left = drop_chip(recipe, "face:expression:smiling:2 right")
    assert [one.text("target") for one in left.edits] == ["left"]
    plain = folded(face("smiling", "bangs", strength={"smiling": 0.3}))
    assert drop_chip(plain, "face:hair:bangs").edits[0].strengths() == {"smiling": 0.3}


@pytest.mark.parametrize(
    ("strength", "sentence"),
    [(1.5, "lies between 0 and 1"), ({"wings": 0.5}, "knows no value"), ({"smiling": "a lot"}, "is a number")],
)
def test_a_strength_is_a_share_of_a_known_value(strength: object, sentence: str) -> None:
    with pytest.raises(ActionError, match=sentence):
        face("smiling", strength=strength)
