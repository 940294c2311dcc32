"""Render times at 1024 px, as multiples of a plain Pillow resize to 1024 px in the same run.

uv run python tests/benchmarks/bench_engines.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from PIL import Image

from core.catalogue import action
from core.pipeline import Action
from core.recipe import Drawing
from core.scene_reader import read_scene
from core.styles import STYLES
from gpuserver.engines.base import Picture, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.styles import STYLES as DRAWN
from gpuserver.engines.photo.engine import Photo

SIZE = 1024
ILLUSTRATOR = Illustrator()
PHOTO = Photo(ILLUSTRATOR.backdrop)


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The median of `times` runs after one to warm up."""
    run()
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def draw(prompt: str) -> Callable[[], object]:
    """Drawing `prompt`."""
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=7)
    return lambda: ILLUSTRATOR.draw(drawing, SIZE, Unwatched())


def edit(pixels: np.ndarray, *steps: Action) -> Callable[[], object]:
    """Editing `pixels`."""
    return lambda: PHOTO.edit(Picture(pixels), steps, Unwatched())


def main() -> None:
    """Print the table."""
    drawn = Drawing(prompt="", scene=read_scene("a cat at the beach"), seed=7)
    pixels = ILLUSTRATOR.draw(drawn, SIZE, Unwatched()).pixels
    large = Image.fromarray(pixels).resize((2048, 2048))
    base = seconds(lambda: large.resize((SIZE, SIZE), Image.Resampling.LANCZOS), 7)
    print(f"Pillow resize 2048 -> {SIZE}: {base * 1000:.1f} ms = 1\n")
    print("| what | ms | times a resize |\n| --- | --- | --- |")
    prompts = [
        "a cute cat",
        "a cat at the beach",
        "a fox and a rabbit in the forest at night",
        "a dog in the city in the rain",
    ]
    rows: list[tuple[str, Callable[[], object]]] = [(f"draw: {prompt}", draw(prompt)) for prompt in prompts]
    rows += [(f"draw: a cat at the beach, {name}", draw(f"a cat at the beach, {name} style")) for name in DRAWN]
    asked = [
        action("adjust_brightness", percent=20), action("rotate", degrees=270), action("rotate", degrees=15),
        action("crop", aspect="16:9"), action("upscale"), action("outpaint"), action("remove_background"),
        action("blur_background"), action("change_background", background="white"), action("restore"),
    ]  # fmt: skip
    rows += [(f"photo: {one.pipeline} {next(iter(one.params.values()), '')}", edit(pixels, one)) for one in asked]
    rows += [(f"photo: {style.id}", edit(pixels, action("style_transfer", style=style.id))) for style in STYLES]
    for name, run in rows:
        taken = seconds(run)
        print(f"| {name} | {taken * 1000:.0f} | {taken / base:.1f} |", flush=True)


if __name__ == "__main__":
    main()
