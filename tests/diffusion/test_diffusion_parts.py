"""LoRAs, looks at latents, memory that runs out, damaged files, and the small parts under them."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from rig import accelerator, finish, opened, psnr, request, shelf
from safetensors.torch import save_file

from core.problems import Code, ProblemError
from core.recipe import Drawing
from core.scene.model import Scene, Subject
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.diffusion.config import ChosenModel, DiffusionConfig
from gpuserver.engines.diffusion.denoiser import Row, to_pixels
from gpuserver.engines.diffusion.embeddings import EmbeddingCache
from gpuserver.engines.diffusion.executor import Denoising
from gpuserver.engines.diffusion.families.sdxl import Sdxl
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.loading import Repository, family_of
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.preview import LatentPreview
from gpuserver.engines.diffusion.sizes import drawn_size, model_size
from gpuserver.engines.diffusion.tiles import Mosaic, tiles
from gpuserver.metrics import Metrics
from gpuserver.models.problem import ModelError

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),  # diffusers with numpy 2
    pytest.mark.filterwarnings("ignore:Already found a `peft_config`:UserWarning"),  # peft: several LoRAs are meant
]
WANTED = Generation("a cat", 1, 64, 64, 3, 5.0)
CAT = Drawing(prompt="", scene=Scene(subjects=(Subject(noun="cat"),)), seed=1)


@pytest.fixture(scope="module")
def loras(sdxl: ChosenModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two LoRAs for the tiny SDXL, and one for another model."""
    folder = tmp_path_factory.mktemp("loras")
    (folder / "sdxl").mkdir()
    model = Repository(sdxl, torch.float32).load()
    assert isinstance(model, Sdxl)
    names = [name for name, part in model.core.named_modules() if name.endswith(("attn2.to_q", "attn1.to_v"))]
    for seed, file in enumerate(("soft-clay", "bold-lines")):
        generator = torch.Generator().manual_seed(seed)
        weights: dict[str, torch.Tensor] = {}
        for name in names:
            layer = model.core.get_submodule(name)
            weights[f"unet.{name}.lora_A.weight"] = torch.randn((4, layer.in_features), generator=generator)
            weights[f"unet.{name}.lora_B.weight"] = torch.randn((layer.out_features, 4), generator=generator)
        save_file(weights, folder / "sdxl" / f"{file}.safetensors")
    save_file({"unet.nowhere.lora_A.weight": torch.ones(2, 2)}, folder / "sdxl" / "foreign.safetensors")
    return folder


def made(chosen: ChosenModel, loras: Path, *all_wanted: Generation) -> list[Pixels]:
    with shelf(chosen) as models:
        run, executor = accelerator(models), Denoising(models, Loras(loras))
        tickets = [run.submit(executor, request(chosen.name, one)) for one in all_wanted]
        finish(run)
        return [ticket.result(Unwatched()) for ticket in tickets]


def test_loras_that_take_turns_on_a_model_leave_no_trace_of_each_other(sdxl: ChosenModel, loras: Path) -> None:
    asked = [WANTED, replace(WANTED, adapters=("soft-clay",)), replace(WANTED, adapters=("bold-lines",)), WANTED]
    plain, clay, bold, again = made(sdxl, loras, *asked)
    assert min(psnr(plain, clay), psnr(plain, bold), psnr(clay, bold)) < 40
    assert np.array_equal(plain, again)
    assert np.array_equal(clay, made(sdxl, loras, asked[1])[0])


def test_a_style_that_names_a_lora_puts_it_on(sdxl: ChosenModel, loras: Path) -> None:
    with opened(DiffusionConfig((sdxl,), "cpu", loras=loras), Metrics()) as engine:
        styled = CAT.model_copy(update={"scene": CAT.scene.model_copy(update={"style": "Soft Clay"})})
        with_it = engine.draw(styled, 64, Unwatched()).pixels
    with opened(DiffusionConfig((sdxl,), "cpu"), Metrics()) as engine:
        without = engine.draw(styled, 64, Unwatched()).pixels
    assert psnr(with_it, without) < 40


def test_a_lora_that_is_missing_or_foreign_is_a_clear_problem(sdxl: ChosenModel, loras: Path) -> None:
    for name, said in (("glass", "there are: bold-lines, foreign, soft-clay"), ("foreign", "trained for it")):
        with pytest.raises(ProblemError, match=said):
            made(sdxl, loras, replace(WANTED, adapters=(name,)))


class FlatDecoder:
    """A decoder whose pictures are a linear map of the latents, four pixels each."""

    device = torch.device("cpu")
    matrix = torch.tensor([[0.3, -0.2, 0.1], [0.0, 0.2, 0.1]])

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        return 2, height // 4, width // 4

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        colors = torch.einsum("nchw,cr->nrhw", latents, self.matrix) - 0.1
        return colors.repeat_interleave(4, dim=2).repeat_interleave(4, dim=3)


