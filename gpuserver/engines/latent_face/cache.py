"""Tensors that are asked for again, kept while they fit."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Callable, Hashable

from torch import Tensor

from gpuserver.byte_cache import ByteCache


class TensorCache:
    """Least recently used entries go first. Safe from several threads."""

    def __init__(self, limit: int) -> None:
        """`limit`: bytes that are held."""
        self._held: ByteCache[tuple[Tensor, ...]] = ByteCache(limit, lambda made: sum(one.nbytes for one in made))

    def get(self, key: Hashable, make: Callable[[], tuple[Tensor, ...]]) -> tuple[Tensor, ...]:
        """The tensors of `key`, made by `make` where none are held. Two threads may both make them."""
        held = self._held.get(key)
        if held is None:
            held = make()
            self._held.put(key, held)
        return held
