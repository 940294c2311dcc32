"""Work that other engines do with one model at a time, in its turn beside what the accelerator does by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, TypeVar, cast

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.claim import claimed
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.accelerator.request import Ticket
from gpuserver.engines.base import Unwatched

R = TypeVar("R")

Work = Callable[[object], object]
"""What is done with a model."""
_Ticket = Ticket[Work, object]
_PIPELINE: Final = "lend"


class Lending:
    """The executor of such work: each piece is one step."""

    joins = False
    most = 1

    def __init__(self, accelerator: Accelerator, get: Callable[[str], object]) -> None:
        """`get`: the loaded model of a name, for the accelerator's thread."""
        self._accelerator = accelerator
        self._get = get

    def lend(self, model: str, work: Callable[[object], R], rows: int = 1) -> R:
        """What `work` makes with `model`, on the accelerator's thread; this one waits.

        Where memory runs out, `work` is begun again with no other model loaded: it changes nothing before its end.
        `rows`: how many things it does at once; what memory allows is known for each number apart.

        Raises ProblemError (cannot_do, too_large_to_render, unavailable), and ExecutorFailed for what `work` raises.
        """
        request = claimed(Key(_PIPELINE, model, 0, 0, shape=(rows,)), cast(Work, work))
        return cast(R, self._accelerator.submit(self, request).result(Unwatched()))

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured."""
        return None

    def start(self, tickets: Sequence[_Ticket]) -> _Lent:
        """A batch of one."""
        return _Lent(tickets[0], self._get(tickets[0].request.key.model))


class _Lent:
    """One piece of work."""

    def __init__(self, ticket: _Ticket, model: object) -> None:
        self._ticket = ticket
        self._model = model

    def step(self) -> Mapping[_Ticket, object]:
        """All of it. Raises OutOfMemory."""
        with out_of_memory():
            return {self._ticket: self._ticket.request.inputs(self._model)}

    def join(self, tickets: Sequence[_Ticket]) -> None:
        """Never called: the executor does not join."""
        raise TypeError("a piece of work takes no further rows")

    def drop(self, tickets: Collection[_Ticket]) -> None:
        """Nothing is held between steps."""
