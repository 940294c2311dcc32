"""From groups to pixels: the default look, lineless and softly shaded, with grain and paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import skia_color
from gpuserver.engines.illustrator.materials import draw_of_materials, is_of_materials
from gpuserver.engines.illustrator.painting.items import DESIGN, Canvas, Fade, Group, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import Easel, draw_item, paint, ring
from gpuserver.engines.illustrator.painting.shadow import draw_shadow
from gpuserver.engines.illustrator.painting.shapes import union
from gpuserver.raster.luminance import LUMINANCE

_PAPER = 0.0145
"""Standard deviation of the paper's noise, as a share of full light."""


@dataclass(frozen=True)
class StageScene:
    """A whole picture before it is painted; every style starts from this and from nothing else."""

    groups: list[Group]
    """In draw order, back to front."""
    canvas: Canvas
    light: Light
    """For every group without its own."""
    seed: int

    def light_of(self, group: Group) -> Light:
        """The light that falls on `group`."""
        return group.light or self.light


def render(scene: StageScene, size: int, watch: Watch) -> Pixels:
    """Paint `scene` with the long side `size` px. Raises Cancelled.

    Small pictures are painted at design size and scaled down, which is finer than painting them small.
    """
    base = paint_scene(scene, max(size, DESIGN), watch)
    return fit(base, scene.canvas, size)


def fit(pixels: Pixels, canvas: Canvas, size: int) -> Pixels:
    """`pixels` scaled down so that the long side is `size`; unchanged where it is already."""
    width, height = pixel_size(canvas, size)
    if pixels.shape[:2] == (height, width):
        return pixels
    return np.ascontiguousarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8))


def pixel_size(canvas: Canvas, size: int) -> tuple[int, int]:
    """Width and height in px of a picture whose long side is `size`."""
    scale = size / max(canvas.width, canvas.height)
    return max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale))


def paint_scene(scene: StageScene, size: int, watch: Watch, *, grain: bool = True) -> Pixels:
    """The default look with the long side `size` >= 1024 px; without `grain`, smooth shade and no paper."""
    width, height = pixel_size(scene.canvas, size)
    surface, stipple = skia.Surface(width, height), skia.Surface(width, height)
    stipple.getCanvas().clear(0xFFFFFFFF)
    easel = Easel(surface.getCanvas(), stipple.getCanvas() if grain else None, scene.canvas.scale)
    for canvas in (surface.getCanvas(), stipple.getCanvas()):
        canvas.scale(
            size / max(scene.canvas.width, scene.canvas.height), size / max(scene.canvas.width, scene.canvas.height)
        )
    total, done = sum(len(group.items) for group in scene.groups) + 60, 0
    seen = False
    for group in scene.groups:
        if group.is_subject and not seen:
            seen = True
            watch.preview(_small(to_array(surface)))
        draw_group(easel, group, scene.light_of(group))
        done += len(group.items)
        watch.progress(0.95 * done / total)
    picture = to_array(surface)
    return finish(picture, to_array(stipple)) if grain else picture


def _small(pixels: Pixels) -> Pixels:
    """A quarter of the size, for a preview."""
    return np.ascontiguousarray(pixels[::4, ::4])


def draw_group(easel: Easel, group: Group, light: Light) -> None:
    """Paint a group's ground shadow, items, tint and rim light.

    A group is painted on its own layer where a part may cast on the parts below it, or a tint must not spill.
    """
    if is_of_materials(group):
        draw_of_materials(easel, group, light)
        if group.rim is not None:
            _draw_rim(easel, group, light, *group.rim)
        return
    draw_shadow(easel.color, group, light, easel.scale)
    layered = group.tint is not None or group.rim is not None or any(item.casts for item in group.items)
    layered = layered or group.fade is not None
    if layered:
        easel.color.saveLayer(_reach(group))
    for item in group.items:
        draw_item(easel, item, light)
    if group.tint is not None:
        easel.color.drawColor(paint(group.tint).getColor(), skia.BlendMode.kModulate)
    if group.rim is not None:
        _draw_rim(easel, group, light, *group.rim)
    if group.fade is not None:
        easel.color.drawPaint(fading(group.fade))
    if layered:
        easel.color.restore()


def fading(fade: Fade) -> skia.Paint:
    """What makes a layer that is already painted fade out downwards."""
    ends = [skia.Point(0, fade.top), skia.Point(0, fade.bottom)]
    shades = [skia_color("#FFFFFF", fade.strength), skia_color("#FFFFFF", 0.0)]
    return skia.Paint(BlendMode=skia.BlendMode.kDstIn, Shader=skia.GradientShader.MakeLinear(ends, shades))


def _reach(group: Group) -> skia.Rect:
    margin = 4 + 3 * max((item.blur for item in group.items), default=0.0)
    return bounds(group.items).makeOutset(margin, margin)


def _draw_rim(easel: Easel, group: Group, light: Light, color: str, strength: float) -> None:
    whole = union(item.path for item in group.items if item.kind == "part")
    distance = easel.scale * 0.0065
    edge = ring(whole, distance * (-1 if light.dx < 0 else 1), distance * 0.7)
    easel.color.save()
    easel.color.clipPath(whole, skia.ClipOp.kIntersect, True)
    easel.color.drawPath(edge, paint(color, strength, distance * 0.55, skia.BlendMode.kSrcATop))
    easel.color.restore()


def to_array(surface: skia.Surface) -> Pixels:
    """The surface's pixels, RGB."""
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3]


def finish(picture: Pixels, stipple: Pixels) -> Pixels:
    """Turn the stippled shade into grain, and lay fine paper noise over everything."""
    height, width = picture.shape[:2]
    specks, paper = _noise(height, width)
    pixels = picture.astype(np.float32)
    light = (pixels @ LUMINANCE)[..., None] / 255
    fade = 1 - 0.6 * np.clip((light - 0.6) / 0.35, 0, 1)
    pixels *= 1 - (1 - stipple.astype(np.float32) / 255) * specks * fade
    pixels *= paper
    return np.clip(pixels, 0, 255).astype(np.uint8)


@lru_cache(maxsize=4)
def _noise(height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Specks 0..1 and a paper factor round 1, each height × width × 1; one sheet of paper for every picture."""
    rng = np.random.default_rng(7)
    specks = np.clip((rng.random((height, width, 1), dtype=np.float32) - 0.3) / 0.5, 0, 1)
    return specks, 1 + _PAPER * rng.standard_normal((height, width, 1), dtype=np.float32)
