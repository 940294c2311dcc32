"""Which models the diffusion engine has and how they run, as the operator chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gpuserver.engines.diffusion.family import Ability


class Compile(StrEnum):
    """Whether a model's denoising part is compiled at its first step of each size: minutes once, for faster steps."""

    OFF = "off"
    ON = "on"
    GRAPHS = "graphs"
    """Compiled, and replayed as CUDA graphs: pays where launching takes longer than computing."""


@dataclass(frozen=True)
class ChosenModel:
    """A repository in a folder."""

    name: str
    folder: Path
    steps: int | None = None
    """None: its family's."""
    guidance: float | None = None
    """None: its family's."""
    pixels: int | None = None
    """Area that it makes pictures at; None: its family's. Less takes less time and memory."""
    variant: str = ""
    """Which of several precisions of the same weights, such as `fp16`."""
    control: Path | None = None
    """Folder of a ControlNet for sketches, for families that take one."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its weights are."""
        return (self.folder, self.control) if self.control else (self.folder,)


@dataclass(frozen=True)
class DiffusionConfig:
    """Where pictures are computed, and with which models."""

    models: tuple[ChosenModel, ...] = ()
    """The preferred ones first: the first that has an ability serves it."""
    device: str = "cuda"
    """PyTorch's name; `cpu` works too, slowly."""
    tasks: Mapping[Ability, str] = field(default_factory=dict[Ability, str])
    """Abilities that another model than the first serves."""
    loras: Path | None = None
    """Folder with a folder of LoRAs for each model."""
    most: int = 8
    """Pictures of one batch."""
    compile: Compile = Compile.OFF

    warm: bool = False
    """Whether every model that draws makes one picture before anybody waits: loaded, compiled, measured."""

    def __post_init__(self) -> None:
        names = [one.name for one in self.models]
        if unknown := sorted(set(self.tasks.values()) - set(names)):
            raise ValueError(f"no model is named {', '.join(unknown)}; configured: {', '.join(names) or 'none'}")
