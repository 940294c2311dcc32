"""From a scene to groups ready to paint: background, subjects in their places, what they wear, what lies in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse

import skia

from core.scene.model import Scene
from core.seen import SeenObject
from gpuserver.engines.illustrator.appearance import is_ablaze
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.cast import Cast, Role, read_cast
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.figure import Figure, emptied, open_up
from gpuserver.engines.illustrator.framing import turned
from gpuserver.engines.illustrator.layout import arrange
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.materials import MATERIALS, dressed
from gpuserver.engines.illustrator.painting.flames import ablaze
from gpuserver.engines.illustrator.painting.items import DESIGN, Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.lamps import gives_light, halos, lit
from gpuserver.engines.illustrator.painting.mirror import reflection
from gpuserver.engines.illustrator.painting.moonlight import softened
from gpuserver.engines.illustrator.painting.shadow import shade_behind
from gpuserver.engines.illustrator.painting.shapes import intersection, rect
from gpuserver.engines.illustrator.painting.snow import in_snow
from gpuserver.engines.illustrator.painting.specks import clear_of
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.palette import coat_of
from gpuserver.engines.illustrator.particulars import particulars_of, shown
from gpuserver.engines.illustrator.relations.kites import line_between, string_of, turned_to
from gpuserver.engines.illustrator.relations.seating import guests, reach_of, seats
from gpuserver.engines.illustrator.settings.indoors import PLAIN_GROUND, PLAIN_REAR
from gpuserver.engines.illustrator.settings.props import hazed
from gpuserver.engines.illustrator.shots import zoom_of
from gpuserver.engines.illustrator.sightings import seen_of
from gpuserver.engines.illustrator.signs import lettered, wiped_off
from gpuserver.engines.illustrator.sizes import lives, outdoes
from gpuserver.engines.illustrator.spots import Part, Spot, slimness
from gpuserver.engines.illustrator.swimming import rings
from gpuserver.engines.illustrator.wear import hair_under, hidden_by, is_behind, matrix_of, with_mood, worn

_ON_ROCKS = frozenset({"lighthouse", "dolphin", "whale", "island"})
"""What needs no rock under it at sea."""
_ASPECTS = (0.4, 2.5)
"""The narrowest and the widest picture."""
_OWN_HUE = 0.6
"""How much of the warmth of who stands in the night stays."""
_IN_FOG = 0.3
"""How much of a fog is before what stands in the middle of it."""
_AFLOAT = frozenset({"boat", "canoe", "dragonboat", "ship", "speedboat", "pirateship", "swan", "lotus", "submarine"})
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
        ground, rear = PLAIN_GROUND * canvas.height, PLAIN_REAR * canvas.height
        backdrop = replace(backdrop, ground=ground, rear=rear, bare=True)
    figures = _figures(cast, canvas, backdrop, seed, zoom)
    light = backdrop.light if backdrop.cast is None else replace(backdrop.light, cast=backdrop.cast)
    groups = _painted(backdrop, figures, canvas)
    groups += [clear_of(group, [figure.spot for figure in figures], canvas) for group in backdrop.front]
    drawable = bool(figures) or cast.has_background
    undrawn = tuple(dict.fromkeys([*cast.undrawn, *unknown]))
    stage = StageScene(groups, canvas, light, seed)
    return Composition(stage, seen_of(figures, cast.roles, canvas), undrawn, tuple(cast.instead), drawable)


def _painted(backdrop: Backdrop, figures: list[Figure], canvas: Canvas) -> list[Group]:
    """The backdrop with its mirror images and the figures, those behind its worktop before that."""
    back = [*backdrop.back, *_reflections(figures, backdrop, canvas), *_perches(figures, backdrop)]
    lines = [(figure.order, line) for figure in figures if (line := _kite_line(figure, figures)) is not None]
    ordered = [(order, group) for figure in figures for order, group in figure.ordered]
    behind = {id(group) for figure in figures if figure.behind for group in figure.groups}
    groups = [group for _, group in sorted([*lines, *ordered], key=lambda one: one[0])]
    if backdrop.counter is not None:
        at = next(at for at, group in enumerate(back) if group.name == backdrop.counter.layer)
        back[at:at] = [group for group in groups if id(group) in behind]
        groups = [group for group in groups if id(group) not in behind]
    return [*back, *groups]


def _perches(figures: list[Figure], backdrop: Backdrop) -> list[Group]:
    """What rises out of the water under those who stand where they cannot."""
    if backdrop.perch is None:
        return []
    dry = [one.spot for one in figures if one.group.ground is not None and one.role.name not in _AFLOAT | _ON_ROCKS]
    wet = [spot for spot in dry if spot.lift == 0 and _on_water(spot, backdrop)]
    return [backdrop.perch(spot.x, spot.y, 0.5 * (spot.box.right - spot.box.left)) for spot in wet]


def _on_water(spot: Spot, backdrop: Backdrop) -> bool:
    """Whether the foot of a figure is on the water of the backdrop, or in it."""
    return backdrop.water is not None and backdrop.water.area.contains(spot.x, spot.y)


def _kite_line(figure: Figure, figures: list[Figure]) -> Group | None:
    """The line of a kite down to the hand that flies it."""
    holder = next((one for one in figures if one.role is figure.role.line_to), None)
    return line_between(holder.spot, figure.spot, holder.group.tint) if holder else None


def _figures(cast: Cast, canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float) -> list[Figure]:
    main = [role for role in cast.roles if role.base is None]
    slots = [(role, at) for role in main for at in range(max(1, len(role.looks)))]
    reaches = [reach_of(role, at, cast.roles) for role, at in slots]
    parts = [
        Part(
            role.artwork, role.first + at, _size(role, at), _number(role, main), role.place,
            looks=role.faces is not None, afloat=role.name in _AFLOAT or role.pose == "swim",
            reach=reach, guests=faces, by=_neighbour(role, main),
        )
        for (role, at), (reach, faces) in zip(slots, reaches, strict=True)
    ]  # fmt: skip
    spots = turned([role.faces for role, _ in slots], arrange(parts, canvas, backdrop, seed, zoom), backdrop)
    holders = {id(role): spot for (role, _), spot in zip(reversed(slots), reversed(spots), strict=True)}
    spots = [turned_to(spot, holders.get(id(role.line_to))) for (role, _), spot in zip(slots, spots, strict=True)]
    out: list[Figure] = []
    for (role, at), spot in zip(slots, spots, strict=True):
        if role.looks:  # a subject with count 0 keeps its place free
            out += _with_guests(cast, role, at, spot, backdrop, spot.depth)
    return out


def _neighbour(role: Role, roles: Sequence[Role]) -> Artwork | None:
    """Whom a role is said to be at; of the first one, also who outdoes it and is said to be at it, or lives."""
    named = next((one.artwork for one in roles if one.name == role.place.other), None)
    others = [one for one in roles if one is not role]
    at_it = [one.artwork for one in others if one.place.other == role.name or lives(one.artwork)]
    larger = [one for one in at_it if outdoes(one, role.artwork)]
    return named or (larger[0] if larger and role is roles[0] else None)


def _size(role: Role, at: int) -> float:
    """The size words of a figure; one from the side that looks at another leaves room for that."""
    size = role.looks[at].size if role.looks else 1.0
    return size * (0.75 if role.faces is not None and slimness(role.artwork) > 1 else 1.0)


def _number(role: Role, roles: Sequence[Role]) -> int:
    """How many figures its subject is."""
    return sum(len(one.looks) for one in roles if one.subject is role.subject)


def _with_guests(
    cast: Cast, role: Role, at: int, spot: Spot, backdrop: Backdrop, order: float, step: float = 0.01
) -> list[Figure]:
    """A figure, and whom it carries: on it, in it, or in its hands."""
    carried = seats(spot, guests(role, at, cast.roles))
    look = emptied(role.looks[at]) if any(guest.role.inside for guest, _ in carried) else role.looks[at]
    out = [_figure(cast, role, look, spot, backdrop, order)]
    for nth, (guest, seat) in enumerate(carried):
        if guest.look is None:
            continue
        near = -step * (1 - 0.05 * nth / len(carried)) if seat.back else step * (1 + 0.05 * nth)
        if seat.back and guest.role.inside:
            open_up(out[0], order - 1.5 * step)
        found = _with_guests(cast, guest.role, guest.at, seat, backdrop, order + near, step / 400)
        if not guest.role.stands_by or guest.role.place.relation == "hanging":
            found[0].group.ground = None
        out += found
    return out


def _figure(cast: Cast, role: Role, look: Look, spot: Spot, backdrop: Backdrop, order: float) -> Figure:
    clothes = [one for one in cast.roles if one.base is role and one.worn]
    hide = look.hide.union(wiped_off(role.says), *(hidden_by(one.artwork) for one in clothes))
    items = role.artwork.items(matrix_of(spot), look.palette, hide, look.show)
    tint = backdrop.tint
    if tint is not None and cast.atmosphere.is_dark:  # by its own coat: what it wears changes without it
        tint = mix(tint, softened(items, tint), _OWN_HUE)
    for one in clothes:
        items = hair_under(items, one.artwork, spot)
    items = with_mood(items, look.mood, any(part.startswith("brow-") for part in role.artwork.ids))
    told = particulars_of(role.subject, role.says)
    items = _made(shown(items, told, spot), look)
    for one in clothes:
        for wear in one.looks[:1]:
            put_on = _made(worn(one.artwork, spot, wear.palette, wear.hide, wear.show), wear)
            items = [*filter(is_behind, put_on), *items, *filterfalse(is_behind, put_on)]
    if spot.waterline is not None:
        items = _cut_off(items, rect(-DESIGN, -DESIGN, 3 * DESIGN, DESIGN + spot.waterline))
        items += rings(items, spot.waterline, backdrop.water.color if backdrop.water else backdrop.haze)
    if backdrop.snow and not look.material and spot.lift == 0:
        items = in_snow(items, spot, falls=backdrop.snow == "falls", afloat=_on_water(spot, backdrop))
    items = [*string_of(spot), *items]
    if spot.opening is not None:
        items = _cut_off(items, spot.opening)
    if spot.window is not None:
        items = _seen_through(items, spot.window)
    if role.says and told.hour is None:
        coat = coat_of(role.artwork)
        items += lettered(role.says, spot, look.palette.get(coat, role.artwork.palette[coat]))
    if share := max(spot.air, _IN_FOG if cast.atmosphere.weather == "fog" else 0.0):
        hazed(items, backdrop.haze, share)
    burning = is_ablaze(role)
    shines = tint is not None and cast.atmosphere.is_dark and not look.material and (burning or gives_light(items))
    lights = halos(items) if shines else []
    halo = Group(lights, "halo", layer="subject") if lights else None
    if shines and tint is not None:
        items, tint = lit(items, tint), None
    items = ablaze(items) if burning else items
    hovers = spot.lift > 0.25 * DESIGN or {"edge", "ceiling"} & set(role.artwork.anchors)
    stands = spot.waterline is None and not (backdrop.floats or role.artwork.is_bust or spot.behind or hovers)
    group = Group(
        items, role.artwork.name, tint=tint, ground=spot.y if stands else None, shadow=backdrop.shadow,
        rim=backdrop.rim, layer="subject", lift=spot.lift,
    )  # fmt: skip
    pale = shade_behind(items, DESIGN) if cast.setting.name == "plain" and not look.material else None
    shade = None if pale is None else Group([pale], "shade", layer="subject")
    return Figure(role, look, spot, group, order, halo, shade)


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


def _reflections(figures: list[Figure], backdrop: Backdrop, canvas: Canvas) -> list[Group]:
    """What the water shows of the figures, the farthest first."""
    water = backdrop.water
    if water is None:
        return []
    standing = [figure for figure in _ordered(figures) if not figure.spot.artwork.is_bust]
    found = [reflection(figure.group, figure.order, water, canvas.scale) for figure in standing]
    return [group for group in found if group is not None]


def _ordered(figures: list[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: figure.order)
