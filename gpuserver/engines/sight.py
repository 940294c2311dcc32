"""What engines that look at pictures, or speak, offer to the server; nothing here needs torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Mask, Pixels, Watch

Vectors = NDArray[np.float32]
"""n × dimensions, each row of length 1, so that the product of two is their cosine."""

Part = str | Pixels
"""A piece of a message."""

Schema = Mapping[str, Any]
"""A JSON schema, as it came."""


@dataclass(frozen=True, eq=False)
class Utterance:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Ask:
    """What a talker is to go on from, and how."""

    messages: tuple[Utterance, ...]
    max_tokens: int = 256
    temperature: float = 0.0
    """0 takes the likeliest token each time."""
    top_p: float = 1.0
    """Tokens are drawn among the likeliest that have this much of the probability together."""
    seed: int = 0
    stop: tuple[str, ...] = ()
    """Texts at which the answer ends; they are no part of it."""
    schema: Schema | None = None
    """The answer is JSON that this schema allows."""

    @property
    def shows(self) -> bool:
        """Whether there is a picture in it."""
        return self.weight > 0

    @property
    def weight(self) -> int:
        """Bytes of its pictures."""
        return sum(part.nbytes for one in self.messages for part in one.parts if not isinstance(part, str))


class Finish(StrEnum):
    """Why an answer ended."""

    STOP = "stop"
    LENGTH = "length"


@dataclass(frozen=True)
class Said:
    """A whole answer."""

    text: str
    finish: Finish
    read: int
    """Tokens of the question."""
    written: int
    """Tokens of the answer."""


class Talker(Protocol):
    """A language model; one that `sees` takes pictures too."""

    @property
    def name(self) -> str: ...
    @property
    def sees(self) -> bool: ...

    def say(self, ask: Ask, watch: Watch, hear: Callable[[str], None]) -> Said:
        """The answer; `hear` gets it piece by piece as it comes. Raises ProblemError and Cancelled."""
        ...


class Masks(Protocol):
    """Finds things in a picture by words."""

    @property
    def name(self) -> str: ...

    def find(self, pixels: Pixels, words: str) -> Mask:
        """Where `words` are in `pixels`. Raises ProblemError (not_in_photo) where they are not."""
        ...


class Embedder(Protocol):
    """Pictures and words as vectors in one space."""

    @property
    def name(self) -> str:
        """Names the space: vectors of other names are not to be compared with these."""
        ...

    def embed(self, things: Sequence[Part]) -> Vectors:
        """A vector for each of `things`, words and pictures in any order."""
        ...


def ranked(embedder: Embedder, pictures: Sequence[Part], words: str) -> list[int]:
    """The places of `pictures`, the one that fits `words` best first."""
    vectors = embedder.embed([words, *pictures])
    return np.argsort(-(vectors[1:] @ vectors[0]), kind="stable").tolist()


@dataclass(frozen=True)
class Verdict:
    """What a judge found in a picture that is not to be shown."""

    label: str
    score: float
    """0..1."""


class Judge(Protocol):
    """Says which pictures are not to be shown."""

    @property
    def name(self) -> str: ...

    def judge(self, pixels: Pixels) -> Verdict | None:
        """Why `pixels` are not to be shown; None where they may be."""
        ...


@dataclass(frozen=True)
class Sight:
    """What is loaded of all that."""

    talkers: tuple[Talker, ...] = ()
    """The preferred ones first."""
    masks: Masks | None = None
    embedder: Embedder | None = None
    judge: Judge | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is loaded."""
        others = (self.embedder, self.masks, self.judge)
        return (*(one.name for one in self.talkers), *(one.name for one in others if one is not None))

    def talker(self, *, sees: bool, name: str = "") -> Talker:
        """The talker `name`, else the first one that fits. Raises ProblemError (cannot_do)."""
        fitting = [one for one in self.talkers if one.sees or not sees]
        if not fitting:
            kind = "a vision model" if sees else "a language model"
            raise _lacking("ask", f"{kind} (install the `gpu` extra and pull one)")
        return next((one for one in fitting if one.name == name), fitting[0])

    def needed_embedder(self) -> Embedder:
        """The embedder. Raises ProblemError (cannot_do) where none is loaded."""
        if self.embedder is None:
            raise _lacking("search", "an open_clip model (install the `gpu` extra and pull one)")
        return self.embedder


def _lacking(pipeline: str, wanted: str) -> ProblemError:
    return ProblemError(Code.CANNOT_DO, f"it needs {wanted}", pipeline=pipeline, needs=wanted)
