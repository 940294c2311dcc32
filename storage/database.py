"""Connections to one SQLite file: a single writer thread, a few readers, every commit on the disk when it returns."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from sqlite_utils import Database

BUSY_SECONDS: Final = 30.0
"""How long a write waits for another process that writes to the same folder."""

READERS: Final = 3

P = ParamSpec("P")
T = TypeVar("T")


def connect(file: Path, *, read_only: bool = False) -> Database:
    """A connection to `file` with WAL, full synchronisation, foreign keys and overwriting of deleted content."""
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _enter_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return Database(connection)


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. Two processes that first open a file at once may meet here, where SQLite does not wait."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def transaction(db: Database, kind: str = "IMMEDIATE") -> Generator[None, None, None]:
    """All or nothing. IMMEDIATE takes the write lock at once, so that what is read inside stays true until the end."""
    db.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


class Connections:
    """The threads that talk to one database file. Functions given to it get the connection as first argument."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()
        self._opened: list[Database] = []
        self._writer = ThreadPoolExecutor(1, "storage-writer")
        self._readers = ThreadPoolExecutor(READERS, "storage-reader")

    def _connection(self, *, read_only: bool = False) -> Database:
        """The calling thread's own connection."""
        if not hasattr(self._local, "db"):
            self._local.db = connect(self._file, read_only=read_only)
            self._opened.append(self._local.db)
        return self._local.db

    async def write(self, job: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job` in a write transaction; durable when this returns."""

        def run() -> T:
            db = self._connection()
            with transaction(db):
                return job(db, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)

    async def read(self, job: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job` on one consistent state of the database."""

        def run() -> T:
            db = self._connection(read_only=True)
            with transaction(db, "DEFERRED"):
                return job(db, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def maintain(self, job: Callable[[Database], T]) -> T:
        """Run `job` on the writer outside a transaction, as VACUUM must be."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, lambda: job(self._connection()))

    async def close(self) -> None:
        """Finish what was begun, then close every connection. May be called twice."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        while self._opened:
            self._opened.pop().close()
