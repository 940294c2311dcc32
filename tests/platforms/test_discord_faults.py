"""What goes wrong on Discord, and that every user still gets one answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_checks import Refused
from discord_driver import DiscordDriver, adapter_of, discord_driver, running
from discord_server import CHANNEL, DiscordServer, discord_server
from house import House, open_test_house
from stand_ins import StillRenderer, png

from bots.chat.adapter import AdapterError, Health
from core.problems import Code, ProblemError


@pytest.fixture
async def house(tmp_path: Path, renderer: StillRenderer) -> AsyncIterator[House]:
    async with open_test_house("discord", tmp_path / "data", renderer=renderer) as opened:
        yield opened


@pytest.fixture
async def driver(house: House) -> AsyncIterator[DiscordDriver]:
    async with discord_driver(house) as started:
        yield started


@pytest.fixture
def server(driver: DiscordDriver) -> DiscordServer:
    return driver.server


class TestGateway:
    async def test_a_dropped_connection_resumes_and_nothing_is_lost(
        self, driver: DiscordDriver, server: DiscordServer
    ) -> None:
        await driver.say("draw a cat")
        await server.gateway.drop()
        before = server.serial
        await server.say(driver.user, "put it at the beach")  # while the bot is away
        assert (await server.answer("977", before, 20)).content.startswith("**Cat at the beach")
        assert server.gateway.resumed == 1
        assert server.gateway.identified == 1
        assert len(server.messages("977")) == 2

    async def test_an_event_that_comes_twice_is_answered_once(
        self, driver: DiscordDriver, server: DiscordServer, house: House
    ) -> None:
        await driver.say("draw a cat")
        await server.gateway.again()
        await driver.say("hello")
        assert len(server.messages("977")) == 2
        assert len(await house.recipes("discord:977")) == 1

    async def test_an_invalid_session_begins_anew(self, driver: DiscordDriver, server: DiscordServer) -> None:
        await server.gateway.drop(resumable=False)
        await server.until(lambda: server.gateway.identified == 2, 20)
        assert (await driver.say("draw a cat")).startswith("**Cat")


class TestSettingUp:
    @pytest.mark.parametrize("token", ["", "wrong.token.of-somebody"])
    async def test_a_missing_or_wrong_token_is_one_sentence(self, house: House, token: str) -> None:
        async with discord_server() as server:
            with pytest.raises(AdapterError, match="CHATELIER_DISCORD__TOKEN") as raised:
                await adapter_of(house, server, token).run()
            assert not token or token not in str(raised.value)

    async def test_a_token_that_is_revoked_ends_the_adapter_with_a_sentence(self, house: House) -> None:
        async with discord_server() as server, running(house, server) as task:
            await server.gateway.drop(4004)
            with pytest.raises(AdapterError, match="refuses the token"):
                await asyncio.wait_for(task, 10)

    async def test_an_intent_that_is_not_granted_names_the_switch(self, house: House) -> None:
        async with discord_server() as server:
            server.gateway.granted = False
            async with running(house, server, read_messages=True) as task:
                with pytest.raises(AdapterError, match="Message Content intent"):
                    await asyncio.wait_for(task, 10)

    async def test_a_platform_out_of_reach_says_so(self, house: House) -> None:
        server = DiscordServer()
        server.base = "http://127.0.0.1:9"
        adapter = adapter_of(house, server)
        with pytest.raises(AdapterError, match="cannot be reached"):
            await asyncio.wait_for(adapter.run(), 60)


class TestExamining:
    async def test_a_good_set_up_is_good(self, house: House) -> None:
        async with discord_server() as server:
            findings = [one async for one in adapter_of(house, server, read_messages=True).examine()]
            assert server.breaches == []
        assert {one.health for one in findings} == {Health.GOOD}
        assert len(findings) == 3

    async def test_what_is_missing_is_named(self, house: House) -> None:
        async with discord_server() as server:
            server.application_flags = 0
            server.guilds[0]["permissions"] = str(1 << 10)
            findings = [one async for one in adapter_of(house, server, read_messages=True).examine()]
        mends = " ".join(one.mend for one in findings)
        assert "Privileged Gateway Intents" in mends
        assert "send_messages" in mends
        assert "attach_files" in mends

    async def test_a_bot_without_a_server_gets_an_invitation(self, house: House) -> None:
        async with discord_server() as server:
            server.guilds = []
            findings = [one async for one in adapter_of(house, server).examine()]
        assert "oauth2/authorize" in findings[-1].mend

    async def test_a_wrong_token_says_what_to_mend(self, house: House) -> None:
        async with discord_server() as server:
            [finding] = [one async for one in adapter_of(house, server, "wrong.token.x").examine()]
        assert finding.health is Health.BAD
        assert "CHATELIER_DISCORD__TOKEN" in finding.what


async def test_an_interaction_that_expired_is_answered_in_the_channel(
    driver: DiscordDriver, server: DiscordServer, renderer: StillRenderer
) -> None:
    renderer.gate.clear()
    call = await server.command(driver.user, "draw", prompt="a cat", channel=CHANNEL)
    await server.until(lambda: call.answered)
    call.dead = True
    renderer.gate.set()
    sent = await server.answer(CHANNEL)
    assert sent.attachments
    assert sent is not call.original


async def test_an_interaction_that_came_too_late_is_answered_in_the_channel(
    driver: DiscordDriver, server: DiscordServer
) -> None:
    server.faults["POST /callback"].append(Refused(404, 10062, "Unknown interaction", breach=False))
    call = await server.command(driver.user, "draw", prompt="a cat", channel=CHANNEL)
    assert (await server.answer(CHANNEL)).attachments
    call.dead = True


async def test_an_interaction_that_comes_twice_is_answered_once(
    driver: DiscordDriver, server: DiscordServer, house: House
) -> None:
    await server.command(driver.user, "draw", prompt="a cat")
    await server.answer("977")
    await server.gateway.again()
    await driver.say("hello")
    assert len(await house.recipes("discord:977")) == 1


async def test_too_many_requests_are_sent_again(driver: DiscordDriver, server: DiscordServer) -> None:
    server.faults["POST /messages"].append(
        Refused(429, 0, "You are being rate limited.", breach=False, retry_after=0.3)
    )
    assert (await driver.say("draw a cat")).startswith("**Cat")


async def test_a_channel_that_is_closed_to_us_is_told_in_private(driver: DiscordDriver, server: DiscordServer) -> None:
    server.forbidden.add(CHANNEL)
    await server.say(driver.user, "<@1000> draw a cat", channel=CHANNEL)
    assert "send messages" in (await server.answer("977")).content
    assert server.messages(CHANNEL) == []


async def test_a_server_that_goes_down_in_a_render_is_told(tmp_path: Path) -> None:
    class Down(StillRenderer):
        async def render(self, recipe, source, user=""):
            async for event in super().render(recipe, source, user):
                yield event
                raise ProblemError(Code.UNAVAILABLE, "gone")

    async with open_test_house("discord", tmp_path, renderer=Down()) as house, discord_driver(house) as driver:
        assert "does not answer right now" in await driver.say("draw a cat")


async def test_a_file_that_is_gone_is_told(driver: DiscordDriver, server: DiscordServer) -> None:
    photo = await server.say(server.user(5), "", photos=(png(),), channel=CHANNEL)
    server.files.clear()
    await server.say(driver.user, "<@1000> brighter", channel=CHANNEL, reply_to=photo)
    assert "send it once more" in (await server.answer(CHANNEL)).content


async def test_a_file_too_large_is_told_without_fetching_it(driver: DiscordDriver, server: DiscordServer) -> None:
    await server.say(driver.user, "brighter", photos=(png(),), size=50_000_000)
    assert "40 MB" in (await server.answer("977")).content


async def test_progress_that_was_deleted_does_not_lose_the_answer(
    driver: DiscordDriver, server: DiscordServer, renderer: StillRenderer
) -> None:
    renderer.gate.clear()
    await server.say(driver.user, "draw a cat")
    await server.until(lambda: bool(server.messages("977")))
    server.messages("977")[0].deleted = True
    renderer.gate.set()
    assert (await server.answer("977")).attachments


async def test_who_waited_when_the_process_ended_is_told(tmp_path: Path) -> None:
    held = StillRenderer()
    held.gate.clear()
    async with discord_server() as server:
        user = server.user(77)
        async with open_test_house("discord", tmp_path, renderer=held) as house:
            house.front.grace = 0.1
            async with running(house, server):
                await server.say(user, "draw a cat")
                await server.until(lambda: server.typing)
        async with open_test_house("discord", tmp_path) as house, running(house, server):
            assert "restarted" in (await server.answer("977")).content
        assert server.breaches == []
