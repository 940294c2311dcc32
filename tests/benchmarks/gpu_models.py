"""The models that are measured: of the published shapes on a GPU, tiny ones elsewhere; all with random weights."""

# pyright: reportMissingImports=false
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLFlux2,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from torch import nn
from transformers import (
    AutoProcessor,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    Qwen2VLImageProcessor,
    Qwen3Config,
    Qwen3ForCausalLM,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
    Qwen3VLProcessor,
    Qwen3VLVideoProcessor,
)

from gpuserver.engines.diffusion.denoiser import Denoiser
from gpuserver.engines.diffusion.families.flux2_klein import FLUX2_KLEIN, Flux2Klein
from gpuserver.engines.diffusion.families.sdxl import SDXL, Sdxl
from gpuserver.engines.diffusion.family import Family
from gpuserver.engines.vision.language_model import Reader
from gpuserver.engines.vision.loading import LOCAL, WEIGHTS

sys.path.extend(str(Path(__file__).parents[1] / room) for room in ("diffusion", "vision"))
import tiny_models
import tiny_qwen3
import tiny_sdxl

PRECISION = torch.bfloat16
_QWEN_4B = {
    "vocab_size": 151936, "hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36,
    "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128, "max_position_embeddings": 40960,
    "tie_word_embeddings": True,
}  # fmt: skip
"""Qwen3 4B, which reads the words of FLUX.2 Klein, and speaks in Qwen3-VL 4B."""


@dataclass(frozen=True)
class Built:
    """A denoiser in place. `steps`: those that it takes whatever the size; None: the size's own."""

    name: str
    model: Denoiser
    family: Family
    steps: int | None = None


def build(name: str, full: bool, folder: Path) -> Built:
    """The denoiser `name`, `sdxl` or `klein`; a tiny one is saved in `folder` first."""
    if name == "sdxl":
        tiny = lambda: Sdxl.load(tiny_sdxl.build(folder / name), torch.float32, "", None)  # noqa: E731
        return Built(name, Sdxl(_sdxl(folder)) if full else tiny(), SDXL)
    tiny = lambda: Flux2Klein.load(tiny_qwen3.build_flux2(folder / name), torch.float32, "")  # noqa: E731
    return Built(name, Flux2Klein(_klein(folder)) if full else tiny(), FLUX2_KLEIN, FLUX2_KLEIN.steps)


def build_talker(full: bool, folder: Path) -> tuple[Qwen3VLForConditionalGeneration, Reader]:
    """A vision-language model, and what makes tokens of words and pictures for it."""
    if not full:
        tiny = tiny_models.qwen(folder / "vlm")
        model = Qwen3VLForConditionalGeneration.from_pretrained(tiny, dtype=torch.float32, **WEIGHTS).eval()
        return model, AutoProcessor.from_pretrained(tiny, **LOCAL)
    words = tiny_models.tokenizer(
        "<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>",
        image="<|vision_start|><|image_pad|><|vision_end|>",
    )  # fmt: skip
    model = on_gpu(lambda: Qwen3VLForConditionalGeneration(_qwen_vl(words.convert_tokens_to_ids)))
    model.generation_config.eos_token_id = model.generation_config.pad_token_id = words.eos_token_id
    images = Qwen2VLImageProcessor(patch_size=16, size={"shortest_edge": 256 * 256, "longest_edge": 1024 * 1024})
    return model, Qwen3VLProcessor(images, words, Qwen3VLVideoProcessor(), chat_template=words.chat_template)


def parameters(parts: dict[str, Any]) -> dict[str, float]:
    """Millions of parameters by part."""
    modules = {name: one for name, one in parts.items() if isinstance(one, nn.Module)}
    return {name: round(sum(p.numel() for p in one.parameters()) / 1e6, 2) for name, one in modules.items()}


def on_gpu(make: Callable[[], nn.Module], dtype: torch.dtype = PRECISION) -> Any:
    """A module that is made where it stays, without a detour through the CPU's memory."""
    with _default(dtype), torch.device("cuda"):
        return make().eval().requires_grad_(False)


