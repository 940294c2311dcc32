"""Cut-outs scored on composed photos whose matte is known, beside two plain methods in the same run.

uv run python tests/benchmarks/bench_cutout.py           all 72
uv run python tests/benchmarks/bench_cutout.py 24        every third of them

Six kinds of drawn subjects, furry ones among them, over twelve grounds (four of them scikit-image's own pictures), with
a shadow, blur, noise and JPEG. Overlap is intersection over union at one half of alpha; the edge's error is the mean
absolute difference of alpha within 1.5 % of the long side of the true edge. A refusal counts as an empty cut-out.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "gpuserver"))

from cutout_cases import GROUNDS, SUBJECTS, Case, Plane, case, edge_error, overlap

from core.problems import ProblemError
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.photo.bands import shrunk
from gpuserver.engines.photo.matte import subject_matte

_SIDE: Final = 420
"""Long side of the copies that the plain methods work on, px."""


def chatelier(pixels: Pixels) -> Plane:
    """The photo engine's matte."""
    try:
        return subject_matte(pixels, Unwatched())
    except ProblemError:
        return np.zeros(pixels.shape[:2], np.float32)


def central_box(pixels: Pixels) -> Plane:
    """GrabCut from a box that leaves a tenth of the sides out, five rounds."""
    small = np.ascontiguousarray(shrunk(pixels, _SIDE)[..., ::-1])
    height, width = small.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    box = width // 10, height // 10, width * 8 // 10, height * 8 // 10
    cv2.setRNGSeed(7)
    cv2.grabCut(small, mask, box, np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)
    return _enlarged(np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32), pixels)


def saliency(pixels: Pixels) -> Plane:
    """Frequency-tuned saliency (Achanta et al. 2009), cut where Otsu's method parts it."""
    lab = cv2.cvtColor(shrunk(pixels, _SIDE), cv2.COLOR_RGB2LAB).astype(np.float32)
    away = np.linalg.norm(cv2.GaussianBlur(lab, (5, 5), 0) - lab.mean(axis=(0, 1)), axis=2)
    scaled = np.clip(away / away.max() * 255, 0, 255).astype(np.uint8)
    _, found = cv2.threshold(scaled, 0, 1, cv2.THRESH_OTSU)
    return _enlarged(found.astype(np.float32), pixels)


def _enlarged(small: Plane, pixels: Pixels) -> Plane:
    return np.asarray(cv2.resize(small, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


METHODS: Final[dict[str, Callable[[Pixels], Plane]]] = {
    "chatelier": chatelier,
    "GrabCut from a box": central_box,
    "saliency threshold": saliency,
}


def cases(most: int) -> Iterator[Case]:
    """At most `most` composed photos, spread over all kinds and grounds."""
    pairs = [(kind, ground, at) for kind in SUBJECTS for at, ground in enumerate(GROUNDS)]
    step = max(1, len(pairs) // most)
    yield from (case(*pair) for pair in pairs[::step])


Scores = dict[str, list[tuple[float, float]]]


def table(title: str, groups: dict[str, Scores]) -> None:
    """Print overlap and edge error of each method, a row a group."""
    print(f"\n| {title} | n |" + "".join(f" {name}: overlap | edge |" for name in METHODS))
    print("| --- | --- |" + " --- | --- |" * len(METHODS))
    for group, scores in groups.items():
        means = [np.mean(scores[name], axis=0) for name in METHODS]
        cells = "".join(f" {one[0]:.3f} | {one[1]:.3f} |" for one in means)
        print(f"| {group} | {len(scores[next(iter(METHODS))])} |{cells}")


def main() -> None:
    """Print the tables."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 72
    kinds: dict[str, Scores] = defaultdict(lambda: defaultdict(list))
    grounds: dict[str, Scores] = defaultdict(lambda: defaultdict(list))
    whole: Scores = defaultdict(list)
    taken: dict[str, list[float]] = defaultdict(list)
    for one in cases(most):
        for name, method in METHODS.items():
            started = time.perf_counter()
            found = method(one.pixels)
            taken[name].append(time.perf_counter() - started)
            score = overlap(found, one.matte), edge_error(found, one.matte)
            for scores in (kinds[one.kind], grounds[one.ground], whole):
                scores[name].append(score)
    table("subject", kinds)
    table("ground", grounds)
    table("all", {"mean": whole})
    print("\n| | overlap over 0.9 | under 0.5 | median s |\n| --- | --- | --- | --- |")
    for name, scores in whole.items():
        found = np.array(scores)[:, 0]
        print(f"| {name} | {(found > 0.9).mean():.0%} | {(found < 0.5).mean():.0%} | {np.median(taken[name]):.2f} |")


if __name__ == "__main__":
    main()
