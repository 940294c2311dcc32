"""What a subject's words name: its drawing, its figures, its text, and parts that another drawing has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from core.lexicon import canonical_noun, is_named, kind_of, singular
from core.scene.model import SAYS, Subject
from core.varieties import variety_named
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.parties import GROWN, is_old, number_of, party_of
from gpuserver.engines.illustrator.people.figures import is_woman, of_sex
from gpuserver.engines.illustrator.people.identity import SEX_WORDS, WARDROBE
from gpuserver.engines.illustrator.relations.places import read_place
from gpuserver.engines.illustrator.settings import FIELDS, setting_in
from gpuserver.engines.illustrator.words import chinese_of, find_subject, subject_named, vocabulary, word_of
from gpuserver.engines.illustrator.years import aged, years_in

_FOLK: Final = re.compile(
    r"\b(?:half-)?(?:elf|elves|elven|dwarf|dwarves|dwarven|barbarian|gnome|halfling|hobbit|tiefling|dragonborn|drow|"
    r"orc|orcish|goblin|centaur|satyr|faun|kobold|minotaur)s?\b|半?精灵(?!球)|矮人|蛮族|野蛮人|侏儒|半身人|霍比特人?|提夫林|龙裔|兽人|哥布林|卓尔|人马"
)
"""Folk of fantasy, most of which stand in for one another."""
_KIN: Final = {
    "elf": re.compile(r"^el[fv]|精灵"), "dwarf": re.compile(r"^dwar[fv]|矮人"), "orc": re.compile(r"orc|兽人"),
    "goblin": re.compile(r"^goblin|哥布林"), "tiefling": re.compile(r"^tiefling|提夫林"),
    "halfling": re.compile(r"^halfling|^hobbit|半身人|霍比特"), "barbarian": re.compile(r"^barbarian|蛮族|野蛮人"),
}  # fmt: skip
"""Those that have drawings of their own, and what they are called."""
_OWN_PARTS: Final = {"wheels": "vehicle", "tires": "vehicle", "tyres": "vehicle", "nails": "person"}
"""Names of things that in the plural mean parts of a kind of subject."""
_COLORED: Final = frozenset({"marmalade cat", "chocolate cake", "polar bear"})
"""Kinds that differ from the drawing in their colour alone."""
_ADDED: Final = frozenset({"animal", "plant", "food"})
"""Kinds of nouns before another one that no drawing of that shows."""
_CUT: Final = re.compile(
    r"(?:cut|sliced|halved|cut open)(?: in(?:to)? (?:half|halves))?|in half|切开|切成两半|对半切开?"
)
_CUT_PARTS: Final = frozenset({"half", "slice"})
_OF_WOMEN: Final = re.compile(r"(?:woman|women|girls?|mistress)$")
"""What ends the name of a trade for women: a policewoman, a cowgirl."""


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
    if of:
        return subject_named(head)  # a house of bricks is a house
    return None if years_in(subject.noun) is None else "boy"  # "a five-year-old"


def figures_of(subject: Subject) -> list[tuple[str, int]]:
    """The drawings that a subject is, with how many of each: a family is three of one each."""
    if party := party_of(subject):
        return list(Counter(party).items())
    name = drawing_of(subject)
    return [(_as_described(name, subject), number_of(subject))] if name else []


def _as_described(name: str, subject: Subject) -> str:
    """The drawing of somebody of the sex and the age that the words tell: an old mechanic, a boy of three years."""
    years = years_in(whole_phrase(subject))
    if years is not None:
        return aged(name, years)
    sex = _sex_in(subject.noun)
    if trade := _trade_before_sex(subject.noun.lower().split()):
        return of_sex(trade, sex)
    told = [word.lower().strip() for word in (*subject.attributes, subject.noun[:1])]
    sex = next((of for word in told if (of := SEX_WORDS.get(word))), sex)
    if name not in GROWN:
        return of_sex(name, sex) if sex and name not in WARDROBE else name
    noun = sex or name
    return GROWN[noun] if is_old(subject) or told[-1] == "老" else noun


def _sex_in(noun: str) -> str:
    """ "woman" or "man", where a noun tells the sex: "woman chef", "policewoman", 女快递员; empty for others."""
    words = [singular(word) for word in noun.lower().split()]
    told = next((of for word in (*words, noun[:1]) if (of := SEX_WORDS.get(word))), "")
    return told or ("woman" if _OF_WOMEN.search(noun.lower()) else "")


def _trade_before_sex(words: list[str]) -> str:
    """The drawing of the trade of somebody who is called by it and by a sex: "firefighter woman"; empty for others."""
    if len(words) < 2 or words[-2].endswith(("'s", "’s")) or singular(words[-1]) not in SEX_WORDS:
        return ""
    trade = subject_named(" ".join(words[:-1])) or ""
    return trade if trade in drawings.PEOPLE and trade not in WARDROBE else ""


def loses_its_kind(subject: Subject) -> bool:
    """Whether a compound is drawn by its last noun alone: a mushroom house as a house, beef noodles as noodles."""
    noun = subject.noun.lower()
    first, _, rest = noun.partition(" ")
    name = subject_named(noun) or ""
    known = is_named(noun) or noun in vocabulary() or name.startswith(first) or subject_named(first) == name
    return bool(rest) and kind_of(first) in _ADDED and not known


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


def is_other_folk(subject: Subject, name: str) -> bool:
    """Whether a subject names an elf, a dwarf or another folk and is drawn as somebody else: an elf ranger, a man.

    Or as one of the other sex: a dwarf woman, who has no drawing of her own.
    """
    sex = _sex_in(subject.noun)
    if sex and name in drawings.PEOPLE and name not in WARDROBE and is_woman(name) != (sex == "woman"):
        return True
    found = _FOLK.search(subject.noun.lower())
    if found is None:
        return False
    own = next((kin for kin, said in _KIN.items() if said.search(found.group())), found.group())
    return own not in f"{word_of(name)} {chinese_of(name)}"


def is_variety(subject: Subject, name: str) -> bool:
    """Whether a subject names a kind of what is drawn, and is more than a colour of it: a heron, but no orange cat."""
    variety = variety_named(subject.noun)
    colored = {subject.noun.lower(), variety.name if variety else ""} & _COLORED
    return variety is not None and variety.of == name and name not in WARDROBE and not colored


def text_on(subject: Subject) -> str:
    """The text that stands on a subject."""
    return next((word.removeprefix(SAYS) for word in subject.attributes if word.startswith(SAYS)), "")


def unless_cut(subject: Subject) -> Subject:
    """A fruit without the words for its being cut, where a half or a slice lies beside it in the drawing anyway."""
    name = drawing_of(subject)
    if name is None or name in drawings.PEOPLE or not _CUT_PARTS & drawings.artwork(name).ids:
        return subject
    attributes = tuple(word for word in subject.attributes if not _CUT.fullmatch(word.lower()))
    action = None if subject.action and _CUT.fullmatch(subject.action.lower()) else subject.action
    return subject.model_copy(update={"attributes": attributes, "action": action})


def is_part(subject: Subject, known: Iterable[Subject]) -> bool:
    """Whether a thing is in the drawing of another: a firefighter's axe, a squirrel's acorn, a cake's candles."""
    last = "" if drawing_of(subject) else subject.noun.lower().rpartition(" ")[2]  # maple syrup is syrup
    key = canonical_noun(subject.noun)
    names = [name for one in known if (name := drawing_of(one))]
    return any({subject.noun.lower(), key, last} & drawings.artwork(name).ids for name in names)


