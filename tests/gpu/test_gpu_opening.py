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

import cv2
import numpy as np
import torch

from bots.cli.app import app
from bots.cli.engines import gpu_config
from bots.settings import ModelSettings
from core.catalogue import action
from gpuserver.engines.base import Picture, Unwatched
from gpuserver.engines.gpu_config import GpuConfig, chosen, control_of
from gpuserver.engines.loaded import Engines
from gpuserver.engines.registry import default_engines, with_gpu
from gpuserver.metrics import Metrics
from gpuserver.models.offers import OFFERS
from gpuserver.models.problem import ModelError

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2


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
    models = [own(tmp_path, "mine")]
    assert names(pulled, own=models)[:2] == ["mine", "flux2-klein-4b"]
    assert names(pulled, own=models, use="clip-vit-b-32, mine") == ["clip-vit-b-32", "mine"]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_nothing_starts_unless_the_cpu_is_named(pulled: Path) -> None:
    plain = default_engines()
    with with_gpu(plain, gpu_config(settings(pulled)), Metrics()) as engines:
        assert engines is plain


def test_without_models_nothing_starts(tmp_path: Path) -> None:
    plain = default_engines()
    with with_gpu(plain, gpu_config(settings(tmp_path / "none")), Metrics()) as engines:
        assert engines is plain


def sketch(paper: int) -> Picture:
    """A cross of dark lines on `paper`."""
    pixels = np.full((64, 64, 3), paper, np.uint8)
    cv2.line(pixels, (5, 5), (60, 60), (20, 20, 20), 2)
    cv2.line(pixels, (5, 60), (60, 5), (20, 20, 20), 2)
    return Picture(pixels, seed=5)


def follows_lines(config: GpuConfig) -> bool:
    """Whether the same lines give the same picture, whatever their paper."""
    with with_gpu(Engines(), config, Metrics()) as engines:
        editor = engines.editor("sketch_to_image")
        assert editor
        steps = [action("sketch_to_image", prompt="a kite")]
        white, gray = (editor.edit(sketch(paper), steps, Unwatched()).pixels for paper in (250, 220))
    return np.array_equal(white, gray)


@pytest.fixture(scope="module")
def sdxl(tmp_path_factory: pytest.TempPathFactory, quiet: None) -> tuple[Path, Path]:
    """A model that draws, and a ControlNet for it."""
    import tiny_sdxl

    folder = tmp_path_factory.mktemp("sdxl")
    return tiny_sdxl.build(folder / "sdxl"), tiny_sdxl.build_control(folder / "control")


def test_a_model_of_the_default_set_is_guided_once_its_controlnet_is_pulled(
    sdxl: tuple[Path, Path], tmp_path: Path
) -> None:
    config = gpu_config(settings(tmp_path, memory=8))
    assert control_of(OFFERS["sdxl"], config) is None
    place = lay_down(tmp_path, "sdxl-lines", sdxl[1])
    assert control_of(OFFERS["sdxl"], config) == place


def mine(folder: Path, task: str, class_name: str, **more: object) -> dict[str, object]:
    return {"name": task, "folder": folder, "classes": {task: class_name}, "gigabytes": 1, **more}


def test_an_own_model_names_its_controlnet(sdxl: tuple[Path, Path], tmp_path: Path) -> None:
    draws = mine(sdxl[0], "draw", "StableDiffusionXLPipeline", steps=2, pixels=64 * 64, control="sketch")
    guides = mine(sdxl[1], "sketch", "ControlNetModel")
    assert follows_lines(gpu_config(settings(tmp_path, device="cpu", own=[draws, guides])))
    assert not follows_lines(gpu_config(settings(tmp_path, device="cpu", own=[{**draws, "control": ""}])))


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("canny", "guided by canny, which is no model with the task sketch"),
        ("clip-vit-b-32", "guided by clip-vit-b-32, which is no model with the task sketch"),
        ("sdxl-lines", "was not pulled: run `chatelier models pull diffusers/"),
        ("sketch", "draw takes no ControlNet: models of StableDiffusionXLPipeline do"),
    ],
)
def test_a_controlnet_that_cannot_be_used_is_one_sentence(
    pulled: Path, sdxl: tuple[Path, Path], tmp_path: Path, control: str, said: str
) -> None:
    klein = next(pulled.glob("black-forest-labs--*"))
    models = [mine(klein, "draw", "Flux2KleinPipeline", control=control), mine(sdxl[1], "sketch", "ControlNetModel")]
    with (
        pytest.raises(ModelError, match=re.escape(said)),
        with_gpu(Engines(), gpu_config(settings(tmp_path, device="cpu", own=models)), Metrics()),
    ):
        raise AssertionError("it was opened")


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

    from gpuserver.engines.accelerated import accelerated
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


def test_a_model_that_is_kept_is_loaded_at_the_start(pulled: Path, tmp_path: Path) -> None:
    place = lay_down(tmp_path, "clip-vit-b-32", next(pulled.glob("laion--*")))
    weights = next(place.glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-8])
    with with_gpu(Engines(), gpu_config(settings(tmp_path, device="cpu", use="clip-vit-b-32")), Metrics()) as engines:
        assert engines.sight.embedder
    for keep, said in (("clip-vit-b-32", "is damaged: pull the model again"), ("sdxl", "in use: clip-vit-b-32")):
        config = gpu_config(settings(tmp_path, device="cpu", use="clip-vit-b-32", keep=keep))
        with pytest.raises(ModelError, match=said), with_gpu(Engines(), config, Metrics()):
            raise AssertionError("it was opened")


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
