"""A formal garden: gravel between clipped hedges, beds in bloom, a rose arch, a fountain."""

from __future__ import annotations

import math

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, prop, rect, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, leaves, tuft
from gpuserver.engines.illustrator.settings.props import grown, placed, snowed
from gpuserver.engines.illustrator.settings.scape import corners, patch, slope, wood
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_BLOOMS = ("#F48FA0", "#FFFFFF", "#F9C74F", "#E5565A", "#B79BE0")


def garden(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Hedges in two depths with an opening where the path leads through an arch; beds and balls of box in front."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark), shades = haze_of(air), grass(air), leaves(air)
    box = "#A9BEC2" if air.is_white else "#5E9C66"
    far: list[Item] = [
        slope(canvas, ((-0.05, 0.55), (0.3, 0.53), (0.6, 0.56), (1.05, 0.54)), (mix(dark, haze, 0.55), mix(light, haze, 0.4))),
        wood(canvas, -0.05, 0.36, 0.585, 0.12, mix(shades[1], haze, 0.36), haze, rng, ends=False),
        wood(canvas, 0.3, 0.72, 0.59, 0.07, mix(shades[0], haze, 0.46), haze, rng),
        wood(canvas, 0.66, 1.05, 0.585, 0.13, mix(shades[0], haze, 0.34), haze, rng, ends=False),
    ]  # fmt: skip
    lawn = [slope(canvas, ((-0.05, 0.6), (0.5, 0.597), (1.05, 0.6)), (mix(light, haze, 0.25), light, dark))]
    gravel = ("#F4E6C6", "#E3CFA2") if not air.is_white else ("#EDF1F6", "#DCE3EC")
    lawn.append(patch(canvas, ((0.695, 0.64), (0.785, 0.64), (0.8, 0.665), (0.74, 0.7), (0.72, 0.74), (0.86, 0.82), (1.0, 0.93), (1.04, 1.06), (0.04, 1.06), (0.1, 0.9), (0.3, 0.79),
                               (0.53, 0.73), (0.64, 0.69), (0.68, 0.665)), gravel, "sand"))  # fmt: skip
    for _ in range(40):
        x, y = 0.2 + 0.66 * rng.random(), 0.79 + 0.2 * rng.random()
        lawn[1].marks.append(
            scenery(
                circle(width * x, height * y, 5 * unit, 2.4 * unit),
                "#C9B284" if rng.random() < 0.6 else "#FFFFFF",
                alpha=0.45,
            )
        )
    back = [
        *_hedge(canvas, -0.04, 0.66, 0.65, 0.07, mix(box, haze, 0.22), air),
        *_hedge(canvas, 0.815, 1.05, 0.65, 0.07, mix(box, haze, 0.22), air),
    ]
    trees = [*grown("tree", width * 0.06, height * 0.645, 250 * unit, air, toward="#3E8A5E", share=0.15, haze=(haze, 0.15)),
             *grown("sakura" if air.season == "spring" else "tree", width * 0.96, height * 0.645, 230 * unit, air, haze=(haze, 0.12), flip=True)]  # fmt: skip
    arch = _arch(canvas, 0.74, 0.675, 230 * unit, air, rng)
    fountain = placed("fountain", width * 0.2, height * 0.715, 165 * unit, haze=(haze, 0.06))
    if air.is_white:
        snowed(far[1:], 6 * unit)
        snowed(trees, 9 * unit, ("leaf", "leaf2", "leaf3", "petal", "petal2", "petal3"))
        snowed([one for one in fountain if one.cls not in {"water", "white", "glass"}], 6 * unit)
    beds: list[Item] = []
    for points, count in ((((0.02, 0.775), (0.12, 0.75), (0.28, 0.738), (0.4, 0.73), (0.34, 0.755), (0.2, 0.79), (0.06, 0.835), (-0.06, 0.86), (-0.06, 0.79)), 70),
                          (((0.8, 0.72), (0.9, 0.722), (1.06, 0.735), (1.06, 0.86), (0.98, 0.83), (0.88, 0.775)), 56)):  # fmt: skip
        beds += _bed(canvas, points, count, air, box, rng)
    pots = [_ball(canvas, 0.085, 0.935, 92 * unit, box, air), _ball(canvas, 0.945, 0.93, 100 * unit, box, air)]
    land = [Group(far, "far"), mist(canvas, height * 0.575, haze, 0.4), Group(lawn, "lawn"), Group(trees, "trees"), Group(back, "hedge"), Group(arch, "arch", ground=height * 0.675, shadow=0.2),
            Group(fountain, "fountain", ground=height * 0.715, shadow=0.25), Group(beds, "beds"), *(Group(pot, "pot", ground=height * 0.932, shadow=0.35) for pot in pots)]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.6)


def _hedge(
    canvas: Canvas, left: float, right: float, foot: float, tall: float, color: str, air: Atmosphere
) -> list[Item]:
    """A clipped hedge with a lighter top."""
    unit = canvas.scale / 1024
    high = tall * canvas.scale
    x, y, wide = canvas.width * left, canvas.height * foot - high, canvas.width * (right - left)
    body = prop(rect(x, y, wide, high, 14 * unit), color, form="soft", cls="leaf", casts=False)
    body.marks.append(scenery(rect(x, y, wide, high * 0.26, 12 * unit), mix(color, "#F4FFC8", 0.25), alpha=0.8))
    for step in range(int(wide / (30 * unit))):
        px, py = (
            x + (step + 0.3 + 0.5 * ((step * 0.618) % 1)) * 30 * unit,
            y + high * (0.36 + 0.5 * ((step * 0.382) % 1)),
        )
        body.marks.append(
            scenery(
                circle(px, py, 9 * unit, 5 * unit), mix(color, "#2F5A44" if step % 2 else "#E8F6B8", 0.3), alpha=0.35
            )
        )
    if air.is_white:
        snowed([body], 10 * unit)
    return [body]


