"""A clearing in the rain forest: giants in green haze, lianas, and large leaves round the frame."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, polygon, prop, scenery, smooth, taper, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.leafage import banana, blossom, liana, monstera, palm_shape
from gpuserver.engines.illustrator.settings.nature import crown, fern, tuft
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, patch, slope, wood
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_GREENS = {
    "summer": ("#8CC48A", "#5FA878", "#3E8A64", "#2C6E54"), "spring": ("#A6D492", "#74B97C", "#4C9A68", "#367C58"),
    "autumn": ("#C9BE7A", "#98A45E", "#6E8650", "#4E6A46"), "winter": ("#C4D6DA", "#93B4B4", "#648E8C", "#466E70"),
}  # fmt: skip


def jungle(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Light falls into a clearing between buttressed trees; palms and lianas behind, dark leaves before."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    tones = _GREENS["winter" if air.is_white else air.season]
    haze = mix(haze_of(air), "#DDF0C8", 0.0 if air.is_dark else 0.55)
    far: list[Item] = [
        wood(canvas, -0.05, 0.42, 0.5, 0.2, mix(tones[0], haze, 0.55), haze, rng, ends=False),
        wood(canvas, 0.62, 1.05, 0.5, 0.22, mix(tones[0], haze, 0.5), haze, rng, ends=False),
        wood(canvas, 0.2, 0.8, 0.6, 0.13, mix(tones[0], haze, 0.35), haze, rng, ends=False),
    ]
    for x, y, tall, lean in (
        (0.3, 0.6, 330, -0.08),
        (0.74, 0.6, 380, 0.1),
        (0.64, 0.6, 250, -0.06),
        (0.2, 0.6, 260, 0.1),
    ):
        shade = mix(tones[0], haze, 0.22)
        far.append(
            scenery(
                palm_shape(width * x, height * y, tall * unit, lean, rng),
                shade,
                gradient=(shade, mix(shade, haze, 0.5)),
                cls="leaf",
            )
        )
    ground = slope(
        canvas,
        ((-0.05, 0.6), (0.25, 0.615), (0.5, 0.61), (0.75, 0.617), (1.05, 0.6)),
        (mix(tones[0], haze, 0.25), tones[1]),
    )
    middle: list[Item] = [
        wood(canvas, -0.06, 0.3, 0.665, 0.1, mix(tones[1], haze, 0.12), haze, rng),
        wood(canvas, 0.72, 1.06, 0.665, 0.11, mix(tones[1], haze, 0.12), haze, rng),
        *placed(
            "palm",
            width * 0.235,
            height * 0.685,
            270 * unit,
            palette=_palm(air, tones),
            hide=("sand",),
            haze=(haze, 0.12),
        ),
        *placed(
            "palm", width * 0.8, height * 0.69, 320 * unit, palette=_palm(air, tones), flip=True, haze=(haze, 0.08)
        ),
    ]
    middle = [item for item in middle if item.cls not in {"sand", "grass"}]
    trunks = [
        *_giant(canvas, 0.065, 0.79, 0.105, tones, rng),
        *_giant(canvas, 0.95, 0.775, 0.085, tones, rng),
    ]
    near = slope(canvas, ((-0.05, 0.74), (0.15, 0.77), (0.4, 0.758), (0.62, 0.766), (0.85, 0.762), (1.05, 0.745)),
                 (mix(tones[1], "#DFF0A0", 0.24) if not air.is_white else "#EDF4F6", mix(tones[2], "#F4F8FB", 0.55) if air.is_white else tones[2]))  # fmt: skip
    path = patch(canvas, ((0.55, 0.763), (0.62, 0.775), (0.56, 0.81), (0.68, 0.87), (0.74, 1.03), (0.24, 1.03), (0.33, 0.87), (0.46, 0.81), (0.5, 0.775)),
                 ("#E8DCA6", "#CDBB84"), alpha=0.45)  # fmt: skip
    vines = [*liana((width * 0.09, -10), (width * 0.5, -20), 0.2 * height, 7 * unit, tones[2], rng),
             *liana((width * 0.56, -16), (width * 0.95, -10), 0.17 * height, 6 * unit, tones[2], rng),
             *liana((width * 0.3, -16), (width * 0.34, 0.22 * height), 10 * unit, 5 * unit, mix(tones[1], haze, 0.2), rng)]  # fmt: skip
    if air.is_white:
        snowed(far, 7 * unit)
        snowed([one for one in [*middle, *vines] if one.cls.startswith("leaf")], 9 * unit)
    growth = [
        tuft(
            width * rng.random(),
            height * (0.79 + 0.2 * rng.random()),
            24 * unit,
            mix(tones[2], tones[3], rng.random() * 0.6),
            rng,
        )
        for _ in range(20)
    ]
    growth += _understory(canvas, tones)
    land = [Group(far, "far"), mist(canvas, height * 0.58, haze, 0.5), Group([ground], "ground"), Group(middle, "middle"),
            mist(canvas, height * 0.68, haze, 0.35), Group(trunks, "trunks"), Group([near, path, *growth], "floor"), Group(vines, "vines")]  # fmt: skip
    backdrop = outdoors(
        canvas,
        air,
        rng,
        land,
        ground=height * 0.875,
        horizon=height * 0.61,
        front=[Group(_frame(canvas, air, tones), "leaves")],
    )
    if air.time == "day" and air.weather == "clear":
        backdrop.back.append(Group(_shafts(canvas), "beams"))
    return backdrop


def _palm(air: Atmosphere, tones: tuple[str, ...]) -> dict[str, str]:
    return {"leaf": tones[1], "leaf2": tones[2], "leaf3": tones[0], "bark": "#A8907A" if air.is_white else "#9A7A5C"}


def _giant(
    canvas: Canvas,
    x: float,
    foot: float,
    half: float,
    tones: tuple[str, ...],
    rng: np.random.Generator,
) -> list[Item]:
    """The trunk of a giant that leaves the picture at the top, on roots like walls, with a leafy collar."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    half *= canvas.scale / width  # the same thickness in every format
    outline = [(x - half * 2.2, foot + 0.02), (x - half * 1.3, foot - 0.05), (x - half * 0.8, foot - 0.16), (x - half * 0.62, foot - 0.36), (x - half * 0.7, -0.05),
               (x + half * 0.7, -0.05), (x + half * 0.6, foot - 0.36), (x + half * 0.85, foot - 0.16), (x + half * 1.5, foot - 0.04), (x + half * 2.4, foot + 0.025),
               (x + half * 1.1, foot + 0.005), (x + half * 0.4, foot + 0.035), (x - half * 0.5, foot + 0.008), (x - half * 1.2, foot + 0.03)]  # fmt: skip
    trunk = prop(smooth(at(canvas, outline), True), mix("#7E6A58", tones[3], 0.25), cls="bark")
    for dx in (-0.35, 0.05, 0.4):
        groove = smooth(
            at(
                canvas,
                (
                    (x + half * dx * 0.6, 0.0),
                    (x + half * dx, foot - 0.3),
                    (x + half * dx * 1.6, foot - 0.1),
                    (x + half * dx * 3, foot + 0.02),
                ),
            )
        )
        trunk.marks.append(
            scenery(taper(groove, (3 * unit, 6 * unit, 11 * unit, 3 * unit), caps=False), "#4A4638", alpha=0.32)
        )
    collar = crown(width * x, height * 0.015, canvas.scale * 0.17, rng)
    leaf = prop(
        union([collar, circle(width * (x - half), height * 0.05, canvas.scale * 0.1)]),
        mix(tones[2], tones[3], 0.3),
        cls="leaf",
    )
    return [trunk, leaf]


