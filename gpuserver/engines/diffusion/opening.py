"""The diffusion engine on an accelerator that it shares with others, from its configuration."""

# pyright: reportMissingImports=false
from __future__ import annotations

from gpuserver.engines.accelerated import Accelerated
from gpuserver.engines.diffusion.config import DiffusionConfig
from gpuserver.engines.diffusion.engine import Diffusion
from gpuserver.engines.diffusion.loading import Repository, precision
from gpuserver.engines.diffusion.studio import Studio
from gpuserver.engines.sight import Masks


def repositories(config: DiffusionConfig, room: int = 0) -> dict[str, Repository]:
    """The models that the engine needs to be where `open_diffusion` finds them, by name.

    `room`: bytes that one may take on a GPU; parts of a larger one take turns there. 0: as many as it takes.
    """
    dtype = precision(config.device)
    return {one.name: Repository(one, dtype, config.compile, room) for one in config.models}


def open_diffusion(config: DiffusionConfig, gpu: Accelerated, masks: Masks | None = None) -> Diffusion:
    """The engine over its `repositories` on `gpu`, warmed up where the configuration says so.

    Raises ModelError for a folder that holds no model.
    """
    studio = Studio(config, gpu.accelerator, gpu.models)
    if config.warm:
        studio.warm_up()
    return Diffusion(studio, masks)
