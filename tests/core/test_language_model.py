"""Understanding by a language model: against a real endpoint on loopback, right, wrong, slow and silent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from patience import LIMIT
from stand_ins import understanding

from core.catalogue import CATALOGUE, action
from core.conversation import Pending, Turn
from core.pipeline import Modality
from core.understanding.interface import Context, Interpretation
from core.understanding.llm.reader import LanguageModelUnderstanding
from core.understanding.llm.schema import schema


class Embedded:
    """The understanding that is fallen back to: everything is chat."""

    async def interpret(self, context: Context) -> Interpretation:
        return Interpretation((action("chat"),), context.language)


class Endpoint:
    """An OpenAI-compatible endpoint that says what it is told to."""

    def __init__(self) -> None:
        self.answers: list[str | int] = []
        self.asked: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.url = ""

    async def complete(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.tokens.append(request.headers.get("Authorization", ""))
        await self.gate.wait()
        said = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(said, int):
            return web.Response(status=said)
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": said}}]})


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made = Endpoint()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", made.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}/v1"
    yield made
    made.gate.set()
    await runner.cleanup()


def told(*actions: dict[str, Any]) -> str:
    return json.dumps({"actions": list(actions)})


ADD = {"pipeline": "add_object", "params": {"object": "red hat"}}
GENERATE = {"pipeline": "generate", "params": {"prompt": "a red hat"}}
DRAWN = Context(text="give him a red hat", picture="drawing", concepts=("man", "tree"))


async def read(endpoint: Endpoint, context: Context = DRAWN, **options: Any) -> Interpretation:
    async with LanguageModelUnderstanding(endpoint.url, "small", Embedded(), **options) as understanding:
        return await understanding.interpret(context)


def names(found: Interpretation) -> list[str]:
    return [one.pipeline for one in found.actions]


async def test_the_answer_becomes_actions(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    assert (await read(endpoint)).actions == (action("add_object", object="red hat"),)


async def test_a_second_step_corrects_the_first_against_the_rules(endpoint: Endpoint) -> None:
    endpoint.answers = [told(GENERATE), told(ADD)]
    assert names(await read(endpoint)) == ["add_object"]
    last = endpoint.asked[1]["messages"]
    assert [one["role"] for one in last] == ["system", "user", "assistant", "user"]
    assert last[2]["content"] == told(GENERATE)
    assert "thing that can be pointed at" in last[3]["content"]


async def test_the_decoder_is_held_to_the_catalogue(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    await read(endpoint)
    sent = endpoint.asked[0]["response_format"]["json_schema"]["schema"]
    assert sent == schema()
    said = {one["properties"]["pipeline"]["const"] for one in sent["properties"]["actions"]["items"]["anyOf"]}
    assert said == set(CATALOGUE)
    assert all(f"- {name}(" in endpoint.asked[0]["messages"][0]["content"] for name in CATALOGUE)


async def test_the_model_sees_what_was_said_and_what_is_there(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    before = Turn(index=0, author="", user="draw a man", system="Here he is.", modality=Modality.IMAGE)
    await read(endpoint, Context(text="a hat!", picture="drawing", concepts=("man",), turns=(before,)))
    said = endpoint.asked[0]["messages"][1]["content"]
    assert "Picture in play: drawing" in said
    assert "Seen in it: man." in said
    assert "User: draw a man" in said
    assert said.endswith("New message: a hat!")


@pytest.mark.parametrize(
    "answer",
    [
        "certainly! I would add a hat",
        "{}",
        told(),
        told({"pipeline": "fly", "params": {}}),
        told({"pipeline": "rotate", "params": {"degrees": 900}}),
        told({"pipeline": "recolor_object", "params": {"object": "hat"}}),
        500,
        401,
    ],
)
async def test_what_is_no_answer_is_read_by_the_embedded_understanding(endpoint: Endpoint, answer: str | int) -> None:
    endpoint.answers = [answer]
    assert names(await read(endpoint)) == ["chat"]


async def test_a_second_step_that_fails_leaves_the_first_answer(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD), "well, yes"]
    assert names(await read(endpoint)) == ["add_object"]


async def test_a_slow_model_is_not_waited_for_beyond_the_limit(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    endpoint.gate.clear()
    async with asyncio.timeout(LIMIT):
        assert names(await read(endpoint, limit=0.2)) == ["chat"]
    assert len(endpoint.asked) == 1


async def test_nobody_at_the_address_is_no_error() -> None:
    async with LanguageModelUnderstanding("http://127.0.0.1:9/v1", "small", Embedded()) as understanding:
        assert names(await understanding.interpret(DRAWN)) == ["chat"]


async def test_the_token_goes_to_the_endpoint_and_nowhere_else(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.answers = [500]
    with caplog.at_level("DEBUG"):
        await read(endpoint, token="s3cret-token")
    assert endpoint.tokens == ["Bearer s3cret-token"]
    assert "s3cret-token" not in caplog.text
    assert "embedded understanding" in caplog.text


SMILE = action("edit_face", set={"expression": ("smiling",)}, strength={"smiling": 0.4})
WAITING = (SMILE, action("rotate", degrees=90))
SMILES = {"pipeline": "edit_face", "params": {"set": {"expression": ["smiling"]}, "target": "2"}}
TURN = {"pipeline": "rotate", "params": {"degrees": 90}}


def answering(text: str, **pending: Any) -> Context:
    asked = Turn(index=0, author="", user="make her smile", system="Which one do you mean?", modality=Modality.IMAGE)
    return Context(text=text, picture="photo", faces=3, turns=(asked,), pending=Pending(**pending))


async def test_the_model_is_told_whose_face_was_asked_for_and_what_waits(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    await read(endpoint, answering("the one with the hat", asked=WAITING))
    said = endpoint.asked[0]["messages"][1]["content"]
    assert "asked whose face is meant" in said
    assert all(one.canonical() in said for one in WAITING)
    endpoint.asked.clear()
    await read(endpoint)
    assert "whose face" not in endpoint.asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    "answer",
    [
        told(SMILES, TURN),
        told(SMILES),
        told({"pipeline": "edit_face", "params": {"target": "the second person"}}),
        told({"pipeline": "edit_face", "params": {"set": {"expression": ["smiling"]}, "target": "person 2"}}, TURN),
    ],
)
async def test_who_is_named_gets_all_that_waited(endpoint: Endpoint, answer: str) -> None:
    endpoint.answers = [answer]
    found = await read(endpoint, answering("the one with the hat", asked=WAITING))
    assert found.actions == (action("edit_face", **SMILE.params, target="2"), WAITING[1])


async def test_the_answer_of_the_model_means_what_the_embedded_understanding_would_have_read(
    endpoint: Endpoint,
) -> None:
    endpoint.answers = [told(SMILES)]
    context = answering("2", asked=WAITING)
    assert (await read(endpoint, context)).actions == understanding().read(context).actions


@pytest.mark.parametrize(
    "answer",
    [
        told({"pipeline": "adjust_brightness", "params": {"percent": 20}}),
        told({"pipeline": "edit_face", "params": {"set": {"expression": ["sad"]}, "target": "2"}}),
        told({"pipeline": "edit_face", "params": {"set": {"expression": ["smiling"]}}}),
        told({"pipeline": "chat", "params": {}}),
    ],
)
async def test_who_asks_for_something_else_gets_that_alone(endpoint: Endpoint, answer: str) -> None:
    endpoint.answers = [answer]
    found = await read(endpoint, answering("never mind, something else", asked=WAITING))
    assert [one.model_dump(mode="json") for one in found.actions] == json.loads(answer)["actions"]


@pytest.mark.parametrize("yes", ["yes please", "好的"])
async def test_a_yes_is_the_suggestion_with_all_its_parameters(endpoint: Endpoint, yes: str) -> None:
    endpoint.answers = [told({"pipeline": "adjust_contrast", "params": {"percent": 40}})]
    offer = action("adjust_contrast", percent=15)
    assert (await read(endpoint, answering(yes, suggestion=offer))).actions == (offer,)
    assert offer.canonical() in endpoint.asked[0]["messages"][1]["content"]


async def test_the_other_reading_of_the_last_message_is_told(endpoint: Endpoint) -> None:
    endpoint.answers = [told(ADD)]
    await read(endpoint, answering("no, the other", other=(action("vary"),)))
    assert 'could also have meant: {"pipeline":"vary"}' in endpoint.asked[0]["messages"][1]["content"]
