"""What an edit of a face is: a function that repaints the crop, or moves its pixels, by a strength."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.face.arrays import Field, Image, Plane
from gpuserver.engines.face.frame import Face, View


@dataclass(frozen=True)
class Layer:
    """The picture moved another way, laid over: so that a field can be torn without smearing what lies in the tear."""

    field: Field
    """As in `Warp`."""
    share: Plane
    """S × S, 0..1: where it covers what lies below."""


@dataclass(frozen=True)
class Warp:
    """Pixels moved, then painted on. Where `field` and all shares and `paint` are 0 the picture stays as it is."""

    field: Field
    """S × S × 2: how far (px) to the right and down of itself each pixel takes its colour from."""
    paint: Image | None = None
    """S × S × 3: what is added to the colours after they moved (folds, teeth)."""
    layers: tuple[Layer, ...] = ()
    """From the lowest to the highest; all move the same picture."""
    moves_hair: bool = False
    """Whether hair moved, so that the hair matte must follow."""

    def moved(self, image: Image) -> Image:
        """`image` with its pixels moved, not yet painted on; exactly itself where the field is 0."""
        out = displaced(image, self.field)
        for layer in self.layers:
            out = out + layer.share[..., None] * (displaced(image, layer.field) - out)
        return out

    def applied(self, image: Image) -> Image:
        """`image` moved and painted on."""
        return self.moved(image) if self.paint is None else self.moved(image) + self.paint


Edit = Image | Warp
"""A repainted crop (S × S × 3, RGB 0..255), or a warp of it."""

Operation = Callable[[Face, Image, float], Edit]
"""(face, crop as edited so far, strength 0..1) -> edit.

Measures (matte, skin) come from the face, which stays as it was in the photo; colours to change come from the image.
The strength scales amounts, never thresholds, and 0 changes nothing. Raises ProblemError for what the photo does not
allow.
"""


@dataclass(frozen=True)
class Change:
    """An operation, and the view of the face that it works in."""

    operation: Operation
    view: View = View.FACE
    whole: bool = False
    """Whether half of it would look false, so that it is not softened to keep a person alike."""


def displaced(image: Image, field: Field) -> Image:
    """`image` (H × W × n) sampled at each pixel plus `field` (H × W × 2, px); pixels moved < .02 px are copied."""
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    at_x, at_y = x + field[..., 0], y + field[..., 1]
    sampled = cv2.remap(image, at_x, at_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).reshape(image.shape)
    moves = np.abs(field).max(axis=2) >= 0.02
    return np.where(moves[..., None], np.asarray(sampled, np.float32), image)


def cannot(why: str, needs: str) -> ProblemError:
    """What to raise for an edit that this photo does not allow: one sentence, and what it would take."""
    return ProblemError(Code.FACE_UNFIT, why, needs=needs)
