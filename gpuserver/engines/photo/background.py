"""What happens behind the subject: cut away, blurred, replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from core.lexicon import color_key
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, bands, enlarged, to_rgb
from gpuserver.engines.photo.light import match
from gpuserver.engines.photo.matte import EdgeColors, Matte, subject_matte
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.place import SIDE, Place, photographed
from gpuserver.raster.lab import to_lab

Backdrop = Callable[[str, int, int], Pixels | None]
"""(words, width, height) -> a drawn setting, or None when it cannot be drawn."""

_PLAIN: Final = {
    "red": (200, 48, 44), "orange": (236, 140, 60), "yellow": (248, 214, 96), "green": (96, 160, 104), "blue": (62, 104, 190),
    "sky blue": (150, 204, 236), "purple": (128, 92, 176), "pink": (242, 168, 190), "brown": (128, 92, 64), "black": (18, 18, 20),
    "white": (255, 255, 255), "gray": (190, 190, 194), "gold": (212, 170, 70), "silver": (200, 204, 210), "beige": (236, 224, 202),
    "turquoise": (80, 186, 180), "navy": (30, 44, 90), "teal": (32, 124, 128), "cream": (250, 242, 222),
}  # fmt: skip
_WALL_WORDS: Final = re.compile(r"\b(?:an?|the|background|backdrop|plain|solid|empty)\b|纯|背景|的")
_STUDIO: Final = frozenset({"studio", "photo studio", "photo  studio", "影棚", "摄影棚", "工作室"})
_WALL_SIDE: Final = 64
_WALL_GRAIN: Final = 1.6
"""Grey levels."""


def cut_out(pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
    """The subject on transparency. Raises ProblemError where none stands out."""
    matte = subject_matte(pixels, watch, people)
    out = np.empty((*matte.shape, 4), np.uint8)
    edges = EdgeColors(pixels, matte)
    for rows in bands(*matte.shape):
        out[rows, :, :3] = edges.rows(pixels[rows, :, :3], matte[rows], rows)
        out[rows, :, 3] = np.rint(matte[rows] * 255)
    return out


def blur(pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
    """The background out of focus, without a halo of the subject's colours."""
    matte = subject_matte(pixels, watch, people)
    shape = matte.shape
    soft = _without_subject(pixels, matte, max(2.0, max(shape) / 70))
    watch.progress(0.8)
    out = np.empty((*shape, 3), np.uint8)
    for rows in bands(*shape):
        out[rows] = _over(pixels[rows, :, :3], matte[rows], enlarged(soft, (shape[0], shape[1]), rows))
        watch.progress(0.8 + 0.2 * rows.stop / shape[0])
    return out


def replace(
    pixels: Pixels, words: str, backdrop: Backdrop | None, watch: Watch, people: People | None = None
) -> Pixels:
    """The subject before another setting, in that setting's light and with a soft shadow at its foot.

    Raises ProblemError (cannot_draw) for words that name no setting it has, and where no subject stands out.
    """
    height, width = pixels.shape[:2]
    wall = _wall(words, height, width)
    drawn = _drawn(words, backdrop, pixels) if wall is None and backdrop is not None else None
    if wall is None and drawn is None:
        raise ProblemError(Code.CANNOT_DRAW, f"no background is known for {words!r}", words=words)
    matte = subject_matte(pixels, watch, people)
    behind = photographed(drawn, pixels, matte) if drawn is not None else wall
    assert behind is not None
    edges, light = EdgeColors(pixels, matte), match(pixels, matte, behind.small)
    out = np.empty((height, width, 3), np.uint8)
    for rows in bands(height, width):
        here = behind.rows(rows)
        lit = to_rgb(light.on(to_lab(edges.rows(pixels[rows, :, :3], matte[rows], rows))))
        inner = matte[rows] * (1 - enlarged(light.wrap, (height, width), rows))
        kept = 1 - enlarged(light.shadow, (height, width), rows)[..., None]
        out[rows] = _over(lit, inner, here * kept)
        watch.progress(0.8 + 0.2 * rows.stop / height)
    return out


def _drawn(words: str, backdrop: Backdrop, pixels: Pixels) -> Pixels | None:
    """The drawn place in the shape of `pixels`, and small."""
    height, width = pixels.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    return backdrop(words, max(8, round(width * scale)), max(8, round(height * scale)))


def _wall(words: str, height: int, width: int) -> Place | None:
    """A wall of one colour, a little darker towards its foot; a studio's is lit from above the middle."""
    stripped = _WALL_WORDS.sub(" ", words.lower()).strip()
    color = "gray" if stripped in _STUDIO else color_key(stripped)
    if color not in _PLAIN:
        return None
    y, x = np.mgrid[0:_WALL_SIDE, 0:_WALL_SIDE].astype(np.float32) / (_WALL_SIDE - 1)
    light = 1.03 - 0.1 * y
    if stripped in _STUDIO:
        light = 1.12 - 0.5 * np.clip(np.hypot(1.1 * (x - 0.5), y - 0.38), 0, 0.9) ** 1.6
    if color in {"white", "black"}:
        light = np.ones_like(light)
    wall = np.clip(light[..., None] * np.array(_PLAIN[color], np.float32), 0, 255)
    return Place(np.asarray(wall, np.float32), _WALL_GRAIN if stripped in _STUDIO else 0.0, (height, width))


def _without_subject(pixels: Pixels, matte: Matte, radius: float) -> Plane:
    """The blurred background, from background pixels only (normalised convolution), on a small copy where it is large."""
    height, width = matte.shape
    scale = min(1.0, 6.0 / radius)
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)[..., :3].astype(np.float32)
    weight = 1.0 - cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    weight = np.clip((weight - 0.3) / 0.6, 0.0, 1.0) + 1e-4
    spread = cv2.GaussianBlur(small * weight[..., None], (0, 0), radius * scale)
    soft = np.asarray(spread, np.float32) / cv2.GaussianBlur(weight, (0, 0), radius * scale)[..., None]
    return np.asarray(soft, np.float32)


def _over(rgb: Pixels, matte: Matte, behind: Pixels | Plane) -> Pixels:
    share = matte[..., None]
    return np.clip(np.rint(rgb * share + behind * (1 - share)), 0, 255).astype(np.uint8)
