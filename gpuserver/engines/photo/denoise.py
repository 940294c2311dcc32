"""Smoothing noise in a photo: small overlapping squares are told from their noise frequency by frequency.

Yu and Sapiro (2011), "DCT image denoising: a simple and effective image denoising algorithm", in two passes: the second
weighs each frequency by what the first one kept of it (Wiener's gain, as in BM3D; Dabov et al., 2007). How strong the
noise is in each frequency is measured in the calmest squares, as in Ponomarenko et al. (2007), so that the coarse grain
of an enlarged or compressed photo is seen as well as that of a sensor.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, Real

_SQUARE: Final = 8
"""Side of a square, px."""
_SMALL: Final = 1_500_000
"""Pixels up to which squares lie two pixels apart; in larger photos they lie four apart."""
_ROWS: Final = 96
"""Rows smoothed at once."""
_SAMPLES: Final = 6000
"""Squares in which noise is measured."""
_CALM: Final = 0.08
"""Share of the squares that count as calm."""
_BIAS: Final = 1.12
"""How much more noise there is than in the squares chosen for having little."""
_CUT: Final = 2.6
"""How many deviations of the noise a frequency must reach in the first pass."""
_COARSEST: Final = 4.0
"""How much stronger than in middle frequencies noise may be in slow ones."""
_BLOCKY: Final = 4.0
"""Deviation that compression leaves in each frequency, in mean steps over the borders of its blocks (measured)."""
_LEFT: Final = 0.12
"""Share of the noise that stays: skin and walls with none at all look like wax."""
_OPPONENT: Final = np.array([[1, 1, 1], [1, 0, -1], [0.5, -1, 0.5]], np.float32) / np.sqrt(
    np.array([[3], [2], [1.5]], np.float32)
)
"""Orthonormal: light, and two differences of colours, in which the noise of a grey detail does not show."""

Noise = NDArray[np.float32]
"""Three channels × 64 frequencies: the deviation of the noise in each, in grey levels."""


def noise_of(rgb: Pixels) -> Noise:
    """The noise of a photo by frequency, from its calm squares that are neither black nor white."""
    height, width = rgb.shape[:2]
    apart = max(2, round((height * width / _SAMPLES) ** 0.5))
    squares = np.lib.stride_tricks.sliding_window_view(rgb, (_SQUARE, _SQUARE), axis=(0, 1))[::apart, ::apart]
    squares = squares.reshape(-1, 3, _SQUARE * _SQUARE)
    clipped = ((squares < 2) | (squares > 253)).mean(axis=(1, 2))
    squares = squares[clipped <= max(0.02, float(np.quantile(clipped, 0.1)))].astype(np.float32)
    found = np.einsum("oc,ncp->onp", _OPPONENT, squares) @ _transform()
    # structure gathers in the slowest frequencies: a square is calm where those and the rest are weak alike
    energy = (found[..., 1:] ** 2).sum(axis=(0, 2))
    calm = np.argsort(energy)[: max(8, int(_CALM * len(energy)))]
    grain = _BIAS * np.sqrt((found[:, calm] ** 2).mean(axis=1))
    # what has slow frequencies and no middle ones is the photo's own soft texture
    speed = np.add.outer(np.arange(_SQUARE), np.arange(_SQUARE)).ravel()
    grain = np.minimum(grain, _COARSEST * grain[:, (speed > 2) & (speed < 6)].mean(axis=1, keepdims=True))
    return np.asarray(np.maximum(grain, _BLOCKY * _steps(rgb)), np.float32)


def _steps(rgb: Pixels) -> float:
    """How much larger the mean step over the borders of JPEG's blocks is than elsewhere, in grey levels."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.int16)
    excess = list[float]()
    for step in (np.abs(np.diff(grey, axis=1)).mean(axis=0), np.abs(np.diff(grey, axis=0)).mean(axis=1)):
        of_phase = (
            np.array([step[phase::_SQUARE].mean() for phase in range(_SQUARE)]) if len(step) >= 64 else np.zeros(8)
        )
        excess.append(float(of_phase.max() - np.sort(of_phase)[-2]))
    return min(excess)


