"""Small talk without a language model: greetings, thanks, help; an honest word about everything else."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import CATALOGUE
from core.language import Language
from core.pipeline import Kind
from core.replies.phrases import listed, say
from core.stopping import is_stop

_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("talk.help", re.compile(r"\b(help|what can you do|how (do|does) (this|it|i)|commands?)\b|帮助|你会(?:做|干)?(?:些)?什么|你能(?:做|干)|怎么用|能干什么")),
    ("talk.who", re.compile(r"\b(who|what) are you\b|\byour name\b|你是谁|你叫什么")),
    ("talk.thanks", re.compile(r"\b(thanks?|thank you|thx|cheers|great|perfect|lovely|love it|nice)\b|谢|太好了|真好|不错|喜欢|好看|完美")),
    ("talk.bye", re.compile(r"\b(bye|good ?night|see you|later)\b|再见|拜拜|晚安|回头见")),
    ("talk.hello", re.compile(r"^\W*(hi|hello|hey|good (morning|afternoon|evening))\b|你好|您好|早上好|下午好|晚上好|嗨|哈喽")),
    ("talk.no", re.compile(r"^\W*(no|nope|nah|no thanks?|not now)\W*$|^\W*(不|不要|不用|不用了|算了|没有)了?\W*$")),
    ("talk.yes", re.compile(r"^\W*(yes|yeah|yep|sure|ok(ay)?|please)\W*$|^\W*(好|好的|是|是的|可以|行|嗯)\W*$")),
)  # fmt: skip


def small_talk(text: str, language: Language) -> str:
    """The reply to `text`, which asks for no picture."""
    lowered = text[:500].lower()
    if is_stop(text):
        return say(language, "stopped")
    for key, pattern in _KINDS:
        if pattern.search(lowered):
            return say(language, key, pipelines=_pipelines(language)) if key == "talk.help" else say(language, key)
    if not re.search(r"\w", text):
        return say(language, "talk.emoji")
    return say(language, "talk.beyond")


def _pipelines(language: Language) -> str:
    shown = (entry for entry in CATALOGUE.values() if entry.kind not in {Kind.TALK, Kind.HISTORY})
    names = [entry.name[language] for entry in shown]
    return listed(language, [name.lower() for name in names])
