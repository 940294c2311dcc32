"""The official client of OpenAI speaks to the server as to its own."""

from __future__ import annotations

import base64
import io

import openai
import pytest
from gpu_cases import Server, running
from openai import AsyncOpenAI
from PIL import Image
from stand_ins import png

from gpuserver.config import ServerConfig


def client_of(server: Server, key: str = "unused", retries: int = 0) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=f"{server.url}/v1", api_key=key, max_retries=retries)


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
    assert server.drawer.drawn[0].seed == 5
    assert server.drawer.drawn[0].scene.background == "beach"


@pytest.mark.parametrize(
    ("size", "aspect"), [("1536x1024", "3:2"), ("1024x1536", "2:3"), ("auto", "1:1"), ("1920x1080", "16:9")]
)
async def test_sizes_become_aspects(server: Server, size: str, aspect: str) -> None:
    async with client_of(server) as client:
        await client.images.generate(prompt="a cat", size=size)  # pyright: ignore[reportArgumentType]
    assert server.drawer.drawn[-1].aspect == aspect


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
    assert size_of(events[-1].b64_json) == (64, 32)


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


async def test_errors_have_the_shape_that_clients_read(server: Server) -> None:
    async with client_of(server) as client:
        with pytest.raises(openai.BadRequestError) as caught:
            await client.images.generate(prompt="")
        assert "prompt" in caught.value.message
        with pytest.raises(openai.BadRequestError, match="size"):
            await client.images.generate(prompt="a cat", size="huge")  # pyright: ignore[reportArgumentType]
        with pytest.raises(openai.UnprocessableEntityError, match="gpu"):
            await client.images.edit(image=("photo.png", png(), "image/png"), prompt="put a hat on him")


async def test_the_key_is_the_bearer_token() -> None:
    async with running(ServerConfig(size=64, token="right")) as server:
        async with client_of(server, "right") as client:
            assert (await client.images.generate(prompt="a cat")).data
        async with client_of(server, "wrong") as client:
            with pytest.raises(openai.AuthenticationError):
                await client.images.generate(prompt="a cat")
