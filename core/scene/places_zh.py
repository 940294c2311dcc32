"""Places of Chinese prompts: beside, on and in what a thing is, and where the picture is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.lexicon import canonical_noun, color_in_chinese, kind_of, known_noun
from core.scene.draft import Draft
from core.scene.phrases_zh import Phrase, Phrases
from core.scene.tokens_zh import Token
from core.scene.words import AIR as ENGLISH_AIR
from core.scene.words import INTERIORS
from core.scene.words_zh import AIR, LOCALISERS, MOODS, NOUNS, PARTS, SETTINGS, SKY, STANDS
from core.styles import style_id

_INSIDE: Final = frozenset({"里", "里面", "中", "内", "之中", "丛中"})
_AT: Final = _INSIDE | {
    "上",
    "下",
    "外",
    "边",
    "前",
    "旁",
    "旁边",
    "前面",
    "上面",
    "边上",
    "附近",
    "上方",
    "上空",
    "高空",
    "中间",
    "里边",
}
_BETWEEN: Final = frozenset({"之间", "中间"})
_SIDES: Final = frozenset({"左边", "右边", "左侧", "右侧", "中间", "上方", "下方"})


@dataclass(frozen=True)
class Place:
    """A place as it was read."""

    end: int
    """The index of the token behind it."""
    text: str = ""
    phrase: Phrase | None = None
    """The thing or setting that it names."""
    where: str = ""
    """Where of that: "旁边", "上"."""
    scene: bool = False
    """Whether the picture is set there."""
    beside: bool = False
    """Whether it is beside those that the sentence is about: "旁边有一只狗"."""
    air: str = ""
    part: bool = False
    """Whether it is on a part of somebody: "肩膀上"."""
    other: Phrase | None = None
    """The second of two things that it is between."""


class Places(Phrases):
    """A cursor over the tokens of a prompt with the draft that they make, and how places are read."""

    def __init__(self, tokens: Sequence[Token], says: Sequence[str], draft: Draft) -> None:
        super().__init__(tokens)
        self.says, self.draft = says, draft
        self.at: int = 0
        self.stop = "."
        self.actors: list[int] = []
        self.main: list[int] = []
        self.nearest: list[int] = []
        self.link = ""
        self.again: Callable[[Phrase], None] | None = None
        self.early: str | None = None

    # Things.

    def add(self, phrase: Phrase, place: str | None = None) -> int | None:
        """The index of a new subject; None where the scene is full."""
        self.surround(phrase)
        index = self.draft.add(phrase.subject().model_copy(update={"place": place}))
        if index is None:
            return None
        for mark in phrase.marks:
            self.say_mark(index, mark)
        self.modifiers(phrase, [index])
        if self.early is not None:
            self.draft.put([index], self.early)
            self.early = None
        return index

    def surround(self, phrase: Phrase) -> None:
        """Put in what a phrase says of the air and the setting."""
        for air in phrase.airs:
            self.draft.detail(air)
        if phrase.scene is not None:
            self.set_in(phrase.scene)

    def modifiers(self, phrase: Phrase, indexes: Sequence[int]) -> None:
        """Read the places that stand before a noun."""
        for air in phrase.airs if not indexes else ():
            self.draft.detail(air)
        if not indexes and phrase.scene is not None:
            phrase.written = f"{phrase.scene}的{phrase.written}"
        place = self._before(phrase)
        if place is not None:
            self.draft.put(indexes, place)

    def say_mark(self, index: int, mark: str) -> None:
        """The text that stands on a thing."""
        number = int(mark[1:] or 0)
        if number < len(self.says):
            self.draft.say(index, f"says: {self.says[number]}")

    def names(self, indexes: Sequence[int], beside: str = "") -> str:
        """Subjects as a place names them."""
        del beside
        return "和".join(self.draft.noun(index) for index in indexes[:3])

    def linked(self, index: int, link: str, again: Callable[[Phrase], None] | None) -> None:
        """Remember how the thing named last was joined, and how to join one more."""
        self.nearest, self.link, self.again = [index], link, again

    # What is no thing.

    def is_air(self, phrase: Phrase) -> bool:
        """Whether a phrase names time, weather, season or light."""
        if phrase.noun in NOUNS and kind_of(phrase.noun) != "air":
            return False
        return bool(AIR.fullmatch(phrase.noun)) or phrase.noun in SKY or kind_of(phrase.noun) == "air"

    def is_setting(self, phrase: Phrase) -> bool:
        """Whether a phrase names a place that a picture is set in."""
        if phrase.noun in SETTINGS and phrase.noun not in NOUNS:
            return True
        if known_noun(phrase.noun) and kind_of(phrase.noun) != "setting":
            return False
        return (
            any("setting" in one and phrase.noun.endswith(one.text) for one in self.tokens)
            or kind_of(phrase.noun) == "setting"
        )

    def set_in(self, words: str) -> None:
        """Set the picture in a place."""
        if self.draft.background is None:
            self.draft.background = words
        elif words not in self.draft.background:
            self.draft.detail(words)

    def aside(self, phrase: Phrase, written: str) -> bool:
        """Whether a phrase is no thing but style, mood or light; then it is put in."""
        if (
            self.draft.style is None
            and style_id(phrase.noun)
            and not known_noun(phrase.noun)
            and len(phrase.noun) <= 6
            and not phrase.determined
        ):
            self.draft.style = phrase.noun
        elif phrase.noun in MOODS:
            self.draft.mood(written)
        elif phrase.noun.isascii() and ENGLISH_AIR.fullmatch(phrase.noun.rpartition(" ")[2].lower()):
            self.draft.detail(written)
        elif self.is_air(phrase):
            alone = not self.draft.subjects and self.draft.background is None and self.at >= len(self.tokens)
            if alone and phrase.noun in SKY:
                return False
            self.surround(phrase)
            self.draft.detail(phrase.written or phrase.noun)
        else:
            return False
        return True

    # Places.

    def placed(self, targets: Sequence[int]) -> None:
        """Read the place behind 在 and put those there that have none."""
        found = self.find_place(self.at, behind=True)
        if found is None:
            return
        self.at = found.end
        place = self.settle(found)
        if place is None:
            return
        free = [index for index in targets if self.draft.subjects[index].place is None]
        if not targets:
            self.early = place
        elif free:
            self.draft.put(free, place)
        elif self.nearest and self.nearest != list(targets):
            self.draft.put(self.nearest, place)

    def find_place(self, at: int, *, behind: bool = False) -> Place | None:
        """The place that begins at a token. `behind`: whether 在 stands before, so that any noun is a place."""
        token, following = self.token(at), self.token(at + 1)
        if token.text == "画面" and "frame" in following:
            return Place(at + 2, token.text + following.text)
        if "frame" in token and "de" not in following and not (behind and "noun" in token):
            beside = token.text in LOCALISERS and token.text not in _SIDES
            return Place(at + 1, token.text, beside=beside)
        if "pron" in token or ("part" in token and (behind or "loc" in token)):
            return self._on_part(at)
        if "air" in token and "de" not in following:
            return Place(at + 1, air=token.text) if behind else None
        phrase, end = self.phrase(at, clauses=behind)
        return None if phrase is None else self._beside(phrase, end, behind=behind)

    def _beside(self, phrase: Phrase, end: int, *, behind: bool) -> Place | None:
        if "and" in self.token(end) and (found := self._between(phrase, end + 1)) is not None:
            return found
        joint = end + 1 if "de" in self.token(end) and self.token(end + 1).kinds & {"loc", "part"} else end
        token = self.token(joint)
        where = token.text if token.kinds & {"loc", "part"} else ""
        if where and "part" in token and "loc" in self.token(joint + 1):
            where, joint = where + self.token(joint + 1).text, joint + 1
        finish = joint + 1 if where else end
        if not where and not behind:
            if not self.is_setting(phrase) or self.token(finish).kinds & {"zai"}:
                return None
            if "verb" in self.token(finish) and self.token(finish).text not in STANDS:
                return None
        scene, part = self._is_scene(phrase, where), where.rstrip("上里中") in PARTS
        return Place(finish, phrase.noun + where, phrase, where, scene=scene, part=part)

    def _between(self, phrase: Phrase, at: int) -> Place | None:
        """The place between a thing and the one that is named at a token; None where no such word follows."""
        other, end = self.phrase(at, clauses=False)
        if other is None or self.token(end).text not in _BETWEEN:
            return None
        return Place(end + 1, phrase=phrase, where=self.token(end).text, other=other)

    def settle(self, found: Place) -> str | None:
        """Put in what a place names; the words of the place for those that are there, None for the setting."""
        phrase = found.phrase
        if found.air:
            self.draft.detail(found.air)
            return None
        if phrase is None:
            return f"{self.names(self.main)}{found.text}" if found.beside and self.main else found.text
        if found.scene:
            for air in phrase.airs:
                self.draft.detail(air)
            if phrase.scene is not None:
                phrase.written = f"{phrase.scene}的{phrase.written or phrase.described}"
            self.set_in((phrase.written or phrase.described) + found.where)
            return self._before(phrase)
        if phrase.noun in SKY:
            self.draft.detail(found.text)
            return None
        known = self.draft.find(phrase.noun)
        if known is None or phrase.determined or phrase.attributes or phrase.color is not None:
            self._add_quietly(phrase)
        if found.other is not None:
            self._add_quietly(found.other)
            return f"{phrase.noun}和{found.other.noun}{found.where}"
        twin = phrase.color and known is not None
        name = f"{color_in_chinese(phrase.color)}的{phrase.noun}" if twin else phrase.noun
        return name + (found.where or self._default(phrase))

    def _before(self, phrase: Phrase) -> str | None:
        """The place that stands before a setting: "风车旁边的田野里" is beside the windmill."""
        for start, end in phrase.places:
            whole, self.tokens = self.tokens, self.tokens[:end]
            found = self.find_place(start)
            self.tokens = whole
            if found is not None and (place := self.settle(found)) is not None:
                return place
        return None

    def _add_quietly(self, phrase: Phrase) -> None:
        """Add the thing that a place is at, without taking it for the one that the clause is about."""
        held, self.early = self.early, None
        index = self.add(phrase)
        self.early = held
        if index is not None and phrase.clauses:
            state = (self.actors, self.main, self.nearest, self.link, self.again)
            self.inside(phrase, index)
            self.actors, self.main, self.nearest, self.link, self.again = state

    def inside(self, phrase: Phrase, index: int) -> None:
        """Read the clauses that stand before a noun; the grammar does."""

    def _default(self, phrase: Phrase) -> str:
        """What 在 means for a thing where nothing more is said."""
        kind = kind_of(phrase.noun)
        return {"furniture": "上", "container": "里", "vehicle": "里"}.get(kind or "", "旁边")

    def _is_scene(self, phrase: Phrase, where: str) -> bool:
        """Whether the picture is set there."""
        if phrase.noun in {"月亮", "云", "云朵", "白云"} and where in {"上", "上面", "里", "中", "之上"}:
            return True
        if self.is_setting(phrase):
            return not where or where in _AT
        if canonical_noun(phrase.noun) in INTERIORS and where in _INSIDE:
            return True
        return not known_noun(phrase.noun) and (where in _INSIDE or not where)

    def _on_part(self, at: int) -> Place | None:
        """ "她的肩膀上", "头上": a place on those that the sentence is about."""
        i = at
        if "pron" in self.token(i):
            i += 1 + ("de" in self.token(i + 1))
        token = self.token(i)
        bearer = (self.main or self.actors)[:1]
        if not token.kinds & {"part", "loc"} or not bearer:
            return None
        where = token.text
        if "loc" in self.token(i + 1) and "part" in token:
            where, i = where + self.token(i + 1).text, i + 1
        return Place(i + 1, self.names(bearer) + where, part=True)
