"""The network that reads a turn: one encoder, three action slots, pointers at words, and evidence for face values.

A generator-extractor (CAISE, section 4.3): each action slot generates a pipeline and a closed value, and points at
words of the request, the reply before it, the things spoken of and the things seen; a pointer at the start token says
that a role has no words, and the segment that it falls in is the gate between what was said and what is seen. Face
values are asked one by one of every token (ChatEdit, section 5.2); the strongest evidence counts.
"""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.understanding.trained.labels import CLOSED, FACE_VALUES, PIPELINES, ROLE_NAMES, SLOTS
from core.understanding.trained.network import GRAM_SCALE
from core.understanding.trained.tokens import GRAMS, PAIRS

WIDTH: Final = 384
HEADS: Final = 12
INNER: Final = 1536
POSITIONS: Final = 320
GRAM_WIDTH: Final = 48
GRAMS_LEFT_OUT: Final = 0.3
"""Share of the turns that are trained on without their n-grams."""
_FACES: Final = len(FACE_VALUES)
_IMPOSSIBLE: Final = -8.0


@dataclass(frozen=True)
class Batch:
    """Turns as tensors: B turns of at most T tokens."""

    pieces: Tensor
    """(B, T) rows of the vocabulary."""
    pairs: Tensor
    """(B, T) rows of pairs of Han characters."""
    segments: Tensor
    """(B, T), 0 to 5."""
    mask: Tensor
    """(B, T), true where there is a token."""
    grams: Tensor
    """Rows of n-grams of all turns, one after another."""
    gram_starts: Tensor
    """(B,) where each turn's n-grams begin."""
    held: Tensor
    """(B, face values), 1 where a value is in force."""


@dataclass(frozen=True)
class Output:
    """What the network says of a batch."""

    pipeline: Tensor
    """(B, 3, pipelines) logits."""
    closed: Tensor
    """(B, 3, closed values) logits."""
    face: Tensor
    """(B, face values, 3) logits of kept, set, unset."""
    start: Tensor
    """(B, 3, roles, T) logits of the first token of a role's words; token 0 where it has none."""
    end: Tensor
    """(B, 3, roles, T) logits of the last token."""


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Attention in single precision: on a CPU its bfloat16 kernel is eight times slower."""
    with torch.autocast("cpu", enabled=False):
        return functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)


def _heads(x: Tensor) -> Tensor:
    """(B, T, 384) as (B, heads, T, 32)."""
    return x.view(x.shape[0], x.shape[1], HEADS, -1).transpose(1, 2)


class Layer(nn.Module):
    """One encoder layer, normalised after its sums like BERT's, so that BERT's weights fit."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        q, k, v = (_heads(part) for part in self.qkv(x).chunk(3, -1))
        x = self.norm1(x + self.out(attend(q, k, v, mask).transpose(1, 2).flatten(2)))
        return self.norm2(x + self.down(functional.gelu(self.up(x), approximate="tanh")))


