"""How sharp the photo is: all that is painted into it must be as soft."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import oval
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import blur

_SIGMAS: Final = (0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 2.8, 3.5, 4.5)
_SHARPEST: Final = 0.5
_LOST: Final = 0.17
"""Share of the face's detail that a blur may remove and still be the photo's own."""
_DETAIL: Final = 0.06
"""What is finer than this (d) is detail."""


@once
def sharpness(face: Face) -> float:
    """Sigma of the photo's own blur, px of the crop, .5 (sharp) .. 4.5: the largest whose re-blur removes little."""
    grey = cv2.cvtColor(face.crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    inside = oval(face) > 0.5
    detail = float(np.abs(grey - blur(grey, _DETAIL * face.d))[inside].mean())
    kept = [sigma for sigma in _SIGMAS if np.abs(grey - blur(grey, sigma))[inside].mean() < _LOST * detail]
    return max(kept, default=_SHARPEST)
