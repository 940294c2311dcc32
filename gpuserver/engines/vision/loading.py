"""Language models from a folder on this machine: nothing asked of the network, no code of theirs."""

# pyright: reportMissingImports=false, reportInvalidTypeForm=false
from __future__ import annotations

from pathlib import Path
from typing import Final

from transformers import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING, AutoConfig, AutoProcessor, AutoTokenizer

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.executor import Held
from gpuserver.engines.vision.language_model import LanguageModel, Reader

LOCAL: Final = {"local_files_only": True, "trust_remote_code": False}
"""For what is read from a folder beside the weights."""
WEIGHTS: Final = {**LOCAL, "use_safetensors": True}


def language_model(folder: Path, name: str, accelerator: Accelerator, models: Held) -> LanguageModel:
    """The talker over the model in `folder`, which is `name` among `models`. Raises ValueError and OSError."""
    config = AutoConfig.from_pretrained(folder, **LOCAL)
    eyes = type(config) in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING
    reader: Reader = (AutoProcessor if eyes else AutoTokenizer).from_pretrained(folder, **LOCAL)
    limit: int | None = getattr(config.get_text_config(), "max_position_embeddings", None)
    return LanguageModel(name, accelerator, models, reader, limit)
