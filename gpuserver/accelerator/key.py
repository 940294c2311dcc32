"""What must be equal for two requests to share a batch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """Pipeline, model and shape of a request. Only requests of equal keys are computed together.

    A key belongs to one executor: `pipeline` and `model` name it.
    """

    pipeline: str
    model: str
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    steps: int = 1
    guidance: float = 0.0
    adapters: tuple[str, ...] = ()
    shape: tuple[int, ...] = ()
    """Further lengths, such as the prompt's tokens: unequal ones would need padding and an attention mask."""
