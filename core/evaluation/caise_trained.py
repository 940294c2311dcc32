"""CAISE by a network that was trained on its own training split: a generator-extractor (CAISE, section 4.3).

It generates the command's type, amount and colour, and extracts the words of a search from what was said and from what
is seen. Its weights stay on the machine that trained them: CAISE's licence is non-commercial.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from core.evaluation.caise import Instance
from core.evaluation.grounding import TINTS
from core.understanding.numbers import number
from core.understanding.trained.network import Network
from core.understanding.trained.tokens import Encoded, Tokenizer
from core.understanding.trained.view import CONCEPTS, JOINT, OBJECTS, TEXT, View

KINDS: Final = ("search", "adjust_color", "adjust_attr brightness", "adjust_attr contrast", "rotate", "image_cutout")
COPY: Final = "copy"
AMOUNTS: Final = (
    COPY, "5", "10", "15", "20", "25", "30", "35", "40", "45", "50", "90", "180", "270", "315", "320", "325", "330",
    "335", "340", "345", "350", "-5", "-10", "-20", "-30",
)  # fmt: skip
"""What an amount is said to be; `copy` takes the number that was told, with the sign of an edit."""
OUTPUTS: Final = ("kind", "amount", "color", "tags")
_HALF: Final = 12


def view_of(instance: Instance) -> View:
    """A request as the network sees it: what is seen fills two segments, the last command stands before."""
    seen = list(dict.fromkeys(one.lower() for one in (instance.seen[-1] if instance.seen else ())))
    turns = instance.context.turns
    last = " ".join(str(value) for one in turns[-1].actions for value in one.params.values()) if turns else ""
    name = turns[-1].actions[0].pipeline if turns and turns[-1].actions else ""
    return View(
        (),
        (
            ". ".join(instance.asked).lower(),
            turns[-1].system if turns else "",
            JOINT.join(seen[_HALF : 2 * _HALF]),
            JOINT.join(seen[:_HALF]),
            f"{name} {last}".strip(),
        ),
    )


def words_at(view: View, encoded: Encoded) -> list[tuple[int, str]]:
    """For each token the segment and the whole word that it belongs to; segment -1 where none can be extracted."""
    out: list[tuple[int, str]] = []
    for segment, start, end in encoded.places:
        if segment not in (TEXT, CONCEPTS, OBJECTS) or end == 0:
            out.append((-1, ""))
            continue
        text = view.texts[segment]
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        out.append((segment, text[start:end].lower()))
    return out


def is_for_caise(folder: Path) -> bool:
    """Whether the weights in `folder` are of a network that was trained on CAISE: its graph has other outputs."""
    return OUTPUTS[0] in Network(folder).gives


class CaiseNetwork:
    """The network that `chatelier train --caise` made."""

    def __init__(self, folder: Path) -> None:
        """Load the weights in `folder`. Raises OSError where there are none."""
        self._network = Network(folder, OUTPUTS)
        self._tokenizer = Tokenizer(self._network.vocabulary)

    def command(self, instance: Instance) -> str:
        """The command that a request asks for."""
        view = view_of(instance)
        encoded = self._tokenizer.encode(view)
        kind, amount, color, tags = self._network.run(encoded)
        chosen = KINDS[int(kind.argmax())]
        match chosen:
            case "image_cutout":
                return chosen
            case "adjust_color":
                return f"{chosen} {TINTS[int(color.argmax())]} 0.2"
            case "search":
                return f"search {' '.join(_extracted(tags, words_at(view, encoded)))}"
            case _:
                return f"{chosen} {_amount(AMOUNTS[int(amount.argmax())], view.texts[TEXT])}"


def _amount(said: str, text: str) -> str:
    if said != COPY:
        return said
    told = number(text)
    return f"{told:g}" if told is not None else "20"


def _extracted(tags: np.ndarray, words: Sequence[tuple[int, str]]) -> list[str]:
    """The words that are likelier searched for than not: from the text in order, from what is seen once each."""
    found: list[str] = []
    before = ("", -1)
    for at, (segment, word) in enumerate(words):
        is_new = (word, segment) != before
        before = (word, segment)
        if segment >= 0 and is_new and tags[at] > 0 and (segment == TEXT or word not in found):
            found.append(word)
    if not found:
        best = max(range(len(words)), key=lambda at: tags[at] if words[at][0] >= 0 else -np.inf)
        found = [words[best][1]]
    return found
