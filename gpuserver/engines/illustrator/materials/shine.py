"""How light falls on a dome: soft shade, windows mirrored in gloss, and images of a whole studio mirrored in metal."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gpuserver.engines.illustrator.materials.inflate import Dome
from gpuserver.engines.illustrator.materials.part import Part
from gpuserver.engines.illustrator.materials.planes import Field, color_of, looked_up, smoothstep
from gpuserver.raster.texture import Plane

_BALL = 256
"""Width of a mirrored studio, px."""


def diffuse(part: Part, dome: Dome | None = None, wrap: float = 0.0) -> Field:
    """Light from above and the side, 0..1; `wrap` lets it reach round the edge, as in wax."""
    on = dome or part.dome
    falls = -0.45 * part.side * on.nx - 0.60 * on.ny + 0.66 * on.nz
    return np.clip((falls + wrap) / (1 + wrap), 0, 1)


def mirrored(part: Part, dome: Dome | None = None) -> tuple[Field, Field]:
    """The direction seen in the surface, to the light's side (negative) and upwards (negative), -1..1."""
    on = dome or part.dome
    return 2 * on.nz * on.nx * part.side, 2 * on.nz * on.ny


def grazing(part: Part, power: float = 3.0, dome: Dome | None = None) -> Field:
    """How much of the surroundings shows in a gloss at the rim, 0..1."""
    return (1 - np.clip((dome or part.dome).nz, 0, 1)) ** power


def window(rx: Field, ry: Field, x: float, y: float, wide: float, tall: float, soft: float = 0.03) -> Field:
    """A window with a bar, mirrored at (x, y)."""
    pane = smoothstep(wide / 2 + soft, wide / 2 - soft, np.abs(rx - x))
    pane = pane * smoothstep(tall / 2 + soft, tall / 2 - soft, np.abs(ry - y))
    return pane * smoothstep(0.010, 0.032, np.abs(rx - x))


def spot(rx: Field, ry: Field, x: float, y: float, radius: float) -> Field:
    """A soft round light mirrored at (x, y)."""
    return np.exp(-((rx - x) ** 2 + (ry - y) ** 2) / (radius * radius))


def gloss(part: Part, strength: float, *, sharp: float = 0.03, dome: Dome | None = None) -> Field:
    """Highlights of a glazed surface, 0..1: the window, its weak answer below, the rim."""
    rx, ry = mirrored(part, dome)
    lit = window(rx, ry, -0.46, -0.60, 0.36, 0.38, sharp) + 0.28 * window(rx, ry, 0.52, 0.46, 0.24, 0.4, 0.09)
    return np.clip(strength * (lit + 0.30 * grazing(part, 3, dome)), 0, 1)


def shaded(part: Part, colors: Field, light: Field, dark: float = 0.60, full: float = 1.06) -> Field:
    """`colors` under a soft light; the shade takes the hue of the scene's shade, and its foot some light back."""
    ambient = color_of(part.light.shade) / np.float32(255)
    level = dark + (full - dark) * light[..., None]
    shade = (1 - smoothstep(0.08, 0.62, light))[..., None] * (1 - (ambient * np.float32(0.35) + np.float32(0.65)))
    out = colors * level * (1 - np.float32(0.8) * shade)
    below = smoothstep(0.45, 0.95, part.dome.ny) * np.float32(0.16)
    return out + below[..., None] * color_of(part.light.bounce) * (colors / np.float32(255))


def brightened(colors: Field, amount: Field, color: str = "#FFFDF6") -> Field:
    """Highlights of `color` on top."""
    share = np.clip(amount, 0, 1)[..., None]
    return colors + (color_of(color) - colors) * share


def mirror_ball(paint: Callable[[Plane, Plane, Plane], Field]) -> Plane:
    """An image of what a ball mirrors: `paint` gets nx (positive away from the light), ny and nz of the ball."""
    y, x = np.mgrid[-1 : 1 : _BALL * 1j, -1 : 1 : _BALL * 1j].astype(np.float32)
    reach = np.maximum(np.hypot(x, y), 1e-6)
    x, y = x * np.minimum(1, 1 / reach), y * np.minimum(1, 1 / reach)
    return np.ascontiguousarray(paint(x, y, np.sqrt(np.maximum(0, 1 - x * x - y * y))), np.float32)


def seen_in(ball: Plane, part: Part, dome: Dome | None = None) -> Plane:
    """The mirror ball's image on the part."""
    on = dome or part.dome
    x = (on.nx * np.float32(part.side) + 1) * np.float32((_BALL - 1) / 2)
    return looked_up(ball, x, (on.ny + 1) * np.float32((_BALL - 1) / 2))
