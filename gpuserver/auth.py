"""The bearer token: compared in constant time, required of everyone but health checks."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_OPEN = frozenset({"/healthz", "/readyz"})


def bearer(token: str) -> Middleware:
    """A middleware that refuses requests without `token`; an empty token lets everyone in."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if token and request.path not in _OPEN:
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not hmac.compare_digest(given.encode(), token.encode()):
                raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"}, text="a bearer token is needed")
        return await handler(request)

    return check
