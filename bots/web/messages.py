"""Saying something: the message as it is posted, and the stream of events that answers it."""

from __future__ import annotations

import json
from contextlib import aclosing
from typing import Any, Final

from aiohttp import BodyPartReader, web
from pydantic import ValidationError

from bots.web.owner import OWNER, owned
from bots.web.port import CONFIG, DIALOGUE, WebConfig
from bots.web.running import TURNS, RunningTurn
from bots.web.views import event_view
from core.language import Language
from core.messages import Attachment, Control, Message
from core.model import Model
from core.problems import Code, ProblemError, file_too_large

_CHUNK: Final = 64 * 1024
_FIELDS: Final = frozenset({"text", "control", "base", "fresh", "locale"})


class Said(Model):
    """What the page posts besides a photo."""

    text: str = ""
    control: Control | None = None
    base: int | None = None
    fresh: bool = False
    locale: Language | None = None


async def post_message(request: web.Request) -> web.StreamResponse:
    """Begin a turn and stream its events. Raises ProblemError."""
    conversation = await owned(request)
    said, attachment = await _read(request, request.app[CONFIG])
    message = Message(
        conversation=conversation,
        author=request[OWNER],
        text=said.text,
        attachment=attachment,
        control=said.control,
        base=said.base,
        fresh=said.fresh,
        platform="web",
        locale=said.locale,
    )
    return await _stream(request, request.app[TURNS].start(message))


async def watch_turn(request: web.Request) -> web.StreamResponse:
    """Stream the events of a turn under way, from where it stands. Raises ProblemError when it is over."""
    conversation = await owned(request)
    for turn in request.app[TURNS].of(conversation):
        if turn.id == request.match_info["turn"]:
            return await _stream(request, turn)
    raise ProblemError(Code.NO_SUCH_CONVERSATION, "this turn is over")


async def cancel_turn(request: web.Request) -> web.StreamResponse:
    """Stop the render that runs in the conversation."""
    conversation = await owned(request)
    return web.json_response({"cancelled": request.app[DIALOGUE].cancel(conversation)})


async def _stream(request: web.Request, turn: RunningTurn) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    try:
        await response.prepare(request)
        await response.write(_event("turn", {"id": turn.id}))
        async with aclosing(turn.watch(request.app[CONFIG].heartbeat)) as watched:
            async for news in watched:
                await response.write(b": still here\n\n" if news is None else _event(*event_view(news)))
        await response.write_eof()
    except ConnectionError:
        pass  # The page was closed; the turn goes on, and the page finds it when it is opened again.
    return response


def _event(name: str, body: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n".encode()


async def _read(request: web.Request, config: WebConfig) -> tuple[Said, Attachment | None]:
    if request.content_type == "multipart/form-data":
        fields, attachment = await _read_form(request, config)
    else:
        fields, attachment = await _read_json(request, config), None
    try:
        said = Said.model_validate(fields)
    except ValidationError as error:
        detail = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ProblemError(Code.INVALID_REQUEST, detail) from None
    if len(said.text) > config.max_text:
        raise _too_long(config)
    return said, attachment


async def _read_json(request: web.Request, config: WebConfig) -> object:
    raw = await _at_most(request.content.iter_chunked(_CHUNK), _bytes_of(config), _too_long(config))
    try:
        return json.loads(raw)
    except ValueError:
        raise ProblemError(Code.INVALID_REQUEST, "the message is no JSON") from None


async def _read_form(request: web.Request, config: WebConfig) -> tuple[dict[str, object], Attachment | None]:
    fields: dict[str, object] = {}
    attachment: Attachment | None = None
    too_large = file_too_large(config.max_upload)
    if (request.content_length or 0) > config.max_upload + 2 * _bytes_of(config):
        raise too_large
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise ProblemError(Code.INVALID_REQUEST, "the form is nested")
            if part.name == "image" and attachment is None:
                data = await _at_most(_chunks(part), config.max_upload, too_large)
                attachment = Attachment(data=data, name=(part.filename or "")[:200])
            elif part.name in _FIELDS and part.name not in fields:
                raw = await _at_most(_chunks(part), _bytes_of(config), _too_long(config))
                fields[part.name] = _field(part.name, raw)
            else:
                raise ProblemError(Code.INVALID_REQUEST, f"the form has an unknown field {part.name[:40]!r}")
    except ValueError as error:
        raise ProblemError(Code.INVALID_REQUEST, f"the form cannot be read: {error}"[:200]) from None
    return fields, attachment


def _field(name: str, raw: bytes) -> object:
    text = raw.decode()
    return json.loads(text) if name == "control" else text


def _bytes_of(config: WebConfig) -> int:
    return 4 * config.max_text + 4096


def _too_long(config: WebConfig) -> ProblemError:
    return ProblemError(Code.TEXT_TOO_LONG, "the message is too long", limit=config.max_text)


async def _chunks(part: BodyPartReader):
    while chunk := await part.read_chunk(_CHUNK):
        yield chunk


async def _at_most(chunks: Any, limit: int, error: ProblemError) -> bytes:
    """All of `chunks`, where that is at most `limit` bytes. Raises `error`."""
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        if len(held) > limit:
            raise error
    return bytes(held)
