"""Words on things, taken out of a sentence before it is read and put back afterwards."""

from __future__ import annotations

from typing import Literal

import pytest
from stand_ins import understanding

from core.language import Language
from core.pipeline import Action
from core.scene.edits import apply
from core.scene.reader import read_scene
from core.understanding.inscriptions import Inscription, inscription
from core.understanding.interface import Context

BAKERY = read_scene("a bakery with a cat")


def read(text: str, picture: Literal["none", "drawing"] = "drawing") -> Action:
    context = Context(text=text, picture=picture, scene=BAKERY, concepts=("bakery", "cat"))
    (found,) = understanding().read(context).actions
    return found


@pytest.mark.parametrize(
    ("text", "rest", "thing", "clause"),
    [
        ("a cat holding a sign that says \"feed me\"", "a cat holding a sign", "sign", 'that says "feed me"'),
        ("add a sign on the door that says OPEN", "add a sign on the door", "sign", "that says OPEN"),
        ("can you add a poster saying SALE?", "can you add a poster", "poster", "saying SALE"),
        ("a banner with HAPPY BIRTHDAY LUNA on it", "a banner", "banner", "with HAPPY BIRTHDAY LUNA on it"),
        ("a t-shirt that says I love cats", "a t-shirt", "t-shirt", "that says I love cats"),
        ("a tombstone that says RIP my free time", "a tombstone", "tombstone", "that says RIP my free time"),
        ("加一个写着“盛大开业”的牌子", "加一个牌子", "牌子", "写着“盛大开业”的"),
        ("挂一条横幅，写着欢迎新同学", "挂一条横幅", "横幅", "写着欢迎新同学的"),
        ("画一张海报，写上“周五游戏夜”", "画一张海报", "海报", "写上“周五游戏夜”的"),
        ("给猫加一个牌子，上面写着“求鱼”", "给猫加一个牌子", "牌子", "写着“求鱼”的"),
    ],
)  # fmt: skip
def test_the_words_are_told_from_the_sentence(text: str, rest: str, thing: str, clause: str) -> None:
    language = Language.ZH if text[0] > "\u3400" else Language.EN
    assert inscription(text, language) == Inscription(rest, thing, clause)


@pytest.mark.parametrize(
    "text", ["what does the sign say?", "a fox reading next to a lamp", "add a sign", "牌子上写着什么？"]
)
def test_questions_and_readers_write_nothing(text: str) -> None:
    assert inscription(text, Language.ZH if text[0] > "\u3400" else Language.EN) is None


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("add a poster that says SALE", "poster that says SALE", ""),
        ("add a sign on the door that says OPEN", "sign that says OPEN", "on the door"),
        ("put up a banner with HAPPY BIRTHDAY LUNA on it", "banner with HAPPY BIRTHDAY LUNA on it", ""),
        ('give the cat a sign that says "will work for tuna"', 'sign that says "will work for tuna"', "for the cat"),
        ("加一个写着“盛大开业”的牌子", "写着“盛大开业”的牌子", ""),
        ("再加一张写着打折的海报", "写着打折的海报", ""),
        ("给猫加一个牌子，上面写着“求鱼”", "写着“求鱼”的牌子", "给猫"),
    ],
)  # fmt: skip
def test_what_is_added_keeps_its_words(text: str, thing: str, place: str) -> None:
    found = read(text)
    assert (found.pipeline, found.text("object"), found.text("place")) == ("add_object", thing, place)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ('draw a wooden sign that says "Beware of the dragon"', 'wooden sign that says "Beware of the dragon"'),
        ('a cat holding a sign that says "feed me now"', 'cat holding a sign that says "feed me now"'),
        ("画一件印着“我爱猫”的T恤", "一件印着“我爱猫”的T恤"),
    ],
)
def test_a_new_picture_keeps_them_too(text: str, prompt: str) -> None:
    assert read(text, "none").text("prompt") == prompt


@pytest.mark.parametrize(
    ("text", "words"),
    [("make the sign say WELCOME", "WELCOME"), ("change the sign to say Bonjour", "Bonjour"), ("now make it say CIAO", "CIAO")],
)  # fmt: skip
def test_other_words_may_be_asked_for_the_thing_by_name(text: str, words: str) -> None:
    scene = read_scene("a sign that says HELLO")
    (found,) = understanding().read(Context(text=text, picture="drawing", scene=scene)).actions
    assert apply(scene, found).subjects[0].attributes == (f"says: {words}",)


@pytest.mark.parametrize("text", ["把牌子上的字改成“欢迎”", "让牌子写着欢迎"])
def test_chinese_words_change_too(text: str) -> None:
    scene = read_scene("写着“你好”的牌子")
    (found,) = understanding().read(Context(text=text, picture="drawing", scene=scene)).actions
    assert apply(scene, found).subjects[0].attributes == ("says: 欢迎",)


def test_a_chinese_sign_with_words_is_held() -> None:
    cat, sign = read_scene("一只猫举着写着“喂我”的牌子").subjects
    assert (cat.noun, sign.place, sign.attributes) == ("猫", "猫手里", ("says: 喂我",))
