"""Who is asking, and what is theirs: a browser is known by a random cookie, and sees only its own conversations."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from core.ports import Store
from core.problems import Code, ProblemError

COOKIE: Final = "chatelier_browser"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_ID: Final = re.compile(r"web:[A-Za-z0-9_-]{22}")
_YEAR: Final = 365 * 24 * 3600

BROWSER = web.RequestKey("browser", str)
"""The secret of the browser's cookie."""
OWNER = web.RequestKey("owner", str)
"""The browser as storage knows it: a digest, so that a copy of the database opens no conversation."""


class Ownership:
    """Tells whose a conversation is; one that was handed out and not yet spoken in is held here."""

    def __init__(self, store: Store, is_guest: Callable[[str, str], Awaitable[bool]], held: int = 10_000) -> None:
        """`is_guest`: whether a conversation lets a browser in that it does not belong to."""
        self._store = store
        self._is_guest = is_guest
        self._new: OrderedDict[str, str] = OrderedDict()
        self._held = held

    def issue(self, owner: str) -> str:
        """A new conversation's id, which nobody can guess."""
        name = f"web:{secrets.token_urlsafe(16)}"
        self._new[name] = owner
        while len(self._new) > self._held:
            self._new.popitem(last=False)
        return name

    async def check(self, conversation: str, owner: str) -> str:
        """`conversation`, where it is `owner`'s or lets it in. Raises ProblemError (no_such_conversation) otherwise."""
        if _ID.fullmatch(conversation) and (
            self._new.get(conversation) == owner or await self._store.owner(conversation) == owner
        ):
            return conversation
        if await self._is_guest(conversation, owner):
            return conversation
        raise ProblemError(Code.NO_SUCH_CONVERSATION, "there is no such conversation")

    def forget(self, conversation: str) -> None:
        """Take back an id that was handed out."""
        self._new.pop(conversation, None)

    def forget_owner(self, owner: str) -> None:
        """Take back every id that was handed out to `owner`."""
        for name in [name for name, whose in self._new.items() if whose == owner]:
            del self._new[name]


OWNERSHIP = web.AppKey("ownership", Ownership)


async def owned(request: web.Request) -> str:
    """The id of the conversation in the path. Raises ProblemError where it is not the browser's own."""
    return await request.app[OWNERSHIP].check(request.match_info["conversation"], request[OWNER])


@web.middleware
async def know_browser(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Read the browser's cookie, or give it one."""
    token = request.cookies.get(COOKIE, "")
    known = _TOKEN.fullmatch(token) is not None
    if not known:
        token = secrets.token_urlsafe(32)
    request[BROWSER] = token
    request[OWNER] = "web:" + hashlib.sha256(token.encode()).hexdigest()[:32]
    response = await handler(request)
    if not known and not response.prepared:
        give_cookie(request, response, COOKIE, token)
    return response


def give_cookie(request: web.Request, response: web.StreamResponse, name: str, value: str) -> None:
    """Set a cookie that scripts and other sites cannot use."""
    response.set_cookie(
        name, value, max_age=_YEAR, path="/", httponly=True, samesite="Lax", secure=request.scheme == "https"
    )