def _arch(canvas: Canvas, x: float, foot: float, tall: float, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """A white arch overgrown with roses."""
    px, py, half = canvas.width * x, canvas.height * foot, tall * 0.28
    curve_points = [(px - half, py), (px - half, py - tall * 0.55), (px - half * 0.8, py - tall * 0.83), (px, py - tall * 0.98), (px + half * 0.8, py - tall * 0.83),
                    (px + half, py - tall * 0.55), (px + half, py)]  # fmt: skip
    inner = [(px + (cx - px) * 0.78, py + (cy - py) * 0.93) for cx, cy in curve_points]
    out: list[Item] = [
        prop(taper(smooth(one), (tall * 0.03, tall * 0.03)), "#FBF3E6", cls="frame", casts=False)
        for one in (inner, curve_points)
    ]
    for side in (-1, 1):
        for step in range(4):
            y = py - tall * (0.12 + 0.13 * step)
            out.append(
                scenery(
                    rect(min(px + side * half, px + side * half * 0.78), y, half * 0.22, tall * 0.018),
                    "#EFE0CC",
                    cls="frame",
                )
            )
    green = "#A9BEC2" if air.is_white else mix(leaves(air)[0], "#4F9A66", 0.5)
    puffs = []
    for step in range(15):
        angle = math.pi * (1.02 + 0.96 * step / 14)
        reach = half * (1.0 + 0.08 * rng.random())
        puffs.append(
            circle(
                px + math.cos(angle) * reach,
                py - tall * 0.56 + math.sin(angle) * tall * 0.41,
                tall * (0.05 + 0.025 * rng.random()),
            )
        )
    puffs += [
        circle(
            px + side * half * (0.98 + 0.1 * rng.random()),
            py - tall * (0.06 + 0.11 * step),
            tall * (0.045 + 0.02 * rng.random()),
        )
        for side in (-1, 1)
        for step in range(5)
    ]
    out.append(prop(union(puffs), green, cls="leaf", casts=False))
    if air.is_white:
        snowed(out[-1:], tall * 0.03)
        return out
    for puff in puffs:
        box = puff.getBounds()
        for _ in range(2):
            rx, ry = (
                box.centerX() + box.width() * 0.7 * (rng.random() - 0.5),
                box.centerY() + box.height() * 0.7 * (rng.random() - 0.5),
            )
            size = tall * (0.019 + 0.012 * rng.random())
            out.append(
                scenery(circle(rx, ry, size), "#F48FA0" if rng.random() < 0.7 else "#FFE3E6", form="soft", cls="petal")
            )
            out[-1].marks.append(scenery(circle(rx + size * 0.2, ry + size * 0.2, size * 0.45), "#D9556F", alpha=0.5))
    return out


def _bed(
    canvas: Canvas,
    points: tuple[tuple[float, float], ...],
    count: int,
    air: Atmosphere,
    box: str,
    rng: np.random.Generator,
) -> list[Item]:
    """A flower bed with a low edge of box, its flowers in bands of one colour."""
    unit = canvas.scale / 1024
    soil = patch(canvas, points, ("#8A6650", "#6E5044") if not air.is_white else ("#F2F5F9", "#DDE5EE"), "soil")
    out: list[Item] = [soil]
    box_px = soil.path.getBounds()
    spots: list[tuple[float, float]] = []
    for y, x in sorted((rng.random(), rng.random()) for _ in range(count * 2)):
        px, py = box_px.left() + box_px.width() * x, box_px.top() + box_px.height() * y
        if soil.path.contains(px, py) and len(spots) < count:
            spots.append((px, py))
    for px, py in spots:
        near = (py / canvas.height - 0.7) / 0.16
        size = (6 + 7 * near) * unit
        out.append(tuft(px, py + size * 0.6, size * 2.2, mix(box, "#8CC878", 0.3 * rng.random()), rng))
        if not air.is_white:
            band = int(px / canvas.width * 14 + near * 2) % len(_BLOOMS)
            out += flower(
                px,
                py,
                size,
                _BLOOMS[band] if air.season != "autumn" else ("#E8893B", "#F2B84B", "#C9556F")[band % 3],
                rng,
            )
    return out


def _ball(canvas: Canvas, x: float, y: float, size: float, color: str, air: Atmosphere) -> list[Item]:
    """A ball of box in a clay pot."""
    px, py = canvas.width * x, canvas.height * y
    pot = prop(
        corners(
            [
                (px - size * 0.34, py - size * 0.5),
                (px + size * 0.34, py - size * 0.5),
                (px + size * 0.25, py),
                (px - size * 0.25, py),
            ],
            8,
        ),
        "#C9775A",
        cls="pot",
    )
    lip = prop(
        rect(px - size * 0.39, py - size * 0.58, size * 0.78, size * 0.15, size * 0.05),
        "#D98A6A",
        form="soft",
        cls="pot",
    )
    ball = prop(circle(px, py - size * 1.02, size * 0.56), color, cls="leaf")
    for step in range(12):
        angle, reach = step * 2.4, size * 0.46 * (step / 12) ** 0.5
        mark = circle(
            px + math.cos(angle) * reach, py - size * 1.02 + math.sin(angle) * reach, size * 0.06, size * 0.04
        )
        ball.marks.append(scenery(mark, mix(color, "#F0FFC0", 0.4), alpha=0.5))
    if air.is_white:
        snowed([ball, lip], size * 0.09)
    return [ball, pot, lip]
