"""Pop art: a handful of loud colours laid flat, thick black ink, skies and shade and skin in Ben-Day dots."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import hls, luminance, rgb
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.plan import ShapeMap, shape_map, skin_mask
from gpuserver.engines.illustrator.styles.plates import Pen, plates
from gpuserver.raster.dots import dots
from gpuserver.raster.texture import Plane

_LOUD = ("#E9242C", "#FFD60A", "#1B49D6", "#35B8F2", "#FF6FB1", "#12A35A", "#FF8A14", "#7B36C9")
_WHITE, _BLACK, _SKIN = "#FFFDF6", "#16131D", "#FFE9DC"
_GROUND = "#FFE45C"
_BEHIND = {"#FF8A14": "#FFC21A"}
"""Scenery is not orange, the colour of so many animals."""
_PEN = Pen(subject=0.0062, scenery=0.0042, weight=0.0045, shade=0.17)
_PITCH = 11.0


def pop_art(scene: StageScene, watch: Watch) -> Pixels:
    """The whole print."""
    printed = plates(scene, _ink, _PEN, watch)
    shapes = shape_map(scene)
    flat = printed.flat.astype(np.float32)
    skin = skin_mask(shapes)
    rear = 1 - shapes.mask(subjects=True)
    tone = np.where(skin > 0, 0.24 + 0.34 * printed.shade, 0.46 * printed.shade).astype(np.float32)
    fine = dots(tone, _PITCH, 0.26)[..., None]
    second = np.where(skin[..., None] > 0, rgb("#EE3B4E"), flat * (0.42, 0.34, 0.52)).astype(np.float32)
    out = flat * (1 - fine) + second * fine
    coarse = dots(_ramp(shapes) * rear, 1.6 * _PITCH, 0.26)[..., None]
    out = out * (1 - coarse) + (255 - 0.42 * (255 - flat)) * coarse
    watch.progress(0.95)
    ink = printed.ink[..., None]
    return np.clip(out * (1 - ink) + rgb(_BLACK) * ink, 0, 255).astype(np.uint8)


@lru_cache(maxsize=4096)
def loud(color: str) -> str:
    """The loud colour that is nearest in hue; greys become black or white."""
    hue, lightness, saturation = hls(color)
    level = luminance(color)
    if level < 48:
        return _BLACK
    if lightness > 0.9 or (saturation < 0.16 and level > 120) or (saturation < 0.3 and level > 205):
        return _WHITE
    if saturation < 0.16:
        return "#2E5BE0"

    def distance(ink: str) -> float:
        other = hls(ink)
        around = abs(other[0] - hue)
        return 4 * min(around, 1 - around) ** 2 + 0.16 * ((luminance(ink) - level) / 255) ** 2

    return min(_LOUD, key=distance)


def _ink(color: str, item: Item, group: Group) -> str:
    if item.cls == "skin" and item.kind == "part":
        return _SKIN
    ink = loud(color)
    if group.is_subject:
        return ink
    if ink == _WHITE and item.path.getBounds().width() > 0.7 * DESIGN and item.id != "sky":
        return _GROUND  # white is for clouds and eyes
    return _BEHIND.get(ink, ink)


def _ramp(shapes: ShapeMap) -> Plane:
    """Dots for what is large behind the subjects, dense at the top of each shape and thinning downwards."""
    height, width = shapes.ids.shape
    counts = np.bincount(shapes.ids.ravel(), minlength=len(shapes.shapes) + 1)
    tone = np.zeros((height, width), np.float32)
    for number, (group, _) in shapes.shapes.items():
        if group.is_subject or counts[number] < 0.05 * height * width:
            continue
        where = shapes.ids == number
        rows = np.nonzero(where.any(1))[0]
        share = (np.arange(height, dtype=np.float32) - rows[0]) / max(1, rows[-1] - rows[0])
        tone = np.where(where, 0.60 * np.clip(1 - share, 0, 1)[:, None], tone)
    return np.asarray(cv2.GaussianBlur(tone, (0, 0), 1.0), np.float32)
