"""Isometric: a diorama on a block, with axes at 30 degrees, parallel light, flat faces of three tones, long shadows.

The ground of the scene is the floor of a room without a front, its background is on the two walls, and the subjects
stand inside as thick pieces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import skia

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import mix, multiply, skia_color, to_hex
from gpuserver.engines.illustrator.painting.items import DESIGN, Canvas, Group, bounds
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    intersection,
    line,
    polygon,
    rect,
    stroke,
    transformed,
    union,
)
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size, to_array
from gpuserver.engines.illustrator.styles.cel import draw_cel_group
from gpuserver.raster.cubes import COS30

_WALL, _BASE, _EDGE = 0.66, 0.11, 0.035
"""Height of the walls, of the block under the floor, and thickness of the walls, in sides of the floor."""
_DARK, _DARKER = "#C9BEDD", "#9C8EBC"
"""What the faces turned from the light are multiplied by."""
_FLOOR_FROM = 0.26
"""How far over the hero's feet the floor begins, as a share of the picture's height."""
_SHADOW: Final = (0.52, 0.30)
"""Where the shadow of a point goes that is one px over the floor: right, down."""
_TILES: Final = 8
_DEPTH: Final = 22.0
"""Thickness of the pieces, px."""


def isometric(scene: StageScene, watch: Watch) -> Pixels:
    """The scene as a diorama."""
    width, height = pixel_size(scene.canvas, DESIGN)
    back = _backdrop(scene, width, height)
    watch.progress(0.4)
    pieces = [group for group in scene.groups if group.is_subject and group.fade is None]
    feet = max((group.ground for group in pieces if group.ground is not None), default=0.86 * height)
    cut = float(np.clip(feet - _FLOOR_FROM * height, 0.46 * height, 0.68 * height))
    room = _Room.of(scene.canvas)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    _draw_air(canvas, back, room, width, height)
    _draw_room(canvas, room, back, cut)
    _draw_pieces(canvas, pieces, scene, room, feet)
    watch.progress(0.95)
    return np.ascontiguousarray(to_array(surface))


@dataclass(frozen=True)
class _Room:
    """The diorama on the canvas: the middle of its floor, and the length of the floor's sides."""

    x: float
    y: float
    side: float

    @classmethod
    def of(cls, canvas: Canvas) -> _Room:
        """The largest that the canvas has room for."""
        side = min(0.94 * canvas.width / (2 * COS30), 0.94 * canvas.height / (1 + _WALL + _BASE))
        return cls(canvas.width / 2, canvas.height / 2 + (_WALL - _BASE) * side / 2, side)

    def at(self, right: float, left: float, up: float = 0.0) -> Point:
        """A point by its way along the two axes from the back corner, and up, in sides of the floor."""
        return self.x + (right - left) * COS30 * self.side, self.y + ((right + left - 1) / 2 - up) * self.side

    def face(self, *corners: tuple[float, float, float]) -> skia.Path:
        """A flat face through points of the room."""
        return polygon([self.at(*corner) for corner in corners])

    @property
    def floor(self) -> skia.Path:
        """The whole floor."""
        return self.face((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0))


def _backdrop(scene: StageScene, width: int, height: int) -> skia.Image:
    """What is behind the subjects, in flat tones."""
    surface = skia.Surface(width, height)
    for group in scene.groups:
        if group.layer == "back":
            draw_cel_group(surface.getCanvas(), group, scene.light_of(group), lines=False)
    return surface.makeImageSnapshot()


def _draw_air(canvas: skia.Canvas, back: skia.Image, room: _Room, width: int, height: int) -> None:
    """A plain ground in a pale tone of the scene, and the shadow of the block on it."""
    mean = _mean(back, 0)
    ends = [skia.Point(0, 0), skia.Point(0, height)]
    shades = [skia_color(mix(mean, "#FFFFFF", share)) for share in (0.82, 0.58)]
    canvas.drawPaint(skia.Paint(Shader=skia.GradientShader.MakeLinear(ends, shades)))
    low = -_BASE
    foot = room.face((0.04, 1, low), (1, 1, low), (1.2, 0.86, low), (1.08, 0, low), (0.5, 0, low))
    canvas.drawPath(foot, _fill(multiply(mix(mean, "#FFFFFF", 0.4), _DARKER), 0.55, 9))


