"""What of a Chinese text describes a picture, and what in it is said to the one who draws: 画一只猫吧, 换成, 怎么."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE_ZH
from core.scene.sayings_zh import beside_sayings
from core.scene.words_zh import LEAD_IN

_ASKS: Final = re.compile(rf"^(?:{PLEASE_ZH}|再)+(?=[给画来]|设计|生成|绘制)")
_YES: Final = re.compile(r"^(?:好[的呀啊吧]?|嗯+|行|可以|对)[，,。！!、 ]+")
_ENDING: Final = re.compile(r"(?:(?<!二)哈|[啊呀哦嘛呗啦呢吧～~。！!.,，、 ])+$")
"""What only colours the end of a sentence."""
_TALK: Final = re.compile(
    r"[?？你您我咱吗谢给帮请让改换弄转删]|不要|别|想|[太真好很]了?(?:看|棒|玩)|什么|怎么|多少|为什么|谁|几点|画|不对|不是|刚才|之前|这|那|变成|再来|算了|然后|重新"
    r"|风格|横版|竖版|壁纸|比例|高清"
)


def described(text: str) -> str:
    """`text` without how it asks for a picture and how it ends; a saying asks for none: 画蛇添足."""
    text = _YES.sub("", text)
    return _ENDING.sub("", text if beside_sayings(text) is not None else LEAD_IN.sub("", _ASKS.sub("", text)))


def is_addressed(words: str) -> bool:
    """Whether `words` are said to the one who draws, and are no part of what is to be seen."""
    return _TALK.search(words) is not None
