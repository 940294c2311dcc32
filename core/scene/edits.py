"""Pure edits of a scene: what each scene pipeline does to the slots, and how the user's words find a subject."""

from __future__ import annotations

import re
from typing import Final

from core.ages import age_asked, aged, has_age
from core.air import begins, kept_beside
from core.face import edit_face
from core.lexicon import canonical_noun, color_key, is_chinese, is_plural, kind_of
from core.occasions import unfolded
from core.pipeline import Action, ActionError
from core.scene.actions import AskedAction, asked_action
from core.scene.brought import brought
from core.scene.giving import dressed, given
from core.scene.links import is_animate, is_attached, link_of
from core.scene.mentions import find_mention, painted, with_other
from core.scene.model import SAYS, SCENE_PIPELINES, Scene, Subject, written
from core.scene.moves import moved
from core.scene.reader import read_scene, read_subject
from core.scene.removal import remove
from core.scene.statues import as_statue
from core.scene.subjects import find_person, find_subject
from core.scene.verbs import is_gerund
from core.scene.words_zh import AIR as AIR_ZH
from core.shots import shot_in
from core.sizes import resized

SEVERAL: Final = " ; "
"""Between things that are meant together: "make them red"."""
__all__ = ["SEVERAL", "apply", "find_subject", "resolved"]

_POINTS: Final = re.compile(r"\b(?P<of>his|her|its|their)(?= \w)|\b(?:it|him|her|them)\b", re.IGNORECASE)
_POINTS_ZH: Final = re.compile(r"^在?(?:它们?|他们?|她们?)(?:的)?(?=[\u3400-\u9fff])")
_PLAIN: Final = {"his": "him", "its": "it", "their": "them", "他的": "他", "她的": "她", "在他": "他", "在她": "她"}
"""Forms of pronouns, as those whom they mean."""
_SKY: Final = frozenset({"moon", "月亮", "月", "圆月", "满月", "sun", "太阳"})
_IN_SKY: Final = re.compile(
    r"|(?:up |high )*(?:in|on|across) the (?:night )?sky|up there|(?:在)?(?:天上|天空|夜空)(?:中|里|上)?"
)
"""The moon is light, and no thing of its own."""
_SMALL: Final = frozenset({"food", "container"})
"""Kinds of things that stand on a table, where others do."""
_AIRS: Final = frozenset({"weather", "season", "time", "time of day", "lighting", "天气", "季节", "时间", "光线"})
"""What is in the air: another one of these is told of the whole picture."""


def apply(scene: Scene, edit: Action) -> Scene:
    """`scene` after `edit`. Raises ActionError for a pipeline that is no scene edit."""
    if edit.pipeline not in SCENE_PIPELINES:
        raise ActionError(f"{edit.pipeline} does not change a scene")
    if words := edit.text("object"):
        scene = (
            unfolded(scene, words) if edit.pipeline != "add_object" and find_subject(scene, words) is None else scene
        )
    match edit.pipeline:
        case "add_object":
            return _add(scene, edit.text("object"), edit.text("place"))
        case "remove_object":
            return remove(scene, edit.text("object"))
        case "replace_object":
            return _replace(scene, edit.text("object"), edit.text("with"))
        case "recolor_object" | "change_attribute":
            for words in edit.text("object").split(SEVERAL):
                scene = _alter(scene, words, color=edit.text("color") or None, attribute=edit.text("attribute") or None)
            return scene
        case "change_background" if AIR_ZH.fullmatch(edit.text("background")):
            return _detail(scene, edit.text("background"))
        case "change_background":
            return scene.model_copy(update={"background": edit.text("background")})
        case "style_transfer":
            return scene.model_copy(update={"style": edit.text("style")})
        case "edit_face":
            face = edit_face(scene.face, edit.face("set"), edit.face("unset"))
            return scene.model_copy(update={"face": dict(face)})
        case _:
            return _instruct(scene, edit.text("instruction"))


# Adding.


def _add(scene: Scene, words: str, place: str) -> Scene:
    if things := given(scene, words, place):
        return scene.model_copy(update={"subjects": (*scene.subjects, *things)})
    subject, brought = _read_added(scene, words, resolved(scene, place))
    if canonical_noun(subject.noun) in _SKY and _IN_SKY.fullmatch(place):
        return _detail(scene, words)
    without = tuple(word for word in scene.without if canonical_noun(word) != canonical_noun(subject.noun))
    scene = scene.model_copy(update={"without": without})
    if subject in scene.present:
        return scene
    subject = subject.model_copy(update={"place": subject.place or _among_its_like(scene, subject)})
    return scene.model_copy(update={"subjects": (*scene.subjects, subject, *brought)})


