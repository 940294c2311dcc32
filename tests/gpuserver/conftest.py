from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from gpu_cases import Server, running

from gpuserver.config import ServerConfig


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running(ServerConfig(size=64, workers=1)) as started:
        yield started
