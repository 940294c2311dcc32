"""Finished pictures of recipes, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from gpuserver.events import ImageEvent


class RenderCache:
    """Least recently used pictures go first. Safe from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._items: OrderedDict[str, tuple[ImageEvent, ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> tuple[ImageEvent, ...] | None:
        """The pictures of `key`; None when they are not held."""
        with self._lock:
            found = self._items.get(key)
            if found is not None:
                self._items.move_to_end(key)
            return found

    def put(self, key: str, images: tuple[ImageEvent, ...]) -> None:
        """Hold `images`, and drop the oldest others until all fit."""
        size = _size(images)
        if size > self._limit:
            return
        with self._lock:
            if key in self._items:
                return
            self._items[key] = images
            self._held += size
            while self._held > self._limit:
                _, gone = self._items.popitem(last=False)
                self._held -= _size(gone)


def _size(images: tuple[ImageEvent, ...]) -> int:
    return sum(len(image.data) for image in images)
