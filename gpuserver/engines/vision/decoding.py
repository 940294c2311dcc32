"""Texts that a language model goes on with together: each is read alone, then all get a token at a time.

Read alone, a text with its pictures is exactly what it is by itself. The remembered keys and values of several are then
aligned at their ends: what fills the shorter ones in front is masked, and positions go on from each text's own.
"""

# pyright: reportMissingImports=false, reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer, DynamicSlidingWindowLayer

_BY_ATTENTION = (DynamicLayer, DynamicSlidingWindowLayer)


@dataclass(frozen=True, eq=False)
class Rows:
    """What the model knows of some texts, and what it thinks of their next tokens."""

    cache: DynamicCache
    mask: Tensor
    """Rows × tokens, 1 where there is one."""
    positions: Tensor
    """Of the last tokens, … × rows × 1."""
    logits: Tensor
    """Rows × vocabulary, float32: of the next token."""
    joins: bool = True
    """Whether others can be put beside these: all that the model remembers are keys and values."""

    @classmethod
    def read(cls, model: PreTrainedModel, inputs: Mapping[str, Tensor]) -> Rows:
        """One text, whose `inputs` are what the model's processor made of it."""
        placed = {name: _placed(one, model) for name, one in inputs.items()}
        ids, mask = placed.pop("input_ids"), placed.pop("attention_mask")
        positions = model._prepare_position_ids_for_generation(ids, {"attention_mask": mask, **placed})
        cache = DynamicCache(config=model.config)
        joins = all(type(layer) in _BY_ATTENTION for layer in cache.layers)
        if joins:
            cache = DynamicCache()  # without windows, which would hold rows of different lengths at different places
        shown = {"logits_to_keep": 1} if model._supports_logits_to_keep() else {}
        out = model(
            input_ids=ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True,
            **placed, **shown,
        )  # fmt: skip
        return cls(cache, mask, positions[..., -1:], out.logits[:, -1].float(), joins)

    def next(self, model: PreTrainedModel, tokens: Tensor) -> Rows:
        """After one of `tokens` for each row. These rows are not to be used again."""
        mask = torch.cat([self.mask, torch.ones_like(self.mask[:, :1])], dim=1)
        positions = self.positions + 1
        out = model(
            input_ids=tokens[:, None], attention_mask=mask, position_ids=positions, past_key_values=self.cache,
            use_cache=True,
        )  # fmt: skip
        return Rows(self.cache, mask, positions, out.logits[:, -1].float(), self.joins)

    def kept(self, rows: Sequence[int]) -> Rows:
        """Those of `rows` alone, without what no longer stands before any text."""
        if len(rows) == len(self.mask):
            return self
        places = torch.tensor(rows, device=self.mask.device)
        mask = self.mask[places]
        front = int(mask.any(0).int().argmax())
        layers = [(layer.keys[places, :, front:], layer.values[places, :, front:]) for layer in self.cache.layers]
        return Rows(
            DynamicCache(layers), mask[:, front:], self.positions[..., places, :], self.logits[places], self.joins
        )


def joined(parts: Sequence[Rows]) -> Rows:
    """All rows of `parts`, which stay as they are; each of them `joins`."""
    if len(parts) == 1:
        return parts[0]
    longest = max(one.mask.shape[1] for one in parts)
    fronts = [longest - one.mask.shape[1] for one in parts]
    layers = zip(*(one.cache.layers for one in parts), strict=True)
    cache = DynamicCache(
        [
            (_aligned([one.keys for one in same], fronts), _aligned([one.values for one in same], fronts))
            for same in layers
        ]
    )
    return Rows(
        cache,
        torch.cat([pad(one.mask, (front, 0)) for one, front in zip(parts, fronts, strict=True)]),
        torch.cat([one.positions for one in parts], dim=-2),
        torch.cat([one.logits for one in parts]),
    )


def _aligned(parts: Sequence[Tensor], fronts: Sequence[int]) -> Tensor:
    """Keys or values, each rows × heads × tokens × width, with zeros in front."""
    return torch.cat([pad(one, (0, 0, front, 0)) for one, front in zip(parts, fronts, strict=True)])


def _placed(tensor: Tensor, model: PreTrainedModel) -> Tensor:
    """`tensor` where the model is; numbers that are no counts in its precision."""
    return tensor.to(model.device, model.dtype) if tensor.is_floating_point() else tensor.to(model.device)
