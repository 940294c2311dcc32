"""Which engines are loaded: those that run on any CPU with no downloads, and those for a GPU where their models are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Final

from gpuserver.engines.gpu_config import GpuConfig
from gpuserver.engines.loaded import Engines
from gpuserver.metrics import Metrics
from gpuserver.models.problem import ModelError

_NEEDED: Final = ("torch", "diffusers", "transformers", "open_clip")
"""Packages of the `gpu` extra without which none of its engines starts."""


def default_engines() -> Engines:
    """The embedded default: the illustrator draws, the photo engine edits, and the face engine if installed.

    With the `faces` extra, the photo engine knows people by the face engine's models, loaded with the first photo.
    """
    from gpuserver.engines.illustrator.engine import Illustrator
    from gpuserver.engines.photo.engine import Photo

    illustrator = Illustrator()
    if find_spec("mediapipe") is None:
        return Engines(drawers=(illustrator,), editors=(Photo(illustrator.backdrop),))
    from gpuserver.engines.face.engine import FaceEngine
    from gpuserver.engines.face.landmarks import MediapipeFinder

    finder = MediapipeFinder()
    photo = Photo(illustrator.backdrop, finder)
    return Engines(drawers=(illustrator,), editors=(photo, FaceEngine(finder)), people=finder)


@contextmanager
def with_gpu(engines: Engines, config: GpuConfig, metrics: Metrics) -> Iterator[Engines]:
    """`engines` behind those that `config` wants on the GPU, whose threads and memory end with the block.

    It takes seconds, so enter it in a thread. Without anything to start, or without torch where nothing was named,
    `engines` as they are. Raises ModelError, a sentence for the operator.
    """
    if config.is_empty:
        yield engines
        return
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        if config.is_asked_for:
            raise ModelError(f"{missing[0]} is missing: install it with `uv sync --extra gpu`")
        yield engines
        return
    from gpuserver.engines.gpu_opening import opened

    with opened(config, engines, metrics) as found:
        yield found
