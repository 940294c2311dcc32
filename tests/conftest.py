"""Shared by all tests: the stand-in renderer, and a real store in a folder of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from stand_ins import StillRenderer

from storage.sqlite import SqliteStore


@pytest.fixture
def renderer() -> StillRenderer:
    return StillRenderer()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "data")
    yield opened
    await opened.close()
