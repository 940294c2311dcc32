"""Tiny models with random weights, of the same classes as the large ones, as repositories on the disk."""

# pyright: reportMissingImports=false
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import open_clip
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    Idefics3Config,
    Idefics3ForConditionalGeneration,
    Idefics3ImageProcessor,
    Idefics3Processor,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    MistralForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessor,
    Qwen3Config,
    Qwen3ForCausalLM,
    Qwen3NextConfig,
    Qwen3NextForCausalLM,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
    Qwen3VLProcessor,
    Qwen3VLVideoProcessor,
    SmolVLMConfig,
    SmolVLMForConditionalGeneration,
    SmolVLMImageProcessor,
    SmolVLMProcessor,
    SmolVLMVideoProcessor,
)
from transformers.convert_slow_tokenizer import bytes_to_unicode

_TURNS = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n"
    "{% if m.content is string %}{{ m.content }}{% else %}{% for c in m.content %}"
    "{% if c.type == 'image' %}IMAGE{% else %}{{ c.text }}{% endif %}{% endfor %}{% endif %}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_WORDS = ("the", " a", " cat", " is", " red", "{", '{"', '":', " on", "猫", "红")
"""Tokens of several bytes beside the single ones."""


def tokenizer(*added: str, image: str = "") -> PreTrainedTokenizerFast:
    """Byte-level, as GPT-2's, with the single bytes and a few words; conversations in ChatML."""
    letters = bytes_to_unicode()
    words = ["".join(letters[byte] for byte in word.encode()) for word in _WORDS]
    pieces = [*letters.values(), *words]
    merges: list[tuple[str, str]] = []
    for word in words:
        for at in range(1, len(word)):
            merges.append((word[:at], word[at]))
            pieces.append(word[: at + 1])
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    raw = Tokenizer(models.BPE(vocab=vocabulary, merges=list(dict.fromkeys(merges))))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    made = PreTrainedTokenizerFast(
        tokenizer_object=raw,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=["<|im_start|>", *added],
    )
    made.chat_template = _TURNS.replace("IMAGE", image)
    return made


def qwen(folder: Path) -> Path:
    """Qwen3-VL."""
    words = tokenizer(
        "<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>",
        image="<|vision_start|><|image_pad|><|vision_end|>",
    )  # fmt: skip
    number = words.convert_tokens_to_ids
    config = Qwen3VLConfig(
        text_config={
            **_text(words), "head_dim": 16,
            "rope_scaling": {"rope_type": "default", "mrope_section": [4, 2, 2], "mrope_interleaved": True},
        },
        vision_config={
            "depth": 2, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2, "out_hidden_size": 32,
            "num_position_embeddings": 64, "deepstack_visual_indexes": [0], "patch_size": 16,
            "spatial_merge_size": 2, "temporal_patch_size": 2,
        },
        image_token_id=number("<|image_pad|>"), video_token_id=number("<|video_pad|>"),
        vision_start_token_id=number("<|vision_start|>"), vision_end_token_id=number("<|vision_end|>"),
    )  # fmt: skip
    images = Qwen2VLImageProcessor(
        patch_size=16, temporal_patch_size=2, merge_size=2, size={"shortest_edge": 32 * 32, "longest_edge": 64 * 64}
    )
    reader = Qwen3VLProcessor(images, words, Qwen3VLVideoProcessor(), chat_template=words.chat_template)
    return _saved(Qwen3VLForConditionalGeneration, config, words, folder, reader)


def idefics(folder: Path) -> Path:
    """Idefics3, which the first SmolVLM is."""
    words = tokenizer("<image>", "<fake_token_around_image>", "<global-img>", image="<image>")
    images = Idefics3ImageProcessor(**_SMALL, do_image_splitting=False)
    reader = Idefics3Processor(images, words, image_seq_len=4, chat_template=words.chat_template)
    config = Idefics3Config(**_sighted(words))
    return _saved(Idefics3ForConditionalGeneration, config, words, folder, reader)


def smolvlm(folder: Path) -> Path:
    """SmolVLM2. Its processor needs num2words."""
    words = tokenizer(
        "<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>", image="<image>"
    )  # fmt: skip
    images = SmolVLMImageProcessor(**_SMALL, do_image_splitting=False)
    videos = SmolVLMVideoProcessor(**_SMALL)
    reader = SmolVLMProcessor(images, words, videos, image_seq_len=4, chat_template=words.chat_template)
    return _saved(SmolVLMForConditionalGeneration, SmolVLMConfig(**_sighted(words)), words, folder, reader)


_SMALL = {"size": {"longest_edge": 32}, "max_image_size": {"longest_edge": 32}}


def _sighted(words: PreTrainedTokenizerFast) -> dict[str, Any]:
    return {
        "image_token_id": words.convert_tokens_to_ids("<image>"), "scale_factor": 2, "pad_token_id": words.pad_token_id,
        "text_config": {"model_type": "llama", **_text(words), "pad_token_id": words.pad_token_id},
        "vision_config": {
            "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2,
            "image_size": 32, "patch_size": 8,
        },
    }  # fmt: skip


def llama(folder: Path) -> Path:
    """A language model without eyes."""
    words = tokenizer()
    return _saved(LlamaForCausalLM, LlamaConfig(**_text(words)), words, folder, words)


def qwen3(folder: Path) -> Path:
    """Qwen3 without eyes, with room for the catalogue letter by letter."""
    words = tokenizer()
    config = Qwen3Config(**{**_text(words), "head_dim": 16, "max_position_embeddings": 40960})
    return _saved(Qwen3ForCausalLM, config, words, folder, words)


def mistral(folder: Path) -> Path:
    """A language model that looks back eight tokens only."""
    words = tokenizer()
    return _saved(MistralForCausalLM, MistralConfig(**_text(words), sliding_window=8), words, folder, words)


def qwen_next(folder: Path) -> Path:
    """A language model half of whose layers remember by a state of fixed size instead of keys and values."""
    words = tokenizer()
    config = Qwen3NextConfig(
        **_text(words), head_dim=16, layer_types=["linear_attention", "full_attention"], linear_key_head_dim=8,
        linear_value_head_dim=8, linear_num_key_heads=2, linear_num_value_heads=2, num_experts=2,
        num_experts_per_tok=1, moe_intermediate_size=16, shared_expert_intermediate_size=16,
    )  # fmt: skip
    return _saved(Qwen3NextForCausalLM, config, words, folder, words)


def _text(words: PreTrainedTokenizerFast) -> dict[str, object]:
    return {
        "vocab_size": len(words) + 5, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 8192,
    }  # fmt: skip


def _saved(kind: type[PreTrainedModel], config, words: PreTrainedTokenizerFast, folder: Path, reader) -> Path:
    torch.manual_seed(0)
    model = kind(config)
    assert model.generation_config is not None
    model.generation_config.eos_token_id = words.eos_token_id
    model.generation_config.pad_token_id = words.pad_token_id
    model.save_pretrained(folder)
    reader.save_pretrained(folder)
    return folder


def clip(folder: Path) -> Path:
    """open_clip's CLIP, with its own tokenizer."""
    shape = {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 32, "patch_size": 16, "layers": 1, "width": 32, "head_width": 16},
        "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 1},
    }
    torch.manual_seed(0)
    model = open_clip.CLIP(**shape)
    folder.mkdir()
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    preprocess = {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]}
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": shape, "preprocess_cfg": preprocess}))
    return folder
