"""Words written over a photo: as large as their place allows, light or dark by what lies under them, with a soft halo."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np
import skia

from core.problems import Code, ProblemError
from core.writing import Writing
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane
from gpuserver.raster.lettering import line_of

_WIDE: Final = 0.86
"""Widest line, as a share of the photo's width."""
_TALL: Final = 0.085
"""Tallest capital, as a share of the photo's shorter side."""
_EDGE: Final = 0.055
"""From the photo's edge to the words, as a share of its shorter side."""
_LEADING: Final = 1.5
"""From one line to the next, in heights of a capital."""
_SMALL: Final = 0.045
"""Height of a capital, as a share of the shorter side, under which the words take another line."""
_LINES: Final = 4
_LIGHT: Final = np.array([255, 250, 240], np.float32)
_DARK: Final = np.array([30, 24, 34], np.float32)
_HALO: Final = 0.62
"""How much of the halo's colour lies under the words."""


def write(pixels: Pixels, writing: Writing) -> Pixels:
    """`pixels` with the words. Raises ProblemError (cannot_draw) where a letter cannot be drawn on this machine."""
    lines, size = _set(writing.words, *pixels.shape[:2])
    mask, top, left = _mask(lines, size, writing.place, pixels.shape[:2])
    rows, columns = slice(top, top + mask.shape[0]), slice(left, left + mask.shape[1])
    out = pixels.copy()
    under = pixels[rows, columns, :3].astype(np.float32)
    lit = mask > 0.5
    light = float(cv2.cvtColor(under, cv2.COLOR_RGB2GRAY)[lit].mean()) if lit.any() else 0.0
    ink, halo = (_DARK, _LIGHT) if light > 165 else (_LIGHT, _DARK)
    soft = np.clip(cv2.GaussianBlur(mask, (0, 0), max(1.0, 0.14 * size)) * 1.6, 0, 1)[..., None] * _HALO
    shaded = under + (halo - under) * soft
    out[rows, columns, :3] = np.rint(shaded + (ink - shaded) * mask[..., None])
    if pixels.shape[2] == 4:
        out[rows, columns, 3] = np.maximum(pixels[rows, columns, 3], np.rint(255 * mask))
    return out


def _set(words: str, height: int, width: int) -> tuple[list[skia.Path], float]:
    """The words in as few lines as keep them large, and the height of a capital in px."""
    short = min(height, width)
    best: tuple[list[skia.Path], float] = ([], 0.0)
    for count in range(1, _LINES + 1):
        lines = [line_of(line) for line in _broken(words, count)]
        if any(line is None for line in lines):
            raise ProblemError(Code.CANNOT_DRAW, f"no font on this machine has all letters of {words!r}", words=words)
        paths = [line for line in lines if line is not None]
        widest = max(path.getBounds().width() for path in paths)
        size = min(_TALL * short, 100 * _WIDE * width / widest)
        if size > 1.15 * best[1]:
            best = paths, size
        if best[1] >= _SMALL * short:
            break
    return best


def _broken(words: str, count: int) -> list[str]:
    """The words in at most `count` lines of about one length; between letters where there are no spaces."""
    parts = words.split()
    gap = " "
    if len(parts) < count:
        parts, gap = list(words), ""
    ends = np.cumsum([len(part) + len(gap) for part in parts])
    cuts = [0, *(int(np.searchsorted(ends, ends[-1] * at / count)) + 1 for at in range(1, count)), len(parts)]
    lines = (gap.join(parts[start:stop]).strip() for start, stop in pairwise(cuts))
    return [line for line in lines if line]


def _mask(lines: list[skia.Path], size: float, place: str, shape: tuple[int, int]) -> tuple[Plane, int, int]:
    """Coverage (0..1) of the words with room for their halo, and its top and left in the photo."""
    height, width = shape
    room, scale = 0.6 * size, size / 100
    tall = size * (1 + _LEADING * (len(lines) - 1))
    edge = _EDGE * min(height, width)
    first = {"top": edge, "middle": (height - tall) / 2, "bottom": height - edge - tall}[place]
    widest = max(path.getBounds().width() for path in lines) * scale
    left, top = max(0, int((width - widest) / 2 - room)), max(0, int(first - room))
    right, bottom = min(width, int((width + widest) / 2 + room) + 1), min(height, int(first + tall + room) + 1)
    surface = skia.Surface(right - left, bottom - top)
    paint = skia.Paint(AntiAlias=True, Color=skia.ColorWHITE)
    with surface as canvas:
        for at, path in enumerate(lines):
            x = width / 2 - path.getBounds().centerX() * scale - left
            canvas.save()
            canvas.translate(x, first + at * _LEADING * size - top)
            canvas.scale(scale, scale)
            canvas.drawPath(path, paint)
            canvas.restore()
    return np.asarray(surface.toarray()[..., 3] / np.float32(255), np.float32), top, left
