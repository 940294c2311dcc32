"""Openly licensed pictures from Openverse (https://api.openverse.org): found, fetched and credited."""

from __future__ import annotations

import logging
from typing import Final

from aiohttp import ClientError, ClientResponse, ClientResponseError, ClientSession, ClientTimeout
from pydantic import BaseModel, ValidationError
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential
from yarl import URL

from core.model import Model
from core.ports import Found

log = logging.getLogger(__name__)

SOURCE: Final = "openverse"
USER_AGENT: Final = "Chatelier/0.1 (self-hosted picture bot; finds pictures when a user asks)"

MAX_ANSWER: Final = 2 * 2**20
"""Bytes of a search answer."""

MAX_PICTURE: Final = 16 * 2**20
"""Bytes of one picture."""

PAGE_SIZE: Final = 20
"""The most hits that Openverse gives to a client without an account."""

TRIES: Final = 3
_PASSING: Final = frozenset({502, 503, 504})
_KINDS: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


class OpenverseError(Exception):
    """Openverse gave no usable answer."""


class Hit(Model):
    """What is used of one result."""

    title: str
    thumbnail: str
    credit: str


class _Result(BaseModel):
    """One result as Openverse words it; what is not used here is ignored."""

    thumbnail: str
    license: str
    license_version: str | None = None
    title: str | None = None
    creator: str | None = None
    attribution: str | None = None
    foreign_landing_url: str | None = None


class _Answer(BaseModel):
    results: list[object]


class OpenverseSearch:
    """Implements `core.ports.Search` over Openverse's HTTP API.

    Only pictures that may be changed are asked for, since that is what people do with them here. Pictures are fetched
    as Openverse's own thumbnails, from `base_url` alone, so an answer cannot send this server anywhere else.
    """

    def __init__(
        self, session: ClientSession, base_url: str, *, license_type: str = "modification", timeout: float = 10.0,
        retry_wait: float = 0.5,
    ) -> None:  # fmt: skip
        self._session = session
        self._base = URL(base_url)
        self._license_type = license_type
        self._timeout = ClientTimeout(total=timeout)
        self._retry_wait = retry_wait

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The best hits first. Raises OpenverseError where the search fails; a picture that fails is left out.

        Nothing but the query is sent.
        """
        if not query.strip() or limit < 1:
            return []
        hits = await self._hits(query.strip()[:200], min(2 * limit, PAGE_SIZE))
        found: list[Found] = []
        for hit in hits:
            if len(found) == limit:
                break
            try:
                found.append(await self._fetch(hit, query))
            except (OpenverseError, ClientError, TimeoutError) as error:
                log.warning("a picture of Openverse was left out: %s", error)
        return found

    async def _hits(self, query: str, count: int) -> list[Hit]:
        url = (self._base / "v1/images/").with_query(
            {"q": query, "license_type": self._license_type, "page_size": str(count), "mature": "false"}
        )
        try:
            body, _ = await self._get(url, frozenset({"application/json"}), MAX_ANSWER)
            return read_hits(body)
        except (ClientError, TimeoutError) as error:
            raise OpenverseError(f"Openverse cannot be reached: {error}") from error

    async def _fetch(self, hit: Hit, query: str) -> Found:
        try:
            url = self._base.join(URL(hit.thumbnail))
            near = url.origin() == self._base.origin()
        except ValueError:
            near, url = False, self._base
        if not near:
            raise OpenverseError(f"its thumbnail lies elsewhere: {hit.thumbnail[:100]}")
        data, kind = await self._get(url, _KINDS, MAX_PICTURE)
        return Found(data=data, media_type=kind, caption=hit.title or query, source=SOURCE, credit=hit.credit)

    async def _get(self, url: URL, kinds: frozenset[str], limit: int) -> tuple[bytes, str]:
        """The body and media type of `url`. A GET may be repeated where the failure is a passing one."""
        retrying = AsyncRetrying(
            retry=retry_if_exception(_is_passing),
            stop=stop_after_attempt(TRIES),
            wait=wait_random_exponential(multiplier=self._retry_wait, max=4),
            reraise=True,
        )
        return await retrying(self._get_once, url, kinds, limit)

    async def _get_once(self, url: URL, kinds: frozenset[str], limit: int) -> tuple[bytes, str]:
        headers = {"User-Agent": USER_AGENT, "Accept": ", ".join(sorted(kinds))}
        async with self._session.get(
            url, headers=headers, timeout=self._timeout, allow_redirects=False
        ) as response:  # fmt: skip
            response.raise_for_status()
            if response.status != 200 or response.content_type not in kinds:
                raise OpenverseError(f"{url.path} answered {response.status} with {response.content_type}")
            return await _body(response, limit), response.content_type


async def _body(response: ClientResponse, limit: int) -> bytes:
    """The body, of at most `limit` bytes. Raises OpenverseError for a longer one, without reading it to the end."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > limit:
            raise OpenverseError(f"{response.url.path} is larger than {limit // 2**20} MB")
    return bytes(body)


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, ClientResponseError):
        return error.status in _PASSING
    return isinstance(error, ClientError | TimeoutError)


def read_hits(body: bytes) -> list[Hit]:
    """The usable results of a search answer. Raises OpenverseError where it is none."""
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError:
        raise OpenverseError("Openverse's answer cannot be read") from None
    results: list[_Result] = []
    for one in answer.results:
        try:
            results.append(_Result.model_validate(one))
        except ValidationError as error:
            log.warning("a result of Openverse was left out: %s", error)
    return [Hit(title=one.title or "", thumbnail=one.thumbnail, credit=credit_of(one)) for one in results]


def credit_of(result: _Result) -> str:
    """Whom to credit, under which licence, and where the picture is from."""
    line = result.attribution or _attribution(result)
    return f"{line} {result.foreign_landing_url}" if result.foreign_landing_url else line


def _attribution(result: _Result) -> str:
    title = f"“{result.title}”" if result.title else "Untitled"
    licence = result.license.upper() if result.license in {"cc0", "pdm"} else f"CC {result.license.upper()}"
    by = f" by {result.creator}" if result.creator else ""
    return f"{title}{by}, {licence} {result.license_version or ''}".rstrip() + "."
