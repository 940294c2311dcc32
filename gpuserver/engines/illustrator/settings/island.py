"""A tropical island: a lagoon in many blues, palms, warm sand with the sea on both sides of it."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import Point, blob, circle, curve, scenery, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.leafage import banana, blossom, palm_shape
from gpuserver.engines.illustrator.settings.nature import rock, tuft
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.scape import patch, slope, wood
from gpuserver.engines.illustrator.settings.water import Surface, banks_mirrored, glitter, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, land_tint, mist, outdoors

_SAND = ((-0.08, 0.715), (0.08, 0.7), (0.24, 0.705), (0.4, 0.73), (0.56, 0.752), (0.74, 0.765), (0.9, 0.785), (1.08, 0.8), (1.1, 0.92), (0.92, 0.915),
         (0.76, 0.93), (0.6, 0.952), (0.42, 0.945), (0.26, 0.965), (0.1, 0.985), (-0.1, 0.97))  # fmt: skip


def island(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Far islets, a reef line of foam, shallows over white sand, two palms that lean over the shore."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, horizon = haze_of(air), height * 0.595
    water = _lagoon(air)
    green = "#B9CFC6" if air.is_white else {"autumn": "#9DA85E"}.get(air.season, "#5FA876")
    far: list[Item] = [
        slope(canvas, ((0.52, 0.63), (0.6, 0.575), (0.68, 0.535), (0.73, 0.485), (0.78, 0.5), (0.85, 0.55), (0.93, 0.57), (1.0, 0.63)), (mix("#6F9AAE", haze, 0.35), mix("#7FB0A6", haze, 0.5)), "rock"),
        wood(canvas, 0.6, 0.95, 0.588, 0.045, mix(green, haze, 0.42), haze, rng),
        wood(canvas, 0.02, 0.24, 0.587, 0.035, mix(green, haze, 0.5), haze, rng),
    ]  # fmt: skip
    for x, tall, lean in ((0.66, 80, -0.15), (0.71, 104, 0.1), (0.82, 70, 0.2), (0.1, 64, -0.1), (0.16, 52, 0.16)):
        shade = mix(green, haze, 0.4)
        far.append(scenery(palm_shape(width * x, horizon, tall * unit, lean, rng), shade, cls="leaf"))
    beaches = [patch(canvas, ((0.58, 0.588), (0.75, 0.581), (0.97, 0.587), (0.97, 0.594), (0.75, 0.597), (0.58, 0.592)), (mix("#FBE9C4", haze, 0.3),), "sand"),
               patch(canvas, ((0.0, 0.588), (0.14, 0.582), (0.27, 0.587), (0.27, 0.592), (0.14, 0.595), (0.0, 0.592)), (mix("#FBE9C4", haze, 0.35),), "sand")]  # fmt: skip
    if air.is_white:
        snowed(far, 6 * unit)
    lagoon = Group([sheet(canvas, horizon, height + 20, water), *_shallows(canvas, water)], "lagoon")
    image = banks_mirrored(far, height * 0.592, water, 0.07 * height, strength=0.45, squash=0.5)
    shine = Group(glitter(canvas, air, horizon + 8 * unit, height, water, rng, 22), "ripples")
    sand_light, sand_dark = ("#F4F7FA", "#D9E2EC") if air.is_white else ("#FFEFCB", "#F0CF98")
    shore = patch(canvas, _SAND, (sand_light, sand_dark), "sand")
    damp = patch(canvas, _grown(0.012), (mix(sand_dark, "#B98F66", 0.35),), "sand")
    foam = patch(canvas, _grown(0.026), ("#FFFFFF",), "foam", alpha=0.9)
    glaze = patch(canvas, _grown(0.05), (mix(water.near, "#D8FFF4", 0.5),), "foam", alpha=0.55)
    if (tint := land_tint(air)) is not None:
        glaze.color = multiply("#CFF4EA", tint)
    edge = Group([foam, damp, shore, *_washed_up(canvas, air, rng)], "sand")
    palms = [*_palm(canvas, air, 0.235, 0.76, 270, flip=True), *_palm(canvas, air, 0.07, 0.79, 470)]
    shrubs = _shrubs(canvas, air, rng)
    land = [Group(far, "far"), mist(canvas, horizon - 14 * unit, haze, 0.4), lagoon, image, Group(beaches, "beaches"), shine, Group([glaze], "glaze"), edge,
            Group(palms, "palms", ground=height * 0.785, shadow=0.3), Group(shrubs, "shrubs")]  # fmt: skip
    return outdoors(
        canvas, air, rng, land, ground=height * 0.875, horizon=horizon, own=(lagoon, image, shine, land[6]),
        rear=height * 0.765, water=wet(canvas, horizon, water, land=(foam.path,), clear=0.45, brink=None, afloat=height * 0.7),
    )  # fmt: skip


def _lagoon(air: Atmosphere) -> Surface:
    return surface(air, "#28B8C4", 0.68)


def _grown(by: float) -> list[Point]:
    """The outline of the sand, larger on the sea's side."""
    middle = 0.83
    return [(x, y + (by * (0.45 if y < middle else 1) * (-1 if y < middle else 1))) for x, y in _SAND]


