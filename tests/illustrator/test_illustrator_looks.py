"""What words say of a subject's looks: shown where the drawing can, reported where it cannot."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from core.scene.model import Scene, Subject
from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.looks import look_of, without
from gpuserver.engines.illustrator.wear import with_mood


def look(name: str, *attributes: str, color: str | None = None, extra: tuple[str, ...] = (), seed: int = 1) -> Look:
    subject = Subject(noun=name, color=color, attributes=attributes)
    drawing = subjects.portrait(name, None, 0.0) if name in subjects.PEOPLE else subjects.artwork(name)
    return look_of(drawing, subject, extra, np.random.default_rng(seed))


@pytest.mark.parametrize("word", ["cute", "fluffy", "可爱", "毛茸茸", "beautiful", "very happy"])
def test_words_that_every_drawing_has_anyway_are_no_omission(word: str) -> None:
    assert look("cat", word).undrawn == []


@pytest.mark.parametrize("word", ["three-legged", "skateboarding", "透明"])
def test_words_that_cannot_be_shown_are_reported_as_said(word: str) -> None:
    assert look("cat", word).undrawn == [word]


def test_sizes() -> None:
    assert look("cat", "tiny").size < look("cat", "small").size < 1 < look("cat", "big").size < look("cat", "huge").size


def test_an_unknown_colour_is_reported_and_a_known_one_repaints() -> None:
    assert look("cat", color="zany").undrawn == ["zany"]
    black = look("cat", color="黑色")
    assert black.undrawn == []
    assert black.palette["fur"] == "#3B3650"


def test_sleeping_closes_the_eyes() -> None:
    items = art.load("dog").items(skia.Matrix())
    assert len(eyes_of(items)) == 2
    assert eyes_of(with_mood(items, look("dog", "sleeping").mood, has_brows=False)) == []


def test_a_face_has_one_mouth_and_one_style_of_hair() -> None:
    for seed in range(6):
        sad = look("woman", "sad", extra=("long blond hair",), seed=seed)
        assert "mouth-sad" in sad.show
        assert "mouth-smile" in sad.hide
        assert {part for part in sad.show if part.startswith("hair-")} == {"hair-long-front", "hair-long-back"}
        assert sad.palette["hair"] == "#F0BF54"
        assert sad.undrawn == []


def test_chance_gives_other_seeds_other_hair_and_skin() -> None:
    styles = {tuple(sorted(look("woman", seed=seed).show)) for seed in range(12)}
    skins = {look("woman", seed=seed).palette["skin"] for seed in range(12)}
    assert len(styles) >= 3
    assert len(skins) >= 4


def test_parts_can_be_left_out() -> None:
    assert without(subjects.portrait("oldman", None, 0.0), ["the bowtie", "眼镜"]) == {"bowtie", "glasses"}
    assert without(art.load("cat"), ["bench"]) == set()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("no smiling", {"mouth-neutral"}), ("disgust", {"mouth-disgust", "brow-disgust"}), ("surprise", {"eyes-wide"}),
        ("fear", {"mouth-fear", "brow-fear"}), ("big eyes", {"eyes-big"}), ("goatee", {"goatee"}),
        ("heavy makeup", {"makeup-eye", "makeup-lip", "blush-strong"}), ("receding hairline", {"hair-receding-front"}),
        ("bushy eyebrows", {"brow-bushy"}), ("bangs", {"bangs"}), ("sideburns", {"sideburns"}),
    ],
)  # fmt: skip
def test_a_face_value_chooses_its_parts_of_the_head(value: str, shown: set[str]) -> None:
    face = look("man", extra=(value,))
    assert shown <= face.show
    assert not shown & face.hide
    assert face.undrawn == []


@pytest.mark.parametrize("value", ["pink hair", "gray hair", "pale skin"])
def test_a_face_value_that_is_a_colour_repaints(value: str) -> None:
    assert look("woman", extra=(value,)).palette != look("woman").palette


def test_what_is_taken_off_a_face_is_hidden() -> None:
    assert {"beard", "mustache", "goatee"} <= look("man", "bearded", extra=("no beard",)).hide


@pytest.mark.parametrize(
    ("noun", "mood", "shown"), [("cat", "angry", "angry"), ("熊猫", "smiling", "happy"), ("dog", "sad", "sad")]
)
def test_an_animal_has_the_face_that_the_scene_was_given(noun: str, mood: str, shown: str) -> None:
    cast = read_cast(Scene(subjects=(Subject(noun=noun),), face={"expression": (mood,)}), 7)
    assert cast.undrawn == []
    assert cast.roles[0].looks[0].mood == shown


def test_a_face_that_nobody_has_is_said() -> None:
    assert read_cast(Scene(subjects=(Subject(noun="house"),), face={"expression": ("angry",)}), 7).undrawn == ["angry"]
