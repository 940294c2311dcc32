"""Hairs that hold together in tufts: they lean to the same tip and share a tone, as hair of some length does."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.strands import Strands

_TOGETHER: Final = 0.7
"""The most that the tip of a hair is drawn to that of its tuft."""
_CONTRAST: Final = 0.35
"""Standard deviation by which the lights of tufts differ, share of their colour."""


def tufted(strands: Strands, tufts: int, hold: NDArray[np.floating], random: np.random.Generator) -> Strands:
    """`strands` gathered in `tufts` round the first of them; `hold` (n, 0..1): how much each belongs to its tuft."""
    if len(strands.roots) == 0:
        return strands
    leader = _nearest(strands.roots, strands.roots[: max(1, tufts)])
    tips = strands.roots + strands.lengths[:, None] * strands.ways
    share = (hold * random.uniform(0, _TOGETHER, len(tips)))[:, None]
    reach = (1 - share) * tips + share * tips[leader] - strands.roots
    lengths = np.linalg.norm(reach, axis=1)
    light = 1 + _CONTRAST * np.clip(random.standard_normal(len(tips)), -2, 2)[leader]
    return replace(
        strands,
        ways=reach / np.maximum(lengths, 1e-6)[:, None],
        lengths=np.minimum(lengths, 1.3 * strands.lengths),
        colors=np.clip(strands.colors * light[:, None], 0, 255),
    )


def _nearest(points: Points, leaders: Points) -> NDArray[np.intp]:
    """n: for each point the index of the nearest leader."""
    rows = cv2.batchDistance(points.astype(np.float32), leaders.astype(np.float32), cv2.CV_32F, K=1)[1]
    return np.asarray(rows, np.intp)[:, 0]
