"""The line drawing: one pen, lifted at corners; what is thin or dark is inked, everything else stays paper."""

from __future__ import annotations

import math

import numpy as np
import skia

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import luminance, skia_color
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size, to_array
from gpuserver.engines.illustrator.styles.pen import ribbon, strokes, tapered, thickness
from gpuserver.raster.sheets import smooth_paper

_SUBJECT, _SCENERY = DESIGN * 0.0042, DESIGN * 0.0023
"""Width of the pen, px."""
_INK, _FAINT = "#23222B", "#6F6D7A"
_THIN = DESIGN * 0.0085
"""A shape that is thinner than this, px, is a line itself and is filled."""
_DARK = 78
"""Luminance (of 255) under which a part is hatched."""
_WHITES = frozenset({"white", "glint", "cream"})


def clean_line(scene: StageScene, watch: Watch) -> Pixels:
    """Ink on white paper."""
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(0xFFFFFFFF)
    for at, group in enumerate(scene.groups):
        for item in group.items:
            if group.fade is None:
                _draw(canvas, item, group)
        watch.progress(0.9 * (at + 1) / len(scene.groups))
    ink = 1 - to_array(surface).astype(np.float32) / 255
    return (np.clip(smooth_paper(height, width) * (1 - ink), 0, 1) * 255).astype(np.uint8)


def _draw(canvas: skia.Canvas, item: Item, group: Group) -> None:
    if item.kind == "glow" or item.blend is not None or item.blur > 2 or item.id == "sky" or item.alpha < 0.3:
        return
    color = _INK if group.is_subject else _FAINT
    if is_inked(item, group):
        canvas.drawPath(item.path, _brush(color))
        return
    canvas.drawPath(item.path, _brush("#FFFFFF"))
    if item.kind == "flat" and item.cls in _WHITES and item.path.getBounds().width() < DESIGN * 0.06:
        return
    width = _SUBJECT if group.is_subject else _SCENERY
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        _draw_mark(canvas, mark, group, 0.7 * width, color)
    if item.cls == "hair" and item.kind == "part" and group.is_subject:
        _strands(canvas, item.path, width, color)
    canvas.restore()
    if item.kind == "part" and group.is_subject and item.cls != "hair" and luminance(item.color) < _DARK:
        _hatch(canvas, item.path, 0.42 * width, color)
    _outline(canvas, item.path, width, color)


def _hatch(canvas: skia.Canvas, path: skia.Path, width: float, color: str) -> None:
    """Close slanting lines over a dark part, from edge to edge."""
    box = path.getBounds()
    pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, Color=skia_color(color))
    lines = skia.Path()
    gap, lean = DESIGN * 0.0075, 0.75 * box.height()
    for at in range(int((box.width() + lean) / gap) + 1):
        x = box.left() + at * gap
        lines.moveTo(x, box.top())
        lines.quadTo(x - 0.6 * lean, box.centerY(), x - lean, box.bottom())
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    canvas.drawPath(lines, pen)
    canvas.restore()


def _draw_mark(canvas: skia.Canvas, mark: Item, group: Group, width: float, color: str) -> None:
    if mark.blur > 2 or mark.alpha < 0.3:
        return
    if mark.alpha < 0.8 and mark.cls in {"pink", "blush"}:
        _blush(canvas, mark.path.getBounds(), width, color)
    elif is_inked(mark, group):
        canvas.drawPath(mark.path, _brush(color))
    else:
        if mark.alpha > 0.8:
            canvas.drawPath(mark.path, _brush("#FFFFFF"))
        _outline(canvas, mark.path, width, color)


def is_inked(item: Item, group: Group) -> bool:
    """Whether a shape is drawn as a spot or stroke of ink: eyes, mouths, whiskers, seams."""
    if luminance(item.color) < 70 and group.is_subject and item.kind == "flat" and item.alpha > 0.6:
        return True
    box = item.path.getBounds()
    short, long = sorted((box.width(), box.height()))
    if short > 6 * _THIN:  # a large box: a long seam or an outline of something, unless it is very thin
        return thickness(item.path) < 0.75 * _THIN
    most = _THIN if group.is_subject else 0.6 * _THIN
    return long > 3 * min(short, most) and thickness(item.path) < most and (long > 2.5 * short or group.is_subject)


def _strands(canvas: skia.Canvas, path: skia.Path, width: float, color: str) -> None:
    """Locks of hair: parts of the outline drawn again further in, so that they follow the form."""
    box = path.getBounds()
    for at, share in enumerate((0.9, 0.78, 0.64)):
        inner = skia.Path()
        matrix = skia.Matrix.Translate(box.centerX(), box.bottom())
        matrix.preScale(share, 1 - 0.62 * (1 - share))
        matrix.preTranslate(-box.centerX(), -box.bottom())
        path.transform(matrix, inner)
        for line in strokes(inner):
            length = len(line)
            for start, end in ((0.12 + 0.05 * at, 0.34 + 0.03 * at), (0.55 - 0.04 * at, 0.8 - 0.06 * at)):
                part = line[int(length * start) : int(length * end)]
                if len(part) > 10:
                    canvas.drawPath(ribbon(part, tapered(part, 0.75 * width, 0.15, math.inf)), _brush(color))


def _outline(canvas: skia.Canvas, path: skia.Path, width: float, color: str) -> None:
    brush = _brush(color)
    for line in strokes(path):
        widths = tapered(line, width, 0.3, 14 * width)
        along = np.gradient(line, axis=0)
        low = np.sin(np.arctan2(along[:, 1], along[:, 0]) - 0.6) ** 2
        canvas.drawPath(ribbon(line, widths * (0.86 + 0.2 * low)), brush)


def _blush(canvas: skia.Canvas, box: skia.Rect, width: float, color: str) -> None:
    """Three short slanted strokes, as cheeks are drawn where there is no colour."""
    for at in (-1, 0, 1):
        x, y, reach = box.centerX() + at * box.width() * 0.22, box.centerY(), box.height() * 0.26
        line = np.array([(x + reach * 0.5 * s, y - reach * s) for s in np.linspace(-1, 1, 7)], np.float32)
        canvas.drawPath(ribbon(line, tapered(line, width, 0.3, math.inf)), _brush(color))


def _brush(color: str) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=skia_color(color, 1.0))
