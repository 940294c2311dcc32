"""Places as the reader writes them are understood by the illustrator, and its subjects are known to the reader."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.lexicon import known_noun
from gpuserver.engines.illustrator import words
from gpuserver.engines.illustrator.relations.places import read_place


@pytest.mark.parametrize(
    ("place", "relation", "other"),
    [
        ("in the basket", "in", "basket"), ("inside the car", "in", "car"), ("篮子里", "in", "basket"), ("汽车里面", "in", "car"),
        ("ridden by the girl", "ridden", "girl"), ("被女孩骑着", "ridden", "girl"), ("被男人开着", "ridden", "man"),
        ("held by the man", "held", "man"), ("男人手里", "held", "man"), ("女孩怀里", "held", "girl"), ("in the dog's mouth", "held", "dog"),
        ("on the sofa", "on", "sofa"), ("沙发上", "on", "sofa"), ("猫身上", "on", "cat"), ("next to the dog", "beside", "dog"),
        ("狗旁边", "beside", "dog"), ("at the table", "beside", "table"), ("in front of the barn", "before", "barn"),
        ("谷仓前面", "before", "barn"), ("behind the bush", "behind", "bush"), ("树下", "under", "tree"), ("under the tree", "under", "tree"),
    ],
)  # fmt: skip
def test_relations(place: str, relation: str, other: str) -> None:
    found = read_place(place)
    assert (found.relation, found.other) == (relation, other)


@pytest.mark.parametrize(("place", "side"), [("on the left", "left"), ("in the middle", "center"), ("右边", "right")])
def test_a_side_of_the_picture_is_no_relation(place: str, side: str) -> None:
    found = read_place(place)
    assert (found.side, found.relation) == (side, None)


def test_every_subject_is_known_to_the_reader_in_both_languages() -> None:
    table = tomllib.loads(Path(words.__file__).with_name("words.toml").read_text(encoding="utf-8"))
    names = [word for name, line in table.items() for word in (name, line["zh"][0]) if name != "orange"]
    assert [name for name in names if not known_noun(name)] == []