def denoised(rgb: Pixels, noise: Noise, watch: Watch) -> Pixels:
    """`rgb` without the `noise` that was measured in it."""
    height, width = rgb.shape[:2]
    apart = 2 if height * width <= _SMALL else 4
    edge = _SQUARE - apart
    # whole steps, so that the last square ends where the picture does
    down, across = -(height + edge) % apart, -(width + edge) % apart
    bordered = cv2.copyMakeBorder(rgb, edge, edge + down, edge, edge + across, cv2.BORDER_REFLECT_101)
    padded = np.asarray(bordered, np.uint8)
    out = np.empty_like(rgb)
    cut = np.maximum(noise, 0.05)
    cut[:, 0] = 0  # the mean of a square is no noise
    for top in range(0, height, _ROWS):
        rows = min(_ROWS, height - top)
        part = padded[top : top + rows + 2 * edge + (-(rows + 2 * edge - _SQUARE) % apart)]
        smooth = _smoothed(part, cut, apart)[edge : edge + rows, edge : edge + width]
        here = rgb[top : top + rows]
        out[top : top + rows] = np.clip(np.rint(smooth + _LEFT * (here - smooth)), 0, 255)
        watch.progress(0.4 + 0.4 * (top + rows) / height)
    return out


def _smoothed(part: Pixels, noise: Noise, apart: int) -> Plane:
    """Both passes over some rows."""
    height, width = part.shape[:2]
    light = part.reshape(-1, 3).astype(np.float32) @ _OPPONENT.T
    planes = [np.ascontiguousarray(plane).reshape(height, width) for plane in light.T]
    out = [_twice(plane, noise[channel], apart) for channel, plane in enumerate(planes)]
    return np.asarray(np.stack(out, axis=2) @ _OPPONENT, np.float32)


def _twice(plane: Plane, noise: NDArray[np.float32], apart: int) -> Plane:
    found = _frequencies(plane, apart)
    kept = np.abs(found) > _CUT * noise
    first = _joined(found * kept, 1 / (1 + kept.sum(axis=1)), plane.shape, apart)
    power = _frequencies(first, apart) ** 2
    gain = power / (power + noise**2 + 1e-6)
    gain[:, 0] = 1
    return _joined(found * gain, 1 / (0.1 + (gain**2).sum(axis=1)), plane.shape, apart)


def _frequencies(plane: Plane, apart: int) -> Plane:
    squares = np.lib.stride_tricks.sliding_window_view(plane, (_SQUARE, _SQUARE))[::apart, ::apart]
    return squares.reshape(-1, _SQUARE * _SQUARE) @ _transform()


def _joined(found: Real, weights: NDArray[np.floating], shape: tuple[int, ...], apart: int) -> Plane:
    """The picture of all squares, each counted with its weight: those that keep few frequencies have least noise."""
    height, width = shape
    down, across = (height - _SQUARE) // apart + 1, (width - _SQUARE) // apart + 1
    weight = weights.astype(np.float32).reshape(down, across)
    squares = (found @ _transform().T).reshape(down, across, _SQUARE, _SQUARE) * weight[..., None, None]
    total, counted = np.zeros(shape, np.float32), np.full(shape, 1e-9, np.float32)
    for y in range(_SQUARE):
        for x in range(_SQUARE):
            at = slice(y, y + down * apart, apart), slice(x, x + across * apart, apart)
            total[at] += squares[:, :, y, x]
            counted[at] += weight
    return total / counted


def _transform() -> NDArray[np.float32]:
    """64 × 64: the orthonormal DCT-II of a square laid out in a row."""
    at = np.arange(_SQUARE)
    basis = np.cos(np.pi * (2 * at[:, None] + 1) * at / (2 * _SQUARE)) * np.sqrt(2 / _SQUARE)
    basis[:, 0] /= np.sqrt(2)
    return np.kron(basis, basis).astype(np.float32)
