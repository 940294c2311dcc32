"""The embedded understanding without a part of what it sees of a turn, to find out what that part is good for."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from core.conversation import Pending
from core.understanding.interface import Context, Interpretation, Understanding


class Part(StrEnum):
    """What a turn is read without."""

    CONCEPTS = "concepts"
    """The things that are visible in the picture."""
    HISTORY = "history"
    """All that was said and done before: the turns, what is in force of a face, what was asked or offered."""


class Without:
    """Reads turns as `understanding` does, without `part`, which it was trained with."""

    def __init__(self, understanding: Understanding, part: Part) -> None:
        self._understanding = understanding
        self._part = part

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of what is left of `context`."""
        return await self._understanding.interpret(blanked(context, self._part))


def blanked(context: Context, part: Part) -> Context:
    """`context` without `part`."""
    match part:
        case Part.CONCEPTS:
            return replace(context, concepts=())
        case Part.HISTORY:
            return replace(
                context, turns=(), face=None, strengths={}, pending=Pending(), can_undo=False, can_redo=False
            )