def _draw_room(canvas: skia.Canvas, room: _Room, back: skia.Image, cut: float) -> None:
    """Walls, floor and the sides of the block."""
    width, height = back.width(), back.height()
    top = max(0.0, cut - 0.62 * height)
    _draw_wall(canvas, room, back, (0, top, width / 2, cut), left=True)
    _draw_wall(canvas, room, back, (width / 2, top, width, cut), left=False)
    canvas.save()
    canvas.clipPath(room.floor, skia.ClipOp.kIntersect, True)
    (left, _), (right, _) = room.at(0, 1), room.at(1, 0)
    (_, high), (_, low) = room.at(0, 0), room.at(1, 1)
    _draw_image(canvas, back, (0, cut, width, height), skia.Rect.MakeLTRB(left, high, right, low))
    for at in range(1, _TILES):
        for ends in (((at / _TILES, 0), (at / _TILES, 1)), ((0, at / _TILES), (1, at / _TILES))):
            canvas.drawPath(stroke(line(*(room.at(*end) for end in ends)), 2.0), _fill("#FFFFFF", 0.16))
    shade = room.face((0, 0, 0), (0.3, 0, 0), (0.3, 1, 0), (0, 1, 0))
    canvas.drawPath(shade, _fill("#4A3A78", 0.13))
    canvas.restore()
    ground = _mean(back, cut)
    canvas.drawPath(room.face((0, 1, 0), (1, 1, 0), (1, 1, -_BASE), (0, 1, -_BASE)), _fill(multiply(ground, _DARK)))
    canvas.drawPath(room.face((1, 0, 0), (1, 1, 0), (1, 1, -_BASE), (1, 0, -_BASE)), _fill(multiply(ground, _DARKER)))
    for band, tone in ((0.35, "#8A6A58"), (0.72, "#6E5250")):
        for corners, shadow in ((((0, 1), (1, 1)), _DARK), (((1, 0), (1, 1)), _DARKER)):
            (a, b), (c, d) = corners
            face = room.face((a, b, -band * _BASE), (c, d, -band * _BASE), (c, d, -_BASE), (a, b, -_BASE))
            canvas.drawPath(face, _fill(multiply(tone, shadow)))


def _draw_wall(
    canvas: skia.Canvas, room: _Room, back: skia.Image, part: tuple[float, float, float, float], *, left: bool
) -> None:
    """A share of the background on one wall, with the wall's upper and outer edge."""
    corners = [(0.0, 1.0), (0.0, 0.0)] if left else [(0.0, 0.0), (1.0, 0.0)]
    (x0, y0), (x1, y1) = (room.at(*corner, _WALL) for corner in corners)
    canvas.save()
    unit = skia.Matrix.MakeAll(x1 - x0, 0, x0, y1 - y0, _WALL * room.side, y0, 0, 0, 1)
    canvas.concat(unit)
    _draw_image(canvas, back, part, skia.Rect.MakeWH(1, 1))
    canvas.drawRect(skia.Rect.MakeWH(1, 1), _fill("#FFFFFF" if left else "#3E2F70", 0.10 if left else 0.16))
    canvas.restore()
    tone = mix(_mean(back, 0), "#FFFFFF", 0.2)
    (a, b), (c, d) = corners
    out = (-_EDGE, 0) if left else (0, -_EDGE)
    upper = room.face((a, b, _WALL), (c, d, _WALL), (c + out[0], d + out[1], _WALL), (a + out[0], b + out[1], _WALL))
    canvas.drawPath(upper, _fill(mix(tone, "#FFFFFF", 0.35)))
    a, b = (a, b) if left else (c, d)
    side = room.face((a, b, _WALL), (a + out[0], b + out[1], _WALL), (a + out[0], b + out[1], -_BASE), (a, b, -_BASE))
    canvas.drawPath(side, _fill(multiply(tone, _DARK if left else _DARKER)))


