"""`chatelier models`: list, pull, verify, rm."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import Result
from hub_server import FakeHub
from typer.testing import CliRunner
from weight_files import weights

from bots.cli.app import app
from gpuserver.models.offers import OFFERS, Source

FILES = {"config.json": b"{}", "model.safetensors": weights(a=(40, 100)), "modeling.py": b"", "LICENSE": b"terms"}
OWN = {"name": "mine", "repository": "acme/tiny", "classes": {"draw": "FluxPipeline"}, "gigabytes": 2}

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*words: str, columns: str = "160", **settings: str) -> Result:
        env = {f"CHATELIER_MODELS__{name.upper()}": value for name, value in settings.items()}
        return CliRunner().invoke(app, ["models", *words], env={"COLUMNS": columns, **env})

    return invoke


def row(shown: Result, words: str) -> list[str]:
    """The cells of the row of the table that holds `words`, its lines joined, also those that break after a slash."""
    for block in re.split(r"^[├└].*$", shown.stdout, flags=re.MULTILINE):
        if words in block:
            lines = [line.strip("│").split("│") for line in block.splitlines() if line.startswith("│")]
            cells = [" ".join(part.strip() for part in cell if part.strip()) for cell in zip(*lines, strict=True)]
            return [cell.replace("/ ", "/") for cell in cells]
    raise AssertionError(f"{words} is not in the table")


def test_the_list_says_what_is_offered_on_which_terms_and_what_is_the_default(run: Run) -> None:
    shown = run("list", memory="16")
    assert shown.exit_code == 0, shown.output
    assert row(shown, "flux2-klein-4b") == [
        "flux2-klein-4b default", "draw, edit, combine, inpaint (en) black-forest-labs/FLUX.2-klein-4B",
        "Apache-2.0 commercial use", "13", "",
    ]  # fmt: skip
    assert row(shown, "sdxl")[0] == "sdxl"


def test_the_list_keeps_every_word_on_a_narrow_terminal(run: Run) -> None:
    shown = run("list", columns="80")
    for name, offer in OFFERS.items():
        assert name in shown.stdout
        assert isinstance(offer.source, Source)
        assert offer.source.repository in row(shown, f"│ {name} ")[1].replace(" ", "")


def test_without_a_gpu_nothing_is_the_default_and_pull_says_so(run: Run) -> None:
    shown = run("pull", memory="4", offline="true")
    assert shown.exit_code == 1
    if find_spec("huggingface_hub"):
        assert "No models are the default here: set CHATELIER_MODELS__MEMORY" in shown.output


def test_a_pull_is_listed_verified_and_removed(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    revision = hub.commit("acme/tiny", FILES)
    own = json.dumps([OWN])
    pulled = run("pull", "mine", own=own)
    assert pulled.exit_code == 0, pulled.output
    assert f"revision {revision[:7]}, 3 files" in pulled.output
    assert "left out, because it is Python: modeling.py" in pulled.output
    assert row(run("list", own=own), "mine")[-1] == f"{revision[:7]} 0.00 GB"
    assert row(run("list"), "acme/tiny")[-1] == f"{revision[:7]} 0.00 GB"
    assert "acme/tiny: as it should be" in run("verify").output
    held = tmp_path / "chatelier-models" / "acme--tiny" / "model.safetensors"
    held.write_bytes(held.read_bytes()[:-1] + b"!")
    verified = run("verify", "acme/tiny")
    assert verified.exit_code == 1
    assert "changed: model.safetensors" in verified.output
    assert run("pull", "acme/tiny").exit_code == 0
    assert run("verify").exit_code == 0
    assert "acme/tiny is gone" in run("rm", "acme/tiny", "--yes").output
    assert not held.parent.exists()


def test_removing_asks_first(run: Run, hub: FakeHub) -> None:
    hub.commit("acme/tiny", FILES)
    run("pull", "acme/tiny")
    assert run("rm", "acme/tiny").exit_code == 1
    assert run("verify", "acme/tiny").exit_code == 0


def test_an_unfinished_pull_is_listed_as_that(run: Run, hub: FakeHub) -> None:
    hub.commit("acme/tiny", FILES)
    hub.served["model.safetensors"] = b"!" * len(FILES["model.safetensors"])
    pulled = run("pull", "acme/tiny")
    assert pulled.exit_code == 1
    assert "model.safetensors of acme/tiny arrived damaged" in pulled.output
    assert row(run("list", own=json.dumps([OWN])), "mine")[-1] == "unfinished 0.00 GB"


def test_a_revision_is_pulled_by_name(run: Run, hub: FakeHub) -> None:
    first = hub.commit("acme/tiny", FILES)
    hub.commit("acme/tiny", {**FILES, "LICENSE": b"other terms"})
    assert f"revision {first[:7]}" in run("pull", "acme/tiny", "--revision", first).output


def test_python_is_pulled_from_repositories_that_are_named(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    hub.commit("acme/tiny", FILES)
    pulled = run("pull", "acme/tiny", remote_code="other/one, acme/tiny")
    assert pulled.exit_code == 0
    assert (tmp_path / "chatelier-models" / "acme--tiny" / "modeling.py").exists()


def test_offline_says_what_to_copy(run: Run, hub: FakeHub) -> None:
    pulled = run("pull", "acme/tiny", offline="true")
    assert pulled.exit_code == 1
    assert "Offline: on a machine with a network" in pulled.output
    assert hub.asked == []


def test_a_folder_of_ones_own_is_listed_and_verified_and_never_deleted(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(FILES["model.safetensors"])
    own = json.dumps([{**OWN, "repository": "", "folder": str(folder)}])
    assert row(run("list", own=own), "mine")[-1] == "own folder 0.00 GB"
    assert run("verify", "mine", own=own).exit_code == 0
    removed = run("rm", "mine", "--yes", own=own)
    assert removed.exit_code == 1
    assert "neither pulled nor deleted" in removed.output


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"classes": {"fly": "X"}}, "mine is for fly; there are: draw, edit"),
        ({"folder": "/srv"}, "name either a repository or a folder"),
        ({"classes": {}}, "at least 1 item"),
        ({"gigabyte": 3}, "Extra inputs are not permitted"),
    ],
)
def test_a_mistake_in_a_model_of_ones_own_is_told(run: Run, change: dict[str, object], sentence: str) -> None:
    shown = run("list", own=json.dumps([OWN | change]))
    assert shown.exit_code in {1, 2}
    assert sentence in shown.output


@pytest.mark.skipif(find_spec("huggingface_hub") is not None, reason="the hub's client is installed")
def test_pulling_without_its_extra_says_what_to_install(run: Run) -> None:
    pulled = run("pull", "acme/tiny")
    assert pulled.exit_code == 1
    assert "uv sync --extra gpu" in pulled.output
