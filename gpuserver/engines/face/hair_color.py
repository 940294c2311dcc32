"""Another hair colour: the strands keep their light and shade, and the change of the hair's colour is composited.

Blending recoloured pixels over the photo leaves a bright outline round dark hair made blond, because the pixels at the
edge are half background. So the hair's own colour is carried out over the edge first, both as it is and as it will be,
and the difference of the two is added by the matte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Mask, Plane
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import Operation, cannot
from gpuserver.engines.face.flow import strand_flow, streaks
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval
from gpuserver.engines.face.hat import bareheaded
from gpuserver.engines.face.matte import HairMatte, hair_matte
from gpuserver.engines.face.smooth import blur, blur_within, shrunk, smoothstep
from gpuserver.raster.lab import to_lab

_SHADE: Final = 22.0
"""Range of L that the hair's light and shade may fill on either side of its middle."""
_DETAIL: Final = 18.0
"""The same for single strands."""
_STRANDS: Final = 4.2
"""Standard deviation of L that strands have at L 60; hair with less gets streaks."""
_LEAST_AREA: Final = 0.1
"""Square d of hair under which there is nothing to colour."""
_LEAST_APART, _LEAST_ALIKE = 14.0, 0.8
"""Distance in Lab of hair from skin, and square d of it, under both of which much of it was taken for skin."""


@dataclass(frozen=True)
class Dye:
    """A hair colour in CIE Lab."""

    light: float
    """L of its middle tone."""
    gain: float
    """How much contrast its strands have."""
    shadow: tuple[float, float]
    """a, b in the shadows; real hair is more saturated there, and paler in the lights."""
    middle: tuple[float, float]
    highlight: tuple[float, float]
    streaked: bool = True
    """Whether strands are seen in it at all."""
    rooted: bool = False
    """Whether roots show dark where dark hair was lightened."""


DYES: Final[Mapping[str, Dye]] = {
    "black hair": Dye(13, 0.55, (0, 0), (0.5, -1), (0, -3), streaked=False),
    "brown hair": Dye(29, 0.95, (6, 6), (10, 17), (11, 23)),
    "blond hair": Dye(69, 1.2, (11, 24), (7, 30), (1, 24), rooted=True),
    "gray hair": Dye(60, 1.1, (0, 0), (0, 1), (0, 1), rooted=True),
    "pink hair": Dye(63, 1.1, (32, -6), (38, -4), (20, -2), rooted=True),
    "purple hair": Dye(37, 1.0, (26, -26), (32, -34), (22, -24)),
    "red hair": Dye(38, 1.05, (22, 16), (36, 31), (32, 30)),
}


def hair_color(value: str) -> Operation:
    """The operation for one of `DYES`. It raises ProblemError on a head with hardly any hair."""
    dye = DYES[value]

    def colored(face: Face, image: Image, strength: float) -> Image:
        bareheaded(face)
        matte = hair_matte(face)
        if matte.area < _LEAST_AREA:
            raise cannot("there is not enough hair to be seen to colour it", "a photo that shows the person's hair")
        if matte.cut:
            raise cannot(
                "the long hair cannot be told from what lies below the chin, so only its upper half would be coloured",
                "a photo with the hair behind the shoulders, or over clothes of another colour",
            )
        if matte.separation < _LEAST_APART and matte.area < _LEAST_ALIKE:
            raise cannot(
                "the hair is too near the colour of the skin to tell them apart, so it would be coloured in patches",
                "a photo in which the hair stands out from the skin",
            )
        own = _carried(face, image, matte)
        face.pause()
        dyed = to_rgb(_dyed(face, to_lab(own), matte, dye, _exposure(image)))
        return image + np.float32(strength) * matte.alpha[..., None] * (dyed - own)

    return colored


def target_light(face: Face, value: str) -> float:
    """L that the middle tone of `value` has in this photo's light."""
    return DYES[value].light * _exposure(face.image)


def _exposure(image: Image) -> float:
    """How brightly the photo is lit, .43 (dark) .. 1.04: the same dye is darker in the dark."""
    return float(np.clip(np.percentile(to_lab(image)[..., 0], 97) / 90, 0.35, 1.05)) ** 0.8


