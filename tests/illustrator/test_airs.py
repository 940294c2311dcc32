"""Weather and seasons are seen with any subject, wherever in the prompt they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.catalogue import action
from core.scene.edits import apply
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.color import rgb
from gpuserver.engines.illustrator.painting.items import Canvas
from gpuserver.engines.illustrator.settings import SETTINGS
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.weather import sky_colors


@pytest.mark.parametrize(
    ("prompt", "air"),
    [
        ("it is snowing, a blue bus", Atmosphere(weather="snow")), ("it's raining outside, a fox", Atmosphere(weather="rain")),
        ("it is foggy, a man with a lantern", Atmosphere(weather="fog")), ("an autumn cottage", Atmosphere(season="autumn")),
        ("a tram in winter", Atmosphere(season="winter")), ("a rocket in spring", Atmosphere(season="spring")),
        ("大雪纷飞的小镇", Atmosphere(weather="snow")), ("电闪雷鸣，一只猫", Atmosphere(weather="storm")),
        ("a cat with a pink sky", Atmosphere(sky="#F48FA0")), ("a cat under a pink sky", Atmosphere(sky="#F48FA0")),
        ("圆月下的狐狸", Atmosphere(time="night", moon=True)), ("医生凌晨三点喝茶", Atmosphere(time="night")),
    ],
)  # fmt: skip
def test_the_air_is_what_was_asked_for(prompt: str, air: Atmosphere) -> None:
    cast = read_cast(read_scene(prompt), 4)
    assert cast.atmosphere == air
    assert cast.undrawn == []
    assert cast.setting.name not in {"plain", "space"}


@pytest.mark.parametrize("air", [Atmosphere(), Atmosphere(weather="rain"), Atmosphere(time="sunset")])
def test_the_sky_has_the_colour_that_was_asked_for(air: Atmosphere) -> None:
    red, green, blue = rgb(sky_colors(replace(air, sky="#30A040"))[0])
    assert green > red
    assert green > blue


@pytest.mark.parametrize(
    ("prompt", "sky", "color"),
    [("a cat on a hill", "sky", "pink"), ("画一只猫在雪地里", "天空", "粉色"), ("画一只猫在雪地里", "天空", "pink")],
)
def test_a_sky_that_is_painted_later_has_its_colour(prompt: str, sky: str, color: str) -> None:
    scene = apply(
        apply(read_scene(prompt), action("edit", instruction="傍晚")), action("recolor_object", object=sky, color=color)
    )
    assert Atmosphere.read(scene.details)[0] == Atmosphere(time="sunset", sky="#F48FA0")


@pytest.mark.parametrize("name", ["meadow", "snow", "waterfall", "lake"])
def test_a_setting_keeps_the_sky_that_was_asked_for(name: str) -> None:
    air = Atmosphere(sky="#30A040")
    backdrop = SETTINGS[name].build(Canvas(), air, stream(1, "background"))
    skies = [one.gradient for group in backdrop.back for one in group.items if one.id == "sky"]
    assert skies == [sky_colors(air)]


def test_a_snowy_owl_is_no_weather() -> None:
    assert read_cast(read_scene("a snowy owl"), 4).atmosphere == Atmosphere()
