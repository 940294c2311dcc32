"""The vision engine over the models that were pulled: each is brought into memory when it is first asked."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import open_clip
from torch import nn
from transformers import AutoProcessor, Sam2Processor

from gpuserver.engines.accelerated import Accelerated
from gpuserver.engines.gpu_config import SPEAKS
from gpuserver.engines.sight import Embedder, Judge, Masks, Sight, Talker
from gpuserver.engines.vision.embed import ClipEmbedder
from gpuserver.engines.vision.grounding import ClipSegMasks, GroundedMasks
from gpuserver.engines.vision.lending import Lend
from gpuserver.engines.vision.loading import LOCAL, language_model
from gpuserver.models.offers import Library, Offer, Task
from gpuserver.models.problem import ModelError
from gpuserver.models.store import Store

R = TypeVar("R")

_CLIPSEG = "CLIPSegForImageSegmentation"


def open_sight(store: Store, offers: Iterable[Offer], gpu: Accelerated, judge: Judge | None = None) -> Sight:
    """What `offers` make possible, all of them pulled and on `gpu` by their names, the preferred ones first.

    Raises ModelError for one that was not pulled, cannot be read, or cannot converse.
    """
    return _Opening(store, tuple(offers), gpu).sight(judge)


class _Opening:
    def __init__(self, store: Store, offers: tuple[Offer, ...], gpu: Accelerated) -> None:
        self._store = store
        self._offers = offers
        self._gpu = gpu

    def sight(self, judge: Judge | None) -> Sight:
        talkers = tuple(self._talker(one) for one in self._offers if not SPEAKS.isdisjoint(one.classes))
        with _readable("the models that find things by words"):
            masks = self._masks()
        with _readable("the model that compares pictures and words"):
            embedder = self._embedder()
        return Sight(talkers, masks, embedder, judge)

    def _talker(self, offer: Offer) -> Talker:
        with _readable(offer.name):
            return language_model(self._store.place(offer), offer.name, self._gpu.accelerator, self._gpu.models)

    def _masks(self) -> Masks | None:
        """Grounding DINO and SAM 2 where both are there, which are sharper; else CLIPSeg."""
        boxes = self._first(Task.BOXES)
        masks = next((one for one in self._offers if one.classes.get(Task.MASKS, _CLIPSEG) != _CLIPSEG), None)
        if boxes and masks:
            return GroundedMasks(
                f"{boxes.name}+{masks.name}",
                self._lend(boxes),
                AutoProcessor.from_pretrained(self._store.place(boxes), **LOCAL),
                self._lend(masks),
                Sam2Processor.from_pretrained(self._store.place(masks), local_files_only=True),
            )
        small = next((one for one in self._offers if one.classes.get(Task.MASKS) == _CLIPSEG), None)
        if small is None:
            return None
        reader = AutoProcessor.from_pretrained(self._store.place(small), **LOCAL)
        return ClipSegMasks(small.name, self._lend(small), reader)

    def _embedder(self) -> Embedder | None:
        offer = self._first(Task.COMPARE)
        if offer is None or offer.library is not Library.OPEN_CLIP:
            return None
        tokenizer = open_clip.get_tokenizer(f"local-dir:{self._store.place(offer)}")
        return ClipEmbedder(offer.name, self._lend(offer), tokenizer)  # pyright: ignore[reportArgumentType]

    def _first(self, task: Task) -> Offer | None:
        return next((one for one in self._offers if task in one.classes), None)

    def _lend(self, offer: Offer) -> Lend[Any]:
        """Lends `offer`, in memory as long as it is used."""

        def lend(work: Callable[[Any], R], /, rows: int = 1) -> R:
            # open_clip hands models out as in training
            return self._gpu.lending.lend(offer.name, lambda model: work(cast(nn.Module, model).eval()), rows)

        return lend


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """Says in a sentence what cannot be read. Raises ModelError."""
    try:
        yield
    except (OSError, ValueError) as error:
        first = str(error).strip().partition("\n")[0]
        raise ModelError(f"{what} cannot be opened: pull it again, or choose another ({first})") from None
