"""Real, tiny models: saved by their libraries, pulled from a hub, loaded from the folder, moved and measured."""

# pyright: reportMissingImports=false
from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="models need the `gpu` extra")
pytest.importorskip("diffusers", reason="models need the `gpu` extra")
pytest.importorskip("transformers", reason="models need the `gpu` extra")

import diffusers
import torch
import transformers
from hub_server import FakeHub
from safetensors.torch import save_file

from gpuserver.models.hub import Hub
from gpuserver.models.memory import Budgets, Needs, Place
from gpuserver.models.offers import Library, Offer, Source, Task
from gpuserver.models.pretrained import Pretrained, pretrained
from gpuserver.models.problem import ModelError
from gpuserver.models.pull import pull
from gpuserver.models.residency import Residency
from gpuserver.models.store import Store
from gpuserver.models.torch_device import gpu_memory, held, move
from gpuserver.models.weights import checked

UNET = {
    "sample_size": 8, "block_out_channels": (8, 8), "layers_per_block": 1, "norm_num_groups": 4,
    "down_block_types": ("DownBlock2D", "DownBlock2D"), "up_block_types": ("UpBlock2D", "UpBlock2D"),
}  # fmt: skip


def pipeline_folder(folder: Path) -> Path:
    """A pipeline as its library saves it."""
    torch.manual_seed(1)
    unet = diffusers.UNet2DModel(**UNET)
    diffusers.DDPMPipeline(unet=unet, scheduler=diffusers.DDPMScheduler()).save_pretrained(folder)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def offer(name: str) -> Offer:
    return Offer(name, Source(f"acme/{name}"), Library.DIFFUSERS, {Task.DRAW: "DDPMPipeline"}, 1, steps=2)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return pipeline_folder(tmp_path / "saved")


def test_a_pipeline_is_pulled_loaded_and_draws_what_it_drew_before(saved: Path, hub: FakeHub, tmp_path: Path) -> None:
    hub.commit("acme/tiny", files_of(saved))
    store = Store(tmp_path / "models")
    pull(store, Hub(), Source("acme/tiny"), code=False)
    residency = Residency({"tiny": pretrained(store, offer("tiny"), code=False)}, Budgets(0, 10**8))
    drawn = []
    with residency.use("tiny") as model:
        for pipeline in (model, diffusers.DDPMPipeline.from_pretrained(saved)):
            pipeline.set_progress_bar_config(disable=True)
            generator = torch.Generator().manual_seed(3)
            drawn.append(pipeline(generator=generator, num_inference_steps=2, output_type="np").images)
    assert drawn[0].shape == (1, 8, 8, 3)
    assert (drawn[0] == drawn[1]).all()


def test_the_memory_that_is_expected_is_the_memory_that_is_measured(saved: Path) -> None:
    for dtype in (torch.float32, torch.bfloat16):
        loadable = Pretrained(saved, Library.DIFFUSERS, "DDPMPipeline", dtype)
        size = Needs.of(checked(saved).parameters * dtype.itemsize)
        assert loadable.to(loadable.load(), Place.CPU) == loadable.expected == size


def test_weights_that_modules_share_are_counted_once() -> None:
    first = torch.nn.Linear(10, 10, bias=False)
    second = torch.nn.Linear(10, 10, bias=False)
    second.weight = first.weight
    second.register_buffer("mask", torch.zeros(5))
    assert held(torch.nn.Sequential(first, second)) == 400 + 20


def test_what_is_no_model_is_told() -> None:
    with pytest.raises(TypeError, match="str is neither a module nor a pipeline"):
        held("a model")


def test_damaged_weights_are_refused_by_name_before_the_library_sees_them(saved: Path) -> None:
    path = saved / "unet" / "diffusion_pytorch_model.safetensors"
    path.write_bytes(path.read_bytes()[:-8])
    loadable = Pretrained(saved, Library.DIFFUSERS, "DDPMPipeline")
    with pytest.raises(ModelError, match=r"unet/diffusion_pytorch_model\.safetensors is damaged"):
        loadable.load()
    residency = Residency({"tiny": loadable}, Budgets(0, 10**8))
    with pytest.raises(ModelError, match="is damaged"), residency.use("tiny"):
        pass


def test_one_part_of_a_pipeline_is_a_model_too(tmp_path: Path) -> None:
    diffusers.AutoencoderKL(block_out_channels=(8,), norm_num_groups=4).save_pretrained(tmp_path)
    model = Pretrained(tmp_path, Library.DIFFUSERS, "AutoencoderKL").load()
    assert isinstance(model, diffusers.AutoencoderKL)
    assert model.encode(torch.zeros(1, 3, 16, 16)).latent_dist.mean.shape == (1, 4, 16, 16)


