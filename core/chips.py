"""The state in force as chips: one for each fact of the picture, and what dropping one does to the recipe."""

from __future__ import annotations

from collections.abc import Mapping

from core.draft import scene_of
from core.face import FaceState, value_name
from core.face_merge import drop_face
from core.language import Language
from core.lexicon import canonical_noun
from core.messages import Chip
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.prompt import is_attached
from core.recipe import Drawing, Recipe, drop, fold, in_scene, straightens
from core.replies.faces import at_strength, person
from core.replies.phrases import has, say
from core.scene.actions import asked_action
from core.scene.edits import find_subject
from core.scene.model import Scene
from core.scene.reader import read_subject
from core.styles import style_title

_AMOUNTS = frozenset({"adjust_brightness", "adjust_contrast"})
_SLOT_EDITS = {"background": "change_background", "style": "style_transfer"}


def chips_of(recipe: Recipe, language: Language, before: Recipe | None = None) -> tuple[Chip, ...]:
    """The chips of `recipe`; those that `before` did not have are marked as changed."""
    chips = _chips(recipe, language)
    if before is None:
        return tuple(chips)
    known = {chip.label for chip in _chips(before, language)}
    return tuple(chip.model_copy(update={"changed": chip.label not in known}) for chip in chips)


def _chips(recipe: Recipe, language: Language) -> list[Chip]:
    scene = scene_of(recipe)
    out = _scene_chips(scene, language)
    for index, edit in enumerate(recipe.edits):
        if isinstance(recipe.source, Drawing) and in_scene(edit):
            continue
        if edit.pipeline == "vary":
            continue  # another take of the same facts
        if edit.pipeline == "edit_face":
            out += _edited_face_chips(edit, language)
        else:
            out.append(_edit_chip(index, edit, language))
    return out


def _scene_chips(scene: Scene, language: Language) -> list[Chip]:
    out = [
        Chip(key=f"subject:{index}", slot="wears" if is_attached(subject) else "subject", label=subject.phrase())
        for index, subject in enumerate(scene.subjects)
        if subject.count
    ]
    out += [
        Chip(key=f"action:{index}", slot="light", label=subject.action)
        for index, subject in enumerate(scene.subjects)
        if subject.count and subject.action
    ]
    if scene.background:
        out.append(Chip(key="background", slot="place", label=scene.background))
    out += [Chip(key=f"detail:{i}", slot="light", label=detail) for i, detail in enumerate(scene.details)]
    if scene.style:
        out.append(Chip(key="style", slot="style", label=style_title(scene.style, language)))
    out += [
        Chip(key=f"without:{i}", slot="subject", label=say(language, "chip.without", word=word))
        for i, word in enumerate(scene.without)
    ]
    values = [value for values in scene.face.values() for value in values]
    return out + _face_chips(scene.face, {value: value_name(value, language) for value in values})


def _face_chips(face: FaceState, labels: Mapping[str, str], target: str = "") -> list[Chip]:
    """A chip for each value of `face`; `target`: whose face it is."""
    return [
        Chip(
            key=f"face:{slot}:{value}" + (f":{target}" if target else ""),
            slot="hair" if slot.startswith("hair") else "face",
            label=labels[value],
        )
        for slot, values in face.items()
        for value in values
    ]


def _edited_face_chips(edit: Action, language: Language) -> list[Chip]:
    """The chips of a photo's face: with the strength where it is not the full one, and with whose face it is."""
    target = edit.text("target")
    labels = {value: at_strength(value, share, language) for value, share in edit.strengths().items()}
    if target:
        who = person(target, language)
        labels = {value: say(language, "face.of", value=label, who=who) for value, label in labels.items()}
    return _face_chips(edit.face("set"), labels, target)


def _edit_chip(index: int, edit: Action, language: Language) -> Chip:
    key, amount = f"edit:{index}", None
    if edit.pipeline in _AMOUNTS:
        amount = round(edit.number("percent"))
    return Chip(key=key, slot="photo", label=edit_label(edit, language), amount=amount)


