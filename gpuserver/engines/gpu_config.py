"""Which models the operator wants on the GPU, and which of them are meant; nothing here needs torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gpuserver.engines.diffusion.config import Compile
from gpuserver.models.memory import Place
from gpuserver.models.offers import OFFERS, Offer, Task, defaults
from gpuserver.models.problem import ModelError
from gpuserver.models.store import Store

PAINTS: Final = frozenset({Task.DRAW, Task.EDIT, Task.COMBINE, Task.INPAINT, Task.UPSCALE})
"""What the diffusion engine does."""
SPEAKS: Final = frozenset({Task.DESCRIBE, Task.TALK})
"""What answers in words."""
LOOKS: Final = SPEAKS | {Task.BOXES, Task.MASKS, Task.COMPARE}
"""What the vision engine does."""


@dataclass(frozen=True)
class GpuConfig:
    """The models, and how they run."""

    folder: Path
    """Where models are pulled to."""
    offers: Mapping[str, Offer] = field(default_factory=lambda: OFFERS)
    """Every model that there is, by name."""
    use: tuple[str, ...] = ()
    """Names of the models to use, the preferred ones first; empty: see `chosen`."""
    memory: float = 0.0
    """GB of memory that the default models are chosen for; 0: what there is."""
    device: Place | None = None
    """None: the GPU, and nothing without one."""
    compile: Compile = Compile.OFF
    warm: bool = False
    """Whether every model that draws makes one picture before anybody waits."""
    keep: tuple[str, ...] = ()
    """Names of models that are loaded at the start and never leave the memory."""
    loras: Path | None = None
    """Folder with a folder of LoRAs for each model."""
    faces: Path | None = None
    """Folder of the networks of the latent_face engine."""
    judge: Path | None = None
    """Folder of an image classifier whose label `nsfw` holds pictures back."""
    code: frozenset[str] = frozenset()
    """Repositories whose own Python may run."""

    @property
    def is_asked_for(self) -> bool:
        """Whether the operator named what needs the engines for a GPU."""
        return bool(self.use or self.device or self.faces or self.judge)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to start: no model was named, and none was pulled."""
        own = [one for one in self.offers.values() if isinstance(one.source, Path)]
        return not (self.is_asked_for or own or any(Store(self.folder).pulled()))


def chosen(config: GpuConfig, memory: float) -> tuple[Offer, ...]:
    """The models to use, the preferred ones first: those that are named; else the operator's own that are there, then
    those that were pulled of the default set for `memory` GB and of the language models, which no set has.

    Raises ModelError for a named one that is not there.
    """
    store = Store(config.folder)
    if not config.use:
        own = [one for one in config.offers.values() if OFFERS.get(one.name) is not one]
        usual = [config.offers[one.name] for one in defaults(memory)]
        talking = [one for one in config.offers.values() if Task.TALK in one.classes]
        found = dict.fromkeys(one.name for one in (*own, *usual, *talking) if is_here(one, store))
        return tuple(config.offers[name] for name in found)
    if unknown := [name for name in config.use if name not in config.offers]:
        raise ModelError(f"there is no model {unknown[0]}; there are: {', '.join(config.offers)}")
    named = tuple(config.offers[name] for name in dict.fromkeys(config.use))
    for one in named:
        store.place(one)
    return named


def control_of(offer: Offer, config: GpuConfig) -> Path | None:
    """The folder of the ControlNet of `offer`; None where it has none, or the one of an offered model is not here.

    Raises ModelError for one of an own model that is not here.
    """
    if not offer.control:
        return None
    control, store = config.offers.get(offer.control), Store(config.folder)
    if control is None or Task.SKETCH not in control.classes:
        raise ModelError(f"{offer.name} is to be guided by {offer.control}, which is no model with the task sketch")
    is_own = OFFERS.get(offer.name) is not offer
    return store.place(control) if is_own or is_here(control, store) else None


def is_here(offer: Offer, store: Store) -> bool:
    """Whether `offer` was pulled to the end, or is a folder of the operator's own."""
    return isinstance(offer.source, Path) or store.found(offer.source.repository) is not None
