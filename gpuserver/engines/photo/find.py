"""Where in a photo a named thing is, without a model: by its colour word and place, or by what stands out.

All masks are hard (0 or 1) and on a copy with a long side of at most `SIDE` px; `softmask` brings them to full size.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo import colors
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.grow import before_sky, disc, filled, grown, open_sided, scattered, strip, whole_of
from gpuserver.engines.photo.metal import metal
from gpuserver.engines.photo.people import People, shows_face
from gpuserver.engines.photo.persons import Doubtful, meant, on_body, people_in
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
_CLOTHES: Final = 0.2
"""Share of a person under which a colour is that of a sleeve in the light."""
_COAT: Final = 0.15
"""Share of what stands in front that has the colour of an animal or a car, if it is that."""
_ONE_PAINT: Final = 0.7
"""Share of a subject of one hue and strength from which it is one cup, and no cup on a saucer with a spoon."""


class _Kept(Enum):
    """Which parts of a colour are the thing."""

    BEST = auto()
    LEVEL = auto()
    """Those about as high as the best one too: a jacket to both sides of a scarf."""
    ALL = auto()


def not_found(wanted: Wanted, why: str) -> ProblemError:
    """The refusal of an edit whose thing is not in the photo, in one sentence: `why`."""
    return ProblemError(Code.NOT_IN_PHOTO, why, words=wanted.words)


def find(
    pixels: Pixels, words: str, watch: Watch, people: People | None = None, *, whole: bool = False
) -> tuple[Plane, Wanted]:
    """The hard mask of what `words` name, and what was looked for. Raises ProblemError where nothing fits.

    `whole`: with its parts of other colours, as what is taken out; else of a thing named by a colour what has it.
    """
    wanted = read_wanted(words)
    small = shrunk(pixels, SIDE)
    lab = to_lab(cv2.bilateralFilter(small, 5, 20, 3).astype(np.uint8))
    watch.progress(0.05)
    if wanted.stuff:
        found = _stuff(small, lab, wanted, watch, people)
    elif wanted.person and people is not None:
        found = _person(small, lab, wanted, people, whole=whole)
    elif wanted.metal:
        found = _metal(small, wanted, people)
    elif wanted.color:
        found = _colored(small, lab, wanted, watch, people)
        found = None if found is None else _doubted(small, lab, found, wanted, whole=whole)
    elif wanted.part:
        raise not_found(wanted, f"say which colour {wanted.words!r} has now, so that it can be found")
    else:
        found = _standing_out(small, lab, wanted, watch, people)
    if found is not None and whole and not (wanted.part or wanted.stuff):
        found = before_sky(sky(lab), found)
    if found is None or found.mean() < _LEAST:
        missing = " and ".join(
            what
            for what, known in (("which colour it has", wanted.color), ("where in the photo it is", wanted.places))
            if not known
        )
        why = f"nothing in this photo was found that fits {wanted.words!r}" + (f"; say {missing}" if missing else "")
        raise not_found(wanted, why)
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


def _person(small: Pixels, lab: Plane, wanted: Wanted, people: People, *, whole: bool) -> NDArray[np.uint8] | None:
    """The person that is meant; not `whole`: their clothes of the colour that was said."""
    fits = colors.fit(lab, wanted.color) if wanted.color else None
    try:
        where = placed(wanted, *lab.shape[:2])
        found = meant(people_in(small, people), fits, where, wanted.places, many=wanted.many)
    except Doubtful as error:
        why = f"several people could be {wanted.words!r}; say which colour they wear and where in the photo they are"
        raise not_found(wanted, why) from error
    if found is None or fits is None or whole:
        return found
    clothes = _clean((fits > _SURE) & (found > 0))
    return clothes if clothes.sum() > _CLOTHES * found.sum() else None


def _doubted(
    small: Pixels, lab: Plane, found: NDArray[np.uint8], wanted: Wanted, *, whole: bool
) -> NDArray[np.uint8] | None:
    """`found`, which has the colour of the thing; `whole`: with its other parts. Refused where it is but one of them."""
    if wanted.part or wanted.many or not found.any():
        return found
    more = whole_of(small, found) if whole else None
    part, found = found, found if more is None else more
    if wanted.mixed and strip(found):
        return None
    paint = whole and more is None and (wanted.mixed or wanted.person) and scattered(part)
    if paint or (wanted.mixed and open_sided(lab, part)):
        why = f"only {wanted.color} parts of {wanted.words!r} can be told from what is round it, and not all of it"
        raise not_found(wanted, why)
    return found


def _metal(small: Pixels, wanted: Wanted, people: People | None) -> NDArray[np.uint8]:
    # buttons, glasses and teeth mirror too
    beside = people is not None and len(people.find(small)) > 0
    found = None if beside else metal(small, placed(wanted, *small.shape[:2]))
    if found is None:
        why = f"no one thing of bright metal stands out that could be {wanted.words!r}; say where in the photo it is"
        raise not_found(wanted, why)
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


def _colored(
    small: Pixels, lab: Plane, wanted: Wanted, watch: Watch, people: People | None
) -> NDArray[np.uint8] | None:
    """The most compact large part of the colour, grown to the edges of the thing that has it."""
    color, where = wanted.color or "", placed(wanted, *lab.shape[:2])
    gray = colors.is_gray(color)
    # roads, walls and water are grey as well: of grey things those in front are meant
    front = _front(small, watch, people) if gray else np.ones_like(where)
    fits = colors.fit(lab, color)
    if gray and wanted.mixed and people is not None and (fits * front > _SURE).sum() < _COAT * front.sum():
        people, front = None, _front(small, watch, None)  # what was seen is a person, and no white horse
    if color == "white" and not front.all():  # in the shade white is grey
        fits = np.maximum(fits, 0.7 * colors.fit(lab, "silver"))
    fits = np.asarray(cv2.GaussianBlur(fits, (0, 0), 0.8), np.float32)
    above = sky(lab)
    likely = [1 - above, front]  # the sky is asked for by its name
    if wanted.aloft:
        likely.append(filled(above, 0.3))
    for part in likely:
        rest = np.asarray(fits * part, np.float32)
        fits = rest if (rest > _SURE).mean() > _LEAST else fits
    if wanted.worn and people is not None:
        fits = np.asarray(fits * on_body(small, people, head=wanted.on_head), np.float32)
    chosen, alike = _chosen(lab, fits, wanted, where, front)
    limit = np.ones_like(where)
    if chosen is not None and not (wanted.part or wanted.many or gray) and _reaches_sides(chosen):
        # red wood under a red cup goes on beyond the frame; the cup does not
        front = _front(small, watch, people)
        if (fits * front > _SURE).sum() > 0.5 * front.sum():
            limit = front
            chosen, alike = _chosen(lab, np.asarray(fits * limit, np.float32), wanted, where, front)
    watch.progress(0.1)
    return None if chosen is None else np.asarray(grown(small, lab, chosen, alike, watch) * (limit > 0), np.uint8)


def _chosen(
    lab: Plane, fits: Plane, wanted: Wanted, where: Plane, front: Plane
) -> tuple[NDArray[np.uint8] | None, Plane]:
    """The parts of what `fits` a colour word that are the thing, and how well each pixel fits the thing's own colour."""
    color = wanted.color or ""
    gray = colors.is_gray(color)
    strong = fits if gray else fits * colors.purity(lab, color)
    most = float(np.percentile(strong, 99.5))
    purest = _parts(_clean((strong > 0.72 * most) & (fits > _SURE)), strong, where, _Kept.BEST)
    kept = _Kept.ALL if wanted.many else _Kept.LEVEL if wanted.part else _Kept.BEST
    chosen = _parts(_clean(fits > _SURE), fits, where, kept) if purest is None else purest
    if chosen is None or purest is None:
        return chosen, fits
    if gray:
        return _shaded(lab, purest, _parts(_clean(fits > _SURE), fits, where, kept), front), fits
    fits = np.asarray(fits * colors.like(lab, purest > 0), np.float32)  # red wood beside a red cup is less like the cup
    alike = _parts(_clean(fits > 0.35), fits, where, kept)
    return purest if alike is None else alike, fits


