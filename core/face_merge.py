"""Edits of faces merged into one for each person: the values in force, how strongly each, and whose face it is."""

from __future__ import annotations

from collections.abc import Callable

from core.face import FaceState, edit_face
from core.pipeline import Action, ParamValue


def merge_face(edits: tuple[Action, ...], new: Action) -> tuple[Action, ...]:
    """`edits` with the `edit_face` action `new` merged into the edit of the same person, the last such edit then.

    Where `new` names nobody, it sets values on the person last spoken of, and drops them from everybody.
    """
    named = new.text("target")
    target = named or next((edit.text("target") for edit in reversed(edits) if edit.pipeline == "edit_face"), "")
    if not named:
        edits = _each(edits, lambda edit: _let_go(edit, new.face("unset")))
    at = next((index for index, edit in enumerate(edits) if _is_of(edit, target)), None)
    if at is None:
        merged = _merged(Action(pipeline="edit_face"), new, target)
        return (*edits, merged) if merged else edits
    merged = _merged(edits[at], new, target)
    rest = (*edits[:at], *edits[at + 1 :])
    last = max((index + 1 for index, edit in enumerate(rest) if edit.pipeline == "edit_face"), default=at)
    at = max(at, last)
    return (*rest[:at], *((merged,) if merged else ()), *rest[at:])


def drop_face(edits: tuple[Action, ...], slot: str, value: str, target: str) -> tuple[Action, ...]:
    """`edits` without `value` in the edit of the face of `target`."""
    return _each(
        edits, lambda edit: _merged(edit, _dropping({slot: (value,)}), target) if _is_of(edit, target) else edit
    )


def _let_go(edit: Action, values: FaceState) -> Action | None:
    return _merged(edit, _dropping(values), edit.text("target")) if edit.pipeline == "edit_face" else edit


def _is_of(edit: Action, target: str) -> bool:
    return edit.pipeline == "edit_face" and edit.text("target").casefold() == target.casefold()


def _dropping(values: FaceState) -> Action:
    return Action(pipeline="edit_face", params={"unset": dict(values)})


def _merged(before: Action, new: Action, target: str) -> Action | None:
    """One edit of the face of `target` with the values in force after both; None where none is."""
    state = edit_face(edit_face({}, before.face("set"), {}), new.face("set"), new.face("unset"))
    strengths = {**before.strengths(), **new.strengths()}
    held = [value for values in state.values() for value in values]
    weaker = {value: strengths[value] for value in held if strengths[value] < 1}
    params: dict[str, ParamValue] = {"set": dict(state)}
    if weaker:
        params["strength"] = weaker
    if target:
        params["target"] = target
    return Action(pipeline="edit_face", params=params) if state else None


def _each(edits: tuple[Action, ...], change: Callable[[Action], Action | None]) -> tuple[Action, ...]:
    return tuple(after for edit in edits if (after := change(edit)) is not None)
