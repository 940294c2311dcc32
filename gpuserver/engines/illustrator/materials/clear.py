"""What light goes through: glass, crystal, ice, jelly. They bend the picture behind them."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import hls, luminance, mix
from gpuserver.engines.illustrator.materials.facets import creases, faceted
from gpuserver.engines.illustrator.materials.inflate import Dome
from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import (
    Colors,
    blurred,
    bump,
    color_of,
    looked_up,
    luminance_of,
    over,
    ramp,
    smoothstep,
)
from gpuserver.engines.illustrator.materials.shine import brightened, diffuse, grazing, mirrored, spot, window
from gpuserver.raster.texture import Plane


def _seen_through(part: Part, dome: Dome, bend: float, frost: float = 0.0) -> Colors:
    """The picture behind, bent by the dome (`bend` in shares of S), and blurred by `frost` design px."""
    height, width = part.cover.shape
    down, right = np.mgrid[part.top : part.top + height, part.left : part.left + width].astype(np.float32)
    reach = np.float32(bend * part.length) * (0.35 + 0.65 * dome.nz)
    x = np.clip(right - dome.nx * reach, 0, part.behind.shape[1] - 1)
    y = np.clip(down - dome.ny * reach, 0, part.behind.shape[0] - 1)
    seen = looked_up(part.behind, x, y)
    return blurred(seen, frost * part.sheet.scale) if frost else seen


def _rim(part: Part, at: float, width: float) -> Plane:
    """A line along the inside of the outline, `at` from it and `width` wide, shares of S."""
    return bump(part.dome.rim, at * part.length, width * part.length)


def _filter(part: Part, strength: float) -> Colors:
    """The part's own flat colour as a filter 0..1, `strength` of it; the more vivid it is, the deeper it dyes."""
    own = part.albedo / np.maximum(part.albedo.max(-1, keepdims=True), 40)
    vivid = np.clip(1.6 * (1 - own.min(-1, keepdims=True)) - 0.35, 0, 1)
    return 1 - (strength + (1.15 - strength) * vivid) * (1 - own).clip(0.03, 1)


def _dark_field(part: Part) -> Plane:
    """How much of the dark of the room is seen in clear glass, 0..1: at its turned flanks, and upside down above.

    On a light sheet this is what shows the form: a photographer stands black cards beside the glass.
    """
    dome = part.dome
    flank = smoothstep(0.60, 0.10, dome.nz)
    card = bump(dome.nx * part.side, 0.62, 0.13) * smoothstep(0.75, 0.35, np.abs(dome.ny))
    above = smoothstep(0.15, 0.75, -dome.ny) * smoothstep(0.25, 0.6, dome.nz)
    return np.asarray(np.clip(0.82 * flank + 0.34 * card + 0.20 * above, 0, 0.9), np.float32)


def _glass(part: Part) -> Coat:
    dome, side = part.dome, part.side
    seen = _seen_through(part, dome, 0.062)
    colors = seen * _filter(part, 0.50)
    dark = np.array([0.10, 0.33, 0.42], np.float32) * _filter(part, 0.6)
    colors = colors * (1 - _dark_field(part)[..., None] * (1 - dark))
    lit = np.clip(0.45 - 0.75 * (0.55 * dome.nx * side + 0.85 * dome.ny), 0, 1)
    edge = _rim(part, 0.0016, 0.0022)
    colors = colors * (1 - np.float32(0.80) * edge[..., None] * (1 - dark))
    light = 0.05 + 0.34 * _rim(part, 0.0075, 0.0032) * (0.35 + 0.9 * lit)
    light = light + 0.20 * _rim(part, 0.016, 0.004) * lit
    below = smoothstep(0.35, 0.85, 0.55 * dome.nx * side + 0.80 * dome.ny) * smoothstep(0.12, 0.40, dome.nz)
    light = light + 0.42 * below  # the light gathers on the far side
    rx, ry = mirrored(part)
    light = (
        light
        + 0.95 * window(rx, ry, -0.48, -0.60, 0.34, 0.40, 0.02)
        + 0.30 * window(rx, ry, 0.58, 0.42, 0.20, 0.46, 0.05)
    )
    light = light + 0.30 * grazing(part, 4)
    return Coat(brightened(colors, light, "#FAFFFF"))


