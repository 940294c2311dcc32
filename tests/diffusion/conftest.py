"""Tiny repositories, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the `gpu` extra")
pytest.importorskip("diffusers", reason="needs the `gpu` extra")

import tiny_qwen3
import tiny_sdxl
import torch
from diffusers.utils import logging as diffusers_logging
from transformers.utils import logging as transformers_logging

from gpuserver.engines.diffusion.config import ChosenModel


@pytest.fixture(scope="session", autouse=True)
def quiet() -> None:
    torch.set_num_threads(1)
    diffusers_logging.disable_progress_bar()
    transformers_logging.disable_progress_bar()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def sdxl(home: Path) -> ChosenModel:
    return ChosenModel(
        "sdxl", tiny_sdxl.build(home / "sdxl"), steps=4, control=tiny_sdxl.build_control(home / "control")
    )


@pytest.fixture(scope="session")
def klein(home: Path) -> ChosenModel:
    return ChosenModel("klein", tiny_qwen3.build_flux2(home / "klein"), steps=4)


@pytest.fixture(scope="session")
def z_image(home: Path) -> ChosenModel:
    return ChosenModel("z-image", tiny_qwen3.build_z_image(home / "z-image"), steps=4)
