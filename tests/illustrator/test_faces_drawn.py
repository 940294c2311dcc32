"""Values of faces show: what takes away after a face that had it, high foreheads, lips that are lips."""

from __future__ import annotations

import pytest

from core.recipe import Drawing, Recipe, plan
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.art import ART, Artwork, read
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.color import luminance, rgb
from gpuserver.engines.illustrator.compose import compose
from gpuserver.gallery.chapters import chapters

_TAKEN = ("no bangs", "no beard", "no makeup", "no smiling", "receding hairline")


def _head(kind: str) -> Artwork:
    return read(ART / "people" / f"head_{kind}.svg")


def _figure(recipe: Recipe) -> list[tuple[str, str, tuple[float, ...]]]:
    source = plan(recipe).source
    assert isinstance(source, Drawing)
    groups = compose(source.scene, source.seed).stage.groups
    items = [item for group in groups if group.layer == "subject" for item in group.items]
    return [(item.cls, item.color, tuple(item.path.computeTightBounds())) for item in items]


@pytest.mark.parametrize("value", _TAKEN)
@pytest.mark.parametrize("who", ["woman", "man"])
def test_the_gallery_shows_what_is_taken_away_on_a_face_that_had_it(value: str, who: str) -> None:
    tiles = next(chapter for chapter in chapters() if chapter.title == "Portraits").tiles
    at = next(at for at, tile in enumerate(tiles) if tile.title == f"{who}, {value}" and tile.recipe.edits)
    before, after = tiles[at - 1], tiles[at]
    assert before.title.endswith("before")
    assert before.recipe.source == after.recipe.source
    assert _figure(before.recipe) != _figure(after.recipe)


def test_a_receding_hairline_leaves_forehead_and_temples_bare() -> None:
    points = [(x, y) for x in range(364, 640, 6) for y in range(330, 460, 6)]

    def covered(part: str) -> float:
        paths = [shape.path for shape in _head("woman").shapes if part in shape.ids and "bangs" not in shape.ids]
        return sum(any(path.contains(x, y) for path in paths) for x, y in points) / len(points)

    assert covered("receding-front") < 0.06
    assert covered("receding-front") < 0.2 * covered("hair-bob-front")


def test_a_receding_hairline_hangs_no_curtains_beside_the_face() -> None:
    front = [shape.path.computeTightBounds() for shape in _head("woman").shapes if "receding-front" in shape.ids]
    assert max(box.bottom() for box in front) < 600


@pytest.mark.parametrize("kind", ["woman", "girl", "man"])
def test_lipstick_on_an_open_mouth_is_lips_and_no_ring(kind: str) -> None:
    shapes = [shape for shape in _head(kind).shapes if {"mouth-surprise", "makeup-lip"} <= shape.ids]
    lips = next(shape.path.computeTightBounds() for shape in shapes if "lipstick" in shape.classes)
    mouth = next(shape.path.computeTightBounds() for shape in shapes if "ink" in shape.classes)
    assert any("white" in shape.classes and shape.path.computeTightBounds().height() > 10 for shape in shapes)
    assert lips.width() < 1.6 * mouth.width()


@pytest.mark.parametrize("hair", ["brown", "black", "red", "blond"])
@pytest.mark.parametrize("skin", ["dark", "brown", "fair"])
def test_a_beard_is_seen_on_every_skin(hair: str, skin: str) -> None:
    (role,) = read_cast(read_scene(f"a portrait of a {skin}-skinned man with {hair} hair and a beard"), seed=3).roles
    palette = {**role.artwork.palette, **role.looks[0].palette}
    assert "beard" in role.looks[0].show
    assert abs(luminance(palette["beard"]) - luminance(palette["skin"])) > 30


@pytest.mark.parametrize("prompt", ["a man with a red beard", "a boy with a big red beard"])
def test_a_beard_has_its_own_colour_and_leaves_hair_and_size_as_they_are(prompt: str) -> None:
    (role,) = read_cast(read_scene(prompt), seed=3).roles
    (bare,) = read_cast(read_scene(prompt.partition(" with")[0]), seed=3).roles
    red, _, blue = rgb(role.looks[0].palette["beard"])
    assert red > blue + 60
    assert role.looks[0].palette.get("hair") == bare.looks[0].palette.get("hair")
    assert role.looks[0].size == bare.looks[0].size


@pytest.mark.parametrize(
    "words", ["a mustache", "a moustache", "sideburns", "a receding hairline", "heavy makeup", "big eyes", "a goatee"]
)
def test_words_for_parts_of_a_face_in_a_prompt_change_the_face(words: str) -> None:
    plain, said = (compose(read_scene(prompt), 7) for prompt in ("a man", f"a man with {words}"))
    assert said.undrawn == ()
    heads = [
        [item.path.getBounds() for group in one.stage.groups if group.is_subject for item in group.items]
        for one in (plain, said)
    ]
    assert heads[0] != heads[1]
