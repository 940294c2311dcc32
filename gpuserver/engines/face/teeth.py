"""What shows in a mouth that the photo does not show open: teeth, the dark behind them, the tongue."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, features
from gpuserver.engines.face.mesh import EYES
from gpuserver.engines.face.mouth import Opening
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import lab, skin_model
from gpuserver.engines.face.smooth import blur, smoothstep

_WIDTHS: Final = (0.083, 0.066, 0.071, 0.064, 0.06, 0.06)
"""Widths (d) of the upper teeth from the middle outward, as seen from the front."""
_SHOWN: Final = 0.88
"""Share of the opening that upper teeth may fill: a little dark is left above the lower lip."""
_DARK: Final = (6.0, 6.0, 3.0)
"""Lab of the mouth behind the teeth."""
_TONGUE: Final = (19.0, 21.0, 10.0)
"""What the tongue adds to it."""
_LIT: Final = 60.0
"""L of skin in whose light the tongue is that light; it is darker in a darker photo."""
_SHADE: Final = np.array((0.0, 0.9, 0.7), np.float32)
"""Shares of the skin's Lab that shade on teeth has: beside lips and cheeks a neutral shade looks blue."""


@once
def tooth_color(face: Face) -> NDArray[np.float32]:
    """Lab of teeth in this photo's light: as light as the eye whites or a little lighter than skin, and warm."""
    skin = skin_model(face).median
    whites = lab(face)[features(face, EYES) > 0.9]
    white = float(np.percentile(whites[:, 0], 85)) if len(whites) > 5 else 0.0
    light = np.clip(max(white + 8, float(skin[0]) + 16), 40, 90)
    return np.array([light, 0.36 * skin[1], 0.55 * skin[2] + 2], np.float32)


def mouth_interior(face: Face, mouth: Opening, height: float, tongue: float) -> Image:
    """S × S × 3, RGB: upper teeth of at most `height` d, the dark below them, and `tongue` (0..1) in it."""
    x, y = canonical_grid(face)
    across = (x - mouth.middle) / mouth.half
    top, bottom = mouth.top(x), mouth.bottom(x)
    edges = np.cumsum((0.0, *_WIDTHS))
    away = np.abs(x - mouth.middle)
    index = np.clip(np.searchsorted(edges, away.ravel()).reshape(away.shape) - 1, 0, len(_WIDTHS) - 1)
    place = np.clip((away - edges[index]) / np.asarray(_WIDTHS)[index], 0, 1)
    from_gap = np.minimum(place, 1 - place) * np.asarray(_WIDTHS)[index]
    shown = top + _SHOWN * (bottom - top)
    curve = mouth.top(np.full((1, 1), mouth.middle, np.float32)) + height * (1 - 0.35 * across**2)
    edge = np.minimum(curve, shown) - 0.009 * (2 * place - 1) ** 4 - 0.006 * (index == 1)
    tooth = smoothstep(-0.01, 0.01, edge - y)
    light = 1 - 0.6 * np.clip(np.abs(across), 0, 1) ** 2.5
    light = light * (1 - 0.3 * smoothstep(0.025, 0.0, y - top)) * (1 - 0.15 * smoothstep(0.02, 0.0, bottom - y))
    light = light * (0.8 + 0.2 * smoothstep(0.0, 0.012, from_gap)) * (0.95 + 0.05 * np.sin(np.pi * place))
    shade = skin_model(face).median * _SHADE
    teeth = light[..., None] * tooth_color(face) + (1 - light[..., None]) * shade
    lump = np.exp(-((across / 0.62) ** 2) - ((y - bottom - 0.01) / 0.065) ** 2)
    tongue *= float(np.clip(skin_model(face).median[0] / _LIT, 0.4, 1.0))
    behind = np.asarray(_DARK, np.float32) + tongue * lump[..., None] * np.asarray(_TONGUE, np.float32)
    mixed = behind + tooth[..., None] * (teeth - behind)
    return blur(to_rgb(mixed), max(0.8, sharpness(face)))
