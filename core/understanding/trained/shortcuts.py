"""What needs no network: a bare yes to an offer, courtesies, a change of a picture that is not there."""

from __future__ import annotations

import re
from typing import Final

from core.pipeline import Action

_ENDS: Final = r"[.!?,。！？，~～… ]*"
_YES: Final = re.compile(
    r"(?:(?:oh|ok|hm|well),? )?(?:yes|yeah|yep|yup|sure|ok|okay|please|yes,? please|please do|sure thing|go ahead|do it"
    r"|go for it|sounds good|why not|of course|absolutely|definitely"
    r"|好|好的|好啊|好呀|可以|行|要|嗯|嗯嗯|是|是的|对|来吧|当然|没问题|试试)" + _ENDS
)
_COURTESY: Final = re.compile(
    r"(?:(?:oh|ok|okay|ah|wow),? )?(?:(?:hi|hello|hey)(?: there)?|good (?:morning|afternoon|evening|night)"
    r"|(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| a bunch| again)?|thx|ty|tysm|cheers|bye|goodbye|see you"
    r"|lol|lmao|(?:ha)+h?|(?:he)+|wow|nice|lovely|cute|beautiful|gorgeous|awesome|amazing|love it|i love it|well done"
    r"|(?:多)?谢谢?(?:你|您|啦|了)*|多谢|感谢|你好|您好|嗨|哈喽|早|早上好|下午好|晚上好|晚安|再见|拜拜|哈+|嘻+|呵+|好看|真好看"
    r"|不错|真不错|真棒|太棒了|棒|漂亮|好漂亮|可爱|好可爱|喜欢|我喜欢|厉害|哇+)" + _ENDS
)
_POINTS: Final = re.compile(
    r"^(?:(?:can|could|would) you |please |now )*(?:make|put|turn|add|give|change|remove|take|let|have|move|rotate"
    r"|convert|crop|can i have)\b.*\b(?:it|him|her|his|them|this|that|the (?:picture|image|photo))\b"
    r"|^(?:请|帮我|麻烦)?[给把让将](?:它|他|她|图|画|照片|这张)"
)


def is_yes(text: str) -> bool:
    """Whether `text` only says yes, so that what was offered is taken up as it was offered."""
    return _YES.fullmatch(text.lower()) is not None


def is_courtesy(text: str) -> bool:
    """Whether `text` only greets, thanks, laughs or praises, or has no word at all: it never asks for a change."""
    return re.search(r"\w", text) is None or _COURTESY.fullmatch(text.lower()) is not None


def points_at_a_picture(text: str) -> bool:
    """Whether `text` speaks of a picture as if there were one."""
    return _POINTS.search(text.lower()) is not None


def as_offered(one: Action, offer: Action | None, reply: str, text: str) -> Action:
    """The action that was offered, with all its parameters, where `one` is read from the offer's own words and not from
    the words of the user's `text`."""
    if offer is None or one.pipeline != offer.pipeline:
        return one
    told = [value for value in one.params.values() if isinstance(value, str)]
    offered = all(value.lower() in reply.lower() and value.lower() not in text.lower() for value in told)
    return offer if told and offered else one
