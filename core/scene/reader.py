"""Reading a drawing prompt into a scene: things with their relations, what they do, setting, light and style.

Linear in the length of the text, and total: any text gives a scene, and unknown nouns stay as they were said.
"""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import is_chinese
from core.scene.asides import take_asides
from core.scene.formats import formatted, take_format
from core.scene.grammar import Grammar
from core.scene.model import Scene, Subject
from core.scene.phrases import read_phrase, tokens_of
from core.scene.reader_zh import read_scene_zh, read_subject_zh
from core.slips import mended

MAX_PROMPT: Final = 600
"""Characters of a prompt that are read; what follows does not change the scene."""
_WHERE: Final = re.compile(
    r"(?<!\bat )\b(underwater|outdoors|indoors)\b(?! \w*(?:cit|post|scene|camera))", re.IGNORECASE
)
_WATERS: Final = r"lakes?|ponds?|rivers?|streams?|marsh\w*|wetlands?|swamps?|reeds?|nests?|feathers?|wings?|beaks?|fish|frogs?|pines?|bamboo"
"""What tells that a crane is a bird."""
_PLAINLY: Final = (
    (re.compile(r"\b(?:dungeons (?:and|&|n'?) dragons|d ?& ?d|dnd)\b", re.IGNORECASE), "fantasy"),
    (re.compile(rf"(?<!tower )(?<!construction )(?<!origami )(?<!paper )\bcrane(s?)\b(?! birds?\b)(?=.*\b(?:{_WATERS})\b)", re.IGNORECASE),
     r"crane bird\1"),
    (re.compile(r"(?:(?<=flock of )|(?<=pair of ))cranes\b|\bcranes(?= (?:are )?(?:flying|dancing|in flight))", re.IGNORECASE),
     "crane birds"),
    (re.compile(r"\b(van gogh|monet|rembrandt|impressionist)((?:'s)?(?: style)?) oil painting\b", re.IGNORECASE), r"\1\2 painting"),
    (re.compile(r"[ -]years?[ -]old\b", re.IGNORECASE), "-year-old"),
    (re.compile(r"\b(?:jumping|skipping) rope\b", re.IGNORECASE), "ropeskipping"),
    (re.compile(r"\blifting (?:heavy )?weights\b", re.IGNORECASE), "weightlifting"),
    (re.compile(r"\bfan(s?)(?= (?:is |are )?(?:cheer|scream|shout|clap|celebrat|wav))", re.IGNORECASE), r"supporter\1"),
    (re.compile(r"\b(wom[ae]n|m[ae]n|girls?|boys?|people|friends|children|kids?) playing cards\b", re.IGNORECASE),
     r"\1 playing poker"),
    (re.compile(r"\b(wom[ae]n|m[ae]n|girls?|boys?|artists?|child(?:ren)?|kids?|lady|grandm\w+|grandp\w+) "
                r"(painting|drawing(?! in))(?= (?:at|on|in|an?|the|out\w+)\b|$)", re.IGNORECASE), r"\1 is \2"),
)  # fmt: skip
"""Words that look like a number or a thing, and tell an age or what somebody does."""
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
    kind, text = take_format(text)
    if is_chinese(_SAID.sub("", text)):
        return formatted(read_scene_zh(text), kind)
    text = mended(text)
    for words, plainly in _PLAINLY:
        text = words.sub(plainly, text)
    return formatted(Grammar(take_asides(_WHERE.sub(r"at \1", text))).read().scene(), kind)
