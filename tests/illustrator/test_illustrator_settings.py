"""Settings: found by words in both languages, built for every air and shape, the same for the same seed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import skia
from picture_cases import drawn

from core.scene.reader import read_scene
from gpuserver.engines.base import Unwatched
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.compose import canvas_of, compose
from gpuserver.engines.illustrator.layout import arrange
from gpuserver.engines.illustrator.painting.items import Backdrop, Group, Item, Water, bounds
from gpuserver.engines.illustrator.painting.mirror import reflection
from gpuserver.engines.illustrator.painting.shapes import rect
from gpuserver.engines.illustrator.painting.stage import StageScene, paint_scene
from gpuserver.engines.illustrator.settings import PLAIN, SETTINGS, Atmosphere, setting_for
from gpuserver.engines.illustrator.spots import Part

AIR = Atmosphere()
OUTDOORS = (
    "beach", "forest", "city", "mountains", "desert", "meadow", "park", "lake", "river", "waterfall", "jungle",
    "savanna", "volcano", "cave", "farm", "lavender", "vineyard", "garden", "zen", "village", "harbour", "island",
    "swamp", "moon", "planet", "fairyland", "stadium", "cliff", "sunflower_field", "wheat_field",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the beach", "beach"), ("a sunny beach at dusk", "beach"), ("海边", "beach"), ("在沙滩上", "beach"),
        ("deep in the woods", "forest"), ("森林里", "forest"), ("a busy street in new york", "city"), ("城市街头", "city"),
        ("snowy mountains", "mountains"), ("雪山", "mountains"), ("outer space", "space"), ("太空中", "space"),
        ("under the sea", "underwater"), ("海底", "underwater"), ("a meadow", "meadow"), ("草地上", "meadow"),
        ("the kitchen", "kitchen"), ("厨房", "kitchen"), ("my living room", "room"), ("雪地里", "snow"),
        ("sahara", "desert"), ("沙漠", "desert"), ("the park", "park"), ("公园", "park"), ("starry sky", "sky"),
        ("a mountain lake", "lake"), ("湖边", "lake"), ("by the river", "river"), ("小河边", "river"),
        ("under a waterfall", "waterfall"), ("瀑布", "waterfall"), ("the rainforest", "jungle"), ("丛林里", "jungle"),
        ("the african savannah", "savanna"), ("非洲草原", "savanna"), ("volcanoes", "volcano"), ("火山", "volcano"),
        ("a dark cave", "cave"), ("山洞里", "cave"), ("on a farm", "farm"), ("农场", "farm"),
        ("a field of lavender", "lavender"), ("花海", "lavender"), ("a vineyard", "vineyard"), ("葡萄园", "vineyard"),
        ("a flower garden", "garden"), ("花园里", "garden"), ("a japanese garden", "zen"), ("日式庭院", "zen"),
        ("a snowy mountain village", "village"), ("小山村", "village"), ("the harbor", "harbour"), ("港口", "harbour"),
        ("a desert island", "island"), ("小岛上", "island"), ("a swamp", "swamp"), ("沼泽", "swamp"),
        ("on the moon", "moon"), ("月球上", "moon"), ("on mars", "planet"), ("外星球", "planet"),
        ("a castle in the clouds", "fairyland"), ("童话世界", "fairyland"), ("a football field", "stadium"),
        ("a lighthouse on a cliff", "cliff"), ("悬崖边", "cliff"), ("a field of sunflowers", "sunflower_field"),
        ("向日葵花田", "sunflower_field"), ("a tulip field", "tulip_field"), ("a field of poppies", "poppy_field"), ("玫瑰花海", "rose_field"),
        ("油菜花田里", "rapeseed_field"), ("a wheat field", "wheat_field"), ("麦田", "wheat_field"), ("a rice paddy", "rice_paddy"), ("稻田", "rice_paddy"),
        ("a cornfield", "corn_field"), ("南瓜地里", "pumpkin_patch"), ("a pumpkin patch", "pumpkin_patch"),
        ("足球场", "stadium"), ("a city under the moon", "city"), ("银河", "space"),
    ],
)  # fmt: skip
def test_a_setting_is_found_by_its_words(words: str, name: str) -> None:
    found = setting_for(words)
    assert found
    assert found.name == name


@pytest.mark.parametrize("words", [None, "", "beachball factory of doom", "xyzzy", "量子力学"])
def test_other_words_name_no_setting(words: str | None) -> None:
    assert setting_for(words) is None


def test_there_are_at_least_thirty_settings() -> None:
    assert len(SETTINGS) >= 30


AIRS = (
    Atmosphere(), Atmosphere("night"), Atmosphere("sunset", "rain"), Atmosphere("dawn", "snow", "winter"),
    Atmosphere("day", "storm", "autumn"), Atmosphere("day", "fog", "spring"),
)  # fmt: skip


@pytest.mark.parametrize("name", [*SETTINGS, "plain"])
def test_every_setting_builds_in_every_air_and_shape(name: str) -> None:
    for aspect, air in itertools.product(("1:1", "16:9", "9:16"), AIRS):
        canvas = canvas_of(aspect)
        backdrop = SETTINGS.get(name, PLAIN).build(canvas, air, stream(7, "background"))
        covered = bounds(backdrop.back[0].items)
        assert covered.left() <= 0, (aspect, air)
        assert covered.right() >= canvas.width, (aspect, air)
        assert 0.5 * canvas.height < backdrop.ground <= canvas.height, (aspect, air)
        assert backdrop.horizon <= backdrop.ground, (aspect, air)
        assert all(group.layer == "front" for group in backdrop.front), (aspect, air)


@pytest.mark.parametrize(
    ("words", "air"),
    [
        (("at night",), Atmosphere("night")), (("晚上",), Atmosphere("night")), (("sunset",), Atmosphere("sunset")),
        (("make it rain",), Atmosphere(weather="rain")), (("下雪",), Atmosphere(weather="snow")),
        (("at night", "a snowy day"), Atmosphere("day", "snow")), (("in autumn",), Atmosphere(season="autumn")),
        (("浓雾", "清晨"), Atmosphere("dawn", "fog")), (("under the moon",), Atmosphere("night", moon=True)),
        (("snowy mountains",), Atmosphere(season="winter")), (("雪山",), Atmosphere(season="winter")),
        (("snow-covered hills", "snowing"), Atmosphere("day", "snow", "winter")),
    ],
)  # fmt: skip
def test_the_air_is_read_from_words(words: tuple[str, ...], air: Atmosphere) -> None:
    assert Atmosphere.read(words) == (air, [])


@pytest.mark.parametrize("words", ["dancing", "a rainforest", "热带雨林", "under a rainbow", "on the moon", "月亮上"])
def test_words_that_say_nothing_of_the_air_are_left(words: str) -> None:
    assert Atmosphere.read((words, "at night")) == (Atmosphere("night"), [words])


def test_the_same_seed_gives_the_same_background_and_another_one_another() -> None:
    one, two, other = (drawn("a cat in the forest", seed) for seed in (3, 3, 4))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_night_is_darker_than_day() -> None:
    assert drawn("a cat in the city at night").mean() < 0.7 * drawn("a cat in the city").mean()


def _built(name: str, air: Atmosphere = AIR, seed: int = 7, aspect: str = "1:1") -> Backdrop:
    return SETTINGS[name].build(canvas_of(aspect), air, stream(seed, "background"))


def _shapes(backdrop: Backdrop) -> list[tuple[object, ...]]:
    """All that a picture of the backdrop depends on."""
    return [
        (group.name, group.tint, group.fade, item.color, item.gradient, item.alpha, *item.path.getBounds())
        for group in (*backdrop.back, *backdrop.front)
        for item in group.items
    ]


def _painted(name: str, air: Atmosphere = AIR) -> np.ndarray:
    backdrop = _built(name, air)
    scene = StageScene([*backdrop.back, *backdrop.front], canvas_of("1:1"), backdrop.light, 0)
    return paint_scene(scene, 192, Unwatched(), grain=False).astype(float)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_same_chance_builds_the_same_setting(name: str) -> None:
    for air in (AIR, Atmosphere("night", "snow", "winter")):
        assert _shapes(_built(name, air)) == _shapes(_built(name, air))


def test_no_two_settings_look_alike() -> None:
    pictures = {name: _painted(name) for name in SETTINGS}
    alike = [
        (one, other)
        for one, other in itertools.combinations(pictures, 2)
        if float(np.abs(pictures[one] - pictures[other]).mean()) < 5
    ]
    assert not alike


@pytest.mark.parametrize("name", OUTDOORS)
def test_night_and_snow_show_outdoors(name: str) -> None:
    day, night, snow = (_painted(name, air) for air in (AIR, Atmosphere("night"), Atmosphere("day", "snow", "winter")))
    assert night.mean() < 0.9 * day.mean()
    assert np.abs(snow - day).mean() > 3
    assert "snowfall" in {group.name for group in _every(_built(name, Atmosphere("day", "snow", "winter")))}


def _every(backdrop: Backdrop) -> list[Group]:
    return [*backdrop.back, *backdrop.front]


@pytest.mark.parametrize("name", OUTDOORS)
@pytest.mark.parametrize("aspect", ["1:1", "16:9", "9:16"])
def test_the_picture_has_no_holes(name: str, aspect: str) -> None:
    """Every pixel is painted: layers overlap, whatever the shape of the picture."""
    canvas = canvas_of(aspect)
    covered = skia.Surface(64, 64)
    covered.getCanvas().scale(64 / canvas.width, 64 / canvas.height)
    for group in _built(name, aspect=aspect).back:
        for item in group.items:
            if item.alpha > 0.85 and not item.blur and item.blend is None:
                covered.getCanvas().drawPath(item.path, skia.Paint(Color=0xFFFFFFFF))
    assert covered.makeImageSnapshot().toarray()[..., 3].min() > 0


@pytest.mark.parametrize("name", ["lake", "swamp", "harbour", "mountains", "beach", "island", "zen", "river"])
def test_boats_lie_on_the_water_and_cats_stand_beside_it(name: str) -> None:
    backdrop = _built(name)
    canvas = canvas_of("1:1")
    assert backdrop.water
    cat, boat = arrange([Part(art.load("cat")), Part(art.load("boat"), afloat=True)], canvas, backdrop, 3)
    assert backdrop.water.area.contains(boat.x, boat.y)
    assert not backdrop.water.area.contains(cat.x, cat.y)
    assert arrange([Part(art.load("boat"), afloat=True)], canvas, backdrop, 3)[0].y == pytest.approx(boat.y, abs=20)


def _in_water(ground: float, brink: float | None = None) -> Group | None:
    post = Group([Item(rect(40, 20, 20, 80), "#FF0000")], "post", layer="subject")
    return reflection(post, ground, Water(rect(0, 110, 200, 200), "#0000FF", brink=brink), 1024)


def test_what_stands_at_the_water_is_mirrored_under_the_line_where_it_meets_it() -> None:
    mirror = _in_water(100, brink=110)
    assert mirror
    box = bounds(mirror.items)
    assert box.top() >= 109
    assert abs(box.centerX() - 50) < 14
    assert mirror.items[0].color not in {"#FF0000", "#0000FF"}  # seen through the water
    assert mirror.fade
    assert mirror.fade.top == 110


def test_nothing_is_mirrored_where_there_is_no_water() -> None:
    post = Group([Item(rect(300, 20, 20, 60), "#FF0000")], "post", layer="subject")
    assert reflection(post, 80, Water(rect(0, 110, 200, 200), "#0000FF"), 1024) is None


def test_a_picture_by_the_lake_has_the_mirror_image_before_its_subject() -> None:
    scene = compose(read_scene("a cat at the lake"), 3).stage
    names = [group.name for group in scene.groups]
    assert names.index("mirror-cat") < names.index("cat")
    land = compose(read_scene("a cat in the desert"), 3).stage
    assert not any(group.name.startswith("mirror-") for group in land.groups)


@pytest.mark.parametrize("prompt", ["a kitten on a pink background", "一只小猫，粉色背景"])
def test_a_plain_backdrop_can_have_a_colour(prompt: str) -> None:
    red, green, blue = drawn(prompt)[20, 20, :3].astype(int)
    assert red > green + 30
    assert blue > green
    assert compose(read_scene(prompt), seed=7).undrawn == ()


def test_rice_stands_in_the_colours_of_the_sky_and_its_farmer_on_a_bank() -> None:
    canvas = canvas_of("1:1")
    paddies = {
        air.time: SETTINGS["rice_paddy"].build(canvas, air, stream(1, "background"))
        for air in (AIR, Atmosphere(time="sunset"))
    }
    field = {time: next(one for one in found.back if one.name == "field") for time, found in paddies.items()}
    assert field["day"].items[0].gradient != field["sunset"].items[0].gradient
    bank = next(one for one in paddies["day"].back if one.name == "banks").items[-1]
    (spot,) = arrange([Part(art.load("cow"))], canvas, paddies["day"], 7)
    assert bank.path.contains(spot.x, spot.y)
