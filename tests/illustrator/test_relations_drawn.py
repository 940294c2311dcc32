"""Hanging, lying, in, over, on and under: where things are to each other, and how large."""

from __future__ import annotations

import pytest
import skia

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, bounds

SEEDS = [1, 4]
_ASIDE = ("line", "halo", "shade")


def composed(prompt: str, seed: int = 7) -> Composition:
    return compose(read_scene(prompt), seed)


def order(composition: Composition) -> list[Group]:
    """The subjects from back to front."""
    return [group for group in composition.stage.groups if group.is_subject and group.name not in _ASIDE]


def box(composition: Composition, name: str) -> skia.Rect:
    return bounds(next(group for group in order(composition) if group.name == name).items)


def names(composition: Composition) -> list[str]:
    return [group.name for group in order(composition)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("who", ["sloth", "bat", "lantern"])
def test_what_hangs_from_a_branch_touches_it_from_below_and_is_no_speck(who: str, seed: int) -> None:
    scene = composed(f"a {who} hanging from a branch", seed)
    hung, branch = box(scene, who), box(scene, "branch")
    assert branch.top() < hung.top() < branch.bottom()
    assert hung.bottom() > branch.bottom()
    assert hung.height() > 0.4 * branch.height()
    assert hung.bottom() < DESIGN
    assert branch.left() < hung.centerX() < branch.right()


def test_several_on_a_branch_are_apart() -> None:
    hung = sorted(bounds(one.items).centerX() for one in order(composed("three lanterns hanging from a branch"))[-3:])
    wide = box(composed("three lanterns hanging from a branch"), "lantern").width()
    assert hung[1] - hung[0] > 0.8 * wide
    assert hung[2] - hung[1] > 0.8 * wide


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("prompt", "what", "on"),
    [
        ("a crown on a velvet pillow", "crown", "pillow"), ("a hat on a table", "hat", "table"),
        ("glasses on a book", "glasses", "book"), ("一顶帽子放在椅子上", "hat", "chair"),
    ],
)  # fmt: skip
def test_what_could_be_worn_lies_on_a_thing_and_is_smaller(prompt: str, what: str, on: str, seed: int) -> None:
    scene = composed(prompt, seed)
    thing, base = box(scene, what), box(scene, on)
    assert names(scene) == [on, what]
    assert base.left() < thing.centerX() < base.right()
    assert base.top() < thing.bottom() < base.bottom()
    assert thing.width() < base.width()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("prompt", "who", "vessel"),
    [
        ("a hedgehog in a teacup", "hedgehog", "cup"), ("a kitten in a mug", "cat", "cup"), ("茶杯里的小猫", "cat", "cup"),
        ("a puppy in a boot", "dog", "boots"), ("a frog in a bowl", "frog", "bowl"),
        ("a bunny in a pot", "rabbit", "pot"), ("a raccoon in a trash can", "raccoon", "trashcan"),
        ("a christmas tree in the back of a red pickup truck", "christmastree", "pickup"),
        ("a red pickup truck with a dog in the back", "dog", "pickup"),
    ],
)  # fmt: skip
def test_who_is_in_a_vessel_is_seen_over_its_rim_and_nowhere_below(
    prompt: str, who: str, vessel: str, seed: int
) -> None:
    scene = composed(prompt, seed)
    one, holds = box(scene, who), box(scene, vessel)
    assert one.top() < holds.top() + 0.1 * holds.height()
    assert one.bottom() < holds.top() + 0.6 * holds.height()
    assert holds.left() < one.centerX() < holds.right()
    assert one.width() < 1.3 * holds.width()


def test_a_drink_is_in_its_cup_and_colours_it() -> None:
    scene = composed("a cup with purple tea")
    assert names(scene) == ["cup"]
    drink = next(item for item in order(scene)[0].items if item.cls == "coffee")
    plain = next(item for item in order(composed("a cup with tea"))[0].items if item.cls == "coffee")
    assert drink.color != plain.color
    assert names(composed("a glass teapot with purple tea on a wooden table")) == ["table", "teapot"]


def test_a_fish_in_a_bowl_has_water_round_it() -> None:
    assert names(composed("a goldfish in a bowl")) == ["fishbowl"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("prompt", ["a witch riding a broom over a castle", "女巫骑着扫帚飞过城堡"])
def test_a_witch_is_on_her_broom_above_a_castle_that_is_larger_than_she(prompt: str, seed: int) -> None:
    scene = composed(prompt, seed)
    witch, castle = box(scene, "witch"), box(scene, "castle")
    assert "broom" not in names(scene)
    assert any(item.cls == "straw" for group in order(scene) if group.name == "witch" for item in group.items)
    assert witch.bottom() < castle.top() + 0.1 * castle.height()
    assert witch.height() < 0.7 * castle.height()
    assert witch.top() > 0


@pytest.mark.parametrize(
    "prompt",
    ["a boy riding a dragon over the mountains", "一个男孩骑着龙飞过雪山", "a wizard riding a dragon over a castle"],
)
def test_who_rides_a_flier_over_a_place_is_in_the_air_with_it(prompt: str) -> None:
    scene = composed(prompt)
    rider = next(group for group in order(scene) if group.name in ("boy", "wizard"))
    dragon = box(scene, "dragon")
    assert dragon.bottom() < 0.66 * DESIGN
    assert skia.Rect.Intersects(dragon, bounds(rider.items))


@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ("a steam train crossing a stone bridge", "train"), ("一列火车驶过石桥", "train"),
        ("a red bus crossing a bridge", "bus"), ("a truck driving across a bridge", "truck"),
    ],
)  # fmt: skip
def test_who_crosses_a_bridge_is_on_it(prompt: str, who: str) -> None:
    scene = composed(prompt)
    one, bridge = box(scene, who), box(scene, "bridge")
    assert one.top() < bridge.top()
    assert bridge.top() < one.bottom() < bridge.centerY() + 0.1 * bridge.height()
    assert one.width() < bridge.width()


