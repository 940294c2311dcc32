"""The grammar of Chinese prompts.

    prompt    = clause (stop clause)*
    clause    = place? (有|是)? things? predicate*
    things    = phrase ((和|、) phrase)*
    phrase    = number? (adjective 的? | clause 的 | place 的)* noun
    predicate = 在 place | verb 着? things?

Read from left to right; a clause before a noun ("戴着墨镜的猫") is read as said of that noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.lexicon import canonical_noun, color_key
from core.scene.phrases_zh import Phrase
from core.scene.predicates_zh import Predicates
from core.scene.tokens_zh import Token, is_animate
from core.scene.words_zh import STANDS

_BOARDS: Final = frozenset({"card", "sign"})
"""What has room for a text that is said of the whole picture."""
_POSTURES: Final = frozenset({"坐", "站", "躺", "趴", "蹲", "跪", "飞", "睡", "游", "漂", "浮", "挂", "站立", "盘旋"})


class Grammar(Predicates):
    """Reads the tokens of a prompt into a draft."""

    def read(self) -> None:
        """Read everything into the draft."""
        while self.at < len(self.tokens):
            before = self.at
            self.step()
            if self.at == before:  # what nothing reads is passed over, so that every text comes to an end
                self.at += 1

    def _lettered(self) -> int:
        """On what a text stands: on the picture's card or board where it is a clause of its own, else on what is near."""
        boards = [at for at, one in enumerate(self.draft.subjects) if canonical_noun(one.noun) in _BOARDS]
        return boards[0] if boards and "stop" in self.token(self.at - 1) else self.nearest[-1]

    def step(self) -> None:
        """Read what stands at the cursor."""
        token = self.token(self.at)
        if "stop" in token:
            self.stop = "." if any(one in token.text for one in "。！!？?") else ","
            self.at += 1
        elif "loc" in token and not self.stop and self.nearest:
            self.at += 1  # "男人手里拿着": whose hand it is, is said by the verb
        elif "mark" in token and "de" not in self.token(self.at + 1):
            if self.nearest:
                self.say_mark(self._lettered(), token.text)
            self.at += 1
        elif "neg" in token:
            self._leave_out()
        elif "and" in token:
            self.stop = "and"
            self.at += 1
        elif self.stop and self.existential():
            pass
        elif "pron" in token:
            self.actors = list(self.main or self.actors)
            self.nearest = list(self.actors)
            self.at += 1
            if "de" in self.token(self.at):
                self.at += 1
        elif self.stop and "adj" in token and self.actors and "stop" in self.token(self.at + 1):
            self.draft.say(self.actors[-1], token.text)  # "一个大叔，光头，戴着眼镜"
            self.at += 1
        elif self.stop and self.actors and (color := self._of_colour()):
            self.draft.paint(self.actors[-1], color)  # "一个机器人，红色的"
            self.at += 2
        elif not self.does(self.at) and self._relative_or_name():
            pass
        elif "zai" in token:
            self.at += 1
            self.placed(self.actors or self.main)
            self.stop = ""
        elif "bei" in token:
            self.passive()
        elif "verb" in token:
            self.predicate()
        elif self.does(self.at):
            self.draft.act(self.nearest, token.text)
            self.at += 1
        elif "adv" in token and "verb" not in token:
            self.at += 1
        else:
            self._rest(token)

    def _of_colour(self) -> str | None:
        """The colour that a clause is all about; None for others."""
        whole = "color" in self.token(self.at) and "de" in self.token(self.at + 1) and "stop" in self.token(self.at + 2)
        return color_key(self.token(self.at).text) if whole else None

    def _rest(self, token: Token) -> None:
        if token.kinds & {"shi", "you"} and self.actors:
            self.at += 1
            if "shi" in token:
                self.complement()
            elif self.starts(self.at):
                self.has()
            return
        self.at += 1

    # What is named.

    def _relative_or_name(self) -> bool:
        token = self.token(self.at)
        directly = not self.stop and bool(self.actors)
        if (
            token.kinds & {"verb", "zai", "adv"}
            and "noun" not in token
            and (directly or self._goes_on_about_the_same())
        ):
            return False
        if not (self.starts(self.at) or token.kinds & {"verb", "zai", "you", "adv", "mark"}):
            return False
        phrase, end = self.phrase(self.at)
        if phrase is None or end == self.at:
            return False
        start, self.at = self.at, end
        self._name(phrase, start)
        self.stop = ""
        return True

    def _goes_on_about_the_same(self) -> bool:
        """Whether a verb after a comma is said of those named before: "一只猫，戴着红色的帽子"."""
        if not self.actors or self.stop != ",":
            return False
        end = self.clause_end(self.at)
        if end is None:
            return True
        head, _ = self.phrase(end + 1, clauses=False)
        return head is None or not is_animate(head.noun)

    def _name(self, phrase: Phrase, start: int) -> None:
        written = self.text(start, self.at)
        if self.aside(phrase, written):
            return
        if self.again is not None and self.stop == "and" and not self._starts_clause(phrase):
            self.again(phrase)
            return
        joins = self.stop == "and" and self.link == "top" and bool(self.actors)
        if self.is_setting(phrase) and "verb" not in self.token(self.at):
            self.modifiers(phrase, [])
            self.set_in(phrase.written or phrase.described)
            return
        index = self.add(phrase)
        if index is None:
            return
        self.actors = [*self.actors, index] if joins else [index]
        self.main, self.nearest = list(self.actors), list(self.actors)
        self.link, self.again = "top", None
        self.inside(phrase, index)

    def _starts_clause(self, phrase: Phrase) -> bool:
        """Whether a phrase after 和 begins a clause of its own: it lives and the thing before does not."""
        lives = is_animate(phrase.noun) and bool(self.nearest) and not is_animate(self.draft.noun(self.nearest[-1]))
        return lives or (self.link == "place" and bool(self.token(self.at).kinds & {"verb", "zai"}))

    def inside(self, phrase: Phrase, index: int) -> None:
        """Read the clauses that stand before a noun as said of it."""
        rest = (self.at, self.stop, self.tokens)
        for start, end in phrase.clauses:
            self.tokens = rest[2][:end]
            self.at, self.stop = start, ""
            self.actors, self.nearest = [index], [index]
            while self.at < end:
                before = self.at
                self._inner_step([index])
                if self.at == before:
                    self.at += 1
        self.at, self.stop, self.tokens = rest
        if phrase.clauses:
            self.actors, self.nearest = list(self.main), list(self.main)
            self.link, self.again = "top", None

    def _inner_step(self, by: Sequence[int]) -> None:
        token = self.token(self.at)
        if "zai" in token:
            self.at += 1
            self.placed(by)
        elif "bei" in token:
            self.nearest = list(by)
            self.passive()
        elif "verb" in token:
            self.actors = list(by)
            self.predicate()
        elif "you" in token and self.starts(self.at + 1):
            self.at += 1
            self.has()
        elif "and" in token:
            self.stop = "and"
            self.at += 1
        elif "mark" in token:
            self.say_mark(by[-1], token.text)
            self.at += 1
        elif "neg" in token:
            self._leave_out()
        elif self.stop == "and" and self.again is not None and self.starts(self.at):
            phrase, end = self.phrase(self.at, clauses=False)
            if phrase is not None:
                self.at = end
                self.again(phrase)
        else:
            self.at += 1

    def _leave_out(self) -> None:
        self.at += 1
        while "verb" in self.token(self.at) or "zhe" in self.token(self.at):  # "没戴帽子的熊"
            self.at += 1
        while self.starts(self.at):
            phrase, end = self.phrase(self.at, clauses=False, owners=False)
            if phrase is None:
                return
            self.draft.leave_out(phrase.described)
            self.at = end
            if "and" not in self.token(end) or not self.starts(end + 1):
                break
            self.at += 1
        if "de" in self.token(self.at):
            self.at += 1

    def existential(self) -> bool:
        """ "树下有一只猫", "左边是一只狗": a place, and what is there."""
        found = self.find_place(self.at)
        if found is None:
            return False
        following = self.token(found.end)
        if "de" in following:
            return False
        goes = bool(following.kinds & {"you", "shi", "stop"}) or following.text in STANDS or self.starts(found.end)
        if not goes or ("stop" in following and found.phrase is not None and not found.scene and not found.where):
            return False
        if following.text in STANDS and "you" not in following and not self._stands_there(found.end):
            return False
        self.at = found.end
        place = self.settle(found)
        if place is None and not following.kinds & {"you", "shi", "stop"} and following.text not in STANDS:
            return True
        self._there(place)
        whose = self.draft.find(found.phrase.noun) if found.phrase else next(iter(self.main), None)
        if found.part and whose is not None:  # the sentence goes on about whose shoulder it is
            self.actors, self.main = [whose], [whose]
        return True

    def _stands_there(self, at: int) -> bool:
        """Whether a verb comes before the one that is somewhere, and not behind: "树上挂着灯笼"."""
        i = at + 1
        while "zhe" in self.token(i):
            i += 1
        return self.starts(i)

    def _there(self, place: str | None) -> None:
        """Read what is at a place."""
        action = ""
        while self.token(self.at).kinds & {"you", "shi", "zhe"} or self.token(self.at).text in STANDS:
            token = self.token(self.at)
            if "verb" in token or ("zhe" in token and action):
                action += token.text
            self.at += 1
        if action.rstrip("着了") not in _POSTURES:
            action = ""
        phrase, end = (None, 0) if "stop" in self.token(self.at) else self.phrase(self.at)
        if phrase is None:
            self.early = place
            return
        self.at = end
        self._put_there(place, action, phrase)

    def _put_there(self, place: str | None, action: str, phrase: Phrase) -> None:
        if self.aside(phrase, phrase.described):
            return
        joins = self.stop == "and" and self.link == "there"
        index = self.add(phrase, place=place)
        if index is None:
            return
        if action:
            self.draft.act([index], action)
        self.actors = [*self.actors, index] if joins else [index]
        self.main, self.nearest = list(self.actors), list(self.actors)
        self.inside(phrase, index)
        self.main = list(self.actors)
        self.linked(index, "there", lambda more: self._more_there(place, action, more))
        self.stop = ""

    def _more_there(self, place: str | None, action: str, phrase: Phrase) -> None:
        self.stop = "and"
        self._put_there(place, action, phrase)
