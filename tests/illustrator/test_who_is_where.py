"""Who sits on what, in front of what, and whether anything of it is cut off: what a composition holds."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import skia

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item, bounds


def composed(prompt: str, seed: int = 7) -> Composition:
    return compose(read_scene(prompt), seed)


def figures(composition: Composition) -> list[Group]:
    return [group for group in composition.stage.groups if group.is_subject and group.name != "line"]


def counts(composition: Composition) -> dict[str, int]:
    return {seen.name: seen.count for seen in composition.objects}


def box(items: Iterable[Item]) -> skia.Rect:
    return bounds(items)


def by_name(composition: Composition, name: str) -> Group:
    return next(group for group in figures(composition) if group.name == name)


@pytest.mark.parametrize(
    ("prompt", "noun", "count"),
    [
        ("三只小猪坐在小船上，晚上", "小猪", 3), ("two children riding a horse", "children", 2), ("three cats on a sofa", "cats", 3),
        ("two birds on a branch", "birds", 2), ("four frogs in a boat", "frogs", 4), ("两个孩子骑自行车", "孩子", 2),
    ],
)  # fmt: skip
def test_all_riders_sit_there_and_no_face_is_hidden(prompt: str, noun: str, count: int) -> None:
    composition = composed(prompt)
    groups = figures(composition)
    assert counts(composition)[noun] == count
    assert composition.undrawn == ()
    riders = [group for group in groups if group.ground is None and eyes_of(group.items)]
    for at, rider in enumerate(riders):
        for eye, _ in eyes_of(rider.items):
            spot = eye.path.getBounds()
            nearer = [item for other in riders[at + 1 :] for item in other.items if item.kind == "part"]
            assert not any(item.path.contains(spot.centerX(), spot.centerY()) for item in nearer)


@pytest.mark.parametrize(
    "prompt",
    [
        "a knight riding a white horse in front of a castle", "a cowboy riding a giraffe", "a wizard cheering on a horse",
        "a rabbit sitting on a mushroom", "a boy riding a skateboard", "圣诞老人坐在雪橇上",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_is_ridden_or_rides_is_cut_off_by_the_frame(prompt: str, seed: int) -> None:
    for group in figures(composed(prompt, seed))[-2:]:
        frame = box(group.items)
        assert frame.top() > 0
        assert frame.left() > -1
        assert frame.right() < DESIGN + 1


@pytest.mark.parametrize(
    "prompt",
    [
        "portrait of a chef",
        "portrait of an old woman wearing a hat",
        "a king with a crown, portrait",
        "a girl, portrait",
    ],
)
def test_portraits_have_air_over_hair_and_hat(prompt: str) -> None:
    top = min(box(group.items).top() for group in figures(composed(prompt)))
    assert 0.06 * DESIGN <= top < 0.35 * DESIGN


def test_who_flies_a_kite_stands_and_the_kite_is_in_the_sky_on_a_line() -> None:
    composition = composed("a boy and a girl flying a kite on a hill")
    boy, kite = by_name(composition, "boy"), by_name(composition, "kite")
    line = next(group for group in composition.stage.groups if group.name == "line")
    assert boy.ground is not None
    assert kite.ground is None
    assert box(kite.items).bottom() < box(boy.items).centerY()
    assert box(line.items).intersects(box(kite.items))
    assert box(line.items).intersects(box(boy.items))
    assert composition.undrawn == ()


def test_people_stand_behind_a_worktop_and_small_things_on_it() -> None:
    composition = composed("a chef and a cup in the kitchen")
    names = [group.name for group in composition.stage.groups]
    assert names.index("chef") < names.index("bench") < names.index("cup")
    worktop = box(composition.stage.groups[names.index("bench")].items).top()
    chef, cup = by_name(composition, "chef"), by_name(composition, "cup")
    assert box(chef.items).bottom() > worktop > box(chef.items).top()
    assert box(cup.items).bottom() > worktop


def test_a_passenger_shows_in_the_window() -> None:
    composition = composed("a dog in a red car")
    dog, car = by_name(composition, "dog"), by_name(composition, "car")
    glass = box(item for item in car.items if item.cls == "glass")
    glass.outset(2, 2)
    assert eyes_of(dog.items)
    assert glass.contains(box(dog.items))


def test_those_who_look_at_each_other_face_each_other() -> None:
    for seed in range(4):
        composition = composed("a dog and a cat looking at each other", seed)
        dog, cat = by_name(composition, "dog"), by_name(composition, "cat")
        left, right = sorted((dog, cat), key=lambda group: box(group.items).centerX())
        assert face_of(left) > box(left.items).centerX()
        assert face_of(right) < box(right.items).centerX()


def face_of(group: Group) -> float:
    eyes = [eye.path.getBounds().centerX() for eye, _ in eyes_of(group.items)]
    return sum(eyes) / len(eyes)


@pytest.mark.parametrize(
    ("prompt", "noun", "color"),
    [
        ("a girl reading a blue book", "book", "blue"),
        ("a man playing a red guitar", "guitar", "red"),
        ("一个男人在弹红色的吉他", "吉他", "red"),
    ],
)
def test_what_a_pose_has_in_its_hands_is_drawn_once_in_its_colour(prompt: str, noun: str, color: str) -> None:
    composition = composed(prompt)
    seen = {one.name: one for one in composition.objects}
    assert len(figures(composition)) == 1
    assert seen[noun].color == color
    assert seen[noun].box is not None


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("一个女孩在图书馆里", {"女孩"}), ("奶奶在火车站", {"奶奶"}), ("children under a Christmas tree", {"children", "Christmas tree"}),
        ("a family in the park", {"family"}), ("小男孩踢足球", {"小男孩", "football"}), ("a monkey riding a bike", {"monkey", "bike"}),
        ("a boy giving a flower to a girl", {"boy", "flower", "girl"}), ("熊妈妈和小熊", {"熊妈妈", "小熊"}),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_there_and_nothing_else(prompt: str, names: set[str]) -> None:
    composition = composed(prompt)
    assert set(counts(composition)) == names
    assert composition.undrawn == ()


def test_a_party_is_as_many_as_its_word_says() -> None:
    assert counts(composed("a family on the beach")) == {"family": 3}
    assert counts(composed("children in the park")) == {"children": 3}
    assert counts(composed("熊妈妈"))["熊妈妈"] == 1
    assert by_name(composed("熊妈妈"), "bear")


@pytest.mark.parametrize(
    ("prompt", "layer"),
    [
        ("a boat", "sea"),
        ("two fish", "floor"),
        ("a bird flying", "clouds"),
        ("a house on a hill", "hill"),
        ("山坡上的一只羊", "hill"),
    ],
)
def test_what_is_named_without_a_place_is_at_home(prompt: str, layer: str) -> None:
    assert layer in {group.name for group in composed(prompt).stage.groups}


def scenery(composition: Composition) -> list[str]:
    groups = composition.stage.groups
    return [group.name for group in groups if not group.is_subject and not group.name.startswith("mirror-")]


def test_what_comes_later_changes_neither_background_nor_places() -> None:
    alone, together = composed("a boat"), composed("a boat and a cat")
    assert scenery(alone) == scenery(together)
    assert alone.objects[0].box == together.objects[0].box


@pytest.mark.parametrize("prompt", ["一只熊猫抱着竹子", "a panda holding bamboo", "a panda eating bamboo"])
def test_a_panda_has_its_bamboo_in_its_paw_and_nowhere_else(prompt: str) -> None:
    scene = composed(prompt)
    assert not any(group.name == "bamboo" for group in scene.stage.groups)
    panda, bamboo = (seen.box for seen in scene.objects)
    assert panda is not None
    assert bamboo is not None
    assert bamboo[2] - bamboo[0] < panda[2] - panda[0]
