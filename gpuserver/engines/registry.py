"""Which engines are loaded: those that run on any CPU with no downloads, and diffusion where its models are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gpuserver.engines.loaded import Engines
from gpuserver.metrics import Metrics

if TYPE_CHECKING:
    from gpuserver.engines.diffusion.config import DiffusionConfig
    from gpuserver.engines.sight import Masks


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
    return Engines(drawers=(illustrator,), editors=(photo, FaceEngine(finder)))


@contextmanager
def with_diffusion(
    engines: Engines, config: DiffusionConfig, metrics: Metrics, masks: Masks | None = None
) -> Iterator[Engines]:
    """`engines` with diffusion before them, on an accelerator that ends with the block.

    Without torch and diffusers, or without a chosen model, `engines` as they are. Raises ModelError for a folder that
    holds no model.
    """
    if not config.models or find_spec("torch") is None or find_spec("diffusers") is None:
        yield engines
        return
    from gpuserver.engines.diffusion.opening import opened

    with opened(config, metrics, masks) as diffusion:
        drawers = (diffusion, *engines.drawers) if diffusion.draws else engines.drawers
        yield replace(engines, drawers=drawers, editors=(diffusion, *engines.editors))
