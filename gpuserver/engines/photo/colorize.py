"""Colour for a black-and-white photo: an estimate from light, texture and place, since no model is asked.

The lightness of every pixel stays as it is; only quiet tones are laid over it: blue on a smooth bright top, green on
texture below it, skin in the lights of a portrait's head, a warm neutral elsewhere.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, Real, bands, enlarged, shrunk, to_rgb
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.stuff import roughness
from gpuserver.engines.photo.subject import NoSubject, subject_mask
from gpuserver.raster.lab import to_lab

_SIDE: Final = 420
_SUBJECT_SIDE: Final = 220
_COLORED: Final = 9.0
"""Distance in a and b from the usual tone of its lightness, at the 97th percentile, from which it is a colour photo."""
_NEUTRAL: Final = (1.5, 7.0)
_SKY_HIGH: Final = (-4.0, -22.0)
_SKY_LOW: Final = (-2.0, -9.0)
_NIGHT: Final = (1.0, -13.0)
_LEAVES: Final = (-10.0, 17.0)
_SKIN: Final = (11.0, 15.0)
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
    head = _head(subject)
    rough = roughness(light, max(2.0, width / 120))
    sky = np.zeros_like(light) if head.any() else _sky(light, rough, subject)
    usual = float(np.median(rough))
    leaves = np.clip((rough - max(1.5, 0.45 * usual)) / 1.5, 0, 1) * np.clip((72 - light) / 14, 0, 1)
    leaves *= np.clip((y - 0.18) / 0.2, 0, 1) * (1 - sky) * (1 - 0.85 * subject)
    if not sky.any():  # no open air is to be seen: a room, a portrait
        leaves *= 0.35
    # skin is smooth, neither dark nor white, and in the head of what stands in front
    skin = head * np.clip((light - 38) / 14, 0, 1) * np.clip((94 - light) / 10, 0, 1) * np.clip((6.5 - rough) / 3, 0, 1)
    night = float(light[sky > 0.5].mean()) < 36 if (sky > 0.5).any() else False
    high, low = (np.array(_NIGHT),) * 2 if night else (np.array(_SKY_HIGH), np.array(_SKY_LOW))
    depth = np.clip(y / max(0.15, float((sky.max(axis=1) > 0.5).mean())), 0, 1)[..., None]
    tones = np.empty((height, width, 2), np.float32)
    tones[:] = _NEUTRAL
    for share, tone in ((leaves, np.array(_LEAVES)), (sky, high * (1 - depth) + low * depth), (skin, np.array(_SKIN))):
        mixed = cv2.GaussianBlur(np.asarray(share, np.float32), (0, 0), 2.0)[..., None]
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
    bright = usual > 60 and usual > rest - 12
    if not bright and (usual > 30 or seeds.mean() < 0.6):  # neither a day's sky nor a night's: a wall
        return np.zeros_like(light)
    near = calm & (light > usual - 18) & (light > 8) & (subject < 0.5)
    near[round(0.8 * height) :] = False
    found = np.asarray(cv2.morphologyEx(near.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    _, labels = cv2.connectedComponents(found)
    kept = [one for one in np.unique(labels[:edge]) if one and (labels == one).mean() > 0.02]
    return np.isin(labels, kept).astype(np.float32)


def _follow(light: Plane, tones: Plane, radius: int) -> tuple[Plane, Plane]:
    """The tones as a line of the lightness in each window (guided filter, He et al. 2013): slope and offset."""

    def mean(plane: Real) -> Plane:
        out = np.asarray(cv2.blur(plane, (2 * radius + 1,) * 2), np.float32)
        return out

    level, tone = mean(light), mean(tones)
    spread = mean(light * light) - level * level
    slope = (mean(light[..., None] * tones) - level[..., None] * tone) / (spread + 30.0)[..., None]
    return mean(slope), mean(tone - slope * level[..., None])
