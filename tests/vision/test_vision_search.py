"""Search by meaning over stored pictures and a library, with vectors from a real server and a tiny CLIP.

Its weights are random, so that what a picture shows means nothing to it: a picture is looked for by the words whose
vector lies closest, which the test computes with the same model.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from vision_cases import flat, png, served

pytest.importorskip("torch")
pytest.importorskip("open_clip")

from core.conversation import Conversation, Turn
from core.finding import FirstOf
from core.gpu import GpuClient
from core.pipeline import Modality
from core.recipe import Drawing, Recipe
from core.scene.model import Scene, Subject
from core.versions import Version
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import Sight
from gpuserver.engines.vision.embed import ClipEmbedder, load_clip
from storage.library import LibrarySearch
from storage.library_meaning import LibraryPictures
from storage.meaning import MeaningSearch, StoredPictures
from storage.search import PictureSearch
from storage.sqlite import SqliteStore
from storage.vectors import nearest, packed

ANY = -1.0
"""A cosine that every picture reaches."""
SHADES = (0, 90, 250)


@pytest.fixture(scope="module")
def embedder(clip: Path) -> ClipEmbedder:
    return load_clip(clip)


@pytest.fixture
async def client(embedder: ClipEmbedder) -> AsyncIterator[GpuClient]:
    async with served(Engines(sight=Sight(embedder=embedder))) as (url, _), GpuClient(url) as made:
        yield made


async def draw(store: SqliteStore, name: str, shades: tuple[int, ...] = SHADES, owner: str = "ann") -> None:
    """A conversation with a picture of each shade, captioned by it."""
    now = Conversation(id=name, owner=owner, seed=7)
    for shade in shades:
        image = await store.put_image(png(flat(shade)), "image/png", 64, 48)
        recipe = Recipe(source=Drawing(prompt="x", scene=Scene(subjects=(Subject(noun="cat"),)), seed=shade))
        version = Version(
            number=now.tree.next_number, parent=None, recipe=recipe, images=(image,), alt_text=f"{name} {shade}",
            author=owner,
        )  # fmt: skip
        turn = Turn(index=now.turn_count, author=owner, user="x", system="x", modality=Modality.IMAGE)
        now = now.model_copy(update={"tree": now.tree.add(version), "turn_count": now.turn_count + 1})
        await store.save_turn(now, turn, (version,))


async def captions(search: MeaningSearch | FirstOf, query: str, conversation: str = "c1", author: str | None = "ann"):
    return [one.caption for one in await search.search(query, conversation, 4, author)]


def by_closeness(embedder: ClipEmbedder, query: str) -> list[int]:
    cosines = embedder.embed([flat(shade) for shade in SHADES]) @ embedder.embed([query])[0]
    return [SHADES[at] for at in np.argsort(-cosines)]


async def test_the_closest_pictures_come_first(store: SqliteStore, client: GpuClient, embedder: ClipEmbedder) -> None:
    await draw(store, "c1")
    search = MeaningSearch(StoredPictures(store), client, least=ANY)
    for query in ("a quiet evening", "浪漫的晚上", "storm"):
        assert await captions(search, query) == [f"c1 {shade}" for shade in by_closeness(embedder, query)]


async def test_what_is_not_close_is_not_found(store: SqliteStore, client: GpuClient) -> None:
    await draw(store, "c1")
    assert await captions(MeaningSearch(StoredPictures(store), client, least=1.01), "a quiet evening") == []


async def test_another_users_pictures_are_not_found_by_meaning(store: SqliteStore, client: GpuClient) -> None:
    await draw(store, "mine")
    await draw(store, "theirs", (10, 20), owner="bob")
    search = MeaningSearch(StoredPictures(store), client, least=ANY)
    assert all(one.startswith("mine") for one in await captions(search, "evening", "mine"))
    assert len(await captions(search, "evening", "a new tab")) == 3, "one's own are found from a new conversation"
    assert await captions(search, "evening", "a new tab", None) == []
    assert {one.split()[0] for one in await captions(search, "evening", "theirs", "bob")} == {"theirs"}


async def test_a_shared_channel_shows_only_its_own_by_meaning(store: SqliteStore, client: GpuClient) -> None:
    await draw(store, "private")
    await draw(store, "channel", (10,))
    now = await store.load("channel")
    assert now is not None
    turn = Turn(index=1, author="bob", user="hello", system="x", modality=Modality.TEXT)
    await store.save_turn(now.model_copy(update={"turn_count": 2}), turn, ())
    search = MeaningSearch(StoredPictures(store), client, least=ANY)
    assert await captions(search, "evening", "channel", "ann") == ["channel 10"]


async def test_vectors_are_forgotten_with_their_pictures(store: SqliteStore, client: GpuClient) -> None:
    await draw(store, "c1")
    await MeaningSearch(StoredPictures(store), client, least=ANY).search("evening", "c1", 4, "ann")
    assert await store._database.read(lambda db: db["vectors"].count) == 3
    await store.forget_conversation("c1")
    assert await store._database.read(lambda db: db["vectors"].count) == 0


async def test_a_picture_that_cannot_be_seen_hides_no_other(store: SqliteStore, client: GpuClient) -> None:
    await draw(store, "c1")
    digest = (await store.put_image(png(flat(90)), "image/png", 64, 48)).digest
    store._files.path(digest).write_bytes(b"damaged")
    search = MeaningSearch(StoredPictures(store), client, least=ANY)
    assert set(await captions(search, "evening")) == {"c1 0", "c1 250"}
    assert await store.unseen("tiny-clip", "c1", "ann", 9) == [], "it is not tried for ever"


async def test_without_a_model_words_alone_are_searched(store: SqliteStore) -> None:
    await draw(store, "c1")
    async with served(Engines()) as (url, _), GpuClient(url) as client:
        meaning = MeaningSearch(StoredPictures(store), client, least=ANY)
        assert await captions(meaning, "250") == []
        assert await captions(FirstOf([PictureSearch(store), meaning]), "250") == ["c1 250"]


async def test_a_library_is_searched_by_meaning_and_followed(
    tmp_path: Path, client: GpuClient, embedder: ClipEmbedder
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for shade in SHADES:
        Image.fromarray(flat(shade)).save(folder / f"shade {shade}.png")
    library = LibrarySearch(folder, tmp_path / "library.db", refresh=0)
    search = MeaningSearch(LibraryPictures(library), client, least=ANY)
    wanted = [f"shade {shade}" for shade in by_closeness(embedder, "evening")]
    assert await captions(search, "evening") == wanted
    (folder / f"{wanted[0]}.png").unlink()
    (folder / "damaged.png").write_bytes(b"nothing")
    assert await captions(search, "evening") == wanted[1:]


def test_only_the_closest_are_kept_of_many() -> None:
    dice = np.random.default_rng(1)
    vectors = dice.normal(size=(3000, 8)).astype("<f4")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [(number, packed(vector.tobytes())) for number, vector in enumerate(vectors)]
    rows.append((9999, b""))
    found = nearest(rows, vectors[17].tobytes(), 0.5, 5)
    exact = np.argsort(-(vectors @ vectors[17]))[:5]
    assert [number for _, number in found] == exact.tolist()
    assert found[0][0] == pytest.approx(1.0, abs=1e-3)
