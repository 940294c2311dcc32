"""The engines that need a GPU, opened together: they share one residency and one accelerator."""

# pyright: reportMissingImports=false
from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from gpuserver.engines.accelerated import Accelerated, accelerated, budgets_of
from gpuserver.engines.diffusion.config import ChosenModel, DiffusionConfig
from gpuserver.engines.diffusion.loading import precision
from gpuserver.engines.diffusion.opening import open_diffusion, repositories
from gpuserver.engines.gpu_config import LOOKS, PAINTS, SPEAKS, GpuConfig, chosen, control_of
from gpuserver.engines.latent_face.opening import NAME as FACES
from gpuserver.engines.latent_face.opening import FaceNetworks, open_latent_face
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import Judge
from gpuserver.engines.vision.opening import open_sight
from gpuserver.engines.vision.safety import open_classifier
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Budgets, Loadable, Place
from gpuserver.models.offers import Library, Offer, Source
from gpuserver.models.pretrained import Pretrained, pretrained
from gpuserver.models.problem import ModelError
from gpuserver.models.store import Store
from gpuserver.models.torch_device import gpu_memory

log = logging.getLogger(__name__)

_JUDGE: Final = "judge"


@contextmanager
def opened(config: GpuConfig, engines: Engines, metrics: Metrics) -> Iterator[Engines]:
    """`engines` behind those that `config` wants; their threads end and their models go after the block.

    `engines` as they are where there is nothing to run them on, or with. Raises ModelError.
    """
    device = _device(config)
    if device is None:
        log.warning("there is no GPU, so models stay unused; CHATELIER_MODELS__DEVICE=cpu runs them slowly")
        yield engines
        return
    budgets = budgets_of(device)
    offers = chosen(config, config.memory or _memory(budgets))
    if not (offers or config.faces):
        yield engines
        return
    opening = _Opening(config, offers, device, budgets)
    with accelerated(opening.models, budgets, metrics, warm=opening.staying) as gpu:
        yield opening.engines(engines, gpu)


def _device(config: GpuConfig) -> Place | None:
    """Where to work; None where that is nowhere. Raises ModelError for a GPU that is not there."""
    there = gpu_memory() is not None
    if config.device is Place.GPU and not there:
        raise ModelError("PyTorch sees no GPU: look at its driver, or leave CHATELIER_MODELS__DEVICE empty")
    return config.device or (Place.GPU if there else None)


def _memory(budgets: Budgets) -> float:
    """GB to choose the default models for: the GPU's, or without one what models may take of the machine's."""
    gpu = gpu_memory() if budgets.gpu else None
    return (gpu.total if gpu else budgets.cpu) / 1e9


class _Opening:
    """The chosen models, for the engines that use them."""

    def __init__(self, config: GpuConfig, offers: tuple[Offer, ...], device: Place, budgets: Budgets) -> None:
        """Raises ModelError."""
        self._config = config
        self._budgets = budgets
        self._store = Store(config.folder)
        self._seeing = tuple(one for one in offers if not LOOKS.isdisjoint(one.classes))
        painting = tuple(self._painter(one) for one in offers if not PAINTS.isdisjoint(one.classes))
        self._diffusion = DiffusionConfig(
            painting, device.value, loras=config.loras, compile=config.compile, warm=config.warm
        )
        self.staying = (*config.keep, FACES) if config.faces else config.keep
        """Names of the models that are never moved away."""
        if unknown := [name for name in self.staying if name not in self.models]:
            raise ModelError(f"{unknown[0]} is to be kept, and is not in use; in use: {', '.join(self.models)}")

    @property
    def models(self) -> dict[str, Loadable]:
        """All models by name. Raises ModelError for one that is not there."""
        models: dict[str, Loadable] = {one.name: self._seer(one) for one in self._seeing}
        if self._config.faces:
            models[FACES] = _face_networks(self._config.faces)
        if self._config.judge:
            models[_JUDGE] = Pretrained(self._config.judge, Library.TRANSFORMERS, "AutoModelForImageClassification")
        staying = sum(one.expected.working for name, one in models.items() if name in self.staying)
        room = max(1, self._budgets.gpu - staying) if self._budgets.gpu else 0
        return repositories(self._diffusion, room) | models

    def engines(self, embedded: Engines, gpu: Accelerated) -> Engines:
        """`embedded` behind the engines of the chosen models. Raises ModelError."""
        sight = open_sight(self._store, self._seeing, gpu, self._judge(gpu))
        found = replace(embedded, sight=sight, accelerated=True)
        if self._diffusion.models:
            diffusion = open_diffusion(self._diffusion, gpu, sight.masks)
            found = replace(
                found,
                drawers=(diffusion, *found.drawers) if diffusion.draws else found.drawers,
                editors=(diffusion, *found.editors),
                filler=diffusion if diffusion.fills else None,
                combiner=diffusion if diffusion.combines else None,
            )
        if self._config.faces:
            found = replace(found, editors=(open_latent_face(gpu), *found.editors))
        return found

    def _judge(self, gpu: Accelerated) -> Judge | None:
        folder = self._config.judge
        return None if folder is None else open_classifier(folder, partial(gpu.lending.lend, _JUDGE))

    def _painter(self, offer: Offer) -> ChosenModel:
        variant = offer.source.variant if isinstance(offer.source, Source) else ""
        return ChosenModel(
            offer.name, self._store.place(offer), offer.steps, offer.guidance, offer.pixels, variant,
            control_of(offer, self._config),
        )  # fmt: skip

    def _seer(self, offer: Offer) -> Pretrained:
        """In half the precision only where the model speaks: masks and vectors were made and tested in the whole."""
        code = isinstance(offer.source, Source) and offer.source.repository in self._config.code
        model = pretrained(self._store, offer, code=code)
        speaks = not SPEAKS.isdisjoint(offer.classes)
        return replace(model, dtype=precision(self._diffusion.device)) if speaks else model


def _face_networks(folder: Path) -> FaceNetworks:
    if find_spec("mediapipe") is None:
        raise ModelError("CHATELIER_MODELS__FACES needs the `faces` extra, which finds faces: `uv sync --extra faces`")
    return FaceNetworks(folder)
