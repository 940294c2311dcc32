"""Weather lies on things: snow on roofs, tree tops and benches, ice on the sea, puddles that mirror who stands there."""

from __future__ import annotations

from functools import cache

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.color import luminance, rgb
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting.items import Group, Item, bounds
from gpuserver.engines.illustrator.settings import Atmosphere
from gpuserver.engines.illustrator.settings.weather import land_tint, sky_colors


@cache
def composed(prompt: str) -> Composition:
    return compose(read_scene(prompt), 7)


def layer(prompt: str, name: str) -> Group:
    return next(group for group in composed(prompt).stage.groups if group.name == name)


def layers(prompt: str) -> set[str]:
    return {group.name for group in composed(prompt).stage.groups}


def snow_on(group: Group) -> list[Item]:
    return [one for item in group.items for one in (item, *item.marks) if one.cls == "snow"]


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("a house in the meadow in winter", "house"), ("a house in the snow at night", "house"), ("雪地里的房子", "house"),
        ("a bench in a park in the snow", "bench"), ("a red car in winter", "car"), ("a pine tree in winter", "pine"),
    ],
)  # fmt: skip
def test_snow_lies_on_things_that_stand_in_it(prompt: str, name: str) -> None:
    assert snow_on(next(group for group in composed(prompt).stage.groups if group.is_subject and group.name == name))


def test_snow_lies_on_top_of_a_house_and_leaves_its_walls_free() -> None:
    house = layer("a house in the meadow in winter", "house")
    own = bounds([item for item in house.items if item.cls != "snow"])
    wall = next(item for item in house.items if item.cls == "wall")
    assert all(one.path.getBounds().centerY() < own.centerY() for one in snow_on(house) if one.id == "" and one.marks)
    assert bounds(house.items).top() < own.top()
    assert not wall.marks or all(mark.cls != "snow" for mark in wall.marks)


@pytest.mark.parametrize("prompt", ["a house in the meadow", "a house in the rain", "a house made of glass in winter"])
def test_no_snow_lies_where_none_has_fallen_and_none_hides_a_material(prompt: str) -> None:
    assert not snow_on(layer(prompt, "house"))


def test_who_lives_wears_snow_only_while_it_falls() -> None:
    assert snow_on(layer("a cat in the park in the snow", "cat"))
    assert not snow_on(layer("a cat in the park in winter", "cat"))


def test_nobody_is_snowed_on_under_a_roof() -> None:
    assert not snow_on(layer("a cat in a station in the snow", "cat"))
    assert not snow_on(layer("a cat in the kitchen in the snow", "cat"))


@pytest.mark.parametrize("where", ["at sea", "at the beach"])
def test_winter_by_the_sea_brings_ice(where: str) -> None:
    assert "ice" in layers(f"a boat {where} in winter")
    assert "ice" not in layers(f"a boat {where}")


@pytest.mark.parametrize(("where", "ground"), [("the beach", "sand"), ("the desert", "dunes"), ("the city", "street")])
def test_winter_whitens_every_ground(where: str, ground: str) -> None:
    summer, winter = (layer(f"a cat in {where}{words}", ground).items for words in ("", " in winter"))
    assert pallor(winter) > pallor(summer) + 10


def pallor(items: list[Item]) -> float:
    """How near the last of its layers is to white."""
    return min(rgb([item for item in items if item.gradient][-1].gradient[-1]))


def test_winter_is_owned_up_to_where_there_is_none() -> None:
    assert composed("a fish underwater in winter").undrawn == ("in winter",)
    assert composed("an astronaut in space in the rain").undrawn == ("in the rain",)
    assert composed("a fish underwater at night").undrawn == ()


def test_nobody_sits_on_a_summer_parasol_in_winter() -> None:
    assert "parasol" in layers("a cat at the beach")
    assert "parasol" not in layers("a cat at the beach in winter")


def test_rain_leaves_puddles_that_mirror_who_stands_by_them() -> None:
    assert {"puddles", "mirror-dog"} <= layers("a dog in the meadow in the rain")
    assert "puddles" not in layers("a dog in the meadow")


def test_no_puddles_lie_on_water_or_under_a_roof() -> None:
    assert "puddles" not in layers("a boat at sea in a storm")
    assert "puddles" not in layers("a dog in a station in the rain")


@pytest.mark.parametrize("time", ["sunset", "dawn"])
def test_clouds_of_a_storm_are_dark_under_a_low_sun_with_light_at_their_feet(time: str) -> None:
    clouds = [item for item in layer(f"a house in the meadow in a storm at {time}", "sky").items if item.cls == "cloud"]
    for cloud in clouds:
        top, foot = rgb(cloud.gradient[0]), rgb(cloud.gradient[-1])
        assert luminance(cloud.gradient[0]) < 130
        assert foot[0] - foot[2] > top[0] - top[2] + 30


def test_the_sky_of_a_storm_is_dark_above_and_light_at_the_horizon() -> None:
    colors = sky_colors(Atmosphere("sunset", "storm"))
    assert luminance(colors[0]) < 60
    assert luminance(colors[-1]) > luminance(colors[0]) + 90


def test_fog_lies_before_the_land_and_behind_who_stands_in_it() -> None:
    names = [group.name for group in composed("a house in the meadow in the fog").stage.groups]
    assert names.index("field") < names.index("fog") < names.index("house")


def test_who_cannot_swim_has_a_rock_at_sea_and_a_floe_in_winter() -> None:
    assert "perch" in layers("a cat over the sea")
    assert "floe" in layers("a cat over the sea in winter")
    assert "perch" not in layers("a boat at sea") | layers("a lighthouse at sea")


@pytest.mark.parametrize("words", ["in a snow storm", "in a snowstorm", "in a blizzard", "暴风雪中"])
def test_a_snow_storm_is_snow(words: str) -> None:
    assert Atmosphere.read((words,))[0].weather == "snow"


def test_a_bench_in_the_rain_is_out_of_doors() -> None:
    assert "puddles" in layers("雨中的长椅")


def test_leaves_have_fallen_in_autumn_and_lie_under_no_snow() -> None:
    assert "leaves" in layers("a fox in the park in autumn")
    assert "leaves" not in layers("a fox in the park") | layers("a fox in the park in the snow in autumn")


def test_flowers_and_petals_are_out_in_spring() -> None:
    assert "blossom" in layers("a house in the meadow in spring")
    assert "blossom" not in layers("a house in the meadow") | layers("a house in the snow in spring")


def test_lightning_reaches_the_land_beside_what_stands_in_the_middle() -> None:
    sky = next(group for group in composed("a house in a storm").stage.groups if group.name == "sky")
    bolts = [item.path.getBounds() for item in sky.items if item.cls == "lightning"]
    assert max(bolt.bottom() for bolt in bolts) > 480
    assert max(bolt.right() for bolt in bolts) < 300


def test_fog_veils_who_stands_in_it() -> None:
    walls = [
        next(item.color for item in group.items if item.cls == "wall")
        for prompt in ("a house in the meadow", "a house in the meadow in the fog")
        for group in composed(prompt).stage.groups
        if group.name == "house"
    ]
    pale = sky_colors(Atmosphere(weather="fog"))[-1]
    assert abs(luminance(walls[1]) - luminance(pale)) < abs(luminance(walls[0]) - luminance(pale))


def test_snow_under_a_low_sun_is_violet_and_not_brown() -> None:
    red, green, blue = rgb(land_tint(Atmosphere("sunset", "snow")) or "")
    assert blue > red > green
