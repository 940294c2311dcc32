"""A cave that looks out on a valley: dark stone round a bright mouth, crystals that glow, a pool on the floor."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    blob,
    circle,
    curve,
    difference,
    glow,
    polygon,
    prop,
    rect,
    scenery,
    shifted,
    smooth,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import fern, grass, leaves, rock
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import at, crag, patch, pines, slope, wood
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.weather import haze_of, heavens, land_tint, mist

_MOUTH = ((0.17, 0.73), (0.15, 0.6), (0.185, 0.46), (0.215, 0.34), (0.3, 0.235), (0.39, 0.215), (0.47, 0.16), (0.56, 0.175), (0.66, 0.2), (0.74, 0.27),
          (0.8, 0.36), (0.815, 0.47), (0.85, 0.58), (0.84, 0.73), (0.5, 0.78))  # fmt: skip
_STONES = {"day": ("#8E84A8", "#6B6088", "#4A4066"), "night": ("#3E4A86", "#2C3568", "#1C2348"), "sunset": ("#94708E", "#6E4E78", "#47345E"),
           "dawn": ("#9A84A8", "#75628C", "#50456C")}  # fmt: skip
_LIGHT = Light(
    shade="#4A3F86",
    high="#FFE9C8",
    bounce="#9A8CE0",
    depth=0.72,
    dx=0.6,
    dy=1.2,
    rim=0.7,
    cast="#1E1740",
    cast_strength=0.4,
)
_LIGHT_NIGHT = Light(
    shade="#2E3A84",
    high="#CFE6FF",
    bounce="#7FD8E8",
    depth=0.8,
    dx=-0.6,
    dy=1.2,
    rim=0.9,
    cast="#0A1236",
    cast_strength=0.5,
)


def cave(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The air is outside: rain and snow fall beyond the mouth, and the hero stands before the light."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    pale, stone, dark = _STONES[air.time]
    haze = haze_of(air)
    outside = [heavens(canvas, air, rng, height * 0.66), *_valley(canvas, air, haze, rng), *falling(canvas, air, rng)]
    for group in outside:
        group.layer = "back"
    shine = scenery(blob(at(canvas, [(x, y + 0.01) for x, y in _MOUTH])), mix(haze, "#FFFFFF", 0.3), alpha=0.22 if air.is_dark else 0.4, blur=40 * unit, kind="glow",
                    blend=skia.BlendMode.kScreen)  # fmt: skip
    frame = rect(-30, -30, width + 60, height + 60)
    layers: list[Group] = []
    for step, (spread, color) in enumerate(((1.0, pale), (1.1, stone), (1.3, dark))):
        hole = blob(at(canvas, [_spread(point, spread, step) for point in _MOUTH]))
        stone_path = union([difference(frame, hole), *_stalactites(canvas, hole, step, rng)])
        ring = scenery(stone_path, color, gradient=(mix(color, dark, 0.5), mix(color, pale, 0.25)), cls="rock")
        lit = difference(stone_path, shifted(stone_path, 0, -9 * unit))  # the edge that the light from outside strikes
        ring.marks.append(scenery(lit, mix(pale, haze, 0.55), alpha=0.4 - 0.1 * step))
        layers.append(Group([ring], f"wall{step}"))
    floor_color = mix(pale, haze, 0.35)
    floor = [
        slope(
            canvas,
            ((-0.05, 0.78), (0.2, 0.735), (0.5, 0.722), (0.8, 0.735), (1.05, 0.785)),
            (floor_color, mix(stone, pale, 0.3), stone),
            "stone",
        )
    ]
    path = patch(
        canvas,
        ((0.36, 0.728), (0.64, 0.728), (0.76, 0.84), (0.86, 1.04), (0.14, 1.04), (0.24, 0.84)),
        (mix(haze, "#FFFFFF", 0.2),),
        alpha=0.3 if air.is_dark else 0.42,
    )
    path.blur, path.kind = 30 * unit, "glow"
    floor.append(path)
    floor += [
        scenery(
            circle(width * rng.random(), height * (0.8 + 0.19 * rng.random()), 30 * unit, 5 * unit),
            dark,
            alpha=0.16,
            kind="flat",
        )
        for _ in range(22)
    ]
    stones = [rock(width * x, height * y, size * unit, mix(stone, dark, 0.2 + 0.4 * rng.random()), rng) for x, y, size in
              ((0.06, 0.8, 80), (0.17, 0.785, 42), (0.93, 0.8, 86), (0.82, 0.785, 36), (0.02, 0.96, 74), (0.98, 0.98, 80))]  # fmt: skip
    pool, image = _pool(canvas, haze, stone)
    crystals, halo = _crystals(canvas, air)
    front = Group(_spires(canvas, dark), "spires", layer="front")
    back = [*outside, Group([shine], "shine"), layers[0], Group(floor, "floor"), layers[1], Group(pool, "pool"), Group(stones, "stones"),
            Group(crystals, "crystals"), layers[2], Group(halo, "halo")]  # fmt: skip
    night = air.is_dark
    return Backdrop(
        back=back, front=[front], light=_LIGHT_NIGHT if night else _LIGHT, ground=height * 0.875, horizon=height * 0.73,
        tint="#B4BEEE" if night else "#F0E2EE", rim=("#D6ECFF", 0.85) if night else ("#FFF0D0", 0.7), haze=mix(haze, pale, 0.5), shadow=0.5,
        water=image,
    )  # fmt: skip


def _spread(point: tuple[float, float], share: float, step: int) -> tuple[float, float]:
    """A point of the mouth's outline moved out from its middle, farther at the foot so that the floor stays open."""
    x, y = point
    wave = 0.012 * step * np.sin(9 * x + 13 * y + 2 * step)
    return 0.5 + (x - 0.5) * (share + 0.06 * step * (y > 0.6)) + wave, 0.5 + (y - 0.5) * (
        share + 0.3 * step * (y > 0.62)
    ) + wave


