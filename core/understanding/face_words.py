"""What a turn says of a change of a face beyond its values: how strongly, and whose face."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.catalogue import action
from core.face import SINGLE_VALUED, SLOT_OF, by_slot, excluded_by
from core.pipeline import Action
from core.understanding.interface import Context
from core.understanding.people import person_alone, person_in, without_person
from core.understanding.strengths import Strength, is_only_strength, strength_in
from core.understanding.trained.face_names import named_values

_CLAUSES: Final = re.compile(r"[,;.!?，。；！？、]+(?!\d)|\b(?:and|with|then|but|plus)\b|[和并]|再(?=[加给来让把])")
_DROPS: Final = re.compile(
    r"\b(?:no|not|without|remove|drop|lose|forget|delete|undo|get rid|take (?:off|away|out|back)|cancel|stop"
    r"|never ?mind|scratch)\b|去掉|不要|取消|别|删|撤|卸|没"
)
_NOT_SO: Final = re.compile(r"\bnot (?:so|as|that)\b|(?:别|不要)[那这]么")
_TALK: Final = frozenset({"chat", "ask"})
_SAME: Final = re.compile(
    r"\b(?:now|and|then|also|too|as well|please|do|the|same|for|to|on|with|make|what about|how about|him|her|them)\b"
    r"|现在|然后|还有|也|一样|同样|这样|给|让|把|请|换|吧|呢|来|做|的|都|轮到|是|要"
)


def qualified(one: Action, context: Context) -> Action:
    """`one` as read, with the strengths and the person that the words of the turn name; itself where they name none."""
    if one.pipeline != "edit_face" or context.picture != "photo":
        return one
    wanted = [value for values in one.face("set").values() for value in values]
    gone = [value for values in one.face("unset").values() for value in values]
    said = _said(context.text, wanted)
    for value in _compared(context):  # less of what there is does not ask for its opposite, nor for none of it
        strength = _clause_strength(context.text, value)
        if strength is not None:
            wanted = [*(other for other in wanted if other != value and not _excludes(value, other)), value]
            gone = [other for other in gone if other != value]
            said[value] = strength
    person = _person(context)
    return _action(wanted, gone, said, context, person) if said or person else one


def answered(context: Context) -> tuple[Action, ...]:
    """What waited for a person to be named, of the person that the turn names; none where it says anything else."""
    who = person_alone(context.text) if context.pending.asked else ""
    return of_person(context.pending.asked, who) if who else ()


def of_person(actions: tuple[Action, ...], who: str) -> tuple[Action, ...]:
    """`actions` with the changes of a face that name nobody made those of the person `who`."""
    return tuple(
        Action(pipeline="edit_face", params={**one.params, "target": who})
        if one.pipeline == "edit_face" and not one.text("target")
        else one
        for one in actions
    )


def repeated(context: Context) -> Action | None:
    """The last change of a face once more, where a turn only says to what degree ("a bit more") or of whom ("now the
    person on the right"); None where it does not."""
    if context.picture != "photo" or context.fresh:
        return None
    person = _person(context)
    done = [one for turn in reversed(context.turns) for one in reversed(turn.actions) if one.pipeline not in _TALK]
    if not done or done[0].pipeline != "edit_face" or not (last := _held(done[0].face("set"), context)):
        return None
    if is_only_strength(context.text):
        said = strength_in(context.text)
        return _action(last, (), {value: said for value in last if said}, context, person or done[0].text("target"))
    if person and not re.search(r"\w", _SAME.sub(" ", without_person(context.text.lower()))):
        given: dict[str, object] = {"set": by_slot(last), "target": person}
        strengths = {value: context.strengths[value] for value in last if value in context.strengths}
        return action("edit_face", **given, **({"strength": strengths} if strengths else {}))
    return None


def _person(context: Context) -> str:
    return "" if context.faces == 1 else person_in(context.text)


def _held(values: dict[str, tuple[str, ...]], context: Context) -> list[str]:
    face = context.face or {}
    return [value for slot, one in values.items() for value in one if value in face.get(slot, ())]


def _action(
    wanted: Iterable[str], gone: Iterable[str], said: dict[str, Strength], context: Context, person: str
) -> Action:
    held = {value for values in (context.face or {}).values() for value in values}
    now = {value: context.strengths.get(value, 1.0) for value in held}
    strengths = {value: said[value].after(now.get(value)) for value in wanted if value in said}
    weaker = {value: share for value, share in strengths.items() if share < 1}
    given: dict[str, object] = {"set": by_slot(wanted), "unset": by_slot(gone), "strength": weaker, "target": person}
    return action("edit_face", **{name: value for name, value in given.items() if value})


def _said(text: str, wanted: list[str]) -> dict[str, Strength]:
    """What `text` says of the strength of each value: its own clause, or all of `text` where no value is named."""
    if not named_values(text) & set(wanted):
        said = strength_in(text)
        return dict.fromkeys(wanted, said) if said else {}
    found = {value: _clause_strength(text, value) for value in wanted}
    return {value: said for value, said in found.items() if said}


def _compared(context: Context) -> list[str]:
    """The values in force that the turn names; none where it drops something."""
    if _drops(context.text):
        return []
    held = {value for values in (context.face or {}).values() for value in values}
    return [value for value in sorted(named_values(context.text)) if value in held]


def _clause_strength(text: str, value: str) -> Strength | None:
    """What the clause that names `value` says of its strength; None where it drops it."""
    for clause in _CLAUSES.split(text):
        if clause and value in named_values(clause) and not _drops(clause):
            return strength_in(clause)
    return None


def _drops(words: str) -> bool:
    return _DROPS.search(_NOT_SO.sub(" ", words.lower())) is not None


def _excludes(value: str, other: str) -> bool:
    same_slot = SLOT_OF[value] == SLOT_OF[other] and SLOT_OF[value] in SINGLE_VALUED
    return value != other and (same_slot or other in excluded_by(value))
