"""Edits of prompts whose scene is known, and the scene that each must leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scene_truth import Thing, Truth
from scene_truth_asks import Asked, Asks, Chooser
from scene_truth_words import ADJECTIVES, COLORS, HELD, STANDING, STYLES, WORN, Word

from core.catalogue import action
from core.language import Language
from core.lexicon import canonical_noun
from core.pipeline import Action


@dataclass(frozen=True)
class Edit:
    """An action and what the picture asks for behind it."""

    action: Action
    truth: Truth


class Edits:
    """The edits that a prompt allows, in its language."""

    def __init__(self, asks: Asks, truth: Truth, chooser: Chooser, language: Language) -> None:
        self.asks, self.truth, self.chooser, self.language = asks, truth, chooser, language

    def __iter__(self) -> Iterator[Edit]:
        """One edit of each kind."""
        yield from (
            self.added(),
            self.recolored(),
            self.altered(),
            self.moved(),
            self.restyled(),
            self.darkened(),
            self.let(),
        )
        if self.asks.companion or self.asks.other or self.asks.held or self.asks.worn:
            yield from (self.removed(), self.replaced())

    def words(self, one: Asked) -> str:
        """What a thing is called in an edit."""
        if self.language is Language.ZH:
            color = one.color[1] if one.color else ""
            return f"一{one.word.measure}{color}{one.word.zh}"
        color = f"{one.color[0]} " if one.color else ""
        return f"{'an' if (color + one.word.one)[0] in 'aeiou' else 'a'} {color}{one.word.one}"

    def name(self, one: Asked) -> str:
        """How a thing that is there is called."""
        return (
            one.word.zh if self.language is Language.ZH else f"the {one.word.many if one.count > 1 else one.word.one}"
        )

    def key(self, one: Asked) -> str:
        """The key of a thing."""
        return canonical_noun(one.word.zh if self.language is Language.ZH else one.word.one)

    def said(self, pair: tuple[str, str]) -> str:
        """One of the two words."""
        return pair[1] if self.language is Language.ZH else pair[0]

    def with_thing(self, key: str, new: Thing) -> Truth:
        """The truth with another thing in the place of this one."""
        return replace(self.truth, things=tuple(new if one.key == key else one for one in self.truth.things))

    def thing(self, key: str) -> Thing:
        """The thing of that key."""
        return next(one for one in self.truth.things if one.key == key)

    def added(self) -> Edit:
        """One thing more, which stands by itself."""
        new = self.chooser.thing(STANDING, color=0.5)
        thing = Thing(self.key(new), color=new.color[0] if new.color else None)
        return Edit(
            action("add_object", object=self.words(new)), replace(self.truth, things=(*self.truth.things, thing))
        )

    def hero(self) -> Asked:
        """The first thing of the prompt."""
        return self.asks.heroes[0]

    def parts(self) -> list[Asked]:
        """What is there besides the heroes."""
        return [
            one for one in (*self.asks.worn, self.asks.held, self.asks.companion, self.asks.other) if one is not None
        ]

    def recolored(self) -> Edit:
        """One thing in another colour."""
        one = self.chooser.of([self.hero(), *self.parts()])
        color = self.chooser.of([pair for pair in COLORS if pair != one.color])
        key = self.key(one)
        done = action("recolor_object", object=self.name(one), color=self.said(color))
        return Edit(done, self.with_thing(key, replace(self.thing(key), color=color[0])))

    def altered(self) -> Edit:
        """One thing that is otherwise."""
        key, word = self.key(self.hero()), self.said(self.chooser.of(ADJECTIVES))
        thing = self.thing(key)
        attributes = (*(one for one in thing.attributes if one != word), word)
        done = action("change_attribute", object=self.name(self.hero()), attribute=word)
        return Edit(done, self.with_thing(key, replace(thing, attributes=attributes)))

    def moved(self) -> Edit:
        """Another setting."""
        place = self.said(("volcano", "火山"))
        return Edit(action("change_background", background=place), replace(self.truth, setting=place))

    def restyled(self) -> Edit:
        """Another style."""
        style = self.chooser.of(STYLES)
        done = action("style_transfer", style=style[2][0] if self.language is Language.ZH else style[1][0])
        return Edit(done, replace(self.truth, style=style[0]))

    def darkened(self) -> Edit:
        """Another time of day, which takes the place of the one that was asked."""
        words = self.said(("make it night", "改成夜晚"))
        airs = tuple(air for air in self.truth.air if not any(time in air for time in ("night", "sunset", "dawn")))
        return Edit(action("edit", instruction=words), replace(self.truth, air=(*airs, "night|夜")))

    def let(self) -> Edit:
        """The first does something else; what was ridden stands beside."""
        key = self.key(self.hero())
        verb = self.said(("jumping", "跳跃"))
        words = self.said((f"let {self.name(self.hero())} jump", f"让{self.name(self.hero())}跳跃"))
        things = [replace(one, action=verb) if one.key == key else one for one in self.truth.things]
        things = [replace(one, link=("beside", key)) if one.link == ("ridden", key) else one for one in things]
        return Edit(action("edit", instruction=words), replace(self.truth, things=tuple(things)))

    def removed(self) -> Edit:
        """One thing less, and nobody beside it."""
        one = self.chooser.of(self.parts())
        key = self.key(one)
        things = tuple(
            replace(thing, link=None if thing.link and thing.link[1] == key else thing.link)
            for thing in self.truth.things
            if thing.key != key
        )
        return Edit(action("remove_object", object=self.name(one)), replace(self.truth, things=things))

    def alike(self, one: Asked) -> Sequence[Word]:
        """What a thing may be replaced by; who becomes a statue is one of themselves, and not replaced."""
        standing = [word for word in STANDING if word.key != "statue"]
        return WORN if one in self.asks.worn else HELD if one is self.asks.held else standing

    def replaced(self) -> Edit:
        """Another thing where one was."""
        one = self.chooser.of(self.parts())
        key, new = self.key(one), self.chooser.thing(self.alike(one), color=0.4)
        old = self.thing(key)
        thing = Thing(self.key(new), color=new.color[0] if new.color else None, link=old.link)
        truth = self.with_thing(key, thing)
        things = tuple(
            replace(thing, link=(thing.link[0], self.key(new))) if thing.link and thing.link[1] == key else thing
            for thing in truth.things
        )
        done = action("replace_object", object=self.name(one), **{"with": self.words(new)})
        return Edit(done, replace(truth, things=things))