def _valley(canvas: Canvas, air: Atmosphere, haze: str, rng: np.random.Generator) -> list[Group]:
    """What is seen outside: a mountain, hills and woods, pale with distance."""
    light, dark = grass(air)
    shades = leaves(air)
    items: list[Item] = [
        crag(
            canvas,
            ((0.0, 0.68), (0.2, 0.52), (0.3, 0.46), (0.36, 0.43), (0.44, 0.5), (0.6, 0.6), (0.7, 0.68)),
            mix("#8FA6C8", haze, 0.35),
            haze,
            snow=0.6 if air.is_white else 0.34,
        ),
        slope(
            canvas,
            ((-0.05, 0.6), (0.3, 0.61), (0.5, 0.625), (0.7, 0.6), (0.9, 0.58), (1.05, 0.57)),
            (mix(dark, haze, 0.5), mix(light, haze, 0.4)),
        ),
        wood(canvas, 0.6, 0.95, 0.64, 0.07, mix(shades[0], haze, 0.32), haze, rng),
        *pines(canvas, 0.12, 0.36, 0.665, 0.15, 6, mix("#4E8A78", haze, 0.25), haze, rng),
        slope(canvas, ((-0.05, 0.655), (0.4, 0.665), (0.7, 0.655), (1.05, 0.64)), (mix(light, haze, 0.2), dark)),
    ]
    if air.is_white:
        snowed([one for one in items if one.cls == "leaf"], 6 * canvas.scale / 1024)
    return [
        Group(items[:1], "far", tint=land_tint(air)),
        mist(canvas, canvas.height * 0.6, haze, 0.4),
        Group(items[1:], "valley", tint=land_tint(air)),
    ]


def _stalactites(canvas: Canvas, hole: skia.Path, step: int, rng: np.random.Generator) -> list[skia.Path]:
    """Stone that hangs from the roof of a hole, long at the sides, short over the hero."""
    out: list[skia.Path] = []
    count = 7 - step
    for at_x in range(count):
        x = 0.26 + 0.48 * (at_x + 0.2 + 0.6 * rng.random()) / count
        long = canvas.scale * (0.03 + 0.1 * min(1.0, abs(x - 0.5) / 0.24) ** 1.5) * (0.6 + 0.7 * rng.random())
        top = next((y for y in range(0, canvas.height, 6) if hole.contains(canvas.width * x, y)), 0)
        spine = curve(
            (canvas.width * x, top - 30), (canvas.width * x, top + long * 0.4), (canvas.width * x + 3, top + long)
        )
        out.append(taper(spine, (long * 0.3 + 26, long * 0.2 + 3, 1.5), caps=False))
    return out


