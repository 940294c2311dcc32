"""What an editing model is told: each edit in a sentence, all of a recipe at once; and what a mask is filled with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.face import value_name
from core.language import Language
from core.lexicon import is_chinese, with_article
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.scene.model import Scene
from core.styles import style_title
from gpuserver.engines.diffusion.english import english, english_place, english_setting
from gpuserver.engines.diffusion.family import Family
from gpuserver.engines.diffusion.prompts import drawing_prompt, limited

_NOUNS: Final = frozenset({"object", "with"})


@dataclass(frozen=True)
class _Words:
    """The parameters of an action in one language."""

    action: Action
    language: Language

    def __getitem__(self, name: str) -> str:
        """The parameter `name`. Raises ProblemError (cannot_draw) where there is no English for it."""
        words = self.action.text(name)
        if name == "style":
            words = style_title(words, self.language)
        if self.language is Language.ZH:
            return words
        said = {"place": english_place, "background": english_setting}.get(name, english)(words)
        if said is None:
            detail = f"the model reads English only, and {words!r} is not in its dictionary: say it in English"
            raise ProblemError(Code.CANNOT_DRAW, detail, words=words)
        return said

    def one(self, name: str) -> str:
        """The thing `name` with its article: "a hat"."""
        return with_article(self[name], self[name])

    def the(self, name: str) -> str:
        """The thing `name`, known: "the hat"."""
        words = self[name]
        return words if words.lower().startswith(("the ", "his ", "her ", "its ", "my ", "all ")) else f"the {words}"

    def face(self, language: Language = Language.EN) -> str:
        """What is wanted of a face."""
        names = (value_name(value, language) for values in self.action.face("set").values() for value in values)
        return ("、" if language is Language.ZH else ", ").join(names)


_EN: Final[dict[str, Callable[[_Words], str]]] = {
    "edit": lambda w: w["instruction"],
    "add_object": lambda w: f"add {w.one('object')} {w['place']}".strip(),
    "remove_object": lambda w: f"remove {w.the('object')}",
    "replace_object": lambda w: f"replace {w.the('object')} with {w.one('with')}",
    "recolor_object": lambda w: f"make {w.the('object')} {w['color']}",
    "change_attribute": lambda w: f"make {w.the('object')} {w['attribute']}",
    "change_background": lambda w: f"change the background to {w['background']} and keep the subject as it is",
    "style_transfer": lambda w: f"redraw the whole picture in {w['style'].removesuffix(' style')} style",
    "edit_face": lambda w: f"change the face to {w.face()} and keep the person the same",
    "restore": lambda _: "repair this old photo: remove scratches, stains and noise, and make it sharp",
    "colorize": lambda _: "colour this black-and-white photo naturally",
    "sketch_to_image": lambda w: f"turn this sketch into a finished picture of {w['prompt'] or 'what it shows'}",
}
_ZH: Final[dict[str, Callable[[_Words], str]]] = {
    "edit": lambda w: w["instruction"],
    "add_object": lambda w: f"在画面{w['place'].removeprefix('在')}添加{w['object']}",
    "remove_object": lambda w: f"去掉{w['object']}",
    "replace_object": lambda w: f"把{w['object']}换成{w['with']}",
    "recolor_object": lambda w: f"把{w['object']}变成{w['color']}",
    "change_attribute": lambda w: f"把{w['object']}变成{w['attribute']}的",
    "change_background": lambda w: f"把背景换成{w['background']}，主体保持不变",
    "style_transfer": lambda w: f"把整幅画改成{w['style'].removesuffix('风格')}风格",
    "edit_face": lambda w: f"把脸改成：{w.face(Language.ZH)}，人物保持不变",
    "restore": lambda _: "修复这张旧照片：去掉划痕、污渍和噪点，让它清晰",
    "colorize": lambda _: "给这张黑白照片自然地上色",
    "sketch_to_image": lambda w: f"把这张草图变成完成的画：{w['prompt'] or '画的就是它'}",
}
INSTRUCTED: Final = frozenset(_EN)
"""The pipelines that can be told as an instruction."""


def instruction(steps: Sequence[Action], family: Family) -> str:
    """All `steps` in one instruction, in a language that a model of `family` reads.

    Raises ProblemError: cannot_draw for words that there is no English for, text_too_long for more than it reads.
    """
    chinese = Language.ZH in family.languages and any(is_chinese(str(step.params)) for step in steps)
    language = Language.ZH if chinese else Language.EN
    told = [(_ZH if chinese else _EN)[step.pipeline](_Words(step, language)) for step in steps]
    sentences = [f"{one[:1].upper()}{one[1:].rstrip('.。')}{'。' if chinese else '.'}" for one in told]
    whole = " ".join(sentences)
    if limited(sentences, family.words, " ") != whole or len(whole.split()) > family.words:
        detail = f"the model reads {family.words} words at once: say it in fewer"
        raise ProblemError(Code.TEXT_TOO_LONG, detail, limit=f"{family.words} words")
    return whole


def fill_prompt(step: Action, family: Family) -> str:
    """What is to be seen where the mask of `step` is. Raises ProblemError (cannot_draw) as `instruction` does."""
    language = Language.ZH if Language.ZH in family.languages and is_chinese(str(step.params)) else Language.EN
    words = _Words(step, language)
    match step.pipeline:
        case "remove_object":
            return "empty background, nothing there" if language is Language.EN else "空的背景，什么都没有"
        case "add_object":
            return words.one("object")
        case "replace_object":
            return words.one("with")
        case "recolor_object":
            return _described(words["object"], words["color"], language)
        case "change_attribute":
            return _described(words["object"], words["attribute"], language)
        case "change_background":
            return drawing_prompt(Scene(background=step.text("background")), family).words
        case _:
            raise ValueError(f"{step.pipeline} fills no mask")


def redraw_prompt(step: Action, family: Family) -> str:
    """What the whole picture is to look like after `step`. Raises ProblemError (cannot_draw)."""
    match step.pipeline:
        case "style_transfer":
            return drawing_prompt(Scene(style=step.text("style")), family).words
        case "edit":
            return instruction([step], family)
        case "sketch_to_image":
            return _Words(step, Language.ZH if Language.ZH in family.languages else Language.EN)["prompt"]
        case "restore":
            return "a sharp, clean photo"
        case "colorize":
            return "a colour photo with natural colours"
        case _:
            return ""


def _described(thing: str, how: str, language: Language) -> str:
    return f"{how} {thing}" if language is Language.EN else f"{how}的{thing}"
