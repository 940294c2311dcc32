"""Search among 10,000 pictures, saving a turn in short and long conversations, and forgetting.

Run it with `python tests/benchmarks/bench_search.py`. A plain scan with LIKE over the same captions, in the same run,
is the measure that the index is compared with.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "storage"))

from storage_cases import Talk, talk

from storage.search import PictureSearch
from storage.sqlite import SqliteStore

WORDS = {
    "noun": "cat dog fox boat house tree robot dragon castle bicycle 猫 狗 狐狸 小船 房子 大树 机器人 龙 城堡 自行车",
    "place": "beach forest city snow desert garden river mountain 沙滩 森林 城市 雪地 沙漠 花园 河边 山顶",
    "style": "watercolor anime pixel sketch oil 水彩 动漫 像素 素描 油画",
}
QUERIES = ("cat at the beach", "red robot", "机器人", "雪地里的小狗", "watercolor castle in the garden", "unicorn")


async def bench_search(store: SqliteStore, pictures: int = 10_000) -> dict[str, float]:
    """p50 and p95 in ms of a search that returns four pictures, over `pictures` of one user in 50 conversations."""
    await _fill(store, pictures)
    search = PictureSearch(store)
    found = await _times(lambda query: search.search(query, "talk0", 4, "ann"))
    scan = await _times(lambda query: store._database.read(_scan, query))
    return {"search p50": found[0], "search p95": found[1], "LIKE scan p50": scan[0], "LIKE scan p95": scan[1]}


def _scan(db, query: str) -> list[tuple[str]]:
    where = " AND ".join("caption LIKE ?" for _ in query.split())
    sql = f"SELECT digest FROM pictures WHERE {where} LIMIT 4"
    return db.execute(sql, [f"%{word}%" for word in query.split()]).fetchall()


async def bench_save(store: SqliteStore, turns: int = 2_000) -> dict[str, float]:
    """Median ms of the first and the last 100 turns of one conversation of `turns` turns, and of loading it."""
    one = talk(store, "long", owner="bob")
    await one.upload("a photo", shade=1)
    spent: list[float] = []
    for _ in range(turns):
        one.now = one.now.model_copy(update={"tree": one.now.tree.goto(1)})
        started = time.perf_counter()
        await one.edit("brighter", shade=1)
        spent.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    await store.load("long")
    load = (time.perf_counter() - started) * 1000
    return {
        "save, first 100": statistics.median(spent[:100]),
        "save, last 100": statistics.median(spent[-100:]),
        f"load of {turns} versions": load,
    }


async def bench_forget(store: SqliteStore) -> dict[str, float]:
    """ms of forgetting one conversation among all of the above, with everything overwritten."""
    started = time.perf_counter()
    await store.forget_conversation("talk1")
    return {"forget": (time.perf_counter() - started) * 1000}


async def _fill(store: SqliteStore, pictures: int) -> None:
    words = random.Random(7)
    talks: list[Talk] = [talk(store, f"talk{number}") for number in range(50)]
    for number in range(pictures):
        prompt = " ".join(words.choice(WORDS[kind].split()) for kind in ("noun", "place", "style", "noun"))
        await talks[number % 50].draw(prompt, alt=f"A picture of {prompt}, number {number}.", shade=number)


async def _times(ask: Callable[[str], Awaitable[object]], rounds: int = 20) -> tuple[float, float]:
    spent: list[float] = []
    for _ in range(rounds):
        for query in QUERIES:
            started = time.perf_counter()
            await ask(query)
            spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.95)]


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await SqliteStore.open(Path(folder))
        for figures in (await bench_search(store), await bench_save(store), await bench_forget(store)):
            for name, value in figures.items():
                print(f"{name:28} {value:9.2f} ms")
        print(f"{'database':28} {(Path(folder) / 'chatelier.db').stat().st_size / 2**20:9.2f} MB")
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
