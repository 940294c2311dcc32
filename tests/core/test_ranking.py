"""The best of several pictures: kept where the server can tell, left to the person where it cannot, nothing lost."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import pytest
from PIL import Image
from stand_ins import NoPictures, StillRenderer, understanding

from core.dialogue import Dialogue
from core.messages import Message, Reply
from core.ports import Embeddings
from core.problems import Code, ProblemError
from core.ranking import before_choosing
from core.recipe import Drawing, derived_seed
from storage.sqlite import SqliteStore


class Red:
    """Takes the reddest picture for the one that fits any words."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.seen: list[bytes] = []

    async def embed(self, words: Sequence[str] = (), pictures: Sequence[bytes] = ()) -> Embeddings:
        self.asked, self.seen = list(words), list(pictures)
        vectors = [(1.0, 0.0, 0.0), *(tuple(part / 255 for part in color(one)) for one in pictures)]
        return Embeddings("red", tuple(struct.pack("<3f", *one) for one in vectors))


class Blind:
    """A server without a model for it, or one that is gone."""

    def __init__(self, code: Code) -> None:
        self.code = code

    async def embed(self, words: Sequence[str] = (), pictures: Sequence[bytes] = ()) -> Embeddings:
        raise ProblemError(self.code, "no")


def color(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as picture:
        pixel = picture.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


async def say(dialogue: Dialogue, text: str) -> Reply:
    events = [event async for event in dialogue.handle(Message(conversation="c", author="a", text=text))]
    assert isinstance(events[-1], Reply)
    return events[-1]


@pytest.fixture
def red() -> Red:
    return Red()


@pytest.fixture
def dialogue(renderer: StillRenderer, store: SqliteStore, red: Red) -> Dialogue:
    return Dialogue(understanding(), renderer, store, NoPictures(), embedder=red)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("draw four pictures of a cat and keep the best one", "cat"),
        ("draw a cat, show me only the best of them", "cat"),
        ("画四张小猫，留最好的一张", "小猫"),
    ],
)
async def test_make_four_and_keep_the_best(
    dialogue: Dialogue, renderer: StillRenderer, store: SqliteStore, red: Red, text: str, words: str
) -> None:
    reply = await say(dialogue, text)
    assert renderer.rendered[0].count == 4
    assert len(red.seen) == 4
    assert words in red.asked[0]
    best = max(range(4), key=lambda at: color(red.seen[at])[0])
    (shown,) = reply.pictures
    assert await store.get_image(shown.digest) == red.seen[best]
    assert str(best + 1) in reply.text
    kept = await store.load("c")
    assert kept
    assert [len(one.images) for one in kept.tree.versions.values()] == [4, 1]  # the others are an undo away


async def test_what_follows_goes_on_from_the_one_that_was_kept(
    dialogue: Dialogue, renderer: StillRenderer, red: Red
) -> None:
    await say(dialogue, "draw four pictures of a cat and keep the best one")
    await say(dialogue, "put it at the beach")
    four, kept = renderer.rendered[0].source, renderer.rendered[-1]
    assert kept.count == 1
    assert isinstance(four, Drawing)
    assert isinstance(kept.source, Drawing)
    best = max(range(4), key=lambda at: color(red.seen[at])[0])
    assert kept.source.seed == derived_seed(four.seed, best)


async def test_the_best_of_what_is_shown_can_be_asked_for_afterwards(dialogue: Dialogue, red: Red) -> None:
    await say(dialogue, "draw four pictures of a cat")
    reply = await say(dialogue, "keep the best")
    assert len(reply.pictures) == 1
    assert "best" in reply.text
    reply = await say(dialogue, "keep the best")
    assert "not several pictures" in reply.text


@pytest.mark.parametrize("embedder", [None, Blind(Code.CANNOT_DO)])
async def test_where_the_server_cannot_tell_people_choose(
    renderer: StillRenderer, store: SqliteStore, embedder: Blind | None
) -> None:
    dialogue = Dialogue(understanding(), renderer, store, NoPictures(), embedder=embedder)
    reply = await say(dialogue, "draw a cat and keep the best one")
    assert len(reply.pictures) == 4
    assert "CLIP" in reply.text
    assert len((await say(dialogue, "the second one")).pictures) == 1


async def test_a_server_that_is_gone_loses_no_picture(renderer: StillRenderer, store: SqliteStore) -> None:
    dialogue = Dialogue(understanding(), renderer, store, NoPictures(), embedder=Blind(Code.UNAVAILABLE))
    reply = await say(dialogue, "draw a cat and keep the best one")
    assert reply.problem
    assert reply.problem.code is Code.UNAVAILABLE
    assert reply.version == 1


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("keep the best", ""),
        ("pick the best one for me, please", ""),
        ("draw a fox, then keep the best!", "draw a fox"),
        ("挑最好的", ""),
        ("画三张海报，然后选一张最好看的", "画三张海报"),
        ("draw the best cat", None),
        ("write: keep the best wishes", None),
        ("她要最好看的裙子", None),
        ("make it look its best", None),
    ],
)
def test_a_wish_for_the_best_stands_at_the_end(text: str, rest: str | None) -> None:
    assert before_choosing(text) == rest
