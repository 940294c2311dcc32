"""Telegram, as people use it: the official library against a strict Bot API."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from house import House, open_test_house
from PIL import Image
from stand_ins import StillRenderer, png
from telegram_driver import TelegramDriver, running, telegram_driver
from telegram_server import TelegramServer, telegram_server

from core.ports import Found
from storage.search import PictureSearch

GROUP = -1001


@pytest.fixture
async def house(tmp_path: Path, renderer: StillRenderer) -> AsyncIterator[House]:
    async with open_test_house("telegram", tmp_path / "data", renderer=renderer) as opened:
        yield opened


@pytest.fixture
async def driver(house: House) -> AsyncIterator[TelegramDriver]:
    async with telegram_driver(house) as started:
        yield started


@pytest.fixture
def server(driver: TelegramDriver) -> TelegramServer:
    return driver.server


async def test_a_picture_comes_with_its_state_and_its_buttons(driver: TelegramDriver, server: TelegramServer) -> None:
    await driver.say("draw a cute cat at the beach")
    [sent] = server.messages(77)
    assert sent.photo
    assert sent.text.splitlines()[0] == "Cute cat at the beach · No. 1"
    assert sent.text.splitlines()[-1] == "cute cat · beach"
    labels = [one["text"] for row in sent.keys for one in row]
    assert labels == ["Vary", "Details", "As a file", "✕ cute cat", "✕ beach"]


async def test_the_menu_is_there_in_both_languages(driver: TelegramDriver, server: TelegramServer) -> None:
    assert [one["command"] for one in server.commands[""]] == [one["command"] for one in server.commands["zh"]]
    assert server.commands["zh"][0] == {"command": "draw", "description": "画一幅新画"}


async def test_the_language_is_the_users_until_the_words_tell(driver: TelegramDriver, server: TelegramServer) -> None:
    ming = server.user(78, "zh-hans", "明")
    await server.say(ming, "/help")
    assert (await server.answer(78)).text.startswith("说一幅画给我听")
    before = server.serial
    await server.say(ming, "draw a dog")
    assert "Here is a dog" in (await server.answer(78, before)).text


async def test_commands_take_the_words_after_them(driver: TelegramDriver, house: House) -> None:
    await driver.say("/draw a fox in the snow")
    await driver.say("/edit watercolor")
    assert (await driver.say("/undo")).startswith("Fox")
    assert len(await house.recipes("telegram:77")) == 2
    assert (await driver.say("/edit")).startswith("What shall I change?")


async def test_a_photo_with_words_is_edited_from_the_upload(driver: TelegramDriver, house: House) -> None:
    await driver.say("a bit brighter", png())
    await driver.say("brighter")
    [upload, first, second] = await house.recipes("telegram:77")
    assert '"pipeline":"adjust_brightness"' in first
    assert second.count("adjust_brightness") == 1  # one merged edit of the upload, never of the last output
    assert upload in first.replace(',"edits":', "|").split("|")[0] or '"digest"' in first


async def test_an_image_sent_as_a_file_is_taken_whole(driver: TelegramDriver, server: TelegramServer) -> None:
    await server.say(driver.user, document=png())
    assert "photo" in (await server.answer(77)).text.lower()
    before = server.serial
    await server.say(driver.user, document=b"%PDF-1.4", mime="application/pdf")
    assert "JPEG, PNG" in (await server.answer(77, before)).text


async def test_an_album_is_one_request(driver: TelegramDriver, server: TelegramServer, house: House) -> None:
    for index, words in enumerate(("", "make it brighter", "")):
        await server.say(driver.user, words, photo=png((index, 0, 0)), album="a1")
    answer = await server.answer(77)
    assert "first of the 3" in answer.text
    assert len(server.messages(77)) == 1
    assert len(await house.recipes("telegram:77")) == 2


async def test_a_cut_out_arrives_as_a_file_so_that_it_stays_transparent(tmp_path: Path) -> None:
    class Clear(StillRenderer):
        async def render(self, recipe, source, user=""):
            out = io.BytesIO()
            Image.new("RGBA", (16, 16), (255, 0, 0, 0)).save(out, "PNG")
            async for event in super().render(recipe, source, user):
                yield event.__class__(**{**vars(event), "data": out.getvalue()}) if hasattr(event, "engine") else event

    async with open_test_house("telegram", tmp_path, renderer=Clear()) as house, telegram_driver(house) as driver:
        await driver.say("remove the background", png())
        assert driver.server.messages(77)[-1].document.startswith(b"\x89PNG")


async def test_several_pictures_are_an_album_with_the_buttons_after_it(driver: TelegramDriver, house: House) -> None:
    server = driver.server
    await driver.say("draw three cats in four versions")
    before = server.serial
    await driver.say("/draw 4 pictures of a cat")
    await server.until(
        lambda: any(one.keys and one.serial > before and "Keep number" in str(one.keys) for one in server.messages(77))
    )
    words = next(one for one in server.messages(77) if "Keep number" in str(one.keys))
    await server.press(driver.user, words, "Keep number 2")
    after = server.serial
    assert (await server.answer(77, after)).photo


class TestGroups:
    async def test_only_what_is_meant_for_the_bot_is_answered(
        self, driver: TelegramDriver, server: TelegramServer
    ) -> None:
        await server.say(driver.user, "nice weather", group=GROUP)
        await server.say(driver.user, "/draw@other_bot a dog", group=GROUP)
        message = await server.say(driver.user, "@chatelier_bot draw a cat", group=GROUP)
        sent = await server.answer(GROUP)
        assert sent.reply_to == message["message_id"]
        assert "for Ana" in sent.text
        assert len(server.messages(GROUP)) == 1

    async def test_the_picture_replied_to_is_the_one_that_is_changed(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        await server.say(driver.user, "/draw a cat", group=GROUP)
        cat = await server.answer(GROUP)
        await server.say(driver.user, "/draw a dog", group=GROUP)
        dog = await server.answer(GROUP, cat.serial)
        await server.say(driver.user, "put it at the beach", group=GROUP, reply_to=cat)
        changed = await server.answer(GROUP, dog.serial)
        assert changed.text.startswith("Cat at the beach")

    async def test_a_photo_replied_to_is_taken_in(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        photo = await server.say(server.user(5, name="Bo"), "our dog", group=GROUP, photo=png())
        await server.say(driver.user, "@chatelier_bot make it brighter", group=GROUP, reply_to=photo)
        assert "Brightness" in (await server.answer(GROUP)).text

    async def test_a_reply_wins_over_what_is_attached(self, driver: TelegramDriver, server: TelegramServer) -> None:
        await driver.say("draw a cat")
        cat = server.messages(77)[-1]
        await server.say(driver.user, "watercolor", photo=png(), reply_to=cat)
        answer = await server.answer(77, cat.serial)
        assert answer.text.startswith("Cat")
        assert "left the attached one aside" in answer.text

    async def test_each_topic_is_a_conversation(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        for topic, animal in ((7, "cat"), (8, "dog")):
            before = server.serial
            await server.say(driver.user, f"/draw a {animal}", group=GROUP, topic=topic)
            assert (await server.answer(GROUP, before)).topic == topic
        assert len(await house.recipes(f"telegram:{GROUP}/7")) == 1
        assert len(await house.recipes(f"telegram:{GROUP}/8")) == 1

    async def test_only_those_who_manage_the_group_change_its_settings(
        self, driver: TelegramDriver, server: TelegramServer
    ) -> None:
        await server.say(driver.user, "/settings", group=GROUP)
        notice = await server.answer(GROUP)
        await server.press(driver.user, notice, "everything in the channel")
        refused = await server.answer(GROUP, notice.serial)
        assert "manage this place" in refused.text
        server.members[(GROUP, 77)] = "creator"
        await server.press(driver.user, notice, "everything in the channel")
        changed = await server.answer(GROUP, refused.serial)
        assert "everything in the channel" in changed.text.splitlines()[0]
        await server.say(driver.user, "draw a cat", group=GROUP)
        assert (await server.answer(GROUP, changed.serial)).photo


class TestButtons:
    async def test_each_press_is_answered_and_does_what_it_says(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        await driver.say("draw a cat with sunglasses at the beach")
        sent = server.messages(77)[-1]
        for words, found in (("✕ beach", "Cat with sunglasses"), ("Details", "Seed:"), ("Vary", "No. 3")):
            before = server.serial
            await server.press(driver.user, sent, words)
            assert found in (await server.answer(77, before)).text
        assert server.unanswered == set()

    async def test_the_picture_can_be_had_as_a_file(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        await driver.say("draw a cat")
        sent = server.messages(77)[-1]
        await server.press(driver.user, sent, "As a file")
        answer = await server.answer(77, sent.serial)
        conversation = await house.store.load("telegram:77")
        assert conversation
        head = conversation.tree.head
        assert head
        assert answer.document == await house.store.get_image(head.images[0].digest)

    async def test_they_work_after_a_restart(self, tmp_path: Path) -> None:
        async with telegram_server() as server:
            user = server.user(77)
            async with open_test_house("telegram", tmp_path) as house, running(house, server):
                await server.say(user, "draw a cat at the beach")
                old = await server.answer(77)
            server.calls.clear()
            async with open_test_house("telegram", tmp_path) as house, running(house, server):
                await server.press(user, old, "✕ beach")
                assert (await server.answer(77, old.serial)).text.startswith("Cat · No. 2")
            assert server.breaches == []
            assert server.unanswered == set()


class TestInline:
    async def test_ones_own_pictures_are_found_from_any_chat(self, tmp_path: Path) -> None:
        class Later:
            """The store's search, which is there once the store is open."""

            inner: PictureSearch

            async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
                return await self.inner.search(query, conversation, limit, author)

        search = Later()
        async with open_test_house("telegram", tmp_path, search=search) as house, telegram_driver(house) as driver:
            search.inner = PictureSearch(house.store)
            await driver.say("draw a cat")
            [found] = await driver.server.look_for(driver.user, "cat")
            assert found["type"] == "photo"
            assert await driver.server.look_for(driver.server.user(5), "cat") == []


