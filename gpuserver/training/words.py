"""An open vocabulary: words that replace those that an author wrote, so that roles are learnt and not nouns."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from core.language import Language

FOLDER: Final = Path(__file__).with_name("words")
_DETERMINED: Final = re.compile(
    r"(?i)^(?:the|an?|this|that|these|those|his|her|their|its|my|our|your|some|all the|another|one|two|three|four|"
    r"那个|这个|那只|这只|那些|这些|他的|她的|一只|一个|一棵|一把|一条|一辆|一束|一朵|两只|几只)\s*"
)
_SYLLABLES: Final = re.findall(
    "[a-z]+", "ka lo mi ter ran dor fel wis tan bur gri nel pox quil sar vem zin har mok lud"
)
_HAN: Final = (0x4E00, 0x9FA5)
_KEPT: Final = frozenset({"number", "instruction"})


@cache
def load(name: str) -> dict[str, list[str]]:
    """The lists of `words/NAME.json`."""
    found: dict[str, list[str]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


class Words:
    """Draws words of one language. The same `random` draws the same words."""

    def __init__(self, language: Language, random: Random) -> None:
        self.chinese = language is Language.ZH
        self._lists = load(language.value)
        self._random = random

    def one(self, kind: str) -> str:
        """A word of a kind, such as `animal`, `color`, `bg`."""
        return self._random.choice(self._lists[kind])

    def instead(self, role: str, words: str) -> str | None:
        """Other words for a role that `words` play; None where they had better stay."""
        if role in _KEPT or self._is_name(words):
            return None
        match role:
            case "prompt" | "query":
                return self.subject() if len(words) > 5 or self.chinese else self.thing()
            case "style":
                return self.one("style")
            case "color":
                return self.one("tint").rstrip("色") + "色" if self.chinese else self.one("color")
            case "attribute":
                return self.one(self._random.choice(["material", "state"])) if self._random.random() < 0.4 else None
            case "background":
                return self.one("bg") if self._random.random() < 0.6 else None
            case "place":
                return self.one("place") if self._random.random() < 0.4 else None
            case "negative":
                return self.one("thing")
            case _:
                return self._determined(words)

    def _is_name(self, words: str) -> bool:
        return words.lower() in {"it", "them", "that", "this", "him", "her", "它", "它们", "那个", "这个", "他", "她"}

    def _determined(self, words: str) -> str:
        """Another noun behind the same determiner."""
        held = _DETERMINED.match(words)
        lead = held.group() if held else ""
        plural = not self.chinese and words.lower().endswith("s") and not words.lower().endswith("ss")
        noun = self.noun()
        if plural:
            noun = plural_of(noun)
        if lead.strip().lower() in ("a", "an"):
            lead = "an " if noun[0] in "aeiou" else "a "
        return lead + noun

    def noun(self) -> str:
        """A thing, animal or person, now and then with an adjective, now and then a word that does not exist."""
        chance = self._random.random()
        if chance < 0.08:
            return self.invented()
        noun = self.one("thing" if chance < 0.72 else "animal" if chance < 0.88 else "person")
        if self._random.random() < 0.3:
            return self.one("adj") + ("" if self.chinese else " ") + noun
        if self._random.random() < 0.08 and not self.chinese:
            return f"{self.one('color')} {noun}"
        return noun

    def thing(self) -> str:
        """A noun with its article."""
        noun = self.noun()
        if self.chinese or noun.endswith("s"):
            return noun
        chance = self._random.random()
        if chance < 0.15:
            return f"{self._random.choice(['two', 'three', 'some', 'several', 'five'])} {plural_of(noun)}"
        if chance < 0.35:
            return noun
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"

    def subject(self) -> str:
        """What a whole picture shows."""
        return self._subject_zh() if self.chinese else self._subject_en()

    def _subject_en(self) -> str:
        chance, pick = self._random.random(), self._random.choice
        if chance < 0.16:
            said = f"a {self.one('scene')}"
        elif chance < 0.3:
            said = self.thing()
        elif chance < 0.46:
            said = f"{self.thing()} {self.one('setting')}"
        elif chance < 0.62:
            said = f"{self.thing()} {self.one('doing')}"
        elif chance < 0.74:
            said = f"{self.thing()} {self.one('doing')} {self.one('setting')}"
        elif chance < 0.84:
            said = f"{self.thing()} {pick(['and', 'with', 'next to', 'riding', 'chasing', 'on top of'])} {self.thing()}"
        elif chance < 0.9:
            said = f"{self.thing()} made of {self.one('material')}"
        else:
            said = f"{self.one('adj')} {self.one('animal')} {pick(['logo', 'poster', 'mascot', 'sticker', 'portrait'])}"
        while self._random.random() < 0.22:
            said += f"{pick([' ', ', ', ', '])}{self.one(pick(['light', 'setting', 'scene', 'doing']))}"
        return said

    def _subject_zh(self) -> str:
        said = self._plain_zh()
        while self._random.random() < 0.2:
            said += self._random.choice("，，、和") + self.one(
                self._random.choice(["light", "scene", "thing", "animal"])
            )
        return said

    def _plain_zh(self) -> str:
        chance, pick = self._random.random(), self._random.choice
        who = self.noun()
        if chance < 0.2:
            return self.one("scene")
        if chance < 0.36:
            return who
        if chance < 0.52:
            return who + self.one("setting")
        if chance < 0.64:
            return self.one("setting").lstrip("在") + pick(["的", "里的"]) + who
        if chance < 0.76:
            return who + pick(["在", "正在", ""]) + self.one("doing")
        if chance < 0.86:
            return self.one("doing") + "的" + who
        if chance < 0.93:
            return f"{who}和{self.noun()}"
        return self.one("light") + pick(["的", "，"]) + who

    def invented(self) -> str:
        """A word that nobody has seen, so that words must be copied."""
        if self.chinese:
            return "".join(chr(self._random.randint(*_HAN)) for _ in range(self._random.choice([1, 2, 2, 3])))
        return "".join(self._random.choice(_SYLLABLES) for _ in range(self._random.choice([2, 2, 3])))


def plural_of(noun: str) -> str:
    """A plain plural."""
    if noun.endswith("s"):
        return noun
    return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")
