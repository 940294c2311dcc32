"""Hair of every kind, freckles, hearing aids and prosthetic legs are drawn where they are said to be."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose


@pytest.mark.parametrize(
    ("prompt", "part"),
    [
        ("a man with an afro", "hair-afro-front"), ("a woman with an afro", "hair-curly-front"),
        ("a woman with curly hair in a bun", "hair-bun-front"), ("a woman with glasses and a bun", "hair-bun-front"),
        ("a girl with braids", "hair-pigtails-front"), ("一个扎马尾的女孩", "hair-pigtails-front"),
        ("a man with a ponytail", "hair-long-front"), ("a bald man", "hair-bald-front"),
        ("a girl with freckles", "freckles"), ("a portrait of a woman with freckles", "freckles"),
    ],
)  # fmt: skip
def test_hair_and_freckles_are_those_that_are_said(prompt: str, part: str) -> None:
    roles = read_cast(read_scene(prompt), seed=7).roles
    assert len(roles) == 1
    assert part in roles[0].looks[0].show
    assert compose(read_scene(prompt), seed=7).undrawn == ()


def test_a_bun_that_is_held_is_bread() -> None:
    assert "bread" in {role.name for role in read_cast(read_scene("a woman holding a bun"), seed=7).roles}


@pytest.mark.parametrize(
    "prompt", ["a girl with a hearing aid", "戴助听器的男孩", "a portrait of a man with a hearing aid"]
)
def test_a_hearing_aid_is_at_the_ear_and_takes_no_hair(prompt: str) -> None:
    scene = read_scene(prompt)
    bare = scene.model_copy(update={"subjects": scene.subjects[:1]})
    (worn,) = [group for group in compose(scene, seed=7).stage.groups if group.layer == "subject"]
    (plain,) = [group for group in compose(bare, seed=7).stage.groups if group.layer == "subject"]
    assert any("hearingaid" in item.ids for item in worn.items)
    assert len([item for item in worn.items if item.cls == "hair"]) == len(
        [item for item in plain.items if item.cls == "hair"]
    )


@pytest.mark.parametrize("prompt", ["a woman with a prosthetic leg", "a boy with a prosthetic leg running"])
def test_a_prosthetic_leg_is_one_of_the_two(prompt: str) -> None:
    (role,) = read_cast(read_scene(prompt), seed=7).roles
    legs = [cls for shape in role.artwork.shapes if "legs" in shape.ids for cls in shape.classes]
    assert {"skin", "alloy"} <= set(legs)
    assert legs.count("alloy") == 1
