"""Paper-cut: every shape a sheet of coloured paper that throws a shadow, skies cut in steps, bodies with slits."""

from __future__ import annotations

import math

import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.color import luminance, mix, multiply, skia_color
from gpuserver.engines.illustrator.painting.items import DESIGN, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shade import ring
from gpuserver.engines.illustrator.painting.shapes import blob, difference, rect, shifted, union
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size, to_array
from gpuserver.engines.illustrator.styles.pen import strokes, thickness
from gpuserver.engines.illustrator.styles.pieces import faces_of
from gpuserver.raster.paper import felt

_SHADOW = "#1E1430"
_CRESCENT = 24
"""Points of an outline from one crescent to the next, 4 px each."""
_COATS = frozenset({"fur", "plume", "scale", "top", "dress", "coat", "robe", "cloth"})
_MAT, _UNDER = "#FBF4E6", "#E9DCC6"


def paper_cut(scene: StageScene, watch: Watch) -> Pixels:
    """The whole stack, in a cut-out mat."""
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia_color(_UNDER))
    light = light_spot(scene)
    for at, group in enumerate(scene.groups):
        if group.fade is None:
            _draw_group(canvas, group, light, scene)
        watch.progress(0.9 * (at + 1) / len(scene.groups))
    _draw_mats(canvas, scene.canvas)
    pixels = to_array(surface).astype(np.float32) * felt(height, width)[..., None]
    return np.clip(pixels, 0, 255).astype(np.uint8)


def light_spot(scene: StageScene) -> tuple[float, float] | None:
    """The middle of the sun or moon; None where there is none."""
    for group in scene.groups:
        for item in group.items:
            if not group.is_subject and item.color in {"#FFF4D0", "#FFF2CC"} and item.kind != "glow":
                box = item.path.getBounds()
                return box.centerX(), box.centerY()
    return None


def _draw_group(canvas: skia.Canvas, group: Group, light: tuple[float, float] | None, scene: StageScene) -> None:
    sheets = [item for item in group.items if item.kind != "glow" and item.blend is None and item.blur <= 2]
    sheets = [item for item in sheets if item.alpha >= 0.3]
    if group.is_subject:
        outline = union(item.path for item in sheets if item.kind == "part") if sheets else skia.Path()
        _shadow(canvas, outline, 13, 0.42)
    faces = faces_of(group)
    for item in sheets:
        if item.id == "sky" or (item.cls == "wall" and not group.is_subject and len(scene.groups) <= 3):
            around = light or (None if item.id == "sky" else (scene.canvas.width * 0.5, scene.canvas.height * 0.44))
            _draw_sky(canvas, item, around, scene)
            continue
        color = _paper(item, group)
        _draw_sheet(canvas, item, color, group)
        if group.is_subject and item.kind == "part" and item.cls in _COATS and id(item) not in faces:
            _slit(canvas, item.path, color)


def _paper(item: Item, group: Group) -> str:
    """The one colour of a sheet."""
    color = item.color
    if item.gradient:
        color = item.gradient[0]
        for other in item.gradient[1:]:
            color = mix(color, other, 0.4)
    return multiply(color, group.tint) if group.tint else color


def _draw_sheet(canvas: skia.Canvas, item: Item, color: str, group: Group) -> None:
    box = item.path.getBounds()
    size = min(box.width(), box.height())
    solid = item.kind == "part" and item.alpha > 0.6 and size > 5
    if solid:
        deep = (4.5 if group.is_subject else 7.5) * min(1.0, 0.25 + size / 90)
        _shadow(canvas, item.path, deep, 0.30 if group.is_subject else 0.34)
    canvas.drawPath(item.path, _fill(color, item.alpha))
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        shade = multiply(mark.color, group.tint) if group.tint else mark.color
        if mark.alpha > 0.7 and mark.blur <= 2 and thickness(mark.path) > 5:
            _shadow(canvas, mark.path, 2.2, 0.28)
        canvas.drawPath(mark.path, _fill(shade, mark.alpha, mark.blur))
    if solid:
        thick = 1.5 if size > 30 else 0.8
        canvas.drawPath(ring(item.path, thick, thick), _fill(mix(color, "#FFFFFF", 0.55), 0.75))
        canvas.drawPath(ring(item.path, -thick, -thick), _fill(multiply(color, "#8D82A0"), 0.55))
    canvas.restore()


def _shadow(canvas: skia.Canvas, path: skia.Path, deep: float, strength: float) -> None:
    """The shadow of a sheet that lies `deep` px above what is painted: a tight one and a wide one."""
    for reach, blur, share in ((0.5, 0.3, 0.55), (1.0, 0.75, 0.6)):
        brush = _fill(_SHADOW, strength * share, deep * blur)
        brush.setBlendMode(skia.BlendMode.kMultiply)
        canvas.drawPath(shifted(path, 0.55 * reach * deep, reach * deep), brush)


def _draw_sky(canvas: skia.Canvas, item: Item, light: tuple[float, float] | None, scene: StageScene) -> None:
    """Sheets in steps of the sky's colours: cut round the light, or along waves that sink to the horizon."""
    box = item.path.getBounds()
    rng = stream(scene.seed, "paper sky")
    steps = 5
    shades = [_between(item.gradient or (item.color,), at / (steps - 1)) for at in range(steps)]
    whole = rect(-20, -20, scene.canvas.width + 40, box.bottom() + 20)
    if light is None:
        canvas.drawPath(whole, _fill(shades[0]))
        for at in range(1, steps):
            y = box.bottom() * (at / steps) ** 0.9
            _sheet_of_sky(canvas, _wave(y, box.bottom() + 20, scene.canvas.width, rng), shades[at])
        return
    if item.id != "sky":
        outer = multiply(item.color, "#E3D2D8")
        shades = [multiply(item.color, "#C9B3C8"), *(mix(outer, item.color, at / 3) for at in range(4))]
    warm = mix(shades[-1], "#FFF3D0", 0.35)
    canvas.drawPath(whole, _fill(warm))
    for at in range(1, steps):
        radius = DESIGN * ((0.10 if item.id == "sky" else 0.24) + 0.105 * at)
        _sheet_of_sky(canvas, difference(whole, _hole(*light, radius, rng)), shades[steps - 1 - at])


