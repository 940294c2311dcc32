"""From a scene to groups ready to paint: background, subjects in their places, what they wear, what lies in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import skia

from core.scene import Scene, Subject
from core.seen import SeenObject
from gpuserver.engines.illustrator.cast import Cast, Role, read_cast
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.framing import turned
from gpuserver.engines.illustrator.items import DESIGN, Backdrop, Canvas, Group, Item, bounds
from gpuserver.engines.illustrator.lamps import gives_light, halos, lit
from gpuserver.engines.illustrator.layout import arrange
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.materials import MATERIALS, dressed
from gpuserver.engines.illustrator.mirror import reflection
from gpuserver.engines.illustrator.palette import coat_of
from gpuserver.engines.illustrator.played import is_of
from gpuserver.engines.illustrator.seating import guests, reach_of, seats
from gpuserver.engines.illustrator.settings.indoors import PLAIN_GROUND, PLAIN_REAR
from gpuserver.engines.illustrator.settings.props import hazed
from gpuserver.engines.illustrator.shapes import curve, intersection, rect, taper
from gpuserver.engines.illustrator.shots import zoom_of
from gpuserver.engines.illustrator.signs import lettered
from gpuserver.engines.illustrator.spots import Box, Part, Spot, slimness
from gpuserver.engines.illustrator.stage import StageScene
from gpuserver.engines.illustrator.wear import hair_under, hidden_by, matrix_of, with_mood, worn

_ASPECTS = (0.4, 2.5)
"""The narrowest and the widest picture."""
_AFLOAT = frozenset({"boat", "canoe", "ship", "pirateship", "swan", "lotus", "submarine"})
"""What lies on the water where the backdrop has any."""


@dataclass(frozen=True)
class Composition:
    """A picture before it is painted, and what is known of it."""

    stage: StageScene
    objects: tuple[SeenObject, ...]
    undrawn: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]
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
    if cast.setting.name == "meadow" and scene.background is None:
        backdrop = replace(backdrop, ground=PLAIN_GROUND * canvas.height, rear=PLAIN_REAR * canvas.height)
    figures = _figures(cast, canvas, backdrop, seed, zoom)
    light = backdrop.light if backdrop.cast is None else replace(backdrop.light, cast=backdrop.cast)
    groups = _painted(backdrop, figures, canvas)
    groups += [_clear_of(group, figures, canvas) for group in backdrop.front]
    drawable = bool(figures) or cast.has_background
    undrawn = tuple(dict.fromkeys([*cast.undrawn, *unknown]))
    stage = StageScene(groups, canvas, light, seed)
    return Composition(stage, _objects(figures, cast, canvas), undrawn, tuple(cast.instead), drawable)


def _painted(backdrop: Backdrop, figures: list[_Figure], canvas: Canvas) -> list[Group]:
    """The backdrop with its mirror images and the figures, those behind its worktop before that."""
    back = [*backdrop.back, *_reflections(figures, backdrop, canvas)]
    lines = [(figure.order, group) for figure in figures if (group := _kite_line(figure, figures)) is not None]
    ordered = [(figure.order, group) for figure in figures for group in figure.groups]
    behind = {id(group) for figure in figures if figure.behind for group in figure.groups}
    groups = [group for _, group in sorted([*lines, *ordered], key=lambda one: one[0])]
    if backdrop.counter is not None:
        at = next(at for at, group in enumerate(back) if group.name == backdrop.counter.layer)
        back[at:at] = [group for group in groups if id(group) in behind]
        groups = [group for group in groups if id(group) not in behind]
    return [*back, *groups]


def _kite_line(figure: _Figure, figures: list[_Figure]) -> Group | None:
    """The line of a kite down to the hand that flies it."""
    holder = next((one for one in figures if one.role is figure.role.line_to), None)
    if holder is None:
        return None
    hand, grip = holder.role.artwork.anchors["hand"], figure.role.artwork.anchors["grip"]
    (x0, y0), (x1, y1) = holder.spot.at(hand.x, hand.y), figure.spot.at(grip.x, grip.y)
    slack = curve((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + 0.12 * abs(x1 - x0) + 12), (x1, y1))
    line = Item(taper(slack, [3.2, 2.6, 2.2]), "#6A5A78", kind="flat", cls="cord", casts=False)
    return Group([line], "line", layer="subject", tint=holder.group.tint)


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
    halo: Group | None = None
    """The light round what shines by night."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is painted, from back to front."""
        return (self.group,) if self.halo is None else (self.group, self.halo)

    @property
    def behind(self) -> bool:
        """Whether it is behind the worktop of the backdrop."""
        return self.spot.behind


