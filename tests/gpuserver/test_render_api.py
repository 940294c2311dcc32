"""Our own API over real HTTP, through the product's own client."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from gpu_cases import Server, recipe, running
from PIL import Image
from stand_ins import png

from core.catalogue import CATALOGUE, action
from core.gpu import GpuClient
from core.pipeline import Action
from core.ports import Progress, Queued, Rendered, RenderEvent
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload
from gpuserver.config import ServerConfig


@pytest.fixture
async def client(server: Server) -> AsyncIterator[GpuClient]:
    async with GpuClient(server.url) as opened:
        yield opened


async def collect(client: GpuClient, what: Recipe, source: bytes | None = None) -> list[RenderEvent]:
    return [event async for event in client.render(what, source)]


async def picture(client: GpuClient, what: Recipe, source: bytes | None = None) -> Rendered:
    last = (await collect(client, what, source))[-1]
    assert isinstance(last, Rendered)
    return last


def photo(*edits: Action) -> Recipe:
    return Recipe(source=Upload(digest="x"), edits=edits)


async def test_a_recipe_becomes_a_picture_with_events_on_the_way(client: GpuClient) -> None:
    events = await collect(client, recipe("a cat at night"))
    assert isinstance(events[0], Queued)
    percents = [event.percent for event in events if isinstance(event, Progress)]
    assert percents == sorted(percents)
    done = events[-1]
    assert isinstance(done, Rendered)
    assert (done.width, done.height, done.seed, done.engine) == (64, 32, 7, "flat")
    assert done.seen.objects
    assert done.seen.objects[0].name == "cat"
    assert done.undrawn == ("at night",)
    assert Image.open(io.BytesIO(done.data)).size == (64, 32)


async def test_steps_of_one_engine_go_in_one_pass(server: Server, client: GpuClient) -> None:
    edits = (action("rotate", degrees=90), action("adjust_brightness", percent=10))
    done = await picture(client, recipe("a cat", 7, *edits))
    assert server.editor.calls == [["adjust_brightness", "rotate"]]
    assert done.engine == "flat+inverter"


async def test_several_pictures_have_seeds_of_their_own(client: GpuClient) -> None:
    made = [event for event in await collect(client, recipe(count=3)) if isinstance(event, Rendered)]
    assert [one.index for one in made] == [0, 1, 2]
    assert len({one.seed for one in made}) == 3
    assert made[0].seed == 7


async def test_the_same_recipe_is_answered_from_the_cache(server: Server, client: GpuClient) -> None:
    one, two = await picture(client, recipe()), await picture(client, recipe())
    assert one.data == two.data
    assert len(server.drawer.drawn) == 1


async def test_a_photo_is_edited_from_its_source(server: Server, client: GpuClient) -> None:
    what = Recipe(source=Upload(digest="x"), edits=(action("adjust_brightness", percent=10),))
    done = await picture(client, what, png((10, 20, 30)))
    assert Image.open(io.BytesIO(done.data)).convert("RGB").getpixel((3, 3)) == pytest.approx((245, 235, 225), abs=2)


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        (photo(action("colorize")), Code.CANNOT_DO, "gpu"),
        (photo(action("edit_face", set={"makeup": ["lipstick"]})), Code.CANNOT_DO, "faces"),
        (photo(action("add_object", object="hat")), Code.CANNOT_DO, "gpu"),
        (photo(), Code.INVALID_REQUEST, "photo"),
    ],
)
async def test_what_cannot_be_done_is_said(client: GpuClient, what: Recipe, code: Code, words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        await collect(client, what)
    assert caught.value.problem.code is code
    assert words in caught.value.problem.detail


async def test_an_engine_that_breaks_fails_its_job_alone(client: GpuClient) -> None:
    what = Recipe(source=Upload(digest="x"), edits=(action("style_transfer", style="anime"),))
    with pytest.raises(ProblemError) as caught:
        await collect(client, what, png())
    assert caught.value.problem.code is Code.INTERNAL
    assert await picture(client, recipe())


async def test_positions_fall_as_the_queue_moves() -> None:
    async with running(ServerConfig(size=64, workers=1), open_gate=False) as server, GpuClient(server.url) as client:
        tasks = [asyncio.create_task(collect(client, recipe(seed=seed))) for seed in range(1, 4)]
        await asyncio.to_thread(server.drawer.started.wait, 5)
        await asyncio.sleep(0.1)
        server.drawer.gate.set()
        first, second, third = await asyncio.gather(*tasks)
        assert [event.position for event in third if isinstance(event, Queued)][-1] == 1
        assert max(event.position for event in third if isinstance(event, Queued)) == 2
        assert isinstance(first[-1], Rendered)
        assert isinstance(second[-1], Rendered)


async def test_closing_the_stream_stops_the_engine() -> None:
    async with running(ServerConfig(size=64, workers=1), open_gate=False) as server, GpuClient(server.url) as client:
        stream = client.render(recipe(), None)
        await anext(stream)
        await asyncio.to_thread(server.drawer.started.wait, 5)
        await stream.aclose()
        assert await asyncio.to_thread(server.drawer.stopped.wait, 5)


async def test_a_job_can_be_cancelled_by_its_id() -> None:
    async with running(ServerConfig(size=64, workers=1), open_gate=False) as server, aiohttp.ClientSession() as session:
        form = aiohttp.FormData()
        form.add_field("recipe", recipe().model_dump_json(), content_type="application/json")
        async with session.post(f"{server.url}/v1/renders", data=form) as response:
            assert await response.content.readline() == b"event: job\n"
            job = json.loads((await response.content.readline()).removeprefix(b"data: "))["id"]
            async with session.get(f"{server.url}/v1/renders/{job}") as state:
                assert (await state.json())["state"] in {"queued", "running"}
            async with session.delete(f"{server.url}/v1/renders/{job}") as gone:
                assert gone.status == 200
            rest = (await response.read()).decode()
        assert '"code":"cancelled"' in rest
        assert server.drawer.drawn == []


async def test_a_full_queue_says_when_to_come_back() -> None:
    config = ServerConfig(size=64, workers=1, queue_size=1)
    async with running(config, open_gate=False) as server, GpuClient(server.url, attempts=1) as client:
        tasks = [asyncio.create_task(collect(client, recipe(seed=1)))]
        await asyncio.to_thread(server.drawer.started.wait, 5)
        tasks.append(asyncio.create_task(collect(client, recipe(seed=2))))
        await asyncio.sleep(0.1)
        with pytest.raises(ProblemError) as caught:
            await collect(client, recipe(seed=3))
        assert caught.value.problem.code is Code.BUSY
        assert int(caught.value.problem.facts["retry_after"]) >= 1
        server.drawer.gate.set()
        await asyncio.gather(*tasks)


async def test_a_busy_server_is_asked_again_by_the_client() -> None:
    config = ServerConfig(size=64, workers=1, queue_size=1)
    async with running(config, open_gate=False) as server, GpuClient(server.url) as client:
        tasks = [asyncio.create_task(collect(client, recipe(seed=1)))]
        await asyncio.to_thread(server.drawer.started.wait, 5)
        tasks.append(asyncio.create_task(collect(client, recipe(seed=2))))
        await asyncio.sleep(0.1)
        late = asyncio.create_task(collect(client, recipe(seed=3)))
        await asyncio.sleep(0.1)
        server.drawer.gate.set()
        assert isinstance((await late)[-1], Rendered)
        await asyncio.gather(*tasks)


async def test_the_catalogue_says_what_serves_each_pipeline(client: GpuClient) -> None:
    entries = {entry["id"]: entry for entry in await client.pipelines()}
    assert list(entries) == list(CATALOGUE)
    assert entries["generate"]["engine"] == "flat"
    assert "gpu" in entries["colorize"]["needs"]


async def test_an_upload_comes_back_safe(client: GpuClient) -> None:
    taken = await client.intake(png((250, 0, 0), (40, 30)))
    assert (taken.width, taken.height, taken.media_type) == (40, 30, "image/png")
    assert taken.seen.colors[0].name == "red"
    with pytest.raises(ProblemError) as caught:
        await client.intake(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert caught.value.problem.code is Code.NOT_AN_IMAGE


async def test_a_picture_can_be_asked_about(client: GpuClient) -> None:
    seen = await client.ask(png((0, 0, 250)), "what is it?", "en")
    assert seen.colors[0].name == "blue"
    assert seen.objects is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "malformed"),
        ("", "malformed"),
        (photo().model_copy(update={"count": 9}).model_dump_json(), "1 to 4"),
        (photo(Action(pipeline="rotate", params={"degrees": 900})).model_dump_json(), "between 0 and 360"),
    ],
)
async def test_malformed_recipes_are_refused_with_a_sentence(server: Server, text: str, words: str) -> None:
    parts = aiohttp.FormData()
    parts.add_field("source", b"x", filename="x")
    parts.add_field("recipe", text)
    async with aiohttp.ClientSession() as session, session.post(f"{server.url}/v1/renders", data=parts) as response:
        body = await response.json()
    assert response.status == 400
    assert body["code"] == "invalid_request"
    assert words in body["detail"]


async def test_a_body_that_is_too_large_is_refused() -> None:
    async with (
        running(ServerConfig(size=64, max_body=10_000)) as server,
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/v1/images/intake", data=b"x" * 20_000) as response,
    ):
        assert response.status == 413
        assert (await response.json())["code"] == "image_too_large"


async def test_a_token_is_asked_of_everyone_but_health_checks() -> None:
    async with running(ServerConfig(size=64, token="s3cret")) as server, aiohttp.ClientSession() as session:
        for path, status in (("/healthz", 200), ("/readyz", 200), ("/v1/pipelines", 401), ("/metrics", 401)):
            async with session.get(server.url + path) as response:
                assert response.status == status
        async with GpuClient(server.url, token="s3cret") as client:
            assert await picture(client, recipe())
        async with GpuClient(server.url, token="wrong") as client:
            with pytest.raises(ProblemError):
                await picture(client, recipe())


def test_other_machines_are_served_only_with_a_token() -> None:
    with pytest.raises(ValueError, match="set a token"):
        ServerConfig(host="0.0.0.0")
    assert ServerConfig(host="0.0.0.0", token="x")


async def test_metrics_count_what_happened(server: Server, client: GpuClient) -> None:
    await picture(client, recipe())
    await picture(client, recipe())
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/metrics") as response:
        text = await response.text()
    assert 'chatelier_jobs_total{state="done"} 2.0' in text
    assert "chatelier_cache_hits_total 1.0" in text
