"""Photo edits: times at 1024 px as multiples of one Pillow LANCZOS resize of a 12-megapixel photo to 1024 px in the
same run, and the peak memory (resource.getrusage, MB) of each edit of a 50-megapixel photo in a process of its own.

uv run python tests/benchmarks/bench_photo.py            both
uv run python tests/benchmarks/bench_photo.py times      times alone
uv run python tests/benchmarks/bench_photo.py memory     memory alone
uv run python tests/benchmarks/bench_photo.py memory recolor_object rotate   of some edits
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "gpuserver"))

from photo_cases import car, field

from core.catalogue import action
from core.pipeline import Action
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo

TARGET: Final = 30
"""Resizes that an edit at 1024 px may take."""
LIMIT: Final = 1500
"""MB that an edit of 50 megapixels may take."""
LARGE: Final = (8660, 5774)
EDITS: Final = (
    action("recolor_object", object="the red car", color="blue"),
    action("recolor_object", object="the car", color="white"),
    action("remove_object", object="the red car"),
    action("colorize"),
    action("change_background", background="navy"),
    action("change_background", background="the beach"),
    action("remove_background"), action("blur_background"), action("restore"),
    action("adjust_brightness", percent=20), action("adjust_color", color="orange"),
    action("rotate", degrees=90), action("rotate", degrees=15), action("flip", direction="horizontal"),
    action("crop", aspect="1:1"), action("outpaint", direction="left"), action("upscale", factor=1.2),
    action("style_transfer", style="black and white"), action("style_transfer", style="vintage"),
    action("style_transfer", style="watercolor"), action("style_transfer", style="pixel art"),
    *(action("edit", instruction=look) for look in (
        "night", "sunset", "sunny day", "snow", "rain", "fog", "autumn", "winter", "warmer", "cooler", "more colourful",
        "less colourful", 'write "Hello" at the top',
    )),
)  # fmt: skip


def sample(width: int, height: int) -> Pixels:
    """A red ellipse on textured ground; enlarged from 1024 px where it is larger, to be made in little memory."""
    small, _ = car(field(1024, round(1024 * height / width)), (205, 40, 38), size=0.12)
    return np.array(Image.fromarray(small).resize((width, height), Image.Resampling.BILINEAR))


def made_for(one: Action, pixels: Pixels) -> Pixels:
    """`pixels`, grey for colorize."""
    return np.repeat(pixels[..., 1:2], 3, axis=2) if one.pipeline == "colorize" else pixels


def label(one: Action) -> str:
    """The edit in a table."""
    return " ".join([one.pipeline, *(str(value) for value in one.params.values())])


def seconds(run: Callable[[], object], times: int) -> float:
    """The median of `times` runs."""
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def times() -> None:
    """Print the table of times."""
    photo = Image.fromarray(sample(4000, 3000))
    base = seconds(lambda: photo.resize((1024, 768), Image.Resampling.LANCZOS), 9)
    print(f"Pillow LANCZOS, 4000x3000 -> 1024x768: {base * 1000:.0f} ms = 1; target {TARGET}\n")
    print("| edit at 1024 px | ms | resizes | |\n| --- | --- | --- | --- |")
    engine, pixels = Photo(Illustrator().backdrop), sample(1024, 768)
    for one in EDITS:
        picture = Picture(made_for(one, pixels))
        taken = seconds(lambda one=one, picture=picture: engine.edit(picture, [one], Unwatched()), 3)
        verdict = "" if taken <= TARGET * base else "over"
        print(f"| {label(one)} | {taken * 1000:.0f} | {taken / base:.1f} | {verdict} |", flush=True)


def alone(index: int) -> None:
    """Run one edit of 50 megapixels and print the peak of this process, before and after."""
    one = EDITS[index]
    picture = Picture(made_for(one, sample(*LARGE)))
    engine = Photo(Illustrator().backdrop)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    engine.edit(picture, [one], Unwatched())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"before": before, "peak": after, "seconds": time.perf_counter() - started}))


def memory(names: list[str]) -> None:
    """Print the table of peaks."""
    print(f"\n| edit of {LARGE[0]}x{LARGE[1]} | peak MB | s | |\n| --- | --- | --- | --- |")
    for index, one in enumerate(EDITS):
        if names and one.pipeline not in names:
            continue
        command = [sys.executable, __file__, "alone", str(index)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"| {label(one)} | failed: {(done.stderr.strip().splitlines() or ['killed'])[-1]} | | |", flush=True)
            continue
        seen = json.loads(done.stdout)
        verdict = "" if seen["peak"] <= LIMIT else "over"
        print(f"| {label(one)} | {seen['peak']:.0f} | {seen['seconds']:.1f} | {verdict} |", flush=True)


def main() -> None:
    """What the command line asks."""
    match sys.argv[1:]:
        case ["alone", index]:
            alone(int(index))
        case ["times"]:
            times()
        case ["memory", *names]:
            memory(names)
        case _:
            times()
            memory([])


if __name__ == "__main__":
    main()
