"""One conversation, word for word, on every platform: the same versions, from the same recipes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest
from discord_driver import discord_driver
from house import House, open_test_house
from slack_driver import slack_driver
from stand_ins import StillRenderer, png
from telegram_driver import telegram_driver
from web_driver import terminal_driver, web_driver

from core.versions import Version

PHOTO = png((90, 120, 200), (64, 48))

SCRIPT: tuple[tuple[str, bool, str], ...] = (
    ("draw a cute cat at the beach", False, "Here is a cute cat, at the beach."),
    ("put sunglasses on it", False, "I put in sunglasses."),
    ("make it watercolor", False, "Now in watercolor style."),
    ("what is in the picture?", False, "It is a drawing I made"),
    ("undo", False, "Taken back: this is No. 2 again."),
    ("make it a bit brighter", True, "Brightness is at +"),
    ("rotate it clockwise by 90 degrees", False, "Turned by 90° clockwise."),
    ("画一只戴红帽子的狗", False, "狗"),
    ("放到雪地里", False, "雪"),
    ("撤销", False, ""),
)
"""What is said, whether a photo goes with it, and what the answer contains."""


class Driver(Protocol):
    """A person on a platform."""

    place: str

    async def say(self, text: str, photo: bytes | None = None) -> str: ...


Start = Callable[[House], AbstractAsyncContextManager[Any]]

PLATFORMS: dict[str, Start] = {
    "web": web_driver,
    "terminal": terminal_driver,
    "discord": discord_driver,
    "slack": slack_driver,
    "telegram": telegram_driver,
}

EXPECTED = (
    (1, None, "Cute cat at the beach"),
    (2, 1, "Cute cat with sunglasses at the beach"),
    (3, 2, "Cute cat with sunglasses at the beach"),
    (4, None, "Your photo"),
    (5, 4, "Your photo"),
    (6, 5, "Your photo"),
)
"""Number, parent and title of the English versions."""


def shape(version: Version, seed: int) -> tuple[Any, ...]:
    """All of a version that does not follow from the conversation's id, which the seed does."""
    source = version.recipe.source
    assert source.seed == seed
    source = source.model_copy(update={"seed": 0})
    recipe = version.recipe.model_copy(update={"source": source})
    return version.number, version.parent, version.title, version.alt_text, recipe.canonical()


async def converse(platform: str, folder: Path) -> tuple[tuple[Any, ...], ...]:
    """Say the script; what became of it."""
    async with open_test_house(platform, folder, renderer=StillRenderer()) as house:
        async with PLATFORMS[platform](house) as driver:
            for words, with_photo, expected in SCRIPT:
                answer = await driver.say(words, PHOTO if with_photo else None)
                assert expected in answer.replace("\n", " "), f"{platform}: {words}: {answer}"
            conversation = await house.store.load(driver.place)
        assert conversation is not None
        versions = tuple(shape(one, conversation.seed) for one in conversation.tree.versions.values())
        return (*versions, (conversation.tree.current,))


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_it_gives_the_same_versions_and_recipes(platform: str, tmp_path: Path) -> None:
    there = await converse(platform, tmp_path / platform)
    assert tuple(one[:3] for one in there[:6]) == EXPECTED
    assert there == await converse("terminal", tmp_path / "yardstick")