def test_a_look_is_what_a_linear_decoder_would_make() -> None:
    decoder = FlatDecoder()
    latents = torch.randn((2, 12, 9), generator=torch.Generator().manual_seed(5))
    whole = to_pixels(decoder.decode(latents[None])[0])[::4, ::4]
    assert np.abs(LatentPreview(decoder).look(latents).astype(int) - whole).max() <= 1


class Narrow(Sdxl):
    """An SDXL on a device whose memory holds one row."""

    def predict(self, rows: Sequence[Row]) -> torch.Tensor:
        if len(rows) > 1:
            raise torch.OutOfMemoryError("simulated")
        return super().predict(rows)


class NarrowModel:
    """Loads the narrow one."""

    def __init__(self, chosen: ChosenModel) -> None:
        self.chosen = chosen
        self.model: Narrow | None = None

    def get(self, model: str) -> object:
        self.model = self.model or Narrow.load(self.chosen.folder, torch.float32, "", None)
        return self.model


def test_a_batch_that_does_not_fit_is_made_in_smaller_ones(sdxl: ChosenModel) -> None:
    with shelf(sdxl) as models:
        run, executor = accelerator(models), Denoising(NarrowModel(sdxl), Loras(None))
        asked = [replace(WANTED, seed=seed) for seed in (1, 2, 3)]
        tickets = [run.submit(executor, request("sdxl", one)) for one in asked]
        finish(run)
        pictures = [ticket.result(Unwatched()) for ticket in tickets]
    assert len({picture.tobytes() for picture in pictures}) == 3
    assert np.array_equal(pictures[0], made(sdxl, Path("."), asked[0])[0])


def test_a_damaged_file_is_named_and_other_models_go_on(
    klein: ChosenModel, z_image: ChosenModel, tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(klein.folder, folder)
    weights = next((folder / "transformer").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-100])
    broken = replace(klein, name="broken", folder=folder)
    with opened(DiffusionConfig((broken, z_image), "cpu"), Metrics()) as engine:
        for _ in range(2):
            with pytest.raises(ProblemError, match="pull the model again") as refused:
                engine.draw(CAT, 64, Unwatched())
            assert refused.value.problem.code is Code.CANNOT_DO
    with opened(DiffusionConfig((z_image,), "cpu"), Metrics()) as engine:
        assert engine.draw(CAT, 64, Unwatched()).pixels.shape == (64, 64, 3)


def test_a_damaged_controlnet_is_named(sdxl: ChosenModel, tmp_path: Path) -> None:
    assert sdxl.control
    control = tmp_path / "lines"
    shutil.copytree(sdxl.control, control)
    weights = next(control.glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-100])
    with opened(DiffusionConfig((replace(sdxl, control=control),), "cpu"), Metrics()) as engine:
        with pytest.raises(
            ProblemError, match=r"diffusion_pytorch_model\.safetensors.*pull the model again"
        ) as refused:
            engine.draw(CAT, 64, Unwatched())
        assert refused.value.problem.code is Code.CANNOT_DO


def test_a_folder_without_a_model_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model"):
        family_of(ChosenModel("nothing", tmp_path))


def test_embeddings_are_encoded_once_while_they_fit() -> None:
    cache, device = EmbeddingCache(most=1000), torch.device("cpu")
    encoded: list[str] = []

    def of(words: str) -> None:
        cache.of((words,), device, lambda: (encoded.append(words) or torch.ones(100),))

    for words in ("a", "a", "b", "c", "a"):
        of(words)
    assert encoded == ["a", "b", "c", "a"]
    assert cache.bytes <= 1000


@pytest.mark.parametrize(
    ("width", "height"), [(1000, 700), (4000, 3000), (300, 200), (3000, 200), (8000, 800), (64, 64)]
)
def test_a_model_works_in_its_multiples_and_never_above_its_area(sdxl: ChosenModel, width: int, height: int) -> None:
    family = replace(family_of(sdxl), pixels=1024 * 1024, least=512)
    wide, high = model_size(width, height, family)
    assert wide % family.multiple == high % family.multiple == 0
    assert wide * high <= family.pixels


def test_a_drawing_is_as_long_as_asked_where_the_model_can(sdxl: ChosenModel) -> None:
    family = replace(family_of(sdxl), pixels=1024 * 1024, least=512)
    assert drawn_size("1:1", 768, family) == (768, 768)
    assert drawn_size("1:1", 4096, family) == (1024, 1024)
    with pytest.raises(ProblemError):
        drawn_size("wide", 768, family)


def test_tiles_cover_a_picture_and_come_together_as_it_was() -> None:
    picture = np.random.default_rng(3).integers(0, 255, (70, 130, 3), np.uint8)
    parts = tiles(130, 70, 48, 8)
    mosaic = Mosaic(130, 70, 8)
    for part in parts:
        mosaic.put(part, part.of(picture))
    assert np.array_equal(mosaic.picture(), picture)
    assert {(part.width, part.height) for part in parts} == {(48, 48)}
