"""Where in a photo a named thing is, without a model: by its colour word and place, or by what stands out.

All masks are hard (0 or 1) and on a copy with a long side of at most `SIDE` px; `softmask` brings them to full size.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo import colors
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.stuff import grass, sky, spots, water
from gpuserver.engines.photo.subject import NoSubject, subject_mask
from gpuserver.engines.photo.wanted import Wanted, read_wanted
from gpuserver.raster.lab import to_lab

SIDE: Final = 480
"""Long side of the copy that is searched, px."""
_LEAST: Final = 4e-4
"""Share of the picture under which a find is noise."""
_SURE: Final = 0.5
"""How well (0..1) a pixel must fit a colour word to count."""


def not_found(wanted: Wanted, why: str) -> ProblemError:
    """The refusal of an edit whose thing is not in the photo, in one sentence: `why`."""
    return ProblemError(Code.NOT_IN_PHOTO, why, words=wanted.words)


def find(pixels: Pixels, words: str, watch: Watch, people: People | None = None) -> tuple[Plane, Wanted]:
    """The hard mask of what `words` name, and what was looked for. Raises ProblemError where nothing fits."""
    wanted = read_wanted(words)
    small = shrunk(pixels, SIDE)
    lab = to_lab(cv2.bilateralFilter(small, 5, 20, 3).astype(np.uint8))
    watch.progress(0.05)
    if wanted.stuff:
        found = _stuff(small, lab, wanted, watch, people)
    elif wanted.color:
        found = _colored(small, lab, wanted, watch)
    elif wanted.part:
        raise not_found(wanted, f"say which colour {wanted.words!r} has now, so that it can be found")
    else:
        found = _standing_out(small, lab, wanted, watch, people)
    if found is None or found.mean() < _LEAST:
        raise not_found(wanted, f"nothing in this photo was found that fits {wanted.words!r}")
    return found.astype(np.float32), wanted


def _stuff(small: Pixels, lab: Plane, wanted: Wanted, watch: Watch, people: People | None) -> NDArray[np.uint8] | None:
    if wanted.stuff == "background":
        try:
            return np.asarray(subject_mask(small, watch, people) < 0.5, np.uint8)
        except NoSubject:
            return None
    if wanted.stuff == "spot":
        return spots(lab, placed(wanted, *lab.shape[:2]))
    found = {"sky": sky, "grass": grass, "water": water}[wanted.stuff or ""](lab)
    if wanted.color:
        found = np.asarray(found & (colors.fit(lab, wanted.color) > 0.2), np.uint8)
    return found


def placed(wanted: Wanted, height: int, width: int) -> Plane:
    """How well each place fits where the thing was said to be: 1 everywhere when nothing was said."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = (y + 0.5) / height, (x + 0.5) / width
    weight = np.ones((height, width), np.float32)
    for place in wanted.places:
        if place == "middle":
            weight *= np.clip(1.6 - 4.0 * np.hypot(y - 0.5, x - 0.5), 0, 1)
        else:
            side = {"left": 1 - x, "right": x, "top": 1 - y, "bottom": y}[place]
            weight *= np.clip((side - 0.4) / 0.25, 0, 1) ** 2
    return np.asarray(weight, np.float32)


def _colored(small: Pixels, lab: Plane, wanted: Wanted, watch: Watch) -> NDArray[np.uint8] | None:
    """The most compact large part of the colour, grown to the edges of the thing that has it."""
    color, where = wanted.color or "", placed(wanted, *lab.shape[:2])
    fits = np.asarray(cv2.GaussianBlur(colors.fit(lab, color), (0, 0), 0.8), np.float32)
    strong = fits if colors.is_gray(color) else fits * colors.purity(lab, color)
    most = float(np.percentile(strong, 99.5))
    purest = _parts(_clean((strong > 0.72 * most) & (fits > _SURE)), strong, where, False)
    chosen = _parts(_clean(fits > _SURE), fits, where, wanted.many) if purest is None else purest
    if chosen is None:
        return None
    if purest is not None and not colors.is_gray(color):  # red wood beside a red cup: nearer to the cup's own red
        fits = fits * colors.like(lab, purest > 0)
        chosen = _parts(_clean(fits > 0.35), fits, where, wanted.many)
        chosen = purest if chosen is None else chosen
    elif purest is not None:
        chosen = _shaded(lab, purest, _parts(_clean(fits > _SURE), fits, where, wanted.many))
    watch.progress(0.1)
    return None if chosen is None else _grown(small, lab, chosen, fits, watch)


