"""What rooms are made of: walls, floors, rugs, and the light of day or of lamps that fills them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import skia

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import INDOORS, Light
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    difference,
    glow,
    polygon,
    prop,
    rect,
    scenery,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Corridor, steps
from gpuserver.engines.illustrator.settings.weather import band

LAMPLIGHT: Final = Light(
    shade="#5C4A9E", high="#FFE2B0", bounce="#D69AA0", depth=0.7, dx=1, dy=1, rim=0.7, bounce_strength=0.26,
    cast="#1E1440", cast_strength=0.4,
)  # fmt: skip
_ROOM: Final = {"day": None, "sunset": "#FFE3D2", "dawn": "#FAEAEE"}
_FIGURES: Final = {"day": None, "sunset": "#FFEDE2", "night": "#DCCBE2", "dawn": "#FDF3F2"}
_GREY: Final = "#DFE2EC"
"""What a room without sun is multiplied by on a dull day."""


@dataclass(frozen=True)
class Lamp:
    """Where light comes from when it is dark, and how far it reaches."""

    x: float
    y: float
    reach: float
    color: str = "#FFA552"
    strength: float = 0.42

    def shine(self) -> list[Item]:
        """Its light: a wide warm pool, a glow, and a bright middle."""
        pool = circle(self.x, self.y + self.reach * 0.2, self.reach * 1.3)
        soft = skia.BlendMode.kSoftLight
        return [
            scenery(pool, self.color, alpha=1.7 * self.strength, blur=self.reach * 0.5, blend=soft, kind="glow"),
            glow(self.x, self.y, self.reach * 0.8, self.color, 0.5 * self.strength),
            glow(self.x, self.y, self.reach * 0.3, mix(self.color, "#FFF3C8", 0.6), min(1.0, self.strength * 1.7)),
        ]


def inside(
    canvas: Canvas, air: Atmosphere, layers: Sequence[Group], *, ground: float, horizon: float,
    lamps: Sequence[Lamp] = (), own: Collection[Group] = (), over: Sequence[Group] = (), dim: str = "#C6B7D6", gloom: str = "#4E4A9C",
) -> Backdrop:  # fmt: skip
    """A room by day, or by the light of its `lamps` at night.

    At night all but the groups of `own` is multiplied by `dim`, and everything far from a lamp by `gloom`;
    `over` is what shines by itself: bulbs, flames.
    """
    tint = dim if air.is_dark else _ROOM[air.time]
    if air.weather not in {"clear", "cloudy"} and not air.is_dark:
        tint = multiply(tint, _GREY) if tint else _GREY
    groups = [group for group in layers if group.items]
    for group in groups:
        if tint is not None and group not in own:
            group.tint = tint
    if air.is_dark:
        groups.append(Group([_gloom(canvas, lamps, gloom)], "gloom"))
        groups.append(Group([item for lamp in lamps for item in lamp.shine()], "lamplight"))
    groups += over
    return Backdrop(
        back=groups, front=[], light=LAMPLIGHT if air.is_dark else INDOORS, ground=ground, horizon=horizon,
        tint=_FIGURES[air.time], rim=("#FFDCA8", 0.5) if air.is_dark else None,
        haze="#B9A8C4" if air.is_dark else "#F3E6D8", shadow=0.5,
    )  # fmt: skip


def _gloom(canvas: Canvas, lamps: Sequence[Lamp], color: str) -> Item:
    """The dark of the room, which leaves out what the lamps light and the middle, where the hero stands."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    lit = [circle(width / 2, height * 0.66, width * 0.3, height * 0.26)]
    lit += [circle(lamp.x, lamp.y + lamp.reach * 0.15, lamp.reach * 1.15) for lamp in lamps]
    dark = difference(rect(-200, -200, width + 400, height + 400), union(lit))
    return scenery(dark, color, alpha=0.62, blur=80 * unit, blend=skia.BlendMode.kMultiply, kind="glow")


def wall(canvas: Canvas, foot: float, top: str, low: str) -> Item:
    """A wall down to `foot`, with room for the floor to overlap it."""
    return band(canvas, -10, foot + 20, (top, low), "wall")


def ceiling(canvas: Canvas, foot: float, color: str, *, beams: str | None = None) -> list[Item]:
    """The ceiling of a tall picture, with a moulding or beams; nothing where the wall reaches out of the frame."""
    unit = canvas.scale / 1024
    edge = foot - 760 * unit
    if edge < 40 * unit:
        return []
    way, end = floor_of(canvas, foot)
    high = way.floor + (way.y - edge) * end
    out = [
        scenery(
            rect(-20, -20, canvas.width + 40, edge + 20),
            color,
            gradient=(mix(color, "#FFFFFF", 0.2), mix(color, "#5A2F66", 0.12)),
            cls="wall",
        )
    ]
    lines, size = skia.Path(), 2 * way.half / 5
    for at in range(-9, 10):
        x = at * size
        wide = size * (0.09 if beams else 0.012)
        lines.addPath(
            polygon(
                [
                    way.at(x - wide, high, end),
                    way.at(x + wide, high, end),
                    way.at(x + wide, high, 0.4),
                    way.at(x - wide, high, 0.4),
                ]
            )
        )
    out.append(scenery(lines, beams or mix(color, "#5A2F66", 0.3), alpha=0.9 if beams else 0.35, cls="wood"))
    out += [scenery(rect(-20, edge, canvas.width + 40, 46 * unit), "#5A2F66", alpha=0.12, blur=10 * unit, kind="glow"),
            prop(rect(-20, edge - 10 * unit, canvas.width + 40, 26 * unit, 6 * unit), beams or mix(color, "#FFFFFF", 0.4), form="soft", cls="wood")]  # fmt: skip
    return out


