"""What the web chat needs of the dialogue, and how it may be set."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from core.dialogue import Event
from core.limits import MAX_UPLOAD
from core.messages import Message
from core.ports import Notes, Store


class DialoguePort(Protocol):
    """The dialogue as the page sees it; `core.dialogue.Dialogue` is one."""

    def handle(self, message: Message) -> AsyncGenerator[Event, None]:
        """The events of one turn, the reply last. Closing the generator cancels the turn. Raises ProblemError."""
        ...

    def cancel(self, conversation: str) -> bool:
        """Stop the render that runs for `conversation`; its turn answers that nothing changed."""
        ...

    def forget(self, conversation: str) -> None:
        """Drop what memory holds of `conversation`."""
        ...


@dataclass(frozen=True)
class WebConfig:
    """Settings of the web chat."""

    token: str = ""
    """Shared password; empty asks for none, which only fits an address that nobody else can reach."""
    hosts: tuple[str, ...] = ()
    """Host names that the page answers to. Empty: any with a password, only this machine's own without one."""
    max_upload: int = MAX_UPLOAD
    """Bytes of one photo."""
    max_text: int = 200_000
    """Characters of one message that are read at all; the dialogue has a lower limit and words it."""
    turns_per_browser: int = 8
    """Turns that one browser may have under way."""
    turns_at_once: int = 256
    """Turns under way for all browsers together."""
    heartbeat: float = 15.0
    """Seconds of silence after which a stream says that it is still there."""


CONFIG = web.AppKey("config", WebConfig)
STORE = web.AppKey("store", Store)
NOTES = web.AppKey("notes", Notes)
DIALOGUE = web.AppKey("dialogue", DialoguePort)
