"""A person at every age is the same person: skin, clothes and glasses stay, hair keeps its colour until it is grey."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.scene.edits import apply
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import Composition, compose


def color(composition: Composition, cls: str) -> str:
    return next(
        item.color for group in composition.stage.groups if group.is_subject for item in group.items if item.cls == cls
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("prompt", ["a portrait of a man with glasses", "a woman with glasses"])
def test_skin_clothes_and_glasses_stay_at_every_age(prompt: str, seed: int) -> None:
    scene = read_scene(prompt)
    ages = [apply(scene, action("change_attribute", object="it", attribute=age)) for age in ("child", "young", "old")]
    drawn = [compose(one, seed) for one in (scene, *ages)]
    for cls in ("skin", "top", "frame"):
        assert len({color(one, cls) for one in drawn}) == 1, cls
    assert len({color(one, "hair") for one in drawn[:3]}) == 1
    assert all(one.undrawn == () for one in drawn)


def test_hair_is_grey_in_old_age_and_begins_to_be_in_middle_age() -> None:
    scene = read_scene("a portrait of a man with black hair")
    hair = [
        color(compose(apply(scene, action("change_attribute", object="him", attribute=age)), 1), "hair")
        for age in ("young", "middle-aged")
    ]
    light = [sum(int(one[at : at + 2], 16) for at in (1, 3, 5)) for one in hair]
    assert light[0] < light[1]


def test_two_people_of_two_ages_are_two_people() -> None:
    looks = set[tuple[str, str]]()
    for seed in range(6):
        groups = [group for group in compose(read_scene("a man and an old man"), seed).stage.groups if group.is_subject]
        tops = [next(item.color for item in group.items if item.cls == "top") for group in groups]
        looks.add((tops[0], tops[1]))
    assert any(one != other for one, other in looks)
