"""What a printed picture is cut from: flat colour, hard shade and black ink, one plate each, from the scene graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import luminance, mix, skia_color
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.shade import ring
from gpuserver.engines.illustrator.painting.shapes import shifted, union
from gpuserver.engines.illustrator.painting.stage import StageScene, fading, pixel_size, to_array
from gpuserver.raster.texture import Plane

Inks = Callable[[str, Item, Group], str]
"""The printing colour for a colour of an item (its own, or one of its gradient)."""


@dataclass(frozen=True)
class Plates:
    """Every plane as large as the picture at design size."""

    flat: Pixels
    """Colour without shade."""
    shade: Plane
    """1 on the dark side of round parts, with hard edges."""
    ink: Plane
    """Outlines and solid blacks, 0..1."""


@dataclass(frozen=True)
class Pen:
    """How outlines are inked; lengths in shares of the long side."""

    subject: float
    scenery: float
    weight: float
    """How much thicker the line is on the side away from the light."""
    shade: float = 0.15
    """How deep the shade reaches into a part, as a share of the part."""
    tinted: bool = False
    """Whether night and dusk colour the flat plate (half as much as a painting)."""


def plates(scene: StageScene, inks: Inks, pen: Pen, watch: Watch) -> Plates:
    """The three plates of `scene`."""
    width, height = pixel_size(scene.canvas, DESIGN)
    flat, shade, ink = (skia.Surface(width, height) for _ in range(3))
    shade.getCanvas().clear(0xFF000000)
    for at, group in enumerate(scene.groups):
        canvas = flat.getCanvas()
        canvas.saveLayer()
        if group.is_subject and group.fade is None:
            _silhouette(ink.getCanvas(), group, pen)
        for item in group.items:
            _draw_color(canvas, item, group, inks)
            if item.kind != "glow" and item.blend is None and item.blur < 2 and group.fade is None:
                _draw_shade(shade.getCanvas(), item, group, scene, pen)
                _draw_ink(ink.getCanvas(), item, group, pen)
        if group.tint and pen.tinted:
            canvas.drawColor(skia_color(mix(group.tint, "#FFFFFF", 0.5)), skia.BlendMode.kModulate)
        if group.fade is not None:
            canvas.drawPaint(fading(group.fade))
        canvas.restore()
        watch.progress(0.7 * (at + 1) / len(scene.groups))
    black = np.asarray(_rgba(ink)[..., 3], np.float32) / np.float32(255)
    dark = np.asarray(to_array(shade)[..., 0], np.float32) / np.float32(255)
    return Plates(to_array(flat), dark, black)


def _rgba(surface: skia.Surface) -> Pixels:
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)


def _brush(color: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    brush = skia.Paint(AntiAlias=True, Color=skia_color(color, alpha))
    if blur > 0.3:
        brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return brush


def _draw_color(canvas: skia.Canvas, item: Item, group: Group, inks: Inks) -> None:
    brush = _brush(inks(item.color, item, group), item.alpha, item.blur)
    if item.blend is not None:
        brush.setBlendMode(item.blend)
    shades = list(dict.fromkeys(inks(color, item, group) for color in item.gradient))
    if len(shades) > 1:
        box = item.path.getBounds()
        ends = [skia.Point(0, box.top()), skia.Point(0, box.bottom())]
        brush.setShader(skia.GradientShader.MakeLinear(ends, [skia_color(color, item.alpha) for color in shades]))
    elif shades:
        brush.setColor(skia_color(shades[0], item.alpha))
    canvas.drawPath(item.path, brush)
    if item.marks:
        canvas.save()
        canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
        for mark in item.marks:
            canvas.drawPath(mark.path, _brush(inks(mark.color, mark, group), mark.alpha, mark.blur))
        canvas.restore()


def _draw_shade(canvas: skia.Canvas, item: Item, group: Group, scene: StageScene, pen: Pen) -> None:
    if item.alpha < 0.5:
        return
    canvas.drawPath(item.path, _brush("#000000"))
    if item.kind != "part" or item.form == "none" or item.gradient:
        return
    light, box = scene.light_of(group), item.path.getBounds()
    size = min(box.width(), box.height(), DESIGN * 0.4) * (1.0 if item.form == "round" else 0.5)
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    canvas.drawPath(ring(item.path, -light.dx * size * pen.shade, -light.dy * size * pen.shade), _brush("#FFFFFF"))
    canvas.restore()


def _silhouette(canvas: skia.Canvas, group: Group, pen: Pen) -> None:
    """The heavy contour round a whole subject, heavier below."""
    whole = union(item.path for item in group.items if item.kind == "part")
    canvas.drawPath(whole, _line(DESIGN * pen.subject * 2.2))
    heavy = DESIGN * pen.weight * 0.8
    canvas.drawPath(shifted(whole, heavy, heavy), _line(DESIGN * pen.subject))


def _draw_ink(canvas: skia.Canvas, item: Item, group: Group, pen: Pen) -> None:
    """A nearer shape clears the ink behind it, then gets its own outline."""
    if item.alpha < 0.5:
        return
    dark = luminance(item.color) < 62 and group.is_subject and not item.gradient
    if item.kind == "flat":
        canvas.drawPath(item.path, _brush("#000000") if dark else _clear())
        return
    width = DESIGN * (pen.subject if group.is_subject else pen.scenery)
    drawn = item.id != "sky" and not (item.gradient and item.path.getBounds().width() > 0.9 * DESIGN)
    if drawn and width > 0 and group.is_subject:
        heavy = DESIGN * pen.weight
        canvas.drawPath(shifted(item.path, heavy * 0.7, heavy), _brush("#000000"))
    canvas.drawPath(item.path, _clear())
    for mark in item.marks:
        if mark.kind == "flat" and luminance(mark.color) < 62 and mark.alpha > 0.6 and group.is_subject:
            canvas.save()
            canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
            canvas.drawPath(mark.path, _brush("#000000"))
            canvas.restore()
    if drawn and width > 0:
        canvas.drawPath(item.path, _line(width))


def _clear() -> skia.Paint:
    return skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear)


def _line(width: float) -> skia.Paint:
    return skia.Paint(
        AntiAlias=True, Color=0xFF000000, Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip
