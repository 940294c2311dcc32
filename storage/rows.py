"""Conversations, turns and versions as rows. Every function runs inside a transaction of its caller."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlite_utils import Database

from core.conversation import Conversation, Summary, Turn
from core.ports import ConflictError
from core.recipe import Upload
from core.versions import Image, Version
from storage.pictures import index_picture

_COLUMNS = {"id": True, "owner": True, "platform": True, "title": True, "turn_count": True, "tree": {"versions"}}
"""What the state's JSON leaves out: it has columns, or rows, of its own."""


def now() -> str:
    """The time as ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def load(db: Database, conversation: str) -> Conversation | None:
    """The conversation with its whole tree; None where there is none of that id."""
    sql = "SELECT id, owner, platform, title, turn_count, state FROM conversations WHERE id = ?"
    row = next(db.query(sql, [conversation]), None)
    if row is None:
        return None
    state = json.loads(row.pop("state"))
    state["tree"]["versions"] = {version.number: version for version in versions(db, conversation)}
    return Conversation.model_validate({**row, **state})


def versions(db: Database, conversation: str) -> list[Version]:
    """The versions of a conversation, oldest first."""
    sql = "SELECT record FROM versions WHERE conversation = ? ORDER BY number"
    return [Version.model_validate_json(record) for (record,) in db.execute(sql, [conversation])]


def turns(db: Database, conversation: str, before: int | None = None, limit: int = 50) -> list[Turn]:
    """The last `limit` turns with an index below `before`, oldest first."""
    sql = "SELECT record FROM turns WHERE conversation = ? AND number < ? ORDER BY number DESC LIMIT ?"
    rows = db.execute(sql, [conversation, 2**62 if before is None else before, limit]).fetchall()
    return [Turn.model_validate_json(record) for (record,) in reversed(rows)]


def whole(db: Database, conversation: str) -> tuple[Conversation | None, list[Turn]]:
    """The conversation and all its turns, oldest first."""
    return load(db, conversation), turns(db, conversation, limit=-1)


def summaries(db: Database, author: str, limit: int) -> list[Summary]:
    """The conversations that `author` owns, the one last used first."""
    sql = """SELECT id, title, platform, updated, thumb, version_count AS versions FROM conversations
             WHERE owner = ? ORDER BY updated DESC, rowid DESC LIMIT ?"""
    return [Summary.model_validate(row) for row in db.query(sql, [author, limit])]


def owner(db: Database, conversation: str) -> str | None:
    """Whose conversation it is; None where there is none of that id."""
    row = db.execute("SELECT owner FROM conversations WHERE id = ?", [conversation]).fetchone()
    return row[0] if row else None


def rename(db: Database, conversation: str, title: str) -> None:
    """Give the conversation a title. Nothing happens where there is none of that id."""
    db.execute("UPDATE conversations SET title = ? WHERE id = ?", [title, conversation])


def save_turn(db: Database, conversation: Conversation, turn: Turn, added: tuple[Version, ...]) -> None:
    """Record one turn; the work does not grow with the conversation's length.

    Raises ConflictError where the stored conversation is not the one that the turn was made from.
    """
    row = db.execute("SELECT turn_count FROM conversations WHERE id = ?", [conversation.id]).fetchone()
    stored = row[0] if row else 0
    if not stored == turn.index == conversation.turn_count - 1:
        raise ConflictError(f"turn {turn.index} does not follow on the {stored} turns that are stored")
    put_state(db, conversation)
    for version in added:
        _insert_version(db, conversation.id, version)
    _insert_turn(db, conversation.id, turn)
    for version in added:
        index_picture(db, conversation.id, version, turn)


def put_new(db: Database, conversation: Conversation, told: tuple[Turn, ...]) -> None:
    """Record a whole conversation under an id that is free. Raises ConflictError where it is taken."""
    if owner(db, conversation.id) is not None:
        raise ConflictError("there is a conversation of this id already")
    put_state(db, conversation)
    for version in conversation.tree.versions.values():
        _insert_version(db, conversation.id, version)
    for turn in told:
        _insert_turn(db, conversation.id, turn)
    uploads = {turn.upload: turn for turn in told}
    for version in conversation.tree.versions.values():
        index_picture(db, conversation.id, version, None if version.recipe.edits else uploads.get(_upload(version)))


def put_state(db: Database, conversation: Conversation) -> None:
    """Insert or update the conversation's row. A title that is stored stays: `rename` changes it."""
    db.execute("INSERT OR IGNORE INTO users (id, created) VALUES (?, ?)", [conversation.owner, now()])
    head = conversation.tree.head
    db.execute(
        """INSERT INTO conversations
             (id, owner, platform, title, turn_count, version_count, thumb, created, updated, state)
           VALUES (:id, :owner, :platform, :title, :turn_count, :versions, :thumb, :now, :now, :state)
           ON CONFLICT (id) DO UPDATE SET
             title = CASE WHEN title = '' THEN excluded.title ELSE title END,
             turn_count = excluded.turn_count, version_count = excluded.version_count,
             thumb = coalesce(excluded.thumb, thumb), updated = excluded.updated, state = excluded.state""",
        {
            "id": conversation.id,
            "owner": conversation.owner,
            "platform": conversation.platform,
            "title": conversation.title,
            "turn_count": conversation.turn_count,
            "versions": len(conversation.tree.versions),
            "thumb": head.images[0].digest if head and head.images else None,
            "now": now(),
            "state": conversation.model_dump_json(exclude=_COLUMNS),
        },
    )


