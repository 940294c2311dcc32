"""An operator's server with pulled models: what is set in the settings answers the official client of OpenAI."""

from __future__ import annotations

import asyncio
import base64
import io
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import numpy as np
import openai
import pytest
import pytest_asyncio
from openai import AsyncOpenAI
from openai.types import ImagesResponse
from PIL import Image
from stand_ins import NoPictures, understanding

pytest.importorskip("diffusers", reason="needs the `gpu` extra")
pytest.importorskip("open_clip", reason="needs the `gpu` extra")

from bots.cli.wiring import open_server
from bots.settings import ModelSettings, ServerSettings, Settings
from core.catalogue import action
from core.dialogue import Dialogue
from core.gpu import GpuClient
from core.messages import Attachment, Message, Reply
from core.ports import Rendered
from core.recipe import Recipe, Upload, derived_seed
from storage.sqlite import SqliteStore

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),  # diffusers with numpy 2
    pytest.mark.asyncio(loop_scope="module"),
]
SIDE = 256


def operator(folder: Path, **models: object) -> Settings:
    return Settings(
        server=ServerSettings(size=SIDE),  # pyright: ignore[reportCallIssue]
        models=ModelSettings.model_validate({"folder": folder, "device": "cpu", "memory": 16, **models}),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(pulled: Path) -> AsyncIterator[str]:
    async with open_server(operator(pulled)) as address:
        yield address
    assert [one.name for one in threading.enumerate() if one.name in {"accelerator", "models-idle"}] == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(url: str) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=f"{url}/v1", api_key="unused", max_retries=0) as made:
        yield made


def photo(width: int = SIDE, height: int = SIDE) -> bytes:
    """A red ball on green."""
    rows, columns = np.mgrid[:height, :width]
    ball = (rows - height / 2) ** 2 + (columns - width / 2) ** 2 < (min(width, height) / 5) ** 2
    out = io.BytesIO()
    Image.fromarray(np.where(ball[..., None], [220, 40, 40], [90, 150, 100]).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def pixels(answer: ImagesResponse, at: int = 0) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode((answer.data or [])[at].b64_json or ""))))


async def metrics(url: str) -> dict[str, float]:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
        lines = (await response.text()).splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


async def test_every_pulled_model_of_the_default_set_serves(client: AsyncOpenAI, url: str) -> None:
    names = {one.id async for one in await client.models.list()}
    assert names >= {"diffusion", "qwen3-vl-2b", "clip-vit-b-32", "grounding-dino-tiny+sam2.1-small", "illustrator"}
    async with GpuClient(url) as core:
        engines = {one["id"]: one["engines"] for one in await core.pipelines()}
    assert engines["generate"]["drawing"] == "diffusion"
    assert engines["vary"]["photo"] == "diffusion"
    assert engines["rotate"]["photo"] == "photo"


async def test_a_prompt_becomes_pictures_and_a_seed_brings_them_back(client: AsyncOpenAI) -> None:
    asked = {"prompt": "a cat", "n": 2, "size": "256x256", "extra_body": {"seed": 7}}
    both = await client.images.generate(**asked)
    again = await client.images.generate(**{**asked, "n": 1, "output_format": "webp"})
    assert pixels(both).shape == (256, 256, 3)
    assert not np.array_equal(pixels(both), pixels(both, 1))
    assert [(one.model_extra or {})["seed"] for one in again.data or ()] == [7]


async def test_looks_come_before_the_picture(client: AsyncOpenAI) -> None:
    stream = await client.images.generate(prompt="a dog", size="256x256", stream=True, partial_images=2)
    kinds = [event.type async for event in stream]
    assert kinds[-1] == "image_generation.completed"
    assert set(kinds[:-1]) == {"image_generation.partial_image"}


async def test_pictures_that_are_asked_for_together_share_steps(client: AsyncOpenAI, url: str) -> None:
    before = (await metrics(url)).get('chatelier_gpu_batch_rows_bucket{le="1.0"}', 0.0)
    steps = (await metrics(url))["chatelier_gpu_batch_rows_count"]
    asked = [client.images.generate(prompt=f"a fox number {one}", size="256x256") for one in range(6)]
    await asyncio.gather(*asked)
    after = await metrics(url)
    alone = after['chatelier_gpu_batch_rows_bucket{le="1.0"}'] - before
    assert after["chatelier_gpu_batch_rows_count"] - steps > alone


