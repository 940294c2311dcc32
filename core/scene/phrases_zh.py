"""Noun phrases of Chinese prompts: "三只可爱的白猫" is a noun with its count, colour and attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.lexicon import canonical_noun, color_in_chinese, color_key, kind_of, known_noun, measure_word
from core.scene.model import Subject
from core.scene.phrases import read_phrase as read_english
from core.scene.phrases import tokens_of as words_of
from core.scene.tokens_zh import STOP, Token, is_animate
from core.scene.words_zh import COUNTS, GROUPS, NOUNS, NUMBER, WORN_PARTS

_MOST_ITEMS: Final = 16
"""Words before a noun, so that the work is linear in the length of the text."""
_NOMINAL: Final = frozenset({"noun", "unk", "setting", "part", "air", "mood"})
_STARTS: Final = frozenset({"num", "adj", "color", "noun", "unk", "setting", "part", "air", "mood"})


@dataclass
class Phrase:
    """A noun phrase as it was read."""

    noun: str = ""
    count: int = 1
    color: str | None = None
    attributes: list[str] = field(default_factory=list[str])
    determined: bool = False
    """Whether a number came first."""
    pair: bool = False
    """Whether it was counted in pairs."""
    airs: list[str] = field(default_factory=list[str])
    """Time, weather and light that the phrase is set in: "夜晚的城市"."""
    scene: str | None = None
    """The setting that it is in: "海边的猫"."""
    clauses: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Where the clauses about it stand, as token indexes: "戴着墨镜的猫"."""
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Where the places that it is in stand: "沙发上的猫"."""
    begun: int | None = None
    """Where the adjectives and colours that were read last begin; what comes next may be what they describe."""
    first: int = 0
    """Where the words that describe it begin."""
    written: str = ""
    """The phrase as it was written, without number and clauses."""
    marks: list[str] = field(default_factory=list[str])
    """The texts that stand on it, as marks."""

    @property
    def described(self) -> str:
        """The phrase without its number."""
        words = [f"{word}的" for word in (*self.attributes, color_in_chinese(self.color)) if word]
        return "".join([*words, self.noun])

    def subject(self) -> Subject:
        """The subject that it names."""
        return Subject(noun=self.noun, color=self.color, attributes=tuple(self.attributes[:6]), count=self.count)


class Phrases:
    """Reads noun phrases from tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens: Sequence[Token] = tokens

    def token(self, at: int) -> Token:
        """A token; a stop behind the last one."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else STOP

    def starts(self, at: int) -> bool:
        """Whether a noun phrase may begin at a token."""
        return bool(self.token(at).kinds & _STARTS)

    def phrase(self, at: int, *, clauses: bool = True, owners: bool = True) -> tuple[Phrase | None, int]:
        """The noun phrase that begins at a token, None where there is none, and the index behind it.

        `clauses`: whether a clause may stand before the noun; `owners`: whether another noun with 的 may.
        """
        phrase = Phrase()
        i = at
        for _ in range(_MOST_ITEMS):
            token = self.token(i)
            end = self._item(phrase, i, clauses=clauses, owners=owners)
            if end is None:
                phrase.written = self.text(phrase.first or at, self.run(i))
                return self._headed(phrase, i, at)
            describes = bool(token.kinds & {"adj", "color", "mood"}) or phrase.attributes[-1:] == [token.text]
            if not describes:
                phrase.first = end
            phrase.begun = (i if phrase.begun is None else phrase.begun) if describes else None
            if end == i:
                break
            i = end
        return None, at

    def _item(self, phrase: Phrase, i: int, *, clauses: bool, owners: bool) -> int | None:
        """Read one word before the noun; the same index where there is none, None where the noun itself comes."""
        token, following = self.token(i), self.token(i + 1)
        if "num" in token:
            _number(phrase, token.text)
            return i + 1
        if "mark" in token and "de" in following:
            phrase.marks.append(token.text)
            return i + 2
        if (
            "color" in token
            and not self._ends(i + 1)
            and not (len(token.text) == 1 and "unk" in following and "noun" not in token)
        ):
            return self._color(phrase, token, i)
        if token.text.startswith("黑白") and "adj" in token:
            phrase.color = "black and white"
            return i + 1 + ("de" in following)
        if "air" in token and "de" in following:
            phrase.airs.append(token.text)
            return i + 2
        if self._describes(i):
            phrase.attributes.append(_in_its_color(phrase, token.text) if phrase.begun is not None else token.text)
            return i + 1 + ("de" in following)
        if clauses and (token.kinds & {"verb", "zai", "you", "adv", "bei"}) and not token.kinds & {"noun"}:
            end = self.clause_end(i)
            if end is not None:
                phrase.clauses.append((i, end))
                return end + 1
            return i
        if token.kinds & _NOMINAL:
            return self._owner(phrase, i, owners=owners, clauses=clauses)
        return i

    def _describes(self, i: int) -> bool:
        """Whether a word is an adjective before a noun, and not the beginning of an unknown noun: "小黑板"."""
        token = self.token(i)
        if not token.kinds & {"adj", "mood"} or "noun" in token or self._ends(i + 1):
            return False
        return len(token.text) > 1 or "unk" not in self.token(i + 1)

    def _color(self, phrase: Phrase, token: Token, i: int) -> int:
        key = color_key(token.text)
        phrase.color = key if phrase.color is None or key is None else f"{phrase.color} and {key}"
        return i + 1 + ("de" in self.token(i + 1))

    def _owner(self, phrase: Phrase, i: int, *, owners: bool, clauses: bool) -> int | None:
        """A noun with 的 or a place behind it describes the next noun; without, it is the noun itself."""
        end = self.run(i)
        text = self.text(i, end)
        after = self.token(end)
        setting = any("setting" in one for one in self.tokens[i:end]) or kind_of(text) == "setting"
        if owners and "loc" in after and "de" in self.token(end + 1) and self.heads(end + 2):
            if setting and kind_of(text) in {None, "setting"}:
                phrase.scene = self.text(self._taken(phrase, i), end) + after.text
            else:
                self._place(phrase, i, end)
            return end + 2
        if setting and clauses and after.kinds & {"verb", "adv"} and self.clause_end(end) is not None:
            phrase.scene = text
            return end
        if (
            "loc" in after
            and clauses
            and self.token(end + 1).kinds & {"verb", "adv"}
            and self.clause_end(end + 1) is not None
        ):
            if setting and kind_of(text) in {None, "setting"}:
                phrase.scene = self.text(self._taken(phrase, i), end) + after.text
            else:
                self._place(phrase, i, end)
            return end + 1
        if "de" in after and self.heads(end + 1) and owners:
            text = _in_its_color(phrase, text) if phrase.begun is not None else text
            if (setting and not known_noun(text)) or kind_of(text) == "setting":
                phrase.scene = text
            elif "air" in self.token(i):
                phrase.airs.append(text)
            elif clauses or kind_of(text) not in {"animal", "person", "worn", "vehicle"}:
                phrase.attributes.append(text)
            else:
                return None
            return end + 1
        return None

    def _place(self, phrase: Phrase, i: int, end: int) -> None:
        """A place before the noun; a number that measures the thing there is that thing's: "两棵树之间的吊床"."""
        i = self._taken(phrase, i)
        number = self.token(i - 1)
        if "num" in number and number.text[-1] in measure_word(self.text(i, end)) and number.text[-1] not in "个只":
            phrase.count, phrase.determined, i = 1, False, i - 1
        phrase.places.append((i, end + 1))

    def _taken(self, phrase: Phrase, i: int) -> int:
        """Where the words for a place begin: adjectives before it are said of the place and not of who is there."""
        if phrase.begun is None:
            return i
        begun, phrase.begun, phrase.attributes, phrase.color = phrase.begun, None, [], None
        return begun

    def _headed(self, phrase: Phrase, i: int, at: int) -> tuple[Phrase | None, int]:
        end = self.run(i)
        if "setting" in self.token(i) and phrase.scene is None and "noun" not in self.token(i):
            thing = self.text(i + 1, end)  # "公园长椅" is a bench in the park
            if self.text(i, end) not in NOUNS and "noun" in self.token(i + 1) and known_noun(thing):
                phrase.scene, i = self.token(i).text, i + 1
        phrase.noun = self.text(i, end)
        if phrase.noun.isascii() and phrase.noun:
            english, _ = read_english(words_of(phrase.noun), 0)
            if english is not None:
                phrase.noun, phrase.color = english.noun, phrase.color or english.color
                phrase.attributes += english.attributes
        if phrase.noun.endswith("们") and known_noun(phrase.noun[:-1]):
            phrase.noun, phrase.count = phrase.noun[:-1], max(phrase.count, 3)
        if not phrase.noun:
            return None, at
        if phrase.pair and (kind_of(phrase.noun) == "worn" or canonical_noun(phrase.noun) in {"couple", "chopsticks"}):
            phrase.count = max(1, phrase.count // 2)
        return phrase, end

    def heads(self, at: int) -> bool:
        """Whether what follows 的 goes on to a noun."""
        token = self.token(at)
        return bool(token.kinds & (_STARTS | {"verb"})) and "loc" not in token

    def run(self, at: int) -> int:
        """The index behind the words that make up one noun: "机器猫"."""
        i = at
        while (self.token(i).kinds & _NOMINAL and not (i > at and "loc" in self.token(i))) or (
            i > at and self._inside(i)
        ):
            if i > at and "air" in self.token(i) and "noun" not in self.token(i):
                break
            if i > at and "setting" in self.token(i) and "noun" in self.token(i - 1) and "unk" not in self.token(i - 1):
                break
            if i > at and "part" in self.token(i) and not self.token(i).kinds & {"noun", "unk"}:
                break
            if i > at and self.does(i):
                break
            i += 1
        return i

    def does(self, i: int) -> bool:
        """Whether an unknown word behind somebody says what they do, as at the end of a clause: "企鹅搓澡"."""
        before, after = self.token(i - 1), self.token(i + 1)
        ends = {"zai"} if len(self.token(i).text) == 1 else {"stop", "zhe", "zai"}  # "龙盘在城堡上"
        alone = not self.token(i).text.isascii() and bool(after.kinds & ends)
        if self.token(i).text == "们":
            return False
        return "unk" in self.token(i) and "noun" in before and is_animate(before.text) and alone

    def _inside(self, i: int) -> bool:
        """A colour or adjective between parts of an unknown noun: "小黑板"."""
        return (
            bool(self.token(i).kinds & {"color", "adj"}) and "unk" in self.token(i - 1) and "unk" in self.token(i + 1)
        )

    def text(self, start: int, end: int) -> str:
        """Tokens as they were written."""
        return "".join(token.text for token in self.tokens[start:end] if "mark" not in token)

    def _ends(self, i: int) -> bool:
        """Whether nothing of a noun phrase can follow."""
        token = self.token(i)
        return not (token.kinds & (_STARTS | {"de", "verb", "zai", "mark"}))

    def clause_end(self, at: int) -> int | None:
        """The index of the 的 that closes a clause before a noun; None where the clause is no such one."""
        i = at
        for _ in range(12):
            token = self.token(i)
            if "mark" in token and "de" in self.token(i + 1):
                end = self.clause_end(i + 2)
                return i + 1 if end is None else end
            if "de" in token:
                return i if i > at and self.heads(i + 1) else None
            if (
                token.kinds & {"verb", "zhe", "zai", "loc", "adv", "you", "frame", "num", "mark", "bei", "pron"}
                and "noun" not in token
            ) or ("and" in token and i > at + 1 and self.starts(i + 1)):
                i += 1
            elif self.starts(i):
                phrase, end = self.phrase(i, clauses=False, owners=False)
                if phrase is None or end == i:
                    return None
                i = end
            else:
                return None
        return None


def _number(phrase: Phrase, text: str) -> None:
    match = NUMBER.fullmatch(text)
    number = (match.group("n") if match else None) or (text if text.isdecimal() or text in COUNTS else "")
    many = match.group("many") if match else None
    unit = match.group("unit") if match else None
    count = int(number) if number.isdecimal() else COUNTS.get(number, 1)
    if many:
        count = 6
    elif unit in GROUPS and number in {"一", "1"}:
        count = GROUPS[unit]
    elif unit in {"对", "双"}:
        count *= 2
    phrase.pair = unit in {"对", "双", "副"}
    phrase.count = max(1, min(count, 100))
    phrase.determined = True


def _in_its_color(phrase: Phrase, part: str) -> str:
    """A part with the colour that stands before it, which is not that of the whole then: 蓝色头发的, 银色长发的."""
    if not phrase.color or part not in WORN_PARTS:
        return part
    color, phrase.color = color_in_chinese(phrase.color), None
    return f"{color}{part}"