class TestForgettingAndMoving:
    async def test_forgetting_asks_first_and_gives_a_receipt(
        self, driver: TelegramDriver, server: TelegramServer, house: House
    ) -> None:
        await driver.say("draw a cat")
        await driver.say("/forget")
        asked = server.messages(77)[-1]
        assert await house.recipes("telegram:77") != []
        await server.press(driver.user, asked, "Everything of mine")
        receipt = (await server.answer(77, asked.serial)).text
        assert "1 conversations, 1 turns, 1 versions, 1 pictures" in receipt
        assert await house.recipes("telegram:77") == []

    async def test_a_code_carries_the_conversation_to_another_chat(
        self, driver: TelegramDriver, server: TelegramServer
    ) -> None:
        await driver.say("draw a cat")
        words = await driver.say("/move")
        code = next(word for word in words.split() if len(word.strip("”.")) == 9 and "-" in word).strip("”.")
        for expected in ("Here we go on with “Cat”", "does not work"):  # a code works once
            before = server.serial
            await server.say(driver.user, f"/join {code}", group=GROUP)
            assert expected in (await server.answer(GROUP, before)).text
        before = server.serial
        await server.say(driver.user, "/edit at the beach", group=GROUP)
        assert (await server.answer(GROUP, before)).text.startswith("Cat at the beach · No. 2")
        assert (await driver.say("watercolor")).startswith("Cat at the beach · No. 3")


