"""English prompts that the network cut short: "a girl reading a book | to her two kids"."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import is_chinese, kind_of
from core.pipeline import Action
from core.scene.reader import read_scene

_SENTENCE: Final = re.compile(r"[^.!?\n]*")
_NOT_OF_IT: Final = re.compile(
    r"\b(?:i|i'm|i'd|i'll|im|you|u|me|we|us)\b|^[\s,;]*(?:and |but |so )?"
    r"(?:then|now|also|make|add|change|put|give|use|turn|remove"
    r"|(?:it|this|that|they|he|she)(?:'s|'re| is| are| was| should)?"
    r"|for (?:my|our|the|an?)|as (?:my|an?|the|big|soon))\b",
    re.IGNORECASE,
)
"""What is said behind a picture and is no more of it: "for my mom", "then make it blue", "I love cats"."""
_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_PARTED: Final = re.compile(r"\b(?:no|not|without|avoid|except|excluding|minus|don'?t|isn'?t|free of)\b", re.IGNORECASE)


def in_full_en(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture with what its prompt breaks off before: "a girl reading a book | to her two kids"."""
    one = actions[0]
    prompt = one.text("prompt")
    if len(actions) > 1 or one.pipeline != "generate" or not prompt or is_chinese(text) or "count" in one.params:
        return actions
    unquoted = _QUOTED.sub("", text)
    params = {name: value for name, value in one.params.items() if name != "negative" or _PARTED.search(unquoted)}
    found = _SENTENCE.match(text.partition(prompt)[2])
    behind = found.group().rstrip(" ,;") if found and prompt in text else ""
    if behind and not _NOT_OF_IT.search(_QUOTED.sub("", behind)) and _says_more(prompt, prompt + behind):
        params["prompt"] = prompt + behind
    return (action("generate", **params),)


def _says_more(prompt: str, whole: str) -> bool:
    """Whether a picture has more in it by its `whole` prompt: a thing, a place, a deed, or words that stand on it."""
    short, full = read_scene(prompt), read_scene(whole)
    if full.background != short.background or len(full.details) > len(short.details):
        return True
    before, new = full.subjects[: len(short.subjects)], full.subjects[len(short.subjects) :]
    known = any(kind_of(one.noun) is not None or one.action for one in new)
    return known or before != short.subjects or "says: " in full.model_dump_json()
