"""Language models of the tests on an accelerator of their own, as the server has them."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gpuserver.engines.accelerated import accelerated
from gpuserver.engines.vision.language_model import LanguageModel
from gpuserver.engines.vision.loading import language_model
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Budgets
from gpuserver.models.offers import Library
from gpuserver.models.pretrained import Pretrained


def loadable(folder: Path) -> Pretrained:
    """The model in `folder`, by the class that its configuration names."""
    import json

    kind = json.loads((folder / "config.json").read_text())["architectures"][0]
    return Pretrained(folder, Library.TRANSFORMERS, kind)


@contextmanager
def talking(folder: Path) -> Iterator[LanguageModel]:
    """The talker over the model in `folder`; its name is the folder's."""
    models = {folder.name: loadable(folder)}
    with accelerated(models, Budgets(gpu=0, cpu=10**9), Metrics()) as gpu:
        yield language_model(folder, folder.name, gpu.accelerator, gpu.models)
