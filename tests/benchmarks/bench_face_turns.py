"""Faces over eight turns: every picture made from the original, against every turn made on the last output.

OMP_NUM_THREADS=1 uv run --extra faces python tests/benchmarks/bench_face_turns.py FOLDER

Seeded dialogues set values, change strengths and drop values again. Both ways use the same engine and are stored as the
server stores photos. Drift is measured without a network; LPIPS is stood in for by the deviation of gradient-magnitude
similarity (Xue et al., "Gradient Magnitude Similarity Deviation", 2014), the distance in Lab, and the engine's guard.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from bench_faces import Portrait, portraits, rendered, wanting
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from face_measures import REFERENCES

from core.catalogue import action
from core.face import by_slot
from core.pipeline import Action
from core.recipe import Recipe, Upload, fold, plan
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.guard import GradientLikeness
from gpuserver.engines.face.order import VALUES
from gpuserver.engines.face.smooth import shrunk
from gpuserver.images.output import Provenance, encode
from gpuserver.raster.lab import to_lab

TURNS: Final = 8
SEEDS: Final = (1, 2)
OPPOSITE: Final = {
    "smiling": "no smiling", "bangs": "no bangs", "mustache": "no beard", "goatee": "no beard",
    "lipstick": "no makeup", "heavy makeup": "no makeup", "rosy cheeks": "no makeup",
}  # fmt: skip
"""What can be asked of the last output to take a value back. A hair colour is dyed to what it was nearest to."""
PROVENANCE: Final = Provenance(drawn=False, recipe="", seed=None, engine="face")


@dataclass
class Dialogue:
    """Turns on one portrait, by both ways."""

    portrait: Portrait
    recipe: Recipe
    chained: Pixels
    gone: set[str] = field(default_factory=set)
    """Values that were wanted once and are not any more."""

    @property
    def held(self) -> dict[str, float]:
        """The values in force and their strengths."""
        return {value: share for one in self.recipe.edits for value, share in one.strengths().items()}

    def turn(self, dice: random.Random) -> None:
        """Set a value, drop one, or change a strength: in the recipe, and on the last output."""
        held = sorted(self.held)
        kind = dice.choice(["set", "set", "drop", "strength"]) if held else "set"
        if kind == "drop":
            value = dice.choice(held)
            self._say(action("edit_face", unset=by_slot([value])), self._taking_back(value))
        else:
            value = dice.choice(held) if kind == "strength" else self._new(dice)
            asked = wanting({value: dice.choice([0.4, 0.7, 1.0])})
            self._say(asked, asked)

    def target(self) -> Pixels | None:
        """The picture of all values in force; None where they cannot be together on this photo."""
        made = rendered(self.portrait.photo, plan(self.recipe).steps)
        return made.pixels if made else None

    def _new(self, dice: random.Random) -> str:
        """A value that is not in force and that this photo allows."""
        open_ = [value for value in VALUES if value not in self.held]
        return next(value for value in dice.sample(open_, len(open_)) if self.portrait.moved(value) > 0)

    def _taking_back(self, value: str) -> Action | None:
        if value in REFERENCES:
            before = self.portrait.gauge.before
            return wanting({min(REFERENCES, key=lambda name: before[name]): 1.0})
        return wanting({OPPOSITE[value]: 1.0}) if value in OPPOSITE else None

    def _say(self, asked: Action, on_last: Action | None) -> None:
        before = set(self.held)
        self.recipe = fold(self.recipe, asked)
        self.gone = (self.gone | before) - set(self.held)
        if on_last and (made := rendered(self.chained, [on_last])):
            self.chained = stored(made.pixels)


def stored(pixels: Pixels) -> Pixels:
    """`pixels` as the server gives them out: a JPEG of its usual quality."""
    data, _ = encode(pixels, "jpeg", PROVENANCE)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def compare(people: Sequence[Portrait]) -> None:
    """Print the table."""
    ways: dict[str, list[dict[str, float]]] = {"from the original": [], "on the last output": []}
    for portrait in people:
        for seed in SEEDS:
            talk = Dialogue(portrait, Recipe(source=Upload(digest=portrait.name)), portrait.photo)
            dice = random.Random(f"{portrait.name} {seed}")
            for _ in range(TURNS):
                talk.turn(dice)
            if (target := talk.target()) is not None:
                ways["from the original"].append(_measured(talk, target, stored(target)))
                ways["on the last output"].append(_measured(talk, target, talk.chained))
    print(f"\n{len(ways['from the original'])} dialogues of {TURNS} turns on {len(people)} portraits; means.\n")
    print(f"| | {' | '.join(ways)} |\n|{' --- |' * (1 + len(ways))}")
    for name in next(iter(ways.values()))[0]:
        means = [statistics.fmean(row[name] for row in rows if name in row) for rows in ways.values()]
        print(f"| {name} | {means[0]:.3g} | {means[1]:.3g} |")


def _measured(talk: Dialogue, target: Pixels, shown: Pixels) -> dict[str, float]:
    one = talk.portrait
    reach = one.gauge.reach
    still = shrunk((target == one.photo).all(axis=2) & reach, 4)
    out = {
        "drift on the person where nothing is in force, Lab": apart(one.photo, shown, still),
        "drift there, GMSD": deviation(one.photo, shown, still),
        "drift in the background, Lab": apart(one.photo, shown, ~reach),
        "drift from all values put on once, Lab": apart(target, shown, reach),
        "drift from all values put on once, GMSD": deviation(target, shown, reach),
        "guard's likeness to the original": likeness(one, shown),
    }
    wanted = dict.fromkeys(talk.gone, 0.0) | talk.held
    after, full = one.gauge.of(shown), {value: one.moved(value) for value in wanted if one.moved(value) > 0}
    off = [abs(one.gauge.moved(value, after) - wanted[value] * effect) / effect for value, effect in full.items()]
    if off:
        out["asked and dropped values within half an effect of their strength, share"] = statistics.fmean(
            each < 0.5 for each in off
        )
    return out


def apart(one: Pixels, other: Pixels, where: NDArray[np.bool_]) -> float:
    """The mean distance in Lab within `where`."""
    labs = [to_lab(image.astype(np.float32)) for image in (one, other)]
    return float(np.linalg.norm(labs[0] - labs[1], axis=2)[where].mean()) if where.any() else 0.0


def likeness(one: Portrait, shown: Pixels) -> float:
    """The guard's, in the crop that is measured; 1 is equal."""
    face = one.gauge.face
    return GradientLikeness().similarity(face.crop, one.gauge.crop(shown), face.points)


def deviation(one: Pixels, other: Pixels, where: NDArray[np.bool_]) -> float:
    """GMSD within `where`, on grey at half size: 0 is equal. Equations 1 to 5 of the paper, with its constant 170."""
    kernel = np.repeat(np.array([[1, 0, -1]], np.float32) / 3, 3, axis=0)
    slopes: list[NDArray[np.float32]] = []
    for image in (one, other):
        grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        across, down = (cv2.filter2D(grey.astype(np.float32), -1, way) for way in (kernel, kernel.T))
        slopes.append(np.hypot(across, down))
    similar = (2 * slopes[0] * slopes[1] + 170) / (slopes[0] ** 2 + slopes[1] ** 2 + 170)
    inside = cv2.resize(where.astype(np.uint8), similar.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    return float(similar[inside].std()) if inside.any() else 0.0


if __name__ == "__main__":
    cv2.setNumThreads(1)
    compare(portraits(Path(sys.argv[1])))
