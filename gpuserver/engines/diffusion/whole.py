"""Models that run diffusers' own call: one request at a time, in one step of the accelerator, watched all along."""

# pyright: reportMissingImports=false
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import torch

from gpuserver.accelerator.executor import Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.executor import LOOKS, Asked
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.preview import PreviewCache

AfterStep = Callable[[int, torch.Tensor], None]
"""Told the steps that are made, and the latents (channels × height × width)."""


class WholeModel(ABC):
    """A loaded model whose loop is diffusers'. Not safe from several threads."""

    def __init__(self, pipe: Any) -> None:
        """`pipe`: the pipeline of diffusers."""
        self.pipe = pipe
        pipe.set_progress_bar_config(disable=True)

    @property
    def components(self) -> Mapping[str, Any]:
        """Its parts by name, to be moved between devices."""
        return self.pipe.components

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.pipe.vae.device

    @abstractmethod
    def run(self, wanted: Generation, after: AfterStep) -> Pixels:
        """The picture. Raises what `after` raises, and ProblemError."""

    @abstractmethod
    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Channels, height and width of the latents of a picture of this size in pixels."""

    @abstractmethod
    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Pictures (rows × 3 × height × width, -1..1) of latents."""


class _GivenUp(Exception):
    """Raised inside diffusers' call where nobody wants the picture any more."""


class WholeCall:
    """The executor of every `WholeModel`. Used by the accelerator's thread alone."""

    joins = False
    most = 1

    def __init__(self, models: Held, loras: Loras) -> None:
        self._models = models
        self._loras = loras
        self._previews = PreviewCache()

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured: the accelerator's warm-up does."""
        return None

    def start(self, tickets: Sequence[Asked]) -> WholeBatch:
        """A batch of one. Raises ProblemError for a LoRA that cannot be used."""
        ticket = tickets[0]
        key = ticket.request.key
        model = self._models.get(key.model)
        if not isinstance(model, WholeModel):
            raise TypeError(f"{key.model} has no call of its own")
        with out_of_memory():
            self._loras.wear(model.pipe, key.model, key.adapters)
        return WholeBatch(model, ticket, self._previews)


class WholeBatch:
    """One request, made in one step."""

    def __init__(self, model: WholeModel, ticket: Asked, previews: PreviewCache) -> None:
        self._model = model
        self._ticket = ticket
        self._previews = previews

    @torch.inference_mode()
    def step(self) -> Mapping[Asked, Pixels]:
        """The picture; nothing where it was cancelled meanwhile. Raises OutOfMemory."""
        wanted = self._ticket.request.inputs
        try:
            with out_of_memory():
                return {self._ticket: self._model.run(wanted, _Told(self._model, self._ticket, self._previews))}
        except _GivenUp:
            return {}

    def join(self, tickets: Sequence[Asked]) -> None:
        """Never called: the executor does not join."""
        raise TypeError("a whole call takes no further rows")

    def drop(self, tickets: Collection[Asked]) -> None:
        """Nothing is held between steps."""


class _Told:
    """After each step: stop where nobody waits, report, and show where the last step leads to."""

    def __init__(self, model: WholeModel, ticket: Asked, previews: PreviewCache) -> None:
        self._model = model
        self._ticket = ticket
        self._previews = previews
        self._last: torch.Tensor | None = None

    def __call__(self, made: int, latents: torch.Tensor) -> None:
        if self._ticket.cancelled:
            raise _GivenUp
        steps = self._ticket.request.inputs.steps
        self._ticket.report(made / (steps + 1))  # the rest is decoding
        share = steps / (LOOKS + 1)
        if self._last is not None and made < steps and int(made / share) > int((made - 1) / share):
            self._ticket.show(self._previews.of(self._model).look(self._picture(made, self._last, latents)))
        self._last = latents.clone()

    def _picture(self, made: int, before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
        """What Euler's last step pointed at: its direction is the difference that it made."""
        sigmas = self._model.pipe.scheduler.sigmas
        direction = (after - before) / (sigmas[made] - sigmas[made - 1])
        return (after - sigmas[made] * direction).float()
