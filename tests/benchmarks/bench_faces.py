"""Faces: what every value does and what else moves with it, and how long each takes.

OMP_NUM_THREADS=1 uv run --extra faces python tests/benchmarks/bench_faces.py FOLDER [effects] [times]

FOLDER holds portraits (PNG or JPEG); of each the largest face counts. Prints Markdown. Eight turns of edits are
measured by bench_face_turns.py.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeVar

import cv2
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from face_measures import BOUNDS, COUPLED, EFFECTS, REFERENCES, Gauge, bound_of

from core.catalogue import action
from core.face import by_slot
from core.pipeline import Action
from core.problems import ProblemError
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.face.engine import FaceEngine
from gpuserver.engines.face.landmarks import MediapipeFinder
from gpuserver.engines.face.order import VALUES

T = TypeVar("T")
TIMED: Final = 1024
MOST_TIMED: Final = 4
ALL_AT_ONCE: Final = (
    "red hair", "receding hairline", "mustache", "goatee", "bushy eyebrows", "rosy cheeks", "heavy makeup",
    "lipstick", "pale skin", "smiling", "big eyes",
)  # fmt: skip
"""Values that can be in force together."""
FINDER: Final = MediapipeFinder()
ENGINE: Final = FaceEngine(FINDER)


@dataclass(frozen=True)
class Alone:
    """What one value makes of a photo."""

    picture: Picture | None
    """None where it is refused."""
    measured: dict[str, float] | None
    """None where nothing changed."""


@dataclass(frozen=True)
class Portrait:
    """A photo, and what each value alone makes of it."""

    name: str
    photo: Pixels
    _alone: dict[str, Alone] = field(default_factory=dict)

    @cached_property
    def gauge(self) -> Gauge:
        """Measures the person."""
        return Gauge(self.photo, FINDER)

    def alone(self, value: str) -> Alone:
        """What `value` alone makes of it."""
        if value not in self._alone:
            picture = rendered(self.photo, [wanting({value: 1.0})])
            changed = picture is not None and not np.array_equal(picture.pixels, self.photo)
            self._alone[value] = Alone(picture, self.gauge.of(picture.pixels, value) if picture and changed else None)
        return self._alone[value]

    def moved(self, value: str) -> float:
        """How far `value` alone moves its measure in the asked direction; 0 where it changes nothing."""
        after = self.alone(value).measured
        return self.gauge.moved(value, after) if after else 0.0


def wanting(strengths: dict[str, float]) -> Action:
    """The action that asks for values at strengths."""
    return action("edit_face", set=by_slot(strengths), strength=strengths)


def rendered(photo: Pixels, steps: Sequence[Action]) -> Picture | None:
    """None where the engine refuses."""
    try:
        return ENGINE.edit(Picture(photo), steps, Unwatched())
    except ProblemError:
        return None


def portraits(folder: Path) -> list[Portrait]:
    """Those with a face that the engine edits."""
    found: list[Portrait] = []
    for path in sorted(one for one in folder.iterdir() if one.suffix in {".png", ".jpg", ".jpeg"}):
        photo = np.asarray(Image.open(path).convert("RGB"))
        if rendered(photo, [wanting({"lipstick": 0.5})]) is not None:
            found.append(Portrait(path.stem, photo))
    return found


def effects(people: Sequence[Portrait]) -> None:
    """Print the table of effects."""
    print(f"\n{len(people)} portraits.\n")
    print("| value | made, refused, unchanged | its measure | moves by (median) | right way, wrong way | moved most beside it "
          "| past its bound | lowest likeness | pixels changed in the background |\n|" + " --- |" * 9)  # fmt: skip
    for value in VALUES:
        print(_effect(value, people), flush=True)
    listed = ", ".join(f"{name} {bound:g}" for name, bound in BOUNDS.items())
    print(f"\nBounds: {listed}.\n")
    for value, measures in COUPLED.items():
        print("; ".join(f"{value}, {name}: {one.bound:g}, {one.why}" for name, one in measures.items()))


def _effect(value: str, people: Sequence[Portrait]) -> str:
    made = [picture for one in people if (picture := one.alone(value).picture)]
    changed = [one for one in people if one.alone(value).measured]
    moved = [one.moved(value) for one in changed]
    beside = [one.gauge.beside(value, after) for one in changed if (after := one.alone(value).measured)]
    most, share = max(beside, key=lambda item: item[1], default=("temple lightness", 0.0))
    likeness = min((one.face.likeness for one in made if one.face), default=1.0)
    measure = "distance from its name" if value in REFERENCES else EFFECTS[value].measure
    median = EFFECTS[value].sign * statistics.median(moved) if moved else 0.0
    past = sum(share > 1 for _, share in beside)
    cells = (
        value, f"{len(changed)}, {len(people) - len(made)}, {len(made) - len(changed)}", measure, f"{median:+.3g}",
        f"{sum(one > 0 for one in moved)}, {sum(one < 0 for one in moved)}", f"{most} {share * bound_of(value, most):.2g}",
        f"{past} of {len(beside)}", f"{likeness:.3f}", sum(_outside(one, value) for one in changed),
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _outside(one: Portrait, value: str) -> int:
    """Pixels that changed beyond the person."""
    picture = one.alone(value).picture
    assert picture is not None
    return int(((picture.pixels != one.photo).any(axis=2) & ~one.gauge.reach).sum())


def times(people: Sequence[Portrait]) -> None:
    """Print the table of times: those of the processor, against MediaPipe's landmarks on the same photos."""
    photos = [_sized(one.photo) for one in people if max(one.photo.shape) >= TIMED // 2][:MOST_TIMED]
    FINDER.find(photos[0])
    base = statistics.median(_clocked(partial(FINDER.find, photo))[1] for photo in photos)
    print(f"\nMediaPipe's landmarks: {1000 * base:.0f} ms, the median of {len(photos)} photos of {TIMED} px.\n")
    print("| value | ms | times the landmarks |\n| --- | --- | --- |")
    able = [value for value in VALUES if _timed(value, (value,), photos, base)]
    together = [value for value in ALL_AT_ONCE if value in able]
    _timed(f"{len(together)} at once", together, photos, base)


def _timed(name: str, values: Sequence[str], photos: Sequence[Pixels], base: float) -> bool:
    """Print a row, of the photos that allow `values`; False where none does."""
    steps = [wanting(dict.fromkeys(values, 1.0))]
    runs = [_clocked(partial(rendered, photo, steps)) for photo in photos]
    taken = [seconds for picture, seconds in runs if picture]
    if taken:
        median = statistics.median(taken)
        print(f"| {name} | {1000 * median:.0f} | {median / base:.0f} |", flush=True)
    return bool(taken)


def _clocked(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    return work(), time.process_time() - started


def _sized(photo: Pixels) -> Pixels:
    scale = TIMED / max(photo.shape[:2])
    return np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def main() -> None:
    """What the command line asks."""
    cv2.setNumThreads(1)
    folder, *wanted = sys.argv[1:]
    people = portraits(Path(folder))
    for name, table in (("effects", effects), ("times", times)):
        if not wanted or name in wanted:
            table(people)


if __name__ == "__main__":
    main()
