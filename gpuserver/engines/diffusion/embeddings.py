"""Embeddings of prompts that were encoded before: the same words come again with every change of seed or size."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import torch

from gpuserver.engines.diffusion.denoiser import Embeddings

Words = tuple[object, ...]
"""Model, adapters and words: what decides an embedding."""


class EmbeddingCache:
    """The least recently used go first. Kept in the CPU's memory; used by one thread."""

    def __init__(self, most: int) -> None:
        """`most`: bytes."""
        self._most = most
        self._held: OrderedDict[Words, Embeddings] = OrderedDict()
        self.bytes = 0
        """What is held now."""

    def of(self, words: Words, device: torch.device, encode: Callable[[], Embeddings]) -> Embeddings:
        """The embeddings of `words` on `device`, encoded where they are not held."""
        held = self._held.get(words)
        if held is None:
            fresh = encode()
            self._put(words, tuple(one.to("cpu") for one in fresh))
            return fresh
        self._held.move_to_end(words)
        return tuple(one.to(device) for one in held)

    def _put(self, words: Words, embeddings: Embeddings) -> None:
        self._held[words] = embeddings
        self.bytes += _bytes(embeddings)
        while self.bytes > self._most:
            _, gone = self._held.popitem(last=False)
            self.bytes -= _bytes(gone)


def _bytes(embeddings: Embeddings) -> int:
    return sum(one.nbytes for one in embeddings)
