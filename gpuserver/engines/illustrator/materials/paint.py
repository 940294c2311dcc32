"""Painting a subject part by part in its materials, over the picture so far.

All work happens on one sheet, the box round the subject with a margin; what is not of a material (eyes, sunglasses) is
drawn by the ordinary renderer and laid on in its turn.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import skia

from gpuserver.engines.base import Pixels
from gpuserver.engines.illustrator.materials.part import Material, Sheet
from gpuserver.engines.illustrator.materials.planes import Colors, resized
from gpuserver.engines.illustrator.materials.workbench import Workbench
from gpuserver.engines.illustrator.painting.items import Group, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import Easel, paint

_MARGIN = 0.07
"""Room round the subject for what is seen through it and for its glow, share of S."""
_FINEST = 2.0
"""Px of the sheet for one of design space, at most; larger pictures get it enlarged."""
_BEYOND = 260
"""How far outside the picture parts are still modelled, px of the sheet."""


def paint_group(easel: Easel, group: Group, light: Light, table: Mapping[str, Material]) -> None:
    """Paint the group's items, with their tint, on the easel. Its shadow and rim light are not done here."""
    scale = easel.color.getTotalMatrix().getScaleX()
    fine = min(scale, _FINEST)
    margin = _MARGIN * easel.scale * (1.9 if any(table[name].lit_lines for name in _names(group, table)) else 1.0)
    box = bounds(group.items).makeOutset(margin, margin)
    size = easel.color.getBaseLayerSize()
    whole = skia.Rect.MakeWH(size.width() / scale, size.height() / scale)
    reach = whole.makeOutset(_BEYOND / fine, _BEYOND / fine)
    if not box.intersect(reach):
        return
    left, top = int(np.floor(box.left() * fine)), int(np.floor(box.top() * fine))
    width, height = int(np.ceil(box.width() * fine)) + 1, int(np.ceil(box.height() * fine)) + 1
    picture = _picture(easel.color, fine / scale)
    sheet = Sheet(width, height, fine, _seed(group))
    bench = Workbench(sheet, left, top, _cut(picture, left, top, width, height), light, easel.scale * fine, table)
    bench.paint(group)
    _put(easel, picture, bench, scale / fine)
    if easel.grain is not None:
        for item in group.items:
            if item.kind != "glow" and item.blend is None:
                easel.grain.drawPath(item.path, paint("#FFFFFF", item.alpha))


def _names(group: Group, table: Mapping[str, Material]) -> set[str]:
    return {item.material for item in group.items} & set(table)


def _seed(group: Group) -> int:
    """The same textures for the same subject, wherever it stands."""
    return sum(ord(letter) * (at + 1) for at, letter in enumerate(group.name))


def _picture(canvas: skia.Canvas, scale: float) -> Colors:
    """The picture so far at `scale` of its size."""
    pixels = np.asarray(canvas.toarray(colorType=skia.kRGBA_8888_ColorType), np.uint8)[..., :3].astype(np.float32)
    if scale == 1:
        return pixels
    return resized(pixels, round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))


def _cut(picture: Colors, left: int, top: int, width: int, height: int) -> Colors:
    """A piece of the picture; beyond its border the border's own colours go on."""
    rows = np.clip(np.arange(top, top + height), 0, picture.shape[0] - 1)
    columns = np.clip(np.arange(left, left + width), 0, picture.shape[1] - 1)
    return np.ascontiguousarray(picture[rows][:, columns])


def _put(easel: Easel, before: Colors, bench: Workbench, enlarge: float) -> None:
    """The finished sheet into the picture, where it changed anything."""
    height, width = before.shape[:2]
    left, top = max(0, bench.left), max(0, bench.top)
    right, bottom = min(width, bench.left + bench.sheet.width), min(height, bench.top + bench.sheet.height)
    if right <= left or bottom <= top:
        return
    down, aside = slice(top - bench.top, bottom - bench.top), slice(left - bench.left, right - bench.left)
    after, old = bench.picture[down, aside], before[top:bottom, left:right]
    changed = np.minimum(1, np.abs(after - old).max(-1) / np.float32(1.5))
    rgba = np.dstack([np.clip(after, 0, 255), 255 * np.maximum(changed, bench.covered[down, aside])])
    pixels: Pixels = np.ascontiguousarray(np.round(rgba).astype(np.uint8))
    image = skia.Image.fromarray(pixels, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)
    easel.color.save()
    easel.color.resetMatrix()
    target = skia.Rect.MakeLTRB(left * enlarge, top * enlarge, right * enlarge, bottom * enlarge)
    smooth = skia.SamplingOptions(skia.CubicResampler.CatmullRom()) if enlarge > 1 else skia.SamplingOptions()
    easel.color.drawImageRect(image, target, smooth)
    easel.color.restore()
