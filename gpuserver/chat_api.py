"""`POST /v1/chat/completions` as OpenAI's clients speak it: questions about pictures among the messages, streaming."""

from __future__ import annotations

import time
from typing import Final

from aiohttp import web

from gpuserver.chat_request import ChatRequest, read_chat
from gpuserver.engines.sight import Said
from gpuserver.errors import openai_error, status_of
from gpuserver.events import DoneEvent, ErrorEvent, Event, SaidEvent, TextEvent
from gpuserver.following import answer_of, stream
from gpuserver.forms import read_json
from gpuserver.jobs import Job
from gpuserver.sse import data_frame
from gpuserver.state import STATE

_DONE: Final = b"data: [DONE]\n\n"


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [web.post("/v1/chat/completions", completions)]


async def completions(request: web.Request) -> web.StreamResponse:
    """The next message of a conversation."""
    state = request.app[STATE]
    asked = read_chat(await read_json(request, state.config.max_body))
    talker = state.runner.engines.sight.talker(sees=asked.shows, name=asked.model)
    ask = await state.looks.run(asked.ask)
    job = state.converse(request, talker, ask, user=asked.user)
    frames = _Frames(asked, job, talker.name)
    if asked.stream:
        return await stream(request, state.scheduler, job, frames)
    return web.json_response(frames.whole(await answer_of(request, state.scheduler, job)))


class _Frames:
    """A job's events as OpenAI streams them, and its answer as one object."""

    def __init__(self, asked: ChatRequest, job: Job, model: str) -> None:
        self._usage = asked.stream_options.include_usage
        self._facts = {"id": f"chatcmpl-{job.id}", "created": int(time.time()), "model": model}
        self._begun = False

    def whole(self, said: Said) -> dict[str, object]:
        """The answer at once."""
        message = {"role": "assistant", "content": said.text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": said.finish.value, "logprobs": None}
        return {**self._facts, "object": "chat.completion", "choices": [choice], "usage": _usage(said)}

    async def __call__(self, event: Event) -> bytes | None:
        """The bytes of `event`."""
        match event:
            case TextEvent():
                return self._delta({"content": event.text})
            case SaidEvent():
                last = self._delta({}, event.said.finish.value)
                return last + self._chunk([], usage=_usage(event.said)) if self._usage else last
            case ErrorEvent():
                return data_frame(openai_error(event.problem, status_of(event.problem)))
            case DoneEvent():
                return _DONE
            case _:
                return None

    def _delta(self, delta: dict[str, object], finish: str | None = None) -> bytes:
        first = {} if self._begun else {"role": "assistant"}
        self._begun = True
        return self._chunk([{"index": 0, "delta": {**first, **delta}, "finish_reason": finish, "logprobs": None}])

    def _chunk(self, choices: list[dict[str, object]], **further: object) -> bytes:
        return data_frame({**self._facts, "object": "chat.completion.chunk", "choices": choices, **further})


def _usage(said: Said) -> dict[str, object]:
    return {
        "prompt_tokens": said.read,
        "completion_tokens": said.written,
        "total_tokens": said.read + said.written,
    }
