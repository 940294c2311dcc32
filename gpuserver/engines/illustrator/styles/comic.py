"""The comic book: brush-inked outlines, feathered shade, four printing inks off register on newsprint, a panel."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import rgb, to_hex
from gpuserver.engines.illustrator.painting.items import Group, Item
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.cel import vivid
from gpuserver.engines.illustrator.styles.plan import shape_map, skin_mask
from gpuserver.engines.illustrator.styles.plates import Pen, plates
from gpuserver.raster.dots import dots
from gpuserver.raster.texture import Plane, noise

_PAPER = np.array([246, 238, 218], np.float32)
_BLACK = np.array([24, 20, 28], np.float32)
_PEN = Pen(subject=0.0044, scenery=0.0026, weight=0.0058, shade=0.15, tinted=True)
_PITCH = 6.5
_SCREENS = (0.26, 1.31, 0.0)
"""Angles of the cyan, magenta and yellow screens."""


def comic(scene: StageScene, watch: Watch) -> Pixels:
    """One panel on the page."""
    printed = plates(scene, _ink, _PEN, watch)
    shapes = shape_map(scene)
    subject, skin = shapes.mask(subjects=True), skin_mask(shapes)
    height, width = subject.shape
    ink = np.maximum(printed.ink, feathers(printed.shade * subject * (1 - skin)))
    shade = (printed.shade * (0.30 + 0.08 * subject) * (1 - 0.55 * skin))[..., None]
    colors = (
        np.asarray(printed.flat, np.float32) / np.float32(255) * (1 - shade * np.array([1.0, 1.05, 0.62], np.float32))
    )
    out = _PAPER * screened(np.asarray(np.clip(colors, 0, 1), np.float32), 1 - 0.5 * subject)
    watch.progress(0.95)
    ink = (ink * (0.97 + 0.03 * noise(height, width, 3, 4)))[..., None]
    out = out * (1 - ink) + _BLACK * ink
    return panel(np.clip(out, 0, 255).astype(np.uint8))


def _ink(color: str, item: Item, group: Group) -> str:
    own = vivid(color, 1.45, 1.06)
    return own if group.is_subject else to_hex(rgb(own) * 0.9 + 20)


def screened(colors: Plane, share: Plane) -> Plane:
    """`colors` (h × w × 3, 0..1) as three screens a little off register; `share` of the light inks shows its dots."""
    out = np.ones_like(colors)
    for channel, (angle, shift) in enumerate(zip(_SCREENS, ((0, 0), (2, 1), (-1, 1)), strict=True)):
        amount = 1 - colors[..., channel]
        flat = np.roll(amount, shift, (0, 1)).astype(np.float32)
        spots = dots(flat, _PITCH, angle)
        weight = share * np.float32(0.62) * np.clip((0.7 - flat) / 0.4, 0, 1)
        out[..., channel] = 1 - (flat * (1 - weight) + spots * weight)
    return np.asarray(out, np.float32)


def feathers(shade: Plane) -> Plane:
    """Brush strokes that run out of the shade: thick where it is deep, thinning to a point at its edge; 0..1."""
    deep = cv2.distanceTransform((shade > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    height, width = shade.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bend = noise(height, width, 90, 3) * 5
    stripe = np.abs(((x * 0.55 + y * 0.83 + bend) / 7.5) % 1 - 0.5) * 2
    thick = np.clip((deep - 2) / 26, 0, 0.62)
    return np.asarray(np.clip((thick - stripe) * 4.5 + 0.2, 0, 1) * (deep > 2), np.float32)


def panel(picture: Pixels) -> Pixels:
    """The page round the panel, and the panel's black frame."""
    height, width = picture.shape[:2]
    margin, line = round(0.026 * min(height, width)), max(3, round(0.0055 * min(height, width)))
    out = np.broadcast_to(_PAPER, picture.shape).astype(np.uint8).copy()
    out[margin:-margin, margin:-margin] = picture[margin:-margin, margin:-margin]
    cv2.rectangle(out, (margin, margin), (width - margin, height - margin), (24, 20, 28), line)
    return out
