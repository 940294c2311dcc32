"""Photos with faces: a public-domain portrait (NASA, from scikit-image), and what becomes of it when it is turned,
scaled, mirrored, padded or set beside itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import cv2
import numpy as np
import skimage.data

from core.face import by_slot
from core.pipeline import Action
from gpuserver.engines.base import Picture, Pixels, Unwatched, Watch
from gpuserver.engines.face.engine import FaceEngine
from gpuserver.engines.face.frame import Face, View, framed
from gpuserver.engines.face.landmarks import MediapipeFinder
from gpuserver.engines.face.mesh import width

FINDER = MediapipeFinder()
ENGINE = FaceEngine(FINDER)
MIDDLE = 168
"""The column of `couple` at which the second person begins."""
GAP = 8
"""Columns before it that belong to nobody, and a little more."""


@cache
def portrait() -> Pixels:
    """512 × 512, a woman with short brown hair, smiling; not to be changed."""
    photo = np.array(skimage.data.astronaut())
    photo.flags.writeable = False
    return photo


@cache
def couple() -> Pixels:
    """The portrait beside its smaller mirror image, on grey."""
    one = portrait()[:300, 156:304]
    other = cv2.resize(np.ascontiguousarray(one[:, ::-1]), None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    out = np.full((340, 320, 3), 170, np.uint8)
    out[20:320, 16 : 16 + one.shape[1]] = one
    out[60 : 60 + other.shape[0], MIDDLE : MIDDLE + other.shape[1]] = other
    out.flags.writeable = False
    return out


def turned(degrees: float) -> Pixels:
    """The portrait turned clockwise about the face."""
    matrix = cv2.getRotationMatrix2D((224, 118), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(portrait(), matrix, (512, 512), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def scaled(factor: float) -> Pixels:
    return np.asarray(cv2.resize(portrait(), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def framed_in(photo: Pixels, view: View = View.FACE) -> Face:
    """The largest face of a photo."""
    meshes = FINDER.find(photo)
    largest = max(meshes, key=width)
    return framed(photo, largest, FINDER, view=view, others=tuple(one for one in meshes if one is not largest))


@cache
def face(view: View = View.FACE) -> Face:
    """The portrait's face."""
    return framed_in(portrait(), view)


def wanting(*values: str, strength: float | Mapping[str, float] | None = None, target: str = "") -> Action:
    """The action that asks for `values`."""
    params: dict[str, object] = {"set": by_slot(values)}
    if strength is not None:
        params["strength"] = strength
    if target:
        params["target"] = target
    return Action.model_construct(pipeline="edit_face", params=params)


def edited(photo: Pixels, *steps: Action, watch: Watch | None = None, engine: FaceEngine = ENGINE) -> Picture:
    return engine.edit(Picture(photo), steps, watch or Unwatched())
