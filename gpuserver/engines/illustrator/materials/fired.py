"""What is moulded by hand and sets: glazed ceramic, modelling clay, terracotta, plastic, chocolate."""

from __future__ import annotations

import numpy as np

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


def _ceramic(part: Part) -> Coat:
    pooled = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.010 * part.length))
    colors = part.albedo * (1 - np.float32(0.14) * pooled[..., None])
    pale = luminance_of(part.albedo) > 0.8  # white glaze runs a little blue where it is thick
    cold = np.where(pale, 0.10 * pooled, 0).astype(np.float32)
    colors = over(colors, filled(colors, "#AFC3DE"), cold)
    dome = part.dome.bent(part.noise(70, 3, 1), 0.5 * part.sheet.scale)
    colors = shaded(part, colors, diffuse(part, dome), 0.60, 1.08)
    return Coat(brightened(colors, gloss(part, 0.92, sharp=0.018, dome=dome)))


def _plastic(part: Part) -> Coat:
    colors = shaded(part, _vivid(part.albedo, 1.2), diffuse(part, wrap=0.15), 0.58, 1.08)
    rx, ry = mirrored(part)
    shine = 0.55 * window(rx, ry, -0.45, -0.60, 0.5, 0.22, 0.10) + 0.10 * grazing(part, 2)
    return Coat(brightened(colors, shine))


def _vivid(colors: Field, strength: float) -> Field:
    grey = luminance_of(colors)[..., None] * np.float32(255)
    return np.clip(grey + (colors - grey) * strength, 0, 255)


def _clay(part: Part) -> Coat:
    prints = np.sin(part.noise(58, 23, 1) * 16 + 0.09 * part.x + 0.05 * part.y)  # ridges of a thumb, here and there
    pressed = smoothstep(0.75, 1.35, part.noise(58, 27, 1))
    dents = part.noise(52, 25, 1)
    lumps = 1.5 * dents + 0.30 * prints * pressed + 0.12 * part.noise(4, 29, 1)
    dome = part.dome.bent(lumps, part.sheet.scale)
    colors = _vivid(part.albedo, 1.12) * (1 + 0.03 * dents)[..., None]
    colors = shaded(part, colors, diffuse(part, dome, 0.2), 0.50, 1.08)
    rx, ry = mirrored(part, dome)
    shine = 0.16 * spot(rx, ry, -0.40, -0.58, 0.36) + 0.10 * spot(rx, ry, -0.46, -0.66, 0.14) + 0.06 * grazing(part, 2)
    return Coat(brightened(colors, shine))


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
    Material("clay", "#D98A5E", _clay, own=1.0, relief=-2.2),
    Material("terracotta", "#C9744A", _terracotta, called="brown", relief=2.4, contrast=0.5),
    Material("plastic", "#E5604D", _plastic, own=1.0, relief=-0.8),
    Material("chocolate", "#6B3A20", _chocolate, called="brown", relief=-2.4, contrast=0.55),
)
