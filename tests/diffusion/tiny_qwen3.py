"""Tiny FLUX.2 Klein and Z-Image repositories of the real classes: both read words with Qwen3."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from tiny_sdxl import vae
from transformers import Qwen2Tokenizer, Qwen3Config, Qwen3ForCausalLM, Qwen3Model

WIDTH = 32
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def byte_letters() -> list[str]:
    """The 256 letters that stand for bytes in GPT-2's alphabet."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    shifted = [256 + at for at in range(256 - len(plain))]
    return [chr(one) for one in (*plain, *shifted)]


def qwen_tokenizer(folder: Path, *special: str) -> Qwen2Tokenizer:
    """Bytes only: Chinese is three tokens a character."""
    folder.mkdir(parents=True, exist_ok=True)
    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *special]
    vocabulary = {word: at for at, word in enumerate([*byte_letters(), *marks])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = Qwen2Tokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), additional_special_tokens=marks)
    tokenizer.chat_template = TEMPLATE
    return tokenizer


def qwen3(tokenizer: Qwen2Tokenizer, layers: int) -> Qwen3Config:
    return Qwen3Config(
        vocab_size=len(tokenizer), hidden_size=WIDTH, intermediate_size=WIDTH, num_hidden_layers=layers,
        num_attention_heads=2, num_key_value_heads=2, head_dim=16, max_position_embeddings=512, use_cache=False,
    )  # fmt: skip


def flow(**settings: object) -> FlowMatchEulerDiscreteScheduler:
    return FlowMatchEulerDiscreteScheduler(**settings)


def build_flux2(folder: Path, *, distilled: bool = True) -> Path:
    torch.manual_seed(1)
    tokenizer = qwen_tokenizer(folder / "made")
    autoencoder = AutoencoderKLFlux2(
        block_out_channels=(16, 16, 16, 16), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, latent_channels=4, layers_per_block=1, norm_num_groups=8,
        sample_size=64,
    )  # fmt: skip
    autoencoder.bn.running_mean.normal_()
    autoencoder.bn.running_var.uniform_(0.5, 2)
    pipe = Flux2KleinPipeline(
        scheduler=flow(use_dynamic_shifting=True),
        vae=autoencoder,
        text_encoder=Qwen3ForCausalLM(qwen3(tokenizer, 28)),
        tokenizer=tokenizer,
        transformer=Flux2Transformer2DModel(
            patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
            num_attention_heads=2, joint_attention_dim=3 * WIDTH, timestep_guidance_channels=32,
            axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
        ),
        is_distilled=distilled,
    )  # fmt: skip
    pipe.save_pretrained(str(folder), safe_serialization=True)
    return folder


def build_z_image(folder: Path) -> Path:
    torch.manual_seed(2)
    tokenizer = qwen_tokenizer(folder / "made")
    transformer = ZImageTransformer2DModel(
        in_channels=4, dim=48, n_layers=2, n_refiner_layers=1, n_heads=2, n_kv_heads=2, cap_feat_dim=WIDTH,
        axes_dims=[8, 8, 8], axes_lens=[512, 64, 64],
    )  # fmt: skip
    torch.nn.init.normal_(transformer.x_pad_token)
    torch.nn.init.normal_(transformer.cap_pad_token)
    pipe = ZImagePipeline(
        scheduler=flow(shift=3.0),
        vae=vae(scaling_factor=0.36, shift_factor=0.11, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=Qwen3Model(qwen3(tokenizer, 2)),
        tokenizer=tokenizer,
        transformer=transformer,
    )
    pipe.save_pretrained(str(folder), safe_serialization=True)
    return folder
