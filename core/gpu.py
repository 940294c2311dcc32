"""The client of the inference server: submit a recipe, stream its events, cancel by closing."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, Final, Self

from aiohttp import ClientConnectionError, ClientError, ClientResponse, ClientSession, ClientTimeout, FormData
from pydantic import ValidationError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from core.ports import Intake, Preview, Progress, Queued, Rendered, RenderEvent
from core.problems import Code, Problem, ProblemError
from core.recipe import Recipe
from core.seen import Seen
from core.sse import parse_events

log = logging.getLogger(__name__)

_LONGEST_WAIT: Final = 20.0
"""Seconds that a Retry-After is honoured at most; a longer one is told to the user."""


class _TryAgain(Exception):
    """The server did not begin the work, so that asking again is safe."""

    def __init__(self, problem: Problem, after: float | None = None) -> None:
        self.problem = problem
        self.after = after
        super().__init__(problem.detail)


class GpuClient:
    """Speaks to one inference server. An async context manager that owns its connections."""

    def __init__(self, url: str, *, token: str = "", attempts: int = 4, silence: float = 120.0) -> None:
        """`silence`: seconds without any event after which a render counts as lost."""
        self._url = url.rstrip("/")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        timeout = ClientTimeout(total=None, sock_connect=5, sock_read=silence)
        self._session = ClientSession(headers=headers, timeout=timeout, read_bufsize=2**20)
        self._attempts = attempts

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def render(self, recipe: Recipe, source: bytes | None) -> AsyncGenerator[RenderEvent, None]:
        """The events of rendering `recipe`. Closing the generator closes the connection, which cancels the job.

        Raises ProblemError. Connecting is tried again while no event has come; afterwards nothing is.
        """
        response = await self._safely(lambda: self._post_render(recipe, source))
        try:
            async for name, body in parse_events(response.content):
                event = _event(name, json.loads(body))
                if event is not None:
                    yield event
                if name == "done":
                    return
            raise ProblemError(Code.UNAVAILABLE, "the server closed the stream before the picture was done")
        except (ClientError, TimeoutError) as error:
            raise ProblemError(Code.UNAVAILABLE, f"the stream broke: {type(error).__name__}") from error
        finally:
            response.close()

    async def intake(self, data: bytes) -> Intake:
        """Check and normalise an upload. Raises ProblemError."""
        body = await self._json(lambda: self._session.post(f"{self._url}/v1/images/intake", data=data))
        decoded = base64.b64decode(body["b64"])
        seen = Seen.model_validate(body["seen"])
        return Intake(decoded, body["media_type"], body["width"], body["height"], seen)

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        """What the server knows of `image`. Raises ProblemError."""

        def post() -> Awaitable[ClientResponse]:
            form = FormData({"question": question[:2000], "language": str(language)})
            form.add_field("image", image, filename="image", content_type="application/octet-stream")
            return self._session.post(f"{self._url}/v1/ask", data=form)

        return Seen.model_validate(await self._json(post))

    async def pipelines(self) -> list[dict[str, Any]]:
        """The server's catalogue with the engine that serves each pipeline. Raises ProblemError."""
        body = await self._json(lambda: self._session.get(f"{self._url}/v1/pipelines"))
        return list(body["pipelines"])

    async def _post_render(self, recipe: Recipe, source: bytes | None) -> ClientResponse:
        form = FormData()
        form.add_field("recipe", recipe.model_dump_json(exclude_defaults=True), content_type="application/json")
        if source is not None:
            form.add_field("source", source, filename="source", content_type="application/octet-stream")
        return await self._session.post(f"{self._url}/v1/renders", data=form)

    async def _json(self, call: Callable[[], Awaitable[ClientResponse]]) -> dict[str, Any]:
        response = await self._safely(call)
        try:
            return await response.json()
        except (ClientError, TimeoutError, ValueError) as error:
            raise ProblemError(Code.UNAVAILABLE, "the server's answer broke off") from error
        finally:
            response.close()

    async def _safely(self, call: Callable[[], Awaitable[ClientResponse]]) -> ClientResponse:
        """`call`, tried again with jitter while the server has not begun the work. Raises ProblemError."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(_TryAgain),
            stop=stop_after_attempt(self._attempts),
            wait=_wait,
            reraise=True,
        )
        try:
            return await retrying(self._once, call)
        except _TryAgain as error:
            raise ProblemError(error.problem.code, error.problem.detail, **error.problem.facts) from None

    async def _once(self, call: Callable[[], Awaitable[ClientResponse]]) -> ClientResponse:
        try:
            response = await call()
        except (ClientConnectionError, TimeoutError) as error:
            detail = f"the server cannot be reached: {type(error).__name__}"
            raise _TryAgain(Problem(code=Code.UNAVAILABLE, detail=detail)) from error
        if response.status < 400:
            return response
        try:
            problem = await _problem(response)
        finally:
            response.close()
        if response.status in {429, 503}:
            after = _seconds(response.headers.get("Retry-After"))
            if after is None or after <= _LONGEST_WAIT:
                raise _TryAgain(problem, after)
        raise ProblemError(problem.code, problem.detail, **problem.facts)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    jitter = wait_random_exponential(multiplier=0.2, max=4)(state)
    after = error.after if isinstance(error, _TryAgain) else None
    return jitter if after is None else after + jitter


def _seconds(text: str | None) -> float | None:
    try:
        return None if text is None else max(0.0, float(text))
    except ValueError:
        return None


async def _problem(response: ClientResponse) -> Problem:
    try:
        return Problem.model_validate_json(await response.read())
    except (ValidationError, ClientError):
        return Problem(code=Code.UNAVAILABLE, detail=f"the server answered {response.status}")


def _event(name: str, body: dict[str, Any]) -> RenderEvent | None:
    """The event `name`; None for those of no interest here. Raises ProblemError for an error."""
    match name:
        case "queued":
            return Queued(body["position"])
        case "progress":
            return Progress(body["percent"])
        case "preview":
            return Preview(base64.b64decode(body["b64"]), body["media_type"], body["percent"])
        case "image":
            return Rendered(
                index=body["index"],
                data=base64.b64decode(body["b64"]),
                media_type=body["media_type"],
                width=body["width"],
                height=body["height"],
                seed=body["seed"],
                engine=body["engine"],
                seen=Seen.model_validate(body["seen"]),
                undrawn=tuple(body["undrawn"]),
            )
        case "error":
            problem = Problem.model_validate(body)
            raise ProblemError(problem.code, problem.detail, **problem.facts)
        case _:
            return None
