"""Colour for a black-and-white photo: an estimate from light, texture and place, since no model is asked.

The lightness of every pixel stays as it is; only tones are laid over it: blue on a smooth bright top, green on texture
below it, brown on grain that runs one way (wood, fur), what people have where faces are found, a warm neutral elsewhere.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, Real, bands, enlarged, shrunk, to_rgb
from gpuserver.engines.photo.likely import likely
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.stuff import roughness
from gpuserver.engines.photo.subject import NoSubject, subject_mask
from gpuserver.raster.lab import to_lab

_SIDE: Final = 420
_SUBJECT_SIDE: Final = 220
_COLORED: Final = 9.0
"""Distance in a and b from the usual tone of its lightness, at the 97th percentile, from which it is a colour photo."""
_PORTRAIT: Final = 0.25
"""Share of the photo from which a subject with a head leaves no sky behind it, but a wall."""
_NEUTRAL: Final = (1.5, 7.0)
_SKY_HIGH: Final = (-4.0, -22.0)
_SKY_LOW: Final = (-2.0, -9.0)
_NIGHT: Final = (1.0, -13.0)
_LEAVES: Final = (-13.0, 23.0)
_WOOD: Final = (11.0, 22.0)
_SKIN: Final = (14.0, 18.0)
"""Tones as a and b of CIE Lab, for middle lightness."""


def colorize(pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
    """`pixels` in estimated colours. Raises ProblemError (has_colors) for a photo that has colours of its own."""
    small = shrunk(pixels, _SIDE)
    lab = to_lab(small)
    if _has_colors(lab):
        why = "this photo has its own colours already; only a black-and-white photo can be coloured"
        raise ProblemError(Code.HAS_COLORS, why)
    light = np.ascontiguousarray(lab[..., 0])
    tones = _tones(small, light, watch, people)
    slope, offset = _follow(light, tones, max(3, round(max(light.shape) / 40)))
    watch.progress(0.6)
    shape = (pixels.shape[0], pixels.shape[1])
    out = pixels.copy()
    for rows in bands(*shape):
        here = to_lab(pixels[rows, :, :3])[..., :1]
        tone = enlarged(slope, shape, rows) * here + enlarged(offset, shape, rows)
        tone = np.clip(tone, -24, 24) * _strength(here)
        out[rows, :, :3] = to_rgb(np.concatenate([here, tone], axis=2))
        watch.progress(0.6 + 0.4 * rows.stop / shape[0])
    return out


def _has_colors(lab: Plane) -> bool:
    """Whether more than one tone (none, or an old print's sepia) is in the photo."""
    light, tone = lab[..., 0].ravel(), lab[..., 1:].reshape(-1, 2)
    steps = np.clip(light / 12.5, 0, 7).astype(int)
    usual = np.array([np.median(tone[steps == step], axis=0) if (steps == step).any() else (0, 0) for step in range(8)])
    away = np.hypot(*(tone - usual[steps]).T)
    return bool(np.percentile(away, 97) > _COLORED)


def _strength(light: Plane) -> Plane:
    """Chroma by lightness: none in black and white, all of it in between."""
    return np.asarray(np.clip(light / 32, 0, 1) * np.clip((99 - light) / 16, 0, 1), np.float32)


def _tones(small: Pixels, light: Plane, watch: Watch, people: People | None) -> Plane:
    """The tone (a and b) of each pixel of the small copy."""
    height, width = light.shape
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None]
    subject = _subject(small, watch, people)
    faces = [] if people is None else people.find(small)
    # a tower is shaped as a portrait is: where faces can be seen, a head has one
    head = _head(subject) if people is None else np.zeros_like(light)
    rough = roughness(light, max(2.0, width / 120))
    portrait = (head.any() or len(faces) > 0) and float(subject.mean()) > _PORTRAIT
    sky = np.zeros_like(light) if portrait else _sky(light, rough, subject)
    usual = float(np.median(rough))
    leaves = np.clip((rough - max(1.5, 0.45 * usual)) / 1.5, 0, 1) * np.clip((72 - light) / 14, 0, 1)
    leaves *= np.clip((y - 0.18) / 0.2, 0, 1) * (1 - sky) * (1 - subject)
    grain = (
        np.clip((rough - 0.9) / 1.0, 0, 1) * _grain(light, width / 24) * np.clip((86 - light) / 20, 0, 1) * (1 - sky)
    )
    if not sky.any():  # no open air is to be seen: a room, a portrait
        leaves *= 0.0 if portrait else 0.35
    else:
        grain *= 0.25
    leaves *= 1 - grain
    # skin is smooth, neither dark nor white, and in the head of what stands in front
    skin = head * np.clip((light - 38) / 14, 0, 1) * np.clip((94 - light) / 10, 0, 1) * np.clip((6.5 - rough) / 3, 0, 1)
    night = float(light[sky > 0.5].mean()) < 36 if (sky > 0.5).any() else False
    leaves *= 0.2 if night else 1.0
    high, low = (np.array(_NIGHT),) * 2 if night else (np.array(_SKY_HIGH), np.array(_SKY_LOW))
    depth = np.clip(y / max(0.15, float((sky.max(axis=1) > 0.5).mean())), 0, 1)[..., None]
    tones = np.empty((height, width, 2), np.float32)
    tones[:] = _NEUTRAL
    shown = likely(light, rough, subject, faces) if portrait and len(faces) else ()
    for share, tone in (
        (leaves, np.array(_LEAVES)), (grain, np.array(_WOOD)), (sky, high * (1 - depth) + low * depth),
        (skin, np.array(_SKIN)), *((share, np.array(tone)) for share, tone in shown),
    ):  # fmt: skip
        mixed = cv2.GaussianBlur(np.asarray(share, np.float32), (0, 0), 1.5)[..., None]
        tones = tones * (1 - mixed) + tone * mixed
    return np.asarray(tones, np.float32)


