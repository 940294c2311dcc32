"""Shared by all tests: the stand-in renderer, and a real store in a folder of its own."""

from __future__ import annotations

import base64
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings
from stand_ins import StillRenderer

from storage.sqlite import SqliteStore

os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run side by side; torch's threads would only wait for each other
settings.register_profile("here", deadline=None)  # how long an example takes says more of the machine's load than of us
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)  # a change is judged by what it changes
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def same_names_in_every_run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversation's name gives its seed, and so its pictures: here names follow from the test that asks for them."""
    chance = random.Random(request.node.nodeid)
    monkeypatch.setattr("secrets.token_hex", lambda length=None: chance.randbytes(length or 32).hex())
    monkeypatch.setattr(
        "secrets.token_urlsafe",
        lambda length=None: base64.urlsafe_b64encode(chance.randbytes(length or 32)).rstrip(b"=").decode(),
    )


@pytest.fixture
def renderer() -> StillRenderer:
    return StillRenderer()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "data")
    yield opened
    await opened.close()
