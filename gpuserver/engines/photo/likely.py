"""The colours that people most likely have in a black-and-white portrait: skin, lips, hair, clothes and the wall behind.

Everything follows the points of MediaPipe's face mesh; tones are a and b of CIE Lab at middle lightness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.photo.bands import Plane

Tone = tuple[float, float]

_LIPS: Final = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
_EYES: Final = ((33, 160, 158, 133, 153, 144), (362, 385, 387, 263, 373, 380))
_CHEEKS: Final = (50, 280)
_FAIR: Final = (14.0, 18.0)
_DARK: Final = (12.0, 20.0)
_FLUSH: Final = (19.0, 17.0)
_LIP: Final = (24.0, 14.0)
_EYE: Final = (2.0, 3.0)
_HAIR: Final = ((26.0, (2.0, 4.0)), (48.0, (7.0, 14.0)), (66.0, (5.0, 17.0)), (100.0, (0.5, 4.0)))
"""Up to which usual lightness hair is black, brown, fair and grey."""
_CLOTH: Final[Tone] = (1.0, -8.0)
"""Of dark clothes, which mostly are blue; of lighter ones nothing is known."""
WALL: Final[Tone] = (-2.5, -6.0)
"""Behind a portrait, where it is smooth."""


def likely(
    light: Plane, rough: Plane, subject: Plane, faces: Sequence[NDArray[np.float64]]
) -> Iterator[tuple[Plane, Tone]]:
    """Shares (0..1, height × width) and the tone that each has, in the order in which they are laid over another."""
    wall = (1 - subject) * np.clip((2.6 - rough) / 1.2, 0, 1)
    yield np.asarray(wall, np.float32), WALL
    yield np.asarray(subject * np.clip((42 - light) / 10, 0, 1), np.float32), _CLOTH
    for points in faces:
        at = points[:, :2].astype(np.float32)
        hull = _filled(light.shape, np.asarray(cv2.convexHull(at)[:, 0], np.float32))
        usual = float(np.median(light[hull > 0])) if hull.any() else 50.0
        alike = np.asarray(np.clip((20 - np.abs(light - usual + 3)) / 8, 0, 1) * subject, np.float32)
        bare = alike * _bare(light.shape, at)
        hair = np.asarray(_hair(light, subject, at, hull) * (1 - bare), np.float32)
        if hair.any():
            yield hair, _by_light(light, hair > 0.5, _HAIR)
        skin = np.maximum(hull, bare) * np.clip((light - 8) / 14, 0, 1)
        yield np.asarray(skin, np.float32), _FAIR if usual > 48 else _DARK
        across = float(np.ptp(at[:, 0]))
        for cheek in _CHEEKS:
            yield np.asarray(0.5 * hull * _blob(light.shape, at[cheek], 0.16 * across), np.float32), _FLUSH
        lips = _filled(light.shape, at[list(_LIPS)]) * np.clip((usual + 12 - light) / 8, 0, 1)  # teeth are lighter
        yield np.asarray(lips, np.float32), _LIP
        for eye in _EYES:
            yield _filled(light.shape, at[list(eye)]), _EYE


def _by_light(light: Plane, where: NDArray[np.bool_], tones: Sequence[tuple[float, Tone]]) -> Tone:
    usual = float(np.median(light[where])) if where.any() else 0.0
    return next(tone for limit, tone in tones if usual <= limit)


def _bare(shape: tuple[int, ...], at: Plane) -> Plane:
    """Where skin is round a face: the forehead above the mesh, the neck and what an open collar shows."""
    (left, top), (right, chin) = at.min(axis=0), at.max(axis=0)
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    tall, across = chin - top, np.abs(x - (left + right) / 2) / (right - left)
    forehead = np.hypot(across / 0.44, (y - top - 0.12 * tall) / (0.36 * tall)) < 1
    below = (y - chin) / tall
    neck = (across < 0.4 + 0.25 * np.clip(below - 0.1, 0, 1)) & (below > -0.3) & (below < 0.62)
    return np.asarray(forehead | neck, np.float32)


def _hair(light: Plane, subject: Plane, at: Plane, hull: Plane) -> Plane:
    """The subject round the face, above and beside it, where it is not as smooth and light as the face."""
    (left, top), (right, chin) = at.min(axis=0), at.max(axis=0)
    y, x = np.mgrid[0 : light.shape[0], 0 : light.shape[1]].astype(np.float32)
    tall, wide = chin - top, right - left
    head = np.hypot((x - (left + right) / 2) / (0.9 * wide), (y - top - 0.22 * tall) / (0.78 * tall)) < 1
    beside = np.abs(x - (left + right) / 2) > 0.47 * wide
    return np.asarray(head * ((y < top + 0.12 * tall) | beside) * subject * (1 - hull), np.float32)


def _filled(shape: tuple[int, ...], outline: Plane) -> Plane:
    out = np.zeros(shape, np.uint8)
    cv2.fillPoly(out, [np.rint(outline).astype(np.int32)], 1)
    return out.astype(np.float32)


def _blob(shape: tuple[int, ...], middle: Plane, radius: float) -> Plane:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    away = np.hypot(x - middle[0], y - middle[1]) / max(radius, 1e-3)
    return np.asarray(np.exp(-0.5 * away**2), np.float32)
