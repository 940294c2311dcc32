"""What is unlike the colours of a small photo's border, and near its middle: seeds for GrabCut."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

_PARTED: Final = 0.72
"""Share of the scores' variance that lies between subject and background, from which a threshold parts them well."""
_LEAST_CONTRAST: Final = 9.0
"""Distance in Lab that the most different parts must have from the border's colours."""


def unlike_border(small: Pixels) -> NDArray[np.uint8] | None:
    """GrabCut's labels: probable subject is far from the border's colours, and near the middle. None where nothing is."""
    height, width = small.shape[:2]
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    rim = max(2, round(0.03 * min(height, width)))
    border = np.concatenate([lab[:rim].reshape(-1, 3), lab[:, :rim].reshape(-1, 3), lab[:, -rim:].reshape(-1, 3)])
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(7)
    count = min(6, len(border))
    _, labels, centres = cv2.kmeans(border, count, np.empty(0, np.int32), criteria, 2, cv2.KMEANS_PP_CENTERS)
    weights = np.bincount(labels.ravel(), minlength=count) / len(border)
    kept = centres[weights > 0.04]
    distance = np.sqrt(((lab[:, :, None, :] - kept[None, None]) ** 2).sum(axis=3)).min(axis=2)
    distance = cv2.GaussianBlur(distance, (0, 0), 2.0)
    if float(np.percentile(distance, 97)) < _LEAST_CONTRAST:
        return None
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    off_y, off_x = (y / height - 0.55) / 0.42, (x / width - 0.5) / 0.36
    middle = np.exp(-0.5 * (off_y**2 + off_x**2))
    score = distance / max(1e-3, float(np.percentile(distance, 95))) * (0.35 + 0.65 * middle) + 0.25 * middle
    mask = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    least, sure = _levels(score)
    mask[score > least] = cv2.GC_PR_FGD
    mask[(score > sure) & (middle > 0.45)] = cv2.GC_FGD
    return mask


def _levels(score: NDArray[np.float32]) -> tuple[float, float]:
    """The scores from which a pixel is probably, and surely, the subject: where the scores part, if they do."""
    top = float(np.percentile(score, 99.5))
    scaled = np.clip(score / max(top, 1e-6) * 255, 0, 255).astype(np.uint8)
    cut, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_OTSU)
    upper = scaled > cut
    share = float(upper.mean())
    between = (
        share * (1 - share) * (float(scaled[upper].mean()) - float(scaled[~upper].mean())) ** 2
        if 0 < share < 1
        else 0.0
    )
    if between > _PARTED * float(scaled.var()) and 0.02 < share < 0.6:
        return cut / 255 * top, float(np.percentile(score[upper], 30))
    return float(np.percentile(score, 55)), float(np.percentile(score, 88))
