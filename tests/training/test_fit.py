"""Training, on a network and material small enough for a test: it learns, it repeats itself, and it can be shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the `train` extra")
pytest.importorskip("onnx", reason="training needs the `train` extra")

from core.catalogue import CATALOGUE
from core.language import Language
from core.understanding.interface import Context
from core.understanding.trained.reader import TrainedUnderstanding
from gpuserver.training.calibrate import temperature
from gpuserver.training.export import export
from gpuserver.training.fit import Plan, fit
from gpuserver.training.network import Network
from gpuserver.training.phrases import Bank, banks

PLAN = Plan(steps=12, batch=16, layers=1, pretrained=False)


@pytest.fixture(scope="module")
def material() -> dict[Language, Bank]:
    return banks(["first", "eli", "nan"])


@pytest.fixture(scope="module")
def trained(material: dict[Language, Bank]) -> tuple[Network, list[str]]:
    return fit(material, PLAN)


def test_the_same_seed_makes_the_same_weights(
    material: dict[Language, Bank], trained: tuple[Network, list[str]]
) -> None:
    again, _ = fit(material, PLAN)
    for (name, one), (_, other) in zip(trained[0].state_dict().items(), again.state_dict().items(), strict=True):
        assert one.equal(other), name


def test_what_is_exported_reads_turns_without_torch(trained: tuple[Network, list[str]], tmp_path: Path) -> None:
    network, words = trained
    heat = temperature(network, words, banks(["eli"]))
    assert 0.6 <= heat <= 3.0
    export(network, words, tmp_path, heat)
    read = TrainedUnderstanding(tmp_path).read(Context(text="put a red kite into the sky", picture="drawing"))
    assert all(one.pipeline in CATALOGUE for one in read.actions)
    assert 0 < read.confidence <= 1


def test_eight_bits_say_what_the_network_said(trained: tuple[Network, list[str]], tmp_path: Path) -> None:
    import torch

    from core.understanding.trained.network import Network as Shipped
    from core.understanding.trained.tokens import Tokenizer
    from core.understanding.trained.view import View
    from gpuserver.training.batches import collate

    network, words = trained
    export(network, words, tmp_path)
    encoded = Tokenizer(words).encode(View(("picture photo",), ("把 the cat 换成 a dog", "ok?", "", "", "")))
    with torch.inference_mode():
        wanted = network(collate([encoded]))
    got = Shipped(tmp_path)(encoded)
    spread = float(wanted.pipeline.std())
    assert abs(torch.from_numpy(got.pipeline) - wanted.pipeline[0]).max() < 0.3 * max(spread, 0.1)
    assert got.start.shape == tuple(wanted.start.shape[1:])
