"""What stands before every handler: host and origin checks, the shared password, and problems told as JSON."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from yarl import URL

from bots.web.owner import BROWSER, give_cookie
from bots.web.port import CONFIG, WebConfig
from core.problems import Code, Problem, ProblemError

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SESSION: Final = "chatelier_session"
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN: Final = frozenset({"/healthz", "/login", "/static/base.css", "/static/login.css", "/static/icon.svg"})
"""What is served without the password."""

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_STATUS: Final = {
    Code.NO_SUCH_CONVERSATION: 404,
    Code.NO_SUCH_VERSION: 404,
    Code.TEXT_TOO_LONG: 413,
    Code.IMAGE_TOO_LARGE: 413,
    Code.BUSY: 429,
    Code.UNAVAILABLE: 503,
    Code.INTERNAL: 500,
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Send the security headers with every answer, and let nothing be cached unless its handler says so."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-cache" if request.path.startswith("/static/") else "no-store")


def problem_response(problem: Problem, status: int | None = None) -> web.Response:
    """`problem` as JSON, with the HTTP status that fits its code."""
    code = status or _STATUS.get(problem.code, 400)
    headers = {"Retry-After": problem.facts["retry_after"]} if "retry_after" in problem.facts else {}
    return web.json_response({"problem": problem.model_dump(mode="json")}, status=code, headers=headers)


@web.middleware
async def tell_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn problems and unforeseen errors of the API into JSON."""
    try:
        return await handler(request)
    except ProblemError as error:
        log.info("%s %s: %s", request.method, request.path, error)
        return problem_response(error.problem)
    except web.HTTPException as error:
        if error.status < 400 or not request.path.startswith("/api/"):
            raise
        code = Code.TEXT_TOO_LONG if error.status == 413 else Code.INVALID_REQUEST
        return problem_response(Problem(code=code, detail=error.reason), error.status)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return problem_response(Problem(code=Code.INTERNAL, detail="the request failed"))


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other hosts' names (DNS rebinding) and unsafe requests from other sites' pages."""
    if not _host_fits(request, request.app[CONFIG]):
        raise web.HTTPForbidden(reason="this page does not answer to that host name")
    if request.method not in _SAFE and not _origin_fits(request):
        raise web.HTTPForbidden(reason="the request does not come from this page")
    return await handler(request)


def _host_fits(request: web.Request, config: WebConfig) -> bool:
    try:
        host = URL(f"http://{request.host}").host or ""
    except ValueError:
        return False
    if config.hosts:
        return host in config.hosts
    return bool(config.token) or host in _LOOPBACK or request.path == "/healthz"


def _origin_fits(request: web.Request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site is not None
    try:
        page = URL(origin)
        return page.scheme in {"http", "https"} and page.authority == URL(f"{page.scheme}://{request.host}").authority
    except ValueError:
        return False


@web.middleware
async def ask_password(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a browser in that has given the shared password; send the others to the login page."""
    token = request.app[CONFIG].token
    if not token or request.path in _OPEN or is_known(request, token):
        return await handler(request)
    if request.path == "/":
        raise web.HTTPSeeOther("/login")
    return problem_response(Problem(code=Code.INVALID_REQUEST, detail="the password is needed"), 401)


def is_known(request: web.Request, token: str) -> bool:
    """Whether the browser has given the password `token`."""
    return hmac.compare_digest(request.cookies.get(SESSION, "").encode(), _proof(request, token).encode())


def _proof(request: web.Request, token: str) -> str:
    """What only a browser that gave the password can show; a new password ends every session."""
    return hmac.new(token.encode(), request[BROWSER].encode(), hashlib.sha256).hexdigest()


class Tries:
    """Wrong passwords of the last minute, all browsers together: guessing is slow, however many take part."""

    def __init__(self, limit: int = 20, seconds: float = 60.0) -> None:
        self._limit = limit
        self._seconds = seconds
        self._wrong: list[float] = []

    def check(self, given: str, token: str) -> bool:
        """Whether `given` is the password. Raises ProblemError (busy) after too many wrong ones."""
        now = time.monotonic()
        self._wrong = [at for at in self._wrong if now - at < self._seconds]
        if len(self._wrong) >= self._limit:
            raise ProblemError(Code.BUSY, "too many wrong passwords; wait a minute", retry_after=int(self._seconds))
        right = hmac.compare_digest(given.encode(), token.encode())
        if not right:
            self._wrong.append(now)
        return right


TRIES = web.AppKey("tries", Tries)


def let_in(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Remember that the browser gave the password."""
    give_cookie(request, response, SESSION, _proof(request, token))
