"""Colours as "#RRGGBB" text, and the little arithmetic on them that drawing needs."""

from __future__ import annotations

import colorsys
import re

import numpy as np
import skia
from numpy.typing import NDArray

INK = "#2B2238"
"""The darkest colour allowed; pure black never."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def is_hex(text: str) -> bool:
    """Whether `text` is "#RGB" or "#RRGGBB"."""
    return bool(_HEX.fullmatch(text))


def rgb(color: str) -> NDArray[np.float64]:
    """Red, green, blue of "#RRGGBB" or "#RGB", 0..255."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)], float)


def to_hex(values: NDArray[np.float64]) -> str:
    """ "#RRGGBB" of three values, clipped to 0..255."""
    return "#{:02X}{:02X}{:02X}".format(*(round(float(value)) for value in np.clip(values, 0, 255)))


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0..1) of `second` mixed in."""
    return to_hex(rgb(first) * (1 - share) + rgb(second) * share)


def multiply(first: str, second: str) -> str:
    """The two colours as filters one behind the other."""
    return to_hex(rgb(first) * rgb(second) / 255)


def luminance(color: str) -> float:
    """Weighted brightness, 0..255."""
    return float(rgb(color) @ np.array([0.3, 0.59, 0.11]))


def hls(color: str) -> tuple[float, float, float]:
    """Hue, lightness, saturation, each 0..1."""
    red, green, blue = rgb(color) / 255
    return colorsys.rgb_to_hls(float(red), float(green), float(blue))


def from_hls(hue: float, lightness: float, saturation: float) -> str:
    """The colour of a hue (any number, wrapped), lightness and saturation (clipped to 0..1)."""
    light, vivid = min(1.0, max(0.0, lightness)), min(1.0, max(0.0, saturation))
    return to_hex(np.array(colorsys.hls_to_rgb(hue % 1, light, vivid)) * 255)


def skia_color(color: str, alpha: float = 1.0) -> int:
    """The colour as Skia takes it, with `alpha` 0..1."""
    red, green, blue = (int(value) for value in rgb(color))
    return skia.Color(red, green, blue, round(255 * min(1.0, max(0.0, alpha))))
