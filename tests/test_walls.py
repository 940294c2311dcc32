"""The walls of the house: which room may import which, and what core never touches."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bots", "core", "gpuserver", "storage")

SERVER_SEES = {
    "core.model", "core.language", "core.face", "core.pipeline", "core.catalogue", "core.scene.model", "core.scene.edits",
    "core.scene.reader", "core.lexicon", "core.lexicon_files", "core.trades", "core.varieties", "core.prompt",
    "core.styles", "core.recipe", "core.seen", "core.problems", "core.looks", "core.shots", "core.writing",
    "core.captions", "core.occasions",
}  # fmt: skip
"""What the inference server may know of core: the catalogue, recipes, the types that they are made of, and how a scene
is said."""

FORBIDDEN_IN_CORE = {
    "discord", "slack_bolt", "slack_sdk", "telegram", "torch", "transformers", "diffusers", "cv2", "skia", "numpy",
    "PIL", "typer", "rich", "sqlite3", "sqlite_utils",
}  # fmt: skip
ARRAYS = ("core/understanding/trained/", "core/evaluation/caise_trained.py")
"""The places of core that compute with arrays."""
TRAINING = ROOT / "gpuserver" / "training"
"""Training makes the weights that core runs, so it sees how core reads a turn."""


def sources(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module


def ours(path: Path) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] in ROOMS}


@pytest.mark.parametrize("path", sources("core"), ids=str)
def test_core_imports_nothing_of_the_other_rooms(path: Path) -> None:
    assert {name for name in ours(path) if not name.startswith("core")} == set()


@pytest.mark.parametrize("path", sources("core"), ids=str)
def test_core_is_free_of_chat_sdks_servers_and_torch(path: Path) -> None:
    names = set(imports(path))
    forbidden = FORBIDDEN_IN_CORE - ({"numpy"} if path.relative_to(ROOT).as_posix().startswith(ARRAYS) else set())
    assert {name for name in names if name.split(".")[0] in forbidden} == set()
    assert not any(name.startswith("aiohttp.web") for name in names)


@pytest.mark.parametrize("path", sources("gpuserver"), ids=str)
def test_the_inference_server_sees_only_catalogue_and_recipes(path: Path) -> None:
    if TRAINING in path.parents:
        return
    core = {name for name in ours(path) if not name.startswith("gpuserver")}
    assert core <= SERVER_SEES


@pytest.mark.parametrize("path", sources("storage"), ids=str)
def test_storage_sees_only_core(path: Path) -> None:
    assert {name for name in ours(path) if name.split(".")[0] not in {"storage", "core"}} == set()


@pytest.mark.parametrize("path", sources("bots"), ids=str)
def test_only_the_command_line_wires_rooms(path: Path) -> None:
    if (ROOT / "bots" / "cli") in path.parents:
        return
    assert {name for name in ours(path) if name.split(".")[0] not in {"bots", "core"}} == set()


@pytest.mark.parametrize("path", [path for room in ROOMS for path in sources(room)], ids=str)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def test_rooms_do_not_import_in_circles() -> None:
    graph = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ours(path)
        for room in ROOMS
        for path in sources(room)
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in done:
            return
        for other in graph.get(name, set()):
            if other in graph and other != name:
                visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())
