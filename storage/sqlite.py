"""The embedded store: one SQLite file and a folder of images, durable with every call."""

from __future__ import annotations

import asyncio
import builtins
import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from sqlite_utils import Database

from core.conversation import Conversation, Summary, Turn
from core.ports import ConflictError
from core.problems import Code, ProblemError
from core.receipt import Receipt
from core.versions import Image, Version
from storage import forgetting, notes, pictures, portable, rows, vectors
from storage.database import Connections
from storage.images import ImageFiles
from storage.migrations import migrate
from storage.text import Query

GRACE_SECONDS: Final = 3600.0
"""How long an image waits for the turn that shows it; a render that was cancelled leaves one without."""


class SqliteStore:
    """Implements `core.ports.Store`. Several processes may work on one folder."""

    def __init__(self, database: Connections, files: ImageFiles) -> None:
        self._database = database
        self._files = files
        self._swept = 0.0
        self.notes = notes.SqliteNotes(database)

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """The store in `folder`, made if it is not there, brought up to date and rid of what a crash left.

        Raises storage.migrations.NewerDatabaseError for a folder of a later release.
        """
        await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        files = await asyncio.to_thread(ImageFiles, folder / "images")
        store = cls(Connections(folder / "chatelier.db"), files)
        try:
            await store._database.write(migrate)
            await store._database.write(store._sweep)
            await store._database.maintain(forgetting.scrub)
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Finish the writes that were begun and close the database."""
        await self._database.close()

    async def load(self, conversation: str) -> Conversation | None:
        """The conversation with its whole tree; None where there is none of that id."""
        return await self._database.read(rows.load, conversation)

    async def save_turn(self, conversation: Conversation, turn: Turn, added: tuple[Version, ...]) -> None:
        """Record `turn`, the versions that it added and the new state, all or nothing. Raises ConflictError."""
        await self._database.write(rows.save_turn, conversation, turn, added)

    async def turns(self, conversation: str, *, before: int | None = None, limit: int = 50) -> builtins.list[Turn]:
        """The last `limit` turns with an index below `before`, oldest first."""
        return await self._database.read(rows.turns, conversation, before, limit)

    async def list(self, author: str, *, limit: int = 100) -> builtins.list[Summary]:
        """The conversations that `author` owns, the one last used first."""
        return await self._database.read(rows.summaries, author, limit)

    async def owner(self, conversation: str) -> str | None:
        """Whose conversation it is; None where there is none of that id."""
        return await self._database.read(rows.owner, conversation)

    async def rename(self, conversation: str, title: str) -> None:
        """Give the conversation a title; later turns keep it."""
        await self._database.write(rows.rename, conversation, title)

    async def put_image(self, data: bytes, media_type: str, width: int, height: int) -> Image:
        """Store an image; the same bytes are stored once."""
        digest = (await asyncio.to_thread(hashlib.sha256, data)).hexdigest()
        image = Image(digest=digest, media_type=media_type, width=width, height=height)
        await self._database.write(self._put_image, image, data)
        return image

    async def get_image(self, digest: str) -> bytes:
        """The bytes. Raises KeyError when there is no such image."""
        return await asyncio.to_thread(self._files.read, digest)

    async def image(self, digest: str) -> Image:
        """What is known of an image. Raises KeyError when there is no such image."""
        return await self._database.read(rows.image, digest)

    async def find(
        self, query: Query, conversation: str, author: str | None, limit: int
    ) -> builtins.list[pictures.Hit]:
        """The best hits among the pictures that `author` may see; see `storage.pictures.find`."""
        return await self._database.read(pictures.find, query, conversation, author, limit)

    async def unseen(self, model: str, conversation: str, author: str | None, limit: int) -> builtins.list[str]:
        """Digests of pictures without a vector of `model`; see `storage.vectors.unseen`."""
        return await self._database.read(vectors.unseen, model, conversation, author, limit)

    async def put_vectors(self, model: str, by_digest: Mapping[str, bytes]) -> None:
        """Keep packed vectors of pictures."""
        await self._database.write(vectors.put, model, by_digest)

    async def nearest(
        self, model: str, wanted: bytes, conversation: str, author: str | None, least: float, limit: int
    ) -> builtins.list[pictures.Hit]:
        """The closest pictures among those that `author` may see; see `storage.vectors.find`."""
        return await self._database.read(vectors.find, model, wanted, conversation, author, least, limit)

    async def forget_conversation(self, conversation: str) -> Receipt:
        """Remove the conversation, and every image that no other one shows; nothing of it is left in any file."""
        gone, receipt = await self._database.write(forgetting.forget_conversation, conversation)
        await self._finish_forgetting(gone)
        return receipt

    async def forget_user(self, author: str) -> Receipt:
        """Remove what `author` said, sent and made, and what others made from it; nothing is left in any file."""
        gone, receipt = await self._database.write(forgetting.forget_user, author)
        await self._finish_forgetting(gone)
        return receipt

    async def export_conversation(self, conversation: str, to: Path) -> None:
        """Write the conversation as a portable recipe file. Raises ProblemError (no_such_conversation)."""
        whole, told = await self._database.read(rows.whole, conversation)
        if whole is None:
            raise ProblemError(Code.NO_SUCH_CONVERSATION, "there is no such conversation")
        await asyncio.to_thread(portable.write, to, whole, told, self._files.read)

    async def import_conversation(self, file: Path, conversation: str, owner: str, platform: str) -> Conversation:
        """Read a portable recipe file, as the new conversation `conversation` of `owner`. Raises ProblemError.

        Raises ConflictError where there is a conversation of that id already.
        """
        if await self.owner(conversation) is not None:
            raise ConflictError("there is a conversation of this id already")
        with await asyncio.to_thread(portable.Package, file) as package:
            whole, told = package.conversation(conversation, owner, platform)
            for image in package.images:
                data = await asyncio.to_thread(package.read, image)
                await self._database.write(self._put_image, image, data)
        await self._database.write(rows.put_new, whole, told)
        return whole

    def _put_image(self, db: Database, image: Image, data: bytes) -> None:
        if time.time() - self._swept > GRACE_SECONDS:
            self._drop_stale(db)
        self._files.write(image.digest, data)
        rows.put_image(db, image, len(data), time.time())

    def _sweep(self, db: Database) -> None:
        self._drop_stale(db)
        self._files.sweep(lambda prefix: rows.digests(db, prefix))

    def _drop_stale(self, db: Database) -> None:
        """Delete images that no turn came to show."""
        self._swept = time.time()
        self._drop_files(db, set(forgetting.drop_unused(db, before=self._swept - GRACE_SECONDS)))
        notes.drop_expired(db)

    async def _finish_forgetting(self, gone: set[str]) -> None:
        await self._database.write(self._drop_files, gone)
        await self._database.maintain(forgetting.scrub)

    def _drop_files(self, db: Database, gone: set[str]) -> None:
        """Delete the files of `gone`, except those that somebody has put again meanwhile."""
        for digest in gone - rows.known(db, gone):
            self._files.remove(digest)
