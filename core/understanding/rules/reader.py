"""The order in which the rules are asked, and how sure they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, ParamSpec

from core.catalogue import CATALOGUE, action
from core.language import detect
from core.pipeline import Action, ActionError, Kind
from core.understanding.interface import Context, Interpretation
from core.understanding.rules.answer import read_answer
from core.understanding.rules.clause import MAX_READ, Clause, bare, clauses, normal
from core.understanding.rules.create import anew, generate, read_added_noun, read_bare_noun, read_create, read_placed
from core.understanding.rules.face import merged, read_face
from core.understanding.rules.find import read_search
from core.understanding.rules.history import read_again, read_history
from core.understanding.rules.objects import read_objects
from core.understanding.rules.photo import read_photo, read_sketch
from core.understanding.rules.question import is_plain_question, read_describe, read_question, wants_words
from core.understanding.rules.scene import read_instruction, read_setting

_P = ParamSpec("_P")
CHAT: Final = action("chat")
UNSURE: Final = 0.6
"""Confidence below which the other reading is offered."""
_JOINTS: Final = re.compile(r",?\s+and\s+|\s*[,，、;；]\s*|(?<=\S)(?:再|并|和)(?=\S)")
_MAX_PARTS: Final = 5
_SPLITTABLE: Final = frozenset({Kind.SCENE, Kind.PHOTO, Kind.FACE})
_ONE_A_TURN: Final = frozenset({
    "ask", "chat", "upscale", "rotate", "adjust_brightness", "adjust_contrast", "crop", "restore", "colorize", "remove_background",
    "blur_background", "style_transfer", "change_background", "reset", "generate", "search", "undo",
})  # fmt: skip
"""Pipelines that a turn asks for once: said again, the fuller wording counts."""
_REMARK: Final = re.compile(r"^(?:thanks|thank you|thx|cheers|much obliged|谢谢|谢啦|多谢|感谢)")
_ASKING: Final = re.compile(
    r"\b(?:make|give|add|put|change|can|could|would|now|please|remove|turn|draw|crop|rotate|but|undo|take|let's|try|also|what|how|which|who|is|are|find|show|no|blur|flip|want|next)\b|[把让给加换改变再能请画找去调裁转撤吗]|但|什么|怎么"
)
_POINTS: Final = re.compile(
    r"^(?:make|put|turn|add|give|change|remove|take|let|have|move|convert)\b.*\b(?:it|him|her|them)\b|^[给把让将](?:它|他|她|图|画|照片)"
)
"""A change of a picture that is not there: the loop asks for one."""
_VERB: Final = re.compile(
    r"^(?:remove|delete|erase|get rid of|make|turn|change|take out|add|put|give)(?= )|^(?:去掉|删掉|加上?|换成|变成)"
)


class RuleUnderstanding:
    """Reads a turn by rules, in a millisecond and without any model."""

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`; text that no rule knows is chat."""
        return read(context)


def read(context: Context) -> Interpretation:
    """The reading of one turn."""
    language = detect(context.text[:MAX_READ], context.language)
    original = " ".join(context.text[:MAX_READ].split())
    found = _read_turn(context, original)
    actions = tuple(_tidy(found)) or (CHAT,)
    other = _other(context, actions, original)
    return Interpretation(actions, language, 0.55 if other else 0.9 if found else 0.7, other)


def _read_turn(context: Context, original: str) -> list[Action]:
    found: list[Action] = []
    whole = Clause(bare(normal(context.text)), context, normal(context.text))
    answer = read_answer(whole, whole.raw)
    if answer:
        found += answer.actions
        if not answer.rest:
            return found
    elif wants_words(whole):
        return [CHAT]
    elif face := _face_turn(whole):
        return list(face)
    if _REMARK.match(whole.raw) and not _ASKING.search(whole.raw):
        return found
    weak: list[Action] = []
    for clause in clauses(context):
        if (rest := anew(clause.raw)) is not None and not read_history(clause):
            context = replace(context, fresh=True)
            if not rest:
                continue
            clause = Clause(bare(rest), context, rest)
        placed = replace(clause, context=context)
        if read_actions := _read_clause(placed, original):
            found += read_actions
        elif not found:
            weak += _read_weakly(placed, original) or ()
    return found or weak


def _face_turn(whole: Clause) -> tuple[Action, ...] | None:
    """A turn that speaks of the face only is read as one, so that a correction in it is seen."""
    if is_plain_question(whole) or read_history(whole) or _other_change(whole):
        return None
    return _tried(read_face, whole)


def _other_change(whole: Clause) -> bool:
    return any(_tried(read_photo, clause) or _tried(read_history, clause) for clause in clauses(whole.context))


