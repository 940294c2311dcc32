"""Under, behind, over, against, hanging from, around: places that the other thing's own drawing gives."""

from __future__ import annotations

import pytest
import skia

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, bounds


def composed(prompt: str, seed: int = 7) -> Composition:
    return compose(read_scene(prompt), seed)


def order(composition: Composition) -> list[Group]:
    """The subjects from back to front."""
    return [group for group in composition.stage.groups if group.is_subject and group.name not in ("line", "halo")]


def named(composition: Composition, name: str) -> Group:
    return next(group for group in order(composition) if group.name == name)


def box(group: Group) -> skia.Rect:
    return bounds(group.items)


def eyes_hidden(who: Group, by: Group) -> bool:
    middles = [(eye.path.getBounds().centerX(), eye.path.getBounds().centerY()) for eye, _ in eyes_of(who.items)]
    return any(item.path.contains(x, y) for x, y in middles for item in by.items if item.kind == "part")


@pytest.mark.parametrize("seed", [1, 2, 7])
@pytest.mark.parametrize(
    ("prompt", "who", "what"),
    [
        ("a rabbit behind a tree", "rabbit", "tree"), ("树后面有一只兔子", "rabbit", "tree"),
        ("a dog behind a car", "dog", "car"), ("小狗躲在沙发后面", "dog", "sofa"), ("a fox hiding in a bush", "fox", "bush"),
        ("a boy hiding behind a bush", "boy", "bush"), ("a fox peeking out from behind a tree", "fox", "tree"),
        ("小老鼠从奶酪后面探出头来", "mouse", "cheese"),
    ],
)  # fmt: skip
def test_who_is_behind_a_thing_is_partly_hidden_and_looks_out(prompt: str, who: str, what: str, seed: int) -> None:
    composition = composed(prompt, seed)
    names = [group.name for group in order(composition)]
    assert names.index(who) < names.index(what)
    one, other = named(composition, who), named(composition, what)
    assert skia.Rect.Intersects(box(one), box(other))
    assert eyes_of(one.items)
    assert not eyes_hidden(one, other)


@pytest.mark.parametrize(
    ("prompt", "who", "what"),
    [
        ("a cat under a table", "cat", "table"), ("桌子下面的猫", "cat", "table"), ("a duck under a bridge", "duck", "bridge"),
        ("a cat under an umbrella", "cat", "umbrella"),
    ],
)  # fmt: skip
def test_who_is_under_a_thing_is_within_its_width_and_below_its_top(prompt: str, who: str, what: str) -> None:
    composition = composed(prompt)
    names = [group.name for group in order(composition)]
    one, other = box(named(composition, who)), box(named(composition, what))
    assert other.left() < one.left()
    assert one.right() < other.right()
    assert one.top() > other.top() + 0.25 * other.height()
    nearer = names.index(who) > names.index(what)
    assert nearer or not eyes_hidden(named(composition, who), named(composition, what))


@pytest.mark.parametrize(
    ("prompt", "who", "what"),
    [
        ("a bird flying over a house", "bird", "house"), ("小鸟飞过房子", "bird", "house"), ("马跳过栅栏", "horse", "fence"),
        ("a dog jumping over a fence", "dog", "fence"), ("a dragon flying over a castle", "dragon", "castle"),
    ],
)  # fmt: skip
def test_who_flies_or_leaps_over_a_thing_is_above_it(prompt: str, who: str, what: str) -> None:
    composition = composed(prompt)
    one, other = box(named(composition, who)), box(named(composition, what))
    assert one.bottom() < other.top() + 0.1 * other.height()
    assert one.top() > 0


@pytest.mark.parametrize("prompt", ["a lantern hanging from a tree", "a bat hanging from a tree", "灯笼挂在树上"])
def test_what_hangs_from_a_tree_is_below_its_crown_and_over_the_ground(prompt: str) -> None:
    hung, tree = order(composed(prompt))[-1], named(composed(prompt), "tree")
    assert tree.ground is not None
    assert box(tree).top() + 0.4 * box(tree).height() < box(hung).top()
    assert box(hung).bottom() < tree.ground


@pytest.mark.parametrize(
    "prompt", ["kids dancing around a bonfire", "孩子们围着篝火跳舞", "people sitting around a table"]
)
def test_who_is_around_a_thing_is_on_both_sides_of_it_and_in_the_frame(prompt: str) -> None:
    composition = composed(prompt)
    thing = next(group for group in order(composition) if group.name in ("bonfire", "table"))
    people = [box(group) for group in order(composition) if group is not thing]
    middle = box(thing).centerX()
    assert any(one.centerX() < middle for one in people)
    assert any(one.centerX() > middle for one in people)
    assert all(one.left() > -1 and one.right() < DESIGN + 1 for one in people)


@pytest.mark.parametrize("prompt", ["a girl holding an umbrella", "女孩在伞下面等车", "a boy under an umbrella"])
def test_an_umbrella_is_behind_the_head_and_hides_no_face(prompt: str) -> None:
    names = [group.name for group in order(composed(prompt))]
    assert names[0] == "umbrella"


def test_a_tree_that_was_asked_for_has_the_leaves_of_the_season() -> None:
    def leaf(prompt: str) -> str:
        return next(item.color for item in named(composed(prompt), "tree").items if item.cls == "leaf")

    assert len({leaf("a tree"), leaf("a tree in autumn"), leaf("a tree in winter")}) == 3
    assert leaf("a blue tree in autumn") == leaf("a blue tree")


@pytest.mark.parametrize("prompt", ["a cat in an open box", "a cat in a cardboard box", "盒子里的一只猫"])
def test_who_is_in_an_open_box_is_before_its_back_and_cut_off_at_its_rim(prompt: str) -> None:
    composition = composed(prompt)
    assert [group.name for group in order(composition)] == ["openbox", "cat"]
    cat, whole = box(named(composition, "cat")), box(named(composition, "openbox"))
    assert cat.top() < whole.centerY()
    assert whole.top() < cat.bottom() < whole.centerY() + 1


@pytest.mark.parametrize("who", ["rabbit", "boy"])
def test_who_is_behind_a_tree_is_under_its_leaves_with_the_trunk_before_them(who: str) -> None:
    scene = composed(f"a {who} behind a tree")
    tree = named(scene, "tree")
    trunk = bounds([item for item in tree.items if item.cls == "bark"])
    crown = bounds([item for item in tree.items if item.cls == "leaf"])
    hidden, leaves = box(named(scene, who)), crown.bottom()
    assert hidden.left() < trunk.right()
    assert trunk.left() < hidden.right()
    assert hidden.top() > leaves - 0.1 * crown.height()
