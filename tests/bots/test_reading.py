"""Who reads the turns, by the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.chat.adapter import Health
from bots.cli.reading import examine_understanding, open_understanding, served_name
from bots.cli.wiring import open_house
from bots.settings import ModelSettings, Settings, SettingsError, UnderstandingSettings
from core.catalogue import action
from core.understanding.interface import Context


def settings(folder: Path, **understanding: object) -> Settings:
    return Settings(
        data_dir=folder / "data",
        models=ModelSettings(folder=folder / "models"),  # pyright: ignore[reportCallIssue]
        understanding=UnderstandingSettings.model_validate(understanding),
    )


async def test_the_embedded_network_reads_where_nothing_is_said(tmp_path: Path) -> None:
    async with open_understanding(settings(tmp_path), "http://127.0.0.1:9") as reader:
        found = await examine_understanding(reader)
    assert (found.health, found.what) == (Health.GOOD, "the embedded network reads")


async def test_weights_that_are_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CHATELIER_UNDERSTANDING__WEIGHTS"):
        async with open_understanding(settings(tmp_path, weights=tmp_path), ""):
            pass


async def test_a_house_without_a_language_model_reads_on_and_the_doctor_says_what_to_pull(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(settings(tmp_path, url="server")) as house:
        found = await house.understanding.interpret(Context(text="draw a red fox"))
        told = await examine_understanding(house.understanding)
    assert found.actions == (action("generate", prompt="red fox"),)
    assert "HTTP 422" in caplog.text
    assert told.health is Health.DOUBTFUL
    assert "chatelier models pull qwen3-4b" in told.mend


async def test_a_model_goes_by_its_name_or_its_repository(tmp_path: Path) -> None:
    own = {"name": "mine", "folder": tmp_path, "classes": {"talk": "Qwen3ForCausalLM"}, "gigabytes": 1}
    models = ModelSettings.model_validate({"own": [own]})
    assert served_name(models, "Qwen/Qwen3-4B-Instruct-2507") == "qwen3-4b"
    assert served_name(models, "mine") == "mine"
