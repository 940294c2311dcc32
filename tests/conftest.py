"""Shared by all tests: the stand-in renderer, and a real store in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings
from stand_ins import StillRenderer

from storage.sqlite import SqliteStore

os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run side by side; torch's threads would only wait for each other
settings.register_profile("here", deadline=None)  # how long an example takes says more of the machine's load than of us
settings.load_profile("here")


@pytest.fixture
def renderer() -> StillRenderer:
    return StillRenderer()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "data")
    yield opened
    await opened.close()
