"""Ukiyo-e: a few mineral colours, graded by hand, a brush-like key block slightly off register, grain of the wood."""

from __future__ import annotations

import cv2
import numpy as np
import skia

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import mix, rgb, skia_color
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.shade import ring
from gpuserver.engines.illustrator.painting.stage import StageScene, fading, pixel_size
from gpuserver.engines.illustrator.styles.line import wobbled
from gpuserver.raster.texture import Plane, noise

_INKS = ("#F1E4C6", "#E3CFA0", "#D9B778", "#C98B4E", "#B5523B", "#8C3B32", "#E8A598", "#2E4A6B", "#4F7799", "#8DB0BC",
         "#BFD0C4", "#6B7F55", "#98A673", "#3E4F46", "#5A4A45", "#8A7B6B", "#F7EFDC", "#23283C")  # fmt: skip
_PAPER, _KEY = "#F1E4C6", "#2A2630"
_KEY_RGB = np.array([42, 38, 48], np.float32)
_SKY = (("#2E4A6B", 0.0), ("#8DB0BC", 0.16), ("#F1E4C6", 0.34), ("#F1E4C6", 0.8), ("#E8B79A", 1.0))


def ukiyo_e(scene: StageScene, watch: Watch) -> Pixels:
    """The whole print, with its margin and a seal."""
    width, height = pixel_size(scene.canvas, DESIGN)
    colors, lines = skia.Surface(width, height), skia.Surface(width, height)
    colors.getCanvas().clear(skia_color(_PAPER))
    number = 0
    for at, group in enumerate(scene.groups):
        if group.fade is not None:
            colors.getCanvas().saveLayer()
        for item in group.items:
            if item.kind == "glow" or item.blend is not None or item.cls == "glint":
                continue
            number += 1
            _print_color(colors.getCanvas(), item, group, width)
            _cut_lines(lines.getCanvas(), item, group, number)
        if group.fade is not None:
            colors.getCanvas().drawPaint(fading(group.fade))
            colors.getCanvas().restore()
        watch.progress(0.8 * (at + 1) / len(scene.groups))
    flat = _array(colors)[..., :3].astype(np.float32)
    key = np.roll(np.asarray(_array(lines)[..., 3], np.float32) / np.float32(255), (2, -2), (0, 1))
    return _press(flat, key)


def nearest_ink(color: str) -> str:
    """The printing colour that is closest to `color`, hue before lightness."""
    wanted = _lab(color)
    return min(_INKS, key=lambda ink: float((((_lab(ink) - wanted) ** 2) * (0.4, 1.2, 1.2)).sum()))


def _lab(color: str) -> np.ndarray:
    return cv2.cvtColor(rgb(color).astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_RGB2LAB)[0, 0].astype(float)


def _print_color(canvas: skia.Canvas, item: Item, group: Group, width: int) -> None:
    brush = skia.Paint(AntiAlias=True, Color=skia_color(nearest_ink(item.color), item.alpha))
    box = item.path.getBounds()
    if item.gradient:
        stops = _stops(item)
        ends = [skia.Point(0, box.top()), skia.Point(0, box.bottom())]
        shades = [skia_color(color, item.alpha) for color, _ in stops]
        brush.setShader(skia.GradientShader.MakeLinear(ends, shades, [at for _, at in stops]))
    canvas.drawPath(item.path, brush)
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        canvas.drawPath(mark.path, skia.Paint(AntiAlias=True, Color=skia_color(nearest_ink(mark.color), mark.alpha)))
    if group.is_subject and item.kind == "part" and item.form != "none":  # bokashi: the hand-wiped gradation
        wiped = skia.Paint(AntiAlias=True, Color=skia_color("#6B5A55", 0.30))
        wiped.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, DESIGN * 0.008))
        canvas.drawPath(ring(item.path, -DESIGN * 0.004, -DESIGN * 0.012), wiped)
    if item.cls == "water" and box.width() > DESIGN * 0.5:
        _waves(canvas, box, width)
    canvas.restore()


def _stops(item: Item) -> list[tuple[str, float]]:
    if item.id == "sky":
        return list(_SKY)
    if item.cls == "water":
        return [("#2E4A6B", 0.0), ("#4F7799", 0.35), ("#8DB0BC", 1.0)]
    inks = [mix(nearest_ink(color), _PAPER, 0.15) for color in item.gradient]
    return [(ink, at / max(1, len(inks) - 1)) for at, ink in enumerate(inks)]


