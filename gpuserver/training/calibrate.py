"""One temperature, so that the confidence of a reading is how often such readings are right (Guo et al. 2017)."""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from core.language import Language
from core.understanding.trained.tokens import Tokenizer
from gpuserver.training.batches import answer, collate
from gpuserver.training.network import Network
from gpuserver.training.phrases import Bank
from gpuserver.training.script import scene
from gpuserver.training.stage import Example, played

_CANDIDATES: Final = tuple(0.6 + 0.05 * step for step in range(49))
_BATCH: Final = 64


def temperature(network: Network, words: list[str], banks: Mapping[Language, Bank]) -> float:
    """The temperature, 0.6 to 3, under which written dialogues that were not trained on are likeliest."""
    examples = [one for bank in banks.values() for play in bank.plays for one in played(scene(play.raw))]
    logits, wanted = _said(network, Tokenizer(words), examples)
    return min(_CANDIDATES, key=lambda one: _surprise(logits / one, wanted))


def _said(network: Network, tokenizer: Tokenizer, examples: list[Example]) -> tuple[Tensor, Tensor]:
    """Logits of the pipelines, (N, 3, pipelines), and the right ones, (N, 3)."""
    logits: list[Tensor] = []
    wanted: list[tuple[int, ...]] = []
    with torch.inference_mode():
        for at in range(0, len(examples), _BATCH):
            encoded = [tokenizer.encode(one.view) for one in examples[at : at + _BATCH]]
            logits.append(network(collate(encoded)).pipeline)
            pairs = zip(examples[at : at + _BATCH], encoded, strict=True)
            wanted += [answer(example, one).pipelines for example, one in pairs]
    return torch.cat(logits), torch.tensor(wanted)


def _surprise(logits: Tensor, wanted: Tensor) -> float:
    return functional.cross_entropy(logits.flatten(0, 1), wanted.flatten()).item()
