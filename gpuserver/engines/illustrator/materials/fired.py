"""What is moulded by hand and sets: glazed ceramic, modelling clay, terracotta, plastic, chocolate."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import luminance, mix
from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import Field, filled, luminance_of, over, ramp, smoothstep
from gpuserver.engines.illustrator.materials.shine import (
    brightened,
    diffuse,
    gloss,
    grazing,
    mirrored,
    shaded,
    spot,
    window,
)

_WHITE, _COBALT = "#F6F8FB", "#2A55A6"


def _ceramic(part: Part) -> Coat:
    pooled = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.010 * part.length))
    colors = part.albedo * (1 - np.float32(0.14) * pooled[..., None])
    pale = luminance_of(part.albedo) > 0.8  # white glaze runs a little blue where it is thick
    cold = np.where(pale, 0.10 * pooled, 0).astype(np.float32)
    colors = over(colors, filled(colors, "#AFC3DE"), cold)
    dome = part.dome.bent(part.noise(70, 3, 1), 0.5 * part.sheet.scale)
    colors = shaded(part, colors, diffuse(part, dome), 0.60, 1.08)
    return Coat(brightened(colors, gloss(part, 0.92, sharp=0.018, dome=dome)))


def glazed(color: str) -> str:
    """The colour under a clear glaze that stands for a flat one: white for what is light, cobalt for what is dark."""
    level = luminance(color) / 255
    share = min(1.0, max(0.0, (level - 0.34) / 0.2))
    return mix(_COBALT, _WHITE, share * share * (3 - 2 * share))


def _porcelain(part: Part) -> Coat:
    """White glaze with flowers and dots in cobalt, where the part has room and eyes leave some."""
    scale = part.sheet.scale
    blue = 0.0 if part.face else _flowers(part) * smoothstep(16, 26, part.dome.rim / np.float32(scale))
    pale = (luminance_of(part.albedo) > 0.75).astype(np.float32)
    flower = over(part.albedo, filled(part.albedo, _COBALT), 0.9 * blue * pale)
    pooled = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.010 * part.length))
    colors = over(flower, filled(flower, "#AFC3DE"), 0.22 * pooled * pale)
    dome = part.dome.bent(part.noise(90, 3, 1), 0.3 * scale)
    colors = shaded(part, colors, diffuse(part, dome, 0.1), 0.66, 1.04)
    return Coat(brightened(colors, gloss(part, 0.98, sharp=0.014, dome=dome)))


def _flowers(part: Part) -> Field:
    """Five petals round a dot on a lozenge grid, with small dots between; 0..1."""
    pitch = np.float32(74)
    u, v = part.x / pitch, part.y / pitch
    row = np.floor(v)
    x, y = u - np.floor(u + 0.5 * (row % 2)) - 0.5 + 0.5 * (row % 2), v - row - 0.5
    away, turn = np.hypot(x, y), np.arctan2(y, x)
    petals = smoothstep(0.03, -0.03, away - 0.15 - 0.13 * np.cos(5 * turn + 0.6 * row)) * smoothstep(0.09, 0.12, away)
    middle = smoothstep(0.065, 0.04, away)
    leaf = smoothstep(0.05, 0.02, np.hypot(np.abs(x) - 0.42, np.abs(y) - 0.42))
    return np.maximum(np.maximum(petals, middle), leaf)


def _plastic(part: Part) -> Coat:
    colors = shaded(part, _vivid(part.albedo, 1.2), diffuse(part, wrap=0.15), 0.58, 1.08)
    rx, ry = mirrored(part)
    shine = 0.55 * window(rx, ry, -0.45, -0.60, 0.5, 0.22, 0.10) + 0.10 * grazing(part, 2)
    return Coat(brightened(colors, shine))


def _vivid(colors: Field, strength: float) -> Field:
    grey = luminance_of(colors)[..., None] * np.float32(255)
    return np.clip(grey + (colors - grey) * strength, 0, 255)


def _clay(part: Part) -> Coat:
    """Dull and warm, dented by the fingers that made it, with their prints and a fine speckle."""
    prints = np.sin(part.noise(58, 23, 1) * 16 + 0.09 * part.x + 0.05 * part.y)  # ridges of a thumb, here and there
    pressed = smoothstep(0.35, 1.05, part.noise(58, 27, 1))
    dents = part.noise(46, 25, 1)
    lumps = 3.0 * dents + 0.55 * prints * pressed + 0.16 * part.noise(4, 29, 1)
    dome = part.dome.bent(lumps, part.sheet.scale)
    speckle = part.noise(2.6, 31, 1)
    spots = smoothstep(1.25, 1.8, speckle) - 0.8 * smoothstep(-1.35, -1.9, speckle)
    colors = _vivid(part.albedo, 1.08) * (1 + 0.045 * dents - 0.13 * spots)[..., None]
    colors = shaded(part, colors, diffuse(part, dome, 0.3), 0.48, 1.08)
    rx, ry = mirrored(part, dome)
    return Coat(brightened(colors, 0.10 * spot(rx, ry, -0.40, -0.58, 0.5), "#FFE9D2"))


def _terracotta(part: Part) -> Coat:
    turned = part.y + 10 * (1 - part.dome.nz)  # the potter's wheel
    wheel = np.sin(turned * 0.30 + part.noise(200, 31, 1)) + 0.5 * np.sin(turned * 0.83)
    grit = part.noise(4.5, 33, 1)
    dome = part.dome.bent(0.30 * wheel + 0.16 * grit, part.sheet.scale)
    tone = 0.52 + 0.10 * part.noise(80, 35, 3) + 0.035 * grit
    colors = ramp(tone, "#8E4526", "#C06A41", "#D98A5E", "#EDB58D") * (0.3 + 0.7 * part.ratio)
    return Coat(shaded(part, colors, diffuse(part, dome, 0.05), 0.46, 1.12))


def _chocolate(part: Part) -> Coat:
    swirl = part.noise(64, 41, 2)
    dome = part.dome.bent(swirl, 1.1 * part.sheet.scale)
    light = diffuse(part, dome, 0.2)
    tone = 0.16 + 0.52 * light + 0.03 * swirl
    colors = ramp(tone, "#1E0C08", "#43200F", "#6E3A1E", "#97592F", "#BE8350")
    colors = colors * (0.22 + 0.78 * part.ratio)
    rx, ry = mirrored(part, dome)
    shine = 0.34 * spot(rx, ry, -0.40, -0.60, 0.30) + 0.50 * spot(rx, ry, -0.46, -0.68, 0.12)
    shine = shine + 0.16 * window(rx, ry, 0.46, 0.52, 0.3, 0.3, 0.16) + 0.10 * grazing(part, 3)
    return Coat(brightened(colors, shine, "#FFE9CF"))


FIRED = (
    Material("ceramic", "#F1E6DA", _ceramic, own=1.0, relief=-0.5),
    Material("porcelain", "#F4F6FA", _porcelain, called="white", own=1.0, recolor=glazed, relief=-0.3),
    Material("clay", "#CC7E52", _clay, own=0.42, contrast=0.55, relief=-2.2),
    Material("terracotta", "#C9744A", _terracotta, called="brown", relief=2.4, contrast=0.5),
    Material("plastic", "#E5604D", _plastic, own=1.0, relief=-0.8),
    Material("chocolate", "#6B3A20", _chocolate, called="brown", relief=-2.4, contrast=0.55),
)
