from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from storage.sqlite import SqliteStore


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[SqliteStore, None]:
    opened = await SqliteStore.open(tmp_path / "data")
    yield opened
    await opened.close()
