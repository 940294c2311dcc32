"""What is said of a picture: the sentence on what changed and what did not, its title and its alt text."""

from __future__ import annotations

import re
from typing import Final

from core.chips import edit_label
from core.draft import scene_of
from core.language import Language
from core.lexicon import is_chinese, is_plural, name_in, with_article
from core.pipeline import Action
from core.prompt import prompt_of
from core.recipe import Drawing, Recipe, in_scene
from core.replies.answers import color_name
from core.replies.faces import face_changes, person, told_of_faces
from core.replies.phrases import listed, say, sentences
from core.scene import written
from core.scene_giving import recipient
from core.scene_reader import read_subject
from core.styles import style_title
from core.versions import Version

_OWN: Final = re.compile(r"^(?:his|her|its|their|my|your)\s+", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:it|him|her|them)\b|^(?:它|他|她|它们)$")
"""A place that only points at the subject adds nothing to the sentence."""
_QUIET = frozenset({"generate", "vary", "undo", "redo", "reset", "ask", "chat", "search"})


def what(recipe: Recipe, language: Language) -> str:
    """What a drawing shows, as one phrase."""
    return prompt_of(scene_of(recipe), language)


def title_of(recipe: Recipe, language: Language) -> str:
    """A short title, as on a museum's label: "Cute cat with sunglasses at the beach"; "海边的可爱的猫和墨镜"."""
    if not isinstance(recipe.source, Drawing):
        return say(language, "title_photo")
    scene = scene_of(recipe)
    place = scene.background or ""
    if any(is_chinese(subject.noun) for subject in scene.present):
        things = listed(Language.ZH, [subject.phrase() for subject in scene.present[:3]])
        return (f"{place.removeprefix('在')}的{things}" if is_chinese(place) else things)[:60]
    shown = scene.model_copy(
        update={"details": (), "style": None, "mood": None, "palette": None, "shot": None, "face": {}}
    )
    words = prompt_of(shown, Language.EN).replace(", ", " ") or recipe.source.prompt
    return _capital(re.sub(r"^(?:an?|the) ", "", words)[:80])


def alt_text(recipe: Recipe, language: Language, base: str = "") -> str:
    """Alt text in the user's language: what is drawn, or the photo and what was done to it."""
    pixel = [edit for edit in recipe.edits if not in_scene(edit) or not _is_drawing(recipe)]
    if _is_drawing(recipe):
        base = say(language, "alt_drawing", what=what(recipe, language))
    elif not base:
        base = say(language, "alt_photo")
    labels = [edit_label(edit, language) for edit in pixel if edit.pipeline != "vary"]
    if not labels:
        return base
    gap = "" if language is Language.ZH else " "
    return say(language, "alt_edited", base=base + gap, changes=listed(language, labels)).replace("  ", " ")


def did(actions: tuple[Action, ...], recipe: Recipe, language: Language) -> str:
    """What `actions` did to the picture, one sentence each, and that the rest stayed."""
    done = [_did_one(one, recipe, language) for one in actions if one.pipeline not in _QUIET]
    if not done:
        return ""
    return sentences(language, (*done, say(language, "rest_stays") if len(done) == 1 else ""))


def _did_one(one: Action, recipe: Recipe, language: Language) -> str:
    name = one.pipeline
    facts: dict[str, object] = {"factor": 2, "place": "", **one.params}
    if name in {"adjust_brightness", "adjust_contrast"}:
        held = next((edit for edit in recipe.edits if edit.pipeline == name), None)
        facts["percent"] = held.number("percent") if held else 0
    elif name == "rotate":
        degrees = one.number("degrees")
        if degrees > 180:
            return say(language, "did.rotate_clockwise", degrees=360 - degrees)
    elif name == "flip":
        return say(language, f"did.flip_{one.text('direction')}")
    elif name == "style_transfer":
        facts["style"] = style_title(one.text("style"), language)
    elif name == "add_object" and (whom := recipient(one.text("place"))):
        name, facts["whom"] = "add_object_for", whom
    elif name == "add_object" and one.text("place") and not _POINTS.search(one.text("place")):
        name = "add_object_at"
    elif name == "edit_face":
        facts["changes"] = face_changes(one, language)
        if who := one.text("target"):
            name, facts["who"] = "edit_face_of", person(who, language)
    elif name in {"recolor_object", "change_attribute"}:
        thing = facts["object"] = _named(_OWN.sub("", one.text("object")), recipe)
        name = f"{name}_many" if is_plural(thing) else name
        if words := written(one.text("attribute")):
            name, facts["words"] = "lettered", words
    for key in ("object", "with"):
        if name.startswith("add_object") or key == "with":
            words = str(facts.get(key, ""))
            facts[key] = with_article(words, read_subject(words).noun) if words else words
    if "color" in facts:
        facts["color"] = color_name(str(facts["color"]), language)
    return say(language, f"did.{name}", **facts)


def _named(words: str, recipe: Recipe) -> str:
    """The thing that `words` name; the first one in the picture where they only point at it."""
    first = next(iter(recipe.source.scene.present), None) if isinstance(recipe.source, Drawing) else None
    return first.noun if first is not None and _POINTS.fullmatch(words) else words


def _is_drawing(recipe: Recipe) -> bool:
    return isinstance(recipe.source, Drawing)


def _shows_several(recipe: Recipe) -> bool:
    """Whether what a drawing names first is more than one."""
    first = next(iter(recipe.source.scene.present), None) if isinstance(recipe.source, Drawing) else None
    return first is not None and (first.count > 1 or is_plural(first.noun))


def _capital(words: str) -> str:
    return re.sub(r"^([a-z])", lambda match: match.group(1).upper(), words)


def told(actions: tuple[Action, ...], head: Version, language: Language, *, changed: bool) -> str:
    """What happened to the picture, in sentences; empty when `actions` are talk."""
    if not any(one.pipeline not in {"ask", "chat", "search", "reset"} for one in actions):
        return ""
    if not changed:
        return say(language, "nothing_changed")
    return _headline(actions, head, language) or did(actions, head.recipe, language)


def shortfalls(head: Version, before: Version | None, language: Language) -> list[str]:
    """Sentences on what could not be done, or only in part or by a guess; not on what `before` told already."""
    missing = [word for word in head.undrawn if before is None or word not in before.undrawn]
    close = [pair for pair in head.instead if before is None or pair not in before.instead]
    quoted = say(language, "word.comma").join(f"“{word}”" for word in missing)
    said = listed(language, (_instead(asked, name_in(drawn, language), language) for asked, drawn in close))
    return [
        say(language, "instead", pairs=said) if close else "",
        say(language, "undrawn", words=quoted) if missing else "",
        *told_of_faces(head.face, before.face if before else None, language),
    ]


def _instead(asked: str, drawn: str, language: Language) -> str:
    return say(language, "instead.one", asked=asked, drawn=with_article(drawn, drawn))


def _headline(actions: tuple[Action, ...], head: Version, language: Language) -> str:
    """The sentence for a turn whose main thing is a new picture or a move; empty for edits."""
    names = [one.pipeline for one in actions]
    count = len(head.images)
    if "generate" in names:
        key = "drawn_many" if count > 1 else "drawn_several" if _shows_several(head.recipe) else "drawn"
        return say(language, key, what=what(head.recipe, language), count=count)
    if "vary" in names:
        return say(language, "varied_many" if count > 1 else "varied", count=count)
    if names and all(name in {"undo", "redo"} for name in names):
        return say(language, "undone" if names[-1] == "undo" else "redone", number=head.number)
    return ""
