"""A picture is a recipe: a source plus merged edits, always rendered from the source (ChatEdit, section 3.4).

`fold` adds an action and keeps the edits merged, so that a recipe grows with what is asked and not with how often.
`plan` resolves a recipe into what engines run: a drawing or an upload, and the steps after it in canonical order.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from core.face_merge import merge_face
from core.lexicon import canonical_noun, detail_kind
from core.looks import is_tone
from core.model import Model
from core.pipeline import Action, ActionError
from core.scene.actions import asked_action
from core.scene.edits import apply
from core.scene.model import SCENE_PIPELINES, Scene, Subject
from core.scene.reader import read_subject
from core.shots import shot_in
from core.sizes import is_comparison
from core.writing import writing_in


class Drawing(Model):
    """A source that is drawn: the prompt as asked, its scene, and the seed that fixes the composition."""

    kind: Literal["drawing"] = "drawing"
    prompt: str
    scene: Scene
    seed: int
    aspect: str = "1:1"


class Upload(Model):
    """A source that a user sent: the SHA-256 of the stored, normalised image, and the seed of what is made up in it."""

    kind: Literal["upload"] = "upload"
    digest: str
    seed: int | None = Field(None, ge=0, le=2**31 - 1)
    """None: it follows from the photo."""


class Recipe(Model):
    """A source and the merged edits in force, in the order in which they were first asked."""

    source: Drawing | Upload
    edits: tuple[Action, ...] = ()
    count: int = 1
    """Pictures to make at once, 1..4; each next one has the next seed."""


class Plan(Model):
    """What engines run. `scene` is the drawing with every scene edit folded in; `steps` come after it, in order."""

    source: Drawing | Upload
    steps: tuple[Action, ...] = ()
    count: int = 1


RENDERED = SCENE_PIPELINES | {
    "restore", "colorize", "remove_background", "blur_background", "adjust_brightness", "adjust_contrast",
    "adjust_color", "rotate", "flip", "crop", "outpaint", "upscale", "vary", "sketch_to_image",
}  # fmt: skip
"""The pipelines that a recipe can hold as edits."""

_LAST_WINS = frozenset({"style_transfer", "change_background", "crop", "upscale", "adjust_color", "sketch_to_image"})
_ONCE = frozenset({"restore", "colorize", "remove_background", "blur_background"})
_SUMS = frozenset({"adjust_brightness", "adjust_contrast"})
_BACKGROUNDS = frozenset({"change_background", "remove_background", "blur_background"})
_GEOMETRY = frozenset({"rotate", "flip", "crop", "outpaint"})
_ORDER = (
    "restore", "colorize", "sketch_to_image", "vary", "edit_face", "remove_object", "replace_object", "add_object",
    "recolor_object", "change_attribute", "edit", "change_background", "remove_background", "blur_background",
    "style_transfer", "adjust_color", "adjust_brightness", "adjust_contrast", "rotate", "flip", "crop", "outpaint",
    "upscale",
)  # fmt: skip


def in_scene(edit: Action) -> bool:
    """Whether `edit` changes what a drawing shows, and not the pixels that were drawn of it."""
    return edit.pipeline in SCENE_PIPELINES and not (
        is_tone(edit.text("instruction")) or writing_in(edit.text("instruction"))
    )


def instructions_of(recipe: Recipe | None) -> tuple[str, ...]:
    """The instructions of `recipe` that put words over the picture, or bring a face in it near."""
    instructions = [edit.text("instruction") for edit in recipe.edits] if recipe else []
    return tuple(one for one in instructions if writing_in(one) or shot_in(one))


def fold(recipe: Recipe, action: Action) -> Recipe:
    """`recipe` with `action` merged into its edits. Raises ActionError for a pipeline that makes no edit."""
    if action.pipeline not in RENDERED:
        raise ActionError(f"{action.pipeline} cannot be an edit of a picture")
    return recipe.model_copy(update={"edits": _merge(recipe.edits, action), "count": 1})


def drop(recipe: Recipe, index: int) -> Recipe:
    """`recipe` without its edit at `index`: a selective undo. Raises IndexError."""
    if not 0 <= index < len(recipe.edits):
        raise IndexError(index)
    edits = recipe.edits[:index] + recipe.edits[index + 1 :]
    rest: tuple[Action, ...] = ()
    for edit in edits:
        rest = _merge(rest, edit)
    return recipe.model_copy(update={"edits": rest})


def _merge(edits: tuple[Action, ...], new: Action) -> tuple[Action, ...]:
    name = new.pipeline
    if name in _SUMS:
        total = new.number("percent") + sum(edit.number("percent") for edit in edits if edit.pipeline == name)
        new = Action(pipeline=name, params={"percent": _plain(max(-100.0, min(100.0, total)))})
        return _instead(edits, new, keep=total != 0)
    if name == "edit_face":
        return merge_face(edits, new)
    if name == "rotate" and not straightens(new) and not new.number("degrees") % 360:
        return edits
    if name in _GEOMETRY and edits and edits[-1].pipeline == name:
        return _merge_geometry(edits[:-1], edits[-1], new)
    if name == "vary":
        drawn = sum(int(edit.number("count", 1)) for edit in edits if edit.pipeline == "vary")
        return _instead(edits, Action(pipeline="vary", params={"count": drawn + 1}))
    if name == "remove_object":
        return _merge_removal(edits, new)
    if name == "add_object" and (at := _removal_of(edits, new)) is not None:
        return edits[:at] + edits[at + 1 :]
    if name == "edit" and (kind := _kind(new)):
        edits = tuple(edit for edit in edits if edit.pipeline != name or _kind(edit) != kind)
        return (*edits, new)
    if name in _BACKGROUNDS:
        edits = tuple(edit for edit in edits if edit.pipeline not in _BACKGROUNDS)
        return (*edits, new)
    if name in _LAST_WINS:
        return _instead(edits, new)
    if new in edits and (name in _ONCE or name in SCENE_PIPELINES) and not _adds_up(new):
        return edits
    return (*edits, new)


def _adds_up(edit: Action) -> bool:
    """Whether an edit asked twice does more than once: "bigger", "warmer"."""
    return is_comparison(edit.text("attribute")) or is_tone(edit.text("instruction"))


def _kind(edit: Action) -> str | None:
    """What an instruction is about, so that a later one replaces it: who acts, or time, weather, season."""
    instruction = edit.text("instruction")
    if written := writing_in(instruction):
        return f"written {written.place}"
    if shot_in(instruction):
        return "shot"
    asked = asked_action(instruction)
    return asked.key if asked is not None else detail_kind(instruction)


def _instead(edits: tuple[Action, ...], new: Action, *, keep: bool = True) -> tuple[Action, ...]:
    """`edits` with `new` in the place of the edit of its kind, or at the end."""
    at = next((i for i, edit in enumerate(edits) if edit.pipeline == new.pipeline), len(edits))
    return (*edits[:at], *((new,) if keep else ()), *edits[at + 1 :])


def _merge_removal(edits: tuple[Action, ...], new: Action) -> tuple[Action, ...]:
    """Taking out what an earlier edit put in cancels that edit, and what was later done to the thing."""
    key = canonical_noun(read_subject(new.text("object")).noun)
    for at in range(len(edits) - 1, -1, -1):
        if edits[at].pipeline == "add_object" and _thing(edits[at]) == key:
            return edits[:at] + tuple(edit for edit in edits[at + 1 :] if _thing(edit) != key)
        if (stated := _stated(edits[at])) and (stated == new.text("object") or canonical_noun(stated) == key):
            return edits[:at] + edits[at + 1 :]
    return edits if new in edits else (*edits, new)


def _removal_of(edits: tuple[Action, ...], new: Action) -> int | None:
    """Index of the removal that putting in a thing by its bare name takes back; None where there is none."""
    asked = read_subject(new.text("object"))
    if new.text("place") or asked != Subject(noun=asked.noun):
        return None
    key = canonical_noun(asked.noun)
    gone = [at for at, edit in enumerate(edits) if edit.pipeline == "remove_object"]
    return next(
        (at for at in reversed(gone) if canonical_noun(read_subject(edits[at].text("object")).noun) == key), None
    )


def _thing(edit: Action) -> str:
    """The key of the thing that a scene edit is about; empty for other edits."""
    if edit.pipeline not in {"add_object", "recolor_object", "change_attribute"}:
        return ""
    return canonical_noun(read_subject(edit.text("object")).noun)


def _stated(edit: Action) -> str:
    """The setting, style or detail that an edit states; empty for other edits."""
    names = {"change_background": "background", "style_transfer": "style", "edit": "instruction"}
    return edit.text(names[edit.pipeline]) if edit.pipeline in names else ""


def _merge_geometry(rest: tuple[Action, ...], last: Action, new: Action) -> tuple[Action, ...]:
    if new.pipeline == "rotate" and straightens(new) and straightens(last):
        return (*rest, last)
    if new.pipeline == "rotate" and not straightens(new) and not straightens(last):
        degrees = _plain((last.number("degrees") + new.number("degrees")) % 360)
        return (*rest, Action(pipeline="rotate", params={"degrees": degrees})) if degrees else rest
    if new.pipeline == "flip" and new.params == last.params:
        return rest
    if new.pipeline == "crop":
        return (*rest, new)
    return (*rest, last, new)


def straightens(edit: Action) -> bool:
    """Whether a turn is by as much as levels the horizon."""
    return edit.pipeline == "rotate" and "degrees" not in edit.params


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 4)


def plan(recipe: Recipe) -> Plan:
    """What engines run for `recipe`: scene edits folded into a drawing, the rest as steps in canonical order.

    A drawing is varied by its seed; a photo has none, so there `vary` is a step. Tone commutes with geometry and comes
    before it; geometry keeps the order in which it was asked.
    """
    source = recipe.source
    steps = list(recipe.edits)
    if isinstance(source, Drawing):
        scene, seed = source.scene, source.seed
        for edit in recipe.edits:
            if in_scene(edit):
                scene = apply(scene, edit)
            elif edit.pipeline == "vary":
                seed = derived_seed(source.seed, int(edit.number("count", 1)))
        source = source.model_copy(update={"scene": scene, "seed": seed, "prompt": ""})
        steps = [edit for edit in steps if not in_scene(edit) and edit.pipeline != "vary"]
    tone = [edit for edit in steps if edit.pipeline not in _GEOMETRY and edit.pipeline != "upscale"]
    geometry = [edit for edit in steps if edit.pipeline in _GEOMETRY]
    last = [edit for edit in steps if edit.pipeline == "upscale"]
    tone.sort(key=lambda edit: _ORDER.index(edit.pipeline))
    return Plan(source=source, steps=(*tone, *geometry, *last), count=recipe.count)


def content_hash(recipe: Recipe) -> str:
    """Equal for recipes that make the same picture: SHA-256 over the plan's canonical JSON."""
    return plan(recipe).fingerprint()


def derived_seed(seed: int, step: int) -> int:
    """The seed of the `step`-th variation of `seed`, in 0..2**31-1; step 0 is `seed` itself."""
    if step == 0:
        return seed
    return int.from_bytes(hashlib.sha256(f"{seed}/{step}".encode()).digest()[:4], "big") >> 1
