"""Runs answers of one language model on the accelerator: questions join at any token, and each ends at its own."""

# pyright: reportMissingImports=false, reportInvalidTypeForm=false
from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import torch
from transformers import PreTrainedModel

from core.problems import ProblemError
from gpuserver.accelerator.claim import claimed
from gpuserver.accelerator.executor import ExecutorFailed, Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.engines.sight import Said
from gpuserver.engines.vision.decoding import Rows, joined
from gpuserver.engines.vision.writing import Writing

log = logging.getLogger(__name__)

_LEAST: Final = 1024
"""Tokens of question and answer up to which all share batches; beyond, those within the same power of two do."""


@dataclass(frozen=True, eq=False)
class Question:
    """A question as the model reads it."""

    inputs: Mapping[str, torch.Tensor]
    most: int
    """Tokens of the answer, at most."""
    hear: Callable[[str], None]
    """Gets the text so far, in the thread that asked; from the beginning again where memory ran out in between."""
    begin: Callable[[PreTrainedModel], Writing]
    """An answer without a token."""

    @property
    def read(self) -> int:
        """Tokens of the question."""
        return self.inputs["input_ids"].shape[1]

    def request(self, model: str) -> Request[Question]:
        """For `model`. It has no deadline here: most answers end long before they are as long as they may be."""
        length = max(_LEAST, 1 << (self.read + self.most - 1).bit_length())
        return claimed(Key("answer", model, 0, 0, shape=(length,)), self, self.most, timed=False)


Answer = Said | ProblemError | ExecutorFailed
"""What was said, or why nothing was: an answer that fails is no affair of those beside it."""
Asked = Ticket[Question, Answer]


class Answering:
    """The executor of a language model. Used by the accelerator's thread alone."""

    joins = True

    def __init__(self, models: Held, *, most: int = 16) -> None:
        """`most`: answers of a batch."""
        self._models = models
        self._most = most

    @property
    def most(self) -> int:
        """Answers of a batch, at most."""
        return self._most

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured."""
        return None

    def start(self, tickets: Sequence[Asked]) -> AnsweringBatch:
        """A batch of `tickets`, their questions read. Raises OutOfMemory."""
        model = self._models.get(tickets[0].request.key.model)
        if not isinstance(model, PreTrainedModel):
            raise TypeError(f"{tickets[0].request.key.model} is no language model")
        batch = AnsweringBatch(model)
        batch.join(tickets)
        return batch


@dataclass(eq=False)
class _Group:
    """Answers that get their tokens together."""

    rows: Rows
    tickets: list[Asked]

    def keep(self, staying: Callable[[Asked], bool]) -> None:
        places = [at for at, ticket in enumerate(self.tickets) if staying(ticket)]
        self.tickets = [self.tickets[at] for at in places]
        if places:
            self.rows = self.rows.kept(places)


class AnsweringBatch:
    """Answers of one model: in one group, but for models whose memory of a text cannot be put beside another's."""

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model
        self._groups: list[_Group] = []
        self._writings: dict[Asked, Writing] = {}
        self._failed: dict[Asked, Answer] = {}

    @torch.inference_mode()
    def join(self, tickets: Sequence[Asked]) -> None:
        """Read further questions. Raises OutOfMemory, which leaves the batch as it was."""
        read: list[_Group] = []
        writings: dict[Asked, Writing] = {}
        failed: dict[Asked, Answer] = {}
        with out_of_memory():
            for ticket in tickets:
                question = ticket.request.inputs
                with _failing_alone(ticket, failed):
                    writings[ticket] = question.begin(self._model)
                    read.append(_Group(Rows.read(self._model, question.inputs), [ticket]))
            self._groups = _together([*self._groups, *read])
        self._failed |= failed
        self._writings |= writings

    @torch.inference_mode()
    def step(self) -> Mapping[Asked, Answer]:
        """One token of every answer; those that it ended. Raises OutOfMemory."""
        ended, self._failed = self._failed, {}
        with out_of_memory():
            for group in self._groups:
                tokens = self._taken(group, ended)
                places = [at for at, ticket in enumerate(group.tickets) if ticket not in ended]
                group.keep(lambda ticket: ticket not in ended)
                if places:
                    group.rows = group.rows.next(self._model, tokens[places])
            if self._model.device.type == "cuda":
                torch.cuda.synchronize(self._model.device)  # else only the launching is timed, and runs ahead
        self._forget(ended)
        return ended

    def drop(self, tickets: Collection[Asked]) -> None:
        """Forget these answers."""
        for group in self._groups:
            group.keep(lambda ticket: ticket not in tickets)
        self._forget(tickets)

    def _taken(self, group: _Group, ended: dict[Asked, Answer]) -> torch.Tensor:
        """The next tokens of `group`; answers that end with theirs go to `ended`."""
        scores = group.rows.logits.clone()
        for at, ticket in enumerate(group.tickets):
            with _failing_alone(ticket, ended):
                scores[at] = self._writings[ticket].weighed(scores[at])
        tokens = scores.argmax(-1)
        for ticket, token in zip(group.tickets, tokens.tolist(), strict=True):
            with _failing_alone(ticket, ended):
                self._write(ticket, token, ended)
        return tokens

    def _write(self, ticket: Asked, token: int, ended: dict[Asked, Answer]) -> None:
        if ticket in ended:
            return
        writing, question = self._writings[ticket], ticket.request.inputs
        writing.take(token)
        ticket.pass_on(lambda text=writing.settled: question.hear(text))
        if writing.is_over:
            ended[ticket] = writing.said(question.read)

    def _forget(self, tickets: Collection[Asked]) -> None:
        self._groups = [group for group in self._groups if group.tickets]
        self._writings = {ticket: one for ticket, one in self._writings.items() if ticket not in tickets}
        self._failed = {ticket: one for ticket, one in self._failed.items() if ticket not in tickets}


def _together(groups: Sequence[_Group]) -> list[_Group]:
    """`groups` with those in one that can be."""
    able = [one for one in groups if one.rows.joins]
    apart = [one for one in groups if not one.rows.joins]
    if len(able) < 2:
        return [*able, *apart]
    tickets = [ticket for one in able for ticket in one.tickets]
    return [_Group(joined([one.rows for one in able]), tickets), *apart]


@contextmanager
def _failing_alone(ticket: Asked, failed: dict[Asked, Answer]) -> Iterator[None]:
    """Writes down what goes wrong with `ticket`. Memory that ran out is everybody's: it is raised."""
    try:
        yield
    except torch.OutOfMemoryError:
        raise
    except ProblemError as error:
        failed[ticket] = error.with_traceback(None)
    except Exception as error:
        log.exception("an answer of %s failed", ticket.request.key.model)
        failed[ticket] = ExecutorFailed(f"{type(error).__name__}: {error}")
