"""Reads a turn with a language model in two steps, and with the embedded understanding where that fails."""

from __future__ import annotations

import asyncio
import json
import logging
from types import TracebackType
from typing import Final, Self

import aiohttp
from pydantic import BaseModel, ValidationError

from core.catalogue import checked
from core.language import detect
from core.pipeline import Action, ActionError
from core.understanding.interface import Context, Interpretation, Understanding
from core.understanding.llm.pending import settled
from core.understanding.llm.prompting import check, task, turn_of
from core.understanding.llm.schema import schema

log = logging.getLogger(__name__)

_TOKENS: Final = 400
Messages = list[dict[str, str]]


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


class _Answer(BaseModel):
    actions: list[Action]


class NoAnswerError(Exception):
    """The language model said nothing that can be used; the message is why, in a few words."""


class LanguageModelUnderstanding:
    """Asks `POST {url}/chat/completions`. Use it as an async context manager.

    The answer is constrained by the catalogue's schema, then checked against stated rules in a second step (DialogGen,
    section 4.2). What is not there in `limit` seconds, both steps together, or is no allowed action, `fallback` reads.
    """

    def __init__(
        self, url: str, model: str, fallback: Understanding, *, token: str = "", limit: float = 8.0, steps: int = 2
    ) -> None:
        self.url = url
        self.model = model
        self._chat = f"{url.rstrip('/')}/chat/completions"
        self._fallback = fallback
        self._limit = limit
        self._steps = steps
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session = aiohttp.ClientSession(headers=headers)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`, in at most the time limit and what the embedded understanding takes."""
        try:
            return await self.read(context)
        except NoAnswerError as error:
            log.warning("the language model did not answer (%s); the embedded understanding reads", error)
            return await self._fallback.interpret(context)

    async def read(self, context: Context) -> Interpretation:
        """The model's own reading of `context`. Raises NoAnswerError."""
        actions: tuple[Action, ...] = ()
        messages: Messages = [{"role": "system", "content": task()}, {"role": "user", "content": turn_of(context)}]
        try:
            async with asyncio.timeout(self._limit):
                for step in range(self._steps):
                    said = await self._complete(messages)
                    actions = _actions(said)
                    messages += [{"role": "assistant", "content": said}, {"role": "user", "content": check()}]
                    log.debug("step %d: %s", step + 1, said)
        except (TimeoutError, aiohttp.ClientError, ValidationError, ValueError, IndexError) as error:
            if not actions:
                raise NoAnswerError(self._why(error)) from None
        return Interpretation(settled(actions, context), detect(context.text, context.language), confidence=0.9)

    async def _complete(self, messages: Messages) -> str:
        """What the model says. Raises aiohttp.ClientError, ValidationError, IndexError."""
        body = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": _TOKENS,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "actions", "strict": True, "schema": schema()},
            },
        }
        async with self._session.post(self._chat, json=body) as response:
            response.raise_for_status()
            return _Completion.model_validate(await response.json(content_type=None)).choices[0].message.content

    def _why(self, error: Exception) -> str:
        match error:
            case TimeoutError():
                return f"nothing within {self._limit:g} s"
            case aiohttp.ClientResponseError():
                return f"HTTP {error.status}"
            case aiohttp.ClientError():
                return type(error).__name__
            case _:
                return str(error)[:200]


def _actions(said: str) -> tuple[Action, ...]:
    """The actions of an answer, each as the catalogue allows it. Raises ValueError where it is no such answer."""
    found = _Answer.model_validate(json.loads(said))
    try:
        actions = tuple(checked(one) for one in found.actions)
    except ActionError as error:
        raise ValueError(str(error)) from error
    if not actions:
        raise ValueError("no action")
    return actions
