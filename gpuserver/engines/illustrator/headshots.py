"""Portraits: whether a scene asks for head and shoulders, and what they wear."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Scene, Subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.nouns import drawing_of
from gpuserver.engines.illustrator.people.clothes import top_named
from gpuserver.engines.illustrator.people.identity import identity_of
from gpuserver.engines.illustrator.relations.places import read_place

_PORTRAIT: Final = re.compile(
    r"\b(?:portraits?|headshots?|selfies?|faces?|busts?|close[- ]?ups?|avatars?|pfps?"
    r"|profile (?:pic(?:ture)?|photo)s?)\b"
    r"|肖像|头像|自拍|特写|人像|大头照"
)


def is_headshot(scene: Scene, subject: Subject) -> bool:
    """Whether a person's head and shoulders are asked for, by the noun or by the shot."""
    asked = _PORTRAIT.search(subject.noun.lower()) or (scene.shot and _PORTRAIT.search(scene.shot))
    return bool(asked) and drawing_of(subject) in drawings.PEOPLE


def headshot(scene: Scene, name: str, occurrence: int, seed: int) -> Artwork:
    """Head and shoulders of a kind of people, in the top that is named for them, with the head held by chance."""
    worn = [(top_named(one.noun), read_place(one.place).other) for one in scene.subjects]
    top = next((top for top, who in worn if top and who in (None, name)), None)
    return drawings.portrait(name, top, stream(seed, identity_of(name), occurrence, "bearing").random())
