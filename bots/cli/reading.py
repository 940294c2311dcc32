"""From settings to what reads the turns: the network that ships, or a language model with the network behind it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from bots.chat.adapter import Finding, Health
from bots.cli.engines import offers_of
from bots.settings import ModelSettings, Settings, SettingsError
from core.understanding.interface import Context, Understanding
from core.understanding.llm.reader import LanguageModelUnderstanding, NoAnswerError
from core.understanding.trained.network import WEIGHTS
from core.understanding.trained.reader import TrainedUnderstanding
from gpuserver.models.offers import Source

HOUSE: Final = "server"
"""The address that stands for the inference server of this house, in this process or elsewhere."""


@asynccontextmanager
async def open_understanding(settings: Settings, server_url: str) -> AsyncGenerator[Understanding, None]:
    """What reads the turns. Raises SettingsError where the weights cannot be loaded."""
    own = settings.understanding
    try:
        trained = await asyncio.to_thread(TrainedUnderstanding, own.weights or WEIGHTS)
    except (OSError, KeyError) as error:
        raise SettingsError(f"CHATELIER_UNDERSTANDING__WEIGHTS cannot be loaded: {error}") from None
    if not own.url:
        yield trained
        return
    url, model, token = own.url, own.model, own.token
    if own.url == HOUSE:
        url, model, token = f"{server_url}/v1", served_name(settings.models, own.model), settings.server.token
    async with LanguageModelUnderstanding(
        url, model, trained, token=token.get_secret_value(), limit=own.seconds
    ) as understanding:
        yield understanding


def served_name(settings: ModelSettings, wanted: str) -> str:
    """What our server calls the model `wanted`: a name already, or the repository that an offer is from."""
    offers = offers_of(settings).values()
    named = (one.name for one in offers if isinstance(one.source, Source) and one.source.repository == wanted)
    return next(named, wanted)


async def examine_understanding(understanding: Understanding) -> Finding:
    """Who reads, and where that is a language model, whether it answers in time."""
    if not isinstance(understanding, LanguageModelUnderstanding):
        return Finding(Health.GOOD, "the embedded network reads")
    begun, who = time.monotonic(), f"{understanding.model} at {understanding.url}"
    try:
        await understanding.read(Context(text="draw a cat"))
    except NoAnswerError as error:
        mend = (
            "Check CHATELIER_UNDERSTANDING__URL and __MODEL; for `server`, `chatelier models pull qwen3-4b`. A model "
            "that is being loaded answers later: try again, or raise CHATELIER_UNDERSTANDING__SECONDS."
        )
        return Finding(Health.DOUBTFUL, f"{who} gave no answer ({error}), so the embedded network reads", mend)
    return Finding(Health.GOOD, f"{who} reads; it took {time.monotonic() - begun:.1f} s for a request")
