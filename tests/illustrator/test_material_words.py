"""Words for materials: what is one, what is only a colour, and nouns that hide one."""

from __future__ import annotations

import pytest

from core.scene.model import Subject
from gpuserver.engines.illustrator.materials import MATERIALS, material_named
from gpuserver.engines.illustrator.materials.words import described, read_material


@pytest.mark.parametrize(
    ("words", "material"),
    [
        ("glass", "glass"), ("made of glass", "glass"), ("wooden", "wood"), ("carved from wood", "wood"),
        ("made of gold", "gold"), ("gold-plated", "gold"), ("golden statue", "gold"), ("solid gold", "gold"),
        ("marble", "marble"), ("out of ice", "ice"), ("knitted", "knit"), ("stuffed", "plush"), ("neon", "neon"),
        ("porcelain", "porcelain"), ("stainless steel", "chrome"), ("made of snow", "snow"), ("into stone", "stone"),
        ("玻璃", "glass"), ("玻璃做的", "glass"), ("用巧克力做", "chocolate"), ("黄金做的", "gold"), ("金的", "gold"),
        ("纯金", "gold"), ("木头", "wood"), ("木头做的", "wood"), ("透明玻璃", "glass"), ("银制的", "silver"),
        ("大理石", "marble"), ("青铜", "bronze"), ("翡翠", "jade"), ("毛毡", "felt"), ("霓虹灯", "neon"), ("折纸", "origami"),
    ],
)  # fmt: skip
def test_words_mean_materials(words: str, material: str) -> None:
    assert read_material(words) == (material, "")
    assert material_named(words) is MATERIALS[material]


@pytest.mark.parametrize(
    "words",
    ["gold", "golden", "in gold", "silver", "金", "金色的", "银色", "jade green", "巧克力色", "glasses", "with glass eyes",
     "fluffy", "毛茸茸", "毛绒绒", "snow", "icy stare", "transparent", "透明", "", "wearing a paper hat"],
)  # fmt: skip
def test_colours_and_other_words_are_no_materials(words: str) -> None:
    assert read_material(words) is None


def test_a_colour_beside_a_material_stays_a_colour() -> None:
    assert read_material("made of green glass") == ("glass", "green")
    assert read_material("绿玻璃") == ("glass", "绿")


@pytest.mark.parametrize(
    ("said", "noun", "material"),
    [
        (Subject(noun="statue of a cat", color="gold"), "cat", "gold"), (Subject(noun="cat statue"), "cat", "stone"),
        (Subject(noun="cat statue", attributes=("marble",)), "cat", "marble"),
        (Subject(noun="statue", attributes=("bronze", "horse")), "horse", "bronze"),
        (Subject(noun="cat statue of marble"), "cat", "marble"), (Subject(noun="house of glass"), "house", "glass"),
        (Subject(noun="chocolate rabbit"), "rabbit", "chocolate"),
        (Subject(noun="玻璃猫"), "猫", "glass"), (Subject(noun="猫雕像", attributes=("大理石",)), "猫", "marble"),
        (Subject(noun="猫雕像", color="gold"), "猫", "gold"), (Subject(noun="金猫雕像"), "猫", "gold"),
        (Subject(noun="石狮子"), "狮子", "stone"), (Subject(noun="毛绒兔子"), "兔子", "plush"),
        (Subject(noun="冰雕天鹅"), "天鹅", "ice"), (Subject(noun="属机器人", color="gold"), "机器人", "chrome"),
    ],
)  # fmt: skip
def test_a_noun_that_hides_its_material_is_the_thing_itself(said: Subject, noun: str, material: str) -> None:
    subject = described(said)
    assert subject.noun == noun
    assert {found[0] for word in subject.attributes if (found := read_material(word))} == {material}


@pytest.mark.parametrize(
    "noun", ["glass of water", "cup of chocolate", "ice cream", "rubber duck", "雪人", "木屋", "金鱼", "statue"]
)
def test_names_of_things_are_left_alone(noun: str) -> None:
    assert described(Subject(noun=noun)) == Subject(noun=noun)


def test_a_shade_of_a_colour_is_no_material() -> None:
    assert described(Subject(noun="car", color="green", attributes=("neon", "fast"))).attributes == ("fast",)
    assert described(Subject(noun="car", color="red", attributes=("jade",))).attributes == ("jade",)
