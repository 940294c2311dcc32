"""One answer of a batch while it is written: its next token chosen, its text heard, its end noticed."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import torch
from torch import BoolTensor, Tensor
from transformers import LogitsProcessor, StoppingCriteria

from core.problems import ProblemError
from gpuserver.engines.base import Cancelled, Watch
from gpuserver.engines.sight import Ask, Finish, Said
from gpuserver.engines.vision.constrained.walk import Walk

_HALF: Final = "\ufffd"
"""What a decoder writes for a character of which bytes are still to come."""


Decode = Callable[[list[int]], str]
"""Turns tokens into text."""


class Writing:
    """One answer. What goes wrong with it, or nobody waiting for it any more, ends it and no other of its batch."""

    def __init__(
        self, ask: Ask, watch: Watch, hear: Callable[[str], None], decode: Decode, ends: frozenset[int],
        walk: Walk | None = None,
    ) -> None:  # fmt: skip
        """`ends`: tokens that end an answer; `walk`: what it is kept to."""
        self._ask = ask
        self._watch = watch
        self._hear = hear
        self._decode = decode
        self._ends = ends
        self._walk = walk
        self._tokens: list[int] = []
        self._heard = 0
        self._text = ""
        self._finish: Finish | None = None
        self._error: ProblemError | Cancelled | None = None
        self._dice: torch.Generator | None = None

    @property
    def is_over(self) -> bool:
        """Whether no token is to come."""
        return self._finish is not None or self._error is not None

    def said(self, read: int) -> Said:
        """The answer to a question of `read` tokens. Raises what ended it."""
        if self._error is not None:
            raise self._error
        return Said(self._text, self._finish or Finish.LENGTH, read, len(self._tokens))

    def weighed(self, logits: Tensor) -> Tensor:
        """`logits` (one for each token) so that the largest is the token to take."""
        scores = self._drawn(logits) if self._ask.temperature > 0 else logits
        if self._walk is None or self.is_over:
            return scores
        token = self._walk.choose(scores, self._ask.max_tokens - len(self._tokens))
        if token is None:
            return scores
        alone = torch.full_like(scores, -torch.inf)
        alone[token] = 0.0
        return alone

    def take(self, token: int) -> None:
        """Add the token that was taken."""
        if self.is_over:
            return
        if token in self._ends:
            return self._end(Finish.STOP)
        self._tokens.append(token)
        self._text = self._decode(self._tokens)
        if self._walk is not None:
            self._walk.take(token)
        if (at := self._stopped()) is not None:
            self._text = self._text[:at]
            return self._end(Finish.STOP)
        if self._walk is not None and self._walk.is_over:
            return self._end(Finish.STOP)
        if len(self._tokens) >= self._ask.max_tokens:
            return self._end(Finish.LENGTH)
        self._tell(self._settled())
        try:
            self._watch.progress(len(self._tokens) / self._ask.max_tokens)
        except (ProblemError, Cancelled) as error:
            self._error = error

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

    def _settled(self) -> int:
        """Characters of the text that no later token changes or takes back."""
        settled = len(self._text.rstrip(_HALF))
        held = max((len(stop) - 1 for stop in self._ask.stop), default=0)
        return min(settled, len(self._text) - held)

    def _tell(self, upto: int) -> None:
        if upto > self._heard:
            self._hear(self._text[self._heard : upto])
            self._heard = upto

    def _end(self, finish: Finish) -> None:
        self._finish = finish
        self._tell(len(self._text))


class Weighing(LogitsProcessor):
    """Each answer's own choice of its next token."""

    def __init__(self, answers: Sequence[Writing]) -> None:
        self._answers = answers

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """`scores` is answers × tokens."""
        return torch.stack([one.weighed(row) for one, row in zip(self._answers, scores, strict=True)])


class Following(StoppingCriteria):
    """Tells each answer its new token; an answer that is over gets no more. Then others may use the device."""

    def __init__(self, answers: Sequence[Writing], pause: Callable[[], None]) -> None:
        self._answers = answers
        self._pause = pause

    def __call__(self, input_ids: Tensor, scores: object, **_: object) -> BoolTensor:
        """`input_ids` is answers × tokens so far."""
        for one, token in zip(self._answers, input_ids[:, -1].tolist(), strict=True):
            one.take(token)
        over = [one.is_over for one in self._answers]
        if not all(over):
            self._pause()
        return torch.tensor(over, dtype=torch.bool, device=input_ids.device)  # pyright: ignore[reportReturnType]
