"""Small talk without a language model: greetings, thanks, help; an honest word about everything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.conversation import Conversation, Turn
from core.language import Language
from core.pipeline import Modality
from core.remarks import remark
from core.replies.phrases import say
from core.stopping import is_stop

_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("talk.help", re.compile(r"\b(help|what can you do|how (do|does) (this|it|i)|commands?)\b|帮助|你会(?:做|干)?(?:些)?什么|你能(?:做|干)|怎么用|能干什么")),
    ("talk.sad", re.compile(r"\bi(?:'m| am| feel|'ve been)\b.{0,20}\b(?:sad|lonely|tired|depressed|stressed|anxious|heartbroken|feeling down)\b|\b(?:bad|rough|awful|terrible|hard) day\b|难过|伤心|不开心|郁闷|孤独|孤单|好累|很累|失恋|焦虑|想哭|心情(?:不好|很差|低落)")),
    ("talk.glad", re.compile(r"\bi(?:'m| am| feel)\b.{0,20}\b(?:happy|glad|excited|proud)\b|\b(?:exams?|school|finals|work) (?:is|are) (?:finally )?over\b|[好很真太](?:开心|高兴|激动)|放假[了啦]|考[完上][了啦]")),
    ("talk.unclear", re.compile(r"\b(?:draw|paint|make) (?:me )?(?:something|anything|whatever)\b|随便画|画[点些](?:什么|好看|有趣|好玩)")),
    ("talk.who", re.compile(r"\b(who|what) are you\b|\byour name\b|你是谁|你叫什么")),
    ("talk.thanks", re.compile(r"\b(thanks?|thank you|thx|cheers|great|perfect|lovely|love it|nice|cute|awesome|amazing|beautiful|gorgeous)\b|谢|可爱|漂亮|真棒|太棒|厉害|太好了|真好|不错|喜欢|好看|完美")),
    ("talk.bye", re.compile(r"\b(bye|good ?night|see you|later)\b|再见|拜拜|晚安|回头见")),
    ("talk.hello", re.compile(r"^\W*(hi|hello|hey|good (morning|afternoon|evening))\b|你好|您好|早上好|下午好|晚上好|嗨|哈喽")),
    ("talk.no", re.compile(r"^\W*(no|nope|nah|no thanks?|not now)\W*$|^\W*(不|不要|不用|不用了|算了|没有)了?\W*$")),
    ("talk.yes", re.compile(r"^\W*(yes|yeah|yep|sure|ok(ay)?|please)\W*$|^\W*(好|好的|是|是的|可以|行|嗯)\W*$")),
)  # fmt: skip
_TOLD: Final = 8
"""Wishes that are told again, the last ones."""
_QUESTION: Final = re.compile(
    r"[?？]\s*$|^\W*(?:who|what|when|where|why|which|how|is|are|do|does|did|can you (?:tell|explain|say|write)|tell me|explain|write (?:me )?(?:a|an|some))\b"
    r"|什么|为什么|怎么|谁|吗\W*$|呢\W*$|讲(?:个|一个)|告诉我|写[一首个篇]"
)


def small_talk(text: str, language: Language, before: Conversation | None = None) -> str:
    """The reply to `text`, which asks for no picture. `before`: the conversation so far."""
    lowered = text[:500].lower()
    if is_stop(text):
        return say(language, "stopped")
    if said := remark(text):
        return _of_history(said, language, before) or say(language, f"talk.{said}")
    for key, pattern in _KINDS:
        if pattern.search(lowered):
            return say(language, key)
    if not re.search(r"\w", text):
        return say(language, "talk.emoji")
    return say(language, "talk.beyond" if _QUESTION.search(lowered) else "talk.unclear")


def _of_history(asked: str, language: Language, before: Conversation | None) -> str:
    """What was asked for and done so far; empty where `asked` is no question about that."""
    turns = before.recent if before else ()
    if asked == "changed":
        return _changed(language, turns)
    if before and turns and asked == "first":
        begun = next((one.title for one in before.tree.versions.values()), "") if turns[0].index else ""
        return say(language, "talk.first_was", said=begun or turns[0].user)
    pictured = [turn.user for turn in turns if turn.modality is Modality.IMAGE and turn.user]
    if asked == "done" and pictured:
        return say(language, "talk.done_so_far", told=say(language, "word.semicolon").join(pictured[-_TOLD:]))
    return say(language, "talk.unchanged") if asked in {"first", "done"} else ""


def _changed(language: Language, turns: Sequence[Turn]) -> str:
    """What the last turn with a picture said that it did."""
    last = next((turn for turn in reversed(turns) if turn.modality is Modality.IMAGE), None)
    return say(language, "talk.changed", said=last.system) if last else say(language, "talk.unchanged")
