"""The vision engine over models that were pulled: what it offers, and that memory holds what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from vision_cases import flat

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("open_clip")

from core.problems import ProblemError
from gpuserver.engines.accelerated import accelerated
from gpuserver.engines.base import Unwatched
from gpuserver.engines.sight import Ask, Sight, Utterance
from gpuserver.engines.vision.opening import open_sight
from gpuserver.metrics import Metrics
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


Opened = Callable[..., tuple[Sight, Residency]]


@pytest.fixture
def seeing(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opens tiny models by name: what they make possible, and the memory that they share."""
    with ExitStack() as stack:

        def opened(*names: str) -> tuple[Sight, Residency]:
            store = Store(tmp_path)
            offers = [
                Offer(
                    name=name, source=request.getfixturevalue(name), gigabytes=0.1, classes=dict([KINDS[name]]),
                    library=Library.OPEN_CLIP if name == "clip" else Library.TRANSFORMERS,
                )
                for name in names
            ]  # fmt: skip
            models = {one.name: pretrained(store, one, code=False) for one in offers}
            gpu = stack.enter_context(accelerated(models, Budgets(gpu=0, cpu=10**9), Metrics()))
            return open_sight(store, offers, gpu), gpu.residency

        yield opened


def loaded(memory: Residency) -> set[str]:
    return {one.name for one in memory.residents()}


def test_models_are_loaded_when_they_are_asked(seeing: Opened) -> None:
    sight, memory = seeing("qwen", "llama", "clip", "clipseg")
    assert sight.names == ("qwen", "llama", "clip", "clipseg")
    assert loaded(memory) == set()
    talker = sight.talker(sees=True)
    assert talker.name == "qwen"
    assert sight.talker(sees=False, name="llama").name == "llama"
    ask = Ask((Utterance("user", (flat(), "What is it?")),), max_tokens=3)
    assert talker.say(ask, Unwatched(), len).written <= 3
    assert loaded(memory) == {"qwen"}
    assert sight.needed_embedder().embed(["a cat", flat()]).shape == (2, 16)
    assert sight.masks
    assert loaded(memory) == {"qwen", "clip"}


def test_sharp_masks_are_preferred_to_soft_ones(seeing: Opened) -> None:
    names = ("clipseg", "dino", "sam"), ("dino", "clipseg"), ("dino",)
    masks = [seeing(*those)[0].masks for those in names]
    assert [one.name if one else None for one in masks] == ["dino+sam", "clipseg", None]


def test_what_is_not_there_is_named(seeing: Opened) -> None:
    sight, _ = seeing("llama")
    with pytest.raises(ProblemError, match="a vision model"):
        sight.talker(sees=True)
    with pytest.raises(ProblemError, match="an open_clip model"):
        sight.needed_embedder()
