"""The clean shapes of a photo: areas of few colours with edges in long curves, as one cuts or inks them."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.raster.reduce import quantise
from gpuserver.raster.segment import Labels, means, split, tidied
from gpuserver.raster.texture import Plane


def clean_shapes(flat: Pixels, faces: Faces, colors: int, round_by: float, least: float) -> Labels:
    """Areas of `flat` in `colors` colours, edges rounded by about `round_by` px, none under `least` px².

    In a face edges are tighter and areas smaller, by what its width asks for. Work is done at half size.
    """
    height, width = flat.shape[:2]
    half = (max(4, width // 2), max(4, height // 2))
    small = np.asarray(cv2.resize(flat, half, interpolation=cv2.INTER_AREA), np.uint8)
    close = np.asarray(cv2.resize(faces.plane, half, interpolation=cv2.INTER_AREA), np.float32)[..., None]
    tight = faces.finest(1 / 110, 0.25 * round_by, 0.6 * round_by)
    calm, near = (cv2.GaussianBlur(small, (0, 0), 0.5 + 0.5 * reach).astype(np.float32) for reach in (round_by, tight))
    few = quantise(np.asarray(calm + (near - calm) * close, np.uint8), colors)
    packed = few.astype(np.int32) @ np.array([65536, 256, 1], np.int32)
    values, index = np.unique(packed, return_inverse=True)
    plane = _rounded(
        index.reshape(packed.shape).astype(np.int32), len(values), (0.5 * round_by, 0.5 * tight), close[..., 0]
    )
    grown = cv2.resize(plane, (width, height), interpolation=cv2.INTER_NEAREST)
    labels = split(np.asarray(cv2.medianBlur(grown, 5), np.uint8), len(values))
    in_face = means(labels, np.repeat(faces.plane[..., None], 3, 2))[:, 0] > 0.5
    return tidied(labels, round(least), in_face & (np.bincount(labels.ravel()) > 14 * tight * tight))


def _rounded(index: Labels, count: int, sigmas: tuple[float, float], close: Plane) -> np.ndarray:
    """The value that has most of the neighbourhood of each pixel, within the first of `sigmas`; the second if `close`."""
    best, out = np.zeros(index.shape, np.float32), np.zeros(index.shape, np.uint8)
    for value in range(count):
        own = np.asarray(index == value, np.float32)
        wide, tight = (cv2.GaussianBlur(own, (0, 0), max(0.6, sigma)) for sigma in sigmas)
        score = wide + (tight - wide) * close
        out[score > best] = value
        best = np.maximum(best, score)
    return out