def _shaded(lab: Plane, purest: NDArray[np.uint8], chosen: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """`chosen` with its shadows: greys joined to it, unless they go on into something larger, as a road."""
    start = purest if chosen is None else chosen
    usual = np.median(lab[start > 0], axis=0)
    tone = np.hypot(lab[..., 1] - usual[1], lab[..., 2] - usual[2])
    shade = ((tone < 9) & (np.abs(lab[..., 0] - usual[0]) < 45)).astype(np.uint8) | start
    _, labels = cv2.connectedComponents(np.asarray(cv2.morphologyEx(shade, cv2.MORPH_OPEN, _disc(1)), np.uint8))
    joined = np.isin(labels, [one for one in np.unique(labels[start > 0]) if one])
    grown = np.asarray(joined | (start > 0), np.uint8)
    return grown if grown.sum() < 2.8 * start.sum() else start


def _clean(sure: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """`sure` closed over its own grain and without crumbs, unless crumbs are all that it is."""
    closed = np.asarray(cv2.morphologyEx(sure.astype(np.uint8), cv2.MORPH_CLOSE, _disc(2)), np.uint8)
    opened = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, _disc(1)), np.uint8)
    return opened if opened.mean() > _LEAST else closed


def _parts(sure: NDArray[np.uint8], fits: Plane, where: Plane, many: bool) -> NDArray[np.uint8] | None:
    count, labels, stats, middles = cv2.connectedComponentsWithStats(sure)
    if count <= 1:
        return None
    worth = np.bincount(labels.ravel(), (fits * where).ravel(), count)
    worth[0] = 0
    height, width = sure.shape
    for index in range(1, count):
        left, top, across, down, area = (int(part) for part in stats[index])
        rims = (left == 0) + (top == 0) + (left + across == width) + (top + down == height)
        solid = area / (across * down)
        y, x = middles[index][1] / height - 0.5, middles[index][0] / width - 0.5
        worth[index] *= (0.35 + solid) * 0.55 ** max(0, rims - 1) * (1.15 - 0.5 * float(np.hypot(y, x)))
        if area < _LEAST * sure.size:
            worth[index] = 0
    best = int(worth.argmax())
    if not worth[best] > 0 or float(where[labels == best].mean()) < 0.05:
        return None
    kept = {index for index in range(1, count) if many and worth[index] > 0.2 * worth[best]} | {best}
    # a post or a strap before a thing parts it: what is close to it and of its colour is it
    reach = max(2, round(0.12 * float(np.sqrt(stats[best, cv2.CC_STAT_AREA]))))
    near = cv2.dilate(np.isin(labels, list(kept)).astype(np.uint8), _disc(reach)) > 0
    for index in range(1, count):
        inside = float(near[labels == index].mean()) if index not in kept else 0.0
        if inside > 0.5 and worth[index] > 0:
            kept.add(index)
    return np.isin(labels, list(kept)).astype(np.uint8)


def _grown(small: Pixels, lab: Plane, chosen: NDArray[np.uint8], fits: Plane, watch: Watch) -> NDArray[np.uint8]:
    """`chosen` with its highlights, shadows and edges: GrabCut in a narrow band round it."""
    reach = max(2, round(0.10 * float(np.sqrt(chosen.sum()))))
    body = np.asarray(cv2.morphologyEx(chosen, cv2.MORPH_CLOSE, _disc(reach)), np.uint8)
    body = filled(body, 0.2)
    ring = np.asarray(cv2.dilate(body, _disc(reach)), np.uint8)
    mask = np.where(ring > 0, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    mask[body > 0] = cv2.GC_PR_FGD
    other = (fits < 0.05) & (np.hypot(lab[..., 1], lab[..., 2]) > 14)  # a strong colour, and not this thing's
    mask[other] = cv2.GC_BGD
    core = np.asarray(cv2.erode(chosen, _disc(1)), np.uint8)
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
    return filled(np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, _disc(1)), np.uint8), 0.05)


def _standing_out(
    small: Pixels, lab: Plane, wanted: Wanted, watch: Watch, people: People | None
) -> NDArray[np.uint8] | None:
    """The subject, or of what stands out the parts that are where the thing was said to be."""
    try:
        mask = subject_mask(small, watch, people)
    except NoSubject:
        return None
    found = np.asarray(mask > 0.5, np.uint8)
    if not wanted.places:
        return found
    where = placed(wanted, *found.shape)
    count, labels = cv2.connectedComponents(found)
    kept = [index for index in range(1, count) if float(where[labels == index].mean()) > 0.3]
    return np.isin(labels, kept).astype(np.uint8) if kept else None


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


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
