"""The list of conversations, one conversation, and forgetting."""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Final

from aiohttp import web

from bots.web.guests import GUESTS
from bots.web.owner import OWNER, OWNERSHIP, owned
from bots.web.pictures import PICTURES
from bots.web.port import DIALOGUE, STORE
from bots.web.running import TURNS
from bots.web.views import conversation_view, summary_view, turn_view, versions_view
from core.limits import clean
from core.problems import Code, ProblemError

PAGE: Final = 50
"""Turns that are sent at once."""
MAX_TITLE: Final = 120
_CLEAR: Final = {"Clear-Site-Data": '"cache"'}
"""Asks the browser to drop the pictures that it holds."""


async def list_conversations(request: web.Request) -> web.StreamResponse:
    """The conversations that the browser may enter, the one last used first."""
    store, owner = request.app[STORE], request[OWNER]
    summaries = [*await store.list(owner), *await request.app[GUESTS].summaries(store, owner)]
    summaries.sort(key=lambda one: one.updated, reverse=True)
    return web.json_response({"conversations": [summary_view(one) for one in summaries]})


async def new_conversation(request: web.Request) -> web.StreamResponse:
    """The id of a new conversation; it is kept from its first turn on."""
    return web.json_response({"id": request.app[OWNERSHIP].issue(request[OWNER])}, status=201)


async def get_conversation(request: web.Request) -> web.StreamResponse:
    """The conversation with its versions, its last turns, and the turns under way."""
    name = await owned(request)
    store = request.app[STORE]
    running = request.app[TURNS].of(name)
    turns = await store.turns(name, limit=PAGE)
    view = await asyncio.to_thread(conversation_view, name, await store.load(name), turns, running)
    return web.json_response(view)


async def get_turns(request: web.Request) -> web.StreamResponse:
    """Turns before the index `before`, oldest first."""
    name = await owned(request)
    turns = await request.app[STORE].turns(name, before=_number(request, "before"), limit=PAGE)
    return web.json_response({"turns": [turn_view(one) for one in turns], "more": bool(turns) and turns[0].index > 0})


async def get_versions(request: web.Request) -> web.StreamResponse:
    """The versions with numbers above `after`, and what changed with them."""
    name = await owned(request)
    after = _number(request, "after")
    conversation = await request.app[STORE].load(name)
    versions = await asyncio.to_thread(versions_view, conversation, after)
    return web.json_response(
        {
            "versions": versions,
            "current": conversation.tree.current if conversation else None,
            "title": conversation.title if conversation else "",
        }
    )


async def rename_conversation(request: web.Request) -> web.StreamResponse:
    """Give the conversation another title. Raises ProblemError."""
    name = await owned(request)
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise ProblemError(Code.INVALID_REQUEST, "the title is no JSON") from None
    title = body.get("title") if isinstance(body, dict) else None
    if not isinstance(title, str) or not clean(title):
        raise ProblemError(Code.INVALID_REQUEST, "the title is empty")
    title = " ".join(clean(title[: 4 * MAX_TITLE]).split())[:MAX_TITLE]
    await request.app[STORE].rename(name, title)
    request.app[DIALOGUE].forget(name)
    return web.json_response({"title": title})


async def forget_conversation(request: web.Request) -> web.StreamResponse:
    """Forget the conversation: its turns under way stop, and nothing of it is left. A guest only leaves it."""
    name = await owned(request)
    if await request.app[GUESTS].leave(name, request[OWNER]):
        return web.json_response({}, headers=_CLEAR)
    turns = request.app[TURNS]
    await turns.stop(turns.of(name))
    await request.app[STORE].forget_conversation(name)
    _drop(request, name)
    return web.json_response({}, headers=_CLEAR)


async def forget_me(request: web.Request) -> web.StreamResponse:
    """Forget all that this browser said, sent and made."""
    owner = request[OWNER]
    await request.app[TURNS].stop_author(owner)
    for name in (await request.app[STORE].forget_user(owner)).touched:
        _drop(request, name)
    request.app[OWNERSHIP].forget_owner(owner)
    return web.json_response({}, headers=_CLEAR)


def _drop(request: web.Request, name: str) -> None:
    request.app[OWNERSHIP].forget(name)
    request.app[DIALOGUE].forget(name)
    request.app[PICTURES].forget(name)


async def export_conversation(request: web.Request) -> web.StreamResponse:
    """The conversation as a portable recipe file. Raises ProblemError."""
    name = await owned(request)
    # Made and removed on the loop, as it is one file: a cancelled request could not wait for a thread to remove it.
    with tempfile.TemporaryDirectory(prefix="chatelier-") as folder:
        file = Path(folder) / "conversation.zip"
        await request.app[STORE].export_conversation(name, file)
        response = web.FileResponse(file, headers={"Content-Disposition": 'attachment; filename="chatelier.zip"'})
        await response.prepare(request)
        return response


def _number(request: web.Request, name: str) -> int:
    try:
        return int(request.query[name])
    except (KeyError, ValueError):
        raise ProblemError(Code.INVALID_REQUEST, f"{name} must be a whole number") from None
