"""Saves turns for ever and prints each one's index once it is acknowledged; the crash test kills it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from storage_cases import talk

from storage.sqlite import SqliteStore


async def main(folder: Path) -> None:
    store = await SqliteStore.open(folder)
    one = talk(store)
    while True:
        version = await one.draw(f"cat {one.now.turn_count}")
        print(one.now.turn_count - 1, version.images[0].digest, flush=True)


asyncio.run(main(Path(sys.argv[1])))
