"""Tiny models, made once for all tests of the vision engine."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the repositories of tiny models."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("open_clip")
    return tmp_path_factory.mktemp("repositories")


@pytest.fixture(scope="session")
def qwen(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.qwen(repositories / "tiny-qwen3-vl")


@pytest.fixture(scope="session")
def idefics(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.idefics(repositories / "tiny-idefics3")


@pytest.fixture(scope="session")
def smolvlm(repositories: Path) -> Path:
    pytest.importorskip("num2words")
    import tiny_models

    return tiny_models.smolvlm(repositories / "tiny-smolvlm2")


@pytest.fixture(scope="session")
def llama(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.llama(repositories / "tiny-llama")


@pytest.fixture(scope="session")
def mistral(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.mistral(repositories / "tiny-mistral")


@pytest.fixture(scope="session")
def qwen_next(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.qwen_next(repositories / "tiny-qwen3-next")


@pytest.fixture(scope="session")
def clip(repositories: Path) -> Path:
    import tiny_models

    return tiny_models.clip(repositories / "tiny-clip")


@pytest.fixture(scope="session")
def dino(repositories: Path) -> Path:
    import tiny_finders

    return tiny_finders.dino(repositories / "tiny-dino")


@pytest.fixture(scope="session")
def sam(repositories: Path) -> Path:
    import tiny_finders

    return tiny_finders.sam(repositories / "tiny-sam")


@pytest.fixture(scope="session")
def clipseg(repositories: Path) -> Path:
    import tiny_finders

    return tiny_finders.clipseg(repositories / "tiny-clipseg")


@pytest.fixture(scope="session")
def classifier(repositories: Path) -> Path:
    import tiny_finders

    return tiny_finders.classifier(repositories / "tiny-classifier")
