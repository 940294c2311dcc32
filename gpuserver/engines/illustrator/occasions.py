"""What is seen at an occasion that is asked for as if it were a thing: a wedding, a birthday party, a dog show."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from core.lexicon import canonical_noun, is_chinese
from core.occasions import PARTY, PRESENT, is_party, occasion, shown_at
from core.scene.model import Subject
from gpuserver.engines.illustrator.nouns import drawing_of, whole_phrase
from gpuserver.engines.illustrator.parties import party_of
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.words import find_subject, subject_named

_MANY: Final = 4
"""How many of a thing its show has."""
_WEDDING_CLOTHES: Final = (
    (re.compile(r"bride|新娘"), ("wedding dress", "婚纱"), "white"),
    (re.compile(r"(?:bride)?groom|新郎"), ("suit", "西装"), "black"),
)
"""What who marries has on."""
_CLOTHES: Final = re.compile(r"dress|gown|suit|tux|kimono|qipao|sari|lehenga|shirt|jeans|kilt|[裙纱装服袍]")
_EASTER: Final = re.compile(r"\beaster\b|复活节")


def attended(subject: Subject, without: Collection[str] = ()) -> tuple[Subject, ...]:
    """Who and what is at the occasion that a subject names, but for the things `without` which it is asked to be.

    The subject itself where it names none or is drawn.
    """
    phrase = whole_phrase(subject).lower()
    name = occasion(phrase)
    if name != "band" and (subject.place or subject_named(phrase)):
        return (subject,)
    if named := PRESENT.get(name):
        gone = {canonical_noun(words) for words in without}
        return tuple(one for one in named if canonical_noun(one.noun) not in gone)
    if what := find_subject(shown_at(phrase)):
        return (subject.model_copy(update={"noun": what, "attributes": (), "count": _MANY}),)
    return PARTY if is_party(phrase) else (subject,)


def at_occasions(subjects: Sequence[Subject], without: Collection[str] = ()) -> list[Subject]:
    """The subjects with who and what is at the occasions among them.

    Who is named besides is the guest of a birthday or a party, and a cake that is named is its cake: nobody and
    nothing comes twice, and the guests come first.
    """
    out: list[Subject] = []
    behind: list[Subject] = []
    parties: list[str] = []
    for subject in subjects:
        present = attended(subject, without)
        there = {drawing_of(one) for one in subjects if one is not subject}
        guests = bool(there & PEOPLE) or any(party_of(one) for one in subjects if one is not subject)
        if (
            guests
            and (present == PARTY or occasion(whole_phrase(subject).lower()) == "birthday")
            and present[0] is not subject
        ):
            behind += [one for one in present if drawing_of(one) not in PEOPLE | there]
            parties.append(subject.noun)
        else:
            out += present
    return [*(_freed(one, parties) for one in out), *behind]


def in_wedding_clothes(subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects with the dress of a bride and the suit of a groom, where nobody says what they wear."""
    out: list[Subject] = []
    for subject in subjects:
        out.append(subject)
        han = is_chinese(subject.noun)
        for who, clothes, color in _WEDDING_CLOTHES if subject.count == 1 else ():
            wears = any(subject.noun in (one.place or "") and _CLOTHES.search(one.noun.lower()) for one in subjects)
            if who.fullmatch(subject.noun.lower()) and not wears:
                place = f"{subject.noun}身上" if han else f"on the {subject.noun}"
                out.append(Subject(noun=clothes[han], color=color, place=place))
    return out


def _freed(subject: Subject, parties: Collection[str]) -> Subject:
    """A subject without its place at a party, which is everywhere."""
    at_one = any(party in (subject.place or "") for party in parties)
    return subject.model_copy(update={"place": None}) if at_one else subject


def with_easter_eggs(subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects with the eggs of Easter: painted where eggs are named, beside whoever is of Easter where not."""
    easter = next((at for at, one in enumerate(subjects) if _EASTER.search(whole_phrase(one).lower())), None)
    if easter is None:
        return [*subjects]
    out = [
        one.model_copy(update={"attributes": tuple(w for w in one.attributes if not _EASTER.search(w.lower()))})
        for one in subjects
    ]
    eggs = [at for at, one in enumerate(subjects) if subject_named(one.noun) in {"egg", "easter egg"}]
    for at in eggs:
        out[at] = out[at].model_copy(update={"noun": "easter egg", "count": max(out[at].count, 3)})
    if not eggs and subject_named(out[easter].noun) == "rabbit":
        out.append(Subject(noun="easter egg", count=3, place=f"next to the {out[easter].noun}"))
    return out
