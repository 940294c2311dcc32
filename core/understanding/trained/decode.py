"""From what the network says to actions: always well-formed, always possible in the state (constrained decoding)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.catalogue import action
from core.face import SINGLE_VALUED, by_slot, excluded_by
from core.pipeline import Action, ActionError
from core.understanding.trained.face_names import named_values
from core.understanding.trained.labels import (
    CLOSED,
    CLOSED_OF,
    FACE_VALUES,
    KEPT,
    NEEDED,
    NONE,
    PIPELINES,
    ROLE_NAMES,
    ROLES,
    SET,
    SLOTS,
    UNSET,
)
from core.understanding.trained.tokens import Encoded
from core.understanding.trained.values import params
from core.understanding.trained.view import CONCEPTS, JOINT, SYSTEM, TEXT, View

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

_PIPELINE: Final = {name: row for row, name in enumerate(PIPELINES)}
_CLOSED: Final = {name: row for row, name in enumerate(CLOSED)}
_ROLE: Final = {name: row for row, name in enumerate(ROLE_NAMES)}
_WITHOUT_PICTURE: Final = frozenset({"generate", "search", "chat", "reset", "undo", "redo"})
_OFTEN: Final = frozenset(
    {"add_object", "remove_object", "replace_object", "recolor_object", "change_attribute", "edit"}
)
"""Pipelines that a turn may ask for twice, of different things."""
_FORGET: Final = re.compile(r"\b(?:forget|drop|cancel|never ?mind|scratch|take back|undo)\b|取消|撤[掉回销]|算了")
_OPPOSITES: Final = ({"smiling", "no smiling"}, {"bangs", "no bangs"})
_LONGEST: Final = 60
"""Tokens of one role's words at most."""


@dataclass(frozen=True)
class Said:
    """What the network says of one turn of T tokens."""

    pipeline: Floats
    """(3, pipelines) logits."""
    closed: Floats
    """(3, closed values) logits."""
    face: Floats
    """(face values, 3) logits of kept, set, unset."""
    start: Floats
    """(3, roles, T) logits of the first token of a role's words; token 0 where there are none."""
    end: Floats
    """(3, roles, T) logits of the last token."""


@dataclass(frozen=True)
class Reading:
    """A sequence of actions and its probability, 0 to 1."""

    actions: tuple[Action, ...]
    probability: float


