"""Who is let in: the bearer token, compared in constant time; without one, programs of this machine only."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware
from yarl import URL

from gpuserver.config import is_loopback

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_OPEN: Final = frozenset({"/healthz", "/readyz"})
"""What load balancers ask without a token."""


def guard(token: str) -> Middleware:
    """A middleware that refuses requests without `token`.

    Without a token the server listens on loopback only, which a web page in a browser of this machine can reach too:
    requests that name another host or come from a page of another host are refused (DNS rebinding, forged requests).
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path not in _OPEN:
            if token:
                _check_token(request, token)
            else:
                _check_local(request)
        return await handler(request)

    return check


def _check_token(request: web.Request, token: str) -> None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    # aiohttp hands on bytes that are no UTF-8 as surrogates
    same = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    if scheme.lower() != "bearer" or not same:
        raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"}, text="a valid bearer token is needed")


def _check_local(request: web.Request) -> None:
    origin = request.headers.get("Origin")
    if not _is_local(f"http://{request.host}") or (origin is not None and not _is_local(origin)):
        raise web.HTTPForbidden(text="this server has no token and serves programs of its own machine only")


def _is_local(address: str) -> bool:
    try:
        host = URL(address).host
    except ValueError:
        return False
    return host is not None and is_loopback(host)