async def test_progress_becomes_the_answer_and_can_be_stopped(driver: TelegramDriver, renderer: StillRenderer) -> None:
    server = driver.server
    renderer.gate.clear()
    await server.say(driver.user, "draw a cat")
    await server.until(lambda: any(one.is_progress for one in server.messages(77)))
    [progress] = server.messages(77)
    renderer.gate.set()
    done = await server.answer(77)
    assert done.id == progress.id
    assert done.photo
    renderer.gate.clear()
    await server.say(driver.user, "draw a dog")
    await server.until(lambda: any(one.is_progress for one in server.messages(77)))
    progress = next(one for one in server.messages(77) if one.is_progress)
    await server.press(driver.user, progress, "Stop")
    await server.until(lambda: "Cancelled" in progress.text or "cancelled" in progress.text)
    assert renderer.cancelled == 1


async def test_people_do_not_wait_for_each_other(driver: TelegramDriver, renderer: StillRenderer) -> None:
    server = driver.server
    renderer.gate.clear()
    await server.say(driver.user, "draw a cat")
    await server.say(server.user(90), "hello")
    assert (await server.answer(90)).text
    renderer.gate.set()
    assert (await server.answer(77)).photo


async def test_many_messages_at_once_are_each_answered(driver: TelegramDriver) -> None:
    server = driver.server
    for number in range(100, 120):
        await server.say(server.user(number), "draw a cat")
    await asyncio.gather(*(server.answer(number) for number in range(100, 120)))
    assert all(len(server.messages(number)) == 1 for number in range(100, 120))
