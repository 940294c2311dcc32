"""Couples, families and companies: nobody's face is behind a tree, a house or another one."""

from __future__ import annotations

from itertools import product

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import Group, bounds

_HEADS = (
    "a couple under cherry blossoms", "three friends under a tree", "a family in front of a house",
    "two kids next to a snowman", "a girl and her dog beside a big oak tree", "a rabbit on the moon next to a lander",
    "three little pigs in front of a brick house", "a knight and a princess in front of a castle",
    "two cats and a dog on a sofa", "an old couple on a bench in the park", "a boy, a girl and a robot in a street",
    "a teacher with three students in a classroom", "two farmers next to a tractor", "a man and a woman by a fountain",
    "a mother holding a baby next to a tree", "a girl between two trees", "a panda and a koala under bamboo",
    "a pirate next to a treasure chest and a parrot", "two astronauts next to a rocket",
    "a king and a queen in front of a palace", "a deer and a bear in the forest beside a pine tree",
    "a chef and a waiter behind a table", "a dragon next to a wizard and a tower", "a boy riding a horse past a barn",
    "a witch and a black cat next to a cauldron", "a policeman next to a police car", "两个人在办公室里",
    "情侣在樱花树下", "三个孩子在房子前面", "爷爷奶奶坐在长椅上，旁边有一棵树", "两个女孩和一只狗在公园的树下",
    "一家人站在圣诞树旁边", "玉兔和嫦娥在桂花树下", "小猫和小狗在蘑菇房前", "两个宇航员站在火箭旁边", "老师和学生在黑板前",
    "一个男孩和一个女孩在摩天轮前", "two people in a kitchen", "three people in a cafe", "a fox and a hen next to a barn",
)  # fmt: skip


_EYELESS = ("sakura", "tree", "cup", "pine", "palm", "christmastree")
_HIDDEN = 0.15
_NO_BODIES = ("line", "halo", "shade")


def hidden_faces(scene: Composition) -> list[str]:
    """Whose face is hidden by nearer subjects to more than the share that may be."""
    groups: list[Group] = [group for group in scene.stage.groups if group.is_subject and group.name not in _NO_BODIES]
    out: list[str] = []
    for at, who in enumerate(groups):
        eyes = [eye for eye, _ in eyes_of(who.items)]
        if not eyes or who.name in _EYELESS:
            continue
        face = bounds(eyes)
        face.outset(0.3 * face.width(), 0.3 * face.width())
        near = [item.path for other in groups[at + 1 :] for item in other.items if item.kind == "part"]
        points = [(face.left() + x * face.width() / 9, face.top() + y * face.height() / 9) for x, y in _GRID]
        if sum(any(path.contains(*point) for path in near) for point in points) > _HIDDEN * len(points):
            out.append(who.name)
    return out


_GRID = [*product(range(10), repeat=2)]


@pytest.mark.parametrize(
    ("prompt", "seed"),
    [
        *((prompt, 9) for prompt in _HEADS), ("a couple under cherry blossoms", 3), ("a couple under two trees", 3),
        ("a couple under two trees", 8), ("a fox under a tree and a house", 5),
    ],
)  # fmt: skip
def test_no_face_is_behind_another_subject(prompt: str, seed: int) -> None:
    assert hidden_faces(compose(read_scene(prompt), seed)) == []