def _carried(face: Face, image: Image, matte: HairMatte) -> Image:
    """The hair's colour everywhere: its own pixels in the core, and the nearest core's beyond."""
    inner = shrunk(matte.alpha > 0.9, 0.02 * face.d)
    sure = (inner if inner.sum() > 100 else matte.alpha > 0.6).astype(np.float32)
    near, wide = (blur_within(image, sure, reach * face.d) for reach in (0.04, 0.2))
    close = np.clip(blur(sure, 0.04 * face.d) * 20, 0, 1)[..., None]
    own = blur(shrunk(matte.alpha > 0.9, 0.015 * face.d).astype(np.float32), 0.02 * face.d)[..., None]
    return image * own + (near * close + wide * (1 - close)) * (1 - own)


def _dyed(face: Face, lab: Image, matte: HairMatte, dye: Dye, exposure: float) -> Image:
    """Hair of colours `lab` (carried over its edge) in the new colour, in Lab."""
    core = matte.core
    light = lab[..., 0]
    middle = float(np.median(light[core]))
    base = blur_within(light, matte.alpha + np.float32(1e-3), 0.09 * face.d)
    strands = light - base
    if sharpness(face) < 1.2:
        strands = np.asarray(cv2.bilateralFilter(strands, 5, 6, 2), np.float32)
    wanted = dye.light * exposure
    gain = dye.gain * float(np.clip((wanted + 16) / (middle + 16), 0.45, 2.6))  # equal contrast, not equal difference
    shade = _within(base - middle, np.clip(gain, 0.4, 1.9), _SHADE)
    strands = _within(strands, gain, _DETAIL)
    missing = _streaks(face, core, dye, wanted, strands, base - middle)
    new_light = wanted + shade + strands + missing
    if dye.rooted and middle < 35:
        new_light = new_light - 5 * np.clip(1.5 * blur(oval(face), 0.1 * face.d), 0, 1) * matte.alpha
    own = lab[..., 1:] - np.median(lab[core][:, 1:], axis=0)
    tint = _tint((new_light - wanted) / 20, dye) + 0.35 * np.clip(own, -10, 10)
    return np.dstack([np.clip(new_light, 4, 96), tint]).astype(np.float32)


def _within(values: Plane, gain: float, most: float) -> Plane:
    """`values` times `gain`, bent so that they never pass `most`."""
    return np.float32(most) * np.tanh(values * np.float32(gain / most))


def _tint(relative: Plane, dye: Dye) -> NDArray[np.floating]:
    """a, b by how much lighter or darker than the middle tone a pixel is."""
    light, dark = (smoothstep(0, 1.2, sign * relative)[..., None] for sign in (1, -1))
    shadow, middle, highlight = (np.asarray(tone, np.float32) for tone in (dye.shadow, dye.middle, dye.highlight))
    return middle * (1 - light - dark) + highlight * light + shadow * dark


def _streaks(face: Face, core: Mask, dye: Dye, wanted: float, strands: Plane, shade: Plane) -> Plane | np.float32:
    """Strands for hair that shows none, such as black hair clipped to nothing; and the light on its crown."""
    least = _STRANDS * (wanted / 60) ** 0.8 if dye.streaked else 1.5
    has = _spread(strands[core])
    if has >= least:
        return np.float32(0)
    grain = max(1.0, 1.2 * sharpness(face))
    flow = strand_flow(face)
    fine = streaks(face, flow, seed=1, length=0.16, grain=grain)
    broad = streaks(face, flow, seed=2, length=0.3, grain=2.2 * grain)
    drawn = 0.6 * fine + 0.8 * broad
    drawn = drawn / max(float(drawn[core].std()), 1e-6) * np.sqrt(least**2 - has**2)
    x, y = canonical_grid(face)
    crown = np.exp(-(((y + 0.85 + 0.25 * x * x) / 0.22) ** 2))
    flat = float(np.clip(1 - _spread(shade[core]) / 6, 0, 1))
    return (drawn + wanted / 60 * 5 * flat * (crown - 0.3)).astype(np.float32)


def _spread(values: NDArray[np.floating]) -> float:
    """Their standard deviation, but that of most of them: a few bright locks leave black hair flat."""
    return min(float(values.std()), 1.48 * float(np.median(np.abs(values - np.median(values)))))
