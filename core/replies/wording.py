"""What is said of a picture: the sentence on what changed and what did not, its title and its alt text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.chips import edit_label
from core.draft import scene_of
from core.language import Language
from core.lexicon import canonical_noun, is_chinese, is_plural, name_in, with_article
from core.pipeline import Action
from core.prompt import prompt_of
from core.recipe import Drawing, Recipe, in_scene, straightens
from core.replies.answers import color_name
from core.replies.faces import face_changes, person, told_of_faces
from core.replies.phrases import listed, say, sentences
from core.scene.edits import SEVERAL, resolved
from core.scene.giving import recipient
from core.scene.model import written
from core.scene.reader import read_subject
from core.shots import shot_in
from core.sizes import is_comparison
from core.styles import style_title
from core.versions import Version
from core.writing import writing_in

_OWN: Final = re.compile(r"^(?:his|her|its|their|my|your)\s+", re.IGNORECASE)
_BACKDROP: Final = re.compile(r"(?<=\w) (?:background|backdrop)$|的?背景$", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?:an?|the) ")
_ON_IT: Final = re.compile(r"on (?:it|him|her|them)")
_POINTS: Final = re.compile(r"\b(?:it|him|her|them)\b|^(?:它|他|她|它们)$")
"""A place that only points at the subject adds nothing to the sentence."""
_LISTED: Final = {"edit": "instruction", "remove_object": "object"}
_CONTENT: Final = re.compile(r"[a-z]{4,}")
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


def did(actions: tuple[Action, ...], recipe: Recipe, language: Language, drawn: frozenset[str] = frozenset()) -> str:
    """What `actions` did to the picture, one sentence each, and that the rest stayed.

    `drawn`: keys of the things that were seen in the picture before.
    """
    shown = _joined([one for one in actions if one.pipeline not in _QUIET], language)
    done = [_did_one(one, recipe, language, drawn) for one in shown]
    if not done:
        return ""
    return sentences(language, (*done, say(language, "rest_stays") if len(done) == 1 else ""))


def _joined(actions: Sequence[Action], language: Language) -> list[Action]:
    """`actions` with neighbours of one kind as one: "night" and "full moon" are "night and full moon"."""
    out: list[Action] = []
    for one in actions:
        name = _LISTED.get(one.pipeline, "")
        plain = name and not writing_in(one.text(name)) and not shot_in(one.text(name))
        if plain and out and out[-1].pipeline == one.pipeline:
            words = say(language, "word.comma").join((out[-1].text(name), one.text(name)))
            out[-1] = Action(pipeline=one.pipeline, params={name: words})
        else:
            out.append(one)
    return out


def _did_one(one: Action, recipe: Recipe, language: Language, drawn: frozenset[str] = frozenset()) -> str:
    name = one.pipeline
    facts: dict[str, object] = {"factor": 2, "place": "", **one.params}
    if name in {"adjust_brightness", "adjust_contrast"}:
        held = next((edit for edit in recipe.edits if edit.pipeline == name), None)
        facts["percent"] = held.number("percent") if held else 0
    elif name == "edit" and (found := writing_in(one.text("instruction"))):
        name, facts["words"] = "written", found.words
    elif name == "edit" and (shot := shot_in(one.text("instruction"))):
        name, facts["shot"] = "shot", shot
    elif straightens(one):
        name = "straighten"
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
    elif name == "add_object" and (place := _place_of(one, recipe)):
        name, facts["place"] = "add_object_at", place.removeprefix("在")
    elif name == "remove_object" and (found := writing_in(one.text("object"))):
        name, facts["words"] = "unwritten", found.words
    elif name == "remove_object" and shot_in(one.text("object")):
        name = "unzoomed"
    elif name == "remove_object" and _is_unseen(one.text("object"), recipe, drawn):
        name = "remove_unseen"
    elif name == "replace_object" and canonical_noun(one.text("object")) == canonical_noun(
        read_subject(one.text("with")).noun
    ):
        name = "fewer"
    elif name == "change_background":
        facts["background"] = _BACKDROP.sub("", one.text("background"))
    elif name == "edit_face":
        facts["changes"] = face_changes(one, language)
        if who := one.text("target"):
            name, facts["who"] = "edit_face_of", person(who, language)
    elif name in {"recolor_object", "change_attribute"}:
        thing = facts["object"] = _named(_OWN.sub("", one.text("object")), recipe)
        several = thing.split(SEVERAL)
        facts["object"] = listed(language, several)
        name = f"{name}_many" if is_plural(thing) or len(several) > 1 else name
        if is_comparison(one.text("attribute")) and is_chinese(one.text("attribute")):
            name, facts["attribute"] = "resized", re.sub("^[再更]", "", one.text("attribute"))
        if words := written(one.text("attribute")):
            name, facts["words"] = "lettered", words
    if name == "replace_object":
        facts["object"] = _named(one.text("object"), recipe)
    for key in ("object", "with"):
        if name.startswith("add_object") or key == "with":
            words = str(facts.get(key, ""))
            facts[key] = with_article(words, read_subject(words).noun) if words else words
    if "color" in facts:
        facts["color"] = color_name(str(facts["color"]), language)
    return say(language, f"did.{name}", **facts)


def _is_unseen(words: str, recipe: Recipe, drawn: frozenset[str]) -> bool:
    """Whether what was to go was neither named in the drawing nor seen in it."""
    return words in scene_of(recipe).without and canonical_noun(words) not in drawn


def _place_of(one: Action, recipe: Recipe) -> str:
    """Where a thing was put, by name; empty where its place only points at the subject."""
    place = resolved(scene_of(recipe), one.text("place"))
    return "" if _ON_IT.fullmatch(one.text("place")) or _POINTS.search(place) else place


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


def told(
    actions: tuple[Action, ...], head: Version, language: Language, *, changed: bool, before: Version | None = None
) -> str:
    """What happened to the picture, in sentences; empty when `actions` are talk. `before`: what it was made from."""
    if not any(one.pipeline not in {"ask", "chat", "search", "reset"} for one in actions):
        return ""
    if not changed:
        return say(language, "nothing_changed")
    if any(_failed(one, head) for one in actions):
        actions = tuple(one for one in actions if not _failed(one, head))
        if not any(one.pipeline not in _QUIET for one in actions):
            return _headline(actions, head, language)
    return _headline(actions, head, language) or did(actions, head.recipe, language, _drawn(before))


def _drawn(version: Version | None) -> frozenset[str]:
    objects = version.seen.objects if version and version.seen else None
    return frozenset(canonical_noun(one.name) for one in objects or ())


def _failed(one: Action, head: Version) -> bool:
    """Whether an action asked for what could not be drawn, so that it is not said to be done."""
    if one.pipeline in {"change_background", "recolor_object", "change_attribute"}:
        names = [one.text(name).lower() for name in ("background", "object", "color", "attribute") if one.text(name)]
        return any(all(name in word.lower() for name in names) or word == names[-1] for word in head.undrawn)
    asked = read_subject(one.text("object")).noun if one.pipeline == "add_object" else one.text("instruction")
    if one.pipeline not in {"add_object", "edit"} or not asked:
        return False
    words = set(_CONTENT.findall(asked.lower()))
    return any(
        word.lower() in asked.lower() or bool(words & set(_CONTENT.findall(word.lower()))) for word in head.undrawn
    )


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
        shown = what(head.recipe, language)
        key = "drawn_many" if count > 1 else "drawn_several" if _shows_several(head.recipe) else "drawn"
        if key == "drawn" and not scene_of(head.recipe).present and not _ARTICLE.match(shown):
            key = "drawn_place"
        return say(language, key, what=shown, count=count)
    if "vary" in names:
        varied = say(language, "varied_many" if count > 1 else "varied", count=count)
        return sentences(
            language, (varied, *(_did_one(one, head.recipe, language) for one in actions if one.pipeline not in _QUIET))
        )
    if names and all(name in {"undo", "redo"} for name in names):
        return say(language, "undone" if names[-1] == "undo" else "redone", number=head.number)
    return ""
