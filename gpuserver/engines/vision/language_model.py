"""A transformers language model, with or without eyes, as a talker: questions prepared, and answered in batches."""

# pyright: reportMissingImports=false, reportInvalidTypeForm=false
from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, cast

import torch
from jinja2 import TemplateError
from PIL import Image
from transformers import (
    BatchFeature,
    GenerationConfig,
    LogitsProcessorList,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    ProcessorMixin,
    StoppingCriteriaList,
)

from core.problems import Code, ProblemError
from gpuserver.engines.base import Cancelled, Watch
from gpuserver.engines.sight import Ask, Part, Said, Utterance
from gpuserver.engines.vision.constrained.grammar import Node
from gpuserver.engines.vision.constrained.json_schema import language_of_schema
from gpuserver.engines.vision.constrained.vocabulary import Vocabulary
from gpuserver.engines.vision.constrained.walk import Walk
from gpuserver.engines.vision.lending import Lend, unshared
from gpuserver.engines.vision.writing import Following, Weighing, Writing
from gpuserver.images.looking import looked_at

Reader = ProcessorMixin | PreTrainedTokenizerFast
"""What turns messages into tokens: a tokenizer, with an image processor where the model has eyes."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A question as the model reads it. Those of equal `shape` can be answered in one batch, without padding."""

    ask: Ask
    watch: Watch
    hear: Callable[[str], None]
    inputs: dict[str, torch.Tensor]
    grammar: Node | None
    """What the answer is kept to."""

    @property
    def read(self) -> int:
        """Tokens of the question."""
        return self.inputs["input_ids"].shape[1]

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of all that goes into the model."""
        return tuple(length for name in sorted(self.inputs) for length in self.inputs[name].shape)


class LanguageModel:
    """A `Talker` over a model and what prepares its input. Safe from several threads."""

    def __init__(
        self, name: str, lend: Lend[PreTrainedModel], reader: Reader, pause: Callable[[], None] = unshared
    ) -> None:
        """`pause`: called after each token, so that others may use the device in between.

        Raises ValueError where the model was published without a template for conversations.
        """
        if not getattr(reader, "chat_template", None):
            raise ValueError(f"{name} has no chat template: take a model that was trained to converse")
        self.name = name
        self._lend = lend
        self._reader = reader
        self._pause = pause
        self._tokenizer = cast("PreTrainedTokenizerFast", getattr(reader, "tokenizer", reader))
        self._reading = Lock()

    @property
    def sees(self) -> bool:
        """Whether it takes pictures."""
        return self._reader is not self._tokenizer

    def say(self, ask: Ask, watch: Watch, hear: Callable[[str], None]) -> Said:
        """The answer; `hear` gets it piece by piece. Raises ProblemError and Cancelled."""
        said = self.answers([self.prepare(ask, watch, hear)])[0]
        if isinstance(said, Exception):
            raise said
        return said

    def prepare(self, ask: Ask, watch: Watch, hear: Callable[[str], None]) -> Prepared:
        """`ask` as the model reads it. Raises ProblemError for what no template can hold, and a schema unknown here."""
        grammar = language_of_schema(ask.schema) if ask.schema is not None else None
        with self._reading:  # a fast tokenizer is not to be used by two threads at once
            try:
                read: BatchFeature = self._reader.apply_chat_template(  # pyright: ignore[reportAssignmentType]
                    [self._message(one) for one in ask.messages],
                    add_generation_prompt=True,
                    tokenize=True,
                    return_dict=True,
                    return_tensors="pt",
                )
            except TemplateError as error:
                raise ProblemError(
                    Code.INVALID_REQUEST, f"{self.name} cannot read these messages: {error}", param="messages"
                ) from None
        inputs = {name: value for name, value in read.items() if torch.is_tensor(value)}
        return Prepared(ask, watch, hear, inputs, grammar)

    def answers(self, batch: Sequence[Prepared]) -> list[Said | ProblemError | Cancelled]:
        """The answers to questions of one shape, computed together; one that was ended in between is its error."""
        if len({one.shape for one in batch}) != 1:
            raise ValueError("a batch holds questions of one shape")
        with self._lend() as model:
            longest = max(one.ask.max_tokens for one in batch)
            _check_length(model, batch[0].read + longest)
            plan = self._plan(model, longest)
            writings = [self._writing(one, frozenset(plan.eos_token_id)) for one in batch]
            inputs = {name: _placed(torch.cat([one.inputs[name] for one in batch]), model) for name in batch[0].inputs}
            with torch.inference_mode():
                model.generate(  # pyright: ignore[reportCallIssue]
                    **inputs,
                    generation_config=plan,
                    logits_processor=LogitsProcessorList([Weighing(writings)]),
                    stopping_criteria=StoppingCriteriaList([Following(writings, self._pause)]),
                )
        return [_result(writing, one.read) for writing, one in zip(writings, batch, strict=True)]

    def _writing(self, one: Prepared, ends: frozenset[int]) -> Writing:
        walk = Walk(one.grammar, self._vocabulary, ends) if one.grammar is not None else None
        return Writing(one.ask, one.watch, one.hear, self._decode, ends, walk)

    def _decode(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._tokenizer)

    def _plan(self, model: PreTrainedModel, longest: int) -> GenerationConfig:
        """The model's own way of generating, but for the choice of tokens, which is each answer's own."""
        own = model.generation_config
        plan = copy.deepcopy(own) if own is not None else GenerationConfig()
        plan.do_sample, plan.max_new_tokens, plan.max_length = False, longest, None
        plan.temperature = plan.top_p = plan.top_k = None
        ends = self._tokenizer.eos_token_id if plan.eos_token_id is None else plan.eos_token_id
        plan.eos_token_id = ends if isinstance(ends, list) else [ends]
        plan.pad_token_id = plan.eos_token_id[0] if plan.pad_token_id is None else plan.pad_token_id
        return plan

    def _message(self, one: Utterance) -> dict[str, Any]:
        if not self.sees:
            return {"role": one.role, "content": "".join(part for part in one.parts if isinstance(part, str))}
        return {"role": one.role, "content": [_content(part) for part in one.parts]}


def _content(part: Part) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    return {"type": "image", "image": Image.fromarray(looked_at(part))}


def _placed(tensor: torch.Tensor, model: PreTrainedModel) -> torch.Tensor:
    """`tensor` where the model is; numbers that are no counts in its precision."""
    return tensor.to(model.device, model.dtype) if tensor.is_floating_point() else tensor.to(model.device)


def _check_length(model: PreTrainedModel, tokens: int) -> None:
    limit: int | None = getattr(model.config.get_text_config(), "max_position_embeddings", None)
    if limit is not None and tokens > limit:
        raise ProblemError(
            Code.TEXT_TOO_LONG, f"question and answer have {tokens} tokens, and the model takes {limit}", limit=limit
        )


def _result(writing: Writing, read: int) -> Said | ProblemError | Cancelled:
    try:
        return writing.said(read)
    except (ProblemError, Cancelled) as error:
        return error
