"""What an `edit_face` action asks for: values, how strongly each, and in which face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from core.pipeline import Action
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.choose import chosen


def asked(steps: Sequence[Action], meshes: Sequence[Points]) -> dict[int, dict[str, float]]:
    """For each face (index from the left) the values that are wanted in it, with their strengths 0..1.

    `target` names the face in words. `strength` is one number for all values of its action, or maps values to numbers;
    a value without one is wanted fully. `unset` asks for nothing here: every picture is made from the original.
    Raises ProblemError for a face that is not there.
    """
    wanted: dict[int, dict[str, float]] = {}
    for step in steps:
        for index in chosen(meshes, step.text("target")):
            held = wanted.setdefault(index, {})
            for values in step.face("set").values():
                held.update({value: _strength(step, value) for value in values})
    return wanted


def _strength(step: Action, value: str) -> float:
    given: object = step.params.get("strength", 1.0)
    if isinstance(given, Mapping):
        given = cast("Mapping[str, object]", given).get(value, 1.0)
    return min(1.0, max(0.0, float(given))) if isinstance(given, int | float) else 1.0
