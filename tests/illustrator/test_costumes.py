"""Animals that are somebody are those animals, with what tells who they are; hats are for whoever wears them."""

from __future__ import annotations

import pytest

from core.scene.model import Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.costumes import costumed
from gpuserver.engines.illustrator.people.hats import HATS
from gpuserver.engines.illustrator.subjects import artwork


def drawn(prompt: str) -> set[str]:
    """The classes of all parts of a drawn prompt, which has to be drawn whole."""
    picture = compose(read_scene(prompt), 3)
    assert picture.undrawn == ()
    return {item.cls for group in picture.stage.groups for item in group.items}


@pytest.mark.parametrize(
    ("prompt", "plain", "worn"),
    [
        ("a cat astronaut", "a cat", "spacehelmet"),
        ("an astronaut cat", "a cat", "spacehelmet"),
        ("宇航员猫", "一只猫", "spacehelmet"),
        ("a pirate parrot", "a parrot", "piratehat"),
        ("海盗鹦鹉", "一只鹦鹉", "piratehat"),
        ("a polar bear chef", "a polar bear", "toque"),
        ("a wizard frog", "a frog", "wizardhat"),
        ("a corgi wearing a santa hat", "a corgi", "santahat"),
    ],
)
def test_an_animal_that_is_somebody_wears_what_they_wear(prompt: str, plain: str, worn: str) -> None:
    new = drawn(prompt) - drawn(plain)
    assert new
    assert new <= set(artwork(worn).palette)
    assert "skin" not in drawn(prompt), "nobody is drawn in its place"


@pytest.mark.parametrize(
    "noun", ["fire truck", "police car", "king penguin", "monkey king", "海盗船", "cat", "chef hat"]
)
def test_others_stay_what_they_are(noun: str) -> None:
    assert costumed(Subject(noun=noun)) == (Subject(noun=noun),)


@pytest.mark.parametrize("name", sorted(HATS))
def test_a_hat_sits_by_its_brim(name: str) -> None:
    hat = artwork(name)
    left, _, right, bottom = hat.box
    brim = hat.anchors["head_top"]
    assert left < brim.x < right
    assert brim.y <= bottom
    assert hat.attach == "head_top"
