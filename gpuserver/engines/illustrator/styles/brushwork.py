"""The outline of an ink painting: a soft brush that lands, thins, presses in turns and runs dry at the end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import skia

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.pen import Line, ribbon, strokes, thickness
from gpuserver.raster.texture import Plane

_SUBJECT, _SCENERY = DESIGN * 0.016, DESIGN * 0.0055
"""Greatest width of the brush, px."""


def brush_lines(scene: StageScene, height: int, width: int) -> tuple[Plane, Plane]:
    """Density of the lines of the subjects and of the scenery, 0..1; a nearer shape hides the lines behind it."""
    surfaces = skia.Surface(width, height), skia.Surface(width, height)
    strong, faint = (surface.getCanvas() for surface in surfaces)
    for canvas in (strong, faint):
        canvas.clear(0xFF000000)
    rng = stream(scene.seed, "brush")
    for group in scene.groups:
        for item in group.items:
            if group.fade is None and item.kind != "glow" and item.blend is None and item.blur <= 2:
                _draw(strong, faint, group, item, rng)
    return _density(surfaces[0]), _density(surfaces[1])


def _density(surface: skia.Surface) -> Plane:
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return np.asarray(pixels[..., 0], np.float32) / np.float32(255)


def _draw(strong: skia.Canvas, faint: skia.Canvas, group: Group, item: Item, rng: np.random.Generator) -> None:
    if item.alpha > 0.6 and item.id != "sky":
        for canvas in (strong, faint):
            canvas.drawPath(item.path, skia.Paint(AntiAlias=True, Color=0xFF000000))
    box = item.path.getBounds()
    size = min(box.width(), box.height())
    if item.kind != "part" or item.alpha < 0.5 or item.id == "sky" or item.cls in {"tile", "wall", "glass"}:
        return
    if group.is_subject:
        wide = min(_SUBJECT, 0.07 * size + 2.0)
        for line in strokes(item.path):
            for part in _lifted(line, rng):
                _stroke(strong, part, wide, 0.96, rng)
        _draw_marks(strong, item, wide, rng)
    elif size > 26:
        for line in strokes(item.path):
            if len(line) > 5:
                _stroke(faint, line, _SCENERY, 0.7, rng)


def _draw_marks(canvas: skia.Canvas, item: Item, wide: float, rng: np.random.Generator) -> None:
    canvas.save()
    canvas.clipPath(item.path, skia.ClipOp.kIntersect, True)
    for mark in item.marks:
        if mark.alpha > 0.7 and mark.blur <= 2 and thickness(mark.path) > 12:
            for line in strokes(mark.path):
                _stroke(canvas, line, 0.5 * wide, 0.62, rng)
    canvas.restore()


def _lifted(line: Line, rng: np.random.Generator) -> Iterator[Line]:
    """A long line as a hand draws it: lifted now and then, with a little paper between."""
    start = 0
    while len(line) - start > 70:
        end = start + int(rng.integers(38, 62))
        yield line[start:end]
        start = end + int(rng.integers(0, 5))
    yield line[start:]


def _stroke(canvas: skia.Canvas, line: Line, wide: float, density: float, rng: np.random.Generator) -> None:
    """One stroke: the head pressed, the belly full down the page and a hair across it, the tail split and dry."""
    count = len(line)
    share = np.linspace(0, 1, count)
    along = np.gradient(line, axis=0)
    turn = np.abs(np.sin(np.arctan2(along[:, 1], along[:, 0]) - 0.5)) ** 1.7
    pulse = np.interp(share, np.linspace(0, 1, 6), rng.uniform(0.55, 1.2, 6))
    head = np.exp(-((share * count * 4 / (2.2 * wide)) ** 2))
    lift = np.clip((1 - share) * count * 4 / (7 * wide), 0.08, 1) * np.clip(0.15 + share * count * 4 / wide, 0, 1)
    widths = np.maximum(wide * (0.10 + 0.72 * turn + 0.35 * head) * pulse * lift, min(wide, 1.6))
    shade = round(255 * density * float(rng.uniform(0.66, 1.0)))
    brush = skia.Paint(AntiAlias=True, Color=skia.Color(shade, shade, shade))
    canvas.drawPath(ribbon(line, widths), brush)
    if count < 14 or wide < 4:
        return
    normal = np.stack([-along[:, 1], along[:, 0]], 1) / (np.hypot(along[:, 0], along[:, 1])[:, None] + 1e-6)
    dry = skia.Paint(AntiAlias=True, Color=skia.Color(0, 0, 0, 190))
    for place in (-0.36, -0.22, -0.06, 0.12, 0.26, 0.38):
        start = int(count * rng.uniform(0.4, 0.85))
        end = min(count, start + int(rng.integers(8, 30)))
        if end - start > 4:
            hair = line[start:end] + normal[start:end] * (place * widths[start:end, None])
            thin = np.interp(np.linspace(0, 1, end - start), [0, 0.3, 1], [0.1, 1, 0.4]) * 0.15 * wide
            canvas.drawPath(ribbon(np.asarray(hair, np.float32), thin), dry)
