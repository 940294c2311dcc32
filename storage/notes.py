"""Small facts that outlive a restart, as rows: kind, key, text, and when they expire."""

from __future__ import annotations

import time

from sqlite_utils import Database

from storage.database import Connections


class SqliteNotes:
    """Implements `core.ports.Notes` beside the conversations, so that what is forgotten takes its notes along."""

    def __init__(self, database: Connections) -> None:
        self._database = database

    async def read(self, kind: str, key: str) -> str | None:
        """The note; None where there is none, or where it has expired."""
        return await self._database.read(_read, kind, key)

    async def write(
        self, kind: str, key: str, text: str, *, seconds: float | None = None, conversation: str | None = None,
        person: str | None = None,
    ) -> None:  # fmt: skip
        """Put a note, over an older one. It goes when `conversation` or `person` is forgotten."""
        await self._database.write(_write, kind, key, text, _until(seconds), conversation, person)

    async def claim(self, kind: str, key: str, text: str, *, seconds: float | None = None) -> bool:
        """Put a note where there is none. False where there is one, which stays."""
        return await self._database.write(_claim, kind, key, text, _until(seconds))

    async def take(self, kind: str, key: str) -> str | None:
        """Read a note and remove it; of several who try at once, one gets it."""
        return await self._database.write(_take, kind, key)

    async def entries(self, kind: str, prefix: str = "") -> list[tuple[str, str]]:
        """(key, text) of the notes of a kind whose key begins with `prefix`, the oldest first."""
        return await self._database.read(_entries, kind, prefix)


def drop_expired(db: Database) -> None:
    """Delete the notes whose time is over."""
    db.execute("DELETE FROM notes WHERE expires <= ?", [time.time()])


def drop_of_person(db: Database, person: str) -> None:
    """Delete the notes about a person."""
    db.execute("DELETE FROM notes WHERE person = ?", [person])


def _until(seconds: float | None) -> float | None:
    return None if seconds is None else time.time() + seconds


def _read(db: Database, kind: str, key: str) -> str | None:
    sql = "SELECT text FROM notes WHERE kind = ? AND key = ? AND (expires IS NULL OR expires > ?)"
    row = db.execute(sql, [kind, key, time.time()]).fetchone()
    return row[0] if row else None


def _write(
    db: Database, kind: str, key: str, text: str, expires: float | None, conversation: str | None, person: str | None
) -> None:
    if conversation and not db.execute("SELECT 1 FROM conversations WHERE id = ?", [conversation]).fetchone():
        return  # it was forgotten meanwhile, and with it what there was to note
    sql = """INSERT OR REPLACE INTO notes (kind, key, text, expires, conversation, person, written)
             VALUES (?, ?, ?, ?, ?, ?, ?)"""
    db.execute(sql, [kind, key, text, expires, conversation, person, time.time()])


def _claim(db: Database, kind: str, key: str, text: str, expires: float | None) -> bool:
    if _read(db, kind, key) is not None:
        return False
    _write(db, kind, key, text, expires, None, None)
    return True


def _take(db: Database, kind: str, key: str) -> str | None:
    text = _read(db, kind, key)
    db.execute("DELETE FROM notes WHERE kind = ? AND key = ?", [kind, key])
    return text


def _entries(db: Database, kind: str, prefix: str) -> list[tuple[str, str]]:
    sql = """SELECT key, text FROM notes WHERE kind = ? AND substr(key, 1, ?) = ?
             AND (expires IS NULL OR expires > ?) ORDER BY written, key"""
    return [(key, text) for key, text in db.execute(sql, [kind, len(prefix), prefix, time.time()])]
