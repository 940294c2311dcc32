"""One log line and one count a request, and the id by which both ends can find it. Never a header, prompt or body."""

from __future__ import annotations

import logging
import re
import secrets
from time import monotonic
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from core.problems import Code, ProblemError
from gpuserver.metrics import Metrics

log = logging.getLogger(__name__)

REQUEST_ID: Final = web.RequestKey("request_id", str)
JOB_ID: Final = web.RequestKey("job_id", str)

LEAST_SHARE: Final = 0.1
MOST_SHARE: Final = 10.0
_SANE: Final = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def access_log(metrics: Metrics) -> Middleware:
    """A middleware that gives each request its id, and logs and counts its end."""

    @web.middleware
    async def logged(request: web.Request, handler: Handler) -> web.StreamResponse:
        request[REQUEST_ID] = _sane(request.headers.get("X-Request-Id", "")) or secrets.token_hex(8)
        started, status = monotonic(), 500
        try:
            response = await handler(request)
            status = response.status
            return response
        finally:
            route = request.match_info.route.resource
            path = route.canonical if route else "other"
            metrics.requests.labels(request.method if route else "other", path, str(status)).inc()
            log.info(
                "method=%s path=%s status=%d ms=%.0f request=%s job=%s remote=%s", request.method, path, status,
                1000 * (monotonic() - started), request[REQUEST_ID], request.get(JOB_ID, "-"), request.remote,
            )  # fmt: skip

    return logged


async def add_request_id(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the client the id of its request; a signal of the application."""
    if REQUEST_ID in request:
        response.headers["X-Request-Id"] = request[REQUEST_ID]


def client_of(request: web.Request, user: str = "") -> str:
    """Whose turn in the queue a request takes: its address and what it says of itself (`X-Client-Id`, `user`)."""
    return f"{request.remote}/{_sane(request.headers.get('X-Client-Id', ''))}/{user[:64]}"


def share_of(request: web.Request) -> float:
    """What a request says that its client's share of the accelerator is, beside 1 of others (`X-Client-Share`).

    Raises ProblemError (invalid_request) for what is no share.
    """
    said = request.headers.get("X-Client-Share", "1")
    try:
        share = float(said)
    except ValueError:
        share = 0.0
    if not LEAST_SHARE <= share <= MOST_SHARE:
        detail = f"X-Client-Share is a number from {LEAST_SHARE:g} to {MOST_SHARE:g}"
        raise ProblemError(Code.INVALID_REQUEST, detail, param="X-Client-Share")
    return share


def _sane(text: str) -> str:
    return text if _SANE.fullmatch(text) else ""
