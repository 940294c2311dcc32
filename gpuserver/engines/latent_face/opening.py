"""The latent_face engine on a device that it shares with others."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import torch

from gpuserver.engines.accelerated import OF_GPU, Accelerated
from gpuserver.engines.face.choose import chosen
from gpuserver.engines.face.landmarks import MediapipeFinder
from gpuserver.engines.latent_face.batch import places_on
from gpuserver.engines.latent_face.checkpoint import WeightsError
from gpuserver.engines.latent_face.engine import LatentFace, Settings
from gpuserver.engines.latent_face.landmarks import Landmarks
from gpuserver.engines.latent_face.networks import Networks
from gpuserver.models.memory import Needs, Place
from gpuserver.models.problem import ModelError
from gpuserver.models.torch_device import move

R = TypeVar("R")

NAME: Final = LatentFace.name


@dataclass(frozen=True)
class FaceNetworks:
    """A `Loadable`: the networks in a folder, as `Networks.load` reads them."""

    folder: Path

    @property
    def expected(self) -> Needs:
        """The memory that they will take: about that of their files."""
        return Needs.of(sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()))

    def load(self) -> Networks:
        """In the CPU's memory. Raises ModelError."""
        try:
            return Networks.load(self.folder, torch.device("cpu"))
        except WeightsError as error:
            raise ModelError(str(error)) from None

    def to(self, model: object, place: Place) -> Needs:
        """Move them; the bytes that they take there."""
        return Needs.of(move(model, place))


def open_latent_face(gpu: Accelerated, landmarks: Landmarks | None = None) -> LatentFace:
    """The engine over the networks `NAME` of `gpu`, which stay where they are: its graphs point into them.

    `landmarks`: None is MediaPipe's. Raises ModelError for networks that cannot be loaded.
    """
    with gpu.residency.use(NAME) as networks:
        if not isinstance(networks, Networks):
            raise TypeError(f"{NAME} holds a {type(networks).__name__}")
        places = places_on(networks.device, networks.e4e.decoder.size, share=1 - OF_GPU)

    def turn(work: Callable[[], R], /) -> R:
        return gpu.lending.lend(NAME, lambda _: work())

    return LatentFace(networks, landmarks or MediapipeFinder(), Settings(places=places), chosen, turn)
