"""A tiny SDXL repository of the real classes with random weights, its tokenizer made here."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    EulerDiscreteScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

WIDTH = 32


def clip_tokenizer(folder: Path) -> CLIPTokenizer:
    """Letters only: each is a token, and so is each that ends a word."""
    letters = [chr(code) for code in range(33, 127)]
    words = [*letters, *(f"{one}</w>" for one in letters), "<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({word: at for at, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77)


def clip_config(tokenizer: CLIPTokenizer) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=WIDTH, intermediate_size=37, num_attention_heads=4, num_hidden_layers=3,
        projection_dim=WIDTH, bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id, hidden_act="gelu",
    )  # fmt: skip


def vae(latent_channels: int = 4, **settings: object) -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(16, 16, 16, 16), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, latent_channels=latent_channels, layers_per_block=1,
        norm_num_groups=8, sample_size=64, **settings,
    )  # fmt: skip


_UNET = {
    "block_out_channels": (16, 32), "layers_per_block": 1, "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
    "attention_head_dim": (2, 4), "use_linear_projection": True, "addition_embed_type": "text_time",
    "addition_time_embed_dim": 8, "transformer_layers_per_block": (1, 1), "norm_num_groups": 8,
    "projection_class_embeddings_input_dim": 6 * 8 + WIDTH, "cross_attention_dim": 2 * WIDTH,
}  # fmt: skip


def build(folder: Path, *, seed: int = 0) -> Path:
    """The repository in `folder`."""
    torch.manual_seed(seed)
    tokenizer = clip_tokenizer(folder / "made")
    config = clip_config(tokenizer)
    pipe = StableDiffusionXLPipeline(
        vae=vae(),
        text_encoder=CLIPTextModel(config),
        text_encoder_2=CLIPTextModelWithProjection(config),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=UNet2DConditionModel(
            in_channels=4, out_channels=4, sample_size=8, up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), **_UNET
        ),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            steps_offset=1,
            timestep_spacing="leading",
        ),
    )
    pipe.save_pretrained(str(folder), safe_serialization=True)
    return folder


def build_control(folder: Path) -> Path:
    """A ControlNet that fits, its zero convolutions filled so that it has an effect."""
    torch.manual_seed(7)
    net = ControlNetModel(in_channels=4, conditioning_embedding_out_channels=(16, 32, 32, 32), **_UNET)
    for block in (*net.controlnet_down_blocks, net.controlnet_mid_block, net.controlnet_cond_embedding.conv_out):
        torch.nn.init.normal_(block.weight, std=0.3)
    net.save_pretrained(str(folder), safe_serialization=True)
    return folder
