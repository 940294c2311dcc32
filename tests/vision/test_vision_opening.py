"""The vision engine over models that were pulled: what it offers, and that memory holds what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from vision_cases import flat

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("open_clip")

from core.problems import ProblemError
from gpuserver.engines.base import Unwatched
from gpuserver.engines.sight import Ask, Sight, Utterance
from gpuserver.engines.vision.opening import open_sight
from gpuserver.models.memory import Budgets
from gpuserver.models.offers import Library, Offer, Task
from gpuserver.models.pretrained import pretrained
from gpuserver.models.residency import Residency
from gpuserver.models.store import Store

KINDS = {
    "qwen": (Task.DESCRIBE, "Qwen3VLForConditionalGeneration"),
    "llama": (Task.DESCRIBE, "LlamaForCausalLM"),
    "dino": (Task.BOXES, "GroundingDinoForObjectDetection"),
    "sam": (Task.MASKS, "Sam2Model"),
    "clipseg": (Task.MASKS, "CLIPSegForImageSegmentation"),
    "clip": (Task.COMPARE, "CLIP"),
}


class Shelf:
    """Offers of tiny models, and the memory that they share."""

    def __init__(self, folder: Path, request: pytest.FixtureRequest, *names: str) -> None:
        store = Store(folder)
        offers = [
            Offer(
                name=name, source=request.getfixturevalue(name), gigabytes=0.1, classes=dict([KINDS[name]]),
                library=Library.OPEN_CLIP if name == "clip" else Library.TRANSFORMERS,
            )
            for name in names
        ]  # fmt: skip
        models = {one.name: pretrained(store, one, code=False) for one in offers}
        self.memory = Residency(models, Budgets(gpu=0, cpu=10**9))
        self.sight: Sight = open_sight(store, offers, self.memory.use)

    @property
    def loaded(self) -> set[str]:
        return {one.name for one in self.memory.residents()}


def test_models_are_loaded_when_they_are_asked(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shelf = Shelf(tmp_path, request, "qwen", "llama", "clip", "clipseg")
    sight = shelf.sight
    assert sight.names == ("qwen", "llama", "clip", "clipseg")
    assert shelf.loaded == set()
    talker = sight.talker(sees=True)
    assert talker.name == "qwen"
    assert sight.talker(sees=False, name="llama").name == "llama"
    ask = Ask((Utterance("user", (flat(), "What is it?")),), max_tokens=3)
    assert talker.say(ask, Unwatched(), len).written <= 3
    assert shelf.loaded == {"qwen"}
    assert sight.needed_embedder().embed(["a cat", flat()]).shape == (2, 16)
    assert sight.masks
    assert shelf.loaded == {"qwen", "clip"}


def test_sharp_masks_are_preferred_to_soft_ones(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert [
        shelf.sight.masks.name if shelf.sight.masks else None
        for shelf in (
            Shelf(tmp_path, request, "clipseg", "dino", "sam"),
            Shelf(tmp_path, request, "dino", "clipseg"),
            Shelf(tmp_path, request, "dino"),
        )
    ] == ["dino+sam", "clipseg", None]


def test_what_is_not_there_is_named(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    sight = Shelf(tmp_path, request, "llama").sight
    with pytest.raises(ProblemError, match="a vision model"):
        sight.talker(sees=True)
    with pytest.raises(ProblemError, match="an open_clip model"):
        sight.needed_embedder()
