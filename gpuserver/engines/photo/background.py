"""What happens behind the subject: cut away, blurred, replaced."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from core.lexicon import color_key
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.matte import Matte, clean_edges, subject_matte

Backdrop = Callable[[str, int, int], Pixels | None]
"""(words, width, height) -> a drawn setting, or None when it cannot be drawn."""

_PLAIN = {
    "red": (200, 48, 44), "orange": (236, 140, 60), "yellow": (248, 214, 96), "green": (96, 160, 104), "blue": (62, 104, 190),
    "sky blue": (150, 204, 236), "purple": (128, 92, 176), "pink": (242, 168, 190), "brown": (128, 92, 64), "black": (18, 18, 20),
    "white": (255, 255, 255), "gray": (190, 190, 194), "gold": (212, 170, 70), "silver": (200, 204, 210), "beige": (236, 224, 202),
    "turquoise": (80, 186, 180), "navy": (30, 44, 90), "teal": (32, 124, 128), "cream": (250, 242, 222),
}  # fmt: skip


def cut_out(pixels: Pixels, watch: Watch) -> Pixels:
    """The subject on transparency. Raises ProblemError where none stands out."""
    matte = subject_matte(pixels, watch)
    rgb = clean_edges(np.ascontiguousarray(pixels[..., :3]), matte)
    return np.dstack([rgb, np.rint(matte * 255).astype(np.uint8)])


def blur(pixels: Pixels, watch: Watch) -> Pixels:
    """The background out of focus, without a halo of the subject's colours."""
    matte = subject_matte(pixels, watch)
    rgb = np.ascontiguousarray(pixels[..., :3])
    radius = max(2.0, max(rgb.shape[:2]) / 70)
    behind = _without_subject(rgb, matte, radius)
    watch.progress(0.9)
    return _over(rgb, matte, behind)


def replace(pixels: Pixels, words: str, backdrop: Backdrop | None, watch: Watch) -> Pixels:
    """The subject before another setting. Raises ProblemError (cannot_draw) for words that name none it has."""
    height, width = pixels.shape[:2]
    behind = _plain(words, width, height)
    if behind is None and backdrop is not None:
        behind = backdrop(words, width, height)
    if behind is None:
        raise ProblemError(Code.CANNOT_DRAW, f"no background is known for {words!r}", words=words)
    matte = subject_matte(pixels, watch)
    rgb = clean_edges(np.ascontiguousarray(pixels[..., :3]), matte)
    return _over(rgb, matte, behind[..., :3])


def _plain(words: str, width: int, height: int) -> Pixels | None:
    """A wall of one colour, a little darker towards its foot."""
    stripped = (
        words.lower().replace("background", "").replace("plain", "").replace("solid", "").replace("纯", "").strip()
    )
    color = color_key(stripped)
    if color not in _PLAIN:
        return None
    wall = np.empty((height, width, 3), np.float32)
    wall[:] = _PLAIN[color]
    if color not in {"white", "black"}:
        wall *= np.linspace(1.03, 0.93, height, dtype=np.float32)[:, None, None]
    return np.clip(wall, 0, 255).astype(np.uint8)


def _without_subject(rgb: Pixels, matte: Matte, radius: float) -> Pixels:
    """The blurred background, from background pixels only (normalised convolution), on a small copy where it is large."""
    height, width = rgb.shape[:2]
    scale = min(1.0, 6.0 / radius)
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    weight = 1.0 - cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    weight = np.clip((weight - 0.3) / 0.6, 0.0, 1.0) + 1e-4
    spread = cv2.GaussianBlur(small * weight[..., None], (0, 0), radius * scale)
    soft = np.asarray(spread, np.float32) / cv2.GaussianBlur(weight, (0, 0), radius * scale)[..., None]
    grown = cv2.resize(np.asarray(soft, np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(grown, 0, 255).astype(np.uint8)


def _over(rgb: Pixels, matte: Matte, behind: Pixels) -> Pixels:
    share = matte[..., None]
    return np.clip(np.rint(rgb * share + behind * (1 - share)), 0, 255).astype(np.uint8)
