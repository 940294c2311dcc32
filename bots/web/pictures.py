"""Pictures of a conversation, whole or as a thumb, to the browser that they belong to."""

from __future__ import annotations

import asyncio
import io
import re
from collections import OrderedDict
from typing import Final

from aiohttp import web
from PIL import Image

from bots.web.owner import owned
from bots.web.port import STORE
from core.ports import Store
from core.problems import Code, ProblemError

THUMB: Final = 480
"""Longest side of a thumb in pixels: 240 on the page, at two pixels each."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/webp"})
_HEADERS: Final = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class Pictures:
    """Which pictures belong to which conversation, and thumbs of them, both as far as memory allows."""

    def __init__(self, store: Store, *, conversations: int = 256, thumb_bytes: int = 32 * 2**20) -> None:
        self._store = store
        self._digests: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._conversations = conversations
        self._thumbs: OrderedDict[str, bytes] = OrderedDict()
        self._room = thumb_bytes
        self._decoding = asyncio.Semaphore(2)

    async def check(self, conversation: str, digest: str) -> None:
        """Raises ProblemError where `conversation` has no picture `digest`."""
        if digest in self._digests.get(conversation, ()):
            self._digests.move_to_end(conversation)
            return
        loaded = await self._store.load(conversation) if _DIGEST.fullmatch(digest) else None
        versions = loaded.tree.versions.values() if loaded else ()
        self._digests[conversation] = frozenset(one.digest for version in versions for one in version.images)
        while len(self._digests) > self._conversations:
            self._digests.popitem(last=False)
        if digest not in self._digests[conversation]:
            raise ProblemError(Code.NO_SUCH_CONVERSATION, "there is no such picture")

    async def thumb(self, digest: str) -> bytes:
        """A WebP of at most THUMB x THUMB pixels. Raises KeyError when there is no such image."""
        if digest in self._thumbs:
            self._thumbs.move_to_end(digest)
            return self._thumbs[digest]
        async with self._decoding:
            data = await asyncio.to_thread(make_thumb, await self._store.get_image(digest))
        self._thumbs[digest] = data
        while sum(map(len, self._thumbs.values())) > self._room:
            self._thumbs.popitem(last=False)
        return data

    def forget(self, conversation: str) -> None:
        """Drop what memory holds of a conversation's pictures."""
        for digest in self._digests.pop(conversation, ()):
            self._thumbs.pop(digest, None)


PICTURES = web.AppKey("pictures", Pictures)


def make_thumb(data: bytes) -> bytes:
    """The picture `data` as a WebP of at most THUMB x THUMB pixels, transparency kept."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((THUMB, THUMB))
        small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    out = io.BytesIO()
    small.save(out, "WEBP", quality=84, method=3)
    return out.getvalue()


async def get_picture(request: web.Request) -> web.StreamResponse:
    """A picture of the conversation in the path. Raises ProblemError where it is not one."""
    conversation, digest = await owned(request), request.match_info["digest"]
    pictures, store = request.app[PICTURES], request.app[STORE]
    await pictures.check(conversation, digest)
    try:
        if request.query.get("size") == "thumb":
            return web.Response(body=await pictures.thumb(digest), content_type="image/webp", headers=_HEADERS)
        kind = (await store.image(digest)).media_type
        body = await store.get_image(digest)
    except KeyError:
        raise ProblemError(Code.NO_SUCH_CONVERSATION, "the picture is gone") from None
    shown = kind if kind in _TYPES else "application/octet-stream"
    return web.Response(body=body, content_type=shown, headers=_HEADERS)
