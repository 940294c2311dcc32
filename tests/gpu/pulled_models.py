"""Laying models down as `chatelier models pull` does."""

from __future__ import annotations

import shutil
from pathlib import Path

from gpuserver.models import lock
from gpuserver.models.lock import Lock, lock_file
from gpuserver.models.offers import OFFERS, Source
from gpuserver.models.store import Store


def lay_down(folder: Path, name: str, model: Path) -> Path:
    """The offer `name` in `folder`, with the files of `model` and their lock."""
    source = OFFERS[name].source
    assert isinstance(source, Source)
    place = Store(folder).path(source.repository)
    shutil.copytree(model, place)
    files = tuple(lock_file(place, file) for file in sorted(lock.names(place)))
    lock.write(place, Lock(repository=source.repository, revision="0" * 40, files=files))
    return place
