"""Runs super-resolution on the accelerator: one tile of each picture a step, so that it can be left at any."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np
import torch

from gpuserver.accelerator.claim import claimed
from gpuserver.accelerator.executor import Held
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.memory_torch import out_of_memory
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.families.swin2sr import Swin2SR
from gpuserver.engines.diffusion.tiles import Mosaic, Tile, tiles

Asked = Ticket[Pixels, Pixels]

_SIDE: Final = 256
_OVERLAP: Final = 24


def enlarging(model: str, pixels: Pixels) -> Request[Pixels]:
    """A request to enlarge `pixels` (RGB) with `model`."""
    height, width = pixels.shape[:2]
    steps = len(tiles(width, height, _SIDE, _OVERLAP))
    return claimed(Key("enlarge", model, width, height, steps), pixels, steps)


class Enlarging:
    """The executor of `Swin2SR`. Used by the accelerator's thread alone."""

    joins = True
    most = 4

    def __init__(self, models: Held) -> None:
        self._models = models

    def peak(self, key: Key, rows: int) -> int | None:
        """Not known before it was measured: the accelerator's warm-up does."""
        return None

    def start(self, tickets: Sequence[Asked]) -> EnlargingBatch:
        """A batch of pictures of one size."""
        model = self._models.get(tickets[0].request.key.model)
        if not isinstance(model, Swin2SR):
            raise TypeError(f"{tickets[0].request.key.model} enlarges no pictures")
        batch = EnlargingBatch(model)
        batch.join(tickets)
        return batch


class EnlargingBatch:
    """Pictures of one size, each at its own tile."""

    def __init__(self, model: Swin2SR) -> None:
        self._model = model
        self._rows: dict[Asked, tuple[list[Tile], Mosaic]] = {}

    def join(self, tickets: Sequence[Asked]) -> None:
        """Take further pictures."""
        for ticket in tickets:
            height, width = ticket.request.inputs.shape[:2]
            factor = self._model.factor
            mosaic = Mosaic(factor * width, factor * height, factor * _OVERLAP)
            self._rows[ticket] = (tiles(width, height, _SIDE, _OVERLAP), mosaic)

    @torch.inference_mode()
    def step(self) -> Mapping[Asked, Pixels]:
        """The next tile of each picture; the pictures that are whole. Raises OutOfMemory."""
        parts = [(ticket.request.inputs, left[0], mosaic) for ticket, (left, mosaic) in self._rows.items()]
        stacked = np.stack([tile.of(pixels) for pixels, tile, _ in parts]).astype(np.float32) / 255
        with out_of_memory():
            larger = self._model.enlarge(torch.from_numpy(stacked).permute(0, 3, 1, 2)).permute(0, 2, 3, 1).numpy()
        for (_, tile, mosaic), part in zip(parts, larger, strict=True):
            mosaic.put(tile.times(self._model.factor), part * 255)
        for left, _ in self._rows.values():
            del left[0]
        made = {ticket: mosaic.picture() for ticket, (left, mosaic) in self._rows.items() if not left}
        self.drop(made)
        return made

    def drop(self, tickets: Collection[Asked]) -> None:
        """Forget these pictures."""
        for ticket in tickets:
            del self._rows[ticket]
