"""Tiny repositories, built once. What needs the `gpu` extra is imported where it is used: not every machine has it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from gpuserver.engines.diffusion.config import ChosenModel

AREA = 64 * 64
"""Pixels of the pictures that the tiny models make."""


@pytest.fixture(scope="session")
def quiet() -> Iterator[None]:
    import torch
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    torch.set_num_threads(1)
    diffusers_logging.disable_progress_bar()
    transformers_logging.disable_progress_bar()
    gc.freeze()  # dropping a model collects garbage, which is slow over all that torch and diffusers have imported
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, quiet: None) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def sdxl(home: Path) -> ChosenModel:
    import tiny_sdxl

    control = tiny_sdxl.build_control(home / "control")
    return ChosenModel("sdxl", tiny_sdxl.build(home / "sdxl"), steps=3, pixels=AREA, control=control)


@pytest.fixture(scope="session")
def klein(home: Path) -> ChosenModel:
    import tiny_qwen3

    return ChosenModel("klein", tiny_qwen3.build_flux2(home / "klein"), steps=2, pixels=AREA)


@pytest.fixture(scope="session")
def z_image(home: Path) -> ChosenModel:
    import tiny_qwen3

    return ChosenModel("z-image", tiny_qwen3.build_z_image(home / "z-image"), steps=2, pixels=AREA)


@pytest.fixture(scope="session")
def pix2pix(home: Path) -> ChosenModel:
    import tiny_editors

    return ChosenModel("pix2pix", tiny_editors.build_pix2pix(home / "pix2pix"), steps=4, pixels=AREA)


@pytest.fixture(scope="session")
def qwen_edit(home: Path) -> ChosenModel:
    import tiny_editors

    return ChosenModel("qwen-edit", tiny_editors.build_qwen_edit(home / "qwen-edit"), steps=2, pixels=AREA)


@pytest.fixture(scope="session")
def swin2sr(home: Path) -> ChosenModel:
    import tiny_editors

    return ChosenModel("swin2sr", tiny_editors.build_swin2sr(home / "swin2sr"))
