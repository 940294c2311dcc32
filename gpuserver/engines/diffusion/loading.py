"""A chosen model as `residency` loads it: the family of its folder, its precision, and its adapter."""

# pyright: reportMissingImports=false
from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import torch

from gpuserver.engines.diffusion.config import ChosenModel, Compile
from gpuserver.engines.diffusion.denoiser import Denoiser
from gpuserver.engines.diffusion.families.flux2_klein import FLUX2_KLEIN, Flux2Klein
from gpuserver.engines.diffusion.families.pix2pix import PIX2PIX, Pix2Pix
from gpuserver.engines.diffusion.families.qwen_edit import QWEN_EDIT, QwenEdit
from gpuserver.engines.diffusion.families.sdxl import SDXL, Sdxl
from gpuserver.engines.diffusion.families.swin2sr import SWIN2SR, Swin2SR
from gpuserver.engines.diffusion.families.z_image import Z_IMAGE, ZImage
from gpuserver.engines.diffusion.family import Ability, Family
from gpuserver.engines.diffusion.offload import Stage, needs
from gpuserver.models.memory import Needs, Place
from gpuserver.models.problem import ModelError
from gpuserver.models.torch_device import move
from gpuserver.models.weights import checked

Load = Callable[[ChosenModel, torch.dtype], object]

_STEPPED: Final[dict[str, tuple[Family, Load]]] = {
    family.class_name: (family, load)
    for family, load in (
        (SDXL, lambda one, dtype: Sdxl.load(one.folder, dtype, one.variant, one.control)),
        (FLUX2_KLEIN, lambda one, dtype: Flux2Klein.load(one.folder, dtype, one.variant)),
        (Z_IMAGE, lambda one, dtype: ZImage.load(one.folder, dtype, one.variant)),
    )
}
_FAMILIES: Final[dict[str, tuple[Family, Load]]] = _STEPPED | {
    family.class_name: (family, load)
    for family, load in (
        (QWEN_EDIT, lambda one, dtype: QwenEdit.load(one.folder, dtype, one.variant)),
        (PIX2PIX, lambda one, dtype: Pix2Pix.load(one.folder, dtype, one.variant)),
        (SWIN2SR, lambda one, dtype: Swin2SR.load(one.folder, dtype)),
    )
}


def is_stepped(family: Family) -> bool:
    """Whether the loop of its models is ours: then requests join at any step."""
    return family.class_name in _STEPPED


def family_of(chosen: ChosenModel) -> Family:
    """The family of the repository in the folder, as the operator set it.

    Raises ModelError where the folder holds none, or one of a class that is not served, or that takes no ControlNet.
    """
    family = _FAMILIES[_class_name(chosen.folder)][0]
    if chosen.control and family is not SDXL:
        raise ModelError(f"{chosen.name} takes no ControlNet: models of {SDXL.class_name} do")
    pixels = family.pixels if chosen.pixels is None else chosen.pixels
    return replace(
        family,
        abilities=family.abilities | ({Ability.SKETCH} if chosen.control else frozenset()),
        steps=family.steps if chosen.steps is None else chosen.steps,
        guidance=family.guidance if chosen.guidance is None else chosen.guidance,
        pixels=pixels,
        least=min(family.least, math.isqrt(pixels) // 2),
    )


def precision(device: str) -> torch.dtype:
    """bfloat16 on a GPU, float32 on a CPU."""
    return torch.float32 if torch.device(device).type == "cpu" else torch.bfloat16


def compile_steps(model: Denoiser, how: Compile) -> None:
    """Let the part of `model` that makes the steps be compiled when it is first used."""
    if how is not Compile.OFF:
        model.core.compile(mode="reduce-overhead" if how is Compile.GRAPHS else "default")


@dataclass(frozen=True)
class Repository:
    """A `Loadable`: brought into memory by residency, which calls it once at a time."""

    chosen: ChosenModel
    dtype: torch.dtype
    compile: Compile = Compile.OFF
    room: int = 0
    """Bytes of a GPU that one model may take; parts of a larger one take turns there. 0: as many as it takes."""

    @property
    def expected(self) -> Needs:
        """The memory that the weights will take. Raises ModelError for weights that are not whole."""
        sizes = dict.fromkeys(Stage, 0)
        for file in checked(self.chosen.folder).files:
            sizes[Stage.of(file.name.partition("/")[0])] += file.parameters * self.dtype.itemsize
        if self.chosen.control:
            sizes[Stage.STEPS] += checked(self.chosen.control).parameters * self.dtype.itemsize
        return needs(sizes, self.room if _class_name(self.chosen.folder) in _STEPPED else 0)

    def load(self) -> object:
        """The adapter, in the CPU's memory. Raises ModelError."""
        for folder in self.chosen.folders:
            checked(folder)
        adapter = _FAMILIES[_class_name(self.chosen.folder)][1](self.chosen, self.dtype)
        if isinstance(adapter, Denoiser):
            compile_steps(adapter, self.compile)
        return adapter

    def to(self, model: object, place: Place) -> Needs:
        """Move `model` to `place`; what it takes."""
        if isinstance(model, Denoiser):
            return model.offload.to(place, self.room)
        return Needs.of(move(model, place))


def _class_name(folder: Path) -> str:
    """The class that saved the repository. Raises ModelError."""
    index, config = folder / "model_index.json", folder / "config.json"
    try:
        if index.exists():
            name = json.loads(index.read_text(encoding="utf-8")).get("_class_name")
        else:
            name = next(iter(json.loads(config.read_text(encoding="utf-8")).get("architectures") or ()), None)
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder} holds no model: pull it again, or name another folder ({error})") from None
    if name not in _FAMILIES:
        raise ModelError(f"{folder} holds a {name}; served are {', '.join(_FAMILIES)}")
    return name
