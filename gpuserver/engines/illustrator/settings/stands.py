"""Round a football pitch: stands with people, boards, floodlights."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    glow,
    polygon,
    scenery,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import at, corners

FAR = 0.622
"""y of the far touchline, a share of the height."""
_SHIRTS = ("#E5605A", "#F9C74F", "#4A8FD0", "#FFF1DC", "#6DB36B", "#F48FA0", "#7C6CC0")


def stand(canvas: Canvas, side: int, haze: str, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """One side's stand, running away from the viewer: two tiers with people and a roof."""
    unit = canvas.scale / 1024

    def where(points: list[Point]) -> list[Point]:
        return at(canvas, [(0.5 + side * (x - 0.5), y) for x, y in points])

    out: list[Item] = []
    for tier in (
        [(1.12, 0.32), (0.755, 0.515), (0.755, 0.6), (1.12, 0.62)],
        [(1.12, 0.47), (0.735, 0.566), (0.735, 0.612), (1.12, 0.705)],
    ):
        color = mix("#7C86B4" if tier[0][1] < 0.4 else "#8F98C2", haze, 0.26)
        body = scenery(polygon(where(tier)), color, gradient=(mix(color, haze, 0.25), color), cls="stand")
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = where(tier)
        for row in range(8):
            low, high = (row + 0.85) / 8, (row + 1.0) / 8
            step = polygon(
                [
                    (ax + (dx - ax) * low, ay + (dy - ay) * low),
                    (bx + (cx - bx) * low, by + (cy - by) * low),
                    (bx + (cx - bx) * high, by + (cy - by) * high),
                    (ax + (dx - ax) * high, ay + (dy - ay) * high),
                ]
            )
            body.marks.append(scenery(step, mix(color, "#4A5488", 0.5), alpha=0.3))
        body.marks += _crowd(canvas, (ax, ay, bx, by, cx, cy, dx, dy), haze, rng, 150)
        out.append(body)
    roof = scenery(
        polygon(where([(1.15, 0.22), (0.735, 0.475), (0.735, 0.497), (1.15, 0.3)])),
        mix("#EEF0F6", haze, 0.16),
        gradient=(mix("#FFFFFF", haze, 0.1), mix("#B9C0D8", haze, 0.2)),
        cls="roof",
    )
    posts = [
        scenery(
            polygon(where([(x, top), (x + 0.008, top - 0.004), (x + 0.008, low), (x, low)])),
            mix("#6A7098", haze, 0.25),
            cls="metal",
        )
        for x, top, low in ((0.8, 0.455, 0.545), (0.88, 0.42, 0.53), (0.975, 0.38, 0.51))
    ]
    if air.is_white:
        snowed([roof], 8 * unit)
    return [*out, *posts, roof]