def _among_its_like(scene: Scene, subject: Subject) -> str | None:
    """Where a small thing goes of which no place is said: on the table on which others are; None for elsewhere."""
    if kind_of(subject.noun) not in _SMALL or subject.action:
        return None
    for at in reversed(range(len(scene.subjects))):
        other, (_, owner) = scene.subjects[at], link_of(scene.subjects, at)
        if other.count and owner is not None and kind_of(other.noun) in _SMALL and not is_attached(other):
            held = scene.subjects[owner].noun
            on = other.place in {f"on the {held}", f"{held}上"}
            return other.place if on and kind_of(held) == "furniture" else None
    return None


def _read_added(scene: Scene, words: str, place: str) -> tuple[Subject, tuple[Subject, ...]]:
    """The subject that `words` and its place name, and what it brings: the umbrella of "a girl holding an umbrella".

    What one does is said with the words or with the place: "a dog", "sleeping next to the man".
    """
    subject = read_subject(words)
    does = place if is_gerund(place.partition(" ")[0].lower()) else ""
    read = read_scene(f"{words} {does}").subjects
    at = next((at for at, one in enumerate(read) if one.noun == subject.noun), None)
    if at is None:
        return subject.model_copy(update={"place": place or subject.place}), ()
    says = tuple(one for one in read[at].attributes if one.startswith(SAYS) and one not in subject.attributes)
    subject = subject.model_copy(
        update={
            "attributes": (*subject.attributes, *says),
            "action": read[at].action,
            "place": read[at].place if does else place or read[at].place or subject.place,
        }
    )
    links = [link_of(read, index) for index in range(len(read))]
    brought = [one for index, one in enumerate(read) if links[index][1] == at]
    if (near := links[at][1]) is not None and find_subject(scene, read[near].noun) is None:
        brought.append(read[near])
    return subject, tuple(brought)


def resolved(scene: Scene, place: str) -> str:
    """A place with the name of the subject that its pronoun means: "on its head" is "on the cat's head"."""
    found = _POINTS.search(place) or _POINTS_ZH.match(place)
    at = find_subject(scene, _PLAIN.get(found.group().lower(), found.group())) if found else None
    if found is None or at is None:
        return place
    first = scene.subjects[at].noun
    if is_chinese(place):
        return _POINTS_ZH.sub(first, place, count=1) if is_chinese(first) else place
    if is_chinese(first):
        return place
    return _POINTS.sub(lambda found: f"the {first}'s" if found.group("of") else f"the {first}", place, count=1)


# Replacing and altering.


def _replace(scene: Scene, old: str, new: str) -> Scene:
    at = find_subject(scene, old)
    if at is None and old.lower().removeprefix("the ") in _AIRS:
        return _detail(scene, new)
    if at is None and has_age(new):
        at = find_person(scene, old)
    if at is None:
        return _replace_words(scene, old, new)
    held, subject = scene.subjects[at], read_subject(new)
    if is_animate(held) and (statue := as_statue(held, subject, new)):
        return _with_subject(scene, at, statue)
    keeps = is_animate(held) == is_animate(subject)
    said: dict[str, object] = {
        "place": subject.place or held.place,
        "action": subject.action or (held.action if keeps else None),
    }
    if is_plural(subject.noun) or (is_chinese(new) and new == subject.noun):
        said["count"] = max(subject.count, held.count)  # as many as there were, where no number is said
    return _put(scene, at, aged(held, new) or subject.model_copy(update=said))


def _put(scene: Scene, at: int, subject: Subject) -> Scene:
    """The scene with another subject in a place; what belongs to the one before it belongs to that."""
    held = scene.subjects[at]
    subjects = [
        _renamed(one, held.noun, subject.noun) if index != at and one.count else one
        for index, one in enumerate(scene.subjects)
    ]
    subjects[at] = subject
    return scene.model_copy(update={"subjects": tuple(subjects)})


def _renamed(subject: Subject, old: str, new: str) -> Subject:
    changed = {name: with_other(words, old, new) for name in ("place", "action") if (words := getattr(subject, name))}
    return subject.model_copy(update=changed) if changed else subject


def _replace_words(scene: Scene, old: str, new: str) -> Scene:
    """A thing that is no subject stands in the setting, in a detail, or in what is done."""
    noun = read_subject(old).noun
    setting = read_scene(new).background
    if scene.background is not None and find_mention(scene.background, noun):
        found = find_mention(scene.background, noun)
        whole = setting if found is not None and found.start == 0 and found.end == len(scene.background) else None
        return scene.model_copy(update={"background": whole or with_other(scene.background, noun, new)})
    details = tuple(with_other(one, noun, new) for one in scene.details)
    subjects = tuple(_renamed(one, noun, new) for one in scene.subjects)
    if details != scene.details or subjects != scene.subjects:
        deeds = [(at, one.action) for at, one in enumerate(subjects) if one.action != scene.subjects[at].action]
        scene = scene.model_copy(update={"details": details, "subjects": subjects})
        for at, deed in deeds:  # who kicked a football kicks a melon, which is a thing beside them
            scene = _let(scene, at, deed or "")
        return scene
    return _add(remove(scene, old), new, "")


