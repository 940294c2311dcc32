"""What is subject and what is background, without a model: GrabCut on a small copy, then a soft edge at full size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch

Matte = NDArray[np.float32]
"""Height × width, 0 (background) .. 1 (subject)."""

_SIDE: Final = 420
_ROUNDS: Final = 5
_LEAST_CONTRAST: Final = 9.0
"""Distance in Lab that the most different parts must have from the border's colours."""


def subject_matte(pixels: Pixels, watch: Watch) -> Matte:
    """The matte of what stands in front.

    Seeds: what looks unlike the picture's border and is near its middle. Raises ProblemError (no_subject) where no
    subject stands out, rather than cutting at random.
    """
    height, width = pixels.shape[:2]
    if pixels.shape[2] == 4 and bool((pixels[..., 3] < 128).any()):
        return pixels[..., 3].astype(np.float32) / 255.0
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = np.asarray(cv2.resize(np.ascontiguousarray(pixels[..., :3]), size, interpolation=cv2.INTER_AREA), np.uint8)
    watch.progress(0.1)
    hard = _grabcut(small, watch)
    share = float(hard.mean())
    if not 0.015 < share < 0.97:
        raise _no_subject()
    fine = _refine(np.ascontiguousarray(pixels[..., :3]), hard)
    watch.progress(0.7)
    return fine


def _no_subject() -> ProblemError:
    detail = "no subject stands out from the background clearly enough to cut it out without a segmentation model"
    return ProblemError(Code.NO_SUBJECT, detail)


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
        raise _no_subject()
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    off_y, off_x = (y / height - 0.55) / 0.42, (x / width - 0.5) / 0.36
    middle = np.exp(-0.5 * (off_y**2 + off_x**2))
    score = distance / max(1e-3, float(np.percentile(distance, 95))) * (0.35 + 0.65 * middle) + 0.25 * middle
    mask = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    mask[score > float(np.percentile(score, 55))] = cv2.GC_PR_FGD
    mask[(score > float(np.percentile(score, 88))) & (middle > 0.45)] = cv2.GC_FGD
    mask[:rim] = cv2.GC_BGD
    mask[:, :rim] = np.where(mask[:, :rim] == cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_BGD)
    mask[:, -rim:] = np.where(mask[:, -rim:] == cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_BGD)
    return mask


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


def _refine(rgb: Pixels, hard: NDArray[np.float32]) -> Matte:
    """The hard mask as a soft matte at full size: it follows the picture's own edges (guided filter, He et al. 2010)."""
    height, width = rgb.shape[:2]
    scale = min(1.0, 1400 / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    grey = (
        cv2.cvtColor(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    )
    mask = cv2.resize(hard, size, interpolation=cv2.INTER_CUBIC)
    radius = max(4, round(max(size) / 130))
    slope, offset = _guide(np.asarray(grey, np.float32), np.asarray(np.clip(mask, 0, 1), np.float32), radius)
    full = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    matte = cv2.resize(slope, (width, height)) * full + cv2.resize(offset, (width, height))
    wide = cv2.resize(cv2.GaussianBlur(mask, (0, 0), radius), (width, height))
    matte = np.where(wide > 0.97, 1.0, np.where(wide < 0.03, 0.0, matte))
    return np.clip((matte - 0.18) / 0.64, 0, 1).astype(np.float32)


def _guide(guide: NDArray[np.float32], mask: NDArray[np.float32], radius: int) -> tuple[Matte, Matte]:
    window = (2 * radius + 1, 2 * radius + 1)
    mean_g, mean_m = cv2.blur(guide, window), cv2.blur(mask, window)
    variance = cv2.blur(guide * guide, window) - mean_g * mean_g
    slope = (cv2.blur(guide * mask, window) - mean_g * mean_m) / (variance + 1e-4)
    offset = mean_m - slope * mean_g
    return np.asarray(cv2.blur(slope, window), np.float32), np.asarray(cv2.blur(offset, window), np.float32)


def clean_edges(rgb: Pixels, matte: Matte) -> Pixels:
    """Colours of the soft edge freed from the old background: taken from the nearest sure subject pixels."""
    sure = (matte > 0.95).astype(np.float32)
    radius = max(3.0, max(rgb.shape[:2]) / 260)
    weight = cv2.GaussianBlur(sure, (0, 0), radius)[..., None]
    spread = cv2.GaussianBlur(rgb.astype(np.float32) * sure[..., None], (0, 0), radius) / np.maximum(weight, 1e-3)
    edge = (((matte > 0.02) & (matte <= 0.95))[..., None] & (weight > 0.02)).astype(np.float32)
    mixed = rgb * (1 - edge) + (0.25 * rgb + 0.75 * spread) * edge
    return np.clip(mixed, 0, 255).astype(np.uint8)
