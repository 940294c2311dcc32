"""Chinese descriptions that the network cut short: the table of 桌子下面躺着一只橘猫, and a verse's second half."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import is_chinese, kind_of
from core.pipeline import Action
from core.scene.reader_zh import read_scene_zh
from core.scene.sayings_zh import beside_sayings, shown
from core.scene.tokens_zh import tokens_of
from core.scene.words_zh import LEAD_IN
from core.styles import style_id

_ENDING: Final = re.compile(r"(?:(?<!二)哈|[啊呀哦嘛呗啦呢吧～~。！!.,，、 ])+$")
"""What only colours the end of a sentence."""
_TALK: Final = re.compile(
    r"[?？你您我咱吗谢给帮请让改换弄转删]|不要|别|想|[太真好很]了?(?:看|棒|玩)|什么|怎么|多少|为什么|谁|几点|画|不对|不是|刚才|之前|这|那|变成|再来|算了|然后|重新"
    r"|风格|横版|竖版|壁纸|比例|高清"
)
"""What is said to the one who draws, and is no part of what is to be seen."""
_ASKED: Final = re.compile(r"[来加再还添]|去掉")
"""What asks for something, where it stands before what was read."""
_PICTURES: Final = re.compile(r"[张幅版款种份套]")
_SEEN: Final = frozenset({"noun", "verb", "setting", "air", "mark", "num", "unk"})
_AROUND: Final = frozenset({"setting", "air", "stop"})
_PARAMS: Final = frozenset({"prompt", "count", "negative", "style"})
_NAMES: Final = frozenset({"animal", "person", "building", "vehicle", "food", "plant"})
"""Kinds of things whose mere name is a wish for a picture of it."""
_MOST: Final = 16
"""Characters of a bare text that was read as talk and yet names a scene."""


def in_full_zh(actions: tuple[Action, ...], text: str, *, fresh: bool) -> tuple[Action, ...]:
    """`actions`, with a new picture of all that `text` describes where nothing else in it is said.

    `fresh`: whether there is no picture yet, so that a scene that is only named is one to draw.
    """
    if len(actions) != 1 or not is_chinese(text):
        return actions
    beside = beside_sayings(text)
    one, whole = (
        actions[0],
        _ENDING.sub("", text if beside is not None else LEAD_IN.sub("", text)),
    )  # 画蛇添足 asks nothing
    styled = style_id(one.text("style")) is not None
    if one.pipeline == "generate" and set(one.params) <= _PARAMS and not styled:
        prompt = _whole(one, whole)
        kept = {"negative": one.text("negative")} if one.text("negative") else {}
        return (action("generate", prompt=prompt, **kept),) if prompt else actions
    bare = fresh and one.pipeline in {"chat", "search"} and not _is_talk(whole, beside)
    return (action("generate", prompt=whole),) if bare and _is_scene(whole) else actions


def _whole(one: Action, whole: str) -> str:
    """The prompt with what was lost before and behind it; empty where nothing was, or where it was meant for us."""
    read = one.text("prompt")
    if read not in whole or ((many := one.params.get("count") is not None) and _PICTURES.search(whole)):
        return ""
    head, _, tail = whole.partition(read)
    if _TALK.search(head) or _ASKED.search(head):
        return ""
    if _TALK.search(tail) or not (_seen(tail) or re.match(r"[^，。；！,. ]", tail)):
        tail = ""
    prompt = head + read + tail
    return prompt if many or prompt != read or one.text("style") else ""


def _is_talk(whole: str, beside: str | None) -> bool:
    """Whether a text says more than what is seen: of a saying, more than where and when it is (守株待兔是什么意思)."""
    if beside is None:
        return _TALK.search(whole) is not None
    return any(not token.kinds & _AROUND for token in tokens_of(_ENDING.sub("", LEAD_IN.sub("", beside))))


def _seen(words: str) -> bool:
    return any(token.kinds & _SEEN for token in tokens_of(words))


def _is_scene(text: str) -> bool:
    """Whether a bare text names a scene: somebody or something known that does something, or an idiom."""
    if len(text) > _MOST or not re.search("[\u3400-\u9fff]{2}", text):
        return False
    if shown(text) != text:
        return True
    if kind_of(text) in _NAMES:
        return True
    subjects = read_scene_zh(text).subjects
    known = bool(subjects) and kind_of(subjects[0].noun) not in {None, "setting", "air"}
    return known and (bool(subjects[0].action) or len(subjects) > 1)
