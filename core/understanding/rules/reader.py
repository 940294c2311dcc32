"""The order in which the rules are asked, and how sure they are."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.language import detect
from core.pipeline import Action, ActionError
from core.understanding.interface import Context, Interpretation
from core.understanding.rules.clause import MAX_READ, Clause, clauses
from core.understanding.rules.create import generate, read_bare_noun, read_create, read_search
from core.understanding.rules.face import read_face
from core.understanding.rules.history import read_again, read_history
from core.understanding.rules.photo import read_photo
from core.understanding.rules.scene import read_scene_edit
from core.understanding.rules.talk import read_answer, read_ask

CHAT: Final = action("chat")
UNSURE: Final = 0.6
"""Confidence below which the other reading is offered."""


class RuleUnderstanding:
    """Reads a turn by rules, in microseconds and without any model."""

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`; text that no rule knows is chat."""
        return read(context)


def read(context: Context) -> Interpretation:
    """The reading of one turn."""
    language = detect(context.text[:MAX_READ], context.language)
    original = " ".join(context.text[:MAX_READ].split())
    found: list[Action] = []
    for clause in clauses(context):
        found += _read_clause(clause, original) or ()
    actions = tuple(found) or (CHAT,)
    other = _other(context, actions, original)
    return Interpretation(actions, language, 0.55 if other else 0.9 if found else 0.7, other)


def _read_clause(clause: Clause, original: str) -> tuple[Action, ...] | None:
    try:
        return (
            read_answer(clause, original)
            or read_history(clause)
            or read_again(clause)
            or read_ask(clause, original)
            or read_search(clause)
            or _new_picture(clause, original)
            or read_photo(clause)
            or read_face(clause)
            or (None if clause.context.fresh else read_scene_edit(clause))
            or read_bare_noun(clause, original)
        )
    except ActionError:
        return None


def _new_picture(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """A new picture, unless the words draw something into the one that is there."""
    text = clause.text
    if clause.has_picture and not clause.context.fresh:
        whole = r"(?:it|this|that|him|her|them|the (?:whole|entire|picture|image|photo))\b"
        if re.search(rf"^(?:draw|paint|render|sketch|make|turn) {whole}|^(?:画|做|变)成|整[张幅个]", text):
            return None
        if re.search(
            r"\b(?:in|into|on|onto|to) (?:it|this|the (?:picture|image|photo|drawing|background|corner|sky))\b|(?:上|里)?(?:加|添|画上)",
            text,
        ):
            return None
    return read_create(clause, original)


def _other(context: Context, actions: tuple[Action, ...], original: str) -> tuple[Action, ...]:
    """The other reading: a new picture for a change that is put like one, a change for a new picture that follows one."""
    if context.picture == "none" or len(actions) != 1 or context.fresh:
        return ()
    only = actions[0]
    if only.pipeline == "generate" and _shares_subject(context, only):
        return (action("edit", instruction=original),)
    if only.pipeline == "edit" and re.match(r"^(?:an?|the|two|three)\s|^一[只个幅张]", only.text("instruction")):
        return (generate(only.text("instruction"), ""),)
    return ()


def _shares_subject(context: Context, drawn: Action) -> bool:
    nouns = {one.noun.lower() for one in context.scene.subjects}
    return any(noun in drawn.text("prompt").lower() for noun in nouns)
