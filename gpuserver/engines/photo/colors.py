"""Colour words and photos: how well each pixel fits a word, and the colour that a word asks for.

Hues are angles in CIE LCh (D65), where red is at 40°, yellow at 103°, green at 136° and blue at 306°.
"""

from __future__ import annotations

import re
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.lexicon import color_key
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, Real
from gpuserver.raster.lab import to_lab

_HUES: Final = {
    "red": (30, 26), "crimson": (22, 24), "orange": (60, 24), "ginger": (64, 20), "yellow": (95, 20), "gold": (84, 18),
    "lime": (118, 18), "green": (138, 34), "olive": (108, 22), "mint": (165, 24), "turquoise": (194, 26), "teal": (200, 26),
    "cyan": (205, 24), "sky blue": (242, 28), "blue": (272, 36), "navy": (280, 36), "purple": (314, 24), "magenta": (334, 20),
    "pink": (358, 26), "coral": (40, 18), "peach": (58, 18),
}  # fmt: skip
"""Word -> hue and how far from it still counts, degrees."""
_DULL: Final = {
    "brown": (60, 26, 12, 52), "tan": (72, 20, 45, 80), "beige": (80, 28, 70, 97), "cream": (90, 28, 82, 100),
}  # fmt: skip
"""Word -> hue, how far from it still counts (degrees), least and greatest lightness (L)."""
_GRAYS: Final = {"black": (-8, 26), "gray": (28, 78), "silver": (48, 88), "white": (66, 108)}
"""Word -> least and greatest lightness (L)."""

PAINTS: Final = {
    "red": (200, 40, 40), "crimson": (140, 22, 44), "orange": (238, 130, 40), "ginger": (206, 120, 54), "yellow": (244, 208, 56),
    "gold": (212, 168, 62), "green": (52, 140, 70), "lime": (158, 208, 50), "olive": (118, 120, 48), "mint": (150, 214, 182),
    "turquoise": (60, 184, 176), "teal": (28, 118, 122), "cyan": (60, 190, 214), "sky blue": (126, 190, 234), "blue": (44, 92, 190),
    "navy": (30, 44, 96), "purple": (122, 66, 170), "magenta": (200, 50, 140), "pink": (240, 150, 182), "coral": (240, 122, 100),
    "peach": (246, 188, 150), "brown": (116, 76, 48), "tan": (196, 160, 118), "beige": (226, 210, 182), "cream": (246, 236, 208),
    "black": (34, 34, 36), "gray": (138, 138, 142), "silver": (186, 190, 196), "white": (238, 238, 236),
}  # fmt: skip
"""Word -> sRGB of paint of that colour in ordinary light."""

_SHADE: Final = re.compile(r"^(dark|deep|light|pale|bright|深|暗|浅|淡|亮)\s*")
_HEX: Final = re.compile(r"^#?([0-9a-f]{6})$")


def fit(lab: Plane, color: str) -> Plane:
    """How well each pixel fits the word `color` (0..1); shade and light change it little."""
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    if color in _GRAYS:
        low, high = _GRAYS[color]
        most = 26.0 if color == "white" else 18.0  # a white thing in the evening is yellow
        return np.asarray(_window(light, low, high, 8.0) * np.clip((most - chroma) / 9.0, 0, 1), np.float32)
    share = chroma / np.maximum(np.hypot(chroma, light), 1.0)
    if color in _DULL:
        hue, reach, low, high = _DULL[color]
        strong = _window(share, 0.10, 0.78, 0.08) * _window(light, low, high, 6.0)
    else:
        hue, reach = _HUES[color]
        strong = np.clip((share - 0.16) / 0.22, 0, 1) * np.clip((chroma - 5.0) / 9.0, 0, 1)
        if color == "pink":  # a light or purplish red
            strong = strong * np.clip((light - 38) / 15, 0, 1)
        if color in {"navy", "crimson"}:
            strong = strong * np.clip((52 - light) / 10, 0, 1)
    return np.asarray(strong * hue_fit(lab, hue, reach), np.float32)


