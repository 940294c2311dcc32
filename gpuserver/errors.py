"""Problems as HTTP answers: our own shape on our own routes, OpenAI's on theirs."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from core.pipeline import ActionError
from core.problems import Code, Problem, ProblemError
from gpuserver.scheduler import QueueFull

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATUS = {
    Code.BUSY: 429,
    Code.CANNOT_DO: 422,
    Code.CANNOT_DRAW: 422,
    Code.IMAGE_TOO_LARGE: 413,
    Code.TOO_LARGE_TO_RENDER: 413,
    Code.CANCELLED: 409,
    Code.INTERNAL: 500,
    Code.UNAVAILABLE: 503,
}
"""HTTP status of a problem; 400 for the others."""


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what a handler raises into an answer with one clear sentence."""
    try:
        return await handler(request)
    except QueueFull as full:
        wait = str(full.retry_after)
        problem = Problem(code=Code.BUSY, detail=str(full), facts={"retry_after": wait})
        return answer(request, problem, headers={"Retry-After": wait})
    except ProblemError as error:
        return answer(request, error.problem)
    except ActionError as error:
        return answer(request, Problem(code=Code.INVALID_REQUEST, detail=str(error)))
    except web.HTTPRequestEntityTooLarge:
        return answer(request, Problem(code=Code.IMAGE_TOO_LARGE, detail="the request is too large"))
    except web.HTTPException as error:
        if error.status < 400:
            raise
        problem = Problem(code=Code.INVALID_REQUEST, detail=error.text or error.reason)
        return answer(request, problem, status=error.status, headers=dict(error.headers))
    except ConnectionResetError:
        raise  # the client is gone; nobody reads an answer
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return answer(request, Problem(code=Code.INTERNAL, detail="something broke inside the server"))


def answer(
    request: web.Request, problem: Problem, *, status: int | None = None, headers: dict[str, str] | None = None
) -> web.Response:
    """The error answer for `problem`."""
    code = status or STATUS.get(problem.code, 400)
    kept = {name: value for name, value in (headers or {}).items() if name in {"Retry-After", "WWW-Authenticate"}}
    if request.path.startswith(("/v1/images/generations", "/v1/images/edits", "/v1/models")):
        return web.json_response(openai_error(problem, code), status=code, headers=kept)
    return web.json_response(problem.model_dump(mode="json"), status=code, headers=kept)


def openai_error(problem: Problem, status: int) -> dict[str, object]:
    """The shape that OpenAI's clients read."""
    kinds = {401: "authentication_error", 429: "rate_limit_error"}
    kind = kinds.get(status, "invalid_request_error" if status < 500 else "server_error")
    message = problem.detail or problem.code.value
    return {"error": {"message": message, "type": kind, "param": None, "code": problem.code.value}}
