"""Problems as HTTP answers: our own shape on our own routes, OpenAI's on theirs."""

from __future__ import annotations

import logging

from aiohttp import web
from aiohttp.typedefs import Handler

from core.pipeline import ActionError
from core.problems import Code, Problem, ProblemError
from gpuserver.access import REQUEST_ID
from gpuserver.scheduler import QueueFull

log = logging.getLogger(__name__)

_STATUS = {
    Code.BUSY: 429,
    Code.CANNOT_DO: 422,
    Code.CANNOT_DRAW: 422,
    Code.NOT_IN_PHOTO: 422,
    Code.HAS_COLORS: 422,
    Code.NO_HORIZON: 422,
    Code.NO_FACE: 422,
    Code.NO_SUCH_FACE: 422,
    Code.WHICH_FACE: 422,
    Code.FACE_TOO_SMALL: 422,
    Code.FACE_TURNED: 422,
    Code.FACE_UNFIT: 422,
    Code.IMAGE_TOO_LARGE: 413,
    Code.TOO_LARGE_TO_RENDER: 413,
    Code.CANCELLED: 409,
    Code.INTERNAL: 500,
    Code.UNAVAILABLE: 503,
}
GONE = 499
"""The client left before the answer, as in nginx."""
_KEPT = frozenset({"Retry-After", "WWW-Authenticate", "Allow"})
_OPENAI = ("/v1/images/generations", "/v1/images/edits", "/v1/models", "/v1/chat/", "/v1/embeddings")


def status_of(problem: Problem) -> int:
    """HTTP status of a problem."""
    return _STATUS.get(problem.code, 400)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what a handler raises into an answer with one clear sentence."""
    try:
        return await handler(request)
    except QueueFull as full:
        wait = str(full.retry_after)
        problem = Problem(code=Code.BUSY, detail=str(full), facts={"retry_after": wait})
        return _answer(request, problem, 429, {"Retry-After": wait})
    except ProblemError as error:
        return _answer(request, error.problem, status_of(error.problem))
    except ActionError as error:
        return _answer(request, Problem(code=Code.INVALID_REQUEST, detail=str(error)), 400)
    except web.HTTPRequestEntityTooLarge:
        return _answer(request, Problem(code=Code.IMAGE_TOO_LARGE, detail="the request is too large"), 413)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        problem = Problem(code=Code.INVALID_REQUEST, detail=error.text or error.reason)
        return _answer(request, problem, error.status, dict(error.headers))
    except ConnectionError:
        return web.Response(status=GONE)  # nobody reads it
    except Exception:
        log.exception("request %s failed", request[REQUEST_ID])
        return _answer(request, Problem(code=Code.INTERNAL, detail="something broke inside the server"), 500)


def _answer(request: web.Request, problem: Problem, status: int, headers: dict[str, str] | None = None) -> web.Response:
    kept = {name: value for name, value in (headers or {}).items() if name in _KEPT}
    if request.path.startswith(_OPENAI):
        return web.json_response(openai_error(problem, status), status=status, headers=kept)
    return web.json_response(problem.model_dump(mode="json"), status=status, headers=kept)


def openai_error(problem: Problem, status: int) -> dict[str, object]:
    """The shape that OpenAI's clients read."""
    kinds = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
    kind = kinds.get(status, "invalid_request_error" if status < 500 else "server_error")
    code = "invalid_api_key" if status == 401 else problem.code.value
    message = problem.detail or problem.code.value
    return {"error": {"message": message, "type": kind, "param": problem.facts.get("param"), "code": code}}
