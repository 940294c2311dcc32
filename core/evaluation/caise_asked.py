"""A request of CAISE as its options are made from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from core.evaluation.caise import Instance, is_assent
from core.evaluation.grounding import COLORS, tint_of
from core.understanding.numbers import number

Left = Literal["concepts", "history", "extractor"]
"""What can be left out, to see what it is good for (CAISE, tables 4 and 5): the concepts of a request's pictures, all
that came before its last line, or that anything is copied from either."""
COLOR_WORDS: Final = frozenset(word for color in COLORS for word in color.split())
SAME: Final = re.compile(r"\b(?:same|in[- ]?lin\w+|simill?ar|match\w*|resembl\w+|identical|shade|colou?rs?)\b")
"""What a colour is asked for by, where it is that of something else."""
SMALL: Final = frozenset(re.findall(r"\w+", "a an the some which is are that my his her of in at to"))
"""Words that a search is recorded without."""
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Asked:
    """A request of CAISE, all in lower case."""

    line: str
    """The user's last line that says more than yes."""
    words: tuple[str, ...]
    """The words of that line."""
    around: tuple[str, ...]
    """The words of the user's other lines since the last command."""
    offered: str
    """The command that the shipped reader understands."""
    last: tuple[str, ...]
    """The pipeline of the command before this one, and its values."""
    searched: tuple[str, ...]
    """The words that were searched for before."""
    tints: tuple[str, ...]
    """The colours that the pictures were painted with before."""
    seen: tuple[tuple[str, ...], ...]
    """The concepts of each picture, the newest last."""


def asked_of(instance: Instance, offered: str) -> Asked:
    """The request, and `offered`, what the shipped reader makes of it."""
    lines = [line.lower().replace("’", "'") for line in instance.asked] or [""]
    at = next((at for at in range(len(lines) - 1, -1, -1) if not is_assent(lines[at])), len(lines) - 1)
    done = [one for turn in instance.context.turns for one in turn.actions]
    return Asked(
        line=lines[at],
        words=tuple(_WORD.findall(lines[at])),
        around=tuple(_WORD.findall(" ".join(lines[:at] + lines[at + 1 :]))),
        offered=offered.lower(),
        last=(done[-1].pipeline, *map(str, done[-1].params.values())) if done else (),
        searched=tuple(word for one in done if one.pipeline == "search" for word in one.text("query").lower().split()),
        tints=tuple(tint_of(one.text("color")) for one in done if one.pipeline == "adjust_color"),
        seen=tuple(tuple(one.lower() for one in concepts) for concepts in instance.seen),
    )


def left_out(instance: Instance, without: Left | None) -> Instance:
    """The request without the concepts of its pictures, or without all that came before its last line."""
    match without:
        case "concepts":
            return replace(instance, seen=(), context=replace(instance.context, concepts=()))
        case "history":
            context = replace(instance.context, turns=(), text=instance.asked[-1] if instance.asked else "")
            return replace(instance, seen=instance.seen[-1:], asked=instance.asked[-1:], context=context)
        case "extractor" | None:
            return instance


def kind(command: str) -> str:
    """The type of a command: "search", "adjust_attr contrast"."""
    words = command.split()
    return " ".join(words[:2]) if words[:1] == ["adjust_attr"] else words[0] if words else ""


def numbers(words: Sequence[str]) -> list[float]:
    """The numbers among `words`, in digits or in words, in their order."""
    found = [number(word) for word in words]
    return [value for value in found if value is not None]


def grams(words: Sequence[str], longest: int) -> list[str]:
    """Runs of up to `longest` words; those of two and more know the ends of the line."""
    ended = ("^", *words, "$")
    runs = [(1, words), *((size, ended) for size in range(2, longest + 1))]
    return [" ".join(run[at : at + size]) for size, run in runs for at in range(len(run) - size + 1)]