@contextmanager
def _default(dtype: torch.dtype) -> Iterator[None]:
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def unet() -> UNet2DConditionModel:
    """Of SDXL base 1.0: 2567 million parameters."""
    return UNet2DConditionModel(
        in_channels=4, out_channels=4, sample_size=128, block_out_channels=(320, 640, 1280), layers_per_block=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        transformer_layers_per_block=[1, 2, 10], attention_head_dim=[5, 10, 20], cross_attention_dim=2048,
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=256,
        projection_class_embeddings_input_dim=2816,
    )  # fmt: skip


def transformer() -> Flux2Transformer2DModel:
    """Of FLUX.2 Klein 4B: 3876 million parameters."""
    return Flux2Transformer2DModel(
        patch_size=1, in_channels=128, num_layers=5, num_single_layers=20, attention_head_dim=128,
        num_attention_heads=24, joint_attention_dim=7680, guidance_embeds=False,
    )  # fmt: skip


def _sdxl(folder: Path) -> StableDiffusionXLPipeline:
    words = tiny_sdxl.clip_tokenizer(folder / "clip")
    marks = {"bos_token_id": words.bos_token_id, "eos_token_id": words.eos_token_id, "pad_token_id": words.pad_token_id}
    small = CLIPTextConfig(
        vocab_size=49408, hidden_size=768, intermediate_size=3072, num_attention_heads=12, num_hidden_layers=12,
        projection_dim=768, hidden_act="quick_gelu", **marks,
    )  # fmt: skip
    large = CLIPTextConfig(
        vocab_size=49408, hidden_size=1280, intermediate_size=5120, num_attention_heads=20, num_hidden_layers=32,
        projection_dim=1280, hidden_act="gelu", **marks,
    )  # fmt: skip
    return StableDiffusionXLPipeline(
        vae=on_gpu(_sdxl_vae, torch.float32),  # as the engine has it: it overflows in half precision
        text_encoder=on_gpu(lambda: CLIPTextModel(small)),
        text_encoder_2=on_gpu(lambda: CLIPTextModelWithProjection(large)),
        tokenizer=words,
        tokenizer_2=words,
        unet=on_gpu(unet),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1,
            timestep_spacing="leading",
        ),
        add_watermarker=False,
    )  # fmt: skip


def _sdxl_vae() -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, latent_channels=4, layers_per_block=2, sample_size=1024,
        scaling_factor=0.13025,
    )  # fmt: skip


def _klein(folder: Path) -> Flux2KleinPipeline:
    return Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        vae=on_gpu(AutoencoderKLFlux2),
        text_encoder=on_gpu(lambda: Qwen3ForCausalLM(Qwen3Config(**_QWEN_4B))),
        tokenizer=tiny_qwen3.qwen_tokenizer(folder / "qwen"),
        transformer=on_gpu(transformer),
        is_distilled=True,
    )


def _qwen_vl(number: Callable[[str], int]) -> Qwen3VLConfig:
    """Of Qwen3-VL 4B: 4438 million parameters."""
    rotary = {"rope_type": "default", "rope_theta": 5e6, "mrope_section": [24, 20, 20], "mrope_interleaved": True}
    return Qwen3VLConfig(
        tie_word_embeddings=True,
        text_config={**_QWEN_4B, "rope_parameters": rotary},
        vision_config={
            "depth": 24, "hidden_size": 1024, "intermediate_size": 4096, "num_heads": 16, "out_hidden_size": 2560,
            "num_position_embeddings": 2304, "deepstack_visual_indexes": [5, 11, 17], "patch_size": 16,
            "spatial_merge_size": 2, "temporal_patch_size": 2,
        },
        image_token_id=number("<|image_pad|>"), video_token_id=number("<|video_pad|>"),
        vision_start_token_id=number("<|vision_start|>"), vision_end_token_id=number("<|vision_end|>"),
    )  # fmt: skip
