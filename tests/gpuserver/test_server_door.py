"""Who is let in, what is refused at the door and how, and what an operator sees."""

from __future__ import annotations

import asyncio
import io
import logging

import aiohttp
import pytest
from gpu_cases import Server, collect, photo, picture, recipe, running
from patience import until
from PIL import Image

from core.catalogue import action
from core.gpu import GpuClient
from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.config import ServerConfig


def form_of(recipe_text: str | None, source: bytes | None = None) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("note", "ignored", filename="note")
    if recipe_text is not None:
        form.add_field("recipe", recipe_text)
    if source is not None:
        form.add_field("source", source, filename="x")
    return form


async def refused(server: Server, form: aiohttp.FormData) -> tuple[int, dict[str, str]]:
    async with aiohttp.ClientSession() as session, session.post(f"{server.url}/v1/renders", data=form) as response:
        return response.status, await response.json()


DRAWING = '{"source":{"prompt":"x","scene":{},"seed":1,"aspect":"%s"}}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "needs a `recipe`"),
        ("{", "malformed"),
        ("", "malformed"),
        ("[" * 100_000, "malformed"),
        ('{"source": {"kind": "upload"}}', "malformed at source"),
        (photo().model_copy(update={"count": 9}).model_dump_json(), "1 to 4"),
        (photo(Action(pipeline="rotate", params={"degrees": 900})).model_dump_json(), "between 0 and 360"),
        (photo(Action(pipeline="paint")).model_dump_json(), "paint"),
        (photo(*[action("flip", direction="vertical")] * 501).model_dump_json(), "at most 500"),
        (DRAWING % "16x9", "ratio"),
        (DRAWING % "0:1", "ratio"),
        ("x" * 300_000, "longer than"),
        (photo(action("adjust_brightness", percent=5)).model_dump_json(), "needs the photo"),
    ],
)
async def test_malformed_recipes_are_refused_with_a_sentence(server: Server, text: str | None, words: str) -> None:
    status, body = await refused(server, form_of(text))
    assert status == 400
    assert body["code"] == "invalid_request"
    assert words in body["detail"]
    assert len(body["detail"]) < 500


async def test_what_no_engine_serves_is_refused_before_any_work(server: Server) -> None:
    what = photo(action("adjust_brightness", percent=5), action("colorize"))
    status, body = await refused(server, form_of(what.model_dump_json(), b"no image at all"))
    assert (status, body["code"]) == (422, "cannot_do")
    assert body["facts"] == {"pipeline": "colorize", "needs": "the photo engine"}
    assert server.editor.calls == []


async def test_a_photo_has_no_variation(server: Server) -> None:
    status, body = await refused(server, form_of(photo(action("vary")).model_dump_json(), b"x"))
    assert (status, body["code"]) == (422, "cannot_do")


@pytest.mark.parametrize(
    ("headers", "data", "words"),
    [
        ({"Content-Type": "application/json"}, b"{}", "multipart"),
        ({"Content-Type": "multipart/form-data"}, b"x", "malformed"),
        ({"Content-Type": "multipart/form-data; boundary=b"}, b"garbage", "malformed"),
        ({"Content-Type": "multipart/form-data; boundary=b"}, b"--b\r\n\r\nx\r\n--b--\r\n", "needs a name"),
        ({"Content-Type": "multipart/form-data; boundary=b"},
         b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 70 + b"--b--\r\n", "more than 64"),
    ],
)  # fmt: skip
async def test_malformed_forms_are_refused(server: Server, headers: dict[str, str], data: bytes, words: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/v1/renders", data=data, headers=headers) as response,
    ):
        assert response.status == 400
        assert words in (await response.json())["detail"]


@pytest.mark.parametrize("path", ["/v1/images/intake", "/v1/renders", "/v1/ask"])
async def test_a_body_that_is_too_large_is_refused(path: str) -> None:
    config = ServerConfig(size=64, max_body=10_000, max_source=10_000)
    data = b"x" * 20_000 if path.endswith("intake") else form_of(None, b"x" * 20_000)
    async with (
        running(config) as server,
        aiohttp.ClientSession() as session,
        session.post(server.url + path, data=data) as response,
    ):
        assert response.status == 413
        assert (await response.json())["code"] == "image_too_large"


async def test_a_photo_that_intake_made_larger_is_still_taken() -> None:
    async with running(ServerConfig(size=64, max_body=10_000)) as server, GpuClient(server.url) as client:
        small = io.BytesIO()
        Image.effect_noise((400, 300), 40).save(small, "JPEG", quality=5)
        taken = await client.intake(small.getvalue())
        assert len(small.getvalue()) < 10_000 < len(taken.data)
        assert await picture(client, photo(action("adjust_brightness", percent=5)), taken.data)


