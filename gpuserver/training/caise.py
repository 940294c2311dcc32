"""Trains a network on CAISE's training split, into a local folder: neither the data nor such weights are committed."""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.evaluation.caise import Instance
from core.evaluation.caise_trained import AMOUNTS, COPY, KINDS, view_of, words_at
from core.evaluation.grounding import TINTS
from core.understanding.numbers import number
from core.understanding.trained.tokens import Encoded, Tokenizer
from core.understanding.trained.view import TEXT, View
from gpuserver.training.batches import collate
from gpuserver.training.network import WIDTH, Network, Reader
from gpuserver.training.pretrained import folder, fresh_rows, start, vocabulary

log = logging.getLogger(__name__)

AXES: Final[dict[str, int | None]] = {"kind": None, "amount": None, "color": None, "tags": 1}
"""The outputs of the graph, and which of their axes are as long as the turn."""
_BATCH: Final = 32
_RATE: Final = 1e-4
_FRESH: Final = 6e-4
_LOST_WORDS: Final = 0.05


@dataclass(frozen=True)
class Gold:
    """What a command says, as rows; -1 where a head has nothing to learn from it."""

    kind: int
    amount: int
    color: int
    tags: tuple[float, ...]
    """For each token 1 where its word is searched for, 0 where not, -1 where nothing can be extracted."""


class CaiseReader(Reader):
    """The encoder with CAISE's heads."""

    def __init__(self, layers: int) -> None:
        super().__init__(layers)
        self.kind = nn.Linear(WIDTH, len(KINDS))
        self.amount = nn.Linear(WIDTH, len(AMOUNTS))
        self.color = nn.Linear(WIDTH, len(TINTS))
        self.tag = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(approximate="tanh"), nn.Linear(WIDTH, 1))

    def forward(  # pyright: ignore[reportIncompatibleMethodOverride]  # another task, other outputs
        self, embedded: Tensor, grams: Tensor, held: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """Logits of type (B, 6), amount (B, 26), colour (B, 9) and of each token to be searched for (B, T)."""
        x = self.encoded(embedded, mask)
        state = self.slot_states(x, mask)[:, 0]
        around = state[:, None].expand(-1, x.shape[1], -1)
        tags = self.tag(torch.cat([x, around], -1))[..., 0]
        unused = 0 * (grams.sum() + held.sum())
        return self.kind(state) + unused, self.amount(state), self.color(state), tags


def gold_of(instance: Instance, view: View, encoded: Encoded) -> Gold:
    """The rows of a recorded command."""
    words = instance.command.lower().split()
    kind = " ".join(words[:2]) if words[0] == "adjust_attr" else words[0]
    places = words_at(view, encoded)
    tags = tuple(-1.0 for _ in places)
    amount = color = -1
    if kind == "search":
        tags = _tags(words[1:], places)
    elif kind == "adjust_color":
        named = "".join(word for word in words[1:] if not word.replace(".", "").isdecimal())
        color = TINTS.index(named) if named in TINTS else -1
    elif kind != "image_cutout":
        amount = _amount_row(words[-1], view.texts[TEXT])
    return Gold(KINDS.index(kind), amount, color, tags)


def _tags(query: Sequence[str], places: Sequence[tuple[int, str]]) -> tuple[float, ...]:
    """Words that were said count where they were said; what was not said is looked for in what is seen."""
    said = {word for segment, word in places if segment == TEXT}
    wanted = set(query)
    return tuple(
        -1.0 if segment < 0 else float(word in wanted and (segment == TEXT or word not in said))
        for segment, word in places
    )


def _amount_row(words: str, text: str) -> int:
    value = float(words)
    told = number(text)
    if told is not None and told == value:
        return AMOUNTS.index(COPY)
    return AMOUNTS.index(f"{value:g}") if f"{value:g}" in AMOUNTS else -1


def fit(given: Sequence[Instance], *, seed: int = 1, epochs: int = 14, layers: int = 6) -> tuple[Network, list[str]]:
    """A network trained on `given`, and its vocabulary."""
    torch.manual_seed(seed)
    random = Random(seed)
    source = folder()
    words = vocabulary(source)
    network = Network(len(words), fresh_rows(), layers)
    network.reader = CaiseReader(layers)
    if source:
        start(network, words, source)
    network.words.weight.requires_grad = False
    tokenizer = Tokenizer(words)
    data = [(view := view_of(one), encoded := tokenizer.encode(view), gold_of(one, view, encoded)) for one in given]
    encoder = {id(one) for one in (*network.reader.layers.parameters(), *network.reader.norm.parameters())}
    learnt = [one for one in network.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [one for one in learnt if id(one) in encoder], "lr": _RATE},
            {"params": [one for one in learnt if id(one) not in encoder], "lr": _FRESH},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(data) // _BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min((at + 1) / 100, max(0.02, 1 - at / steps)))
    network.train()
    for epoch in range(epochs):
        random.shuffle(data)
        total = 0.0
        for at in range(0, len(data) - _BATCH + 1, _BATCH):
            batch = data[at : at + _BATCH]
            loss = _loss(network, [_worn(one, random) for _, one, _ in batch], [gold for _, _, gold in batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rates.step()
            total += loss.item()
        log.info("epoch %d of %d: loss %.3f", epoch + 1, epochs, total / (len(data) // _BATCH))
    return network.eval(), words


def _worn(one: Encoded, random: Random) -> Encoded:
    """`one` with a few words unreadable, so that no single word decides."""
    pairs = zip(one.pieces, one.places, strict=True)
    pieces = [1 if place[2] and random.random() < _LOST_WORDS else piece for piece, place in pairs]
    return Encoded(pieces, one.pairs, one.segments, one.places, one.grams, one.held)


def _loss(network: Network, encoded: list[Encoded], golds: list[Gold]) -> Tensor:
    batch = collate(encoded)
    with torch.autocast("cpu", torch.bfloat16):
        grams = network.grams(batch.grams, batch.gram_starts)
        kind, amount, color, tags = network.reader(network.embedded(batch), grams, batch.held, batch.mask)
    wanted = torch.full(tags.shape, -1.0)
    for at, gold in enumerate(golds):
        wanted[at, : len(gold.tags)] = torch.tensor(gold.tags)
    loss = functional.cross_entropy(kind.float(), torch.tensor([gold.kind for gold in golds]))
    for head, rows in ((amount, [gold.amount for gold in golds]), (color, [gold.color for gold in golds])):
        if max(rows) >= 0:
            loss = loss + functional.cross_entropy(head.float(), torch.tensor(rows), ignore_index=-1)
    known = wanted >= 0
    if known.any():
        loss = loss + 4 * functional.binary_cross_entropy_with_logits(tags.float()[known], wanted[known])
    return loss
