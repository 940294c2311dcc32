"""Carrying a conversation to another place: a code that works once and not for long, and where each place has gone."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from core.ports import Notes
from core.problems import Code, ProblemError

CODE_SECONDS: Final = 600.0
"""How long a code works."""

_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH: Final = 8
_CODE, _LINK = "code", "link"


async def code_for(notes: Notes, conversation: str) -> str:
    """A new code for `conversation`. Only its digest is kept, so that a copy of the database opens nothing."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    await notes.write(_CODE, _digest(code), conversation, seconds=CODE_SECONDS, conversation=conversation)
    return f"{code[:4]}-{code[4:]}"


async def spend(notes: Notes, code: str) -> str:
    """The conversation of `code`, which works no more. Raises ProblemError (code_unknown)."""
    conversation = await notes.take(_CODE, _digest(code))
    if conversation is None:
        raise ProblemError(Code.CODE_UNKNOWN, "the code is unknown, used or too old")
    return conversation


async def redeem(notes: Notes, code: str, place: str) -> str:
    """From now on `place` speaks in the conversation of `code`, which is returned. Raises ProblemError."""
    conversation = await spend(notes, code)
    await notes.write(_LINK, place, conversation, conversation=conversation)
    return conversation


async def conversation_at(notes: Notes, place: str) -> str:
    """The conversation that goes on at `place`: the one that was carried there, else the place's own."""
    return await notes.read(_LINK, place) or place


async def leave(notes: Notes, place: str) -> None:
    """The place goes back to its own conversation."""
    await notes.take(_LINK, place)


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
