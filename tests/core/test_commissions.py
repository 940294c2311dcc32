"""New pictures that the first words ask for, whatever else is said."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.language import Language
from core.scene.reader import read_scene
from core.understanding.commissions import card_asked, commissioned
from core.understanding.in_full import in_full
from core.understanding.interface import Context
from core.understanding.named import scene_named, thing_named
from core.understanding.trained.shortcuts import takes_up


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("make a thank you card for mom", "thank you card for mom"),
        ("Can you make me a birthday card for my dad?", "birthday card for my dad"),
        ("get well soon card for anna", "get well soon card for anna"),
        ("做一张感谢卡送给老师", "感谢卡送给老师"),
        ("给妈妈做一张生日贺卡", "给妈妈的生日贺卡"),
        ("生日贺卡，上面有一只小熊", "生日贺卡，上面有一只小熊"),
    ],
)
def test_a_card_is_a_new_picture_and_no_thanks(text: str, prompt: str) -> None:
    for picture in ("none", "drawing"):
        assert understanding().read(Context(text=text, picture=picture)).actions == (action("generate", prompt=prompt),)


@pytest.mark.parametrize(
    "text",
    [
        "make the birthday card bigger",
        "a cat holding a birthday card",
        "thanks for the card",
        "把贺卡改成红色",
        "贺卡上加一只猫",
    ],
)
def test_a_card_in_the_picture_is_none_that_is_asked_for(text: str) -> None:
    assert card_asked(text) is None


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("could you sketch a dragon with three heads?", "a dragon with three heads"),
        ("画一只蓝色的小恐龙", "一只蓝色的小恐龙"),
        ("draw the sea", "the sea"),
        ("paint me the night sky", "the night sky"),
    ],
)
def test_who_asks_for_a_drawing_is_not_answered_with_talk(text: str, prompt: str) -> None:
    assert commissioned((action("chat"),), text) == (action("generate", prompt=prompt),)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("桌子下面躺着一只橘猫", "桌子下面躺着一只橘猫"),
        ("大雾里的森林，一只鹿站着", "大雾里的森林，一只鹿站着"),
        ("帮我画五个苹果放在篮子里呗", "五个苹果放在篮子里"),
        ("后羿射日", "后羿射日"),
        ("画蛇添足吧", "画蛇添足"),
        ("夜晚的森林，守株待兔", "夜晚的森林，守株待兔"),
        ("不要太复杂，就画一朵向日葵", "向日葵"),
    ],
)
def test_a_chinese_description_is_drawn_in_full(text: str, prompt: str) -> None:
    (drawn,) = understanding().read(Context(text=text, language=Language.ZH)).actions
    assert (drawn.pipeline, drawn.text("prompt"), drawn.params.get("count")) == ("generate", prompt, None)


@pytest.mark.parametrize(
    "text",
    [
        "画得真好看", "今天吃什么好", "苹果真好吃", "那画龙点睛呢，造个句", "守株待兔是什么意思", "用守株待兔造句", "亡羊补牢的近义词", "叶公好龙出自哪里",
        "讲讲愚公移山的故事",
    ],
)  # fmt: skip
def test_chinese_talk_stays_talk(text: str) -> None:
    assert understanding().read(Context(text=text, language=Language.ZH)).actions == (action("chat"),)


@pytest.mark.parametrize(
    "text", ["tell me a joke", "draw a conclusion", "draw the line", "make a joke", "what can you draw?", "画得真好"]
)
def test_talk_stays_talk(text: str) -> None:
    assert commissioned((action("chat"),), text) == (action("chat"),)


@pytest.mark.parametrize("text", ["给我的妈妈的生日贺卡", "生日贺卡，送给妈妈"])
def test_a_chinese_card_is_for_somebody_who_is_not_in_it(text: str) -> None:
    (card,) = read_scene(text).subjects
    assert (card.noun, card.attributes) == ("生日贺卡", ("给妈妈",))


@pytest.mark.parametrize(
    ("text", "prompt", "whole"),
    [
        ("a nurse reading a story to two children", "nurse reading a story", "nurse reading a story to two children"),
        ("a chest with a lamp on top and a mouse inside", "chest with a lamp on top", "chest with a lamp on top and a mouse inside"),
        ("a fairy on a rock combing her hair", "fairy on a rock", "fairy on a rock combing her hair"),
        ("a cat, it's for my mom", "cat", "cat"),
        ("a dragon, then make it blue", "dragon", "dragon"),
    ],
)  # fmt: skip
def test_a_new_picture_is_of_the_whole_sentence(text: str, prompt: str, whole: str) -> None:
    assert in_full((action("generate", prompt=prompt),), text) == (action("generate", prompt=whole),)


def test_a_thing_that_is_named_and_no_more_is_drawn_and_not_searched_for() -> None:
    search = (action("search", query="red car"),)
    assert scene_named(search, "red car") == (action("generate", prompt="red car"),)
    assert scene_named(search, "find a red car") == search


def test_nothing_is_left_out_where_nobody_says_so() -> None:
    read = (action("generate", prompt="owl on a branch", negative="the moon behind"),)
    assert in_full(read, "an owl on a branch, the moon behind")[0].text("negative") == ""


def test_the_wish_on_a_card_is_one_word_of_it() -> None:
    assert read_scene("a thank you card").subjects[0].attributes == ("thank-you",)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("a tomato", "tomato"), ("A red lighter.", "red lighter"), ("a paint can", "paint can"),
        ("three matches", "three matches"), ("洗碗机", "洗碗机"), ("红色的信封", "红色的信封"), ("一个蓝色打火机", "一个蓝色打火机"),
        ("一扇门", "一扇门"), ("红包", "红包"),
    ],
)  # fmt: skip
def test_a_thing_that_is_only_named_is_drawn(text: str, prompt: str) -> None:
    assert understanding().read(Context(text=text)).actions == (action("generate", prompt=prompt),)


@pytest.mark.parametrize(
    "text", ["老师", "a teacher", "油画", "一张油画", "背景", "a good idea", "门", "matches", "一起画吧"]
)
def test_who_is_spoken_to_and_what_is_a_style_is_no_thing_that_is_named(text: str) -> None:
    assert thing_named(text) is None


@pytest.mark.parametrize(
    ("text", "read", "prompt"),
    [
        ("a cat next to a tiger cub", "cat next to a tiger", "cat next to a tiger cub"),
        ("a cat next to a microwave", "cat next to a", "cat next to a microwave"),
        ("a cat next to a tiger cub, can you?", "cat next to a", "cat next to a tiger cub"),
        ("一只猫在垃圾集装箱旁边", "猫在垃圾集", "一只猫在垃圾集装箱旁边"),
        ("a paint can on a table", "table", "a paint can on a table"),
        ("a cat in a hat, watercolor", "cat in a hat", "cat in a hat"),
        ("画一个龙卷风", "龙卷", "一个龙卷风"),
        ("a cat next to a tiger cub, you know", "cat next to a tiger", "cat next to a tiger cub"),
    ],
)
def test_a_name_is_not_cut(text: str, read: str, prompt: str) -> None:
    assert in_full((action("generate", prompt=read),), text) == (action("generate", prompt=prompt),)


@pytest.mark.parametrize(
    ("text", "read", "prompt"),
    [
        ("draw a park, with a bench under a tree", "bench under a tree", "a park, with a bench under a tree"),
        ("那再画一个公园，有一张长椅", "长椅", "一个公园，有一张长椅"),
        ("you could draw a bench under a tree", "bench under a tree", "bench under a tree"),
    ],
)
def test_where_it_is_is_not_lost(text: str, read: str, prompt: str) -> None:
    assert in_full((action("generate", prompt=read),), text) == (action("generate", prompt=prompt),)


@pytest.mark.parametrize(
    ("text", "prompt", "style"),
    [
        ("a baker in a snowy village, storybook sketch, square", "baker in a snowy village", "storybook sketch"),
        ("好，两只鹤飞过雪山，要绢画的质感", "两只鹤飞过雪山", "绢画"),
    ],
)
def test_a_style_is_neither_told_twice_nor_lost(text: str, prompt: str, style: str) -> None:
    read = (action("generate", prompt=prompt, style=style),)
    assert in_full(read, text) == read


@pytest.mark.parametrize("text", ["certainly", "mm-hm", "the second", "第二个有意思"])
def test_assent_and_choice_take_up_an_offer(text: str) -> None:
    assert takes_up(text)
