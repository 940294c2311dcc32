"""What is added, as a whole: with what it does ("add a dog sleeping next to him"), and to whom it is given."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import kind_of, known_noun
from core.pipeline import Action
from core.scene.reader import read_subject
from core.scene.verbs import is_gerund

_ADDS: Final = re.compile(
    rf"{PLEASE}(?:add|include|put up|hang(?: up)?|insert)\b"
    rf"|(?:{PLEASE_ZH}|再|然后|也)*(?:加|添|挂|贴|摆|放)[上个一两几点些]",
    re.IGNORECASE,
)
_GIVES: Final = re.compile(
    rf"{PLEASE}give (?P<whom>him|her|it|them|the [a-z]+(?: [a-z]+)??|(?P<who>[a-z]+)) "
    r"(?:(?P<some>an?|some|two|three) )?(?P<thing>[a-z].+?)[.!]*",
    re.IGNORECASE,
)
_ALTERS: Final = frozenset({"recolor_object", "change_attribute"})
_LIVING: Final = frozenset({"person", "animal"})
_BRINGS: Final = frozenset({"add_object", "replace_object", "generate"})


def added(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions` with what `text` adds to a drawing put in whole, and not made a picture of its own."""
    found = _GIVES.fullmatch(text)
    if found and found["who"] and not (kind_of(found["who"]) in _LIVING and known_noun(found["thing"])):
        found = None
    if len(actions) != 1 or actions[0].pipeline not in (_BRINGS | _ALTERS if found and found["some"] else _BRINGS):
        return actions
    (one,) = actions
    if one.pipeline in _ALTERS and not (found and known_noun(read_subject(found["thing"]).noun)):
        return actions
    if found and (found["some"] or found["who"] or one.text("object").lower() not in text.lower()):
        return (action("add_object", object=found["thing"], place=f"for {found['whom'].lower()}"),)
    if one.pipeline == "generate" and _ADDS.match(text):
        return (action("add_object", object=one.text("prompt")),)
    return (_doing(one, text), *_also(one, text)) if one.pipeline == "add_object" else actions


def _also(one: Action, text: str) -> tuple[Action, ...]:
    """The second of two things, where only the first was read: "add balloons and a cake"."""
    if one.text("place"):
        return ()
    found = re.search(rf"{re.escape(one.text('object'))} and (?P<also>(?:an?|some) [a-z][a-z ]{{1,30}}?)[.!]*$", text)
    return (action("add_object", object=re.sub("^(?:an?|some) ", "", found["also"])),) if found else ()


def _doing(one: Action, text: str) -> Action:
    """The addition with what the thing does before its place, where only these two were read."""
    thing, place = one.text("object"), one.text("place")
    found = (
        re.search(rf"{re.escape(thing)} (?P<deed>[a-z]+ing(?: [a-z]+)?) {re.escape(place)}", text) if place else None
    )
    if found is None or not is_gerund(found["deed"].split()[0]):
        return one
    return action("add_object", object=thing, place=f"{found['deed']} {place}")
