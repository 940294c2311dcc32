"""Shadows on the ground: a long soft ellipse away from the light, and a dark one where the thing touches."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from gpuserver.engines.illustrator.items import Group, Item
from gpuserver.engines.illustrator.light import Light
from gpuserver.engines.illustrator.shade import paint

_LONG = 0.34
"""How far the long shadow reaches beyond the footprint, in footprint widths."""


def footprint(items: Sequence[Item], ground: float, scale: float) -> tuple[float, float] | None:
    """Left and right x of the parts that stand on `ground` (within .06 of the scale); None where nothing does."""
    boxes = [item.path.getBounds() for item in items if item.kind != "glow"]
    low = [box for box in boxes if box.bottom() > ground - 0.06 * scale]
    if not low:
        return None
    return min(box.left() for box in low), max(box.right() for box in low)


def draw_shadow(canvas: skia.Canvas, group: Group, light: Light, scale: float) -> None:
    """Paint the ground shadow of a group that stands on something; nothing for others."""
    if group.ground is None or group.shadow <= 0:
        return
    feet = footprint(group.items, group.ground + min(0.0, -group.lift), scale)
    if feet is None:
        return
    left, right = feet
    width, y = right - left, group.ground
    if group.lift > 0:
        oval = skia.Rect.MakeLTRB(left + width * 0.05, y - width * 0.06, right - width * 0.05, y + width * 0.06)
        canvas.drawOval(oval, _shadow(light, group.shadow * 0.45, width * 0.03))
        return
    away = _LONG * width * min(1.0, abs(light.dx))
    near, far = (left - width * 0.02, right + away) if light.dx >= 0 else (left - away, right + width * 0.02)
    canvas.drawOval(
        skia.Rect.MakeLTRB(near, y - width * 0.055, far, y + width * 0.055),
        _shadow(light, group.shadow * 0.6, width * 0.02),
    )
    canvas.drawOval(
        skia.Rect.MakeLTRB(left + width * 0.02, y - width * 0.03, right, y + width * 0.03),
        _shadow(light, group.shadow, width * 0.010),
    )


def _shadow(light: Light, alpha: float, blur: float) -> skia.Paint:
    return paint(light.cast, alpha, blur, skia.BlendMode.kMultiply)
