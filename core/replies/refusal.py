"""What went wrong with a turn, as one sentence that says what to do."""

from __future__ import annotations

from core.language import Language
from core.moderation import reason_of
from core.problems import Code, Problem
from core.replies.phrases import listed, needs_key, say


def refusal(problem: Problem, language: Language, left_out: tuple[str, ...] = ()) -> str:
    """The sentence for `problem`; `left_out`: what it kept from being done, where the rest of the turn was."""
    facts = dict(problem.facts)
    if problem.code is Code.CANNOT_DO:
        facts["needs"] = say(language, needs_key(facts.get("pipeline", "")))
        if left_out:
            return say(language, "cannot_do_part", what=listed(language, left_out), **facts)
    if problem.code is Code.REFUSED and "policy" in facts:
        facts["reason"] = reason_of(facts["policy"], language)
    empty = problem.code is Code.CANNOT_DRAW and not facts.get("words")
    return say(language, "talk.unclear" if empty else problem.code.value, **facts)
