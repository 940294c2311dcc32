"""The product as a newcomer runs it: real processes, real engines, real files; and pulled by the plug."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from storage.sqlite import SqliteStore

CHATELIER = (sys.executable, "-c", "from bots.cli.app import main; main()")


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a command: no settings but these, and small pictures, so that the tests are quick."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHATELIER_")}
    return {**kept, "CHATELIER_DATA_DIR": str(data), "CHATELIER_SERVER__SIZE": "256", **more}


def run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CHATELIER, *arguments],
        env=environment(data, **more),
        cwd=data.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )


def turns(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


SPOKEN = {
    "en": ("draw me a cute cat", "can I have it at the beach?", "put sunglasses on it", "convert to anime style",
           "actually, no sunglasses", "undo", "describe it", "what colour is the cat?"),
    "zh": ("画一只可爱的猫", "可以放到海边吗？", "给它戴上墨镜", "换成动漫风格", "还是不要墨镜了", "撤销", "描述一下", "猫是什么颜色？"),
}  # fmt: skip


@pytest.mark.parametrize("language", SPOKEN)
def test_the_drawing_conversation(data: Path, tmp_path: Path, language: str) -> None:
    told = turns(run(data, "say", *SPOKEN[language], "--out", str(tmp_path / "out"), "--json"))
    assert [turn["modality"] for turn in told] == ["image"] * 6 + ["text"] * 2
    assert [set(turn) for turn in told] == [
        {"modality", "actions", "belief", "prompt", "image", "alt_text", "reply", "suggestion"}
    ] * 8
    pictures = [Path(str(turn["image"])).read_bytes() for turn in told[:6]]
    assert pictures[5] == pictures[3]
    assert len(set(pictures)) == 5
    with Image.open(io.BytesIO(pictures[0])) as image:
        assert (image.size, image.format) == ((256, 256), "PNG")
        assert "algorithmicMedia" in str(image.info["XML:com.adobe.xmp"])


@pytest.mark.parametrize("texts", [("a bit brighter", "rotate it clockwise 90", "remove the background", "make it a pencil sketch"),
                                   ("亮一点", "顺时针旋转90度", "去掉背景", "变成铅笔素描")])  # fmt: skip
def test_the_photo_conversation(data: Path, tmp_path: Path, texts: tuple[str, ...]) -> None:
    drawn = turns(run(data, "say", "draw a red car in the city", "--out", str(tmp_path / "photo"), "--json"))
    photo = str(drawn[0]["image"])
    told = turns(run(data, "say", *texts, "--image", photo, "--out", str(tmp_path / "out"), "--json"))
    pipelines = [[one["pipeline"] for one in turn["actions"]] for turn in told]  # pyright: ignore
    assert pipelines == [["adjust_brightness"], ["rotate"], ["remove_background"], ["style_transfer"]]
    assert told[1]["actions"][0]["params"] == {"degrees": 270}  # pyright: ignore
    with Image.open(str(told[3]["image"])) as image:
        assert image.mode == "RGBA"


def test_the_same_conversation_draws_the_same_pictures(tmp_path: Path) -> None:
    made: list[bytes] = []
    for name in ("one", "two"):
        command = ("say", "draw a fox in the forest", "--conversation", "same", "--out", str(tmp_path / name), "--json")
        made.append(Path(str(turns(run(tmp_path / f"data-{name}", *command))[0]["image"])).read_bytes())
    assert made[0] == made[1]


@pytest.fixture
def server(data: Path) -> Iterator[str]:
    """The address of an inference server that runs as a process of its own."""
    process = subprocess.Popen(
        [*CHATELIER, "gpuserver", "--port", "0"],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    found = re.search(r"http://[\d.:]+", process.stdout.readline())
    assert found
    yield found.group()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    process.stdout.close()


def test_a_chat_against_a_server_in_another_process(server: str, data: Path, tmp_path: Path) -> None:
    with urllib.request.urlopen(f"{server}/readyz", timeout=60) as ready:
        assert ready.status == 200
    told = turns(run(data, "say", "draw a dog", "--out", str(tmp_path / "o"), "--json", CHATELIER_SERVER__URL=server))
    assert told[0]["modality"] == "image"


def test_a_server_that_is_gone_is_said(data: Path, tmp_path: Path) -> None:
    done = run(data, "say", "draw a dog", "--out", str(tmp_path / "o"), CHATELIER_SERVER__URL="http://127.0.0.1:9")
    assert "does not answer" in done.stdout


def test_pulling_the_plug_during_a_render_loses_no_finished_turn(data: Path, tmp_path: Path) -> None:
    texts = ("draw a cat", "make it night", "convert to van gogh style")
    command = [*CHATELIER, "say", *texts, "--conversation", "plug", "--out", str(tmp_path / "out"), "--json"]
    process = subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    told = [json.loads(process.stdout.readline()) for _ in range(2)]
    time.sleep(0.3)  # the third picture takes seconds
    process.kill()
    assert process.wait(60) == -signal.SIGKILL
    assert process.stdout.read() == ""
    process.stdout.close()
    with sqlite3.connect(next(data.glob("*.db"))) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()

    async def kept() -> None:
        store = await SqliteStore.open(data)
        stored = await store.turns("terminal:plug")
        assert [turn.user for turn in stored] == list(texts[:2])
        conversation = await store.load("terminal:plug")
        assert conversation
        for version, turn in zip(conversation.tree.versions.values(), told, strict=True):
            assert await store.get_image(version.images[0].digest) == Path(turn["image"]).read_bytes()
        await store.close()

    asyncio.run(kept())
    after = turns(run(data, "say", "undo", "--conversation", "plug", "--out", str(tmp_path / "after"), "--json"))
    assert Path(str(after[0]["image"])).read_bytes() == Path(told[0]["image"]).read_bytes()


def test_try_serves_the_page_and_stops_when_told(data: Path) -> None:
    process = subprocess.Popen(
        [*CHATELIER, "try", "--port", "0"],
        env=environment(data, COLUMNS="200"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    assert str(data.resolve()) in process.stdout.readline()
    with urllib.request.urlopen(found.group(), timeout=60) as page:
        assert b"Chatelier" in page.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Traceback" not in process.stdout.read()
    process.stdout.close()


@pytest.mark.parametrize("piped", [True, False], ids=["pipe", "file"])
def test_the_terminal_chat_reads_what_is_typed(data: Path, tmp_path: Path, piped: bool) -> None:
    typed = "draw a cat\n给我画一只熊猫\n"
    (tmp_path / "typed").write_text(typed, encoding="utf-8")
    with (tmp_path / "typed").open() as file:
        source = {"input": typed} if piped else {"stdin": file}
        done = subprocess.run(
            [*CHATELIER, "chat"], env=environment(data), capture_output=True, text=True, timeout=300, **source
        )
    assert done.returncode == 0, done.stderr
    assert "Here is a cat." in done.stdout
    assert "画好了：熊猫。" in done.stdout


def test_a_port_that_is_taken_is_said(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(data, "try", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_keeping_and_forgetting(data: Path, tmp_path: Path) -> None:
    turns(run(data, "say", "draw a cat", "--conversation", "mine", "--out", str(tmp_path / "o"), "--json"))
    assert "terminal:mine" in run(data, "list").stdout
    file = tmp_path / "mine.chatelier"
    assert run(data, "export", "terminal:mine", str(file)).returncode == 0
    assert "is conversation terminal:" in run(data, "import", str(file)).stdout.replace("\n", " ")
    assert run(data, "forget", "terminal:mine", "--yes").returncode == 0
    assert run(data, "export", "terminal:mine", str(tmp_path / "gone")).returncode == 1
    assert "no conversation" in run(data, "forget", "terminal:mine", "--yes").stderr


def test_predictions_need_no_server(data: Path, tmp_path: Path) -> None:
    dialogue = {"id": "d1", "turns": [{"user": "draw a cat", "system": "Here is a cat."}, {"user": "make it night"}]}
    file = tmp_path / "dialogues.jsonl"
    file.write_text(json.dumps(dialogue) + "\n", encoding="utf-8")
    lines = [json.loads(line) for line in run(data, "predict", str(file)).stdout.splitlines()]
    assert [(line["id"], line["turn"], line["modality"]) for line in lines] == [("d1", 0, "image"), ("d1", 1, "image")]
    assert not data.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [({"CHATELIER_SERVER__PORT": "many"}, "CHATELIER_SERVER__PORT"), ({"CHATELIER_TYPO": "1"}, "")],
)
def test_a_mistake_in_the_settings_is_named(data: Path, more: dict[str, str], words: str) -> None:
    done = run(data, "settings", **more)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_secrets_are_not_shown(data: Path) -> None:
    shown = run(data, "settings", CHATELIER_SERVER__TOKEN="hunter2", COLUMNS="200").stdout
    assert "hunter2" not in shown
    assert "(set)" in shown


def test_other_machines_are_not_served_by_accident(data: Path) -> None:
    done = run(data, "gpuserver", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode != 0
    assert "token" in done.stderr
