"""A city of the future: dark towers, neon signs, and a wet street that mirrors them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    line,
    polygon,
    rect,
    scenery,
    sky,
    stroke,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, level, paving, steps
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.weather import mist

_END = 4.6
_NEON = ("#FF4FA3", "#38E1E8", "#F9D24A", "#9B6BFF", "#4FE39A", "#FF7A4F")
_SKIES = {
    "day": ("#3A3F86", "#8A5CB0", "#F08CB8"), "dawn": ("#41408C", "#B566A8", "#FFB08A"),
    "sunset": ("#2B1F66", "#8A3A8E", "#FF6F8A"), "night": ("#0E0E34", "#2A1C66", "#7A3A9A"),
}  # fmt: skip
_TOWERS = {"day": ("#9A78C0", "#5A4A98", "#383070"), "night": ("#5A3A8E", "#2C2260", "#1B1640")}


def cyberpunk(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Always dim, darkest at night; the street is wet, and more so in the rain."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.325)
    vanish, scale = foot - 0.1 * canvas.scale, canvas.scale
    way = Corridor(width / 2, vanish, 0.6 * width, (foot - vanish) * _END)
    colors, tones = _SKIES[air.time], _TOWERS["night" if air.is_dark else "day"]
    haze = colors[-1]
    back: list[Item] = [sky(colors, foot + 40, width), glow(width / 2, foot - 120 * unit, 330 * unit, haze, 0.5)]
    moon = (width * 0.5 + 118 * unit, foot - 452 * unit)
    back += [
        glow(*moon, 250 * unit, "#FF8AC0", 0.45),
        scenery(circle(*moon, 104 * unit), "#FFD0DC", gradient=("#FFE6D8", "#FF9AC0"), cls="moon"),
    ]
    back += _towers(canvas, foot, tones[0], haze, rng)
    blocks, neon, mirror = list[Item](), list[Item](), list[Item]()
    for side in (-1, 1):
        for at, (end, near) in enumerate(pairwise(steps(0.55, _END, 5))):
            tall = scale * (1.6, 1.1, 1.45, 1.25, 1.9)[(at + (side > 0) * 2) % 5]
            parts, lights, echo = _block(way, side, end, near, tall, scale, tones, haze, at * 2 + (side > 0), rng)
            blocks += parts
            neon += lights
            mirror += echo
    street = way.on_floor(-way.half, way.half, _END, 0.55)
    dark = mix(tones[2], "#2B2250", 0.3)
    base = [scenery(rect(-20, foot, width + 40, height), dark, gradient=(mix(dark, haze, 0.45), dark), cls="stone"),
              scenery(paving(way, -way.half, way.half, steps(0.7, _END, 10), 6, 5), mix(dark, "#0E0E34", 0.5), alpha=0.5, kind="flat")]  # fmt: skip
    ground = mirror
    for share in (-0.42, 0.42):
        ground.append(
            scenery(
                way.on_floor(way.half * (share - 0.012), way.half * (share + 0.012), _END, 0.55),
                "#38E1E8",
                alpha=0.75,
                kind="flat",
                cls="glint",
            )
        )
        ground.append(
            scenery(
                way.on_floor(way.half * (share - 0.05), way.half * (share + 0.05), _END, 0.55),
                "#38E1E8",
                alpha=0.35,
                blur=8 * unit,
                blend=skia.BlendMode.kScreen,
                kind="glow",
            )
        )
    for _ in range(9 if air.is_wet else 5):
        z = 1.05 + 1.2 * rng.random()
        x, y = way.at(way.half * 1.2 * (rng.random() - 0.5), 0, z)
        wide = (90 + 90 * rng.random()) * unit / z
        ground.append(
            scenery(
                circle(x, y, wide, wide * 0.13),
                mix(haze, "#38E1E8", rng.random() * 0.6),
                alpha=0.22,
                kind="flat",
                cls="water",
            )
        )
    cables = [scenery(taper(curve(way.at(-way.half, scale * a, z), (width / 2, vanish - scale * sag), way.at(way.half, scale * b, z)), (4 * unit, 3 * unit, 4 * unit), caps=False), "#15112E", alpha=0.85, kind="flat", cls="cord")
              for a, b, z, sag in ((1.25, 1.05, 1.7, 0.32), (1.5, 1.4, 1.5, 0.5))]  # fmt: skip
    traffic = _traffic(canvas, foot, rng)
    light = Light(
        shade="#3A2A8A",
        high="#FFD0EC",
        bounce="#38C8E8",
        depth=0.78,
        dx=1,
        dy=1,
        rim=0.9,
        bounce_strength=0.4,
        cast="#0E0A2E",
        cast_strength=0.5,
    )
    water = Water(street, mix(dark, haze, 0.2), clear=0.42 if air.is_wet else 0.26)
    return Backdrop(
        back=[Group(back, "sky"), mist(canvas, foot - 150 * unit, haze, 0.4), Group(traffic, "traffic"), Group(base, "ground"), Group(blocks, "blocks"), mist(canvas, foot - 10 * unit, haze, 0.3),
              Group(cables, "cables"), Group(ground, "street"), Group(neon, "neon")],
        front=falling(canvas, air, rng), light=light, ground=level(canvas, 0.115), horizon=foot, tint="#C9B4EE" if air.is_dark else "#E3D2F4",
        rim=("#FF7AC8", 0.85), cast="#120A34", haze=haze, shadow=0.5, water=water,
    )  # fmt: skip


def _towers(canvas: Canvas, foot: float, color: str, haze: str, rng: np.random.Generator) -> list[Item]:
    """Far towers, one of them with a needle, and the pale dots of their windows."""
    width, unit = canvas.width, canvas.scale / 1024
    out: list[Item] = []
    for row, (tall, share) in enumerate(((430, 0.55), (300, 0.25))):
        x, shapes, dots = -20.0, [], skia.Path()
        while x < width + 20:
            wide = (46 + 50 * rng.random()) * unit
            top = foot - tall * (0.5 + 0.55 * rng.random()) * unit
            shapes.append(rect(x, top, wide, foot - top + 30))
            if rng.random() < 0.4:
                shapes.append(rect(x + wide * 0.44, top - 70 * unit, wide * 0.08, 80 * unit))
            for _ in range(9):
                dots.addRect(
                    skia.Rect.MakeXYWH(
                        x + wide * (0.12 + 0.7 * rng.random()), top + (foot - top) * rng.random(), 7 * unit, 4 * unit
                    )
                )
            x += wide * (1.05 + 0.3 * rng.random())
        tone = mix(color, haze, share)
        out += [
            scenery(union(shapes), tone, gradient=(tone, mix(tone, haze, 0.5)), cls="house"),
            scenery(dots, ("#FFD0E8", "#9BEFF2")[row], alpha=0.5, kind="flat", cls="pane"),
        ]
    return out


def _block(
    way: Corridor, side: int, far: float, near: float, tall: float, scale: float, tones: tuple[str, ...], haze: str, number: int,
    rng: np.random.Generator,
) -> tuple[list[Item], list[Item], list[Item]]:  # fmt: skip
    """A building at the street: its wall, its neon with the glow of it, and what the wet ground shows of that."""
    share = way.air((far + near) / 2, _END, 0.6)
    tone = mix(mix(tones[1], tones[2], 0.45 + 0.2 * (number % 2)), haze, share)
    out = [
        scenery(
            way.on_wall(side, far, near, 0, tall),
            tone,
            gradient=(mix(tone, "#0E0E34", 0.2), mix(tone, haze, 0.22)),
            cls="house",
        )
    ]
    face, dim = skia.Path(), skia.Path()
    x0, x1 = side * way.half, side * way.half * 1.6
    out.append(scenery(way.facing(min(x0, x1), max(x0, x1), 0, tall, far), mix(tone, "#0E0E34", 0.3), cls="house"))
    for row in range(7):
        for at in range(5):
            z0, z1 = far + (near - far) * (at + 0.2) / 5, far + (near - far) * (at + 0.8) / 5
            low = scale * (0.36 + 0.16 * row)
            if low < tall - 0.12 * scale and rng.random() < 0.72:
                (face if rng.random() < 0.3 else dim).addPath(way.on_wall(side, z0, z1, low, low + 0.09 * scale))
    color, other = _NEON[(number * 5 + 1) % 6], _NEON[(number * 5 + 3) % 6]
    out += [
        scenery(dim, mix(tone, "#0E0E34", 0.35), cls="pane"),
        scenery(face, mix(mix(other, "#FFE6C8", 0.55), haze, share * 0.7), alpha=0.85, cls="pane"),
    ]
    shop = way.on_wall(side, far - (far - near) * 0.08, near + (far - near) * 0.08, 0.02 * scale, 0.24 * scale)
    out.append(
        scenery(
            shop,
            mix(color, "#FFE6F0", 0.35),
            gradient=(mix(color, "#FFFFFF", 0.3), mix(color, "#2B1F66", 0.35)),
            alpha=0.8,
            cls="pane",
        )
    )
    neon: list[Item] = []
    middle = (far + near) / 2
    blur = 15 * scale / 1024 / middle
    band = way.on_wall(side, far, near, 0.265 * scale, 0.285 * scale)
    sign_low, sign_top = scale * (0.44 + 0.1 * (number % 3)), scale * (0.82 + 0.1 * (number % 3))
    z = near + (far - near) * 0.35
    jut = way.half * 0.2
    left, right = sorted((side * (way.half - jut), side * way.half * 0.985))
    board = way.facing(left, right, sign_low, sign_top, z, 16 * scale / 1024)
    neon += [scenery(board, color, alpha=0.5, blur=blur * 1.8, blend=skia.BlendMode.kScreen, kind="glow"), scenery(band, other, alpha=0.6, blur=blur, blend=skia.BlendMode.kScreen, kind="glow"),
             scenery(band, mix(other, "#FFFFFF", 0.45), kind="flat", cls="neon"), scenery(board, mix(tones[2], color, 0.16), cls="sign"),
             scenery(stroke(board, 5 * scale / 1024 / z), mix(color, "#FFFFFF", 0.3), kind="flat", cls="neon"),
             scenery(_glyphs(board, number), mix(color, "#FFFFFF", 0.55), kind="flat", cls="neon")]  # fmt: skip
    foot_x, foot_y = way.at(side * way.half * 0.9, 0, z)
    tall_echo = 0.3 * scale / z
    streak = taper(
        line((foot_x, foot_y), (foot_x - side * 6, foot_y + tall_echo)),
        (40 * scale / 1024 / z, 64 * scale / 1024 / z, 10),
        caps=False,
    )
    echo = [scenery(streak, color, alpha=0.5, blur=blur * 0.9, blend=skia.BlendMode.kScreen, kind="glow"),
            scenery(way.on_floor(side * way.half * 0.72, side * way.half, far, near), other, alpha=0.16, blur=blur, blend=skia.BlendMode.kScreen, kind="glow")]  # fmt: skip
    return out, neon, echo


def _glyphs(board: skia.Path, number: int) -> skia.Path:
    """Signs of a script of the future: bars, rings and corners."""
    box, path = board.getBounds(), skia.Path()
    size = box.width() * 0.5
    x, count = box.centerX() - size / 2, max(2, int(box.height() / (size * 1.35)))
    thick = max(1.6, size * 0.13)
    for at in range(count):
        y = box.top() + (box.height() - count * size * 1.25) / 2 + at * size * 1.25
        kind = (number * 7 + at * at + 3 * at) % 5
        if kind == 0:
            path.addPath(stroke(circle(x + size / 2, y + size / 2, size * 0.42), thick))
        elif kind == 1:
            path.addPath(stroke(line((x, y + size), (x, y), (x + size, y), (x + size, y + size)), thick))
        elif kind == 2:
            path.addPath(union([rect(x, y + size * part, size, thick, thick / 2) for part in (0.0, 0.4, 0.8)]))
        elif kind == 3:
            path.addPath(stroke(line((x, y), (x + size, y + size * 0.5), (x, y + size)), thick))
        else:
            path.addPath(
                union(
                    [
                        rect(x + size / 2 - thick / 2, y, thick, size, thick / 2),
                        rect(x, y + size * 0.3, size, thick, thick / 2),
                    ]
                )
            )
    return path


def _traffic(canvas: Canvas, foot: float, rng: np.random.Generator) -> list[Item]:
    """Flying cars far off: pairs of lights with a trail."""
    width, unit = canvas.width, canvas.scale / 1024
    out: list[Item] = []
    for at in range(5):
        x, y = width * (0.34 + 0.32 * rng.random()), foot - (330 + 260 * rng.random()) * unit
        way, size = (1 if at % 2 else -1), (10 + 6 * rng.random()) * unit
        hull = polygon(
            [
                (x - size, y),
                (x - size * 0.5, y - size * 0.45),
                (x + size * 0.5, y - size * 0.45),
                (x + size, y),
                (x + size * 0.6, y + size * 0.3),
                (x - size * 0.6, y + size * 0.3),
            ]
        )
        trail = taper(line((x - way * size, y), (x - way * size * 6, y + size * 0.2)), (3 * unit, 0.6), caps=False)
        out += [
            scenery(trail, _NEON[at % 2], alpha=0.7, kind="flat", cls="glint"),
            scenery(hull, "#1B1640", cls="car"),
            scenery(circle(x + way * size * 0.8, y, size * 0.18), "#FFF6D8", kind="flat", cls="bulb"),
        ]
    return out
