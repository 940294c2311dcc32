"""Occasions that are asked for as if they were things, by their names: a wedding, a birthday party, a concert."""

from __future__ import annotations

import re
from typing import Final

from core.language import Language
from core.lexicon import canonical_noun, is_chinese, name_in
from core.scene.model import Scene, Subject

_NAMES: Final = (
    ("wedding", re.compile(r"\bwedding(?: ceremony| party| reception)?$|\bmarriage$|婚礼|结婚")),
    ("birthday", re.compile(r"\bbirthday(?: party| celebration)?$|^生日(?:派对|聚会|会|宴)?$")),
    ("concert", re.compile(r"\b(?:rock |pop |live )?concert$|\bgig$|演唱会|音乐会")),
    ("picnic", re.compile(r"\bpicnic$|^野餐$")),
    (
        "band",
        re.compile(r"^(?:(?:rock|jazz|pop|folk) )?band(?: of (?:four |4 )?musicians)?$|^(?:摇滚|爵士)?四?人?乐[队团]$"),
    ),
    ("dragonboats", re.compile(r"\bdragon boat (?:festival|race)$|端午节?$|龙舟(?:赛|比赛|节)$")),
    ("lanterns", re.compile(r"\blantern festival$|灯会$|花灯$|元宵节?(?:花?灯)?$")),
)
_OF_MANY: Final = re.compile(
    r"^(?P<what>.+?) (?:festival|fair|show|parade|contest|exhibition|convention|gathering|meetup|party)$"
    r"|^(?P<han>.+?)(?:节|展|展览|大会|大赛|比赛|派对|聚会|游行|表演)$"
)
_PARTY: Final = re.compile(r"\bparty$|^(?:派对|聚会|舞会|宴会)$")

_WEDDING: Final = (
    Subject(noun="woman"), Subject(noun="wedding dress", place="on the woman"),
    Subject(noun="man", place="next to the woman"), Subject(noun="suit", color="black", place="on the man"),
)  # fmt: skip
_BIRTHDAY: Final = (
    Subject(noun="birthday cake"), Subject(noun="girl", place="next to the birthday cake"),
    Subject(noun="boy", place="next to the birthday cake"), Subject(noun="balloon", count=2),
)  # fmt: skip
_CONCERT: Final = (
    Subject(noun="singer"), Subject(noun="microphone", place="held by the singer"), Subject(noun="guitarist"),
    Subject(noun="guitar", place="held by the guitarist"),
)  # fmt: skip
_PLAYERS: Final = (
    Subject(noun="singer"), Subject(noun="drummer"), Subject(noun="guitarist"),
    Subject(noun="guitar", place="held by the guitarist"), Subject(noun="violinist"),
    Subject(noun="violin", place="held by the violinist"),
)  # fmt: skip
PARTY: Final = (Subject(noun="woman"), Subject(noun="man"), Subject(noun="balloon", count=3))
_PICNIC: Final = (Subject(noun="woman"), Subject(noun="man"), Subject(noun="basket", place="in front of the woman"))
_DRAGON_BOATS: Final = (
    Subject(noun="dragon boat"), Subject(noun="man", count=3, place="in the dragon boat"),
)  # fmt: skip
PRESENT: Final = {
    "wedding": _WEDDING, "birthday": _BIRTHDAY, "concert": _CONCERT, "band": _PLAYERS, "picnic": _PICNIC,
    "dragonboats": _DRAGON_BOATS,
    "lanterns": (Subject(noun="paper lantern", count=5),),
}  # fmt: skip
"""Who and what is at an occasion; where each is, in words that `_AT` knows."""
_AT: Final = {
    "next to the ": "旁边",
    "on the ": "身上",
    "held by the ": "手里",
    "in front of the ": "前面",
    "in the ": "里",
}


def occasion(phrase: str) -> str:
    """The occasion that `phrase`, in lower case, ends with, "wedding" and so on; empty for none."""
    return next((name for name, pattern in _NAMES if pattern.search(phrase)), "")


def shown_at(phrase: str) -> str:
    """What a show, a fair or a party in `phrase` is of: "dog" for "dog show"; empty where it is none."""
    found = _OF_MANY.search(phrase)
    return (found["what"] or found["han"]) if found else ""


def is_party(phrase: str) -> bool:
    """Whether `phrase` names a party."""
    return _PARTY.search(phrase) is not None


def unfolded(scene: Scene, words: str) -> Scene:
    """`scene` with who and what is at its occasion as subjects, where `words` name one of them and no other subject."""
    for at, subject in enumerate(scene.subjects):
        brought = brings(subject)
        known = scene.subjects if brought else ()
        if any(_named(one, words) for one in brought) and not any(_named(one, words) for one in known if one.count):
            rest = (_freed(one, subject.noun) for one in scene.subjects[at + 1 :])
            return scene.model_copy(update={"subjects": (*scene.subjects[:at], *brought, *rest)})
    return scene


def brings(subject: Subject) -> tuple[Subject, ...]:
    """Who and what is at the occasion that a subject is, in the language of its name; nothing for other subjects."""
    if not subject.count or subject.place:
        return ()
    name = subject.noun.lower()
    whole = " ".join((*subject.attributes, name)) if not is_chinese(name) else "".join((*subject.attributes, name))
    present = PRESENT.get(occasion(whole) or occasion(name), PARTY if is_party(name) and not shown_at(name) else ())
    return tuple(_in_chinese(one) for one in present) if is_chinese(name) else present


def _in_chinese(one: Subject) -> Subject:
    place = one.place
    for words, at in _AT.items():
        if place and place.startswith(words):
            place = name_in(place.removeprefix(words), Language.ZH) + at
    return one.model_copy(update={"noun": name_in(one.noun, Language.ZH), "place": place})


def _named(one: Subject, words: str) -> bool:
    """Whether any of `words` is a name of a subject: 蛋糕 of 生日蛋糕 too."""
    key = canonical_noun(one.noun)
    said = [part.strip() for part in re.split(r",| and |和|、", words.lower())]
    said = [re.sub(r"^(?:all |the |those )+|^(?:所有的?|那些?个?)", "", part) for part in said]
    return any(part and (canonical_noun(part) == key or one.noun.endswith(part)) for part in said)


def _freed(one: Subject, noun: str) -> Subject:
    return one.model_copy(update={"place": None}) if one.place and noun in one.place else one
