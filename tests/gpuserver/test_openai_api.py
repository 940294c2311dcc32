"""The official client of OpenAI speaks to the server as to its own."""

from __future__ import annotations

import asyncio
import base64
import io

import aiohttp
import openai
import pytest
from gpu_cases import Server, running
from openai import AsyncOpenAI
from patience import until
from PIL import Image
from stand_ins import png

from core.recipe import Drawing, derived_seed, instructions_of
from gpuserver.config import ServerConfig
from gpuserver.openai_request import drawing_order, read_request


def client_of(server: Server, key: str = "unused", retries: int = 0) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=f"{server.url}/v1", api_key=key, max_retries=retries)


def noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def size_of(b64: str | None) -> tuple[int, int]:
    assert b64
    with Image.open(io.BytesIO(base64.b64decode(b64))) as image:
        return image.size


async def test_generations(server: Server) -> None:
    async with client_of(server) as client:
        done = await client.images.generate(prompt="a cat at the beach", n=2, extra_body={"seed": 5})
    assert done.data
    assert len(done.data) == 2
    assert size_of(done.data[0].b64_json) == (64, 32)
    assert (done.size, done.output_format, done.background) == ("64x32", "png", "opaque")
    assert done.usage
    assert [one.model_extra for one in done.data] == [
        {"seed": 5, "undrawn": []},
        {"seed": derived_seed(5, 1), "undrawn": []},
    ]
    assert server.drawer.drawn[0].seed == 5
    assert server.drawer.drawn[0].scene.background == "beach"


@pytest.mark.parametrize(
    ("size", "aspect"), [("1536x1024", "3:2"), ("1024x1536", "2:3"), ("1920x1080", "16:9"), ("801x801", "1:1")]
)
async def test_the_size_is_the_size(server: Server, size: str, aspect: str) -> None:
    async with client_of(server) as client:
        done = await client.images.generate(prompt="a cat", size=size)  # pyright: ignore[reportArgumentType]
    assert server.drawer.drawn[-1].aspect == aspect
    assert done.data
    width, height = size_of(done.data[0].b64_json)
    assert f"{width}x{height}" == size == done.size


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
async def test_output_formats(server: Server, format: str) -> None:
    async with client_of(server) as client:
        done = await client.images.generate(prompt="a cat", output_format=format)  # pyright: ignore
    assert done.data
    with Image.open(io.BytesIO(base64.b64decode(done.data[0].b64_json or ""))) as image:
        assert image.format == format.upper()


async def test_streaming_generations(server: Server) -> None:
    async with client_of(server) as client:
        stream = await client.images.generate(prompt="a cat", stream=True, partial_images=1)
        events = [event async for event in stream]
    assert [event.type for event in events] == ["image_generation.partial_image", "image_generation.completed"]
    partial, completed = events
    assert partial.type == "image_generation.partial_image"
    assert partial.partial_image_index == 0
    assert completed.type == "image_generation.completed"
    assert completed.usage.total_tokens == 0
    assert (completed.size, completed.output_format) == ("64x32", "png")
    assert size_of(completed.b64_json) == (64, 32)
    assert completed.created_at > 0


async def test_previews_that_nobody_asked_for_are_not_sent(server: Server) -> None:
    async with client_of(server) as client:
        stream = await client.images.generate(prompt="a cat", stream=True)
        assert [event.type async for event in stream] == ["image_generation.completed"]


async def test_an_error_in_a_stream_is_raised_by_the_client(server: Server) -> None:
    async with client_of(server) as client:
        image = ("photo.png", png(), "image/png")
        stream = await client.images.edit(image=image, prompt="make it anime", stream=True)
        with pytest.raises(openai.APIError, match="the engine failed"):
            [event async for event in stream]


async def test_compression_is_honoured(server: Server) -> None:
    async with client_of(server) as client:
        sizes = [
            len((await client.images.edit(
                image=("photo.jpg", noise(), "image/jpeg"), prompt="brighter", output_format="jpeg",
                output_compression=amount,
            )).data[0].b64_json or "")  # pyright: ignore[reportOptionalSubscript]
            for amount in (10, 90)
        ]  # fmt: skip
    assert sizes[0] < sizes[1] / 2


async def test_a_url_holds_the_picture(server: Server) -> None:
    async with client_of(server) as client:
        done = await client.images.generate(prompt="a cat", response_format="url")
    assert done.data
    assert (done.data[0].url or "").startswith("data:image/png;base64,")


async def test_two_photos_with_the_same_prompt_are_two_pictures(server: Server) -> None:
    async with client_of(server) as client:
        made = [
            (await client.images.edit(image=("a.png", png(color), "image/png"), prompt="brighter")).data
            for color in ((0, 0, 0), (255, 255, 255))
        ]
    assert made[0] != made[1]


async def test_what_must_not_be_in_the_picture_reaches_the_scene(server: Server) -> None:
    async with client_of(server) as client:
        await client.images.generate(prompt="a cat", extra_body={"negative_prompt": "dogs, rain", "guidance_scale": 5})
    assert server.drawer.drawn[-1].scene.without == ("dogs", "rain")


