"""The web chat in a real Chromium: what a person sees and can do, with a mouse, a keyboard and a phone."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from patience import LIMIT
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    async_playwright,
    expect,
)
from stand_ins import understanding
from web_studio import Studio, encoded, landscape

from bots.web.app import WebConfig, make_web_app
from core.dialogue import Dialogue
from core.finding import FirstOf
from storage.sqlite import SqliteStore

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}

expect.set_options(timeout=1000 * LIMIT)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or chromium-browser on this machine (Debian: chromium)"),
]


class Gallery:
    """A running page, its renderer, and every complaint that a browser made about it."""

    def __init__(self, server: TestServer, studio: Studio, browser: Browser) -> None:
        self.url = str(server.make_url("/"))
        self.studio = studio
        self.complaints: list[str] = []
        self._browser = browser
        self._shared: BrowserContext | None = None
        self._opened: list[Page | BrowserContext] = []

    async def open(self, **settings: Any) -> Page:
        """The first page, as a browser sees it that has never been here."""
        context = await (self._new(settings) if settings else self._cleared())
        page = await context.new_page()
        self._opened.insert(0, page)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        page.on("request", self._watch)
        await page.goto(self.url)
        await expect(page.locator("#say")).to_be_visible()
        await page.evaluate(
            "Promise.all([...document.images].map(one => one.complete || new Promise(end => one.onload = one.onerror = end)))"
        )
        return page

    async def _new(self, settings: dict[str, Any]) -> BrowserContext:
        context = await self._browser.new_context(**{"reduced_motion": "reduce", "locale": "en-US", **settings})
        self._opened.append(context)
        return context

    async def _cleared(self) -> BrowserContext:
        if self._shared is None:
            self._shared = await self._browser.new_context(reduced_motion="reduce", locale="en-US")
        await self._shared.clear_cookies()
        return self._shared

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type == "error" and "/static/examples/" not in line.location["url"]:
            self.complaints.append(line.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"the page asked for {request.url}")

    async def clear(self) -> None:
        """Close what a test opened, and say what a browser complained of."""
        for opened in self._opened:
            await opened.close()
        self._opened.clear()
        self.studio.gate.set()
        self.studio.cancelled = 0
        complaints, self.complaints = self.complaints, []
        assert complaints == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gallery(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gallery]:
    store, studio = await SqliteStore.open(tmp_path_factory.mktemp("data")), Studio()
    dialogue = Dialogue(understanding(), studio, store, FirstOf([]))
    server = TestServer(make_web_app(dialogue, store, store.notes, WebConfig()))
    await server.start_server()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Gallery(server, studio, browser)
        await browser.close()
    await server.close()
    await store.close()


@pytest_asyncio.fixture(loop_scope="module")
async def web(gallery: Gallery) -> AsyncIterator[Gallery]:
    yield gallery
    await gallery.clear()


async def say(page: Page, *texts: str) -> None:
    """Type and send each text, and wait for its answer."""
    for text in texts:
        answers = await page.locator("[data-turn]").count()
        await page.fill("#say", text)
        await page.press("#say", "Enter")
        await answered(page, answers)


async def answered(page: Page, before: int) -> None:
    await expect(page.locator("[data-turn]")).to_have_count(before + 1)
    await expect(page.locator("[aria-busy]")).to_have_count(0)


async def press(page: Page, button: Locator) -> None:
    """Press something that begins a turn, and wait for its answer."""
    answers = await page.locator("[data-turn]").count()
    await button.click()
    await answered(page, answers)


def newest(page: Page) -> Locator:
    return page.locator(".piece:not(.old)")


def act(page: Page, name: str) -> Locator:
    return newest(page).get_by_role("button", name=name, exact=True)


def chip(page: Page, label: str) -> Locator:
    return newest(page).locator(".chip", has_text=label)


async def hand_over(page: Page, what: str) -> None:
    """Paste, drag or drop a photo: what the browser's own gesture would send."""
    data = base64.b64encode(encoded(landscape("photo"))).decode()
    await page.evaluate(
        """([what, data]) => {
            const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], 'photo.png', {type: 'image/png'}));
            const options = {bubbles: true, cancelable: true};
            const pasted = new ClipboardEvent('paste', {...options, clipboardData: carried});
            if (what === 'paste') document.querySelector('#say').dispatchEvent(pasted);
            else document.body.dispatchEvent(new DragEvent(what, {...options, dataTransfer: carried}));
        }""",
        [what, data],
    )


