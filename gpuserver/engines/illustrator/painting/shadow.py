"""Shadows on the ground: a long soft ellipse away from the light, and a dark one where the thing touches."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.painting.items import Group, Item, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import paint
from gpuserver.engines.illustrator.painting.shapes import scenery, shifted, union

_LONG = 0.34
"""How far the long shadow reaches beyond the footprint, in footprint widths; no further than it is tall."""
_PALE = 208.0
"""Luminance, 0..255, from which on a thing is hardly told from paper."""


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
    y, box = group.ground, bounds([item for item in group.items if item.kind != "glow"])
    if group.lift > 0:  # of all of it: the tip of a snowflake throws no shadow of its own
        width = box.width()
        oval = skia.Rect.MakeLTRB(
            box.left() + width * 0.1, y - width * 0.05, box.right() - width * 0.1, y + width * 0.05
        )
        canvas.drawOval(oval, _shadow(light, group.shadow * 0.45, width * 0.03))
        return
    feet = footprint(group.items, y, scale)
    if feet is None:
        return
    left, right = feet
    width, tall = right - left, y - box.top()
    away = min(_LONG * width, tall) * min(1.0, abs(light.dx))
    near, far = (left - width * 0.02, right + away) if light.dx >= 0 else (left - away, right + width * 0.02)
    canvas.drawOval(
        skia.Rect.MakeLTRB(near, y - width * 0.055, far, y + width * 0.055),
        _shadow(light, group.shadow * 0.6, width * 0.02),
    )
    canvas.drawOval(
        skia.Rect.MakeLTRB(left + width * 0.02, y - width * 0.03, right, y + width * 0.03),
        _shadow(light, group.shadow, width * 0.010),
    )


def shade_behind(items: Sequence[Item], scale: float) -> Item | None:
    """A soft shade round a pale thing, without which it is lost on a pale sheet; None for others."""
    parts = [item for item in items if item.kind == "part" and item.cls != "snow"]
    areas = [box.width() * box.height() for box in (item.path.getBounds() for item in parts)]
    pale = sum(area for area, item in zip(areas, parts, strict=True) if luminance(item.color) > _PALE)
    if not parts or pale < 0.5 * sum(areas):
        return None
    whole = shifted(union(item.path for item in parts), 0.003 * scale, 0.005 * scale)
    return scenery(whole, "#A58474", alpha=0.55, blur=0.017 * scale, kind="glow", cls="shade")


def _shadow(light: Light, alpha: float, blur: float) -> skia.Paint:
    return paint(light.cast, alpha, blur, skia.BlendMode.kMultiply)
