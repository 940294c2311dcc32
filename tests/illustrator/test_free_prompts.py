"""Prompts as strangers type them: what is in what, on what, and of what."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene, read_subject
from core.seen import SeenObject
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.nouns import drawing_of


def composed(prompt: str) -> Composition:
    return compose(read_scene(prompt), 3)


def box_of(composition: Composition, name: str) -> tuple[float, float, float, float]:
    found: SeenObject = next(one for one in composition.objects if one.name == name)
    assert found.box is not None
    return found.box


@pytest.mark.parametrize(
    ("prompt", "inner", "outer", "under"),
    [
        ("a vase of sunflowers on a table", "sunflowers", "vase", "table"),
        ("a goldfish in a bowl on a table", "goldfish", "bowl", "table"),
        ("a kitten in a basket on a chair", "kitten", "basket", "chair"),
    ],
)
def test_what_is_in_a_thing_stays_in_it_where_that_stands_on_another(
    prompt: str, inner: str, outer: str, under: str
) -> None:
    composition = composed(prompt)
    left, _, right, foot = box_of(composition, outer)
    within = box_of(composition, inner)
    assert left <= (within[0] + within[2]) / 2 <= right
    assert within[3] <= foot < box_of(composition, under)[3]


def test_one_sits_in_an_armchair_as_on_it() -> None:
    composition = composed("an owl in an armchair")
    left, _, right, foot = box_of(composition, "armchair")
    owl = box_of(composition, "owl")
    assert left < owl[0] < owl[2] < right
    assert owl[3] < foot


def test_what_somebody_cannot_hold_stands_beside_them_and_on_nothing_else() -> None:
    left, _, right, _ = box_of(composed("a cat holding a flag"), "flag")
    beside = box_of(composed("a cat holding a flag and a table"), "flag")
    assert beside[2] - beside[0] == pytest.approx(right - left, abs=0.001)


def test_a_house_of_bricks_is_a_house() -> None:
    assert drawing_of(read_subject("a house of bricks")) == "house"


def test_neon_light_is_no_lamp() -> None:
    assert not composed("城市夜景，霓虹灯").objects


def test_who_flies_in_a_sledge_keeps_his_hat_in_the_picture() -> None:
    assert box_of(composed("圣诞老人坐着雪橇飞过夜空"), "圣诞老人")[1] > 0.02


@pytest.mark.parametrize("prompt", ["a dolphin jumping", "a dolphin leaping at sunset", "一只跳跃的海豚"])
def test_a_dolphin_that_is_asked_to_leap_does_so(prompt: str) -> None:
    assert composed(prompt).undrawn == ()
