"""Requests about a face, with what is refused, kept, taken back or corrected in them."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.face import FACE_SLOTS, SINGLE_VALUED
from core.lexicon import canonical_noun
from core.pipeline import Action
from core.understanding.rules.clause import Clause
from core.understanding.rules.face_words import KEYWORDS, OPPOSITES, Mention, mentions, speaks_of_hair

_PARTS: Final = re.compile(r"\s*[,.;:!，。；：！、…]+\s*|\s+(?:but|and|with|plus)\s+|(?:但是?|不过|而且|再(?!次))")
_NEGATIVE: Final = re.compile(
    r"\b(?:no|not|without|forget|drop|skip|scratch|nvm|never ?mind|take back|go back on|don't|do not|undo|cancel|lose|rather than|instead of|"
    r"remove|get rid of|ditch|minus|less|off|enough|too much|is wrong|was wrong|looks wrong|away)\b|不要|不是|取消|算了|别|去掉|撤掉|撤[销回]|忘了|不用|不想|没必要|还是不|拿掉|弄掉|太过"
)
_TAKING: Final = re.compile(
    r"\b(?:remove|get rid of|lose|ditch|take off|off|drop|no|without|away)\b|去掉|不要|弄掉|拿掉|刮|剃|卸"
)
_KEPT: Final = re.compile(
    r"\b(?:keep|leave|stays?|can stay|as (?:it|they) (?:is|are)|fine as|don't (?:touch|change))\b|保留|不动|留着|别动|不变"
)
_CORRECTED: Final = re.compile(
    r"(?<=\w)[\s,.!?…]+(?:h+m+ |oh |um |er )?(?:no(?: wait)?(?=[,.])|nah|wait|actually|scratch that|or rather|make that|on second thoughts?)\b[\s,.]+(?=\w)|(?:不对|不不|等等|还是说|算了)[，,。]?(?:还是)?"
)
_THEM: Final = re.compile(r"\b(?:them|it|those|that)\b|它|这个|那个")
_OWN: Final = re.compile(
    r"\b(?:his|her|my) (?:\w+ )?(?:hair|beard|face|lips|eyebrows|cheeks)\b|[他她]的?(?:头发|脸|胡子|眉毛|嘴唇)"
)
_PLAIN_FACE: Final = re.compile(
    r"\b(?:hair(?:line)?|bangs|fringe|goatee|m(?:o)?ustache|sideburns|make-?up|lipstick|eyebrows|cheeks|blush|shave|(?:him|her|she|he|me) (?:look )?(?:smil|angry|sad|happy|scared|surpris)\w*)\b|头发|刘海|山羊胡|胡子|鬓角|妆|口红|眉毛|腮红|发际线|让[他她].{0,3}(?:笑|生气|难过|惊讶)"
)
_PEOPLE: Final = frozenset(
    {
        "woman",
        "man",
        "girl",
        "boy",
        "child",
        "baby",
        "oldman",
        "person",
        "princess",
        "knight",
        "pirate",
        "wizard",
        "astronaut",
    }
)


def face_in_play(clause: Clause) -> bool:
    """Whether the picture may show a face: any photo, and a drawing of a person."""
    if clause.is_photo or _OWN.search(clause.raw):
        return True
    if not clause.has_picture:
        return bool(_PLAIN_FACE.search(clause.raw)) and not re.match(
            r"^(?:draw|paint|sketch|generate|画)|^一?[个位]|^an? ", clause.text
        )
    return any(canonical_noun(one.noun) in _PEOPLE for one in clause.context.scene.present)


def read_face(clause: Clause) -> tuple[Action, ...] | None:
    """The change of the face that `clause` asks for."""
    if not face_in_play(clause) or len(clause.text) > 300:
        return None
    edit = face_edit(clause, clause.raw)
    return (edit,) if edit else None


def face_edit(clause: Clause, text: str) -> Action | None:
    """The face edit in `text`: of a correction only what comes after it."""
    if match := list(_CORRECTED.finditer(text)):
        later = face_edit(clause, text[match[-1].end() :])
        if later:
            return later
    held = [value for values in (clause.context.face or {}).values() for value in values]
    turned, taken = list[Mention](), list[str]()
    last = clause.context.turns[-1].system.lower() if clause.context.turns else ""
    for part in _fragments(text):
        if _KEPT.search(part):
            continue
        found = mentions(part, colors=_hair_is_meant(clause, text, part, last))
        plain, negative = _signed(part, found)
        turned += plain
        if _NEGATIVE.search(part):
            dropped = [value for value in held if re.search(KEYWORDS[value], _masked(part, plain))]
            taken += dropped
            if not dropped:
                turned += _opposites(part, negative, last)
    return _action(turned, taken)


def _fragments(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part][:24]


def _hair_is_meant(clause: Clause, text: str, part: str, last: str) -> bool:
    """A colour alone is one of hair when hair was just spoken of, or when it stands in a list of face values."""
    if speaks_of_hair(text):
        return True
    short = (
        len(part.split()) <= 4
        and len(part) <= 24
        and not re.search(r"background|背景|裙|衣|lips?|cheeks?|唇|车|天空", part)
    )
    return short and (speaks_of_hair(last[-160:]) or bool(clause.is_photo and mentions(text)))


def _signed(part: str, found: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The values asked for and those refused in a fragment; what names its own "no" is asked for."""
    plain, negative = list[Mention](), list[Mention]()
    for one in found:
        own = one.value.startswith("no ")
        around = f"{part[: one.start]}|{part[one.end :][:16]}"
        (plain if own or not _NEGATIVE.search(around) else negative).append(one)
    return plain, negative