def test_a_model_of_transformers_is_loaded_by_its_class(tmp_path: Path) -> None:
    config = transformers.Swin2SRConfig(image_size=8, embed_dim=8, depths=[1], num_heads=[2], window_size=4, upscale=2)
    transformers.Swin2SRForImageSuperResolution(config).save_pretrained(tmp_path)
    model = Pretrained(tmp_path, Library.TRANSFORMERS, "Swin2SRForImageSuperResolution").load()
    assert isinstance(model, transformers.Swin2SRForImageSuperResolution)
    assert model(torch.zeros(1, 3, 8, 8)).reconstruction.shape == (1, 3, 16, 16)


def test_a_model_of_open_clip_is_loaded_from_its_folder(tmp_path: Path) -> None:
    open_clip = pytest.importorskip("open_clip", reason="models need the `gpu` extra")
    tower = {"width": 16, "layers": 1}
    sizes = {
        "embed_dim": 8, "vision_cfg": {**tower, "image_size": 8, "patch_size": 4, "head_width": 8},
        "text_cfg": {**tower, "context_length": 7, "vocab_size": 20, "heads": 2},
    }  # fmt: skip
    made = open_clip.CLIP(**sizes)
    (tmp_path / "open_clip_config.json").write_text(json.dumps({"model_cfg": sizes, "preprocess_cfg": {}}))
    save_file(made.state_dict(), tmp_path / "open_clip_model.safetensors")
    model = Pretrained(tmp_path, Library.OPEN_CLIP, "CLIP").load()
    assert isinstance(model, open_clip.CLIP)
    picture = torch.ones(1, 3, 8, 8)
    assert torch.equal(model.eval().encode_image(picture), made.eval().encode_image(picture))


CODE = """
from transformers import PretrainedConfig, PreTrainedModel
import torch

class OwnConfig(PretrainedConfig):
    model_type = "own"

class OwnModel(PreTrainedModel):
    config_class = OwnConfig
    def __init__(self, config):
        super().__init__(config)
        self.gain = torch.nn.Parameter(torch.ones(3))
        self.post_init()
"""
CODED = {
    "config.json": json.dumps({
        "model_type": "own", "architectures": ["OwnModel"],
        "auto_map": {"AutoConfig": "own.OwnConfig", "AutoModel": "own.OwnModel"},
    }).encode(),
    "own.py": CODE.encode(),
}  # fmt: skip


def test_a_models_own_python_runs_only_where_it_is_trusted(hub: FakeHub, tmp_path: Path) -> None:
    save_file({"gain": torch.full((3,), 5.0)}, tmp_path / "model.safetensors", {"format": "pt"})
    hub.commit("acme/own", {**CODED, "model.safetensors": (tmp_path / "model.safetensors").read_bytes()})
    source = Source("acme/own", needs_code=True)
    own = Offer("own", source, Library.TRANSFORMERS, {Task.MASKS: "AutoModel"}, 1)
    store = Store(tmp_path / "models")
    with pytest.raises(ModelError, match="only works with its own Python"):
        pull(store, Hub(), source, code=False)
    pull(store, Hub(), source, code=True)
    with pytest.raises(ModelError, match="own needs its own Python: name acme/own"):
        pretrained(store, own, code=False)
    model = pretrained(store, own, code=True).load()
    assert model.gain.tolist() == [5.0, 5.0, 5.0]


def test_a_model_that_was_not_pulled_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="run `chatelier models pull acme/tiny`"):
        pretrained(Store(tmp_path), offer("tiny"), code=False)


def test_a_folder_of_ones_own_is_loaded_from_where_it_is(saved: Path, tmp_path: Path) -> None:
    own = Offer("mine", saved, Library.DIFFUSERS, {Task.DRAW: "DDPMPipeline"}, 1)
    assert isinstance(pretrained(Store(tmp_path), own, code=False).load(), diffusers.DDPMPipeline)
    gone = Offer("mine", tmp_path / "gone", Library.DIFFUSERS, {Task.DRAW: "DDPMPipeline"}, 1)
    with pytest.raises(ModelError, match="gone is no folder"):
        pretrained(Store(tmp_path), gone, code=False)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_there_is_no_gpu_memory() -> None:
    assert gpu_memory() is None


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_on_a_gpu_the_memory_is_what_was_allocated_and_it_comes_back() -> None:
    before = gpu_memory()
    assert before is not None
    model = torch.nn.Linear(1000, 1000)
    assert held(model) <= move(model, Place.GPU) < held(model) + 2**20
    assert move(model, Place.CPU) == held(model)
    after = gpu_memory()
    assert after is not None
    assert after.allocated == before.allocated
