"""Chinese wordings that strangers use, by kind, and the scenes that they mean."""

from __future__ import annotations

import pytest
from scene_cases import told

from core.scene.reader import read_scene

HANDS = [
    ("一只猫，手里拿着一个苹果", "猫; 苹果 @ 猫手里"),
    ("手里拿着一把剑的小朋友", "小朋友; 剑 @ 小朋友手里"),
    ("一只猫，头上戴着一顶帽子", "猫; 帽子 @ 猫身上"),
    ("一名骑士，拿着一面白色旗子", "骑士; (white) 旗子 @ 骑士手里"),
    ("一只猫，穿着一双粉色的靴子", "猫; (pink) 靴子 @ 猫身上"),
]  # fmt: skip
PLACES = [
    ("月球上的一只老虎", "老虎 | background: 月球上"),
    ("纸箱里睡着一只绵羊", "纸箱; 绵羊 @ 纸箱里 ! 睡着"),
    ("汽车里有戴着帽子的小狗", "汽车; 小狗 @ 汽车里; 帽子 @ 小狗身上"),
    ("一名忍者，身边跟着一只兔子", "忍者; 兔子 @ 忍者身边"),
    ("温馨的厨房里的两位老爷爷", "2 老爷爷 | background: 温馨的厨房里"),
    ("红色的桌子上的一只猫", "猫 @ 桌子上; (red) 桌子"),
]  # fmt: skip
STYLES = [
    ("油画风格的一只青蛙", "青蛙 | style: 油画"),
    ("用油画风格画花园里的四只小狗", "4 小狗 | background: 花园里 | style: 油画"),
    ("生成一张图片，一个女巫，水彩风格", "女巫 | style: 水彩"),
]  # fmt: skip

DEEDS = [
    ("头上顶着一个橘子的水豚", "水豚; 橘子 @ 水豚头上"),
    ("两只小狗抢一根骨头", "2 小狗 ! 抢; 骨头 @ 小狗旁边"),
    ("五只鸭子排成一排过马路", "5 鸭子 ! 排成一排、过马路"),
    ("小红帽在森林里遇到大灰狼", "小红帽 ! 遇到; 大灰狼 @ 小红帽旁边 | background: 森林里"),
    ("一个海盗肩膀上站着一只鹦鹉，手里拿着藏宝图", "海盗; 鹦鹉 @ 海盗肩膀上 ! 站着; 藏宝图 @ 海盗手里"),
    ("一只长颈鹿戴着很长的围巾", "长颈鹿; [长] 围巾 @ 长颈鹿身上"),
    ("给我来一张赛博朋克风格的猫", "猫 | style: 赛博朋克"),
    ("长椅上坐着一对夫妻", "长椅; 夫妻 @ 长椅上 ! 坐着"),
]  # fmt: skip

MORE = [
    ("两只鹦鹉站在树枝上，一只红色，一只绿色", "(red) 鹦鹉 @ 树枝上 ! 站; (green) 鹦鹉 @ 树枝上 ! 站; 树枝"),
    ("一只兔子从帽子里跳出来", "兔子 @ 帽子里 ! 跳出来; 帽子"),
    ("一只小猫趴在窗台上看外面的雨", "小猫 @ 窗台上 ! 趴着看雨; 窗台 | details: 雨"),
    ("一条龙盘在城堡上", "龙 @ 城堡上 ! 盘; 城堡"),
    ("两个小孩在玩滑梯", "2 小孩 ! 玩滑梯"),
    ("一碗拉面，日式插画", "拉面 | details: 日式插画"),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "scene"), [*HANDS, *PLACES, *STYLES, *DEEDS, *MORE])
def test_a_wording_is_read_as_it_is_meant(prompt: str, scene: str) -> None:
    assert told(read_scene(prompt)) == scene


def test_whoever_is_led_by_the_hand_is_in_the_picture() -> None:
    scene = read_scene("老爷爷牵着孙子在公园散步")
    assert [(one.noun, one.place) for one in scene.subjects] == [("老爷爷", None), ("孙子", "老爷爷旁边")]
