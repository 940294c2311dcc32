"""Secrets never reach the log."""

from __future__ import annotations

import io
import logging

import pytest

from bots.cli.redacting import Redacting
from bots.settings import Settings


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CHATELIER_TELEGRAM__TOKEN", "123:SECRET")
    monkeypatch.setenv("CHATELIER_SLACK__BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("CHATELIER_WEB__PASSWORD", "a")  # too short to be looked for
    return Settings()


def test_messages_and_tracebacks_are_without_secrets(settings: Settings) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Redacting(settings))
    log = logging.getLogger("test.redacting")
    log.addHandler(handler)
    log.propagate = False
    try:
        log.warning("GET https://example.org/bot%s/getMe", "123:SECRET")
        try:
            raise ValueError("header xoxb-secret is refused")
        except ValueError:
            log.exception("a call failed")
    finally:
        log.removeHandler(handler)
    text = out.getvalue()
    assert "SECRET" not in text
    assert "xoxb-secret" not in text
    assert "GET https://example.org/bot(secret)/getMe" in text
    assert "ValueError: header (secret) is refused" in text
