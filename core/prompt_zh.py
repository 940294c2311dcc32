"""The things of a scene as a Chinese phrase: "女孩在狗旁边骑着红色的自行车"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from core.lexicon import canonical_noun, kind_of, word_set
from core.prompt_things import Things
from core.scene.links import Link
from core.scene.model import Subject
from core.scene.verbs_zh import awaits_object, verb_of
from core.scene.words_zh import USES

_OBJECTS: Final[Mapping[str, tuple[Link, ...]]] = {
    "ride": ("ridden",), "handle": ("held", "beside"), "hold": ("held",),
}  # fmt: skip
_ON_HEAD: Final = word_set(
    "sunglasses glasses hat crown helmet mask necklace earrings headphones gloves watch ring bowtie"
)
_TIED: Final = word_set("scarf tie apron")
_POSTURES: Final = word_set("坐 站 躺 趴 蹲 跪 停 睡 躲 漂 走 住 放 摆 飞 倒挂 站立 浮")
_OPENED: Final = word_set("umbrella parasol")


def things_in_chinese(subjects: Sequence[Subject]) -> str:
    """The present subjects, each with what it wears, where it is, and what it does."""
    return _Chinese(subjects).text()


class _Chinese(Things):
    comma = "，"

    def _joined(self, words: Sequence[str]) -> str:
        return _joined(words)

    def _rests(self, index: int) -> bool:
        return (self.subjects[index].place or "").endswith(("上", "里", "下"))

    def _unit(self, group: Sequence[int]) -> str:
        self.printed.update(group)
        names = _joined([self._clothed(index) for index in group])
        place, action = self._place(group[0]), self.subjects[group[0]].action or ""
        posture = next((one for one in _POSTURES if action == one or action.startswith(f"{one}着")), "")
        rest = action.removeprefix(posture).removeprefix("着") if posture and place else action
        doing = "、".join(self._with_object(part, group) for part in rest.split("、")) if rest else ""
        held = self._held(group)
        where = f"{posture if place else ''}在{place}" if place else ""
        return f"{names}{where}{held}{'，' if held and doing else ''}{doing}"

    def _clothed(self, index: int) -> str:
        worn = self._of(index, "worn")
        self.printed.update(worn)
        verbs: dict[str, list[str]] = {}
        for one in worn:
            verbs.setdefault(_wearing(self.subjects[one]), []).append(self.subjects[one].phrase())
        return self.subjects[index].phrase() + "，".join(f"{verb}{_joined(things)}" for verb, things in verbs.items())

    def _with_object(self, part: str, group: Sequence[int]) -> str:
        if awaits_object(part):
            objects = self._objects(part, group)
            self.printed.update(objects)
            return part + _joined([self.subjects[one].phrase() for one in objects])
        for index, subject in enumerate(self.subjects):
            if (
                index in self.links
                and index not in self.printed
                and not subject.place
                and not subject.action
                and part.endswith(subject.noun)
            ):
                self.printed.add(index)
                return part.removesuffix(subject.noun) + subject.phrase()
        return part

    def _objects(self, part: str, group: Sequence[int]) -> list[int]:
        for link in _OBJECTS.get(USES.get(verb_of(part), "act"), ("beside", "ridden")):
            near = [at for owner in group for at in self._of(owner, link) if at > max(group)]
            if near:
                kind = kind_of(self.subjects[near[0]].noun)
                return [at for at in near if kind_of(self.subjects[at].noun) == kind][: 1 if link == "ridden" else 4]
        return []

    def _held(self, group: Sequence[int]) -> str:
        """What they ride and hold besides what they do."""
        out: list[str] = []
        acts = (self.subjects[group[0]].action or "").split("、")
        taken = {at for part in acts if part and awaits_object(part) for at in self._objects(part, group)}
        for owner in group:
            for at in [one for one in self._of(owner, "ridden", "held") if one not in taken]:
                self.printed.add(at)
                out.append(f"{_holding(self.subjects[at], self.links[at][0])}{self.subjects[at].phrase()}")
        return "，".join(out)

    def _place(self, index: int) -> str:
        """The place in the user's words; a plain thing that it names for the first time is described there."""
        link, owner = self.links[index]
        place = (self.subjects[index].place or "").removeprefix("在")
        if link in {"held", "ridden", "worn"}:
            return ""
        if owner is not None and owner not in self.printed:
            other = self.subjects[owner]
            others = [at for at, one in self.links.items() if one[1] == owner and at not in self.printed]
            plain = not other.place and not other.action and not others
            name = next((one for one in (other.phrase(), other.noun) if place.startswith(one)), None)
            if plain and name is not None:
                self.printed.add(owner)
                return other.phrase() + place.removeprefix(name)
        return place


def _joined(words: Sequence[str]) -> str:
    return "和".join(words) if len(words) < 3 else "、".join(words)


def _wearing(subject: Subject) -> str:
    key = canonical_noun(subject.noun)
    if key in _ON_HEAD:
        return "戴着"
    if key in _TIED:
        return "围着" if key != "tie" else "系着"
    if key in {"backpack", "wings"}:
        return "背着" if key == "backpack" else "长着"
    return "穿着" if kind_of(subject.noun) == "worn" else "带着"


def _holding(subject: Subject, link: Link) -> str:
    place = subject.place or ""
    if link == "ridden" and place.endswith("坐着"):
        return "坐着"
    if link == "ridden":
        verb = next((one for one in sorted(USES, key=len, reverse=True) if place.rstrip("着").endswith(one)), "骑")
        return f"{verb}着"
    if canonical_noun(subject.noun) in _OPENED:
        return "打着"
    return {"怀里": "抱着", "嘴里": "叼着", "肩上": "扛着"}.get(place[-2:], "拿着")
