"""Several places to look for pictures, asked in order."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from typing import Final

from core.ports import Found, Search

log = logging.getLogger(__name__)

TIMEOUT_SECONDS: Final = 15.0
"""How long one place may take."""


class FirstOf:
    """Implements `core.ports.Search` over others. A place further down is asked only for what is still missing.

    So nothing of a query leaves this machine while the pictures on it suffice. A place that fails or takes longer
    than `timeout` seconds counts as empty, with a line in the log.
    """

    def __init__(self, places: Sequence[Search], *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._places = tuple(places)
        self._timeout = timeout

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The hits of the first place, then those of the next; the same picture once."""
        found: dict[bytes, Found] = {}
        for place in self._places:
            if len(found) >= limit:
                break
            for one in await self._ask(place, query, conversation, limit, author):
                found.setdefault(hashlib.sha256(one.data).digest(), one)
        return list(found.values())[:limit]

    async def _ask(
        self, place: Search, query: str, conversation: str, limit: int, author: str | None
    ) -> list[Found]:  # fmt: skip
        try:
            async with asyncio.timeout(self._timeout):
                return await place.search(query, conversation, limit, author)
        except TimeoutError:
            log.warning("%s did not answer within %g s", type(place).__name__, self._timeout)
        except Exception as error:  # one place that fails must not hide what the others have
            log.warning("%s failed: %s", type(place).__name__, error, exc_info=True)
        return []