def _shallows(canvas: Canvas, water: Surface) -> list[Item]:
    """Paler water over sand, and the dark of a reef."""
    pale = mix(water.middle, "#C8FFF0" if water.tint is None else water.light, 0.4)
    out: list[Item] = []
    for points, color, alpha in (
        (
            (
                (0.2, 0.64),
                (0.5, 0.632),
                (0.8, 0.65),
                (1.06, 0.66),
                (1.06, 0.76),
                (0.7, 0.72),
                (0.4, 0.69),
                (0.16, 0.67),
            ),
            pale,
            0.5,
        ),
        (((0.5, 0.625), (0.66, 0.62), (0.84, 0.626), (0.72, 0.634)), mix(water.near, "#1E6A94", 0.5), 0.3),
        (((-0.05, 0.63), (0.12, 0.626), (0.26, 0.634), (0.1, 0.642)), mix(water.near, "#1E6A94", 0.5), 0.3),
        (((-0.06, 0.96), (0.3, 0.95), (0.7, 0.93), (1.06, 0.9), (1.06, 1.0), (0.5, 1.02), (-0.06, 1.04)), pale, 0.45),
    ):
        item = patch(canvas, points, (color,), "pool", alpha=alpha)
        item.blur, item.kind = 9.0 * canvas.scale / 1024, "glow"
        out.append(item)
    for x, y, long in ((0.3, 0.612, 0.2), (0.66, 0.61, 0.26), (0.92, 0.613, 0.14)):
        spine = curve(
            (canvas.width * (x - long / 2), canvas.height * y),
            (canvas.width * x, canvas.height * (y - 0.005)),
            (canvas.width * (x + long / 2), canvas.height * y),
        )
        out.append(
            scenery(
                taper(spine, (0.6, 5 * canvas.scale / 1024, 0.6), caps=False),
                mix(water.light, "#FFFFFF", 0.4),
                alpha=0.8,
                kind="flat",
                cls="glint",
            )
        )
    return out


def _palm(canvas: Canvas, air: Atmosphere, x: float, y: float, tall: float, *, flip: bool = False) -> list[Item]:
    items = placed("palm", canvas.width * x, canvas.height * y, tall * canvas.scale / 1024, flip=flip)
    items = [item for item in items if item.cls not in {"sand", "grass"}]
    if air.is_white:
        snowed(items, 9 * canvas.scale / 1024, ("leaf", "leaf2", "leaf3"))
    return items


def _washed_up(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Grains, footprints of the wind, shells and a starfish near the water."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for _ in range(44):
        x, y = rng.random(), 0.78 + 0.15 * rng.random()
        size = (1.6 + 3 * (y - 0.76) / 0.2) * unit
        out.append(
            scenery(
                circle(width * x, height * y, size, size * 0.5),
                "#DDB27A" if rng.random() < 0.6 else "#FFFFFF",
                alpha=0.6,
                kind="flat",
            )
        )
    for x, y, long in ((0.3, 0.785, 0.16), (0.62, 0.81, 0.2), (0.84, 0.845, 0.14), (0.2, 0.88, 0.12)):
        spine = curve(
            (width * (x - long / 2), height * y),
            (width * x, height * (y - 0.012)),
            (width * (x + long / 2), height * y),
        )
        out.append(
            scenery(taper(spine, (0.6, 5 * unit, 0.6), caps=False), "#D9AE74", alpha=0.35, kind="flat", cls="sand")
        )
    out += placed("starfish", width * 0.79, height * 0.9, 40 * unit)
    for x, y, color in ((0.2, 0.925, "#F7C8C0"), (0.86, 0.885, "#FFF1DC"), (0.31, 0.93, "#F3B99A")):
        px, py = width * x, height * y
        shell = scenery(
            blob(
                [
                    (px - 14 * unit, py),
                    (px - 10 * unit, py - 12 * unit),
                    (px, py - 16 * unit),
                    (px + 10 * unit, py - 12 * unit),
                    (px + 14 * unit, py),
                    (px, py + 5 * unit),
                ]
            ),
            color,
            form="soft",
            cls="shell",
        )
        for dx in (-7, 0, 7):
            shell.marks.append(
                scenery(
                    taper(
                        curve(
                            (px, py + 4 * unit), (px + dx * 0.6 * unit, py - 6 * unit), (px + dx * unit, py - 16 * unit)
                        ),
                        (1, 2),
                    ),
                    "#C98A7A",
                    alpha=0.5,
                )
            )
        out.append(shell)
    if air.is_white:
        out = out[:48]
    return out


def _shrubs(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """What grows at the palms' feet and in the right corner."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    green = "#9DBDB4" if air.is_white else {"autumn": "#8C9A54"}.get(air.season, "#4E9E70")
    out: list[Item] = []
    for x, y, size, lean in (
        (0.02, 0.825, 150, -0.4),
        (0.06, 0.835, 130, 0.25),
        (0.1, 0.83, 110, 0.6),
        (0.98, 0.83, 130, 0.3),
        (0.95, 0.835, 120, -0.35),
    ):
        out.append(
            banana(width * x, height * y, size * unit, lean, mix(green, "#2F7F62", 0.3 * rng.random()), bend=0.3)
        )
    out += [
        tuft(width * x, height * y, 30 * unit, green, rng)
        for x, y in ((0.14, 0.815), (0.23, 0.79), (0.92, 0.845), (0.04, 0.85))
    ]
    out += [
        rock(width * x, height * y, size * unit, "#B9AEB8", rng)
        for x, y, size in ((0.985, 0.86, 44), (0.93, 0.865, 22))
    ]
    if air.is_white:
        snowed(out, 7 * unit)
    else:
        for x, y, size, color in (
            (0.045, 0.81, 17, "#F2788F"),
            (0.095, 0.806, 13, "#FBA14F"),
            (0.965, 0.815, 15, "#F48FA0"),
        ):
            out += blossom(width * x, height * y, size * unit, color)
    return out
