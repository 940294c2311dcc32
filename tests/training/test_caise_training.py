"""Learning to read CAISE's requests, on an invented split: what was told is derived, and what is seen is copied."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the `train` extra")

from core.evaluation.caise import Instance, instances
from core.evaluation.caise_trained import CaiseReader, is_for_caise, save
from gpuserver.training import caise

SEARCHED = ("user_text: a street please", "search street")
THINGS = ("bus", "boat", "door", "tent", "bench", "wagon")
COLORS = ("red", "green", "blue", "yellow")


def instance(line: str, command: str = "", seen: tuple[str, ...] = ("white wall",)) -> Instance:
    given = {"uid": "m", "history_img": ["a"], "history_utte": [*SEARCHED, f"user_text: {line}"], "api": command}
    return next(instances([given], [seen], {"a": 0}))


def street(color: str, thing: str) -> tuple[str, ...]:
    """What is seen in a street where `thing` has `color`, and all else another colour."""
    others = [(one, other) for one, other in zip(COLORS, THINGS, strict=False) if one != color and other != thing]
    return (*(f"{one} {other}" for one, other in others), f"{color} {thing}")


@pytest.fixture(scope="module")
def split() -> list[Instance]:
    numbers = (5, 8, 10, 12, 14, 18, 22, 26)
    given = [instance(f"increase the brightness by {one}", f"adjust_attr brightness {one}") for one in numbers]
    given += [instance(f"decrease the brightness by {one}", f"adjust_attr brightness -{one}") for one in numbers]
    given += [instance(f"rotate it by {one} to the left", f"rotate {one}") for one in numbers]
    given += [instance(f"rotate it by {one} to the right", f"rotate {360 - one}") for one in numbers]
    given += [instance("brighten it a bit", "adjust_attr brightness 17")] * 4
    for color in COLORS:
        for thing in THINGS[:4]:
            found = street(color, thing)
            given.append(instance(f"find a lamp in the same color as the {thing}", f"search {color} lamp", found))
            given.append(instance(f"color the image like the {thing}", f"adjust_color {color} 0.2", found))
    return given + [instance("remove the background", "image_cutout")] * 4


@pytest.fixture(scope="module")
def reader(split: list[Instance], tmp_path_factory: pytest.TempPathFactory) -> CaiseReader:
    folder = tmp_path_factory.mktemp("caise")
    assert not is_for_caise(folder)
    save(folder, *caise.fit(split))
    assert is_for_caise(folder)
    return CaiseReader(folder)


def test_a_number_that_training_never_saw_is_taken_as_it_stands(reader: CaiseReader) -> None:
    assert reader.command(instance("increase the brightness by 37")) == "adjust_attr brightness 37"
    assert reader.command(instance("rotate it by 37 to the left")) == "rotate 37"


def test_less_is_derived_from_the_number_told(reader: CaiseReader) -> None:
    assert reader.command(instance("decrease the brightness by 37")) == "adjust_attr brightness -37"


def test_the_other_way_round_is_derived_from_the_angle_told(reader: CaiseReader) -> None:
    assert reader.command(instance("rotate it by 37 to the right")) == "rotate 323"


def test_an_amount_that_is_not_told_is_the_usual_one(reader: CaiseReader) -> None:
    assert reader.command(instance("brighten it a bit")) == "adjust_attr brightness 17"


def test_a_colour_is_copied_from_a_thing_that_training_never_named(reader: CaiseReader) -> None:
    found = ("red boat", "green wagon", "blue door")
    assert reader.command(instance("find a lamp in the same color as the wagon", seen=found)) == "search green lamp"
    assert reader.command(instance("color the image like the wagon", seen=found)) == "adjust_color green 0.2"


def test_words_that_training_never_saw_are_copied_from_what_is_said(reader: CaiseReader) -> None:
    found = ("red boat", "green tent")
    line = "find a kettle in the same color as the boat"
    assert reader.command(instance(line, seen=found)) == "search red kettle"


def test_without_concepts_nothing_is_copied_from_them(split: list[Instance], tmp_path: Path) -> None:
    save(tmp_path, *caise.fit(split, "concepts"))
    blind = CaiseReader(tmp_path)
    line = "find a lamp in the same color as the tent"
    assert blind.command(instance(line, seen=("red tent",))) == blind.command(instance(line, seen=("blue tent",)))


def test_without_the_extractor_a_word_that_training_never_saw_is_never_said(
    split: list[Instance], tmp_path: Path
) -> None:
    save(tmp_path, *caise.fit(split, "extractor"))
    generator = CaiseReader(tmp_path)
    line = "find a kettle in the same color as the boat"
    assert "kettle" not in generator.command(instance(line, seen=("red boat",)))
    assert generator.command(instance("increase the brightness by 37")) != "adjust_attr brightness 37"


def test_the_same_split_makes_the_same_weights(split: list[Instance]) -> None:
    one, learnt = caise.fit(split[:24])
    other, again = caise.fit(split[:24])
    assert (one == other).all()
    assert learnt == again
