"""Whom somebody looks at, as words say it."""

from __future__ import annotations

import re
from typing import Final

from gpuserver.engines.illustrator.words import find_subject, subject_named

_GAZE: Final = re.compile(
    r"\b(?:look|star|gaz|glanc|watch|fac|talk|chat|speak|listen|bark|point|bow|chas|fight|argu|kiss|hug|kick|feed|giv|catch|push|pet)"
    r"(?:s|es|ed|[a-z]?ing)?\b(?P<whom>.*)|(?:看着?|望着?|盯着?|追着?|追逐|面对着?|踢|喂|捉|抓|推)(?P<wen>.*)"
)
_EACH_OTHER: Final = re.compile(
    r"\b(?:each other|one another|together|face to face|talking|chatting)\b|对视|互相|对望|面对面|聊天|说话|打架|吵架"
)


SKY: Final = "sky"
"""Whom those look at who look at the moon or the sun."""
_UP: Final = re.compile(
    r"\b(?:at|the) (?:\w+ )?(?:moon|sun|stars)\b|[看望赏]着?(?:天上的)?(?:月亮|星星|太阳|圆月|明月)"
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:camera|viewer|sky|moon|stars?|sun|sea|away|window|mirror|book|phone|newspaper)\b|天空|月亮|星|镜头|书|报|电视|手机"
)


def gaze_in(words: str) -> str | None:
    """Whom `words` say one looks at: a drawing by name, or SKY; empty for each other, None where they do not say."""
    text = words.lower()[:200]
    if _EACH_OTHER.search(text):
        return ""
    found = _GAZE.search(text)
    if found is not None and _UP.search(text):
        return SKY
    if found is None or _ELSEWHERE.search(text):
        return None
    noun = find_subject(found.group("whom") or found.group("wen") or "")
    return subject_named(noun) if noun else ""
