"""200 conversations at once over one adapter process: no message lost, and how long the event loop is held up.

uv run python tests/benchmarks/bench_platforms.py [conversations]

The adapter (official library, real SQLite, a renderer that answers at once with a small picture) runs in a process of
its own, so that its loop is measured and not that of the platform's server, which runs in this one. Lag is how much
later than asked a sleep of 5 ms ends, sampled from before the first message until after the last answer. One
conversation alone, in the same run, is what the times are compared with.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "platforms")]

import discord_driver
import discord_server
import slack_driver
import slack_server
import telegram_driver
import telegram_server
from house import open_test_house

TURNS = ("draw a cat at the beach", "put sunglasses on it", "make it watercolor")
SAMPLE = 0.005


@dataclass(frozen=True)
class Platform:
    """How to serve it, to adapt to it, to speak as one of its users, and to count the bot's answers to them."""

    serve: Callable[[], AbstractAsyncContextManager[Any]]
    adapter: Callable[[Any, Any], Any]
    ready: Callable[[Any], bool]
    say: Callable[[Any, int, str], Awaitable[Any]]
    answers: Callable[[Any, int], int]


def discord_answers(server: discord_server.DiscordServer, user: int) -> int:
    """Finished answers with a picture."""
    return sum(bool(one.attachments) for one in server.messages(f"9{user}"))


def slack_answers(server: slack_server.SlackServer, user: int) -> int:
    """Answers in words; each has its picture before it."""
    return sum(bool(one.text) and not one.is_progress for one in server.messages(f"DU{user}"))


def telegram_answers(server: telegram_server.TelegramServer, user: int) -> int:
    """Messages with a photo."""
    return sum(bool(one.photo) for one in server.messages(user))


PLATFORMS = {
    "discord": Platform(
        discord_server.discord_server, discord_driver.adapter_of, lambda server: bool(server.gateway.identified),
        lambda server, user, text: server.say(server.user(user), text), discord_answers,
    ),
    "slack": Platform(
        slack_server.slack_server, slack_driver.adapter_of, lambda server: bool(server.delivery.connected),
        lambda server, user, text: server.say(f"U{user}", text), slack_answers,
    ),
    "telegram": Platform(
        telegram_server.telegram_server, telegram_driver.adapter_of,
        lambda server: any(name == "getUpdates" for name, _ in server.calls),
        lambda server, user, text: server.say(server.user(user), text), telegram_answers,
    ),
}  # fmt: skip


class Base:
    """Stands for the server in the adapter's process: all that an adapter needs of it is its address."""

    def __init__(self, base: str) -> None:
        self.base = base


async def adapt(name: str, base: str) -> None:
    """The adapter's process: serve until told to stop, then print the lags."""
    lags: list[float] = []

    async def sample() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(SAMPLE)
            lags.append(time.perf_counter() - began - SAMPLE)

    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        async with open_test_house(name, Path(folder)) as house:
            serving = asyncio.create_task(PLATFORMS[name].adapter(house, Base(base)).run())
            await reader.readline()
            sampling = asyncio.create_task(sample())
            await reader.readline()
            print(json.dumps(lags), flush=True)
            sampling.cancel()
            serving.cancel()
            await asyncio.gather(serving, sampling, return_exceptions=True)


async def converse(platform: Platform, server: Any, user: int) -> list[float]:
    """One person's turns, each after the answer to the last; how long each answer took."""
    taken: list[float] = []
    for number, words in enumerate(TURNS, 1):
        began = time.perf_counter()
        await platform.say(server, user, words)
        await server.until(lambda number=number: platform.answers(server, user) >= number, 120)
        taken.append(time.perf_counter() - began)
    return taken


async def run(name: str, people: int) -> tuple[list[float], list[float], float, int]:
    """Lags and answer times in seconds, the whole in seconds, and the answers that are missing or too many."""
    platform = PLATFORMS[name]
    async with platform.serve() as server:
        child = await asyncio.create_subprocess_exec(
            sys.executable, __file__, "--adapter", name, server.base,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26,
        )  # fmt: skip
        assert child.stdin
        assert child.stdout
        await server.until(lambda: platform.ready(server), 30)
        await asyncio.sleep(1)  # let it settle
        child.stdin.write(b"begin\n")
        began = time.perf_counter()
        users = range(1000, 1000 + people)
        taken = await asyncio.gather(*(converse(platform, server, user) for user in users))
        whole = time.perf_counter() - began
        child.stdin.write(b"end\n")
        lags = json.loads(await child.stdout.readline())
        await asyncio.wait([asyncio.ensure_future(child.wait())], timeout=10)
        wrong = sum(abs(platform.answers(server, user) - len(TURNS)) for user in users)
        assert server.breaches == [], server.breaches[:3]
    return lags, [one for several in taken for one in several], whole, wrong


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


async def main(people: int) -> None:
    """Print the table."""
    head = (
        "| platform | conversations | turns/s | answer p50 ms | lag p50 ms | lag p99 ms | lag max ms | lost or double |"
    )
    print(head, "| --- " * 8 + "|", sep="\n")
    for name in PLATFORMS:
        for count in (1, people):
            lags, taken, whole, wrong = await run(name, count)
            lag = (statistics.median(lags), percentile(lags, 0.99), max(lags))
            cells = [f"{len(taken) / whole:.1f}", f"{statistics.median(taken) * 1000:.0f}"]
            cells += [f"{one * 1000:.1f}" for one in lag]
            print(f"| {name} | {count} | {' | '.join(cells)} | {wrong} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--adapter"]:
        asyncio.run(adapt(sys.argv[2], sys.argv[3]))
    else:
        asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 200))