def _pool(canvas: Canvas, haze: str, stone: str) -> tuple[list[Item], Water]:
    """Still water on the floor, at the left, that mirrors the light of the mouth."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    shape = blob(
        at(
            canvas,
            (
                (0.06, 0.915),
                (0.2, 0.892),
                (0.42, 0.898),
                (0.6, 0.903),
                (0.68, 0.925),
                (0.6, 0.955),
                (0.36, 0.968),
                (0.14, 0.955),
            ),
        )
    )
    tone = mix(mix(haze, "#7FC4D8", 0.5), stone, 0.25)
    rim = scenery(
        blob(
            at(
                canvas,
                (
                    (0.045, 0.912),
                    (0.2, 0.882),
                    (0.42, 0.889),
                    (0.62, 0.896),
                    (0.7, 0.925),
                    (0.61, 0.966),
                    (0.36, 0.98),
                    (0.12, 0.966),
                ),
            )
        ),
        mix(stone, "#FFFFFF", 0.2),
        alpha=0.5,
        kind="flat",
    )
    water = scenery(shape, tone, gradient=(mix(tone, "#FFFFFF", 0.25), multiply(tone, "#9AA8E0")), cls="pool")
    lines = [taper(curve((width * x, height * y), (width * (x + 0.06), height * y - 3), (width * (x + 0.12), height * y)), (0.5, 4 * unit, 0.5), caps=False)
             for x, y in ((0.12, 0.925), (0.5, 0.93), (0.28, 0.95))]  # fmt: skip
    shine = [scenery(one, "#FFFFFF", alpha=0.4, kind="flat", cls="glint") for one in lines]
    return [rim, water, *shine], Water(shape, tone, clear=0.5, brink=height * 0.9)


def _crystals(canvas: Canvas, air: Atmosphere) -> tuple[list[Item], list[Item]]:
    """Clusters of crystals by the walls, and their glow."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    halo: list[Item] = []
    for x, y, size, color in (
        (0.105, 0.815, 100, "#6FD8E0"),
        (0.895, 0.81, 120, "#C98CF0"),
        (0.2, 0.79, 50, "#8FE6D0"),
        (0.975, 0.92, 84, "#7FB4F4"),
        (0.02, 0.9, 76, "#F09AC8"),
    ):
        px, py, tall = width * x, height * y, size * unit
        for lean, share in ((-0.55, 0.6), (0.5, 0.66), (-0.2, 0.86), (0.14, 1.0)):
            tip = (px + np.sin(lean) * tall * share, py - np.cos(lean) * tall * share)
            half, mid = tall * 0.13, 0.74
            body = [(px + lean * tall * 0.3 - half, py), (px + np.sin(lean) * tall * share * mid - half * 1.05, py - np.cos(lean) * tall * share * mid), tip,
                    (px + np.sin(lean) * tall * share * mid + half * 1.05, py - np.cos(lean) * tall * share * mid + half * 0.4), (px + lean * tall * 0.3 + half, py)]  # fmt: skip
            shard = scenery(
                polygon(body), color, gradient=(mix(color, "#FFFFFF", 0.6), mix(color, "#5A48A0", 0.3)), cls="glass"
            )
            shard.marks.append(
                scenery(
                    polygon(
                        [
                            body[0],
                            body[1],
                            body[2],
                            (px + np.sin(lean) * tall * share * 0.7, py - np.cos(lean) * tall * share * 0.66),
                        ]
                    ),
                    "#FFFFFF",
                    alpha=0.3,
                )
            )
            out.append(shard)
        halo.append(
            glow(px, py - tall * 0.4, tall * (1.5 if air.is_dark else 1.1), color, 0.55 if air.is_dark else 0.35)
        )
    return out, halo


def _spires(canvas: Canvas, dark: str) -> list[Item]:
    """Dark stone that stands up at both corners, and a fern that found light enough."""
    unit, out = canvas.scale / 1024, list[Item]()
    for x, wide, tall in ((-0.01, 100, 170), (0.055, 60, 90), (1.01, 100, 150), (0.945, 60, 84)):
        px, foot = canvas.width * x, canvas.height + 20.0
        out.append(prop(smooth([(px - wide * unit, foot), (px - wide * 0.4 * unit, foot - tall * 0.6 * unit), (px, foot - tall * unit), (px + wide * 0.36 * unit, foot - tall * 0.66 * unit),
                                (px + wide * unit, foot)], True), mix(dark, "#1C1838", 0.25), form="soft", cls="rock", casts=False))  # fmt: skip
    out.append(fern(canvas.width * 0.92, canvas.height + 14, 130 * unit, -0.6, mix(dark, "#3E7A68", 0.5)))
    return out
