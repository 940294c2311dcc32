"""Where a thing is to be instead: "the dog should be in the boat", "move the dog to the left", 把狗放到船里."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Scene
from core.scene.subjects import find_subject

_MOVED: Final = re.compile(
    r"(?:(?:please|now|and|no|can you|could you)[, ]+)*(?:(?:move|put|place"
    r"|bring) )?(?P<who>the [a-z]+(?: [a-z]+)??|it|him|her)"
    r" (?:(?:should|must|has to|needs to) (?:be|go|stand|sit) |is |goes |belongs )?"
    r"(?P<place>(?:in|inside|on|on top of|under|behind|next to|beside|near|in front of|over|above) (?:the|a"
    r"|an) [a-z][a-z ]{1,30}"
    r"|on the (?:left|right)|in the middle|(?P<into>into|onto|to) the [a-z][a-z ]{1,30}?)[.!]*",
    re.IGNORECASE,
)
_MOVED_ZH: Final = re.compile(
    r"(?:请|再|应该|要)*[把让将](?P<who>[^，。把放移挪搬在到]{1,6})(?:应该|要)?(?:放|移|挪|搬|移动|待|坐"
    r"|站)?(?:到|在|进)"
    r"(?P<place>[^，。]{1,8}?[上里下中边面旁前后间])(?:去|来)?[吧。！]*"
)
_TOWARDS: Final = {"into": "in", "onto": "on", "to": "at"}


def moved(scene: Scene, instruction: str) -> Scene | None:
    """`scene` with a thing in another place; None where `instruction` moves nothing that is there."""
    found = _MOVED.fullmatch(instruction) or _MOVED_ZH.fullmatch(instruction)
    at = find_subject(scene, re.sub(r"^the ", "", found["who"], flags=re.IGNORECASE)) if found else None
    if found is None or at is None:
        return None
    place, into = found["place"], found.groupdict().get("into")
    if into:
        place = re.sub("^at the (left|right)", r"on the \1", place.replace(into, _TOWARDS[into.lower()], 1))
    there = scene.subjects[at].model_copy(update={"place": place, "action": None})
    return scene.model_copy(update={"subjects": (*scene.subjects[:at], there, *scene.subjects[at + 1 :])})
