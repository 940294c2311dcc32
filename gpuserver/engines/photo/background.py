"""What happens behind the subject: cut away, blurred, replaced."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from core.lexicon import color_key
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, bands, enlarged, to_rgb
from gpuserver.engines.photo.light import match
from gpuserver.engines.photo.matte import EdgeColors, Matte, subject_matte
from gpuserver.engines.photo.people import People
from gpuserver.raster.lab import to_lab

Backdrop = Callable[[str, int, int], Pixels | None]
"""(words, width, height) -> a drawn setting, or None when it cannot be drawn."""

_PLAIN = {
    "red": (200, 48, 44), "orange": (236, 140, 60), "yellow": (248, 214, 96), "green": (96, 160, 104), "blue": (62, 104, 190),
    "sky blue": (150, 204, 236), "purple": (128, 92, 176), "pink": (242, 168, 190), "brown": (128, 92, 64), "black": (18, 18, 20),
    "white": (255, 255, 255), "gray": (190, 190, 194), "gold": (212, 170, 70), "silver": (200, 204, 210), "beige": (236, 224, 202),
    "turquoise": (80, 186, 180), "navy": (30, 44, 90), "teal": (32, 124, 128), "cream": (250, 242, 222),
}  # fmt: skip


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
    behind = _plain(words, width, height)
    if behind is None and backdrop is not None:
        behind = backdrop(words, width, height)
    if behind is None:
        raise ProblemError(Code.CANNOT_DRAW, f"no background is known for {words!r}", words=words)
    matte = subject_matte(pixels, watch, people)
    edges, light = EdgeColors(pixels, matte), match(pixels, matte, behind)
    out = np.empty((height, width, 3), np.uint8)
    for rows in bands(height, width):
        lab = to_lab(edges.rows(pixels[rows, :, :3], matte[rows], rows))
        kept = 1 - enlarged(light.shadow, (height, width), rows)[..., None]
        out[rows] = _over(to_rgb(light.on(lab)), matte[rows], behind[rows, :, :3] * kept)
        watch.progress(0.8 + 0.2 * rows.stop / height)
    return out


def _plain(words: str, width: int, height: int) -> Pixels | None:
    """A wall of one colour, a little darker towards its foot."""
    stripped = (
        words.lower().replace("background", "").replace("plain", "").replace("solid", "").replace("纯", "").strip()
    )
    color = color_key(stripped)
    if color not in _PLAIN:
        return None
    column = np.full((height, 3), _PLAIN[color], np.float32)
    if color not in {"white", "black"}:
        column *= np.linspace(1.03, 0.93, height, dtype=np.float32)[:, None]
    wall = np.clip(column, 0, 255).astype(np.uint8)
    return np.broadcast_to(wall[:, None], (height, width, 3))


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
