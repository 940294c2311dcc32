"""Predicates of Chinese prompts: what subjects do, wear, hold and ride."""

from __future__ import annotations

from typing import Final

from core.lexicon import canonical_noun, color_key, kind_of, known_noun
from core.scene.phrases_zh import Phrase
from core.scene.places_zh import Places
from core.scene.tokens_zh import Token
from core.scene.verbs import Use
from core.scene.words_zh import ALONE, PARTS, STANDS, USES, WORN_PARTS

_COMPLEMENTS: Final = frozenset({"上", "下", "进", "出", "过", "向", "到", "入", "往", "给", "成"})
_TOO_BIG: Final = frozenset({"vehicle", "building", "furniture", "animal", "person"})
_OPENED: Final = frozenset({"umbrella", "lantern", "paperlantern", "parasol", "flag", "tie"})
_HANDS: Final = {"抱": "怀里", "怀抱": "怀里", "搂": "怀里", "叼": "嘴里", "衔": "嘴里", "扛": "肩上", "顶": "头上"}
_OVER: Final = frozenset({"飞过", "飞越", "跳过", "跃过", "跨过", "越过", "翻过", "跳跃过"})
_ALOFT: Final = frozenset({"飞过", "飞越", "跳过", "经过"})
_ROUND: Final = frozenset({"围", "绕着", "围绕"})
_LEANS: Final = frozenset({"靠", "倚", "倚靠", "依靠"})


