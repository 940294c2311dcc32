"""The events of a render job, as the scheduler makes them and the HTTP side sends them."""

from __future__ import annotations

from dataclasses import dataclass

from core.problems import Problem
from core.seen import FaceNote, Seen
from gpuserver.engines.sight import Said


@dataclass(frozen=True)
class QueuedEvent:
    """The job waits with `position` pictures ahead of it; 0: it is next."""

    position: int
    seconds: float | None = None
    """Until it is expected to be done; None: not known."""


@dataclass(frozen=True)
class ProgressEvent:
    """The job runs; percent 0..100, never falling."""

    percent: int
    seconds: float | None = None
    """Until the part of it that runs is expected to be done; None: not known."""


@dataclass(frozen=True)
class PreviewEvent:
    """An early look, small."""

    data: bytes
    media_type: str
    percent: int


@dataclass(frozen=True)
class ImageEvent:
    """A finished picture, encoded with its provenance."""

    index: int
    data: bytes
    media_type: str
    width: int
    height: int
    seed: int | None
    engine: str
    seen: Seen
    undrawn: tuple[str, ...] = ()
    face: FaceNote | None = None
    instead: tuple[tuple[str, str], ...] = ()
    """The user's words, and what was drawn for them."""


@dataclass(frozen=True)
class TextEvent:
    """A piece of an answer in words."""

    text: str


@dataclass(frozen=True)
class SaidEvent:
    """The whole answer in words; its pieces have come before."""

    said: Said


@dataclass(frozen=True)
class ErrorEvent:
    """The job ended without what was asked for."""

    problem: Problem


@dataclass(frozen=True)
class DoneEvent:
    """The job ended; nothing follows."""


@dataclass(frozen=True)
class QuietEvent:
    """Nothing has happened for a while: a sign of life for proxies and clients."""


Event = (
    QueuedEvent
    | ProgressEvent
    | PreviewEvent
    | ImageEvent
    | TextEvent
    | SaidEvent
    | ErrorEvent
    | DoneEvent
    | QuietEvent
)