def _sheet_of_sky(canvas: skia.Canvas, path: skia.Path, color: str) -> None:
    _shadow(canvas, path, 9, 0.3)
    canvas.drawPath(path, _fill(color))
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    edge = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=3)
    edge.setColor(skia_color(mix(color, "#FFFFFF", 0.5), 0.6))
    canvas.drawPath(path, edge)
    canvas.restore()


def _between(colors: tuple[str, ...], share: float) -> str:
    place = share * (len(colors) - 1)
    first = min(int(place), max(0, len(colors) - 2))
    return mix(colors[first], colors[min(first + 1, len(colors) - 1)], place - first)


def _wave(y: float, bottom: float, width: int, rng: np.random.Generator) -> skia.Path:
    phase, tall = rng.random() * 7, 10 + 8 * rng.random()
    points = [(x, y + tall * math.sin(phase + x / 95) + 5 * math.sin(x / 41)) for x in range(-40, width + 60, 20)]
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in [*points, (width + 60, bottom), (-40, bottom)]], True)
    return path


def _hole(x: float, y: float, radius: float, rng: np.random.Generator) -> skia.Path:
    """A round hole with lobes, as scissors cut it."""
    phase, lobes = rng.random() * 7, int(rng.integers(7, 11))
    points: list[tuple[float, float]] = []
    for at in range(72):
        angle = at / 72 * math.tau
        away = radius * (1 + 0.05 * math.sin(lobes * angle + phase) + 0.03 * math.sin(3 * angle - phase))
        points.append((x + away * math.cos(angle), y + away * math.sin(angle)))
    return blob(points)


def _slit(canvas: skia.Canvas, path: skia.Path, color: str) -> None:
    """Crescents cut along the outline of a body, as in Chinese paper-cuts, with the sheet behind seen through them."""
    box = path.getBounds()
    if min(box.width(), box.height()) < 90 or thickness(path) < 60 or luminance(color) > 210:
        return
    through = mix(color, "#FFF3DC", 0.66)
    inner = skia.Path()
    matrix = skia.Matrix.Translate(box.centerX(), box.centerY())
    matrix.preScale(1 - 40 / box.width(), 1 - 40 / box.height())
    matrix.preTranslate(-box.centerX(), -box.centerY())
    path.transform(matrix, inner)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for line in strokes(inner):
        count = len(line) // _CRESCENT
        for at in range(count):
            start = at * len(line) // count
            piece = line[start + 3 : start + _CRESCENT - 2]
            _cut_crescent(canvas, piece, (box.centerX(), box.centerY()), color, through)
    canvas.restore()


def _cut_crescent(
    canvas: skia.Canvas, line: NDArray[np.float32], center: tuple[float, float], color: str, through: str
) -> None:
    """A moon whose back is `line` and whose belly points to `center`, with three small teeth behind it."""
    share = np.linspace(0, 1, len(line), dtype=np.float32)
    inward = np.array(center, np.float32) - line[len(line) // 2]
    inward /= float(np.hypot(*inward)) + 1e-6
    belly = line + inward * (11 * np.maximum(np.sin(np.pi * share), 0) ** 0.8)[:, None]
    moon = skia.Path()
    moon.addPoly([skia.Point(float(x), float(y)) for x, y in [*line, *belly[::-1]]], True)
    teeth = skia.Path()
    along = (line[-1] - line[0]) / (float(np.hypot(*(line[-1] - line[0]))) + 1e-6)
    for place in (0.3, 0.5, 0.7):
        foot = belly[int(place * (len(line) - 1))] + inward * 5
        tip = foot + inward * (9 if place == 0.5 else 6)
        corners = (foot - along * 2.6, tip, foot + along * 2.6)
        teeth.addPoly([skia.Point(float(x), float(y)) for x, y in corners], True)
    for cut in (moon, teeth):
        canvas.drawPath(cut, _fill(through))
        canvas.save()
        canvas.clipPath(cut, skia.ClipOp.kIntersect, True)
        canvas.drawPath(ring(cut, 2.0, 3.0), _fill(_SHADOW, 0.45, 1.2))
        canvas.restore()


def _draw_mats(canvas: skia.Canvas, size: Canvas) -> None:
    """Two sheets with a hole in front of everything."""
    for inset, color in ((34.0, _UNDER), (20.0, _MAT)):
        outer = rect(-30, -30, size.width + 60, size.height + 60)
        hole = rect(inset, inset, size.width - 2 * inset, size.height - 2 * inset, 26)
        mat = difference(outer, hole)
        _shadow(canvas, mat, 11, 0.34)
        canvas.drawPath(mat, _fill(color))
        edge = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=2)
        edge.setColor(skia_color("#FFFFFF", 0.8))
        canvas.drawPath(hole, edge)


def _fill(color: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    brush = skia.Paint(AntiAlias=True, Color=skia_color(color, alpha))
    if blur > 0.3:
        brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return brush
