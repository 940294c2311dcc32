"""Settings: found by words in both languages, built for every air and shape, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from picture_cases import drawn

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.compose import canvas_of
from gpuserver.engines.illustrator.items import bounds
from gpuserver.engines.illustrator.settings import PLAIN, SETTINGS, Atmosphere, setting_for


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the beach", "beach"), ("a sunny beach at dusk", "beach"), ("海边", "beach"), ("在沙滩上", "beach"),
        ("deep in the woods", "forest"), ("森林里", "forest"), ("a busy street in new york", "city"), ("城市街头", "city"),
        ("snowy mountains", "mountains"), ("雪山", "mountains"), ("on the moon", "space"), ("太空中", "space"),
        ("under the sea", "underwater"), ("海底", "underwater"), ("a flower garden", "meadow"), ("花园里", "meadow"),
        ("the kitchen", "kitchen"), ("厨房", "kitchen"), ("my living room", "room"), ("雪地里", "snow"),
        ("sahara", "desert"), ("沙漠", "desert"), ("the park", "park"), ("公园", "park"), ("starry sky", "sky"),
    ],
)  # fmt: skip
def test_a_setting_is_found_by_its_words(words: str, name: str) -> None:
    found = setting_for(words)
    assert found
    assert found.name == name


@pytest.mark.parametrize("words", [None, "", "beachball factory of doom", "xyzzy", "量子力学"])
def test_other_words_name_no_setting(words: str | None) -> None:
    assert setting_for(words) is None


def test_there_are_at_least_ten_settings() -> None:
    assert len(SETTINGS) >= 10


@pytest.mark.parametrize("name", [*SETTINGS, "plain"])
@pytest.mark.parametrize("aspect", ["1:1", "16:9", "9:16"])
@pytest.mark.parametrize(
    "air",
    [Atmosphere(), Atmosphere("night"), Atmosphere("sunset", "rain"), Atmosphere("dawn", "snow", "winter"),
     Atmosphere("day", "storm", "autumn"), Atmosphere("day", "fog", "spring")],
    ids=lambda air: f"{air.time}-{air.weather}",
)  # fmt: skip
def test_every_setting_builds_in_every_air_and_shape(name: str, aspect: str, air: Atmosphere) -> None:
    canvas = canvas_of(aspect)
    backdrop = SETTINGS.get(name, PLAIN).build(canvas, air, stream(7, "background"))
    covered = bounds(backdrop.back[0].items)
    assert covered.left() <= 0
    assert covered.right() >= canvas.width
    assert 0.5 * canvas.height < backdrop.ground <= canvas.height
    assert backdrop.horizon <= backdrop.ground
    assert all(group.layer == "front" for group in backdrop.front)


@pytest.mark.parametrize(
    ("words", "air"),
    [
        (("at night",), Atmosphere("night")), (("晚上",), Atmosphere("night")), (("sunset",), Atmosphere("sunset")),
        (("make it rain",), Atmosphere(weather="rain")), (("下雪",), Atmosphere(weather="snow")),
        (("at night", "a snowy day"), Atmosphere("day", "snow")), (("in autumn",), Atmosphere(season="autumn")),
        (("浓雾", "清晨"), Atmosphere("dawn", "fog")),
    ],
)  # fmt: skip
def test_the_air_is_read_from_words(words: tuple[str, ...], air: Atmosphere) -> None:
    assert Atmosphere.read(words) == (air, [])


def test_words_that_say_nothing_of_the_air_are_left() -> None:
    assert Atmosphere.read(("dancing", "at night")) == (Atmosphere("night"), ["dancing"])


def test_the_same_seed_gives_the_same_background_and_another_one_another() -> None:
    one, two, other = (drawn("a cat in the forest", seed) for seed in (3, 3, 4))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_night_is_darker_than_day() -> None:
    assert drawn("a cat in the city at night").mean() < 0.7 * drawn("a cat in the city").mean()
