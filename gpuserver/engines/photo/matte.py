"""What is subject and what is background, without a model: GrabCut on a small copy, then a soft edge at full size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import enlarged, shrunk
from gpuserver.engines.photo.softmask import soften

Matte = NDArray[np.float32]
"""Height × width, 0 (background) .. 1 (subject)."""

_SIDE: Final = 420
_EDGE_SIDE: Final = 1400
_ROUNDS: Final = 5
_PARTED: Final = 0.72
"""Share of the scores' variance that lies between subject and background, from which a threshold parts them well."""
_LEAST_CONTRAST: Final = 9.0
"""Distance in Lab that the most different parts must have from the border's colours."""


class NoSubject(ProblemError):
    """Nothing stands out from the background (code no_subject)."""

    def __init__(self) -> None:
        detail = "no subject stands out from the background clearly enough to cut it out without a segmentation model"
        super().__init__(Code.NO_SUBJECT, detail)


def subject_matte(pixels: Pixels, watch: Watch) -> Matte:
    """The matte of what stands in front, at full size.

    Seeds: what looks unlike the picture's border and is near its middle. Raises NoSubject where no subject stands
    out, rather than cutting at random.
    """
    if pixels.shape[2] == 4 and bool((pixels[..., 3] < 128).any()):
        return pixels[..., 3].astype(np.float32) / np.float32(255)
    hard = subject_mask(shrunk(pixels, _SIDE), watch)
    fine = soften(pixels, hard).whole(pixels)
    watch.progress(0.7)
    return fine


def subject_mask(small: Pixels, watch: Watch) -> NDArray[np.float32]:
    """What stands in front in a small RGB picture: 0 or 1 per pixel. Raises NoSubject."""
    watch.progress(0.1)
    hard = _grabcut(small, watch)
    if not 0.015 < float(hard.mean()) < 0.97:
        raise NoSubject
    return hard


def _grabcut(small: Pixels, watch: Watch) -> NDArray[np.float32]:
    mask = _seeds(small)
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    bgr = cv2.bilateralFilter(small[..., ::-1].copy(), 7, 30, 7)
    for step in range(_ROUNDS):
        mode = cv2.GC_INIT_WITH_MASK if step == 0 else cv2.GC_EVAL
        cv2.grabCut(bgr, mask, (0, 0, 1, 1), background, foreground, 1, mode)
        watch.progress(0.1 + 0.1 * step)
    found = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    return _whole(found).astype(np.float32)


def _seeds(small: Pixels) -> NDArray[np.uint8]:
    """Probable subject: far from the border's colours, weighted to the middle; the outermost rim is background."""
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
        raise NoSubject
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    off_y, off_x = (y / height - 0.55) / 0.42, (x / width - 0.5) / 0.36
    middle = np.exp(-0.5 * (off_y**2 + off_x**2))
    score = distance / max(1e-3, float(np.percentile(distance, 95))) * (0.35 + 0.65 * middle) + 0.25 * middle
    mask = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    least, sure = _levels(score)
    mask[score > least] = cv2.GC_PR_FGD
    mask[(score > sure) & (middle > 0.45)] = cv2.GC_FGD
    mask[:rim] = cv2.GC_BGD
    mask[:, :rim] = np.where(mask[:, :rim] == cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_BGD)
    mask[:, -rim:] = np.where(mask[:, -rim:] == cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_BGD)
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


def _whole(found: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The large parts without crumbs and pinholes."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    cleaned = cv2.morphologyEx(found, cv2.MORPH_OPEN, kernel)
    cleaned = np.asarray(cv2.morphologyEx(cleaned, cv2.MORPH_CLOSE, kernel), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cleaned)
    if count <= 1:
        return cleaned
    areas = stats[1:, cv2.CC_STAT_AREA]
    large = [index + 1 for index, area in enumerate(areas) if area >= 0.12 * areas.max()]
    body = np.isin(labels, large).astype(np.uint8)
    if len(large) > 1:  # a head and a body with a dark collar between them are one subject
        reach = max(3, round(0.1 * max(found.shape))) | 1
        bridge = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
        body = np.asarray(cv2.morphologyEx(body, cv2.MORPH_CLOSE, bridge), np.uint8)
    holes, labels, stats, _ = cv2.connectedComponentsWithStats(1 - body)
    for index in range(1, holes):
        if stats[index, cv2.CC_STAT_AREA] < 0.004 * body.size:
            body[labels == index] = 1
    return body


class EdgeColors:
    """Colours of the soft edge freed from the old background: taken from the nearest sure subject pixels."""

    def __init__(self, pixels: Pixels, matte: Matte) -> None:
        """The subject's colours spread outwards, on a small copy."""
        small = shrunk(pixels, _EDGE_SIDE).astype(np.float32)
        height, width = small.shape[:2]
        sure = (cv2.resize(matte, (width, height), interpolation=cv2.INTER_AREA) > 0.95).astype(np.float32)
        radius = max(2.0, max(height, width) / 260)
        self._shape = (matte.shape[0], matte.shape[1])
        self._weight = np.asarray(cv2.GaussianBlur(sure, (0, 0), radius), np.float32)
        spread = np.asarray(cv2.GaussianBlur(small * sure[..., None], (0, 0), radius), np.float32)
        self._spread = spread / np.maximum(self._weight, 1e-3)[..., None]

    def rows(self, rgb: Pixels, matte: Matte, rows: slice) -> Pixels:
        """The `rows`, of colours `rgb`, with the edge freed."""
        edge = (matte > 0.02) & (matte <= 0.95)
        if not edge.any():
            return rgb
        edge &= enlarged(self._weight, self._shape, rows) > 0.02
        inner = enlarged(self._spread, self._shape, rows)[edge]
        out = rgb.copy()
        out[edge] = np.clip(0.25 * rgb[edge] + 0.75 * inner, 0, 255).astype(np.uint8)
        return out
