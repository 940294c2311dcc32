"""A turn of which one part cannot be done: what is left of it, so that the rest is done all the same."""

from __future__ import annotations

from core.pipeline import Action
from core.problems import Code, Problem
from core.recipe import RENDERED


def possible(actions: tuple[Action, ...], problem: Problem) -> tuple[Action, ...]:
    """`actions` without those that no engine here serves, as `problem` says; none where nothing is left to be done."""
    refused = problem.facts.get("pipeline", "") if problem.code is Code.CANNOT_DO else ""
    left = tuple(one for one in actions if one.pipeline != refused)
    return left if refused and any(one.pipeline in RENDERED for one in left) else ()


def left_out(actions: tuple[Action, ...], left: tuple[Action, ...]) -> tuple[str, ...]:
    """What those of `actions` name that are not among those `left`."""
    gone = [one for one in actions if one not in left]
    return tuple(one.text("object") or one.text("instruction") or one.pipeline for one in gone)
