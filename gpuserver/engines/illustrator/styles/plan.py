"""Which shape covers which pixel: what styles over the scene graph know and a photo does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.shapes import intersection
from gpuserver.engines.illustrator.painting.stage import StageScene, paint_scene, pixel_size
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class ShapeMap:
    """`ids` (height × width) holds the number of the topmost shape at each pixel, 0 for none."""

    ids: NDArray[np.int32]
    shapes: dict[int, tuple[Group, Item]]

    @property
    def edges(self) -> NDArray[np.bool_]:
        """Where the shape changes."""
        out = np.zeros(self.ids.shape, bool)
        out[:, 1:] |= self.ids[:, 1:] != self.ids[:, :-1]
        out[1:] |= self.ids[1:] != self.ids[:-1]
        return out

    def mask(self, *, subjects: bool = False, details: bool = False, sky: bool = False) -> Plane:
        """1 where a subject, one of its small flat details (eyes, mouth), or the sky is on top."""
        wanted = [
            number
            for number, (group, item) in self.shapes.items()
            if (subjects and group.is_subject)
            or (details and group.is_subject and item.kind == "flat" and item.path.getBounds().width() < DESIGN * 0.12)
            or (sky and item.id == "sky")
        ]
        return np.isin(self.ids, wanted).astype(np.float32)


def skin_mask(shapes: ShapeMap) -> Plane:
    """1 where skin, or a marking on it, is on top."""
    skins = [item for _, item in shapes.shapes.values() if item.cls == "skin" and item.kind == "part"]
    marks = {id(mark) for item in skins for mark in item.marks}
    own = {id(item) for item in skins} | marks
    wanted = [number for number, (_, item) in shapes.shapes.items() if id(item) in own]
    return np.isin(shapes.ids, wanted).astype(np.float32)


def edgeless(shapes: ShapeMap) -> NDArray[np.bool_]:
    """Where no style should see an edge: at stars and pebbles, which are too small, and at blush, which has none."""
    counts = np.bincount(shapes.ids.ravel(), minlength=len(shapes.shapes) + 1)
    small = [
        number for number, (group, item) in shapes.shapes.items()
        if (not group.is_subject and counts[number] < 160) or item.alpha < 0.8
    ]  # fmt: skip
    return np.asarray(cv2.dilate(np.isin(shapes.ids, small).astype(np.uint8), np.ones((3, 3))) > 0)


def visible_shapes(groups: list[Group]) -> Iterator[tuple[Group, Item, skia.Path]]:
    """Every shape that has an outline, with its markings cut to it, back to front."""
    for group in groups:
        for item in group.items:
            if item.kind == "glow" or item.blend is not None:
                continue
            yield group, item, item.path
            for mark in item.marks:
                if mark.alpha >= 0.35:
                    yield group, mark, intersection(mark.path, item.path)


def shape_map(scene: StageScene) -> ShapeMap:
    """The map of `scene` at design size."""
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(0, 0, 0, 255))
    shapes: dict[int, tuple[Group, Item]] = {}
    for group, item, path in visible_shapes(scene.groups):
        if item.alpha < 0.3:
            continue
        number = len(shapes) + 1
        shapes[number] = (group, item)
        color = skia.Color(number & 255, (number >> 8) & 255, 0, 255)
        canvas.drawPath(path, skia.Paint(AntiAlias=False, Color=color))
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.int32)
    return ShapeMap(pixels[..., 0] + 256 * pixels[..., 1], shapes)


def base_picture(scene: StageScene, watch: Watch) -> Pixels:
    """The default look at design size, without grain and paper: the picture that a style paints after."""
    return paint_scene(scene, DESIGN, watch, grain=False)
