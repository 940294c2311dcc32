"""The colour of a person's own skin, and where the picture has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Mask, Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, features, oval
from gpuserver.engines.face.mesh import BROWS, EYES, MOUTH
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import grown, shrunk
from gpuserver.raster.lab import to_lab

_TOP: Final = -0.35
"""Above this (d), the oval may hold hair."""
_OUTLIER: Final = 25.0
"""Distance in L from the median at which a pixel is a highlight, a shadow or no skin."""
_FLOOR: Final = (16.0, 4.0, 4.0)
"""Variances of Lab that every skin has at least."""


@dataclass(frozen=True)
class ColorModel:
    """A Gaussian of Lab colours, or of these and further measures of a pixel."""

    median: NDArray[np.float32]
    """L, a, b, and what else there is."""
    inverse: NDArray[np.floating]
    """3 × 3, or as many as there are measures: inverse of the covariance."""

    def distance(self, lab: Image) -> Plane:
        """Squared Mahalanobis distance of every pixel."""
        apart = lab - self.median
        return np.einsum("hwi,ij,hwj->hw", apart, self.inverse, apart, optimize=True).astype(np.float32)


def color_model(lab: NDArray[np.float32], outlier: float, floor: tuple[float, ...]) -> ColorModel:
    """The model of n × 3 (or more) measures without those more than `outlier` off in L; `floor` adds to variances."""
    near = lab[np.abs(lab[:, 0] - np.median(lab[:, 0])) < outlier]
    covariance = np.cov(near.T) + np.diag(floor)
    return ColorModel(np.median(near, axis=0).astype(np.float32), np.linalg.inv(covariance))


@once
def lab(face: Face) -> Image:
    """S × S × 3: CIE Lab of the crop."""
    return to_lab(face.crop)


@once
def bare_skin(face: Face) -> Mask:
    """Where the face shows skin: the oval from the brows down, without eyes, brows and lips."""
    _, y = canonical_grid(face)
    eyes_and_mouth = grown(features(face, (*EYES, MOUTH)) > 0.5, 0.035 * face.d)
    brows = grown(features(face, BROWS) > 0.5, 0.045 * face.d)
    return (oval(face) > 0.5) & (y > _TOP) & ~eyes_and_mouth & ~brows & face.inside


@once
def skin_model(face: Face) -> ColorModel:
    """The colours of bare skin, without its edges."""
    sure = shrunk(bare_skin(face), 0.02 * face.d)
    return color_model(lab(face)[sure if sure.sum() > 100 else bare_skin(face)], _OUTLIER, _FLOOR)


@once
def skin_probability(face: Face) -> Plane:
    """S × S: how well each pixel's colour fits the skin, 0..1, anywhere in the picture."""
    beyond = np.maximum(skin_model(face).distance(lab(face)) - 3, 0)
    return np.exp(-beyond / 6)
