"""Nouns, colours and places in English and Chinese."""

from __future__ import annotations

import pytest

from core.scene.reader import read_subject
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.nouns import drawing_of
from gpuserver.engines.illustrator.palette import find_colors, name_of, recolored
from gpuserver.engines.illustrator.relations.places import read_place
from gpuserver.engines.illustrator.words import find_subject, subject_named


@pytest.mark.parametrize(
    ("noun", "file"),
    [
        ("cat", "cat"), ("Kittens", "cat"), ("the two puppies", "dog"), ("old man", "oldman"), ("bunnies", "rabbit"),
        ("猫", "cat"), ("小白猫", "cat"), ("兔子", "rabbit"), ("老爷爷", "oldman"), ("红色的车", "car"),
        ("wormhole", None), ("hot dog", "hotdog"), ("", None), ("画家", "painter"), ("sea horse", "seahorse"),
        ("dog house", "doghouse"), ("消防员", "firefighter"), ("firemen", "firefighter"),
        ("鸽子", "pigeon"), ("flip flops", "flipflops"), ("夹克", "jacket"), ("bow tie", "bowtie"), ("pullover", "sweater"),
        ("bobcat", "lynx"), ("praying mantis", "mantis"), ("三文鱼", "salmon"), ("purse", "handbag"), ("衬衫", "shirt"), ("耳环", "earrings"), ("gloves", "gloves"),
    ],
)  # fmt: skip
def test_nouns(noun: str, file: str | None) -> None:
    assert subject_named(noun) == file


@pytest.mark.parametrize(
    ("phrase", "file"),
    [("coins", "coins"), ("three coins", "coin"), ("two fires", "fire"), ("four knives", "knife")],
)
def test_counted_things_are_so_many_of_one(phrase: str, file: str) -> None:
    assert drawing_of(read_subject(phrase)) == file


def test_a_noun_is_found_inside_a_phrase() -> None:
    assert find_subject("on the cat's head") == "cat"
    assert find_subject("在大树下") == "大树"
    assert find_subject("in the void") is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("red", ["red"]), ("红色", ["red"]), ("深蓝色", ["navy"]), ("black and white", ["black", "white"]),
        ("light blue", ["sky blue"]), ("#4A8FD0", ["#4A8FD0"]), ("zany", []), ("golden", ["gold"]),
    ],
)  # fmt: skip
def test_colours(words: str, names: list[str]) -> None:
    assert [shade.name for shade in find_colors(words)] == names


def test_markings_follow_the_coat() -> None:
    cat = art.load("cat")
    blue = recolored(cat, find_colors("blue"))
    assert name_of(blue["fur"]) == "blue"
    assert name_of(blue["stripe"]) == "blue"
    assert luminance(blue["stripe"]) < luminance(blue["fur"])
    assert "ink" not in blue


@pytest.mark.parametrize("color", ["red", "blue", "black", "white", "gold"])
def test_a_car_takes_its_colour_and_keeps_its_tyres(color: str) -> None:
    car = art.load("car")
    palette = recolored(car, find_colors(color))
    assert {"paint", "paint2"} <= set(palette)
    assert "tyre" not in palette


def test_places() -> None:
    assert read_place("on the left").side == "left"
    assert read_place("右边").side == "right"
    assert read_place("in the background").depth == "far"
    head = read_place("on the cat's head")
    assert (head.relation, head.other, head.part) == ("on", "cat", "head_top")
    assert read_place("猫的头上").part == "head_top"
    assert read_place("held by the dog").relation == "held"
    assert read_place("under the tree").relation == "under"
    assert read_place(None).side is None