@pytest.mark.parametrize("edited", [False, True])
async def test_a_request_says_in_how_many_steps(client: AsyncOpenAI, url: str, edited: bool) -> None:
    async def steps_of(steps: int) -> tuple[float, np.ndarray]:
        before = (await metrics(url))["chatelier_gpu_batch_rows_count"]
        more = {"output_format": "png", "extra_body": {"seed": 3, "num_inference_steps": steps, "guidance_scale": 2}}
        if edited:
            made = await client.images.edit(image=("a.png", photo()), prompt="make it winter", **more)
        else:
            made = await client.images.generate(prompt="a crane", size="256x256", **more)
        return (await metrics(url))["chatelier_gpu_batch_rows_count"] - before, pixels(made)

    (three, first), (five, second) = await steps_of(3), await steps_of(5)
    assert (three, five) == (3, 5)
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("edited", [False, True])
async def test_the_pictures_of_one_request_are_those_made_alone(client: AsyncOpenAI, edited: bool) -> None:
    async def made(n: int, seed: int) -> ImagesResponse:
        more = {"n": n, "output_format": "png", "extra_body": {"seed": seed}}
        if edited:
            return await client.images.edit(image=("a.png", photo()), prompt="make it autumn", **more)
        return await client.images.generate(prompt="a heron", size="256x256", **more)

    together = await made(4, 7)
    for at in range(4):
        alone = await made(1, derived_seed(7, at))
        apart = pixels(together, at).astype(float) - pixels(alone)
        assert np.mean(apart**2) < 255**2 / 10**4  # 40 dB


async def test_an_instruction_changes_a_photo(client: AsyncOpenAI) -> None:
    made = await client.images.edit(image=("a.png", photo()), prompt="make it night", output_format="png")
    assert pixels(made).shape == (SIDE, SIDE, 3)


async def test_a_seed_brings_an_edit_back_and_another_makes_another(client: AsyncOpenAI) -> None:
    asked = {"image": ("a.png", photo()), "prompt": "make it night", "output_format": "png"}
    both = await client.images.edit(**asked, n=2, extra_body={"seed": 7})
    again, other, own, same = [
        await client.images.edit(**asked, extra_body=seed) for seed in ({"seed": 7}, {"seed": 8}, {}, {})
    ]
    assert np.allclose(pixels(both), pixels(again), atol=1)  # one of them was made in a batch
    assert np.array_equal(pixels(own), pixels(same))
    assert len({one.tobytes() for one in (pixels(both), pixels(both, 1), pixels(other), pixels(own))}) == 4
    assert [(one.model_extra or {})["seed"] for one in both.data or ()] == [7, derived_seed(7, 1)]


@pytest.mark.parametrize("guided", ["mask", "several images"])
async def test_what_is_guided_has_a_seed_too(client: AsyncOpenAI, guided: str) -> None:
    image = ("a.png", photo())
    asked = {"image": image, "mask": ("m.png", mask())} if guided == "mask" else {"image": [image, image]}
    one, again, other = [
        await client.images.edit(**asked, prompt="a tree", output_format="png", extra_body={"seed": seed})
        for seed in (7, 7, 8)
    ]
    assert np.array_equal(pixels(one), pixels(again))
    assert not np.array_equal(pixels(one), pixels(other))


async def test_a_photo_is_edited_with_the_seed_of_its_conversation(url: str) -> None:
    async def rendered(seed: int | None) -> bytes:
        changed = Recipe(source=Upload(digest="", seed=seed), edits=(action("edit", instruction="make it night"),))
        async with GpuClient(url) as core:
            last = [event async for event in core.render(changed, photo())][-1]
        assert isinstance(last, Rendered)
        return last.data

    one, again, other, own = [await rendered(seed) for seed in (7, 7, 8, None)]
    assert one == again
    assert len({one, other, own}) == 3


