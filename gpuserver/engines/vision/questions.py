"""What a model is asked about a picture, in the user's language: short plain answers, and captions for alt texts."""

from __future__ import annotations

from typing import Final

from core.language import Language, Text, detect
from gpuserver.engines.base import Pixels
from gpuserver.engines.sight import Ask, Utterance

_TOKENS: Final = 120
"""Two sentences have fewer, in either language."""

_ANSWER: Final = Text(
    "You answer questions about a picture. Answer in English, in one or two short plain sentences, without lists and "
    "without markdown. Say only what can be seen; where it cannot be told from the picture, say so.",
    "你回答关于图片的问题。用中文回答，一两句简短平实的话，不用列表，不用 Markdown。"
    "只说看得见的；从图里看不出来的，就说看不出来。",
)
_CAPTION: Final = Text(
    "Describe this picture in one plain sentence of at most 25 words, for somebody who cannot see it. Begin with what "
    "is in it, not with “this picture”. Do not guess who people are.",
    "用一句平实的话描述这幅图，不超过四十个字，说给看不见的人听。直接说图里有什么，不要以“这幅图”开头，不要猜人是谁。",
)


def question(pixels: Pixels, words: str, language: Language) -> Ask:
    """The question `words` about `pixels`, to be answered in the language of `words`, or else in `language`."""
    speech = detect(words, language)
    return Ask((Utterance("system", (_ANSWER[speech],)), Utterance("user", (pixels, words))), max_tokens=_TOKENS)


def caption(pixels: Pixels, language: Language) -> Ask:
    """One sentence on what `pixels` show, in `language`."""
    return Ask((Utterance("user", (pixels, _CAPTION[language])),), max_tokens=_TOKENS)
