"""Rooms and streets: found by their words, built for every shape, all different, the same for a seed, dark at night."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.compose import canvas_of
from gpuserver.engines.illustrator.layout import arrange
from gpuserver.engines.illustrator.painting.items import Backdrop, bounds
from gpuserver.engines.illustrator.painting.stage import StageScene, render
from gpuserver.engines.illustrator.settings import SETTINGS, Atmosphere, setting_for
from gpuserver.engines.illustrator.spots import Part

ROOMS = ("library", "bedroom", "classroom", "office", "cafe", "museum", "stage", "laboratory", "castle", "christmas",
         "fireplace")  # fmt: skip
STREETS = ("temple", "old_street", "night_market", "street", "rooftop", "station", "playground", "cyberpunk")
ALL = (*ROOMS, *STREETS)
DAY, NIGHT = Atmosphere(), Atmosphere("night")


def built(name: str, air: Atmosphere = DAY, aspect: str = "1:1", seed: int = 3) -> Backdrop:
    return SETTINGS[name].build(canvas_of(aspect), air, stream(seed, "background"))


@cache
def painted(name: str, air: Atmosphere = DAY, seed: int = 3) -> Pixels:
    """The empty setting, small."""
    backdrop = built(name, air, seed=seed)
    scene = StageScene([*backdrop.back, *backdrop.front], canvas_of("1:1"), backdrop.light, seed)
    return render(scene, 128, Unwatched())


def shapes(backdrop: Backdrop) -> list[tuple[object, ...]]:
    """All that tells one backdrop from another."""
    return [
        (group.name, group.tint, item.color, item.gradient, item.alpha, *item.path.getBounds())
        for group in (*backdrop.back, *backdrop.front)
        for item in group.items
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the old library", "library"), ("图书馆里", "library"), ("my bedroom", "bedroom"), ("卧室", "bedroom"),
        ("a classroom", "classroom"), ("教室里", "classroom"), ("at the office", "office"), ("办公室", "office"),
        ("a cozy café", "cafe"), ("a coffee shop", "cafe"), ("咖啡馆里", "cafe"), ("餐厅", "cafe"),
        ("an art museum", "museum"), ("美术馆", "museum"), ("on stage", "stage"), ("舞台上", "stage"),
        ("a science lab", "laboratory"), ("实验室里", "laboratory"), ("the throne room of a castle", "castle"),
        ("城堡里", "castle"), ("a chinese temple", "temple"), ("故宫", "temple"), ("an old chinese street", "old_street"),
        ("古镇的小巷", "old_street"), ("a night market", "night_market"), ("夜市", "night_market"),
        ("a quiet street", "street"), ("街上", "street"), ("a rooftop in new york", "rooftop"), ("屋顶上", "rooftop"),
        ("the roof of a house", "rooftop"), ("the train station", "station"), ("火车站", "station"),
        ("a playground", "playground"), ("滑梯旁", "playground"), ("a cyberpunk city", "cyberpunk"),
        ("赛博朋克城市", "cyberpunk"), ("christmas", "christmas"), ("圣诞节", "christmas"), ("by the fireplace", "fireplace"),
        ("壁炉前", "fireplace"),
    ],
)  # fmt: skip
def test_it_is_found_by_its_words(words: str, name: str) -> None:
    found = setting_for(words)
    assert found
    assert found.name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [("a space station", "space"), ("城市街头", "city"), ("the city", "city"), ("a living room", "room"),
     ("the kitchen", "kitchen"), ("the park", "park"), ("a castle in the clouds", "fairyland")],
)  # fmt: skip
def test_its_words_leave_the_others_theirs(words: str, name: str) -> None:
    found = setting_for(words)
    assert found
    assert found.name == name


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("aspect", ["1:1", "16:9", "9:16"])
def test_it_covers_every_shape_in_every_air(name: str, aspect: str) -> None:
    for air in (DAY, NIGHT, Atmosphere("sunset", "rain"), Atmosphere("dawn", "snow", "winter")):
        canvas, backdrop = canvas_of(aspect), built(name, air, aspect)
        covered = bounds(item for group in backdrop.back for item in group.items if item.kind == "part")
        assert covered.left() <= 0, air
        assert covered.top() <= 0, air
        assert covered.right() >= canvas.width, air
        assert covered.bottom() >= canvas.height, air
        assert 0.5 * canvas.height < backdrop.horizon < backdrop.ground < canvas.height, air
        assert not backdrop.floats, air


@pytest.mark.parametrize("name", ALL)
def test_wall_and_floor_do_not_meet_behind_a_face(name: str) -> None:
    for aspect in ("1:1", "16:9", "9:16"):
        canvas, backdrop = canvas_of(aspect), built(name, aspect=aspect)
        (hero,) = arrange([Part(art.load("cat"))], canvas, backdrop, 3)
        assert hero.face is not None
        assert backdrop.horizon > hero.face.bottom, aspect


@pytest.mark.parametrize("name", ALL)
def test_it_is_the_same_for_a_seed(name: str) -> None:
    assert shapes(built(name, seed=5)) == shapes(built(name, seed=5))


def test_no_two_look_alike() -> None:
    names = list(ALL)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            apart = np.abs(painted(name).astype(int) - painted(other).astype(int)).mean()
            assert apart > 12, (name, other)


@pytest.mark.parametrize("name", ALL)
def test_night_is_darker_and_not_black(name: str) -> None:
    day, night = painted(name), painted(name, NIGHT)
    assert night.mean() < 0.95 * day.mean()
    assert night.mean() > 30


@pytest.mark.parametrize("name", [name for name in ROOMS if name != "stage"])
def test_lamps_are_lit_at_night_alone(name: str) -> None:
    assert "lamplight" not in {group.name for group in built(name).back}
    lit = next(group for group in built(name, NIGHT).back if group.name == "lamplight")
    assert all(item.kind == "glow" for item in lit.items)


@pytest.mark.parametrize("name", ["bedroom", "classroom", "office", "cafe", "laboratory", "library", "castle"])
def test_a_window_shows_time_weather_and_season(name: str) -> None:
    seen: list[list[tuple[object, ...]]] = []
    for air in (DAY, NIGHT, Atmosphere("day", "rain"), Atmosphere("day", "snow", "winter")):
        view = next(group for group in built(name, air).back if group.name == "view")
        seen.append([(mark.color, *mark.path.getBounds()) for item in view.items for mark in item.marks])
        assert view.tint is None, "what is outside has a light of its own"
    assert all(one != other for at, one in enumerate(seen) for other in seen[at + 1 :])


def test_it_snows_at_christmas() -> None:
    assert shapes(built("christmas")) != shapes(built("fireplace"))
    pane = next(group for group in built("christmas").back if group.name == "view").items[0]
    assert pane.gradient == next(
        group for group in built("bedroom", Atmosphere("day", "snow", "winter")).back if group.name == "view"
    ).items[0].gradient  # fmt: skip


def test_the_wet_street_of_the_future_mirrors_the_hero() -> None:
    dry, wet = built("cyberpunk").water, built("cyberpunk", Atmosphere("night", "rain")).water
    assert dry
    assert wet
    assert wet.clear > dry.clear
