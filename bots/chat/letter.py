"""A reply or a notice laid out for a chat: words, pictures and rows of buttons, for no platform in particular."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bots.chat.keys import Key, key_id
from core.errands import ErrandKind, Notice
from core.language import Language
from core.messages import ControlKind, Reply
from core.problems import Problem, ProblemError
from core.replies.phrases import has, say, sentences
from core.visit import Visit

MOST_CHIPS: Final = 12
"""Chips that are offered for dropping."""


@dataclass(frozen=True)
class Sheet:
    """One picture or file to send."""

    data: bytes
    media_type: str
    name: str
    alt_text: str


@dataclass(frozen=True)
class Letter:
    """What is sent to a person. `title` stands above the words, `state` (the chips in force) below."""

    text: str
    language: Language
    title: str = ""
    state: str = ""
    sheets: tuple[Sheet, ...] = ()
    rows: tuple[tuple[Key, ...], ...] = ()
    drops: tuple[Key, ...] = ()
    """One key for each chip that can be dropped."""
    version: int | None = None
    """The version that the pictures show."""
    private: bool = False
    as_files: bool = False
    """Whether the pictures are to arrive just as they are, not recompressed."""
    conversation: str = ""

    def caption(self, limit: int) -> str:
        """Title, words and state in at most `limit` characters; the words give way first."""
        head, tail = f"{self.title}\n" if self.title else "", f"\n{self.state}" if self.state else ""
        return clip(
            head + clip(self.text, max(limit - len(head) - len(tail), 0), self.language) + tail, limit, self.language
        )


def clip(text: str, limit: int, language: Language) -> str:
    """`text` in at most `limit` characters, saying so where it is shortened."""
    if len(text) <= limit:
        return text
    more = say(language, "more")
    return text[: max(limit - len(more), 0)] + more[:limit]


def of_reply(reply: Reply, visit: Visit, sheets: tuple[Sheet, ...]) -> Letter:
    """The letter of a turn's reply."""
    shown = reply.version if reply.pictures else None
    titled = (reply.title, say(reply.language, "number", number=shown) if shown else "", _for(visit, reply.language))
    words = (reply.text, reply.other or "", reply.suggestion or "")
    return Letter(
        text=sentences(reply.language, words),
        language=reply.language,
        title=" · ".join(part for part in titled if part) if shown else "",
        state=" · ".join(chip.label for chip in reply.chips),
        sheets=sheets,
        rows=_rows(reply, shown),
        drops=_drops(reply, shown),
        version=shown,
        private=reply.problem is not None and not reply.pictures,
        conversation=reply.conversation,
    )


def _for(visit: Visit, language: Language) -> str:
    return "" if visit.private or not visit.name else say(language, "for_person", name=visit.name)


def _rows(reply: Reply, shown: int | None) -> tuple[tuple[Key, ...], ...]:
    first, choose, other = list[Key](), list[Key](), list[Key]()
    for button in reply.buttons:
        key = Key(button.label, key_id(button.kind, _base(button.kind, reply), button.value), button.enabled)
        match button.kind:
            case ControlKind.CHOOSE:
                choose.append(key)
            case ControlKind.OTHER:
                other.append(key)
            case _:
                first.append(key)
    if shown is not None:
        language = reply.language
        first.append(Key(say(language, "button.details"), key_id(ErrandKind.DETAILS, shown)))
        first.append(Key(say(language, "button.file"), key_id(ErrandKind.FILE, shown)))
    return tuple(tuple(row) for row in (first, choose, other) if row)


def _base(kind: ControlKind, reply: Reply) -> int | None:
    """The version that a button is about. Undo and redo mean the state in force, wherever their button stands."""
    return None if kind in {ControlKind.UNDO, ControlKind.REDO} else reply.version


def _drops(reply: Reply, shown: int | None) -> tuple[Key, ...]:
    keys: list[Key] = []
    for chip in reply.chips[:MOST_CHIPS] if shown is not None else ():
        try:
            made = key_id(ControlKind.DROP, shown, chip.key)
        except ValueError:
            continue  # a chip with a long value of the user's own has no button; words drop it as well
        keys.append(Key(chip.label, made))
    return tuple(keys)


def of_notice(notice: Notice, sheets: tuple[Sheet, ...], base: int | None = None) -> Letter:
    """The letter of an errand's answer."""
    keys = [
        Key(one.label, key_id(one.kind, base, one.value), chosen=one.chosen, grave=one.grave) for one in notice.offers
    ]
    rows = tuple(tuple(keys[at : at + 3]) for at in range(0, len(keys), 3))
    return Letter(
        text=notice.text,
        language=notice.language,
        sheets=sheets,
        rows=rows,
        private=notice.private,
        as_files=notice.as_files,
    )


def of_problem(problem: Problem, language: Language) -> Letter:
    """One sentence that says what is wrong and what to do."""
    return of_words(problem_words(problem, language), language)


def problem_words(problem: Problem, language: Language) -> str:
    """The sentence for a problem that stands outside a turn."""
    key = problem.code.value if has(problem.code.value) else "internal"
    try:
        return say(language, key, **problem.facts)
    except KeyError:  # a fact that the sentence needs is not there
        return say(language, "internal")


def of_error(error: ProblemError, language: Language) -> Letter:
    """The letter of a problem that was raised."""
    return of_problem(error.problem, language)


def of_words(text: str, language: Language) -> Letter:
    """A sentence alone."""
    return Letter(text=text, language=language, private=True)


def with_note(letter: Letter, note: str) -> Letter:
    """`letter` with one more sentence at the end of its words."""
    return replace(letter, text=sentences(letter.language, (letter.text, note))) if note else letter
