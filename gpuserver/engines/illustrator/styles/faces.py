"""The small flat details that make a face: what no style may lose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size, to_array
from gpuserver.engines.illustrator.styles.plan import visible_shapes
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class Features:
    """Coverage 0..1 of what can be seen of them, with soft edges."""

    dark: Plane
    """Pupils, brows, noses, mouths, whiskers."""
    light: Plane
    """Catch-lights and teeth."""

    def put_on(self, picture: Plane, dark: tuple[float, float, float], light: tuple[float, float, float]) -> Plane:
        """`picture` (h × w × 3, 0..1) with the features in two colours, as strongly as each is dark or light."""
        out = picture * (1 - self.dark[..., None]) + np.array(dark, np.float32) * self.dark[..., None]
        return np.asarray(
            out * (1 - self.light[..., None]) + np.array(light, np.float32) * self.light[..., None], np.float32
        )


def features(scene: StageScene) -> Features:
    """The features of every subject of `scene` at design size."""
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(0xFF000000)
    for group, item, path in visible_shapes(scene.groups):
        if group.fade is None:
            canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=_sign(group, item)))
    planes = np.asarray(to_array(surface), np.float32) / np.float32(255)
    return Features(np.ascontiguousarray(planes[..., 0]), np.ascontiguousarray(planes[..., 1]))


def _sign(group: Group, item: Item) -> int:
    """Red for a dark feature, green for a light one, black for everything else."""
    alpha = round(255 * item.alpha)
    small = item.path.getBounds().width() < 0.13 * DESIGN
    if group.is_subject and item.kind == "flat" and small:
        level = luminance(item.color)
        if level < 92:
            return skia.Color(255, 0, 0, alpha)
        if item.cls in {"white", "glint"}:
            return skia.Color(0, 255, 0, alpha)
    return skia.Color(0, 0, 0, alpha)
