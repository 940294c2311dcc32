"""Tiny models with random weights that find things or judge pictures, as repositories on the disk."""

# pyright: reportMissingImports=false
from __future__ import annotations

from pathlib import Path

import torch
from transformers import (
    BertConfig,
    BertTokenizerFast,
    CLIPSegConfig,
    CLIPSegForImageSegmentation,
    CLIPSegProcessor,
    CLIPTokenizerFast,
    GroundingDinoConfig,
    GroundingDinoForObjectDetection,
    GroundingDinoImageProcessor,
    GroundingDinoProcessor,
    Sam2Config,
    Sam2HieraDetConfig,
    Sam2ImageProcessor,
    Sam2MaskDecoderConfig,
    Sam2Model,
    Sam2Processor,
    Sam2PromptEncoderConfig,
    Sam2VisionConfig,
    SwinConfig,
    ViTConfig,
    ViTForImageClassification,
    ViTImageProcessor,
)
from transformers.convert_slow_tokenizer import bytes_to_unicode

_SIDE = {"height": 64, "width": 64}


def dino(folder: Path) -> Path:
    """Grounding DINO."""
    names = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "?", "a", "cat", "hat", "red")
    words = BertTokenizerFast(vocab={name: number for number, name in enumerate(names)})
    torch.manual_seed(0)
    model = GroundingDinoForObjectDetection(
        GroundingDinoConfig(
            backbone_config=SwinConfig(
                image_size=64, patch_size=4, embed_dim=8, depths=[1, 1, 1, 1], num_heads=[1, 1, 2, 2], window_size=4,
                out_features=["stage2", "stage3", "stage4"],
            ),
            text_config=BertConfig(
                vocab_size=len(names), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
            ),
            d_model=32, encoder_layers=1, decoder_layers=2, encoder_ffn_dim=16, decoder_ffn_dim=16,
            encoder_attention_heads=2, decoder_attention_heads=2, num_queries=6, disable_custom_kernels=True,
        )
    )  # fmt: skip
    images = GroundingDinoImageProcessor(size={"shortest_edge": 64, "longest_edge": 96})
    model.save_pretrained(folder)
    GroundingDinoProcessor(images, words).save_pretrained(folder)
    return folder


def sam(folder: Path) -> Path:
    """SAM 2."""
    vision = Sam2VisionConfig(
        backbone_config=Sam2HieraDetConfig(
            hidden_size=16, num_attention_heads=1, image_size=[64, 64], blocks_per_stage=[1, 1, 2, 1],
            embed_dim_per_stage=[16, 32, 64, 128], num_attention_heads_per_stage=[1, 2, 4, 8],
            window_size_per_stage=[8, 4, 8, 4], global_attention_blocks=[3],
            window_positional_embedding_background_size=[4, 4],
        ),
        backbone_channel_list=[128, 64, 32, 16], backbone_feature_sizes=[[16, 16], [8, 8], [4, 4]], fpn_hidden_size=32,
    )  # fmt: skip
    torch.manual_seed(0)
    model = Sam2Model(
        Sam2Config(
            vision_config=vision,
            prompt_encoder_config=Sam2PromptEncoderConfig(hidden_size=32, image_size=64, patch_size=16),
            mask_decoder_config=Sam2MaskDecoderConfig(
                hidden_size=32, mlp_dim=32, num_hidden_layers=1, num_attention_heads=2, iou_head_hidden_dim=32
            ),
        )
    )
    model.save_pretrained(folder)
    images = Sam2ImageProcessor(size=_SIDE, mask_size={"height": 16, "width": 16})
    Sam2Processor(images, target_size=64).save_pretrained(folder)
    return folder


def clipseg(folder: Path) -> Path:
    """CLIPSeg."""
    letters = list(bytes_to_unicode().values())
    pieces = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    words = CLIPTokenizerFast(vocab={piece: number for number, piece in enumerate(pieces)}, merges=[])
    layers = {"hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2}
    end = len(pieces) - 1
    config = CLIPSegConfig(
        text_config={
            **layers, "vocab_size": len(pieces), "num_hidden_layers": 1, "max_position_embeddings": 32,
            "bos_token_id": end - 1, "eos_token_id": end, "pad_token_id": end,
        },
        vision_config={**layers, "num_hidden_layers": 2, "image_size": 64, "patch_size": 16},
        projection_dim=16, reduce_dim=8, extract_layers=[0, 1], decoder_num_attention_heads=2,
        decoder_intermediate_size=16,
    )  # fmt: skip
    words.model_max_length = 32
    torch.manual_seed(0)
    CLIPSegForImageSegmentation(config).save_pretrained(folder)
    CLIPSegProcessor(ViTImageProcessor(size=_SIDE), words).save_pretrained(folder)
    return folder


def classifier(folder: Path) -> Path:
    """An image classifier that tells dark pictures, which it calls nsfw, from bright ones."""
    config = ViTConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, image_size=32, patch_size=16,
        id2label={0: "normal", 1: "NSFW"}, label2id={"normal": 0, "NSFW": 1},
    )  # fmt: skip
    model = ViTForImageClassification(config)
    _taught(model)
    model.save_pretrained(folder)
    ViTImageProcessor(size={"height": 32, "width": 32}, image_mean=[0.5] * 3, image_std=[0.5] * 3).save_pretrained(
        folder
    )
    return folder


def _taught(model: ViTForImageClassification) -> None:
    """Weights by a little training, as there are no weights by hand for a model that looks at its class token only."""
    torch.manual_seed(0)
    shades = torch.linspace(-1, 1, 16)
    pictures = shades[:, None, None, None].expand(-1, 3, 32, 32)
    labels = (shades < 0).long()
    trained = torch.optim.Adam(model.parameters(), 0.02)
    for _ in range(60):
        trained.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(pixel_values=pictures).logits, labels)
        loss.backward()
        trained.step()
    model.eval()
