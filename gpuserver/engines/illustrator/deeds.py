"""What somebody may be said to do that a picture would have to show."""

from __future__ import annotations

import re
from typing import Final

from gpuserver.engines.illustrator.doings import has_thing
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations.gazes import gaze_in

_IDLE: Final = re.compile(
    r"\bhaving (?:fun|(?:a )?(?:good|great|nice|lovely)\b)|"
    r"\b(?:stand|pos|wait|stay|liv|rest|relax|enjoy|be|go|com(?!b)|us|wear|hold|carry|rid|smil|laugh|grow|hang|float|lean|"
    r"shin|glow|look|hid|face|cover|surround|fill|do|try|get|start|park|shar|spread|reflect|follow|burn|blaz|written|print|"
    r"put|plac|set|lay|keep|arrang|load|stack)(?:s|es|ed|[a-z]?ing)?\b"
    r"|站|待|等|住|休息|享受|穿|戴|拿|举|抱|骑|笑|在|有|是|挂|停|行驶|趴|盘|漂|飘|盛开|开着|开放|长|躲|靠|发光|看|燃烧|跟着|跟随|^(?:堆|吹|弹|放|贴|绑|插|摆|冒|点|踩|吃|飞?来|飞去|飞走|表演|聊天|盖|卖|生|燃)[着了]?$|着火|起火|失火"
)
"""What anybody may be said to do, and every drawing shows."""


_BLOWS: Final = re.compile(r"\b(?:fight|duel|battl|wrestl)\w*|打架|战斗|决斗|搏斗|打仗|对打")
"""Deeds that more than a look would show."""


def is_deed(action: str) -> bool:
    """Whether an action would be seen, and is no look at somebody, nor what anybody does, nor shown by its thing."""
    looks = gaze_in(action) is not None and not _BLOWS.search(action)
    return bool(action) and not looks and not _IDLE.search(action) and not has_thing(action)


_JOINTS: Final = re.compile(r"\s+(?:and|while|to)\s+|[、，]")
_SEATED: Final = frozenset({
    "sit", "chair", "seated", "perch", "readseat", "readchair", "readsit", "ride", "swing", "lotus", "lounge", "plop",
    "toddle", "fish", "cradle",
})  # fmt: skip
"""Poses in which one sits."""
_AS_EVER: Final = frozenset({"", "sit", "stand", "hold", "look", "talk", "walk", "hug", "hang", "run", "catch"})
"""Poses that are no deed of their own beside another one."""
_MORE_THAN_A_POSE: Final = re.compile(r"\bknees\b|膝|\bupside\b|倒挂|倒吊")
"""Ways to sit and to hang that those poses do not show."""


def deeds_lost(action: str, pose: str, *, seated: bool) -> list[str]:
    """What of an action a drawing in `pose` does not show, where it names more than one deed.

    `seated`: whether it sits anyway, as most animals do, and who is on something.
    """
    parts = [part for part in _JOINTS.split(action) if part]
    asked = [pose_in(part) for part in parts]
    return [part for part, one in zip(parts, asked, strict=True) if _is_lost(part, one, pose, asked, seated)]


def _is_lost(part: str, one: str, pose: str, asked: list[str], seated: bool) -> bool:
    if _MORE_THAN_A_POSE.search(part):
        return pose != "upsidedown"
    if len(asked) < 2:
        return False
    if not one:
        return is_deed(part)
    return not seated and pose not in _SEATED if one == "sit" else one not in _AS_EVER and pose != one and pose in asked
