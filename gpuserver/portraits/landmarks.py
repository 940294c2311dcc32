"""The points of a face, from the outlines of its parts as they are placed, tilted and turned.

Left and right are those of the picture. Directions are the face's own: along the line through the eyes, and across it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import skia
from numpy.typing import NDArray

from core.model import Model
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.portraits.labels import Label, Labels, label_of

Points = NDArray[np.float64]
_STEP: Final = 1.5
"""Distance of the points along an outline, in design px."""
_LEVEL: Final = 0.12
"""How far from the middle of the mouth its upper and lower point may be, as a share of its width."""


class Landmark(Model):
    """A point in px from the upper left corner. `visible`: whether the part it is on shows there."""

    x: float
    y: float
    visible: bool


def landmarks_of(scene: StageScene, labels: Labels) -> dict[str, Landmark]:
    """The landmarks of the one portrait in a scene; `hairline` is left out where no hair meets the face."""
    items = [item for group in scene.groups if group.is_subject for item in group.items]
    face = _Face(items, labels.shape[1] / scene.canvas.width)
    out = {name: _mark(point, labels, on) for name, (point, on) in face.points().items()}
    if (spot := _hairline(face, labels)) is not None:
        out["hairline"] = _mark(spot, labels, (Label.HAIR,))
    return out


@dataclass(frozen=True)
class _Face:
    """The outlines of a face's parts in px, and its own directions."""

    items: list[Item]
    scale: float

    def points(self) -> dict[str, tuple[NDArray[np.float64], tuple[Label, ...]]]:
        """Every landmark with the labels that it may lie on."""
        found: dict[str, tuple[NDArray[np.float64], tuple[Label, ...]]] = {}
        for side, sign in (("left", -1), ("right", 1)):
            eye, brow = self.eyes[sign], self._sided(Label.BROWS, sign)
            found |= {
                f"eye_{side}_{name}": (point, (Label.EYES,))
                for name, point in {
                    "outer": self._far(eye, sign * self.along), "inner": self._far(eye, -sign * self.along),
                    "top": self._far(eye, -self.across), "bottom": self._far(eye, self.across), "center": _middle(eye),
                }.items()
            }  # fmt: skip
            found |= {
                f"brow_{side}_outer": (self._far(brow, sign * self.along), (Label.BROWS,)),
                f"brow_{side}_inner": (self._far(brow, -sign * self.along), (Label.BROWS,)),
                f"brow_{side}_peak": (self._far(brow, -self.across), (Label.BROWS,)),
                f"nose_{side}": (self._far(self._of(Label.NOSE), sign * self.along), (Label.NOSE,)),
                f"mouth_{side}": (self._far(self.lips, sign * self.along), (Label.LIPS,)),
                f"ear_{side}": (self._far(self._sided(Label.EARS, sign), sign * self.along), (Label.EARS,)),
                f"jaw_{side}": (self._at_mouth(sign), (Label.SKIN,)),
            }
        column = self._column(self.lips)
        found["lip_top"] = self._far(column, -self.across), (Label.LIPS,)
        found["lip_bottom"] = self._far(column, self.across), (Label.LIPS,)
        found["nose_base"] = self._far(self._of(Label.NOSE), self.across), (Label.NOSE,)
        found["chin"] = self._far(self.head, self.across), (Label.SKIN,)
        return found

    @cached_property
    def eyes(self) -> dict[int, Points]:
        """The outlines of the eyes: left -1, right 1."""
        return {sign: self._sided(Label.EYES, sign) for sign in (-1, 1)}

    @cached_property
    def along(self) -> NDArray[np.float64]:
        """The unit vector from the left eye to the right one."""
        line = _middle(self.eyes[1]) - _middle(self.eyes[-1])
        return line / np.linalg.norm(line)

    @cached_property
    def across(self) -> NDArray[np.float64]:
        """The unit vector from the brows to the chin."""
        return np.array([-self.along[1], self.along[0]])

    @cached_property
    def lips(self) -> Points:
        """The outline of the lips."""
        return self._of(Label.LIPS)

    @cached_property
    def head(self) -> Points:
        """The outline of the face."""
        return self._outline(lambda item: "head" in item.ids and label_of(item) is Label.SKIN)

    def _of(self, label: Label) -> Points:
        return self._outline(lambda item: label_of(item) is label)

    def _sided(self, label: Label, sign: int) -> Points:
        """The outline of a part on one side of the face's middle, which is that of all parts of its kind."""
        mine = [item for item in self.items if label_of(item) is label]
        boxes = [item.path.computeTightBounds() for item in mine]
        middle = (min(box.left() for box in boxes) + max(box.right() for box in boxes)) / 2
        chosen = {id(item) for item, box in zip(mine, boxes, strict=True) if (box.centerX() - middle) * sign > 0}
        return self._outline(lambda item: id(item) in chosen)

    def _outline(self, wanted: Callable[[Item], bool]) -> Points:
        return np.array(list(_along([item.path for item in self.items if wanted(item)]))) * self.scale

    def _far(self, points: Points, direction: NDArray[np.float64]) -> NDArray[np.float64]:
        return points[int(np.argmax(points @ direction))]

    def _column(self, points: Points) -> Points:
        """The points near the middle of a part."""
        place = points @ self.along
        low, high = float(place.min()), float(place.max())
        return points[np.abs(place - (low + high) / 2) <= _LEVEL * (high - low)]

    def _at_mouth(self, sign: int) -> NDArray[np.float64]:
        """The edge of the face at the height of the mouth."""
        level = float(_middle(self.lips) @ self.across)
        side = self.head[(self.head - _middle(self.head)) @ self.along * sign > 0]
        return side[int(np.argmin(np.abs(side @ self.across - level)))]


def _along(paths: Iterable[skia.Path]) -> Iterable[tuple[float, float]]:
    for path in paths:
        measure = skia.PathMeasure(path, True)
        while True:
            length = measure.getLength()
            for step in np.arange(0.0, length, _STEP):
                spot, _ = measure.getPosTan(float(step))
                yield spot.x(), spot.y()
            if not measure.nextContour():
                break


def _middle(points: Points) -> NDArray[np.float64]:
    return (points.min(axis=0) + points.max(axis=0)) / 2


def _hairline(face: _Face, labels: Labels) -> NDArray[np.float64] | None:
    """Where hair begins over the middle of the brows; None where a hat does, or nothing."""
    spot = (_middle(face.eyes[-1]) + _middle(face.eyes[1])) / 2
    for _ in range(labels.shape[0]):
        label = _at(labels, spot)
        if label is Label.HAIR:
            return spot
        if label in (None, Label.BACKGROUND, Label.HAT):
            return None
        spot = spot - face.across
    return None


def _at(labels: Labels, spot: NDArray[np.float64]) -> Label | None:
    x, y = int(spot[0]), int(spot[1])
    inside = 0 <= x < labels.shape[1] and 0 <= y < labels.shape[0]
    return Label(int(labels[y, x])) if inside else None


def _mark(spot: NDArray[np.float64], labels: Labels, on: tuple[Label, ...]) -> Landmark:
    x, y = float(spot[0]), float(spot[1])
    near = labels[max(0, int(y) - 1) : int(y) + 2, max(0, int(x) - 1) : int(x) + 2]
    return Landmark(x=round(x, 2), y=round(y, 2), visible=bool(np.isin(near, on).any()))
