"""Vectors of pictures and words by a tiny CLIP, and OpenAI's embeddings call over them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest
from openai import AsyncOpenAI
from vision_cases import data_url, flat, openai_client, png, served

pytest.importorskip("torch")
pytest.importorskip("open_clip")

from core.gpu import GpuClient
from core.problems import Code, ProblemError
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import Sight, ranked
from gpuserver.engines.vision.embed import ClipEmbedder, load_clip


@pytest.fixture(scope="module")
def embedder(clip: Path) -> ClipEmbedder:
    return load_clip(clip)


@pytest.fixture
async def url(embedder: ClipEmbedder) -> AsyncIterator[str]:
    async with served(Engines(sight=Sight(embedder=embedder))) as (address, _):
        yield address


@pytest.fixture
async def client(url: str) -> AsyncIterator[AsyncOpenAI]:
    async with openai_client(url) as made:
        yield made


def test_vectors_have_length_one_and_come_in_order(embedder: ClipEmbedder) -> None:
    mixed = embedder.embed(["a cat", flat(10), "a dog", flat(200)])
    assert mixed.shape == (4, 16)
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(1.0, abs=1e-5)
    for row, thing in zip(mixed, ["a cat", flat(10), "a dog", flat(200)], strict=True):
        assert embedder.embed([thing])[0] == pytest.approx(row, abs=1e-5)


def test_where_memory_runs_out_fewer_are_looked_at_at_once(embedder: ClipEmbedder, clip: Path) -> None:
    pictures, small = [flat(shade) for shade in range(100, 150, 10)], load_clip(clip)
    lend, done = small._lend, list[int]()

    def tight(work: Callable[[Any], Any], /, rows: int = 1) -> Any:
        if rows > 2:
            raise ProblemError(Code.TOO_LARGE_TO_RENDER, "it needs more memory", limit="the memory")
        done.append(rows)
        return lend(work)

    small._lend = tight
    assert np.allclose(small.embed(pictures), embedder.embed(pictures), atol=1e-5)
    assert done == [2, 1, 2]


def test_what_was_seen_lately_is_not_computed_again(clip: Path) -> None:
    embedder = load_clip(clip)
    lent: list[int] = []
    lend = embedder._lend
    embedder._lend = lambda work, rows=1: (lent.append(1), lend(work))[1]
    first = embedder.embed(["a cat", flat(10), "a cat"])
    assert len(lent) == 2, "once for words, once for pictures"
    assert np.array_equal(embedder.embed([flat(10), "a cat"]), first[[1, 0]])
    assert len(lent) == 2
    embedder.embed([flat(11)])
    assert len(lent) == 3


def test_pictures_are_ranked_by_how_well_they_fit_the_words(embedder: ClipEmbedder) -> None:
    pictures = [flat(shade) for shade in (0, 60, 120, 250)]
    order = ranked(embedder, pictures, "a bright sky")
    cosines = embedder.embed(pictures) @ embedder.embed(["a bright sky"])[0]
    assert sorted(order) == [0, 1, 2, 3]
    assert list(cosines[order]) == sorted(cosines, reverse=True)


def test_pickled_weights_of_clip_are_not_loaded(clip: Path, tmp_path: Path) -> None:
    for file in clip.iterdir():
        (tmp_path / file.name.replace("safetensors", "bin")).write_bytes(file.read_bytes())
    with pytest.raises(FileNotFoundError, match="no safetensors"):
        load_clip(tmp_path)


async def test_the_official_client_reads_the_vectors(client: AsyncOpenAI, embedder: ClipEmbedder) -> None:
    done = await client.embeddings.create(model="any", input=["a cat", "a dog"])
    assert done.model == "tiny-clip"
    assert [one.index for one in done.data] == [0, 1]
    assert done.data[1].embedding == pytest.approx(embedder.embed(["a dog"])[0].tolist(), abs=1e-5)
    plain = await client.embeddings.create(model="any", input="a cat", encoding_format="float")
    assert plain.data[0].embedding == pytest.approx(done.data[0].embedding, abs=1e-6)


async def test_pictures_are_embedded_as_parts_of_messages(client: AsyncOpenAI, embedder: ClipEmbedder) -> None:
    parts: list = [{"type": "image_url", "image_url": {"url": data_url(flat(30))}}, "a cat"]
    done = await client.embeddings.create(model="any", input=parts)
    assert done.data[0].embedding == pytest.approx(embedder.embed([flat(30)])[0].tolist(), abs=1e-5)


async def test_our_own_client_gets_the_same(url: str, embedder: ClipEmbedder) -> None:
    async with GpuClient(url) as client:
        found = await client.embed(["a cat"], [png(flat(30))])
        assert found.model == "tiny-clip"
        vectors = [np.frombuffer(one, "<f4") for one in found.vectors]
        assert np.stack(vectors) == pytest.approx(embedder.embed(["a cat", flat(30)]), abs=1e-5)
        with pytest.raises(ProblemError) as caught:
            await client.embed(pictures=[b"no picture"])
        assert caught.value.problem.code is Code.NOT_AN_IMAGE


async def test_what_cannot_be_embedded_is_said(client: AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="at most 64"):
        await client.embeddings.create(model="any", input=["x"] * 65)
    with pytest.raises(openai.BadRequestError, match="input"):
        await client.embeddings.create(model="any", input=[])
    async with served(Engines()) as (url, _), openai_client(url) as without:
        with pytest.raises(openai.UnprocessableEntityError, match="it needs an open_clip model"):
            await without.embeddings.create(model="any", input="x")
