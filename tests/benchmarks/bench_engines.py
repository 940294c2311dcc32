"""Processor times at 1024 px, as multiples of one Pillow LANCZOS resize of a 12-megapixel photo to 1024 px.

Both are counted in the same run, over all threads of the process: what else the machine does makes no difference.

uv run python tests/benchmarks/bench_engines.py              all
uv run python tests/benchmarks/bench_engines.py "photo: oil"  what has that in its name

Photos are edited with the people finder where the `faces` extra is installed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "gpuserver"))

from bench_photo import TARGET, label, made_for
from cutout_cases import case

from core.catalogue import action
from core.pipeline import Action
from core.recipe import Drawing
from core.scene.reader import read_scene
from core.styles import STYLES
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.registry import default_engines

SIZE: Final = 1024
ILLUSTRATOR = Illustrator()
EDITOR = default_engines().editors[0]
SCENES: Final = (
    "a cute cat", "a cat at the beach", "a fox and a rabbit in the forest at night", "a dog in the city in the rain",
    "a portrait of a woman", "seven ducks on a lake at sunset", "a golden dragon in a cave", "a glass cup in a cafe",
    "a chef in a library", "a knight before a castle in the snow", "a robot in a cyberpunk street at night",
    "a horse on a farm", "an astronaut on the moon", "a penguin in a museum", "a panda in the jungle in the fog",
    "a girl in the market",
)  # fmt: skip
EDITS: Final = (
    action("adjust_brightness", percent=20), action("adjust_color", color="orange"), action("rotate", degrees=270),
    action("rotate", degrees=15), action("crop", aspect="16:9"), action("upscale"), action("outpaint"),
    action("remove_background"), action("blur_background"), action("change_background", background="white"),
    action("change_background", background="the beach"), action("change_background", background="the city at night"),
    action("restore"), action("colorize"), action("recolor_object", object="the dog", color="blue"),
    action("remove_object", object="the dog"),
)  # fmt: skip


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """Processor time, the median of `times` runs after one to warm up."""
    run()
    taken: list[float] = []
    for _ in range(times):
        started = time.process_time()
        run()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def draw(prompt: str) -> Callable[[], object]:
    """Drawing `prompt`."""
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=7)
    return lambda: ILLUSTRATOR.draw(drawing, SIZE, Unwatched())


def edit(pixels: np.ndarray, *steps: Action) -> Callable[[], object]:
    """Editing `pixels`."""
    return lambda: EDITOR.edit(Picture(pixels), steps, Unwatched())


def photo() -> Pixels:
    """A composed photo, 1024 x 768."""
    return case("furry", "photo of grass", 0, SIZE, 768).pixels


def rows() -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, by name: scenes, every style of a drawing and of a photo, every edit."""
    yield from ((f"draw: {prompt}", draw(prompt)) for prompt in SCENES)
    hero = "a cat at the beach"
    yield from ((f"draw: {hero}, {style.id}", draw(f"{hero}, {style.en[0]} style")) for style in STYLES)
    pixels = photo()
    yield from ((f"photo: {style.id}", edit(pixels, action("style_transfer", style=style.id))) for style in STYLES)
    yield from ((f"photo: {label(one)}", edit(made_for(one, pixels), one)) for one in EDITS)


def main() -> None:
    """Print the table."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    large = Image.fromarray(photo()).resize((4000, 3000))
    base = seconds(lambda: large.resize((SIZE, 768), Image.Resampling.LANCZOS), 9)
    print(f"Pillow LANCZOS, 4000x3000 -> {SIZE}x768: {base * 1000:.0f} ms = 1; target {TARGET}\n")
    print("| what | ms | resizes | |\n| --- | --- | --- | --- |")
    for name, run in rows():
        if only in name:
            taken = seconds(run)
            verdict = "" if taken <= TARGET * base else "over"
            print(f"| {name} | {taken * 1000:.0f} | {taken / base:.1f} | {verdict} |", flush=True)


if __name__ == "__main__":
    main()