def _waves(canvas: skia.Canvas, box: skia.Rect, width: int) -> None:
    """Seigaiha: rows of scales that grow towards the viewer."""
    y, row = box.top() + 10, 0
    while y < box.bottom():
        radius = 9 + row * 1.9
        ink = mix("#2E4A6B", "#7FA3B0", min(1.0, (y - box.top()) / (box.height() * 0.8)))
        x = -radius + (row % 2) * radius
        while x < width + radius:
            canvas.drawCircle(x, y + radius * 0.6, radius, skia.Paint(AntiAlias=True, Color=skia_color(ink)))
            pen = skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=1.1 + radius * 0.035,
                Color=skia_color(_PAPER, 0.75),
            )
            for share in (1, 0.68, 0.36):
                canvas.drawCircle(x, y + radius * 0.6, radius * share, pen)
            x += 2 * radius
        y += radius * 0.62
        row += 1


def _cut_lines(canvas: skia.Canvas, item: Item, group: Group, number: int) -> None:
    """The key block: a nearer shape clears the lines behind it, then its outline is cut like a brush's."""
    if item.alpha > 0.6:
        canvas.drawPath(item.path, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))
    scenery = item.cls != "water" and item.id != "sky" and item.alpha > 0.5
    if item.kind != "part" or not (scenery or group.is_subject):
        return
    for mark in item.marks:
        if mark.cls == "curl":  # what makes a cloud of an outline
            canvas.drawPath(mark.path, skia.Paint(AntiAlias=True, Color=skia_color(_KEY)))
    widest = DESIGN * (0.0048 if group.is_subject else 0.0026)
    pen = skia.Paint(AntiAlias=True, StrokeCap=skia.Paint.kRound_Cap, Color=skia_color(_KEY))
    for contour in wobbled(item.path, number, 0.5, 5):
        step = np.diff(contour, axis=0)
        angle = np.arctan2(step[:, 1], step[:, 0])
        wide = (
            widest
            * (0.45 + 0.55 * np.abs(np.sin(angle - 0.6)))
            * (0.8 + 0.3 * np.sin(np.arange(len(angle)) * 0.13 + number))
        )
        if len(wide) >= 7:
            wide = np.convolve(wide, np.ones(7) / 7, "same") + 0.4
        for at in range(len(step)):
            pen.setStrokeWidth(float(wide[at]))
            canvas.drawLine(*map(float, contour[at]), *map(float, contour[at + 1]), pen)


def _press(flat: Plane, key: Plane) -> Pixels:
    """Colour and key blocks printed on paper: wood grain, uneven pressure, margin, frame, seal."""
    height, width = key.shape
    y = np.mgrid[0:height, 0:width][0].astype(np.float32)
    grain = np.sin(y * 0.22 + noise(height, width, 200, 5) * 14 + noise(height, width, 400, 6) * 20) * 0.5 + 0.5
    grain = cv2.GaussianBlur(grain.astype(np.float32), (0, 0), 1)[..., None]
    rng = np.random.default_rng(2)
    fibre = cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), sigmaX=5, sigmaY=0.8) * 3
    pressure = noise(height, width, 26, 9, 3)
    printed = flat * (1 - 0.055 * grain) + np.array([241, 228, 198], np.float32) * (0.055 * grain)
    printed = printed * (1 + 0.022 * fibre + 0.02 * pressure)[..., None]
    ink = np.clip(key * (0.93 + 0.12 * noise(height, width, 3, 8)), 0, 1)[..., None]
    printed = printed * (1 - ink) + _KEY_RGB * ink
    margin = round(0.033 * min(height, width))
    sheet = np.array([240, 229, 203], np.float32) * (1 + 0.02 * fibre + 0.01 * noise(height, width, 2, 3))[..., None]
    sheet[margin:-margin, margin:-margin] = printed[margin:-margin, margin:-margin]
    out = np.ascontiguousarray(np.clip(sheet, 0, 255).astype(np.uint8))
    cv2.rectangle(out, (margin, margin), (width - margin, height - margin), (42, 38, 48), 3)
    _seal(out, margin)
    return out


def _seal(out: Pixels, margin: int) -> None:
    """A red seal with strokes that are no writing."""
    left, top = 2 * margin, 2 * margin
    cv2.rectangle(out, (left, top), (left + 52, top + 120), (176, 58, 46), -1)
    for y in (18, 42, 66, 90):
        cv2.rectangle(out, (left + 12, top + y), (left + 40, top + y + 4), (240, 228, 200), -1)
    for x, y in ((25, 10), (16, 52), (34, 76)):
        cv2.rectangle(out, (left + x, top + y), (left + x + 4, top + y + 24), (240, 228, 200), -1)


def _array(surface: skia.Surface) -> Pixels:
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
