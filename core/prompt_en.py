"""The things of a scene as an English phrase: "a girl riding a red bicycle next to a dog"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from core.lexicon import canonical_noun, joined, kind_of, with_article
from core.prompt_things import Things
from core.scene.links import Link, is_animate
from core.scene.model import Subject
from core.scene.verbs import awaits_object, base_of, poses, use_of

_OBJECTS: Final[Mapping[str, tuple[Link, ...]]] = {
    "ride": ("ridden", "held", "beside"), "handle": ("held", "beside"), "play": ("held", "beside"),
}  # fmt: skip
_HANDLED: Final[Mapping[Link, str]] = {"ridden": "riding", "held": "holding"}


_PRONOUNS: Final = {
    **dict.fromkeys(("woman", "girl", "oldwoman", "princess", "queen", "witch", "mermaid", "fairy"), "her"),
    **dict.fromkeys(("man", "boy", "oldman", "prince", "king", "wizard", "pirate", "knight", "santa", "monk"), "his"),
    **dict.fromkeys(("child", "person", "couple", "family"), "their"),
}


def things_in_english(subjects: Sequence[Subject]) -> str:
    """The present subjects, each with what it wears, does and holds, and where it is."""
    return _English(subjects).text()


class _English(Things):
    comma = ", "

    def _joined(self, words: Sequence[str]) -> str:
        return joined(words)

    def _rests(self, index: int) -> bool:
        place = self.subjects[index].place or ""
        return is_animate(self.subjects[index]) and re.match(r"(?:on|in|under|inside) the [^']+$", place) is not None

    def _unit(self, group: Sequence[int]) -> str:
        self.printed.update(group)
        names = joined([self._clothed(index) for index in group])
        actions = [*self._actions(group), *self._handled(group)]
        place = self._place(group[0])
        return " ".join(word for word in (names, joined(actions), place) if word)

    def _clothed(self, index: int) -> str:
        """A subject with what it wears and what is part of it: "a cat with a red hat"."""
        worn = [*self._of(index, "worn", "had"), *self._on_parts(index)]
        self.printed.update(worn)
        text = self._phrase(index)
        return f"{text} with {joined([self._with_action(one, index) for one in worn])}" if worn else text

    def _on_parts(self, index: int) -> list[int]:
        """What is on or in a part of a subject that was named before: the bird on the girl's shoulder."""
        whose = f"the {self.subjects[index].noun}'s "
        return [at for at in self._of(index, "place") if at > index and whose in (self.subjects[at].place or "")]

    def _with_action(self, index: int, owner: int) -> str:
        place = ""
        if self.links[index][0] == "place":
            whose = _PRONOUNS.get(canonical_noun(self.subjects[owner].noun), "its")
            whose = "their" if self.subjects[owner].count > 1 else whose
            place = (self.subjects[index].place or "").replace(f"the {self.subjects[owner].noun}'s", whose)
        return " ".join(word for word in (self._phrase(index), self.subjects[index].action, place) if word)

    def _phrase(self, index: int) -> str:
        subject = self.subjects[index]
        return subject.phrase() if subject.count > 1 else with_article(subject.phrase(), subject.noun)

    def _actions(self, group: Sequence[int]) -> list[str]:
        action = self.subjects[group[0]].action
        parts = re.split(r" and (?=[a-z]+ing\b)", action) if action else []
        return [self._with_object(part, group) for part in parts]

    def _with_object(self, part: str, group: Sequence[int]) -> str:
        """What is done with what it is done to: "chasing" and the ball that is next to the dog."""
        if awaits_object(part):
            objects = self._objects(part, group)
            self.printed.update(objects)
            return " ".join([part, joined([self._phrase(one) for one in objects])]).strip()
        for index, subject in enumerate(self.subjects):
            named = f"the {subject.noun}"
            if index not in self.links or index in self.printed or not part.endswith(f" {named}"):
                continue
            if not subject.place:
                return part.removesuffix(named) + self._unit([index])
            if self.links[index][1] in group and self.links[index][0] in {"held", "beside"}:
                self.printed.add(index)
                return part.removesuffix(named) + self._phrase(index)
        return part

    def _objects(self, part: str, group: Sequence[int]) -> list[int]:
        use = use_of(part.split()[0])
        taken: tuple[Link, ...] = (
            ("beside", "held") if awaits_object(part) and not poses(base_of(part) or "") else ("beside",)
        )
        for link in _OBJECTS.get(use, taken):
            near = [at for owner in group for at in self._of(owner, link) if at > max(group)]
            if near:
                return [at for at in near if self._goes_with(near[0], at, near)][: 1 if link == "ridden" else None]
        return []

    def _goes_with(self, first: int, index: int, near: Sequence[int]) -> bool:
        """Whether an object was named together with the first one: it follows at once and is of the same kind."""
        kinds = {kind_of(self.subjects[at].noun) for at in (first, index)}
        return len(kinds) == 1 and index - first == list(near).index(index)

    def _handled(self, group: Sequence[int]) -> list[str]:
        """What they hold and ride besides what they do."""
        out: list[str] = []
        for link, verb in _HANDLED.items():
            things = [at for owner in group for at in self._of(owner, link)]
            self.printed.update(things)
            if things:
                out.append(f"{verb} {joined([self._phrase(one) for one in things])}")
        return out

    def _place(self, index: int) -> str:
        """The place in the user's words; a thing that it names for the first time is described there."""
        link, _ = self.links[index]
        place = self.subjects[index].place or ""
        if link in {"held", "ridden", "worn"} and self.links[index][1] is None:
            return ""
        for at, subject in enumerate(self.subjects):
            if at not in self.links or at in self.printed:
                continue
            color = f"(?:{re.escape(subject.color)} )?" if subject.color else ""
            named = re.search(rf"\bthe {color}{re.escape(subject.noun)}(?P<of>['’]s)?(?![\w'’-])", place, re.IGNORECASE)
            if named and (not named.group("of") or not self._said(at)):
                unit = self._unit([at]) + (named.group("of") or "")
                place = place[: named.start()] + unit + place[named.end() :]
        return place
