"""Another colour for one thing in a photo: its hue is moved, its texture, lights and shadows stay (CIE LCh)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo import colors
from gpuserver.engines.photo.bands import Plane, bands, shrunk, to_rgb
from gpuserver.engines.photo.find import find
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.softmask import soften
from gpuserver.raster.lab import to_lab

_COLORED = 18.0
"""Chroma from which a thing is called coloured: then only what has its hue is painted (not a car's tyres)."""

_YELLOWS = (np.radians(68), np.radians(112))
_BROWNER = np.radians(26)
"""How far the hue of a yellow thing turns to red in its deepest shade."""


@dataclass(frozen=True)
class _Coat:
    """The colour that a thing has now and the one that it gets, in LCh (hues in radians)."""

    light: float
    chroma: float
    hue: float
    to_light: float
    to_chroma: float
    to_hue: float
    named: bool
    """Whether the user named the colour that it has now."""


def recolor(pixels: Pixels, words: str, color: str, watch: Watch, people: People | None = None) -> Pixels:
    """`pixels` with the thing that `words` name painted in `color`.

    Raises ProblemError: cannot_draw for words that are no colour, not_in_photo where the thing is not found.
    """
    target = colors.paint(color)
    if target is None:
        raise ProblemError(Code.CANNOT_DRAW, f"no colour is known by the name {color!r}", words=color)
    hard, wanted = find(pixels, words, watch, people)
    coat = _coat(pixels, hard, target, named=wanted.color is not None and wanted.stuff is None)
    soft = soften(pixels, hard)
    watch.progress(0.4)
    out = pixels.copy()
    top, bottom = _extent(hard, len(pixels))
    for rows in bands(*pixels.shape[:2]):
        if rows.stop <= top or rows.start >= bottom:
            continue
        rgb = np.ascontiguousarray(pixels[rows, :, :3])
        mask = soft.rows(rgb, rows)
        if mask.max() > 0:
            lab = to_lab(rgb)
            painted = _painted(lab, mask, coat)
            changed = mask > 1 / 510
            out[rows, :, :3] = np.where(changed[..., None], to_rgb(painted), rgb)
        watch.progress(0.4 + 0.6 * rows.stop / len(pixels))
    return out


def _extent(hard: Plane, height: int) -> tuple[int, int]:
    """First and last row at full size that the mask can reach, with room for its soft edge."""
    at = np.flatnonzero(hard.max(axis=1) > 0)
    room, scale = len(hard) // 20 + 2, height / len(hard)
    return int((at[0] - room) * scale), int((at[-1] + 1 + room) * scale)


def _coat(pixels: Pixels, hard: Plane, target: tuple[float, float, float], *, named: bool) -> _Coat:
    lab = to_lab(shrunk(pixels, max(hard.shape)))
    inside = cv2.erode(hard, np.ones((3, 3), np.uint8)) > 0.5
    inside = inside if inside.sum() > 20 else hard > 0.5
    light, a, b = (lab[..., channel][inside] for channel in range(3))
    chroma = np.hypot(a, b)
    strong = chroma >= np.percentile(chroma, 35)
    hue = float(np.arctan2(b[strong].mean(), a[strong].mean()))
    usual = float(np.median(chroma[strong]))
    to_light, to_a, to_b = target
    return _Coat(
        float(np.median(light[strong] if usual > _COLORED else light)), usual, hue,
        to_light, float(np.hypot(to_a, to_b)), float(np.arctan2(to_b, to_a)), named,
    )  # fmt: skip


def _painted(lab: Plane, mask: Plane, coat: _Coat) -> Plane:
    light, a, b = lab[..., 0], lab[..., 1], lab[..., 2]
    chroma, hue = np.hypot(a, b), np.arctan2(b, a)
    away = (hue - coat.hue + np.pi) % (2 * np.pi) - np.pi
    share = mask
    if coat.chroma > _COLORED and coat.named:
        # what has another hue is another thing; what has hardly any is glass, tyre or a light's reflection
        alike = np.clip((np.radians(75) - np.abs(away)) / np.radians(30), 0, 1)
        bare = np.clip((0.30 - chroma / coat.chroma) / 0.2, 0, 1)
        share = mask * np.maximum(alike, bare)
        shift = 1 - bare * 0.9
    else:
        shift = np.ones_like(mask)
    # lightness: a curve with black and white fixed that takes what is usual part of the way to the paint's
    goal = coat.light + (0.85 if coat.to_chroma < 8 else 0.6) * (coat.to_light - coat.light)
    bend = np.log(np.clip(goal, 6, 94) / 100) / np.log(np.clip(coat.light, 6, 94) / 100)
    curved = 100 * (np.clip(light, 0, 100) / 100) ** np.clip(bend, 0.4, 2.6)
    new_light = light + (curved - light) * shift
    # chroma: in the proportion in which each pixel had it; a grey thing takes it by its light
    floor = 2.0 if coat.chroma > _COLORED else 14.0
    ratio = np.clip((chroma + floor) / (coat.chroma + floor), 0, 1.5)
    glare = np.clip((new_light - 88) / 12, 0, 1)
    new_chroma = coat.to_chroma * ratio * (1 - 0.75 * glare) * np.clip(new_light / 22, 0.25, 1)
    new_hue = coat.to_hue + np.clip(away, -0.8, 0.8) * (0.35 if coat.chroma > _COLORED else 0.0)
    if _YELLOWS[0] < coat.to_hue < _YELLOWS[1]:  # the shade of yellow and of gold is brown; of the same hue it is olive
        new_hue = new_hue - _BROWNER * np.clip((coat.to_light - new_light) / 50, 0, 1)
    goals = np.dstack([new_light, new_chroma * np.cos(new_hue), new_chroma * np.sin(new_hue)])
    return np.asarray(lab + (goals - lab) * share[..., None], np.float32)
