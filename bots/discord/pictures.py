"""Fetching what people attached. Their addresses expire within a day: bytes are taken at once, no address is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord import Attachment as DiscordAttachment
from discord import Client, DiscordException

from core.limits import MAX_UPLOAD
from core.messages import Attachment
from core.problems import Code, ProblemError, file_too_large


@dataclass(frozen=True)
class Source:
    """A file that can be fetched now. `size` in bytes."""

    url: str
    name: str
    size: int


def source_of(attachment: DiscordAttachment) -> Source:
    """The file of a message's attachment."""
    return Source(attachment.url, attachment.filename, attachment.size)


def source_of_option(payload: Mapping[str, Any]) -> Source:
    """The file of an attachment as an interaction carries it."""
    return Source(payload["url"], payload["filename"], payload["size"])


def first_picture(payloads: list[Mapping[str, Any]]) -> Source | None:
    """The first of a raw message's attachments that is a picture."""
    return next((source_of_option(one) for one in payloads if one.get("content_type", "").startswith("image/")), None)


async def fetched(client: Client, source: Source) -> Attachment:
    """The bytes of a file. Raises ProblemError."""
    if source.size > MAX_UPLOAD:
        raise file_too_large(MAX_UPLOAD)
    try:
        return Attachment(data=await client.http.get_from_cdn(source.url), name=source.name)
    except (DiscordException, OSError) as error:
        raise ProblemError(Code.FILE_UNREACHABLE, f"the file cannot be fetched: {type(error).__name__}") from None
