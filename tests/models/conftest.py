"""Shared by the tests of models: a hub on loopback, and garbage collection that looks at the models alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hub_server import FakeHub, serving_hub


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub that `huggingface_hub` asks instead of the real one."""
    constants = pytest.importorskip("huggingface_hub.constants", reason="pulling needs the `gpu` extra")
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1024)  # what a broken transfer has got is kept by the chunk
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_PROGRESS_BARS", True)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with serving_hub() as served:
        monkeypatch.setenv("HF_ENDPOINT", served.url)
        yield served


@pytest.fixture(scope="module")
def only_models_are_collected() -> Iterator[None]:
    """Dropping a model collects garbage: what was imported is left out of that, which makes it fast."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
