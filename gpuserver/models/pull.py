"""Pulling a model: list, choose, fetch what is not here yet, check, lock."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from gpuserver.models import lock
from gpuserver.models.hub import Hub, Listing, RemoteFile
from gpuserver.models.lock import Lock
from gpuserver.models.offers import Source
from gpuserver.models.problem import ModelError
from gpuserver.models.selection import select
from gpuserver.models.store import Store
from gpuserver.models.weights import checked


@dataclass(frozen=True)
class Pulled:
    """A finished pull."""

    lock: Lock
    fetched: int
    """Bytes that were not here before."""
    code: tuple[str, ...]
    """Python that was left out."""


def pull(store: Store, hub: Hub, source: Source, *, code: bool) -> Pulled:
    """Bring `source` into `store`; `code`: whether its Python may come along. Raises ModelError.

    What an earlier pull fetched is verified and kept. Without a revision the pin of the lock is pulled, and without a
    lock the newest commit, which becomes the pin.
    """
    folder = store.path(source.repository)
    if hub.offline:
        raise ModelError(
            f"Offline: on a machine with a network run `chatelier models pull {source.repository}`, copy the folder "
            f"{folder.name} from its models to {folder}, then run `chatelier models verify {source.repository}` here"
        )
    before = store.found(source.repository)
    listing = hub.listing(source.repository, source.revision or (before.revision if before else None))
    selection = select((file.name for file in listing.files), source, code=code)
    chosen = set(selection.taken)
    if before and before.revision != listing.revision:
        _forget(folder, before, chosen)
    fetched = _fetch(hub, listing, [file for file in listing.files if file.name in chosen], folder)
    checked(folder)
    locked = Lock(
        repository=source.repository,
        revision=listing.revision,
        files=tuple(lock.lock_file(folder, name) for name in sorted(chosen)),
    )
    lock.write(folder, locked)
    return Pulled(locked, fetched, selection.code)


def _fetch(hub: Hub, listing: Listing, wanted: list[RemoteFile], folder: Path) -> int:
    """Fetch those of `wanted` that are not in `folder`, the small ones first; their bytes."""
    absent = sorted((file for file in wanted if not file.is_at(folder / file.name)), key=lambda file: file.size)
    size = sum(file.size for file in absent)
    folder.mkdir(parents=True, exist_ok=True)
    parts = sum(path.stat().st_size for path in folder.rglob("*.part"))
    free = shutil.disk_usage(folder).free
    if size - parts > free:
        raise ModelError(f"{listing.repository} needs {size / 1e9:.1f} GB more, and {folder} has {free / 1e9:.1f} left")
    for file in absent:
        hub.fetch(listing, file, folder / file.name)
    for left in folder.rglob("*.part"):  # of another revision
        left.unlink()
    return size


def _forget(folder: Path, before: Lock, chosen: set[str]) -> None:
    """Unlock `folder`, so that nothing loads a mixture of two revisions, and delete what only `before` had."""
    (folder / lock.LOCK).unlink()
    for name in {file.name for file in before.files} - chosen:
        (folder / name).unlink(missing_ok=True)