@pytest.mark.parametrize(
    "prompt", ["a firefighter carrying a kitten down a ladder", "a boy climbing a ladder", "a man climbing up a ladder"]
)
def test_who_climbs_a_ladder_is_on_its_rungs(prompt: str) -> None:
    scene = composed(prompt)
    who = next(bounds(group.items) for group in order(scene) if group.name in ("firefighter", "boy", "man"))
    ladder = box(scene, "ladder")
    assert names(scene)[0] == "ladder"
    assert ladder.left() < who.centerX() < ladder.right()
    assert ladder.top() + 0.25 * ladder.height() < who.bottom() < ladder.bottom() - 0.1 * ladder.height()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "prompt",
    [
        "a student asleep on a pile of books",
        "a man asleep on a couch",
        "a girl sleeping in a bed",
        "女孩躺在沙发上睡觉",
    ],
)
def test_who_lies_on_a_thing_is_whole_and_no_longer_than_it(prompt: str, seed: int) -> None:
    scene = composed(prompt, seed)
    base, sleeper = (bounds(group.items) for group in order(scene))
    assert sleeper.left() > 0
    assert sleeper.right() < DESIGN
    assert sleeper.width() < 1.1 * base.width()
    assert abs(sleeper.centerX() - base.centerX()) < 0.1 * base.width()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_head_of_who_sleeps_is_at_the_head_of_the_bed(seed: int) -> None:
    scene = composed("a girl sleeping in a bed", seed)
    bed, girl = (bounds(group.items) for group in order(scene))
    sleeper, high = order(scene)[1], order(scene)[0]
    posts = max(high.items, key=lambda item: -item.path.getBounds().top()).path.getBounds().centerX()
    eyes = [eye.path.getBounds().centerX() for eye, _ in eyes_of(sleeper.items)] or [
        bounds([item for item in sleeper.items if item.id == "head"]).centerX()
    ]
    assert (eyes[0] - girl.centerX()) * (posts - bed.centerX()) > 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ("a girl holding an umbrella", "girl"), ("a woman with an umbrella in the rain", "woman"),
        ("a bear holding an umbrella", "bear"), ("一个女孩在雨中打着伞", "girl"),
    ],
)  # fmt: skip
def test_an_umbrella_is_over_the_head_of_who_holds_it(prompt: str, who: str, seed: int) -> None:
    scene = composed(prompt, seed)
    umbrella, holder = box(scene, "umbrella"), next(group for group in order(scene) if group.name == who)
    face = [eye.path.getBounds().centerX() for eye, _ in eyes_of(holder.items)]
    assert umbrella.top() < bounds(holder.items).top()
    assert umbrella.left() < min(face)
    assert max(face) < umbrella.right()


def test_two_who_share_an_umbrella_are_under_it() -> None:
    for prompt in ("two frogs sharing an umbrella", "a couple sharing an umbrella"):
        scene = composed(prompt)
        umbrella = box(scene, "umbrella")
        pair = [bounds(group.items) for group in order(scene) if group.name != "umbrella"]
        assert len(pair) == 2
        for one in pair:
            assert umbrella.left() < one.left()
            assert one.right() < umbrella.right()
            assert umbrella.top() < one.top()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("prompt", ["a child holding a red balloon", "小女孩拿着一个气球", "a cat holding a balloon"])
def test_a_held_balloon_is_over_the_face_on_a_string_to_the_hand(prompt: str, seed: int) -> None:
    scene = composed(prompt, seed)
    balloon = next(group for group in order(scene) if group.name == "balloon")
    holder = next(group for group in order(scene) if group.name != "balloon")
    ball = bounds([item for item in balloon.items if item.id == "ball"])
    eyes = [eye.path.getBounds() for eye, _ in eyes_of(holder.items)]
    assert ball.bottom() < min(eye.centerY() for eye in eyes)
    assert bounds(balloon.items).bottom() > max(eye.bottom() for eye in eyes)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("prompt", "who", "what", "times"),
    [
        ("a knight in front of a castle", "knight", "castle", 2), ("骑士站在城堡旁边", "knight", "castle", 2),
        ("a woman next to a ferris wheel", "woman", "ferriswheel", 2), ("a knight beside a church", "knight", "church", 2),
        ("a man next to a skyscraper", "man", "skyscraper", 2), ("a cat next to an elephant", "cat", "elephant", 1.5),
        ("a girl standing next to a dinosaur", "girl", "dinosaur", 1.4), ("a boy next to a whale", "boy", "whale", 1.3),
        ("a boy beside a house", "boy", "house", 1.4),
    ],
)  # fmt: skip
def test_what_dwarfs_somebody_in_life_does_so_beside_them(
    prompt: str, who: str, what: str, times: float, seed: int
) -> None:
    scene = composed(prompt, seed)
    assert box(scene, what).height() > times * box(scene, who).height()


