"""The pictures of a library folder as a place that is searched by meaning; the vectors lie in the library's index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from core.ports import Found
from storage.library import LibrarySearch, read_hit
from storage.meaning import Unseen
from storage.vectors import nearest

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS vectors (id INTEGER NOT NULL, model TEXT NOT NULL, stamp TEXT NOT NULL, "
    "vector BLOB NOT NULL, PRIMARY KEY (id, model)) WITHOUT ROWID"
)


class LibraryPictures:
    """A `storage.meaning.Place`: whoever may search the library may see all of it."""

    def __init__(self, library: LibrarySearch) -> None:
        self._library = library

    async def unseen(self, model: str, conversation: str, author: str | None, limit: int) -> list[Unseen]:
        """Pictures that are new or have changed."""
        return await self._library.run(lambda db, root: _unseen(db, root, model, limit))

    async def keep(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors until their pictures change."""
        await self._library.run(lambda db, _: _keep(db, model, vectors))

    async def nearest(
        self, model: str, wanted: bytes, conversation: str, author: str | None, least: float, limit: int
    ) -> list[Found]:
        """The closest pictures of the folder."""
        return await self._library.run(lambda db, root: _nearest(db, root, model, wanted, least, limit))


def _unseen(db: Database, root: Path, model: str, limit: int) -> list[Unseen]:
    """A picture that cannot be read any more comes without bytes: it is then known as one that cannot be seen."""
    db.execute(_SCHEMA)
    sql = """
        SELECT f.id, f.path FROM files f LEFT JOIN vectors x ON x.id = f.id AND x.model = ?
        WHERE x.stamp IS NOT f.stamp ORDER BY f.id LIMIT ?"""
    rows = db.execute(sql, [model, limit]).fetchall()
    found = ((number, read_hit(root, path, "", None)) for number, path in rows)
    return [Unseen(str(number), one.data if one else b"") for number, one in found]


def _keep(db: Database, model: str, vectors: Mapping[str, bytes]) -> None:
    sql = "INSERT OR REPLACE INTO vectors (id, model, stamp, vector) SELECT id, ?, stamp, ? FROM files WHERE id = ?"
    for key, vector in vectors.items():
        db.execute(sql, [model, vector, int(key)])


def _nearest(db: Database, root: Path, model: str, wanted: bytes, least: float, limit: int) -> list[Found]:
    db.execute(_SCHEMA)
    rows = db.execute(
        "SELECT f.id, x.vector FROM files f JOIN vectors x ON x.id = f.id AND x.stamp = f.stamp WHERE x.model = ?",
        [model],
    )
    best = nearest(rows, wanted, least, 4 * limit)
    sql = "SELECT path, caption, credit FROM files WHERE id = ?"
    found = (read_hit(root, *db.execute(sql, [number]).fetchone()) for _, number in best)
    return [one for one in found if one is not None][:limit]
