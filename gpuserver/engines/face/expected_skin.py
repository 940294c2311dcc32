"""What colour hidden skin would have: the light on the bare skin, carried on by the form of the face."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Mask
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.relief import normals
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import blur, blur_within
from gpuserver.raster.lab import to_lab

_RIDGE: Final = (0.0, 0.3, 0.3, 0.3, 1.0, 1.0, 1.0, 1.0)
"""How strongly each harmonic is held back: the higher ones run wild where no skin is seen."""
_STIFFNESS: Final = 0.02
_LIGHTS: Final = (16.0, 8.0)
"""How much darker and lighter than the median skin the result may be, L."""


def harmonic_skin(face: Face, image: Image, bare: Mask) -> Image:
    """S × S × 3, Lab: the skin's colour anywhere on the face, fitted to the `bare` skin.

    Spherical harmonics of the normal to the second order (Basri & Jacobs, "Lambertian Reflectance and Linear
    Subspaces", 2003), least squares with a ridge for each channel.
    """
    x, y, z = np.moveaxis(normals(face), 2, 0)
    basis = np.dstack([np.ones_like(x), x, y, z, x * y, y * z, x * z, x * x - y * y])
    colors, known = to_lab(blur(image, 0.015 * face.d))[bare], basis[bare].astype(np.float64)
    ridge = np.diag(_RIDGE) * len(known) * _STIFFNESS
    weights = np.linalg.solve(known.T @ known + ridge, known.T @ colors)
    out = (basis @ weights).astype(np.float32)
    middle, (darker, lighter) = float(skin_model(face).median[0]), _LIGHTS
    out[..., 0] = np.clip(out[..., 0], middle - darker, middle + lighter)
    return out


def met(face: Face, lab: Image, expected: Image, bare: Mask) -> Image:
    """`expected` (Lab) shifted smoothly so that it meets the colours `lab` of the `bare` skin around."""
    reach = 0.1 * face.d
    weight = bare.astype(np.float32)
    apart = np.clip(blur_within(lab - expected, weight, reach), -8, 8)
    return expected + apart * np.clip(4 * blur(weight, reach), 0, 1)[..., None]