def test_what_is_huge_and_beside_nobody_is_far_away() -> None:
    scene = composed("a knight and a castle")
    knight, castle = box(scene, "knight"), box(scene, "castle")
    assert castle.bottom() < knight.bottom() - 0.1 * DESIGN
    assert castle.top() < knight.top() + 0.1 * DESIGN
    assert names(scene) == ["castle", "knight"]


def test_a_map_that_somebody_looks_at_is_in_their_hands() -> None:
    scene = composed("an old man looking at a map")
    man, chart = (box(scene, name) for name in ("oldman", "map"))
    assert skia.Rect.Intersects(man, chart)
    assert man.top() + 0.4 * man.height() < chart.centerY() < man.bottom()


def test_flowers_on_the_water_are_smaller_than_who_is_in_the_boat() -> None:
    scene = composed("a woman in a boat on a lake with lotus flowers")
    assert box(scene, "lotus").height() < 0.5 * box(scene, "woman").height()


def test_waterfowl_on_a_lake_lies_on_the_water_and_is_no_larger_than_a_boat_beside_it() -> None:
    scene = composed("a duck next to a boat on a lake")
    duck, boat = box(scene, "duck"), box(scene, "boat")
    assert duck.height() < 0.6 * boat.height()
    assert abs(duck.bottom() - boat.bottom()) < 0.06 * DESIGN


def test_a_party_in_a_room_is_on_both_sides_of_its_middle() -> None:
    for prompt in ("two people in a kitchen", "three people in a kitchen"):
        middles = [bounds(group.items).centerX() for group in order(composed(prompt))]
        assert min(middles) < 0.5 * DESIGN < max(middles)


def test_who_is_in_a_cage_is_whole_behind_its_bars() -> None:
    scene = composed("a parrot in a birdcage")
    assert names(scene) == ["parrot", "birdcage"]
    assert box(scene, "birdcage").contains(box(scene, "parrot"))


@pytest.mark.parametrize("prompt", ["roses in a vase", "flowers in a vase", "花瓶里插着玫瑰花"])
def test_flowers_that_are_named_are_the_only_ones_in_a_vase_and_reach_its_lip(prompt: str) -> None:
    groups = order(composed(prompt))
    vase = groups[-1]
    lip = next(item for item in vase.items if item.id == "lip").path.getBounds()
    assert vase.name == "vase"
    assert not any("flowers" in item.ids for item in vase.items)
    assert all(lip.top() < bounds(flower.items).bottom() < lip.bottom() + lip.height() for flower in groups[:-1])


def test_a_painting_that_somebody_looks_at_in_chinese_is_there() -> None:
    assert set(names(composed("老爷爷看着一幅画"))) == {"oldman", "painting"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("prompt", "who"), [("a girl looking at the moon", "girl"), ("小男孩看着月亮", "boy")])
def test_who_looks_at_the_moon_is_turned_to_it(prompt: str, who: str, seed: int) -> None:
    scene = composed(prompt, seed)
    moon = next(bounds([item]) for group in scene.stage.groups for item in group.items if item.cls == "moon")
    one = next(group for group in order(scene) if group.name == who)
    head = bounds([item for item in one.items if "head" in item.ids][:1])
    eyes = [eye.path.getBounds().centerX() for eye, _ in eyes_of(one.items)]
    assert (sum(eyes) / len(eyes) - head.centerX()) * (moon.centerX() - head.centerX()) > 0


def test_what_cannot_hold_somebody_is_owned_up() -> None:
    assert composed("a hamster in a teapot").undrawn == ("in the teapot",)
    assert composed("a hamster in a teacup").undrawn == ()


def test_who_swings_from_a_branch_has_no_second_one() -> None:
    assert names(composed("a monkey swinging from a branch")) == ["monkey"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("prompt", ["a panda holding an ice cream", "a bear holding a book", "小兔子吃西瓜"])
def test_what_an_animal_holds_is_before_its_chest_under_the_chin(prompt: str, seed: int) -> None:
    scene = composed(prompt, seed)
    holder, held = (one.box for one in scene.objects)
    assert holder is not None
    assert held is not None
    assert holder[0] < held[0]
    assert held[2] < holder[2]
    assert held[1] > holder[1] + 0.4 * (holder[3] - holder[1])
