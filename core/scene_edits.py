"""Pure edits of a scene: what each scene pipeline does to the slots, and how the user's words find a subject."""

from __future__ import annotations

import re

from core.face import edit_face
from core.lexicon import canonical_noun, detail_kind
from core.pipeline import Action, ActionError
from core.scene import SCENE_PIPELINES, Scene, Subject
from core.scene_reader import read_subject


def apply(scene: Scene, edit: Action) -> Scene:
    """`scene` after `edit`. Raises ActionError for a pipeline that is no scene edit."""
    if edit.pipeline not in SCENE_PIPELINES:
        raise ActionError(f"{edit.pipeline} does not change a scene")
    match edit.pipeline:
        case "add_object":
            return _add(scene, edit.text("object"), edit.text("place"))
        case "remove_object":
            return _remove(scene, edit.text("object"))
        case "replace_object":
            return _replace(scene, edit.text("object"), edit.text("with"))
        case "recolor_object":
            return _alter(scene, edit.text("object"), color=edit.text("color"))
        case "change_attribute":
            return _alter(scene, edit.text("object"), attribute=edit.text("attribute"))
        case "change_background":
            return scene.model_copy(update={"background": edit.text("background")})
        case "style_transfer":
            return scene.model_copy(update={"style": edit.text("style")})
        case "edit_face":
            face = edit_face(scene.face, edit.face("set"), edit.face("unset"))
            return scene.model_copy(update={"face": dict(face)})
        case _:
            return _detail(scene, edit.text("instruction"))


def find_subject(scene: Scene, words: str) -> int | None:
    """Index of the subject that `words` name, the last one that fits; "it" names the first subject."""
    key = canonical_noun(words)
    for index in range(len(scene.subjects) - 1, -1, -1):
        if scene.subjects[index].count and canonical_noun(scene.subjects[index].noun) == key:
            return index
    return None


def _add(scene: Scene, words: str, place: str) -> Scene:
    subject = read_subject(words)
    if place:
        subject = subject.model_copy(update={"place": place})
    without = tuple(word for word in scene.without if canonical_noun(word) != canonical_noun(subject.noun))
    at = find_subject(scene, subject.noun)
    subjects = scene.subjects
    if at is not None and subjects[at] == subject:
        return scene.model_copy(update={"without": without})
    return scene.model_copy(update={"subjects": (*subjects, subject), "without": without})


def _remove(scene: Scene, words: str) -> Scene:
    at = find_subject(scene, read_subject(words).noun)
    if at is None:
        return _without(scene, words)
    gone = scene.subjects[at].model_copy(update={"count": 0})
    subjects = (*scene.subjects[:at], gone, *scene.subjects[at + 1 :])
    while subjects and not subjects[-1].count:
        subjects = subjects[:-1]
    return scene.model_copy(update={"subjects": subjects})


def _without(scene: Scene, words: str) -> Scene:
    """What is no subject may be the setting, the style or a detail; else the scene is told to leave it out."""
    key = canonical_noun(words)
    for slot in ("background", "style"):
        held = getattr(scene, slot)
        if held and (held == words or canonical_noun(held) == key or _ends_with(held, words)):
            return scene.model_copy(update={slot: None})
    details = tuple(held for held in scene.details if held != words and canonical_noun(held) != key)
    if details != scene.details:
        return scene.model_copy(update={"details": details})
    if words in scene.without:
        return scene
    return scene.model_copy(update={"without": (*scene.without, words)})


def _ends_with(setting: str, words: str) -> bool:
    """Whether a setting such as "in front of a red barn" is one of the thing that is named."""
    noun = canonical_noun(read_subject(words).noun)
    last = read_subject(setting.rsplit(" ", 1)[-1]).noun
    return " " in setting and bool(noun) and canonical_noun(last) == noun


def _replace(scene: Scene, old: str, new: str) -> Scene:
    at = find_subject(scene, read_subject(old).noun)
    subject = read_subject(new)
    if at is None:
        return _add(_remove(scene, old), new, "")
    place = subject.place or scene.subjects[at].place
    subject = subject.model_copy(update={"place": place})
    return _with_subject(scene, at, subject)


def _alter(scene: Scene, words: str, *, color: str | None = None, attribute: str | None = None) -> Scene:
    named = read_subject(words)
    at = find_subject(scene, named.noun)
    if at is None:
        part = f"{color} {words}" if color else f"{attribute} {words}"
        if re.search(r"[\u3400-\u9fff]", words):
            part = f"{words}{color or attribute}"
        return _detail(scene, part)
    subject = scene.subjects[at]
    if color is not None:
        return _with_subject(scene, at, subject.model_copy(update={"color": color}))
    kept = tuple(word for word in subject.attributes if word != attribute)
    return _with_subject(scene, at, subject.model_copy(update={"attributes": (*kept, attribute or "")}))


def _with_subject(scene: Scene, at: int, subject: Subject) -> Scene:
    return scene.model_copy(update={"subjects": (*scene.subjects[:at], subject, *scene.subjects[at + 1 :])})


def _detail(scene: Scene, instruction: str) -> Scene:
    kind = detail_kind(instruction)
    kept = tuple(held for held in scene.details if held != instruction and (kind is None or detail_kind(held) != kind))
    return scene.model_copy(update={"details": (*kept, instruction)})
