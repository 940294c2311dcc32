"""What stands in front in a small photo: several guesses, each cut by GrabCut, and the best of them.

The guesses start from what is unlike the border's colours, from saliency, and from the middle; where a model of what
stands in front is installed, from what it sees. Rother, Kolmogorov and Blake, "GrabCut", 2004.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.people import Foreground, People, foreground
from gpuserver.engines.photo.saliency import saliency
from gpuserver.engines.photo.unlike import unlike_border

Mask = NDArray[np.uint8]
"""Height × width, 0 or 1."""

_SIDE: Final = 260
"""Long side of the copy on which the guesses are made, px."""
_ROUNDS: Final = 4
_RIM: Final = 0.03
"""Share of the shorter side that is taken for background at the upper edge and the sides."""
_BAND: Final = 0.02
"""Share of the long side by which the chosen guess may still move at its edge."""
_ALIKE: Final = 0.85
"""Overlap with what was seen under which a cut from it has run away."""
_BOTH: Final = 0.7
"""Score from which all that was asked saw it."""
_STRAY: Final = 0.04
"""How far from that, in long sides, the rest of it may be."""
_CROWD: Final = 0.1
"""What each further part costs a guess."""
_LEVELS: Final = (8, 16, 16)
"""Steps of L, a and b in which colours inside and outside are compared."""


class NoSubject(ProblemError):
    """Nothing stands out from the background (code no_subject)."""

    def __init__(self) -> None:
        detail = "no subject stands out from the background clearly enough to cut it out without a segmentation model"
        super().__init__(Code.NO_SUBJECT, detail)


def subject_mask(small: Pixels, watch: Watch, people: People | None = None) -> Plane:
    """What stands in front in a small RGB picture: 0 or 1 per pixel. Raises NoSubject, rather than cut at random."""
    watch.progress(0.1)
    frame = framed(small)
    inner = np.ascontiguousarray(small[frame])
    tiny = shrunk(inner, _SIDE)
    seen = foreground(inner, people, tiny.shape[1::-1]) if people else None
    if seen is not None and seen.sure:
        best = cut_of(tiny, seen)
    else:
        guesses = [*_guesses(tiny, watch), *([cut_of(tiny, seen)] if seen else [])]
        best = _best(tiny, [one for one in guesses if 0.015 < float(one.mean()) < 0.97])
    watch.progress(0.5)
    found = np.zeros(small.shape[:2], np.float32)
    found[frame] = recut(inner, best)
    if not 0.015 < float(found.mean()) < 0.97:
        raise NoSubject
    return found


def framed(small: Pixels) -> tuple[slice, slice]:
    """The rows and columns of the photo itself, without bars of one black or white round it."""
    flat = np.asarray((small.max(axis=2) < 14) | (small.min(axis=2) > 244))
    rows, columns = (np.flatnonzero(flat.mean(axis=axis) < 0.97) for axis in (1, 0))
    if len(rows) < 0.3 * len(flat) or len(columns) < 0.3 * flat.shape[1]:
        return slice(None), slice(None)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def cut_of(tiny: Pixels, seen: Foreground) -> Mask:
    """What was seen, cut along the photo's edges; as it was seen where the cut runs far from it."""
    seeds = np.full(seen.score.shape, cv2.GC_PR_BGD, np.uint8)
    seeds[seen.score > 0.55] = cv2.GC_PR_FGD
    seeds[seen.score > 0.85] = cv2.GC_FGD
    seeds[seen.score < 0.05] = cv2.GC_BGD
    # what one of two models took along, as a thing behind the head
    reach = max(2, round(_STRAY * max(seen.score.shape)))
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2), np.uint8)
    near = np.asarray(cv2.dilate((seen.score > _BOTH).astype(np.uint8), disc), np.uint8)
    plain = np.asarray((seen.score > 0.5).astype(np.uint8) & near, np.uint8)
    seeds[near == 0] = cv2.GC_BGD
    found = whole(_cut(tiny, seeds, 3))
    return found if _overlap(found, plain) > _ALIKE else whole(plain)


