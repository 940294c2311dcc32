"""Two ways of making the same pictures: our engine on its accelerator, and diffusers' own call, one at a time."""

# pyright: reportMissingImports=false
from __future__ import annotations

import resource
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from gpu_load import Size, Work
from gpu_models import Built

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import CudaGauge
from gpuserver.accelerator.request import Request
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.diffusion.denoiser import to_pixels
from gpuserver.engines.diffusion.executor import Asked, Denoising, DenoisingBatch
from gpuserver.engines.diffusion.families.sdxl import Sdxl
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.metrics import Metrics


class Peak:
    """The most memory that was in use since `reset`, in bytes."""

    def __init__(self) -> None:
        self._most = 0

    def reset(self) -> None:
        """Begin a new peak. The process's own, where there is no GPU, cannot be begun anew."""
        self._most = 0
        if torch.cuda.is_available():
            torch.cuda.reset_peak_memory_stats()

    def look(self) -> None:
        """Take note of what the engine's own gauge will forget."""
        if torch.cuda.is_available():
            self._most = max(self._most, torch.cuda.max_memory_allocated())

    @property
    def bytes(self) -> int:
        """The peak."""
        self.look()
        return self._most or 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@dataclass(frozen=True)
class Step:
    """One step of a batch."""

    size: Size
    rows: int
    seconds: float


class Timed:
    """The engine's executor, with its steps written down."""

    joins = True

    def __init__(self, executor: Denoising, peak: Peak) -> None:
        self._executor = executor
        self.peak_memory = peak
        self.steps: list[Step] = []

    @property
    def most(self) -> int:
        """Rows of a batch, at most."""
        return self._executor.most

    def peak(self, key: Key, rows: int) -> int | None:
        """As the executor says."""
        return self._executor.peak(key, rows)

    def start(self, tickets: Sequence[Asked]) -> TimedBatch:
        """A batch of the executor."""
        key = tickets[0].request.key
        return TimedBatch(self, self._executor.start(tickets), Size(key.width, key.steps), len(tickets))


class TimedBatch:
    """A batch whose steps are written down."""

    def __init__(self, timed: Timed, batch: DenoisingBatch, size: Size, rows: int) -> None:
        self._timed = timed
        self._batch = batch
        self._size = size
        self._rows = rows

    def step(self) -> Mapping[Asked, Pixels]:
        """One step, timed."""
        began = time.perf_counter()
        made = self._batch.step()
        self._timed.steps.append(Step(self._size, self._rows, time.perf_counter() - began))
        self._timed.peak_memory.look()
        self._rows -= len(made)
        return made

    def join(self, tickets: Sequence[Asked]) -> None:
        """Take further rows."""
        self._batch.join(tickets)
        self._rows += len(tickets)

    def drop(self, tickets: Collection[Asked]) -> None:
        """Forget these rows."""
        self._batch.drop(tickets)
        self._rows -= len(tickets)


@dataclass(frozen=True)
class InPlace:
    """The one model, which is where the accelerator wants it from the beginning."""

    model: object

    def get(self, model: str) -> object:
        """The model, whatever its name."""
        return self.model


class Served:
    """Our engine with one model: the executor of the server, on an accelerator of its own."""

    def __init__(self, built: Built, most: int, peak: Peak) -> None:
        """`most`: pictures of a batch."""
        self._built = built
        self.timed = Timed(Denoising(InPlace(built.model), Loras(None), most=most), peak)
        gauge = CudaGauge() if torch.cuda.is_available() else None
        self.accelerator = Accelerator(metrics=Metrics(), gauge=gauge)

    @contextmanager
    def running(self) -> Iterator[Served]:
        """The accelerator's thread lives as long as the block."""
        self.accelerator.start()
        try:
            yield self
        finally:
            self.accelerator.close()

    def warm_up(self, size: Size, most: int | None = None) -> None:
        """Measure, and compile where it is compiled, batches of 1, 2, 4 … `most` pictures; None: all that there are."""
        count = 2 * (most or self.timed.most) - 1
        self.accelerator.warm_up(self.timed, [self.request(Work(size, seed)) for seed in range(count)])

    def serve(self, work: Work) -> None:
        """Make one picture. Raises what the engine raises."""
        self.submit(work).result(Unwatched())

    def submit(self, work: Work) -> Asked:
        """Ask for one picture."""
        return self.accelerator.submit(self.timed, self.request(work))

    def request(self, work: Work) -> Request[Generation]:
        """As the engine's studio asks for a drawing."""
        made = wanted(self._built, work)
        key = Key("denoise", self._built.name, made.width, made.height, made.steps, made.guidance, shape=made.shape)
        return Request(key, made, made.made, user=work.user)


class Plain:
    """Diffusers' own call with the same weights, of which one is made at a time."""

    def __init__(self, built: Built) -> None:
        self._built = built

    def serve(self, work: Work) -> None:
        """Make one picture."""
        self.picture(work)

    def picture(self, work: Work) -> Pixels:
        """The picture. SDXL's latents are decoded as our engine does it, in the same precision."""
        made, model = wanted(self._built, work), self._built.model
        apart = isinstance(model, Sdxl)
        picture = model.pipe(
            prompt=made.prompt,
            width=made.width,
            height=made.height,
            num_inference_steps=made.steps,
            guidance_scale=made.guidance,
            generator=torch.Generator("cpu").manual_seed(made.seed),
            output_type="latent" if apart else "pt",
        ).images
        with torch.inference_mode():
            return to_pixels((model.decode(picture) if apart else picture * 2 - 1)[0])


def wanted(built: Built, work: Work) -> Generation:
    """What `work` is for this model: words of its own, so that nobody's are remembered."""
    steps = built.steps or work.size.steps
    words = f"a photograph of house number {work.seed} by the sea at night"
    return Generation(words, work.seed, work.size.side, work.size.side, steps, built.family.guidance)
