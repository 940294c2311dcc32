"""The savanna: gold grass to the horizon, umbrella trees, a lone mountain in the haze."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, prop, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import rock, tuft
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import crag, patch, slope
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_GRASS = {
    "summer": ("#EFD28A", "#DDB266", "#C2924C"), "spring": ("#CFD98A", "#AFC06A", "#8CA252"),
    "autumn": ("#E8BC74", "#CE9650", "#A97440"), "winter": ("#F1F4F6", "#DDE6EC", "#C2D0DC"),
}  # fmt: skip
_CROWNS = {"summer": "#8AA858", "spring": "#8FBF62", "autumn": "#B08A48", "winter": "#B9CBCB"}


def savanna(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Bands of dry grass, acacias at three distances, a watering place that glints, tall grass in front."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze = mix(haze_of(air), "#FBE3B0", 0.0 if air.is_dark else 0.4)
    season = "winter" if air.is_white else air.season
    pale, gold, brown = _GRASS[season]
    leaf = _CROWNS[season]
    horizon = height * 0.6
    far = [
        crag(canvas, ((-0.02, 0.61), (0.08, 0.56), (0.16, 0.475), (0.2, 0.455), (0.27, 0.452), (0.32, 0.478), (0.42, 0.56), (0.56, 0.61)), mix("#8E93BE", haze, 0.4), haze, snow=0.3, bend=0.08),
        slope(canvas, ((-0.05, 0.585), (0.2, 0.592), (0.5, 0.596), (0.72, 0.586), (0.88, 0.575), (1.05, 0.585)), (mix(brown, haze, 0.55), mix(pale, haze, 0.4))),
    ]  # fmt: skip
    plain = [
        slope(canvas, ((-0.05, 0.605), (0.4, 0.6), (1.05, 0.607)), (mix(pale, haze, 0.45), pale), "sand"),
        *(_streak(canvas, 0.605 + 0.13 * rng.random() ** 1.5, brown, gold, rng) for _ in range(16)),
        slope(
            canvas,
            ((-0.05, 0.66), (0.25, 0.65), (0.55, 0.665), (0.8, 0.655), (1.05, 0.668)),
            (mix(gold, haze, 0.2), gold),
            "sand",
        ),
        *(_streak(canvas, 0.67 + 0.07 * rng.random(), brown, pale, rng) for _ in range(14)),
        slope(
            canvas,
            ((-0.05, 0.755), (0.2, 0.742), (0.5, 0.758), (0.78, 0.744), (1.05, 0.76)),
            (mix(gold, pale, 0.5), gold),
            "sand",
        ),
    ]
    distant: list[Item] = []
    for x, y, tall in ((0.36, 0.61, 52), (0.43, 0.612, 38), (0.63, 0.608, 46), (0.71, 0.61, 34), (0.03, 0.613, 50)):
        distant += _acacia(
            width * x, height * y, tall * unit, mix(leaf, haze, 0.45), mix("#7A5A46", haze, 0.5), rng, near=False
        )
    trees = _acacia(width * 0.835, height * 0.668, 300 * unit, mix(leaf, haze, 0.12), mix("#7A5A46", haze, 0.15), rng)
    large = _acacia(width * 0.075, height * 0.755, 470 * unit, leaf, "#6E4F40", rng)
    if air.is_white:
        snowed([one for one in [*distant, *trees, *large] if one.cls == "leaf"], 9 * unit)
    mound = _mound(canvas, 0.935, 0.775, 120 * unit)
    pool = [patch(canvas, ((0.52, 0.69), (0.64, 0.682), (0.76, 0.688), (0.8, 0.698), (0.7, 0.708), (0.56, 0.705)), (mix(haze, "#8CC4DC", 0.5), "#6FB2CE"), "pool"),
            *(_streak(canvas, 0.686 + 0.016 * step, "#FFFFFF", "#FFFFFF", rng, span=(0.56, 0.74)) for step in range(2))]  # fmt: skip
    front = [tuft(width * rng.random(), height * (0.775 + 0.23 * at_y), (15 + 34 * at_y) * unit, mix(mix(gold, brown, 0.55), pale, 0.45 * rng.random()), rng)
             for at_y in np.sort(rng.random(64)).tolist()]  # fmt: skip
    front += [
        rock(width * x, height * y, size * unit, "#B79A84", rng)
        for x, y, size in ((0.16, 0.83, 30), (0.2, 0.84, 17), (0.9, 0.86, 36))
    ]
    if air.is_white:
        snowed([*mound, *front[-3:]], 8 * unit)
    land = [Group(far, "far"), mist(canvas, horizon - 8, haze, 0.4), Group(plain[:17], "plain"), Group(distant, "distant"), Group(plain[17:], "grass"),
            Group(pool, "pool"), Group(trees, "acacia", ground=height * 0.668, shadow=0.2), Group(mound, "mound", ground=height * 0.775, shadow=0.25),
            Group(large, "acacia", ground=height * 0.755, shadow=0.3), Group(front, "grass")]  # fmt: skip
    return outdoors(
        canvas,
        air,
        rng,
        land,
        ground=height * 0.875,
        horizon=horizon,
        front=[Group(_blades(canvas, brown, gold, rng), "blades")],
    )


def _streak(
    canvas: Canvas, y: float, dark: str, light: str, rng: np.random.Generator, span: tuple[float, float] = (0.0, 1.0)
) -> Item:
    """A long low wave of grass."""
    x = span[0] + (span[1] - span[0]) * rng.random()
    long = (0.05 + 0.12 * rng.random()) * canvas.width
    spine = curve(
        (canvas.width * x - long, canvas.height * y),
        (canvas.width * x, canvas.height * y - 3),
        (canvas.width * x + long, canvas.height * y),
    )
    color = dark if rng.random() < 0.4 else light
    return scenery(
        taper(spine, (0.6, (2 + 40 * max(0.0, y - 0.6)) * canvas.scale / 1024, 0.6), caps=False),
        color,
        alpha=0.3,
        kind="flat",
        cls="sand",
    )


def _acacia(
    x: float, y: float, tall: float, leaf: str, bark: str, rng: np.random.Generator, *, near: bool = True
) -> list[Item]:
    """An umbrella thorn: a forked trunk under flat layers of leaves."""
    fork = (x + tall * 0.03, y - tall * 0.36)
    limbs = [taper(curve((x, y), (x - tall * 0.02, y - tall * 0.2), fork), (tall * 0.085, tall * 0.055))]
    for dx, up in ((-0.4, 0.74), (-0.15, 0.8), (0.16, 0.82), (0.42, 0.72)):
        end = (x + dx * tall, y - up * tall)
        limbs.append(
            taper(curve(fork, (fork[0] + dx * tall * 0.25, y - 0.62 * tall), end), (tall * 0.045, tall * 0.016))
        )
    out: list[Item] = [prop(union(limbs), bark, cls="bark") if near else scenery(union(limbs), bark, cls="bark")]
    for dx, up, wide, shade in ((-0.36, 0.72, 0.3, 0.18), (0.4, 0.7, 0.28, 0.2), (0.02, 0.82, 0.52, 0.0)):
        canopy = _layer(x + dx * tall, y - up * tall, tall * wide, rng)
        color = mix(leaf, "#4E6A46", shade)
        out.append(prop(canopy, color, cls="leaf") if near else scenery(canopy, color, cls="leaf"))
        if near:
            for _ in range(4):
                px, py = (
                    x + dx * tall + tall * wide * 1.3 * (rng.random() - 0.5),
                    y - up * tall - tall * wide * (0.06 + 0.14 * rng.random()),
                )
                out[-1].marks.append(
                    scenery(circle(px, py, tall * 0.06, tall * 0.022), mix(color, "#F4F0B0", 0.3), alpha=0.6)
                )
    return out


def _layer(x: float, y: float, half: float, rng: np.random.Generator) -> skia.Path:
    """One flat layer of leaves: domes on a level foot."""
    parts = [circle(x, y, half, half * 0.16)]
    for step in range(6):
        share = (step + 0.5) / 6 * 2 - 1
        parts.append(
            circle(
                x + half * share * 0.82,
                y - half * (0.16 * (1 - share * share) + 0.03),
                half * (0.2 + 0.05 * rng.random()),
                half * (0.15 + 0.05 * rng.random()),
            )
        )
    return union(parts)


def _mound(canvas: Canvas, x: float, y: float, size: float) -> list[Item]:
    """A termite mound."""
    px, py = canvas.width * x, canvas.height * y
    outline = [(px - size * 0.5, py), (px - size * 0.34, py - size * 0.42), (px - size * 0.14, py - size * 0.66), (px - size * 0.04, py - size * 1.1),
               (px + size * 0.1, py - size * 0.86), (px + size * 0.22, py - size * 0.5), (px + size * 0.32, py - size * 0.62), (px + size * 0.44, py - size * 0.3), (px + size * 0.6, py)]  # fmt: skip
    return [prop(smooth(outline, True), "#C98E64", cls="rock")]


def _blades(canvas: Canvas, brown: str, gold: str, rng: np.random.Generator) -> list[Item]:
    """Tall grass in both corners, in front of everything."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    blades: list[skia.Path] = []
    ears: list[skia.Path] = []
    for step in range(30):
        side = step % 2
        reach = rng.random() ** 1.4
        x = width * (0.17 * reach if side else 1 - 0.17 * reach)
        tall = (240 - 120 * reach) * unit * (0.7 + 0.5 * rng.random())
        lean = (0.3 * rng.random() + 0.05) * (1 if side else -1)
        tip = (x + lean * tall, height + 10 - tall)
        blades.append(
            taper(
                curve((x, height + 12), (x + lean * tall * 0.2, height - tall * 0.6), tip),
                (7 * unit, 5 * unit, 1),
                caps=False,
            )
        )
        if step % 3 == 0:
            ears.append(
                taper(
                    curve(
                        tip,
                        (tip[0] + lean * 20 * unit, tip[1] - 14 * unit),
                        (tip[0] + lean * 70 * unit, tip[1] - 26 * unit),
                    ),
                    (2, 9 * unit, 1),
                    caps=False,
                )
            )
    return [scenery(union(blades), brown, gradient=(mix(gold, brown, 0.3), mix(brown, "#7A5636", 0.4)), cls="grass"),
            scenery(union(ears), mix(gold, "#FFF0C0", 0.3), cls="grass")]  # fmt: skip
