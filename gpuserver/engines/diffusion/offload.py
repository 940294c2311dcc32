"""Parts of a model that is too large for the GPU: those that are not needed wait in the CPU's memory.

A model reads words, makes steps, and turns pictures into latents and back. Where it does not fit as a whole, what makes
the steps is at rest on the GPU, and the text encoders come in its place while words are read. The VAE stays beside it
where there is room, and else it comes in its place too.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

import torch
from torch import nn

from gpuserver.models.memory import Needs, Place
from gpuserver.models.torch_device import held, move

WORK: Final = 2_000_000_000
"""Bytes that must be left over for a VAE to stay on the GPU: it needs more for its work than a step does."""


class Stage(StrEnum):
    """What a part is for."""

    WORDS = "words"
    STEPS = "steps"
    PICTURES = "pictures"

    @classmethod
    def of(cls, part: str) -> Stage:
        """The stage of a pipeline's part, named as diffusers names it and its folder."""
        if part.startswith("text_encoder"):
            return cls.WORDS
        return cls.PICTURES if part == "vae" else cls.STEPS


_ALL: Final = frozenset(Stage)
_NOWHERE: Final = frozenset[Stage]()


def at_rest(sizes: Mapping[Stage, int], room: int) -> frozenset[Stage]:
    """What stays on a GPU with `room` bytes for a model whose parts have these `sizes`; 0: room for all."""
    if not room or sum(sizes.values()) <= room:
        return _ALL
    if sizes[Stage.STEPS] + sizes[Stage.PICTURES] + WORK <= room:
        return _ALL - {Stage.WORDS}
    return frozenset({Stage.STEPS})


def needs(sizes: Mapping[Stage, int], room: int) -> Needs:
    """What a model takes whose parts have these `sizes` (bytes), on a GPU with `room` bytes for it; 0: room for all."""
    resting, whole = at_rest(sizes, room), sum(sizes.values())
    there = [sum(sizes[stage] for stage in resting), *(sizes[stage] for stage in _ALL - resting)]
    return Needs(whole, max(there), whole - min(there))


class Offload:
    """The parts of one loaded model, and where they are. Not safe from several threads."""

    def __init__(self, parts: Mapping[Stage, nn.ModuleList]) -> None:
        """`parts`: all on one device."""
        self._parts = parts
        self._device: torch.device | None = None
        self.here = _ALL
        """What is where the model works."""

    @property
    def device(self) -> torch.device:
        """Where the model works, whatever of it is there now."""
        return self._device or next(self._parts[Stage.STEPS].parameters()).device

    @property
    def sizes(self) -> dict[Stage, int]:
        """Bytes of the parts."""
        return {stage: held(part) for stage, part in self._parts.items()}

    def to(self, place: Place, room: int) -> Needs:
        """Move to `place`, which has `room` bytes for it (0: enough), what is at rest there."""
        sizes = self.sizes
        self.rest(at_rest(sizes, room) if place is Place.GPU else _ALL, torch.device(place.value))
        return needs(sizes, room)

    def rest(self, stages: frozenset[Stage], device: torch.device) -> None:
        """Leave `stages` on `device`, where the model works; the others wait on the CPU and visit it."""
        self._device = device
        self._bring(stages)

    @contextmanager
    def visit(self, stage: Stage) -> Iterator[None]:
        """The part of `stage` where the model works, alone where it does not rest there; then all is as it was."""
        before = self.here
        if stage in before:
            yield
            return
        try:
            self._bring(frozenset({stage}))
            yield
        finally:
            self._bring(before)

    def _bring(self, stages: frozenset[Stage]) -> None:
        """Leave exactly `stages` where the model works: the others go first."""
        self.here = _NOWHERE
        for stage in (one for one in Stage if one not in stages):
            move(self._parts[stage], Place.CPU)
        for stage in (one for one in Stage if one in stages):
            self._parts[stage].to(self.device)
        self.here = stages
