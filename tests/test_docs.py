"""The documentation is true: its commands exist, its settings are all there, its pictures and files too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bots.cli.app import app
from bots.settings import Settings, describe
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.settings import SETTINGS
from gpuserver.engines.illustrator.styles import STYLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The table that the README holds between its marks."""
    rows = [f"| `{name}` | {value} | {text} |" for name, value, text in describe(Settings())]
    return "\n".join(["| name | default | what it does |", "| --- | --- | --- |", *rows])


def test_every_setting_is_documented_as_it_is() -> None:
    written = README.partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0].strip()
    assert written == settings_table()


COMMANDS = sorted(set(re.findall(r"`chatelier ([a-z]+)", README)))
LINKS = sorted(set(re.findall(r"\]\(([^)#:]+)\)", README + CONTRIBUTING)))
FILES = sorted(set(re.findall(r"`((?:core|bots|gpuserver|storage|tests|deploy|docs)/[\w./-]+)`", README)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_readme_exists(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_every_command_is_in_the_readme() -> None:
    commands = get_command(app).commands  # pyright: ignore[reportAttributeAccessIssue]
    assert {name for name in commands if f"`{name}`" not in README and f"`chatelier {name}" not in README} == set()


@pytest.mark.parametrize("target", LINKS)
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


GUIDES = sorted((ROOT / "deploy").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_guides_name_settings_commands_and_files_that_exist(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    known = {name for name, _, _ in describe(Settings())} | {"CHATELIER_ACCESS__"}
    assert set(re.findall(r"CHATELIER_[A-Z_]+", text)) <= known
    commands = get_command(app).commands  # pyright: ignore[reportAttributeAccessIssue]
    assert set(re.findall(r"chatelier ([a-z]+)$", text, re.MULTILINE)) <= set(commands)
    assert [one for one in re.findall(r"\]\(([^)#:]+)\)", text) if not (guide.parent / one).exists()] == []


@pytest.mark.parametrize("platform", ["discord", "slack", "telegram"])
def test_each_platform_has_a_guide_whose_steps_are_in_order(platform: str) -> None:
    text = (ROOT / "deploy" / f"{platform}.md").read_text(encoding="utf-8").partition("\n## ")[0]
    steps = [int(one) for one in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert text.index("export CHATELIER") < text.index("chatelier doctor") < text.index(f"chatelier {platform}")


@pytest.mark.parametrize("path", FILES)
def test_every_file_that_is_named_exists(path: str) -> None:
    assert (ROOT / path.rstrip("/")).exists()


@pytest.mark.parametrize("name", ["try", "test"])
def test_both_commands_are_marked_for_the_checks(name: str) -> None:
    block = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert block
    assert "uv run" in block.group(1)


@pytest.mark.parametrize("name", ["draw-en", "draw-zh", "photo-en", "photo-zh"])
def test_recordings_hold_a_picture_for_each_turn_that_made_one(name: str) -> None:
    lines = (ROOT / "docs" / "recordings" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    turns = [json.loads(line) for line in lines]
    assert len(turns) >= 5
    for turn in turns:
        assert turn["reply"]
        assert (turn["modality"] == "image") == (turn["image"] is not None)
        assert turn["image"] is None or (ROOT / turn["image"]).exists()


def test_the_illustrator_has_what_the_readme_says() -> None:
    said = re.search(r"has (\d+) subjects and accessories, (\d+) settings and (\d+) styles", README)
    assert said
    assert tuple(map(int, said.groups())) == (len(art.names()), len(SETTINGS), len(STYLES))