@pytest.mark.parametrize(("path", "status"), [("/v1/nothing", 404), ("/v1/ask", 405)])
async def test_unknown_routes_answer_in_our_shape(server: Server, path: str, status: int) -> None:
    async with aiohttp.ClientSession() as session, session.get(server.url + path) as response:
        assert response.status == status
        assert (await response.json())["code"] == "invalid_request"


async def test_a_full_queue_says_when_to_come_back() -> None:
    config = ServerConfig(size=64, workers=1, queue_size=1)
    async with running(config, open_gate=False) as server, GpuClient(server.url, attempts=1) as client:
        first = client.render(recipe(seed=1), None)
        await anext(first)
        await until(server.drawer.started.is_set)
        second = client.render(recipe(seed=2), None)
        await anext(second)
        with pytest.raises(ProblemError) as caught:
            await collect(client, recipe(seed=3))
        assert caught.value.problem.code is Code.BUSY
        assert caught.value.problem.facts["retry_after"] == "1"
        async with aiohttp.ClientSession() as session:
            async with session.post(f"{server.url}/v1/images/generations", json={"prompt": "a cat"}) as response:
                assert (response.status, response.headers["Retry-After"]) == (429, "1")
                assert (await response.json())["error"]["type"] == "rate_limit_error"
            async with session.get(f"{server.url}/readyz") as response:
                assert response.status == 503
        await first.aclose()
        await second.aclose()


@pytest.mark.parametrize("given", ["", "s3cret", "Basic s3cret", "Bearer wrong", "Bearer s3cret2", "Bearer \xff"])
async def test_a_wrong_token_is_refused(given: str) -> None:
    async with running(ServerConfig(size=64, token="s3cret")) as server, aiohttp.ClientSession() as session:
        for path in ("/v1/pipelines", "/metrics", "/v1/models", "/v1/nothing"):
            async with session.get(server.url + path, headers={"Authorization": given}) as response:
                assert response.status == 401
                assert response.headers["WWW-Authenticate"] == "Bearer"
                assert "s3cret" not in await response.text()


async def test_the_token_lets_in_and_health_checks_need_none() -> None:
    async with running(ServerConfig(size=64, token="s3cret")) as server:
        async with GpuClient(server.url, token="s3cret") as client:
            assert await picture(client, recipe())
        async with aiohttp.ClientSession() as session:
            for path in ("/healthz", "/readyz"):
                async with session.get(server.url + path) as response:
                    assert response.status == 200


def test_other_machines_are_served_only_with_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "example.org"):
        with pytest.raises(ValueError, match="set a token"):
            ServerConfig(host=host)
    assert ServerConfig(host="0.0.0.0", token="x")
    assert ServerConfig(host="::1")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:8421"}, 200),
        ({}, 200),
    ],
)
async def test_without_a_token_web_pages_of_other_hosts_are_refused(
    server: Server, headers: dict[str, str], status: int
) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/v1/models", headers=headers) as response:
        assert response.status == status


async def test_requests_are_logged_with_their_id_and_without_secrets(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "gpuserver.access")
    config = ServerConfig(size=64, token="s3cret")
    headers = {"Authorization": "Bearer s3cret", "X-Request-Id": "abc-1"}
    async with running(config) as server, aiohttp.ClientSession(headers=headers) as session:
        body = {"prompt": "a very private cat"}
        async with session.post(f"{server.url}/v1/images/generations?key=s3cret", json=body) as response:
            assert response.headers["X-Request-Id"] == "abc-1"
        async with session.get(f"{server.url}/healthz", headers={"X-Request-Id": "two\tlines"}) as response:
            assert len(response.headers["X-Request-Id"]) == 16
    assert "method=POST path=/v1/images/generations status=200" in caplog.text
    assert "request=abc-1" in caplog.text
    assert "s3cret" not in caplog.text
    assert "private" not in caplog.text


async def test_metrics_count_what_happened(server: Server) -> None:
    async with GpuClient(server.url) as client, aiohttp.ClientSession() as session:
        await picture(client, recipe())
        await picture(client, recipe())
        with pytest.raises(ProblemError):
            await picture(client, photo(action("colorize")))
        async with session.get(f"{server.url}/metrics") as response:
            text = await response.text()
    assert 'chatelier_jobs_total{state="done"} 2.0' in text
    assert 'chatelier_images_total{engine="flat"} 1.0' in text
    assert "chatelier_cache_hits_total 1.0" in text
    assert 'chatelier_http_requests_total{method="POST",route="/v1/renders",status="422"} 1.0' in text
    assert "chatelier_jobs_running 0.0" in text


async def test_many_clients_at_once_are_all_served() -> None:
    config = ServerConfig(size=64, workers=2, queue_size=64)
    async with running(config) as server, GpuClient(server.url) as client:
        made = await asyncio.gather(*(picture(client, recipe(seed=seed)) for seed in range(40)))
        assert [one.seed for one in made] == list(range(40))
        await until(lambda: server.state.scheduler.load == 0)
