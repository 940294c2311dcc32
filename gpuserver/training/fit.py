"""Training: seeded, on two cores, within the time that is given."""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import nn

from core.language import Language
from core.understanding.trained.tokens import Encoded, Tokenizer
from gpuserver.training.batches import Answer, collate, encode, loss
from gpuserver.training.network import Network
from gpuserver.training.phrases import Bank
from gpuserver.training.pretrained import folder, fresh_rows, start, vocabulary
from gpuserver.training.simulate import Simulator

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """How to train. The number of steps, not the clock, ends it, so that the same seed gives the same weights."""

    seed: int = 1
    steps: int = 4000
    batch: int = 64
    layers: int = 4
    rate: float = 2e-4
    """Learning rate of the pretrained encoder; what starts fresh learns at `fresh_rate`."""
    fresh_rate: float = 1.5e-3
    pretrained: bool = True
    threads: int = 2


def examples(banks: dict[Language, Bank], tokenizer: Tokenizer, plan: Plan) -> Iterator[list[tuple[Encoded, Answer]]]:
    """Batches without end, turns of like length together."""
    simulator, random = Simulator(banks, plan.seed), Random(plan.seed)
    while True:
        pool: list[tuple[Encoded, Answer]] = []
        while len(pool) < plan.batch * 16:
            pool += encode(simulator.dialogue(), tokenizer)
        random.shuffle(pool)
        pool = sorted(pool[: plan.batch * 16], key=lambda one: len(one[0].pieces))
        cuts = [pool[at : at + plan.batch] for at in range(0, len(pool), plan.batch)]
        random.shuffle(cuts)
        yield from cuts


def fit(banks: dict[Language, Bank], plan: Plan) -> tuple[Network, list[str]]:
    """A trained network and its vocabulary."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    source = folder() if plan.pretrained else None
    words = vocabulary(source)
    network = Network(len(words), fresh_rows(), plan.layers)
    if source:
        start(network, words, source)
        network.words.weight.requires_grad = False
    slow, fast = _groups(network, pretrained=source is not None)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": plan.rate}, {"params": fast, "lr": plan.fresh_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, plan.steps))
    network.train()
    begun, seen, smooth = time.monotonic(), 0, dict[str, float]()
    for step, batch in enumerate(examples(banks, Tokenizer(words), plan)):
        if step == plan.steps:
            break
        with torch.autocast("cpu", torch.bfloat16):
            said = network(collate([one for one, _ in batch]))
        total, parts = loss(said, [one for _, one in batch])
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        rates.step()
        seen += len(batch)
        smooth = {name: 0.97 * smooth.get(name, part) + 0.03 * part for name, part in parts.items()}
        if step % 100 == 99:
            told = ", ".join(f"{name} {part:.3f}" for name, part in smooth.items())
            log.info("step %d of %d, %d turns, %.0f s: %s", step + 1, plan.steps, seen, time.monotonic() - begun, told)
    return network.eval(), words


def _rate(step: int, steps: int) -> float:
    warm = max(1, min(200, steps // 10))
    return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))


def _groups(network: Network, *, pretrained: bool) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Parameters that start from pretrained weights, and those that start fresh."""
    encoder = {id(one) for one in (*network.reader.layers.parameters(), *network.reader.norm.parameters())}
    encoder |= {id(network.positions.weight)}
    learnt = [one for one in network.parameters() if one.requires_grad]
    slow = [one for one in learnt if pretrained and id(one) in encoder]
    fast = [one for one in learnt if not pretrained or id(one) not in encoder]
    return slow, fast