class Predicates(Places):
    """Reads verbs with their objects."""

    def predicate(self) -> None:
        """Read the verb at the cursor with its object."""
        token = self.token(self.at)
        verb = token.text
        if not self.actors:
            self.actors = list(self.main)
        by = list(self.actors)
        self.at += 1
        said = verb
        while "zhe" in self.token(self.at) or (self.token(self.at).text in _COMPLEMENTS and verb not in ALONE | {"戴"}):
            said += self.token(self.at).text
            self.at += 1
        self.stop = ""
        if not by:
            self.at = self._detail_of(token, said)
            return
        rides = verb == "坐" and kind_of(self.token(self.at).text) == "vehicle"
        filled = said != verb or verb.endswith("满")
        if verb in STANDS and filled and self.starts(self.at) and verb not in USES and not rides:
            self._stand_there(by)
            return
        if "zai" in self.token(self.at) or not self._object_ahead(verb, said):
            self.draft.act(by, said)
            self.link, self.again = "top", None
            return
        phrase, end = self.phrase(self.at)
        if phrase is None:
            self.draft.act(by, said)
            return
        while "loc" in self.token(end) and (self.is_setting(phrase) or self.is_air(phrase)):
            end += 1
        written = self.text(self.at, end)
        self.at = end
        self._take(by, verb, said, phrase, written)

    def _stand_there(self, by: list[int]) -> None:
        """ "住着兔子的蘑菇房", "桌子放着杯子": the object is in or on those that the verb is said of."""
        phrase, end = self.phrase(self.at, clauses=False, owners=False)
        if phrase is None:
            return
        self.at = end
        inside = kind_of(self.draft.noun(by[-1])) in {"building", "container", "vehicle"}
        index = self.add(phrase, place=f"{self.names(by)}{'里' if inside else '上'}")
        if index is not None:
            self.linked(index, "object", None)

    def _detail_of(self, token: Token, said: str) -> int:
        """A verb that nobody does: "奔跑"."""
        del token
        self.draft.detail(said)
        return self.at

    def _object_ahead(self, verb: str, said: str) -> bool:
        token = self.token(self.at)
        if verb == "坐":
            return kind_of(token.text) == "vehicle"
        if verb in ALONE and verb not in USES and said[-1] not in _COMPLEMENTS:
            return False
        clause = bool(token.kinds & {"verb", "zai", "mark"}) and self.clause_end(self.at) is not None
        return self.starts(self.at) or clause

    def _take(self, by: list[int], verb: str, said: str, phrase: Phrase, written: str) -> None:
        use = self._use(verb)
        plain = not phrase.color and not phrase.attributes and not phrase.determined and not phrase.clauses
        if self.is_air(phrase):
            self.draft.act(by, said + written)
            self.draft.detail(phrase.noun)
        elif self.is_setting(phrase) and use in {"go", "look", "act"}:
            self.draft.act(by, said + written)
            self.draft.background = self.draft.background or phrase.written or phrase.described
        elif (
            (use == "go" and not known_noun(phrase.noun))
            or (phrase.noun in PARTS | WORN_PARTS and use not in {"wear"})
            or (plain and not known_noun(phrase.noun) and use not in {"wear", "hold", "ride"})
        ):
            self.draft.act(by, said + written)
        else:
            self._object(by, verb, said, phrase)

    def _object(self, by: list[int], verb: str, said: str, phrase: Phrase) -> None:
        use = self._use(verb)
        if verb == "打" and canonical_noun(phrase.noun) not in _OPENED:
            use = "act"
        if verb == "开" and kind_of(phrase.noun) != "vehicle":
            use = "act"
        if use == "look":
            index = self.add(phrase)
            if index is not None:
                self.draft.act(by, said + self.draft.noun(index))
                self.linked(index, "look", None)
            return
        if use not in {"wear", "hold"} and verb != "坐":
            self.draft.act(by, said)
        self._put(by, verb, said, phrase)

    def _put(self, by: list[int], verb: str, said: str, phrase: Phrase) -> None:
        if where := self._where_they_are(verb, said, phrase):
            index = self.add(phrase)
            if index is not None:
                self.draft.put(by, f"{self.draft.noun(index)}{where}")
                self.linked(index, "object", None)
            return
        place = self._place_for(by, verb, said, phrase)
        index = self.add(phrase, place=place)
        if index is None:
            return
        link = "worn" if place.endswith("身上") else "object"
        self.linked(index, link, lambda more: self._put(by, verb, said, more))
        main, actors = list(self.main), list(self.actors)
        self.inside(phrase, index)
        self.main, self.actors, self.nearest = main, actors, [index]

    def _where_they_are(self, verb: str, said: str, phrase: Phrase) -> str:
        """Where those who do it are then, seen from what they do it to: over a fence, around a fire; empty for none."""
        if verb in _ROUND and kind_of(phrase.noun) != "worn":
            return "周围"
        if verb in _LEANS:
            return "旁边"
        if said.endswith("过") and said not in _ALOFT and canonical_noun(phrase.noun) == "bridge":
            return "上"
        return "上方" if said in _OVER else ""

    def _place_for(self, by: list[int], verb: str, said: str, phrase: Phrase) -> str:
        names = self.names(by, phrase.noun)
        use, kind = self._use(verb), kind_of(phrase.noun)
        if verb == "背" and kind not in {"worn", "container", None}:
            return f"{names}背上"
        if use == "wear":
            return f"{names}身上" if kind in {"worn", "container", None} else f"{names}旁边"
        if use == "ride" and not (verb == "开" and kind != "vehicle"):
            return f"被{names}{said}{'' if said[-1] in '着过了' else '着'}"
        held = use == "hold" and not (verb == "打" and canonical_noun(phrase.noun) not in _OPENED)
        small = kind not in _TOO_BIG and canonical_noun(phrase.noun) not in {"piano", "drum"}
        if held or (use == "handle" and small):
            return f"{names}{_HANDS.get(verb, '手里')}"
        return f"{names}旁边"

    def _use(self, verb: str) -> Use:
        return "ride" if verb == "坐" else USES.get(verb, "act")

    def passive(self) -> None:
        """ "被女孩骑着", "被猫追"."""
        targets = list(self.nearest or self.actors)
        self.at += 1
        phrase, end = self.phrase(self.at, clauses=False)
        if phrase is None:
            return
        self.at = end
        verb = self.token(self.at).text if "verb" in self.token(self.at) else ""
        self.at += bool(verb)
        said = verb
        while "zhe" in self.token(self.at):
            said += self.token(self.at).text
            self.at += 1
        index = self.add(phrase)
        if index is None:
            return
        use, name = USES.get(verb, "act"), self.draft.noun(index)
        place = {"ride": f"被{name}{said}", "hold": f"{name}{_HANDS.get(verb, '手里')}", "wear": f"{name}身上"}.get(use)
        if place:
            self.draft.put(targets, place)
        else:
            self.draft.act([index], said)
            self.draft.put(targets, f"{name}旁边")
        self.nearest, self.stop = [index], ""

    def complement(self) -> None:
        """ "是红色的", "是一只猫": how something is."""
        token, following = self.token(self.at), self.token(self.at + 1)
        if token.kinds & {"color", "adj"} and ("de" in following or "stop" in following):
            for index in self.nearest:
                key = color_key(token.text)
                _ = self.draft.paint(index, key) if key else self.draft.say(index, token.text)
            self.at += 1 + ("de" in following)

    def has(self) -> None:
        """ "有": what somebody has, or what is there."""
        owners = list(self.nearest or self.actors)
        phrase, end = self.phrase(self.at)
        if phrase is None:
            return
        self.at = end
        self.have(owners, phrase)

    def have(self, owners: list[int], phrase: Phrase) -> None:
        """Put a thing with those who have it."""
        names = self.names(owners, phrase.noun)
        part = phrase.noun in WORN_PARTS or kind_of(phrase.noun) == "worn"
        place = f"{names}身上" if part else f"{names}旁边"
        index = self.add(phrase, place=place if owners else None)
        if index is not None:
            self.linked(index, "object", lambda more: self.have(owners, more))
