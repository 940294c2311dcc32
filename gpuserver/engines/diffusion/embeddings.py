"""Embeddings of prompts that were encoded before: the same words come again with every change of seed or size."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable

import torch

from gpuserver.byte_cache import ByteCache
from gpuserver.engines.diffusion.denoiser import Embeddings

Words = tuple[object, ...]
"""Model, adapters and words: what decides an embedding."""


class EmbeddingCache(ByteCache[Embeddings]):
    """The least recently used go first. Kept in the CPU's memory; used by one thread."""

    def __init__(self, most: int) -> None:
        """`most`: bytes."""
        super().__init__(most, lambda embeddings: sum(one.nbytes for one in embeddings))

    def of(self, words: Words, device: torch.device, encode: Callable[[], Embeddings]) -> Embeddings:
        """The embeddings of `words` on `device`, encoded where they are not held."""
        held = self.get(words)
        if held is None:
            fresh = encode()
            self.put(words, tuple(one.to("cpu") for one in fresh))
            return fresh
        return tuple(one.to(device) for one in held)
