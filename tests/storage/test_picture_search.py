"""Search over the stored pictures, in both languages, within what the one who asks may see."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_cases import png, talk

from core.ports import Search
from storage.search import PictureSearch
from storage.sqlite import SqliteStore
from storage.text import read_query


async def captions(search: Search, query: str, conversation: str = "c1", author: str | None = "ann") -> list[str]:
    return [one.caption for one in await search.search(query, conversation, 4, author)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cat", "a tabby cat at the beach"),
        ("Cats!", "a tabby cat at the beach"),
        ("the picture of the CAT at the beach", "a tabby cat at the beach"),
        ("cafe", "a café in the rain"),
        ("狗", "雪地里戴红围巾的小狗"),
        ("小狗", "雪地里戴红围巾的小狗"),
        ("红围巾", "雪地里戴红围巾的小狗"),
        ("一只狗的照片", "雪地里戴红围巾的小狗"),
        ("ｃａｆé", "a café in the rain"),
        ("robot 机器人", "一个机器人 robot"),
        ("dogs", "雪地里戴红围巾的小狗"),
        ("一只猫", "a tabby cat at the beach"),
        ("snow dog", None),
        ("horse", None),
        ("马", None),
    ],
)
async def test_words_are_found_in_english_and_chinese(store: SqliteStore, query: str, found: str | None) -> None:
    one = talk(store)
    for prompt in ("a tabby cat at the beach", "雪地里戴红围巾的小狗", "a café in the rain", "一个机器人 robot"):
        await one.draw(prompt, alt=prompt)
    assert await captions(PictureSearch(store), query) == ([found] if found else [])


async def test_a_found_picture_comes_whole(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a cat", alt="A cat.", shade=5)
    found = (await PictureSearch(store).search("cat", "c1", 1))[0]
    assert (found.data, found.media_type, found.caption, found.source) == (png(5), "image/png", "A cat.", "pictures")


async def test_prompts_titles_alt_texts_and_the_words_with_a_photo_are_searched(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a galleon", title="boat", alt="A ship with sails.")
    await one.upload("this is Rex, our retriever")
    search = PictureSearch(store)
    for query in ("galleon", "boat", "sails"):
        assert await captions(search, query) == ["A ship with sails."]
    assert await captions(search, "retriever") == ["A photo."]


async def test_most_words_must_fit(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a cat at the beach")
    search = PictureSearch(store)
    assert len(await captions(search, "cat beach sunset")) == 1
    assert await captions(search, "a dog at the beach") == []
    assert await captions(search, "red bicycle beach") == []


async def test_all_words_before_some_and_the_own_conversation_before_others(store: SqliteStore) -> None:
    here, there = talk(store, "c1"), talk(store, "c2", shade=1000)
    await here.draw("a cat with a long tail under many trees near the house by the lake", alt="here, much else")
    await here.draw("a cat cat cat", alt="here, mostly cat")
    await there.draw("a cat", alt="there")
    await there.draw("a cat on a red sofa", alt="there, all words")
    search = PictureSearch(store)

    by_cat = await captions(search, "cat")
    assert set(by_cat[:2]) == {"here, mostly cat", "here, much else"}
    assert set(by_cat[2:]) == {"there", "there, all words"}
    assert by_cat[0] == "here, mostly cat"
    assert (await captions(search, "cat red sofa"))[0] == "there, all words"


async def test_versions_of_one_picture_do_not_crowd_out_others(store: SqliteStore) -> None:
    one = talk(store)
    for number in range(6):
        await one.draw("a cat", alt=f"cat {number}")
        await one.edit("brighter")
        await one.edit("brighter")
    found = await captions(PictureSearch(store), "cat")
    assert len(set(found)) == 4


async def test_the_same_picture_is_found_once(store: SqliteStore) -> None:
    one = talk(store)
    for _ in range(3):
        await one.draw("a cat", shade=3)
    assert len(await captions(PictureSearch(store), "cat")) == 1


async def test_another_users_pictures_are_never_found(store: SqliteStore) -> None:
    mine, theirs = talk(store, "c1"), talk(store, "c2", owner="bob", shade=1000)
    await mine.draw("a cat", alt="mine")
    await theirs.draw("a cat", alt="private")
    search = PictureSearch(store)
    assert await captions(search, "cat") == ["mine"]
    assert await captions(search, "cat", "a new tab") == ["mine"], "one's own are found from a new conversation"
    assert await captions(search, "cat", "a new tab", None) == []
    assert await captions(search, "cat", "c2", None) == ["private"]


async def test_a_shared_channel_shows_only_its_own(store: SqliteStore) -> None:
    """Neither the owner's private pictures, nor those of whoever asks, end up before everybody."""
    private, channel = talk(store, "private"), talk(store, "channel", shade=1000)
    await private.draw("a cat", alt="private")
    await channel.draw("a cat", alt="public")
    await channel.say("hello", author="bob")
    search = PictureSearch(store)
    assert await captions(search, "cat", "channel", "ann") == ["public"]
    assert await captions(search, "cat", "channel", "bob") == ["public"]


@pytest.mark.parametrize(
    "query",
    ['"', '" OR *', "NEAR(", "cat AND", "title:cat", "-cat", "^cat*", "a\0cat", "\ud800", "'; DROP TABLE turns; --",
     "{title}: x", "😀", "()", "OR", "的", "a" * 5000, "猫" * 5000, " ".join(f"w{n}" for n in range(300))],
)  # fmt: skip
async def test_no_query_breaks_the_search(store: SqliteStore, query: str) -> None:
    one = talk(store)
    await one.draw("a dog")
    assert await captions(PictureSearch(store), query) == []


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
async def test_any_text_is_a_query(store: SqliteStore, query: str) -> None:
    words = read_query(query)
    if words is not None:
        assert await store.find(words, "c1", "ann", 4) == []


def test_a_query_of_filler_words_alone_is_looked_for_as_it_is() -> None:
    words = read_query("the picture")
    assert words is not None
    assert words.terms == ('"the"', '"picture"')
    assert read_query("?!") is None