class Reader(nn.Module):
    """From embedded tokens and n-grams to everything that is said of a turn: the part that is exported as a graph."""

    wide_sizes: Final = (SLOTS * len(PIPELINES), SLOTS * len(CLOSED), 2 * _FACES)

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.slots = nn.Parameter(torch.randn(SLOTS, WIDTH) * 0.1)
        self.follow = nn.Linear(WIDTH, WIDTH)
        self.ask = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.after = nn.LayerNorm(WIDTH)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.settled = nn.LayerNorm(WIDTH)
        self.pipeline = nn.Linear(WIDTH, len(PIPELINES))
        self.closed = nn.Linear(WIDTH, len(CLOSED))
        self.wide = nn.Linear(GRAM_WIDTH, sum(self.wide_sizes))
        self.evidence = nn.Linear(WIDTH, 2 * _FACES)
        self.overall = nn.Linear(WIDTH, 2 * _FACES)
        nn.init.constant_(self.evidence.bias, -3.0)
        self.held_set = nn.Parameter(torch.full((_FACES,), -1.0))
        self.held_unset = nn.Parameter(torch.zeros(_FACES))
        self.named_unset = nn.Parameter(torch.tensor(0.5))
        self.role_start = nn.Parameter(1 + torch.randn(len(ROLE_NAMES), WIDTH) * 0.3)
        self.role_end = nn.Parameter(1 + torch.randn(len(ROLE_NAMES), WIDTH) * 0.3)
        self.bias_start = nn.Parameter(torch.randn(len(ROLE_NAMES), WIDTH) * 0.3)
        self.bias_end = nn.Parameter(torch.randn(len(ROLE_NAMES), WIDTH) * 0.3)
        self.from_start, self.from_end = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.to_start, self.to_end = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, embedded: Tensor, grams: Tensor, held: Tensor, mask: Tensor | None = None) -> Output:
        """`embedded` is (B, T, 384), `grams` the mean n-gram vector (B, 48), `held` (B, face values) the values in
        force, `mask` (B, T) or None for whole turns."""
        x = self.encoded(embedded, mask)
        slots = self.slot_states(x, mask)
        of_pipeline, of_closed, of_face = self.wide(grams).split(self.wide_sizes, 1)
        pipeline = self.pipeline(slots) + of_pipeline.view(-1, SLOTS, len(PIPELINES))
        closed = self.closed(slots) + of_closed.view(-1, SLOTS, len(CLOSED))
        face = self._face(x, slots[:, 0], of_face, held, mask)
        start = self._pointer(self.from_start(slots), self.role_start, self.bias_start, self.to_start(x), mask)
        end = self._pointer(self.from_end(slots), self.role_end, self.bias_end, self.to_end(x), mask)
        return Output(pipeline, closed, face, start, end)

    def encoded(self, embedded: Tensor, mask: Tensor | None) -> Tensor:
        """The turn after the encoder, (B, T, 384)."""
        seen = None if mask is None else mask[:, None, None, :]
        x = self.drop(self.norm(embedded))
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def slot_states(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The state of each action slot, (B, 3, 384): what it attends to in the turn, knowing what the slot before it
        has taken, through one hidden layer."""
        seen = None if mask is None else mask[:, None, None, :]
        key, value = _heads(self.key(x)), _heads(self.value(x))
        out: list[Tensor] = []
        before = torch.zeros_like(x[:, 0])
        for number in range(SLOTS):
            start = self.slots[number] + x[:, 0] + self.follow(before)
            found = attend(_heads(self.ask(start)[:, None]), key, value, seen).transpose(1, 2).flatten(1)
            slot = self.after(start + found)
            before = self.settled(slot + self.drop(functional.gelu(self.hidden(slot), approximate="tanh")))
            out.append(before)
        return torch.stack(out, 1)

    def _face(self, x: Tensor, slot: Tensor, wide: Tensor, held: Tensor, mask: Tensor | None) -> Tensor:
        """What is named and not in force is likely wished for, what is named and in force likely unwished; only what is
        in force can be taken back."""
        evidence = self.evidence(x)
        if mask is not None:
            evidence = evidence.masked_fill(~mask[:, :, None], -1e4)
        logits = evidence.amax(1) + self.overall(slot) + wide
        to_set, to_unset = logits.view(-1, _FACES, 2).unbind(-1)
        to_unset = to_unset + self.held_unset + self.named_unset * to_set
        to_unset = held * to_unset + (1 - held) * _IMPOSSIBLE
        return torch.stack([torch.zeros_like(to_set), to_set + held * self.held_set, to_unset], -1)

    def _pointer(self, slots: Tensor, scale: Tensor, bias: Tensor, keys: Tensor, mask: Tensor | None) -> Tensor:
        queries = slots.unsqueeze(2) * scale + bias
        logits = torch.einsum("bkrd,btd->bkrt", queries, keys) / math.sqrt(WIDTH)
        return logits if mask is None else logits.masked_fill(~mask[:, None, None, :], -1e4)


class Network(nn.Module):
    """The reader with its tables of words."""

    def __init__(self, vocabulary: int, fresh: int, layers: int = 4) -> None:
        """The first `fresh` rows of the vocabulary are learnt; those after them keep their pretrained vectors."""
        super().__init__()
        self.fresh = nn.Embedding(fresh, WIDTH)
        self.words = nn.Embedding(vocabulary - fresh, WIDTH)
        self.pairs = nn.Embedding(PAIRS, WIDTH, padding_idx=0)
        self.segments = nn.Embedding(6, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.grams = nn.EmbeddingBag(GRAMS, GRAM_WIDTH, mode="mean")
        self.reader = Reader(layers)
        for table, std in (
            (self.fresh, 0.04),
            (self.words, 0.04),
            (self.segments, 0.02),
            (self.positions, 0.02),
            (self.grams, 0.05),
        ):
            nn.init.normal_(table.weight, std=std)
        nn.init.normal_(self.pairs.weight, std=0.02)
        with torch.no_grad():
            self.pairs.weight[0].zero_()

    def row(self, number: int) -> Tensor:
        """The vector of one row of the vocabulary."""
        size = self.fresh.num_embeddings
        return self.fresh.weight[number] if number < size else self.words.weight[number - size]

    def embedded(self, batch: Batch) -> Tensor:
        """(B, T, 384)."""
        at = torch.arange(batch.pieces.shape[1]).clamp(max=POSITIONS - 1)
        size = self.fresh.num_embeddings
        fresh = self.fresh(batch.pieces.clamp(max=size - 1))
        words = torch.where((batch.pieces < size)[..., None], fresh, self.words((batch.pieces - size).clamp(min=0)))
        return words + self.pairs(batch.pairs) + self.segments(batch.segments) + self.positions(at)

    def forward(self, batch: Batch) -> Output:
        grams = self.grams(batch.grams, batch.gram_starts) * GRAM_SCALE
        if self.training:  # n-grams learn the phrasings of training by heart: now and then the encoder must do without
            grams = grams * (torch.rand(len(grams), 1) > GRAMS_LEFT_OUT)
        return self.reader(self.embedded(batch), grams, batch.held, batch.mask)
