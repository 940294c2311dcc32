"""Breeds and kinds: drawn as what they are kinds of, in their own coats, and the reply says so."""

from __future__ import annotations

import pytest

from core.language import Language
from core.lexicon import canonical_noun, kind_of, known_noun
from core.lexicon_files import varieties
from core.recipe import Drawing, Recipe
from core.replies.wording import shortfalls
from core.scene.model import Subject
from core.scene.reader import read_scene
from core.varieties import variety_named
from core.versions import Version
from gpuserver.engines.base import Picture, Unwatched
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.coats import coat_named, coats
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.looks import look_of
from gpuserver.engines.illustrator.palette import coat_of
from gpuserver.engines.illustrator.words import subject_named


def draw(prompt: str) -> Picture:
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=7)
    return Illustrator().draw(drawing, 96, Unwatched())


def version(number: int, *pairs: tuple[str, str]) -> Version:
    recipe = Recipe(source=Drawing(prompt="a husky", scene=read_scene("a husky"), seed=7))
    return Version(number=number, parent=None, recipe=recipe, images=(), instead=pairs)


def test_every_variety_has_a_coat_and_is_drawn_as_what_it_is_a_kind_of() -> None:
    for variety in varieties():
        assert {name: variety_named(name) for name in variety.names} == dict.fromkeys(variety.names, variety)
        assert {canonical_noun(name) for name in variety.names} == {variety.of}
        assert all(map(known_noun, variety.names))
        assert kind_of(variety.name) == "person" or coats()[variety.name].shades, variety.name
        assert subjects.artwork(variety.of)


def test_every_coat_belongs_to_a_variety() -> None:
    assert {variety.name for variety in varieties()} >= set(coats())
    assert len(coats()) >= 150


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a husky", "husky"), ("two huskies", "husky"), ("husky puppy", "husky"), ("哈士奇", "husky"),
        ("柯基小狗", "corgi"), ("Great Danes", "great dane"), ("puppy", None), ("小狗", None), ("", None),
        ("husky sled", None),
    ],
)  # fmt: skip
def test_a_breed_is_found_by_its_name_in_both_languages(words: str, name: str | None) -> None:
    found = variety_named(words)
    assert (found and found.name) == name


def test_a_breed_takes_its_coat_and_a_colour_word_repaints_it() -> None:
    dog = subjects.artwork("dog")
    breed = coat_named("husky", "dog")
    assert breed is not None
    husky = look_of(dog, Subject(noun="husky"), (), stream(1, "dog"))
    assert husky.palette[coat_of(dog)] == breed.shades[0].hex
    assert husky.size == breed.size
    red = look_of(dog, Subject(noun="husky", color="red"), (), stream(1, "dog"))
    assert red.palette[coat_of(dog)] != breed.shades[0].hex
    assert coat_named("husky", "cat") is None


def test_the_picture_tells_what_it_drew_instead() -> None:
    made = draw("a husky puppy and a cat")
    assert made.instead == (("husky puppy", "dog"),)
    assert made.undrawn == ()
    assert draw("a dog").instead == ()
    assert subject_named("哈士奇") == "dog"
    assert draw("一只哈士奇").instead == (("哈士奇", "dog"),)
    assert draw("a mushroom house").instead == (("mushroom house", "house"),)
    assert draw("a bee hive").instead == draw("a panda bear").instead == draw("a chocolate cake").instead == ()


def test_the_reply_says_it_once_in_one_sentence_of_either_language() -> None:
    first = version(1, ("husky", "dog"))
    assert shortfalls(first, None, Language.EN) == ["I drew a dog for “husky”.", ""]
    assert shortfalls(first, None, Language.ZH) == ["“husky”我画成了狗。", ""]
    both = version(2, ("husky", "dog"), ("cello", "violin"), ("pomelo", "orange"))
    assert shortfalls(both, None, Language.EN)[0].startswith("I drew a dog for “husky”, a violin for “cello” and an ")
    assert shortfalls(both, first, Language.EN)[0].startswith("I drew a violin for “cello” and an ")
    assert shortfalls(first, first, Language.EN) == ["", ""]
