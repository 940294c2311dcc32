"""What a subject's words name: its drawing, its figures, its text, and parts that another drawing has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from core.lexicon import canonical_noun, singular
from core.scene import SAYS, Subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.parties import number_of, party_of
from gpuserver.engines.illustrator.people.identity import SEX_WORDS
from gpuserver.engines.illustrator.places import read_place
from gpuserver.engines.illustrator.settings import setting_in
from gpuserver.engines.illustrator.words import find_subject, subject_named

_CLOTHES: Final = re.compile(
    r"\b(?:t-?shirts?|shirts?|sweaters?|hoodies?|jackets?|jerseys?|dress|coat|vest|apron|suit|cardigan)$|"
    r"T恤|衣服|衬衫|毛衣|外套|卫衣|球衣|裙子|西装|开衫|马甲"
)
"""What people have on anyway: only a text on it is drawn."""

_GROWN: Final = {"man": "oldman", "woman": "oldwoman"}


def drawing_of(subject: Subject) -> str | None:
    """The drawing of a subject; attributes help, since "old" and "man" may be one word of ours.

    Things that were counted are so many of one, also where a drawing shows some of them: "three coins".
    """
    before, gap, last = subject.noun.rpartition(" ")
    if subject.count > 1 and singular(last) != last and (one := subject_named(f"{before}{gap}{singular(last)}")):
        return one
    for start in range(len(subject.attributes) + 1):
        phrase = " ".join([*subject.attributes[start:], subject.noun])
        if start < len(subject.attributes) and phrase.lower() not in _spelled(phrase):
            continue
        if name := subject_named(phrase):
            return name
    head, of, _ = subject.noun.partition(" of ")
    return subject_named(head) if of else None  # a house of bricks is a house


def figures_of(subject: Subject) -> list[tuple[str, int]]:
    """The drawings that a subject is, with how many of each: a family is three of one each."""
    if party := party_of(subject):
        return list(Counter(party).items())
    name = drawing_of(subject)
    return [(_as_described(name, subject), number_of(subject))] if name else []


def _as_described(name: str, subject: Subject) -> str:
    """The drawing of a man or a woman of the sex and the age that the words tell: an old mechanic, a female judge."""
    if name not in _GROWN:
        return name
    told = [word.lower().strip() for word in (*subject.attributes, subject.noun[:1])]  # 女快递员 is one word
    noun = next((of for word in told if (of := SEX_WORDS.get(word))), name)
    return _GROWN[noun] if {"old", "elderly", "aged", "老", "老的", "年老", "年迈"} & set(told) else noun


def spoken_of(subject: Subject) -> Subject:
    """The subject without the attributes that belong to its drawing's name."""
    for start in range(len(subject.attributes)):
        phrase = " ".join([*subject.attributes[start:], subject.noun])
        if _spelled(phrase):
            return subject.model_copy(update={"attributes": subject.attributes[:start]})
    return subject


def whole_phrase(subject: Subject) -> str:
    """A subject's noun with what stands before it: 老街, "christmas market"."""
    gap = "" if re.search(r"[\u3400-\u9fff]", subject.noun) else " "
    return gap.join((*subject.attributes, subject.noun))


def text_on(subject: Subject) -> str:
    """The text that stands on a subject."""
    return next((word.removeprefix(SAYS) for word in subject.attributes if word.startswith(SAYS)), "")


def is_part(subject: Subject, known: Iterable[Subject]) -> bool:
    """Whether a thing is in the drawing of another: a firefighter's axe, a squirrel's acorn, a cake's candles."""
    key = canonical_noun(subject.noun)
    names = [name for one in known if (name := drawing_of(one))]
    return any({subject.noun.lower(), key} & drawings.artwork(name).ids for name in names)


def is_plain_part(subject: Subject, known: Iterable[Subject]) -> bool:
    """Whether a thing is said to be on another of which it is a part anyway, and nothing more is said of it."""
    plain = read_place(subject.place).relation == "on" and not (subject.color or subject.attributes)
    return plain and is_part(subject, known)


def beside_setting(words: str) -> str:
    """Words of place without the setting's own, which are no things: in 火车站 there is no train."""
    found = setting_in(words)
    if found is None or subject_named(found[1]):
        return words
    at = words.lower().find(found[1])
    return f"{words[:at]} {words[at + len(found[1]) :]}"


def _spelled(phrase: str) -> tuple[str, ...]:
    """The phrase, where it is itself a name of a subject and not only ends in one."""
    found = find_subject(phrase)
    return (phrase.lower(),) if found is not None and found.lower() == phrase.lower() else ()


def put_on(subject: Subject, known: list[Subject]) -> bool:
    """Whether it is what somebody has on who was named: then its colour and its text are that one's."""
    text = text_on(subject)
    if not _CLOTHES.search(subject.noun) or not (text or subject.color):
        return False
    people = [at for at, one in enumerate(known) if drawing_of(one) in drawings.PEOPLE]
    other = read_place(subject.place).other
    at = next((at for at in people if drawing_of(known[at]) == other), people[0] if people else None)
    if at is None:
        return False
    says = (f"{SAYS}{text}",) if text else ()
    one = known[at]
    dressed = {"attributes": (*one.attributes, *says), "color": one.color or subject.color}
    known[at] = one.model_copy(update=dressed)
    return True
