"""Shading of flat shapes: one warm light, soft shade with a stippled edge, bounce, rim. Authors draw only silhouettes.

Every part is painted in passes, each clipped to its path. A pass is the blurred edge of a "ring": the surroundings of
the path moved towards or away from the light, so that the edge falls inside the part on one side only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from gpuserver.engines.illustrator.color import luminance, mix, multiply, rgb, skia_color, to_hex
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import difference, shifted

_NO_GRAIN = {"skin": 0.0, "glass": 0.0, "pane": 0.0, "lens": 0.0, "metal": 0.3, "chrome": 0.2, "white": 0.3,
             "frame": 0.4}  # fmt: skip
_OVER = skia.BlendMode.kSrcOver


@dataclass(frozen=True)
class Easel:
    """The two surfaces that a picture is painted on, and the length that effects are measured by."""

    color: skia.Canvas
    grain: skia.Canvas | None
    """White; the stippled share of the shade is painted here and turned into grain at the end."""
    scale: float
    """S of the handbook, px in design space."""


def paint(color: str, alpha: float = 1.0, blur: float = 0.0, blend: skia.BlendMode = _OVER) -> skia.Paint:
    """An antialiased fill; `blur` is a Gaussian sigma in px."""
    brush = skia.Paint(Color=skia_color(color, alpha), AntiAlias=True, BlendMode=blend)
    if blur > 0.3:
        brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return brush


def ring(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """The surroundings of `path` moved by (dx, dy): a bounded rectangle with the moved path cut out of it."""
    box = path.getBounds()
    margin = max(8.0, 0.2 * min(box.width(), box.height())) + abs(dx) + abs(dy)
    frame = skia.Path()
    frame.addRect(box.makeOutset(margin, margin))
    return difference(frame, shifted(path, dx, dy))


def shade_color(color: str, light: Light) -> str:
    """What the shade multiplies a part by: half ambient, half the part's own hue, so that warm things shade warm."""
    values = rgb(color) / 255
    own = to_hex((values / max(float(values.max()), 1e-3)) ** 0.55 * 255 * 0.9)
    paleness = max(0.0, (luminance(color) / 255 - 0.72) / 0.28)
    return mix(mix(light.shade, own, 0.5), "#FFFFFF", 0.30 * paleness)


def grain_of(item: Item) -> float:
    """How much of the stipple a part takes, 0..1: none on skin and glass, less on pale things."""
    if item.cls in _NO_GRAIN:
        return _NO_GRAIN[item.cls]
    return 1 - 0.55 * max(0.0, (luminance(item.color) / 255 - 0.65) / 0.35)


def draw_item(easel: Easel, item: Item, light: Light) -> None:
    """Paint one item with its markings."""
    if item.kind == "part" and not item.gradient and not item.blend and not item.blur:
        _draw_part(easel, item, light)
        return
    _draw_plain(easel, item)


def _draw_plain(easel: Easel, item: Item) -> None:
    brush = paint(item.color, item.alpha, item.blur, item.blend or _OVER)
    if item.gradient:
        brush.setShader(_vertical(item.path.getBounds(), item.gradient, item.alpha))
        brush.setDither(True)
    easel.color.drawPath(item.path, brush)
    if easel.grain is not None and item.blend is None and not item.blur and item.alpha > 0.5:
        easel.grain.drawPath(item.path, paint("#FFFFFF", item.alpha))
    if item.marks:
        _draw_marks(easel.color, item)


def _vertical(box: skia.Rect, colors: tuple[str, ...], alpha: float = 1.0, lean: float = 0.0) -> skia.Shader:
    """A gradient from the top to the bottom of `box`; `lean` is the share of the width that it slants by."""
    middle, offset = box.centerX(), box.width() * lean / 2
    ends = [skia.Point(middle - offset, box.top()), skia.Point(middle + offset, box.bottom())]
    stops = colors if len(colors) > 1 else (*colors, *colors)
    return skia.GradientShader.MakeLinear(ends, [skia_color(color, alpha) for color in stops])


