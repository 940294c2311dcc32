"""From examples to tensors, and the loss."""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from core.understanding.trained.labels import CLOSED, NONE, PIPELINES, ROLE_NAMES, SLOTS
from core.understanding.trained.tokens import Encoded, Tokenizer
from gpuserver.training.network import Batch, Output
from gpuserver.training.stage import UNKNOWN, Example, Place

_PIPELINE: Final = {name: row for row, name in enumerate(PIPELINES)}
_CLOSED: Final = {name: row for row, name in enumerate(CLOSED)}
_ROLE: Final = {name: row for row, name in enumerate(ROLE_NAMES)}
_SLOT_WEIGHTS: Final = (1.0, 1.0, 0.7)
_FACE_WEIGHT: Final = 3.0


@dataclass(frozen=True)
class Answer:
    """What should be said of one turn, as rows."""

    pipelines: tuple[int, ...]
    closed: tuple[int, ...]
    face: tuple[int, ...]
    spans: tuple[tuple[int, int, int, int], ...]
    """Slot, role, first and last token; token 0 for a role without words."""


def answer(example: Example, encoded: Encoded) -> Answer:
    """The rows of `example` in the tokens of `encoded`."""
    pipelines, closed = [_PIPELINE[NONE]] * SLOTS, [0] * SLOTS
    spans: list[tuple[int, int, int, int]] = []
    for slot, target in enumerate(example.targets[:SLOTS]):
        pipelines[slot] = _PIPELINE[target.pipeline]
        closed[slot] = _CLOSED.get(target.closed, 0)
        for role, place in target.places.items():
            found = _tokens(place, encoded)
            if found is not None:
                spans.append((slot, _ROLE[role], *found))
    return Answer(tuple(pipelines), tuple(closed), example.face, tuple(spans))


def _tokens(place: Place | None, encoded: Encoded) -> tuple[int, int] | None:
    """First and last token of a place; None where nothing can be learnt."""
    if place is None:
        return 0, 0
    if place == UNKNOWN:
        return None
    segment, start, end = place
    inside = [at for at, (seg, a, b) in enumerate(encoded.places) if seg == segment and a < end and b > start]
    return (inside[0], inside[-1]) if inside else None


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> list[tuple[Encoded, Answer]]:
    """Examples as numbers."""
    out: list[tuple[Encoded, Answer]] = []
    for one in examples:
        encoded = tokenizer.encode(one.view)
        out.append((encoded, answer(one, encoded)))
    return out


def collate(encoded: Sequence[Encoded]) -> Batch:
    """Turns side by side, padded to the longest."""
    length = max(len(one.pieces) for one in encoded)
    rows = torch.zeros(3, len(encoded), length, dtype=torch.long)
    mask = torch.zeros(len(encoded), length, dtype=torch.bool)
    held = torch.tensor([one.held for one in encoded])
    grams: list[int] = []
    starts: list[int] = []
    for at, one in enumerate(encoded):
        size = len(one.pieces)
        rows[:, at, :size] = torch.tensor([one.pieces, one.pairs, one.segments])
        mask[at, :size] = True
        starts.append(len(grams))
        grams += one.grams
    return Batch(rows[0], rows[1], rows[2], mask, torch.tensor(grams), torch.tensor(starts), held)


def loss(said: Output, answers: Sequence[Answer]) -> tuple[Tensor, dict[str, float]]:
    """What the network is to lower, and its parts by head."""
    wanted = torch.tensor([one.pipelines for one in answers])
    pipeline = functional.cross_entropy(said.pipeline.float().transpose(1, 2), wanted, reduction="none")
    pipeline = (pipeline * torch.tensor(_SLOT_WEIGHTS)).sum(1).mean()
    acting = wanted > 0
    closed = functional.cross_entropy(
        said.closed.float()[acting], torch.tensor([one.closed for one in answers])[acting]
    )
    values = torch.tensor([one.face for one in answers])
    weights = torch.tensor([1.0, 1.5, 1.5])
    face = functional.cross_entropy(
        said.face.float().flatten(0, 1), values.flatten(), weight=weights, reduction="sum"
    ) / len(answers)
    spans = _span_loss(said, answers)
    total = pipeline + closed + _FACE_WEIGHT * face + spans
    parts = {"pipeline": pipeline, "closed": closed, "face": face, "spans": spans}
    return total, {name: part.item() for name, part in parts.items()}


def _span_loss(said: Output, answers: Sequence[Answer]) -> Tensor:
    rows = [(at, *span) for at, one in enumerate(answers) for span in one.spans]
    if not rows:
        return said.start.sum() * 0
    turn, slot, role, first, last = torch.tensor(rows).unbind(1)
    return functional.cross_entropy(said.start[turn, slot, role].float(), first) + functional.cross_entropy(
        said.end[turn, slot, role].float(), last
    )