def _reaches_sides(found: NDArray[np.uint8]) -> bool:
    return bool(found[:, 0].any() or found[:, -1].any() or found[0].any())


def _front(small: Pixels, watch: Watch, people: People | None) -> Plane:
    """1 for what stands in front and close round it, 0 elsewhere; 1 everywhere where nothing does."""
    try:
        mask = subject_mask(small, watch, people)
    except NoSubject:
        return np.ones(small.shape[:2], np.float32)
    return np.asarray(cv2.dilate(mask, disc(3)), np.float32)


def _shaded(lab: Plane, purest: NDArray[np.uint8], chosen: NDArray[np.uint8] | None, front: Plane) -> NDArray[np.uint8]:
    """`chosen` with its shadows: greys joined to it in `front`, unless they go on into something larger, as a road."""
    start = purest if chosen is None else chosen
    usual = np.median(lab[start > 0], axis=0)
    tone = np.hypot(lab[..., 1] - usual[1], lab[..., 2] - usual[2])
    shade = ((tone < 9) & (np.abs(lab[..., 0] - usual[0]) < 45) & (front > 0.5)).astype(np.uint8) | start
    _, labels = cv2.connectedComponents(np.asarray(cv2.morphologyEx(shade, cv2.MORPH_OPEN, disc(1)), np.uint8))
    joined = np.isin(labels, [one for one in np.unique(labels[start > 0]) if one])
    grown = np.asarray(joined | (start > 0), np.uint8)
    return grown if grown.sum() < 2.8 * start.sum() else start