def is_of_people(subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Whether a part of a face is that of people, which have it in their own drawing, or of nobody who is named."""
    other = read_place(subject.place).other
    people = any(drawing_of(one) in drawings.PEOPLE for one in subjects)
    if other not in drawings.PEOPLE and is_part(subject, [one for one in subjects if drawing_of(one) == other]):
        return False  # the carrot of a snowman is its nose
    return other in drawings.PEOPLE or (other is None and people) or drawing_of(subject) is None


def is_worn_hair(subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Whether a bun is somebody's hair, and none that is held or lies somewhere."""
    place = read_place(subject.place)
    if place.relation is None:
        return any(drawing_of(one) in drawings.PEOPLE for one in subjects)
    return place.relation == "on" and place.other in drawings.PEOPLE


def wholes_first(subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects with those that are part of another one's drawing behind that: the candles on a cake."""
    return sorted(subjects, key=lambda one: is_plain_part(one, [other for other in subjects if other is not one]))


def is_plain_part(subject: Subject, known: Iterable[Subject]) -> bool:
    """Whether a thing is said to be on another of which it is a part anyway, and nothing more is said of it."""
    plain = read_place(subject.place).relation == "on" and not (subject.color or subject.attributes)
    return plain and is_part(subject, known)


def is_part_of_kind(subject: Subject, known: Iterable[Subject]) -> bool:
    """Whether what has the name of a thing is a part of another: a car's wheels, a woman's red nails."""
    whole = _OWN_PARTS.get(subject.noun.lower().rpartition(" ")[2])
    plain_tools = whole == "person" and read_place(subject.place).relation == "held" and not subject.color
    return not plain_tools and any(kind_of(one.noun) == whole for one in known if whole)


def beside_setting(words: str) -> str:
    """Words of place without the setting's own, which are no things: in 火车站 there is no train."""
    found = setting_in(words)
    if found is None or (subject_named(found[1]) and found[0].name not in FIELDS):
        return words
    at = words.lower().find(found[1])
    return f"{words[:at]} {words[at + len(found[1]) :]}"


def _spelled(phrase: str) -> tuple[str, ...]:
    """The phrase, where it is itself a name of a subject and not only ends in one."""
    found = find_subject(phrase)
    return (phrase.lower(),) if found is not None and found.lower() == phrase.lower() else ()
