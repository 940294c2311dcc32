"""Sky, grass, water and spots on a small photo, by colour, texture and place. Masks are 0 or 1."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.colors import hue_fit

_LEAST: float = 0.03
"""Share of the picture under which it is not called sky, grass or water."""


def roughness(light: Plane, radius: float) -> Plane:
    """Local contrast of L within about `radius` px, in L."""
    return np.asarray(
        cv2.GaussianBlur(np.abs(light - cv2.GaussianBlur(light, (0, 0), 1.5)), (0, 0), radius), np.float32
    )


def sky(lab: Plane) -> NDArray[np.uint8]:
    """Smooth, of the colours that the upper edge has, and joined to it; they must be a sky's colours."""
    height = len(lab)
    rows = slice(0, max(2, height // 20))
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    blue = (hue_fit(lab, 262, 42) > 0.2) & (chroma > 5) & (light > 9)
    pale = (chroma < 14) & (light > 60)
    warm = (hue_fit(lab, 60, 46) > 0.2) & (light > 50) & (chroma < 60)
    rough = roughness(light, 3.0)
    seeds = (blue | pale | warm)[rows] & (rough[rows] < 2.0)
    if seeds.mean() < 0.2:
        return np.zeros(lab.shape[:2], np.uint8)
    scaled = lab * np.array([0.35, 1, 1], np.float32)  # a sky grows lighter towards the horizon
    alike = near = blue | pale | warm
    found = np.zeros(lab.shape[:2], np.uint8)
    found[rows] = seeds
    for _ in range(3):  # each time from the colours that the sky was found to have
        near = alike & (_away(scaled, found > 0) < 14)
        found = _joined((near & (rough < 3.2)).astype(np.uint8), rows)
        if not found.any():
            return found
    for _ in range(5):  # to the edges, near which every window is rough
        found = np.asarray(cv2.dilate(found, np.ones((5, 5), np.uint8)), np.uint8) & near.astype(np.uint8)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    return _joined(found, rows)


def _away(scaled: Plane, part: NDArray[np.bool_]) -> Plane:
    """Distance of each pixel from the nearest of the three usual colours of `part`."""
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(7)
    points = np.ascontiguousarray(scaled[part])
    _, _, centres = cv2.kmeans(points, min(3, len(points)), np.empty(0, np.int32), criteria, 2, cv2.KMEANS_PP_CENTERS)
    return np.min([np.linalg.norm(scaled - centre, axis=2) for centre in centres], axis=0)


def grass(lab: Plane) -> NDArray[np.uint8]:
    """Green to olive; the large parts."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    green = (hue_fit(lab, 120, 30) > 0.25) & (chroma > 8) & (lab[..., 0] > 8) & (lab[..., 0] < 92)
    return _large(green.astype(np.uint8), 3)


def water(lab: Plane) -> NDArray[np.uint8]:
    """Blue to green-blue and not the sky; the large parts."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    blue = (hue_fit(lab, 232, 52) > 0.2) & (chroma > 4) & (lab[..., 0] > 10)
    rest = blue.astype(np.uint8) & (1 - sky(lab))
    rest[: len(lab) // 6] = 0
    return _large(np.asarray(rest, np.uint8), 3)


def spots(lab: Plane, where: Plane) -> NDArray[np.uint8] | None:
    """Small things unlike what is all round them, where `where` is above 0; None where there are none."""
    side = max(lab.shape[:2])
    size = max(9, round(side / 14)) | 1
    shape = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
    away = np.zeros(lab.shape[:2], np.float32)
    for channel in range(3):
        plane = np.ascontiguousarray(lab[..., channel])
        for how in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
            away = np.maximum(away, cv2.morphologyEx(plane, how, shape))
    usual = float(np.median(away))
    found = ((away > max(9.0, 4.5 * usual)) & (where > 0.05)).astype(np.uint8)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    kept: list[int] = []
    for index in range(1, count):
        across, down, area = (
            int(stats[index, part]) for part in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
        )
        ring = cv2.dilate((labels == index).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        calm = float(np.median(away[ring & (labels != index)])) < 0.5 * float(away[labels == index].mean())
        if (
            4 <= area <= 0.01 * found.size
            and area > 0.4 * across * down
            and max(across, down) < 2.2 * min(across, down)
            and calm
        ):
            kept.append(index)
    if not kept or len(kept) > 60:  # as many as that are its texture
        return None
    return np.asarray(cv2.dilate(np.isin(labels, kept).astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def _joined(found: NDArray[np.uint8], rows: slice) -> NDArray[np.uint8]:
    count, labels = cv2.connectedComponents(found)
    touching = np.bincount(labels[rows][found[rows] > 0], minlength=count)
    areas = np.bincount(labels.ravel(), minlength=count)
    kept = [index for index in range(1, count) if touching[index] and areas[index] > 0.004 * found.size]
    out = np.isin(labels, kept).astype(np.uint8)
    return out if out.mean() >= _LEAST else np.zeros_like(out)


def _large(found: NDArray[np.uint8], radius: int) -> NDArray[np.uint8]:
    shape = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
    found = np.asarray(
        cv2.morphologyEx(cv2.morphologyEx(found, cv2.MORPH_CLOSE, shape), cv2.MORPH_OPEN, shape), np.uint8
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = [index + 1 for index, area in enumerate(areas) if area > 0.1 * areas.max()] if count > 1 else []
    out = np.isin(labels, kept).astype(np.uint8)
    return out if out.mean() >= _LEAST else np.zeros_like(out)
