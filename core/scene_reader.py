"""Reading a drawing prompt into a scene: things with their relations, what they do, setting, light and style.

Linear in the length of the text, and total: any text gives a scene, and unknown nouns stay as they were said.
"""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import is_chinese
from core.scene import Scene, Subject
from core.scene_asides import take_asides
from core.scene_grammar import Grammar
from core.scene_phrases import read_phrase, tokens_of
from core.scene_reader_zh import read_scene_zh, read_subject_zh

MAX_PROMPT: Final = 600
"""Characters of a prompt that are read; what follows does not change the scene."""
_WHERE: Final = re.compile(
    r"(?<!\bat )\b(underwater|outdoors|indoors)\b(?! \w*(?:cit|post|scene|camera))", re.IGNORECASE
)
_SAID: Final = re.compile(
    r"\b(?:says?|saying|reads?|reading|text|words?|title|labell?ed|inscribed|lettered)\b[\s:\"“‘']*[\u3400-\u9fff]+"
)
"""A Chinese text on a thing, in an English prompt."""


def read_subject(phrase: str) -> Subject:
    """The subject that a noun phrase names: "three fluffy white cats" has count 3, colour white, attribute fluffy."""
    text = phrase.strip()[:MAX_PROMPT]
    if is_chinese(text):
        return read_subject_zh(text)
    read, _ = read_phrase(tokens_of(text), 0)
    return read.subject() if read else Subject(noun=text)


def read_scene(prompt: str) -> Scene:
    """The scene of a drawing prompt, in either language."""
    text = " ".join(prompt[:MAX_PROMPT].split())
    if is_chinese(_SAID.sub("", text)):
        return read_scene_zh(text)
    return Grammar(take_asides(_WHERE.sub(r"at \1", text))).read().scene()
