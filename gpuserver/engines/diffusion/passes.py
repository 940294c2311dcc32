"""How the edits of a photo are made: which ability serves each, and which of them are made together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.pipeline import Action
from gpuserver.engines.diffusion.family import Ability
from gpuserver.engines.diffusion.instructions import INSTRUCTED

_I, _F, _R = Ability.INSTRUCT, Ability.FILL, Ability.REDRAW
_SERVED: Final[Mapping[str, tuple[Ability, ...]]] = {
    "vary": (_R,),
    "restore": (_I, _R),
    "colorize": (_I, _R),
    "sketch_to_image": (Ability.SKETCH, _I, _R),
    "edit_face": (_I,),
    "remove_object": (_I, _F),
    "replace_object": (_I, _F),
    "add_object": (_I, _F),
    "recolor_object": (_I, _F),
    "change_attribute": (_I, _F),
    "edit": (_I, _R),
    "change_background": (_I, _F),
    "style_transfer": (_I, _R),
    "outpaint": (_F,),
    "upscale": (Ability.ENLARGE, _R),
}
"""What serves each pipeline in a photo, the better ability first."""
_BY_WORDS: Final = frozenset({"remove_object", "replace_object", "recolor_object", "change_attribute"})
"""What fills a mask that is found by words."""


@dataclass(frozen=True)
class Pass:
    """One generation from the picture before it."""

    ability: Ability
    steps: tuple[Action, ...]


def ways(abilities: frozenset[Ability], *, masks: bool) -> dict[str, Ability]:
    """The ability that serves each pipeline; without `masks` nothing is found by words."""
    chosen: dict[str, Ability] = {}
    for pipeline, served in _SERVED.items():
        able = [one for one in served if one in abilities and (one is not _F or masks or pipeline not in _BY_WORDS)]
        if able:
            chosen[pipeline] = able[0]
    return chosen


def passes(steps: Sequence[Action], ways: Mapping[str, Ability], *, merges: bool) -> list[Pass]:
    """The generations that `steps` take. With `merges`, instructions that follow each other are one.

    A variation is another seed of what is made anyway; it is a pass of its own only where nothing else is.
    """
    out: list[Pass] = []
    others = [step for step in steps if step.pipeline != "vary"]
    fresh = any(ways[step.pipeline] in {_I, Ability.SKETCH} for step in others)
    for step in others if fresh else steps:
        ability = ways[step.pipeline]
        if merges and ability is _I and out and out[-1].ability is _I and step.pipeline in INSTRUCTED:
            out[-1] = Pass(_I, (*out[-1].steps, step))
        else:
            out.append(Pass(ability, (step,)))
    return out