def _draw_image(canvas: skia.Canvas, image: skia.Image, part: tuple[float, float, float, float], to: skia.Rect) -> None:
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(image, skia.Rect.MakeLTRB(*part), to, sampling, skia.Paint(AntiAlias=True))


def _mean(back: skia.Image, top: float) -> str:
    """The mean colour of what is under `top`."""
    return to_hex(back.toarray(colorType=skia.kRGBA_8888_ColorType)[int(top) :, :, :3].mean(axis=(0, 1)))


def _draw_pieces(canvas: skia.Canvas, pieces: list[Group], scene: StageScene, room: _Room, feet: float) -> None:
    """The subjects, together as they stand, on the middle of the floor: their shadows, then each with its thickness."""
    pieces = [cropped for group in pieces if (cropped := _cropped(group, scene.canvas)).items]
    if not pieces:
        return
    box = bounds(item for group in pieces for item in group.items)
    scale = min(1.0 * room.side / box.width(), (0.62 + _WALL) * room.side / max(1.0, feet - box.top()), 0.86)
    low = min(feet, box.bottom())
    spot = room.at(0.6, 0.6)
    matrix = skia.Matrix.Translate(*spot)
    matrix.preScale(scale, scale)
    matrix.preTranslate(-box.centerX(), -low)
    canvas.save()
    canvas.clipPath(room.floor, skia.ClipOp.kIntersect, True)
    canvas.concat(matrix)
    for group in pieces:
        _draw_shadow(canvas, group, low)
    canvas.restore()
    canvas.save()
    canvas.concat(matrix)
    for group in pieces:
        _draw_thickness(canvas, group, _DEPTH / scale * min(1.0, room.side / 540))
        draw_cel_group(canvas, replace(group, shadow=0.0), scene.light_of(group), lines=False)
    canvas.restore()


def _cropped(group: Group, canvas: Canvas) -> Group:
    """The group without what the edge of the picture cuts off: a bust stands on its cut."""
    whole = rect(-canvas.width, -canvas.height, 3 * canvas.width, 2 * canvas.height)
    if bounds(group.items).bottom() <= canvas.height:
        return group
    items = [replace(item, path=intersection(item.path, whole)) for item in group.items]
    return replace(group, items=[item for item in items if not item.path.isEmpty()])


def _draw_shadow(canvas: skia.Canvas, group: Group, low: float) -> None:
    """The shadow of parallel light on the floor: the outline laid down along one axis."""
    ground = low if group.ground is None else group.ground
    right, down = _SHADOW
    lay = skia.Matrix.MakeAll(1, -right, right * ground, 0, -down, ground + down * ground, 0, 0, 1)
    outline = union(item.path for item in group.items if item.kind == "part")
    canvas.drawPath(transformed(outline, lay), _fill("#33265E", 0.30))


def _draw_thickness(canvas: skia.Canvas, group: Group, deep: float) -> None:
    """The sides of a thick piece, away from the light along the other axis."""
    steps = max(2, round(deep / 1.5))
    tint = group.tint or "#FFFFFF"
    for item in group.items:
        if item.kind != "part" or item.alpha < 0.6 or item.blend is not None:
            continue
        brush = _fill(multiply(multiply(item.color, _DARKER), tint))
        for step in range(steps, 0, -1):
            away = deep * step / steps
            canvas.save()
            canvas.translate(COS30 * away, -away / 2)
            canvas.drawPath(item.path, brush)
            canvas.restore()


def _fill(color: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    brush = skia.Paint(AntiAlias=True, Color=skia_color(color, alpha))
    if blur:
        brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return brush