def _alter(scene: Scene, words: str, *, color: str | None = None, attribute: str | None = None) -> Scene:
    at = find_subject(scene, words)
    if at is None and attribute is not None:
        at = find_person(scene, words)
    if at is None:
        return _alter_words(scene, words, color, attribute)
    subject = scene.subjects[at]
    if attribute is not None and (other := aged(subject, attribute)):
        return _put(scene, at, other)
    if color is not None:
        return _with_subject(scene, at, subject.model_copy(update={"color": color_key(color) or color}))
    asked = attribute or ""
    if text := written(asked):
        others = tuple(word for word in subject.attributes if not word.startswith(SAYS))
        return _with_subject(scene, at, subject.model_copy(update={"attributes": (*others, SAYS + text)}))
    attributes = resized(subject.attributes, asked)
    if attributes is None:
        attributes = (*(word for word in subject.attributes if word != asked), asked)
    return _with_subject(scene, at, subject.model_copy(update={"attributes": attributes}))


def _alter_words(scene: Scene, words: str, color: str | None, attribute: str | None) -> Scene:
    """Recolour a thing in the setting or a detail; clothes are put on; what is nowhere becomes a detail of its own."""
    if garment := dressed(scene, words):
        scene = scene.model_copy(update={"subjects": (*scene.subjects, garment)})
        return _alter(scene, garment.noun, color=color, attribute=attribute)
    noun = read_subject(words).noun
    if thing := brought(scene, noun):
        if thing not in scene.subjects:
            scene = scene.model_copy(update={"subjects": (*scene.subjects, thing)})
        return _alter(scene, thing.noun, color=color, attribute=attribute)
    if color is not None and scene.background is not None and find_mention(scene.background, noun):
        return scene.model_copy(update={"background": painted(scene.background, noun, color)})
    details = tuple(painted(one, noun, color) for one in scene.details) if color is not None else scene.details
    if details != scene.details:
        return scene.model_copy(update={"details": details})
    part = f"{words}{color or attribute}" if is_chinese(words) else f"{color or attribute} {words}"
    return _detail(scene, part)


def _with_subject(scene: Scene, at: int, subject: Subject) -> Scene:
    return scene.model_copy(update={"subjects": (*scene.subjects[:at], subject, *scene.subjects[at + 1 :])})


# Instructions.


def _instruct(scene: Scene, instruction: str) -> Scene:
    if shot := shot_in(instruction):
        return scene.model_copy(update={"shot": shot})
    if age := age_asked(instruction):
        at = find_subject(scene, age[0])
        if at is not None and (other := aged(scene.subjects[at], age[1])):
            return _put(scene, at, other)
    if there := moved(scene, instruction):
        return there
    asked = asked_action(instruction)
    doers = _doers(scene, asked) if asked is not None else []
    if asked is None or not doers:
        return _detail(scene, instruction)
    for at in doers:
        scene = _let(scene, at, asked.told)
    return scene


def _doers(scene: Scene, asked: AskedAction) -> list[int]:
    present = [at for at, one in enumerate(scene.subjects) if one.count]
    if asked.everybody:
        return [at for at in present if is_animate(scene.subjects[at])] or present
    if asked.who is None:
        return present[:1]
    at = find_subject(scene, asked.who)
    return [] if at is None else [at]


def _let(scene: Scene, at: int, told: str) -> Scene:
    """Let a subject do something else: its action is replaced, and what that names is put in where it is not there."""
    subject = scene.subjects[at]
    chinese = is_chinese(told)
    noun = subject.noun if is_chinese(subject.noun) == chinese else ("它" if chinese else "figure")
    read = read_scene(f"{noun}{told}" if chinese else f"a {noun} {told}")
    doing = read.subjects[0] if read.subjects else Subject(noun=noun)
    changed = {"action": doing.action or told, "place": doing.place or subject.place}
    scene = _with_subject(_released(scene, at), at, subject.model_copy(update=changed))
    for other in read.subjects[1:]:
        known = find_subject(scene, other.noun)
        if known is None:
            scene = scene.model_copy(update={"subjects": (*scene.subjects, other)})
        elif other.place:
            held = scene.subjects[known].model_copy(update={"place": other.place})
            scene = _with_subject(scene, known, held)
    details = tuple(dict.fromkeys((*scene.details, *read.details)))
    return scene.model_copy(update={"background": scene.background or read.background, "details": details})


def _released(scene: Scene, at: int) -> Scene:
    """What the subject rode stands beside it, now that it does something else."""
    for one in range(len(scene.subjects)):
        if scene.subjects[one].count and link_of(scene.subjects, one) == ("ridden", at):
            noun = scene.subjects[at].noun
            place = f"{noun}旁边" if is_chinese(noun) else f"next to the {noun}"
            scene = _with_subject(scene, one, scene.subjects[one].model_copy(update={"place": place}))
    return scene


def _detail(scene: Scene, instruction: str) -> Scene:
    kept = kept_beside(tuple(one for one in scene.details if one != instruction), instruction)
    new = begins(instruction)
    return scene.model_copy(update={"details": (*kept, new) if new else kept})
