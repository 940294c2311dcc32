"""Edits of a scene: a thing is found wherever it stands, and an action belongs to the one that does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recipe_cases import DRAWING
from scene_cases import told

from core.catalogue import action
from core.chips import chips_of, drop_chip
from core.draft import scene_of
from core.language import Language
from core.pipeline import Action
from core.prompt import prompt_of
from core.recipe import Drawing, Recipe, fold, plan
from core.scene.actions import asked_action
from core.scene.edits import apply, find_subject
from core.scene.model import Scene
from core.scene.reader import read_scene


def edited(prompt: str, *edits: Action) -> Scene:
    scene = read_scene(prompt)
    for edit in edits:
        scene = apply(scene, edit)
    return scene


def removed(prompt: str, thing: str) -> str:
    return prompt_of(edited(prompt, action("remove_object", object=thing)))


def asked(prompt: str, *instructions: str) -> Scene:
    return edited(prompt, *(action("edit", instruction=one) for one in instructions))


@pytest.mark.parametrize(
    ("prompt", "thing", "left"),
    [
        ("2 kids building a snowman in front of a red barn", "the barn", "2 kids building a snowman"),
        ("2 kids building a snowman in front of a red barn", "snowman", "2 kids in front of a red barn"),
        ("a girl riding a red bicycle next to a dog", "the bike", "a girl next to a dog"),
        ("a girl riding a red bicycle next to a dog", "girl", "a red bicycle and a dog"),
        ("a cat with a hat", "it", ""), ("a cat with a hat", "the cat", ""), ("a cat with a hat", "hat", "a cat"),
        ("a wolf howling at the moon", "the moon", "a wolf howling"), ("a fox at the beach", "beach", "a fox"),
        ("a girl looking at a big red balloon", "balloon", "a girl"), ("a boy playing with a ball", "ball", "a boy playing"),
        ("a cat in a garden by the lake", "lake", "a cat, in the garden"), ("an owl, full moon", "the moon", "an owl"),
        ("two red balloons and a blue balloon", "the blue balloon", "2 red balloons"),
        ("a dog with a ball in its mouth", "ball", "a dog"), ("a house", "the rain", "a house"),
        ("两个孩子在红色的谷仓前面堆雪人", "谷仓", "2个孩子堆雪人"), ("两个孩子在红色的谷仓前面堆雪人", "雪人", "2个孩子在红色的谷仓前面"),
        ("一个女孩骑着自行车看月亮", "月亮", "女孩骑着自行车"), ("海边的猫", "海边", "猫"), ("戴帽子的狐狸", "它", ""),
    ],
)  # fmt: skip
def test_no_word_is_left_of_what_is_taken_out(prompt: str, thing: str, left: str) -> None:
    assert removed(prompt, thing) == left


def test_what_is_nowhere_is_to_be_left_out() -> None:
    assert edited("a house", action("remove_object", object="rain")).without == ("rain",)
    assert edited("a house in front of a red barn", action("remove_object", object="barn")).without == ()


@pytest.mark.parametrize(
    ("prompt", "thing", "color", "painted"),
    [
        ("a cat with a red hat", "hat", "blue", "a cat with a blue hat"),
        ("a house in front of a green mountain", "mountain", "purple", "a house, in front of a purple mountain"),
        ("an owl, full moon", "moon", "red", "an owl, full red moon"),
        ("两个孩子在红色的谷仓前面", "谷仓", "蓝色", "2个孩子在蓝色的谷仓前面"),
    ],
)
def test_a_thing_is_painted_wherever_it_stands(prompt: str, thing: str, color: str, painted: str) -> None:
    assert prompt_of(edited(prompt, action("recolor_object", object=thing, color=color))) == painted


@pytest.mark.parametrize(
    ("prompt", "old", "new", "changed"),
    [
        ("a cat wearing a hat, sleeping on a sofa", "cat", "dog", "a dog with a hat sleeping on a sofa"),
        ("a dog next to a car", "the car", "a red bus", "a dog next to a red bus"),
        ("a house in front of a mountain", "mountain", "volcano", "a house, in front of a volcano"),
        ("a cat in the forest", "forest", "a beach", "a cat, at the beach"),
        ("一只猫戴着帽子", "猫", "狗", "狗戴着帽子"), ("a fox", "tree", "owl", "a fox and an owl"),
        ("a cup and a slice of cake", "cake", "a pizza", "a cup and a pizza"),
        ("一个杯子和一块蛋糕", "蛋糕", "披萨", "杯子和披萨"),
        ("一座城堡", "天气", "多云", "城堡，多云"),
    ],
)  # fmt: skip
def test_another_thing_takes_its_place_and_what_belongs_to_it(prompt: str, old: str, new: str, changed: str) -> None:
    assert prompt_of(edited(prompt, action("replace_object", **{"object": old, "with": new}))) == changed


@pytest.mark.parametrize(
    ("prompt", "old", "new", "count"),
    [
        ("three apples in a bowl", "apples", "pears", 3), ("三个苹果在碗里", "苹果", "梨", 3),
        ("three apples", "apples", "a pear", 1), ("三个苹果", "苹果", "一个梨", 1), ("a cat", "cat", "two dogs", 2),
    ],
)  # fmt: skip
def test_as_many_take_the_place_as_were_there_where_no_number_is_said(
    prompt: str, old: str, new: str, count: int
) -> None:
    assert edited(prompt, action("replace_object", **{"object": old, "with": new})).subjects[0].count == count


def test_another_thing_in_a_deed_is_a_thing_of_its_own() -> None:
    after = edited("一个男孩在踢足球", action("replace_object", **{"object": "足球", "with": "西瓜"}))
    assert [(one.noun, one.place) for one in after.subjects] == [("男孩", None), ("西瓜", "男孩旁边")]


@pytest.mark.parametrize(
    ("prompt", "old", "new", "made"),
    [
        ("a horse in the park", "horse", "statue", "stone statue"),
        ("a lion", "the lion", "marble statue", "marble statue"),
        ("一匹马", "马", "石头雕像", "石头雕像"), ("一只狮子", "狮子", "金色的雕像", "金雕像"),
    ],
)  # fmt: skip
def test_who_becomes_a_statue_is_one_of_themselves(prompt: str, old: str, new: str, made: str) -> None:
    (before,) = edited(prompt).subjects
    (after,) = edited(prompt, action("replace_object", **{"object": old, "with": new})).subjects
    assert (after.noun, after.attributes, after.color) == (before.noun, (made,), None)


@pytest.mark.parametrize(
    ("instruction", "scene"),
    [
        ("let the dog jump", "cat; dog ! jumping | background: park"), ("the dog jump", "cat; dog ! jumping | background: park"),
        ("make it run", "cat ! running; dog | background: park"), ("jumping", "cat ! jumping; dog | background: park"),
        ("the dog should be dancing", "cat; dog ! dancing | background: park"),
        ("make them dance", "cat ! dancing; dog ! dancing | background: park"),
        ("the dog sleep on a sofa", "cat; dog @ on the sofa ! sleeping; sofa | background: park"),
        ("let the dog chase the cat", "cat @ next to the dog; dog ! chasing | background: park"),
        ("let the horse jump", "cat; dog | background: park | details: let the horse jump"),
        ("make it night", "cat; dog | background: park | details: make it night"),
        ("close its eyes", "cat; dog | background: park | details: close its eyes"),
    ],
)  # fmt: skip
def test_an_action_belongs_to_the_one_that_is_named(instruction: str, scene: str) -> None:
    assert told(asked("a cat and a dog in the park", instruction)) == scene


@pytest.mark.parametrize(
    ("instruction", "scene"),
    [
        ("让狗跳起来", "猫; 狗 ! 跳起来 | background: 公园里"), ("狗跳起来", "猫; 狗 ! 跳起来 | background: 公园里"),
        ("让它跑起来", "猫 ! 跑起来; 狗 | background: 公园里"), ("让它们跳舞", "猫 ! 跳舞; 狗 ! 跳舞 | background: 公园里"),
        ("下雨", "猫; 狗 | background: 公园里 | details: 下雨"), ("闭上眼睛", "猫; 狗 | background: 公园里 | details: 闭上眼睛"),
    ],
)  # fmt: skip
def test_an_action_in_chinese(instruction: str, scene: str) -> None:
    assert told(asked("一只猫和一只狗在公园里", instruction)) == scene


def test_a_new_action_replaces_the_old_one_and_leaves_the_details() -> None:
    scene = asked("a dog sleeping in the park at night", "make it snow", "make it run")
    assert told(scene) == "dog ! running | background: park | details: at night, make it snow"


def test_who_runs_rides_no_more() -> None:
    scene = asked("a girl riding a bicycle", "let the girl sleep")
    assert prompt_of(scene) == "a girl sleeping, a bicycle next to the girl"


@pytest.mark.parametrize(
    "instruction",
    ["at dawn", "rain", "a snowy day", "make it look like winter", "windy", "make the water calm", "换成正午", "湖面结冰", "笑一笑"],
)  # fmt: skip
def test_light_weather_and_faces_are_no_actions(instruction: str) -> None:
    assert asked_action(instruction) is None


@given(st.text(max_size=200))
def test_any_instruction_can_be_asked_about(instruction: str) -> None:
    asked_action(instruction)


def test_the_actions_of_two_subjects_stand_beside_each_other_in_a_recipe() -> None:
    recipe = DRAWING
    for said in ("let the cat jump", "at night", "let the dog run", "let the cat sleep"):
        recipe = fold(recipe, action("edit", instruction=said))
    assert [edit.text("instruction") for edit in recipe.edits] == ["at night", "let the dog run", "let the cat sleep"]


def test_a_place_is_said_of_the_subject_that_a_pronoun_means() -> None:
    scene = edited("a cat", action("add_object", object="a bird", place="on its head"))
    assert scene.subjects[1].place == "on the cat's head"
    assert find_subject(scene, "it") == 0


@pytest.mark.parametrize(
    ("prompt", "added", "prompted"),
    [
        ("a cat on a sofa", "a girl holding an umbrella", "a cat on a sofa, a girl holding an umbrella"),
        ("a beach", "a man riding a horse", "a man riding a horse, at the beach"),
        ("小河", "撑伞的姑娘", "姑娘打着伞，在小河"),
    ],
)
def test_who_is_added_brings_what_they_hold_or_ride(prompt: str, added: str, prompted: str) -> None:
    assert prompt_of(edited(prompt, action("add_object", object=added))) == prompted


def test_dropping_the_chip_of_an_action_drops_the_action_alone() -> None:
    prompt = "a dog sleeping in the park"
    recipe = Recipe(source=Drawing(prompt=prompt, scene=read_scene(prompt), seed=1))
    assert ("action:0", "sleeping") in [(chip.key, chip.label) for chip in chips_of(recipe, Language.EN)]
    assert prompt_of(scene_of(drop_chip(recipe, "action:0"))) == "a dog, in the park"
    asked_to = fold(recipe, action("edit", instruction="make it run"))
    assert prompt_of(scene_of(drop_chip(asked_to, "action:0"))) == "a dog, in the park"


THINGS = st.sampled_from(["cat", "dog", "hat", "barn", "moon", "beach", "it", "red balloon", "猫", "帽子", "zorble"])
PROMPTS = st.sampled_from([
    "a cat wearing a hat next to a dog looking at the moon", "2 kids building a snowman in front of a red barn at the beach",
    "戴帽子的猫在海边看月亮", "", "a girl riding a horse, holding a red balloon",
])  # fmt: skip


@given(
    PROMPTS, st.lists(st.tuples(st.sampled_from(["remove", "replace", "recolor", "add"]), THINGS, THINGS), max_size=5)
)
def test_any_edits_leave_a_scene_that_can_be_printed(prompt: str, edits: list[tuple[str, str, str]]) -> None:
    scene = read_scene(prompt)
    for kind, one, other in edits:
        params = {"remove": {"object": one}, "replace": {"object": one, "with": other},
                  "recolor": {"object": one, "color": "red"}, "add": {"object": one, "place": f"next to the {other}"}}  # fmt: skip
        scene = apply(scene, action(f"{kind}_object", **params[kind]))
    assert isinstance(prompt_of(scene), str)


def test_a_plan_holds_the_scene_with_its_actions() -> None:
    drawn = plan(fold(DRAWING, action("edit", instruction="make it jump"))).source
    assert isinstance(drawn, Drawing)
    assert drawn.scene.subjects[0].action == "jumping"


@pytest.mark.parametrize(
    ("prompt", "thing", "there"),
    [
        ("一个女孩在喝茶", "茶杯", [("女孩", None, None), ("茶杯", "red", "女孩手里")]),
        ("一个男孩在踢球", "球", [("男孩", None, None), ("足球", "red", "男孩旁边")]),
        ("a girl reading a book", "book", [("girl", None, None), ("book", "red", "held by the girl")]),
        ("一只猫在睡觉", "茶杯", [("猫", None, None)]),
    ],
)
def test_what_a_deed_brings_can_be_recoloured(
    prompt: str, thing: str, there: list[tuple[str, str | None, str | None]]
) -> None:
    scene = edited(prompt, action("recolor_object", object=thing, color="red"))
    assert [(one.noun, one.color, one.place) for one in scene.subjects] == there


def test_weather_for_a_background_leaves_the_place() -> None:
    scene = edited("一只小猫在公园里", action("change_background", background="下雪"))
    assert (scene.background, scene.details) == ("公园里", ("下雪",))