class Decoder:
    """Reads one turn's output."""

    def __init__(self, said: Said, encoded: Encoded, view: View, temperature: float = 1.0) -> None:
        self._said = said
        self._encoded = encoded
        self._view = view
        self._chances = _softmax(_legal(said.pipeline, view) / temperature)
        self._held = {mark.removeprefix("face ") for mark in view.marks if mark.startswith("face ")}

    def readings(self) -> tuple[Reading, Reading | None]:
        """The best reading, and the second where the slot that was least sure says something else."""
        rows = self._sequence(self._chances)
        best = self._reading(rows)
        weakest = min(range(len(rows)), key=lambda slot: float(self._chances[slot, rows[slot]]))
        others = self._chances.copy()
        others[weakest, rows[weakest]] = 0
        second = self._reading(self._sequence(others))
        return best, second if second.actions != best.actions else None

    def _sequence(self, chances: Floats) -> list[int]:
        """The label of each slot up to the one that ends the sequence."""
        rows: list[int] = []
        for slot in range(SLOTS):
            allowed = chances[slot].copy()
            if slot == 0:
                allowed[_PIPELINE[NONE]] = 0
            for row in rows:
                if PIPELINES[row] not in _OFTEN:
                    allowed[row] = 0
            if rows and PIPELINES[rows[0]] in ("chat", "ask"):
                break
            row = int(allowed.argmax())
            rows.append(row)
            if PIPELINES[row] == NONE:
                break
        return rows

    def _reading(self, rows: list[int]) -> Reading:
        chance = 1.0
        actions: list[Action] = []
        for slot, row in enumerate(rows):
            chance *= float(self._chances[slot, row])
            if PIPELINES[row] != NONE and (found := self._action(slot, PIPELINES[row])):
                actions.append(found)
        return Reading(tuple(actions) or (action("chat"),), chance)

    def _action(self, slot: int, pipeline: str) -> Action | None:
        """The action of a slot; None where it lacks what it needs."""
        if pipeline == "edit_face":
            return self._face()
        words, closed = self._roles(slot, pipeline), self._closed(slot, pipeline)
        try:
            before = dict(self._view.amounts).get(pipeline)
            return action(pipeline, **params(pipeline, words, closed, self._view.texts[TEXT], before))
        except ActionError:
            return None

    def _closed(self, slot: int, pipeline: str) -> str:
        values = CLOSED_OF.get(pipeline)
        return max(values, key=lambda value: float(self._said.closed[slot, _CLOSED[value]])) if values else ""

    def _roles(self, slot: int, pipeline: str) -> dict[str, str]:
        """The words of each role, the surest role first; no word plays two."""
        taken = np.zeros(len(self._encoded.places), dtype=bool)
        words: dict[str, str] = {}
        for role in sorted(ROLES.get(pipeline, ()), key=lambda role: -self._sureness(slot, role)):
            if found := self._stretch(slot, role, taken, needed=role in NEEDED.get(pipeline, ())):
                first, last = found
                taken[first : last + 1] = True
                segment, begin, _ = self._encoded.places[first]
                if role == "style" and pipeline == "generate" and segment == SYSTEM:
                    continue  # a style that was only offered is none of a new picture
                finish = self._finish(segment, last, self._encoded.places[last][2])
                words[role] = self._view.texts[segment][begin:finish]
                if role == "color" and segment == CONCEPTS:
                    words[role] = self._seen_color(words.get("object", "")) or words[role]
        return words

    def _seen_color(self, thing: str) -> str:
        """The colour of what is seen and named in the text beside `thing`: "the same as the lorry" is yellow."""
        text = self._view.texts[TEXT].lower()
        for concept in self._view.texts[CONCEPTS].lower().split(JOINT):
            for cut in range(1, len(concept)):
                head = concept[cut:].lstrip("的 ")
                whole = concept[cut - 1] in " 的色" or not concept.isascii()
                if whole and head and head in text and head not in thing.lower():
                    return concept[:cut].strip(" 的")
        return ""

    def _sureness(self, slot: int, role: str) -> float:
        start, end = self._said.start[slot, _ROLE[role]], self._said.end[slot, _ROLE[role]]
        return float(_softmax(start).max() * _softmax(end).max())

    def _stretch(self, slot: int, role: str, taken: Bools, *, needed: bool) -> tuple[int, int] | None:
        """First and last token of a role: the likeliest stretch within one segment; None where none is likelier."""
        start, end = self._said.start[slot, _ROLE[role]], self._said.end[slot, _ROLE[role]]
        segments = np.array(
            [-1 if is_taken else segment for is_taken, (segment, *_) in zip(taken, self._encoded.places, strict=True)]
        )
        segments[[at for at, place in enumerate(self._encoded.places) if place[2] == 0]] = -1
        at = np.arange(len(segments))
        fits = (segments[:, None] == segments[None, :]) & (segments[:, None] >= 0)
        fits &= (at[None, :] >= at[:, None]) & (at[None, :] - at[:, None] < _LONGEST)
        blocked = np.cumsum(taken)
        fits &= blocked[None, :] == blocked[:, None]
        score = np.where(fits, start[:, None] + end[None, :], -np.inf)
        first, last = divmod(int(score.argmax()), len(segments))
        if not np.isfinite(score[first, last]) or (score[first, last] <= start[0] + end[0] and not needed):
            return None
        return first, last

    def _finish(self, segment: int, last: int, finish: int) -> int:
        """Where the words end: a stretch that reaches the last token read of a longer text goes on to its end."""
        places = self._encoded.places
        is_last = last + 1 == len(places) or places[last + 1][0] != segment
        text = self._view.texts[segment]
        return len(text) if is_last and len(text) - finish > 8 else finish

    def _face(self) -> Action | None:
        face = self._said.face
        margins = face[:, SET] - face[:, KEPT]
        chosen = face.argmax(1)
        to_set = [row for row in np.argsort(-margins) if chosen[row] == SET]
        gone = [row for row, (_, value) in enumerate(FACE_VALUES) if chosen[row] == UNSET and value in self._held]
        kept = _compatible([int(row) for row in to_set])
        if _FORGET.search(self._view.texts[TEXT].lower()):
            kept, gone = self._taken_back(kept, gone)
        named = named_values(self._view.texts[TEXT])
        if any(FACE_VALUES[row][1] in named for row in gone):
            gone = [row for row in gone if FACE_VALUES[row][1] in named]
        if not kept and not gone:
            unset = [row for row, (_, value) in enumerate(FACE_VALUES) if value in self._held]
            best = max(unset, key=lambda row: float(face[row, UNSET] - face[row, KEPT]), default=None)
            likely = int(margins.argmax())
            if best is not None and face[best, UNSET] - face[best, KEPT] > margins[likely]:
                gone = [best]
            else:
                kept = [likely]
        given = {
            name: by_slot(FACE_VALUES[row][1] for row in rows)
            for name, rows in (("set", sorted(kept)), ("unset", gone))
            if rows
        }
        return action("edit_face", **given)

    def _taken_back(self, kept: list[int], gone: list[int]) -> tuple[list[int], list[int]]:
        """ "Forget the smile" takes back a smile that is in force; it does not ask for the opposite of one."""
        for row in list(kept):
            slot, value = FACE_VALUES[row]
            for other, (its_slot, held) in enumerate(FACE_VALUES):
                opposite = {value, held} in _OPPOSITES
                if its_slot == slot and (opposite or value == held) and held in self._held:
                    kept = [one for one in kept if one != row]
                    gone = sorted({*gone, other})
        return kept, gone


def _legal(logits: Floats, view: View) -> Floats:
    """Logits with what the state does not allow put out of reach."""
    out = logits.copy()
    if "picture none" in view.marks:
        for name, row in _PIPELINE.items():
            if name != NONE and name not in _WITHOUT_PICTURE:
                out[:, row] -= 8
    return out


def _compatible(rows: list[int]) -> list[int]:
    """The rows, surest first, without those that an earlier one excludes."""
    kept: list[int] = []
    for row in rows:
        slot, value = FACE_VALUES[row]
        clash = any(
            (FACE_VALUES[one][0] == slot and slot in SINGLE_VALUED) or FACE_VALUES[one][1] in excluded_by(value)
            for one in kept
        )
        if not clash:
            kept.append(row)
    return kept


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
