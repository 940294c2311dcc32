"""Models lent to threads that do their own work with them: the accelerator waits meanwhile, so that it does one thing
at a time, and goes on with others wherever the borrower pauses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Semaphore, local
from typing import Final

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request, Ticket

_PIPELINE: Final = "lend"


class _Loan:
    """A model on its way to the borrower and back. One of the two threads works, the other waits."""

    def __init__(self) -> None:
        self.model: object = None
        self.returned = False
        self._borrowers = Semaphore(0)
        self._accelerators = Semaphore(0)

    def step(self) -> None:
        """Let the borrower work until it pauses or gives the model back; the accelerator's thread waits here."""
        self._borrowers.release()
        self._accelerators.acquire()

    def rest(self) -> None:
        """Let the accelerator go on."""
        self._accelerators.release()

    def wait(self, ticket: _Ticket) -> None:
        """Wait for the borrower's turn. Raises what the request ended with."""
        self._borrowers.acquire()
        if ticket.future.done():
            ticket.future.result()

    def wake(self, ended: object) -> None:
        """Wake a borrower whose request has ended without it."""
        self._borrowers.release()


_Ticket = Ticket[_Loan, None]


class Lending:
    """The executor of loans: a step lasts until the borrower pauses, or gives the model back."""

    joins = False
    most = 1

    def __init__(self, accelerator: Accelerator, get: Callable[[str], object]) -> None:
        """`get`: the loaded model of a name, for the accelerator's thread."""
        self._accelerator = accelerator
        self._get = get
        self._mine = local()
        """The loan of each thread."""

    @contextmanager
    def lend(self, model: str) -> Iterator[object]:
        """The model `model` for the block, in its turn. Not to be nested: one loan for each thread.

        Raises ProblemError for a model that cannot be loaded, and when the server stops.
        """
        loan = _Loan()
        ticket: _Ticket = self._accelerator.submit(self, Request(Key(_PIPELINE, model, 0, 0), loan))
        ticket.future.add_done_callback(loan.wake)
        loan.wait(ticket)
        self._mine.loan = loan, ticket
        try:
            yield loan.model
        finally:
            del self._mine.loan
            loan.model, loan.returned = None, True
            loan.rest()

    def pause(self) -> None:
        """Let others have their steps; for a thread that holds a loan. Raises ProblemError when the server stops."""
        loan, ticket = self._mine.loan
        loan.rest()
        loan.wait(ticket)

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured."""
        return None

    def start(self, tickets: Sequence[_Ticket]) -> _Lent:
        """A batch of one."""
        ticket = tickets[0]
        ticket.request.inputs.model = self._get(ticket.request.key.model)
        return _Lent(ticket)


class _Lent:
    """One loan."""

    def __init__(self, ticket: _Ticket) -> None:
        self._ticket = ticket

    def step(self) -> Mapping[_Ticket, None]:
        """The borrower's work until its next pause."""
        loan = self._ticket.request.inputs
        loan.step()
        return {self._ticket: None} if loan.returned else {}

    def join(self, tickets: Sequence[_Ticket]) -> None:
        """Never called: the executor does not join."""
        raise TypeError("a loan takes no further rows")

    def drop(self, tickets: Collection[_Ticket]) -> None:
        """Nothing is held between steps."""
