"""Single hairs, painted: quadratic arcs, drawn three times as large and made smaller, as soft as the photo.

The hairs of a patch are always thrown with the same seed and drawn in the same order. A strength draws the first of
them, and draws them more surely, so that every hair stays where it is while the strength moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import oval
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import bare_skin, lab, skin_model
from gpuserver.engines.face.smooth import blur, blur_within

_FINER: Final = 3
"""How many times larger hairs are drawn than they are shown."""
_SUBPIXEL: Final = 3
"""Bits after the point of the coordinates that OpenCV draws with."""
_JOINTS: Final = 6
"""Points on an arc."""
_TIP: Final = 3
"""Joints at its end where a hair is thinner and half as opaque."""
_LIT: Final = 0.65
"""How much of a hair's light is the light of the place."""


@dataclass(frozen=True)
class Strands:
    """n hairs, in the order in which they are drawn."""

    roots: Points
    """n × 2, px of the crop."""
    ways: Points
    """n × 2: unit vectors in which they leave the skin."""
    lengths: NDArray[np.floating]
    """n, px."""
    bends: NDArray[np.floating]
    """n: how far aside of its way the tip lies, in lengths."""
    widths: NDArray[np.floating]
    """n, px."""
    colors: NDArray[np.floating]
    """n × 3, RGB 0..255."""
    opacities: NDArray[np.floating]
    """n, 0..1."""

    def first(self, share: float) -> Strands:
        """The first `share` (0..1) of the hairs."""
        return self.where(np.arange(len(self.roots)) < round(share * len(self.roots)))

    def where(self, kept: NDArray[np.bool_]) -> Strands:
        """Only the hairs that are `kept` (n)."""
        return Strands(self.roots[kept], self.ways[kept], self.lengths[kept], self.bends[kept], self.widths[kept],
                       self.colors[kept], self.opacities[kept])  # fmt: skip

    def from_below(self, face: Face) -> Strands:
        """The same hairs, the upper ones drawn last: they lie over the lower ones."""
        order = np.argsort(-(self.roots @ face.axes[1, :2]), kind="stable")
        return Strands(self.roots[order], self.ways[order], self.lengths[order], self.bends[order], self.widths[order],
                       self.colors[order], self.opacities[order])  # fmt: skip

    def arcs(self) -> Points:
        """n × joints × 2, px of the crop."""
        at = np.linspace(0, 1, _JOINTS)[None, :, None]
        aside = np.stack([-self.ways[:, 1], self.ways[:, 0]], axis=1) * self.bends[:, None]
        return self.roots[:, None] + self.lengths[:, None, None] * (at * self.ways[:, None] + at**2 * aside[:, None])


def with_strands(face: Face, image: Image, strands: Strands, opacity: float = 1.0, shadow: float = 0.0) -> Image:
    """`image` with hairs painted on, lit as the skin under them is.

    `opacity` is times theirs; `shadow` (0..1): how dark the shade is that they throw on what is below them.
    """
    if len(strands.roots) == 0:
        return image
    colors, alpha = _drawn(face, strands)
    colors = colors * (1 - _LIT + _LIT * skin_light(face))[..., None]
    alpha = alpha * np.float32(opacity)
    if shadow > 0:
        below = np.array([[1, 0, 0], [0, 1, 0.02 * face.d]])
        thrown = np.asarray(cv2.warpAffine(alpha, below, alpha.shape[::-1]), np.float32)
        image = image * (1 - shadow * blur(thrown, 0.02 * face.d)[..., None] * np.array([0.66, 0.76, 0.8], np.float32))
    return image * (1 - alpha[..., None]) + colors * alpha[..., None]


def thrown(density: Plane, n: int, random: np.random.Generator) -> Points:
    """n × 2: places (px) that fall as `density` (≥ 0, any scale) says."""
    share = density.ravel().astype(np.float64).cumsum()
    index = np.searchsorted(share, random.random(n) * share[-1])
    y, x = np.unravel_index(np.minimum(index, share.size - 1), density.shape)
    return np.stack([x, y], axis=1) + random.random((n, 2)) - 0.5


