"""Looks over a photo: every one that is asked for, in one pass of its bands, in linear light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from core.looks import Look, merged
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import bands
from gpuserver.engines.photo.looks import light, seasons, tone, weather
from gpuserver.engines.photo.looks.frame import Band, Frame, Maker, to_linear, to_srgb

_MAKERS: Final[dict[str, Maker]] = {
    "autumn": seasons.autumn, "winter": seasons.winter, "snow": weather.snow, "rain": weather.rain,
    "fog": weather.fog, "day": light.day, "sunset": light.sunset, "night": light.night, "warm": tone.warm,
    "cool": tone.cool, "colorful": tone.colorful, "muted": tone.muted,
}  # fmt: skip


def render(pixels: Pixels, looks: Sequence[Look], watch: Watch) -> Pixels:
    """`pixels` with `looks`; size and alpha stay. The same pixels and looks give the same result. Raises Cancelled."""
    frame = Frame.of(pixels)
    grades = [_MAKERS[one.name](frame, one) for one in merged(tuple(looks))]
    out = pixels.copy()
    for rows in bands(*frame.shape):
        rgb = np.ascontiguousarray(pixels[rows, :, :3])
        sky = frame.sky.rows(rgb, rows) if frame.sky else np.zeros(rgb.shape[:2], np.float32)
        band, graded = Band(frame, rows, sky), to_linear(rgb)
        for grade in grades:
            graded = grade(graded, band)
        out[rows, :, :3] = to_srgb(graded)
        watch.progress(rows.stop / frame.shape[0])
    return out
