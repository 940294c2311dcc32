"""Words that are to be written in the picture."""

from __future__ import annotations

import pytest

from core.language import Language
from core.pipeline import Action
from core.scene.edits import apply
from core.scene.model import SAYS, Scene, Subject
from core.understanding.lettering import lettered
from core.writing import writing_in

CAKE = Scene(subjects=(Subject(noun="cake", attributes=("tall", f"{SAYS}Mum")),))
NOTHING = Scene()


def asked(text: str, language: Language = Language.EN, scene: Scene = NOTHING) -> Action:
    found = lettered(text, language, scene)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    ['write "Hello" on it', 'please add the text "Hello"', 'Can you put "Hello" on the picture?', "write Hello on it"],
)
def test_words_without_a_thing_of_their_own_stand_on_a_sign(text: str) -> None:
    assert asked(text) == Action(pipeline="add_object", params={"object": 'sign that says "Hello"'})


@pytest.mark.parametrize("text", ["写上“你好”", "加几个字：你好", "在图上写“你好”"])
def test_chinese_words_stand_on_a_sign_too(text: str) -> None:
    assert asked(text, Language.ZH).text("object") == "写着“你好”的牌子"


@pytest.mark.parametrize("text", ["write Happy Birthday on the cake", 'put "Happy Birthday" on the cake please'])
def test_words_for_a_thing_are_written_on_it_in_place_of_others(text: str) -> None:
    scene = apply(CAKE, asked(text, scene=CAKE))
    assert scene.subjects[0].attributes == ("tall", f"{SAYS}Happy Birthday")


@pytest.mark.parametrize("text", ['make it say "Dad"', 'change the text to "Dad"', "把字改成“Dad”"])
def test_other_words_go_where_words_stand_already(text: str) -> None:
    assert apply(CAKE, asked(text, scene=CAKE)).subjects[0].attributes == ("tall", f"{SAYS}Dad")
    assert lettered(text, Language.EN, Scene()) is None


@pytest.mark.parametrize(
    "text", ["write me a poem", "write a story about a cat", "put a hat on it", "写一首诗", "加一只猫"]
)
def test_what_asks_for_no_letters_is_read_by_the_network(text: str) -> None:
    assert lettered(text, Language.ZH if text[0] > "\u3400" else Language.EN, CAKE) is None


def test_a_sign_that_is_added_keeps_its_words() -> None:
    scene = apply(Scene(), asked('write "Hello" on it'))
    assert scene.subjects == (Subject(noun="sign", attributes=(f"{SAYS}Hello",)),)


def test_a_sign_that_is_not_there_yet_is_put_where_it_is_said_to_be() -> None:
    one = lettered('write "Knowledge" on a sign behind him', Language.EN, Scene())
    assert one is not None
    assert (one.pipeline, one.text("place")) == ("add_object", "behind him")
    assert "Knowledge" in one.text("object")


def test_words_for_what_is_no_thing_of_its_own_stand_on_a_sign() -> None:
    one = asked('write "Ahoy" on the flibber', scene=Scene(subjects=(Subject(noun="pirate ship"),)))
    assert one == Action(pipeline="add_object", params={"object": 'sign that says "Ahoy"'})


@pytest.mark.parametrize(("text", "language"), [('write "Hi" in the sky', Language.EN), ("在天上写“嗨”", Language.ZH)])
def test_words_in_the_sky_stand_over_the_top_of_the_picture(text: str, language: Language) -> None:
    found = writing_in(asked(text, language).text("instruction"))
    assert found is not None
    assert found.place == "top"