def turned(ways: Points, angles: NDArray[np.floating]) -> Points:
    """Vectors (n × 2) made unit vectors and turned by n angles, radians."""
    unit = ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9)
    cosine, sine = np.cos(angles), np.sin(angles)
    return np.stack([unit[:, 0] * cosine - unit[:, 1] * sine, unit[:, 0] * sine + unit[:, 1] * cosine], axis=1)


def along_face(face: Face, x: NDArray[np.floating], y: NDArray[np.floating]) -> Points:
    """n × 2: vectors of the crop that are `x` to the face's right and `y` down it."""
    return x[:, None] * face.axes[0, :2] + y[:, None] * face.axes[1, :2]


def tones(
    middle: Sequence[float] | NDArray[np.floating], spread: float, n: int, random: np.random.Generator
) -> NDArray[np.floating]:
    """n × 3: RGB 0..255 of hairs round the Lab colour `middle`; `spread` is the standard deviation of their L."""
    color = np.asarray(middle, np.float64)[None] + random.normal(0, 1, (n, 3)) * (spread, 1.5, 1.5)
    color[:, 0] = np.clip(color[:, 0], 4, 92)
    return to_rgb(color[None].astype(np.float32))[0]


def at(plane: Plane, points: Points) -> NDArray[np.floating]:
    """The values of a plane at the pixels nearest to n points."""
    x, y = np.clip(np.rint(points), 0, plane.shape[0] - 1).astype(int).T
    return plane[y, x]


@once
def skin_light(face: Face) -> Plane:
    """S × S: how brightly each place of the face is lit, .55..1.35; 1 is the median, also where no skin is near."""
    reach = 0.12 * face.d
    skin = bare_skin(face).astype(np.float32)
    middle = float(skin_model(face).median[0])
    near = np.clip(20 * blur(skin, reach), 0, 1) * (oval(face) > 0)
    light = blur_within(lab(face)[..., 0], skin, reach) / middle
    return np.clip(1 + blur(near, 0.03 * face.d) * (light - 1), 0.55, 1.35)


def _drawn(face: Face, strands: Strands) -> tuple[Image, Plane]:
    """Colours (S × S × 3) and opacity (S × S) of the hairs alone."""
    arcs = strands.arcs()
    low = np.clip(np.floor(arcs.min(axis=(0, 1))).astype(int) - 6, 0, face.size)
    high = np.clip(np.ceil(arcs.max(axis=(0, 1))).astype(int) + 6, 0, face.size)
    across, down = np.maximum(high - low, 1)
    large = np.zeros((down * _FINER, across * _FINER, 4), np.uint8)
    large[..., :3] = strands.colors.mean(axis=0)
    joints = np.rint(((arcs - low + 0.5) * _FINER - 0.5) * 2**_SUBPIXEL).astype(np.int32)
    widths = np.maximum(1, np.rint(strands.widths * _FINER)).astype(int).tolist()
    paints = np.column_stack([strands.colors, 255 * strands.opacities]).tolist()
    for joint, width, (red, green, blue, opacity) in zip(joints, widths, paints, strict=True):
        cv2.polylines(large, [joint[: -_TIP + 1]], False, (red, green, blue, opacity), width, cv2.LINE_AA, _SUBPIXEL)
        tip = (red, green, blue, 0.55 * opacity)
        cv2.polylines(large, [joint[-_TIP:]], False, tip, max(1, width - 1), cv2.LINE_AA, _SUBPIXEL)
    small = np.asarray(cv2.resize(large, (int(across), int(down)), interpolation=cv2.INTER_AREA), np.float32)
    if sharpness(face) > 0.7:
        small = blur(small, 0.75 * sharpness(face))
    out = np.zeros((face.size, face.size, 4), np.float32)
    out[..., :3] = strands.colors.mean(axis=0)
    out[low[1] : low[1] + down, low[0] : low[0] + across] = small
    return out[..., :3], out[..., 3] / np.float32(255)
