"""Chinese set phrases and compounds that are said plainly before a prompt is cut into words."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import HAN_NOUNS, kind_of
from core.scene.sayings_zh import shown

_PLAINLY: Final = (
    (re.compile(r"腾云驾雾|驾云|驾着?筋斗云|踩着筋斗云"), "在云上"),
    (re.compile(r"(?:夕阳|红日|落日)(?:西下|西沉)|日落西山|太阳(?:落山|下山)"), "夕阳"),
    (re.compile(r"([高矮大小])个[子儿]的?(?=[男女老青少学警医孩人篮模])"), r"\1的"),
    (re.compile(r"(?<=[\u3400-\u9fff])(?<!二)[呗啊呀嘛哈啦哟哒](?=[，。！]|$)"), ""),
    (re.compile(r"(?<=[，。])(?:[它他她])?(?:还|就|最好)?要(?=[坐站躺趴蹲戴穿拿骑有在抱举看飞跑])"), ""),
    (re.compile(r"玉兔"), "白兔"),
    (re.compile(r"[奔骏]马"), "奔跑的马"),
    (re.compile(r"(?<=[拿握持举])把(?=[\u3400-\u9fff])"), "一把"),
    (re.compile(r"(?<=[，。])(?:[它他她])?(?:还|就|最好)?(?:要|得是|是)(?=[\u3400-\u9fff]{1,3}色的(?:[，。]|$))"), ""),
    (re.compile(r"(?<=[白黑红长短大金])(?P<part>胡子|头发)(?=[老男女大小])"), r"\g<part>的"),
    (re.compile(r"(?P<who>农民|警察|司机|医生|护士|清洁工|消防员)(?:伯伯|叔叔|阿姨|哥哥|姐姐)"), r"\g<who>"),
    (
        re.compile(r"(?P<one>^[\u3400-\u9fff]{2,5})大战(?P<other>[\u3400-\u9fff]{2,5})(?=[，。]|$)"),
        r"\g<one>和\g<other>战斗",
    ),
    (re.compile(r"打[着了上]?(?=[\u3400-\u9fff]{0,3}(?:领带|领结))"), "系着"),
    (re.compile(r"赏着?(?:圆|明)?月(?=$|[，。吃喝聊的])"), "看月亮"),
    (re.compile(r"(?<=[店馆屋家房院校厅楼市场行园])的?门[口前]|(?<=[，。])门口(?=有|[站坐躺蹲趴停睡挂放])"), "前面"),
    (re.compile(r"(?<=花)(?:都|全)?开(?:放)?了"), "盛开"),
    (re.compile(r"黑框眼?镜"), "黑色的眼镜"),
    (re.compile(r"[金银]丝(?:边|框)?眼?镜"), "眼镜"),
    (re.compile(r"天空?(?:是|呈)(?P<color>[\u3400-\u9fff]{1,3}色)的?"), r"\g<color>的天空"),
    (re.compile(r"(?P<card>贺卡|卡片|明信片)[：:，,](?P<wish>祝[^，。]{2,14})"), r"写着“\g<wish>”的\g<card>"),
    (
        re.compile(
            r"(?P<wish>(?:新年|生日|圣诞|中秋|节日|端午|元旦|[父母]亲节|教师节|六一|新春|春节|国庆)快乐|恭喜发财|早日康复|新婚快乐)的?(?P<card>贺卡|卡片|明信片|海报)"
        ),
        r"写着“\g<wish>”的\g<card>",
    ),
    (re.compile(r"(?:正?在)?泡(?:着)?温泉"), "在温泉里"),
    (re.compile(r"(?<![划赛])龙舟(?:比赛|竞赛|竞渡)"), "划龙舟"),
    (re.compile(r"^(?:过?端午节?|在端午节)[，]?(?=[吃包划赛])"), "人们"),
    (re.compile(r"(?:划|赛)龙舟(?=比?赛?的?(?:[，。]|$))(?:比?赛)?"), "划着龙舟"),
)
_TRAIN: Final = re.compile(r"(?:[一1][支队行列])?(?P<who>[\u3400-\u9fff]{1,3}?)商?队(?![长员友服伍列])")
"""Animals one behind the other: 骆驼队."""


def plainly(text: str) -> str:
    """The prompt with its set phrases said plainly: 夕阳西下 is 夕阳, and 骆驼队 several camels."""
    text = shown(text)
    for words, plain in _PLAINLY:
        text = words.sub(plain, text)
    return _TRAIN.sub(_animals, text)


def _animals(found: re.Match[str]) -> str:
    who = next((found["who"][at:] for at in range(len(found["who"])) if found["who"][at:] in HAN_NOUNS), "")
    before = found["who"].removesuffix(who)
    return f"{before}一群{who}" if who and kind_of(who) == "animal" else found.group()
