"""Composition: a hero leaves its place to be seen, fills a bare sheet, and moves nobody by who it is."""

from __future__ import annotations

from functools import cache

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.lying import lying
from gpuserver.engines.illustrator.spots import Spot

Box = tuple[float, float, float, float]


@cache
def boxes(prompt: str, seed: int = 7) -> dict[str, Box]:
    """Where everything of a prompt is."""
    return {seen.name: seen.box for seen in compose(read_scene(prompt), seed).objects if seen.box is not None}


@pytest.mark.parametrize("who", ["cat", "girl", "house", "teapot"])
def test_a_hero_in_a_place_leaves_that_to_be_seen(who: str) -> None:
    _, top, _, foot = boxes(f"a {who} in the park")[who]
    _, bare_top, _, bare_foot = boxes(f"a {who}")[who]
    assert foot - top < 0.92 * (bare_foot - bare_top)
    assert top > 0.2


@pytest.mark.parametrize("seed", range(4))
def test_a_hero_in_a_place_stands_beside_the_middle(seed: int) -> None:
    left, _, right, _ = boxes("a rabbit in the park", seed)["rabbit"]
    assert 0.025 < abs((left + right) / 2 - 0.5) < 0.17


@pytest.mark.parametrize("thing", ["rose", "key", "cat", "teapot"])
def test_a_thing_on_a_bare_sheet_fills_it(thing: str) -> None:
    left, top, right, foot = boxes(f"a {thing}")[thing]
    assert (foot - top) * (right - left) > 0.1
    assert 0.38 < (top + foot) / 2 < 0.68


@pytest.mark.parametrize("other", ["pig", "fox", "panda"])
def test_who_takes_the_place_of_a_subject_of_its_size_moves_nobody_else(other: str) -> None:
    before = boxes("a cat and a dog next to a bench in the park")
    after = boxes(f"a cat and a {other} next to a bench in the park")
    assert (before["cat"], before["bench"]) == (after["cat"], after["bench"])


def test_who_is_in_a_basket_is_between_its_handle_and_its_near_side() -> None:
    groups = [group for group in compose(read_scene("a fox in a basket"), 7).stage.groups if group.is_subject]
    sides = [at for at, group in enumerate(groups) if group.name == "basket"]
    guest = next(at for at, group in enumerate(groups) if group.name == "fox")
    assert sides[0] < guest < sides[-1]
    assert any("handle" in item.ids for item in groups[sides[0]].items)


@pytest.mark.parametrize("prompt", ["an ambulance in front of a hospital", "医院门前有一辆救护车"])
def test_a_house_behind_a_car_is_to_be_seen(prompt: str) -> None:
    car, house = sorted(boxes(prompt).values(), key=lambda box: box[3], reverse=True)
    assert house[1] < car[1] - 0.08


def test_a_pale_thing_is_set_off_from_a_pale_sheet() -> None:
    def shades(prompt: str) -> int:
        return sum(group.name == "shade" for group in compose(read_scene(prompt), 7).stage.groups)

    assert shades("a white rose")
    assert not shades("a red rose")
    assert not shades("a white rose in the park")


def test_the_shade_of_a_pale_basket_lies_behind_who_is_in_it() -> None:
    names = [group.name for group in compose(read_scene("a fox in a white basket"), 7).stage.groups]
    assert names.index("shade") < names.index("fox")


@pytest.mark.parametrize("who", ["panda", "cat", "fox", "owl", "bear"])
def test_a_broad_hero_hides_less_than_a_fifth_of_its_place(who: str) -> None:
    left, top, right, foot = boxes(f"a {who} in the park")[who]
    assert (right - left) * (foot - top) < 0.2


@pytest.mark.parametrize("thing", ["redenvelope", "question mark", "parking sign", "music note"])
def test_writing_is_never_mirrored(thing: str) -> None:
    assert not Spot(subjects.artwork(thing), 300, 500, 200, flip=True).flip
    assert Spot(subjects.artwork("car"), 300, 500, 200, flip=True).flip


@pytest.mark.parametrize("who", ["cow", "horse", "elephant", "dragon", "car"])
def test_whoever_is_alone_on_a_bare_sheet_stands_in_its_middle(who: str) -> None:
    for seed in range(4):
        left, _, right, _ = boxes(f"a {who}, plain background", seed)[who]
        assert abs((left + right) / 2 - 0.5) < 0.12


@pytest.mark.parametrize("who", ["robot", "panda"])
def test_what_is_held_does_not_hang_through_the_ground(who: str) -> None:
    held = boxes(f"a {who} holding a watering can")
    assert held["watering can"][3] <= held[who][3] + 0.02


_TOOLS = sorted(name for name in art.names() if art.load(name).lies)


@pytest.mark.parametrize("tool", _TOOLS)
def test_a_tool_that_is_in_no_hand_lies_low_on_the_ground(tool: str) -> None:
    held, laid = art.load(tool), lying(art.load(tool))
    assert not laid.airborne
    assert laid.anchors["ground"].y == pytest.approx(laid.box[3])  # pyright: ignore[reportUnknownMemberType]
    assert laid.box[3] - laid.box[1] < 1.05 * (held.box[3] - held.box[1])


@pytest.mark.parametrize(
    ("prompt", "lies"),
    [
        ("a hammer", True), ("a hammer on a table", True), ("a cat next to a hammer", True),
        ("a boy holding a hammer", False), ("a hammer in a basket", False), ("a hammer flying over the city", False),
    ],
)  # fmt: skip
def test_a_tool_lies_unless_something_keeps_it_up(prompt: str, lies: bool) -> None:
    hammer = next(role for role in read_cast(read_scene(prompt), 7).roles if role.name == "hammer")
    assert hammer.artwork.airborne is not lies


@pytest.mark.parametrize("thing", ["bow tie", "hat", "sunglasses", "crown"])
def test_what_nobody_wears_stands_on_the_ground(thing: str) -> None:
    assert all(group.lift == 0 for group in compose(read_scene(f"a {thing}"), 7).stage.groups)


def test_a_pencil_beside_a_cat_is_no_log() -> None:
    found = boxes("a cat next to a pencil")
    assert found["pencil"][2] - found["pencil"][0] < 0.8 * (found["cat"][2] - found["cat"][0])


def test_a_fork_and_a_knife_lie_side_by_side() -> None:
    for seed in range(4):
        found = boxes("a fork and a knife", seed)
        assert found["fork"][3] < found["knife"][1] + 0.03 or found["knife"][3] < found["fork"][1] + 0.03


def test_a_pencil_in_a_classroom_leaves_that_to_be_seen() -> None:
    left, _, right, _ = boxes("a pencil in the classroom")["pencil"]
    assert right - left < 0.5


@pytest.mark.parametrize("who", ["boy", "girl"])
def test_what_would_lean_over_the_face_leans_the_other_way_in_the_hand(who: str) -> None:
    for seed in range(4):
        found = boxes(f"a {who} holding a baseball bat", seed)
        bat, holder = found["baseball bat"], found[who]
        assert min(bat[2], holder[2]) - max(bat[0], holder[0]) > 0.01
