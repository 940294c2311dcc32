"""Second thoughts in a conversation: what was meant, what is too much, what is wanted back, what is to end."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.conversation import Turn
from core.language import Language
from core.partly import left_out, possible
from core.pipeline import Action, Modality
from core.problems import Code, Problem
from core.recipe import Drawing, Recipe, fold
from core.replies.wording import told
from core.scene.edits import apply
from core.scene.model import Scene
from core.scene.reader import read_scene
from core.understanding.interface import Context, Interpretation
from core.understanding.several import of_several
from core.versions import Image, Version


def read(text: str, prompt: str, *before: Action, picture: str = "drawing") -> Interpretation:
    """The reading of `text` after a turn that did `before` to a picture of `prompt`."""
    turn = Turn(index=0, author="", user="", system="", modality=Modality.IMAGE, actions=before)
    scene = read_scene(prompt)
    for one in before:
        scene = apply(scene, one) if picture == "drawing" else scene
    context = Context(text=text, scene=scene, turns=(turn,) if before else (), can_undo=bool(before))
    if picture == "photo":
        return understanding().read(Context(**{**vars(context), "picture": "photo", "scene": Scene()}))
    return understanding().read(Context(**{**vars(context), "picture": "drawing"}))


# What was meant instead.


@pytest.mark.parametrize(
    ("text", "prompt", "done", "wanted"),
    [
        ("no, i meant the dog", "a cat and a dog", action("recolor_object", object="cat", color="red"),
         action("recolor_object", object="dog", color="red")),
        ("不是这个，我说的是狗", "一只猫和一只狗", action("recolor_object", object="猫", color="红色"),
         action("recolor_object", object="狗", color="红色")),
        ("not that, i wanted mountains", "a cat", action("change_background", background="beach"),
         action("change_background", background="mountains")),
    ],
)  # fmt: skip
def test_what_was_meant_is_done_in_place_of_what_was_done(text: str, prompt: str, done: Action, wanted: Action) -> None:
    assert read(text, prompt, done).actions == (action("undo"), wanted)


@pytest.mark.parametrize(("text", "prompt"), [("i meant a dolphin", "a whale"), ("不对，我要的是海豚", "一只鲸鱼")])
def test_a_thing_that_was_meant_takes_the_place_of_the_one_there(text: str, prompt: str) -> None:
    done = action("change_attribute", object="whale" if prompt.isascii() else "鲸鱼", attribute="big")
    assert [one.pipeline for one in read(text, prompt, done).actions] == ["replace_object"]


def test_a_correction_that_is_a_request_is_read_as_one() -> None:
    done = action("replace_object", object="猫", **{"with": "兔子"})
    actions = read("不对，我是说狗换成兔子", "一只猫和一只狗", done).actions
    assert actions == (action("undo"), action("replace_object", object="狗", **{"with": "兔子"}))


# Too much of something.


@pytest.mark.parametrize(
    ("text", "prompt", "up"), [("it's too dark in there", "a girl", True), ("太暗了", "一个女孩", True)]
)
def test_what_is_too_dark_is_made_brighter(text: str, prompt: str, up: bool) -> None:
    (one,) = read(text, prompt).actions
    assert (one.pipeline, one.number("percent") > 0) == ("adjust_brightness", up)


@pytest.mark.parametrize(("text", "wanted"), [("the unicorn is too small", "bigger"), ("unicorn too big", "smaller")])
def test_what_is_too_small_is_made_bigger(text: str, wanted: str) -> None:
    assert read(text, "a unicorn").actions == (action("change_attribute", object="unicorn", attribute=wanted),)


# What is wanted back.


@pytest.mark.parametrize(
    ("text", "prompt", "gone"),
    [("the bench back please", "a cat and a bench", "bench"), ("还是把长椅加回来吧", "一只猫和一张长椅", "长椅"),
     ("长椅还是要的", "一只猫和一张长椅", "长椅")],
)  # fmt: skip
def test_what_was_taken_out_is_brought_back(text: str, prompt: str, gone: str) -> None:
    removal = action("remove_object", object=gone)
    assert read(text, prompt, removal).actions == (action("add_object", object=gone),)


def test_bringing_a_thing_back_leaves_it_as_it_was() -> None:
    prompt = "a cat on a red bench"
    whole = Recipe(source=Drawing(prompt=prompt, scene=read_scene(prompt), seed=1))
    without = fold(whole, action("remove_object", object="bench"))
    assert fold(without, action("add_object", object="bench")) == whole
    other = fold(without, action("add_object", object="blue bench"))
    assert [one.pipeline for one in other.edits] == ["remove_object", "add_object"]


# Looking from one to the other, and more of the same.


@pytest.mark.parametrize("text", ["compare it with the first version", "和上一张比比看", "对比一下"])
def test_comparing_changes_nothing(text: str) -> None:
    found = read(text, "a fox")
    assert (found.actions, found.note) == ((action("chat"),), "talk.compare")


@pytest.mark.parametrize("text", ["make four", "来四张不同的"])
def test_four_are_four_takes_on_the_same(text: str) -> None:
    assert read(text, "a fox").actions == (action("vary", count=4),)


@pytest.mark.parametrize(("text", "style"), [("make it black and white", "black and white"), ("把它变成黑白", "黑白")])
def test_a_photo_in_black_and_white_is_no_colouring(text: str, style: str) -> None:
    assert read(text, "", picture="photo").actions == (action("style_transfer", style=style),)


# It is the only thing, her is whoever she is.


def test_it_is_painted_where_it_is_the_only_thing() -> None:
    assert read("make it purple", "a fox").actions == (action("recolor_object", object="fox", color="purple"),)


def test_her_is_not_what_she_holds() -> None:
    done = action("add_object", object="two daggers", place="for her")
    (one,) = read("no, make her an elf instead", "a tiefling woman", done).actions
    assert (one.pipeline, one.text("with")) == ("replace_object", "elf")
    assert "dagger" not in one.text("object")


@pytest.mark.parametrize(("text", "prompt"), [("make her hair blue", "a girl"), ("头发染成蓝色", "一个女孩")])
def test_hair_gets_the_colour_that_was_said(text: str, prompt: str) -> None:
    (one,) = read(text, prompt).actions
    scene = apply(read_scene(prompt), one)
    assert ("blue", True) in [(thing.color, bool(thing.place)) for thing in scene.present]


# The air.


@pytest.mark.parametrize(
    ("held", "said", "left"),
    [
        (("winter", "snow", "at night", "northern lights"), "a sunny summer day", ("a sunny summer day",)),
        (("下大雨",), "雨停了,出太阳", ("出太阳",)),
        (("heavy rain", "at night"), "the rain stopped", ("at night",)),
        (("春天", "出太阳"), "冬天,下雪", ("冬天,下雪",)),
        (("sunny",), "at night", ("at night",)),
        (("a sunny summer day",), "at night", ("summer", "at night")),
        (("windy", "at night"), "a full moon", ("windy", "at night", "a full moon")),
    ],
)  # fmt: skip
def test_a_new_hour_or_weather_ends_what_it_rules_out(held: tuple[str, ...], said: str, left: tuple[str, ...]) -> None:
    scene = apply(Scene(details=held), action("edit", instruction=said))
    assert scene.details == left


@pytest.mark.parametrize(
    ("prompt", "said", "place"),
    [("a dog and a boat on the lake", "the dog should be in the boat", "in the boat"),
     ("a dog and a boat", "move the dog into the boat", "in the boat"), ("一只狗和一艘船", "把狗放到船里", "船里")],
)  # fmt: skip
def test_a_thing_is_moved_to_its_place(prompt: str, said: str, place: str) -> None:
    scene = apply(read_scene(prompt), action("edit", instruction=said))
    assert (scene.subjects[0].place, scene.details) == (place, ())


# What an occasion brings.


@pytest.mark.parametrize(
    ("prompt", "thing", "color"),
    [("a birthday party", "balloons", "red"), ("生日派对的图，有五个小朋友", "气球", "红色")],
)
def test_what_an_occasion_brings_can_be_painted(prompt: str, thing: str, color: str) -> None:
    scene = apply(read_scene(prompt), action("recolor_object", object=thing, color=color))
    assert [one.color for one in scene.present if one.noun in {"balloon", "气球"}] == ["red"]
    assert scene.details == ()


def test_all_but_the_cake_of_a_party_can_go() -> None:
    scene = read_scene("生日派对")
    for one in of_several("除了蛋糕都去掉", scene):
        scene = apply(scene, one)
    assert [one.noun for one in scene.present] == ["蛋糕"]


def test_the_text_is_what_it_stands_on() -> None:
    scene = read_scene('a unicorn, a balloon and a sign that says "Mia"')
    gone = [one.text("object") for one in of_several("remove everything except the unicorn and the text", scene)]
    assert gone == ["balloon"]


# New pictures.


def test_a_new_picture_keeps_its_place() -> None:
    found = understanding().read(Context(text="画一个公园,有一张长椅,一只猫和一只狗"))
    assert "公园" in found.actions[0].text("prompt")


# What can be done in part.


def test_a_turn_is_done_but_for_what_nothing_here_can_do() -> None:
    night, aurora = action("edit", instruction="night"), action("add_object", object="aurora")
    problem = Problem(code=Code.CANNOT_DO, detail="", facts={"pipeline": "add_object"})
    assert possible((night, aurora), problem) == (night,)
    assert left_out((night, aurora), (night,)) == ("aurora",)
    assert possible((aurora,), problem) == ()


def test_more_contrast_is_no_comparison() -> None:
    assert read("对比强一点", "一只猫").note == ""


def test_a_setting_that_cannot_be_drawn_is_not_said_to_be_there() -> None:
    tavern = action("change_background", background="tavern")
    drawing = Drawing(prompt="an elf", scene=read_scene("an elf"), seed=1)
    picture = Image(digest="a", media_type="image/png", width=8, height=8)
    head = Version(
        number=2, parent=None, recipe=fold(Recipe(source=drawing), tavern), images=(picture,), undrawn=("tavern",)
    )
    assert told((tavern,), head, Language.EN, changed=True) == ""
