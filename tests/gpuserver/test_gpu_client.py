"""The client against servers that are late, busy, broken or gone: what is safe is tried again, nothing else is."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from time import monotonic

import aiohttp
import pytest
from aiohttp import web
from gpu_cases import Server, collect, picture, recipe, running
from hypothesis import given
from hypothesis import strategies as st
from patience import until
from stand_ins import png

from core.gpu import GpuClient
from core.ports import Rendered
from core.problems import Code, ProblemError
from core.sse import parse_events
from gpuserver.config import ServerConfig

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

IMAGE = {
    "index": 0, "b64": "aGk=", "media_type": "image/png", "width": 1, "height": 1, "seed": 1, "engine": "x",
    "seen": {"width": 1, "height": 1}, "undrawn": [], "instead": [], "face": None,
}  # fmt: skip


def framed(name: str, body: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(body)}\n\n".encode()


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


@asynccontextmanager
async def answering(*answers: Answer, port: int = 0) -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A real server that gives `answers` one after the other, the last one for ever."""
    seen: list[web.Request] = []

    async def handle(request: web.Request) -> web.StreamResponse:
        await request.read()
        seen.append(request)
        return await answers[min(len(seen), len(answers)) - 1](request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", seen
    await runner.cleanup()


async def rendered(request: web.Request) -> web.StreamResponse:
    return web.Response(body=framed("image", IMAGE) + framed("done", {}), content_type="text/event-stream")


def refusing(status: int, **headers: str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        body = {"code": "busy", "facts": {"retry_after": "7"}, "detail": "the queue is full"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response(body, status=status, headers=named)

    return answer


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


def saying(data: bytes, *, then_hang: bool = False) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(data)
        if then_hang:
            await asyncio.sleep(5)
        assert request.transport
        request.transport.abort()
        return response

    return answer


async def problem_of(url: str, **options: float) -> ProblemError:
    async with GpuClient(url, **options) as client:  # pyright: ignore[reportArgumentType]
        with pytest.raises(ProblemError) as caught:
            await collect(client, recipe())
    return caught.value


@pytest.mark.parametrize("first", [refusing(429), refusing(503), refusing(429, Retry_After="0"), hang_up])
async def test_what_did_not_begin_is_tried_again(first: Answer) -> None:
    async with answering(first, first, rendered) as (url, seen), GpuClient(url) as client:
        done = await picture(client, recipe())
        assert done.data == b"hi"
        assert len(seen) == 3


async def test_a_server_that_is_not_there_yet_is_waited_for() -> None:
    port = free_port()
    async with GpuClient(f"http://127.0.0.1:{port}", attempts=20) as client:
        asking = asyncio.create_task(picture(client, recipe()))
        await asyncio.sleep(0.1)
        async with answering(rendered, port=port):
            assert await asking


async def test_retry_after_is_honoured() -> None:
    async with answering(refusing(429, Retry_After="1"), rendered) as (url, _), GpuClient(url) as client:
        started = monotonic()
        await picture(client, recipe())
        assert monotonic() - started >= 1


async def test_a_wait_that_is_too_long_is_told_to_the_user() -> None:
    async with answering(refusing(429, Retry_After="300")) as (url, seen):
        problem = (await problem_of(url)).problem
        assert (problem.code, problem.facts["retry_after"]) == (Code.BUSY, "7")
        assert len(seen) == 1


async def test_attempts_are_bounded() -> None:
    async with answering(refusing(429, Retry_After="0")) as (url, seen):
        assert (await problem_of(url, attempts=2)).problem.code is Code.BUSY
        assert len(seen) == 2


async def test_a_server_that_is_gone_is_said_to_be() -> None:
    error = await problem_of(f"http://127.0.0.1:{free_port()}", attempts=1)
    assert error.problem.code is Code.UNAVAILABLE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        framed("queued", {"job": "a", "position": 0}),
        framed("image", IMAGE),
        framed("progress", {"percent": 5})[:-3],
    ],
)
async def test_a_stream_that_breaks_off_is_not_tried_again(data: bytes) -> None:
    async with answering(saying(data)) as (url, seen):
        assert (await problem_of(url)).problem.code is Code.UNAVAILABLE
        assert len(seen) == 1


async def test_a_server_that_falls_silent_is_given_up() -> None:
    async with answering(saying(framed("queued", {"job": "a", "position": 0}), then_hang=True)) as (url, seen):
        assert (await problem_of(url, silence=0.2)).problem.code is Code.UNAVAILABLE
        assert len(seen) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"event: queued\ndata: {\n\n",
        framed("queued", {}),
        framed("queued", []),
        framed("image", {**IMAGE, "b64": "???"}),
        framed("error", {"code": "a code of the future", "detail": ""}),
    ],
)
async def test_what_cannot_be_read_is_a_problem_and_no_crash(data: bytes) -> None:
    async with answering(saying(data)) as (url, _):
        assert (await problem_of(url)).problem.code is Code.UNAVAILABLE


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 500])
async def test_refusals_are_not_tried_again(status: int) -> None:
    async with answering(refusing(status)) as (url, seen):
        expected = Code.UNAVAILABLE if status in {401, 403} else Code.BUSY
        assert (await problem_of(url)).problem.code is expected
        assert len(seen) == 1