def mask(side: int = SIDE) -> bytes:
    """Transparent in the top left quarter."""
    alpha = np.full((side, side), 255, np.uint8)
    alpha[: side // 2, : side // 2] = 0
    out = io.BytesIO()
    Image.fromarray(np.dstack([np.zeros((side, side, 3), np.uint8), alpha])).save(out, "PNG")
    return out.getvalue()


async def test_what_a_mask_leaves_open_is_made_anew_and_the_rest_stays(client: AsyncOpenAI) -> None:
    made = await client.images.edit(
        image=("a.png", photo()), mask=("m.png", mask()), prompt="a tree", n=2, output_format="png"
    )
    before = np.asarray(Image.open(io.BytesIO(photo())))
    half = SIDE // 2
    for at in range(2):
        assert np.array_equal(pixels(made, at)[half:], before[half:])
        assert not np.array_equal(pixels(made, at)[:half, :half], before[:half, :half])
    assert not np.array_equal(pixels(made), pixels(made, 1))


@pytest.mark.parametrize(
    ("wrong", "said"), [(mask(SIDE // 2), "128 × 128"), (photo(), "nothing in the mask is transparent")]
)
async def test_a_mask_that_cannot_be_is_refused(client: AsyncOpenAI, wrong: bytes, said: str) -> None:
    with pytest.raises(openai.BadRequestError, match=said) as refused:
        await client.images.edit(image=("a.png", photo()), mask=("m.png", wrong), prompt="a tree")
    assert refused.value.param == "mask"


async def test_several_images_become_one(client: AsyncOpenAI) -> None:
    both = [("a.png", photo()), ("b.png", photo(128, 256))]
    made = await client.images.edit(image=both, prompt="the ball of one beside the other")
    assert pixels(made).shape == (SIDE, SIDE, 3)
    with pytest.raises(openai.BadRequestError, match="one image"):
        await client.images.edit(image=both, mask=("m.png", mask()), prompt="a tree")


async def test_a_question_about_a_picture_is_answered(client: AsyncOpenAI) -> None:
    shown = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{base64.b64encode(photo()).decode()}"}}
    done = await client.chat.completions.create(
        model="qwen3-vl-2b",
        messages=[{"role": "user", "content": [{"type": "text", "text": "What is it?"}, shown]}],  # pyright: ignore
        max_tokens=8,
    )
    assert done.model == "qwen3-vl-2b"
    assert done.choices[0].message.content


async def test_drawing_and_answering_go_on_side_by_side(client: AsyncOpenAI) -> None:
    answer = client.chat.completions.create(
        model="qwen3-vl-2b", messages=[{"role": "user", "content": "hello"}], max_tokens=40
    )
    said, *made = await asyncio.gather(
        answer, *(client.images.generate(prompt=f"a hen number {one}", size="256x256") for one in range(2))
    )
    assert said.usage
    assert said.usage.completion_tokens > 0
    assert [pixels(one).shape for one in made] == [(256, 256, 3)] * 2


async def test_whoever_goes_away_frees_the_accelerator(client: AsyncOpenAI, url: str) -> None:
    stream = await client.chat.completions.create(
        model="qwen3-vl-2b", messages=[{"role": "user", "content": "hello"}], max_tokens=8000, stream=True
    )
    await anext(aiter(stream))
    await stream.close()
    made = await client.images.generate(prompt="a goat", size="256x256")
    assert pixels(made).shape == (256, 256, 3)
    async with asyncio.timeout(10):
        while (await metrics(url))["chatelier_jobs_running"]:  # noqa: ASYNC110  another task's counter
            await asyncio.sleep(0.05)
    assert (await metrics(url))['chatelier_jobs_total{state="cancelled"}'] >= 1


async def test_a_conversation_draws_changes_and_asks(url: str, tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path)
    try:
        async with GpuClient(url) as core:
            dialogue = Dialogue(understanding(), core, store, NoPictures())
            drawn = await said(dialogue, "draw a cat")
            changed = await said(dialogue, "put it at the beach")
            sent = await said(dialogue, "make it night", photo())
            asked = await said(dialogue, "what is in the photo?")
            varied = await said(dialogue, "give me 2 variations")
            seen = (
                await core.ask(await store.get_image(sent.pictures[0].digest), "what is in the photo?", "en")
            ).answer
    finally:
        await store.close()
    assert drawn.pictures[0].digest != changed.pictures[0].digest
    assert len({one.digest for one in (*sent.pictures, *varied.pictures)}) == 3
    assert asked.text == seen


async def said(dialogue: Dialogue, text: str, picture: bytes | None = None) -> Reply:
    attachment = Attachment(data=picture) if picture else None
    message = Message(conversation="c", author="ann", text=text, attachment=attachment)
    reply = [event async for event in dialogue.handle(message)][-1]
    assert isinstance(reply, Reply), reply
    return reply