def _crystal(part: Part) -> Coat:
    dome = faceted(part, 46, 0.20, 13)
    layers = [_seen_through(part, dome, bend) for bend in (0.150, 0.132, 0.115)]
    seen = np.stack([layer[..., at] for at, layer in enumerate(layers)], -1)
    rx, ry = mirrored(part, dome)
    number = part.facets(46, 13)
    sparkle = np.random.default_rng(5).random(int(number.max()) + 1).astype(np.float32)[number]
    swing = 0.5 + 0.5 * np.sin(5.2 * ry + 3.4 * rx + 6.28 * sparkle + 0.010 * (part.x + part.y))
    tone = 0.30 + 0.42 * swing + 0.40 * smoothstep(0.3, -0.8, ry + 0.4 * rx)
    body = ramp(tone, "#5E8CBC", "#9CC4E4", "#D5EAF8", "#FFFFFF") * _filter(part, 0.55)
    clear = np.clip(0.26 + 0.30 * (1 - swing), 0, 1)[..., None]
    colors = body * (1 - clear) + seen * _filter(part, 0.4) * (0.70 + 0.40 * tone)[..., None] * clear
    fire = smoothstep(0.86, 0.99, sparkle)[..., None]  # here and there a facet splits the light
    hue = 0.62 + 0.38 * np.cos(6.28 * (sparkle * 9.7 + 0.5 * rx)[..., None] + np.array([0, 2.1, 4.2], np.float32))
    colors = colors * (1 - 0.45 * fire) + 255 * hue * 0.45 * fire
    dark = smoothstep(0.50, 0.08, part.dome.nz)[..., None]
    colors = colors * (1 - np.float32(0.55) * dark * (1 - np.array([0.45, 0.64, 0.85], np.float32)))
    light = 0.95 * spot(rx, ry, -0.45, -0.60, 0.24) + 0.50 * spot(rx, ry, 0.62, 0.30, 0.18)
    light = light + 0.40 * creases(part, 46, 13) + 0.55 * _rim(part, 0.005, 0.0025) + 0.12 * grazing(part, 3)
    return Coat(brightened(colors, light, "#FFFFFF"))


def _ice(part: Part) -> Coat:
    chips = faceted(part, 96, 0.10, 17)
    share = np.float32(0.26)
    lumps = part.dome.bent(part.noise(56, 19, 2), 3.2 * part.sheet.scale)
    dome = part.dome.turned(lumps.nx * (1 - share) + chips.nx * share, lumps.ny * (1 - share) + chips.ny * share)
    seen = _seen_through(part, dome, 0.15, 0.9)
    body = color_of("#D3ECFA") * (0.42 + 0.72 * diffuse(part, dome, 0.3))[..., None]
    heart = smoothstep(0.55, 0.98, part.dome.nz)  # ice is white in the middle, where the air froze last
    cloudy = np.clip(0.26 + 0.34 * heart + 0.14 * part.noise(60, 21, 2), 0.1, 0.8)
    colors = over(np.asarray(seen * np.array([0.66, 0.88, 1.02], np.float32)), body, cloudy)
    colors = colors * _filter(part, 0.30)
    deep = smoothstep(0.80, 0.10, dome.nz)[..., None]
    colors = colors * (1 - np.float32(0.88) * deep * (1 - np.array([0.08, 0.36, 0.66], np.float32)))
    frost = np.exp(-np.maximum(part.dome.rim, 0) / np.float32(0.007 * part.length)) * (
        0.55 + 0.35 * part.noise(9, 23, 2)
    )
    cracks = np.abs(part.noise(90, 29, 2)) < 0.022
    split = blurred(cracks.astype(np.float32), 0.6 * part.sheet.scale) * smoothstep(0.1, 0.9, part.noise(70, 37, 1))
    bubbles = smoothstep(1.9, 2.3, part.noise(6, 43, 1)) * smoothstep(0.3, 0.8, part.dome.nz)
    rx, ry = mirrored(part, dome)
    light = 0.50 * np.clip(frost, 0, 1) + 0.55 * split + 0.35 * bubbles + 0.10 * creases(part, 96, 17)
    light = (
        light + 0.95 * spot(rx, ry, -0.45, -0.62, 0.22) + 0.40 * spot(rx, ry, 0.5, 0.48, 0.24) + 0.14 * grazing(part, 3)
    )
    light = light + 0.30 * _rim(part, 0.013, 0.003)
    return Coat(brightened(colors, light, "#FBFEFF"))


