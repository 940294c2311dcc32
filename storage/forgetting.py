"""Forgetting: rows, index entries and files go, and the space that they took is overwritten."""

from __future__ import annotations

import logging
import time
from typing import Final

from sqlite_utils import Database

from core.conversation import Conversation, Pending, Turn
from core.receipt import Receipt
from core.recipe import Upload
from core.versions import Version, VersionTree
from storage.notes import drop_of_person
from storage.rows import load, owner, put_state, turns

log = logging.getLogger(__name__)

CHECKPOINT_TRIES: Final = 50

_UNUSED: Final = """SELECT digest, size FROM images i WHERE touched <= ?
    AND NOT EXISTS (SELECT 1 FROM version_images v WHERE v.digest = i.digest)
    AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.upload = i.digest)"""


def forget_conversation(db: Database, conversation: str) -> tuple[set[str], Receipt]:
    """Delete the conversation's rows. Returns the digests of images that nothing shows any more, deleted as well."""
    if owner(db, conversation) is None:
        return set(), Receipt()
    digests = _digests(db, conversation)
    counts = {table: _count(db, table, "conversation = ?", conversation) for table in ("turns", "versions")}
    _owe_scrub(db)
    db.execute("DELETE FROM conversations WHERE id = ?", [conversation])
    db.execute("DELETE FROM users WHERE id NOT IN (SELECT owner FROM conversations)")
    gone = drop_unused(db, only=digests)
    return set(gone), Receipt(conversations=1, **counts, **_sizes(gone), touched=(conversation,))


def forget_user(db: Database, author: str) -> tuple[set[str], Receipt]:
    """Delete what `author` said and made. Conversations that are theirs alone go; in shared ones the others' stays.

    Returns the digests of deleted images, and what is gone.
    """
    sql = """SELECT id FROM conversations WHERE owner = :author
             UNION SELECT conversation FROM turns WHERE author = :author
             UNION SELECT conversation FROM versions WHERE author = :author"""
    touched = [name for (name,) in db.execute(sql, {"author": author}).fetchall()]
    gone, receipt = set[str](), Receipt()
    for name in touched:
        row = db.execute(
            "SELECT author FROM turns WHERE conversation = ? AND author != ? ORDER BY number LIMIT 1", [name, author]
        ).fetchone()
        digests, part = forget_conversation(db, name) if row is None else _forget_part(db, name, author, heir=row[0])
        gone, receipt = gone | digests, receipt + part
    db.execute("DELETE FROM users WHERE id = ?", [author])
    drop_of_person(db, author)
    return gone, receipt


def _forget_part(db: Database, name: str, author: str, heir: str) -> tuple[set[str], Receipt]:
    """Take `author` out of a shared conversation, which goes to `heir` if it was theirs."""
    before = load(db, name)
    assert before is not None
    digests = _digests(db, name)
    told = turns(db, name, limit=-1)
    removed = made_from(before.tree, author)
    _owe_scrub(db)
    kept = [_blanked(turn, removed) for turn in told if turn.author != author]
    after = _without(before, author, removed, kept, heir)
    for number in removed:
        db.execute("DELETE FROM versions WHERE conversation = ? AND number = ?", [name, number])
    db.execute("DELETE FROM turns WHERE conversation = ? AND author = ?", [name, author])
    for turn in kept:
        db.execute(
            "UPDATE turns SET version = ?, record = ? WHERE conversation = ? AND number = ?",
            [turn.version, turn.model_dump_json(), name, turn.index],
        )
    put_state(db, after)
    titled = "" if told[0].author == author else before.title
    db.execute("UPDATE conversations SET owner = ?, title = ?, thumb = ? WHERE id = ?",
               [after.owner, titled, _thumb(after.tree), name])  # fmt: skip
    gone = drop_unused(db, only=digests)
    count = {"turns": len(told) - len(kept), "versions": len(removed)}
    return set(gone), Receipt(**count, **_sizes(gone), touched=(name,))


