"""Discord, as people use it: the official library against a strict gateway and REST API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_driver import DiscordDriver, discord_driver, running
from discord_server import CHANNEL, MANAGER, DiscordServer, discord_server
from house import House, open_test_house
from stand_ins import NoisyRenderer, StillRenderer, png

from core.catalogue import CATALOGUE
from core.commands import COMMANDS

BOT = "<@1000>"


@pytest.fixture
async def house(tmp_path: Path, renderer: StillRenderer) -> AsyncIterator[House]:
    async with open_test_house("discord", tmp_path / "data", renderer=renderer) as opened:
        yield opened


@pytest.fixture
async def driver(house: House) -> AsyncIterator[DiscordDriver]:
    async with discord_driver(house, read_messages=True) as started:
        yield started


@pytest.fixture
def server(driver: DiscordDriver) -> DiscordServer:
    return driver.server


class TestTalking:
    async def test_a_picture_comes_with_alt_text_state_and_buttons(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await driver.say("draw a cute cat at the beach")
        [sent] = server.messages("977")
        assert sent.content.splitlines()[0] == "**Cute cat at the beach · No. 1**"
        assert sent.content.splitlines()[-1] == "cute cat · beach"
        assert sent.attachments[0]["description"] == "A drawing: a cute cat, at the beach."
        assert [one["label"] for one in sent.buttons] == ["Undo", "Redo", "Vary", "Details", "As a file"]
        assert list(sent.drops) == ["cute cat", "beach"]

    async def test_in_a_server_it_answers_who_names_it(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.say(driver.user, "nice weather", channel=CHANNEL)
        asked = await server.say(driver.user, f"{BOT} draw a cat", channel=CHANNEL)
        sent = await server.answer(CHANNEL)
        assert sent.reference == asked.id
        assert "for Ana" in sent.content
        assert len(server.messages(CHANNEL)) == 1

    async def test_a_bot_is_never_answered(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.say({**server.user(5), "bot": True}, f"{BOT} draw a cat", channel=CHANNEL)
        await driver.say("hello")
        assert server.messages(CHANNEL) == []

    async def test_the_picture_replied_to_is_the_one_that_is_changed(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await driver.say("draw a cat")
        cat = server.messages("977")[-1]
        await driver.say("draw a dog")
        before = server.serial
        await server.say(driver.user, "put it at the beach", reply_to=cat)
        assert (await server.answer("977", before)).content.startswith("**Cat at the beach")

    async def test_somebodys_photo_can_be_replied_to(self, driver: DiscordDriver, server: DiscordServer) -> None:
        photo = await server.say(server.user(5), "our dog", channel=CHANNEL, photos=(png(),))
        await server.say(driver.user, f"{BOT} make it brighter", channel=CHANNEL, reply_to=photo)
        assert "Brightness" in (await server.answer(CHANNEL)).content

    async def test_of_several_photos_the_first_is_taken_and_that_is_said(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await server.say(driver.user, "brighter", photos=(png(), png((1, 2, 3))))
        assert "first of the 2" in (await server.answer("977")).content

    async def test_what_is_no_picture_is_told(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.say(driver.user, "brighter", files=(("a.pdf", "application/pdf", b"%PDF"),))
        assert "JPEG, PNG" in (await server.answer("977")).content

    async def test_in_a_thread_that_it_is_in_nobody_needs_to_name_it(
        self, driver: DiscordDriver, server: DiscordServer, house: House
    ) -> None:
        thread = await server.thread()
        await server.say(driver.user, "draw a cat", channel=thread)
        assert (await server.answer(thread)).attachments
        assert len(await house.recipes(f"discord:{thread}")) == 1
        other = await server.thread(joined=False)
        await server.say(driver.user, "draw a cat", channel=other)
        await driver.say("hello")
        assert server.messages(other) == []

    async def test_without_the_intent_mentions_still_work(self, house: House) -> None:
        async with discord_driver(house) as driver:
            await driver.server.say(driver.user, f"{BOT} draw a cat", channel=CHANNEL)
            assert (await driver.server.answer(CHANNEL)).attachments


class TestCommands:
    async def test_they_are_the_catalogues_in_both_languages(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        slash = {one["name"]: one for one in server.commands if one["type"] == 1}
        assert list(slash) == list(COMMANDS)
        draw = {one["name"]: one for one in slash["draw"]["options"]}
        assert set(draw) == {param.name for param in CATALOGUE["generate"].params}
        assert (draw["count"]["min_value"], draw["count"]["max_value"]) == (1, 4)
        assert slash["draw"]["description_localizations"]["zh-CN"] == "画一幅新画"
        assert draw["style"]["autocomplete"]
        assert [one["name"] for one in slash["edit"]["options"]] == ["instruction", "image"]

    async def test_draw_with_options(self, driver: DiscordDriver, server: DiscordServer, house: House) -> None:
        await server.command(driver.user, "draw", channel=CHANNEL, prompt="a cat", style="watercolor", count=2)
        sent = await server.answer(CHANNEL)
        assert len(sent.attachments) == 2
        assert "Keep number 2" in [one["label"] for one in sent.buttons]
        [recipe] = await house.recipes(f"discord:{CHANNEL}")
        assert '"style":"watercolor"' in recipe

    async def test_edit_takes_a_picture_along(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.command(driver.user, "edit", instruction="a bit brighter", image=png())
        assert "Brightness" in (await server.answer("977")).content

    async def test_a_face_is_changed_by_choices(
        self, driver: DiscordDriver, server: DiscordServer, house: House
    ) -> None:
        await server.command(driver.user, "face", expression="smiling", hair_color="blond hair", image=png())
        await server.answer("977")
        assert any('"expression":["smiling"]' in one for one in await house.recipes("discord:977"))

    async def test_what_is_typed_is_completed_in_the_users_language(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        english = await server.complete(driver.user, "draw", "style", "water")
        assert {"name": "watercolor", "value": "watercolor"} in english
        chinese = await server.complete(driver.user, "draw", "style", "水", locale="zh-CN")
        assert {"name": "水彩", "value": "watercolor"} in chinese
        assert len(await server.complete(driver.user, "edit", "instruction", "")) > 5

    async def test_undo_takes_steps(self, driver: DiscordDriver, server: DiscordServer) -> None:
        for words in ("draw a cat", "at the beach", "watercolor"):
            await driver.say(words)
        before = server.serial
        await server.command(driver.user, "undo", steps=2)
        assert (await server.answer("977", before)).content.startswith("**Cat · No. 1")

    async def test_errands_are_seen_by_who_asks_only(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.command(driver.user, "help", channel=CHANNEL, locale="zh-CN")
        sent = await server.answer(CHANNEL)
        assert sent.is_ephemeral
        assert sent.content.startswith("说一幅画给我听")

    async def test_only_who_manages_the_server_changes_its_settings(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await server.command(driver.user, "settings", channel=CHANNEL)
        notice = await server.answer(CHANNEL)
        await server.press(driver.user, notice, "when I am named, and", permissions="0")
        refused = await server.answer(CHANNEL, notice.serial)
        assert "manage this place" in refused.content
        await server.press(driver.user, notice, "everything in the channel", permissions=MANAGER)
        changed = await server.answer(CHANNEL, refused.serial)
        assert "everything in the channel" in changed.content
        await server.say(driver.user, "draw a cat", channel=CHANNEL)
        assert (await server.answer(CHANNEL, changed.serial)).attachments


class TestContextMenus:
    async def test_any_picture_can_be_edited(self, driver: DiscordDriver, server: DiscordServer) -> None:
        photo = await server.say(server.user(5), "our dog", channel=CHANNEL, photos=(png(),))
        call = await server.menu(driver.user, "Edit this", photo)
        await server.submit(driver.user, call, "a bit brighter")
        assert "Brightness" in (await server.answer(CHANNEL)).content

    async def test_any_picture_can_be_described(self, driver: DiscordDriver, server: DiscordServer) -> None:
        photo = await server.say(server.user(5), "our dog", channel=CHANNEL, photos=(png(),))
        await server.menu(driver.user, "Describe this", photo)
        assert "photo" in (await server.answer(CHANNEL)).content

    async def test_a_picture_of_ours_is_edited_from_its_source(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await driver.say("draw a cat")
        call = await server.menu(driver.user, "Edit this", server.messages("977")[-1])
        before = server.serial
        await server.submit(driver.user, call, "put it at the beach")
        assert (await server.answer("977", before)).content.startswith("**Cat at the beach")

    async def test_a_message_without_a_picture_says_so(self, driver: DiscordDriver, server: DiscordServer) -> None:
        message = await server.say(server.user(5), "hello", channel=CHANNEL)
        await server.menu(driver.user, "Describe this", message)
        sent = await server.answer(CHANNEL)
        assert sent.content == "There is no picture in that message."
        assert sent.is_ephemeral


class TestButtons:
    async def test_they_do_what_they_say(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await driver.say("draw a cat at the beach")
        sent = server.messages("977")[-1]
        await server.drop(driver.user, sent, "beach")
        dropped = await server.answer("977", sent.serial)
        assert dropped.content.startswith("**Cat · No. 2")
        await server.press(driver.user, sent, "Details")
        details = await server.answer("977", dropped.serial)
        assert details.is_ephemeral
        assert details.attachments[0]["filename"] == "recipe.json"
        await server.press(driver.user, dropped, "Undo")
        assert (await server.answer("977", details.serial)).content.startswith("**Cat at the beach · No. 1")

    async def test_they_work_after_a_restart(self, tmp_path: Path) -> None:
        async with discord_server() as server:
            user = server.user(77)
            async with open_test_house("discord", tmp_path) as house, running(house, server):
                await server.say(user, "draw a cat at the beach")
                old = await server.answer("977")
            async with open_test_house("discord", tmp_path) as house, running(house, server):
                await server.drop(user, old, "beach")
                assert (await server.answer("977", old.serial)).content.startswith("**Cat · No. 2")
            assert server.breaches == []

    async def test_progress_can_be_stopped(
        self, driver: DiscordDriver, server: DiscordServer, renderer: StillRenderer
    ) -> None:
        renderer.gate.clear()
        await server.say(driver.user, "draw a cat")
        await server.until(lambda: any(one.is_progress for one in server.messages("977")))
        progress = server.messages("977")[0]
        await server.press(driver.user, progress, "Stop")
        await server.until(lambda: "Cancelled" in progress.content)
        assert renderer.cancelled == 1
        assert progress.components == []

    async def test_progress_becomes_the_answer(
        self, driver: DiscordDriver, server: DiscordServer, renderer: StillRenderer
    ) -> None:
        renderer.gate.clear()
        await server.command(driver.user, "draw", prompt="a cat")
        await server.until(lambda: any(one.is_progress for one in server.messages("977")))
        renderer.gate.set()
        sent = await server.answer("977")
        assert sent.attachments
        assert len(server.messages("977")) == 1


class TestFiles:
    async def test_a_picture_is_made_to_fit_what_the_server_says_it_takes(self, tmp_path: Path) -> None:
        async with (
            open_test_house("discord", tmp_path, renderer=NoisyRenderer()) as house,
            discord_driver(house) as driver,
        ):
            driver.server.upload_limit = 10 * 2**20
            await driver.say("draw a cat")
            [sent] = driver.server.messages("977")
            assert sent.attachments[0]["filename"].endswith(".jpg")
            assert sent.attachments[0]["size"] <= 10 * 2**20

    async def test_a_server_that_takes_more_gets_the_picture_as_it_is(self, tmp_path: Path) -> None:
        async with (
            open_test_house("discord", tmp_path, renderer=NoisyRenderer()) as house,
            discord_driver(house) as driver,
        ):
            server = driver.server
            server.upload_limit = server.reported_limit = 20 * 2**20
            await server.command(driver.user, "draw", prompt="a cat", channel=CHANNEL)
            assert (await server.answer(CHANNEL)).attachments[0]["filename"].endswith(".png")

    async def test_what_is_refused_as_too_large_is_made_smaller(self, tmp_path: Path) -> None:
        async with (
            open_test_house("discord", tmp_path, renderer=NoisyRenderer()) as house,
            discord_driver(house) as driver,
        ):
            driver.server.upload_limit = 2**20
            await driver.say("draw a cat")
            [sent] = driver.server.messages("977")
            assert sent.attachments[0]["size"] <= 2**20


async def test_a_code_carries_a_private_talk_into_a_server(driver: DiscordDriver, server: DiscordServer) -> None:
    await driver.say("draw a cat")
    code = (await driver.say("/move")).partition("The code is ")[2][:9]
    before = server.serial
    await server.command(driver.user, "join", code=code, channel=CHANNEL)
    assert "Here we go on with “Cat”" in (await server.answer(CHANNEL, before)).content
    before = server.serial
    await server.command(driver.user, "edit", instruction="at the beach", channel=CHANNEL)
    assert (await server.answer(CHANNEL, before)).content.startswith("**Cat at the beach · No. 2")


async def test_many_people_at_once_are_each_answered(driver: DiscordDriver, server: DiscordServer) -> None:
    people = [server.user(number) for number in range(100, 120)]
    for person in people:
        await server.say(person, "draw a cat")
    await asyncio.gather(*(server.answer(server.direct(person)) for person in people))
    assert all(len(server.messages(server.direct(person))) == 1 for person in people)