def test_captions_are_written_over_the_picture_and_are_no_things_in_it() -> None:
    recipe = drawing_order(read_request({"prompt": 'a cat, top text "WHY", bottom text "NOT"'})).recipe
    assert isinstance(recipe.source, Drawing)
    assert [one.noun for one in recipe.source.scene.subjects] == ["cat"]
    assert instructions_of(recipe) == ('write "WHY" at the top', 'write "NOT" at the bottom')


async def test_edits(server: Server) -> None:
    async with client_of(server) as client:
        done = await client.images.edit(
            image=("photo.png", png(), "image/png"), prompt="make it brighter and rotate it"
        )
    assert done.data
    assert size_of(done.data[0].b64_json) == (32, 24)
    assert server.editor.calls == [["adjust_brightness", "rotate"]]


async def test_streaming_edits(server: Server) -> None:
    async with client_of(server) as client:
        image = ("photo.png", png(), "image/png")
        stream = await client.images.edit(image=image, prompt="brighter", stream=True)
        events = [event async for event in stream]
    assert events[-1].type == "image_edit.completed"


async def test_models(server: Server) -> None:
    async with client_of(server) as client:
        assert [model.id async for model in client.models.list()] == ["flat", "inverter"]
        assert (await client.models.retrieve("flat")).owned_by == "chatelier"
        with pytest.raises(openai.NotFoundError):
            await client.models.retrieve("other")


async def test_errors_have_the_shape_that_clients_read(server: Server) -> None:
    async with client_of(server) as client:
        with pytest.raises(openai.BadRequestError) as caught:
            await client.images.generate(prompt="")
        assert "prompt" in caught.value.message
        with pytest.raises(openai.BadRequestError, match="size"):
            await client.images.generate(prompt="a cat", size="huge")  # pyright: ignore[reportArgumentType]
        with pytest.raises(openai.UnprocessableEntityError, match="gpu"):
            await client.images.edit(image=("photo.png", png(), "image/png"), prompt="put a hat on him")
        image = ("photo.png", png(), "image/png")
        with pytest.raises(openai.UnprocessableEntityError, match="mask"):
            await client.images.edit(image=image, prompt="brighter", mask=image)
        with pytest.raises(openai.UnprocessableEntityError, match="several images"):
            await client.images.edit(image=[image, image], prompt="brighter")
        with pytest.raises(openai.BadRequestError, match="known format") as unread:
            await client.images.edit(image=("photo.png", b"<svg/>", "image/png"), prompt="brighter")
        assert (unread.value.code, unread.value.type) == ("not_an_image", "invalid_request_error")
        with pytest.raises(openai.BadRequestError) as named:
            await client.images.generate(prompt="a cat", n=11)
        assert named.value.param == "n"


@pytest.mark.parametrize(
    ("name", "low", "high", "beyond"),
    [("num_inference_steps", 1, 100, (0, 101)), ("guidance_scale", 0, 20, (-1, 21, "nan"))],
)
async def test_steps_and_guidance_lie_within_bounds_and_engines_without_them_take_no_notice(
    name: str, low: int, high: int, beyond: tuple[object, ...], server: Server
) -> None:
    asked = {"prompt": "a cat", "output_format": "png"}
    async with client_of(server) as client:
        plain, *others = [
            (await client.images.generate(**asked, extra_body={"seed": 1, **more})).data
            for more in ({}, {name: low}, {name: high})
        ]
        assert all(one and plain and one[0].b64_json == plain[0].b64_json for one in others)
        for value in beyond:
            with pytest.raises(openai.BadRequestError) as refused:
                await client.images.generate(**asked, extra_body={name: value})
            assert refused.value.param == name


async def test_the_key_is_the_bearer_token() -> None:
    async with running(ServerConfig(size=64, token="right")) as server:
        async with client_of(server, "right") as client:
            assert (await client.images.generate(prompt="a cat")).data
        async with client_of(server, "wrong") as client:
            with pytest.raises(openai.AuthenticationError) as caught:
                await client.images.generate(prompt="a cat")
            assert caught.value.code == "invalid_api_key"


async def test_the_official_client_comes_back_when_the_queue_has_room() -> None:
    config = ServerConfig(size=64, workers=1, queue_size=1)
    async with running(config, open_gate=False) as server, client_of(server, retries=2) as client:
        first = asyncio.create_task(client.images.generate(prompt="a cat", extra_body={"seed": 1}))
        await until(server.drawer.started.is_set)
        second = asyncio.create_task(client.images.generate(prompt="a cat", extra_body={"seed": 2}))
        await until(lambda: server.state.scheduler.load == 2)
        third = asyncio.create_task(client.images.generate(prompt="a cat", extra_body={"seed": 3}))
        await asyncio.sleep(0.1)
        server.drawer.gate.set()
        for done in await asyncio.gather(first, second, third):
            assert done.data


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 100_000, b'{"prompt": 5}', b'{"prompt": "' + b"x" * 300_000 + b'"}']
)
async def test_malformed_bodies_are_refused(server: Server, body: bytes) -> None:
    url = f"{server.url}/v1/images/generations"
    async with aiohttp.ClientSession() as session, session.post(url, data=body) as response:
        assert response.status == 400
        assert (await response.json())["error"]["type"] == "invalid_request_error"
