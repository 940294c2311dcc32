"""One answer of a batch while it is written: its next token chosen, its text so far, its end noticed."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor

from gpuserver.engines.sight import Ask, Finish, Said
from gpuserver.engines.vision.constrained.walk import Walk
from gpuserver.engines.vision.processors import Processors

_HALF: Final = "\ufffd"
"""What a decoder writes for a character of which bytes are still to come."""


Decode = Callable[[list[int]], str]
"""Turns tokens into text."""


class Writing:
    """One answer."""

    def __init__(
        self, ask: Ask, decode: Decode, ends: frozenset[int], processors: Processors, walk: Walk | None = None
    ) -> None:
        """`ends`: tokens that end an answer; `walk`: what it is kept to."""
        self._ask = ask
        self._decode = decode
        self._ends = ends
        self._processors = processors
        self._walk = walk
        self._tokens: list[int] = []
        self._text = ""
        self._finish: Finish | None = None
        self._dice: torch.Generator | None = None

    @property
    def is_over(self) -> bool:
        """Whether no token is to come."""
        return self._finish is not None

    @property
    def settled(self) -> str:
        """The text that no later token changes or takes back."""
        if self.is_over:
            return self._text
        held = max((len(stop) - 1 for stop in self._ask.stop), default=0)
        return self._text[: max(0, min(len(self._text.rstrip(_HALF)), len(self._text) - held))]

    def said(self, read: int) -> Said:
        """The answer to a question of `read` tokens."""
        return Said(self._text, self._finish or Finish.LENGTH, read, len(self._tokens))

    def weighed(self, logits: Tensor) -> Tensor:
        """`logits` (one for each token) so that the largest is the token to take."""
        scores = self._processors(logits, self._tokens)
        scores = self._drawn(scores) if self._ask.temperature > 0 else scores
        if self._walk is None:
            return scores
        token = self._walk.choose(scores, self._ask.max_tokens - len(self._tokens))
        if token is None:
            return scores
        alone = torch.full_like(scores, -torch.inf)
        alone[token] = 0.0
        return alone

    def take(self, token: int) -> None:
        """Add the token that was taken."""
        if token in self._ends:
            self._finish = Finish.STOP
            return
        self._tokens.append(token)
        self._text = self._decode(self._tokens)
        if self._walk is not None:
            self._walk.take(token)
        at = self._stopped()
        if at is not None:
            self._text = self._text[:at]
        if at is not None or (self._walk is not None and self._walk.is_over):
            self._finish = Finish.STOP
        elif len(self._tokens) >= self._ask.max_tokens:
            self._finish = Finish.LENGTH

    def _drawn(self, logits: Tensor) -> Tensor:
        """Scores whose largest is a draw by temperature and top-p: Gumbel noise is added (Gumbel-max).

        Each answer has dice of its own, so that it is the same alone and in a batch.
        """
        if self._dice is None:
            self._dice = torch.Generator(logits.device).manual_seed(self._ask.seed)
        scores = logits / self._ask.temperature
        if self._ask.top_p < 1:
            ordered, order = scores.softmax(-1).sort(descending=True)
            scores[order[ordered.cumsum(-1) - ordered >= self._ask.top_p]] = -torch.inf
        even = torch.rand(scores.shape, generator=self._dice, device=scores.device).clamp_(1e-20, 1 - 1e-7)
        return scores - torch.log(-torch.log(even))

    def _stopped(self) -> int | None:
        """Where the first text stands that ends the answer."""
        found = [at for stop in self._ask.stop if (at := self._text.find(stop)) >= 0]
        return min(found, default=None)