async def overflow(page: Page) -> int:
    """Pixels that the page is wider than its window."""
    return await page.evaluate("document.documentElement.scrollWidth - innerWidth")


async def test_a_person_types_and_sees_a_picture_beside_its_label(web: Gallery) -> None:
    page = await web.open()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Tell me")
    await say(page, "draw a dog at the beach")
    await expect(newest(page).get_by_role("img").first).to_have_attribute("alt", re.compile("dog"))
    await expect(newest(page)).to_contain_text("No. 1")
    await expect(page.locator("#target")).to_contain_text("Changing No. 1")
    await expect(page.locator("#status")).to_contain_text("ready")
    await say(page, "put sunglasses on it")
    await expect(newest(page)).to_contain_text("No. 2 · from No. 1")
    await expect(chip(page, "sunglasses")).to_have_class(re.compile("new"))
    await expect(page.locator(".piece.old")).to_have_count(1)
    await expect(page.get_by_role("treeitem")).to_have_count(2)


async def test_an_example_fills_the_box_and_does_not_send(web: Gallery) -> None:
    page = await web.open()
    await expect(page.locator(".hang .example")).to_have_count(7)
    await page.get_by_text("A cat making tea in a sunny kitchen").click()
    await expect(page.locator("#say")).to_have_value("A cat making tea in a sunny kitchen")
    await expect(page.locator("#say")).to_be_focused()
    await expect(page.locator(".ask")).to_have_count(0)


async def test_progress_is_told_by_numbers_and_can_be_cancelled(web: Gallery) -> None:
    page = await web.open()
    web.studio.gate.clear()
    await page.fill("#say", "draw a dog")
    await page.press("#say", "Enter")
    await expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "62")
    await expect(page.locator(".wet img")).to_have_attribute("src", re.compile("^data:image/webp"))
    await expect(page.locator(".node .canvas")).to_have_text("62 %")
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.locator(".reply")).to_contain_text("Cancelled. Nothing changed.")
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    assert web.studio.cancelled == 1


async def test_a_page_that_is_opened_again_finds_the_picture_under_way(web: Gallery) -> None:
    page = await web.open()
    web.studio.gate.clear()
    await page.fill("#say", "draw a dog")
    await page.press("#say", "Enter")
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await page.reload()
    await expect(page.locator(".ask")).to_have_text("draw a dog")
    await expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "62")
    web.studio.gate.set()
    await expect(newest(page).locator("h2")).to_be_visible()


