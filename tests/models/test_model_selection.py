"""Which files of a repository are pulled."""

from __future__ import annotations

import pytest

from gpuserver.models.offers import Source
from gpuserver.models.problem import ModelError
from gpuserver.models.selection import PICKLES, select

PIPELINE = [
    "model_index.json", "README.md", "LICENSE.txt", "preview.png", "sd_xl_base_1.0.safetensors",
    "scheduler/scheduler_config.json", "tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer_2/spiece.model",
    "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.fp16.safetensors",
    "unet/model.onnx", "vae/config.json", "vae/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.bin",
    "text_encoder/config.json", "text_encoder/model-00001-of-00002.safetensors",
    "text_encoder/model-00002-of-00002.safetensors", "text_encoder/model.safetensors.index.json",
    "text_encoder/model.fp16-00001-of-00001.safetensors", "text_encoder/model.safetensors.index.fp16.json",
]  # fmt: skip
"""As repositories of pipelines are: single files for other programs, two precisions, pickles, pictures."""


def taken(names: list[str], source: Source, *, code: bool = False) -> set[str]:
    return set(select(names, source, code=code).taken)


def test_each_part_is_taken_once_in_the_precision_that_is_asked_for() -> None:
    assert {name for name in taken(PIPELINE, Source("a/b", variant="fp16")) if ".safetensors" in name} == {
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
        "text_encoder/model.fp16-00001-of-00001.safetensors",
        "text_encoder/model.safetensors.index.fp16.json",
    }
    assert {name for name in taken(PIPELINE, Source("a/b")) if ".safetensors" in name} == {
        "unet/diffusion_pytorch_model.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
        "text_encoder/model-00001-of-00002.safetensors",
        "text_encoder/model-00002-of-00002.safetensors",
        "text_encoder/model.safetensors.index.json",
    }


def test_configurations_tokenizers_and_terms_come_along_and_nothing_else() -> None:
    plain = {name for name in taken(PIPELINE, Source("a/b")) if ".safetensors" not in name}
    assert plain == {
        "model_index.json", "README.md", "LICENSE.txt", "scheduler/scheduler_config.json", "tokenizer/vocab.json",
        "tokenizer/merges.txt", "tokenizer_2/spiece.model", "unet/config.json", "vae/config.json",
        "text_encoder/config.json",
    }  # fmt: skip


def test_patterns_leave_files_out() -> None:
    assert not any(name.startswith("vae/") for name in taken(PIPELINE, Source("a/b", ignore=("vae/*",))))


@pytest.mark.parametrize("suffix", sorted(PICKLES))
def test_pickles_are_never_taken_and_a_part_that_has_nothing_else_is_refused(suffix: str) -> None:
    assert not any(name.endswith(suffix) for name in taken([*PIPELINE, f"unet/extra{suffix}"], Source("a/b")))
    with pytest.raises(ModelError, match="a/b has only pickled weights in controlnet"):
        taken([*PIPELINE, "controlnet/config.json", f"controlnet/model{suffix}"], Source("a/b"))
    with pytest.raises(ModelError, match="a/b has only pickled weights, which run code"):
        taken(["config.json", f"pytorch_model{suffix}"], Source("a/b"))


def test_a_repository_without_weights_that_can_be_loaded_is_refused() -> None:
    with pytest.raises(ModelError, match="a/b has no safetensors weights"):
        taken(["README.md", "loose.safetensors"], Source("a/b"))


CODED = ["config.json", "model.safetensors", "modeling.py"]


def test_python_is_left_out_unless_it_is_allowed() -> None:
    assert select(CODED, Source("a/b"), code=False).code == ("modeling.py",)
    assert "modeling.py" not in taken(CODED, Source("a/b"))
    assert "modeling.py" in taken(CODED, Source("a/b"), code=True)


def test_a_model_that_needs_its_python_is_refused_without_it() -> None:
    with pytest.raises(ModelError, match=r"a/b only works with its own Python.*CHATELIER_MODELS__REMOTE_CODE"):
        taken(CODED, Source("a/b", needs_code=True))
    assert "modeling.py" in taken(CODED, Source("a/b", needs_code=True), code=True)


@pytest.mark.parametrize("name", ["../../.bashrc.json", "/etc/model.json", "a\\..\\b.json"])
def test_a_name_that_leads_outside_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match="outside its folder"):
        taken([*PIPELINE, name], Source("a/b"))
