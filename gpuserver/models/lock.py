"""The lock file of a pulled model: its revision, and the size and SHA-256 of every file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from core.model import Model
from gpuserver.models.problem import ModelError

LOCK: Final = "chatelier.lock.json"
"""It lies in the model's own folder, so that a folder can be copied to another machine and verified there."""


class LockedFile(Model):
    """One file as it was pulled."""

    name: str
    """Path inside the model's folder, with `/`."""
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Lock(Model):
    """A finished pull."""

    repository: str
    revision: str
    """The commit."""
    files: tuple[LockedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


class Flaw(StrEnum):
    """How a folder differs from its lock."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"


@dataclass(frozen=True)
class Difference:
    """One file that is not as it was pulled."""

    name: str
    flaw: Flaw


def read(folder: Path) -> Lock | None:
    """The lock of `folder`; None where no pull was finished. Raises ModelError for a lock that cannot be read."""
    try:
        return Lock.model_validate_json((folder / LOCK).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise ModelError(f"{folder / LOCK} cannot be read: delete it and pull the model again ({error})") from None


def write(folder: Path, lock: Lock) -> None:
    """Put `lock` into `folder`, whole or not at all."""
    fresh = folder / f"{LOCK}.new"
    fresh.write_text(lock.model_dump_json(indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, folder / LOCK)


def lock_file(folder: Path, name: str) -> LockedFile:
    """`name` in `folder` as it is now."""
    path = folder / name
    return LockedFile(name=name, size=path.stat().st_size, sha256=sha256(path))


def differences(folder: Path, lock: Lock) -> Iterator[Difference]:
    """Every file of `folder` that is not as `lock` says; reads all of them."""
    for file in lock.files:
        path = folder / file.name
        if not path.is_file():
            yield Difference(file.name, Flaw.MISSING)
        elif path.stat().st_size != file.size or sha256(path) != file.sha256:
            yield Difference(file.name, Flaw.CHANGED)
    known = {file.name for file in lock.files}
    for name in sorted(names(folder) - known):
        yield Difference(name, Flaw.EXTRA)


def names(folder: Path) -> set[str]:
    """Every file of `folder` but its lock."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if name != LOCK}


def sha256(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()
