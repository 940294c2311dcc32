"""A reply names what was done, with its counts, and claims nothing that was not drawn."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.conversation import Conversation, Pending
from core.draft import scene_of
from core.language import Language
from core.pipeline import Action
from core.recipe import Drawing, Recipe, fold
from core.replies.answers import answer
from core.replies.reply import Said, build
from core.replies.wording import told
from core.scene.reader import read_scene
from core.seen import Seen, SeenColor, SeenObject
from core.versions import Image, Version, VersionTree

PNG = Image(digest="a", media_type="image/png", width=8, height=8)
WHITE = (SeenColor(name="white", share=1.0),)


def version(prompt: str, *edits: Action, undrawn: tuple[str, ...] = (), seen: tuple[str, ...] = ()) -> Version:
    recipe = Recipe(source=Drawing(prompt=prompt, scene=read_scene(prompt), seed=1))
    for one in edits:
        recipe = fold(recipe, one)
    return Version(number=1, parent=None, recipe=recipe, images=(PNG,), undrawn=undrawn, seen=objects(*seen))


def objects(*names: str, counts: tuple[int, ...] = ()) -> Seen:
    many = counts or (1,) * len(names)
    things = tuple(SeenObject(name=name, count=count) for name, count in zip(names, many, strict=True))
    return Seen(width=8, height=8, brightness=0.5, colors=WHITE, objects=things)


def say_of(head: Version, *actions: Action, before: Version | None = None, language: Language = Language.EN) -> str:
    return told(actions, head, language, changed=True, before=before)


def test_another_take_says_what_else_is_new() -> None:
    two = action("replace_object", object="猫", **{"with": "两只猫"})
    assert "两只猫" in say_of(version("一只猫", two), action("vary"), two, language=Language.ZH)


def test_what_could_not_be_drawn_is_not_said_to_be_there() -> None:
    put = action("add_object", object="three planets"), action("add_object", object="rocket")
    said = say_of(version("a cat", *put, undrawn=("planets",)), *put)
    assert "rocket" in said
    assert "planets" not in said


def test_changes_of_one_kind_are_one_sentence() -> None:
    edits = tuple(action("edit", instruction=words) for words in ("night", "aurora", "full moon"))
    assert say_of(version("a cat", *edits), *edits).startswith("Changed: night, aurora, full moon.")


def test_what_was_never_drawn_is_not_said_to_be_gone() -> None:
    gone = action("remove_object", object="hat")
    assert "No more" not in say_of(version("a cat", gone), gone, before=version("a cat", seen=("cat",)))


def test_what_was_seen_is_said_to_be_gone() -> None:
    gone = action("remove_object", object="cake")
    before = version("a birthday party", seen=("birthday cake",))
    assert say_of(version("a birthday party", gone), gone, before=before).startswith("No more cake.")


def test_two_things_that_are_meant_together_are_named_as_two() -> None:
    both = action("recolor_object", object="cat ; dog", color="red")
    head = version("a cat and a dog", both)
    assert say_of(head, both).startswith("The cat and dog are red now.")
    assert [one.color for one in scene_of(head.recipe).present] == ["red", "red"]


@pytest.mark.parametrize(("language", "shot"), [(Language.EN, "close-up"), (Language.ZH, "特写")])
def test_another_view_is_named(language: Language, shot: str) -> None:
    near = action("edit", instruction=shot)
    assert shot in say_of(version("a cat", near), near, language=language)


def test_all_of_a_kind_are_counted() -> None:
    seen = objects("鸭子", "鸭子", counts=(3, 2))
    assert answer("现在有几只鸭子", Language.ZH, read_scene("三只鸭子"), seen) == "有 5 只鸭子。"


def test_what_the_engine_added_is_counted_in_the_language_of_the_question() -> None:
    seen = objects("balloon", counts=(2,))
    assert answer("有几个气球？", Language.ZH, read_scene("生日派对"), seen) == "有 2 个气球。"


@pytest.mark.parametrize(
    ("question", "language"), [("how many dogs are there?", Language.EN), ("图里有几只狗？", Language.ZH)]
)
def test_none_is_a_count_too(question: str, language: Language) -> None:
    said = answer(question, language, read_scene("a cat"), objects("cat"))
    assert said.startswith("There is none") or said.startswith("一个也没有")


@pytest.mark.parametrize(
    ("done", "other", "claim"),
    [
        (action("generate", prompt="a cat"), action("edit", instruction="night"), "as a new picture"),
        (action("edit", instruction="night"), action("generate", prompt="a cat"), "as a change"),
        (action("edit", instruction="night"), action("recolor_object", object="cat", color="black"), "not sure"),
    ],
)  # fmt: skip
def test_the_other_reading_is_asked_for_as_what_it_is(done: Action, other: Action, claim: str) -> None:
    tree = VersionTree().add(version("a cat"))
    said = Said("", Language.EN, (done,), pictured=True, suggestion=None, problem=None)
    reply = build(Conversation(id="x", owner="y", tree=tree), tree, said, Pending(other=(other,), other_base=1))
    assert claim in (reply.other or "")


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("how many people are there?", Language.EN, "There are 6 people."),
        ("how many animals are in it?", Language.EN, "There is one animal."),
        ("图里有几个人？", Language.ZH, "有 6 个人。"),
    ],
)
def test_people_and_animals_are_counted_whatever_they_are_called(question: str, language: Language, said: str) -> None:
    objects = (SeenObject(name="family of four", count=4), SeenObject(name="nurse", count=2), SeenObject(name="dog"))
    seen = Seen(width=100, height=100, objects=objects)
    assert answer(question, language, read_scene("a dog"), seen) == said
