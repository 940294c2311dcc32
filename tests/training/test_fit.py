"""Training, on a network and material small enough for a test: it learns, it repeats itself, and it can be shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the `train` extra")
pytest.importorskip("onnx", reason="training needs the `train` extra")

from core.catalogue import CATALOGUE
from core.evaluation.caise import instances
from core.evaluation.caise_trained import CaiseNetwork, is_for_caise
from core.language import Language
from core.understanding.interface import Context
from core.understanding.trained.reader import TrainedUnderstanding
from gpuserver.training import caise
from gpuserver.training.calibrate import temperature
from gpuserver.training.export import AXES, export
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
    export(network, words, tmp_path, AXES, heat)
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
    export(network, words, tmp_path, AXES)
    encoded = Tokenizer(words).encode(View(("picture photo",), ("把 the cat 换成 a dog", "ok?", "", "", "")))
    with torch.inference_mode():
        wanted = network(collate([encoded]))
    got = Shipped(tmp_path)(encoded)
    spread = float(wanted.pipeline.std())
    assert abs(torch.from_numpy(got.pipeline) - wanted.pipeline[0]).max() < 0.3 * max(spread, 0.1)
    assert got.start.shape == tuple(wanted.start.shape[1:])


def test_a_network_for_caise_is_trained_and_read_from_its_folder(tmp_path: Path) -> None:
    lines = ["user_text: find a bus", "search bus", "user_text: find a chair in the color of the bus"]
    given = [
        {"uid": f"m_{number}", "history_img": ["a"], "history_utte": lines, "api": api}
        for number, api in enumerate(
            ["search red chair", "rotate 20", "adjust_color red 0.2", "adjust_attr contrast -10", "image_cutout"] * 8
        )
    ]
    found = list(instances(given, [["red bus", "white wall"]], {"a": 0}))
    network, words = caise.fit(found, epochs=1, layers=1)
    export(network, words, tmp_path, caise.AXES)
    assert is_for_caise(tmp_path)
    assert CaiseNetwork(tmp_path).command(found[0]).split()[0] in {
        "search", "rotate", "adjust_color", "adjust_attr", "image_cutout",
    }  # fmt: skip
