"""Models that run diffusers' own call: one request a batch, whose steps take turns with those of others."""

# pyright: reportMissingImports=false
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy, deepcopy
from typing import Any

import torch

from gpuserver.accelerator.executor import Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.accelerator.stepwise import Stepwise
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

    def own_pipe(self) -> Any:
        """The pipeline with a schedule of its own: calls that take turns would count each other's steps."""
        own = copy(self.pipe)
        own.scheduler = deepcopy(self.pipe.scheduler)
        return own

    @abstractmethod
    def run(self, pipe: Any, wanted: Generation, after: AfterStep) -> Pixels:
        """The picture, by `pipe`. Raises what `after` raises, and ProblemError."""

    @abstractmethod
    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Channels, height and width of the latents of a picture of this size in pixels."""

    @abstractmethod
    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Pictures (rows × 3 × height × width, -1..1) of latents."""


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
        """A batch of one."""
        model = self._models.get(tickets[0].request.key.model)
        if not isinstance(model, WholeModel):
            raise TypeError(f"{tickets[0].request.key.model} has no call of its own")
        return WholeBatch(model, tickets[0], self._loras, self._previews)


class WholeBatch:
    """One request. Its last step is the decoding of the picture."""

    def __init__(self, model: WholeModel, ticket: Asked, loras: Loras, previews: PreviewCache) -> None:
        self._model = model
        self._ticket = ticket
        self._loras = loras
        self._pipe = model.own_pipe()
        self._looks = _Looks(model, self._pipe, ticket, previews)
        self._call = Stepwise(self._run)

    def step(self) -> Mapping[Asked, Pixels]:
        """One step; the last gives the picture. Raises OutOfMemory, and ProblemError for a LoRA that is of no use."""
        key = self._ticket.request.key
        with out_of_memory():
            self._loras.wear(self._model.pipe, key.model, key.adapters)  # another call may have changed them
            made = self._call.step()
            if self._model.device.type == "cuda":
                torch.cuda.synchronize(self._model.device)
        return {} if made is None else {self._ticket: made}

    def join(self, tickets: Sequence[Asked]) -> None:
        """Never called: the executor does not join."""
        raise TypeError("a whole call takes no further rows")

    def drop(self, tickets: Collection[Asked]) -> None:
        """End the call where it is."""
        self._call.close()

    @torch.inference_mode()
    def _run(self, pause: Callable[[], None]) -> Pixels:
        def after(made: int, latents: torch.Tensor) -> None:
            self._looks.after(made, latents)
            pause()

        return self._model.run(self._pipe, self._ticket.request.inputs, after)


class _Looks:
    """Shows where a step leads to, a few times."""

    def __init__(self, model: WholeModel, pipe: Any, ticket: Asked, previews: PreviewCache) -> None:
        self._model = model
        self._pipe = pipe
        self._ticket = ticket
        self._previews = previews
        self._last: torch.Tensor | None = None

    def after(self, made: int, latents: torch.Tensor) -> None:
        steps = self._ticket.request.inputs.steps
        share = steps / (LOOKS + 1)
        if self._last is not None and made < steps and int(made / share) > int((made - 1) / share):
            self._ticket.show(self._previews.of(self._model).look(self._picture(made, self._last, latents)))
        self._last = latents.clone()

    def _picture(self, made: int, before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
        """What Euler's last step pointed at: its direction is the difference that it made."""
        sigmas = self._pipe.scheduler.sigmas
        direction = (after - before) / (sigmas[made] - sigmas[made - 1])
        return (after - sigmas[made] * direction).float()
