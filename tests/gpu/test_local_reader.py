"""A pulled language model of the house reads its turns: tiny and with random weights, so that the catalogue is all that
holds it."""

# pyright: reportMissingImports=false
from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pulled_models import lay_down
from pydantic import SecretStr

pytest.importorskip("torch", reason="needs the `gpu` extra")
pytest.importorskip("transformers", reason="needs the `gpu` extra")
pytest.importorskip("diffusers", reason="needs the `gpu` extra")
pytest.importorskip("open_clip", reason="needs the `gpu` extra")

from bots.chat.adapter import Health
from bots.cli.engines import gpu_config
from bots.cli.reading import examine_understanding, open_understanding
from bots.cli.wiring import House, open_house, open_server
from bots.settings import ModelSettings, ServerSettings, Settings, UnderstandingSettings
from core.catalogue import action, checked
from core.conversation import Pending
from core.messages import Message, Reply
from core.understanding.interface import Context
from core.understanding.llm.reader import LanguageModelUnderstanding
from gpuserver.engines.gpu_config import chosen

pytestmark = pytest.mark.asyncio(loop_scope="module")

TURNS = (
    Context(text="draw a cat on a mat"),
    Context(text="给他戴上红帽子", picture="drawing"),
    Context(text="the left one", picture="photo", pending=Pending(asked=(action("edit_face"),))),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, quiet: None) -> Path:
    import tiny_models

    folder = tmp_path_factory.mktemp("talking")
    lay_down(folder, "qwen3-4b", tiny_models.qwen3(folder / "made"))
    shutil.rmtree(folder / "made")
    return folder


def settings(folder: Path, *, seconds: float = 100, url: str = "", token: str = "") -> Settings:
    return Settings(
        data_dir=folder / "data",
        server=ServerSettings(size=64, url=url, token=SecretStr(token)),  # pyright: ignore[reportCallIssue]
        understanding=UnderstandingSettings(url="server", seconds=seconds),  # pyright: ignore[reportCallIssue]
        models=ModelSettings(folder=folder, device="cpu"),  # pyright: ignore[reportCallIssue]
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(folder: Path) -> AsyncIterator[House]:
    async with open_house(settings(folder)) as opened:
        yield opened


@pytest.mark.parametrize("context", TURNS, ids=lambda one: one.text)
async def test_every_turn_is_read_in_two_steps_as_actions_of_the_catalogue(
    house: House, context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    reader = house.understanding
    assert isinstance(reader, LanguageModelUnderstanding)
    assert reader.model == "qwen3-4b"
    with caplog.at_level("DEBUG", "core.understanding.llm.reader"):
        found = await reader.read(context)
    assert found.actions
    assert all(one == checked(one) for one in found.actions)
    assert [one.getMessage()[:7] for one in caplog.records if "step" in one.getMessage()] == ["step 1:", "step 2:"]


async def test_a_conversation_is_led_with_it(house: House) -> None:
    message = Message(conversation="c", author="ann", text="hello there")
    events = [event async for event in house.dialogue.handle(message)]
    assert isinstance(events[-1], Reply)


async def test_the_doctor_tells_how_long_it_took(house: House) -> None:
    found = await examine_understanding(house.understanding)
    assert found.health is Health.GOOD
    assert found.what.startswith("qwen3-4b at http://127.0.0.1:")


async def test_what_takes_too_long_the_embedded_network_reads_and_the_log_says_so(
    folder: Path, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    hasty = settings(folder, seconds=0.01)
    async with open_understanding(hasty, house.server_url) as reader, asyncio.timeout(30):
        found = await reader.interpret(Context(text="draw a red fox"))
        told = await examine_understanding(reader)
    assert found.actions == (action("generate", prompt="red fox"),)
    assert "nothing within 0.01 s" in caplog.text
    assert told.health is Health.DOUBTFUL
    assert "so the embedded network reads" in told.what


async def test_a_server_elsewhere_reads_with_the_token_that_it_wants(folder: Path) -> None:
    there = settings(folder, token="s3cret")
    async with open_server(there) as url:
        async with open_understanding(settings(folder, url=url, token="s3cret"), url) as reader:
            assert (await examine_understanding(reader)).health is Health.GOOD
        async with open_understanding(settings(folder, url=url, token="other"), url) as reader:
            assert "HTTP 401" in (await examine_understanding(reader)).what


async def test_a_language_model_that_was_pulled_is_used_though_no_default_set_has_it(folder: Path) -> None:
    assert [one.name for one in chosen(gpu_config(settings(folder).models), 16)] == ["qwen3-4b"]
