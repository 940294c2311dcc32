"""What goes wrong on Telegram, and that every user still gets one answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from house import House, open_test_house
from stand_ins import StillRenderer, png
from telegram_checks import Refused
from telegram_driver import TelegramDriver, adapter_of, running, telegram_driver
from telegram_server import TOKEN, TelegramServer, telegram_server

from bots.chat.adapter import AdapterError, Health
from core.problems import Code, ProblemError


@pytest.fixture
async def house(tmp_path: Path, renderer: StillRenderer) -> AsyncIterator[House]:
    async with open_test_house("telegram", tmp_path / "data", renderer=renderer) as opened:
        yield opened


@pytest.fixture
async def driver(house: House) -> AsyncIterator[TelegramDriver]:
    async with telegram_driver(house) as started:
        yield started


async def test_an_update_that_comes_twice_is_answered_once(driver: TelegramDriver, house: House) -> None:
    server = driver.server
    await driver.say("draw a cat")
    again = dict(server.last_update)
    await server.deliver({"message": again["message"]}, again["update_id"])
    await driver.say("hello")
    assert len(await house.recipes("telegram:77")) == 1
    assert len(server.messages(77)) == 2


async def test_what_came_while_the_bot_was_away_is_answered(house: House) -> None:
    async with telegram_server() as server:
        await server.say(server.user(77), "draw a cat")
        async with running(house, server):
            assert (await server.answer(77)).photo


async def test_who_waited_when_the_process_ended_is_told(tmp_path: Path) -> None:
    held = StillRenderer()
    held.gate.clear()
    async with telegram_server() as server:
        async with open_test_house("telegram", tmp_path, renderer=held) as house:
            house.front.grace = 0.1
            async with running(house, server):
                await server.say(server.user(77, "zh"), "画一只猫")
                await server.until(lambda: any(name == "sendChatAction" for name, _ in server.calls))
        server.calls.clear()
        async with open_test_house("telegram", tmp_path) as house, running(house, server):
            assert "重启" in (await server.answer(77)).text
            await server.deliver({"message": server.last_update["message"]}, server.last_update["update_id"])
            before = server.serial
            await server.say(server.user(77, "zh"), "画一只猫")
            assert (await server.answer(77, before)).photo
            assert len([one for one in server.messages(77) if one.photo]) == 1
        assert server.breaches == []


async def test_too_many_requests_are_sent_again_when_telegram_says(driver: TelegramDriver) -> None:
    driver.server.faults["sendPhoto"].append(
        Refused(429, "Too Many Requests: retry after 1", breach=False, retry_after=1)
    )
    assert (await driver.say("draw a cat")).startswith("Cat")
    assert sum(name == "sendPhoto" for name, _ in driver.server.calls) == 2


async def test_a_group_is_never_flooded(driver: TelegramDriver, renderer: StillRenderer) -> None:
    server = driver.server
    renderer.gate.clear()
    for _ in range(3):
        await server.say(driver.user, "/draw a cat", group=-1)
    await server.until(lambda: any(name == "sendChatAction" for name, _ in server.calls))
    await asyncio.sleep(2)
    assert len(server.messages(-1)) == 0  # progress comes at a group's pace
    renderer.gate.set()
    await server.until(lambda: len(server.messages(-1)) == 3)


@pytest.mark.parametrize("token", ["", "nonsense", "123456:AAwrong"])
async def test_a_missing_or_wrong_token_is_one_sentence(house: House, token: str) -> None:
    async with telegram_server() as server:
        with pytest.raises(AdapterError, match="CHATELIER_TELEGRAM__TOKEN") as raised:
            await adapter_of(house, server, token).run()
        assert not token or token not in str(raised.value)


async def test_a_token_that_is_revoked_ends_the_adapter_with_a_sentence(house: House) -> None:
    async with telegram_server() as server:
        task = asyncio.create_task(adapter_of(house, server).run())
        await server.until(lambda: any(name == "getUpdates" for name, _ in server.calls))
        server.revoked = True
        await server.say(server.user(77), "hello")
        with pytest.raises(AdapterError, match="refuses the token"):
            await asyncio.wait_for(task, 10)


async def test_an_outage_of_telegram_is_waited_out(driver: TelegramDriver) -> None:
    for _ in range(2):
        driver.server.faults["getUpdates"].append(Refused(502, "Bad Gateway", breach=False))
    assert (await driver.say("draw a cat")).startswith("Cat")


async def test_a_server_that_goes_down_in_a_render_is_told(tmp_path: Path) -> None:
    class Down(StillRenderer):
        async def render(self, recipe, source, user=""):
            async for event in super().render(recipe, source, user):
                yield event
                raise ProblemError(Code.UNAVAILABLE, "gone")

    async with open_test_house("telegram", tmp_path, renderer=Down()) as house, telegram_driver(house) as driver:
        assert "does not answer right now" in await driver.say("draw a cat")
        assert len(driver.server.messages(77)) == 1


async def test_a_file_too_large_for_bots_is_told_without_fetching_it(driver: TelegramDriver) -> None:
    server = driver.server
    await server.say(driver.user, "brighter", document=png(), size=21_000_000)
    assert "20 MB" in (await server.answer(77)).text
    assert not any(name == "getFile" for name, _ in server.calls)


async def test_a_file_that_telegram_does_not_hand_out_is_told(driver: TelegramDriver) -> None:
    server = driver.server
    server.faults["getFile"].append(Refused(400, "Bad Request: wrong file_id", breach=False))
    assert "send it once more" in await driver.say("brighter", png())


async def test_a_press_that_is_too_old_to_be_answered_is_still_done(driver: TelegramDriver) -> None:
    server = driver.server
    await driver.say("draw a cat")
    sent = server.messages(77)[-1]
    server.faults["answerCallbackQuery"].append(
        Refused(400, "Bad Request: query is too old and response timeout expired", breach=False)
    )
    await server.press(driver.user, sent, "Vary")
    assert (await server.answer(77, sent.serial)).photo


async def test_progress_that_was_deleted_does_not_lose_the_answer(
    driver: TelegramDriver, renderer: StillRenderer
) -> None:
    server = driver.server
    renderer.gate.clear()
    await server.say(driver.user, "draw a cat")
    await server.until(lambda: bool(server.messages(77)))
    server.messages(77)[0].deleted = True
    renderer.gate.set()
    assert (await server.answer(77)).photo


async def test_an_unknown_button_says_so(driver: TelegramDriver) -> None:
    server = driver.server
    await driver.say("draw a cat")
    sent = server.messages(77)[-1]
    sent.keys[0][0]["callback_data"] = "something~else"
    await server.press(driver.user, sent, "Vary")
    assert "in words" in (await server.answer(77, sent.serial)).text


class TestWebhook:
    async def test_updates_come_by_a_webhook_with_its_secret(self, house: House, unused_tcp_port: int) -> None:
        url = f"http://127.0.0.1:{unused_tcp_port}/telegram"
        async with telegram_server() as server:
            async with running(house, server, webhook_url=url, webhook_secret="s3cret", port=unused_tcp_port):
                await server.say(server.user(77), "draw a cat")
                assert (await server.answer(77)).photo
                async with ClientSession() as session:
                    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
                        async with session.post(url, json={"update_id": 1}, headers=headers) as response:
                            assert response.status == 403
            assert server.breaches == []


class TestExamining:
    async def test_a_good_set_up_is_good(self, house: House) -> None:
        async with telegram_server() as server:
            findings = [one async for one in adapter_of(house, server).examine()]
        assert [one.health for one in findings] == [Health.GOOD]
        assert "@chatelier_bot" in findings[0].what

    async def test_a_wrong_token_says_what_to_mend(self, house: House) -> None:
        async with telegram_server() as server:
            [finding] = [one async for one in adapter_of(house, server, "123456:AAwrong").examine()]
        assert finding.health is Health.BAD
        assert "CHATELIER_TELEGRAM__TOKEN" in finding.mend

    async def test_a_platform_out_of_reach_says_so(self, house: House) -> None:
        server = TelegramServer()
        server.base = "http://127.0.0.1:9"
        [finding] = [one async for one in adapter_of(house, server, TOKEN).examine()]
        assert "cannot be reached" in finding.what
