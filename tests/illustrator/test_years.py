"""Babies, toddlers, children, teenagers and the old are told apart, by their names and by their years."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.headshots import is_headshot
from gpuserver.engines.illustrator.people.builds import BUILDS
from gpuserver.engines.illustrator.spots import span
from gpuserver.engines.illustrator.years import years_in

AGES = ("baby", "toddler", "girl", "teengirl", "woman")


@pytest.mark.parametrize(
    ("words", "years"),
    [("a 5-year-old", 5), ("two year old", 2), ("sixteen-years-old", 16), ("五岁", 5), ("十六岁", 16), ("七十岁", 70),
     ("3岁", 3), ("two old men", None), ("", None)],
)  # fmt: skip
def test_years_are_read_in_both_languages(words: str, years: int | None) -> None:
    assert years_in(words) == years


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a five year old child", "boy"), ("a 5-year-old girl", "girl"), ("a two-year-old", "toddler"),
        ("a 16 year old girl", "teengirl"), ("a 70-year-old woman", "oldwoman"), ("一个3岁的小女孩", "toddler"),
        ("七十岁的男人", "oldman"), ("a toddler", "toddler"), ("a teenager", "teenboy"), ("少女", "teengirl"),
        ("a teenage girl", "teengirl"), ("a portrait of a teenage boy", "teenboy"), ("a baby", "baby"),
    ],
)  # fmt: skip
def test_years_and_names_of_an_age_choose_who_is_drawn(prompt: str, kind: str) -> None:
    composed = compose(read_scene(prompt), seed=3)
    (role,) = read_cast(read_scene(prompt), seed=3).roles
    assert (role.name, len(role.looks), composed.undrawn) == (kind, 1, ())


def test_who_is_older_is_taller_and_has_a_smaller_head() -> None:
    heights = [BUILDS[kind].height for kind in AGES]
    heads = [BUILDS[kind].head / span(subjects.artwork(kind, "armsup")) for kind in AGES]
    assert heights == sorted(heights)
    assert heads == sorted(heads, reverse=True)


def test_a_baby_sits_and_crawls_and_does_not_stand() -> None:
    (sitting,) = read_cast(read_scene("a baby"), seed=3).roles
    (crawling,) = read_cast(read_scene("a baby crawling"), seed=3).roles
    assert span(sitting.artwork) < 0.9 * span(subjects.artwork("baby", "armsup"))
    assert crawling.pose == "crawl"


def test_a_baby_has_no_painted_lips() -> None:
    for artwork in (subjects.artwork("baby"), subjects.portrait("baby", None, 0.0)):
        smile = [shape for shape in artwork.shapes if "mouth-smile" in shape.ids and "makeup-lip" not in shape.ids]
        (lip,) = [shape.path.computeTightBounds() for shape in smile if "lip" in shape.classes]
        (mouth,) = [shape.path.computeTightBounds() for shape in smile if "ink" in shape.classes]
        assert lip.width() < 1.14 * mouth.width()  # a rim, and no more
        assert lip.height() < 1.4 * mouth.height()


def test_every_age_has_a_portrait() -> None:
    for name in AGES:
        scene = read_scene(f"a portrait of a {'teenage girl' if name == 'teengirl' else name}")
        assert is_headshot(scene, scene.subjects[0])
        assert subjects.portrait(name, None, 0.0).is_bust
