"""Nobody waits for a picture that nobody wants: cancelled by id, by leaving, by a stop of the server."""

from __future__ import annotations

import asyncio
import json
import logging

import aiohttp
import pytest
from gpu_cases import Server, collect, recipe, running
from patience import until

from core.gpu import GpuClient
from core.ports import Queued, Rendered
from core.problems import Code, ProblemError
from gpuserver.config import ServerConfig

ONE = ServerConfig(size=64, workers=1)


def jobs_of(server: Server) -> int:
    return server.state.scheduler.load


async def test_positions_fall_as_the_queue_moves() -> None:
    async with running(ONE, open_gate=False) as server, GpuClient(server.url) as client:
        tasks = [asyncio.create_task(collect(client, recipe(seed=seed))) for seed in range(1, 4)]
        await until(lambda: jobs_of(server) == 3)
        server.drawer.gate.set()
        all_events = await asyncio.gather(*tasks)
    positions = sorted([event.position for event in events if isinstance(event, Queued)] for events in all_events)
    assert positions == [[0], [1], [2, 1]]
    assert all(isinstance(events[-1], Rendered) for events in all_events)


async def test_closing_the_stream_stops_the_engine(caplog: pytest.LogCaptureFixture) -> None:
    async with running(ONE, open_gate=False) as server, GpuClient(server.url) as client:
        stream = client.render(recipe(), None)
        await anext(stream)
        await until(server.drawer.started.is_set)
        await stream.aclose()
        await until(server.drawer.stopped.is_set)
        await until(lambda: jobs_of(server) == 0)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_client_that_leaves_while_it_waits_frees_its_place() -> None:
    async with running(ONE, open_gate=False) as server, GpuClient(server.url) as client:
        first, second = client.render(recipe(seed=1), None), client.render(recipe(seed=2), None)
        await anext(first)
        await anext(second)
        assert jobs_of(server) == 2
        await second.aclose()
        await until(lambda: jobs_of(server) == 1)
        await first.aclose()


async def test_a_plain_request_is_cancelled_too_when_its_client_leaves() -> None:
    async with running(ONE, open_gate=False) as server, aiohttp.ClientSession() as session:
        body = {"prompt": "a cat"}
        asking = asyncio.create_task(session.post(f"{server.url}/v1/images/generations", json=body))
        await until(server.drawer.started.is_set)
        asking.cancel()
        await until(server.drawer.stopped.is_set)


async def test_a_job_is_looked_at_and_cancelled_by_its_id() -> None:
    async with running(ONE, open_gate=False) as server, aiohttp.ClientSession() as session:
        form = aiohttp.FormData()
        form.add_field("recipe", recipe().model_dump_json(), content_type="application/json")
        async with session.post(f"{server.url}/v1/renders", data=form) as response:
            assert await response.content.readline() == b"event: queued\n"
            told = json.loads((await response.content.readline()).removeprefix(b"data: "))
            assert told["position"] == 0
            url = f"{server.url}/v1/renders/{told['job']}"
            await until(server.drawer.started.is_set)
            async with session.get(url) as state:
                assert await state.json() == {"job": told["job"], "state": "running", "position": None}
            async with session.delete(url) as gone:
                assert gone.status == 200
            rest = (await response.read()).decode()
        assert '"code":"cancelled"' in rest
        assert rest.endswith("event: done\ndata: {}\n\n")
        async with session.get(url) as state:
            assert (await state.json())["state"] == "cancelled"
        async with session.delete(f"{server.url}/v1/renders/unknown") as unknown:
            assert unknown.status == 404
        assert server.drawer.drawn == []


async def test_a_stopping_server_ends_its_streams_with_a_sentence_and_does_not_wait_for_engines() -> None:
    async with running(ONE, open_gate=False) as server:
        client = GpuClient(server.url)
        tasks = [asyncio.create_task(collect(client, recipe(seed=seed))) for seed in (1, 2)]
        await until(lambda: jobs_of(server) == 2)
        await until(server.drawer.started.is_set)
    for done in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(done, ProblemError)
        assert done.problem.code is Code.UNAVAILABLE
        assert "stopping" in done.problem.detail
    async with client:
        pass


async def test_a_job_that_takes_too_long_is_ended() -> None:
    config = ServerConfig(size=64, workers=1, job_seconds=0.2)
    async with running(config, open_gate=False) as server, GpuClient(server.url) as client:
        with pytest.raises(ProblemError) as caught:
            await collect(client, recipe())
        assert caught.value.problem.code is Code.TOO_LARGE_TO_RENDER


async def test_a_long_wait_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gpuserver.following._QUIET", 0.25)
    async with running(ONE, open_gate=False) as server, GpuClient(server.url, silence=2.0) as client:
        first, second = client.render(recipe(seed=1), None), client.render(recipe(seed=2), None)
        await anext(first)
        await anext(second)
        waiting = asyncio.create_task(anext(second))  # silent for longer than the client puts up with
        done, _ = await asyncio.wait([waiting], timeout=2.5)
        assert not done
        await first.aclose()
        await waiting
        await second.aclose()
