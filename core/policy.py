"""The system's own moves (ChatEdit, section 3.3): ask back where something is missing, suggest what is not yet so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.catalogue import CATALOGUE, action
from core.draft import scene_of
from core.language import Language, Text
from core.pipeline import Action, Kind
from core.recipe import Recipe, Upload, content_hash, fold
from core.replies.phrases import say
from core.scene.model import SCENE_PIPELINES
from core.styles import style_title

_FOR_DRAWINGS: Final[tuple[tuple[str, str, Text], ...]] = (
    ("change_background", "background", Text("at the beach", "海边")),
    ("style_transfer", "style", Text("watercolor", "水彩")),
    ("edit", "instruction", Text("sunset", "日落时分")),
    ("add_object", "object", Text("sunglasses", "墨镜")),
    ("change_background", "background", Text("in a forest", "森林")),
    ("style_transfer", "style", Text("anime", "动漫")),
    ("edit", "instruction", Text("a snowy day", "下雪天")),
)
_FOR_PHOTOS: Final[tuple[tuple[str, dict[str, object]], ...]] = (
    ("adjust_contrast", {"percent": 15}),
    ("style_transfer", {"style": "watercolor"}),
    ("blur_background", {}),
    ("style_transfer", {"style": "pencil sketch"}),
    ("remove_background", {}),
)


def missing(actions: Sequence[Action], recipe: Recipe | None, language: Language) -> str | None:
    """What to ask back before `actions` can be done; None when nothing is missing."""
    if not actions:
        return say(language, "ask_what_to_draw" if recipe is None else "ask_what")
    have = recipe is not None
    for one in actions:
        if one.pipeline in {"generate", "search"}:
            have = True
        elif one.pipeline == "reset":
            have = False
        elif not have and CATALOGUE[one.pipeline].kind is Kind.FACE:
            return say(language, "ask_for_photo")
        elif not have and _needs_picture(one):
            return say(language, "ask_what_to_draw")
    return None


def _needs_picture(one: Action) -> bool:
    kind = CATALOGUE[one.pipeline].kind
    return one.pipeline in SCENE_PIPELINES or one.pipeline in {"ask", "vary"} or kind is Kind.PHOTO


def suggest(recipe: Recipe, language: Language, version: int) -> tuple[str, Action] | None:
    """A next step and its wording: on the first two pictures and then on every third; never what is already so.

    The choice turns with `version`, so that a refused suggestion is not made again at once.
    """
    if version > 2 and version % 3:
        return None
    options = _photo_options(language) if isinstance(recipe.source, Upload) else _drawing_options(language)
    for offset in range(len(options)):
        text, one = options[(version - 1 + offset) % len(options)]
        if _kind_is_open(recipe, one) and content_hash(fold(recipe, one)) != content_hash(recipe):
            return text, one
    return None


def _kind_is_open(recipe: Recipe, one: Action) -> bool:
    """Whether no edit of this kind is in force: a suggestion adds, it does not overrule what the user chose."""
    scene = scene_of(recipe)
    taken = {"change_background": scene.background, "style_transfer": scene.style, "edit": scene.details or None}
    return taken.get(one.pipeline) is None and all(edit.pipeline != one.pipeline for edit in recipe.edits)


def _drawing_options(language: Language) -> list[tuple[str, Action]]:
    out: list[tuple[str, Action]] = []
    for pipeline, name, words in _FOR_DRAWINGS:
        value = words[language]
        out.append((say(language, f"suggest.{pipeline}", **{name: value}), action(pipeline, **{name: value})))
    return out


def _photo_options(language: Language) -> list[tuple[str, Action]]:
    out: list[tuple[str, Action]] = []
    for pipeline, params in _FOR_PHOTOS:
        facts = {"style": style_title(str(params["style"]), language)} if "style" in params else {}
        out.append((say(language, f"suggest.{pipeline}", **facts), action(pipeline, **params)))
    return out
