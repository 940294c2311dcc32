"""Noun phrases of English prompts: "two fluffy white cats" is a noun with its count, colour and attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.lexicon import canonical_noun, color_key, is_named, kind_of, known_noun, names_thing, singular, word_set
from core.scene.model import Subject
from core.scene.verbs import STATES, acts_alone, base_of, finite_base, is_base, is_gerund, is_participle
from core.scene.words import (
    ADJECTIVES,
    AIR,
    AND,
    COMPOUND_FIRST,
    DETERMINERS,
    GROUPS,
    ING_COMPOUNDS,
    JOINTS,
    MARK,
    NOUN_INGS,
    NUMBERS,
    PARTS,
    POSSESSIVES,
    SETTINGS,
    SKIPPED,
)

_TOKEN: Final = re.compile(rf"{MARK}\d+|[^\W_](?:[\w'’&-]*[\w])?|[,;.!?:()—–]")
_MOST_TOKENS: Final = 200
_MOST_WORDS: Final = 24  # of one phrase, so that the work is linear in the length of the text
_ADJECTIVAL: Final = re.compile(r"(?:ful|ous|less|ish|ive|able|ible|ed|ic|y|est|'s)$")
_EVERY: Final = frozenset({"each", "every", "both", "one", "all"})
_MOMENTS: Final = word_set("crack break dead middle height end beginning start onset heat")
_ACTING: Final = word_set("snowman snowmen people parents grandparents friends students tourists villagers")
_POURED: Final = word_set("coffee tea cocktail noodles rice chocolate")


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase as it was read."""

    noun: str
    count: int = 1
    color: str | None = None
    attributes: tuple[str, ...] = ()
    action: str | None = None
    determined: bool = False
    """Whether an article, a number or a possessive came first."""
    owner: str | None = None
    """Whose part it is: "man" for "the man's head"; a pronoun for "his head"."""
    contents: NounPhrase | None = None
    """What is in it: the apples of "a basket of apples"."""

    @property
    def head(self) -> str:
        """The last word of the noun itself, without what follows "of"; that of "dawn" for "the crack of dawn"."""
        first, _, of = self.noun.lower().partition(" of ")
        head = first.rpartition(" ")[2]
        return of.rpartition(" ")[2] if of and head in _MOMENTS and AIR.fullmatch(of.rpartition(" ")[2]) else head

    @property
    def described(self) -> str:
        """The phrase without article and number."""
        return " ".join(word for word in (*self.attributes, self.color, self.action, self.noun) if word)

    def subject(self) -> Subject:
        """The subject that it names."""
        return Subject(
            noun=self.noun, color=self.color, attributes=self.attributes[:6], count=self.count, action=self.action
        )


def tokens_of(text: str) -> list[str]:
    """Words and stops of a text."""
    return _TOKEN.findall(text)[:_MOST_TOKENS]


def is_word(token: str) -> bool:
    """Whether a token is a word and no stop or mark."""
    return token[0].isalnum()


def is_content(token: str) -> bool:
    """Whether a token can stand inside a noun phrase: no stop, joint or determiner."""
    low = token.lower()
    return is_word(token) and low not in JOINTS and low not in DETERMINERS and low != "of"


def read_phrase(tokens: Sequence[str], at: int) -> tuple[NounPhrase | None, int]:
    """The noun phrase that begins at a token, None where there is none, and the index of the token behind it."""
    lead, i = _lead(tokens, at)
    words: list[str] = []
    of = -1
    while i < min(len(tokens), at + _MOST_WORDS):
        word, low = tokens[i], tokens[i].lower()
        if low == "of" and words and of < 0:
            if words[-1].lower() in GROUPS and i + 1 < len(tokens) and _is_group(words[-1].lower(), tokens[i + 1]):
                lead.append(words[-1].lower())
                words = []
            else:
                of = len(words)
                words.append("of")
            i += 1
            while of >= 0 and i < len(tokens) and tokens[i].lower() in DETERMINERS and tokens[i + 1 : i + 2]:
                words.append(tokens[i].lower())
                i += 1
            continue
        if lead and not words and (low in NUMBERS or low.isdecimal()):  # "a group of six"
            lead.append(low)
            i += 1
            continue
        if low in AND and _joins_colors(tokens, i, words):
            words.append("and")
            i += 1
            continue
        if low == "can" and words and is_named(f"{words[-1]} can"):
            words.append(word)
            i += 1
            continue
        if not is_content(word) or _ends_before(tokens, i, words):
            break
        words.append(word)
        i += 1
    while words and words[-1].lower() in {"of", "and", *DETERMINERS}:
        words.pop()
        i, of = i - 1, -1 if of >= len(words) else of
    if not words and lead[-1:] == ["couple"]:  # two people and no number
        words.append(lead.pop())
    return (_phrase(lead, words, of), i) if words else (None, max(i, at))


