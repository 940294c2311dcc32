"""Chance that belongs to one thing: each subject draws from its own stream, so that others may come and go."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """The stream of random numbers of `names` under `seed`: the same on every machine."""
    key = "/".join(str(part) for part in (seed, *names))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big"))
