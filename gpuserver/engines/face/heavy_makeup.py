"""Heavy make-up: foundation, eyes, cheeks and lips together."""

from __future__ import annotations

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.cheeks import rosy_cheeks
from gpuserver.engines.face.complexion import evened
from gpuserver.engines.face.eye_makeup import eye_liner, eye_shadow
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.lips import lipstick


def heavy_makeup(face: Face, image: Image, strength: float) -> Image:
    """Even skin, shadowed and lined lids, red cheeks and lips."""
    image = evened(face, image, strength)
    image = eye_shadow(face, image, strength)
    face.pause()
    image = eye_liner(face, image, strength)
    image = rosy_cheeks(face, image, 0.8 * strength)
    return lipstick(face, image, strength)
