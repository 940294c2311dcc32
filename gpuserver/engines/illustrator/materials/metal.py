"""Metals: a studio mirrored in a polished surface, coloured by the metal; markings are engraved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import Field, bump, color_of, ramp, smoothstep
from gpuserver.engines.illustrator.materials.shine import (
    brightened,
    diffuse,
    grazing,
    mirror_ball,
    mirrored,
    seen_in,
    spot,
    window,
)
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class _Metal:
    """What sets one metal apart from the next."""

    stops: tuple[str, ...]
    """Its colours from the darkest mirrored thing to the lightest."""
    polish: float
    """0 worn and soft .. 1 a mirror."""
    around: float
    """How much of the scene's own colours it mirrors, 0..1."""
    flash: str = "#FFFCEA"
    patina: str = ""
    """What settles in hollows; empty for nothing."""


@lru_cache(maxsize=16)
def _studio(polish: float, face: bool) -> Plane:
    """A bright sky with a beam across, a dark line where the ground begins, a warm floor, a dark room behind. 0..1.
    On a `face` the dark line lies low and faint: across the eyes it would be a mask."""

    def paint(nx: Plane, ny: Plane, nz: Plane) -> Field:
        rx, ry = 2 * nz * nx, 2 * nz * ny
        tone = 0.43 + 0.36 * smoothstep(0.35, -0.85, ry + 0.18 * rx)
        tone -= 0.13 * polish * bump(ry + 0.30 * rx, -0.34, 0.13) * (0.4 if face else 1.0)
        edge = ry + 0.16 * rx * rx + 0.10 * rx
        depth = (0.17 + 0.22 * polish) * (0.45 if face else 1.0)
        tone -= depth * bump(edge, 0.66 if face else 0.46, 0.25 - 0.07 * polish)
        tone += (0.10 + 0.18 * polish) * bump(edge, 0.90, 0.16)
        behind = smoothstep(0.60, 0.18, nz)
        tone = tone * (1 - behind) + behind * (0.26 + 0.40 * smoothstep(0.25, -0.85, ny + 0.45 * nx))
        tone += 0.26 * polish * bump(nz, 0.16, 0.10) * smoothstep(0.1, 0.8, 0.6 * nx + 0.8 * ny)
        return tone

    return mirror_ball(paint)


def _cast(metal: _Metal, part: Part) -> Coat:
    dome = part.dome.bent(part.noise(46, 3, 2), 0.55 * part.sheet.scale * (1.4 - metal.polish))
    tone = seen_in(_studio(metal.polish, part.face), part, dome)
    tone = tone + (0.12 - 0.04 * metal.polish) * (diffuse(part, dome) - 0.5)
    tone = tone * (0.78 + 0.22 * np.clip(part.tone, 0.3, 1.06))
    if metal.polish < 0.5:  # cast, not polished: the grain of the mould
        tone = tone + (0.5 - metal.polish) * 0.10 * part.noise(4, 5, 2)
    colors = _tinted(metal, part, ramp(tone, *metal.stops))
    if metal.patina:
        corner = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.016 * part.length))
        hollow = smoothstep(0.97, 0.70, part.tone) + corner * (0.35 + 0.5 * part.dome.ny + 0.4 * part.noise(40, 8, 2))
        share = np.clip(hollow, 0, 0.72)[..., None]
        colors = colors * (1 - share) + color_of(metal.patina) * (0.40 + 0.95 * tone)[..., None] * share
    rx, ry = mirrored(part, dome)
    flash = metal.polish * 0.80 * window(rx, ry, -0.44, -0.62, 0.32, 0.26, 0.10 - 0.06 * metal.polish)
    flash = flash + (0.22 + 0.50 * metal.polish) * spot(rx, ry, -0.30, -0.74, 0.15 + 0.12 * (1 - metal.polish))
    return Coat(brightened(colors, flash, metal.flash))


def _tinted(metal: _Metal, part: Part, colors: Field) -> Field:
    """The metal with the scene's sky and ground in it, and in the colour that was asked for."""
    if metal.around > 0:
        up = smoothstep(0.55, -0.55, part.dome.ny)[..., None]
        air = part.air[0] * up + part.air[1] * (1 - up)
        grey = np.maximum(air.mean(-1, keepdims=True), 24)
        colors = colors * (1 + metal.around * np.clip(air / grey - 1, -0.22, 0.30))
    hue = part.ratio / np.maximum(part.tone, 0.05)[..., None]
    level = 0.45 + 0.55 * np.clip(part.tone, 0.25, 1.06)
    glint = grazing(part, 4)[..., None] * color_of(metal.stops[-2]) * np.float32(0.22)
    return colors * hue * level[..., None] + glint


_GOLD = _Metal(("#3A1A08", "#8F500F", "#D8982A", "#F6C544", "#FFE37A", "#FFF6CF"), 0.85, 0.08)
_SILVER = _Metal(("#202128", "#60626B", "#979AA3", "#BFC1C8", "#E4E5E8", "#FFFFFF"), 0.70, 0.20)
_CHROME = _Metal(("#0D1018", "#3D465C", "#7C8BA6", "#B9C7DA", "#ECF2F8", "#FFFFFF"), 1.0, 0.70, "#FFFFFF")
_BRONZE = _Metal(("#1C0E08", "#45240F", "#744522", "#A36B34", "#D2A05E", "#F8DCA8"), 0.45, 0.06, "#FFE9C2", "#5B9C87")
_COPPER = _Metal(("#34100A", "#7E3822", "#C06742", "#E59068", "#FFC6A2", "#FFEEDF"), 0.75, 0.10)
_IRON = _Metal(("#131318", "#2F3139", "#4C4F59", "#6F737E", "#A0A4AE", "#D5D8DD"), 0.25, 0.12, "#EEF1F6")


def _gold(part: Part) -> Coat:
    return _cast(_GOLD, part)


def _silver(part: Part) -> Coat:
    return _cast(_SILVER, part)


def _chrome(part: Part) -> Coat:
    return _cast(_CHROME, part)


def _bronze(part: Part) -> Coat:
    return _cast(_BRONZE, part)


def _copper(part: Part) -> Coat:
    return _cast(_COPPER, part)


def _iron(part: Part) -> Coat:
    return _cast(_IRON, part)


METALS = (
    Material("gold", "#EDB53A", _gold, called="gold", relief=2.6, contrast=0.55, clear=0.3),
    Material("silver", "#C3C5CD", _silver, called="silver", relief=2.6, contrast=0.55, clear=0.3),
    Material("chrome", "#B4C0D2", _chrome, called="silver", relief=2.0, contrast=0.45, clear=0.3),
    Material("bronze", "#96622F", _bronze, called="brown", relief=2.8, contrast=0.55, clear=0.3),
    Material("copper", "#D9845C", _copper, called="orange", relief=2.6, contrast=0.55, clear=0.3),
    Material("iron", "#6A6E79", _iron, called="gray", relief=2.8, contrast=0.5, clear=0.3),
)
