"""Reading request bodies within bounds of size and time."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Final

from aiohttp import BodyPartReader, web

from core.problems import Code, ProblemError

MAX_TEXT: Final = 256 * 1024
"""Bytes of one text field, and of a JSON body."""
_MAX_FIELDS: Final = 64
_SECONDS: Final = 120.0
_CHUNK: Final = 65_536


@dataclass
class Form:
    """The fields of a form, in order; whether one is a text or a file is for its reader to say."""

    fields: list[tuple[str, bytes]] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """The field `name` as text; None where it is absent. Raises ProblemError for one that is too long."""
        data = self.file(name)
        if data is not None and len(data) > MAX_TEXT:
            raise ProblemError(Code.INVALID_REQUEST, f"{name} is longer than {MAX_TEXT} bytes")
        return None if data is None else data.decode("utf-8", "replace")

    def file(self, name: str) -> bytes | None:
        """The bytes of the first field `name`; None where it is absent."""
        return next((data for given, data in self.fields if given == name), None)

    def files(self, *names: str) -> list[bytes]:
        """The bytes of every field of any of `names`."""
        return [data for given, data in self.fields if given in names]


async def read_form(request: web.Request, limit: int) -> Form:
    """The form of `request`. Raises ProblemError when it is none, malformed, slow, or larger than `limit` bytes."""
    if not request.content_type.startswith("multipart/"):
        raise ProblemError(Code.INVALID_REQUEST, "send a multipart form")
    try:
        async with asyncio.timeout(_SECONDS):
            return await _read(request, limit)
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="the form did not arrive in time") from None
    except (ValueError, AssertionError) as error:  # what aiohttp's reader raises on a malformed form
        raise ProblemError(Code.INVALID_REQUEST, "the form is malformed") from error


async def _read(request: web.Request, limit: int) -> Form:
    form, held, count = Form(), 0, 0
    async for part in await request.multipart():
        count += 1
        if count > _MAX_FIELDS:
            raise ProblemError(Code.INVALID_REQUEST, f"the form has more than {_MAX_FIELDS} fields")
        if not isinstance(part, BodyPartReader) or not part.name:
            raise ProblemError(Code.INVALID_REQUEST, "every field of the form needs a name, and none may be a form")
        data = bytearray()
        while chunk := await part.read_chunk(_CHUNK):
            data += chunk
            held += len(chunk)
            if held > limit:
                raise ProblemError(Code.IMAGE_TOO_LARGE, "the form is too large", limit=f"{limit // 2**20} MB")
        form.fields.append((part.name, bytes(data)))
    return form


async def read_json(request: web.Request, limit: int = MAX_TEXT) -> object:
    """The JSON body of `request`. Raises ProblemError when it is none, slow, or longer than `limit` bytes."""
    data = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > limit:
                    raise ProblemError(Code.INVALID_REQUEST, f"the body is longer than {limit} bytes")
        return json.loads(data) if len(data) <= MAX_TEXT else await asyncio.to_thread(json.loads, data)
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="the body did not arrive in time") from None
    except (ValueError, RecursionError):
        raise ProblemError(Code.INVALID_REQUEST, "the body is no JSON") from None
