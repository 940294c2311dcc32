"""kill -9 at any moment: every acknowledged turn is there, and the database and the images are whole."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.sqlite import SqliteStore

HERE = Path(__file__).parent


@pytest.mark.parametrize("after", [1, 12, 37])
async def test_no_acknowledged_turn_is_lost(tmp_path: Path, after: int) -> None:
    acknowledged = write_until_killed(tmp_path, after)

    store = await SqliteStore.open(tmp_path)
    conversation = await store.load("c1")
    assert conversation is not None
    told = {turn.index for turn in await store.turns("c1", limit=10_000)}
    assert set(acknowledged) <= told
    for digest in acknowledged.values():
        assert hashlib.sha256(await store.get_image(digest)).hexdigest() == digest
    assert conversation.turn_count == len(told) == len(conversation.tree.versions)
    for version in conversation.tree.versions.values():
        assert await store.get_image(version.images[0].digest)
    assert not list((tmp_path / "images").glob(".part-*"))
    await store.close()
    with closing(sqlite3.connect(tmp_path / "chatelier.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def write_until_killed(folder: Path, after: int) -> dict[int, str]:
    """Let a writer work until it has acknowledged `after` turns, kill it, and return what it had said by then."""
    command = [sys.executable, str(HERE / "crash_writer.py"), str(folder)]
    environment = {"PYTHONPATH": f"{HERE.parents[1]}:{HERE}", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(after)]
        writer.kill()
        lines += writer.stdout.read().splitlines()
    said = [line.split() for line in lines if line.strip()]
    return {int(index): digest for index, digest in (one for one in said if len(one) == 2 and len(one[1]) == 64)}
