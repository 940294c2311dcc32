"""Who plays in a scene: which drawing each subject is, what it does to the background, and what cannot be drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from core.scene.model import Scene, Subject
from core.scene.reader import read_subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.airs import AIR, unseen, with_weather
from gpuserver.engines.illustrator.appearance import give_looks
from gpuserver.engines.illustrator.boards import with_texts
from gpuserver.engines.illustrator.clothing import clothes_of, is_worn, put_on
from gpuserver.engines.illustrator.costumes import costumed
from gpuserver.engines.illustrator.doings import armed, in_their_places, things_done_with, with_receivers
from gpuserver.engines.illustrator.headshots import headshot, is_headshot
from gpuserver.engines.illustrator.homes import INDOORS, at_water, home_of, let_swim, lookout, swims, with_sight
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.looks import is_mild, shows_mood
from gpuserver.engines.illustrator.lying import lay_down
from gpuserver.engines.illustrator.materials import MATERIALS
from gpuserver.engines.illustrator.materials.words import described
from gpuserver.engines.illustrator.nouns import (
    beside_setting,
    drawing_of,
    figures_of,
    is_of_people,
    is_other_folk,
    is_part,
    is_part_of_kind,
    is_variety,
    is_worn_hair,
    loses_its_kind,
    unless_cut,
    whole_phrase,
    wholes_first,
)
from gpuserver.engines.illustrator.occasions import at_occasions, in_wedding_clothes, with_easter_eggs
from gpuserver.engines.illustrator.painted import is_own_part, with_part_painted
from gpuserver.engines.illustrator.palette import is_color
from gpuserver.engines.illustrator.particulars import with_candles
from gpuserver.engines.illustrator.parties import in_shirts, party_of
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations.carrying import aloft, relate
from gpuserver.engines.illustrator.relations.couples import pair_up
from gpuserver.engines.illustrator.relations.gear import dive, fit_out
from gpuserver.engines.illustrator.relations.places import read_place
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.relations.ties import TIES
from gpuserver.engines.illustrator.remainder import includes, unshown
from gpuserver.engines.illustrator.settings import PLAIN, SETTINGS, Setting, setting_for
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.backdrop import backdrop_in
from gpuserver.engines.illustrator.settings.buildings import outside
from gpuserver.engines.illustrator.settings.conditions import conditions_in, under
from gpuserver.engines.illustrator.surroundings import BARE, BLUE_SKY, DOOR, LIGHT, NO_NOUN, ROUND, SITE, UNDER_STARS
from gpuserver.engines.illustrator.visage import names_part
from gpuserver.engines.illustrator.wear import standing
from gpuserver.engines.illustrator.words import find_subject, is_guessed, subject_named, word_of

MOST: Final = 12
"""Figures in one picture."""


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
        self.scene, self.seed = with_weather(scene), seed
        self.undrawn: list[str] = []
        self.instead: list[tuple[str, str]] = []
        self.extra: list[str] = []
        self.hair: list[str] = []
        self.actions: list[str] = []
        self.sights: list[str] = []
        self.studio, self.setting = PLAIN, outside(scene.background)
        mood = (scene.mood,) if scene.mood else ()
        of_place = (scene.background,) if scene.background else ()
        self.atmosphere, left = Atmosphere.read((*of_place, *self.scene.details, *mood))
        self.details = [words for words in left if words not in of_place]

    def cast(self) -> Cast:
        own = armed(with_easter_eggs(with_receivers([*self.scene.subjects])))
        present = in_wedding_clothes(at_occasions(own, self.scene.without))
        known = (one for subject in present for one in costumed(in_shirts(described(unless_cut(subject)))))
        subjects = self._from_background(self._known([*known]))
        subjects = in_their_places(self._from_details(subjects))
        subjects = [*subjects, *things_done_with(subjects)]
        roles = self._roles(subjects)
        indoors = self.setting is None or self.setting.name in INDOORS
        relate(roles, [*self.actions, *aloft(self.scene.background)], indoors=indoors)
        fit_out(roles)
        pair_up(roles)
        if self.setting is not None and self.setting.name == "underwater":
            dive(roles)
        roles, unwritten = with_texts(roles)
        self.undrawn.extend(unwritten)
        roles = [role for role in roles if role.base is not None or not self._homeless(role, roles)]
        self.undrawn.extend(give_looks(roles, self.scene, self.seed, self.atmosphere, self.extra, self.hair))
        if self.setting is None and (self.atmosphere.sight or not (roles or self.undrawn)):
            self.setting = SETTINGS.get(lookout(self.atmosphere))
        found = self.setting is not None
        background = self.scene.background
        if not found and self.scene.shot is None and (background is None or swims(roles)):
            self.setting = SETTINGS.get(home_of(roles, self.atmosphere))
        elif self.setting is not None:
            self.setting = SETTINGS[at_water(roles, self.setting.name, background or "")]
        if self.setting is not None:
            let_swim(roles, self.setting.name, background or "")
        if any(MATERIALS[look.material].lit_lines for role in roles for look in role.looks if look.material):
            self.atmosphere = replace(self.atmosphere, time="night")  # a light by day is a dark sticker
        if self.setting is not None:
            self.undrawn += unseen((*self.scene.details, *self.sights), self.setting.name)
        if self.setting is None or self.setting.name != "sky":
            lay_down(roles)
        undrawn, instead = list(dict.fromkeys(self.undrawn)), list(dict.fromkeys(self.instead))
        setting = under(self.setting or self.studio, conditions_in(background or "") if found else [])
        return Cast(setting, self.atmosphere, roles, undrawn, instead, found)

    def _known(self, subjects: list[Subject]) -> list[Subject]:
        """The subjects that have a drawing; a noun that is a place or weather becomes that."""
        known: list[Subject] = []
        colors: list[str] = []
        for subject in wholes_first(subjects):
            if not subject.count:  # taken out: only its place among the others is kept
                known += [subject] if drawing_of(subject) else []
                continue
            bust = any(is_headshot(self.scene, one) for one in known)
            if names_part(subject.noun, subject.phrase()) and is_of_people(subject, self.scene.subjects):
                self.hair.append(subject.phrase())
            elif subject.noun == "bun" and (bust or is_worn_hair(subject, self.scene.subjects)):
                self.hair.append("hair in a bun")
            elif put_on(subject, known, said=not bust, bust=bust) or is_own_part(subject, known):
                known[:] = [with_candles(one, subject) for one in known]
            elif is_part_of_kind(subject, known):
                self.undrawn.extend([subject.phrase()] if subject.color or subject.attributes else [])
            elif self._in_the_sky(subject, subjects):
                continue
            elif drawing_of(subject) is None and (house := DOOR.sub("", subject.noun)) != subject.noun:
                known += self._known([subject.model_copy(update={"noun": house})])
            elif is_worn(subject):
                self.undrawn.append(subject.noun)
            elif drawing_of(subject) or party_of(subject):
                if colors:  # "a black and white dog" was read as two things
                    both = " and ".join([*colors, subject.color or ""]).removesuffix(" and ")
                    subject, colors = subject.model_copy(update={"color": both}), []
                known.append(subject)
            elif is_color(subject.noun):
                colors.append(subject.noun)
            elif subject.noun in NO_NOUN or put_on(subject, known) or is_part(subject, known):
                continue
            elif self._as_surroundings(subject):
                known.extend(self._before_surroundings(subject))
            elif self.setting is None or not includes(self.setting, subject.noun):
                self.undrawn.append(subject.noun)
        self.undrawn.extend(colors)
        return known

    def _in_the_sky(self, subject: Subject, company: list[Subject]) -> bool:
        before = self.atmosphere
        self.atmosphere = with_sight(before, subject, company, placed=bool(self.scene.background))
        if self.atmosphere is before:
            return False
        self.sights.append(subject.noun)
        return True

    def _as_surroundings(self, subject: Subject) -> bool:
        if self.setting is None and (setting := setting_for(whole_phrase(subject)) or setting_for(subject.noun)):
            self.setting = setting
            return True
        if not AIR.fullmatch(subject.noun.lower()):
            return False
        self.atmosphere, _ = Atmosphere.read((*self.scene.details, whole_phrase(subject)))
        return True

    def _before_surroundings(self, subject: Subject) -> list[Subject]:
        """The thing in what was read as a description of a place: "cat" in "a cat underwater"."""
        words = " ".join(subject.attributes)
        if noun := find_subject(words):
            described = tuple(words.split(noun)[0].split())
            return [subject.model_copy(update={"noun": noun, "attributes": described})]
        _, left = Atmosphere.read(() if AIR.fullmatch(subject.phrase().lower()) else subject.attributes)
        self.undrawn.extend(word for word in left if not is_mild(word))
        return []

    def _from_background(self, subjects: list[Subject]) -> list[Subject]:
        """A background may name a thing: "under a tree", "on the cat's head", "in front of a house"."""
        words = self.scene.background
        if words is None:
            return subjects
        if self.setting is not None and self.setting.name == "sky" and UNDER_STARS.search(words.lower()):
            self.setting, self.atmosphere = None, replace(self.atmosphere, time="night")
            return subjects
        if self.setting is not None and (around := ROUND.search(words)):
            self.setting = setting_for(words[: around.start()]) or self.setting
            self.undrawn += unshown(words, self.setting, ())
            return subjects
        if not subjects and self.setting is None and (noun := find_subject(words)):
            self.scene = self.scene.model_copy(update={"background": None})
            return [read_subject(words).model_copy(update={"noun": noun})]  # a hospital is a place, and a thing to draw
        site = SITE.match(words) if self.setting is not None and not subjects else None
        if site and setting_for(site[0]) is None and (noun := find_subject(site[0])):
            return [read_subject(site[0]).model_copy(update={"noun": noun})]
        added = self._thing(beside_setting(words), subjects, behind=self.setting is None) if subjects else None
        if self.setting is not None:
            self.undrawn += unshown(
                words, self.setting, [name for one in added or subjects if (name := drawing_of(one))]
            )
        if added is None:
            self.studio = backdrop_in(words) or self.studio
            if self.setting is None and self.studio is PLAIN and not BARE.search(words.lower()):
                self.undrawn.append(words)
            return subjects
        if self.setting is not None and read_place(words).relation == "in":
            return subjects  # 寺庙里 is in the setting, and no temple beside it
        if self.setting is not None and setting_for(find_subject(words)) == self.setting:
            self.setting = None  # "in front of a house" is no room
        return added

    def _from_details(self, subjects: list[Subject]) -> list[Subject]:
        told: list[str] = []
        for words in self.details:
            if painted := with_part_painted(words, subjects):
                subjects = painted
                told.append(words)
        self.details = [words for words in self.details if words not in told]
        if self.scene.background is None and self.setting is None:  # "in the snow" is weather, and a place too
            there = [words for words in self.scene.details if words not in told]
            places = [words for words in there if not UNDER_STARS.search(words.lower())]
            self.setting = next((found for words in places if (found := setting_for(words))), None)
        for words in self.details:
            if pose_in(words) and subjects:
                self.actions.append(words)
                subjects = self._thing(words, subjects) or subjects
            elif shows_mood(words) and subjects:
                self.extra.append(words)
            elif (
                BLUE_SKY.fullmatch(words.lower())
                or words == self.scene.mood
                or (self.scene.background is None and setting_for(words))
            ):
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
        if noun is None or LIGHT.search(words):
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
                figure = drawings.artwork(name, clothes=clothes_of(subject))
                artwork = headshot(self.scene, name, seen[name], self.seed) if portrait else figure
                roles.append(Role(subject, artwork, read_place(subject.place), seen[name]))
                roles[-1].looks = [Look() for _ in range(count)]
                seen[name] += max(1, count)
        return roles

    def _own_up(self, subject: Subject, name: str) -> None:
        """Note what is drawn as what it is a kind of, or as somebody, since it ends like a trade."""
        kin = is_variety(subject, name) or loses_its_kind(subject)
        if kin or is_guessed(subject.noun) or is_other_folk(subject, name):
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
