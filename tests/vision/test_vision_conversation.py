"""What a conversation gains from a vision engine: answers about photos, alt texts, the best of several drawings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openai
import pytest
from stand_ins import NoPictures, StillRenderer, understanding
from vision_cases import Shades, flat, openai_client, png, served, shade_of

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("open_clip")

from talking import talking

from core.describing import Describer
from core.dialogue import Dialogue
from core.gpu import GpuClient
from core.language import Language
from core.messages import Attachment, Message, Reply
from core.problems import Code, ProblemError
from core.recipe import derived_seed
from core.seen import Seen
from gpuserver.engines.loaded import Engines
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.sight import Sight
from gpuserver.engines.vision.embed import ClipEmbedder, load_clip
from gpuserver.engines.vision.language_model import LanguageModel
from storage.sqlite import SqliteStore

PHOTO = png(flat(180))


@pytest.fixture(scope="module")
def seeing(qwen: Path) -> Iterator[LanguageModel]:
    with talking(qwen) as made:
        yield made


@pytest.fixture(scope="module")
def embedder(clip: Path) -> ClipEmbedder:
    return load_clip(clip)


async def say(dialogue: Dialogue, text: str, photo: bytes | None = None) -> Reply:
    attachment = Attachment(data=photo) if photo else None
    message = Message(conversation="c", author="ann", text=text, attachment=attachment)
    reply = [event async for event in dialogue.handle(message)][-1]
    assert isinstance(reply, Reply)
    return reply


@pytest.mark.parametrize("question", ["what is in the photo?", "照片里有什么？"])
async def test_a_question_about_a_photo_is_answered_by_the_model(
    seeing: LanguageModel, store: SqliteStore, question: str
) -> None:
    async with served(Engines(sight=Sight(talkers=(seeing,)))) as (url, _), GpuClient(url) as client:
        seen = await client.ask(PHOTO, question, "en")
        reply = await say(Dialogue(understanding(), client, store, NoPictures()), question, PHOTO)
    assert seen.answer
    assert (seen.width, seen.height) == (64, 48)
    assert reply.text == seen.answer


async def test_the_alt_text_of_a_photo_is_what_the_model_says(seeing: LanguageModel, store: SqliteStore) -> None:
    engines = Engines(editors=(Photo(),), sight=Sight(talkers=(seeing,)))
    async with served(engines) as (url, _), GpuClient(url) as client:
        said = (await client.ask(PHOTO, "", "en")).answer
        dialogue = Dialogue(understanding(), client, store, NoPictures())
        sent = await say(dialogue, "", PHOTO)
        edited = await say(dialogue, "a bit brighter")
    assert said
    assert sent.pictures[0].alt_text == said
    assert edited.pictures[0].alt_text.startswith(said.strip())
    assert "Changed" in edited.pictures[0].alt_text


async def test_without_a_model_photos_are_measured_as_before(store: SqliteStore) -> None:
    async with served(Engines()) as (url, _), GpuClient(url) as client:
        dialogue = Dialogue(understanding(), client, store, NoPictures())
        assert (await say(dialogue, "", PHOTO)).pictures[0].alt_text == "Your photo."
        assert "without a vision model" in (await say(dialogue, "what is in the photo?")).text


class Telling(StillRenderer):
    """A renderer that says something of pictures, after a while."""

    def __init__(self, answer: str | None, seconds: float = 0.0, problem: Code | None = None) -> None:
        super().__init__()
        self.asked = 0
        self._answer, self._seconds, self._problem = answer, seconds, problem

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        self.asked += 1
        await asyncio.sleep(self._seconds)
        if self._problem:
            raise ProblemError(self._problem)
        return Seen(width=8, height=8, answer=self._answer)


async def test_a_description_is_not_waited_for_long() -> None:
    assert await Describer(Telling("A cat.", 60), wait=0.05).describe(PHOTO, Language.EN) == ""
    assert await Describer(Telling(None, problem=Code.BUSY)).describe(PHOTO, Language.EN) == ""
    assert await Describer(Telling("A cat.")).describe(PHOTO, Language.EN) == "A cat."


async def test_a_server_without_a_model_is_not_asked_again_at_once() -> None:
    now = [0.0]
    silent = Telling(None)
    describer = Describer(silent, clock=lambda: now[0])
    for seconds, asked in ((0.0, 1), (30.0, 1), (61.0, 2)):
        now[0] = seconds
        assert await describer.describe(PHOTO, Language.EN) == ""
        assert silent.asked == asked


async def test_drawings_that_the_engine_cannot_see_are_described_and_others_are_not(
    seeing: LanguageModel, store: SqliteStore
) -> None:
    engines = Engines((Shades(),), sight=Sight(talkers=(seeing,)))
    async with served(engines) as (url, _), GpuClient(url) as client:
        reply = await say(Dialogue(understanding(), client, store, NoPictures()), "draw a cat")
    assert reply.pictures[0].alt_text
    assert not reply.pictures[0].alt_text.startswith("A drawing")
    known = await say(Dialogue(understanding(), Telling("words"), store, NoPictures()), "draw a dog")
    assert known.pictures[0].alt_text.startswith("A drawing")


async def test_the_best_of_several_drawings_is_kept(embedder: ClipEmbedder) -> None:
    engines = Engines((Shades(),), sight=Sight(embedder=embedder))
    async with served(engines) as (url, _), openai_client(url) as client:
        done = await client.images.generate(prompt="a cat", n=2, extra_body={"seed": 9, "rank": 4})
    kept = [(one.model_extra or {})["seed"] for one in done.data or ()]
    assert len(kept) == 2
    words = embedder.embed(["cat"])[0]
    for index, seed in enumerate(kept):
        seeds = [derived_seed(9, 4 * index + step) for step in range(4)]
        pictures = [flat(shade_of(one), 64, 64) for one in seeds]
        assert seed == seeds[int(np.argmax(embedder.embed(pictures) @ words))]


async def test_ranking_needs_a_model_and_a_drawing(embedder: ClipEmbedder) -> None:
    async with served(Engines((Shades(),))) as (url, _), openai_client(url) as client:
        with pytest.raises(openai.UnprocessableEntityError, match="open_clip"):
            await client.images.generate(prompt="a cat", extra_body={"rank": 4})
    async with (
        served(Engines(editors=(Photo(),), sight=Sight(embedder=embedder))) as (url, _),
        openai_client(url) as client,
    ):
        with pytest.raises(openai.BadRequestError, match="drawings only"):
            await client.images.edit(image=("a.png", PHOTO), prompt="brighter", extra_body={"rank": 2})