def _subject(small: Pixels, watch: Watch, people: People | None) -> Plane:
    height, width = small.shape[:2]
    try:
        found = subject_mask(shrunk(small, _SUBJECT_SIDE), watch, people)
    except NoSubject:
        return np.zeros((height, width), np.float32)
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _head(subject: Plane) -> Plane:
    """The upper part of a subject that is shaped and placed as a portrait's is (0..1); nothing for others."""
    height, width = subject.shape
    out = np.zeros_like(subject)
    rows = np.flatnonzero(subject.any(axis=1))
    if not 0.10 < float(subject.mean()) < 0.75 or len(rows) < 0.4 * height:
        return out
    top, tall = int(rows[0]), int(rows[-1] - rows[0] + 1)
    upper = subject[top : top + round(0.42 * tall)]
    lower = subject[top + round(0.6 * tall) :]
    columns = np.flatnonzero(upper.mean(axis=0) > 0.25)
    if len(columns) == 0 or top > 0.4 * height or float(lower.sum()) < 0.9 * float(upper.sum()):
        return out
    middle = float(columns.mean()) / width
    if not 0.25 < middle < 0.75 or len(columns) > 0.6 * width or len(columns) > 1.4 * tall:
        return out
    out[top : top + round(0.48 * tall)] = subject[top : top + round(0.48 * tall)]
    return np.asarray(cv2.GaussianBlur(out, (0, 0), 3.0) * subject, np.float32)


def _sky(light: Plane, rough: Plane, subject: Plane) -> Plane:
    """Smooth, joined to the upper edge, and not darker than what lies below, except at night (0 or 1)."""
    height = len(light)
    edge = max(2, height // 25)
    calm = rough < 2.4
    seeds = calm[:edge] & (subject[:edge] < 0.5)
    if seeds.mean() < 0.3:
        return np.zeros_like(light)
    usual = float(np.median(light[:edge][seeds]))
    rest = float(np.median(light[height // 2 :]))
    plain = usual > 60 and usual > rest - 12
    clear = not plain and seeds.mean() > 0.9 and usual > 42 and _pales(light, calm & (subject < 0.5), edge)
    if not (plain or clear) and (usual > 30 or seeds.mean() < 0.6):  # neither a day's sky nor a night's: a wall
        return np.zeros_like(light)
    near = calm & (light > usual - 18) & (light > 8) & (subject < 0.5)
    near[round((0.5 if clear else 0.8) * height) :] = False
    found = np.asarray(cv2.morphologyEx(near.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    _, labels = cv2.connectedComponents(found)
    kept = [one for one in np.unique(labels[:edge]) if one and (labels == one).mean() > 0.02]
    return np.isin(labels, kept).astype(np.float32)


def _grain(light: Plane, radius: float) -> Plane:
    """How much the texture within `radius` px runs one way (0..1): the coherence of its structure tensor."""
    dx, dy = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    near = np.hypot(dx, dy)
    quiet = np.where(near > 0, np.minimum(near, 24) / np.maximum(near, 1e-3), 0)  # texture, not the outline of a thing
    dx, dy = np.asarray(dx * quiet, np.float32), np.asarray(dy * quiet, np.float32)
    xx, yy, xy = (np.asarray(cv2.GaussianBlur(one, (0, 0), radius)) for one in (dx * dx, dy * dy, dx * dy))
    way = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / np.maximum(xx + yy, 1.0)
    return np.asarray(np.clip((way - 0.18) / 0.22, 0, 1), np.float32)


def _pales(light: Plane, calm: NDArray[np.bool_], edge: int) -> bool:
    """Whether what is `calm` grows lighter below the upper `edge`, as a clear sky does towards the horizon."""
    above, below = (light[part][calm[part]] for part in (slice(edge), slice(edge, len(light) // 4)))
    return len(above) > 0 and len(below) > 0 and float(np.median(below)) > float(np.median(above)) + 6


def _follow(light: Plane, tones: Plane, radius: int) -> tuple[Plane, Plane]:
    """The tones as a line of the lightness in each window (guided filter, He et al. 2013): slope and offset."""

    def mean(plane: Real) -> Plane:
        out = np.asarray(cv2.blur(plane, (2 * radius + 1,) * 2), np.float32)
        return out

    level, tone = mean(light), mean(tones)
    spread = mean(light * light) - level * level
    slope = (mean(light[..., None] * tones) - level[..., None] * tone) / (spread + 30.0)[..., None]
    return mean(slope), mean(tone - slope * level[..., None])
