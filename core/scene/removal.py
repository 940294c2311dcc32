"""Taking a thing out of a scene, wherever it stands: as a subject, in the setting, in a detail, in what is done."""

from __future__ import annotations

import re

from core.lexicon import canonical_noun, is_chinese, kind_of
from core.scene.links import link_of
from core.scene.mentions import find_mention, without_mention
from core.scene.model import Scene, Subject
from core.scene.reader import read_subject
from core.scene.subjects import find_subject
from core.scene.verbs import acts_alone, awaits_object, use_of
from core.scene.verbs_zh import awaits_object as awaits_object_zh


def remove(scene: Scene, words: str) -> Scene:
    """`scene` without a thing: no word of it is left; what the scene does not name is to be left out of it."""
    at = find_subject(scene, words)
    noun = scene.subjects[at].noun if at is not None else read_subject(words).noun
    if at is None:
        cleaned = _cleaned(scene, words, noun)
        return _without(scene, words) if cleaned == scene else cleaned
    gone = {at, *_worn_by(scene, at)}
    links = {one: link_of(scene.subjects, one) for one in range(len(scene.subjects)) if scene.subjects[one].count}
    subjects = list(scene.subjects)
    for one, (link, owner) in links.items():
        if owner in gone and one not in gone:
            subjects[one] = subjects[one].model_copy(update={"place": None})
        if one == at and owner is not None and link in {"ridden", "beside", "held"}:
            subjects[owner] = _idle(subjects[owner], link)
    for one in gone:
        subjects[one] = subjects[one].model_copy(update={"count": 0})
    scene = scene.model_copy(update={"subjects": tuple(subjects)})
    if find_subject(scene, noun) is None:
        scene = _cleaned(scene, words, noun)
    return _trimmed(scene)


def _worn_by(scene: Scene, at: int) -> list[int]:
    """What goes with a subject: its clothes and parts."""
    return [
        one for one, subject in enumerate(scene.subjects)
        if subject.count and link_of(scene.subjects, one) == ("worn", at) and kind_of(subject.noun) in {"worn", None}
    ]  # fmt: skip


def _idle(subject: Subject, link: str) -> Subject:
    """A subject whose object is gone: nobody rides without a horse, but one who played with a ball still plays."""
    parts = re.split(r" and (?=[a-z]+ing\b)|、", subject.action) if subject.action else []
    kept = [part for part in parts if not _needs(part, link)]
    bare = [re.sub(r" (?:with|at|to|from|on|in|by)$", "", part) for part in kept]
    joint = "、" if is_chinese(subject.noun) else " and "
    return subject.model_copy(update={"action": joint.join(bare) or None})


def _needs(part: str, link: str) -> bool:
    """Whether a deed cannot be without the object that is gone."""
    if is_chinese(part):
        return awaits_object_zh(part)
    first = part.split()[0] if part.split() else ""
    if not awaits_object(part) or acts_alone(first) or len(part.split()) > 1:
        return False
    return link == "ridden" or use_of(first) not in {"play"}


def _trimmed(scene: Scene) -> Scene:
    """The scene without the places that are kept free at its end."""
    subjects = scene.subjects
    while subjects and not subjects[-1].count:
        subjects = subjects[:-1]
    return scene.model_copy(update={"subjects": subjects})


def _cleaned(scene: Scene, words: str, noun: str) -> Scene:
    """The scene without words for a thing in its setting, style and details, and in what is done and where."""
    background = scene.background
    if background is not None:
        background = None if background == words else without_mention(background, noun)
    style = scene.style
    if style is not None and (style == words or canonical_noun(style) == canonical_noun(words)):
        style = None
    details = tuple(one for one in scene.details if one != words and find_mention(one, noun) is None)
    subjects = tuple(_unnamed(one, noun) if one.count else one for one in scene.subjects)
    return scene.model_copy(update={"background": background, "style": style, "details": details, "subjects": subjects})


def _unnamed(subject: Subject, noun: str) -> Subject:
    """A subject whose action, place and attributes do not name a thing."""
    action = without_mention(subject.action, noun) if subject.action else None
    if action and action != subject.action and not is_chinese(action) and " " not in action:
        action = action if acts_alone(action) and use_of(action) != "look" else None
    place = subject.place if subject.place is None or find_mention(subject.place, noun) is None else None
    attributes = tuple(one for one in subject.attributes if find_mention(one, noun) is None)
    changed = {"action": action, "place": place, "attributes": attributes}
    return (
        subject.model_copy(update=changed) if changed != {name: getattr(subject, name) for name in changed} else subject
    )


def _without(scene: Scene, words: str) -> Scene:
    """What the scene does not name is to be left out of it."""
    return scene if words in scene.without else scene.model_copy(update={"without": (*scene.without, words)})
