"""Elves, dwarves, orcs and tieflings in every calling, and the dress of other lands: each is told from all others."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.color import hls
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import bounds
from gpuserver.engines.illustrator.people.outfits.folk import FOLK, folk_words
from gpuserver.engines.illustrator.words import subject_named


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("an elf ranger", "elf ranger"), ("an elf archer", "elf ranger"), ("精灵弓箭手", "elf ranger"),
        ("a dwarf cleric", "dwarf cleric"), ("a dwarven priest", "dwarf cleric"), ("矮人牧师", "dwarf cleric"),
        ("a tiefling", "tiefling"), ("a tiefling rogue", "tiefling rogue"), ("a half-orc barbarian", "orc barbarian"),
        ("an orc", "orc"), ("a goblin", "goblin"), ("a barbarian", "barbarian"), ("a paladin", "paladin"),
        ("a druid", "druid"), ("a necromancer", "necromancer"), ("a rogue", "rogue"), ("a geisha", "geisha"),
        ("a nun", "nun"), ("a devil", "devil"), ("角斗士", "gladiator"), ("修女", "nun"), ("艺伎", "geisha"), ("嫦娥", "moonlady"),
        ("后羿", "sunarcher"), ("猪八戒", "pigsy"), ("哪吒", "nezha"), ("财神爷", "wealthgod"), ("门神", "doorgod"),
        ("关公", "lordguan"), ("书生", "chinesescholar"), ("古装美女", "chineselady"),
    ],
)  # fmt: skip
def test_each_is_a_kind_of_its_own_and_nothing_else_stands_beside_them(prompt: str, kind: str) -> None:
    assert [role.name for role in read_cast(read_scene(prompt), seed=5).roles] == [kind]
    composed = compose(read_scene(prompt), seed=5)
    assert (composed.undrawn, composed.instead) == ((), ())


def test_every_calling_of_every_folk_has_words() -> None:
    assert set(folk_words().values()) == {kind for kind in FOLK if " " in kind}
    assert all(subject_named(words) == kind for words, kind in folk_words().items())


@pytest.mark.parametrize(("kind", "green"), [("orc", True), ("goblin bard", True), ("tiefling", False)])
def test_skin_that_is_no_humans_is_not_left_to_chance(kind: str, green: bool) -> None:
    for seed in range(6):
        (role,) = read_cast(read_scene(f"a {kind}"), seed=seed).roles
        assert "skin" not in role.looks[0].palette
    hue, _, _ = hls(subjects.artwork(kind).palette["skin"])
    assert (0.15 < hue < 0.45) == green


def test_a_colour_word_is_the_colour_of_such_a_skin() -> None:
    (role,) = read_cast(read_scene("a blue tiefling"), seed=5).roles
    hue, _, _ = hls(role.looks[0].palette["skin"])
    assert 0.5 < hue < 0.7


@pytest.mark.parametrize(
    ("kind", "parts"),
    [("elf", {"ears"}), ("tiefling", {"horns", "tail"}), ("orc", {"tusks"}), ("dwarf", {"beard"}), ("devil", {"horns"}),
     ("ranger", {"bow", "quiver"}), ("dwarf cleric", {"warhammer", "beard"}), ("geisha", {"fan"}),
     ("pigsy", {"nose-pig", "ears"}),
     ("wealthgod", {"ingot", "cap"})],
)  # fmt: skip
def test_each_has_what_it_is_known_by(kind: str, parts: set[str]) -> None:
    assert parts <= subjects.artwork(kind).ids


def test_a_dwarf_is_short_and_broad_and_an_orc_is_large() -> None:
    sizes = {kind: subjects.artwork(kind).height for kind in ("goblin", "dwarf", "man", "orc")}
    assert sorted(sizes, key=lambda kind: sizes[kind]) == ["goblin", "dwarf", "man", "orc"]


@pytest.mark.parametrize(
    "prompt", ["a woman in a hijab", "戴头巾的女人", "a portrait of a woman in a hijab", "a girl in a green headscarf"]
)
def test_a_hijab_covers_all_hair_and_leaves_the_face_free(prompt: str) -> None:
    composed = compose(read_scene(prompt), seed=7)
    assert composed.undrawn == ()
    (group,) = [one for one in composed.stage.groups if one.layer == "subject"]
    assert not [item for item in group.items if any(name.startswith("hair-") for name in item.ids)]
    mouth = bounds([item for item in group.items if any(name.startswith("mouth-") for name in item.ids)])
    (cloth,) = [item for item in group.items if item.cls == "veil"]
    assert not cloth.path.contains(mouth.centerX(), mouth.centerY())


@pytest.mark.parametrize("prompt", ["a man in a turban", "a woman in a sari", "a woman in a kimono", "穿汉服的女孩"])
def test_the_dress_of_other_lands_is_drawn(prompt: str) -> None:
    (role, *worn) = read_cast(read_scene(prompt), seed=7).roles
    assert worn or role.artwork.palette.keys() & {"sari", "kimono", "hanfu"}
    assert compose(read_scene(prompt), seed=7).undrawn == ()


@pytest.mark.parametrize(("prompt", "undrawn"), [("a female dwarf", ("female",)), ("a male nun", ("male",)),
                                                 ("a female geisha", ()), ("a female judge", ())])  # fmt: skip
def test_a_sex_that_the_drawing_has_not_is_owned_up(prompt: str, undrawn: tuple[str, ...]) -> None:
    assert compose(read_scene(prompt), seed=5).undrawn == undrawn
