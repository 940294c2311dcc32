"""Drawing a prompt small, for tests."""

from __future__ import annotations

from core.recipe import Drawing
from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator


def drawn(prompt: str, seed: int = 7, size: int = 256, aspect: str = "1:1") -> Pixels:
    """The pixels of `prompt`."""
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=seed, aspect=aspect)
    return Illustrator().draw(drawing, size, Unwatched()).pixels