def _masked(part: str, found: list[Mention]) -> str:
    for one in found:
        part = f"{part[: one.start]}{'_' * (one.end - one.start)}{part[one.end :]}"
    return part


def _opposites(part: str, negative: list[Mention], last: str) -> list[Mention]:
    """Taking away what was never asked for sets its opposite: "lose the moustache" is "no beard"."""
    if not _TAKING.search(part):
        return []
    if not negative and _THEM.search(part):
        negative = mentions(last)
    values = {OPPOSITES[one.value] for one in negative if one.value in OPPOSITES}
    return [Mention(slot, value, 0, 0) for slot, known in FACE_SLOTS.items() for value in known if value in values]


def _action(turned: list[Mention], taken: list[str]) -> Action | None:
    set_, unset = dict[str, list[str]](), dict[str, list[str]]()
    for one in turned:
        values = set_.setdefault(one.slot, [])
        if one.slot in SINGLE_VALUED:
            values.clear()
        if one.value not in values:
            values.append(one.value)
    for slot, known in FACE_SLOTS.items():
        if values := [value for value in known if value in taken and value not in set_.get(slot, [])]:
            unset[slot] = values
    params = {name: value for name, value in (("set", set_), ("unset", unset)) if value}
    return action("edit_face", **params) if params else None


def merged(actions: list[Action]) -> list[Action]:
    """`actions` with neighbouring face edits made one."""
    out: list[Action] = []
    for one in actions:
        if out and one.pipeline == "edit_face" == out[-1].pipeline:
            out[-1] = _joined(out[-1], one)
        elif not out or one != out[-1]:
            out.append(one)
    return out


def _joined(first: Action, second: Action) -> Action:
    slots: dict[str, dict[str, list[str]]] = {"set": {}, "unset": {}}
    for name, other in (("set", "unset"), ("unset", "set")):
        for edit in (first, second):
            for slot, values in edit.face(name).items():
                if name == "set" and slot in SINGLE_VALUED:
                    slots[name][slot] = list(values)
                else:
                    slots[name].setdefault(slot, []).extend(v for v in values if v not in slots[name].get(slot, []))
                if edit is second and (gone := slots[other].get(slot)):
                    slots[other][slot] = [value for value in gone if value not in values]
    params = {name: {slot: values for slot, values in found.items() if values} for name, found in slots.items()}
    return action("edit_face", **{name: found for name, found in params.items() if found})
