"""A conversation as one file: a zip of `recipe.json` (state, versions, turns) and its images by digest.

It holds no ids of users or conversations. Reading trusts nothing: names, sizes, digests and references are checked
before anything is kept.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

from core.conversation import RECENT_TURNS, Conversation, Turn
from core.versions import Image, VersionTree
from storage.recipe_file import Recipes, check, measured, moved, parse, refuse, sources

RECIPE_FILE: Final = "recipe.json"

MAX_RECIPE: Final = 64 * 2**20
"""Bytes of recipe.json."""

MAX_IMAGE: Final = 128 * 2**20
"""Bytes of one image."""

MAX_TOTAL: Final = 2**31
"""Bytes of all images, unpacked."""

_MAX_DIRECTORY: Final = 4 * 2**20
"""Bytes of the zip's directory, which is read as a whole: about 30,000 names."""


def write(to: Path, conversation: Conversation, told: list[Turn], read: Callable[[str], bytes]) -> None:
    """Write the conversation to the file `to`; `read` gives an image's bytes. The file is whole or not there."""
    recipes = _recipes(conversation, told, read)
    part = to.with_name(f".{to.name}.{uuid4().hex}")
    try:
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(RECIPE_FILE, recipes.model_dump_json(indent=1))
            for image in recipes.images:
                archive.writestr(_name(image), read(image.digest), zipfile.ZIP_STORED)
        os.replace(part, to)
    finally:
        part.unlink(missing_ok=True)


def _recipes(conversation: Conversation, told: list[Turn], read: Callable[[str], bytes]) -> Recipes:
    tree = conversation.tree
    versions = tuple(version.model_copy(update={"author": ""}) for version in tree.versions.values())
    images = {image.digest: image for version in versions for image in version.images}
    for digest in sources(versions, told):
        if digest not in images:
            images[digest] = measured(digest, read(digest))
    return Recipes(
        title=conversation.title,
        language=conversation.language,
        seed=conversation.seed,
        turn_count=conversation.turn_count,
        pending=conversation.pending,
        current=tree.current,
        past=tree.past,
        forward=tree.forward,
        versions=versions,
        turns=tuple(moved(turn, author="", conversation="") for turn in told),
        images=tuple(images.values()),
    )


def _name(image: Image) -> str:
    return f"images/{image.digest}"


class Package:
    """A recipe file opened for reading. Every method raises ProblemError (invalid_request) with what is wrong."""

    def __init__(self, file: Path) -> None:
        _check_directory(file)
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise refuse("it is no zip file, or it is broken") from None
        try:
            self._recipes = parse(self._unpack(RECIPE_FILE, MAX_RECIPE))
            check(self._recipes)
            self._check_names()
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    @property
    def images(self) -> tuple[Image, ...]:
        """The images in it, each once."""
        return self._recipes.images

    def read(self, image: Image) -> bytes:
        """The bytes of `image`, which are what its digest, media type and size say."""
        data = self._unpack(_name(image), MAX_IMAGE)
        if measured(image.digest, data) != image:
            raise refuse(f"the image {image.digest[:12]} is not what the recipe says")
        return data

    def conversation(self, name: str, owner: str, platform: str) -> tuple[Conversation, tuple[Turn, ...]]:
        """The conversation as `name`, everything in it by `owner`, and its turns."""
        recipes = self._recipes
        told = tuple(moved(turn, author=owner, conversation=name) for turn in recipes.turns)
        versions = {one.number: one.model_copy(update={"author": owner}) for one in recipes.versions}
        tree = VersionTree(versions=versions, current=recipes.current, past=recipes.past, forward=recipes.forward)
        return Conversation(
            id=name,
            owner=owner,
            platform=platform,
            title=recipes.title[:200],
            language=recipes.language,
            seed=recipes.seed,
            tree=tree,
            recent=tuple(turn.model_copy(update={"reply": ""}) for turn in told[-RECENT_TURNS:]),
            pending=recipes.pending,
            turn_count=recipes.turn_count,
        ), told

    def _unpack(self, name: str, limit: int) -> bytes:
        try:
            with self._archive.open(name) as file:
                data = file.read(limit + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
            zlib.error,
        ):
            raise refuse(f"{name[:20]} is missing or broken") from None
        if len(data) > limit:
            raise refuse(f"{name[:20]} is larger than {limit // 2**20} MB")
        return data

    def _check_names(self) -> None:
        listed = self._archive.infolist()
        expected = {RECIPE_FILE, *(_name(image) for image in self.images)}
        if len(listed) != len(expected) or {entry.filename for entry in listed} != expected:
            raise refuse("it holds other files than its recipe names")
        if sum(entry.file_size for entry in listed) > MAX_TOTAL:
            raise refuse(f"it unpacks to more than {MAX_TOTAL // 2**20} MB")


def _check_directory(file: Path) -> None:
    """Refuse a zip whose directory would fill the memory, before zipfile reads it (APPNOTE.TXT, section 4.3.16)."""
    with file.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - 2**16 - 64, 0))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise refuse("it is no zip file, or it is broken")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > _MAX_DIRECTORY or b"PK\x06\x07" in tail[:at][-20:]:
        raise refuse("it holds too many files")
