"""Pictures that are not to be shown, told by an image classifier whose labels the operator names."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForImageClassification, PreTrainedModel

from gpuserver.engines.base import Pixels
from gpuserver.engines.sight import Verdict
from gpuserver.engines.vision.lending import Lend, kept
from gpuserver.engines.vision.loading import LOCAL, WEIGHTS
from gpuserver.images.looking import looked_at
from gpuserver.models.problem import ModelError

_LABELS: Final = ("nsfw",)
_THRESHOLD: Final = 0.5


class Classifier:
    """A `Judge`: what a classifier gives one of some labels, together with at least a threshold's probability."""

    def __init__(
        self, name: str, lend: Lend[PreTrainedModel], reader: Any, *, labels: Iterable[str] = _LABELS,
        threshold: float = _THRESHOLD,
    ) -> None:  # fmt: skip
        """Raises ValueError for a label that the classifier does not have, and for a threshold beyond 0..1."""
        self.name = name
        self._lend = lend
        self._reader = reader
        self._threshold = threshold
        known = lend(_labels_of)
        wanted = [label.lower() for label in labels]
        if missing := [label for label in wanted if label not in known]:
            raise ValueError(f"{name} has no label {missing[0]!r}; it has: {', '.join(known)}")
        if not wanted or not 0 < threshold <= 1:
            raise ValueError("name at least one label, and a threshold between 0 and 1")
        self._labels = {label: known[label] for label in wanted}

    def judge(self, pixels: Pixels) -> Verdict | None:
        """Why `pixels` are not to be shown; None where they may be."""
        read = self._reader(images=Image.fromarray(looked_at(pixels)), return_tensors="pt")

        @torch.inference_mode()
        def look(model: PreTrainedModel) -> list[float]:
            inputs = {name: one.to(model.device) for name, one in read.items()}
            return model(**inputs).logits.float().softmax(-1)[0].tolist()

        shares = self._lend(look)
        found = {label: shares[number] for label, number in self._labels.items()}
        if sum(found.values()) < self._threshold:
            return None
        return Verdict(max(found, key=lambda label: found[label]), sum(found.values()))


def _labels_of(model: PreTrainedModel) -> dict[str, int]:
    return {str(label).lower(): int(number) for number, label in (model.config.id2label or {}).items()}


def open_classifier(folder: Path, lend: Lend[Any]) -> Classifier:
    """The classifier in `folder`, which somebody else loads and lends. Raises ModelError where it is none."""
    try:
        return Classifier(folder.name, lend, AutoImageProcessor.from_pretrained(folder, **LOCAL))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder} is no classifier for pictures: {str(error).partition(chr(10))[0]}") from None


def load_classifier(
    folder: Path, *, labels: Iterable[str] = _LABELS, threshold: float = _THRESHOLD, device: str = "cpu"
) -> Classifier:
    """The classifier in `folder`, which stays on `device`. Raises ValueError for a label that it does not have."""
    model = AutoModelForImageClassification.from_pretrained(folder, **WEIGHTS).to(device).eval()
    reader = AutoImageProcessor.from_pretrained(folder, **LOCAL)
    return Classifier(folder.name, kept(model), reader, labels=labels, threshold=threshold)
