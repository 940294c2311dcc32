"""The official client of OpenAI converses with the server about pictures."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import openai
import pytest
from openai import AsyncOpenAI
from patience import until
from vision_cases import data_url, flat, openai_client, png, served, shown

pytest.importorskip("torch")
pytest.importorskip("transformers")

from talking import talking

from core.language import Language
from core.problems import Code, ProblemError
from core.understanding.interface import Context, Interpretation
from core.understanding.llm.reader import LanguageModelUnderstanding
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import Sight
from gpuserver.engines.vision.language_model import LanguageModel
from gpuserver.jobs import JobState
from gpuserver.state import State

MODEL = "tiny-qwen3-vl"
HELLO: list[Any] = [{"role": "user", "content": "hello"}]


@pytest.fixture(scope="module")
def seeing(qwen: Path) -> Iterator[LanguageModel]:
    with talking(qwen) as made:
        yield made


@pytest.fixture(scope="module")
def reading(llama: Path) -> Iterator[LanguageModel]:
    with talking(llama) as made:
        yield made


@pytest.fixture
async def server(seeing: LanguageModel) -> AsyncIterator[tuple[str, State]]:
    async with served(Engines(sight=Sight(talkers=(seeing,)))) as running:
        yield running


@pytest.fixture
async def client(server: tuple[str, State]) -> AsyncIterator[AsyncOpenAI]:
    async with openai_client(server[0]) as made:
        yield made


async def test_a_question_about_a_picture_is_answered(client: AsyncOpenAI) -> None:
    messages = shown("What is it?", data_url(flat()))
    done = await client.chat.completions.create(model=MODEL, messages=messages, max_tokens=12, seed=1)
    choice = done.choices[0]
    assert done.model == MODEL
    assert done.object == "chat.completion"
    assert choice.message.role == "assistant"
    assert choice.message.content
    assert choice.finish_reason in {"stop", "length"}
    assert done.usage
    assert 0 < done.usage.completion_tokens <= 12
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens
    again = await client.chat.completions.create(model=MODEL, messages=messages, max_tokens=12, seed=1)
    assert again.choices[0].message.content == choice.message.content


async def test_plain_base64_is_a_picture_too(client: AsyncOpenAI) -> None:
    plain = base64.b64encode(png(flat())).decode()
    done = [
        await client.chat.completions.create(model=MODEL, messages=shown("?", url), max_tokens=8, temperature=0)
        for url in (plain, data_url(flat()))
    ]
    assert done[0].choices[0].message == done[1].choices[0].message


async def test_streaming_sends_the_same_answer_in_pieces(client: AsyncOpenAI) -> None:
    asked: dict[str, Any] = {
        "model": MODEL, "messages": shown("What is it?", data_url(flat())), "max_completion_tokens": 16, "seed": 5
    }  # fmt: skip
    whole = await client.chat.completions.create(**asked)
    stream = await client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]
    deltas = [chunk.choices[0] for chunk in chunks if chunk.choices]
    assert "".join(one.delta.content or "" for one in deltas) == whole.choices[0].message.content
    assert deltas[0].delta.role == "assistant"
    assert [one.finish_reason for one in deltas][-1] == whole.choices[0].finish_reason
    assert chunks[-1].usage == whole.usage
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}


async def test_a_stream_ends_with_done(server: tuple[str, State]) -> None:
    body = {"messages": HELLO, "max_tokens": 2, "stream": True}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server[0]}/v1/chat/completions", json=body) as response,
    ):
        assert response.content_type == "text/event-stream"
        assert (await response.text()).endswith("data: [DONE]\n\n")


async def test_whoever_goes_away_ends_the_answer(server: tuple[str, State], client: AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(model=MODEL, messages=HELLO, max_tokens=8000, stream=True)
    first = await anext(aiter(stream))
    await stream.close()
    job = first.id.removeprefix("chatcmpl-")
    await until(lambda: server[1].scheduler.state(job) is JobState.CANCELLED)


async def test_an_answer_keeps_to_a_schema(client: AsyncOpenAI) -> None:
    schema = {
        "type": "object",
        "properties": {
            "color": {"enum": ["red", "green", "灰色"]},
            "count": {"type": "integer", "minimum": 3, "maximum": 12},
            "words": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 9}, "maxItems": 3},
        },
        "required": ["color", "count", "words"],
        "additionalProperties": False,
    }
    wanted: Any = {"type": "json_schema", "json_schema": {"name": "seen", "strict": True, "schema": schema}}
    for seed in range(4):
        done = await client.chat.completions.create(
            model=MODEL, messages=shown("Describe it.", data_url(flat())), response_format=wanted, seed=seed,
            max_tokens=90,
        )  # fmt: skip
        found = json.loads(done.choices[0].message.content or "")
        assert list(found) == ["color", "count", "words"]
        assert found["color"] in {"red", "green", "灰色"}
        assert 3 <= found["count"] <= 12
        assert all(0 < len(word) <= 9 for word in found["words"])
        assert done.choices[0].finish_reason == "stop"


async def test_a_json_object_is_one_even_where_few_tokens_are_left(client: AsyncOpenAI) -> None:
    for seed in range(4):
        done = await client.chat.completions.create(
            model=MODEL, messages=HELLO, response_format={"type": "json_object"}, seed=seed, max_tokens=30
        )
        assert isinstance(json.loads(done.choices[0].message.content or ""), dict)


async def test_models_are_listed(client: AsyncOpenAI) -> None:
    assert [model.id async for model in client.models.list()] == [MODEL]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"messages": shown("?", "https://example.org/cat.png")}, "not fetched"),
        ({"messages": shown("?", "file:///etc/passwd")}, "not fetched"),
        ({"messages": shown("?", "data:image/png;base64,%%%")}, "no base64"),
        ({"messages": shown("?", "data:image/png;base64,AAAA")}, "no image"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "tool", "content": "x"}]}, "role"),
        ({"messages": [{"role": "user", "content": [{"type": "input_audio"}]}]}, "input_audio"),
        ({"n": 2}, "n: "),
        ({"temperature": 3}, "temperature"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools"),
        ({"logprobs": True}, "logprobs"),
        ({"response_format": {"type": "json_schema"}}, "json_schema"),
        ({"response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"not": {}}}}}, "'not'"),
    ],
    ids=str,
)
async def test_what_cannot_be_answered_is_said_in_a_sentence(
    client: AsyncOpenAI, field: dict[str, Any], words: str
) -> None:
    with pytest.raises(openai.BadRequestError, match=words) as caught:
        await client.chat.completions.create(**{"model": MODEL, "messages": HELLO, **field})
    assert caught.value.type == "invalid_request_error"


async def test_an_error_within_a_stream_is_raised_by_the_client(client: AsyncOpenAI) -> None:
    long: list[Any] = [{"role": "user", "content": "x" * 9000}]
    stream = await client.chat.completions.create(model=MODEL, messages=long, stream=True)
    with pytest.raises(openai.APIError, match="takes 8192"):
        [chunk async for chunk in stream]


async def test_without_a_model_the_answer_names_what_is_needed(reading: LanguageModel) -> None:
    async with served(Engines()) as (url, _), openai_client(url) as client:
        with pytest.raises(openai.UnprocessableEntityError, match="it needs a language model"):
            await client.chat.completions.create(model=MODEL, messages=HELLO)
    async with served(Engines(sight=Sight(talkers=(reading,)))) as (url, _), openai_client(url) as client:
        with pytest.raises(openai.UnprocessableEntityError, match="it needs a vision model"):
            await client.chat.completions.create(model=MODEL, messages=shown("?", data_url(flat())))
        assert (await client.chat.completions.create(model="any", messages=HELLO, max_tokens=2)).choices


class Nobody:
    """The understanding that is fallen back to: it must not be."""

    async def interpret(self, context: Context) -> Interpretation:
        raise ProblemError(Code.INTERNAL, "the language model was not understood")


async def test_the_servers_own_model_reads_turns(reading: LanguageModel) -> None:
    """A model with random weights knows nothing; that it says actions of the catalogue is the decoder's doing."""
    async with (
        served(Engines(sight=Sight(talkers=(reading,)))) as (url, _),
        LanguageModelUnderstanding(f"{url}/v1", "tiny-llama", Nobody(), limit=60, steps=1) as understanding,
    ):
        found = await understanding.interpret(Context(text="画一只猫", language=Language.EN, picture="drawing"))
    assert 1 <= len(found.actions) <= 6
