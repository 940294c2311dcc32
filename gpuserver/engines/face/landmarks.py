# pyright: reportMissingImports=false, reportAttributeAccessIssue=false
"""Finding faces and people: the interface, and MediaPipe's Face Mesh and selfie segmentation behind it.

Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019. The only module that
knows MediaPipe; it is imported when the first photo is looked at.
"""

from __future__ import annotations

from threading import Lock
from typing import Final, Protocol

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Plane, Points

_LONG_SIDE: Final = 1600
"""A photo is looked at with at most this long side, px: the detector's own input is far smaller."""
_MOST_FACES: Final = 6
_CONFIDENCE: Final = 0.3


class FaceFinder(Protocol):
    """Where faces and people are. Safe to call from several threads."""

    def find(self, rgb: Pixels) -> tuple[Points, ...]:
        """A mesh of 478 × 3 for every face found: x, y in px; z in px, smaller is nearer. Any order."""
        ...

    def person(self, rgb: Pixels) -> Plane:
        """Height × width: how surely each pixel belongs to a person, 0..1."""
        ...


class MediapipeFinder:
    """A `FaceFinder` that runs on any CPU. The models are loaded with the first photo; one photo at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._models: _Models | None = None

    def find(self, rgb: Pixels) -> tuple[Points, ...]:
        """See `FaceFinder`. The mesh is only right on squares, so the photo is padded to one."""
        height, width = rgb.shape[:2]
        scale = min(1.0, _LONG_SIDE / max(height, width))
        seen = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else rgb
        side = max(seen.shape[:2])
        square = np.zeros((side, side, 3), np.uint8)
        square[: seen.shape[0], : seen.shape[1]] = seen
        with self._lock:
            found = self._loaded().mesh.process(square).multi_face_landmarks or ()
        unit = side / scale
        meshes = [np.array([(point.x, point.y, point.z) for point in face.landmark]) * unit for face in found]
        return tuple(mesh - np.array([0.5, 0.5, 0.0]) for mesh in meshes)

    def person(self, rgb: Pixels) -> Plane:
        """See `FaceFinder`."""
        with self._lock:
            return np.array(self._loaded().segmentation.process(np.ascontiguousarray(rgb)).segmentation_mask)

    def in_front(self, rgb: Pixels) -> Plane:
        """Height × width: how surely each pixel belongs to what stands in front, person or not, 0..1.

        Both models were made for people, and answer to other things in front as well, each to others: they are asked
        for the photo and its mirror image, and the mean is taken.
        """
        views = np.ascontiguousarray(rgb), np.ascontiguousarray(rgb[:, ::-1])
        with self._lock:
            models = self._loaded()
            scores = [
                np.array(model.process(view).segmentation_mask)[:, ::step]
                for model in (models.segmentation, models.landscape)
                for view, step in zip(views, (1, -1), strict=True)
            ]
        return np.asarray(np.mean(scores, axis=0), np.float32)

    def _loaded(self) -> _Models:
        if self._models is None:
            self._models = _Models()
        return self._models


class _Models:
    """The loaded models."""

    def __init__(self) -> None:
        from mediapipe.python.solutions.face_mesh import FaceMesh
        from mediapipe.python.solutions.selfie_segmentation import SelfieSegmentation

        self.mesh = FaceMesh(
            static_image_mode=True,
            max_num_faces=_MOST_FACES,
            refine_landmarks=True,
            min_detection_confidence=_CONFIDENCE,
        )
        self.segmentation = SelfieSegmentation(model_selection=0)
        self.landscape = SelfieSegmentation(model_selection=1)
