"""The things of a scene as a phrase, in the order and the groups in which a sentence of either language names them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from core.scene.links import Link, is_animate, link_of
from core.scene.model import Subject


class Things(ABC):
    """What is present, how it belongs together, and what is named already."""

    comma: ClassVar[str]
    """Between those of which more is said than their name."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self.subjects = subjects
        self.links: dict[int, tuple[Link, int | None]] = {
            at: link_of(subjects, at) for at, one in enumerate(subjects) if one.count
        }
        self.printed: set[int] = set()

    def text(self) -> str:
        """The present subjects, each with what it wears, does and holds, and where it is."""
        units = [
            self._unit(self._group(index)) for index in self.links
            if index not in self.printed and not self._comes_later(index)
        ]  # fmt: skip
        units += [self._unit([index]) for index in self.links if index not in self.printed]
        return self.comma.join(units) if any(map(self._said, self.links)) else self._joined(units)

    @abstractmethod
    def _unit(self, group: Sequence[int]) -> str:
        """Those of a group as one clause; all that it names is marked as printed."""

    @abstractmethod
    def _joined(self, words: Sequence[str]) -> str:
        """A list as it stands in a sentence."""

    @abstractmethod
    def _rests(self, index: int) -> bool:
        """Whether a subject is on, in or under another one as a whole, which is then named with it."""

    def _said(self, index: int) -> bool:
        return bool(self.subjects[index].action or self.subjects[index].place)

    def _comes_later(self, index: int) -> bool:
        """Whether a thing belongs to one that is named after it."""
        link, owner = self.links[index]
        if owner is not None and link in {"worn", "held", "ridden"} and owner not in self.printed:
            return True
        if self._said(index) or is_animate(self.subjects[index]):
            return False
        return any(one == ("place", index) and self._rests(at) for at, one in self.links.items())

    def _of(self, index: int, *links: Link) -> list[int]:
        """What belongs to a subject and is not named yet."""
        return [
            at for at, (link, owner) in self.links.items()
            if owner == index and at not in self.printed and link in links
        ]  # fmt: skip

    def _group(self, first: int) -> list[int]:
        """Those that follow each other and do the same in the same place: "a cat and a dog dancing"."""
        group = [first]
        said = (self.subjects[first].action, self.subjects[first].place)
        for index in [at for at in self.links if at > first and at not in self.printed]:
            if self.links[index][1] in group and self.links[index][0] != "place":
                continue
            if (self.subjects[index].action, self.subjects[index].place) != said or said == (None, None):
                break
            group.append(index)
        return group
