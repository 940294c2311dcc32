# pyright: reportMissingImports=false, reportAttributeAccessIssue=false
"""Finding faces and people: the interface, and MediaPipe's models behind it.

Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019; Bazarevsky et al.,
"BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", 2019. The only module that knows MediaPipe; it is
imported when the first photo is looked at.
"""

from __future__ import annotations

from threading import Lock
from typing import Final, Protocol

import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Plane, Points
from gpuserver.engines.face.search import MOST_FACES, every_face, looked_at

_CONFIDENCE: Final = 0.3
_FAR_CONFIDENCE: Final = 0.4


class FaceFinder(Protocol):
    """Where faces and people are. Safe to call from several threads."""

    def find(self, rgb: Pixels) -> tuple[Points, ...]:
        """A mesh of 478 × 3 for every face of a photo: x, y in px; z in px, smaller is nearer. Any order."""
        ...

    def close_up(self, rgb: Pixels) -> tuple[Points, ...]:
        """The same, in less time, for faces that are large in the picture only."""
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
        """See `FaceFinder`."""
        return every_face(rgb, self)

    def close_up(self, rgb: Pixels) -> tuple[Points, ...]:
        """See `FaceFinder`."""
        square, unit = _square(rgb)
        with self._lock:
            found = self._loaded().mesh.process(square).multi_face_landmarks or ()
        meshes = [np.array([(point.x, point.y, point.z) for point in face.landmark]) * unit for face in found]
        return tuple(mesh - np.array([0.5, 0.5, 0.0]) for mesh in meshes)

    def far(self, rgb: Pixels) -> Points:
        """Boxes of what may be faces, n × 4: left, top, right, bottom; px. They may be small in the picture."""
        square, unit = _square(rgb)
        with self._lock:
            found = self._loaded().far.process(square).detections or ()
        boxes = [one.location_data.relative_bounding_box for one in found]
        sides = [(box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height) for box in boxes]
        return np.array(sides).reshape(-1, 4) * unit

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


def _square(rgb: Pixels) -> tuple[Pixels, float]:
    """The photo on a square, which the models need to be right, and that square's side in px of the photo."""
    seen, scale = looked_at(rgb)
    side = max(seen.shape[:2])
    square = np.zeros((side, side, 3), np.uint8)
    square[: seen.shape[0], : seen.shape[1]] = seen
    return square, side / scale


class _Models:
    """The loaded models."""

    def __init__(self) -> None:
        from mediapipe.python.solutions.face_detection import FaceDetection
        from mediapipe.python.solutions.face_mesh import FaceMesh
        from mediapipe.python.solutions.selfie_segmentation import SelfieSegmentation

        self.mesh = FaceMesh(
            static_image_mode=True,
            max_num_faces=MOST_FACES,
            refine_landmarks=True,
            min_detection_confidence=_CONFIDENCE,
        )
        self.far = FaceDetection(min_detection_confidence=_FAR_CONFIDENCE, model_selection=1)
        self.segmentation = SelfieSegmentation(model_selection=0)
        self.landscape = SelfieSegmentation(model_selection=1)
