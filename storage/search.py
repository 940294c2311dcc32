"""Search among the pictures that are stored: the conversation's own, and the other ones of whoever asks."""

from __future__ import annotations

from typing import Final

from core.ports import Found
from storage.pictures import Hit
from storage.sqlite import SqliteStore
from storage.text import read_query

SOURCE: Final = "pictures"


class PictureSearch:
    """Implements `core.ports.Search` over a store. Another user's private pictures are never found."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The best hits first: pictures with all the words, the conversation's own before others, then by bm25.

        Without `author` only the conversation's own pictures are searched.
        """
        words = read_query(query)
        if words is None or limit < 1:
            return []
        hits = await self._store.find(words, conversation, author, limit)
        return [await self._found(hit) for hit in hits]

    async def _found(self, hit: Hit) -> Found:
        data = await self._store.get_image(hit.digest)
        return Found(data=data, media_type=hit.media_type, caption=hit.caption, source=SOURCE, credit=hit.credit)
