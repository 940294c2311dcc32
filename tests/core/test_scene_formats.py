"""Formats of a picture are no things in it: profile pictures, wallpapers, stickers, icons and logos."""

from __future__ import annotations

import pytest

from core.scene.formats import aspect_of
from core.scene.reader import read_scene


@pytest.mark.parametrize(
    ("prompt", "noun"),
    [
        ("pfp of a boy with green hair", "boy"), ("make me a profile picture of a raccoon", "raccoon"),
        ("avatar of a knight", "knight"), ("a sad otter pfp", "otter"), ("discord pfp, grumpy goat", "goat"),
        ("微信头像，一只水獭", "水獭"),
    ],
)  # fmt: skip
def test_a_profile_picture_is_of_a_head(prompt: str, noun: str) -> None:
    scene = read_scene(prompt)
    assert scene.subjects[0].noun == noun
    assert scene.shot == "avatar"


@pytest.mark.parametrize(
    ("prompt", "noun"),
    [
        ("a turtle sticker", "turtle"), ("app icon of a teapot", "teapot"), ("twitch emote of a crying frog", "frog"),
        ("logo of a bear", "bear"), ("a logo for a florist", "flower"), ("一只水獭的表情包", "水獭"), ("鲸鱼图标", "鲸鱼"),
        ("一套猫咪贴纸", "猫咪"),
    ],
)  # fmt: skip
def test_stickers_icons_and_logos_are_on_plain_ground(prompt: str, noun: str) -> None:
    scene = read_scene(prompt)
    assert [one.noun for one in scene.subjects] == [noun]
    assert scene.background == "plain"


@pytest.mark.parametrize(
    ("prompt", "aspect"),
    [
        ("mountain wallpaper", "16:9"), ("a phone wallpaper of a koi pond", "9:16"), ("youtube banner with a fox", "16:9"),
        ("手机壁纸，星空", "9:16"), ("电脑壁纸，海边", "16:9"), ("a fox", "1:1"), ("a sticker of a fox", "1:1"),
    ],
)  # fmt: skip
def test_a_wallpaper_has_the_shape_of_its_screen(prompt: str, aspect: str) -> None:
    assert aspect_of(prompt) == aspect
    assert not any(
        "paper" in one.noun or "纸" in one.noun or "banner" in one.noun for one in read_scene(prompt).subjects
    )


@pytest.mark.parametrize(
    ("prompt", "noun", "name"),
    [
        ("logo for a tea house called Leaf", "teapot", "Leaf"), ("a logo of a wolf named Fang", "wolf", "Fang"),
        ("面包店的logo，名字叫“麦香”", "面包", "麦香"),
    ],
)  # fmt: skip
def test_a_logo_has_the_name_on_it(prompt: str, noun: str, name: str) -> None:
    (emblem,) = read_scene(prompt).subjects
    assert (emblem.noun, emblem.attributes) == (noun, (f"says: {name}",))


def test_a_logo_without_a_name_has_no_letters() -> None:
    (emblem,) = read_scene("a logo for a coffee shop").subjects
    assert emblem.attributes == ()


@pytest.mark.parametrize(
    ("prompt", "noun"),
    [
        ("a room with floral wallpaper", "wallpaper"), ("a laptop with a cat sticker", "laptop"),
        ("a banner with a dragon", "banner"),
    ],
)  # fmt: skip
def test_a_sticker_on_something_stays_a_thing(prompt: str, noun: str) -> None:
    scene = read_scene(prompt)
    assert scene.background != "plain"
    assert noun in {one.noun for one in scene.subjects}
