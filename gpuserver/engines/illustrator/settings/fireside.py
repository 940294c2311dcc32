"""A living room with an open fire, by itself and at Christmas."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    polygon,
    prop,
    rect,
    scenery,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level
from gpuserver.engines.illustrator.settings.furnish import framed
from gpuserver.engines.illustrator.settings.interior import (
    Lamp,
    boards,
    ceiling,
    inside,
    panels,
    rug,
    skirting,
    wall,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.windows import window
from gpuserver.raster.svg_path import parse_path


def christmas(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A decorated tree, a fire with stockings over it, snow behind the window and presents on the floor."""
    return _room(canvas, air, rng, festive=True)


def fireside(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A fire under a picture, books, a lamp and a basket chair."""
    return _room(canvas, air, rng, festive=False)


def _room(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, *, festive: bool) -> Backdrop:
    width, unit = canvas.width, canvas.scale / 1024
    foot, wide = level(canvas, 0.28), canvas.width > 1.3 * canvas.scale
    outside = (
        replace(air, season="winter", weather="snow" if air.weather == "clear" else air.weather) if festive else air
    )
    top, low = ("#5F8A7C", "#86AE9C") if festive else ("#D9A98C", "#EBC9A8")
    room = [
        wall(canvas, foot, top, low),
        *panels(canvas, foot - 126 * unit, foot, "#F1E6D2"),
        skirting(canvas, foot, "#FBF3E4", 26),
    ]
    stripes = skia.Path()
    for at in range(round(width / (64 * unit)) + 2):
        stripes.addRect(skia.Rect.MakeXYWH(at * 64 * unit, -10, 22 * unit, foot - 136 * unit))
    room.insert(1, scenery(stripes, "#FFFFFF", alpha=0.08, kind="flat", cls="wall"))
    view, frame = window(
        canvas,
        outside,
        rng,
        width * 0.5 - 130 * unit,
        foot - 640 * unit,
        260 * unit,
        300 * unit,
        curtain="#C9484A" if festive else "#5F8F8B",
    )
    hearth_x, hearth_y, size = width - 176 * unit, foot + 16 * unit, 330 * unit
    hearth = [
        *_fireplace(hearth_x, hearth_y, size),
        *(_wreath if festive else _picture)(hearth_x, hearth_y - size * 1.52, size),
    ]
    floor = boards(canvas, foot, "#C48E62", "#A8734E")
    trim = ("#B8414A", "#E7A79A", "#F3DFB4") if festive else ("#7A5A5E", "#D9BFA6", "#F3DFB4")
    floor += rug(width * 0.5, level(canvas, 0.11), 360 * unit, 82 * unit, *trim)
    if wide:
        hearth += [*placed("sofa", width * 0.32, foot + 44 * unit, 220 * unit, palette={"cloth": "#C9605A", "cloth2": "#B04E4C", "cloth3": "#D97A70"}),
                   *placed("chair", width * 0.72, foot + 40 * unit, 270 * unit)]  # fmt: skip
    hearth += ceiling(canvas, foot, "#EFE4CE", beams="#9A6A48")
    over, side, lamps = (
        [Group(_fire(hearth_x, hearth_y - 14 * unit, size), "fire")],
        list[Group](),
        [Lamp(hearth_x, hearth_y - 70 * unit, 240 * unit, "#FF9440", 0.5)],
    )
    if festive:
        tree, lights = _tree(176 * unit, foot + 78 * unit, 640 * unit, rng)
        side = [Group(_stockings(hearth_x, hearth_y - size, size), "stockings"), Group(tree, "tree", ground=foot + 78 * unit, shadow=0.35),
                Group(_presents(foot, unit), "gifts", ground=foot + 128 * unit, shadow=0.25)]  # fmt: skip
        over.append(Group(lights, "lights"))
        lamps.append(Lamp(176 * unit, foot - 222 * unit, 210 * unit, strength=0.3))
    else:
        lamp = placed(
            "lamp", 286 * unit, foot + 40 * unit, 430 * unit, palette={"shade": "#F6DFB4", "shade2": "#E9C98E"}
        )
        side = [Group(placed("bookshelf", 104 * unit, foot + 14 * unit, 420 * unit), "books", ground=foot + 14 * unit, shadow=0.3), Group(lamp, "lamp", ground=foot + 40 * unit, shadow=0.3),
                Group(placed("basket", 120 * unit, foot + 130 * unit, 100 * unit), "basket", ground=foot + 130 * unit, shadow=0.3)]  # fmt: skip
        lamps.append(Lamp(286 * unit, foot - 310 * unit, 200 * unit, strength=0.4))
    return inside(
        canvas, air, [Group(room, "room"), view, frame, Group(floor, "floor"), Group(hearth, "fireplace"), *side],
        ground=level(canvas, 0.11), horizon=foot, own=(view,), over=over, lamps=lamps,
    )  # fmt: skip


def _presents(foot: float, unit: float) -> list[Item]:
    out: list[Item] = []
    for dx, dy, size, paper, ribbon in (
        (196, 92, 92, "#E5484D", "#FFF1DC"),
        (84, 116, 118, "#2A9D9D", "#F9C74F"),
        (300, 128, 84, "#6C63C7", "#F9C74F"),
    ):
        palette = {"paper": paper, "paper2": mix(paper, "#2B2238", 0.15), "paper3": mix(paper, "#FFFFFF", 0.16), "paper4": mix(paper, "#FFFFFF", 0.5),
                   "ribbon": ribbon, "ribbon2": mix(ribbon, "#8A5640", 0.3)}  # fmt: skip
        out += placed("gift", dx * unit, foot + dy * unit, size * unit, palette=palette)
    return out


def _picture(x: float, y: float, size: float) -> list[Item]:
    """A landscape in a gilded frame, its middle at (x, y)."""
    s = size
    parts, picture = framed(x - s * 0.3, y - s * 0.22, s * 0.6, s * 0.44, "#C9964A", s * 0.045, "#BFDCE4")
    picture.gradient = ("#8FC0DC", "#F6E3C0")
    picture.marks += [scenery(circle(x + s * 0.12, y - s * 0.06, s * 0.045), "#FFF3C8"), scenery(circle(x - s * 0.12, y + s * 0.3, s * 0.26, s * 0.24), "#5F8F6B"),
                      scenery(circle(x + s * 0.18, y + s * 0.3, s * 0.24, s * 0.2), "#7FAE74")]  # fmt: skip
    return parts


def _fireplace(x: float, y: float, size: float) -> list[Item]:
    """Bricks round an opening, under a white mantel; the mantel is `size` over y."""
    breast = rect(x - size * 0.38, y - 2.34 * size, size * 0.76, 1.4 * size)
    out = [prop(breast, "#E9DCC6", form="soft", cls="wall")]
    body = prop(rect(x - size * 0.5, y - size, size, size, 6), "#B5655A", form="soft", cls="brick")
    rows, high = 9, size / 9
    seams = skia.Path()
    for row in range(rows):
        seams.addRect(skia.Rect.MakeXYWH(x - size * 0.5, y - high * row - 2, size, 3))
        for at in range(6):
            seams.addRect(
                skia.Rect.MakeXYWH(x - size * 0.5 + (at + 0.5 * (row % 2)) * size / 5, y - high * (row + 1), 3, high)
            )
    body.marks.append(scenery(seams, "#E3B09A", alpha=0.55))
    opening = union(
        [
            rect(x - size * 0.3, y - size * 0.42, size * 0.6, size * 0.42),
            circle(x, y - size * 0.42, size * 0.3, size * 0.16),
        ]
    )
    out += [body, scenery(opening, "#3A2236", gradient=("#2E1B34", "#6A3032"), cls="hearth")]
    out.append(
        prop(rect(x - size * 0.58, y - size * 0.035, size * 1.16, size * 0.08, 6), "#D8CBBE", form="soft", cls="stone")
    )
    for side in (-1, 1):
        out.append(
            prop(
                rect(x + side * size * 0.5 - size * 0.06, y - size, size * 0.12, size * 0.97, 5),
                "#FFF8EC",
                form="soft",
                cls="frame",
            )
        )
    out.append(
        prop(rect(x - size * 0.6, y - size * 1.08, size * 1.2, size * 0.1, 8), "#FFF8EC", form="soft", cls="frame")
    )
    for dx, tall in ((-0.46, 0.2), (-0.35, 0.14), (0.46, 0.2)):
        out.append(
            prop(
                rect(x + (dx - 0.025) * size, y - size * (1.08 + tall), size * 0.05, size * tall, 4),
                "#FFF1DC",
                form="soft",
            )
        )
        flame = parse_path(
            f"M{x + dx * size} {y - size * (1.17 + tall)} q{size * 0.03} {size * 0.05} 0 {size * 0.085} q{-size * 0.03} {-size * 0.035} 0 {-size * 0.085}Z"
        )
        out += [
            glow(x + dx * size, y - size * (1.12 + tall), size * 0.1, "#FFC46A", 0.6),
            scenery(flame, "#FFD45E", kind="flat", cls="fire"),
        ]
    return out


def _wreath(x: float, y: float, size: float) -> list[Item]:
    """A ring of fir with berries and a bow, its middle at (x, y)."""
    cx, cy = x, y
    ring = [
        circle(cx + np.cos(a) * size * 0.17, cy + np.sin(a) * size * 0.17, size * 0.075)
        for a in np.linspace(0, 2 * np.pi, 15)[:-1]
    ]
    out = [prop(union(ring), "#4F9A66", cls="leaf")]
    for at in range(7):
        a = at * 2 * np.pi / 7 + 0.3
        out.append(
            scenery(
                circle(cx + np.cos(a) * size * 0.17, cy + np.sin(a) * size * 0.17, size * 0.022), "#E5484D", cls="berry"
            )
        )
    bow = parse_path(
        f"M{cx} {cy + size * 0.17} l{-size * 0.11} {-size * 0.06} v{size * 0.13} z l{size * 0.11} {-size * 0.06} v{size * 0.13} z"
    )
    return [*out, prop(bow, "#E5484D", form="soft", cls="cloth")]


def _fire(x: float, y: float, size: float) -> list[Item]:
    out: list[Item] = [glow(x, y - size * 0.16, size * 0.42, "#FF8A3A", 0.75)]
    for dx, lean in ((-0.06, 0.1), (0.07, -0.1)):
        log = taper(
            curve(
                (x + (dx - 0.17) * size, y - size * 0.05),
                (x, y - size * (0.05 + lean * 0.2)),
                (x + (dx + 0.15) * size, y - size * (0.05 + lean)),
            ),
            (size * 0.08, size * 0.075),
        )
        out.append(prop(log, "#8A5640", cls="wood"))
    for dx, wide, tall, color in (
        (-0.1, 0.2, 0.26, "#F2674F"),
        (0.1, 0.2, 0.3, "#F2674F"),
        (0.0, 0.26, 0.4, "#FB8F3C"),
        (-0.05, 0.15, 0.26, "#F9C74F"),
        (0.06, 0.12, 0.2, "#F9C74F"),
        (0.0, 0.08, 0.15, "#FFF1B8"),
    ):
        cx, w, h = x + dx * size, wide * size, tall * size
        flame = parse_path(f"M{cx} {y - h} C{cx + w * 0.2} {y - h * 0.7} {cx + w * 0.55} {y - h * 0.5} {cx + w * 0.5} {y - h * 0.2} "
                           f"C{cx + w * 0.46} {y + h * 0.03} {cx - w * 0.46} {y + h * 0.03} {cx - w * 0.5} {y - h * 0.22} C{cx - w * 0.5} {y - h * 0.46} {cx - w * 0.1} {y - h * 0.6} {cx} {y - h}Z")  # fmt: skip
        out.append(scenery(flame, color, gradient=(mix(color, "#F2674F", 0.2), mix(color, "#FFE08A", 0.4)), cls="fire"))
    return out


def _stockings(x: float, y: float, size: float) -> list[Item]:
    """Green along the mantel, and three stockings that hang from it."""
    hang = curve((x - size * 0.58, y + size * 0.0), (x, y + size * 0.16), (x + size * 0.58, y))
    measure = skia.PathMeasure(hang, False)
    tufts = []
    for at in range(19):
        place, _ = measure.getPosTan(measure.getLength() * at / 18)
        tufts.append(circle(place.x(), place.y(), size * 0.05))
    out: list[Item] = []
    for dx, color in ((-0.32, "#E5484D"), (0.0, "#2A9D9D"), (0.32, "#E5484D")):
        sx, sy, s = x + dx * size, y + size * 0.08, size * 0.2
        sock = parse_path(f"M{sx - s * 0.3} {sy} h{s * 0.6} v{s * 0.7} q{s * 0.04} {s * 0.2} {s * 0.3} {s * 0.26} q{s * 0.26} {s * 0.14} {s * 0.06} {s * 0.34} "
                          f"q{-s * 0.1} {s * 0.08} {-s * 0.5} {s * 0.02} q{-s * 0.46} {-s * 0.1} {-s * 0.46} {-s * 0.56}Z")  # fmt: skip
        out += [
            prop(sock, color, cls="cloth"),
            prop(rect(sx - s * 0.36, sy - s * 0.06, s * 0.72, s * 0.26, s * 0.1), "#FFF8EC", form="soft", cls="cloth"),
        ]
    out.append(prop(union(tufts), "#4F9A66", cls="leaf"))
    return [
        *out,
        *(
            scenery(circle(x + dx * size, y + size * (0.085 - 0.23 * dx * dx), size * 0.024), "#F9C74F", cls="berry")
            for dx in (-0.46, -0.16, 0.16, 0.46)
        ),
    ]


def _tree(x: float, y: float, size: float, rng: np.random.Generator) -> tuple[list[Item], list[Item]]:
    """A fir in a pot, hung with balls; and its lights and star."""
    out = [prop(rect(x - size * 0.03, y - size * 0.16, size * 0.06, size * 0.14), "#8A5640", cls="bark"),
           prop(parse_path(f"M{x - size * 0.1} {y - size * 0.1} h{size * 0.2} l{-size * 0.025} {size * 0.1} h{-size * 0.15}z"), "#C9484A", cls="pot")]  # fmt: skip
    halo, bulbs = skia.Path(), [skia.Path(), skia.Path(), skia.Path()]
    for tier in range(4):
        low, half, tall = y - size * (0.1 + 0.2 * tier), size * (0.3 - 0.055 * tier), size * (0.36 - 0.03 * tier)
        path = parse_path(
            f"M{x} {low - tall} C{x + half * 0.2} {low - tall * 0.5} {x + half * 0.7} {low - tall * 0.2} {x + half} {low - tall * 0.04} "
            f"Q{x + half * 0.8} {low + tall * 0.07} {x + half * 0.56} {low} Q{x + half * 0.36} {low + tall * 0.1} {x + half * 0.14} {low + tall * 0.03} "
            f"Q{x - half * 0.1} {low + tall * 0.11} {x - half * 0.36} {low + tall * 0.02} Q{x - half * 0.62} {low + tall * 0.08} {x - half} {low - tall * 0.04} "
            f"C{x - half * 0.7} {low - tall * 0.2} {x - half * 0.2} {low - tall * 0.5} {x} {low - tall}Z"
        )  # fmt: skip
        out.append(prop(path, mix("#3F7F62", "#6DB36B", 0.13 * tier), cls="leaf"))
        for at in range(5 - tier):
            share = (at + 0.5) / (5 - tier) * 2 - 1
            px, py = x + share * half * 0.72, low - tall * (0.1 + 0.1 * (1 - share * share))
            if (at + tier) % 2:
                color = ("#E5484D", "#F9C74F", "#8ECBEA", "#F48FA0")[(at + tier * 2) % 4]
                out.append(prop(circle(px, py + size * 0.012, size * 0.023), color, cls="ball"))
            spot = (px + size * 0.04, py - size * (0.03 + 0.02 * rng.random()))
            bulbs[(at + tier) % 3].addPath(circle(*spot, size * 0.0085))
            halo.addPath(circle(*spot, size * 0.022))
    top = y - size * 0.985
    star = [
        (
            x + np.sin(a) * size * (0.05 if at % 2 == 0 else 0.022),
            top - np.cos(a) * size * (0.05 if at % 2 == 0 else 0.022),
        )
        for at, a in enumerate(np.linspace(0, 2 * np.pi, 11)[:-1])
    ]
    lights = [scenery(halo, "#FFD890", alpha=0.7, blur=size * 0.012, blend=skia.BlendMode.kScreen, kind="glow")]
    lights += [
        scenery(path, color, kind="flat", cls="bulb")
        for path, color in zip(bulbs, ("#FFF1B8", "#FFD0C0", "#D8F0FF"), strict=True)
    ]
    return out, [*lights, glow(x, top, size * 0.1, "#FFD45E", 0.5), prop(polygon(star), "#F9C74F", cls="star")]
