"""What the language model is told: its task with the catalogue, the turn, and the rules to check its answer against."""

from __future__ import annotations

from typing import Final

from core.catalogue import CATALOGUE
from core.language import Language
from core.pipeline import Pipeline
from core.prompt import prompt_of
from core.understanding.interface import Context
from core.understanding.llm.pending import waiting

_TURNS: Final = 6

_TASK: Final = """\
You read one message of a conversation with a bot that draws and edits pictures, and say which actions it asks for, in
the order asked. Answer with JSON only: {"actions": [{"pipeline": ..., "params": {...}}]}. Copy words for text
parameters from the message, or from earlier messages where it refers to them. The pipelines:
"""

RULES: Final = (
    "What only asks for words (knowledge, advice, poems, thanks, a refusal, a bare yes to an open question) is chat.",
    "A question that only a look at the picture can answer is ask.",
    "Weather, light, season, pose and action are edit; a thing that can be pointed at is an object.",
    "A yes to the bot's suggestion is the action that was suggested, with all its parameters.",
    '"More", "again", "a bit less" repeat the last action of that kind with the number given.',
    "rotate counts counterclockwise: 90 clockwise is 270. To straighten a photo is rotate without degrees.",
    'edit_face.unset only drops what was asked for earlier; all else is set: "shave him" is set hair: no beard.',
    "Without a picture only generate, search, chat, undo, redo and reset are possible.",
    "prompt holds what is to be seen, without the verb, the style, the count and what must not be in it.",
)
"""The rules that an answer is checked against in the second step (DialogGen, section 4.2)."""

CHECK: Final = "Check your answer against these rules and answer with the corrected JSON, the same if it was right:\n"


def task() -> str:
    """The system message: the task and the catalogue."""
    return _TASK + "\n".join(_line(entry) for entry in CATALOGUE.values())


def turn_of(context: Context) -> str:
    """The user message: what is in play, what was said, and the new message."""
    lines = [f"Picture in play: {context.picture}." + (" The user sent it just now." if context.has_upload else "")]
    if context.fresh:
        lines.append("The user asked to begin a new picture.")
    if context.concepts:
        lines.append(f"Seen in it: {', '.join(context.concepts)}.")
    if not context.scene.is_empty:
        lines.append(f"It shows: {prompt_of(context.scene)}.")
    if context.face:
        held = [value for values in context.face.values() for value in values]
        lines.append(f"Face edits in force: {', '.join(held)}.")
    for turn in context.turns[-_TURNS:]:
        done = "; ".join(f"{one.pipeline} {one.params}" for one in turn.actions)
        lines += [f"User: {turn.user}", f"Bot ({done}): {turn.system}"]
    return "\n".join([*lines, *waiting(context.pending), f"New message: {context.text}"])


def check() -> str:
    """The message of the second step: the rules to check the answer against."""
    return CHECK + "\n".join(f"- {rule}" for rule in RULES)


def _line(entry: Pipeline) -> str:
    params = ", ".join(
        f"{one.name}{'' if one.required else '?'}: {one.description[Language.EN]}" for one in entry.params
    )
    return f"- {entry.id}({params}): {entry.description[Language.EN]}"
