"""The belief state (ChatEdit, section 3.1): face and scene slots with the values in force, derived from the recipe."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.face import FaceState, edit_face
from core.pipeline import Strengths
from core.recipe import Drawing, Recipe, in_scene, plan
from core.scene.edits import apply
from core.scene.model import Scene
from core.scene.reader import read_scene


@dataclass(frozen=True)
class Belief:
    """What the user wants the picture to be, as far as was said."""

    face: FaceState
    """The values in force, of all faces together."""
    scene: Scene
    strengths: Strengths = field(default_factory=Strengths)
    """How strongly those face values are wanted that are not wanted fully, 0..1."""

    def slots(self) -> dict[str, tuple[str, ...]]:
        """Every filled slot and its values, flat: face slots, then what the scene holds."""
        scene = self.scene
        named: dict[str, tuple[str, ...]] = {
            **self.face,
            "subjects": tuple(subject.phrase() for subject in scene.present),
            "actions": tuple(subject.action for subject in scene.present if subject.action),
            "background": (scene.background,) if scene.background else (),
            "style": (scene.style,) if scene.style else (),
            "details": scene.details,
            "without": scene.without,
        }
        return {slot: values for slot, values in named.items() if values}


def belief_of(recipe: Recipe | None) -> Belief:
    """The belief that `recipe` stands for. A photo's scene holds only what was asked of it, not what it shows."""
    if recipe is None:
        return Belief({}, Scene())
    if isinstance(recipe.source, Drawing):
        source = plan(recipe).source
        assert isinstance(source, Drawing)
        return Belief(source.scene.face, source.scene)
    scene, face, strengths = Scene(), dict[str, tuple[str, ...]](), Strengths()
    for edit in recipe.edits:
        if edit.pipeline == "edit_face":
            for slot, values in edit_face({}, edit.face("set"), {}).items():
                face[slot] = tuple(dict.fromkeys((*face.get(slot, ()), *values)))
            strengths |= edit.strengths()
        elif edit.pipeline == "sketch_to_image" and edit.text("prompt"):
            scene = read_scene(edit.text("prompt"))
        elif in_scene(edit):
            scene = apply(scene, edit)
    return Belief(face, scene, {value: share for value, share in strengths.items() if share < 1})
