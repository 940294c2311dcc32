"""Words on things, taken out of a sentence before it is read and put back afterwards: "add a sign that says OPEN"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.catalogue import action
from core.language import Language
from core.lexicon import is_chinese
from core.pipeline import Action
from core.scene.asides_texts import inscription_in
from core.scene.words_zh import SAYS

_BOARDS: Final = re.compile(
    r"\b(?:sign|poster|banner|billboard|placard|plaque|label|card|note|board|flag|bubble|tombstone|gravestone)\b(?!.*\b"
    r"(?:sign|poster|banner|billboard|placard|plaque|label|card|note|board|flag|bubble)\b)",
    re.IGNORECASE,
)
"""What is there to be read, wherever it hangs: the last one in a text."""
_LAST: Final = re.compile(r"[\w'-]+\W*$")
_BEFORE_ZH: Final = re.compile(
    r"(?:[只个块张条面座幅件副杯支根把枚份]|[的有放挂立加画])?(?P<thing>[^，。的个块张条件]{1,8})[，,]?$"
)
_BEHIND_ZH: Final = re.compile(r"的(?P<thing>[^，。！和在上里]{1,8})")
_ON_ZH: Final = re.compile(r"(?:的?上面?|里)$")
_ASKS: Final = re.compile(r"^(?:can|could|would|will) (?:you|we|i)\b", re.IGNORECASE)
_QUESTION: Final = re.compile(r"^(?:what|who|where|which|how|why|does|do|is|are)\b|什么|[吗么][？?]?$", re.IGNORECASE)
_HOLDS: Final = {"add_object": "object", "replace_object": "with", "generate": "prompt"}
"""Actions that bring a thing into the picture, and the parameter that names it."""


@dataclass(frozen=True)
class Inscription:
    """A text that stands on a thing, and the sentence without it."""

    rest: str
    thing: str
    clause: str
    """What is said of the thing, as the user said it: "that says OPEN", 写着“你好”的."""


def inscription(text: str, language: Language) -> Inscription | None:
    """What `text` wants to stand on a thing that it names; None where it speaks of no words, or asks about them."""
    if _QUESTION.search(text):
        return None
    text = text.rstrip("?") if _ASKS.match(text) else text
    return _chinese(text) if language is Language.ZH else _english(text)


def _english(text: str) -> Inscription | None:
    found = inscription_in(text)
    if found is None:
        return None
    begin, end = found
    before = text[:begin]
    bearer = _BOARDS.search(before) or _LAST.search(before)
    if bearer is None:
        return None
    return Inscription(f"{before}{text[end:]}".strip(), bearer.group().strip(" ,"), text[begin:end].strip(" ,"))


def _chinese(text: str) -> Inscription | None:
    found = SAYS.search(text)
    if found is None or not (found.group("a") or found.group("b")):
        return None
    clause = f"{found.group().removeprefix('上面').removeprefix('上')}的"
    before, behind = text[: found.start()], text[found.end() :]
    if bearer := _BEHIND_ZH.match(behind):
        return Inscription(before + behind.removeprefix("的"), bearer["thing"], clause)
    if bearer := _BEFORE_ZH.search(before):
        thing = _ON_ZH.sub("", bearer["thing"]).removeprefix("一幅")
        return Inscription(_ON_ZH.sub("", before.rstrip("，, ")) + behind, thing, clause)
    return None


def inscribed(actions: tuple[Action, ...], said: Inscription) -> tuple[Action, ...] | None:
    """`actions` with the words on the thing that they bring; None where they bring none."""
    for at, one in enumerate(actions):
        name = _HOLDS.get(one.pipeline, "")
        if name and said.thing in one.text(name):
            written = action(one.pipeline, **{**one.params, name: _with_words(one.text(name), said)})
            return (*actions[:at], written, *actions[at + 1 :])
    return None


def _with_words(phrase: str, said: Inscription) -> str:
    if is_chinese(said.thing) or said.clause.endswith("的"):
        return phrase.replace(said.thing, f"{said.clause}{said.thing}", 1)
    return phrase.replace(said.thing, f"{said.thing} {said.clause}", 1)
