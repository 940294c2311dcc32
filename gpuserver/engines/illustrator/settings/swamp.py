"""A swamp: cypresses with swollen feet in dark still water, hanging moss, duckweed, mist, will-o'-the-wisps at night."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, fog, glow, prop, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import crown, fern, tuft
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, patch, wood
from gpuserver.engines.illustrator.settings.water import banks_mirrored, glitter, lilies, reeds, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_LEAF = {"summer": "#6E8E5E", "spring": "#86A968", "autumn": "#B07F48", "winter": "#B4C4C8"}
_HUMMOCK = ((0.1, 0.83), (0.24, 0.79), (0.42, 0.782), (0.6, 0.788), (0.78, 0.785), (0.9, 0.825), (0.95, 0.872), (0.82, 0.897), (0.6, 0.908), (0.4, 0.904),
            (0.2, 0.898), (0.06, 0.875))  # fmt: skip


def swamp(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Rows of trunks that fade into mist over their mirror images; the hero has a mossy hummock."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze = mix(haze_of(air), "#DCE3B4", 0.12 if air.is_dark else 0.5)
    leaf = _LEAF["winter" if air.is_white else air.season]
    moss = "#E9EFF0" if air.is_white else mix(leaf, "#9DB45A", 0.5)
    water = surface(air, "#4E7A62", 0.8)
    horizon = height * 0.61
    far: list[Item] = [wood(canvas, -0.05, 1.05, 0.61, 0.15, mix(leaf, haze, 0.62), haze, rng, ends=False)]
    for x, tall, half in ((0.3, 0.34, 13), (0.38, 0.3, 10), (0.63, 0.36, 13), (0.71, 0.32, 11), (0.22, 0.36, 12)):
        far += _cypress(canvas, x, 0.615, tall, half, mix("#7C7468", haze, 0.55), mix(leaf, haze, 0.5), rng, near=False)
    middle: list[Item] = []
    for x, tall, half in ((0.83, 0.52, 26), (0.17, 0.5, 24)):
        middle += _cypress(canvas, x, 0.675, tall, half, mix("#6E6458", haze, 0.26), mix(leaf, haze, 0.24), rng)
    near: list[Item] = []
    for x, half in ((0.02, 50), (0.985, 44)):
        near += _cypress(canvas, x, 0.775, 0.86, half, "#5C5450", mix(leaf, "#3E5A4A", 0.3), rng)
    if air.is_white:
        snowed([one for one in [*far, *middle, *near] if one.cls == "leaf"], 8 * unit)
    pool = Group([sheet(canvas, horizon, height + 20, water)], "water")
    images = [banks_mirrored(far, horizon + 2, water, 0.16 * height, strength=0.5, squash=0.5),
              banks_mirrored(middle, height * 0.676, water, 0.2 * height, strength=0.55, squash=0.55),
              banks_mirrored(near, height * 0.78, water, 0.24 * height, strength=0.5, squash=0.5)]  # fmt: skip
    shine = Group(glitter(canvas, air, horizon + 20 * unit, height, water, rng, 14), "ripples")
    hummock = patch(canvas, _HUMMOCK, (moss, mix(moss, "#4E6A44", 0.55)))
    mud = patch(
        canvas,
        [(x + 0.012 * (1 if x > 0.5 else -1), y + 0.011) for x, y in _HUMMOCK],
        (mix(moss, "#5A4E40", 0.6), mix("#4E4A40", moss, 0.2)),
    )
    foot = banks_mirrored([mud], height * 0.912, water, 0.05 * height, strength=0.5)
    growth = _growth(canvas, air, moss, rng)
    land = [Group(far, "far"), mist(canvas, horizon - 30 * unit, haze, 0.45), pool, images[0], Group([fog(height * 0.6, 40 * unit, haze, 0.5, 24 * unit, width)], "air"),
            images[1], Group(middle, "trees"), Group(_weed(canvas, leaf, rng), "duckweed"), images[2], shine, foot, mist(canvas, height * 0.7, haze, 0.3),
            Group(near, "near"), Group([mud, hummock, *growth], "hummock"), Group(_waterside(canvas, air, leaf, rng), "reeds")]  # fmt: skip
    backdrop = outdoors(
        canvas, air, rng, land, ground=height * 0.862, horizon=horizon, own=(pool, *images, shine, foot),
        rear=height * 0.805, water=wet(canvas, horizon, water, land=(mud.path, hummock.path), brink=height * 0.912, afloat=height * 0.755),
    )  # fmt: skip
    if air.is_dark:
        backdrop.front.append(Group(_wisps(canvas, rng), "wisps", layer="front"))
    return backdrop


def _cypress(
    canvas: Canvas, x: float, foot: float, tall: float, half: float, bark: str, leaf: str, rng: np.random.Generator,
    *, near: bool = True,
) -> list[Item]:  # fmt: skip
    """A trunk on a swollen foot with its knees, flat boughs, and moss that hangs from them."""
    unit, w, h = canvas.scale / 1024, canvas.width, canvas.height
    px, py, wide = w * x, h * foot, half * unit
    top = py - tall * h
    spread = 2.6 * wide
    outline = [(px - spread, py), (px - wide * 1.5, py - 0.35 * spread), (px - wide, py - 1.3 * spread), (px - wide * 0.7, (py + top) / 2), (px - wide * 0.4, top),
               (px + wide * 0.4, top), (px + wide * 0.7, (py + top) / 2), (px + wide, py - 1.3 * spread), (px + wide * 1.6, py - 0.35 * spread), (px + spread * 1.05, py),
               (px + wide, py + 0.1 * spread), (px, py - 0.02 * spread), (px - wide, py + 0.1 * spread)]  # fmt: skip
    path = smooth(outline, True)
    out: list[Item] = [prop(path, bark, cls="bark", casts=False) if near else scenery(path, bark, cls="bark")]
    for dx in (-0.5, 0.1, 0.6) if near else ():
        groove = smooth(
            [
                (px + dx * wide * 0.7, top),
                (px + dx * wide, (py + top) / 2),
                (px + dx * wide * 1.2, py - spread),
                (px + dx * spread, py),
            ]
        )
        out[0].marks.append(scenery(taper(groove, (2, wide * 0.1, wide * 0.16, 2), caps=False), "#2F2A30", alpha=0.3))
    for dx, size in ((-3.7, 0.5), (3.6, 0.62), (4.6, 0.36)) if near else ():
        knee = taper(
            curve(
                (px + dx * wide, py + 3),
                (px + dx * wide, py - size * wide),
                (px + dx * wide + 2, py - 1.6 * size * wide),
            ),
            (wide * 0.55, wide * 0.24),
        )
        out.append(prop(knee, bark, cls="bark", casts=False))
    strands = []
    for up, side, long in ((0.98, 0, 3.4), (0.82, -1, 4.2), (0.72, 1, 4.6), (0.56, -1, 3.2)):
        cx, cy = px + side * wide * long * 0.55, py - up * tall * h
        reach = wide * long
        if side:
            out.append(
                scenery(
                    taper(
                        curve((px, cy + reach * 0.35), (cx, cy + reach * 0.1), (px + side * reach, cy)),
                        (wide * 0.5, wide * 0.16),
                    ),
                    bark,
                    cls="bark",
                )
            )
        canopy = union(
            [
                circle(cx + side * reach * 0.3, cy, reach * 0.75, reach * 0.2),
                crown(cx + side * reach * 0.3, cy - reach * 0.12, reach * 0.36, rng),
            ]
        )
        out.append(prop(canopy, leaf, cls="leaf", casts=False) if near else scenery(canopy, leaf, cls="leaf"))
        for _ in range(5 if near else 2):
            sx = cx + side * reach * 0.3 + reach * 1.3 * (rng.random() - 0.5)
            drop = reach * (0.4 + 0.5 * rng.random())
            strands.append(
                taper(
                    curve((sx, cy + reach * 0.05), (sx + wide * 0.2, cy + drop * 0.5), (sx, cy + drop)),
                    (wide * 0.34, wide * 0.26, 1),
                    caps=False,
                )
            )
    shade = mix(leaf, "#C9D2A0", 0.35)
    out.append(scenery(union(strands), shade, gradient=(shade, mix(shade, leaf, 0.6)), cls="leaf", alpha=0.9))
    return out


def _weed(canvas: Canvas, leaf: str, rng: np.random.Generator) -> list[Item]:
    """Duckweed in long drifts."""
    out: list[Item] = []
    for _ in range(15):
        y = 0.65 + 0.33 * rng.random()
        wide = (0.04 + 0.13 * rng.random()) * canvas.width * (0.5 + (y - 0.6) * 2)
        drift = circle(canvas.width * rng.random(), canvas.height * y, wide, wide * 0.055)
        out.append(scenery(drift, mix(leaf, "#B9CF6A", 0.6), alpha=0.42, kind="flat", cls="leaf"))
    return out


def _growth(canvas: Canvas, air: Atmosphere, moss: str, rng: np.random.Generator) -> list[Item]:
    """Tufts, mushrooms and a fallen log on the hummock."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out = [
        tuft(
            width * (0.14 + 0.72 * rng.random()),
            height * (0.8 + 0.08 * rng.random()),
            (12 + 10 * rng.random()) * unit,
            mix(moss, "#4A6A44", 0.5),
            rng,
        )
        for _ in range(20)
    ]
    log = prop(
        taper(smooth(at(canvas, ((0.8, 0.84), (0.87, 0.832), (0.95, 0.845)))), (46 * unit, 50 * unit, 44 * unit)),
        "#7A6654",
        cls="bark",
    )
    end = prop(circle(width * 0.8, height * 0.84, 15 * unit, 23 * unit), "#C9A67C", form="soft", cls="wood")
    end.marks.append(scenery(circle(width * 0.8, height * 0.84, 8 * unit, 13 * unit), "#A9845C", alpha=0.6))
    log.marks.append(
        scenery(
            taper(smooth(at(canvas, ((0.82, 0.822), (0.88, 0.815), (0.93, 0.826)))), (6, 26 * unit, 6)), moss, alpha=0.9
        )
    )
    out += [log, end]
    for x, y, size in ((0.175, 0.852, 46), (0.215, 0.86, 30), (0.15, 0.862, 24)):
        out += placed("mushroom", width * x, height * y, size * unit)
    if air.is_white:
        snowed([log], 9 * unit)
    return out