def _understory(canvas: Canvas, tones: tuple[str, ...]) -> list[Item]:
    """Broad plants and flowers at the feet of the giants."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for x, y, size, lean in (
        (0.17, 0.83, 170, 0.5),
        (0.13, 0.84, 190, 0.0),
        (0.09, 0.845, 160, -0.5),
        (0.87, 0.83, 160, -0.5),
        (0.915, 0.84, 190, 0.05),
        (0.955, 0.84, 150, 0.5),
    ):
        out.append(
            banana(width * x, height * y, size * unit, lean, mix(tones[1], tones[2], 0.5 + 0.3 * lean), bend=0.3)
        )
    for x, y, size, color in (
        (0.185, 0.812, 17, "#F2788F"),
        (0.1, 0.8, 14, "#FBA14F"),
        (0.87, 0.806, 16, "#F48FA0"),
        (0.935, 0.79, 13, "#F9C74F"),
    ):
        out += blossom(width * x, height * y, size * unit, color)
    return out


def _frame(canvas: Canvas, air: Atmosphere, tones: tuple[str, ...]) -> list[Item]:
    """Dark leaves in the corners, nearer than everything."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    dark = mix(tones[3], "#16363A", 0.35)
    out: list[Item] = []
    for x, y, size, lean in (
        (-0.02, 0.99, 215, 0.95),
        (0.045, 1.03, 200, 0.3),
        (1.02, 0.99, 225, -0.95),
        (0.95, 1.03, 205, -0.3),
    ):
        out.append(
            monstera(
                width * x, height * y, size * unit, lean, mix(dark, tones[2], 0.16 * (abs(lean) < 0.5)), form=False
            )
        )
    for x, lean, size in ((0.15, 0.6, 170), (0.86, -0.6, 160)):
        out.append(fern(width * x, height + 14, size * unit, lean, dark))
    for x, y, size, lean in (
        (-0.02, 0.05, 210, 2.1),
        (0.05, -0.03, 190, 2.5),
        (1.02, 0.06, 220, -2.1),
        (0.95, -0.03, 190, -2.5),
    ):
        out.append(banana(width * x, height * y, size * unit, lean, mix(dark, tones[2], 0.3), bend=0.12, form=False))
    if air.is_white:
        snowed(out, 8 * unit)
    return out


def _shafts(canvas: Canvas) -> list[Item]:
    """Light that falls through the roof of leaves."""
    width, height = canvas.width, canvas.height
    out: list[Item] = []
    for x, wide in ((0.52, 0.06), (0.66, 0.05), (0.78, 0.07)):
        beam = polygon(
            [
                (width * x, -20),
                (width * (x + wide), -20),
                (width * (x + wide - 0.26), height * 0.84),
                (width * (x - 0.36), height * 0.84),
            ]
        )
        out.append(scenery(beam, "#FFFBD0", alpha=0.13, blur=16, kind="glow"))
    return out