def _count(db: Database, table: str, where: str, value: str) -> int:
    return db.execute(f"SELECT count(*) FROM {table} WHERE {where}", [value]).fetchone()[0]


def _sizes(gone: dict[str, int]) -> dict[str, int]:
    return {"pictures": len(gone), "size": sum(gone.values())}


def made_from(tree: VersionTree, author: str) -> set[int]:
    """The versions that `author` made, and those that were made from them or from a photo of theirs."""
    removed: set[int] = set()
    photos: set[str] = set()
    for version in tree.versions.values():
        source = version.recipe.source
        photo = source.digest if isinstance(source, Upload) else None
        if version.author == author or version.parent in removed or photo in photos:
            removed.add(version.number)
            photos |= {photo} if photo else set()
    return removed


def _without(
    before: Conversation, author: str, removed: set[int], kept: list[Turn], heir: str
) -> Conversation:  # fmt: skip
    """The conversation without `removed`. It counts one turn more, so that an old copy of it cannot be saved."""
    tree = before.tree
    past = tuple(number for number in tree.past if number not in removed)
    current = tree.current
    if current in removed:
        current, past = (past[-1], past[:-1]) if past else (None, ())
    stays = {number: version for number, version in tree.versions.items() if number not in removed}
    forward = tuple(number for number in tree.forward if number not in removed)
    known = {turn.index: turn.model_copy(update={"reply": ""}) for turn in kept}
    return before.model_copy(
        update={
            "owner": heir if before.owner == author else before.owner,
            "tree": VersionTree(versions=stays, current=current, past=past, forward=forward),
            "recent": tuple(known[turn.index] for turn in before.recent if turn.index in known),
            "pending": Pending(),
            "turn_count": before.turn_count + 1,
        }
    )


def _blanked(turn: Turn, removed: set[int]) -> Turn:
    """`turn` without the answer, where that showed a removed picture."""
    return turn.model_copy(update={"system": "", "reply": "", "version": None}) if turn.version in removed else turn


def _thumb(tree: VersionTree) -> str | None:
    latest: Version | None = tree.head or next(reversed(tree.versions.values()), None)
    return latest.images[0].digest if latest and latest.images else None


def _digests(db: Database, conversation: str) -> set[str]:
    sql = """SELECT digest FROM version_images WHERE conversation = :name
             UNION SELECT upload FROM turns WHERE conversation = :name AND upload IS NOT NULL"""
    return {digest for (digest,) in db.execute(sql, {"name": conversation})}


def drop_unused(db: Database, *, only: set[str] | None = None, before: float | None = None) -> dict[str, int]:
    """Delete the rows of images that no conversation shows; their digests and sizes. The caller deletes the files.

    `only` restricts it to these; `before` to images that nobody has put since that Unix time.
    """
    limit = time.time() if before is None else before
    if only is None:
        unused = dict(db.execute(_UNUSED, [limit]).fetchall())
    else:
        sql = f"{_UNUSED} AND digest = ?"
        unused = dict(row for digest in only if (row := db.execute(sql, [limit, digest]).fetchone()))
    for digest in unused:
        db.execute("DELETE FROM images WHERE digest = ?", [digest])
    return unused


def _owe_scrub(db: Database) -> None:
    db.execute("INSERT OR IGNORE INTO unfinished (task) VALUES ('scrub')")


def scrub(db: Database) -> None:
    """Overwrite what was deleted: the index's old segments, free space in the file, and the write-ahead log.

    Does nothing where nothing was forgotten since the last time. Rewrites the database, so it takes time in
    proportion to its size (not to that of the images).
    """
    if not db.execute("SELECT 1 FROM unfinished WHERE task = 'scrub'").fetchone():
        return
    db.execute("INSERT INTO pictures_fts (pictures_fts) VALUES ('optimize')")
    db.execute("VACUUM")
    for _ in range(CHECKPOINT_TRIES):
        if not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            db.execute("DELETE FROM unfinished WHERE task = 'scrub'")
            return
        time.sleep(0.1)
    log.warning("another process reads the database: what was forgotten is overwritten at the next start")
