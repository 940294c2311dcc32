"""Calls to the inference server: tried again where that is safe, and every failure told as a problem."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import (
    ClientConnectorCertificateError,
    ClientError,
    ClientOSError,
    ClientResponse,
    ConnectionTimeoutError,
    ServerDisconnectedError,
)
from pydantic import BaseModel, ValidationError
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from core.problems import Code, Problem, ProblemError

Call = Callable[[], Awaitable[ClientResponse]]

LONGEST_WAIT: Final = 20.0
"""Seconds that a Retry-After is honoured at most; a longer one is told to the user."""
_GIVE_UP: Final = 40.0
"""Seconds after which nothing is tried again."""
_OPENAI: Final = "/v1/embeddings"
"""Where problems come in OpenAI's shape."""
_JITTER: Final = wait_random_exponential(multiplier=0.2, max=4)


class _TryAgain(Exception):
    """The server did not begin the work, so that asking again is safe."""

    def __init__(self, problem: Problem, after: float = 0.0) -> None:
        self.problem = problem
        self.after = after
        super().__init__(problem.detail)


async def answered(call: Call, attempts: int) -> ClientResponse:
    """The answer to `call`, whose body is still to be read; `call` is made anew, with jitter, for each attempt.

    It is tried again where the server cannot be reached, drops the connection before it answers, or says that it is
    too busy (429, 503): it has then not begun the work. Raises ProblemError.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(_TryAgain),
        stop=stop_after_attempt(attempts) | stop_after_delay(_GIVE_UP),
        wait=_wait,
        reraise=True,
    )
    try:
        return await retrying(_once, call)
    except _TryAgain as error:
        raise error_of(error.problem) from None


async def _once(call: Call) -> ClientResponse:
    try:
        response = await call()
    except ClientConnectorCertificateError as error:
        raise ProblemError(Code.UNAVAILABLE, "the server's certificate is not trusted") from error
    except (ClientOSError, ServerDisconnectedError, ConnectionTimeoutError) as error:
        raise _TryAgain(unreachable(error)) from error
    except (ClientError, TimeoutError) as error:
        raise error_of(unreachable(error)) from error
    if response.status < 400:
        return response
    try:
        problem = await _told(response)
    finally:
        response.close()
    if response.status in {429, 503}:
        after = _seconds(response.headers.get("Retry-After"))
        if after <= LONGEST_WAIT:
            raise _TryAgain(problem, after)
    raise error_of(problem)


def error_of(problem: Problem) -> ProblemError:
    """The exception that carries `problem`."""
    return ProblemError(problem.code, problem.detail, **problem.facts)


def unreachable(error: Exception) -> Problem:
    """What a broken connection is to the user. Never holds the address or the token."""
    return Problem(code=Code.UNAVAILABLE, detail=f"the inference server cannot be reached: {type(error).__name__}")


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, _TryAgain) else 0.0
    return after + _JITTER(state)


def _seconds(text: str | None) -> float:
    """Seconds of a Retry-After; 0 without one, or where it is a date."""
    try:
        return max(0.0, float(text or 0))
    except ValueError:
        return 0.0


class _Told(BaseModel):
    code: Code
    message: str


class _Wrapped(BaseModel):
    """A problem in the shape that OpenAI's clients read."""

    error: _Told


async def _told(response: ClientResponse) -> Problem:
    """The problem in an error answer."""
    if response.status in {401, 403}:  # the operator's to mend: the user cannot ask differently
        return Problem(code=Code.UNAVAILABLE, detail="the inference server refused our token")
    try:
        data = await response.read()
        if response.url.path.endswith(_OPENAI):
            error = _Wrapped.model_validate_json(data).error
            return Problem(code=error.code, detail=error.message)
        return Problem.model_validate_json(data)
    except (ValidationError, ClientError, TimeoutError):
        return Problem(code=Code.UNAVAILABLE, detail=f"the inference server answered {response.status}")
