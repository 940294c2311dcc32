"""The web chat's API over real HTTP: what a browser may see, say and forget, and what is refused."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientResponse, CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer
from patience import until
from PIL import Image
from stand_ins import understanding
from web_studio import Studio, encoded, landscape

from bots.web.app import WebConfig, make_web_app
from bots.web.pictures import THUMB
from core.dialogue import Dialogue
from core.finding import FirstOf
from core.messages import Message
from core.moving import code_for
from storage.sqlite import SqliteStore

Events = list[tuple[str, dict[str, Any]]]


class Browser:
    """A client with its own cookies, whose requests come from the page itself."""

    def __init__(self, server: TestServer) -> None:
        self.http = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        self.origin = str(server.make_url("/")).rstrip("/")

    async def ask(self, method: str, path: str, **more: Any) -> ClientResponse:
        headers = {"Origin": self.origin, **more.pop("headers", {})}
        return await self.http.request(method, path, headers=headers, allow_redirects=False, **more)

    async def json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        return await (await self.ask(method, path, **more)).json()

    async def begin(self) -> str:
        await self.ask("GET", "/")
        return (await self.json("POST", "/api/conversations"))["id"]

    async def say(self, conversation: str, text: str = "", **more: Any) -> dict[str, Any]:
        """The reply to one message."""
        events = await self.events(conversation, {"text": text, **more})
        assert events[-1][0] == "reply", events
        return events[-1][1]

    async def events(self, conversation: str, message: dict[str, Any]) -> Events:
        response = await self.ask("POST", f"/api/conversations/{conversation}/messages", json=message)
        assert response.status == 200, await response.text()
        assert response.content_type == "text/event-stream"
        return read_events(await response.text())


def read_events(text: str) -> Events:
    found: Events = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        if lines[0].startswith("event: "):
            found.append((lines[0][7:], json.loads(lines[1][6:])))
    return found


class House:
    """A running page, and browsers that look at it."""

    def __init__(self, studio: Studio, store: SqliteStore, config: WebConfig) -> None:
        self.studio = studio
        self.store = store
        self.dialogue = dialogue = Dialogue(understanding(), studio, store, FirstOf([]))
        self.server = TestServer(make_web_app(dialogue, store, store.notes, config))
        self.browsers: list[Browser] = []

    def browser(self) -> Browser:
        self.browsers.append(Browser(self.server))
        return self.browsers[-1]


Open = Callable[..., Awaitable[House]]


@pytest.fixture
async def open_house(tmp_path: Path) -> AsyncIterator[Open]:
    houses: list[House] = []

    async def make(**settings: Any) -> House:
        store = await SqliteStore.open(tmp_path / f"data{len(houses)}")
        house = House(Studio(), store, WebConfig(**settings))
        houses.append(house)
        await house.server.start_server()
        return house

    yield make
    for house in houses:
        for browser in house.browsers:
            await browser.http.close()
        await house.server.close()
        await house.store.close()


@pytest.fixture
async def house(open_house: Open) -> House:
    return await open_house()


@pytest.fixture
async def browser(house: House) -> Browser:
    return house.browser()


class TestPage:
    async def test_the_page_allows_no_inline_script_and_no_frame_around_it(self, browser: Browser) -> None:
        response = await browser.ask("GET", "/")
        policy = response.headers["Content-Security-Policy"]
        assert response.status == 200
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"

    async def test_all_that_the_page_names_is_served_from_here(self, browser: Browser) -> None:
        html = await (await browser.ask("GET", "/")).text()
        named = [part.split('"')[0] for part in html.replace('href="', 'src="').split('src="')[1:]]
        assert all(name.startswith(("/static/", "#")) for name in named)
        for name in named:
            if name.startswith("/"):
                assert (await browser.ask("GET", name)).status == 200, name

    async def test_scripts_have_a_type_that_browsers_run(self, browser: Browser) -> None:
        response = await browser.ask("GET", "/static/app.js")
        assert response.content_type in {"text/javascript", "application/javascript"}

    async def test_the_cookie_is_kept_from_scripts_and_other_sites(self, browser: Browser) -> None:
        cookie = (await browser.ask("GET", "/")).headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie

    async def test_health(self, browser: Browser) -> None:
        assert await browser.json("GET", "/healthz") == {"status": "ok"}

    async def test_nothing_outside_the_static_folder_is_served(self, browser: Browser) -> None:
        assert (await browser.ask("GET", "/static/../app.py")).status == 404
        assert (await browser.ask("GET", "/static/%2e%2e/app.py")).status in {403, 404}


class TestTalking:
    async def test_a_turn_streams_from_queue_to_reply(self, browser: Browser) -> None:
        name = await browser.begin()
        events = await browser.events(name, {"text": "draw a cat at the beach"})
        names = [event for event, _ in events]
        assert names[0] == "turn"
        assert names[-1] == "reply"
        assert {"understood", "queued", "progress", "preview"} <= set(names)
        assert dict(events)["queued"] == {"position": 0, "seconds": 40.0}
        assert dict(events)["preview"]["url"].startswith("data:image/webp;base64,")
        reply = dict(events)["reply"]
        assert reply["version"] == 1
        assert reply["pictures"][0]["alt_text"]

    async def test_buttons_and_chips_are_sent_as_controls(self, browser: Browser) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog at the beach")
        reply = await browser.say(name, "put sunglasses on it")
        key = next(chip["key"] for chip in reply["chips"] if chip["label"] == "sunglasses")
        assert (await browser.say(name, control={"kind": "undo"}))["version"] == 1
        assert (await browser.say(name, control={"kind": "redo"}))["version"] == 2
        dropped = await browser.say(name, control={"kind": "drop", "value": key}, base=2)
        assert (dropped["version"], dropped["parent"]) == (3, 2)
        assert "sunglasses" not in {chip["label"] for chip in dropped["chips"]}

    async def test_a_photo_comes_as_a_form(self, browser: Browser) -> None:
        name = await browser.begin()
        form = FormData({"text": "a bit brighter", "locale": "en"})
        form.add_field("image", encoded(landscape("photo")), filename="a.png", content_type="image/png")
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", data=form)
        reply = read_events(await response.text())[-1][1]
        assert reply["can_compare"]
        assert reply["version"] == 2

    async def test_a_page_in_chinese_gets_pressed_buttons_answered_in_chinese(self, browser: Browser) -> None:
        name = await browser.begin()
        reply = await browser.say(name, control={"kind": "undo"}, locale="zh")
        assert reply["language"] == "zh"

    async def test_the_conversation_can_be_laid_again(self, browser: Browser) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        await browser.say(name, "put it at the beach")
        held = await browser.json("GET", f"/api/conversations/{name}")
        assert [turn["user"] for turn in held["turns"]] == ["draw a dog", "put it at the beach"]
        assert [one["number"] for one in held["versions"]] == [1, 2]
        assert held["versions"][1]["parent"] == 1
        assert held["versions"][1]["changed"] == ["beach"]
        assert held["current"] == 2
        assert held["turns"][1]["reply"]["version"] == 2
        assert not held["more"]
        assert not held["running"]

    async def test_only_what_is_new_is_asked_for_after_a_turn(self, browser: Browser) -> None:
        name = await browser.begin()
        for text in ("draw a dog", "put it at the beach"):
            await browser.say(name, text)
        news = await browser.json("GET", f"/api/conversations/{name}/versions?after=1")
        assert [one["number"] for one in news["versions"]] == [2]

    async def test_earlier_turns_come_in_pages(self, browser: Browser) -> None:
        name = await browser.begin()
        for _ in range(3):
            await browser.say(name, "hello")
        earlier = await browser.json("GET", f"/api/conversations/{name}/turns?before=2")
        assert [turn["index"] for turn in earlier["turns"]] == [0, 1]
        assert not earlier["more"]

    async def test_cancel_stops_the_render_and_changes_nothing(self, house: House, browser: Browser) -> None:
        name = await browser.begin()
        house.studio.gate.clear()
        turn = asyncio.create_task(browser.say(name, "draw a dog"))
        await until(house.studio.waiting.is_set)
        assert await browser.json("POST", f"/api/conversations/{name}/cancel") == {"cancelled": True}
        assert (await turn)["problem"]["code"] == "cancelled"
        assert house.studio.cancelled == 1
        assert (await browser.json("GET", f"/api/conversations/{name}"))["versions"] == []

    async def test_a_turn_goes_on_when_its_page_is_closed_and_can_be_watched_again(
        self, house: House, browser: Browser
    ) -> None:
        name = await browser.begin()
        house.studio.gate.clear()
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", json={"text": "draw a dog"})
        await response.content.readuntil(b"progress")
        response.close()
        (running,) = (await browser.json("GET", f"/api/conversations/{name}"))["running"]
        assert running["user"] == "draw a dog"
        watch = await browser.ask("GET", f"/api/conversations/{name}/running/{running['id']}")
        house.studio.gate.set()
        events = read_events(await watch.text())
        assert events[-1][0] == "reply"
        assert (await browser.ask("GET", f"/api/conversations/{name}/running/{running['id']}")).status == 404

    async def test_a_silent_stream_says_that_it_is_still_there(self, open_house: Open) -> None:
        house = await open_house(heartbeat=0.05)
        browser = house.browser()
        name = await browser.begin()
        house.studio.gate.clear()
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", json={"text": "draw a dog"})
        await response.content.readuntil(b": still here\n\n")
        house.studio.gate.set()
        assert read_events(await response.text())[-1][0] == "reply"


class TestPictures:
    async def test_a_picture_is_kept_by_the_browser_and_run_by_nobody(self, browser: Browser) -> None:
        name = await browser.begin()
        digest = (await browser.say(name, "draw a dog"))["pictures"][0]["digest"]
        response = await browser.ask("GET", f"/api/conversations/{name}/images/{digest}")
        assert response.content_type == "image/png"
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]

    async def test_a_thumb_is_a_small_webp(self, browser: Browser) -> None:
        name = await browser.begin()
        form = FormData({"text": "a bit brighter", "locale": "en"})
        form.add_field(
            "image", encoded(Image.effect_noise((1200, 800), 60)), filename="a.png", content_type="image/png"
        )
        await (await browser.ask("POST", f"/api/conversations/{name}/messages", data=form)).text()
        uploaded = (await browser.json("GET", f"/api/conversations/{name}"))["versions"][0]["images"][0]["digest"]
        path = f"/api/conversations/{name}/images/{uploaded}"
        thumbs = [await browser.ask("GET", f"{path}?size=thumb") for _ in range(2)]
        assert {thumb.content_type for thumb in thumbs} == {"image/webp"}
        first, again = [await thumb.read() for thumb in thumbs]
        assert first == again
        assert max(Image.open(io.BytesIO(first)).size) == THUMB
        assert len(first) < len(await (await browser.ask("GET", path)).read())

    @pytest.mark.parametrize("digest", ["0" * 64, "..%2f..%2fchatelier.db", "x"])
    async def test_what_is_no_picture_of_the_conversation_is_not_found(self, browser: Browser, digest: str) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        assert (await browser.ask("GET", f"/api/conversations/{name}/images/{digest}")).status == 404

    async def test_a_picture_of_another_conversation_is_not_found(self, browser: Browser) -> None:
        one, other = await browser.begin(), await browser.begin()
        digest = (await browser.say(one, "draw a dog"))["pictures"][0]["digest"]
        await browser.say(other, "draw a cat")
        assert (await browser.ask("GET", f"/api/conversations/{other}/images/{digest}")).status == 404

    async def test_html_that_poses_as_a_picture_gets_a_sentence(self, browser: Browser) -> None:
        name = await browser.begin()
        form = FormData()
        form.add_field("image", b"<html><script>1</script>", filename="a.png", content_type="image/png")
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", data=form)
        reply = read_events(await response.text())[-1][1]
        assert reply["problem"]["code"] == "not_an_image"
        assert reply["text"]


class TestWhoseItIs:
    async def test_another_browser_sees_nothing(self, house: House, browser: Browser) -> None:
        name = await browser.begin()
        digest = (await browser.say(name, "draw a dog"))["pictures"][0]["digest"]
        other = house.browser()
        await other.begin()
        at = f"/api/conversations/{name}"
        for method, path in [
            ("GET", at), ("PATCH", at), ("DELETE", at), ("GET", f"{at}/images/{digest}"), ("POST", f"{at}/messages"),
            ("POST", f"{at}/cancel"), ("GET", f"{at}/export"), ("GET", f"{at}/versions?after=0"),
            ("GET", f"{at}/turns?before=9"), ("GET", f"{at}/running/x"),
        ]:  # fmt: skip
            response = await other.ask(method, path, json={"text": "hello", "title": "mine"})
            assert response.status == 404, (method, path)
        assert (await other.json("GET", "/api/conversations"))["conversations"] == []
        assert len((await browser.json("GET", "/api/conversations"))["conversations"]) == 1

    async def test_an_id_that_was_never_handed_out_is_not_found(self, browser: Browser) -> None:
        await browser.begin()
        for name in ("web:AAAAAAAAAAAAAAAAAAAAAA", "discord:1", "x"):
            response = await browser.ask("POST", f"/api/conversations/{name}/messages", json={"text": "hello"})
            assert response.status == 404

    async def test_storage_does_not_hold_the_cookie(self, house: House, browser: Browser) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        held = await house.store.load(name)
        assert held is not None
        cookies = browser.http.session.cookie_jar.filter_cookies(house.server.make_url("/"))
        assert cookies["chatelier_browser"].value not in held.model_dump_json()

    async def test_a_conversation_is_renamed(self, browser: Browser) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        at = f"/api/conversations/{name}"
        assert await browser.json("PATCH", at, json={"title": "  My\x00 dog\n "}) == {"title": "My dog"}
        await browser.say(name, "put it at the beach")
        assert (await browser.json("GET", at))["title"] == "My dog"
        assert (await browser.ask("PATCH", at, json={"title": " "})).status == 400
        assert (await browser.ask("PATCH", at, json=["x"])).status == 400
        assert (await browser.ask("PATCH", at, data=b"{")).status == 400

    async def test_a_conversation_is_exported(self, browser: Browser) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        response = await browser.ask("GET", f"/api/conversations/{name}/export")
        assert "attachment" in response.headers["Content-Disposition"]
        assert (await response.read()).startswith(b"PK")


class TestForgetting:
    async def test_a_forgotten_conversation_is_gone(self, browser: Browser) -> None:
        name = await browser.begin()
        digest = (await browser.say(name, "draw a dog"))["pictures"][0]["digest"]
        image = f"/api/conversations/{name}/images/{digest}?size=thumb"
        assert (await browser.ask("GET", image)).status == 200
        response = await browser.ask("DELETE", f"/api/conversations/{name}")
        assert response.headers["Clear-Site-Data"] == '"cache"'
        assert (await browser.ask("GET", f"/api/conversations/{name}")).status == 404
        assert (await browser.ask("GET", image)).status == 404

    async def test_a_turn_under_way_does_not_bring_a_forgotten_conversation_back(
        self, house: House, browser: Browser
    ) -> None:
        name = await browser.begin()
        await browser.say(name, "draw a dog")
        house.studio.gate.clear()
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", json={"text": "draw a fox"})
        await response.content.readuntil(b"progress")
        await browser.ask("DELETE", f"/api/conversations/{name}")
        house.studio.gate.set()
        assert "event: reply" not in await response.text()
        assert await house.store.load(name) is None

    async def test_forgetting_me_takes_every_conversation_of_this_browser_only(
        self, house: House, browser: Browser
    ) -> None:
        mine = await browser.begin()
        await browser.say(mine, "draw a dog")
        other = house.browser()
        theirs = await other.begin()
        await other.say(theirs, "draw a cat")
        await browser.ask("DELETE", "/api/me")
        assert await house.store.load(mine) is None
        assert (await browser.json("GET", "/api/conversations"))["conversations"] == []
        assert await house.store.load(theirs) is not None


class TestRefusals:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://127.0.0.1:1"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ],
    )
    async def test_other_sites_cannot_say_anything(self, browser: Browser, headers: dict[str, str]) -> None:
        await browser.begin()
        assert (await browser.ask("POST", "/api/conversations", headers=headers)).status == 403

    async def test_a_request_that_does_not_say_where_it_comes_from_is_refused(self, browser: Browser) -> None:
        assert (await browser.http.post("/api/conversations")).status == 403

    async def test_another_host_name_for_this_machine_is_refused(self, browser: Browser) -> None:
        assert (await browser.ask("GET", "/", headers={"Host": "evil.example"})).status == 403

    async def test_too_long_a_text_is_refused_before_it_is_kept(self, open_house: Open) -> None:
        browser = (await open_house(max_text=5000)).browser()
        name = await browser.begin()
        path = f"/api/conversations/{name}/messages"
        response = await browser.ask("POST", path, json={"text": "x" * 6000})
        assert response.status == 413
        assert (await response.json())["problem"]["code"] == "text_too_long"
        assert (await browser.ask("POST", path, json={"text": "x" * 100_000})).status == 413

    async def test_a_long_text_below_that_gets_a_sentence(self, browser: Browser) -> None:
        reply = await browser.say(await browser.begin(), "x" * 100_000)
        assert reply["problem"]["code"] == "text_too_long"
        assert "100000" in reply["text"]

    async def test_too_large_a_file_is_refused(self, open_house: Open) -> None:
        browser = (await open_house(max_upload=1000, max_text=1000)).browser()
        name = await browser.begin()
        for size in (1001, 200_000):
            form = FormData()
            form.add_field("image", b"x" * size, filename="a.png")
            response = await browser.ask("POST", f"/api/conversations/{name}/messages", data=form)
            assert response.status == 413
            assert (await response.json())["problem"]["code"] == "image_too_large"

    async def test_too_many_turns_at_once_are_refused_with_a_time_to_wait(self, open_house: Open) -> None:
        house = await open_house(turns_per_browser=1)
        browser = house.browser()
        name = await browser.begin()
        house.studio.gate.clear()
        turn = asyncio.create_task(browser.say(name, "draw a dog"))
        await until(house.studio.waiting.is_set)
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", json={"text": "draw a cat"})
        assert response.status == 429
        assert int(response.headers["Retry-After"]) > 0
        house.studio.gate.set()
        assert (await turn)["version"] == 1

    @pytest.mark.parametrize(
        "body",
        [b"{", b"[]", b'{"text": 1}', b'{"who": "me"}', b'{"control": {"kind": "explode"}}', b'{"base": "x"}', b"\xff"],
    )
    async def test_what_is_no_message_is_refused(self, browser: Browser, body: bytes) -> None:
        name = await browser.begin()
        headers = {"Content-Type": "application/json"}
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", data=body, headers=headers)
        assert response.status == 400
        assert (await response.json())["problem"]["code"] == "invalid_request"

    @pytest.mark.parametrize(
        "body",
        [b"", b"--x\r\n", b'--x\r\nContent-Disposition: form-data; name="who"\r\n\r\nme\r\n--x--\r\n', b"\xff" * 100],
    )
    async def test_what_is_no_form_is_refused(self, browser: Browser, body: bytes) -> None:
        name = await browser.begin()
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        response = await browser.ask("POST", f"/api/conversations/{name}/messages", data=body, headers=headers)
        assert response.status in {200, 400}
        if response.status == 200:
            assert read_events(await response.text())[-1][1]["problem"]["code"] == "empty_message"

    async def test_an_unknown_path_of_the_api_answers_in_json(self, browser: Browser) -> None:
        response = await browser.ask("GET", "/api/nothing")
        assert response.status == 404
        assert (await response.json())["problem"]["code"] == "invalid_request"


class TestPassword:
    async def test_without_the_password_there_is_only_the_login_page(self, open_house: Open) -> None:
        browser = (await open_house(token="open sesame")).browser()
        page = await browser.ask("GET", "/")
        assert (page.status, page.headers["Location"]) == (303, "/login")
        assert (await browser.ask("GET", "/api/conversations")).status == 401
        assert (await browser.ask("GET", "/static/app.js")).status == 401
        assert (await browser.ask("GET", "/healthz")).status == 200
        assert (await browser.ask("GET", "/login")).status == 200

    async def test_the_password_opens_the_page_for_this_browser(self, open_house: Open) -> None:
        house = await open_house(token="open sesame")
        browser = house.browser()
        await browser.ask("GET", "/login")
        wrong = await browser.ask("POST", "/login", data={"password": "open barley"})
        assert wrong.status == 403
        assert "open sesame" not in await wrong.text()
        right = await browser.ask("POST", "/login", data={"password": "open sesame"})
        assert right.status == 303
        assert (await browser.ask("GET", "/")).status == 200
        assert (await browser.say(await browser.begin(), "draw a dog"))["version"] == 1
        assert (await house.browser().ask("GET", "/api/conversations")).status == 401

    async def test_guessing_is_slow(self, open_house: Open) -> None:
        browser = (await open_house(token="open sesame")).browser()
        await browser.ask("GET", "/login")
        for _ in range(20):
            await browser.ask("POST", "/login", data={"password": "x"})
        assert (await browser.ask("POST", "/login", data={"password": "open sesame"})).status == 429


async def test_examples_are_understood_as_pictures(browser: Browser) -> None:
    name = await browser.begin()
    examples = await browser.json("GET", "/static/examples/examples.json")
    prompts = {one["prompt"] for column in examples["columns"] for one in column} | {
        one["prompt"] for one in examples["blank"]
    }
    for prompt in prompts:
        reply = await browser.say(name, prompt, fresh=True)
        assert [one["pipeline"] for one in reply["actions"]] == ["generate"], prompt


class TestCarrying:
    async def test_a_code_lets_another_browser_in(self, house: House) -> None:
        one, other = house.browser(), house.browser()
        name = await one.begin()
        await one.say(name, "draw a dog")
        code = (await one.json("POST", f"/api/conversations/{name}/code"))["code"]
        await other.ask("GET", "/")
        assert (await other.ask("GET", f"/api/conversations/{name}")).status == 404
        assert (await other.json("POST", "/api/join", json={"code": code.lower()}))["id"] == name
        assert (await other.say(name, "put it at the beach"))["version"] == 2
        assert [line["id"] for line in (await other.json("GET", "/api/conversations"))["conversations"]] == [name]
        again = await house.browser().json("POST", "/api/join", json={"code": code})
        assert again["problem"]["code"] == "code_unknown"

    async def test_a_guest_who_forgets_only_leaves(self, house: House) -> None:
        one, other = house.browser(), house.browser()
        name = await one.begin()
        await one.say(name, "draw a dog")
        code = (await one.json("POST", f"/api/conversations/{name}/code"))["code"]
        await other.ask("GET", "/")
        await other.json("POST", "/api/join", json={"code": code})
        assert (await other.ask("DELETE", f"/api/conversations/{name}")).status == 200
        assert (await other.ask("GET", f"/api/conversations/{name}")).status == 404
        assert (await one.ask("GET", f"/api/conversations/{name}")).status == 200

    async def test_a_conversation_of_a_chat_platform_opens_on_the_page(self, house: House, browser: Browser) -> None:
        place = "slack:T1/C1/17.5"
        message = Message(conversation=place, author="slack:T1/U7", text="draw a cat", platform="slack")
        async for _ in house.dialogue.handle(message):
            pass
        code = await code_for(house.store.notes, place)
        await browser.ask("GET", "/")
        assert (await browser.json("POST", "/api/join", json={"code": code}))["id"] == place
        path = f"/api/conversations/{quote(place, safe='')}"
        held = await browser.json("GET", path)
        assert [one["title"] for one in held["versions"]] == ["Cat"]
        digest = held["versions"][0]["images"][0]["digest"]
        [line] = (await browser.json("GET", "/api/conversations"))["conversations"]
        assert (line["id"], line["platform"], line["thumb"], line["versions"]) == (place, "slack", digest, 1)
        assert (await browser.ask("GET", f"{path}/images/{digest}")).status == 200

    @pytest.mark.parametrize("body", ["", "[]", "{}", '{"code": "ABCD-2345"}'])
    async def test_what_is_no_code_is_refused(self, browser: Browser, body: str) -> None:
        await browser.ask("GET", "/")
        answer = await browser.ask("POST", "/api/join", data=body)
        assert answer.status in {400, 404}

    async def test_before_the_first_word_there_is_nothing_to_carry(self, browser: Browser) -> None:
        name = await browser.begin()
        assert (await browser.ask("POST", f"/api/conversations/{name}/code")).status == 404
