"""What `edit_face` actions ask for: in which face, with which prompt, how strongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.face import FaceState, edit_face
from core.pipeline import Action
from gpuserver.engines.latent_face.landmarks import Mesh, eye_distance
from gpuserver.engines.latent_face.prompt import prompt_of

Choose = Callable[[Sequence[Mesh], str], Sequence[int]]
"""(faces in order from the left, words) -> indices of the faces that the words name."""


@dataclass(frozen=True)
class Request:
    """What one face becomes."""

    prompt: str
    strength: float
    """0 is the photo, 1 all of the change."""


def asked(steps: Sequence[Action], meshes: Sequence[Mesh], choose: Choose) -> dict[int, Request]:
    """The request for each face (its index) in which values are in force at all.

    `target` names the face in words. `strength` (0..1) is one number for all values of its action or a number for each;
    one face is searched for all its values together, so their mean counts.
    """
    states: dict[int, FaceState] = {}
    strengths: dict[int, dict[str, float]] = {}
    for step in steps:
        for index in choose(meshes, step.text("target")):
            states[index] = edit_face(states.get(index, {}), step.face("set"), step.face("unset"))
            strengths[index] = {**strengths.get(index, {}), **step.strengths()}
    out: dict[int, Request] = {}
    for index, state in states.items():
        prompt = prompt_of(state)
        each = [strengths[index][value] for values in state.values() for value in values]
        if prompt is not None and any(each):
            out[index] = Request(prompt, sum(each) / len(each))
    return out


def largest(meshes: Sequence[Mesh], words: str) -> Sequence[int]:
    """The largest face, whatever the words."""
    return (max(range(len(meshes)), key=lambda index: eye_distance(meshes[index])),)
