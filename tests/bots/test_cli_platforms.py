"""The commands that run platforms: what is missing or wrong is one sentence and an exit code."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest
from click.testing import Result
from telegram_server import TOKEN, telegram_server
from typer.testing import CliRunner

from bots.cli.app import app

sys.path.append(str(Path(__file__).parents[1] / "platforms"))


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHATELIER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "500")


def run(*words: str, **env: str) -> Result:
    return CliRunner().invoke(app, list(words), env={f"CHATELIER_{name}": value for name, value in env.items()})


@pytest.mark.parametrize("platform", ["telegram"])
def test_a_missing_token_names_the_setting(platform: str) -> None:
    result = run(platform)
    assert result.exit_code == 2
    assert f"CHATELIER_{platform.upper()}__" in result.output
    assert "Traceback" not in result.output


async def test_a_wrong_token_ends_the_command_with_a_sentence() -> None:
    main = (sys.executable, "-c", "from bots.cli.app import main; main()", "telegram")
    async with telegram_server() as server:
        env = {**os.environ, "CHATELIER_TELEGRAM__TOKEN": "1:AAwrong", "CHATELIER_TELEGRAM__API_URL": server.base}
        process = await asyncio.create_subprocess_exec(*main, env=env, stdout=PIPE, stderr=STDOUT)
        output = (await process.communicate())[0].decode()
    assert process.returncode == 1
    assert "refuses the token" in output
    assert "AAwrong" not in output
    assert "Traceback" not in output


def test_an_unknown_part_is_named() -> None:
    result = run("serve", "irc")
    assert result.exit_code == 2
    assert "There is no irc" in result.output


def test_a_word_list_that_cannot_be_read_is_named() -> None:
    result = run("telegram", TELEGRAM__TOKEN="1:A", MODERATION__WORDS="nowhere.toml")
    assert result.exit_code == 2
    assert "CHATELIER_MODERATION__WORDS" in result.output


def test_a_classifier_that_cannot_be_loaded_is_named() -> None:
    result = run("telegram", TELEGRAM__TOKEN="1:A", MODERATION__CLASSIFIER="no_such_module:Judge")
    assert result.exit_code == 2
    assert "CHATELIER_MODERATION__CLASSIFIER" in result.output


class TestDoctor:
    def test_a_fresh_machine_is_well(self) -> None:
        result = run("doctor")
        assert result.exit_code == 0, result.output
        assert "can be written" in result.output
        assert "engines for" in result.output
        assert result.output.count("not set up") == 3

    def test_a_server_out_of_reach_says_what_to_mend(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bots.cli.doctor._PATIENCE", 0.3)
        result = run("doctor", SERVER__URL="http://127.0.0.1:9")
        assert result.exit_code == 1
        assert "chatelier gpuserver" in result.output

    def test_a_folder_that_cannot_be_used_says_what_to_mend(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        result = run("doctor", DATA_DIR=str(tmp_path / "file"))
        assert result.exit_code == 1
        assert "CHATELIER_DATA_DIR" in result.output

    @pytest.mark.parametrize(("token", "code"), [(TOKEN, 0), ("1:AAwrong", 1)])
    async def test_tokens_are_tried(self, token: str, code: int) -> None:
        async with telegram_server() as server:
            result = await asyncio.to_thread(run, "doctor", TELEGRAM__TOKEN=token, TELEGRAM__API_URL=server.base)
        assert result.exit_code == code
        assert ("@chatelier_bot" in result.output) == (code == 0)
        assert token not in result.output