def _clean(sure: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """`sure` closed over its own grain and without crumbs, unless crumbs are all that it is."""
    closed = np.asarray(cv2.morphologyEx(sure.astype(np.uint8), cv2.MORPH_CLOSE, disc(2)), np.uint8)
    opened = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, disc(1)), np.uint8)
    return opened if opened.mean() > _LEAST else closed


def _parts(sure: NDArray[np.uint8], fits: Plane, where: Plane, keep: _Kept) -> NDArray[np.uint8] | None:
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
    top, tall = int(stats[best, cv2.CC_STAT_TOP]), int(stats[best, cv2.CC_STAT_HEIGHT])
    kept = {best}
    for index in range(1, count):
        level = top - 0.5 * tall < middles[index][1] < top + 1.5 * tall
        if worth[index] > 0.2 * worth[best] and (keep is _Kept.ALL or (keep is _Kept.LEVEL and level)):
            kept.add(index)
    # a post or a strap before a thing parts it: what is close to it and of its colour is it
    reach = max(2, round(0.12 * float(np.sqrt(stats[best, cv2.CC_STAT_AREA]))))
    near = cv2.dilate(np.isin(labels, list(kept)).astype(np.uint8), disc(reach)) > 0
    for index in range(1, count):
        inside = float(near[labels == index].mean()) if index not in kept else 0.0
        if inside > 0.5 and worth[index] > 0:
            kept.add(index)
    return np.isin(labels, list(kept)).astype(np.uint8)


def _standing_out(
    small: Pixels, lab: Plane, wanted: Wanted, watch: Watch, people: People | None
) -> NDArray[np.uint8] | None:
    """The subject, or of what stands out the parts that are where the thing was said to be."""
    try:
        mask = subject_mask(small, watch, people)
    except NoSubject:
        return None
    found = np.asarray(mask > 0.5, np.uint8)
    if people is not None and wanted.thing and shows_face(small, people, mask):
        return None  # what stands out is a person, and something else was asked for
    if wanted.ware and colors.one_paint(lab[found > 0]) < _ONE_PAINT:
        why = f"say which colour {wanted.words!r} has now, so that it can be told from what is on it and under it"
        raise not_found(wanted, why)
    if not wanted.places:
        return found
    where = placed(wanted, *found.shape)
    count, labels = cv2.connectedComponents(found)
    kept = [index for index in range(1, count) if float(where[labels == index].mean()) > 0.3]
    return np.isin(labels, kept).astype(np.uint8) if kept else None
