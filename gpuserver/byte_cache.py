"""What may be asked for again, kept while it fits into so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class ByteCache(Generic[V]):
    """The least recently used go first; what is larger than all the room is not held. Safe from several threads."""

    def __init__(self, limit: int, size: Callable[[V], int]) -> None:
        """`limit`: bytes that are held; `size`: the bytes of a value."""
        self._limit = limit
        self._size = size
        self._items: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0
        """What is held now."""

    def get(self, key: Hashable) -> V | None:
        """What is held under `key`; None where nothing is."""
        with self._lock:
            found = self._items.get(key)
            if found is not None:
                self._items.move_to_end(key)
            return found

    def put(self, key: Hashable, value: V) -> None:
        """Hold `value` unless something is held under `key`, and drop the oldest others until all fit."""
        size = self._size(value)
        if size > self._limit:
            return
        with self._lock:
            if key in self._items:
                return
            self._items[key] = value
            self.bytes += size
            while self.bytes > self._limit:
                _, gone = self._items.popitem(last=False)
                self.bytes -= self._size(gone)
