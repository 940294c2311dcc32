"""Chinese set phrases and names whose first characters look like words of their own."""

from __future__ import annotations

import pytest

from core.prompt import prompt_of
from core.scene.reader import read_scene


@pytest.mark.parametrize(
    ("prompt", "nouns"),
    [
        ("孙悟空腾云驾雾", ["孙悟空"]), ("腾云驾雾的孙悟空", ["孙悟空"]), ("高个子男生", ["男生"]), ("高个子警察", ["警察"]),
        ("一支骆驼队走在沙漠里", ["骆驼"]), ("京剧脸谱", ["京剧脸谱"]), ("一块黑板", ["黑板"]), ("端午节", ["端午节"]),
        ("白雪公主", ["白雪公主"]), ("黄鹤楼", ["黄鹤楼"]), ("消防队员", ["消防队员"]), ("篮球队", ["篮球队"]),
        ("三只千纸鹤", ["千纸鹤"]), ("绿皮火车", ["绿皮火车"]),
    ],
)  # fmt: skip
def test_a_name_is_neither_cut_nor_glued(prompt: str, nouns: list[str]) -> None:
    assert [subject.noun for subject in read_scene(prompt).subjects] == nouns


def test_the_sun_that_sets_is_light_and_nobody() -> None:
    scene = read_scene("沙漠里的骆驼队，夕阳西下")
    assert ([(one.noun, one.count) for one in scene.subjects], scene.details) == ([("骆驼", 5)], ("夕阳",))


def test_riding_the_clouds_is_up_there() -> None:
    assert read_scene("孙悟空腾云驾雾").background == "云上"


def test_what_is_done_at_the_dragon_boat_festival_is_done_by_people() -> None:
    assert [subject.noun for subject in read_scene("端午节赛龙舟").subjects] == ["人", "龙舟"]


@pytest.mark.parametrize(
    ("prompt", "nouns", "details"),
    [
        ("守株待兔", ["农夫", "大树", "兔子"], ()), ("画一个龟兔赛跑的故事", ["乌龟", "兔子"], ()),
        ("轻舟载渔翁，明月照寒江", ["渔夫", "小船"], ("月亮",)), ("写着“年年有余”的春联", ["春联"], ()), ("春天，桃花开了", ["桃花"], ("春天",)),
        ("一家人在赏月", ["一家人"], ("月亮",)), ("嫦娥抱着玉兔", ["嫦娥", "兔"], ()),
        ("小朋友们在放风筝", ["小朋友", "风筝"], ()), ("农民伯伯在插秧", ["农民"], ()),
        ("孙悟空大战牛魔王", ["孙悟空", "牛魔王"], ()), ("一匹奔马", ["马"], ()), ("手里拿把剑的机器人", ["机器人", "剑"], ()), ("一个大叔，光头，戴着眼镜", ["大叔", "眼镜"], ()),
        ("女孩坐在沙滩上，天空是粉紫色的", ["女孩"], ("粉紫色的天空",)),
        ("一只水豚在泡温泉呀", ["水豚", "温泉"], ()), ("一只橘猫呗，要坐在月饼上", ["橘猫", "月饼"], ()),
    ],
)  # fmt: skip
def test_a_saying_is_what_it_shows(prompt: str, nouns: list[str], details: tuple[str, ...]) -> None:
    scene = read_scene(prompt)
    assert ([one.noun for one in scene.subjects], scene.details) == (nouns, details)


def test_a_colour_before_a_style_is_of_what_is_drawn() -> None:
    scene = read_scene("红色剪纸风格的兔子")
    assert ([(one.noun, one.color) for one in scene.subjects], scene.style) == ([("兔子", "red")], "剪纸")


def test_a_wish_before_a_card_stands_on_it() -> None:
    (card,) = read_scene("新年快乐贺卡").subjects
    assert card.attributes == ("says: 新年快乐",)


def test_a_clause_of_a_colour_is_said_of_who_came_before() -> None:
    assert read_scene("弄个机器人，要红色的，手里拿把剑").subjects[0].color == "red"


def test_a_clause_of_one_adjective_is_said_of_who_came_before() -> None:
    assert read_scene("一个大叔，光头，戴着眼镜").subjects[0].attributes == ("光头",)


@pytest.mark.parametrize("text", ["一只小猫，粉色背景", "一只小猫，背景是粉色"])
def test_a_backdrop_is_its_colour(text: str) -> None:
    assert (read_scene(text).background, prompt_of(read_scene(text))) == ("粉色", "小猫，粉色背景")


@pytest.mark.parametrize(
    ("prompt", "noun", "place"),
    [
        ("竹林熊猫", "熊猫", "竹林"),
        ("海边小屋", "小屋", "海边"),
        ("街头艺人", "街头艺人", None),
        ("公园长椅", "公园长椅", None),
    ],
)
def test_a_setting_before_a_thing_is_where_it_is(prompt: str, noun: str, place: str | None) -> None:
    scene = read_scene(prompt)
    assert ([one.noun for one in scene.subjects], scene.background) == ([noun], place)


@pytest.mark.parametrize(
    ("prompt", "count", "place"),
    [("桌上有一双筷子", 1, "桌上"), ("小伙子弹吉他，旁边围着一群人", 5, "小伙子旁边"), ("打领带的狐狸", 1, "狐狸身上")],
)
def test_how_many_are_where(prompt: str, count: int, place: str) -> None:
    last = read_scene(prompt).subjects[-1]
    assert (last.count, last.place) == (count, place)
