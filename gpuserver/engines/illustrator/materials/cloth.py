"""What is sewn: felt with stitches along its rims, woven fabric, plush, knitted wool."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.materials.part import Coat, Material, Part, silhouette
from gpuserver.engines.illustrator.materials.planes import Field, blurred, filled, over, smoothstep
from gpuserver.engines.illustrator.materials.shine import diffuse, shaded
from gpuserver.engines.illustrator.painting.shapes import difference
from gpuserver.raster.texture import Plane


def _stitches(part: Part, inset: float, dash: float, width: float) -> Plane:
    """A running stitch along the inside of the outline, all lengths in design px; 0..1."""
    scale = part.sheet.scale
    height, wide = part.cover.shape
    if float(part.dome.rim.max()) < 2.6 * inset * scale:  # too slim to be sewn
        return np.zeros((height, wide), np.float32)
    hem = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=2 * inset * scale, StrokeJoin=skia.Paint.kRound_Join)
    border, seam = skia.Path(), skia.Path()
    hem.getFillPath(part.path, border)
    thread = skia.Paint(
        Style=skia.Paint.kStroke_Style, StrokeWidth=width * scale, StrokeCap=skia.Paint.kRound_Cap,
        PathEffect=skia.DashPathEffect.Make([dash * scale, 0.75 * dash * scale], 0.0),
    )  # fmt: skip
    thread.getFillPath(difference(part.path, border), seam)
    return silhouette(seam, wide, height) * smoothstep(0.4 * inset * scale, 0.7 * inset * scale, part.dome.rim)


def _sewn(part: Part, colors: Field, thread: Plane, light: float = 0.45) -> Field:
    """The thread over a seam that draws the cloth in."""
    scale = part.sheet.scale
    seam = blurred(thread, 2.2 * scale)
    under = blurred(np.roll(thread, (round(1.6 * scale), round(part.side * scale)), (0, 1)), 0.9 * scale)
    colors = colors * (1 - 0.16 * seam - 0.34 * under * (1 - thread))[..., None]
    pale = part.albedo + (np.float32(255) - part.albedo) * np.float32(light)
    dark = part.albedo * np.float32(0.55)
    twist = 0.90 + 0.10 * np.sin((part.x + part.y) * 1.7)
    bright = (part.albedo.mean(-1, keepdims=True) > 205).astype(np.float32)
    return over(colors, (pale * (1 - bright) + dark * bright) * twist[..., None], thread)


def _felt(part: Part) -> Coat:
    fuzz = part.matted((0.3, 0.95, 1.6, 2.25, 2.8), 7, 0.9)
    mottle = part.noise(7, 3, 2)
    thread = _stitches(part, 8.5, 11, 3.4)
    seam = blurred(thread, 3 * part.sheet.scale)
    dome = part.dome.bent(0.13 * fuzz + 0.16 * mottle - 2.4 * seam, part.sheet.scale)
    colors = part.albedo * (1.02 + 0.030 * fuzz + 0.016 * mottle)[..., None]
    colors = shaded(part, colors, diffuse(part, dome, 0.3), 0.62, 1.05)
    halo = smoothstep(0.55, 0.08, part.dome.nz) * (0.14 + 0.05 * fuzz)
    colors = over(colors, filled(colors, "#FAFAFA"), np.clip(halo, 0, 0.3))
    return Coat(_sewn(part, colors, thread), _ragged(part, fuzz, 0.5))


def _ragged(part: Part, hair: Field, reach: float) -> Field:
    """The silhouette with `hair` standing out by about `reach` design px."""
    scale = part.sheet.scale
    edge = part.dome.rim / np.float32(scale) + reach * hair
    return np.clip(edge * scale + 0.5, 0, 1)


def _fabric(part: Part) -> Coat:
    turn = 0.18 * np.sin(part.number * 1.9)
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    bulge = part.noise(60, 5, 2) * 1.5
    warp = (part.x * cos + part.y * sin + bulge + 3 * part.dome.nx) * np.float32(np.pi / 3.4)
    weft = (part.y * cos - part.x * sin + bulge + 3 * part.dome.ny) * np.float32(np.pi / 3.4)
    upper = np.sin(warp) * np.sin(weft) > 0
    crown = np.where(upper, np.abs(np.sin(weft)), np.abs(np.sin(warp))).astype(np.float32)
    slub = part.streaks(turn, 40, 2.2) * 0.5 + part.streaks(turn + np.pi / 2, 40, 2.2) * 0.5
    wrinkle = part.noise(54, 9, 2)
    thread = _stitches(part, 9, 10, 3.2)
    seam = blurred(thread, 3 * part.sheet.scale)
    dome = part.dome.bent(1.6 * wrinkle - 2.2 * seam, part.sheet.scale)
    weave = 0.93 + 0.15 * crown + np.where(upper, 0.035, -0.035) + 0.035 * slub
    colors = shaded(part, part.albedo * weave[..., None], diffuse(part, dome, 0.25), 0.64, 1.10)
    return Coat(_sewn(part, colors, thread))


def _plush(part: Part) -> Coat:
    down = np.arctan2(part.dome.ny + 0.9, part.dome.nx)  # the hair hangs, and parts round the body
    hair = np.zeros_like(part.x)
    for angle in (0.9, 1.25, 1.6, 1.95, 2.3):
        near = np.exp(-(((down - angle) / 0.35) ** 2))
        hair = hair + near * part.streaks(angle, 17, 1.5)
    tuft = part.noise(15, 13, 2)
    dome = part.dome.bent(0.5 * hair + 1.5 * tuft, part.sheet.scale)
    colors = part.albedo * (1 + 0.075 * hair + 0.045 * tuft)[..., None]
    colors = shaded(part, colors, diffuse(part, dome, 0.35), 0.58, 1.06)
    halo = smoothstep(0.60, 0.10, part.dome.nz) * (0.20 + 0.10 * hair)
    colors = over(colors, filled(colors, "#FCFCFC"), np.clip(halo, 0, 0.45))
    return Coat(colors, _ragged(part, hair + 0.8 * tuft, 1.7))


def _knit(part: Part) -> Coat:
    wide, tall = np.float32(13.0), np.float32(10.0)
    x = part.x + 4 * part.dome.nx + 1.2 * part.noise(70, 17, 1)
    y = part.y + 4 * part.dome.ny + 1.2 * part.noise(70, 19, 1)
    column = x / wide - np.floor(x / wide) - 0.5  # -0.5..0.5 across one stitch
    slope = y / tall - 0.95 * np.abs(column) * 2
    loop = slope - np.floor(slope) - 0.5
    leg = np.clip(1 - (loop / 0.46) ** 2, 0, 1) * np.clip(1 - ((np.abs(column) - 0.25) / 0.255) ** 2, 0, 1)
    leg = np.sqrt(leg).astype(np.float32)
    ply = np.sin((loop * 2.2 + np.sign(column) * column * 5) * np.pi * 2)
    dome = part.dome.bent(2.3 * leg, part.sheet.scale)
    colors = part.albedo * (0.68 + 0.44 * leg + 0.030 * ply * leg)[..., None]
    colors = shaded(part, colors, diffuse(part, dome, 0.35), 0.66, 1.12)
    fuzz = part.streaks(1.1, 10, 1.2)
    colors = over(
        colors, filled(colors, "#FAFAFA"), np.clip(smoothstep(0.5, 0.1, part.dome.nz) * (0.12 + 0.05 * fuzz), 0, 0.3)
    )
    return Coat(colors, _ragged(part, fuzz + 2 * (leg - 0.6), 0.8))


CLOTHS = (
    Material("felt", "#D9836B", _felt, own=1.0, relief=-0.9, top=0.045, cast=0.36),
    Material("fabric", "#C9A27E", _fabric, own=1.0, relief=-0.5, cast=0.34),
    Material("plush", "#C79A6E", _plush, own=1.0, cast=0.34),
    Material("knit", "#C9705E", _knit, own=1.0, cast=0.34),
)