async def test_a_chip_is_dropped_at_a_tap_and_put_back(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog at the beach", "put sunglasses on it")
    await press(page, newest(page).get_by_role("button", name="Remove sunglasses"))
    await expect(newest(page)).to_contain_text("No. 3 · from No. 2")
    await expect(chip(page, "sunglasses")).to_have_class(re.compile("gone"))
    await press(page, newest(page).get_by_role("button", name="Put back sunglasses"))
    await expect(newest(page)).to_contain_text("No. 2")
    await expect(newest(page).get_by_role("button", name="Remove sunglasses")).to_be_visible()


async def test_undo_redo_vary_and_details(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog at the beach")
    await expect(act(page, "Undo")).to_be_disabled()
    await say(page, "make it watercolor")
    await press(page, act(page, "Undo"))
    await expect(newest(page).locator(".no")).to_have_text("No. 1")
    await press(page, act(page, "Redo"))
    await expect(newest(page).locator(".no")).to_have_text("No. 2 · from No. 1")
    await act(page, "Details").click()
    await expect(newest(page).locator(".details")).to_contain_text("watercolor")
    await expect(act(page, "Details")).to_have_attribute("aria-expanded", "true")
    await press(page, act(page, "Vary"))
    await expect(newest(page).get_by_role("radio")).to_have_count(4)
    await page.locator("#thread").focus()
    await page.keyboard.press("3")
    await expect(newest(page).get_by_role("radio").nth(2)).to_have_attribute("aria-checked", "true")
    await press(page, act(page, "Keep number 3"))
    await expect(newest(page).locator(".no")).to_have_text("No. 4 · from No. 3")


async def test_the_recipe_is_copied(web: Gallery) -> None:
    page = await web.open()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await say(page, "draw a dog at the beach")
    await act(page, "Details").click()
    await newest(page).get_by_role("button", name="Copy recipe").click()
    await expect(newest(page).locator(".details")).to_contain_text("Recipe copied")
    assert '"prompt"' in await page.evaluate("navigator.clipboard.readText()")


async def test_an_earlier_version_is_pointed_at_and_branched_from(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog at the beach", "make it watercolor")
    await page.get_by_role("treeitem", name="No. 1").click()
    await expect(page.locator("#target")).to_contain_text("Changing No. 1")
    await say(page, "make it pixel art")
    await expect(newest(page)).to_contain_text("No. 3 · from No. 1")
    await page.get_by_role("button", name="Start a new picture instead").click()
    await expect(page.locator("#target")).to_contain_text("Starting a new picture")
    await say(page, "a fox")
    await expect(newest(page).locator(".no")).to_have_text("No. 4")


@pytest.mark.parametrize("gesture", ["button", "paste", "drop"])
async def test_a_photo_comes_by_button_paste_and_drop(web: Gallery, tmp_path: Path, gesture: str) -> None:
    page = await web.open()
    if gesture == "button":
        photo = tmp_path / "photo.png"
        photo.write_bytes(encoded(landscape("photo")))
        await page.set_input_files("#chooser", photo)
    else:
        await hand_over(page, gesture)
    await expect(page.locator("#target")).to_contain_text("Starting from your photo")
    await say(page, "a bit brighter")
    await expect(page.locator(".ask img")).to_have_attribute("alt", "Your photo")
    slider = newest(page).get_by_role("slider", name="Compare before and after")
    await slider.focus()
    await page.keyboard.press("ArrowRight")
    await expect(slider).to_have_value("51")


async def test_an_amount_is_set_with_a_slider(web: Gallery) -> None:
    page = await web.open()
    await hand_over(page, "paste")
    await say(page, "a bit brighter")
    await newest(page).locator(".chip.meter .v").click()
    slider = newest(page).locator(".tune input")
    await expect(slider).to_be_focused()
    answers = await page.locator("[data-turn]").count()
    await slider.evaluate("(range) => { range.value = 40; range.dispatchEvent(new Event('change')); }")
    await answered(page, answers)
    await expect(chip(page, "+40")).to_be_visible()


async def test_the_drop_target_shows_while_a_file_is_over_the_page(web: Gallery) -> None:
    page = await web.open()
    await hand_over(page, "dragenter")
    await expect(page.locator(".drop")).to_contain_text("Hang it here")
    await hand_over(page, "dragleave")
    await expect(page.locator(".drop")).to_have_count(0)


async def test_a_file_that_is_no_picture_gets_a_sentence_and_keeps_the_words(web: Gallery, tmp_path: Path) -> None:
    page = await web.open()
    await page.fill("#say", "make it brighter")
    text = tmp_path / "notes.txt"
    text.write_text("x")
    await page.set_input_files("#chooser", text)
    await expect(page.locator("#wrong")).to_contain_text("not a picture")
    await expect(page.locator("#say")).to_have_value("make it brighter")


async def test_a_problem_names_the_limit_and_does_the_way_out(web: Gallery) -> None:
    page = await web.open()
    await say(page, "x" * 5000)
    fault = page.get_by_role("alert").filter(has_text="too long")
    await expect(fault).to_contain_text("5000")
    await fault.get_by_role("button", name="Shorten it").click()
    await expect(page.locator("#say")).to_have_value("x" * 5000)


async def test_a_lost_connection_is_told_and_nothing_is_lost(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog")
    await page.context.set_offline(True)
    await page.fill("#say", "put it at the beach")
    await page.press("#say", "Enter")
    await expect(page.get_by_role("alert").filter(has_text="connection is gone")).to_be_visible()
    await expect(page.locator(".engine")).to_have_text("No connection")
    await page.context.set_offline(False)
    await page.get_by_role("button", name="Reload").click()
    await expect(page.locator(".engine")).to_have_text("Ready")
    await expect(newest(page)).to_contain_text("No. 1")
    web.complaints[:] = [line for line in web.complaints if "ERR_INTERNET_DISCONNECTED" not in line]


async def test_the_language_switches_and_is_remembered(web: Gallery) -> None:
    page = await web.open(locale="en-GB")
    await page.get_by_role("button", name="中文").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("说一幅画给我听")
    assert await page.evaluate("document.documentElement.lang") == "zh-CN"
    await say(page, "画一只海边的狗")
    await expect(page.locator("#target")).to_contain_text("正在改 第 1 稿")
    await page.reload()
    await expect(newest(page).get_by_role("button", name="撤销")).to_be_visible()


async def test_a_browser_in_chinese_gets_the_page_in_chinese(web: Gallery) -> None:
    page = await web.open(locale="zh-CN")
    await expect(page.locator("#say")).to_have_attribute("placeholder", re.compile("狐狸"))


async def test_day_and_night(web: Gallery) -> None:
    page = await web.open(color_scheme="dark")
    wall = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(wall) == "rgb(20, 16, 27)"
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("radio", name="Day").click()
    assert await page.evaluate(wall) == "rgb(236, 235, 240)"
    await page.reload()
    assert await page.evaluate(wall) == "rgb(236, 235, 240)"


async def test_a_phone_shows_one_column_and_never_scrolls_sideways(web: Gallery) -> None:
    page = await web.open(**PHONE)
    assert await overflow(page) <= 0
    await say(page, "draw a dog at the beach", "put sunglasses on it", "make it watercolor")
    assert await overflow(page) <= 0
    await expect(page.locator(".strip button")).to_have_count(3)
    await page.get_by_role("button", name="Versions").click()
    await expect(page.get_by_role("treeitem")).to_have_count(3)
    assert await page.evaluate("document.querySelector('#main').inert")
    await page.get_by_role("treeitem", name="No. 1").click()
    await expect(page.locator("#target")).to_contain_text("No. 1")
    await page.get_by_role("button", name="Conversations").click()
    await expect(page.get_by_role("navigation", name="Conversations")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Conversations")).to_be_focused()
    assert await overflow(page) <= 0


async def test_fingers_find_every_button_of_the_newest_picture(web: Gallery) -> None:
    page = await web.open(**PHONE)
    await say(page, "draw a dog at the beach")
    for button in await newest(page).locator(".acts .btn").all():
        box = await button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


async def test_everything_is_reached_by_keyboard(web: Gallery) -> None:
    page = await web.open()
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#say")).to_be_focused()
    await page.keyboard.type("draw a dog at the beach")
    await page.keyboard.press("Enter")
    await answered(page, 0)
    await expect(page.locator("#say")).to_be_focused()
    await page.keyboard.type("make it watercolor")
    await page.keyboard.press("Enter")
    await answered(page, 1)
    await page.keyboard.press("Control+z")
    await answered(page, 2)
    await expect(newest(page).locator(".no")).to_have_text("No. 1")
    await page.get_by_role("treeitem", selected=True).focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#target")).to_contain_text("Changing No. 2")
    await page.locator("#thread").focus()
    await page.keyboard.press("/")
    await expect(page.locator("#say")).to_be_focused()
    await page.get_by_role("button", name="Settings").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Settings")).to_be_focused()


async def test_enter_that_ends_an_input_method_composition_does_not_send(web: Gallery) -> None:
    page = await web.open()
    await page.fill("#say", "画一只狗")
    key = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, isComposing: true})"
    await page.evaluate(f"document.querySelector('#say').dispatchEvent({key})")
    await page.locator("#say").press("Shift+Enter")
    await expect(page.locator(".ask")).to_have_count(0)
    await expect(page.locator("#say")).to_have_value("画一只狗\n")


async def test_what_people_say_is_never_read_as_html(web: Gallery) -> None:
    page = await web.open()
    attack = "draw <img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> a dog"
    await say(page, attack)
    await expect(page.locator(".ask .words")).to_have_text(attack)
    await page.get_by_role("button", name="Rename").or_(page.locator(".edit")).first.click()
    await page.get_by_role("textbox", name="Title").fill("<b onclick=alert(1)>dog</b>")
    await page.keyboard.press("Enter")
    await expect(page.locator(".edit-title")).to_have_count(0)  # the key that ends the field does not open it again
    await expect(page.locator(".conversation b")).to_have_text("<b onclick=alert(1)>dog</b>")
    await page.reload()
    await expect(page.locator(".ask .words")).to_have_text(attack)
    assert await page.locator(".ask img, main script").count() == 0
    assert await page.title() != "owned"


async def test_a_reload_restores_the_thread_and_the_list_leads_back(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog at the beach", "make it watercolor", "hello")
    await page.reload()
    await expect(page.locator(".ask")).to_have_text(["draw a dog at the beach", "make it watercolor", "hello"])
    await expect(newest(page)).to_contain_text("No. 2 · from No. 1")
    await page.get_by_role("button", name="New picture", exact=True).click()
    await expect(page.get_by_role("heading", name="What shall I draw?")).to_be_visible()
    await expect(page.get_by_text("Nothing on the wall yet")).to_be_visible()
    await say(page, "draw a fox")
    await expect(page.locator(".conversation")).to_have_count(2)
    await page.locator(".conversation").nth(1).click()
    await expect(page.locator(".ask")).to_have_count(3)
    await page.go_back()
    await expect(page.locator(".ask")).to_have_text(["draw a fox"])


async def test_forgetting_asks_twice_and_leaves_nothing(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog")
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("button", name="Forget this conversation").click()
    await page.get_by_role("button", name="Press again to forget it for good").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Tell me")
    await expect(page.locator(".conversation")).to_have_count(0)


async def test_no_two_versions_hang_in_one_place(web: Gallery) -> None:
    page = await web.open()
    found = await page.evaluate(
        """async () => {
            const { layout } = await import('/static/tree.js');
            let seed = 7;
            const chance = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
            const parent = (at) => (at && chance(9) ? 1 + chance(at) : null);
            const versions = Array.from({length: 400}, (_, at) => ({number: at + 1, parent: parent(at)}));
            const { places } = layout(versions);
            const cells = new Set([...places.values()].map((one) => `${one.lane},${one.row}`));
            const row = (number) => places.get(number).row;
            const below = versions.every((one) => !one.parent || row(one.number) === row(one.parent) + 1);
            return [places.size, cells.size, below, Math.min(...[...places.values()].map((one) => one.lane))];
        }"""
    )
    assert found == [400, 400, True, 0]


async def test_without_motion_nothing_moves(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a dog")
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert await page.evaluate(moving) == 0


async def test_a_conversation_is_carried_to_another_browser_by_its_code(web: Gallery) -> None:
    page = await web.open()
    await say(page, "draw a cat")
    await page.fill("#say", "/move")
    await page.press("#say", "Enter")
    words = page.locator("#carry", has_text="/join")
    await expect(words).to_be_visible()
    command = re.search(r"/join [A-Z0-9]{4}-[A-Z0-9]{4}", await words.inner_text())
    assert command
    other = await web.open(locale="zh-CN")
    await other.fill("#say", command.group())
    await other.press("#say", "Enter")
    await expect(newest(other)).to_be_visible()
    await say(other, "放到海边")
    assert await overflow(other) <= 0
    assert web.complaints == []
    await other.fill("#say", "/join WRNG-CODE")
    await other.press("#say", "Enter")
    await expect(other.locator("#code-wrong")).to_contain_text("代码不能用")
    assert await overflow(other) <= 0
    web.complaints.clear()  # Chromium writes of every answer with an error