def _lead(tokens: Sequence[str], at: int) -> tuple[list[str], int]:
    lead: list[str] = []
    i = at
    while i < min(len(tokens), at + _MOST_WORDS):
        low = tokens[i].lower()
        if low == "of" and lead and lead[-1] in GROUPS:
            i += 1
        elif low in DETERMINERS or low in NUMBERS or low.isdecimal() or (low in SKIPPED and low != "of"):
            lead.append(low)
            i += 1
        else:
            break
    return lead, i


def _is_group(word: str, following: str) -> bool:
    """Whether a group of things is meant, and not a thing: "a family of ducks", but not "a pair of scissors"."""
    return not is_named(f"{word} of {following}") and (
        word not in {"line", "family", "school"} or known_noun(following)
    )


def _joins_colors(tokens: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """Whether "and" stands between two colours of one thing: "a black and white cat"."""
    behind = tokens[at + 1 : at + 3]
    return bool(
        words and color_key(words[-1]) and len(behind) == 2 and color_key(behind[0]) and is_content(behind[1])
        and not color_key(behind[1])
    )  # fmt: skip


def _ends_before(tokens: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """Whether the word at a token is no more of the noun phrase but what its noun does or is."""
    low = tokens[at].lower()
    following = tokens[at + 1] if at + 1 < len(tokens) else "."
    named = any(_is_nouny(word) for word in words)
    if (is_gerund(low) or low in NOUN_INGS) and not AIR.fullmatch(low):
        return _is_verb(low, following, words, named=named)
    if not words or not named:
        return False
    if low in STATES or (low == "full" and following.lower() == "of"):
        return True
    if is_participle(low) and not known_noun(low) and low not in ADJECTIVES:
        return not is_content(following) or low in {"named", "called"} or following.lower() == "up"
    if finite_base(low) and following.lower() in DETERMINERS | NUMBERS.keys() and not known_noun(low):
        return True
    if known_noun(" ".join([words[-1], low])) and not finite_base(low) and not is_base(low):
        return False
    head = words[-1].lower()
    if kind_of(head) not in {"animal", "person"} and head not in _ACTING:
        return False
    if finite_base(low):
        return not is_content(following) or following.lower() in {"up", "down", "away", "alone", "together"}
    return is_base(low) and singular(head) != head and not known_noun(low)


def _is_verb(low: str, following: str, words: Sequence[str], *, named: bool) -> bool:
    pair = f"{low} {following.lower()}"
    if ING_COMPOUNDS.fullmatch(pair) or is_named(pair):
        return False
    if low in NOUN_INGS:
        lives = words[-1:] and kind_of(words[-1]) == "animal" and low == "landing"
        goes_on = is_content(following) or following.lower() in DETERMINERS or bool(lives)
        return named and base_of(low) is not None and goes_on
    if not words:
        return not is_content(following)
    if not is_content(following):
        return True
    if named:
        return not (acts_alone(low) and known_noun(following) and all(word.lower() in ADJECTIVES for word in words))
    return not acts_alone(low) and any(word.lower() not in ADJECTIVES and not color_key(word) for word in words)


def _is_nouny(word: str) -> bool:
    low = word.lower()
    if low in ADJECTIVES or color_key(low) or low in {"of", "and"} or is_gerund(low):
        return False
    return known_noun(low) or low in SETTINGS or not _ADJECTIVAL.search(low)


def _phrase(lead: Sequence[str], words: list[str], of: int) -> NounPhrase:
    owner, words, of = _owner(lead, words, of)
    size = _noun_size(words, of)
    before, noun = words[:-size], _spelled(words[-size:])
    color, attributes, action = _describe(before)
    determined = any(word in DETERMINERS or word in NUMBERS or word.isdecimal() for word in lead)
    if kind_of(noun) == "worn" or is_named(f"pair of {noun}"):  # a pair of boots, or of scissors, is one thing
        lead = [word for word in lead if word != "pair"]
    count = _count(lead) if singular(noun.lower()) not in {"glasses", "sunglasses"} else 1
    phrase = NounPhrase(noun, count, color, attributes, action, determined, owner)
    if of > 0 and (contents := _contents(words, of)):
        outer = _spelled(words[max(0, of - _noun_size(words[:of], -1)) : of])
        return NounPhrase(outer, count, color, attributes, action, determined, owner, contents)
    return phrase


def _owner(lead: Sequence[str], words: list[str], of: int) -> tuple[str | None, list[str], int]:
    """Whose part a phrase names, and the words from the part on."""
    last = words[-1].lower()
    pronoun = next((word for word in lead if word in POSSESSIVES), None)
    if last in PARTS and pronoun is None and len(words) == 1 and any(word in _EVERY for word in lead):
        pronoun = "its"  # "on each shoulder", "on one leg"
    if last not in PARTS:
        stranger = kind_of(last) is None and last not in SETTINGS and of < 0
        return pronoun if stranger else None, words, of
    for at, word in enumerate(words[:-1]):
        if word.endswith(("'s", "’s", "s'", "s’")):
            return re.sub(r"['’]s?$", "", word).lower(), words[at + 1 :], -1
    return pronoun, words, of


def _contents(words: Sequence[str], of: int) -> NounPhrase | None:
    """The things in "a basket of apples"; None for "a cup of tea" and "a slice of cake", which are one thing each."""
    inner, _ = read_phrase(words, of + 1)
    if inner is None or is_named(" ".join(words[of - 1 :])):
        return None
    filled = kind_of(words[of - 1]) == "container" and names_thing(inner.noun)
    return inner if filled and canonical_noun(inner.noun) not in _POURED else None


def _noun_size(words: Sequence[str], of: int) -> int:
    """How many words at the end are the noun: two or three for compounds, more for "a cup of tea"."""
    if of > 0:
        return len(words) - of + _noun_size(words[:of], -1)
    size = next((longer for longer in (3, 2) if is_named(" ".join(words[-longer:])) and len(words) >= longer), 1)
    while size < 3 and len(words) > size:
        if is_named(" ".join(words[-size - 2 : -size])) and len(words) >= size + 2 and not color_key(words[-size - 1]):
            return size + 2
        if not _is_first(words[-size - 1], words[-size]):
            break
        size += 1
    return size


def _is_first(word: str, following: str) -> bool:
    """Whether a word begins a compound noun: "bear" of "bear cub", "apple" of "apple tree", "Don" of "Don Quixote"."""
    low = word.lower()
    if low in COMPOUND_FIRST or ING_COMPOUNDS.fullmatch(f"{low} {following.lower()}"):
        return True
    if low in ADJECTIVES or color_key(low) or is_gerund(low) or low in {"and", "of"}:
        return False
    if word[0].isupper() and following[0].isupper() and not known_noun(following):
        return True
    return (known_noun(low) or low in SETTINGS) and singular(low) == low


def _describe(words: Sequence[str]) -> tuple[str | None, tuple[str, ...], str | None]:
    color: str | None = None
    action: str | None = None
    attributes: list[str] = []
    i = 0
    while i < len(words):
        low = words[i].lower()
        pair = f"{low} {words[i + 1].lower()}" if i + 1 < len(words) else ""
        if color is None and pair and (key := color_key(pair)):
            color, i = key, i + 1
        elif color is None and (key := color_key(low)):
            color = key
        elif low == "and" and color is not None and i + 1 < len(words) and (key := color_key(words[i + 1])):
            color, i = f"{color} and {key}", i + 1
        elif action is None and acts_alone(low) and low not in ADJECTIVES:
            action = low
        elif low not in SKIPPED and low not in AND:
            attributes.append(low if low in ADJECTIVES else words[i])
        i += 1
    return color, tuple(attributes), action


def _count(lead: Sequence[str]) -> int:
    count = 1
    for word in lead:
        if word.isdecimal():
            count = max(1, min(int(word[:3]), 100))
        elif word in GROUPS:
            count = max(count, GROUPS[word])
        elif NUMBERS.get(word, 1) > 1:
            count = NUMBERS[word] if count == 1 or lead[0] not in NUMBERS or NUMBERS[lead[0]] == 1 else count
    return count


def _spelled(words: Sequence[str]) -> str:
    """The noun with the case that it was written in, but for common words."""
    if len(words) > 1 and all(word[0].isupper() or word == "of" for word in words):
        return " ".join(words)  # "Tower of London"
    loud = [word for word in words if word.isupper() and len(word) > 1 and not known_noun(word)]
    return " ".join(word.lower() if known_noun(word) and not loud else word for word in words)
