"""The small interface through which the scheduler sees every engine, and the picture that passes between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from core.pipeline import Action
from core.recipe import Drawing
from core.seen import FaceNote, SeenObject

Pixels = NDArray[np.uint8]
"""Height × width × 3 (RGB) or 4 (RGBA, straight alpha), 0..255, sRGB."""


Mask = NDArray[np.float32]
"""Height × width, 0..1: how surely each pixel belongs to what is meant."""


class Cancelled(Exception):
    """Raised by `Watch` inside an engine when nobody wants the picture any more."""


class Watch(Protocol):
    """How a running engine reports and learns that it was cancelled. Called from a worker thread."""

    def progress(self, fraction: float) -> None:
        """Report that `fraction` (0..1) is done. Raises Cancelled; call it often enough to stop within 200 ms."""
        ...

    def preview(self, pixels: Pixels) -> None:
        """Show an early look (it may be small); costs little when nobody wants previews."""
        ...

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Tell that the work is done in about `seconds`, behind `ahead` others; None: it runs."""
        ...


class Unwatched:
    """A watch that nobody looks at: for work inside work."""

    def progress(self, fraction: float) -> None:
        """Does nothing."""

    def preview(self, pixels: Pixels) -> None:
        """Does nothing."""

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Does nothing."""


@dataclass(frozen=True)
class Picture:
    """Pixels and what is known of them. `objects` is None where the engine cannot know."""

    pixels: Pixels
    objects: tuple[SeenObject, ...] | None = None
    undrawn: tuple[str, ...] = field(default=())
    """Words that could not be drawn, as the user wrote them."""
    face: FaceNote | None = None
    """Of an edited face; None where none was edited."""
    instead: tuple[tuple[str, str], ...] = field(default=())
    """What was drawn for something close to it: the user's words, and what they are drawn as, in English."""
    seed: int = 0
    """Fixes what an engine makes up in it, 0..2**31-1."""


@dataclass(frozen=True)
class Sampling:
    """How a model that makes pictures step by step is to do it; None: as it is set."""

    steps: int | None = None
    guidance: float | None = None
    """How closely it keeps to the words, on the model's own scale."""


@runtime_checkable
class Samples(Protocol):
    """An engine whose models make pictures step by step."""

    def sampled(self, how: Sampling) -> Self:
        """The same engine, its pictures made so."""
        ...


class Drawer(Protocol):
    """An engine that makes a picture from a scene. Same drawing, same pixels, on every run."""

    @property
    def name(self) -> str: ...

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        """Draw with the long side `size` pixels. Raises core.problems.ProblemError (cannot_draw) and Cancelled."""
        ...


class Editor(Protocol):
    """An engine that changes a picture."""

    @property
    def name(self) -> str: ...
    @property
    def pipelines(self) -> frozenset[str]: ...
    @property
    def seeded(self) -> bool:
        """Whether another seed makes another picture."""
        ...

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        """All `steps` in one pass from `picture`. Raises core.problems.ProblemError and Cancelled."""
        ...


class Filler(Protocol):
    """An engine that makes a part of a picture anew."""

    @property
    def name(self) -> str: ...

    def fill(self, picture: Picture, mask: Mask, words: str, watch: Watch) -> Picture:
        """`picture` with what is under `mask` made anew as `words` say, with its seed.

        Raises core.problems.ProblemError and Cancelled.
        """
        ...


class Combiner(Protocol):
    """An engine that makes one picture of several."""

    @property
    def name(self) -> str: ...

    def combine(self, pictures: Sequence[Picture], words: str, watch: Watch) -> Picture:
        """A picture from `pictures`, as `words` say, with the seed of the first.

        Raises core.problems.ProblemError and Cancelled.
        """
        ...
