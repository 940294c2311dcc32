"""Tiny repositories of the editing models: InstructPix2Pix, Qwen-Image-Edit-Plus, Swin2SR."""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLQwenImage,
    EulerAncestralDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    QwenImageEditPlusPipeline,
    QwenImageTransformer2DModel,
    StableDiffusionInstructPix2PixPipeline,
    UNet2DConditionModel,
)
from tiny_qwen3 import qwen_tokenizer
from tiny_sdxl import WIDTH, clip_config, clip_tokenizer, vae
from transformers import (
    CLIPTextModel,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2VLImageProcessor,
    Qwen2VLProcessor,
    Qwen2VLVideoProcessor,
    Swin2SRConfig,
    Swin2SRForImageSuperResolution,
)


def build_pix2pix(folder: Path) -> Path:
    torch.manual_seed(3)
    tokenizer = clip_tokenizer(folder / "made")
    pipe = StableDiffusionInstructPix2PixPipeline(
        vae=vae(),
        text_encoder=CLIPTextModel(clip_config(tokenizer)),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(
            block_out_channels=(16, 32), layers_per_block=1, sample_size=8, in_channels=8, out_channels=4,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), norm_num_groups=8,
            up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), cross_attention_dim=WIDTH, attention_head_dim=4,
        ),
        scheduler=EulerAncestralDiscreteScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip
    pipe.save_pretrained(str(folder), safe_serialization=True)
    return folder


def build_swin2sr(folder: Path) -> Path:
    torch.manual_seed(4)
    config = Swin2SRConfig(image_size=16, embed_dim=16, depths=[1, 1], num_heads=[2, 2], window_size=4, upscale=2)
    net = Swin2SRForImageSuperResolution(config)
    net.save_pretrained(str(folder), safe_serialization=True)
    return folder


def build_qwen_edit(folder: Path) -> Path:
    torch.manual_seed(5)
    marks = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")
    tokenizer = qwen_tokenizer(folder / "made", *marks)
    start, end, image, video = (tokenizer.convert_tokens_to_ids(mark) for mark in marks)
    text = {
        "vocab_size": len(tokenizer), "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 2, "rope_parameters": {
            "type": "default", "rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 1000000.0,
        },
    }  # fmt: skip
    vision = {"depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16,
              "fullatt_block_indexes": [1]}  # fmt: skip
    config = Qwen2_5_VLConfig(
        text_config=text, vision_config=vision, image_token_id=image, video_token_id=video,
        vision_start_token_id=start, vision_end_token_id=end,
    )  # fmt: skip
    pipe = QwenImageEditPlusPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift_terminal=0.02),
        vae=AutoencoderKLQwenImage(
            base_dim=8, z_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True],
            latents_mean=[0.1, 0.0, -0.1, 0.2], latents_std=[1.0, 1.1, 0.9, 1.0],
        ),
        text_encoder=Qwen2_5_VLForConditionalGeneration(config),
        tokenizer=tokenizer,
        processor=Qwen2VLProcessor(Qwen2VLImageProcessor(min_pixels=28 * 28, max_pixels=56 * 56), tokenizer, Qwen2VLVideoProcessor()),
        transformer=QwenImageTransformer2DModel(
            patch_size=2, in_channels=16, out_channels=4, num_layers=1, attention_head_dim=16,
            num_attention_heads=2, joint_attention_dim=16, guidance_embeds=False, axes_dims_rope=(4, 6, 6),
        ),
    )  # fmt: skip
    pipe.save_pretrained(str(folder), safe_serialization=True)
    return folder
