"""How large subjects are: the hero by what it is, the others by their real heights beside its."""

from __future__ import annotations

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas
from gpuserver.engines.illustrator.spots import Part, slimness, span
from gpuserver.engines.illustrator.wear import has_face

_BESIDE_SCENERY = 0.42
"""The least height of who is said to be at a house or a tree, beside that."""
_BARE = (0.50, 0.55, 0.64, 0.65)
"""Share of the picture's height that a thing takes before a bare sheet: of 0.25 m, of 0.9 m, of 2.2 m, and larger."""
_IN_PLACE = (0.40, 0.44, 0.52, 0.52)
"""The same in a setting, which is to be seen round it."""
_BY = frozenset({"before", "under"})
"""Who is so to another leaves room for that."""
_AREA = 0.42
"""Side of the square as large as the box of a thing before a bare sheet, at least, as a share of the picture."""
_MOST = 0.41
"""The same in a setting, at most, of who is no house: a panda is broad."""
_TOWERING, _GIANT = 5.0, 2.4
"""How many times as tall as somebody a building or a beast is that dwarfs them."""
_BEAST = 1.9
"""How tall such a beast is at least, m."""
_OVER_ONE = 2.6
"""How many times as tall it is drawn, at most."""
_OVER_SCENERY = 1.7
"""The same of a house or a tree."""
_HIGHEST, _BROADEST = 0.72, 0.74
"""The most that scenery takes of the picture's height and width."""
_OUTDOES, _ALONGSIDE, _SIDE = 1.2, 0.7, 1.0
"""From which ratio of heights on a neighbour outdoes one: any, and one at least so long for its height, as a car is."""
_SLENDER = 0.5
"""How long for its height a thing is at least, to need room: no lamp does."""
_LARGE = 1.0
"""How tall it is at least, m: who comes to stand by a cat moves nobody."""
_ACROSS = 1.02
"""How much of the picture's width one and who outdoes it take together, with what they hide of each other."""
_OVER_SMALL = 2.6
"""How many times as tall as one it is drawn, at most."""
LONG = 2.0
"""How long for its height a thing may be to be drawn of the least height: a longer one is that much lower."""
_TOOL_IN_PLACE = 0.46
"""Share of the picture's width that a small long thing takes in a setting, at most: a pencil in a classroom."""
_TALLER, _LONG = 1.5, 1.6
"""From which ratio of heights on, and how long for its height, what is no scenery makes one beside it smaller."""


def hero_height(part: Part, canvas: Canvas, backdrop: Backdrop) -> float:
    """Height of the hero: small things take less of the picture than people, and those less than trees and houses.

    Where there is a place to see, it takes less of the picture than before a bare sheet, and there slender things take
    more, so that a flower is no dot beside a teapot.
    """
    if part.artwork.is_bust:
        return (0.80, 0.80, 0.62, 0.5)[min(3, part.count)] * canvas.scale
    real = part.artwork.height
    alone = backdrop.bare and part.place.relation not in _BY
    shares = _BARE if alone else _IN_PLACE
    share = shares[0] if real <= 0.25 else shares[1] if real <= 0.9 else shares[2] if real <= 2.2 else shares[3]
    if not backdrop.bare and real <= 2.2:
        share *= min(1.0, _MOST / (share * slimness(part.artwork) ** 0.5))
    if alone and part.count == 1:
        share *= min(1.3, max(1.0, _AREA / (share * slimness(part.artwork) ** 0.5)))
    long = max(canvas.width, canvas.height) / min(canvas.width, canvas.height)
    ears = (part.artwork.anchors["ground"].y - part.artwork.box[1]) / span(part.artwork)
    height = share * canvas.scale * (1 + 0.22 * (min(long, 2.0) - 1)) / max(1.0, ears / 1.12) ** 0.5
    broad = 0.56 if backdrop.bare and not alone else 0.74
    if not backdrop.bare and real <= 0.25 and slimness(part.artwork) > LONG and not has_face(part.artwork):
        broad = _TOOL_IN_PLACE
    height = min(height, broad * canvas.width / slimness(part.artwork))
    if part.by is not None:
        height = min(height, _room_beside(part.by, part.artwork, canvas))
    wide = height * slimness(part.artwork) * max(1, part.count)
    return height * min(1.0, 1.25 * canvas.width / wide) ** 0.56


