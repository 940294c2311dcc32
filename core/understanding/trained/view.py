"""What the network reads of a turn: marks of the state, and five texts that words can be pointed at in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.catalogue import CATALOGUE
from core.conversation import Turn
from core.pipeline import Action, Modality
from core.understanding.interface import Context
from core.understanding.trained.labels import CLOSED_OF, FACE_VALUES, PIPELINES

TEXT, SYSTEM, OBJECTS, CONCEPTS, PREVIOUS = range(5)
"""The segments: the user's new text, the reply before it, things spoken of, things seen, the user's text before."""

JOINT: Final = " ; "
_MAX_OBJECTS: Final = 5
_MAX_CONCEPTS: Final = 8
_MAX_WORDS: Final = 60
_NAMING: Final = ("with", "object", "prompt", "query")

MARKS: Final = (
    "picture none", "picture drawing", "picture photo", "photo sent", "undone", "can undo", "asked",
    *(f"last {pipeline}" for pipeline in PIPELINES[1:]),
    *(f"closed {value}" for value in ("up", "down", "left", "right", "all", "cw", "ccw", "horizontal", "vertical")),
    *(f"face {value}" for _, value in FACE_VALUES),
)  # fmt: skip
"""Everything that can be said of the state, each a token of its own."""


@dataclass(frozen=True)
class View:
    """One turn as the network sees it."""

    marks: tuple[str, ...]
    texts: tuple[str, str, str, str, str]
    """By segment; objects and concepts are joined by `JOINT`, newest first."""
    amounts: tuple[tuple[str, float], ...] = ()
    """For pipelines that took an amount lately: how much it was, without its sign."""


def view_of(context: Context) -> View:
    """The view of a turn. Only the last exchange and the things spoken of are read, whatever the history's length."""
    last = context.turns[-1] if context.turns else None
    objects = things_of(context.turns)
    return View(
        tuple(_marks(context, last)),
        (
            context.text,
            last.system if last else "",
            JOINT.join(objects),
            JOINT.join(context.concepts[:_MAX_CONCEPTS]),
            last.user if last else "",
        ),
        tuple(_amounts(context.turns).items()),
    )


def things_of(turns: tuple[Turn, ...]) -> list[str]:
    """What the turns since the last new picture spoke of, newest first."""
    found: list[str] = []
    for turn in reversed(turns):
        for one in reversed(turn.actions):
            found += [one.text(name)[:_MAX_WORDS] for name in _NAMING if _names(one, name)]
        if turn.upload or any(one.pipeline in ("generate", "search") for one in turn.actions):
            break
    return list(dict.fromkeys(found))[:_MAX_OBJECTS]


def _amounts(turns: tuple[Turn, ...]) -> dict[str, float]:
    """What "again" and "half of that" mean."""
    found: dict[str, float] = {}
    for turn in turns:
        for one in turn.actions:
            if one.pipeline in ("adjust_brightness", "adjust_contrast"):
                found[one.pipeline] = abs(one.number("percent"))
            elif one.pipeline == "rotate":
                degrees = one.number("degrees")
                found[one.pipeline] = min(degrees, 360 - degrees)
    return found


def _names(one: Action, name: str) -> bool:
    gone = one.pipeline == "remove_object" or (one.pipeline == "replace_object" and name == "object")
    return name in one.params and not gone


def _marks(context: Context, last: Turn | None) -> Iterable[str]:
    picture = "none" if context.fresh else context.picture
    yield f"picture {picture}"
    if context.has_upload:
        yield "photo sent"
    if context.can_redo:
        yield "undone"
    if context.can_undo:
        yield "can undo"
    if last and last.system.rstrip()[-1:] in ("?", "？"):
        yield "asked"
    done = _last_done(context.turns)
    for one in done[-2:]:
        yield f"last {one.pipeline}"
    if done and (closed := closed_of(done[-1])):
        yield f"closed {closed}"
    held = {value for values in (context.face or {}).values() for value in values}
    yield from (f"face {value}" for _, value in FACE_VALUES if value in held)


def _last_done(turns: tuple[Turn, ...]) -> tuple[Action, ...]:
    """The actions of the last turn that was answered with a picture."""
    for turn in reversed(turns):
        if any(CATALOGUE[one.pipeline].answers is Modality.IMAGE for one in turn.actions):
            return turn.actions
    return ()


def closed_of(one: Action) -> str:
    """The direction that an action took, which "more" repeats; empty where it has none."""
    match one.pipeline:
        case "adjust_brightness" | "adjust_contrast":
            return "down" if one.number("percent") < 0 else "up"
        case "rotate":
            return "cw" if one.number("degrees") > 180 else "ccw"
        case "flip" | "outpaint":
            value = one.text("direction")
            return value if value in CLOSED_OF[one.pipeline] else ""
        case _:
            return ""
