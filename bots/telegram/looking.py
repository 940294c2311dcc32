"""Inline mode: in any chat, "@bot words" finds pictures that the bot has sent before."""

from __future__ import annotations

import hashlib
from typing import Final

from telegram import InlineQuery, InlineQueryResultCachedPhoto

from bots.chat.front import Front
from bots.chat.letter import Sheet
from bots.telegram.hearing import visit_of_search
from bots.telegram.limits import INLINE_RESULTS
from core.ports import Found, Notes
from core.problems import ProblemError

KIND: Final = "telegram-photo"
"""Notes of this kind hold Telegram's id of a picture that was sent, by the picture's digest."""

_CACHE_SECONDS: Final = 10
_TITLE: Final = 100


async def remember_photo(notes: Notes, sheet: Sheet, file_id: str, conversation: str) -> None:
    """Keep Telegram's id of a picture, so that it can be shown again without sending it."""
    digest = hashlib.sha256(sheet.data).hexdigest()
    await notes.write(KIND, digest, file_id, conversation=conversation or None)


async def answer_search(front: Front, notes: Notes, query: InlineQuery) -> None:
    """Answer an inline query with the person's own pictures that fit; with nothing where there are none."""
    results: list[InlineQueryResultCachedPhoto] = []
    for found in await _found(front, query) if query.query.strip() else []:
        digest = hashlib.sha256(found.data).hexdigest()
        if file_id := await notes.read(KIND, digest):
            results.append(
                InlineQueryResultCachedPhoto(
                    digest[:32], file_id, title=found.caption[:_TITLE], description=found.caption
                )
            )
    await query.answer(results, cache_time=_CACHE_SECONDS, is_personal=True)


async def _found(front: Front, query: InlineQuery) -> list[Found]:
    try:
        return await front.find(visit_of_search(query), query.query, INLINE_RESULTS)
    except ProblemError:
        return []  # who is not served, or asks too fast, finds nothing
