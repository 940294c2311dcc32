"""The chosen models, and making pictures with them on the accelerator."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.claim import claimed
from gpuserver.accelerator.executor import Executor, Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request
from gpuserver.engines.base import Pixels, Sampling, Watch
from gpuserver.engines.diffusion.config import DiffusionConfig
from gpuserver.engines.diffusion.enlarging import Enlarging, enlarging
from gpuserver.engines.diffusion.executor import Denoising
from gpuserver.engines.diffusion.family import Ability, Family
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.loading import family_of, is_stepped
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.part import Part
from gpuserver.engines.diffusion.whole import WholeCall


@dataclass(frozen=True)
class Serving:
    """A model that serves an ability."""

    model: str
    family: Family


class Studio:
    """Safe from several threads: each call waits in its own for the accelerator's."""

    def __init__(self, config: DiffusionConfig, accelerator: Accelerator, models: Held) -> None:
        """`models`: where the accelerator's loaded models are. Raises ModelError for a folder that holds none."""
        self.loras = Loras(config.loras)
        self._accelerator = accelerator
        self._denoising = Denoising(models, self.loras, most=config.most)
        self._whole = WholeCall(models, self.loras)
        self._enlarging = Enlarging(models)
        self._families = {one.name: family_of(one) for one in config.models}
        self._serving = {
            ability: name
            for ability in Ability
            if (name := config.tasks.get(ability) or self._first(ability)) and ability in self._families[name].abilities
        }

    def sampled(self, how: Sampling) -> Studio:
        """The same models, which make pictures so."""
        other = copy(self)
        other._families = {name: _sampled(family, how) for name, family in self._families.items()}
        return other

    @property
    def abilities(self) -> frozenset[Ability]:
        """What some model can do."""
        return frozenset(self._serving)

    def serving(self, ability: Ability) -> Serving:
        """The model for `ability`. Raises ProblemError (cannot_do)."""
        if ability not in self._serving:
            needs = f"a diffusion model that can {ability.value} (CHATELIER_MODELS)"
            raise ProblemError(Code.CANNOT_DO, f"it needs {needs}", pipeline=ability.value, needs=needs)
        name = self._serving[ability]
        return Serving(name, self._families[name])

    def make(self, serving: Serving, wanted: Generation, watch: Watch) -> Pixels:
        """The picture. Raises ProblemError and Cancelled."""
        return self._accelerator.run(self._executor(serving), self._request(serving, wanted), watch)

    def make_all(self, serving: Serving, wanted: Sequence[Generation], watch: Watch) -> list[Pixels]:
        """Several pictures that may share batches. Raises ProblemError and Cancelled."""
        executor = self._executor(serving)
        tickets = [self._accelerator.submit(executor, self._request(serving, one)) for one in wanted]
        try:
            return [ticket.result(Part(watch, at, len(tickets))) for at, ticket in enumerate(tickets)]
        except BaseException:
            for ticket in tickets:
                ticket.cancel()
            raise

    def enlarge(self, serving: Serving, pixels: Pixels, watch: Watch) -> Pixels:
        """`pixels` with the model's factor of the sides. Raises ProblemError and Cancelled."""
        return self._accelerator.run(self._enlarging, enlarging(serving.model, pixels), watch)

    def warm_up(self) -> None:
        """Load, compile and measure every model before anybody waits."""
        for name, family in self._families.items():
            if Ability.DRAW in family.abilities:
                side = int(family.pixels**0.5) // family.multiple * family.multiple
                wanted = Generation("a cat", 0, side, side, family.steps, family.guidance)
                serving = Serving(name, family)
                self._accelerator.warm_up(self._executor(serving), [self._request(serving, wanted)])

    def _first(self, ability: Ability) -> str | None:
        return next((name for name, family in self._families.items() if ability in family.abilities), None)

    def _executor(self, serving: Serving) -> Executor[Generation, Pixels]:
        return self._denoising if is_stepped(serving.family) else self._whole

    def _request(self, serving: Serving, wanted: Generation) -> Request[Generation]:
        stepped = is_stepped(serving.family)
        key = Key(
            pipeline="denoise" if stepped else "call",
            model=serving.model,
            width=wanted.width,
            height=wanted.height,
            steps=wanted.steps,
            guidance=wanted.guidance,
            adapters=wanted.adapters,
            shape=wanted.shape,
        )
        return claimed(key, wanted, wanted.made if stepped else wanted.steps + 1)  # then it decodes


def _sampled(family: Family, how: Sampling) -> Family:
    steps = family.steps if how.steps is None else how.steps
    return replace(family, steps=steps, guidance=family.guidance if how.guidance is None else how.guidance)
