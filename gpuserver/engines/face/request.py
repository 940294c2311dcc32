"""What `edit_face` actions ask for: values, how strongly each, and in which face."""

from __future__ import annotations

from collections.abc import Sequence

from core.face import FaceState, edit_face
from core.pipeline import Action
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.choose import chosen


def asked(steps: Sequence[Action], meshes: Sequence[Points]) -> dict[int, dict[str, float]]:
    """For each face (index from the left) the values that are wanted in it, with their strengths 0..1.

    Two actions may mean the same face: the later one's values replace what they exclude. `unset` asks for nothing here:
    every picture is made from the original. Raises ProblemError for a face that is not there.
    """
    states: dict[int, FaceState] = {}
    strengths: dict[int, dict[str, float]] = {}
    for step in steps:
        for index in chosen(meshes, step.text("target")):
            states[index] = edit_face(states.get(index, {}), step.face("set"), {})
            strengths.setdefault(index, {}).update(step.strengths())
    return {
        index: {value: strengths[index][value] for values in state.values() for value in values}
        for index, state in states.items()
    }