def is_gray(color: str) -> bool:
    """Whether `color` is told by its lightness and has no hue."""
    return color in _GRAYS


def like(lab: Plane, part: NDArray[np.bool_]) -> Plane:
    """How near each pixel's hue is to the usual one of `part` (0..1), by how much the hue varies there."""
    a, b = lab[..., 1][part], lab[..., 2][part]
    hue = float(np.degrees(np.arctan2(np.median(b), np.median(a))))
    away = np.abs((np.degrees(np.arctan2(b, a)) - hue + 180) % 360 - 180)
    return hue_fit(lab, hue, float(np.clip(2.0 * np.percentile(away, 68), 7, 22)))


def hue_fit(lab: Plane, hue: float, reach: float) -> Plane:
    """1 within 0.6 `reach` degrees of `hue`, 0 beyond 1.4 of it."""
    angle = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    away = np.abs((angle - hue + 180) % 360 - 180)
    wide = reach * (1 + np.clip(18 - lab[..., 0], 0, 18) / 12)  # the hue of what is almost black says little
    return np.asarray(np.clip((1.4 * wide - away) / (0.8 * wide), 0, 1), np.float32)


def purity(lab: Plane, color: str) -> Plane:
    """How near to the middle of the word `color` each pixel's hue is, and how strong for its light (0..1)."""
    hue, reach = _DULL[color][:2] if color in _DULL else _HUES[color]
    away = np.abs((np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) - hue + 180) % 360 - 180)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    share = chroma / np.maximum(np.hypot(chroma, lab[..., 0]), 1.0)
    strong = np.ones_like(share) if color in _DULL else 0.3 + 0.7 * np.clip(share / 0.72, 0, 1) ** 2
    return np.asarray(strong * np.clip(1 - 0.5 * away / reach, 0.2, 1), np.float32)


def one_paint(lab: Plane) -> float:
    """The share of pixels (n × 3) of the one hue and strength that most of them have, whatever the light on them."""
    lit = lab[lab[:, 0] > 12]
    if len(lit) == 0:
        return 1.0
    tone = lit[:, 1:] / np.linalg.norm(lit, axis=1, keepdims=True)
    cells = np.clip((tone + 1) * 20, 0, 39).astype(np.intp)
    counts = np.bincount(cells[:, 0] * 40 + cells[:, 1], minlength=1600).reshape(40, 40).astype(np.float32)
    at = np.unravel_index(int(cv2.GaussianBlur(counts, (0, 0), 2).argmax()), counts.shape)
    usual = (np.array(at) + 0.5) / 20 - 1
    return float((np.linalg.norm(tone - usual, axis=1) < 0.2).mean())


def _window(values: Real, low: float, high: float, soft: float) -> Real:
    return np.clip((values - low) / soft + 0.5, 0, 1) * np.clip((high - values) / soft + 0.5, 0, 1)


def paint(words: str) -> tuple[float, float, float] | None:
    """CIE Lab of the colour that `words` name ("teal", "dark green", "浅蓝色", "#30a0ff"); None for no colour."""
    text = words.strip().lower()
    if match := _HEX.match(text):
        return _lab(bytes.fromhex(match[1]))
    key = color_key(text)
    shade = _SHADE.match(text)
    if key not in PAINTS and shade:
        key = color_key(text[shade.end() :])
    elif key in PAINTS:
        shade = None
    if key not in PAINTS:
        return None
    light, a, b = _lab(bytes(PAINTS[key]))
    if shade and shade[1] in {"dark", "deep", "深", "暗"}:
        return light * 0.66, a * 0.85, b * 0.85
    if shade and shade[1] in {"light", "pale", "浅", "淡"}:
        return light + (100 - light) * 0.45, a * 0.7, b * 0.7
    return (min(92.0, light * 1.12), a * 1.15, b * 1.15) if shade else (light, a, b)


def _lab(rgb: bytes) -> tuple[float, float, float]:
    one: Pixels = np.frombuffer(rgb, np.uint8).reshape(1, 1, 3)
    light, a, b = (float(part) for part in to_lab(one)[0, 0])
    return light, a, b
