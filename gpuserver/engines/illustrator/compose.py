"""From a scene to groups ready to paint: background, subjects in their places, what they wear, what lies in front."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.scene import Scene
from core.seen import SeenObject
from gpuserver.engines.illustrator.cast import Cast, Role, read_cast
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.items import DESIGN, Backdrop, Canvas, Group, Item, bounds
from gpuserver.engines.illustrator.layout import arrange
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.materials import MATERIALS, dressed
from gpuserver.engines.illustrator.mirror import reflection
from gpuserver.engines.illustrator.settings.props import hazed
from gpuserver.engines.illustrator.shots import zoom_of
from gpuserver.engines.illustrator.spots import Box, Part, Spot, moved
from gpuserver.engines.illustrator.stage import StageScene
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.wear import hidden_by, matrix_of, seat_of, with_mood, worn

_ASPECTS = (0.4, 2.5)
"""The narrowest and the widest picture."""


@dataclass(frozen=True)
class Composition:
    """A picture before it is painted, and what is known of it."""

    stage: StageScene
    objects: tuple[SeenObject, ...]
    undrawn: tuple[str, ...]
    drawable: bool
    """Whether anything that was asked for is in it."""


def canvas_of(aspect: str) -> Canvas:
    """The design-space canvas of an aspect such as "16:9". Raises ValueError for other text."""
    wide, _, tall = aspect.partition(":")
    ratio = float(wide) / float(tall)
    if not ratio > 0:
        raise ValueError(f"{aspect!r} is no aspect")
    ratio = min(max(ratio, _ASPECTS[0]), _ASPECTS[1])
    if ratio >= 1:
        return Canvas(DESIGN, round(DESIGN / ratio))
    return Canvas(round(DESIGN * ratio), DESIGN)


def compose(scene: Scene, seed: int, aspect: str = "1:1") -> Composition:
    """The composition of `scene` under `seed`. Raises ValueError for a bad aspect."""
    canvas = canvas_of(aspect)
    cast = read_cast(scene, seed)
    zoom, unknown = zoom_of(scene)
    backdrop = cast.setting.build(canvas, cast.atmosphere, stream(seed, "background"))
    figures = _figures(cast, canvas, backdrop, seed, zoom)
    light = backdrop.light if backdrop.cast is None else replace(backdrop.light, cast=backdrop.cast)
    groups = [*backdrop.back, *_reflections(figures, backdrop, canvas)]
    groups += [figure.group for figure in _ordered(figures)]
    groups += [_clear_of(group, figures, canvas) for group in backdrop.front]
    drawable = bool(figures) or cast.has_background
    undrawn = tuple(dict.fromkeys([*cast.undrawn, *unknown]))
    return Composition(StageScene(groups, canvas, light, seed), _objects(figures, cast, canvas), undrawn, drawable)


def _clear_of(group: Group, figures: list[_Figure], canvas: Canvas) -> Group:
    """A front layer without the specks that lie on subjects: rain and snow spare faces, fireflies whole figures."""
    lights = any(item.kind == "glow" for item in group.items)
    spared = [box for figure in figures if (box := figure.spot.box if lights else figure.spot.face) is not None]
    return replace(group, items=[item for item in group.items if not _is_speck_on(item, spared, canvas)])


def _is_speck_on(item: Item, spared: list[Box], canvas: Canvas) -> bool:
    box = item.path.getBounds()
    if item.kind == "part" or max(box.width(), box.height()) > 0.09 * canvas.scale:
        return False
    x, y = box.centerX(), box.centerY()
    return any(one.left < x < one.right and one.top < y < one.bottom for one in spared)


@dataclass
class _Figure:
    """One placed thing."""

    role: Role
    look: Look
    spot: Spot
    group: Group
    order: float
    """y that decides what stands before what."""


def _figures(cast: Cast, canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float) -> list[_Figure]:
    main = [role for role in cast.roles if role.base is None]
    slots = [(role, at) for role in main for at in range(max(1, len(role.looks)))]
    parts = [
        Part(role.artwork, role.first + at, role.looks[at].size if role.looks else 1.0, len(role.looks), role.place)
        for role, at in slots
    ]
    spots = arrange(parts, canvas, backdrop, seed, zoom)
    out: list[_Figure] = []
    for (role, at), spot in zip(slots, spots, strict=True):
        if not role.looks:  # a subject with count 0 keeps its place free
            continue
        figure = _figure(cast, role, role.looks[at], spot, backdrop)
        out.append(figure)
        for rider in (one for one in cast.roles if one.base is role and not one.worn and at == 0):
            out.extend(_riders(cast, rider, figure, backdrop))
    return out


def _riders(cast: Cast, rider: Role, base: _Figure, backdrop: Backdrop) -> list[_Figure]:
    """What sits on a figure, is in it, or is held by it."""
    relation = rider.place.relation or "on"
    seat = seat_of(base.spot.artwork, rider.place.part, relation)
    if seat is None or not rider.looks:
        return []
    x, y = base.spot.at(seat.x, seat.y)
    spot = _seated(rider, base.spot, x, y)
    figure = _figure(cast, rider, rider.looks[0], spot, backdrop)
    figure.group.ground = None
    figure.order = base.order + (-0.01 if rider.inside else 0.01)
    return [figure]


def _seated(rider: Role, base: Spot, x: float, y: float) -> Spot:
    """The spot of what belongs at (x, y) on `base`: a grip in a hand, a lower half in a vessel, feet on a seat."""
    ratio = (rider.artwork.height / base.artwork.height) ** 0.6
    person = rider.name in PEOPLE
    if person:
        ratio = max(ratio, 0.8)
    height = (
        base.height
        * min(1.25 if rider.inside or rider.name in PEOPLE else 0.85, max(0.24, ratio))
        * rider.looks[0].size
    )
    flip = rider.artwork.view != "front" and (base.flip if person else not base.flip)
    spot = Spot(rider.artwork, x, y, height, flip, base.air)
    if rider.inside:
        return moved(spot, x, min(y + 0.42 * height, base.y))
    if rider.place.relation == "held":
        grip = rider.artwork.anchors.get("grip") or rider.artwork.anchors["ground"]
        at_x, at_y = spot.at(grip.x, grip.y)
        return moved(spot, x + x - at_x, y + y - at_y)
    return moved(spot, x, min(y + 0.03 * height, base.y + 0.04 * height))


def _figure(cast: Cast, role: Role, look: Look, spot: Spot, backdrop: Backdrop) -> _Figure:
    clothes = [one for one in cast.roles if one.base is role and one.worn]
    hide = look.hide.union(*(hidden_by(one.artwork) for one in clothes))
    items = role.artwork.items(matrix_of(spot), look.palette, hide, look.show)
    items = with_mood(items, look.mood, any(part.startswith("brow-") for part in role.artwork.ids))
    items = _made(items, look)
    for one in clothes:
        for wear in one.looks[:1]:
            items += _made(worn(one.artwork, spot, wear.palette, wear.hide, wear.show), wear)
    if spot.air:
        hazed(items, backdrop.haze, spot.air)
    stands = not (backdrop.floats or role.artwork.is_bust or spot.lift > 0.25 * DESIGN)
    group = Group(
        items, role.artwork.name, tint=backdrop.tint, ground=spot.y if stands else None, shadow=backdrop.shadow,
        rim=backdrop.rim, layer="subject", lift=spot.lift,
    )  # fmt: skip
    return _Figure(role, look, spot, group, spot.y - (1000 if role.artwork.is_bust else 0))


def _made(items: list[Item], look: Look) -> list[Item]:
    """The items in the material that was asked for, if any."""
    return dressed(items, MATERIALS[look.material], look.tint) if look.material else items


def _reflections(figures: list[_Figure], backdrop: Backdrop, canvas: Canvas) -> list[Group]:
    """What the water shows of the figures, the farthest first."""
    water = backdrop.water
    if water is None:
        return []
    standing = [figure for figure in _ordered(figures) if not figure.spot.artwork.is_bust]
    found = [reflection(figure.group, figure.order, water, canvas.scale) for figure in standing]
    return [group for group in found if group is not None]


def _ordered(figures: list[_Figure]) -> list[_Figure]:
    return sorted(figures, key=lambda figure: figure.order)


def _objects(figures: list[_Figure], cast: Cast, canvas: Canvas) -> tuple[SeenObject, ...]:
    """What is in the picture, in the user's words, in the order of the scene."""
    out: list[SeenObject] = []
    for role in cast.roles:
        if not role.looks:
            continue
        mine = [figure for figure in figures if figure.role is role]
        wearers = [figure for figure in figures if role.worn and figure.role is role.base]
        items = [item for figure in mine for item in figure.group.items]
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
