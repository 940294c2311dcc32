"""Choosing tokens that a grammar allows."""

# pyright: reportMissingImports=false
from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import torch
from torch import Tensor

from gpuserver.engines.vision.constrained.grammar import NOTHING, Node
from gpuserver.engines.vision.constrained.vocabulary import Vocabulary

_LIKELY: Final = 32
"""Tokens that are tried before the whole vocabulary is looked through."""


class Walk:
    """One answer on its way through a grammar.

    The best token that the grammar allows is taken, whatever its score, so that greedy answers stay greedy, and draws
    by noisy scores stay draws from the model's distribution over what is allowed.
    """

    def __init__(self, grammar: Node, vocabulary: Vocabulary, ends: frozenset[int]) -> None:
        """`ends`: tokens that end an answer."""
        self._node = grammar
        self._vocabulary = vocabulary
        self._ends = ends

    @property
    def is_over(self) -> bool:
        """Whether the answer is whole and nothing may follow."""
        return self._node.ends and all(self._node.after(byte) is NOTHING for byte in range(256))

    def take(self, token: int) -> None:
        """Go on by a token that was chosen."""
        self._node = self._node.after_all(self._vocabulary.bytes.get(token, b""))

    def choose(self, scores: Tensor, left: int) -> int | None:
        """The best token by `scores` (one for each token), with `left` tokens to be written at most; None for none.

        While that is possible, nothing is begun that cannot be ended in the tokens that are left: a token for each
        byte is assumed to be there.
        """
        for short in (True, False):
            most = left - 1 if short else math.inf
            for token in self._by_score(scores):
                if self._allows(token, most):
                    return token
        return None

    def _by_score(self, scores: Tensor) -> Iterator[int]:
        likely: list[int] = scores.topk(min(_LIKELY, len(scores))).indices.tolist()
        yield from likely
        starts = [tokens for byte, tokens in self._vocabulary.begun.items() if self._node.after(byte) is not NOTHING]
        candidates = torch.cat([*starts, torch.tensor(sorted(self._ends), dtype=torch.long)]).to(scores.device)
        yield from candidates[scores[candidates].argsort(descending=True)].tolist()

    def _allows(self, token: int, most: float) -> bool:
        if token in self._ends:
            return self._node.ends
        data = self._vocabulary.bytes.get(token)
        if data is None:
            return False
        node = self._node.after_all(data)
        return node is not NOTHING and node.shortest <= most
