"""Things without a file of their own: glyphs that are cut into parts, coloured and shaded, and found by their words."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from core.lexicon import canonical_noun, kind_of, measure_word
from core.lexicon_files import wide_nouns
from core.recipe import Drawing
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.icons import table
from gpuserver.engines.illustrator.icons.contours import contours
from gpuserver.engines.illustrator.icons.font import GlyphError, outline
from gpuserver.engines.illustrator.people.hats import HATS
from gpuserver.engines.illustrator.settings import SETTINGS, Atmosphere
from gpuserver.engines.illustrator.subjects import artwork
from gpuserver.engines.illustrator.words import subject_named, vocabulary

SAMPLE = (
    "forklift",
    "otter",
    "lime",
    "synagogue",
    "easy chair",
    "toolbox",
    "keyboard",
    "wizard hat",
    "sickle",
    "fire",
)


def picture(prompt: str, size: int = 160) -> Picture:
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=7)
    return Illustrator().draw(drawing, size, Unwatched())


def inside(made: Picture, at: int = 0) -> Pixels:
    """The pixels in the box of one of the objects."""
    assert made.objects is not None
    box = made.objects[at].box
    assert box is not None
    height, width = made.pixels.shape[:2]
    left, top, right, bottom = (round(share * side) for share, side in zip(box, (width, height) * 2, strict=True))
    return made.pixels[top:bottom, left:right]


def test_every_glyph_is_a_subject_that_stands_on_the_ground() -> None:
    for name in table.sketches():
        thing = table.artwork(name)
        left, top, right, bottom = thing.box
        assert bottom == pytest.approx(900, abs=14), name
        assert (left >= 60, right <= 940, top >= 120) == (True, True, True), name
        assert {"ground", "head_top", "grip"} <= set(thing.anchors), name
        assert 0.005 <= thing.height <= 25, name
        assert thing.items(skia.Matrix()), name


def test_every_thing_of_the_word_files_is_drawn_and_has_names_in_both_languages() -> None:
    nouns = {noun.english[0]: noun for noun in wide_nouns()}
    own = {*art.names(), *HATS}
    drawn = {name for name in nouns if subject_named(name) in own or Atmosphere.read((name,))[0].sight}
    assert set(nouns) - drawn <= set(table.sketches()) <= set(nouns)
    assert all(noun.chinese for noun in nouns.values())
    assert sum(len(noun.english) for noun in nouns.values()) > 1500


def test_no_name_is_given_to_two_things() -> None:
    names = [name.lower() for noun in wide_nouns() for name in noun.names]
    assert len(names) == len(set(names))


def test_no_thing_is_called_like_a_place_that_pictures_are_set_in() -> None:
    assert not set(table.words()) & set(SETTINGS)


def test_a_drawn_subject_wins_over_a_glyph() -> None:
    drawn = set(art.names())
    assert all(vocabulary()[name] in drawn for name in drawn & set(vocabulary()))
    assert subject_named("cat") == "cat"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("paw prints", "红色的爪印"), ("an otter", "小水獭"), ("forklift", "叉车"), ("limes", "青柠")],
)
def test_both_languages_lead_to_the_same_glyph(english: str, chinese: str) -> None:
    assert subject_named(english) == subject_named(chinese)
    assert canonical_noun(english) == canonical_noun(chinese) == subject_named(english)


def test_the_lexicon_knows_what_kind_of_thing_it_is() -> None:
    assert kind_of("挖掘机") == kind_of("excavator") == "vehicle"
    assert measure_word("救护车") == "辆"
    assert [subject.noun for subject in read_scene("桌子上有一台烤面包机和一个搅拌机").subjects] == [
        "桌子",
        "烤面包机",
        "搅拌机",
    ]


def test_an_unknown_glyph_is_refused() -> None:
    for name in ("mdi:no-such-thing", "otter", ""):
        with pytest.raises(GlyphError):
            outline(name)


def test_an_outline_comes_apart_into_silhouettes_and_what_lies_in_them() -> None:
    path = skia.Path()
    path.setFillType(skia.PathFillType.kEvenOdd)
    for radius in (100, 60, 20):
        path.addCircle(0, 0, radius)
    path.addRect(skia.Rect.MakeXYWH(200, 0, 10, 10))
    found = contours(path)
    assert sorted(one.depth for one in found) == [0, 0, 1, 2]
    disc = next(one for one in found if one.depth == 1)
    assert disc.is_disc
    assert disc.area == pytest.approx(np.pi * 60**2, rel=0.01)
    assert disc.breadth == pytest.approx(60, rel=0.01)


def test_a_vehicle_rolls_on_wheels_and_an_animal_has_eyes() -> None:
    assert [shape.classes for shape in artwork("forklift").shapes].count(("tyre",)) == 2
    assert any(mark.classes == ("ink",) for shape in artwork("tuna").shapes for mark in shape.marks)


def test_one_looks_through_the_holes_of_scissors() -> None:
    rings = artwork("wedding ring").shapes[0]
    box = rings.path.computeTightBounds()
    assert not rings.path.contains(box.centerX(), box.top() + 0.6 * box.height())


@pytest.mark.parametrize("name", SAMPLE)
def test_a_thing_is_shaded_and_not_a_flat_black_glyph(name: str) -> None:
    made = picture(f"a {name}")
    assert made.undrawn == ()
    pixels = inside(made)
    tones = {tuple(color) for color in (pixels.reshape(-1, 3) // 24).tolist()}
    assert len(tones) >= 12
    assert (pixels.max(axis=2) < 40).mean() < 0.2


@pytest.mark.parametrize("noun", ["forklift", "otter"])
def test_a_red_one_is_red_and_a_blue_one_is_blue(noun: str) -> None:
    red, blue = (inside(picture(f"a {color} {noun}")).reshape(-1, 3).mean(axis=0) for color in ("red", "blue"))
    assert red[0] - red[2] > 40
    assert red[0] - red[2] > 60 + (blue[0] - blue[2])


@pytest.mark.parametrize("words", ["a glass gear", "a gear in anime style"])
def test_styles_and_materials_work_on_it(words: str) -> None:
    plain, made = picture("a gear"), picture(words)
    assert made.undrawn == ()
    assert np.abs(made.pixels.astype(int) - plain.pixels).mean() > 1


def test_what_is_worn_is_put_on_and_lies_by_itself_beside_things() -> None:
    worn = picture("a cat wearing a cowboy hat").objects
    assert worn is not None
    cat, hat = (one.box for one in worn)
    assert cat
    assert hat
    assert cat[0] < (hat[0] + hat[2]) / 2 < cat[2]
    assert hat[3] < (cat[1] + cat[3]) / 2
    lying = picture("a cowboy hat on a table")
    assert lying.undrawn == ()
    assert lying.objects is not None
    assert {one.name for one in lying.objects} == {"cowboy hat", "table"}


def test_somebody_holds_it_and_something_carries_it() -> None:
    made = picture("a cat holding a magnifying glass")
    assert made.objects is not None
    cat, glass = (one.box for one in made.objects)
    assert cat
    assert glass
    assert glass[0] < cat[2]
    assert cat[0] < glass[2]


def test_a_scene_of_glyphs_is_the_same_on_every_run() -> None:
    scene = Scene(subjects=(Subject(noun="otter"), Subject(noun="toolbox", count=2)))
    drawing = Drawing(prompt="", scene=scene, seed=3)
    first, second = (Illustrator().draw(drawing, 96, Unwatched()).pixels for _ in range(2))
    assert np.array_equal(first, second)
