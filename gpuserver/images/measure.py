"""What can be measured of any picture: size, the colours that cover it by name, brightness, transparency."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.seen import Seen, SeenColor
from gpuserver.engines.base import Pixels

_NAMED: Final = {
    "black": ["#101010", "#2B2B2B"], "white": ["#FFFFFF", "#F4F4F2"], "gray": ["#808080", "#B0B0B0", "#585858"],
    "red": ["#D62828", "#A01818"], "orange": ["#F28C28", "#E07A1F", "#FBA14F"], "yellow": ["#FFD93B", "#F2E35A"],
    "green": ["#3A9D4B", "#1F5F2E", "#7DBB5A"], "blue": ["#2456C8", "#16307A", "#0808F0"],
    "sky blue": ["#7EC3EC", "#A9DDF0"],
    "purple": ["#7A3FB0", "#B48AD8", "#3E2A5E"], "pink": ["#F59AB5", "#E8508C"],
    "brown": ["#7A4A28", "#4E3020", "#A6764A"],
    "beige": ["#E8D8B8", "#F3E7D0", "#D9B27C"], "turquoise": ["#35B5B0", "#1F7F86"],
}  # fmt: skip
_SIDE: Final = 96
_LEAST: Final = 0.04


def measure(pixels: Pixels) -> Seen:
    """The facts of `pixels`. Transparent parts count neither for colour nor for brightness."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    transparent = pixels.shape[2] == 4 and bool((pixels[..., 3] < 250).any())
    rgb = small.reshape(-1, small.shape[2])
    if transparent:
        rgb = rgb[rgb[:, 3] > 127] if bool((rgb[:, 3] > 127).any()) else rgb
    rgb = np.ascontiguousarray(rgb[:, :3])
    luminance = rgb @ np.array([0.2126, 0.7152, 0.0722])
    return Seen(
        width=width,
        height=height,
        colors=_colors(rgb),
        brightness=round(float(luminance.mean()) / 255.0, 3),
        transparent=transparent,
    )


def _colors(rgb: Pixels) -> tuple[SeenColor, ...]:
    """The names of the nearest reference colours in CIELAB, by the share that they cover."""
    names, references = _references()
    lab = _lab(rgb)
    distance = ((lab[:, None, :] - references[None, :, :]) ** 2).sum(axis=2)
    nearest = distance.argmin(axis=1)
    shares: dict[str, float] = {}
    for index, count in enumerate(np.bincount(nearest, minlength=len(names))):
        shares[names[index]] = shares.get(names[index], 0.0) + float(count) / len(rgb)
    ordered = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(SeenColor(name=name, share=round(share, 3)) for name, share in ordered if share >= _LEAST)[:5]


def color_of(rgb: Pixels) -> str | None:
    """The name of the colour that covers most of `rgb` (n × 3); None for no pixels."""
    return _colors(rgb)[0].name if len(rgb) else None


def _references() -> tuple[list[str], np.ndarray]:
    pairs = [(name, value) for name, values in _NAMED.items() for value in values]
    rgb = np.array([[int(value[i : i + 2], 16) for i in (1, 3, 5)] for _, value in pairs], np.uint8)
    return [name for name, _ in pairs], _lab(rgb)


def _lab(rgb: Pixels) -> np.ndarray:
    scaled = (rgb.reshape(1, -1, 3).astype(np.float32)) / 255.0
    return cv2.cvtColor(scaled, cv2.COLOR_RGB2LAB).reshape(-1, 3)