def _draw_marks(canvas: skia.Canvas, item: Item) -> None:
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        brush = paint(mark.color, mark.alpha, mark.blur, mark.blend or _OVER)
        if mark.gradient:
            brush.setShader(_vertical(mark.path.getBounds(), mark.gradient, mark.alpha))
        canvas.drawPath(mark.path, brush)
    canvas.restore()


def _draw_part(easel: Easel, item: Item, light: Light) -> None:
    canvas, box = easel.color, item.path.getBounds()
    size = max(1.0, min(box.width(), box.height(), easel.scale * 0.42))
    if item.casts and size > easel.scale * 0.012:
        _cast(canvas, item, light, min(size * 0.10, easel.scale * 0.022))
    if easel.grain is not None:
        easel.grain.drawPath(item.path, paint("#FFFFFF", item.alpha))
    if item.alpha < 1:
        canvas.saveLayerAlpha(box.makeOutset(2, 2), round(item.alpha * 255))
    shade = shade_color(item.color, light)
    canvas.drawPath(item.path, _base(item, box, shade, light))
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        canvas.drawPath(mark.path, paint(mark.color, mark.alpha, mark.blur, mark.blend or _OVER))
    if item.form != "none":
        _model(easel, item, light, shade, size)
    canvas.restore()
    if item.alpha < 1:
        canvas.restore()


def _cast(canvas: skia.Canvas, item: Item, light: Light, distance: float) -> None:
    """A paper-cut shadow on what is already painted of the same group."""
    side = 0.5 * float(np.sign(light.dx) or 1)
    moved = shifted(item.path, side * distance, distance)
    canvas.drawPath(moved, paint(light.cast, light.cast_strength, distance * 0.7, skia.BlendMode.kSrcATop))


def _base(item: Item, box: skia.Rect, shade: str, light: Light) -> skia.Paint:
    if item.form == "none":
        return paint(item.color)
    top = mix(item.color, light.high, 0.12)
    bottom = mix(item.color, multiply(item.color, shade), 0.07 if item.cls == "skin" else 0.16)
    brush = skia.Paint(AntiAlias=True, Dither=True)
    brush.setShader(_vertical(box, (top, bottom), lean=0.4 * float(np.sign(light.dx) or 1)))
    return brush


def _model(easel: Easel, item: Item, light: Light, shade: str, size: float) -> None:
    """The passes that make the part round: shade, grain, bounce, rim."""
    path, dx, dy = item.path, light.dx * size, light.dy * size
    form = 1.0 if item.form == "round" else 0.45
    canvas, skin = easel.color, item.cls == "skin"
    canvas.drawPath(
        ring(path, -dx * 0.13 * form, -dy * 0.13 * form),
        paint(shade, light.depth * 0.75, size * 0.10 * form, skia.BlendMode.kMultiply),
    )
    grain = grain_of(item)
    if easel.grain is not None and size > easel.scale * 0.04 and grain > 0:
        easel.grain.save()
        easel.grain.clipPath(path, skia.ClipOp.kIntersect, True)
        easel.grain.drawPath(
            ring(path, -dx * 0.16 * form, -dy * 0.16 * form),
            paint(shade, light.depth * 0.85 * grain * item.alpha, size * 0.15 * form, skia.BlendMode.kMultiply),
        )
        easel.grain.restore()
    canvas.drawPath(
        ring(path, -dx * 0.022, -dy * 0.022),
        paint(light.bounce, light.bounce_strength * (0.35 if skin else 1), size * 0.018, skia.BlendMode.kScreen),
    )
    canvas.drawPath(
        ring(path, dx * 0.045 * form, dy * 0.045 * form),
        paint(light.high, light.rim, size * 0.04 * form, skia.BlendMode.kSoftLight),
    )
