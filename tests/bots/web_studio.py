"""At the edge of the web tests: a renderer that is quick, tells its progress, and paints something to look at."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import AsyncGenerator
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from core.ports import Intake, Preview, Progress, Queued, Rendered, RenderEvent
from core.problems import Code, ProblemError
from core.recipe import Drawing, Recipe, content_hash, derived_seed, plan
from core.seen import Seen

SIZE = 240


class Studio:
    """A renderer. `pause` is the time between events; a render waits at 62 % while `gate` is clear, and says so."""

    def __init__(self, pause: float = 0.0, pictures: Path | None = None, ahead: int = 0) -> None:
        self.pause = pause
        self.ahead = ahead
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = asyncio.Event()
        self.cancelled = 0
        self._pictures = pictures

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        picture = await asyncio.to_thread(self._paint, recipe, source, 0)
        try:
            for position in range(self.ahead, -1, -1):
                yield Queued(position, 40.0)
                await asyncio.sleep(self.pause)
            for percent in (0, 31, 62):
                yield Progress(percent)
                yield Preview(encoded(picture.resize((96, 96)), "WEBP"), "image/webp", percent)
                await asyncio.sleep(self.pause)
            self.waiting.set()
            await self.gate.wait()
        except BaseException:
            self.cancelled += 1
            raise
        drawn = plan(recipe).source
        for index in range(recipe.count):
            picture = await asyncio.to_thread(self._paint, recipe, source, index)
            seed = derived_seed(drawn.seed, index) if isinstance(drawn, Drawing) else None
            seen = Seen(width=picture.width, height=picture.height)
            yield Rendered(index, encoded(picture), "image/png", picture.width, picture.height, seed, "studio", seen)

    async def intake(self, data: bytes) -> Intake:
        return await asyncio.to_thread(self._intake, data)

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        return Seen(width=SIZE, height=SIZE, brightness=0.7)

    def _intake(self, data: bytes) -> Intake:
        try:
            with Image.open(io.BytesIO(data)) as picture:
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except (OSError, SyntaxError):
            raise ProblemError(Code.NOT_AN_IMAGE, "the file is no image") from None
        seen = Seen(width=upright.width, height=upright.height)
        return Intake(encoded(upright), "image/png", upright.width, upright.height, seen)

    def _paint(self, recipe: Recipe, source: bytes | None, index: int) -> Image.Image:
        held = self._found(recipe, index)
        if held is not None:
            return held
        if source is not None:
            with Image.open(io.BytesIO(source)) as picture:
                return ImageOps.posterize(picture.convert("RGB"), 3)
        return landscape(f"{content_hash(recipe)}/{index}")

    def _found(self, recipe: Recipe, index: int) -> Image.Image | None:
        """A picture of the folder that fits, for looking at the page with pictures worth looking at."""
        if self._pictures is None:
            return None
        words = recipe.model_dump_json().lower()
        names = [name for word, name in FITTING if word in words]
        if recipe.count > 1:
            names = ["dog_wc", "va", "vb", "vc"][index : index + 1]
        for name in names:
            file = self._pictures / f"{name}.webp"
            if file.is_file():
                with Image.open(file) as picture:
                    return picture.convert("RGB")
        return None


FITTING = (
    ("upload", "cup_b"), ("watercolor", "dog_wc"), ("水彩", "dog_wc"), ("ukiyo", "dog_uk"), ("pixel", "dog_px"),
    ("gogh", "fox_vg"), ("sunglasses", "dog2"), ("roof", "city"), ("屋顶", "city"), ("厨房", "cat"), ("kitchen", "cat"),
    ("fox", "fox"), ("狐狸", "fox"), ("cup", "cup_b"), ("teapot", "gold"), ("woman", "face1"), ("dog", "dog1"),
    ("cat", "cat"), ("猫", "cat"), ("狗", "dog1"),
)  # fmt: skip


def landscape(key: str) -> Image.Image:
    """A hill and a sun in colours that follow from `key`."""
    digest = hashlib.sha256(key.encode()).digest()
    sky, hill, sun = ((90 + digest[i] // 2, 90 + digest[i + 1] // 2, 90 + digest[i + 2] // 2) for i in (0, 3, 6))
    picture = Image.new("RGB", (SIZE, SIZE), sky)
    draw = ImageDraw.Draw(picture)
    x, y = 30 + digest[9] % 160, 20 + digest[10] % 80
    draw.ellipse((x, y, x + 40, y + 40), fill=sun)
    top = 110 + digest[11] % 50
    draw.ellipse((-80, top, 210, top + 340), fill=hill)
    draw.ellipse((100, top + 24, 380, top + 340), fill=tuple(channel * 3 // 4 for channel in hill))
    return picture


def encoded(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The file of `picture`."""
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
