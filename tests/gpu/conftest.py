"""A folder of models as `chatelier models pull` leaves it: the default set of a 16 GB GPU, tiny and with random weights."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from pulled_models import lay_down

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "diffusion"), str(TESTS / "vision"), str(TESTS / "latent")]  # where tiny models are built


@pytest.fixture(scope="session")
def quiet() -> None:
    import torch
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    torch.set_num_threads(1)
    diffusers_logging.disable_progress_bar()
    transformers_logging.disable_progress_bar()


@pytest.fixture(scope="session")
def pulled(tmp_path_factory: pytest.TempPathFactory, quiet: None) -> Path:
    import tiny_editors
    import tiny_finders
    import tiny_models
    import tiny_qwen3

    folder = tmp_path_factory.mktemp("pulled")
    builders = {
        "flux2-klein-4b": tiny_qwen3.build_flux2,
        "swin2sr-x2": tiny_editors.build_swin2sr,
        "grounding-dino-tiny": tiny_finders.dino,
        "sam2.1-small": tiny_finders.sam,
        "qwen3-vl-2b": tiny_models.qwen,
        "clip-vit-b-32": tiny_models.clip,
    }
    for name, build in builders.items():
        lay_down(folder, name, build(folder / "made" / name))
    shutil.rmtree(folder / "made")
    return folder
