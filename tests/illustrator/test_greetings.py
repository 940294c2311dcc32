"""What stands on a greeting card that is asked for without a text."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("a birthday card", "Happy Birthday"), ("a birthday card for Anna", "Happy Birthday Anna"),
        ("a birthday card for my mom", "Happy Birthday Mom"), ("a christmas card for them", "Merry Christmas"),
        ('a birthday card that says "Hi Tom"', "Hi Tom"), ("a postcard", ""), ("a lovely card", ""),
        ("a thank you card for mom", "Thank You Mom"), ("get well soon card for anna", "Get Well Soon Anna"),
        ("a father's day card", "Happy Father's Day"), ("a valentine's day card for my girlfriend", "With Love"),
        ("感谢卡送给老师", "老师，谢谢"), ("给妈妈的生日贺卡", "妈妈，生日快乐"), ("中秋节贺卡", "中秋快乐"),
    ],
)  # fmt: skip
def test_a_card_greets_whom_it_is_for_unless_it_has_a_text(prompt: str, text: str) -> None:
    cast = read_cast(read_scene(prompt), seed=7)
    assert [(role.name, role.says) for role in cast.roles] == [("card", text)]
    assert [one for one in cast.undrawn if one != "lovely"] == []


@pytest.mark.parametrize(
    ("prompt", "text"), [("a welcome home banner for Tom", "Welcome Home Tom"), ("欢迎回家的横幅", "欢迎回家")]
)
def test_a_banner_greets_too(prompt: str, text: str) -> None:
    cast = read_cast(read_scene(prompt), seed=7)
    assert [(role.name, role.says) for role in cast.roles] == [("sign", text)]
    assert cast.undrawn == []


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("a poster for a jazz concert", "Jazz Concert"), ("a flyer for our bake sale", "Bake Sale"),
        ("音乐节海报", "音乐节"), ("a movie poster", ""), ('a poster for a fair that says "Fun"', "Fun"),
    ],
)  # fmt: skip
def test_a_poster_says_what_it_is_for(prompt: str, text: str) -> None:
    assert [role.says for role in read_cast(read_scene(prompt), seed=7).roles] == [text]


@pytest.mark.parametrize(
    "prompt", ["a sign that says STOP and a poster that says SALE", "写着出口的牌子和写着打折的海报"]
)
def test_two_boards_keep_a_text_each(prompt: str) -> None:
    says = {role.name: role.says for role in read_cast(read_scene(prompt), seed=7).roles}
    assert set(says) == {"sign", "poster"}
    assert all(says.values())
