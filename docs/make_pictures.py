"""Make the pictures of the README, the docs and the page's first view, with the product itself.

    uv run python docs/make_pictures.py [PHOTO]

Every picture comes from a conversation that is written next to it in `docs/recordings/`. PHOTO is any photo for the
second conversation; without it one is drawn.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from pathlib import Path

from PIL import Image

from bots.cli.say import message_of, say_turn, turn_json
from bots.cli.wiring import House, open_house
from bots.settings import Settings

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
RECORDINGS = ROOT / "docs" / "recordings"
EXAMPLES = ROOT / "bots" / "web" / "static" / "examples"

CONVERSATIONS = {
    "draw-en": ("draw me a cute cat", "can I have it at the beach?", "put sunglasses on it", "convert to anime style",
                "actually, no sunglasses", "undo", "describe it", "what colour is the cat?"),
    "draw-zh": ("画一只可爱的猫", "可以放到海边吗？", "给它戴上墨镜", "换成动漫风格", "还是不要墨镜了", "撤销", "描述一下", "猫是什么颜色？"),
    "photo-en": ("a bit brighter", "make it snow", "write Hello at the top", "make it a pencil sketch", "describe it"),
    "photo-zh": ("亮一点", "让它下雪", "在上面写“你好”", "变成铅笔素描", "描述一下"),
}  # fmt: skip


async def record(house: House, name: str, texts: tuple[str, ...], photo: Path | None, folder: Path) -> None:
    """Run a conversation; keep small pictures of its turns and what was answered."""
    lines: list[str] = []
    folder.mkdir()
    for number, text in enumerate(texts, 1):
        message = message_of(f"docs-{name}", text, photo if number == 1 else None)
        reply, path = await say_turn(house, message, folder, number)
        shown = turn_json(reply, None)
        if path is not None:
            shown["image"] = f"docs/pictures/{name}-{number}.webp"
            save_small(path.read_bytes(), ROOT / shown["image"], 480)
        lines.append(json.dumps({"user": text, **shown}, ensure_ascii=False))
    (RECORDINGS / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


async def examples(house: House, folder: Path) -> None:
    """The pictures of the page's first view, each drawn from the prompt that stands under it."""
    layout = json.loads((EXAMPLES / "examples.json").read_text(encoding="utf-8"))
    folder.mkdir()
    for entry in (entry for column in layout["columns"] for entry in column):
        message = message_of(f"docs-{entry['picture']}", entry["prompt"], None)
        _, path = await say_turn(house, message, folder, 1)
        assert path is not None, entry["prompt"]
        save_small(path.read_bytes(), EXAMPLES / entry["picture"], 640)


def save_small(data: bytes, path: Path, side: int) -> None:
    """A WebP of at most `side` px; transparency is laid on white."""
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    flat = Image.alpha_composite(white, image).convert("RGB")
    flat.thumbnail((side, side), Image.Resampling.LANCZOS)
    flat.save(path, "WEBP", quality=86, method=6)


async def main() -> None:
    """Everything, in a data folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with open_house(Settings(data_dir=folder / "data")) as house:
            if len(sys.argv) > 1:
                photo = Path(sys.argv[1])
            else:
                (folder / "source").mkdir()
                message = message_of("docs-photo", "a dog and a red car in the park", None)
                _, drawn = await say_turn(house, message, folder / "source", 1)
                assert drawn is not None
                photo = drawn
            PICTURES.mkdir(exist_ok=True)
            RECORDINGS.mkdir(exist_ok=True)
            for title, texts in CONVERSATIONS.items():
                await record(house, title, texts, photo if title.startswith("photo") else None, folder / title)
            await examples(house, folder / "examples")


if __name__ == "__main__":
    asyncio.run(main())
