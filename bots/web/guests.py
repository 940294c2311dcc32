"""Conversations that a browser may enter besides its own: those whose one-time code it has shown."""

from __future__ import annotations

import json
from typing import Final

from aiohttp import web

from bots.web.owner import OWNER, owned
from bots.web.port import NOTES, STORE
from core.conversation import Summary
from core.moving import code_for, spend
from core.ports import Notes, Store
from core.problems import Code, ProblemError

_GUEST: Final = "web-guest"


class Guests:
    """Remembers who was let in where; it goes when the conversation or the browser is forgotten."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    async def welcome(self, conversation: str, owner: str) -> None:
        """Let `owner` in."""
        key = _key(conversation, owner)
        await self._notes.write(_GUEST, key, conversation, conversation=conversation, person=owner)

    async def knows(self, conversation: str, owner: str) -> bool:
        """Whether `owner` was let in."""
        return await self._notes.read(_GUEST, _key(conversation, owner)) is not None

    async def leave(self, conversation: str, owner: str) -> bool:
        """Whether `owner` was let in, and is no more."""
        return await self._notes.take(_GUEST, _key(conversation, owner)) is not None

    async def summaries(self, store: Store, owner: str) -> list[Summary]:
        """Lines for the list of conversations."""
        return [
            await _summary(store, conversation)
            for _, conversation in await self._notes.entries(_GUEST, _key("", owner))
        ]


GUESTS = web.AppKey("guests", Guests)


def _key(conversation: str, owner: str) -> str:
    return f"{owner} {conversation}"


async def _summary(store: Store, name: str) -> Summary:
    conversation, last = await store.load(name), await store.turns(name, limit=1)
    versions = tuple(conversation.tree.versions.values()) if conversation else ()
    return Summary(
        id=name,
        title=conversation.title if conversation else "",
        platform=conversation.platform if conversation else "",
        updated=last[-1].created if last else "",
        thumb=next((one.images[0].digest for one in reversed(versions) if one.images), None),
        versions=len(versions),
    )


async def give_code(request: web.Request) -> web.StreamResponse:
    """A one-time code that carries the conversation to another place. Raises ProblemError before the first turn."""
    name = await owned(request)
    if await request.app[STORE].owner(name) is None:
        raise ProblemError(Code.NO_SUCH_CONVERSATION, "nothing was said yet")
    return web.json_response({"code": await code_for(request.app[NOTES], name)})


async def join(request: web.Request) -> web.StreamResponse:
    """Let the browser into the conversation of a code. Raises ProblemError (code_unknown)."""
    try:
        code = json.loads(await request.read())["code"]
    except (ValueError, KeyError, TypeError):
        raise ProblemError(Code.INVALID_REQUEST, "there is no code") from None
    name = await spend(request.app[NOTES], str(code)[:100])
    if await request.app[STORE].owner(name) != request[OWNER]:
        await request.app[GUESTS].welcome(name, request[OWNER])
    return web.json_response({"id": name})
