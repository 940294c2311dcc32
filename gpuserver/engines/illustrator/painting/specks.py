"""What drifts before the figures: rain and snow spare faces, fireflies whole figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gpuserver.engines.illustrator.painting.items import Canvas, Group, Item
from gpuserver.engines.illustrator.spots import Box, Spot


def clear_of(group: Group, spots: Sequence[Spot], canvas: Canvas) -> Group:
    """A front layer without the specks that lie on the figures at `spots`."""
    lights = any(item.kind == "glow" for item in group.items)
    spared = [box for spot in spots if (box := spot.box if lights else spot.face) is not None]
    return replace(group, items=[item for item in group.items if not _is_speck_on(item, spared, canvas)])


def _is_speck_on(item: Item, spared: list[Box], canvas: Canvas) -> bool:
    box = item.path.getBounds()
    if item.kind == "part" or max(box.width(), box.height()) > 0.12 * canvas.scale:
        return False
    x, y = box.centerX(), box.centerY()
    return any(one.left < x < one.right and one.top < y < one.bottom for one in spared)