def _tried(
    rule: Callable[_P, tuple[Action, ...] | None], *given: _P.args, **named: _P.kwargs
) -> tuple[Action, ...] | None:
    """What `rule` reads; nothing where its reading is no allowed action, such as eight pictures at once."""
    try:
        return rule(*given, **named)
    except ActionError:
        return None


def _read_clause(clause: Clause, original: str) -> tuple[Action, ...] | None:
    face = _tried(read_face, clause)
    if face and face[0].face("unset") and not is_plain_question(clause):
        return face
    for rule in (read_history, read_again):
        if found := _tried(rule, clause):
            return found
    if found := _tried(read_describe, clause, original):
        return found
    if wants_words(clause):
        return (CHAT,)
    for rule in (read_sketch, read_search):
        if found := _tried(rule, clause):
            return found
    if is_plain_question(clause):
        return _tried(read_question, clause, original)
    if found := _tried(read_create, clause, original):
        return found
    return _tried(read_placed, clause, original) or _read_edits(clause)


def _read_weakly(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """What counts only when nothing else in the turn is understood."""
    if not clause.has_picture and _POINTS.search(clause.text):
        pointed = replace(clause, context=replace(clause.context, picture="drawing"))
        if found := _read_edits(pointed) or read_instruction(pointed):
            return found
    return (
        _tried(read_question, clause, original)
        or _tried(read_bare_noun, clause, original)
        or _tried(read_instruction, clause)
    )


def _read_edits(clause: Clause) -> tuple[Action, ...] | None:
    """The edits in a clause: each of its parts where all of them are edits of their own, else the clause as a whole."""
    parts = [part for part in _JOINTS.split(clause.raw) if part.strip()]
    if 1 < len(parts) <= _MAX_PARTS:
        read_parts = [_read_edit(part) for part in _parts(clause, parts)]
        if all(read_parts):
            return tuple(one for found in read_parts for one in found or ())
    return _read_edit(clause) or _tried(read_bare_added, clause)


def read_bare_added(clause: Clause) -> tuple[Action, ...] | None:
    """A thing named alone, put in, unless it makes a picture of its own."""
    return None if _tried(read_bare_noun, clause, clause.raw) else read_added_noun(clause)


def _parts(clause: Clause, parts: list[str]) -> list[Clause]:
    """The parts as clauses; one without a verb takes that of the part before it."""
    out: list[Clause] = []
    verb = ""
    for part in parts:
        text = bare(part)
        if match := _VERB.match(text):
            verb = match.group()
        elif verb and re.match(r"^(?:the|an?|his|her|its|some|two|three) ", text):
            text = f"{verb} {text}"
        out.append(Clause(text, clause.context, text, out[-1].text if out else clause.before))
    return out


def _read_edit(clause: Clause) -> tuple[Action, ...] | None:
    if clause.context.fresh:
        return None
    for rule in (read_photo, read_face, read_setting, read_objects):
        if found := _tried(rule, clause):
            return found
    return None


def _tidy(found: list[Action]) -> list[Action]:
    """One action for what was said twice; no talk beside actions; one question."""
    out = merged(found)
    if any(one.pipeline != "chat" for one in out):
        out = [one for one in out if one.pipeline != "chat"]
    drawn = max((i for i, one in enumerate(out) if one.pipeline == "generate"), default=0)
    kept: list[Action] = []
    for one in out[drawn:]:
        same = next((i for i, held in enumerate(kept) if held.pipeline == one.pipeline), None)
        if same is not None and one.pipeline in _ONE_A_TURN:
            if len(one.params) >= len(kept[same].params) and CATALOGUE[one.pipeline].kind is not Kind.TALK:
                kept[same] = one
            continue
        kept.append(one)
    return kept[:6]


def _other(context: Context, actions: tuple[Action, ...], original: str) -> tuple[Action, ...]:
    """The other reading: a new picture for a change that is put like one, a change for a new picture that follows one."""
    if context.picture == "none" or len(actions) != 1 or context.fresh:
        return ()
    only = actions[0]
    if only.pipeline == "generate" and _shares_subject(context, only):
        return (action("edit", instruction=original),)
    named = only.text("instruction") or only.text("object")
    if only.pipeline in {"edit", "add_object"} and re.match(r"^(?:an?|two|three)\s|^一[只个幅张]", original.lower()):
        return (generate(named if only.pipeline == "edit" else original, ""),)
    return ()


def _shares_subject(context: Context, drawn: Action) -> bool:
    nouns = {one.noun.lower() for one in context.scene.present}
    return any(noun in drawn.text("prompt").lower() for noun in nouns)
