"""What people are said to wear is on them, in its colour, in every pose; their faces stay in sight."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.scene.edits import apply
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.people.figures import KINDS
from gpuserver.engines.illustrator.people.identity import WARDROBE
from gpuserver.engines.illustrator.people.outfits.clothes import CLOTHES
from gpuserver.engines.illustrator.subjects import artwork


def colors(prompt: str, cls: str) -> set[str]:
    """The colours of the parts of a class in a drawn prompt."""
    found = {
        item.color for group in compose(read_scene(prompt), 3).stage.groups for item in group.items if item.cls == cls
    }
    assert found, cls
    return found


@pytest.mark.parametrize(
    ("prompt", "cls"),
    [
        ("a woman in a red dress", "dress"),
        ("穿红裙子的女孩", "dress"),
        ("a boy in red boots", "boot"),
        ("a man in a red suit", "suit"),
        ("a grandma wearing a red sweater", "knit"),
        ("穿红色毛衣的老爷爷", "knit"),
        ("a girl in a red skirt running", "skirt"),
        ("a man with a red belt", "strap"),
        ("穿红色袜子的女孩", "sock"),
        ("a boy in red flip-flops", "flop"),
        ("a girl wearing a red bracelet", "bead"),
        ("a man wearing red gloves", "glove"),
        ("a boy in red slippers", "shoes"),
    ],
)
def test_clothes_are_put_on_in_their_colour(prompt: str, cls: str) -> None:
    assert colors(prompt, cls) == colors("a woman in a red dress", "dress")


@pytest.mark.parametrize("prompt", ["a boy in red clothes", "a girl wearing a red outfit", "穿红衣服的女孩"])
def test_clothes_of_no_kind_are_what_somebody_has_on(prompt: str) -> None:
    scene = compose(read_scene(prompt), 3)
    assert scene.undrawn == ()
    assert "#E5484D" in {item.color for group in scene.stage.groups for item in group.items if item.cls == "top"}


def test_each_piece_has_its_own_colour() -> None:
    prompt = "a boy in a red t-shirt and blue shorts"
    assert colors(prompt, "shirt") != colors(prompt, "shorts")


def test_nothing_worn_stands_before_the_face() -> None:
    drawn = compose(read_scene("a woman in a red dress"), 3)
    assert len([group for group in drawn.stage.groups if group.is_subject]) == 1
    assert drawn.undrawn == ()


@pytest.mark.parametrize(
    ("prompt", "named"), [("a cowboy wearing gloves", "gloves"), ("a pirate wearing boots", "boots")]
)
def test_clothes_that_somebody_cannot_put_on_are_named_and_not_laid_on_them(prompt: str, named: str) -> None:
    drawn = compose(read_scene(prompt), 3)
    assert len([group for group in drawn.stage.groups if group.is_subject]) == 1
    assert drawn.undrawn == (named,)


def test_what_is_taken_off_is_not_worn() -> None:
    scene = read_scene("a woman in a black suit and a green hat")
    bare = apply(scene, action("remove_object", object="suit"))
    parts = {item.cls for group in compose(bare, 3).stage.groups for item in group.items}
    assert "felt" in parts
    assert "suit" not in parts


def test_glasses_that_are_taken_off_beside_somebody_else_are_worn_no_more() -> None:
    scene = read_scene("a man with glasses and a dog")
    bare = apply(scene, action("remove_object", object="glasses"))
    worn, left = (sum(len(group.items) for group in compose(one, 3).stage.groups) for one in (scene, bare))
    none = sum(len(group.items) for group in compose(read_scene("a man and a dog"), 3).stage.groups)
    assert worn > left == none


def test_a_wedding_dress_is_white() -> None:
    assert colors("a woman in a wedding dress", "dress") == colors("a woman in a white dress", "dress")


def test_a_swimsuit_does_not_make_one_swim() -> None:
    wide = compose(read_scene("a woman in a red swimsuit"), 3).stage.groups[-1]
    assert {item.cls for item in wide.items} >= {"top", "skin"}


def test_animals_have_no_clothes_and_say_so() -> None:
    assert compose(read_scene("a cat wearing boots"), 3).undrawn == ("boots",)


def test_a_dress_that_nobody_wears_is_a_thing() -> None:
    assert colors("a red dress", "wood"), "it stands on its wooden stand"
    assert compose(read_scene("a red dress"), 3).undrawn == ()


@pytest.mark.parametrize("kind", sorted(set(WARDROBE) & set(KINDS)))
def test_everybody_can_wear_everything(kind: str) -> None:
    for name, clothing in CLOTHES.items():
        assert clothing.cls in artwork(kind, "", (name,)).palette, name


def test_what_is_put_on_takes_the_place_of_what_was_there() -> None:
    dressed = artwork("man", "", ("suit", "shorts"))
    assert "shorts" in dressed.palette
    assert "suit" not in dressed.palette


def test_three_that_are_red_blue_and_green_are_one_of_each() -> None:
    drawn = compose(read_scene("three balloons: red, blue and green"), 3)
    skins = [item.color for group in drawn.stage.groups for item in group.items if item.cls == "skin2"]
    assert len(set(skins)) == 3
