"""What comes out of the ground: marble with veins, rough stone, jade."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import (
    Field,
    blurred,
    color_of,
    filled,
    over,
    ramp,
    resized,
    smoothstep,
)
from gpuserver.engines.illustrator.materials.shine import brightened, diffuse, gloss, grazing, mirrored, shaded, spot

_WAVES = ((1.9, 0.24), (1.3, 0.20), (0.8, 0.16), (0.5, 0.12), (0.31, 0.09), (0.21, 0.06), (0.15, 0.04))
"""The waves that turn a vein aside: their length in vein distances, and how steep they are."""


def vein_height(part: Part, angle: float, period: float, seed: int) -> Field:
    """A slope whose level lines are the veins, `period` design px apart. The aside is gentler than the slope itself, so
    that the lines wander but never close."""
    x, y = part.x[::2, ::2], part.y[::2, ::2]
    slope = (x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))) / np.float32(period)
    rng = np.random.default_rng(part.sheet.seed % 997 + seed)
    for length, steep in _WAVES:  # the steepness adds up to less than 1: no line turns back
        turn, phase = rng.random(2) * 2 * np.pi
        pace = 2 * np.pi / (length * period)
        across = x * np.float32(pace * np.cos(turn)) + y * np.float32(pace * np.sin(turn))
        wave = np.sin(across + np.float32(phase))
        slope = slope + wave * np.float32(steep / (pace * period))
    height, width = part.cover.shape
    return resized(slope, width, height) + np.float32(part.number * 0.37)


def _veins(part: Part, angle: float, period: float, width: float, seed: int) -> Field:
    """Lines `width` design px wide that come and go, 0..1."""
    slope = vein_height(part, angle, period, seed)
    off = np.abs(slope - np.round(slope)) * np.float32(period)
    present = smoothstep(-0.5, 0.7, part.noise(period * 0.7, seed + 2, 2))
    wide = width * (0.35 + 0.9 * present)
    return np.exp(-off / wide) * present


def _marble(part: Part) -> Coat:
    bold = _veins(part, 0.75, 118, 2.6, 21)
    fine = _veins(part, -0.35, 76, 1.0, 31)
    cloud = _veins(part, 0.75, 118, 22, 21) * 0.30 + 0.10 * smoothstep(0.1, 1.4, part.noise(110, 41, 3))
    stain = np.clip(0.85 * bold + 0.55 * fine, 0, 1)
    pale = ramp(cloud, "#F8F5F0", "#C9C5CE", "#918D9C")
    dark_stone = float(part.tone.mean()) < 0.55
    vein = "#F4F0EA" if dark_stone else "#55505E"
    body = pale * part.ratio if dark_stone else pale * _carved(part)
    colors = over(body, filled(part.albedo, vein), stain * 0.9)
    warm = _veins(part, 0.62, 190, 1.1, 51) * 0.5
    colors = over(colors, filled(part.albedo, "#C79A5E"), warm)
    colors = shaded(part, colors, diffuse(part, wrap=0.25), 0.44, 1.06)
    return Coat(brightened(colors, gloss(part, 0.62, sharp=0.05)))


def _stone(part: Part) -> Coat:
    grit = part.noise(4, 61, 2)
    lumps = part.noise(46, 64, 2)
    pits = smoothstep(1.2, 1.9, part.noise(8, 67, 1))
    dome = part.dome.bent(0.40 * grit + 2.0 * lumps - 1.6 * pits, 0.75 * part.sheet.scale)
    light = diffuse(part, dome, 0.1)
    tone = 0.52 + 0.055 * lumps + 0.06 * grit + 0.05 * part.noise(150, 69, 2)
    colors = ramp(tone, "#77736E", "#A29C94", "#C6BFB4", "#E0D9CC")
    specks = smoothstep(1.35, 1.7, part.noise(3.2, 71, 1))[..., None]
    colors = colors * (1 - np.float32(0.28) * specks) * _carved(part)
    shadow = smoothstep(0.1, 0.9, part.dome.ny) * np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.03 * part.length))
    moss = smoothstep(0.75, 1.5, part.noise(60, 75, 3) + 0.7 * shadow) * 0.24
    colors = over(colors, filled(part.albedo, "#7E8A57"), moss)
    return Coat(shaded(part, colors, light, 0.46, 1.14))


def _carved(part: Part) -> Field:
    """How the markings darken a plain stone."""
    return 0.16 + 0.84 * part.ratio


def _jade(part: Part) -> Coat:
    through = part.noise(120, 81, 2)
    thin = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.020 * part.length))
    far = smoothstep(-0.1, 0.9, part.dome.nx * part.side * 0.6 + part.dome.ny * 0.75)
    light = diffuse(part, wrap=0.5)
    tone = 0.13 + 0.50 * light + 0.085 * through + 0.30 * far * (0.30 + 0.70 * thin) - 0.05 * thin
    colors = ramp(tone, "#06392F", "#177052", "#3FA277", "#82CD9C", "#D4F2D2")
    colors = colors * _carved(part)
    wisps = np.abs(np.sin(part.x * 0.020 - part.y * 0.028 + 1.6 * part.noise(130, 85, 2) + part.number))
    milk = smoothstep(0.22, 0.0, wisps) * smoothstep(-0.2, 1.2, part.noise(90, 87, 1)) * 0.34
    colors = over(colors, filled(part.albedo, "#CFEBCF"), milk)
    rx, ry = mirrored(part)
    shine = 0.34 * spot(rx, ry, -0.44, -0.62, 0.36) + 0.70 * spot(rx, ry, -0.46, -0.66, 0.13) + 0.20 * grazing(part, 3)
    shine = shine + 0.16 * spot(rx, ry, 0.5, 0.5, 0.3)
    return Coat(brightened(colors, shine, "#F4FFF0"))


def _snow(part: Part) -> Coat:
    lumps = part.noise(26, 91, 2)
    dome = part.dome.bent(lumps, 1.5 * part.sheet.scale)
    light = diffuse(part, dome, 0.35)
    colors = color_of("#FBFDFF") * (0.45 + 0.55 * part.ratio)
    colors = shaded(part, colors, light, 0.66, 1.05)
    sparks = smoothstep(2.1, 2.5, part.noise(2.4, 95, 1)) * smoothstep(0.2, 0.7, light)
    return Coat(brightened(colors, blurred(sparks, 0.5)))


ROCKS = (
    Material("marble", "#EDEAE6", _marble, called="white", relief=2.2, contrast=0.36),
    Material("stone", "#A8A198", _stone, called="gray", relief=3.6, contrast=0.5),
    Material("jade", "#5FB389", _jade, called="green", relief=2.6, contrast=0.45, caustic="#CFF5DC", ground=0.9),
    Material("snow", "#EEF4FB", _snow, called="white", relief=3.0, contrast=0.32),
)
