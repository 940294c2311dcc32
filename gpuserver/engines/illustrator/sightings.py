"""What is in a picture, in the user's words."""

from __future__ import annotations

from collections.abc import Sequence

from core.scene.model import Subject
from core.seen import SeenObject
from gpuserver.engines.illustrator.figure import Figure
from gpuserver.engines.illustrator.painting.items import Canvas, Item, bounds
from gpuserver.engines.illustrator.played import is_of
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.wear import worn


def seen_of(figures: Sequence[Figure], roles: Sequence[Role], canvas: Canvas) -> tuple[SeenObject, ...]:
    """What is in the picture, in the user's words, in the order of the scene."""
    out: list[SeenObject] = []
    told: list[Subject] = []
    for role in roles:
        if not role.looks or any(one is role.subject for one in told):
            continue
        told.append(role.subject)
        mine = [figure for figure in figures if figure.role.subject is role.subject]
        wearers = [figure for figure in figures if role.worn and figure.role is role.base]
        items = [item for figure in mine for item in figure.items]
        if role.absorbed:
            items = [
                item
                for figure in figures
                if figure.role is role.base
                for item in figure.items
                if is_of(role.name, item)
            ]
        if wearers:
            items = [
                item
                for figure in wearers
                for item in worn(role.artwork, figure.spot, {}, role.looks[0].hide, role.looks[0].show)
            ]
        if items:
            count = len(mine) or 1
            seen = SeenObject(name=role.subject.noun, color=role.looks[0].color, count=count, box=_share(items, canvas))
            out.append(seen)
    return tuple(out)


def _share(items: list[Item], canvas: Canvas) -> tuple[float, float, float, float]:
    box = bounds(items)
    return (
        _clip(box.left() / canvas.width), _clip(box.top() / canvas.height),
        _clip(box.right() / canvas.width), _clip(box.bottom() / canvas.height),
    )  # fmt: skip


def _clip(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
