"""The client of the inference server: submit a recipe, stream its events, cancel by closing."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final, Self, TypeVar

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, FormData

from core.gpu_calls import Call, answered, error_of, unreachable
from core.gpu_events import decoded, embeddings_body, read_embeddings, read_intake, render_event
from core.ports import Embedder, Embeddings, Intake, Renderer, RenderEvent
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.seen import Seen
from core.sse import parse_events

T = TypeVar("T")

_CONNECT: Final = 5.0
_READ_BUFFER: Final = 2**20
_OCTETS: Final = "application/octet-stream"
NOBODY: Final[Mapping[str, float]] = {}


class GpuClient(Renderer, Embedder):
    """Speaks to one inference server. An async context manager that owns its connections."""

    def __init__(
        self,
        url: str,
        *,
        token: str = "",
        attempts: int = 4,
        silence: float = 60.0,
        shares: Mapping[str, float] = NOBODY,
    ) -> None:
        """`silence`: seconds without a byte after which the server counts as lost; it gives a sign of life each 10.

        `shares`: what users get of a GPU beside 1 of others, 0.1..10.
        """
        self._url = url.rstrip("/")
        self._name = secrets.token_hex(8)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        timeout = ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=silence)
        self._session = ClientSession(headers=headers, timeout=timeout, read_bufsize=_READ_BUFFER)
        self._attempts = attempts
        self._shares = shares

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def wait_ready(self, seconds: float = 30.0) -> None:
        """Return when the server takes work. Raises ProblemError (unavailable) when it does not within `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while not await self._is_ready():  # noqa: ASYNC110  another process's state: no event tells of it
                    await asyncio.sleep(0.1)
        except TimeoutError:
            detail = f"the inference server was not ready within {seconds:g} seconds"
            raise ProblemError(Code.UNAVAILABLE, detail) from None

    async def _is_ready(self) -> bool:
        try:
            async with self._session.get(f"{self._url}/readyz") as response:
                return response.status == 200
        except ClientError:
            return False

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        """The events of rendering `recipe`. Closing the generator closes the connection, which cancels the job.

        Raises ProblemError. What was refused or never arrived is tried again; once an event has come, nothing is.
        """
        response = await answered(lambda: self._post_render(recipe, source, user), self._attempts)
        try:
            async with aclosing(parse_events(response.content)) as events:
                async for name, data in events:
                    event = await render_event(name, data)
                    if event is not None:
                        yield event
                    if name == "done":
                        return
            raise ProblemError(Code.UNAVAILABLE, "the inference server broke off before the picture was done")
        except (ClientError, TimeoutError) as error:
            raise error_of(unreachable(error)) from error
        finally:
            response.close()

    async def intake(self, data: bytes) -> Intake:
        """Check and normalise an upload. Raises ProblemError."""
        return await self._read(lambda: self._session.post(f"{self._url}/v1/images/intake", data=data), read_intake)

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        """What the server knows of `image`. Raises ProblemError."""

        def post() -> Awaitable[ClientResponse]:
            form = FormData({"question": question, "language": str(language)})
            form.add_field("image", image, filename="image", content_type=_OCTETS)
            return self._session.post(f"{self._url}/v1/ask", data=form)

        return await self._read(post, Seen.model_validate)

    async def embed(self, words: Sequence[str] = (), pictures: Sequence[bytes] = ()) -> Embeddings:
        """The vectors of `words`, then those of encoded `pictures`. Raises ProblemError."""

        body = await asyncio.to_thread(embeddings_body, words, pictures)
        headers = {"Content-Type": "application/json"}
        return await self._read(
            lambda: self._session.post(f"{self._url}/v1/embeddings", data=body, headers=headers), read_embeddings
        )

    async def pipelines(self) -> list[dict[str, Any]]:
        """The server's catalogue with the engines that serve each pipeline. Raises ProblemError."""
        return await self._read(
            lambda: self._session.get(f"{self._url}/v1/pipelines"), lambda body: list(body["pipelines"])
        )

    def _post_render(self, recipe: Recipe, source: bytes | None, user: str) -> Awaitable[ClientResponse]:
        form = FormData()
        form.add_field("recipe", recipe.model_dump_json(exclude_defaults=True), content_type="application/json")
        if source is not None:
            form.add_field("source", source, filename="source", content_type=_OCTETS)
        headers = {"X-Client-Id": self._line_of(user), "X-Client-Share": f"{self._shares.get(user, 1.0):g}"}
        return self._session.post(f"{self._url}/v1/renders", data=form, headers=headers)

    def _line_of(self, user: str) -> str:
        """The line of the server's queue that `user` stands in; the server learns nothing else of who it is."""
        return hashlib.sha256(f"{self._name}/{user}".encode()).hexdigest()[:16]

    async def _read(self, call: Call, read: Callable[[dict[str, Any]], T]) -> T:
        response = await answered(call, self._attempts)
        try:
            return await decoded(await response.read(), read)
        except (ClientError, TimeoutError) as error:
            raise error_of(unreachable(error)) from error
        finally:
            response.close()
