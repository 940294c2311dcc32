"""Scenes are printed as people say them, in both languages, and a change of one slot changes one phrase."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.lexicon import measure_word, with_article
from core.prompt import is_attached, prompt_of
from core.scene.edits import apply
from core.scene.model import Subject
from core.scene.reader import read_scene


@pytest.mark.parametrize(
    ("prompt", "printed"),
    [
        ("a girl riding a red bicycle next to a dog, in the park, watercolor style",
         "a girl riding a red bicycle next to a dog, in the park, watercolor style"),
        ("wide shot of a cat and a dog dancing at the beach at night, anime style",
         "a cat and a dog dancing, at the beach, at night, wide shot, anime style"),
        ("a cat wearing sunglasses and a red hat, sitting on a bench", "a cat with sunglasses and a red hat sitting on a bench"),
        ("a fox holding a lantern while sleeping", "a fox sleeping and holding a lantern"),
        ("a monkey eating a banana while riding a skateboard", "a monkey eating a banana and riding a skateboard"),
        ("a sign that says OPEN", 'a sign that says "OPEN"'), ("a fox made of leaves", "a fox made of leaves"),
        ("three cats, two dogs and a bird", "3 cats, 2 dogs and a bird"), ("a quiet beach", "a quiet beach"),
        ("a unicorn and an umbrella", "a unicorn and an umbrella"), ("a bird on a man's head", "a bird on a man's head"),
        ("一个女孩骑着一辆红色的自行车，在公园里，水彩风格", "女孩骑着红色的自行车，在公园里，水彩风格"),
        ("两只猫和三条鱼", "2只猫和3条鱼"), ("一只戴墨镜穿毛衣的狗", "狗戴着墨镜，穿着毛衣"),
        ("两个孩子在红色的谷仓前面堆雪人", "2个孩子在红色的谷仓前面堆雪人"), ("小女孩在树下抱着一只小猫睡觉", "小女孩在树下抱着小猫，睡觉"),
    ],
)  # fmt: skip
def test_a_scene_is_printed_as_people_say_it(prompt: str, printed: str) -> None:
    assert prompt_of(read_scene(prompt)) == printed


def test_a_change_of_one_slot_changes_one_phrase() -> None:
    scene = read_scene("a girl riding a red bicycle next to a dog, in the park")
    for edit, printed in (
        (action("recolor_object", object="bicycle", color="blue"), "a girl riding a blue bicycle next to a dog, in the park"),
        (action("change_background", background="the beach"), "a girl riding a blue bicycle next to a dog, at the beach"),
        (action("add_object", object="hat", place="on the girl"), "a girl with a hat riding a blue bicycle next to a dog, at the beach"),
        (action("style_transfer", style="anime"), "a girl with a hat riding a blue bicycle next to a dog, at the beach, anime style"),
    ):  # fmt: skip
        scene = apply(scene, edit)
        assert prompt_of(scene) == printed


@pytest.mark.parametrize(
    ("noun", "unit"),
    {
        "猫": "只", "狗": "只", "鱼": "条", "马": "匹", "大象": "头", "汽车": "辆", "自行车": "辆", "船": "艘", "飞机": "架",
        "玫瑰": "朵", "树": "棵", "松树": "棵", "帽子": "顶", "墨镜": "副", "书": "本", "桌子": "张", "椅子": "把", "房子": "座",
        "女孩": "个", "苹果": "个", "东西": "个",
    }.items(),
)  # fmt: skip
def test_measure_words(noun: str, unit: str) -> None:
    assert measure_word(noun) == unit
    assert Subject(noun=noun, count=2).phrase() == f"2{unit}{noun}"


@pytest.mark.parametrize(
    ("noun", "said"),
    {"unicorn": "a unicorn", "umbrella": "an umbrella", "hair": "hair", "moon": "the moon", "cup of tea": "a cup of tea",
     "socks": "socks", "hour": "an hour"}.items(),
)  # fmt: skip
def test_articles(noun: str, said: str) -> None:
    assert with_article(noun, noun) == said


@pytest.mark.parametrize(
    ("noun", "place", "attached"),
    [
        ("hat", "on the cat", True), ("hat", "on it", True), ("cat", "on the sofa", False), ("balloon", "held by the girl", True),
        ("bird", "on the man's shoulder", False), ("墨镜", "猫身上", True), ("猫", "沙发上", False), ("伞", "男人手里", True),
        ("dog", None, False), ("cup", "on the table", False),
    ],
)  # fmt: skip
def test_what_is_worn_or_held_is_attached(noun: str, place: str | None, attached: bool) -> None:
    assert is_attached(Subject(noun=noun, place=place)) is attached