async def test_an_answer_that_is_no_problem_of_ours_is_told_by_its_status() -> None:
    async def proxy(_: web.Request) -> web.StreamResponse:
        return web.Response(status=502, text="<html>bad gateway</html>")

    async with answering(proxy) as (url, _):
        problem = (await problem_of(url)).problem
        assert problem.code is Code.UNAVAILABLE
        assert "502" in problem.detail


async def test_a_busy_server_takes_the_job_when_it_has_room() -> None:
    config = ServerConfig(size=64, workers=1, queue_size=1)
    async with running(config, open_gate=False) as server, GpuClient(server.url, attempts=6) as client:
        first = asyncio.create_task(collect(client, recipe(seed=1)))
        await until(server.drawer.started.is_set)
        second = client.render(recipe(seed=2), None)
        await anext(second)
        late = asyncio.create_task(collect(client, recipe(seed=3)))
        await asyncio.sleep(0.1)
        await second.aclose()
        server.drawer.gate.set()
        for events in await asyncio.gather(first, late):
            assert isinstance(events[-1], Rendered)


async def test_waiting_until_the_server_is_ready() -> None:
    port = free_port()
    async with GpuClient(f"http://127.0.0.1:{port}") as client:
        with pytest.raises(ProblemError, match="not ready within"):
            await client.wait_ready(0.2)
        waiting = asyncio.create_task(client.wait_ready(5))
        await asyncio.sleep(0.05)
        async with answering(rendered, port=port):
            await waiting


async def test_the_token_is_sent_and_never_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with answering(refusing(500), rendered) as (url, seen), GpuClient(url, token="s3cret") as client:
        with pytest.raises(ProblemError) as caught:
            await collect(client, recipe())
        assert seen[0].headers["Authorization"] == "Bearer s3cret"
        assert "s3cret" not in f"{caught.value!r}{client!r}{caplog.text}"


async def test_an_upload_and_a_question_go_through(server: Server) -> None:
    async with GpuClient(server.url) as client:
        taken = await client.intake(png((0, 0, 250), (2000, 1000)))
        assert (taken.width, taken.height, taken.media_type) == (2000, 1000, "image/jpeg")
        seen = await client.ask(taken.data, "what colour is it? 什么颜色？", "zh")
        assert seen.colors[0].name == "blue"


class Cut:
    """A stream that arrives in given pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    async def iter_any(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


STREAM = (
    b": keep-alive\n\nevent: a\r\ndata: {\"x\": 1}\r\n\r\ndata:one\ndata: two\n\nevent: nothing\n\n"
    b"id: 3\nretry: 5\nevent: \xe7\x94\xbb\ndata: \xe7\x94\xbb\n\nevent: cut\ndata: off\n"
)  # fmt: skip
EVENTS = [("a", b'{"x": 1}'), ("message", b"one\ntwo"), ("画", "画".encode())]


@given(st.lists(st.integers(0, len(STREAM)), max_size=30))
async def test_events_are_read_however_the_bytes_are_cut(cuts: list[int]) -> None:
    at = [0, *sorted(cuts), len(STREAM)]
    pieces = [STREAM[one:two] for one, two in pairwise(at)]
    assert [event async for event in parse_events(Cut(pieces))] == EVENTS


async def test_an_event_without_end_is_given_up() -> None:
    pieces = [b"data: "] + [b"x" * 1000] * 20
    with pytest.raises(ProblemError, match="without end"):
        [event async for event in parse_events(Cut(pieces), limit=10_000)]


async def test_a_user_with_a_share_of_the_gpu_has_it_on_the_server(server: Server) -> None:
    async with GpuClient(server.url, shares={"ada": 3.0}) as client:
        for seed, user in enumerate(("ada", "bob", "")):
            assert [event async for event in client.render(recipe(seed=seed), None, user)]
    assert server.drawer.shares == [3.0, 1.0, 1.0]


@pytest.mark.parametrize("share", ["0", "-1", "11", "nan", "many", ""])
async def test_what_is_no_share_is_refused(server: Server, share: str) -> None:
    form = aiohttp.FormData({"recipe": recipe().model_dump_json()}, default_to_multipart=True)
    headers = {"X-Client-Share": share}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/v1/renders", data=form, headers=headers) as response,
    ):
        assert response.status == 400
        assert "from 0.1 to 10" in (await response.json())["detail"]
