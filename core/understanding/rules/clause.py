"""One request within a turn, as the rules see it, and splitting a turn into requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.pipeline import Action
from core.understanding.interface import Context

MAX_READ: Final = 800
"""Characters of a turn that the rules read."""


@dataclass(frozen=True)
class Clause:
    """A request: `text` is lower-cased, without politeness and closing marks."""

    text: str
    context: Context
    raw: str = ""
    """The same with its politeness and connecting words."""

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture that could be changed."""
        return self.context.picture != "none" or self.context.has_upload

    @property
    def is_question(self) -> bool:
        """Whether it is put as a question about something, not as a polite request."""
        return bool(_QUESTION.search(self.text)) and not _REQUEST.match(self.text)


Rule = Callable[[Clause], tuple[Action, ...] | None]

_QUESTION: Final = re.compile(
    r"\?$|^(?:what|which|who|whose|why|how|where|when|is|are|was|were|does|do|did|has|have|can you (?:tell|see|explain|describe))\b"
    r"|[？]$|[吗呢么]$|什么|多少|几[个只条头辆座朵人张种]|哪|为什么|怎么|谁|是不是|有没有"
)
_REQUEST: Final = re.compile(
    r"(?:can|could|would|will|may|shall)\s+(?:you|i|we)\b(?!\s+(?:tell|see|explain|describe))|how about|what about|what if|why not"
    r"|.*(?:可以|能不能|能|可否).{1,20}吗$|.*好(?:吗|不好)$"
)
_POLITE: Final = re.compile(
    r"^(?:(?:please|pls|plz|ok(?:ay)?|hey|hi|hello|so|well|now|alright|great|nice|cool|perfect|thanks|thank you|um+|hmm+|actually|and|then|also|"
    r"next|finally|first|wait|yes|yeah|sure|lovely|good|just|maybe|perhaps|oh|but)\b[\s,.!]*)+"
    r"|^(?:(?:请你?|麻烦你?|帮我|帮忙|帮|给我|好的?|嗯|那么?|然后|接着|再|现在|最后|首先|其实|等等|能不能|可不可以|可以|你?能|我想要?|我要|我希望|把?这[张幅]?图?)[，,\s]*)+(?=\S)"
)
_ASKED: Final = re.compile(
    r"^(?:(?:can|could|would|will)\s+(?:you|we)\s+(?:please\s+|maybe\s+|just\s+|also\s+)?|can i (?:have|get|see)\s+(?=it|him|her|them)|"
    r"i(?:'d| would)? (?:like|want|need|love)(?: you)?(?: to)?\s+|let'?s\s+|how about\s+|what about\s+|why not\s+|what if (?:we |you )?|"
    r"do you think you could\s+|try (?:to |and )?(?=\w+ing\b|make|put|add)|go ahead and\s+|i think (?:we should |you should )?)"
)
_TAIL: Final = re.compile(
    r"[\s,]*(?:\b(?:please|pls|plz|thanks|thank you|for me|instead|now|too|as well|if you can|if possible|would you|okay|ok)\b|"
    r"好吗|好不好|可以吗|行吗|谢谢你?|吧|呗|啦|哦|呀|一下(?=$))?[\s.!。！~～?？]*$"
)
_SPLIT: Final = re.compile(
    r"\s*(?:[;；。]|,?\s*\b(?:and then|then|and also|after that)\b|[，,]?(?:然后|接着|再把|并且|同时|最后)|"
    r"(?:,\s*(?:and\s+)?|\s+and\s+)(?=(?:make|put|add|remove|change|turn|rotate|flip|crop|blur|give|take|paint|set|convert|replace|swap|erase|delete|brighten|darken|mirror|upscale|increase|decrease|get rid)\b)|"
    r"[，,](?=(?:把|加|去掉|换|改|变|让|给|旋转|翻转|裁|调|删|再)))\s*"
)
_BREAKS: Final = re.compile(r"\.\s+(?=[a-z])|!\s+|！")


def clauses(context: Context) -> list[Clause]:
    """The requests of a turn, in the order asked; at least one."""
    text = " ".join(context.text[:MAX_READ].lower().replace("’", "'").split())
    parts = [part for sentence in _BREAKS.split(text) for part in _SPLIT.split(sentence)]
    found = [Clause(plain, context, part.strip()) for part in parts if (plain := bare(part))]
    return found[:6] or [Clause(text, context, text)]


def bare(text: str) -> str:
    """`text` without politeness at its head and marks at its tail; a question keeps its mark."""
    question = bool(re.search(r"[?？]\s*$", text))
    while True:
        shorter = _ASKED.sub("", _POLITE.sub("", text.strip(), count=1), count=1)
        if shorter == text:
            break
        text = shorter
    previous = None
    while previous != text:
        previous, text = text, _TAIL.sub("", text)
    return f"{text}?" if question and _QUESTION.search(f"{text}?") and re.match(_WORDS, text) else text


_WORDS: Final = re.compile(
    r"^(?:what|which|who|whose|why|how|where|when|is|are|was|were|does|do|did|has|have)\b|.*(?:什么|多少|几|哪|谁|怎么|吗|有没有)"
)
