"""Sport, stage and work show in arms, legs and gear; animals dance; who fights has somebody to fight."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.cast import Cast, read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Group, bounds


def _cast(prompt: str) -> Cast:
    return read_cast(read_scene(prompt), seed=7)


def _groups(prompt: str) -> list[Group]:
    return [group for group in compose(read_scene(prompt), seed=7).stage.groups if group.layer == "subject"]


@pytest.mark.parametrize(
    ("prompt", "pose", "gear"),
    [
        ("a man skiing", "ski", "skis"), ("a girl ice skating", "skate", "skates"), ("女孩跳绳", "ropeskip", "rope"),
        ("a man lifting weights", "lift", "barbell"), ("two men boxing", "box", "gloves"), ("a boxer", "box", "gloves"),
        ("a girl singing into a microphone", "sing", "microphone"), ("一个女孩在唱歌", "sing", "microphone"),
        ("a woman playing the drums", "drum", "drums"), ("a drummer", "drum", "drums"), ("男孩打鼓", "drum", "drums"),
        ("a woman taking a selfie", "selfie", "phone"), ("a man writing at a desk", "write", "desk"),
        ("a woman painting at an easel", "paint", "easel"), ("画画的女孩", "paint", "easel"),
        ("a girl catching a ball", "catch", "ball"), ("a boy crying", "cry", "tear"), ("老人打太极", "kungfu", ""),
        ("a girl crouching", "crouch", ""), ("a woman praying", "pray", ""), ("a woman thinking", "think", ""),
        ("a girl flying like a superhero", "superfly", "cape"),
    ],
)  # fmt: skip
def test_what_people_do_is_a_pose_with_its_gear_and_nothing_twice(prompt: str, pose: str, gear: str) -> None:
    cast = _cast(prompt)
    first, *others = cast.roles
    assert first.pose == pose
    assert not gear or gear in first.artwork.ids
    assert all(one.absorbed for one in others)
    assert compose(read_scene(prompt), seed=7).undrawn == ()


@pytest.mark.parametrize("name", ["penguin", "bear", "cat", "owl", "dog", "rabbit"])
def test_an_animal_that_dances_leans_and_stays_on_its_feet(name: str) -> None:
    (role,) = _cast(f"a {name} dancing").roles
    usual = subjects.artwork(name)
    assert role.pose == "dance"
    assert role.artwork.anchors["head_top"].x != pytest.approx(usual.anchors["head_top"].x, abs=20)
    assert role.artwork.anchors["ground"] == usual.anchors["ground"]
    assert role.artwork.palette == usual.palette


def test_a_dancing_penguin_raises_its_wings() -> None:
    def lowest(artwork: subjects.Artwork) -> float:
        wings = [shape.path.computeTightBounds() for shape in artwork.shapes if {"wingL", "wingR"} & shape.ids]
        return max(box.bottom() for box in wings)

    (role,) = _cast("a penguin dancing").roles
    assert lowest(role.artwork) < lowest(subjects.artwork("penguin")) - 60


@pytest.mark.parametrize("prompt", ["a knight fighting a dragon", "骑士和龙战斗"])
def test_a_knight_and_a_dragon_fight_each_other(prompt: str) -> None:
    roles = {role.name: role for role in _cast(prompt).roles}
    assert (roles["knight"].pose, roles["dragon"].pose) == ("fight", "fire")
    assert (roles["knight"].faces, roles["dragon"].faces) == ("dragon", "knight")
    knight = next(group for group in _groups(prompt) if group.name == "knight")
    sword = bounds([item for item in knight.items if "sword" in item.ids])
    eyes = bounds([item for item in knight.items if any(name.startswith("eyes-") for name in item.ids)])
    assert sword.top() < eyes.top()


@pytest.mark.parametrize("prompt", ["a woman underwater", "a girl underwater with fish", "水下的女孩"])
def test_people_under_water_swim_in_what_one_swims_in(prompt: str) -> None:
    role = next(role for role in _cast(prompt).roles if role.name in subjects.PEOPLE)
    assert role.pose == "swim"
    assert {cls for shape in role.artwork.shapes if "shoe" in shape.ids for cls in shape.classes} == {"skin"}


@pytest.mark.parametrize(
    "prompt",
    [
        "a portrait of a woman holding a tabby cat",
        "抱着小狗的男生头像",
        "a portrait of a girl with a rabbit in her arms",
    ],
)
def test_a_portrait_with_a_pet_stays_a_portrait_with_the_face_free(prompt: str) -> None:
    person, pet = _cast(prompt).roles
    assert person.artwork.is_bust
    assert pet.base is person
    whole, held = _groups(prompt)
    mouth = bounds([item for item in whole.items if any(name.startswith("mouth-") for name in item.ids)])
    box = bounds(held.items)
    assert box.top() > mouth.bottom() - 0.5 * mouth.height()
    assert box.width() > 0.2 * bounds(whole.items).width()


@pytest.mark.parametrize(
    ("prompt", "women", "men"),
    [("three women and two men", 3, 2), ("三个女人和两个男人", 3, 2), ("两男一女", 1, 2), ("一男三女", 3, 1)],
)
def test_a_mixed_group_has_its_numbers_and_nobody_is_small(prompt: str, women: int, men: int) -> None:
    groups = _groups(prompt)
    assert sorted(group.name for group in groups) == ["man"] * men + ["woman"] * women
    tall = [bounds(group.items).height() for group in groups]
    assert min(tall) > 0.72 * max(tall)


@pytest.mark.parametrize("prompt", ["a band", "a band of four musicians", "一支摇滚乐队"])
def test_a_band_is_four_who_play_different_things(prompt: str) -> None:
    poses = [role.pose for role in _cast(prompt).roles if role.name in subjects.PEOPLE]
    assert sorted(poses) == ["drum", "fiddle", "play", "sing"]


def test_a_woman_of_whom_nothing_is_said_has_no_short_hair() -> None:
    for seed in range(12):
        (role,) = read_cast(read_scene("a woman"), seed=seed).roles
        assert "hair-short-front" not in role.looks[0].show


@pytest.mark.parametrize(
    ("prompt", "game"), [("two men playing chess", "chessboard"), ("两个老人下棋", "chessboard"),
                         ("three girls playing cards", "playing card")],
)  # fmt: skip
def test_a_game_is_played_at_a_table_that_it_lies_on(prompt: str, game: str) -> None:
    players, table, lies = _cast(prompt).roles
    assert (table.name, lies.name, lies.base) == ("table", game, table)
    assert players.base is table
    assert players.pose == "seated"
    assert compose(read_scene(prompt), seed=7).undrawn == ()


@pytest.mark.parametrize("prompt", ["a fan cheering", "fans cheering"])
def test_a_fan_who_cheers_is_somebody(prompt: str) -> None:
    (role,) = _cast(prompt).roles
    assert (role.name, role.pose) == ("man", "armsup")
