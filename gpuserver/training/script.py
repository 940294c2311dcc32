"""The phrase material: what people say and what it means, written by hand, one turn a line.

A file of `gpuserver/training/phrases` holds requests and dialogues of one author:

    recolor_object | paint {object:the shed} in {color:olive green}
    rotate cw | turn it {number:90} degrees to the right
    edit_face +smiling -bangs | a big grin please, and forget the fringe

    @ photo | a red bus; a tall tree
    U add_object | put {object:a kite} {place:above the tree}
    S The kite is in. Shall I blur the background?
    U blur_background | go ahead
    S Done.

A line is a label, a bar and the text. A label is one action or several joined by ` + `: a pipeline, its closed value
(`up`, `cw`, `16:9`, ...), face values with a sign, and `role="words"` for what is named elsewhere in the dialogue. What
the text itself names stands in braces; roles of a second action begin with `2.`. A dialogue begins with `@`, the
picture in play (none, drawn or photo) and, after a bar, what is seen in it; `U*` marks a turn that comes with a new
photo.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from core.face import SLOT_OF
from core.understanding.trained.labels import CLOSED_OF, NEEDED, PIPELINES, ROLES, SLOTS

Picture = Literal["none", "drawn", "photo"]

_TINTS: Final = {
    "sky-blue": r"sky[- ]?blue|light blue|azure|天蓝|浅蓝|淡蓝|天空",
    "red": r"\bred|crimson|scarlet|红|绯",
    "orange": r"orange|amber|橙|橘",
    "green": r"green|emerald|绿",
    "blue": r"blue|navy|蓝",
    "purple": r"purple|violet|lavender|lilac|plum|紫",
    "brown": r"brown|sepia|coffee|chocolate|棕|褐|咖啡|茶色",
    "yellow": r"yellow|gold|lemon|黄|金",
    "pink": r"pink|rose|粉",
}
_UNUSED: Final = frozenset({("adjust_color", "color"), ("redo", "number")})
"""Roles that authors may mark though nothing is read of them."""
ASPECT: Final = re.compile(r"\d{1,2}:\d{1,2}")
_SPAN: Final = re.compile(r"\{(?:(\d)\.)?([a-z]+):([^{}]+)\}")
_GIVEN: Final = re.compile(r'([a-z]+)="([^"]+)"')
_FACE: Final = re.compile(r"([+-])(" + "|".join(sorted(SLOT_OF, key=len, reverse=True)) + r")(?=$|\s)")


class ScriptError(ValueError):
    """A line that does not follow the format; the message names it and says what is wrong."""


@dataclass(frozen=True)
class Span:
    """Words of a text that play a role in action number `action` (from 0): `text[start:end]`."""

    action: int
    role: str
    start: int
    end: int


@dataclass(frozen=True)
class Act:
    """One labelled action. `given` are roles whose words stand elsewhere in the dialogue."""

    pipeline: str
    closed: str = ""
    set: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Said:
    """One labelled turn: what the user said, what was meant, and what the system replied."""

    text: str
    acts: tuple[Act, ...]
    spans: tuple[Span, ...] = ()
    photo: bool = False
    reply: str = ""


@dataclass(frozen=True)
class Scene:
    """A written dialogue."""

    picture: Picture
    concepts: tuple[str, ...] = ()
    turns: tuple[Said, ...] = field(default=())


def said(line: str, *, photo: bool = False, reply: str = "", before: str | None = None) -> Said:
    """One line of labels and text. `before` is the dialogue so far, where words that are not in the text may stand."""
    label, bar, marked = line.partition(" | ")
    if not bar or not marked.strip():
        raise ScriptError(f"no bar between label and text: {line!r}")
    acts = tuple(_act(part.strip()) for part in label.split(" + "))
    text, spans = _unmark(marked.strip())
    acts = tuple(_tinted(act, index, text, spans) for index, act in enumerate(acts))
    spans = tuple(
        one for one in spans if one.action >= len(acts) or (acts[one.action].pipeline, one.role) not in _UNUSED
    )
    if len(acts) > SLOTS:
        raise ScriptError(f"more than three actions: {line!r}")
    for span in spans:
        if span.action >= len(acts) or span.role not in ROLES.get(acts[span.action].pipeline, ()):
            raise ScriptError(f"no action takes the role {span.role!r}: {line!r}")
    for index, act in enumerate(acts):
        named = {span.role for span in spans if span.action == index} | {role for role, _ in act.given}
        missing = [role for role in NEEDED.get(act.pipeline, ()) if role not in named]
        if missing:
            raise ScriptError(f"{act.pipeline} lacks {', '.join(missing)}: {line!r}")
        if act.pipeline == "edit_face" and not (act.set or act.unset):
            raise ScriptError(f"edit_face without a value: {line!r}")
        if act.pipeline in ("rotate", "flip") and not act.closed:
            raise ScriptError(f"{act.pipeline} needs one of {', '.join(CLOSED_OF[act.pipeline])}: {line!r}")
        for _, words in act.given:
            if before is not None and words.lower() not in f"{before} {text}".lower():
                raise ScriptError(f"{words!r} was not named before: {line!r}")
    return Said(text, acts, spans, photo, reply)


def _tinted(act: Act, index: int, text: str, spans: tuple[Span, ...]) -> Act:
    """A tint has its colour as a closed value, whatever words name it."""
    if act.pipeline != "adjust_color" or act.closed:
        return act
    words = [text[one.start : one.end] for one in spans if one.action == index and one.role == "color"]
    words += [given for role, given in act.given if role == "color"]
    for name, pattern in _TINTS.items():
        if words and re.search(pattern, words[0].lower()):
            return replace(act, closed=name)
    raise ScriptError(f"adjust_color without one of its colours: {text!r}")


def _act(label: str) -> Act:
    given = tuple(_GIVEN.findall(label))
    rest = _GIVEN.sub(" ", label).replace("sky blue", "sky-blue")
    faces = _FACE.findall(rest)
    words = _FACE.sub(" ", rest).split()
    if not words or words[0] not in PIPELINES[1:]:
        raise ScriptError(f"unknown pipeline in {label!r}")
    pipeline, *closed = words
    if len(closed) > 1 or (closed and not _closed(pipeline, closed[0])):
        raise ScriptError(f"{pipeline} does not take {' '.join(closed)!r}")
    if faces and pipeline != "edit_face":
        raise ScriptError(f"face values go with edit_face: {label!r}")
    return Act(
        pipeline,
        closed[0] if closed else "",
        tuple(value for sign, value in faces if sign == "+"),
        tuple(value for sign, value in faces if sign == "-"),
        given,
    )


def _closed(pipeline: str, value: str) -> bool:
    if pipeline in ("generate", "crop"):
        return ASPECT.fullmatch(value) is not None
    return value in CLOSED_OF.get(pipeline, ())


def _unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its braces, and where the words that they held are."""
    text, spans, at = "", list[Span](), 0
    for found in _SPAN.finditer(marked):
        text += marked[at : found.start()]
        words = found[3].strip()
        spans.append(Span(int(found[1] or 1) - 1, found[2], len(text), len(text) + len(words)))
        text += words
        at = found.end()
    text += marked[at:]
    if "{" in text or "}" in text:
        raise ScriptError(f"braces that are no role: {marked!r}")
    return text, tuple(spans)


def scene(block: Sequence[str]) -> Scene:
    """A written dialogue from its lines. Raises ScriptError."""
    head, _, seen = block[0].removeprefix("@").partition("|")
    picture = head.strip()
    if picture not in ("none", "drawn", "photo"):
        raise ScriptError(f"a dialogue begins with none, drawn or photo, not {picture!r}")
    turns: list[Said] = []
    before = seen
    for line in block[1:]:
        if line.startswith("S "):
            if not turns:
                raise ScriptError("a dialogue begins with the user")
            turns[-1] = Said(turns[-1].text, turns[-1].acts, turns[-1].spans, turns[-1].photo, line[2:].strip())
            before += " " + line[2:]
        else:
            mark, _, rest = line.partition(" ")
            turns.append(said(rest, photo=mark == "U*", before=before))
            before += " " + turns[-1].text
    if not turns:
        raise ScriptError(f"a dialogue without turns: {block[0]!r}")
    return Scene(picture, tuple(one.strip() for one in seen.split(";") if one.strip()), tuple(turns))
