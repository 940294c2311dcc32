"""What a pressed button or chip does: no understanding needed, the control says it all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from core.catalogue import action
from core.chips import chips_of, drop_chip, set_amount
from core.conversation import Pending
from core.draft import Draft, begin, chosen
from core.language import Language
from core.messages import Control, ControlKind
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.rendering import Made
from core.replies.phrases import say
from core.versions import Version

ABOUT_NOW: Final = frozenset({ControlKind.UNDO, ControlKind.REDO, ControlKind.OTHER, ControlKind.NEW})
"""Controls that mean the state in force, beside whichever picture they stand."""


@dataclass(frozen=True)
class Pressed:
    """What a control asks for: actions still to be done, or a draft that is changed already with its sentence."""

    draft: Draft
    actions: tuple[Action, ...] = ()
    said: str = ""
    ready: Made | None = None
    """The pictures, where they exist already."""
    name: str = ""
    """What the picture is called from now on; empty for what it was called before."""


def press(draft: Draft, control: Control, pending: Pending, language: Language) -> Pressed:
    """What `control` does to `draft`. Raises ProblemError where it points at nothing."""
    match control.kind:
        case ControlKind.UNDO | ControlKind.REDO | ControlKind.VARY:
            return Pressed(draft, (action(control.kind.value, **_count(control)),))
        case ControlKind.OTHER:
            return _other(draft, pending)
        case ControlKind.GOTO | ControlKind.RESTORE:
            number = _integer(control.value)
            tree = draft.tree.goto(number)
            moved = replace(begin(tree, draft.seed), moved=True)
            return Pressed(moved, said=say(language, "gone_to", number=number))
        case ControlKind.CHOOSE:
            return _choose(draft, _integer(control.value), language)
        case ControlKind.NAME:
            return _named(draft, control.value, language)
        case ControlKind.NEW:
            return Pressed(draft, said=say(language, "next_is_new"))
        case ControlKind.DROP:
            recipe = _picture(draft)
            label = next((chip.label for chip in chips_of(recipe, language) if chip.key == control.value), "")
            return _changed(draft, drop_chip(recipe, control.value), say(language, "did.dropped", label=label))
        case ControlKind.AMOUNT:
            key, _, percent = control.value.partition("=")
            recipe = set_amount(_picture(draft), key, _integer(percent))
            label = next((chip.label for chip in chips_of(recipe, language) if chip.key == key), "")
            return _changed(draft, recipe, f"{label}." if language is Language.EN else f"{label}。")


def _picture(draft: Draft) -> Recipe:
    if draft.recipe is None:
        raise ProblemError(Code.NO_PICTURE, "there is no picture to change")
    return draft.recipe


def _changed(draft: Draft, recipe: Recipe, said: str) -> Pressed:
    return Pressed(replace(draft, recipe=recipe, dirty=True), said=said)


def _other(draft: Draft, pending: Pending) -> Pressed:
    if not pending.other:
        raise ProblemError(Code.INVALID_REQUEST, "there is no other reading to take")
    if pending.other_base is None:
        return Pressed(begin(draft.tree.reset(), draft.seed), pending.other)
    return Pressed(begin(draft.tree.goto(pending.other_base), draft.seed), pending.other)


def _named(draft: Draft, name: str, language: Language) -> Pressed:
    """The same picture with a name: a version of its own, so that undo takes the name back."""
    version = _version(draft)
    ready = Made(
        version.images, version.seeds, version.seen, version.engine, 0.0, version.undrawn, version.instead, version.face
    )
    return replace(_changed(draft, version.recipe, say(language, "named", name=name)), ready=ready, name=name)


def _version(draft: Draft) -> Version:
    if draft.parent is None:
        raise ProblemError(Code.NO_PICTURE, "there is no picture")
    return draft.tree.get(draft.parent)


def _choose(draft: Draft, number: int, language: Language) -> Pressed:
    version = _version(draft)
    recipe = chosen(version, number)
    ready = Made(
        images=(version.images[number - 1],),
        seeds=version.seeds[number - 1 : number],
        seen=version.seen if number == 1 else None,
        engine=version.engine,
        seconds=0.0,
        undrawn=version.undrawn,
        instead=version.instead,
    )
    pressed = _changed(draft, recipe, say(language, "chosen", number=number))
    return replace(pressed, ready=ready)


def _count(control: Control) -> dict[str, int]:
    if not control.value:
        return {}
    name = "count" if control.kind is ControlKind.VARY else "steps"
    return {} if control.kind is ControlKind.REDO else {name: _integer(control.value)}


def _integer(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise ProblemError(Code.INVALID_REQUEST, f"{value[:40]!r} is no whole number") from None
