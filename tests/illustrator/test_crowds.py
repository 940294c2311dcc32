"""Several people stand in depth rows, all different, with their faces in sight and nobody cut off."""

from __future__ import annotations

from itertools import permutations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Group, bounds

_CROWDS = (
    "five children",
    "a crowd of people",
    "a family of six",
    "a football team",
    "ten people",
    "一家五口",
    "四个女孩",
)


def _people(prompt: str, seed: int) -> list[Group]:
    groups = compose(read_scene(prompt), seed=seed).stage.groups
    return [group for group in groups if group.layer == "subject" and any(item.cls == "skin" for item in group.items)]


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("a family of six", ["boy", "girl", "man", "oldman", "oldwoman", "woman"]),
        ("一家五口", ["boy", "girl", "man", "oldwoman", "woman"]), ("a family of four", ["boy", "girl", "man", "woman"]),
        ("a football team", ["man"] * 5 + ["woman"] * 2),
    ],
)  # fmt: skip
def test_a_family_and_a_team_are_those_who_belong_to_it(prompt: str, kinds: list[str]) -> None:
    roles = read_cast(read_scene(prompt), seed=3).roles
    assert sorted(role.name for role in roles for _ in role.looks if role.name != "football") == kinds


def test_a_team_has_shirts_of_one_colour_and_a_ball() -> None:
    roles = read_cast(read_scene("a football team"), seed=3).roles
    players = [look for role in roles for look in role.looks if role.name != "football"]
    assert "football" in {role.name for role in roles}
    assert len({look.tint for look in players}) == 1


@pytest.mark.parametrize("prompt", _CROWDS)
def test_nobody_in_a_crowd_is_cut_off_or_stands_on_another(prompt: str) -> None:
    for seed in range(3):
        people = _people(prompt, seed)
        boxes = [bounds(group.items) for group in people]
        grounds = [group.ground for group in people if group.ground is not None]
        assert all(box.left() >= 0 and box.right() <= 1024 and box.top() >= 0 and box.bottom() <= 1024 for box in boxes)
        assert max(grounds) - min(grounds) > 60  # they stand in rows
        feet = [(box.centerX(), ground) for box, ground in zip(boxes, grounds, strict=True)]
        assert all(abs(x - x2) > 40 or abs(y - y2) > 40 for (x, y), (x2, y2) in permutations(feet, 2))


@pytest.mark.parametrize("prompt", _CROWDS)
def test_most_of_every_face_in_a_crowd_is_in_sight(prompt: str) -> None:
    for seed in range(3):
        people = _people(prompt, seed)
        for at, group in enumerate(people):
            mouth = bounds([item for item in group.items if any(name.startswith("mouth-") for name in item.ids)])
            before = [item for other in people[at + 1 :] for item in other.items]
            hidden = any(item.path.contains(mouth.centerX(), mouth.centerY()) for item in before)
            assert not hidden or len(people) > 8, (seed, at)


@pytest.mark.parametrize("prompt", ["five children", "ten people"])
def test_no_two_in_a_crowd_look_the_same(prompt: str) -> None:
    def looks(group: Group) -> tuple[str, ...]:
        shown = {cls: item.color for item in group.items for cls in [item.cls] if cls in ("skin", "hair", "top")}
        hair = {name for item in group.items for name in item.ids if name.startswith("hair-")}
        return (group.name, *sorted(shown.values()), *sorted(hair))

    everyone = [looks(group) for group in _people(prompt, seed=4)]
    assert len(set(everyone)) == len(everyone)


def test_a_class_is_more_than_one() -> None:
    assert len(_people("a class of students", seed=2)) > 4
