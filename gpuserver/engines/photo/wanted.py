"""What the user calls a thing in a photo, read as what can be looked for: a colour, a place, a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.lexicon import COLORS, canonical_noun, color_key, is_chinese, kind_of, plural, singular, word_set
from core.scene.reader import read_subject

_PLACES: Final = (
    ("left", re.compile(r"\b(?:(?:on|at|to|in) the )?(?:far )?left(?:most| side| hand side|-hand)?\b|左(?:边|侧|面|方)?的?")),
    ("right", re.compile(r"\b(?:(?:on|at|to|in) the )?(?:far )?right(?:most| side| hand side|-hand)?\b|右(?:边|侧|面|方)?的?")),
    ("top", re.compile(r"\b(?:(?:on|at|in) the )?(?:top|upper)\b|上(?:边|面|方)的?|顶部的?")),
    ("bottom", re.compile(r"\b(?:(?:on|at|in) the )?(?:bottom|lower)\b|下(?:边|面|方)的?|底部的?")),
    ("middle", re.compile(r"\b(?:(?:on|at|in) the )?(?:middle|cent(?:er|re))\b|(?:正?中间|中央|正中)的?")),
)  # fmt: skip
_STUFF: Final = {
    "sky": "sky heaven 天空 天 天色", "grass": "grass lawn meadow field foliage 草地 草坪 草 草原 草丛 田野",
    "background": "background backdrop wall 背景 墙 墙壁 后面",
    "water": "water sea ocean lake river pool 水 海 大海 海水 湖 湖水 河 水面",
    "spot": "spot stain blemish pimple mark dust speck scratch dirt smudge mole 污点 斑点 痘 痘痘 斑 瑕疵 污渍 划痕 灰尘",
}  # fmt: skip
_KINDS: Final = {word: stuff for stuff, words in _STUFF.items() for word in words.split()}
_CROWD: Final = re.compile(r"^(?:all |both |these |those )|(?:们|些|所有|全部|两|几)")
_TAIL: Final = re.compile(
    r"\b(?:of|in|from) (?:the |this )?(?:photo|picture|image|pic)\b|(?:照片|图片|图|画面)(?:里|中|上)?的?"
)
_PARTS: Final = word_set(
    "eye eyes hair lip lips face nose mouth hand skin tooth teeth 眼睛 头发 嘴唇 脸 皮肤 牙 手 "
    "wheel tire tyre roof window door handle lid leaf petal 轮子 车轮 轮胎 屋顶 窗户 窗 门 把手 盖子 叶子 花瓣 "
    "coffee tea juice milk wine 咖啡 茶 果汁 牛奶 酒 "
    "table desk tabletop counter floor ground road street shelf 桌子 桌 桌面 书桌 柜台 地板 地面 地上 路 街道 架子"
)
_METAL: Final = word_set(
    "spoon teaspoon tablespoon fork knife cutlery ladle scissors key coin faucet tap "
    "勺子 勺 汤匙 茶匙 叉子 刀叉 餐刀 餐具 剪刀 钥匙 硬币 水龙头"
)
_WARE: Final = word_set(
    "cup mug teacup glass bowl plate dish saucer teapot jug 杯子 杯 茶杯 玻璃杯 碗 盘子 碟子 茶壶 壶"
)
_ON_HEAD: Final = word_set(
    "hat cap helmet crown beanie beret headband hair hood turban 帽子 帽 头盔 皇冠 王冠 头巾 贝雷帽 头发"
)
_ALOFT: Final = word_set(
    "kite balloon airplane plane aeroplane helicopter parachute drone airship bird seagull gull eagle hawk moon sun star "
    "风筝 气球 热气球 飞机 直升机 降落伞 无人机 飞艇 鸟 小鸟 海鸥 老鹰 月亮 太阳 星星"
)
_BARE: Final = frozenset({"silver", "gray"})
"""The colours that metal is said to have, whatever it mirrors."""
_HAN: Final = re.compile("|".join(sorted((one for words in COLORS.values() for one in words.split()), key=len)[::-1]))
_USUAL: Final = {
    "banana": "yellow", "lemon": "yellow", "carrot": "orange", "pumpkin": "orange", "tomato": "red", "strawberry": "red",
}  # fmt: skip
"""The colour by which a thing is looked for where none is said."""


@dataclass(frozen=True)
class Wanted:
    """What to look for. All that is known of "the red cars on the left": colour red, place left, many."""

    words: str
    """As the user wrote them."""
    color: str | None = None
    """A key of `core.lexicon.COLORS`."""
    places: frozenset[str] = frozenset()
    """Of left, right, top, bottom, middle."""
    stuff: str | None = None
    """sky, grass, background, water or spot."""
    part: bool = False
    """A part of something, worn by it, or what it stands on: not the subject as a whole."""
    metal: bool = False
    """A thing of polished metal, which has no colour of its own."""
    ware: bool = False
    """Stands on and beside others of its kind: a cup on a saucer."""
    many: bool = False
    thing: bool = False
    """Known to be no person."""
    person: bool = False
    """Known to be one: a colour named with it is that of clothes."""
    mixed: bool = False
    """An animal or a vehicle, whose colour is that of its coat or its paint and not of all of it."""
    worn: bool = False
    on_head: bool = False
    aloft: bool = False
    """Seen before the sky."""


def read_wanted(words: str) -> Wanted:
    """What `words` ask for, in English or Chinese."""
    text = _TAIL.sub(" ", words.strip().lower()[:200])
    places = set[str]()
    for place, pattern in _PLACES:
        if pattern.search(text):
            places.add(place)
            text = pattern.sub(" ", text)
    text = " ".join(text.split()).strip(" ,.，。的") or words.strip().lower()
    if is_chinese(text):
        text = text.replace(" ", "")
    subject = read_subject(text)
    color = color_key(subject.color or "") or _color_in(text)
    noun = subject.noun.strip().lower()
    key = canonical_noun(noun)
    stuff = next((_KINDS[name] for name in (noun, singular(noun), key) if name in _KINDS), None)
    names = {key, noun, singular(noun)}
    part = kind_of(noun) == "worn" or bool(names & _PARTS)
    many = subject.count > 1 or bool(_CROWD.search(text)) or (not is_chinese(noun) and plural(noun) == noun)
    kind = kind_of(noun)
    color = color or _USUAL.get(key)
    return Wanted(
        words.strip(), color, frozenset(places), stuff, part, many=many, thing=kind is not None and kind != "person",
        person=kind == "person", mixed=kind in {"animal", "vehicle"}, worn=kind == "worn", on_head=bool(names & _ON_HEAD), aloft=bool(names & _ALOFT),
        metal=bool(names & _METAL) and (color is None or color in _BARE), ware=bool(names & _WARE),
    )  # fmt: skip


def _color_in(text: str) -> str | None:
    """The first colour named among the words: "the man in the blue shirt" is looked for by blue, 穿蓝色衣服的人 too."""
    if is_chinese(text):
        return next((color_key(found[0]) for found in _HAN.finditer(text)), None)
    words = re.findall(r"[a-z]+", text)
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return next((key for one in (*pairs, *words) if (key := color_key(one))), None)
