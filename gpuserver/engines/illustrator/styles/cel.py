"""Anime: two flat tones a shape, a dark outline round each subject, thin coloured lines inside, a little bloom."""

from __future__ import annotations

import cv2
import numpy as np
import skia

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import mix, rgb, skia_color, to_hex
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import ring, shade_color
from gpuserver.engines.illustrator.painting.shapes import union
from gpuserver.engines.illustrator.painting.stage import StageScene, fading, pixel_size

_LUMINANCE = np.array([0.3, 0.59, 0.11])
_INK = "#2B1B33"
_LINE = 0.0026
"""Width of an inner line, as a share of the long side."""


def anime(scene: StageScene, watch: Watch) -> Pixels:
    """The cel look."""
    return cel_picture(scene, watch)


def cel_picture(scene: StageScene, watch: Watch, *, lines: bool = True, bloom: bool = True) -> Pixels:
    """The cel look at design size; without `lines` and `bloom` it is what pixel art starts from."""
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    for at, group in enumerate(scene.groups):
        draw_cel_group(canvas, group, scene.light_of(group), lines=lines)
        watch.progress(0.9 * (at + 1) / len(scene.groups))
    picture = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3].astype(np.float32)
    if bloom:
        light = cv2.GaussianBlur(np.clip(picture - 150, 0, 255) * 1.6, (0, 0), 26)
        picture = 255 - (255 - picture) * (255 - light * 0.28) / 255
    return np.clip(picture, 0, 255).astype(np.uint8)


def vivid(color: str, saturation: float, lightness: float = 1.0) -> str:
    """`color` with its chroma times `saturation`."""
    values = rgb(color)
    grey = float(values @ _LUMINANCE)
    return to_hex((grey + (values - grey) * saturation) * lightness)


def draw_cel_group(canvas: skia.Canvas, group: Group, light: Light, *, lines: bool) -> None:
    """Paint one group in two flat tones; `lines`: with dark outlines."""
    canvas.saveLayer()
    box = bounds(group.items)
    if group.ground is not None and group.shadow:
        oval = skia.Rect.MakeXYWH(
            box.left() - box.width() * 0.02, group.ground - box.width() * 0.05, box.width() * 1.1, box.width() * 0.1
        )
        canvas.drawOval(oval, skia.Paint(AntiAlias=True, Color=skia_color(light.cast, 0.35)))
    if group.is_subject and lines:
        whole = union(item.path for item in group.items if item.kind == "part")
        canvas.drawPath(whole, _pen(_INK, DESIGN * _LINE * 2.8))
    for item in group.items:
        if _is_plain(item, group):
            _draw_plain(canvas, item)
        else:
            _draw_part(
                canvas,
                item,
                light,
                outlined=lines and (group.is_subject or item.form != "none"),
                strong=group.is_subject,
            )
    if group.tint:
        canvas.drawColor(skia_color(group.tint), skia.BlendMode.kModulate)
    if group.fade is not None:
        canvas.drawPaint(fading(group.fade))
    canvas.restore()


def _is_plain(item: Item, group: Group) -> bool:
    return item.kind != "part" or bool(item.blend or item.gradient) or (item.form == "none" and not group.is_subject)


def _draw_plain(canvas: skia.Canvas, item: Item) -> None:
    brush = skia.Paint(AntiAlias=True, Color=skia_color(item.color, item.alpha))
    if item.blend is not None:
        brush.setBlendMode(item.blend)
    if item.blur:
        brush.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, item.blur))
    if item.gradient:
        box = item.path.getBounds()
        ends = [skia.Point(0, box.top()), skia.Point(0, box.bottom())]
        colors = [skia_color(vivid(one, 1.18), item.alpha) for one in item.gradient]
        brush.setShader(skia.GradientShader.MakeLinear(ends, colors))
    canvas.drawPath(item.path, brush)
    _draw_marks(canvas, item, 1.0)


def _draw_part(canvas: skia.Canvas, item: Item, light: Light, *, outlined: bool, strong: bool) -> None:
    color = vivid(item.color, 1.22, 1.03)
    box = item.path.getBounds()
    size = min(box.width(), box.height(), DESIGN * 0.4)
    share = 1.0 if item.form == "round" else 0.5
    canvas.drawPath(item.path, skia.Paint(AntiAlias=True, Color=skia_color(color, item.alpha)))
    _draw_marks(canvas, item, 1.15)
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    shade = mix(light.shade, shade_color(color, light), 0.5)
    dark = ring(item.path, -light.dx * size * 0.13 * share, -light.dy * size * 0.12 * share)
    canvas.drawPath(dark, skia.Paint(AntiAlias=True, Color=skia_color(shade, 0.85), BlendMode=skia.BlendMode.kMultiply))
    lit = ring(item.path, light.dx * size * 0.035 * share, light.dy * size * 0.035 * share)
    canvas.drawPath(
        lit, skia.Paint(AntiAlias=True, Color=skia_color(light.high, 0.42), BlendMode=skia.BlendMode.kScreen)
    )
    canvas.restore()
    if outlined:
        ink = mix(to_hex(rgb(item.color) * 0.32), _INK, 0.45)
        canvas.drawPath(item.path, _pen(ink, DESIGN * _LINE * (1.0 if strong else 0.6)))


def _draw_marks(canvas: skia.Canvas, item: Item, saturation: float) -> None:
    if not item.marks:
        return
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        canvas.drawPath(
            mark.path, skia.Paint(AntiAlias=True, Color=skia_color(vivid(mark.color, saturation), mark.alpha))
        )
    canvas.restore()


def _pen(color: str, width: float) -> skia.Paint:
    return skia.Paint(
        AntiAlias=True,
        Color=skia_color(color),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeJoin=skia.Paint.kRound_Join,
    )
