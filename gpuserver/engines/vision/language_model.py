"""A transformers language model, with or without eyes, as a talker: questions prepared, and answered in batches."""

# pyright: reportMissingImports=false, reportInvalidTypeForm=false
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, cast

import torch
from jinja2 import TemplateError
from PIL import Image
from transformers import BatchFeature, PreTrainedModel, PreTrainedTokenizerFast, ProcessorMixin

from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.executor import Held
from gpuserver.engines.base import Watch
from gpuserver.engines.sight import Ask, Part, Said, Utterance
from gpuserver.engines.vision.answering import Answering, Question
from gpuserver.engines.vision.constrained.json_schema import language_of_schema
from gpuserver.engines.vision.constrained.vocabulary import Vocabulary
from gpuserver.engines.vision.constrained.walk import Walk
from gpuserver.engines.vision.processors import Processors
from gpuserver.engines.vision.writing import Writing
from gpuserver.images.looking import looked_at

Reader = ProcessorMixin | PreTrainedTokenizerFast
"""What turns messages into tokens: a tokenizer, with an image processor where the model has eyes."""


class LanguageModel:
    """A `Talker` over a model and what prepares its input. Safe from several threads: each waits for its answer."""

    def __init__(
        self, name: str, accelerator: Accelerator, models: Held, reader: Reader, limit: int | None = None
    ) -> None:
        """`limit`: tokens of question and answer that the model takes.

        Raises ValueError where the model was published without a template for conversations.
        """
        if not getattr(reader, "chat_template", None):
            raise ValueError(f"{name} has no chat template: take a model that was trained to converse")
        self.name = name
        self._accelerator = accelerator
        self._answering = Answering(models)
        self._reader = reader
        self._limit = limit
        self._tokenizer = cast("PreTrainedTokenizerFast", getattr(reader, "tokenizer", reader))
        self._reading = Lock()

    @property
    def sees(self) -> bool:
        """Whether it takes pictures."""
        return self._reader is not self._tokenizer

    def say(self, ask: Ask, watch: Watch, hear: Callable[[str], None]) -> Said:
        """The answer; `hear` gets it piece by piece. Raises ProblemError and Cancelled."""
        said = self._accelerator.run(self._answering, self.prepare(ask, hear).request(self.name), watch)
        if isinstance(said, Exception):
            raise said
        return said

    def prepare(self, ask: Ask, hear: Callable[[str], None]) -> Question:
        """`ask` as the model reads it. Raises ProblemError for what no template can hold, a schema unknown here, and
        for more than the model takes.
        """
        grammar = language_of_schema(ask.schema) if ask.schema is not None else None
        inputs = self._read(ask)

        def begin(model: PreTrainedModel) -> Writing:
            ends = self._ends(model)
            walk = Walk(grammar, self._vocabulary, ends) if grammar is not None else None
            processors = Processors(model, inputs["input_ids"], ask.max_tokens)
            return Writing(ask, self._decode, ends, processors, walk)

        question = Question(inputs, ask.max_tokens, _in_pieces(hear), begin)
        self._check_length(question.read + ask.max_tokens)
        return question

    def _read(self, ask: Ask) -> dict[str, torch.Tensor]:
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
        return {name: value for name, value in read.items() if torch.is_tensor(value)}

    def _check_length(self, tokens: int) -> None:
        if self._limit is not None and tokens > self._limit:
            detail = f"question and answer have {tokens} tokens, and the model takes {self._limit}"
            raise ProblemError(Code.TEXT_TOO_LONG, detail, limit=self._limit)

    def _decode(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._tokenizer)

    def _ends(self, model: PreTrainedModel) -> frozenset[int]:
        """The tokens that end an answer: the model's own, else the tokenizer's."""
        own = model.generation_config.eos_token_id if model.generation_config is not None else None
        ends = self._tokenizer.eos_token_id if own is None else own
        return frozenset(ends if isinstance(ends, list) else [ends])

    def _message(self, one: Utterance) -> dict[str, Any]:
        if not self.sees:
            return {"role": one.role, "content": "".join(part for part in one.parts if isinstance(part, str))}
        return {"role": one.role, "content": [_content(part) for part in one.parts]}


def _content(part: Part) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    return {"type": "image", "image": Image.fromarray(looked_at(part))}


def _in_pieces(hear: Callable[[str], None]) -> Callable[[str], None]:
    """Takes a text as far as it is known, again and again; `hear` gets what is new of it."""
    heard = 0

    def grown(text: str) -> None:
        nonlocal heard
        if len(text) > heard:
            piece, heard = text[heard:], len(text)
            hear(piece)

    return grown
