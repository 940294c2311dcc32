"""The index of pictures: what can be searched of a version, and the search itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from core.conversation import Turn
from core.recipe import Drawing
from core.versions import Version
from storage.text import Query, indexed

SCANNED = 200
"""Hits that are looked at to choose the ones shown: different pictures, of different kinds first."""


@dataclass(frozen=True)
class Hit:
    """A picture that was found. `family` is the same for versions that were made from one another."""

    digest: str
    media_type: str
    caption: str
    credit: str | None
    family: tuple[str, int]


def index_picture(db: Database, conversation: str, version: Version, turn: Turn | None) -> None:
    """Make `version` searchable. What a search itself hung up is left out: it is found again where it came from."""
    source = version.recipe.source
    drawn = isinstance(source, Drawing)
    sent = turn is not None and turn.upload is not None
    if not version.images or not (drawn or version.recipe.edits or sent):
        return
    caption = version.alt_text or version.title
    cursor = db.execute(
        "INSERT INTO pictures (conversation, number, digest, caption, credit) VALUES (?, ?, ?, ?, ?)",
        [conversation, version.number, version.images[0].digest, caption, version.credit],
    )
    prompt = source.prompt if drawn else ""
    words = turn.user if turn is not None and sent else ""
    db.execute(
        "INSERT INTO pictures_fts (rowid, title, caption, prompt, words) VALUES (?, ?, ?, ?, ?)",
        [cursor.lastrowid, *(indexed(text) for text in (version.title, version.alt_text, prompt, words))],
    )


def find(db: Database, query: Query, conversation: str, author: str | None, limit: int) -> list[Hit]:
    """The best hits among the conversation's pictures and, where `author` is given, those of their own conversations.

    Pictures with all the words come first; then the conversation's own; then more words, and the better bm25.
    A conversation in which others have spoken too shows nothing but its own pictures.
    """
    hits, values = query.hits("pictures_fts")
    sql = f"""
        WITH {hits}
        SELECT p.digest, i.media_type, p.caption, p.credit, p.conversation, v.root
        FROM hits JOIN pictures p USING (id)
        JOIN versions v ON v.conversation = p.conversation AND v.number = p.number
        JOIN conversations c ON c.id = p.conversation
        JOIN images i ON i.digest = p.digest
        WHERE p.conversation = ? OR c.owner = ?
        ORDER BY words = ? DESC, p.conversation = ? DESC, words DESC, score, p.id DESC
        LIMIT ?"""
    whose = mine(db, conversation, author)
    rows = db.execute(sql, [*values, conversation, whose, len(query.terms), conversation, SCANNED])
    found = [Hit(digest, kind, caption, credit, (at, root)) for digest, kind, caption, credit, at, root in rows]
    return varied(found)[:limit]


def mine(db: Database, conversation: str, author: str | None) -> str | None:
    """Whose other conversations `conversation` may show pictures of: `author`'s, where nobody else speaks in it."""
    sql = "SELECT 1 FROM turns WHERE conversation = ? AND author != ? LIMIT 1"
    shared = author is None or db.execute(sql, [conversation, author]).fetchone() is not None
    return None if shared else author


def varied(hits: list[Hit]) -> list[Hit]:
    """Each picture once; one of each family before the second of any."""
    best: dict[str, Hit] = {}
    first: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        first.setdefault(best.setdefault(hit.digest, hit).family, hit)
    rest = [hit for hit in best.values() if first[hit.family] is not hit]
    return [*first.values(), *rest]
