"""Runs batches of one denoiser on the accelerator: rows join at any step, are looked at, and leave when done."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from typing import Final

import torch

from gpuserver.accelerator.executor import Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.accelerator.request import Ticket
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.denoiser import Denoiser, Embeddings, Row, to_pixels
from gpuserver.engines.diffusion.embeddings import EmbeddingCache
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.offload import Stage
from gpuserver.engines.diffusion.preview import LatentPreview, PreviewCache

Asked = Ticket[Generation, Pixels]

LOOKS: Final = 3
"""Previews of one request, spread over its steps."""


class Denoising:
    """The executor of every `Denoiser`. Used by the accelerator's thread alone."""

    joins = True

    def __init__(self, models: Held, loras: Loras, *, most: int = 8, cache: int = 256 << 20) -> None:
        """`most`: rows of a batch; `cache`: bytes of prompt embeddings that are kept."""
        self._most = most
        self._models = models
        self._loras = loras
        self._embeddings = EmbeddingCache(cache)
        self._previews = PreviewCache()

    @property
    def most(self) -> int:
        """Rows of a batch, at most."""
        return self._most

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured: the accelerator's warm-up does."""
        return None

    def start(self, tickets: Sequence[Asked]) -> DenoisingBatch:
        """A batch of `tickets`. Raises OutOfMemory, and ProblemError for a LoRA that cannot be used."""
        key = tickets[0].request.key
        model = self._models.get(key.model)
        if not isinstance(model, Denoiser):
            raise TypeError(f"{key.model} is no denoiser")
        batch = DenoisingBatch(model, key, self._loras, self._embeddings, self._previews)
        batch.join(tickets)
        return batch


class DenoisingBatch:
    """Rows of one size, each with its own step counter."""

    def __init__(
        self, model: Denoiser, key: Key, loras: Loras, embeddings: EmbeddingCache, previews: PreviewCache
    ) -> None:
        self._model = model
        self._key = key
        self._loras = loras
        self._embeddings = embeddings
        self._previews = previews
        self._rows: dict[Asked, Row] = {}

    @torch.inference_mode()
    def join(self, tickets: Sequence[Asked]) -> None:
        """Take further rows. Raises OutOfMemory, which leaves the batch as it was."""
        with out_of_memory():
            self._loras.wear(self._model.pipe, self._key.model, self._key.adapters)
            with ExitStack() as visits:
                texts = [self._texts(ticket.request.inputs, visits) for ticket in tickets]
            begun = zip(tickets, texts, strict=True)
            self._rows |= {ticket: self._model.begin(ticket.request.inputs, *text) for ticket, text in begun}

    @torch.inference_mode()
    def step(self) -> Mapping[Asked, Pixels]:
        """One step of every row that has steps left, and the picture of the first that has none. Raises OutOfMemory.

        One picture a step: decoding takes longer than a step, and others may want to go in between.
        """
        with out_of_memory():
            self._advance({ticket: row for ticket, row in self._rows.items() if not row.done})
            done = next((ticket for ticket, row in self._rows.items() if row.done), None)
            made = {} if done is None else {done: self._picture(self._rows[done])}
            if self._model.device.type == "cuda":
                torch.cuda.synchronize(self._model.device)  # else only the launching is timed, and runs ahead
        self.drop(made)
        return made

    def drop(self, tickets: Collection[Asked]) -> None:
        """Forget these rows."""
        for ticket in tickets:
            del self._rows[ticket]

    def _advance(self, rows: Mapping[Asked, Row]) -> None:
        if not rows:
            return
        self._loras.wear(self._model.pipe, self._key.model, self._key.adapters)
        directions = self._model.predict(list(rows.values()))
        for (ticket, row), direction in zip(rows.items(), directions, strict=True):
            if self._wants_look(row):
                ticket.show(self._preview().look(row.picture(direction)))
            row.advance(direction)

    def _texts(self, wanted: Generation, visits: ExitStack) -> tuple[Embeddings, Embeddings | None]:
        """The embeddings of what is wanted and of what is not; `visits` ends when all rows have theirs."""
        model, key = self._model, self._key

        def read(encode: Callable[[str], Embeddings], prompt: str) -> Embeddings:
            visits.enter_context(model.offload.visit(Stage.WORDS))
            return encode(prompt)

        words = (key.model, key.adapters, wanted.prompt)
        text = self._embeddings.of(words, model.device, lambda: read(model.encode, wanted.prompt))
        if not model.guided(wanted.guidance):
            return text, None
        unwanted = (key.model, key.adapters, wanted.negative, "negative")
        negative = self._embeddings.of(unwanted, model.device, lambda: read(model.encode_negative, wanted.negative))
        return text, negative

    def _preview(self) -> LatentPreview:
        fitted = self._model in self._previews
        with nullcontext() if fitted else self._model.offload.visit(Stage.PICTURES):
            return self._previews.of(self._model)

    def _picture(self, row: Row) -> Pixels:
        """One row alone: decoding takes more memory than a step."""
        with self._model.offload.visit(Stage.PICTURES):
            return to_pixels(self._model.decode(row.latents[None])[0])

    @staticmethod
    def _wants_look(row: Row) -> bool:
        made, left = row.at - row.generation.start + 1, row.schedule.steps - row.at - 1
        share = row.generation.made / (LOOKS + 1)
        return left > 0 and int(made / share) > int((made - 1) / share)