def edit_label(edit: Action, language: Language) -> str:
    """A few words for an edit, such as "brightness +20 %"."""
    key = "chip.straighten" if straightens(edit) else f"chip.{edit.pipeline}"
    if edit.pipeline == "rotate" and edit.number("degrees") > 180:
        return say(language, "chip.rotate_clockwise", degrees=360 - edit.number("degrees"))
    if not has(key):
        values = [str(value) for value in edit.params.values() if not isinstance(value, dict)]
        return " ".join(values) or edit.pipeline
    facts: dict[str, object] = {"factor": 2, "count": 1, **edit.params}
    return say(language, key, **facts)


def drop_chip(recipe: Recipe, key: str) -> Recipe:
    """`recipe` without the fact that the chip `key` stands for. Raises ProblemError for an unknown key."""
    kind, _, rest = key.partition(":")
    if not any(chip.key == key for chip in _chips(recipe, Language.EN)):
        raise ProblemError(Code.INVALID_REQUEST, f"there is no chip {key[:60]!r}")
    match kind:
        case "edit":
            return drop(recipe, int(rest))
        case "subject":
            noun = scene_of(recipe).subjects[int(rest)].noun
            return fold(recipe, Action(pipeline="remove_object", params={"object": noun}))
        case "action":
            return _drop_action(recipe, int(rest))
        case "detail" | "without":
            return _drop_word(recipe, "details" if kind == "detail" else "without", int(rest))
        case "face":
            slot, value, *target = rest.split(":", 2)
            return recipe.model_copy(update={"edits": drop_face(recipe.edits, slot, value, "".join(target))})
        case _:
            assert isinstance(recipe.source, Drawing)  # only a drawing has chips of its background and style
            return _clear(recipe, recipe.source, kind)


def set_amount(recipe: Recipe, key: str, percent: int) -> Recipe:
    """`recipe` with the amount of the chip `key` set to `percent` (−100..100). Raises ProblemError."""
    _, _, index = key.partition(":")
    if not index.isdecimal() or int(index) >= len(recipe.edits) or not -100 <= percent <= 100:
        raise ProblemError(Code.INVALID_REQUEST, f"there is no amount {key!r} at {percent}")
    edit = recipe.edits[int(index)]
    if edit.pipeline not in _AMOUNTS:
        raise ProblemError(Code.INVALID_REQUEST, f"{edit.pipeline} has no amount")
    change = percent - edit.number("percent")
    return fold(recipe, Action(pipeline=edit.pipeline, params={"percent": change}))


def _clear(recipe: Recipe, source: Drawing, slot: str) -> Recipe:
    edits = tuple(edit for edit in recipe.edits if edit.pipeline != _SLOT_EDITS[slot])
    scene = source.scene.model_copy(update={slot: None})
    return recipe.model_copy(update={"source": source.model_copy(update={"scene": scene}), "edits": edits})


def _drop_word(recipe: Recipe, field: str, index: int) -> Recipe:
    scene = scene_of(recipe)
    words = scene.details if field == "details" else scene.without
    word = words[index]
    edits = tuple(edit for edit in recipe.edits if word not in edit.params.values())
    source = recipe.source
    if isinstance(source, Drawing):
        held = source.scene.details if field == "details" else source.scene.without
        kept = tuple(one for one in held if one != word)
        source = source.model_copy(update={"scene": source.scene.model_copy(update={field: kept})})
    return recipe.model_copy(update={"source": source, "edits": edits})


def _drop_action(recipe: Recipe, index: int) -> Recipe:
    """`recipe` without what a subject does, whether the prompt said it or an edit."""
    noun = scene_of(recipe).subjects[index].noun
    first = next(one.noun for one in scene_of(recipe).present)
    edits = tuple(edit for edit in recipe.edits if not _asks_to_act(edit, noun, first=noun == first))
    source = recipe.source
    if isinstance(source, Drawing) and (at := find_subject(source.scene, noun)) is not None:
        idle = source.scene.subjects[at].model_copy(update={"action": None})
        subjects = (*source.scene.subjects[:at], idle, *source.scene.subjects[at + 1 :])
        source = source.model_copy(update={"scene": source.scene.model_copy(update={"subjects": subjects})})
    return recipe.model_copy(update={"source": source, "edits": edits})


def _asks_to_act(edit: Action, noun: str, *, first: bool) -> bool:
    asked = asked_action(edit.text("instruction")) if edit.pipeline == "edit" else None
    if asked is None or asked.everybody:
        return asked is not None
    return first if asked.who is None else canonical_noun(read_subject(asked.who).noun) == canonical_noun(noun)