def end_stand(canvas: Canvas, haze: str, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """The low stand behind the far goal, pale, quiet behind the hero."""
    unit = canvas.scale / 1024
    tier = at(canvas, [(0.22, 0.545), (0.78, 0.545), (0.79, 0.605), (0.21, 0.605)])
    color = mix("#8F98C2", haze, 0.5)
    body = scenery(polygon(tier), color, gradient=(mix(color, haze, 0.3), color), cls="stand")
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = tier
    body.marks += _crowd(canvas, (ax, ay, bx, by, cx, cy, dx, dy), haze, rng, 130, 0.6)
    roof = scenery(
        polygon(at(canvas, [(0.2, 0.512), (0.8, 0.512), (0.79, 0.53), (0.21, 0.53)])),
        mix("#EEF0F6", haze, 0.4),
        cls="roof",
    )
    if air.is_white:
        snowed([roof], 5 * unit)
    return [body, roof]


def _crowd(
    canvas: Canvas, corners_of: tuple[float, ...], haze: str, rng: np.random.Generator, count: int, pale: float = 0.34
) -> list[Item]:
    """Heads over shirts, in a few colours, one shape a colour."""
    ax, ay, bx, by, cx, cy, dx, dy = corners_of
    unit = canvas.scale / 1024
    heads: list[skia.Path] = [skia.Path() for _ in _SHIRTS]
    faces = skia.Path()
    for number in range(count):
        u, v = rng.random(), (number % 8 + 0.45) / 8
        x = (ax + (bx - ax) * u) * (1 - v) + (dx + (cx - dx) * u) * v
        y = (ay + (by - ay) * u) * (1 - v) + (dy + (cy - dy) * u) * v
        size = unit * (8.5 - 4.5 * u if abs(ay - by) > 30 * unit else 4.0)
        heads[number % len(_SHIRTS)].addOval(skia.Rect.MakeXYWH(x - size * 0.8, y - size * 0.1, size * 1.6, size * 1.5))
        faces.addOval(skia.Rect.MakeXYWH(x - size * 0.5, y - size, size, size))
    out = [scenery(path, mix(color, haze, pale), alpha=0.9) for path, color in zip(heads, _SHIRTS, strict=True)]
    return [*out, scenery(faces, mix("#F2C4A0", haze, pale))]


def boards_round(canvas: Canvas, haze: str) -> list[Item]:
    """Boards round the pitch in calm colours, without words."""
    out: list[Item] = []
    colors = ("#4A8FD0", "#FFF1DC", "#E5605A", "#FFF1DC", "#2A9D9D", "#FFF1DC")
    for step in range(12):
        x = 0.2 + 0.05 * step
        board = polygon(at(canvas, [(x, 0.6), (x + 0.0485, 0.6), (x + 0.0485, FAR + 0.004), (x, FAR + 0.004)]))
        out.append(scenery(board, mix(colors[step % 6], haze, 0.45), cls="board"))
    for side in (-1, 1):
        for step in range(7):
            a, b = step / 7, (step + 0.96) / 7
            corner = [
                (0.5 + side * (0.3 + 0.36 * share), 0.6 + 0.1 * share + up * (0.024 + 0.03 * share))
                for share, up in ((a, 0), (b, 0), (b, 1), (a, 1))
            ]
            out.append(
                scenery(
                    polygon(at(canvas, corner)),
                    mix(colors[(step * 2 + 1) % 6 if step % 2 else step % 6], haze, 0.3 - 0.03 * step),
                    cls="board",
                )
            )
    return out


def mast(canvas: Canvas, x: float, top: float, haze: str) -> list[Item]:
    px, py, unit = canvas.width * x, canvas.height * top, canvas.scale / 1024
    iron = mix("#7A80A8", haze, 0.4)
    pole = scenery(
        polygon(
            [
                (px - 4 * unit, py),
                (px + 4 * unit, py),
                (px + 8 * unit, canvas.height * 0.6),
                (px - 8 * unit, canvas.height * 0.6),
            ]
        ),
        iron,
        cls="metal",
    )
    panel = scenery(
        corners(
            [
                (px - 46 * unit, py - 40 * unit),
                (px + 46 * unit, py - 40 * unit),
                (px + 40 * unit, py + 16 * unit),
                (px - 40 * unit, py + 16 * unit),
            ],
            5,
        ),
        mix("#5C6290", haze, 0.3),
        cls="metal",
    )
    for row in range(2):
        for column in range(4):
            panel.marks.append(
                scenery(circle(px + (column - 1.5) * 21 * unit, py + (row * 24 - 25) * unit, 8 * unit), "#FFF8E0")
            )
    return [pole, panel]


def floodlight(canvas: Canvas, air: Atmosphere) -> list[Item]:
    """Light from the masts, and its brightness on the turf."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for x in (0.27, 0.73):
        px, py = canvas.width * x, canvas.height * 0.22
        out += [
            scenery(
                circle(px + (column - 1.5) * 21 * unit, py + (row * 24 - 15) * unit, 8 * unit),
                "#FFFDF0",
                kind="flat",
                cls="lamp",
            )
            for row in range(2)
            for column in range(4)
        ]
        out.append(glow(px, py, (170 if air.is_dark else 110) * unit, "#FFF6DC", 0.75 if air.is_dark else 0.45))
        if air.is_dark:
            foot = 0.42 if x < 0.5 else 0.58
            beam = polygon(at(canvas, [(x - 0.03, 0.22), (x + 0.03, 0.22), (foot + 0.3, 0.86), (foot - 0.3, 0.86)]))
            out.append(scenery(beam, "#DDE8FF", alpha=0.1, blur=20 * unit, kind="glow"))
    if air.is_dark:
        out.append(
            scenery(
                circle(canvas.width * 0.5, canvas.height * 0.84, canvas.width * 0.5, canvas.height * 0.16),
                "#BFE0A8",
                alpha=0.22,
                blur=40 * unit,
                kind="glow",
            )
        )
    return out
