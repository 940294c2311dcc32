"""Night: lit windows and flames, northern lights and fireworks in the sky, and what stands out in it."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.color import luminance, multiply, rgb, to_hex
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting.items import Group
from gpuserver.engines.illustrator.painting.shapes import taper
from gpuserver.engines.illustrator.settings import Atmosphere
from gpuserver.raster.svg_path import parse_path
from tests.illustrator.picture_cases import drawn


def composed(prompt: str) -> Composition:
    return compose(read_scene(prompt), 3)


def subject(prompt: str, name: str) -> Group:
    return next(group for group in composed(prompt).stage.groups if group.name == name)


def sky(prompt: str) -> set[str]:
    groups = [group for group in composed(prompt).stage.groups if group.name == "sky"]
    return {item.cls for group in groups for item in group.items}


def test_the_windows_of_a_house_are_lit_at_night_and_its_walls_are_dark() -> None:
    day, night = (subject(f"a house in the meadow{words}", "house") for words in ("", " at night"))
    walls = [next(item for item in group.items if item.cls == "wall").color for group in (day, night)]
    assert luminance(walls[1]) < 0.85 * luminance(walls[0])
    panes = [item.color for item in night.items if item.cls == "pane"]
    assert panes
    assert all(rgb(pane)[0] > rgb(pane)[2] for pane in panes)


def test_a_flame_is_not_dimmed_by_the_night_and_has_a_halo() -> None:
    day, night = (subject(f"a campfire in the forest{words}", "bonfire") for words in ("", " at night"))
    flames = [next(item for item in group.items if item.cls == "flame").color for group in (day, night)]
    assert flames[0] == flames[1]
    assert any(group.name == "halo" for group in composed("a campfire in the forest at night").stage.groups)
    assert not any(group.name == "halo" for group in composed("a campfire in the forest").stage.groups)


@pytest.mark.parametrize(
    ("prompt", "cls"),
    [
        ("aurora over snowy mountains", "aurora"), ("northern lights", "aurora"), ("极光", "aurora"),
        ("fireworks over a city", "spark"), ("烟花", "spark"), ("a cat and fireworks", "spark"),
        ("a house with shooting stars", "star"),
    ],
)  # fmt: skip
def test_lights_of_the_sky_are_drawn_in_it_and_are_no_thing_on_the_ground(prompt: str, cls: str) -> None:
    assert cls in sky(prompt)
    assert composed(prompt).undrawn == ()


def test_a_rainbow_beside_other_things_is_in_the_sky_and_a_lone_one_is_a_thing() -> None:
    assert "rainbow" in sky("a unicorn under a rainbow")
    assert [one.name for one in composed("a rainbow").objects] == ["rainbow"]


def test_what_lights_the_sky_makes_it_night_unless_another_time_is_named() -> None:
    assert Atmosphere.read(("fireworks",))[0].time == "night"
    assert Atmosphere.read(("aurora at dawn",))[0].time == "dawn"


@pytest.mark.parametrize("prompt", ["a telescope at night", "a ferris wheel in the rain", "a campfire under the stars"])
def test_what_stands_in_the_open_is_out_there_when_night_or_weather_is_spoken_of(prompt: str) -> None:
    assert sky(prompt)


def test_lightning_strikes_behind_what_is_drawn() -> None:
    names = [group.name for group in composed("a lighthouse in a storm").stage.groups]
    assert "lightning" in sky("a lighthouse in a storm")
    assert names.index("sky") < names.index("lighthouse")


def test_a_ship_at_sea_is_on_the_open_water_and_one_at_the_beach_is_not() -> None:
    layers = [
        {group.name for group in composed(f"a pirate ship at {where}").stage.groups} for where in ("sea", "the beach")
    ]
    assert "waves" in layers[0]
    assert "waves" not in layers[1]


def test_a_tapered_path_of_several_curves_is_drawn_whole() -> None:
    strokes = taper(parse_path("M0 0 H100 M0 50 H100"), [10, 10])
    assert strokes.getBounds().height() > 50
    assert not skia.Path(strokes).contains(50, 25)


def test_a_thing_that_is_only_named_as_a_place_is_drawn() -> None:
    assert [one.name for one in composed("a hospital").objects] == ["hospital"]
    assert [one.name for one in composed("医院").objects] == ["医院"]


def test_weather_round_a_thing_that_is_only_named_as_a_place_is_round_it() -> None:
    assert sky("a hospital in the snow")


@pytest.mark.parametrize(
    ("where", "ground"), [("the desert", "dunes"), ("the beach", "sand"), ("the savanna", "grass")]
)
def test_sand_is_violet_blue_at_night_and_lighter_than_mud(where: str, ground: str) -> None:
    land = subject(f"a cat in {where} at night", ground)
    earth = next(item for item in land.items if item.gradient)
    seen = multiply(earth.gradient[-1], land.tint or "#FFFFFF")
    red, green, blue = rgb(seen)
    assert 0.38 < luminance(seen) / luminance(earth.gradient[-1]) < 0.7
    assert blue > 1.08 * max(red, green)


def test_a_lion_keeps_its_own_hue_in_the_night() -> None:
    day, night = (subject(f"a lion in the savanna{words}", "lion") for words in ("", " at night"))
    fur = next(item.color for item in day.items if item.cls == "fur")
    red, _, blue = rgb(multiply(fur, night.tint or "#FFFFFF"))
    assert red > 1.3 * blue


def test_neon_shines_by_night_even_where_none_is_asked_for() -> None:
    assert composed("a neon guitar in a park").stage.light == composed("a guitar in a park at night").stage.light
    assert composed("a guitar in a park").stage.light != composed("a guitar in a park at night").stage.light


def test_grass_and_snow_are_blue_at_night() -> None:
    for where, ground in (("the meadow", "field"), ("the snow", "snow")):
        land = subject(f"a cat in {where} at night", ground)
        assert land.tint is not None
        assert rgb(land.tint)[2] > 1.25 * rgb(land.tint)[0]


def test_the_moon_lights_the_ground_where_one_stands() -> None:
    assert any(group.name == "moonlight" for group in composed("a cat in the park at night").stage.groups)
    assert not any(
        group.name == "moonlight" for group in composed("a cat in the park in the rain at night").stage.groups
    )


def test_a_moon_that_is_asked_for_stands_beside_northern_lights() -> None:
    assert len(sky("a cat at night, aurora, full moon") - sky("a cat at night, aurora")) > 0


def tinted(group: Group, color: str) -> float:
    return luminance(multiply(color, group.tint) if group.tint else color)


@pytest.mark.parametrize("prompt", ["雪山上的极光", "an aurora over snowy mountains", "snowy mountains at night"])
def test_snow_on_mountains_is_far_lighter_at_night_than_their_rock(prompt: str) -> None:
    peaks = subject(prompt, "peaks")
    snow = [tinted(peaks, mark.color) for item in peaks.items for mark in item.marks if mark.cls == "snow"]
    assert min(snow) > 1.6 * max(tinted(peaks, item.color) for item in peaks.items)
    assert "snowfall" not in {group.name for group in composed(prompt).stage.groups}


@pytest.mark.parametrize("setting", ["mountains", "forest", "village", "park"])
def test_snow_on_the_ground_is_light_at_night_and_no_grass_stands_in_it(setting: str) -> None:
    pixels = drawn(f"a snowy {setting} at night")
    assert luminance(to_hex(np.median(pixels[-20:-4].reshape(-1, 3), axis=0))) > 125
    assert not any(item.cls == "tuft" for group in composed(f"a snowy {setting}").stage.groups for item in group.items)


def test_stars_that_are_named_are_more_than_those_of_any_night() -> None:
    def stars(prompt: str) -> int:
        groups = [group for group in composed(prompt).stage.groups if group.name == "sky"]
        return sum(item.cls == "star" for group in groups for item in group.items)

    assert stars("a fox looking at the stars") > 2 * stars("a fox at night")


def test_fireworks_in_a_room_are_told() -> None:
    assert composed("fireworks in a living room").undrawn == ("fireworks",)
