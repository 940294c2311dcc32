"""Files in both directions: what people shared is fetched, pictures are uploaded with their alt text."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bots.chat.fit import fitted
from bots.chat.letter import Sheet
from bots.slack import limits
from bots.slack.hearing import File, Spot, files_of
from core.limits import MAX_UPLOAD
from core.messages import Attachment
from core.problems import Code, ProblemError, file_too_large

_SLACK: Final = re.compile(r"(.+\.)?(slack\.com|slack-gov\.com|slack-files\.com|slack-edge\.com)")
_TRIES: Final = 3
"""How often a file that is refused as too large is made smaller."""
_TOO_LARGE: Final = frozenset({"file_upload_size_restricted", "file_uploads_size_limit", "file_too_large"})


async def fetched(client: AsyncWebClient, file: File) -> Attachment:
    """The bytes of a file. Raises ProblemError."""
    if file.size > MAX_UPLOAD:
        raise file_too_large(MAX_UPLOAD)
    if not file.reachable:
        raise ProblemError(Code.FILE_UNREACHABLE, "the file is kept outside Slack")
    if not file.url:  # a file of another organisation says no more than its id at first
        with suppress(SlackClientError):
            [file] = files_of([(await client.files_info(file=file.id)).get("file") or {}])
    try:
        return Attachment(data=await _read(client, file.url), name=file.name)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise ProblemError(Code.FILE_UNREACHABLE, f"the file cannot be fetched: {type(error).__name__}") from None


async def _read(client: AsyncWebClient, url: str) -> bytes:
    headers = {"Authorization": f"Bearer {client.token}"} if _is_slacks(url, client.base_url) else {}
    assert client.session is not None
    async with client.session.get(url, headers=headers, raise_for_status=True) as answer:
        if answer.content_type == "text/html":  # what Slack shows who may not see the file
            raise ProblemError(Code.FILE_UNREACHABLE, "Slack answers with a page in place of the file")
        data = bytearray()
        async for chunk in answer.content.iter_any():
            data += chunk
            if len(data) > MAX_UPLOAD:
                raise file_too_large(MAX_UPLOAD)
    return bytes(data)


def _is_slacks(url: str, api: str) -> bool:
    """Whether the token may be sent to `url`: to Slack, or to where the API is, and to nobody else."""
    host = urlsplit(url).hostname or ""
    return host == urlsplit(api).hostname or _SLACK.fullmatch(host) is not None


async def parent_files(client: AsyncWebClient, spot: Spot) -> list[File]:
    """The files of the message that a thread hangs on; none where Slack does not tell."""
    try:
        answer = await client.conversations_replies(channel=spot.channel, ts=spot.thread or "", limit=1)
    except SlackClientError:
        return []
    messages: list[dict[str, Any]] = answer.get("messages") or []
    return files_of(messages[0].get("files")) if messages else []


async def share(client: AsyncWebClient, spot: Spot, sheets: tuple[Sheet, ...], title: str) -> list[str]:
    """Upload files into a channel or thread; the ids (ts) of the messages that show them, as far as Slack tells."""
    most = limits.FILE
    for attempt in range(_TRIES + 1):
        smaller = [await fitted(one, most_bytes=most) if _is_image(one) else one for one in sheets]
        uploads = [_upload(one, title) for one in smaller if one is not None]
        try:
            answer = await client.files_upload_v2(
                file_uploads=uploads, channel=spot.channel, thread_ts=spot.thread, request_file_info=False
            )
            break
        except (SlackApiError, SlackRequestError) as error:
            if attempt == _TRIES or (isinstance(error, SlackApiError) and error.response["error"] not in _TOO_LARGE):
                raise
            most = max((len(one.data) for one in smaller if one), default=most) // 2
    else:
        raise AssertionError  # the loop breaks or raises
    files: list[dict[str, Any]] = answer.get("files") or []
    found = {ts for file in files[:1] if (ts := await _shared(client, spot, file))}
    return sorted(found)


def _is_image(sheet: Sheet) -> bool:
    return sheet.media_type.startswith("image/")


def _upload(sheet: Sheet, title: str) -> dict[str, Any]:
    made: dict[str, Any] = {"file": sheet.data, "filename": sheet.name, "title": title or sheet.name}
    if sheet.alt_text:
        made["alt_txt"] = sheet.alt_text[: limits.ALT_TEXT]
    return made


async def _shared(client: AsyncWebClient, spot: Spot, file: dict[str, Any]) -> str | None:
    """Where a file stands in its channel. Slack puts it there a while after the upload; the words are to follow it."""
    wait, waited = 0.1, 0.0
    file_id = str(file["id"])
    while not (ts := _ts_of(file, spot.channel)) and waited < limits.SHARED_SECONDS:
        await asyncio.sleep(wait)
        wait, waited = wait * 2, waited + wait
        try:
            file = (await client.files_info(file=file_id)).get("file") or {}
        except SlackClientError:
            return None
    return ts


def _ts_of(file: dict[str, Any], channel: str) -> str | None:
    shares: dict[str, dict[str, list[dict[str, str]]]] = file.get("shares") or {}
    return next((one["ts"] for kind in shares.values() for one in kind.get(channel, [])), None)
