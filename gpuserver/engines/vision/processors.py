"""What a model's publishers set for its answers beside sampling: penalties for repetition, words never to be said."""

# pyright: reportMissingImports=false, reportPrivateUsage=false
from __future__ import annotations

import copy

import torch
from torch import Tensor
from transformers import LogitsProcessorList, PreTrainedModel


class Processors:
    """The logits processors that transformers makes of `generation_config.json`, for one answer.

    What it says of sampling is not among them: how an answer is drawn is for who asks.
    """

    def __init__(self, model: PreTrainedModel, question: Tensor, most: int) -> None:
        """`question`: its tokens, 1 × tokens; `most`: tokens of the answer, at most."""
        self._question = question.to(model.device)
        self._processors = LogitsProcessorList()
        if model.generation_config is None:
            return
        read = question.shape[1]
        config = copy.deepcopy(model.generation_config)
        config.update(do_sample=False, num_beams=1, guidance_scale=None, max_length=read + most)
        model._prepare_special_tokens(config, kwargs_has_attention_mask=True, device=model.device)
        self._processors = model._get_logits_processor(config, input_ids_seq_length=read, device=model.device)

    def __call__(self, logits: Tensor, tokens: list[int]) -> Tensor:
        """`logits` (one for each token) of the token after `tokens` of the answer."""
        if not self._processors:
            return logits
        answer = torch.tensor([tokens], dtype=self._question.dtype, device=self._question.device)
        return self._processors(torch.cat([self._question, answer], dim=1), logits[None])[0]
