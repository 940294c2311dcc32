"""What every pixel of a portrait is, from the parts of the scene as they are drawn over each other."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size

Labels = NDArray[np.uint8]
"""height × width, each pixel the value of a `Label`."""


class Label(IntEnum):
    """What a pixel is."""

    BACKGROUND = 0
    SKIN = 1
    NECK = 2
    EARS = 3
    HAIR = 4
    BROWS = 5
    EYES = 6
    NOSE = 7
    LIPS = 8
    MOUTH = 9
    """What is between the lips: teeth, tongue, dark."""
    FACIAL_HAIR = 10
    GLASSES = 11
    """Frames and dark lenses; what shows through clear ones is what it is."""
    HAT = 12
    CLOTHES = 13
    ORNAMENTS = 14
    """Earrings, necklaces, hair ribbons."""


COLORS: Final = (
    "#000000", "#F2B48C", "#C98860", "#E0876E", "#5B2E3F", "#8A5640", "#2F66AE", "#FBA14F", "#E5484D", "#FFFFFF",
    "#7A4636", "#8ECBEA", "#6C63C7", "#2A9D9D", "#F9C74F",
)  # fmt: skip
"""The palette of masks, so that they can be looked at."""

_SEEN: Final = 0.6
"""The opacity under which what lies below counts."""
_HAIR: Final = ("hair-", "receding-")
_BEARDS: Final = frozenset({"mustache", "beard", "goatee", "sideburns"})
_ON_SKIN: Final = frozenset({"wrinkles", "blush", "blush-strong", "freckles", "tear"})
_JEWELS: Final = frozenset({"metal", "pearl"})


def labels_of(scene: StageScene, size: int) -> Labels:
    """The labels of a scene with one portrait, its long side `size` px, without soft edges."""
    width, height = pixel_size(scene.canvas, size)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(0xFF000000)
    canvas.scale(width / scene.canvas.width, height / scene.canvas.height)
    for group in scene.groups:
        for item in group.items:
            label = label_of(item) if group.is_subject else Label.BACKGROUND
            if label is not None and _covers(item):
                canvas.drawPath(item.path, skia.Paint(AntiAlias=False, Color=0xFF000000 | label << 16))
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return np.ascontiguousarray(pixels[..., 0])


def label_of(item: Item) -> Label | None:
    """What an item of a portrait is; None for what only colours what it lies on: blush, wrinkles, lens glints."""
    ids, cls = item.ids, item.cls
    if {"hat", "crown"} & ids and "ears" not in ids and not _any(ids, _HAIR):
        return Label.HAT
    if {"glasses", "sunglasses"} & ids:
        return Label.GLASSES
    if _any(ids, _HAIR) or "bangs" in ids:
        return Label.HAIR if cls in ("hair", "hair2") else Label.ORNAMENTS
    if _any(ids, ("brow-",)):
        return Label.BROWS if cls in ("brow", "hair2") else None
    if _any(ids, ("eyes-",)):
        return Label.EYES if cls in ("ink", "white") else None
    if _any(ids, ("mouth-",)):
        return {"lip": Label.LIPS, "lipstick": Label.LIPS, "shade": None}.get(cls, Label.MOUTH)
    return _rest(ids, cls)


def _rest(ids: frozenset[str], cls: str) -> Label | None:
    """What is neither hair, brow, eye nor mouth."""
    if "earrings" in ids or cls in _JEWELS:
        return Label.ORNAMENTS
    if ids & _BEARDS:
        return Label.FACIAL_HAIR
    if ids & _ON_SKIN:
        return None
    for name, label in (("nose", Label.NOSE), ("ears", Label.EARS), ("head", Label.SKIN), ("neck-p", Label.NECK)):
        if name in ids:
            return label
    if cls == "shade":
        return None
    return Label.SKIN if cls == "skin" else Label.CLOTHES


def _any(ids: Iterable[str], starts: tuple[str, ...]) -> bool:
    return any(name.startswith(starts) for name in ids)


def _covers(item: Item) -> bool:
    """Whether it hides what is under it."""
    return item.alpha >= _SEEN and item.kind != "glow" and item.blend is None and item.blur <= 2
