"""Search in a folder of pictures with captions. Its index is kept beside the data and follows the folder."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from sqlite_utils import Database

from core.limits import MAX_UPLOAD
from core.ports import Found
from storage.captions import TABLES, Caption, name_words, read_sidecar, read_table
from storage.database import connect, transaction
from storage.text import Query, indexed, read_query

log = logging.getLogger(__name__)

T = TypeVar("T")

SOURCE: Final = "library"
MAX_FILES: Final = 200_000
REFRESH_SECONDS: Final = 10.0

MEDIA_TYPES: Final = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
}  # fmt: skip

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, "
    "caption TEXT NOT NULL, credit TEXT)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS captions USING fts5"
    "(caption, name, tokenize = 'porter unicode61 remove_diacritics 2')",
)


class LibrarySearch:
    """Implements `core.ports.Search` over `folder`; `database` holds the index and may be deleted at any time."""

    def __init__(self, folder: Path, database: Path, *, refresh: float = REFRESH_SECONDS) -> None:
        self._folder = folder
        self._database = database
        self._refresh = refresh
        self._fresh_until = 0.0
        self._lock = asyncio.Lock()

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The best hits first. The folder is looked through for changes before, at most every few seconds."""
        words = read_query(query)
        if words is None or limit < 1:
            return []
        return await self.run(lambda db, root: _found(db, root, words, limit))

    async def run(self, job: Callable[[Database, Path], T]) -> T:
        """`job` with the index, up to date, and the folder; one at a time, in a thread."""
        async with self._lock:
            return await asyncio.to_thread(self._run, job)

    def _run(self, job: Callable[[Database, Path], T]) -> T:
        root = self._folder.resolve()
        self._database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(connect(self._database)) as db:
            if time.monotonic() >= self._fresh_until:
                with transaction(db):
                    _update(db, root)
                self._fresh_until = time.monotonic() + self._refresh
            return job(db, root)


def _found(db: Database, root: Path, query: Query, limit: int) -> list[Found]:
    found = (read_hit(root, *row) for row in _hits(db, query, 4 * limit))
    return [one for one in found if one is not None][:limit]


def _hits(db: Database, query: Query, limit: int) -> list[tuple[str, str, str | None]]:
    hits, values = query.hits("captions")
    sql = f"WITH {hits} SELECT path, caption, credit FROM hits JOIN files USING (id) ORDER BY words DESC, score LIMIT ?"
    return db.execute(sql, [*values, limit]).fetchall()


def read_hit(root: Path, path: str, caption: str, credit: str | None) -> Found | None:
    """The hit with its bytes; None where the file has gone, grown too large, or now leads out of the folder."""
    file = (root / path).resolve()
    kind = MEDIA_TYPES.get(Path(path).suffix.lower())
    if kind is None or not file.is_relative_to(root) or not _inside(root, file):
        return None
    try:
        data = file.read_bytes()
    except OSError as error:
        log.warning("a picture of the library cannot be read: %s", error)
        return None
    return Found(data=data, media_type=kind, caption=caption, source=SOURCE, credit=credit)


def _inside(root: Path, file: Path) -> bool:
    """Whether `file` is an ordinary file of a size that is taken; a link must lead to one under `root`."""
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            return False
        facts = file.stat()
    except OSError:
        return False
    return stat.S_ISREG(facts.st_mode) and 0 < facts.st_size <= MAX_UPLOAD


def _update(db: Database, root: Path) -> None:
    """Bring the index up to date: only pictures that are new, or whose caption may have changed, are read."""
    for statement in _SCHEMA:
        db.execute(statement)
    before = {path: (number, stamp) for number, path, stamp in db.execute("SELECT id, path, stamp FROM files")}
    for folder, names in _folders(root):
        tables = [folder / name for name in TABLES if name in names and _inside(root, folder / name)]
        table: dict[str, Caption] | None = None
        present = frozenset(names)
        stamp_of_tables = ",".join(_stamp(one) for one in tables)
        for name in names:
            file = folder / name
            if file.suffix.lower() not in MEDIA_TYPES or not _inside(root, file):
                continue
            sidecar = file.with_suffix(".txt")
            beside = sidecar if sidecar.name in present and _inside(root, sidecar) else None
            stamp = ";".join((_stamp(file), _stamp(beside) if beside else "", stamp_of_tables))
            path = str(file.relative_to(root))
            number, known = before.pop(path, (None, ""))
            if known == stamp:
                continue
            if table is None:
                table = {key: caption for one in tables for key, caption in read_table(one).items()}
            _put(db, number, path, stamp, _caption(file, beside, table))
    for number, _ in before.values():
        db.execute("DELETE FROM files WHERE id = ?", [number])
        db.execute("DELETE FROM captions WHERE rowid = ?", [number])


def _folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every folder under `root` with its file names, in a fixed order. Links to folders are not followed."""
    left = MAX_FILES
    for path, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = sorted(name for name in names if not name.startswith(".") and _readable(name))[:left]
        yield Path(path), shown
        left -= len(shown)
        if left <= 0:
            log.warning("the library has more than %d files: the rest is not searched", MAX_FILES)
            return


def _readable(name: str) -> bool:
    """Whether `name` is text: no control characters, and no bytes that are no Unicode, which SQLite cannot hold."""
    return name.isprintable()


def _stamp(file: Path) -> str:
    facts = file.stat()
    return f"{facts.st_mtime_ns}/{facts.st_size}"


def _caption(file: Path, sidecar: Path | None, table: dict[str, Caption]) -> Caption:
    listed = table.get(file.name)
    text = read_sidecar(sidecar) if sidecar else listed.text if listed else ""
    return Caption(text or name_words(file.stem), listed.credit if listed else None)


def _put(db: Database, number: int | None, path: str, stamp: str, caption: Caption) -> None:
    if number is not None:
        db.execute("DELETE FROM captions WHERE rowid = ?", [number])
    row = [number, path, stamp, caption.text, caption.credit]
    sql = "INSERT OR REPLACE INTO files (id, path, stamp, caption, credit) VALUES (?, ?, ?, ?, ?)"
    at = db.execute(sql, row).lastrowid
    names = " ".join(name_words(part) for part in Path(path).with_suffix("").parts)
    db.execute(
        "INSERT INTO captions (rowid, caption, name) VALUES (?, ?, ?)", [at, indexed(caption.text), indexed(names)]
    )