def _figures(cast: Cast, canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float) -> list[_Figure]:
    main = [role for role in cast.roles if role.base is None]
    slots = [(role, at) for role in main for at in range(max(1, len(role.looks)))]
    parts = [
        Part(
            role.artwork, role.first + at, _size(role, at), _number(role, main), role.place,
            looks=role.faces is not None, afloat=role.name in _AFLOAT or role.pose == "swim",
            reach=reach_of(role, at, cast.roles),
        )
        for role, at in slots
    ]  # fmt: skip
    spots = turned([role.faces for role, _ in slots], arrange(parts, canvas, backdrop, seed, zoom))
    spots = [_kite_turned(role, spot, slots, spots) for (role, _), spot in zip(slots, spots, strict=True)]
    out: list[_Figure] = []
    for (role, at), spot in zip(slots, spots, strict=True):
        if role.looks:  # a subject with count 0 keeps its place free
            out += _with_guests(cast, role, at, spot, backdrop, spot.depth)
    return out


def _size(role: Role, at: int) -> float:
    """The size words of a figure; one from the side that looks at another leaves room for that."""
    size = role.looks[at].size if role.looks else 1.0
    return size * (0.75 if role.faces is not None and slimness(role.artwork) > 1 else 1.0)


def _number(role: Role, roles: Sequence[Role]) -> int:
    """How many figures its subject is."""
    return sum(len(one.looks) for one in roles if one.subject is role.subject)


def _kite_turned(role: Role, spot: Spot, slots: Sequence[tuple[Role, int]], spots: Sequence[Spot]) -> Spot:
    """A kite with its line on the side of who flies it."""
    holder = next((other for (one, _), other in zip(slots, spots, strict=True) if one is role.line_to), None)
    return spot if holder is None else replace(spot, flip=holder.x < spot.x)


def _with_guests(
    cast: Cast, role: Role, at: int, spot: Spot, backdrop: Backdrop, order: float, step: float = 0.01
) -> list[_Figure]:
    """A figure, and whom it carries: on it, in it, or in its hands."""
    out = [_figure(cast, role, role.looks[at], spot, backdrop, order)]
    carried = seats(spot, guests(role, at, cast.roles))
    for nth, (guest, seat) in enumerate(carried):
        if guest.look is None:
            continue
        near = -step * (1 - 0.05 * nth / len(carried)) if seat.back else step * (1 + 0.05 * nth)
        found = _with_guests(cast, guest.role, guest.at, seat, backdrop, order + near, step / 400)
        if not guest.role.stands_by:
            found[0].group.ground = None
        out += found
    return out


def _figure(cast: Cast, role: Role, look: Look, spot: Spot, backdrop: Backdrop, order: float) -> _Figure:
    clothes = [one for one in cast.roles if one.base is role and one.worn]
    hide = look.hide.union(*(hidden_by(one.artwork) for one in clothes))
    items = role.artwork.items(matrix_of(spot), look.palette, hide, look.show)
    for one in clothes:
        items = hair_under(items, one.artwork, spot)
    items = with_mood(items, look.mood, any(part.startswith("brow-") for part in role.artwork.ids))
    items = _made(items, look)
    for one in clothes:
        for wear in one.looks[:1]:
            items += _made(worn(one.artwork, spot, wear.palette, wear.hide, wear.show), wear)
    if spot.waterline is not None:
        items = _cut_off(items, rect(-DESIGN, -DESIGN, 3 * DESIGN, DESIGN + spot.waterline))
    if spot.window is not None:
        items = _seen_through(items, spot.window)
    if role.says:
        coat = coat_of(role.artwork)
        items += lettered(role.says, spot, look.palette.get(coat, role.artwork.palette[coat]))
    if spot.air:
        hazed(items, backdrop.haze, spot.air)
    tint = backdrop.tint
    shines = tint is not None and cast.atmosphere.is_dark and not look.material and gives_light(items)
    halo = Group(halos(items), "halo", layer="subject") if shines else None
    if shines and tint is not None:
        items, tint = lit(items, tint), None
    hovers = spot.lift > 0.25 * DESIGN or "edge" in role.artwork.anchors
    stands = spot.waterline is None and not (backdrop.floats or role.artwork.is_bust or spot.behind or hovers)
    group = Group(
        items, role.artwork.name, tint=tint, ground=spot.y if stands else None, shadow=backdrop.shadow,
        rim=backdrop.rim, layer="subject", lift=spot.lift,
    )  # fmt: skip
    return _Figure(role, look, spot, group, order, halo)


def _seen_through(items: list[Item], window: skia.Path) -> list[Item]:
    """What shows of a figure behind a window, with the glint of the glass over it."""
    glint = Item(window, "#EAF6FF", kind="flat", alpha=0.16, cls="glint", casts=False)
    return [*_cut_off(items, window), glint]


def _cut_off(items: list[Item], area: skia.Path) -> list[Item]:
    """What of the items lies in `area`."""
    shown = [replace(item, path=intersection(item.path, area), casts=False) for item in items]
    return [item for item in shown if not item.path.isEmpty()]


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
    told: list[Subject] = []
    for role in cast.roles:
        if not role.looks or any(one is role.subject for one in told):
            continue
        told.append(role.subject)
        mine = [figure for figure in figures if figure.role.subject is role.subject]
        wearers = [figure for figure in figures if role.worn and figure.role is role.base]
        items = [item for figure in mine for item in figure.group.items]
        if role.absorbed:
            items = [
                item
                for figure in figures
                if figure.role is role.base
                for item in figure.group.items
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