def _guesses(tiny: Pixels, watch: Watch) -> Iterator[Mask]:
    unlike = unlike_border(tiny)
    if unlike is None:
        raise NoSubject
    height, width = tiny.shape[:2]
    middle = np.full((height, width), cv2.GC_BGD, np.uint8)
    middle[height // 12 : height - height // 40, width // 10 : width - width // 10] = cv2.GC_PR_FGD
    for at, seeds in enumerate((unlike, _parted(saliency(tiny)), middle)):
        yield whole(_cut(tiny, _rimmed(seeds), _ROUNDS))
        watch.progress(0.2 + 0.1 * at)


def _parted(score: Plane) -> Mask:
    """Seeds from a saliency: where it parts, and what lies far on either side of that."""
    scaled = np.clip(score * 255, 0, 255).astype(np.uint8)
    cut, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_OTSU)
    level = cut / 255
    seeds = np.full(score.shape, cv2.GC_PR_BGD, np.uint8)
    seeds[score > level] = cv2.GC_PR_FGD
    seeds[score > level + 0.6 * (1 - level)] = cv2.GC_FGD
    seeds[score < 0.35 * level] = cv2.GC_BGD
    return seeds


def _rimmed(seeds: Mask) -> Mask:
    """`seeds` with the upper edge and the sides as background, but for what is surely the subject."""
    rim = max(2, round(_RIM * min(seeds.shape)))
    out = seeds.copy()
    out[:rim] = cv2.GC_BGD
    for side in (np.s_[:, :rim], np.s_[:, -rim:]):
        out[side] = np.where(out[side] == cv2.GC_FGD, cv2.GC_PR_FGD, cv2.GC_BGD)
    return out


def _cut(small: Pixels, seeds: Mask, rounds: int) -> Mask:
    """GrabCut from `seeds`; they themselves where they know only one side."""
    labels = seeds.copy()
    inside = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD))
    if inside.any() and not inside.all():
        cv2.setRNGSeed(7)
        smooth = cv2.bilateralFilter(small[..., ::-1].copy(), 7, 30, 7)
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(smooth, labels, (0, 0, 1, 1), *models, rounds, cv2.GC_INIT_WITH_MASK)
    return np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)


def _best(tiny: Pixels, guesses: Sequence[Mask]) -> Mask:
    """The guess whose colours are not those outside it, that the others agree with, in few parts. Raises NoSubject."""
    if not guesses:
        raise NoSubject
    lab = cv2.cvtColor(tiny, cv2.COLOR_RGB2LAB).astype(np.float32) / 256
    lab[..., 1:] = np.clip(2 * lab[..., 1:] - 0.5, 0, 0.999)  # photos fill the middle of a and b
    steps = (lab * np.array(_LEVELS, np.float32)).astype(np.intp)
    bins = (steps[..., 0] * _LEVELS[1] + steps[..., 1]) * _LEVELS[2] + steps[..., 2]

    def worth(one: Mask) -> float:
        others = [other for other in guesses if other is not one]
        agreed = np.mean([_overlap(one, other) for other in others]) if others else 0.0
        parts = min(cv2.connectedComponents(one)[0] - 1, 5)
        return _unlike(bins, one) + float(agreed) - _CROWD * parts

    return max(guesses, key=worth)


def _unlike(bins: NDArray[np.intp], mask: Mask) -> float:
    """1 less what the histograms inside and outside have in common."""
    inside, outside = (np.bincount(bins[mask == side], minlength=int(np.prod(_LEVELS))) for side in (1, 0))
    return 1 - float(np.minimum(inside / max(1, inside.sum()), outside / max(1, outside.sum())).sum())


def _overlap(one: Mask, other: Mask) -> float:
    return float((one & other).sum()) / max(1.0, float((one | other).sum()))


def recut(small: Pixels, mask: Mask) -> Mask:
    """`mask` at the size of `small`, its edge cut once more within a band."""
    height, width = small.shape[:2]
    large = (cv2.resize(mask.astype(np.float32), (width, height)) > 0.5).astype(np.uint8)
    reach = max(2, round(_BAND * max(height, width)))
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2), np.uint8)
    seeds = np.where(large > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    seeds[cv2.erode(large, disc) > 0] = cv2.GC_FGD
    seeds[cv2.dilate(large, disc) == 0] = cv2.GC_BGD
    return whole(_cut(small, seeds, 2))


def whole(found: Mask) -> Mask:
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
