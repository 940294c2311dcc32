"""Which of the people in a photo is meant: the person mask says where people are, colour and place say who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.people import People, foreground
from gpuserver.engines.photo.subject import Mask, cut_of, recut

_SIDE: Final = 260
"""Long side of the copy on which people are cut out, px."""
_LEAST: Final = 0.002
"""Share of the picture under which a part of the mask is no person."""
_FAINT: Final = 0.25
_DRESSED: Final = 0.06
"""Share of a person that the colour of their clothes has at least."""
_CLOSE: Final = 0.6
"""How near to the best fit the next one may come before it cannot be told who is meant."""
_APART: Final = 0.06
"""How far apart, in widths of the picture, the middles of two people are who can be told by their side."""
_BESIDE: Final = 0.1
"""How well a place fits that is on the other side."""
_ASTRIDE: Final = 0.25
"""Share of a person on the other side from which they are two who could not be parted."""


class Doubtful(Exception):
    """More than one fits equally well."""


def people_in(small: Pixels, people: People) -> list[Mask]:
    """The masks of the people in `small`, the largest first; those who hide each other are parted by their faces."""
    tiny = shrunk(small, _SIDE)
    seen = foreground(small, people, tiny.shape[1::-1])
    if seen is None:
        return []
    found = recut(small, cut_of(tiny, seen))
    score = cv2.resize(seen.score, found.shape[::-1])
    found = np.asarray(found & (score > _FAINT), np.uint8)  # the cut joins what is near, as two people side by side
    parts = [part for one in _joined(found) for part in _by_face(one, people.find(small))]
    least = max(_LEAST * found.size, 0.04 * max((int(one.sum()) for one in parts), default=0))
    return sorted((one for one in parts if one.sum() > least), key=lambda one: -int(one.sum()))


def on_body(small: Pixels, people: People, *, head: bool) -> Mask:
    """1 where people wear things, or things on the `head`; everywhere where no person with a face is seen."""
    height, width = small.shape[:2]
    faces, found = people.find(small), people_in(small, people)
    if not len(faces) or not found:
        return np.ones((height, width), np.uint8)
    reach = max(3, round(0.02 * max(height, width)))
    body = np.asarray(cv2.dilate(np.asarray(np.any(found, axis=0), np.uint8), np.ones((reach, reach))), np.uint8)
    if not head:
        return body
    near = np.zeros_like(body)
    for face in faces:
        (left, top), (right, bottom) = face[:, :2].min(axis=0), face[:, :2].max(axis=0)
        tall, wide = bottom - top, right - left
        rows = slice(max(0, int(top - 1.2 * tall)), max(0, int(bottom)))
        near[rows, max(0, int(left - wide)) : max(0, int(right + wide))] = 1
    for face in faces:
        cv2.fillConvexPoly(near, cv2.convexHull(face[:, :2].astype(np.int32)), 0)
    return near


def _joined(found: Mask) -> Iterator[Mask]:
    count, labels = cv2.connectedComponents(found)
    yield from ((labels == index).astype(np.uint8) for index in range(1, count))


def _by_face(one: Mask, faces: Sequence[NDArray[np.float64]]) -> Iterator[Mask]:
    """`one` for each face in it: what is nearest to the upright line through that face."""
    height, width = one.shape
    at = [(face[:, 0].mean(), face[:, 1].mean(), max(4.0, float(np.ptp(face[:, 1])))) for face in faces]
    at = [(x, y, tall) for x, y, tall in at if 0 <= x < width and 0 <= y < height and one[int(y), int(x)]]
    if len(at) < 2:
        yield one
        return
    x = np.arange(width)
    nearest = np.argmin([np.abs(x - middle) / tall**0.5 for middle, _, tall in at], axis=0)
    for index in range(len(at)):
        yield np.asarray(one * (nearest == index)[None, :], np.uint8)


def meant(found: list[Mask], fits: Plane | None, where: Plane, places: frozenset[str], *, many: bool) -> Mask | None:
    """Of the people `found` the one whose clothes have the colour that `fits`, and who is `where` was said; all if `many`.

    None where nobody is; raises Doubtful where two could be.
    """
    scores: list[float] = []
    for one in found:
        inside = one > 0
        score = float(inside.sum()) ** 0.5 * float(where[inside].mean()) ** 2
        if fits is not None:
            share = float((fits[inside] > 0.5).mean())
            score *= min(1.0, share / 0.25) if share > _DRESSED else 0.0
        scores.append(score)
    best = max(scores, default=0.0)
    if not best > 0:
        return None
    kept = [one for one, score in zip(found, scores, strict=True) if score > 0.3 * best]
    if many:
        return np.asarray(np.any(kept, axis=0), np.uint8)
    if places & {"left", "right"}:  # of several there the outermost is meant
        return _outermost(kept, where, leftwards="left" in places)
    if sum(score > _CLOSE * best for score in scores) > 1:
        raise Doubtful
    return found[int(np.argmax(scores))]


def _outermost(found: list[Mask], where: Plane, *, leftwards: bool) -> Mask:
    middles = [float(np.nonzero(one)[1].mean()) * (-1 if leftwards else 1) / one.shape[1] for one in found]
    one = found[int(np.argmax(middles))]
    rivals = sum(middle > max(middles) - _APART for middle in middles)
    if rivals > 1 or float((where[one > 0] < _BESIDE).mean()) > _ASTRIDE:
        raise Doubtful
    return one
