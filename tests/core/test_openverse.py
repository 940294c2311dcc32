"""The client of Openverse, against a server on loopback that answers in Openverse's shape, well and badly."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from core.openverse import MAX_PICTURE, OpenverseError, OpenverseSearch

JPEG = b"\xff\xd8\xff\xe0 a small picture"


@dataclass
class Openverse:
    """A server that answers like Openverse; what it answers can be changed."""

    url: str = ""
    results: list[object] = field(default_factory=list)
    body: str | None = None
    statuses: list[int] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    pictures: dict[str, web.Response] = field(default_factory=dict)

    def add(self, name: str, **more: Any) -> None:
        """One more result, with its thumbnail."""
        thumbnail = f"{self.url}/v1/images/{name}/thumb/"
        base = {"id": name, "title": f"The {name}", "thumbnail": thumbnail, "license": "by", "license_version": "2.0"}
        self.results.append(base | {"creator": "Kim", "url": "https://photos.example/full.jpg", "tags": []} | more)

    async def search(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        if self.statuses and (status := self.statuses.pop(0)) != 200:
            return web.Response(status=status)
        text = self.body if self.body is not None else json.dumps({"result_count": 1, "results": self.results})
        return web.Response(text=text, content_type="application/json")

    async def thumb(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        name = request.match_info["name"]
        return self.pictures.get(name) or web.Response(body=JPEG + name.encode(), content_type="image/jpeg")


@pytest.fixture
async def openverse() -> AsyncGenerator[Openverse, None]:
    there = Openverse()
    app = web.Application()
    app.router.add_get("/v1/images/", there.search)
    app.router.add_get("/v1/images/{name}/thumb/", there.thumb)
    async with TestServer(app) as server:
        there.url = str(server.make_url("")).rstrip("/")
        yield there


@pytest.fixture
async def search(openverse: Openverse) -> AsyncGenerator[OpenverseSearch, None]:
    async with ClientSession() as session:
        yield OpenverseSearch(session, openverse.url, retry_wait=0.01)


async def test_pictures_come_with_caption_and_credit(openverse: Openverse, search: OpenverseSearch) -> None:
    openverse.add("cat", attribution='"The cat" by Kim is licensed under CC BY 2.0.', foreign_landing_url="https://x/1")
    openverse.add("dog")
    cat, dog = await search.search("cat 猫", "secret conversation", 4, "ann")

    assert (cat.data, cat.media_type, cat.caption, cat.source) == (JPEG + b"cat", "image/jpeg", "The cat", "openverse")
    assert cat.credit == '"The cat" by Kim is licensed under CC BY 2.0. https://x/1'
    assert dog.credit == "“The dog” by Kim, CC BY 2.0."


async def test_only_the_query_is_sent_and_who_sends_it_is_said(openverse: Openverse, search: OpenverseSearch) -> None:
    openverse.add("cat")
    await search.search(" cat 猫 ", "secret conversation", 4, "ann")
    asked = openverse.requests[0]
    assert dict(asked.query) == {"q": "cat 猫", "license_type": "modification", "page_size": "8", "mature": "false"}
    for request in openverse.requests:
        assert request.headers["User-Agent"].startswith("Chatelier/")
        assert "secret" not in str(request.url) + str(request.headers)
        assert "Cookie" not in request.headers


async def test_no_more_are_fetched_than_asked_for(openverse: Openverse, search: OpenverseSearch) -> None:
    for number in range(6):
        openverse.add(f"cat{number}")
    assert len(await search.search("cat", "c1", 2)) == 2
    assert len(openverse.requests) == 3


@pytest.mark.parametrize(("query", "limit"), [("", 4), ("   ", 4), ("cat", 0)])
async def test_nothing_is_asked_for_nothing(
    openverse: Openverse, search: OpenverseSearch, query: str, limit: int
) -> None:  # fmt: skip
    assert await search.search(query, "c1", limit) == []
    assert openverse.requests == []


@pytest.mark.parametrize(
    "bad",
    [
        web.Response(status=404),
        web.Response(body=b"<script>", content_type="text/html"),
        web.Response(body=b"<svg/>", content_type="image/svg+xml"),
        web.Response(body=b"x" * (MAX_PICTURE + 1), content_type="image/jpeg"),
        web.Response(status=302, headers={"Location": "http://127.0.0.1:1/private"}),
    ],
    ids=["missing", "html", "svg", "too large", "redirect"],
)
async def test_a_bad_picture_is_left_out(openverse: Openverse, search: OpenverseSearch, bad: web.Response) -> None:
    openverse.add("bad")
    openverse.add("good")
    openverse.pictures["bad"] = bad
    assert [one.caption for one in await search.search("cat", "c1", 4)] == ["The good"]


@pytest.mark.parametrize(
    "thumbnail", ["http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "http://[", "//elsewhere/x", ""]
)
async def test_a_thumbnail_elsewhere_is_not_fetched(
    openverse: Openverse, search: OpenverseSearch, thumbnail: str
) -> None:  # fmt: skip
    openverse.add("bad", thumbnail=thumbnail)
    openverse.add("good")
    assert [one.caption for one in await search.search("cat", "c1", 4)] == ["The good"]


async def test_a_malformed_result_does_not_spoil_the_others(openverse: Openverse, search: OpenverseSearch) -> None:
    openverse.results += [None, 7, {"title": "no thumbnail"}]
    openverse.add("good", title=None, creator=None, license="cc0", license_version="1.0")
    found = await search.search("cat", "c1", 4)
    assert [(one.caption, one.credit) for one in found] == [("cat", "Untitled, CC0 1.0.")]


async def test_a_passing_failure_is_tried_again(openverse: Openverse, search: OpenverseSearch) -> None:
    openverse.add("cat")
    openverse.statuses = [503, 502, 200]
    assert len(await search.search("cat", "c1", 1)) == 1


@pytest.mark.parametrize(("statuses", "asked"), [([503] * 9, 3), ([429], 1), ([400], 1), ([401], 1)])
async def test_a_lasting_failure_is_said_and_not_hammered(
    openverse: Openverse, search: OpenverseSearch, statuses: list[int], asked: int
) -> None:  # fmt: skip
    openverse.statuses = statuses
    with pytest.raises(OpenverseError):
        await search.search("cat", "c1", 1)
    assert len(openverse.requests) == asked


@pytest.mark.parametrize("body", ["", "[]", "{", '{"results": 7}', "<html>"])
async def test_an_answer_that_is_none_is_an_error(openverse: Openverse, search: OpenverseSearch, body: str) -> None:
    openverse.body = body
    with pytest.raises(OpenverseError):
        await search.search("cat", "c1", 1)


async def test_a_server_that_is_away_is_an_error() -> None:
    async with ClientSession() as session:
        with pytest.raises(OpenverseError, match="cannot be reached"):
            await OpenverseSearch(session, "http://127.0.0.1:1", retry_wait=0.01).search("cat", "c1", 1)