def skirting(canvas: Canvas, foot: float, color: str, tall: float = 26) -> Item:
    """The board where wall and floor meet."""
    tall *= canvas.scale / 1024
    return prop(rect(-20, foot - tall, canvas.width + 40, tall + 2), color, form="soft", cls="wood")


def panels(canvas: Canvas, top: float, foot: float, color: str, wide: float = 150) -> list[Item]:
    """Wooden panelling between `top` and `foot`, with a rail on top."""
    unit = canvas.scale / 1024
    wide, rail = wide * unit, 20 * unit
    out = [
        scenery(
            rect(-20, top, canvas.width + 40, foot - top + 20),
            color,
            gradient=(color, mix(color, "#5A2F66", 0.1)),
            cls="wood",
        )
    ]
    edges, fields = skia.Path(), skia.Path()
    for at in range(int(canvas.width / wide) + 2):
        x, y = canvas.width / 2 + (at - int(canvas.width / wide) / 2 - 0.5) * wide, top + rail * 1.8
        edges.addPath(rect(x - wide * 0.42, y, wide * 0.84, foot - y - rail * 1.6, 4 * unit))
        fields.addPath(
            rect(
                x - wide * 0.42 + 5 * unit,
                y + 5 * unit,
                wide * 0.84 - 6 * unit,
                foot - y - rail * 1.6 - 6 * unit,
                4 * unit,
            )
        )
    out += [
        scenery(edges, mix(color, "#5A2F66", 0.22), cls="wood"),
        scenery(fields, mix(color, "#FFFFFF", 0.12), cls="wood"),
    ]
    return [
        *out,
        prop(
            rect(-20, top - rail / 2, canvas.width + 40, rail, 6 * unit),
            mix(color, "#FFFFFF", 0.16),
            form="soft",
            cls="wood",
        ),
    ]


def floor_of(canvas: Canvas, foot: float, rise: float = 0.5) -> tuple[Corridor, float]:
    """The floor in front of a wall that stands at y `foot`: its perspective, and the depth of the wall.

    `rise` is how far over `foot` the lines meet, as a share of the scale.
    """
    vanish = foot - rise * canvas.scale
    way = Corridor(canvas.width / 2, vanish, canvas.width * 0.5, canvas.height - vanish)
    return way, way.floor / (foot - vanish)


def boards(
    canvas: Canvas, foot: float, far: str, near: str, *, columns: int = 9, seam: str | None = None
) -> list[Item]:
    """A floor of planks that run towards the viewer."""
    way, end = floor_of(canvas, foot)
    out = [scenery(rect(-20, foot, canvas.width + 40, canvas.height), near, gradient=(far, near), cls="wood")]
    reach = way.half * end * 1.1
    plank, seams, pale = 2 * way.half / columns, skia.Path(), skia.Path()
    count = int(reach / plank) + 1
    for at in range(-count, count):
        x = (at + 0.5) * plank
        seams.addPath(way.on_floor(x - plank * 0.012, x + plank * 0.012, end, 0.95))
        if at % 3 == 0:
            pale.addPath(way.on_floor(x, x + plank, end, 0.95))
        for part in (0.3 + 0.37 * (at % 2), 0.75 - 0.4 * (at % 3) / 2):
            z = end + (0.95 - end) * part
            seams.addPath(way.on_floor(x, x + plank, z, z - 0.008))
    out.append(scenery(pale, mix(near, "#FFFFFF", 0.3), alpha=0.2, cls="wood"))
    out.append(scenery(seams, seam or mix(near, "#6A3A3E", 0.5), alpha=0.42, kind="flat", cls="wood"))
    return out


def tiles(canvas: Canvas, foot: float, pale: str, dark: str, *, columns: int = 7, rows: int = 5) -> list[Item]:
    """A floor of square tiles in two colours."""
    way, end = floor_of(canvas, foot)
    out = [
        scenery(
            rect(-20, foot, canvas.width + 40, canvas.height), pale, gradient=(mix(pale, dark, 0.25), pale), cls="stone"
        )
    ]
    size, checks = 2 * way.half / columns, skia.Path()
    count = int(way.half * end * 1.1 / size) + 1
    for row, (far, near) in enumerate(pairwise(steps(0.95, end, rows))):
        for at in range(-count, count):
            if (at + row) % 2:
                checks.addPath(way.on_floor((at + 0.5) * size, (at + 1.5) * size, far, near))
    out.append(scenery(checks, dark, gradient=(mix(dark, pale, 0.45), dark), cls="stone"))
    return out


def rug(x: float, y: float, wide: float, tall: float, color: str, pale: str, trim: str) -> list[Item]:
    """A round rug seen at a slant, with a border and a trim."""
    body = prop(circle(x, y, wide, tall), color, form="soft", cls="cloth", casts=False)
    for size, shade, alpha in ((0.93, trim, 0.9), (0.895, color, 1.0), (0.8, pale, 0.85), (0.42, color, 0.35)):
        body.marks.append(scenery(circle(x, y, wide * size, tall * size), shade, alpha=alpha, cls="cloth"))
    return [scenery(circle(x, y + tall * 0.09, wide * 1.01, tall), "#5A2F66", alpha=0.25, blur=5, kind="glow"), body]


def sunlight(points: Sequence[Point], alpha: float = 0.24, color: str = "#FFF3CF", blur: float = 14) -> Item:
    """Light that falls through a window: along the air, or as a patch on the floor."""
    return scenery(polygon(points), color, alpha=alpha, blur=blur, blend=skia.BlendMode.kScreen, kind="glow")
