"""Settings: the environment wins over the file, mistakes are errors, secrets stay secret."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from bots.cli.wiring import shares_of
from bots.settings import AccessSettings, Settings, SettingsError, describe


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with no settings file, and no settings in the environment."""
    for name in list(os.environ):
        if name.startswith("CHATELIER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_defaults_need_nothing() -> None:
    settings = Settings()
    assert settings.server.url == ""
    assert settings.web.host == "127.0.0.1"


def test_the_file_is_read_and_the_environment_wins(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone / "chatelier.toml").write_text('language = "zh"\n[server]\nport = 9000\nqueue = 5\n', encoding="utf-8")
    monkeypatch.setenv("CHATELIER_SERVER__PORT", "9001")
    settings = Settings()
    assert (settings.language, settings.server.port, settings.server.queue) == ("zh", 9001, 5)


def test_another_file_can_be_named(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone / "mine.toml").write_text("[web]\nport = 1234\n", encoding="utf-8")
    monkeypatch.setenv("CHATELIER_CONFIG", str(alone / "mine.toml"))
    assert Settings().web.port == 1234


@pytest.mark.parametrize(
    "text", ["colour = 1\n", "[server]\nports = 1\n", "[server]\nport = 99999\n", 'language = "fr"\n']
)
def test_a_mistake_in_the_file_is_an_error(alone: Path, text: str) -> None:
    (alone / "chatelier.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError):
        Settings()


def test_secrets_are_shown_as_set_or_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATELIER_SERVER__TOKEN", "hunter2")
    settings = Settings()
    shown = {name: value for name, value, _ in describe(settings)}
    assert (shown["CHATELIER_SERVER__TOKEN"], shown["CHATELIER_WEB__PASSWORD"]) == ("(set)", "")
    assert "hunter2" not in repr(settings)


def test_every_setting_is_described() -> None:
    assert all(len(text) > 10 for _, _, text in describe())


def test_shares_of_the_gpu_are_a_list_of_people_and_numbers() -> None:
    settings = AccessSettings(shares="discord:42=3, slack:T1/U2 = 0.5")
    assert shares_of(settings) == {"discord:42": 3.0, "slack:T1/U2": 0.5}
    assert shares_of(AccessSettings()) == {}


@pytest.mark.parametrize("listed", ["discord:42", "discord:42=", "=3", "discord:42=0", "discord:42=many", "a=11"])
def test_what_is_no_share_is_a_mistake_in_the_settings(listed: str) -> None:
    with pytest.raises(SettingsError, match=r"CHATELIER_ACCESS__SHARES.*discord:42=3"):
        shares_of(AccessSettings(shares=listed))
