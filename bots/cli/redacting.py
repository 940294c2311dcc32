"""Keeps secrets out of the log, also those that a library puts into an address or an error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel, SecretStr

_SHORTEST: Final = 4
"""A secret shorter than this would black out ordinary words."""


class Redacting(logging.Filter):
    """Replaces every secret of the settings, in messages and tracebacks."""

    def __init__(self, settings: BaseModel) -> None:
        super().__init__()
        self._secrets = sorted(_secrets(settings), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        record.msg, record.args = self._without(record.getMessage()), None
        if record.exc_info:
            record.exc_text = self._without(logging.Formatter().formatException(record.exc_info))
        return True

    def _without(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "(secret)")
        return text


def _secrets(model: BaseModel) -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _secrets(value)
        elif isinstance(value, SecretStr) and len(value.get_secret_value()) >= _SHORTEST:
            yield value.get_secret_value()
