"""Turns a second of the loop without rendering, at 1 and at 50 conversations; and its memory after many turns.

uv run python tests/benchmarks/bench_loop.py
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from stand_ins import NoPictures, StillRenderer, understanding

from core.dialogue import Dialogue
from core.messages import Message, Reply
from storage.sqlite import SqliteStore

TEXTS = (
    "draw me a cute cat", "can I have it at the beach?", "put sunglasses on it", "convert to anime style",
    "actually, no sunglasses", "a bit brighter", "undo", "what colour is the cat?", "画一只小狗", "改成晚上",
)  # fmt: skip


async def turn(dialogue: Dialogue, conversation: str, text: str) -> float:
    """Seconds of one turn."""
    started = time.perf_counter()
    reply: Reply | None = None
    async for event in dialogue.handle(Message(conversation=conversation, author="bench", text=text)):
        if isinstance(event, Reply):
            reply = event
    assert reply is not None
    return time.perf_counter() - started


async def converse(dialogue: Dialogue, name: str, turns: int) -> list[float]:
    """The seconds of each turn of one conversation."""
    return [await turn(dialogue, name, TEXTS[at % len(TEXTS)]) for at in range(turns)]


async def speed(folder: Path, conversations: int, turns: int) -> str:
    """One line: turns a second, p50 and p95."""
    store = await SqliteStore.open(folder)
    dialogue = Dialogue(understanding(), StillRenderer(), store, NoPictures())
    started = time.perf_counter()
    lists = await asyncio.gather(*(converse(dialogue, f"c{at}", turns) for at in range(conversations)))
    total = time.perf_counter() - started
    await store.close()
    seconds = sorted(second for one in lists for second in one)
    p50, p95 = statistics.median(seconds), seconds[int(0.95 * len(seconds))]
    rate = len(seconds) / total
    return f"| {conversations} | {len(seconds)} | {rate:.0f} | {p50 * 1000:.1f} | {p95 * 1000:.1f} |"


async def memory(folder: Path) -> str:
    """One line: resident memory after 200 and after 2,000 turns of one conversation."""
    process = psutil.Process()
    store = await SqliteStore.open(folder)
    dialogue = Dialogue(understanding(), StillRenderer(), store, NoPictures())
    held: list[float] = []
    for turns in (200, 1800):
        await converse(dialogue, "long", turns)
        gc.collect()
        held.append(process.memory_info().rss / 2**20)
    await store.close()
    return f"| {held[0]:.0f} | {held[1]:.0f} | {held[1] / held[0]:.2f} |"


async def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await speed(folder / "warm", 1, 50)
        print("| conversations | turns | turns/s | p50 ms | p95 ms |\n| --- | --- | --- | --- | --- |")
        print(await speed(folder / "one", 1, 400))
        print(await speed(folder / "fifty", 50, 20))
        print("\n| MB after 200 turns | MB after 2,000 | ratio |\n| --- | --- | --- |")
        print(await memory(folder / "memory"))


if __name__ == "__main__":
    asyncio.run(main())
