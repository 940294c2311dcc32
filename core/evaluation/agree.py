"""When a predicted action is the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.pipeline import Action

_NUMBERS: Final = frozenset({"percent", "degrees", "intensity", "count", "factor", "steps"})
_FREE: Final = frozenset(
    {"prompt", "instruction", "object", "with", "attribute", "background", "style", "query", "negative", "color"}
)
_UNJUDGED: Final = frozenset({"question", "intensity", "place"})
_AGREEMENT: Final = {"instruction": 0.5, "color": 0.5}
_DEFAULTS: Final = {"steps": 1, "count": 1}
_STOP: Final = frozenset(re.findall(r"[a-z]+", """
    a an the of in on at to for with and or my your his her its their our this that these those some please image
    picture photo one it is are be by from into as up
"""))  # fmt: skip

Labels = Mapping[str, Any]


def content(text: str) -> set[str]:
    """The content words of `text`: Latin words without a plural s and without stop words, and Han characters."""
    latin = {
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in re.findall(r"[a-z0-9]+", text.lower())
    }
    return (latin - _STOP) | set(re.findall(r"[一-鿿]", text))


def overlap(gold: str, predicted: str) -> float:
    """F1 of the content words, 0 to 1."""
    wanted, got = content(gold), content(predicted)
    if not wanted or not got:
        return float(wanted == got)
    return 2 * len(wanted & got) / (len(wanted) + len(got))


def face_of(slots: Mapping[str, Sequence[str]] | None) -> dict[str, frozenset[str]]:
    """Face values by slot, without empty slots."""
    return {slot: frozenset(value.lower() for value in values) for slot, values in (slots or {}).items() if values}


def same_action(gold: Labels, predicted: Action) -> bool:
    """Whether every parameter of `gold` agrees; of a face edit, extra values count against it."""
    wanted: Labels = gold.get("params") or {}
    if gold["pipeline"] == "edit_face":
        return all(face_of(wanted.get(name)) == face_of(predicted.face(name)) for name in ("set", "unset"))
    return all(_same(predicted, name, value) for name, value in wanted.items())


def _same(predicted: Action, name: str, gold: object) -> bool:
    value = predicted.params.get(name, _DEFAULTS.get(name))
    if name in _UNJUDGED:
        return True
    if name in _NUMBERS:
        return isinstance(value, int | float) and abs(float(str(gold)) - float(value)) < 1e-6
    choices = [choice.strip().lower() for choice in str(gold).split("|")]
    if name == "style" and value is None:  # a style that was worked into the prompt counts
        return any(content(choice) <= content(predicted.text("prompt")) for choice in choices)
    if value is None:
        return False
    if name in _FREE and predicted.pipeline != "adjust_color":
        return any(overlap(choice, str(value)) >= _AGREEMENT.get(name, 0.75) for choice in choices)
    return str(value).strip().lower() in choices


def holds(prompt: str, term: str) -> bool:
    """Whether a drawing prompt holds one of the `|` alternatives; "without a hat" and 没有帽子 hold no hat."""
    prompt = prompt.lower()
    prompt = re.sub(r"\b(?:without|no)\s+(?:(?:an?|the|any)\s+)?[a-z0-9]+|(?:没有|不要|去掉)[一-鿿]{1,4}", " ", prompt)
    for choice in (part.strip().lower() for part in term.split("|")):
        if re.search(r"[一-鿿]", choice):
            if choice in prompt:
                return True
        elif re.search(rf"(?<![a-z0-9]){re.escape(choice)}(?:s|es)?(?![a-z0-9])", prompt):
            return True
    return False