def _waterside(canvas: Canvas, air: Atmosphere, leaf: str, rng: np.random.Generator) -> list[Item]:
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    if not air.is_white:
        out += lilies(width * 0.73, height * 0.955, 32 * unit, "#6FA068", rng, bloom="#F3D6E4")
        out += lilies(width * 0.22, height * 0.965, 28 * unit, "#649664", rng, bloom=None)
        out += lilies(width * 0.66, height * 0.735, 15 * unit, "#7BA678", rng, bloom=None)
    shade = mix(leaf, "#3E5E44", 0.5)
    out += reeds(width * 0.955, height * 1.0, 220 * unit, shade, rng)
    out += reeds(width * 0.045, height * 1.0, 200 * unit, shade, rng)
    out.append(fern(width * 0.0, height + 12, 170 * unit, 0.7, mix(shade, "#22383A", 0.3)))
    out.append(fern(width * 1.0, height + 12, 170 * unit, -0.7, mix(shade, "#22383A", 0.3)))
    return out


def _wisps(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    """Cold lights over the water."""
    out: list[Item] = []
    for _ in range(22):
        x, y = canvas.width * rng.random(), canvas.height * (0.5 + 0.4 * rng.random())
        if 0.25 < x / canvas.width < 0.75:
            continue
        out += [glow(x, y, 20, "#A8F0B8", 0.8), scenery(circle(x, y, 3.4), "#EFFFDC", kind="flat", cls="firefly")]
    return out