def dyed(color: str) -> str:
    """The jelly that stands for a flat colour: greens and blues stay, what is pale, grey or brown turns raspberry."""
    hue, _, vivid = hls(color)
    if vivid > 0.25 and luminance(color) < 215 and 0.12 < hue < 0.92:
        return color
    return mix("#EE4C62", color, 0.38)


def _jelly(part: Part) -> Coat:
    dome = part.dome.bent(part.noise(64, 47, 1), 3.4 * part.sheet.scale)  # it wobbles
    own = part.albedo
    grey = luminance_of(own)[..., None] * np.float32(255)
    own = np.clip(grey + (own - grey) * np.float32(1.75), 14, 255)
    dye = own / np.maximum(own.max(-1, keepdims=True), 60)
    seen = _seen_through(part, dome, 0.10, 9.0) * dye  # light comes through, no picture
    colors = seen * 0.38 + own * 0.62
    side = 0.55 * part.dome.nx * part.side + 0.82 * part.dome.ny
    inner = np.clip(own * 1.1 + 46 * dye + 18, 0, 255)
    glow = smoothstep(-0.35, 0.75, side) * smoothstep(0.02, 0.55, dome.nz)
    colors = colors * (0.84 + 0.20 * diffuse(part, dome, 0.7))[..., None]
    colors = over(colors, inner, 0.66 * glow)
    far = np.maximum(smoothstep(0.80, 0.20, part.dome.nz), 0.6 * smoothstep(0.05, -0.8, side)) * (1 - 0.7 * glow)
    colors = colors * (1 - 0.62 * far[..., None] * (1 - 0.80 * dye**2))  # the light has the longest way there
    bubbles = smoothstep(2.0, 2.3, part.noise(8, 53, 1)) * 0.4
    rx, ry = mirrored(part, dome)
    light = 0.62 * spot(rx, ry, -0.44, -0.60, 0.26) + 0.55 * spot(rx, ry, -0.50, -0.68, 0.10) + bubbles
    light = light + 0.16 * _rim(part, 0.006, 0.005) + 0.12 * grazing(part, 3) + 0.30 * spot(rx, ry, 0.5, 0.5, 0.2)
    return Coat(brightened(colors, light))


CLEAR = (
    Material(
        "glass",
        "#BFE3EA",
        _glass,
        called="white",
        own=0.18,
        contrast=0.20,
        relief=0.8,
        clear=0.75,
        veil=0.62,
        cast=0.10,
        ground=0.5,
        caustic="#F3FFFF",
    ),
    Material(
        "crystal",
        "#D3E4F4",
        _crystal,
        called="white",
        own=0.22,
        contrast=0.20,
        clear=0.35,
        cast=0.12,
        ground=0.55,
        caustic="#FFFFFF",
    ),
    Material(
        "ice",
        "#BFE0F2",
        _ice,
        called="blue",
        own=0.10,
        contrast=0.22,
        relief=1.2,
        clear=0.45,
        cast=0.14,
        ground=0.55,
        caustic="#E6F8FF",
    ),
    Material(
        "jelly", "#EE4C62", _jelly, own=1.0, recolor=dyed, relief=0.6, clear=0.30, cast=0.14, ground=0.6, caustic="own"
    ),
)
