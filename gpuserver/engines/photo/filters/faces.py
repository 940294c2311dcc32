"""Where the faces of a photo are: what every style has to keep readable."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.people import People
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class Faces:
    """The faces of one photo."""

    plane: Plane
    """0..1, soft at the edge. Without something that finds faces: where skin is."""
    across: float
    """Width of the smallest face, px; 0 where none is known."""

    def finest(self, share: float, least: float, usual: float) -> float:
        """The size of a piece in a face, px: `share` of its width, between `least` and `usual`."""
        return min(max(share * self.across, least), usual) if self.across else usual


def find_faces(rgb: Pixels, people: People | None) -> Faces:
    """The faces in `rgb` as `people` sees them."""
    if people is None:
        return Faces(np.asarray(cv2.GaussianBlur(skin(rgb), (0, 0), max(rgb.shape) / 160), np.float32), 0.0)
    plane = np.zeros(rgb.shape[:2], np.float32)
    widths = [0.0]
    for points in people.find(rgb):
        outline = cv2.convexHull(points[:, :2].astype(np.float32))
        across = float(np.ptp(outline[..., 0]))
        face = np.zeros_like(plane)
        cv2.fillConvexPoly(face, np.round(outline).astype(np.int32), 1.0)
        plane = np.maximum(plane, np.asarray(cv2.GaussianBlur(face, (0, 0), 0.5 + 0.04 * across), np.float32))
        widths.append(across)
    return Faces(plane, min(widths[1:], default=0.0))


def skin(rgb: Pixels) -> Plane:
    """1 where a colour is that of some skin, light or dark."""
    values = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)
    red, blue = values[..., 1], values[..., 2]
    return np.asarray((red > 136) & (red < 172) & (blue > 88) & (blue < 128), np.float32)
