"""The folder of pulled models: where each lies, whether it is whole, and removing it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gpuserver.models import lock
from gpuserver.models.lock import LOCK, Difference, Lock
from gpuserver.models.offers import Offer, Source
from gpuserver.models.problem import ModelError
from gpuserver.models.weights import checked

_SEPARATOR: Final = "--"
"""Stands for the slash of a repository; the hub allows it in no name."""


@dataclass(frozen=True)
class Store:
    """Each repository has a folder of its own below `folder`, with its lock."""

    folder: Path

    def path(self, repository: str) -> Path:
        """Where `repository` lies, pulled or not. Raises ModelError for a name that is none."""
        parts = repository.split("/")
        if len(parts) > 2 or any(not part or part.startswith(".") or "\\" in part for part in parts):
            raise ModelError(f"{repository} is no name of a repository: they are like organisation/name")
        return self.folder / _SEPARATOR.join(parts)

    def place(self, offer: Offer) -> Path:
        """The folder of `offer`, ready to load from. Raises ModelError where it was not pulled."""
        if isinstance(offer.source, Path):
            if not offer.source.is_dir():
                raise ModelError(f"{offer.name}: {offer.source} is no folder; name the one with the model's weights")
            return offer.source
        self.lock(offer.source.repository)
        return self.path(offer.source.repository)

    def found(self, repository: str) -> Lock | None:
        """The lock of `repository`; None where it was not pulled to the end."""
        return lock.read(self.path(repository))

    def lock(self, repository: str) -> Lock:
        """The lock of `repository`. Raises ModelError where it was not pulled to the end."""
        found = self.found(repository)
        if found is None:
            raise ModelError(f"{repository} was not pulled: run `chatelier models pull {repository}`")
        return found

    def pulled(self) -> Iterator[Lock]:
        """Every finished pull."""
        for path in sorted(self.folder.glob(f"*/{LOCK}")):
            if found := lock.read(path.parent):
                yield found

    def size(self, source: Source | Path) -> int:
        """Bytes on the disk, an unfinished pull's too."""
        folder = source if isinstance(source, Path) else self.path(source.repository)
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    def verify(self, source: Source | Path) -> list[Difference]:
        """How the model differs from its lock; reads every byte.

        A folder of the operator's own has no lock: its weights are only checked to be whole. Raises ModelError where
        there is nothing to verify, and for weights that are damaged as they were pulled.
        """
        if isinstance(source, Path):
            checked(source)
            return []
        folder = self.path(source.repository)
        found = list(lock.differences(folder, self.lock(source.repository)))
        if not found:
            checked(folder)
        return found

    def remove(self, repository: str) -> int:
        """Delete `repository` and its pin; the bytes that are free now. Raises ModelError where there is nothing."""
        folder = self.path(repository)
        if not folder.is_dir():
            raise ModelError(f"{repository} is not here: `chatelier models list` shows what is")
        size = self.size(Source(repository))
        shutil.rmtree(folder)
        return size
