"""The tree of versions: nothing is lost, undo and redo are inverse, branches stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload
from core.versions import DEPTH_OF_UNDO, Version, VersionTree

MOVES = st.lists(st.sampled_from(["add", "root", "undo", "redo", "goto", "reset"]), max_size=40)


def version(number: int, parent: int | None) -> Version:
    return Version(number=number, parent=parent, recipe=Recipe(source=Upload(digest=str(number))), images=())


def grow(tree: VersionTree, *, root: bool = False) -> VersionTree:
    return tree.add(version(tree.next_number, None if root else tree.current))


def walk(moves: list[str]) -> VersionTree:
    tree = VersionTree()
    for move in moves:
        try:
            match move:
                case "add":
                    tree = grow(tree)
                case "root":
                    tree = grow(tree, root=True)
                case "undo":
                    tree = tree.undo()
                case "redo":
                    tree = tree.redo()
                case "goto":
                    tree = tree.goto(len(tree.versions) // 2 + 1)
                case _:
                    tree = tree.reset()
        except ProblemError:
            continue
    return tree


@given(MOVES)
def test_no_version_is_ever_lost_or_changed(moves: list[str]) -> None:
    tree = walk(moves)
    assert sorted(tree.versions) == list(range(1, len(tree.versions) + 1))
    after = walk([*moves, "add", "undo", "reset"])
    assert {number: after.versions[number] for number in tree.versions} == tree.versions


@given(MOVES)
def test_the_current_version_exists_and_so_do_the_ways(moves: list[str]) -> None:
    tree = walk(moves)
    assert tree.current is None or tree.current in tree.versions
    assert set(tree.past) | set(tree.forward) <= set(tree.versions)


@given(MOVES)
def test_redo_is_the_inverse_of_undo(moves: list[str]) -> None:
    tree = walk(moves)
    try:
        undone = tree.undo()
    except ProblemError:
        return
    assert undone.redo() == tree


@given(MOVES, st.integers(1, 6))
def test_undo_of_several_steps_is_that_many_undos(moves: list[str], steps: int) -> None:
    tree = one_by_one = walk(moves)
    try:
        at_once = tree.undo(steps)
    except ProblemError:
        return
    for _ in range(steps):
        try:
            one_by_one = one_by_one.undo()
        except ProblemError:
            break
    assert at_once == one_by_one


@given(MOVES)
def test_a_path_leads_from_a_root_to_the_current_version(moves: list[str]) -> None:
    tree = walk(moves)
    path = tree.path()
    assert [one.parent for one in path] == [None, *(one.number for one in path)][: len(path)]
    assert not path or path[-1].number == tree.current


def test_a_new_picture_is_a_root_and_undo_returns_to_the_one_before() -> None:
    tree = grow(grow(VersionTree()), root=True)
    assert tree.versions[2].parent is None
    assert tree.undo().current == 1


def test_a_change_after_undo_branches_and_keeps_the_other_branch() -> None:
    tree = grow(grow(VersionTree()).add(version(2, 1)).undo())
    assert [one.number for one in tree.children(1)] == [2, 3]
    assert tree.forward == ()


def test_undo_is_bounded() -> None:
    tree = VersionTree()
    for _ in range(DEPTH_OF_UNDO + 20):
        tree = grow(tree)
    assert len(tree.past) == DEPTH_OF_UNDO


def test_reset_leaves_the_picture_but_keeps_its_versions() -> None:
    tree = grow(VersionTree()).reset()
    assert tree.head is None
    assert tree.get(1)


@pytest.mark.parametrize(("call", "code"), [("undo", Code.NOTHING_TO_UNDO), ("redo", Code.NOTHING_TO_REDO)])
def test_there_is_nothing_to_take_back_at_the_start(call: str, code: Code) -> None:
    with pytest.raises(ProblemError) as caught:
        getattr(grow(VersionTree()), call)()
    assert caught.value.problem.code is code


def test_a_version_of_another_conversation_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        grow(VersionTree()).goto(7)
    assert caught.value.problem.facts == {"number": "7"}
