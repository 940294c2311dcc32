"""The schema, as numbered steps that only go forward. The database's `user_version` says how many it has taken."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlite_utils import Database

_CONVERSATIONS: Final = """
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    created TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users(id),
    platform TEXT NOT NULL,
    title TEXT NOT NULL,
    turn_count INTEGER NOT NULL,
    version_count INTEGER NOT NULL,
    thumb TEXT,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    state TEXT NOT NULL  -- JSON of the conversation but for the columns here and its versions
);
CREATE INDEX conversations_by_owner ON conversations(owner, updated);

CREATE TABLE images (
    digest TEXT PRIMARY KEY,  -- SHA-256 of the file
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    touched REAL NOT NULL  -- Unix time of the last put
) WITHOUT ROWID;

CREATE TABLE turns (
    conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    author TEXT NOT NULL,
    version INTEGER,
    upload TEXT REFERENCES images(digest),
    record TEXT NOT NULL,  -- JSON of the turn
    PRIMARY KEY (conversation, number)
);
CREATE INDEX turns_by_author ON turns(author);
CREATE INDEX turns_by_upload ON turns(upload) WHERE upload IS NOT NULL;

CREATE TABLE versions (
    conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    root INTEGER NOT NULL,
    author TEXT NOT NULL,
    record TEXT NOT NULL,  -- JSON of the version
    PRIMARY KEY (conversation, number)
);
CREATE INDEX versions_by_author ON versions(author);

CREATE TABLE version_images (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES images(digest),
    PRIMARY KEY (conversation, number, digest),
    FOREIGN KEY (conversation, number) REFERENCES versions(conversation, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX version_images_by_digest ON version_images(digest);

CREATE TABLE unfinished (
    task TEXT PRIMARY KEY  -- 'scrub': rows were deleted, and their bytes are still to be overwritten
) WITHOUT ROWID;
"""

_PICTURES: Final = """
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES images(digest),
    caption TEXT NOT NULL,
    credit TEXT,
    UNIQUE (conversation, number),
    FOREIGN KEY (conversation, number) REFERENCES versions(conversation, number) ON DELETE CASCADE
);
CREATE INDEX pictures_by_digest ON pictures(digest);

CREATE VIRTUAL TABLE pictures_fts USING fts5(
    title, caption, prompt, words, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER pictures_forgotten AFTER DELETE ON pictures BEGIN
    DELETE FROM pictures_fts WHERE rowid = old.id;
END;
"""

_NOTES: Final = """
CREATE TABLE notes (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    expires REAL,  -- Unix time; NULL for ever
    conversation TEXT REFERENCES conversations(id) ON DELETE CASCADE,
    person TEXT,
    written REAL NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE INDEX notes_by_conversation ON notes(conversation) WHERE conversation IS NOT NULL;
CREATE INDEX notes_by_person ON notes(person) WHERE person IS NOT NULL;
CREATE INDEX notes_by_expiry ON notes(expires) WHERE expires IS NOT NULL;
"""

_VECTORS: Final = """
CREATE TABLE vectors (
    digest TEXT NOT NULL REFERENCES images(digest) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,  -- little-endian floats of 16 bits, of length 1 together; empty where it cannot be seen
    PRIMARY KEY (digest, model)
) WITHOUT ROWID;
"""

STEPS: Final = (_CONVERSATIONS, _PICTURES, _NOTES, _VECTORS)
"""Step n takes a database from version n to n + 1. A step that was released is never changed."""


class NewerDatabaseError(RuntimeError):
    """The database was written by a later release; going back is not possible."""


def migrate(db: Database, steps: tuple[str, ...] = STEPS) -> int:
    """Bring `db` to the newest version and return it. To be called inside a write transaction.

    Raises NewerDatabaseError where the database is ahead of this code.
    """
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise NewerDatabaseError(
            f"the database is of version {version}, but this release knows only up to {len(steps)}: "
            "update Chatelier, or give it another data folder"
        )
    for step in steps[version:]:
        for statement in _statements(step):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(steps)}")
    return len(steps)


def _statements(script: str) -> list[str]:
    """The single statements of `script`; executescript would end the transaction."""
    out = [""]
    for line in script.splitlines(keepends=True):
        out[-1] += line
        if sqlite3.complete_statement(out[-1]):
            out.append("")
    return [statement.strip() for statement in out if statement.strip()]
