"""What the settings open, and what they cannot: one sentence for the operator."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path

import pytest
from pulled_models import lay_down
from typer.testing import CliRunner

pytest.importorskip("diffusers", reason="needs the `gpu` extra")
pytest.importorskip("open_clip", reason="needs the `gpu` extra")

import torch

from bots.cli.app import app
from bots.cli.engines import gpu_config
from bots.settings import ModelSettings
from gpuserver.engines.base import Unwatched
from gpuserver.engines.gpu_config import chosen
from gpuserver.engines.loaded import Engines
from gpuserver.engines.registry import default_engines, with_gpu
from gpuserver.metrics import Metrics
from gpuserver.models.problem import ModelError


def settings(folder: Path, **models: object) -> ModelSettings:
    return ModelSettings.model_validate({"folder": folder, **models})


def names(folder: Path, memory: float = 16, **models: object) -> list[str]:
    return [one.name for one in chosen(gpu_config(settings(folder, **models)), memory)]


def own(folder: Path, name: str) -> dict[str, object]:
    return {"name": name, "folder": folder, "classes": {"draw": "Flux2KleinPipeline"}, "gigabytes": 1}


def test_the_default_models_are_those_of_the_set_that_were_pulled(pulled: Path) -> None:
    usual = ["flux2-klein-4b", "grounding-dino-tiny", "sam2.1-small", "qwen3-vl-2b", "swin2sr-x2", "clip-vit-b-32"]
    assert names(pulled) == usual
    assert names(pulled, 8) == ["swin2sr-x2", "clip-vit-b-32"]
    assert names(pulled, 0) == []


def test_the_operators_own_models_come_first_and_named_ones_alone(pulled: Path, tmp_path: Path) -> None:
    mine = [own(tmp_path, "mine")]
    assert names(pulled, own=mine)[:2] == ["mine", "flux2-klein-4b"]
    assert names(pulled, own=mine, use="clip-vit-b-32, mine") == ["clip-vit-b-32", "mine"]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_nothing_starts_unless_the_cpu_is_named(pulled: Path) -> None:
    plain = default_engines()
    with with_gpu(plain, gpu_config(settings(pulled)), Metrics()) as engines:
        assert engines is plain


def test_without_models_nothing_starts(tmp_path: Path) -> None:
    plain = default_engines()
    with with_gpu(plain, gpu_config(settings(tmp_path / "none")), Metrics()) as engines:
        assert engines is plain


def test_threads_and_models_go_with_the_block(pulled: Path) -> None:
    before = threading.active_count()
    config = gpu_config(settings(pulled, device="cpu", use="flux2-klein-4b, clip-vit-b-32"))
    with with_gpu(Engines(), config, Metrics()) as engines:
        assert engines.accelerated
        assert engines.sight.needed_embedder().embed(["a cat"]).shape[0] == 1
        assert engines.filler
        assert engines.combiner
    assert threading.active_count() == before


def test_a_classifier_holds_back_what_it_takes_for_nsfw(pulled: Path, tmp_path: Path) -> None:
    import tiny_finders
    from vision_cases import flat

    config = gpu_config(settings(pulled, device="cpu", use="clip-vit-b-32", judge=tiny_finders.classifier(tmp_path)))
    with with_gpu(Engines(), config, Metrics()) as engines:
        judge = engines.sight.judge
        assert judge
        assert {bool(judge.judge(flat(shade))) for shade in (0, 255)} == {True, False}


def test_faces_are_searched_for_in_turn_with_the_other_models(tmp_path: Path) -> None:
    from latent_cases import small_backbone, small_clip, small_e4e
    from latent_faces import mesh, photo

    from core.catalogue import action
    from gpuserver.engines.accelerated import accelerated
    from gpuserver.engines.base import Picture
    from gpuserver.engines.latent_face.networks import Networks
    from gpuserver.engines.latent_face.opening import NAME, FaceNetworks, open_latent_face
    from gpuserver.models.memory import Budgets

    class Small(FaceNetworks):
        def load(self) -> Networks:
            return Networks(small_e4e(), small_backbone(), small_clip(self.folder))

    class OneFace:
        def find(self, rgb: object) -> list[object]:
            return [mesh()]

    metrics = Metrics()
    with accelerated({NAME: Small(tmp_path)}, Budgets(0, 10**9), metrics, warm=(NAME,)) as gpu:
        smile = action("edit_face", set={"expression": ["smiling"]})
        engine = open_latent_face(gpu, OneFace())  # pyright: ignore[reportArgumentType]
        made = engine.edit(Picture(photo()), [smile], Unwatched())
    assert (made.pixels != photo()).any()
    assert metrics.gpu_requests.labels("done")._value.get() > 3


def refused(monkeypatch: pytest.MonkeyPatch, command: str, **models: object) -> str:
    for name, value in {"device": "cpu", **models}.items():
        monkeypatch.setenv(f"CHATELIER_MODELS__{name.upper()}", str(value))
    result = CliRunner().invoke(app, [command, "--port", "0"])
    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.output
    return re.sub(r"\s+", " ", result.output)


@pytest.mark.parametrize("command", ["gpuserver", "try"])
def test_what_cannot_be_used_is_one_sentence(
    pulled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("CHATELIER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CHATELIER_MODELS__FOLDER", str(pulled))
    assert "there is no model flux" in refused(monkeypatch, command, use="flux")
    assert "was not pulled: run `chatelier models pull" in refused(monkeypatch, command, use="sdxl")
    assert "mine is for cut-out; there are: draw" in refused(
        monkeypatch, command, use="mine", own=f'[{{"name": "mine", "folder": "{tmp_path}", '
        '"classes": {"cut-out": "AutoModel"}, "gigabytes": 1}]',
    )  # fmt: skip
    assert "holds no model" in refused(
        monkeypatch, command, own=f'[{{"name": "mine", "folder": "{tmp_path}", '
        '"classes": {"draw": "Flux2KleinPipeline"}, "gigabytes": 1}]',
    )  # fmt: skip
    assert "e4e_ffhq_encode.pt is not in" in refused(monkeypatch, command, own="[]", use="", faces=tmp_path)


def test_a_damaged_model_is_named(pulled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    place = lay_down(folder, "qwen3-vl-2b", next(pulled.glob("Qwen--*")))
    (place / "config.json").unlink()
    with (
        pytest.raises(ModelError, match="qwen3-vl-2b cannot be opened: pull it again"),
        with_gpu(Engines(), gpu_config(settings(folder, device="cpu", use="qwen3-vl-2b")), Metrics()),
    ):
        raise AssertionError("it was opened")
    shutil.rmtree(folder)


def test_the_doctor_says_which_models_are_used_and_which_are_missing(
    pulled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATELIER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CHATELIER_MODELS__FOLDER", str(pulled))
    monkeypatch.setenv("CHATELIER_MODELS__DEVICE", "cpu")
    for memory, said in ((16, "used: flux2-klein-4b, grounding"), (24, "missing: z-image-turbo, qwen3-vl-4b")):
        monkeypatch.setenv("CHATELIER_MODELS__MEMORY", str(memory))
        result = CliRunner().invoke(app, ["doctor"])
        assert said in re.sub(r"\s+", " ", result.output)
    monkeypatch.setenv("CHATELIER_MODELS__USE", "sdxl")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "was not pulled" in result.output
