"""Who plays in a scene: which drawing each subject is, what it does to the background, and what cannot be drawn."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from core.scene import SAYS, Scene, Subject
from core.varieties import variety_named
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.boards import with_texts
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.doings import things_done_with, with_receivers
from gpuserver.engines.illustrator.headshots import headshot, is_headshot
from gpuserver.engines.illustrator.homes import SEEN_FROM, at_sea, home_of, sight_of, under_water
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.looks import face_words, is_mild, look_of, shows_mood, without
from gpuserver.engines.illustrator.materials.words import described
from gpuserver.engines.illustrator.nouns import (
    beside_setting,
    drawing_of,
    figures_of,
    is_part,
    is_plain_part,
    put_on,
    spoken_of,
    whole_phrase,
)
from gpuserver.engines.illustrator.palette import is_color
from gpuserver.engines.illustrator.parties import party_of
from gpuserver.engines.illustrator.people.identity import WARDROBE, identity_of
from gpuserver.engines.illustrator.people.tops import top_named
from gpuserver.engines.illustrator.places import read_place
from gpuserver.engines.illustrator.played import played
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations import Role, relate
from gpuserver.engines.illustrator.settings import PLAIN, SETTINGS, Setting, setting_for
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.props import leaves_of
from gpuserver.engines.illustrator.ties import TIES
from gpuserver.engines.illustrator.visage import names_part
from gpuserver.engines.illustrator.wear import standing
from gpuserver.engines.illustrator.words import find_subject, is_guessed, subject_named, word_of

MOST: Final = 12
"""Figures in one picture."""
_AIR: Final = re.compile(
    r"(?:the )?(?:night|night sky|sunset|sunrise|dawn|dusk|rain|snow|snowfall|storm|thunderstorm|fog|mist|clouds?|"
    r"autumn|winter|spring|summer)|夜晚|夜空|日落|夕阳|日出|黄昏|雨|下雨|雪|下雪|暴风雨|雾|云|秋天|冬天|春天|夏天"
)
"""Nouns that are no things but the air of a picture."""
_NO_NOUN: Final = frozenset({"a", "an", "the", "it", "something", "picture", "image", "一个", "一张", "图", "图片"})
_PLAIN: Final = re.compile(r"\b(?:plain|simple|blank|empty|solid|studio)\b|纯色|空白|素色|简单")
"""Backgrounds that are none."""
_YOUNG: Final = re.compile(
    r"\b(?:cub|kitten|kitty|puppy|pup|calf|foal|lamb|kid goat|duckling|piglet|fawn|joey|cygnet|bab(?:y|ies))s?\b|"
    r"^小|幼|宝宝|崽|仔"
)
"""Nouns for the young of an animal, which are small beside the old."""
_UNDER_STARS: Final = re.compile(r"\b(?:under|beneath|below)\b.*\b(?:sky|stars)\b|[星夜]空(?:之|底)?下")
"""Not in the sky, but under it at night."""
_LIGHT: Final = re.compile(r"霓虹|[烛灯火]光|路灯光")
"""Light that has the name of a thing in it."""
_ROUND: Final = re.compile(r"\b(?:surrounded|ringed|flanked) by\b|环绕")
"""What is all round a setting belongs to that, and would hide who is in it."""


@dataclass
class Cast:
    """Everything that a scene asks of the picture."""

    setting: Setting
    atmosphere: Atmosphere
    roles: list[Role]
    undrawn: list[str]
    instead: list[tuple[str, str]]
    """Breeds and kinds as they were named, and what they are drawn as."""
    has_background: bool
    """Whether a background was asked for and can be drawn."""


def read_cast(scene: Scene, seed: int) -> Cast:
    """The cast of `scene`. Words that cannot be drawn are collected, never an error."""
    return _Caster(scene, seed).cast()


class _Caster:
    def __init__(self, scene: Scene, seed: int) -> None:
        self.scene, self.seed = scene, seed
        self.undrawn: list[str] = []
        self.instead: list[tuple[str, str]] = []
        self.extra: list[str] = []
        self.hair: list[str] = []
        self.actions: list[str] = []
        self.grown: set[str] = set()
        """The drawings of which somebody grown up is in the picture."""
        self.setting = setting_for(scene.background)
        mood = (scene.mood,) if scene.mood else ()
        of_place = (scene.background,) if scene.background else ()
        self.atmosphere, left = Atmosphere.read((*of_place, *scene.details, *mood))
        self.details = [words for words in left if words not in of_place]

    def cast(self) -> Cast:
        subjects = self._known([described(subject) for subject in self.scene.subjects])
        subjects = self._from_background(subjects)
        subjects = self._from_details(subjects)
        subjects = [*with_receivers(subjects), *things_done_with(subjects)]
        roles = self._roles(subjects)
        relate(roles, self.actions)
        roles, unwritten = with_texts(roles)
        self.undrawn.extend(unwritten)
        roles = [role for role in roles if role.base is not None or not self._homeless(role, roles)]
        self._dress(roles)
        if self.setting is None and self.atmosphere.sight:
            self.setting = SETTINGS[SEEN_FROM[self.atmosphere.sight]]
        found = self.setting is not None
        background = self.scene.background
        if not found and background is None and self.scene.shot is None:
            self.setting = SETTINGS.get(home_of(roles, self.atmosphere))
        elif self.setting is not None and under_water(roles, self.setting.name, background or ""):
            self.setting = SETTINGS["underwater"]
        elif self.setting is not None and at_sea(roles, self.setting.name, background or ""):
            self.setting = SETTINGS["sea"]
        undrawn, instead = list(dict.fromkeys(self.undrawn)), list(dict.fromkeys(self.instead))
        return Cast(self.setting or PLAIN, self.atmosphere, roles, undrawn, instead, found)

    def _known(self, subjects: list[Subject]) -> list[Subject]:
        """The subjects that have a drawing; a noun that is a place or weather becomes that."""
        known: list[Subject] = []
        colors: list[str] = []
        for subject in subjects:
            if names_part(subject.noun) and self._of_people(subject):
                self.hair.append(subject.phrase())
            elif subject.noun == "bun" and any(is_headshot(self.scene, one) for one in known):
                self.hair.append("hair in a bun")
            elif top_named(subject.noun) and any(is_headshot(self.scene, one) for one in known):
                put_on(subject, known)
            elif is_plain_part(subject, known):
                continue  # the candles on a cake
            elif self._in_the_sky(subject, alone=len(subjects) == 1 and not self.scene.background):
                continue
            elif drawing_of(subject) or party_of(subject):
                if colors:  # "a black and white dog" was read as two things
                    both = " and ".join([*colors, subject.color or ""]).removesuffix(" and ")
                    subject, colors = subject.model_copy(update={"color": both}), []
                known.append(subject)
            elif is_color(subject.noun):
                colors.append(subject.noun)
            elif subject.noun in _NO_NOUN or put_on(subject, known) or is_part(subject, known):
                continue
            elif self._as_surroundings(subject):
                known.extend(self._before_surroundings(subject))
            else:
                self.undrawn.append(subject.noun)
        self.undrawn.extend(colors)
        return known

    def _in_the_sky(self, subject: Subject, *, alone: bool) -> bool:
        sight = sight_of(whole_phrase(subject), drawing_of(subject), alone=alone)
        if not sight:
            return False
        time = "night" if sight != "rainbow" and self.atmosphere.time == "day" else self.atmosphere.time
        self.atmosphere = replace(self.atmosphere, sight=sight, time=time)
        return True

    def _of_people(self, subject: Subject) -> bool:
        """Whether a part of a face is that of people, which have it in their own drawing, or of nobody who is named."""
        other = read_place(subject.place).other
        people = [one for one in self.scene.subjects if drawing_of(one) in drawings.PEOPLE]
        return other in drawings.PEOPLE or (other is None and bool(people)) or drawing_of(subject) is None

    def _as_surroundings(self, subject: Subject) -> bool:
        if self.setting is None and (setting := setting_for(whole_phrase(subject)) or setting_for(subject.noun)):
            self.setting = setting
            return True
        if not _AIR.fullmatch(subject.noun.lower()):
            return False
        self.atmosphere, _ = Atmosphere.read((*self.scene.details, subject.noun))
        return True

    def _before_surroundings(self, subject: Subject) -> list[Subject]:
        """The thing in what was read as a description of a place: "cat" in "a cat underwater"."""
        words = " ".join(subject.attributes)
        if noun := find_subject(words):
            described = tuple(words.split(noun)[0].split())
            return [subject.model_copy(update={"noun": noun, "attributes": described})]
        _, left = Atmosphere.read(subject.attributes)
        self.undrawn.extend(word for word in left if not is_mild(word))
        return []

    def _from_background(self, subjects: list[Subject]) -> list[Subject]:
        """A background may name a thing: "under a tree", "on the cat's head", "in front of a house"."""
        words = self.scene.background
        if words is None:
            return subjects
        if self.setting is not None and self.setting.name == "sky" and _UNDER_STARS.search(words.lower()):
            self.setting, self.atmosphere = None, replace(self.atmosphere, time="night")
            return subjects
        if self.setting is not None and (around := _ROUND.search(words)):
            self.undrawn.append(words[around.end() :].strip() or words)
            return subjects
        if not subjects and self.setting is None and (noun := find_subject(words)):
            self.scene = self.scene.model_copy(update={"background": None})
            return [Subject(noun=noun)]  # a hospital is a place, and a thing to draw
        added = self._thing(beside_setting(words), subjects, behind=self.setting is None) if subjects else None
        if added is None:
            if self.setting is None and not _PLAIN.search(words.lower()):
                self.undrawn.append(words)
            return subjects
        if self.setting is not None and read_place(words).relation == "in":
            return subjects  # 寺庙里 is in the setting, and no temple beside it
        if self.setting is not None and setting_for(find_subject(words)) == self.setting:
            self.setting = None  # "in front of a house" is no room
        return added

    def _from_details(self, subjects: list[Subject]) -> list[Subject]:
        if self.scene.background is None and self.setting is None:  # "in the snow" is weather, and a place too
            places = [words for words in self.scene.details if not _UNDER_STARS.search(words.lower())]
            self.setting = next((found for words in places if (found := setting_for(words))), None)
        for words in self.details:
            if pose_in(words) and subjects:
                self.actions.append(words)
                subjects = self._thing(words, subjects) or subjects
            elif shows_mood(words) and subjects:
                self.extra.append(words)
            elif words == self.scene.mood or (self.scene.background is None and setting_for(words)):
                continue
            elif (added := self._thing(words, subjects)) is not None:
                subjects = added
            else:
                self.undrawn.append(words)
        return subjects

    def _thing(self, words: str, subjects: list[Subject], *, behind: bool = False) -> list[Subject] | None:
        """`subjects` with the thing that a phrase of place names, and the hero put where it says.

        `behind`: a thing that is named as the background stands behind, where the phrase says no more.
        """
        noun, place = find_subject(words), read_place(words)
        if noun is None or _LIGHT.search(words):
            return None
        present = any(drawing_of(subject) == subject_named(noun) for subject in subjects)
        if not subjects:
            described = tuple(words.lower().split(noun.lower())[0].split())
            return [Subject(noun=noun, attributes=described)]
        if place.relation is None:
            return [*subjects, Subject(noun=noun, place=f"behind the {subjects[0].noun}")] if behind else None
        if place.relation in {"on", "in", "held", "ridden", *TIES} - {"behind"}:
            hero = subjects[0].model_copy(update={"place": words})
            return [hero, *subjects[1:], *([] if present else [Subject(noun=noun)])]
        around = {"behind": "in front of", "before": "behind"}.get(place.relation, "next to")  # as the hero sees it
        return subjects if present else [*subjects, Subject(noun=noun, place=f"{around} the {subjects[0].noun}")]

    def _roles(self, subjects: list[Subject]) -> list[Role]:
        roles: list[Role] = []
        seen: Counter[str] = Counter()
        room = MOST
        for subject in subjects:
            portrait = is_headshot(self.scene, subject)
            for name, number in figures_of(subject):
                self._own_up(subject, name)
                count = max(0, min(number, room))
                room -= count
                artwork = headshot(self.scene, name, seen[name], self.seed) if portrait else drawings.artwork(name)
                roles.append(Role(subject, artwork, read_place(subject.place), seen[name]))
                roles[-1].looks = [Look() for _ in range(count)]
                seen[name] += max(1, count)
        return roles

    def _own_up(self, subject: Subject, name: str) -> None:
        """Note what is drawn as what it is a kind of, or as somebody, since it ends like a trade."""
        variety = variety_named(subject.noun)
        kind = variety is not None and variety.of == name and name not in WARDROBE
        if kind or is_guessed(subject.noun):
            self.instead.append((subject.noun, word_of(name)))

    def _homeless(self, role: Role, roles: list[Role]) -> bool:
        """An accessory that nobody can wear stands among things, and is left out beside those who could have."""
        if role.artwork.attach is None:
            return False
        if any(one.artwork.attach is None and "eyes" in one.artwork.anchors for one in roles):
            self.undrawn.append(role.subject.noun)
            return True
        role.artwork = standing(role.artwork)
        return False

    def _dress(self, roles: list[Role]) -> None:
        faces = [role for role in roles if "eyes" in role.artwork.anchors and role.artwork.attach is None]
        people = [role for role in faces if "skin" in role.artwork.palette]
        self.grown = {role.name for role in roles if not _YOUNG.search(role.subject.noun.lower())}
        met: Counter[str] = Counter()
        for role in roles:
            first = met[identity_of(role.name)]
            met[identity_of(role.name)] += max(1, len(role.looks))
            extra = [*self.extra] if faces and role is faces[0] else []
            if people and role is people[0]:
                extra += [*self.hair, *face_words(self.scene.face)]
            role.looks = [self._look(role, first + at, extra) for at in range(len(role.looks))]
        for role in roles:
            if role.absorbed and role.base is not None and role.looks:
                for look in role.base.looks:
                    look.palette |= played(role.name, role.looks[0])
        if not faces:
            self.undrawn.extend(self.extra)
        if not people:
            self.undrawn.extend([*self.hair, *face_words(self.scene.face)])

    def _look(self, role: Role, occurrence: int, extra: list[str]) -> Look:
        rng = stream(self.seed, identity_of(role.name), occurrence, "look")
        look = look_of(role.artwork, spoken_of(role.subject), extra, rng)
        if _YOUNG.search(role.subject.noun.lower()) and role.name in self.grown:
            look.size *= 0.66
        look.palette |= {} if look.tint or look.material else leaves_of(role.name, self.atmosphere)
        look.undrawn = [word for word in look.undrawn if not pose_in(word) and not word.startswith(SAYS)]
        look.undrawn += role.undrawn
        look.hide |= without(role.artwork, self.scene.without)
        self.undrawn.extend(look.undrawn)
        return look
