"""What goes wrong on Slack, and that every user still gets one answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from house import House, open_test_house
from slack_checks import Refused
from slack_delivery import encoded
from slack_driver import SlackDriver, adapter_of, over_http, running, slack_driver
from slack_server import APP_TOKEN, BOT_TOKEN, CHANNEL, SECRET, SlackServer, slack_server
from stand_ins import NoisyRenderer, StillRenderer, png

from bots.chat.adapter import AdapterError, Health
from bots.slack.installs import INSTALL
from core.problems import Code, ProblemError


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


class TestRetries:
    async def test_one_event_delivered_four_times_is_answered_once(
        self, driver: SlackDriver, server: SlackServer, house: House
    ) -> None:
        await server.say("U77", "draw a cat", times=4)
        await server.answer("DU77")
        await driver.say("hello")
        assert len([one for one in server.messages("DU77") if one.files]) == 1
        assert len(await house.recipes("slack:T1/DU77")) == 1

    async def test_one_event_delivered_again_after_a_restart_is_answered_once(self, tmp_path: Path) -> None:
        async with slack_server() as server:
            async with open_test_house("slack", tmp_path) as house, running(house, server):
                await server.say("U77", "draw a cat")
                await server.answer("DU77")
            async with open_test_house("slack", tmp_path) as house, running(house, server):
                await server.deliver(server.last)
                await server.say("U78", "hello")
                await server.answer("DU78")
                assert len(await house.recipes("slack:T1/DU77")) == 1
            assert server.breaches == []

    async def test_one_press_delivered_four_times_counts_once(
        self, driver: SlackDriver, server: SlackServer, house: House
    ) -> None:
        await driver.say("draw a cat at the beach")
        sent = server.messages("DU77")[-1]
        await server.press("U77", sent, "Vary", times=4)
        await server.answer("DU77", sent.serial)
        await driver.say("hello")
        assert len(await house.recipes("slack:T1/DU77")) == 2


class TestConnection:
    async def test_a_dropped_connection_is_opened_again_and_nothing_is_lost(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        await driver.say("draw a cat")
        await server.delivery.drop()
        before = server.serial
        await server.say("U77", "put it at the beach")  # while the bot is away
        assert (await server.answer("DU77", before)).text.startswith("Cat at the beach")
        assert server.delivery.connected == 2

    async def test_slack_may_ask_for_a_fresh_connection(self, driver: SlackDriver, server: SlackServer) -> None:
        await server.delivery.refresh()
        await server.until(lambda: server.delivery.connected == 2)
        assert (await driver.say("draw a cat")).startswith("Cat")

    async def test_an_outage_is_waited_out(self, driver: SlackDriver, server: SlackServer) -> None:
        server.faults["apps.connections.open"].extend(Refused("internal_error", breach=False) for _ in range(2))
        await server.delivery.drop()
        await server.until(lambda: server.delivery.connected == 2, 20)
        assert (await driver.say("draw a cat")).startswith("Cat")


class TestSettingUp:
    @pytest.mark.parametrize(
        ("settings", "named"),
        [
            ({"bot_token": BOT_TOKEN}, "CHATELIER_SLACK__APP_TOKEN"),
            ({"app_token": APP_TOKEN}, "CHATELIER_SLACK__BOT_TOKEN"),
            ({"bot_token": "xoxb-wrong", "app_token": APP_TOKEN}, "CHATELIER_SLACK__BOT_TOKEN"),
            ({"bot_token": BOT_TOKEN, "app_token": "xapp-wrong"}, "CHATELIER_SLACK__APP_TOKEN"),
        ],
    )
    async def test_a_missing_or_wrong_token_is_one_sentence(
        self, house: House, settings: dict[str, str], named: str
    ) -> None:
        async with slack_server() as server:
            with pytest.raises(AdapterError, match=named) as raised:
                await adapter_of(house, server, **settings).run()
            assert all(value not in str(raised.value) for value in settings.values())

    async def test_a_platform_out_of_reach_says_so(self, house: House) -> None:
        server = SlackServer()
        server.base = "http://127.0.0.1:9"
        with pytest.raises(AdapterError, match="cannot be reached"):
            await asyncio.wait_for(adapter_of(house, server).run(), 30)

    async def test_a_port_that_is_taken_says_so(self, house: House) -> None:
        async with slack_server() as server:
            taken = int(server.base.rpartition(":")[2])
            with pytest.raises(AdapterError, match=str(taken)):
                await adapter_of(house, server, bot_token=BOT_TOKEN, signing_secret=SECRET, port=taken).run()

    async def test_a_token_that_is_revoked_ends_the_adapter_with_a_sentence(self, house: House) -> None:
        async with slack_server() as server, running(house, server) as task:
            server.tokens.clear()
            await server.say("U77", "draw a cat")
            with pytest.raises(AdapterError, match="refuses the token"):
                await asyncio.wait_for(task, 10)

    async def test_it_also_believes_the_event_that_says_so(self, house: House) -> None:
        async with slack_server() as server, running(house, server) as task:
            await server.event("tokens_revoked", tokens={"oauth": [], "bot": ["UBOT"]})
            with pytest.raises(AdapterError, match="refuses the token"):
                await asyncio.wait_for(task, 10)


class TestSignatures:
    @pytest.mark.parametrize("fault", ["wrong secret", "too old", "none"])
    async def test_what_is_not_signed_by_slack_is_refused(self, house: House, fault: str) -> None:
        async with slack_driver(house, **over_http()) as driver:
            event = {"type": "message", "user": "U77", "text": "draw a cat", "channel": "DU77", "ts": "17.5"}
            data, kind = encoded("events_api", {"type": "event_callback", "team_id": "T1", "event": event})
            signed = {
                "wrong secret": driver.server.delivery.signed(data, secret="another"),
                "too old": driver.server.delivery.signed(data, age=600),
                "none": {},
            }[fault]
            url, headers = driver.server.delivery.url, {"Content-Type": kind, **signed}
            async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers) as answer:
                assert answer.status == 401
            await driver.say("hello")
            assert await house.recipes("slack:T1/DU77") == []

    async def test_slacks_question_for_the_address_is_answered(self, house: House) -> None:
        async with slack_driver(house, **over_http()) as driver:
            data = json.dumps({"type": "url_verification", "challenge": "c0ffee", "token": "old"})
            headers = {"Content-Type": "application/json", **driver.server.delivery.signed(data)}
            url = driver.server.delivery.url
            async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers) as answer:
                assert "c0ffee" in await answer.text()


async def test_several_workspaces_install_it_themselves(house: House) -> None:
    settings = {**over_http(), "bot_token": "", "client_id": "1.2", "client_secret": "shh"}
    async with slack_server() as server, running(house, server, **settings):
        page = server.delivery.url.replace("/events", "/install")
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            async with session.get(page) as answer:
                text, cookie = await answer.text(), answer.headers["Set-Cookie"].partition(";")[0]
            state = text.partition("state=")[2].partition("&")[0]
            back = page.replace("/install", "/oauth_redirect")
            query = {"code": "good-code", "state": state}
            async with session.get(back, params=query) as answer:
                assert answer.status == 400  # another browser than the one that began
            async with session.get(back, params=query, headers={"Cookie": cookie}) as answer:
                assert answer.status == 200
            async with session.get(back, params=query, headers={"Cookie": cookie}) as answer:
                assert answer.status == 401  # a state is good once
        await server.say("U77", "draw a cat")
        assert (await server.answer("DU77")).text.startswith("Cat")
        await server.event("app_uninstalled")
        async with asyncio.timeout(60):
            while await house.store.notes.entries(INSTALL):  # noqa: ASYNC110  # the notes tell nobody
                await asyncio.sleep(0.01)
        await server.say("U78", "draw a dog")  # nobody is there to answer it any more
        assert server.breaches == []


class TestExamining:
    async def test_a_good_set_up_is_good(self, house: House) -> None:
        async with slack_server() as server:
            findings = [one async for one in adapter_of(house, server).examine()]
        assert [one.health for one in findings] == [Health.GOOD, Health.GOOD]

    async def test_what_is_missing_is_named(self, house: House) -> None:
        async with slack_server() as server:
            server.scopes -= {"files:write", "users:read"}
            wrong = adapter_of(house, server, bot_token=BOT_TOKEN, app_token="xapp-wrong")
            findings = [one async for one in wrong.examine()]
        assert "files:write, users:read" in findings[0].mend
        assert "connections:write" in findings[1].mend

    async def test_a_wrong_token_says_what_to_mend(self, house: House) -> None:
        async with slack_server() as server:
            wrong = adapter_of(house, server, bot_token="xoxb-wrong", app_token=APP_TOKEN)
            [finding] = [one async for one in wrong.examine()]
        assert finding.health is Health.BAD
        assert "CHATELIER_SLACK__BOT_TOKEN" in finding.what


class TestFiles:
    async def test_what_is_refused_as_too_large_is_made_smaller(self, tmp_path: Path) -> None:
        async with open_test_house("slack", tmp_path, renderer=NoisyRenderer()) as house, slack_driver(house) as driver:
            driver.server.upload_limit = 2**20
            await driver.say("draw a cat")
            picture = next(one for one in driver.server.messages("DU77") if one.files)
            assert picture.files[0]["size"] <= 2**20

    async def test_a_file_that_is_gone_is_told(self, driver: SlackDriver, server: SlackServer) -> None:
        file = server.file(png())
        server.lose_files()
        await server.say("U77", "brighter", files=[file])
        assert "send it once more" in (await server.answer("DU77")).text

    async def test_a_file_that_the_bot_may_not_see_is_told(self, driver: SlackDriver, server: SlackServer) -> None:
        server.scopes.discard("files:read")
        await server.say("U77", "brighter", files=[server.file(png())])
        assert "send it once more" in (await server.answer("DU77")).text

    async def test_a_file_kept_elsewhere_is_told_and_the_token_stays_here(
        self, driver: SlackDriver, server: SlackServer
    ) -> None:
        file = server.file(png(), mode="external", is_external=True)
        await server.say("U77", "brighter", files=[file])
        assert "send it once more" in (await server.answer("DU77")).text

    async def test_a_file_too_large_is_told_without_fetching_it(self, driver: SlackDriver, server: SlackServer) -> None:
        file = {**server.file(png()), "size": 50_000_000}
        await server.say("U77", "brighter", files=[file])
        assert "40 MB" in (await server.answer("DU77")).text

    async def test_an_upload_that_fails_is_told(self, driver: SlackDriver, server: SlackServer) -> None:
        server.faults["files.completeUploadExternal"].append(Refused("internal_error", breach=False))
        assert "Something broke" in await driver.say("draw a cat")
        assert (await driver.say("put it at the beach")).startswith("Cat at the beach · No. 2")


async def test_too_many_requests_are_sent_again_when_slack_says(driver: SlackDriver, server: SlackServer) -> None:
    server.faults["chat.postMessage"].append(Refused("ratelimited", breach=False, retry_after=1))
    assert (await driver.say("draw a cat")).startswith("Cat")
    assert len(server.messages("DU77")) == 2


async def test_a_trigger_that_expired_is_answered_in_the_channel(driver: SlackDriver, server: SlackServer) -> None:
    await server.say("U77", "<@UBOT> draw a cat", channel=CHANNEL)
    sent = await server.answer(CHANNEL)
    await server.press("U77", sent, "Details", late=True)
    details = await server.answer(CHANNEL, sent.serial)
    assert details.only == "U77"
    assert "Seed:" in details.text
    [recipe] = [one for one in server.messages("DU77") if one.files]  # nobody else is to see it
    assert recipe.files[0]["name"] == "recipe.json"


async def test_a_modal_that_cannot_be_opened_in_time_is_told(driver: SlackDriver, server: SlackServer) -> None:
    photo = await server.say("U5", "our dog", channel=CHANNEL, files=[server.file(png())])
    await server.shortcut("U77", "edit_this", photo, late=True)
    assert "Say it in words" in (await server.answer(CHANNEL)).text


async def test_a_server_that_goes_down_in_a_render_is_told(tmp_path: Path) -> None:
    class Down(StillRenderer):
        async def render(self, recipe: Any, source: Any, user: str = "") -> Any:
            async for event in super().render(recipe, source, user):
                yield event
                raise ProblemError(Code.UNAVAILABLE, "gone")

    async with open_test_house("slack", tmp_path, renderer=Down()) as house, slack_driver(house) as driver:
        assert "does not answer right now" in await driver.say("draw a cat")


async def test_progress_that_was_deleted_does_not_lose_the_answer(
    driver: SlackDriver, server: SlackServer, renderer: StillRenderer
) -> None:
    renderer.gate.clear()
    await server.say("U77", "draw a cat")
    await server.until(lambda: bool(server.messages("DU77")))
    server.messages("DU77")[0].deleted = True
    renderer.gate.set()
    assert (await server.answer("DU77")).text.startswith("Cat")


async def test_who_waited_when_the_process_ended_is_told(tmp_path: Path) -> None:
    held = StillRenderer()
    held.gate.clear()
    async with slack_server() as server:
        async with open_test_house("slack", tmp_path, renderer=held) as house:
            house.front.grace = 0.1
            async with running(house, server):
                await server.say("U77", "draw a cat")
                await server.until(lambda: "assistant.threads.setStatus" in dict(server.calls))
        async with open_test_house("slack", tmp_path) as house, running(house, server):
            assert "restarted" in (await server.answer("DU77")).text
        assert server.breaches == []
