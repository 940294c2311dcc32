"""Look at the web chat without an inference server: `python tests/bots/web_demo.py [FOLDER OF PICTURES] [PORT]`."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from pathlib import Path

from aiohttp import web
from web_studio import Studio

from bots.web.app import WebConfig, make_web_app
from core.dialogue import Dialogue
from core.finding import FirstOf
from core.understanding.trained.reader import TrainedUnderstanding
from storage.sqlite import SqliteStore


async def main(pictures: Path | None, port: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await SqliteStore.open(Path(folder))
        dialogue = Dialogue(TrainedUnderstanding(), Studio(0.6, pictures, ahead=2), store, FirstOf([]))
        runner = web.AppRunner(make_web_app(dialogue, store, store.notes, WebConfig()), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        print(f"http://127.0.0.1:{port}")
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
            await store.close()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 8421))
