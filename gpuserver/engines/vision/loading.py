"""Language models from a folder on this machine: safetensors only, nothing asked of the network, no code of theirs."""

# pyright: reportMissingImports=false, reportInvalidTypeForm=false
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch
from transformers import (
    MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING,
    AutoConfig,
    AutoModelForCausalLM,
    AutoModelForImageTextToText,
    AutoProcessor,
    AutoTokenizer,
    PreTrainedModel,
)

from gpuserver.engines.vision.language_model import LanguageModel, Reader
from gpuserver.engines.vision.lending import Lend, kept, unshared

LOCAL: Final = {"local_files_only": True, "trust_remote_code": False}
"""For what is read from a folder beside the weights."""
WEIGHTS: Final = {**LOCAL, "use_safetensors": True}


def has_eyes(folder: Path) -> bool:
    """Whether the model in `folder` takes pictures."""
    return type(AutoConfig.from_pretrained(folder, **LOCAL)) in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING


def language_model(
    folder: Path, name: str, lend: Lend[PreTrainedModel], pause: Callable[[], None] = unshared
) -> LanguageModel:
    """The talker `name` over the model in `folder`, which somebody else loads and lends; `pause` as it has it."""
    reader: Reader = (AutoProcessor if has_eyes(folder) else AutoTokenizer).from_pretrained(folder, **LOCAL)
    return LanguageModel(name, lend, reader, pause)


def load_language_model(folder: Path, *, device: str = "cpu", dtype: torch.dtype = torch.float32) -> LanguageModel:
    """The talker over the model in `folder`, which stays on `device`; its name is the folder's."""
    kind = AutoModelForImageTextToText if has_eyes(folder) else AutoModelForCausalLM
    model = kind.from_pretrained(folder, dtype=dtype, **WEIGHTS).eval()
    model.to(torch.device(device))  # pyright: ignore[reportArgumentType]
    return language_model(folder, folder.name, kept(model))
