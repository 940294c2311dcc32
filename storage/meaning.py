"""Search by meaning: the pictures whose vectors are closest to that of the words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.ports import Embedder, Embeddings, Found
from core.problems import Code, ProblemError
from storage.search import SOURCE
from storage.sqlite import SqliteStore
from storage.vectors import packed

LEAST: Final = 0.24
"""Cosine below which a picture does not fit. LAION-5B kept pairs above 0.28 (Schuhmann et al. 2022, section 3.1); the
words of a search are shorter than captions. Not measured here."""
_BATCH: Final = 8
_SECONDS: Final = 4.0
"""How long a search looks at pictures that were not looked at before; the next one goes on."""


@dataclass(frozen=True)
class Unseen:
    """A picture without a vector."""

    key: str
    data: bytes


class Place(Protocol):
    """Pictures that can have vectors."""

    async def unseen(self, model: str, conversation: str, author: str | None, limit: int) -> list[Unseen]: ...
    async def keep(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep packed vectors by the pictures' keys; an empty one says that the picture cannot be seen."""
        ...

    async def nearest(
        self, model: str, wanted: bytes, conversation: str, author: str | None, least: float, limit: int
    ) -> list[Found]: ...


class MeaningSearch:
    """Implements `core.ports.Search` over a place. Finds nothing where no model is loaded: words are searched then."""

    def __init__(self, place: Place, embedder: Embedder, *, least: float = LEAST, seconds: float = _SECONDS) -> None:
        self._place = place
        self._embedder = embedder
        self._least = least
        self._seconds = seconds

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The closest pictures first. Those that are new are looked at before, for a few seconds at most."""
        if limit < 1 or not query.strip():
            return []
        try:
            asked = await self._embedder.embed([query])
        except ProblemError as error:
            if error.problem.code is Code.CANNOT_DO:
                return []
            raise
        await self._catch_up(asked.model, conversation, author)
        return await self._place.nearest(asked.model, asked.vectors[0], conversation, author, self._least, limit)

    async def _catch_up(self, model: str, conversation: str, author: str | None) -> None:
        until = time.monotonic() + self._seconds
        while time.monotonic() < until:
            new = await self._place.unseen(model, conversation, author, _BATCH)
            if not new:
                return
            await self._place.keep(model, await self._looked_at(new))

    async def _looked_at(self, new: Sequence[Unseen]) -> dict[str, bytes]:
        """Vectors by key. A picture that cannot be read does not keep the others from being seen."""
        try:
            seen = await self._embedder.embed(pictures=[one.data for one in new])
        except ProblemError as error:
            if error.problem.code not in {Code.NOT_AN_IMAGE, Code.BROKEN_IMAGE, Code.IMAGE_TOO_LARGE}:
                raise
            if len(new) == 1:
                return {new[0].key: b""}
            parts = [await self._looked_at([one]) for one in new]
            return {key: vector for part in parts for key, vector in part.items()}
        return _by_key(new, seen)


def _by_key(new: Sequence[Unseen], seen: Embeddings) -> dict[str, bytes]:
    return {one.key: packed(vector) for one, vector in zip(new, seen.vectors, strict=True)}


class StoredPictures:
    """The pictures of a store as a `Place`. Another user's private pictures are never found."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    async def unseen(self, model: str, conversation: str, author: str | None, limit: int) -> list[Unseen]:
        """Pictures that `author` may see, the newest first."""
        digests = await self._store.unseen(model, conversation, author, limit)
        return [Unseen(digest, await self._store.get_image(digest)) for digest in digests]

    async def keep(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors as long as their pictures."""
        await self._store.put_vectors(model, vectors)

    async def nearest(
        self, model: str, wanted: bytes, conversation: str, author: str | None, least: float, limit: int
    ) -> list[Found]:
        """The closest of the pictures that `author` may see."""
        hits = await self._store.nearest(model, wanted, conversation, author, least, limit)
        return [
            Found(await self._store.get_image(hit.digest), hit.media_type, hit.caption, SOURCE, hit.credit)
            for hit in hits
        ]
