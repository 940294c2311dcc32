"""Predictions, scores and training from the command line."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bots.cli.app import app
from core.language import Language

DIALOGUE: dict[str, Any] = {
    "id": "d-1",
    "lang": "en",
    "turns": [
        {"user": "draw a red fox in the snow", "system": "Here is a red fox in the snow.", "modality": "image",
         "actions": [{"pipeline": "generate", "params": {"prompt": "red fox in the snow"}}],
         "prompt": {"must": ["fox"], "must_not": ["dog"]}},
        {"user": "undo", "system": "Taken back.", "modality": "image", "actions": [{"pipeline": "undo", "params": {}}]},
    ],
}  # fmt: skip


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


@pytest.fixture
def dialogues(tmp_path: Path) -> Path:
    file = tmp_path / "dialogues.jsonl"
    file.write_text(json.dumps(DIALOGUE) + "\n", encoding="utf-8")
    return file


def test_predictions_are_one_object_a_turn(dialogues: Path) -> None:
    lines = [json.loads(line) for line in run("predict", dialogues).stdout.splitlines()]
    assert [(one["id"], one["turn"], one["modality"]) for one in lines] == [("d-1", 0, "image"), ("d-1", 1, "image")]
    assert [one["actions"][0]["pipeline"] for one in lines] == ["generate", "undo"]


def test_scores_are_printed_and_given_as_json(dialogues: Path) -> None:
    shown = run("evaluate", "dialogue", dialogues)
    assert shown.exit_code == 0
    for name in ("modality switching", "intent switch accuracy", "prompt coherence", "BLEU", "calibration"):
        assert name in shown.stdout
    found = json.loads(run("evaluate", "dialogue", dialogues, "--json").stdout)
    assert found["scores"]["structural_conformity"] == [100.0, 2]
    assert found["scores"]["intent_switch_accuracy"] == [100.0, 2]


def test_a_line_that_is_no_dialogue_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text('{"id": 3}\n', encoding="utf-8")
    result = run("predict", file)
    assert result.exit_code == 1
    assert "line 1 is no dialogue" in result.output


def test_held_out_phrasings_are_scored_by_author() -> None:
    shown = run("evaluate", "phrases", "zhu")
    assert shown.exit_code == 0
    assert "zhu" in shown.stdout
    assert "399" in shown.stdout


def test_made_up_dialogues_are_scored_by_language() -> None:
    shown = run("evaluate", "simulated", "--dialogues", "3", "--share", "0.8")
    assert shown.exit_code == 0, shown.output
    assert all(f" {language} " in shown.stdout for language in Language)


@pytest.fixture
def caise(tmp_path: Path) -> list[object]:
    given = [
        {"uid": "m_0", "history_img": [], "history_utte": ["user_text: I am looking for an image of a cheese slicer"]},
        {"uid": "m_1", "history_img": ["a"], "history_utte": ["user_text: a bus", "search bus", "user_text: remove the background"]},
    ]  # fmt: skip
    files: dict[str, object] = {"md.json": given, "concepts.json": [["red bus"]], "index.json": {"a": 0}}
    for name, held in files.items():
        (tmp_path / name).write_text(json.dumps(held), encoding="utf-8")
    return [
        "--caise",
        tmp_path / "md.json",
        "--concepts",
        tmp_path / "concepts.json",
        "--index",
        tmp_path / "index.json",
    ]


def test_caise_is_read_from_its_own_files(caise: list[object]) -> None:
    lines = [json.loads(line) for line in run("predict", *caise).stdout.splitlines()]
    assert lines == [
        {"uid": "m_0", "command": "search cheese slicer"},
        {"uid": "m_1", "command": "image_cutout"},
    ]


def test_caise_needs_all_three_files(caise: list[object]) -> None:
    result = run("predict", *caise[:2])
    assert result.exit_code == 1
    assert "needs --concepts and --index" in result.output


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed")
def test_training_without_its_extra_says_what_to_install(tmp_path: Path) -> None:
    result = run("train", "--out", tmp_path)
    assert result.exit_code == 1
    assert "uv sync --extra train" in result.output