def _room_beside(other: Artwork, one: Artwork, canvas: Canvas) -> float:
    """The greatest height of one who is said to be at the other, so that this is as much larger as it should be."""
    high = min(_HIGHEST * canvas.height, _BROADEST * canvas.width / slimness(other))
    ratio = other.height / one.height
    if is_huge(other, one):
        return high / min(_OVER_ONE, ratio**0.6)
    if outdoes(other, one):
        grown = min(_OVER_SMALL, ratio**0.5)
        return min(high / grown, _ACROSS * canvas.width / (slimness(one) + grown * slimness(other)))
    if ratio < _TALLER or (other.height < 2.5 and slimness(other) < _LONG):
        return canvas.height  # it stands beside one as large as that is alone
    return high / min(_OVER_SCENERY if other.height >= 2.5 else 1.55, ratio**0.5)


def relative_height(part: Part, hero: Part, canvas: Canvas, backdrop: Backdrop) -> float:
    """Height from the ratio of real heights, flattened: true ratios would make a bird a dot."""
    base = hero_height(hero, canvas, backdrop) if not hero.artwork.is_bust else 0.38 * canvas.scale
    ratio = (part.artwork.height / hero.artwork.height) ** (0.75 if part.afloat and hero.afloat else 0.5)
    if part.artwork.is_bust:
        return 0.62 * canvas.scale
    huge = is_huge(part.artwork, hero.artwork)
    if is_scenery(part, hero) or (huge and part.count == 1):
        high = (part.artwork.anchors["ground"].y - part.artwork.box[1]) / span(part.artwork)
        most = _OVER_ONE if huge else 2.1
        room = min(_HIGHEST * canvas.height / high, _BROADEST * canvas.width / slimness(part.artwork))
        return min(base * min(most, ratio), room)
    least = (
        _BESIDE_SCENERY
        if part.place.relation and hero.artwork.height >= 2.5 and has_face(part.artwork)
        else 0.11
        if part.afloat and hero.afloat
        else 0.2
    )
    larger = outdoes(part.artwork, hero.artwork)
    least *= min(1.0, LONG / slimness(part.artwork))
    height = base * max(least, min(_OVER_SMALL if larger else 1.55, ratio))
    if not has_face(part.artwork):  # by all of it: the shaft of a key is no measure of its bow
        height *= min(1.0, span(part.artwork) / (part.artwork.box[3] - part.artwork.box[1]))
    if part.count > 1:
        height *= min(1.0, 1.25 * canvas.width / (height * slimness(part.artwork) * (part.count + 1))) ** 0.5
    broad = _BROADEST if larger else 0.6
    return min(height, broad * canvas.width / slimness(part.artwork), 0.76 * canvas.height)


def is_huge(one: Artwork, other: Artwork) -> bool:
    """Whether one is so much larger than the other that this is plain to see: a castle, a whale."""
    if has_face(one):
        return one.height > max(_BEAST, _GIANT * other.height)
    return one.height > _TOWERING * other.height


def outdoes(other: Artwork, one: Artwork) -> bool:
    """Whether one beside the other leaves it room: it is taller or long, and neither huge nor scenery."""
    ratio = other.height / one.height
    stands_behind = ratio > 1.6 and other.height >= 2.5 and not (has_face(other) or "tyre" in other.palette)
    if other.height < _LARGE or is_huge(other, one) or stands_behind or one.is_bust or other.is_bust or other.airborne:
        return False
    if not has_face(other) and slimness(other) < _SLENDER:
        return False
    return ratio >= _OUTDOES or (ratio >= _ALONGSIDE and slimness(other) >= _SIDE)


def lives(artwork: Artwork) -> bool:
    """Whether it is somebody, and no vehicle, which has a face for whom it looks at too."""
    return has_face(artwork) and "tyre" not in artwork.palette


def is_scenery(part: Part, hero: Part) -> bool:
    """Whether it is so much larger than the hero that it belongs behind: a house, a tree, a fire engine."""
    return part.artwork.height > 1.6 * hero.artwork.height and part.artwork.height >= 2.5
