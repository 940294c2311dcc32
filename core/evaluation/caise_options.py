"""What a request of CAISE may be recorded as: its options, part by part.

A command is chosen in parts: its frame, then the number, colour, words or thing that the frame needs. The options of a
part are generated (labels and words that were recorded in training) or extracted: from what was said, and from the
visual concepts of the pictures (CAISE, section 4.3).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from pydantic import BaseModel

from core.evaluation.caise_asked import COLOR_WORDS, SAME, SMALL, Asked, Left, grams, kind, numbers
from core.evaluation.caise_colors import colors
from core.evaluation.caise_generated import generated
from core.evaluation.caise_option import Gathered, Option
from core.evaluation.grounding import TINTS, parted, stem

Part = Literal["frame", "amount", "tint", "color", "said", "thing"]
FRAMES: Final = (
    "said", "colored", "described", "adjust_color", "adjust_attr brightness", "adjust_attr contrast", "rotate",
    "image_cutout",
)  # fmt: skip
"""What a command looks like; the first three are searches: for words that were said, for such words in the colour of
something that is seen, and for a thing that is only described."""
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_LONGEST: Final = 5
_WINDOW: Final = 24


class Learnt(BaseModel, frozen=True):
    """The labels that training recorded often enough to be generated."""

    amounts: tuple[str, ...]
    colors: tuple[str, ...]
    things: tuple[str, ...]
    said: tuple[str, ...] = ()
    without: Left | None = None
    """What was left out."""


def options_of(part: Part, asked: Asked, frame: str, learnt: Learnt) -> list[Option]:
    """The options of a part of a command whose frame is `frame`."""
    if part == "frame":
        return _frames(asked)
    if learnt.without == "extractor":
        return generated(_recorded(part, learnt), asked, frame)
    match part:
        case "amount":
            return _amounts(asked, frame, learnt.amounts)
        case "tint" | "color":
            return colors(asked, learnt.colors, tint=part == "tint")
        case "said":
            return _said(asked, frame)
        case "thing":
            return _things(asked, learnt.things)


def _recorded(part: Literal["amount", "tint", "color", "said", "thing"], learnt: Learnt) -> tuple[str, ...]:
    """The values of a part that are generated."""
    match part:
        case "amount":
            return learnt.amounts
        case "tint":
            return TINTS
        case "color":
            return learnt.colors
        case "said":
            return learnt.said
        case "thing":
            return learnt.things


def _frames(asked: Asked) -> list[Option]:
    marks = [*grams(asked.words, 3), *(f"around {gram}" for gram in grams(asked.around, 2))]
    marks += [f"offered {kind(asked.offered)}", f"last {asked.last[:1]}", f"pictures {min(len(asked.seen), 2)}"]
    marks += [f"same {bool(SAME.search(asked.line))} {bool(COLOR_WORDS & set(asked.words))} {kind(asked.offered)}"]
    return [Option(frame, tuple(f"{frame} {mark}" for mark in marks)) for frame in FRAMES]


def _amounts(asked: Asked, frame: str, learnt: Sequence[str]) -> list[Option]:
    """Options of a number: those that were told, the last one and the usual ones, each as it stands, less, and the
    other way round; and what is told on top of the last one."""
    found = Gathered()
    runs = grams(asked.words, 2)
    told = numbers(asked.words)
    offered = float(asked.offered.split()[-1]) if kind(asked.offered) == frame else 0.0
    side = "back" if offered < 0 or offered > 180 else "on"
    last = float(asked.last[-1]) if asked.last and _NUMBER.fullmatch(asked.last[-1]) else None
    sources = [(value, f"told {at - len(told)}") for at, value in enumerate(told)]
    sources += [(value, "told around") for value in numbers(asked.around)]
    sources += [] if last is None else [(last, f"last {asked.last[0]}")]
    for value, source in sources:
        for sign, meant in (("as", value), ("less", -value), ("round", (360 - value) % 360)):
            found.add(
                f"{meant:g}", f"{source} {sign} {frame}", f"{bool(told)} {source} {sign}",
                f"{sign} when {side}", f"{frame} {sign} when {side}",
            )  # fmt: skip
    if told and last is not None:
        for sign, meant in (("and more", last + told[-1]), ("and less", last - told[-1])):
            speaks = [f"{frame} {sign} {side}", *(f"{frame} {sign} {run}" for run in runs)]
            found.add(f"{meant % 360 if frame == 'rotate' else meant:g}", *speaks)
    for value in learnt:
        found.add(value, "usual", f"usual {bool(told)}", *(f"{value} {run}" for run in runs))
    for value in found.values():
        found.add(value, f"{frame} {value}")
    if kind(asked.offered) == frame:
        found.add(f"{offered:g}", f"offered {frame}", f"offered {frame} {bool(told)}")
    return found.options()


def _said(asked: Asked, frame: str) -> list[Option]:
    """Options of the words of a search: what stands together in the request, as it stands and in other forms."""
    found = Gathered()
    words = ("^^", "^", *asked.words[-_WINDOW:], "$", "$$")
    told = asked.offered.split()[1:] if kind(asked.offered) == "search" else []
    same = bool(SAME.search(asked.line))
    colored = (*(f"color in {word}" for word in asked.words), f"color {'color' in asked.searched}")
    for start in range(2, len(words) - 2):
        for end in range(start + 1, min(start + _LONGEST, len(words) - 2) + 1):
            span = words[start:end]
            overlap = _overlap(span, told)
            speaks = [
                f"after {words[start - 1]}", f"after {words[start - 2]} {words[start - 1]}",
                f"until {words[end]}", f"until {words[end]} {words[end + 1]}", f"begins {span[0]}", f"ends {span[-1]}",
                f"long {len(span)}", f"{frame} long {len(span)}", f"{frame} after {words[start - 1]}",
                f"{frame} until {words[end]}", f"offered {overlap}", f"{frame} offered {overlap}",
                f"place {min(start, 8)}", f"rest {min(len(words) - 2 - end, 4)}", f"same {same} {words[end]}",
                *(f"holds {word}" for word in span),
            ]  # fmt: skip
            for form, value in _forms(span, frame):
                more = colored if form == "color" else ()
                found.add(" ".join(value), *speaks, f"form {form}", f"form {form} {value[-1]}", *more)
    return found.options()


def _forms(span: Sequence[str], frame: str) -> list[tuple[str, list[str]]]:
    """What is searched for when `span` is said: its name, and the words."""
    last = span[-1]
    other = last[:-1] if stem(last) != last else f"{last}s"
    forms = [("as said", list(span)), ("singular" if stem(last) != last else "plural", [*span[:-1], other])]
    if frame == "colored":
        forms.append(("color", ["color", *span]))
    if len(span) == 2:
        forms.append(("joined", ["".join(span)]))
    thin = [word for word in span if word not in SMALL]
    if thin and len(thin) < len(span):
        forms.append(("thin", thin))
    return forms


def _things(asked: Asked, learnt: Sequence[str]) -> list[Option]:
    """Options of a thing that is only described: those seen, and those that were recorded in training."""
    found = Gathered()
    concepts = asked.seen[-1] if asked.seen else ()
    counts = Counter(stem(one.split()[-1]) for one in concepts if one)
    ranks = {name: rank for rank, (name, _) in enumerate(counts.most_common())}
    named = {word for word in asked.words if word in COLOR_WORDS}
    content = [stem(word) for word in asked.words if word not in SMALL]
    for concept in dict.fromkeys(concepts):
        color, rest = parted(concept)
        thing = rest or concept
        for how, value in (("head", thing.split()[-1]), ("whole", concept), ("thing", thing)):
            found.add(value, f"seen {how}", f"seen {how} {'named' if color in named else 'other'} {bool(named)}")
        found.add(stem(thing.split()[-1]), "seen stem")
    for value in learnt:
        found.add(value, "recorded")
    for value in found.values():
        head = stem(value.split()[-1])
        found.add(
            value, f"is {value}", f"head {head}", f"long {len(value.split())}",
            f"count {min(counts[head], 4)}", f"rank {min(ranks.get(head, 9), 9)}", f"told {head in content}",
            *(f"{head} ~ {word}" for word in content), *(f"{head} ~ {a} {b}" for a, b in pairwise(content)),
            *(f"{head} & {name}" for name in counts), *(f"{head} after {word}" for word in asked.last),
            f"offered {value == asked.offered.removeprefix('search ')}",
        )  # fmt: skip
    return found.options()


def _overlap(span: Sequence[str], told: Sequence[str]) -> str:
    """How far a span is what the shipped reader would search for."""
    shared = len(set(span) & set(told))
    if not shared:
        return "none"
    return "all" if list(span) == list(told) else f"{min(len(span) - shared, 2)} {min(len(told) - shared, 2)}"