def _insert_turn(db: Database, conversation: str, turn: Turn) -> None:
    db.execute(
        "INSERT INTO turns (conversation, number, author, version, upload, record) VALUES (?, ?, ?, ?, ?, ?)",
        [conversation, turn.index, turn.author, turn.version, turn.upload, turn.model_dump_json()],
    )


def _insert_version(db: Database, conversation: str, version: Version) -> None:
    root = version.number
    if version.parent is not None:
        sql = "SELECT root FROM versions WHERE conversation = ? AND number = ?"
        root = db.execute(sql, [conversation, version.parent]).fetchone()[0]
    db.execute(
        "INSERT INTO versions (conversation, number, root, author, record) VALUES (?, ?, ?, ?, ?)",
        [conversation, version.number, root, version.author, version.model_dump_json()],
    )
    digests = {image.digest for image in version.images}
    if upload := _upload(version):
        digests.add(upload)
    sql = "INSERT INTO version_images (conversation, number, digest) VALUES (?, ?, ?)"
    for digest in sorted(digests):
        db.execute(sql, [conversation, version.number, digest])


def _upload(version: Version) -> str | None:
    source = version.recipe.source
    return source.digest if isinstance(source, Upload) else None


def put_image(db: Database, image: Image, size: int, at: float) -> None:
    """Record an image; one that is known only gets its time renewed."""
    db.execute(
        """INSERT INTO images (digest, media_type, size, width, height, touched) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (digest) DO UPDATE SET touched = excluded.touched""",
        [image.digest, image.media_type, size, image.width, image.height, at],
    )


def image(db: Database, digest: str) -> Image:
    """What is known of an image. Raises KeyError when there is no such image."""
    row = next(db.query("SELECT digest, media_type, width, height FROM images WHERE digest = ?", [digest]), None)
    if row is None:
        raise KeyError(digest)
    return Image.model_validate(row)


def digests(db: Database, prefix: str) -> set[str]:
    """The images whose digest begins with `prefix`, two hexadecimal digits."""
    rows = db.execute("SELECT digest FROM images WHERE digest BETWEEN ? AND ?", [prefix, f"{prefix}g"])
    return {digest for (digest,) in rows}


def known(db: Database, digests: set[str]) -> set[str]:
    """Those of `digests` that there is an image of."""
    sql = "SELECT 1 FROM images WHERE digest = ?"
    return {digest for digest in digests if db.execute(sql, [digest]).fetchone()}
