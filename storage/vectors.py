"""Vectors of pictures, kept beside them, and the search among them: exact, by cosine, in bounded memory.

They are kept as floats of 16 bits: a cosine is then off by less than a thousandth.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

import numpy as np
from sqlite_utils import Database

from storage.pictures import SCANNED, Hit, mine, varied

_AT_ONCE: Final = 1024
"""Vectors in memory: 1 MB of those of 512 numbers."""


def packed(vector: bytes) -> bytes:
    """Floats of 16 bits from floats of 32."""
    return np.frombuffer(vector, "<f4").astype("<f2").tobytes()


def nearest(rows: Iterable[tuple[int, bytes]], wanted: bytes, least: float, limit: int) -> list[tuple[float, int]]:
    """(cosine, id) of the rows (id, packed vector) that are closest to `wanted`, and not further than `least`.

    Rows of another length than `wanted` are left out.
    """
    query = np.frombuffer(wanted, "<f4")
    best: list[tuple[float, int]] = []
    for part in _parts(rows, 2 * len(query)):
        vectors = np.frombuffer(b"".join(vector for _, vector in part), "<f2").reshape(len(part), -1)
        scores = vectors.astype(np.float32) @ query
        scored = ((float(score), number) for score, (number, _) in zip(scores, part, strict=True) if score >= least)
        best = heapq.nlargest(limit, [*best, *scored])
    return best


def _parts(rows: Iterable[tuple[int, bytes]], size: int) -> Iterator[list[tuple[int, bytes]]]:
    fitting = (row for row in rows if len(row[1]) == size)
    while part := list(islice(fitting, _AT_ONCE)):
        yield part


def unseen(db: Database, model: str, conversation: str, author: str | None, limit: int) -> list[str]:
    """Digests of pictures that `author` may see in `conversation` and that `model` has not seen, the newest first."""
    sql = """
        SELECT p.digest FROM pictures p JOIN conversations c ON c.id = p.conversation
        WHERE (p.conversation = ? OR c.owner = ?)
        AND NOT EXISTS (SELECT 1 FROM vectors x WHERE x.digest = p.digest AND x.model = ?)
        GROUP BY p.digest ORDER BY max(p.id) DESC LIMIT ?"""
    rows = db.execute(sql, [conversation, mine(db, conversation, author), model, limit])
    return [digest for (digest,) in rows]


def put(db: Database, model: str, vectors: Mapping[str, bytes]) -> None:
    """Keep packed vectors by digest; those of images that have gone meanwhile are not kept. An empty one says that
    `model` cannot see the picture.
    """
    for digest, vector in vectors.items():
        sql = "INSERT OR REPLACE INTO vectors (digest, model, vector) SELECT digest, ?, ? FROM images WHERE digest = ?"
        db.execute(sql, [model, vector, digest])


def find(
    db: Database, model: str, wanted: bytes, conversation: str, author: str | None, least: float, limit: int
) -> list[Hit]:
    """The pictures closest to `wanted` among those that the search by words would look through."""
    sql = """
        SELECT p.id, x.vector FROM pictures p JOIN conversations c ON c.id = p.conversation
        JOIN vectors x ON x.digest = p.digest AND x.model = ?
        WHERE p.conversation = ? OR c.owner = ?"""
    rows = db.execute(sql, [model, conversation, mine(db, conversation, author)])
    best = nearest(rows, wanted, least, SCANNED)
    return varied([_hit(db, number) for _, number in best])[:limit]


def _hit(db: Database, number: int) -> Hit:
    sql = """
        SELECT p.digest, i.media_type, p.caption, p.credit, p.conversation, v.root FROM pictures p
        JOIN versions v ON v.conversation = p.conversation AND v.number = p.number
        JOIN images i ON i.digest = p.digest WHERE p.id = ?"""
    digest, kind, caption, credit, at, root = db.execute(sql, [number]).fetchone()
    return Hit(digest, kind, caption, credit, (at, root))
