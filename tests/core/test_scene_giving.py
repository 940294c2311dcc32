"""What somebody in a scene is given to wear or to hold."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.pipeline import Action
from core.scene.edits import apply
from core.scene.model import Scene
from core.scene.reader import read_scene
from core.understanding.trained.anaphora import handed


def after(prompt: str, edit: Action) -> Scene:
    return apply(read_scene(prompt), edit)


@pytest.mark.parametrize(
    ("prompt", "thing", "whom", "place"),
    [
        ("a girl in a park", "umbrella", "for her", "held by the girl"),
        ("a girl in a park", "straw hat", "for the girl", "on the girl"),
        ("a cat", "fish", "for it", "next to the cat"),
        ("小女孩在公园", "伞", "给她", "小女孩手里"),
        ("小女孩在公园", "帽子", "给小女孩", "小女孩身上"),
    ],
)
def test_what_is_given_is_worn_held_or_stands_beside(prompt: str, thing: str, whom: str, place: str) -> None:
    assert after(prompt, action("add_object", object=thing, place=whom)).subjects[-1].place == place


def test_what_is_given_to_nobody_in_the_picture_is_only_added() -> None:
    assert after("a house", action("add_object", object="umbrella", place="for him")).subjects[-1].noun == "umbrella"


@pytest.mark.parametrize(("prompt", "words"), [("a boy in the snow", "his jacket"), ("小男孩", "他的外套")])
def test_clothes_that_nobody_spoke_of_are_put_on_in_the_colour(prompt: str, words: str) -> None:
    worn = after(prompt, action("recolor_object", object=words, color="red")).subjects[-1]
    assert (worn.noun, worn.color) == (words.rpartition(" ")[2].removeprefix("他的"), "red")
    assert worn.place in {"on the boy", "小男孩身上"}


@pytest.mark.parametrize("prompt", ["a princess and a dog", "a king and a queen dancing"])
def test_a_dress_is_the_womans(prompt: str) -> None:
    worn = after(prompt, action("recolor_object", object="dress", color="green")).subjects[-1]
    assert worn.place in {"on the princess", "on the queen"}


def test_clothes_of_one_among_two_are_not_guessed() -> None:
    assert len(after("a boy and a girl", action("recolor_object", object="jacket", color="red")).subjects) == 2


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("give her an umbrella", "umbrella", "for her"),
        ("give the boy a snowball", "snowball", "for the boy"),
        ("give the old man a cane", "cane", "for the old man"),
        ("给她一把伞", "伞", "给她"),
        ("给小女孩戴上草帽", "草帽", "给小女孩"),
    ],
)
def test_giving_says_for_whom(text: str, thing: str, place: str) -> None:
    assert handed((action("add_object", object=thing),), text)[0].text("place") == place


@pytest.mark.parametrize("text", ["add an umbrella", "give me an umbrella", "加一把伞"])
def test_adding_says_nothing_of_whom(text: str) -> None:
    thing = "伞" if text[0] > "\u3400" else "umbrella"
    added = (action("add_object", object=thing),)
    assert handed(added, text) == added


@pytest.mark.parametrize("place", ["他穿上", "穿上"])
def test_a_verb_of_wearing_is_no_place(place: str) -> None:
    added = (action("add_object", object="黄色的靴子", place=place),)
    assert handed(added, "让他穿上黄色的靴子")[0].text("place") == "给他"


@pytest.mark.parametrize(
    ("scene", "of", "place"),
    [
        ("a dog and a snowman", "the snowman's scarf", "on the snowman"),
        ("一只柯基和一个雪人", "雪人的围巾", "雪人身上"),
    ],
)
def test_what_is_recoloured_is_worn_by_whose_it_is(scene: str, of: str, place: str) -> None:
    scarf = apply(read_scene(scene), action("recolor_object", object=of, color="green")).subjects[-1]
    assert (scarf.place, scarf.color) == (place, "green")
