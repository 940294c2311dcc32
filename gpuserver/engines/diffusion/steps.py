"""Pictures after each pass of an edit, so that one more pass does not make the ones before it again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from gpuserver.byte_cache import ByteCache
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.passes import Pass

Run = Callable[[Pixels, Pass, int], Pixels]
"""A picture, a pass over it, and its index."""


class StepCache:
    """By the content of the source, the seed, and the passes so far. Safe from several threads."""

    def __init__(self, most: int) -> None:
        """`most`: bytes."""
        self._held: ByteCache[Pixels] = ByteCache(most, lambda pixels: pixels.nbytes)

    def run(self, source: Pixels, seed: int, passes: Sequence[Pass], run: Run) -> Pixels:
        """`source` after `passes`, of which only those are run that were not held. Raises what `run` raises."""
        keys = _keys(source, seed, passes)
        begin, pixels = self._longest(keys, source)
        for at in range(begin, len(passes)):
            pixels = run(pixels, passes[at], at)
            self._held.put(keys[at], pixels)
        return pixels

    def _longest(self, keys: Sequence[str], source: Pixels) -> tuple[int, Pixels]:
        for at in range(len(keys), 0, -1):
            held = self._held.get(keys[at - 1])
            if held is not None:
                return at, held
        return 0, source


def _keys(source: Pixels, seed: int, passes: Sequence[Pass]) -> list[str]:
    """One a pass, each over all that was before it."""
    digest = hashlib.sha256(np.ascontiguousarray(source).data)
    digest.update(f"{source.shape}/{seed}".encode())
    keys: list[str] = []
    for one in passes:
        digest.update(one.ability.encode())
        for step in one.steps:
            digest.update(step.canonical().encode())
        keys.append(digest.hexdigest())
    return keys
