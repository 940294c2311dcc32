"""What words say a subject does, and which of its drawings shows that."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

_POSES: Final = {
    "dance": r"\b(?:danc\w+|twirl\w*)\b|舞",
    "sleep": r"\b(?:sleep\w*|asleep|nap\w*|dozing|lying|lies|curled up|snoozing)\b|睡|躺|打盹|趴",
    "ride": r"\b(?:rid(?:es?|ing)|cycling|biking|driving)\b|骑|开着|驾",
    "read": r"\b(?:read(?:s|ing)?|studying)\b|看书|看报|读书|读报|阅读|读着|(?<!\w)reads? (?:the |a )?newspaper",
    "eat": r"\b(?:eat(?:s|ing)?|munch\w*|nibbl\w+|chew\w*)\b|吃",
    "cook": r"\b(?:cook(?:s|ing)|bak(?:es|ing)|stirring)\b|做饭|炒菜|烹饪|做菜",
    "play": r"\b(?:strumming|playing (?:the |an? |his |her )?(?:guitar|violin|ukulele|banjo|lute))\b|弹|拉(?:小提)?琴",
    "fish": r"\b(?:fishing|angling)\b|钓鱼|垂钓",
    "swim": r"\b(?:swim\w*|snorkel\w*|paddling)\b|游泳|游水|潜水|游来|在游|游着",
    "fly": r"\b(?:fly(?:ing)?|flies|soar\w*|glid(?:es|ing)|hover\w*)\b|飞",
    "run": r"\b(?:run(?:s|ning)?|chas(?:es|ing)|rac(?:es|ing)|gallop\w*|rush\w*|jogg?\w*|sprint\w*|dash\w*)"
    r"\b|跑|追|奔",
    "kick": r"\bkick\w*\b|踢",
    "throw": r"\bthrow\w*|\btoss\w*|扔|抛|投篮",
    "push": r"\bpush\w*|推",
    "jump": r"\b(?:jump\w*|leap\w*|hop(?:s|ping)|bounc\w+|skipping)\b|跳|蹦",
    "armsup": r"\b(?:cheer(?:s|ing)|celebrat\w+|arms (?:up|raised)|hands up|hooray|victor\w+)\b|欢呼|举手|庆祝",
    "wave": r"\b(?:wav(?:es|ing)|greeting)\b|招手|挥手|打招呼",
    "hug": r"\b(?:hug(?:s|ging)|cuddl\w+|embrac\w+)\b|拥抱|抱着|搂",
    "kneel": r"\b(?:kneel\w*|praying|crouch\w*|squat\w*)\b|跪|蹲|祈祷",
    "hang": r"\b(?:hang(?:s|ing)|swing(?:s|ing)|dangl\w+)\b|挂|荡|吊",
    "hold": r"\b(?:hold(?:s|ing)|carr(?:ies|ying))\b|拿着|举着|提着|捧着|撑着",
    "walk": r"\b(?:walk\w*|stroll\w*|march\w*|hik(?:es|ing)|wander\w*|sneak\w*)\b|走|散步|漫步|遛",
    "sit": r"\b(?:sit(?:s|ting)?|seated)\b|坐",
    "talk": r"\b(?:talk|chat|speak|argu|tell)(?:s|es|ing|ting)\b|聊天|说话|谈话|讲话|吵架",
    "look": r"\b(?:look|star|gaz|glanc|watch|fac)(?:s|es|ing)?\b|看着|望着|盯着|看向|望向|对视|仰望|眺望|欣赏",
    "stand": r"\b(?:stand(?:s|ing)?|posing)\b|站",
}
_PATTERNS: Final = {pose: re.compile(pattern) for pose, pattern in _POSES.items()}
_INSTEAD: Final = {
    "walk": ("stand",), "run": ("walk", "jump"), "jump": ("run", "armsup"), "hang": ("swing",), "swim": ("fly",),
    "dance": ("armsup", "jump"), "eat": ("hold",), "hug": ("armsup",), "ride": ("sit",), "read": ("sit",),
    "kick": ("run",), "throw": ("armsup", "run"), "push": ("walk", "run"), "cook": ("hold",), "play": ("hold",),
    "stand": ("walk",), "cradle": ("hug", "hold"), "fish": ("sit",), "fly_kite": ("wave",),
}  # fmt: skip
_STILL: Final = frozenset({"sit", "stand", "look", "talk", "walk"})
"""Poses that a subject's own drawing shows where there is no other."""


def pose_in(words: str, only: str = "") -> str:
    """The pose that `words` ask for, the one that is more of an action where they ask for two; empty for none.

    `only` asks for no other pose than that.
    """
    text = words.lower()[:200]
    poses = (pose for pose, pattern in _PATTERNS.items() if pattern.search(text) and only in ("", pose))
    return next(poses, "")


def pose_of(words: Iterable[str]) -> str:
    """The pose that the first of `words` asks for that asks for one."""
    return next((pose for one in words if (pose := pose_in(one))), "")


def shown(pose: str, drawn: Collection[str]) -> str | None:
    """The pose among `drawn` that shows `pose` best; empty for the drawing as it is, None where nothing shows it."""
    for one in (pose, *_INSTEAD.get(pose, ())):
        if one in drawn:
            return one
    return "" if pose in _STILL else None
