"""Tensors that are asked for again, kept while they fit."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from torch import Tensor


class TensorCache:
    """Least recently used entries go first. Safe from several threads."""

    def __init__(self, limit: int) -> None:
        """`limit`: bytes that are held."""
        self._limit = limit
        self._held = 0
        self._items: OrderedDict[Hashable, tuple[Tensor, ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Tensor, ...]]) -> tuple[Tensor, ...]:
        """The tensors of `key`, made by `make` where none are held. Two threads may both make them."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                return self._items[key]
        made = make()
        with self._lock:
            if key not in self._items and _size(made) <= self._limit:
                self._items[key] = made
                self._held += _size(made)
                while self._held > self._limit:
                    _, gone = self._items.popitem(last=False)
                    self._held -= _size(gone)
        return made


def _size(tensors: tuple[Tensor, ...]) -> int:
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)
