"""From a scene to the prompt of a model (DialogGen, section 4.1: prompts aligned to what draws them).

A change of one slot of the scene changes one phrase of the prompt and nothing else, so that with the same seed the
picture changes as little as it can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.face import value_name
from core.language import Language
from core.lexicon import is_chinese
from core.prompt import prompt_of
from core.scene.model import Scene
from core.styles import style_title
from gpuserver.engines.diffusion.english import in_english
from gpuserver.engines.diffusion.family import Family, Wording

_UNWANTED: Final = "blurry, low quality, watermark"
"""Said to every model with a negative prompt."""


@dataclass(frozen=True)
class Prompt:
    """What a model is told."""

    words: str
    negative: str = ""
    unread: tuple[str, ...] = ()
    """Words of the user that the model would not understand, and that it is not told."""


def drawing_prompt(scene: Scene, family: Family) -> Prompt:
    """The prompt of `scene` for a model of `family`: tags or sentences, in a language that it reads."""
    unread: tuple[str, ...] = ()
    if Language.ZH not in family.languages:
        scene, unread = in_english(scene)
    without = scene.without
    if family.negative:
        scene = scene.model_copy(update={"without": ()})
    parts = _tags(scene) if family.wording is Wording.TAGS else _sentences(scene)
    joint = ", " if family.wording is Wording.TAGS else " "
    return Prompt(limited(parts, family.words, joint), negative(family, without), unread)


def negative(family: Family, without: tuple[str, ...] = ()) -> str:
    """The negative prompt: what must not be there, and what nobody wants; empty where it has no effect."""
    return ", ".join((*without, _UNWANTED)) if family.negative else ""


def limited(parts: list[str], words: int, joint: str) -> str:
    """As many whole `parts` as have at most `words` words; the first one always. A Chinese character is one word."""
    taken: list[str] = []
    left = words
    for part in parts:
        left -= sum(1 + sum(is_chinese(letter) for letter in word) for word in part.split())
        if left < 0 and taken:
            break
        taken.append(part)
    return joint.join(taken)


def _tags(scene: Scene) -> list[str]:
    """Things, setting and style first: what comes after them may be cut."""
    things = Scene(subjects=scene.subjects, background=scene.background)
    rest = scene.model_copy(update={"subjects": (), "background": None, "style": None})
    said = [prompt_of(things), prompt_of(Scene(style=scene.style)), *prompt_of(rest).split(", ")]
    return [part for part in (*said, *(f"no {one}" for one in scene.without)) if part]


def _sentences(scene: Scene) -> list[str]:
    whole = scene.model_copy(update={"mood": None, "palette": None, "shot": None, "style": None, "face": {}})
    things = prompt_of(whole)
    chinese = is_chinese(things)
    tongue = Language.ZH if chinese else Language.EN
    names = (value_name(value, tongue) for values in scene.face.values() for value in values)
    face = ("、" if chinese else ", ").join(names)
    said = [
        things[:1].upper() + things[1:],
        _told("脸：{}" if chinese else "The face: {}", face),
        _told("{}" if chinese else "Drawn in {}", _style(scene.style, chinese=chinese)),
        _told("气氛：{}" if chinese else "The mood is {}", scene.mood),
        _told("色调：{}" if chinese else "The colours are {}", scene.palette),
        _told("镜头：{}" if chinese else "The shot: {}", scene.shot),
        *(_told("画中没有{}" if chinese else "There is no {}", one) for one in scene.without),
    ]
    return [f"{one}{'。' if chinese else '.'}" for one in said if one]


def _style(words: str | None, *, chinese: bool) -> str:
    if not chinese or words is None:
        return prompt_of(Scene(style=words))
    return f"{style_title(words, Language.ZH).removesuffix('风格')}风格"


def _told(sentence: str, words: str | None) -> str:
    return sentence.format(words) if words else ""
