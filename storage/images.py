"""Content-addressed image files: `images/ab/cdef…` holds the bytes whose SHA-256 is `abcdef…`.

Callers hold the database's write lock while they write, remove or sweep, so that files and rows change together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = ".part-"


class ImageFiles:
    """The images folder. A file is either whole, under its name, or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, digest: str) -> Path:
        """Where the image `digest` lies. Raises KeyError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise KeyError(digest)
        return self._folder / digest[:2] / digest[2:]

    def write(self, digest: str, data: bytes) -> None:
        """Store `data`, durable when this returns. An image that is there already is left as it is."""
        path = self.path(digest)
        if path.exists():
            return
        if not path.parent.exists():
            path.parent.mkdir()
            _sync(self._folder)
        part = self._folder / f"{_PART}{uuid4().hex}"
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        _sync(path.parent)

    def read(self, digest: str) -> bytes:
        """The bytes of `digest`. Raises KeyError when there is no such image."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise KeyError(digest) from None

    def remove(self, digest: str) -> None:
        """Delete the image `digest`, if it is there."""
        path = self.path(digest)
        if path.exists():
            path.unlink()
            _sync(path.parent)

    def sweep(self, known: Callable[[str], set[str]]) -> int:
        """Delete what a killed process left: unfinished files, and images that `known` does not list.

        `known` gives the digests that begin with two given letters. Returns how many files went.
        """
        gone = 0
        for entry in list(os.scandir(self._folder)):
            if entry.name.startswith(_PART):
                os.unlink(entry.path)
                gone += 1
            elif entry.is_dir(follow_symlinks=False) and re.fullmatch("[0-9a-f]{2}", entry.name):
                kept = known(entry.name)
                for file in list(os.scandir(entry.path)):
                    if entry.name + file.name not in kept:
                        os.unlink(file.path)
                        gone += 1
        return gone


def _sync(folder: Path) -> None:
    """Make the names in `folder` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
