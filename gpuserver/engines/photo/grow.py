"""From the part of a thing that its colour tells to all of it: GrabCut in a narrow band, and far round it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.subject import Mask, recut

_SIDE: Final = 260
"""Long side of the copy on which the whole of a thing is looked for, px."""
_REACHES: Final = (0.35, 0.6, 0.85)
"""How far round a part its whole is looked for, in sides of the part: two that follow must find the same."""
_SAME: Final = 0.87
_SPARSE: Final = 0.55
"""Share of its hull under which a part is scattered."""
_TIP: Final = 0.3
"""How large a piece before the sky may be that belongs to a thing, as a share of it."""
_FLAT: Final = 4.0
_SMALL: Final = 0.02
_EDGE: Final = 13.0
"""Difference of colour under which there is no edge, in Lab."""
_MORE: Final = (1.08, 2.2)
"""How much larger than its part the whole may be: more is what lies behind it."""


def grown(small: Pixels, lab: Plane, chosen: NDArray[np.uint8], fits: Plane, watch: Watch) -> NDArray[np.uint8]:
    """`chosen` with its highlights, shadows and edges: GrabCut in a narrow band round it."""
    reach = max(2, round(0.10 * float(np.sqrt(chosen.sum()))))
    body = np.asarray(cv2.morphologyEx(chosen, cv2.MORPH_CLOSE, disc(reach)), np.uint8)
    body = filled(body, 0.2)
    ring = np.asarray(cv2.dilate(body, disc(reach)), np.uint8)
    mask = np.where(ring > 0, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    mask[body > 0] = cv2.GC_PR_FGD
    other = (fits < 0.05) & (np.hypot(lab[..., 1], lab[..., 2]) > 14)  # a strong colour, and not this thing's
    mask[other] = cv2.GC_BGD
    core = np.asarray(cv2.erode(chosen, disc(1)), np.uint8)
    mask[(core > 0) & (fits > 0.6)] = cv2.GC_FGD
    if not (mask == cv2.GC_FGD).any() or ring.all():
        return body
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    bgr = cv2.bilateralFilter(small, 5, 24, 3)[..., ::-1].copy()
    for step in range(2):
        mode = cv2.GC_INIT_WITH_MASK if step == 0 else cv2.GC_EVAL
        cv2.grabCut(bgr, mask, (0, 0, 1, 1), background, foreground, 1, mode)
        watch.progress(0.15 + 0.05 * step)
    found = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    found = np.asarray(found | (chosen & ring), np.uint8)
    return filled(np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, disc(1)), np.uint8), 0.05)


def whole_of(small: Pixels, part: Mask) -> Mask | None:
    """All of the thing of which `part` is one: the feet and beak of a brown bird. None where its edges do not tell."""
    tiny = shrunk(small, _SIDE)
    seed = (cv2.resize(part, tiny.shape[1::-1], interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    cuts = (_cut_round(tiny, seed, reach) for reach in _REACHES)
    for near, far in pairwise(cuts):
        same = float((near & far).sum()) / max(1.0, float((near | far).sum()))
        more = float(near.sum()) / max(1.0, float(seed.sum()))
        if same > _SAME and _MORE[0] < more < _MORE[1]:
            return np.asarray(recut(small, near) | part, np.uint8)
    return None


def _cut_round(tiny: Pixels, seed: Mask, reach: float) -> Mask:
    y, x = np.nonzero(seed)
    away = reach * float(np.sqrt((np.ptp(y) + 1) * (np.ptp(x) + 1)))
    labels = np.full(seed.shape, cv2.GC_BGD, np.uint8)
    box = (
        slice(max(0, int(y.min() - away)), int(y.max() + away) + 1),
        slice(max(0, int(x.min() - away)), int(x.max() + away) + 1),
    )
    close = cv2.dilate(seed, disc(max(2, round(0.45 * away)))) > 0
    labels[box] = np.where(close[box], cv2.GC_PR_FGD, cv2.GC_PR_BGD)
    labels[cv2.erode(seed, disc(1)) > 0] = cv2.GC_FGD
    if not (labels == cv2.GC_FGD).any() or not (labels == cv2.GC_BGD).any():
        return seed
    cv2.setRNGSeed(7)
    bgr = cv2.bilateralFilter(tiny, 5, 24, 3)[..., ::-1].copy()
    cv2.grabCut(bgr, labels, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    found = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, disc(1)), np.uint8) | seed
    _, names = cv2.connectedComponents(found)
    return np.isin(names, [one for one in np.unique(names[seed > 0]) if one]).astype(np.uint8)


def before_sky(above: Mask, part: Mask) -> Mask:
    """`part` with what is between it and the sky `above` and stands before nothing else: the dark tip of a rocket."""
    rest = np.asarray((above == 0) & (part == 0), np.uint8)
    close = cv2.dilate(part, disc(2)) > 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest)
    height, width = part.shape
    out = part.copy()
    for index in range(1, count):
        left, top, across, down, area = (int(one) for one in stats[index])
        inner = left > 0 and top > 0 and left + across < width and top + down < height
        if inner and area < _TIP * part.sum() and bool((close & (labels == index)).any()):
            out[labels == index] = 1
    return out


def scattered(part: Mask) -> bool:
    """Whether `part` fills so little of its outline that it is paint on a thing, and not the thing."""
    points = np.argwhere(part > 0)[:, ::-1].astype(np.int32)
    hull = cv2.contourArea(cv2.convexHull(points))
    return float(part.sum()) < _SPARSE * hull


def strip(part: Mask) -> bool:
    """Whether `part` is a small flat strip: ground seen edge on, and neither an animal nor a car."""
    y, x = np.nonzero(part)
    flat = (np.ptp(x) + 1) > _FLAT * (np.ptp(y) + 1)
    return bool(flat) and float(part.mean()) < _SMALL


def open_sided(lab: Plane, part: Mask) -> bool:
    """Whether a good piece of the outline of `part` has the colour of `part` on both sides: the thing goes on there."""
    ring = (cv2.dilate(part, disc(8)) > 0) & (cv2.dilate(part, disc(2)) == 0)
    usual = np.median(lab[part > 0], axis=0)
    return bool(ring.any()) and float(np.percentile(np.linalg.norm(lab[ring] - usual, axis=1), 25)) < _EDGE


def filled(mask: NDArray[np.uint8], most: float) -> NDArray[np.uint8]:
    """`mask` without holes smaller than `most` of its own area."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask)
    limit, (height, width) = most * float(mask.sum()), mask.shape
    out = mask.copy()
    for index in range(1, count):
        left, top, across, down, area = (int(part) for part in stats[index])
        inner = left > 0 and top > 0 and left + across < width and top + down < height
        if inner and area < limit:
            out[labels == index] = 1
    return out


def disc(radius: int) -> NDArray[np.uint8]:
    """A round kernel."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
