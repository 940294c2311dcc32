"""What needs no network: a bare yes to an offer, courtesies, a change of a picture that is not there."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.pipeline import Action
from core.understanding.corrections import MAX_TOLD
from core.understanding.interface import Context

_POINTED: Final = ("prompt", "object", "with", "instruction", "background", "attribute", "style", "query")
"""Parameters whose words are taken from what was said."""
_ENDS: Final = r"[.!?,。！？，~～… ]*"
_YES: Final = re.compile(
    r"(?:(?:oh|ok|hm|well),? )?(?:yes|yeah|yep|yup|sure|ok|okay|please|yes,? please|please do|sure thing|go ahead|do it"
    r"|go for it|sounds good|why not|of course|absolutely|definitely"
    r"|好|好的|好啊|好呀|可以|行|要|嗯|嗯嗯|是|是的|对|来吧|当然|没问题|试试)" + _ENDS
)
_TAKES_UP: Final = re.compile(
    r"\b(?:ye[sap]h?|yup|sure|ok(?:ay)?|please|pls|do(?: it| that| so)?|go|try|that|this|sounds?|like|love|great|good"
    r"|fine|nice|why not"
    r"|want|idea|suggest\w*|absolutely|definitely|course|perfect|alright|right|agree\w*|cool|both|all|too|let'?s"
    r"|take|with|and|certainly|indeed|exactly|totally|mm?-?hm+|uh-?huh|first|second|third|last|former|latter|either)\b"
    r"|好的|好啊|好呀|好吧|^好$|可以|行|试|要|来|嗯|对|同意|就这|第[一二三四]|[前后]一?个|听你|当然|没问题|都|那就|建议|想|喜欢|不错|加"
)
_COURTESY: Final = re.compile(
    r"(?:(?:oh|ok|okay|ah|wow|lol|haha),? )?"
    r"(?:(?:that(?:'s| is)|it(?:'s| is)|this is|so|very|really|how|super) )*"
    r"(?:(?:hi|hello|hey)(?: there)?|good (?:morning|afternoon|evening|night)"
    r"|(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| a bunch| again)?|thx|ty|tysm|cheers|bye|goodbye|see you"
    r"|lol|lmao|(?:ha)+h?|(?:he)+|wow|nice|lovely|cute|beautiful|gorgeous|awesome|amazing|love it|i love it|well done"
    r"|(?:多)?谢谢?(?:你|您|啦|了)*|多谢|感谢|你好|您好|嗨|哈喽|早|早上好|下午好|晚上好|晚安|再见|拜拜|哈+|嘻+"
    r"|呵+|(?:哈+|嘻+)[，,]?(?:真?好可爱|真可爱|太可爱了|好看|真好看|不错|太棒了|好搞笑|笑死)|好看|真好看"
    r"|不错|真不错|真棒|太棒了|棒|漂亮|好漂亮|可爱|好可爱|喜欢|我喜欢|厉害|哇+)" + _ENDS
)
_POINTS: Final = re.compile(
    rf"^{PLEASE}(?:make|put|turn|add|give|change|remove|take|let|have|move|rotate"
    r"|convert|crop)\b.*\b(?:it|him|her|his|them|this|that|the (?:picture|image|photo))\b"
    rf"|^(?:{PLEASE_ZH})*[给把让将](?:它|他|她|图|画|照片|这张)"
)
_COMPARES: Final = re.compile(
    rf"{PLEASE}(?:compare\b(?!.* to make).*|(?:show|see|put)(?: me)? (?:them|both|the two"
    r"|before and after)(?: (?:versions|pictures))?"
    r" ?(?:side by side|next to each other)?|(?:show me )?(?:the )?before (?:and|/) after)[.!?]*"
    rf"|(?:{PLEASE_ZH}|把)*(?:[跟和与同].{{1,10}}?)?(?:比较|对比|比一?比|比对)(?:一下|看看?"
    r"|下)?(?:[跟和与同].{1,10}?)?[吧呢吗。！？]*"
)
_IS_THERE: Final = re.compile(
    r"(?:is|are) there (?:an?|any|some|still)\b[^?]{1,40}\?"
    r"|(?:(?:and|so|now|ok(?:ay)?)[, ]+)*how many [a-z][a-z' ]{1,50}\?*"
    r"|(?:(?:那|现在|这)*(?:图|画|照片|画面|图片)?[里中上]?面?(?:现在|一共|总共)*有(?:几|多少)[\u3400-\u9fff]{1,6}[吗呢啊了？?]*)"
    r"|(?:图里|画里|画面里|里面)?(?:有没有|有)[^，。？]{1,10}[吗么？?]+"
    rf"|{PLEASE}describe (?:it|this|that|(?:the|this|my) (?:picture|image|photo|drawing|scene))\W*"
    rf"|(?:{PLEASE_ZH}|给我|再)*描述(?:一下|下)?(?:它|这个|(?:这|那)?(?:张|幅)?(?:图片|图|画面|画"
    r"|照片))?[吧呢吗？?。！]*"
)


def compares(text: str) -> bool:
    """Whether `text` asks to see two pictures side by side: "compare it with the first one", 和上一张比比看."""
    return len(text) <= MAX_TOLD and _COMPARES.fullmatch(text.lower()) is not None


def is_yes(text: str) -> bool:
    """Whether `text` only says yes, so that what was offered is taken up as it was offered."""
    return _YES.fullmatch(text.lower()) is not None


def takes_up(text: str) -> bool:
    """Whether `text` has a word that takes up an offer, among whatever else it says."""
    return _TAKES_UP.search(text.lower()) is not None


def is_courtesy(text: str) -> bool:
    """Whether `text` only greets, thanks, laughs or praises, or has no word at all: it never asks for a change."""
    return re.search(r"\w", text) is None or _COURTESY.fullmatch(text.lower()) is not None


def asks_what_is_there(text: str) -> bool:
    """Whether `text` asks what is in the picture, or whether something is: "describe it", "is there a canoe?"."""
    return _IS_THERE.fullmatch(text.lower()) is not None


def points_at_a_picture(text: str) -> bool:
    """Whether `text` speaks of a picture as if there were one."""
    return _POINTS.search(text.lower()) is not None


def echoes(one: Action, reply: str, context: Context) -> bool:
    """Whether `one` names what only the `reply` before has said: neither the user, nor what is drawn."""
    scene = context.scene
    drawn = (*(subject.phrase() for subject in scene.subjects), scene.background or "", *scene.details)
    known = " ".join((context.text, *(turn.user for turn in context.turns), *drawn)).lower()
    told = [one.text(name).lower() for name in _POINTED if one.text(name)]
    return any(value in reply.lower() and value not in known for value in told)


def as_offered(one: Action, offer: Action | None, reply: str, text: str) -> Action:
    """The action that was offered, with all its parameters, where `one` is read from the offer's own words and not from
    the words of the user's `text`."""
    if offer is None or one.pipeline != offer.pipeline:
        return one
    told = [value for value in one.params.values() if isinstance(value, str)]
    offered = all(value.lower() in reply.lower() and value.lower() not in text.lower() for value in told)
    return offer if told and offered else one
