"""The models of a `Residency` as the accelerator sees them: taken when a batch needs them, then given back."""

from __future__ import annotations

import logging
from contextlib import ExitStack

from core.problems import Code, ProblemError
from gpuserver.accelerator.executor import OutOfMemory
from gpuserver.models.memory import Budgets
from gpuserver.models.problem import ModelError
from gpuserver.models.residency import Residency

log = logging.getLogger(__name__)


class Shelf:
    """`accelerator.Models` over a residency. Used by the accelerator's thread alone, but for `close` after its end."""

    def __init__(self, budgets: Budgets, residency: Residency) -> None:
        """`budgets`: those of `residency`."""
        self._budgets = budgets
        self._residency = residency
        self._held: dict[str, tuple[ExitStack, object]] = {}

    def get(self, model: str) -> object:
        """The loaded model. Raises KeyError for one that is not."""
        return self._held[model][1]

    def loaded(self, model: str) -> bool:
        """Whether `model` can be used now."""
        return model in self._held

    def fits(self, model: str, keep: frozenset[str]) -> bool:
        """Whether `model` is loaded, or can be beside those of `keep`."""
        if model in self._held:
            return True
        home = self._budgets.home
        taken = sum(one.bytes for one in self._residency.residents() if one.place is home and one.name in keep)
        return taken + self._expected(model) <= self._budgets.of(home)

    def load(self, model: str, keep: frozenset[str]) -> None:
        """Take `model` and give all but `keep` back, which the residency moves away where it needs their room.

        Raises OutOfMemory where those of `keep` leave no room, and ProblemError for a model that cannot be loaded.
        """
        self.unload(keep)
        if not self.fits(model, keep) and keep:
            raise OutOfMemory
        with ExitStack() as stack:
            try:
                loaded = stack.enter_context(self._residency.use(model))
            except ModelError as error:
                log.error("%s", error)
                needs = f"a whole copy of the model {model}: pull it again, or choose another ({error})"
                raise ProblemError(Code.CANNOT_DO, needs, pipeline=model, needs=needs) from None
            self._held[model] = (stack.pop_all(), loaded)

    def unload(self, keep: frozenset[str]) -> None:
        """Give back all models but `keep`."""
        for name in [name for name in self._held if name not in keep]:
            self._held.pop(name)[0].close()

    def close(self) -> None:
        """Give everything back."""
        self.unload(frozenset())

    def _expected(self, model: str) -> int:
        try:
            return self._residency.working(model)
        except ModelError:
            return 0  # `load` says what is wrong with it
