"""Slack, as people use it: the official library against a strict Web API, over Socket Mode and over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from house import House, open_test_house
from slack_driver import SlackDriver, over_http, running, slack_driver
from slack_server import BOT, CHANNEL, SlackServer, slack_server
from stand_ins import StillRenderer, png

from bots.slack.interacting import PREFIX
from bots.slack.limits import SCOPES
from core.commands import COMMANDS

NAMED = f"<@{BOT}>"
MANIFEST = Path(__file__).parents[2] / "deploy" / "slack" / "manifest.json"


@pytest.fixture
async def house(tmp_path: Path, renderer: StillRenderer) -> AsyncIterator[House]:
    async with open_test_house("slack", tmp_path / "data", renderer=renderer) as opened:
        yield opened


@pytest.fixture
async def driver(house: House) -> AsyncIterator[SlackDriver]:
    async with slack_driver(house) as started:
        yield started


@pytest.fixture
def server(driver: SlackDriver) -> SlackServer:
    return driver.server


class TestTalking:
    async def test_a_picture_comes_with_alt_text_state_and_buttons(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await driver.say("draw a cute cat at the beach")
        picture, words = server.messages("DU77")
        assert picture.files[0]["alt_txt"] == "A drawing: a cute cat, at the beach."
        assert picture.files[0]["title"] == "Cute cat at the beach · No. 1"
        assert words.text.splitlines()[0] == "Cute cat at the beach · No. 1"
        assert words.text.splitlines()[-1] == "cute cat · beach"
        assert words.labels == ["Vary", "Details"]
        assert list(words.drops) == ["cute cat", "beach"]

    async def test_in_a_channel_it_answers_who_names_it(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.say("U77", "nice weather", channel=CHANNEL)
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL)
        words = await server.answer(CHANNEL)
        assert "for U77" in words.text
        assert len(server.messages(CHANNEL)) == 2  # the picture and the words

    async def test_a_mention_that_is_also_a_message_is_answered_once(
        self, driver: SlackDriver, server: SlackServer, house: House
    ) -> None:
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL, twice=True)
        await server.answer(CHANNEL)
        await driver.say("hello")
        assert len(server.messages(CHANNEL)) == 2
        assert len(await house.recipes(f"slack:T1/{CHANNEL}")) == 1

    async def test_a_bot_is_never_answered(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.say("U5", f"{NAMED} draw a cat", channel=CHANNEL, bot_id="B7", subtype="bot_message")
        await driver.say("hello")
        assert server.messages(CHANNEL) == []

    async def test_a_channel_goes_on_with_its_picture(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL)
        first = await server.answer(CHANNEL)
        await server.say("U78", f"{NAMED} put it at the beach", channel=CHANNEL)
        assert (await server.answer(CHANNEL, first.serial)).text.startswith("Cat at the beach · No. 2 · for U78")

    async def test_names_links_and_signs_are_read_as_typed_and_ping_nobody(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        text = await driver.say("/find <!channel> &lt;cats&gt; &amp; <https://a.example|dogs>")
        assert "@channel &lt;cats&gt; &amp; dogs" in text

    async def test_a_photo_is_edited(self, driver: SlackDriver, server: SlackServer) -> None:
        assert "Brightness" in await driver.say("make it brighter", png())

    async def test_of_several_photos_the_first_is_taken_and_that_is_said(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await server.say("U77", "brighter", files=[server.file(png()), server.file(png((1, 2, 3)))])
        assert "first of the 2" in (await server.answer("DU77")).text

    async def test_what_is_no_picture_is_told(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.say("U77", "brighter", files=[server.file(b"%PDF", "a.pdf", "application/pdf")])
        assert "JPEG, PNG" in (await server.answer("DU77")).text

    async def test_answers_are_in_the_language_of_the_words_else_of_the_account(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        server.locales["U77"] = "zh-CN"
        assert "brightness" not in (await driver.say("", png())).lower()
        assert server.messages("DU77")[-1].text.startswith("你的照片")
        assert "画好了" in await driver.say("画一只猫") or "猫" in server.messages("DU77")[-1].text
        assert (await driver.say("draw a dog")).startswith("Dog")


class TestThreads:
    async def test_a_thread_is_a_conversation(self, driver: SlackDriver, server: SlackServer, house: House) -> None:
        root = await server.say("U5", "shall we make something?", channel=CHANNEL)
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL, thread=root.ts)
        words = await server.answer(CHANNEL)
        assert [one.thread for one in server.messages(CHANNEL)] == [root.ts, root.ts]
        assert await house.recipes(f"slack:T1/{CHANNEL}") == []
        await server.say("U78", "put it at the beach", channel=CHANNEL, thread=root.ts)  # nobody needs to name it now
        assert "Cat at the beach · No. 2" in (await server.answer(CHANNEL, words.serial)).text
        assert len(await house.recipes(f"slack:T1/{CHANNEL}/{root.ts}")) == 2

    async def test_a_thread_on_one_of_its_pictures_goes_on_with_that_one(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL)
        cat = await server.answer(CHANNEL)
        await server.say("U77", f"{NAMED} draw a dog", channel=CHANNEL)
        dog = await server.answer(CHANNEL, cat.serial)
        await server.say("U77", "put it at the beach", channel=CHANNEL, thread=cat.ts)
        beach = await server.answer(CHANNEL, dog.serial)
        assert beach.thread == cat.ts
        assert beach.text.startswith("Cat at the beach · No. 3")
        await server.say("U77", "make it watercolor", channel=CHANNEL, thread=cat.ts)
        assert "Cat at the beach" in (await server.answer(CHANNEL, beach.serial)).text

    async def test_the_file_counts_as_the_picture_too(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL)
        words = await server.answer(CHANNEL)
        picture = next(one for one in server.messages(CHANNEL) if one.files)
        await server.say("U77", "put it at the beach", channel=CHANNEL, thread=picture.ts)
        assert "Cat at the beach · No. 2" in (await server.answer(CHANNEL, words.serial)).text

    async def test_a_thread_on_somebodys_photo_means_the_photo(self, driver: SlackDriver, server: SlackServer) -> None:
        photo = await server.say("U5", "our dog", channel=CHANNEL, files=[server.file(png())])
        await server.say("U77", f"{NAMED} make it brighter", channel=CHANNEL, thread=photo.ts)
        first = await server.answer(CHANNEL)
        assert "Brightness is at +" in first.text
        await server.say("U77", "more contrast", channel=CHANNEL, thread=photo.ts)
        assert "No. 3" in (await server.answer(CHANNEL, first.serial)).text


class TestCommands:
    async def test_draw_and_edit(self, driver: SlackDriver, server: SlackServer, house: House) -> None:
        await server.command("U77", "draw", "a cat", channel=CHANNEL)
        first = await server.answer(CHANNEL)
        assert first.text.startswith("Cat · No. 1 · for U77")
        await server.command("U78", "edit", "at the beach", channel=CHANNEL)
        assert "Cat at the beach · No. 2" in (await server.answer(CHANNEL, first.serial)).text
        assert len(await house.recipes(f"slack:T1/{CHANNEL}")) == 2

    async def test_undo_takes_steps(self, driver: SlackDriver, server: SlackServer) -> None:
        for words in ("draw a cat", "at the beach", "watercolor"):
            await driver.say(words)
        before = server.serial
        await server.command("U77", "undo", "2")
        assert (await server.answer("DU77", before)).text.startswith("Cat · No. 1")

    async def test_a_command_without_words_says_what_it_needs(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.command("U77", "draw", channel=CHANNEL)
        assert "For example: /draw" in (await server.answer(CHANNEL)).text

    async def test_help_is_seen_by_who_asks_only(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.command("U77", f"{PREFIX}help", channel=CHANNEL)
        words = await server.answer(CHANNEL)
        assert words.only == "U77"
        assert "/draw" in words.text

    async def test_in_a_channel_that_it_is_not_in_it_says_how_to_add_it(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await server.command("U77", "draw", "a cat", channel="C2")
        words = await server.answer("C2")
        assert "/invite" in words.text
        assert words.only == "U77"

    async def test_settings_are_a_modal_for_those_who_manage_the_workspace(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await server.command("U77", f"{PREFIX}settings", channel=CHANNEL)
        view = await server.view()
        await server.press_in_view("U77", view, "everything in the channel")
        await server.until(lambda: "manage this place" in str(server.views[view["id"]]))
        server.admins.add("U9")
        await server.command("U9", f"{PREFIX}settings", channel=CHANNEL)
        second = await server.view(1)
        await server.press_in_view("U9", second, "everything in the channel")
        await server.until(lambda: "I answer everything" in str(server.views[second["id"]]))
        await server.say("U77", "draw a cat", channel=CHANNEL)
        assert (await server.answer(CHANNEL)).text.startswith("Cat")


class TestShortcuts:
    async def test_any_picture_can_be_edited(self, driver: SlackDriver, server: SlackServer) -> None:
        photo = await server.say("U5", "our dog", channel=CHANNEL, files=[server.file(png())])
        await server.shortcut("U77", "edit_this", photo)
        await server.submit("U77", await server.view(), "a bit brighter", times=2)
        assert "Brightness" in (await server.answer(CHANNEL)).text

    async def test_any_picture_can_be_described(self, driver: SlackDriver, server: SlackServer) -> None:
        photo = await server.say("U5", "our dog", channel=CHANNEL, files=[server.file(png())])
        await server.shortcut("U77", "describe_this", photo)
        assert "photo" in (await server.answer(CHANNEL)).text

    async def test_a_picture_of_ours_is_edited_from_its_source(self, driver: SlackDriver, server: SlackServer) -> None:
        await driver.say("draw a cat")
        picture = next(one for one in server.messages("DU77") if one.files)
        before = server.serial
        await server.shortcut("U77", "edit_this", picture)
        await server.submit("U77", await server.view(), "put it at the beach")
        assert (await server.answer("DU77", before)).text.startswith("Cat at the beach")

    async def test_a_message_without_a_picture_says_so(self, driver: SlackDriver, server: SlackServer) -> None:
        message = await server.say("U5", "hello", channel=CHANNEL)
        await server.shortcut("U77", "describe_this", message)
        words = await server.answer(CHANNEL)
        assert words.text == "There is no picture in that message."
        assert words.only == "U77"


class TestButtons:
    async def test_they_do_what_they_say(self, driver: SlackDriver, server: SlackServer) -> None:
        await driver.say("draw a cat at the beach")
        sent = server.messages("DU77")[-1]
        await server.press("U77", sent, drop="beach")
        dropped = await server.answer("DU77", sent.serial)
        assert dropped.text.startswith("Cat · No. 2")
        await server.press("U77", dropped, "Undo")
        assert (await server.answer("DU77", dropped.serial)).text.startswith("Cat at the beach · No. 1")

    async def test_details_are_a_modal_with_the_recipe(self, driver: SlackDriver, server: SlackServer) -> None:
        await driver.say("draw a cat at the beach")
        await server.press("U77", server.messages("DU77")[-1], "Details")
        view = await server.view()
        assert "Seed:" in view["blocks"][0]["text"]["text"]
        listing = [block for block in view["blocks"] if block["type"] == "rich_text"]
        assert '"seed"' in listing[0]["elements"][0]["elements"][0]["text"]

    async def test_they_work_after_a_restart(self, tmp_path: Path) -> None:
        async with slack_server() as server:
            async with open_test_house("slack", tmp_path) as house, running(house, server):
                await server.say("U77", "draw a cat at the beach")
                old = await server.answer("DU77")
            async with open_test_house("slack", tmp_path) as house, running(house, server):
                await server.press("U77", old, drop="beach")
                assert (await server.answer("DU77", old.serial)).text.startswith("Cat · No. 2")
            assert server.breaches == []

    async def test_progress_can_be_stopped(
        self, driver: SlackDriver, server: SlackServer, renderer: StillRenderer
    ) -> None:
        renderer.gate.clear()
        await server.say("U77", "draw a cat")
        await server.until(lambda: any(one.is_progress for one in server.messages("DU77")))
        progress = server.messages("DU77")[0]
        await server.press("U77", progress, "Stop")
        await server.until(lambda: "Cancelled" in progress.text)
        assert renderer.cancelled == 1

    async def test_progress_gives_way_to_the_answer(
        self, driver: SlackDriver, server: SlackServer, renderer: StillRenderer
    ) -> None:
        renderer.gate.clear()
        await server.say("U77", "draw a cat")
        await server.until(lambda: any(one.is_progress for one in server.messages("DU77")))
        renderer.gate.set()
        await server.answer("DU77")
        assert [bool(one.files) for one in server.messages("DU77")] == [True, False]

    async def test_forgetting_asks_first_and_ends_with_a_receipt(
        self, driver: SlackDriver, server: SlackServer, house: House
    ) -> None:
        await server.say("U77", f"{NAMED} draw a cat", channel=CHANNEL)
        await server.answer(CHANNEL)
        before = server.serial
        await server.command("U77", "forget", channel=CHANNEL)
        question = await server.answer(CHANNEL, before)
        assert question.only == "U77"
        await server.press("U77", question, "Everything of mine")
        receipt = await server.answer(CHANNEL, question.serial)
        assert "Deleted for good: 1 conversations" in receipt.text
        assert receipt.only == "U77"
        assert question.deleted  # its buttons are gone with it
        assert await house.recipes(f"slack:T1/{CHANNEL}") == []


class TestAgent:
    async def test_who_opens_it_gets_first_words_in_their_language(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        server.locales["U77"] = "zh-CN"
        await server.event("app_home_opened", user="U77", channel="DU77", tab="messages")
        await server.until(lambda: "assistant.threads.setSuggestedPrompts" in dict(server.calls))
        prompts = dict(server.calls)["assistant.threads.setSuggestedPrompts"]["prompts"]
        assert len(prompts) == 4
        assert prompts[0]["message"] == "画一只海边的可爱小猫"

    async def test_it_is_seen_at_work(self, driver: SlackDriver, server: SlackServer) -> None:
        await driver.say("draw a cat")
        told = [args["status"] for name, args in server.calls if name == "assistant.threads.setStatus"]
        assert told == ["is on it …", ""]

    async def test_what_is_suggested_is_understood(self, driver: SlackDriver, server: SlackServer) -> None:
        from core.replies.en import EN
        from core.replies.zh import ZH

        for words in (EN, ZH):
            for key in ("prompt.draw", "prompt.style"):
                before = len(server.messages("DU77"))
                await driver.say(words[key])
                assert any(one.files for one in server.messages("DU77")[before:]), words[key]


async def test_over_http_it_does_the_same(house: House) -> None:
    async with slack_driver(house, **over_http()) as driver:
        server = driver.server
        assert (await driver.say("draw a cat")).startswith("Cat")
        await server.command("U77", "edit", "at the beach")
        words = await server.answer("DU77", server.serial)
        await server.press("U77", words, "Undo")
        assert (await server.answer("DU77", words.serial)).text.startswith("Cat · No. 1")


async def test_a_code_carries_a_private_talk_into_a_channel(driver: SlackDriver, server: SlackServer) -> None:
    await driver.say("draw a cat")
    before = server.serial
    await server.command("U77", "move")
    code = (await server.answer("DU77", before)).text.partition("The code is ")[2][:9]
    await server.command("U77", f"{PREFIX}join", code, channel=CHANNEL)
    joined = await server.answer(CHANNEL)
    assert "Here we go on with “Cat”" in joined.text
    await server.command("U77", "edit", "at the beach", channel=CHANNEL)
    assert (await server.answer(CHANNEL, joined.serial)).text.startswith("Cat at the beach · No. 2")


async def test_many_people_at_once_are_each_answered(driver: SlackDriver, server: SlackServer) -> None:
    people = [f"U{number}" for number in range(100, 120)]
    await asyncio.gather(*(server.say(person, "draw a cat") for person in people))
    await asyncio.gather(*(server.answer(server.direct(person)) for person in people))
    assert all(len(server.messages(server.direct(person))) == 2 for person in people)


def test_the_manifest_asks_for_what_is_used() -> None:
    manifest = json.loads(MANIFEST.read_text())
    assert manifest["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    named = [one["command"].removeprefix("/").removeprefix(PREFIX) for one in manifest["features"]["slash_commands"]]
    assert sorted(named) == sorted(COMMANDS)
    assert {one["callback_id"] for one in manifest["features"]["shortcuts"]} == {"edit_this", "describe_this"}
    assert 1 <= len(manifest["features"]["agent_view"]["suggested_prompts"]) <= 4
