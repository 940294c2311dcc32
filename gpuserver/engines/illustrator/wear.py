"""What is put on a subject after it is placed: accessories on anchors, closed eyes, brows, a tear."""

from __future__ import annotations

from dataclasses import replace

import skia

from gpuserver.engines.illustrator.art import Anchor, Artwork
from gpuserver.engines.illustrator.color import INK
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, intersection, rect, taper, transformed, union
from gpuserver.engines.illustrator.spots import Spot

_FIT = 1.12
"""How much wider than the anchor's half width an accessory is."""
_SINK = 0.36
"""How far a hat is pulled over a person's head, as a share of half the head's width."""
_NOWHERE = Anchor(0, 0)
_LAID = {"eyes": 0.15, "head_top": 0.28}
"""Real width of what is worn on an anchor, m."""
_ENDS = (("over", "head_top", 1.3, 0.8, 1.6), ("hem", "ground", 0.9, 0.3, 1.4))
"""Anchors of what is worn that come to lie at another anchor of who wears it, in shares of the way, within bounds."""
_LENSES = frozenset({"glasses", "sunglasses"})
_HIDES = {"eyes": ("glasses",), "head_top": ("cap", "hat", "crest"), "neck": ("collar", "tag", "scarf")}


def matrix_of(spot: Spot) -> skia.Matrix:
    """From the drawing's space to design space."""
    ground = spot.artwork.anchors["ground"]
    side = -spot.scale if spot.flip else spot.scale
    return skia.Matrix.MakeAll(
        side, 0, spot.x - ground.x * side, 0, spot.scale, spot.y - spot.lift - ground.y * spot.scale, 0, 0, 1
    )


def has_face(artwork: Artwork) -> bool:
    """Whether it is somebody: trees have a place for glasses too, and no face."""
    return "eyes" in artwork.anchors and bool({"fur", "plume", "skin", "scale", "ink"} & set(artwork.palette))


def can_wear(wearer: Artwork, accessory: Artwork) -> bool:
    """Whether the wearer has the place for it."""
    if accessory.attach not in wearer.anchors or "eyes" not in wearer.anchors:
        return False  # a hat on a table lies there
    return accessory.attach != "eyes" or has_face(wearer)


def standing(artwork: Artwork) -> Artwork:
    """An accessory as a thing of its own, with its lower edge as ground."""
    left, top, right, bottom = artwork.box
    middle, half = (left + right) / 2, (right - left) / 2
    anchors = {**artwork.anchors, "ground": Anchor(middle, bottom, half), "head_top": Anchor(middle, top, half)}
    return replace(artwork, anchors=anchors, attach=None)


def laid(artwork: Artwork) -> Artwork:
    """An accessory as a thing of its own that lies on another, in its real size."""
    left, top, right, bottom = artwork.box
    tall = _LAID.get(artwork.attach or "", 0.35) * (bottom - top) / (right - left)
    return replace(standing(artwork), height=tall)


def hidden_by(accessory: Artwork) -> set[str]:
    """Ids of what the wearer takes off for it."""
    if accessory.attach == "eyes" and accessory.name not in _LENSES:
        return set()
    return set(_HIDES.get(accessory.attach or "", ()))


def is_behind(item: Item) -> bool:
    """Whether an item of what is worn lies behind who wears it: a cape, the bag of a backpack."""
    return "behind" in item.ids


def worn(accessory: Artwork, wearer: Spot, palette: dict[str, str], hide: set[str], show: set[str]) -> list[Item]:
    """The accessory's items, fitted to the wearer's anchor."""
    if accessory.name in _LENSES and wearer.artwork.view == "side":
        return _in_profile(accessory, wearer, palette)
    return accessory.items(_fitted(accessory, wearer), palette, hide, show)


def _fitted(accessory: Artwork, wearer: Spot) -> skia.Matrix:
    """From the accessory's space to design space, on the anchor that it is for."""
    name = accessory.attach or ""
    here, there = accessory.anchors[name], wearer.artwork.anchors[name]
    grip = 60.0 if name == "hand" else 110.0
    size = max(there.r, wearer.artwork.anchors["eyes"].r) if name == "neck" else there.r or grip
    fit = _FIT * wearer.scale * size / (here.r or 300)
    sunk = _SINK * there.r if _is_pulled_on(accessory, wearer) else 0.0
    x, y = wearer.at(there.x, there.y + sunk)
    side = -fit if wearer.flip and accessory.view != "front" else fit
    matrix = skia.Matrix.Translate(x, y)
    matrix.preRotate(-there.tilt if wearer.flip else there.tilt)
    matrix.preScale(side, fit * _stretch(accessory, wearer, fit))
    matrix.preTranslate(-here.x, -here.y)
    return matrix


def _stretch(accessory: Artwork, wearer: Spot, fit: float) -> float:
    """How much taller than wide it is drawn: a band goes over the top of the head, a cape down to the heels."""
    here, there = accessory.anchors[accessory.attach or ""], wearer.artwork.anchors[accessory.attach or ""]
    for end, other, reach, least, most in _ENDS:
        if end in accessory.anchors:
            long = abs(wearer.artwork.anchors[other].y - there.y) * wearer.scale * reach
            return min(most, max(least, long / (fit * abs(accessory.anchors[end].y - here.y))))
    return 1.0


def _is_pulled_on(accessory: Artwork, wearer: Spot) -> bool:
    """Whether it is a hat that a person has over the hair; animals have it between their ears."""
    return "line" in accessory.anchors and "hair" in wearer.artwork.palette


def hair_under(items: list[Item], accessory: Artwork, wearer: Spot) -> list[Item]:
    """The wearer's items without the hair that a hat covers: what is over its anchor "line"."""
    if not _is_pulled_on(accessory, wearer):
        return items
    room = transformed(rect(-3000, accessory.anchors["line"].y, 7000, 6000), _fitted(accessory, wearer))
    kept = [replace(item, path=intersection(item.path, room)) if _is_hair(item) else item for item in items]
    return [item for item in kept if not item.path.isEmpty()]


def _is_hair(item: Item) -> bool:
    return any(name.startswith("hair-") or name == "bangs" for name in item.ids)


def _in_profile(accessory: Artwork, wearer: Spot, palette: dict[str, str]) -> list[Item]:
    """Glasses from the side: the near lens, half the bridge, and a bow towards the ear. Two lenses would look wrong."""
    here, there = accessory.anchors["eyes"], wearer.artwork.anchors["eyes"]
    lens = here.x + 0.77 * here.r
    half = accessory.box[2] - lens
    fit = 1.05 * there.r / half
    to_subject = skia.Matrix.MakeAll(fit, 0, there.x - lens * fit, 0, fit, there.y - here.y * fit, 0, 0, 1)
    near = rect(here.x - 0.05 * here.r, 0, 2000, 2000)
    items = accessory.items(skia.Matrix(), palette)
    for item in items:
        item.path = intersection(item.path, near)
    edge, y = accessory.box[2] - 0.10 * half, here.y - 0.18 * here.r
    bow = curve((edge, y), (edge + 0.5 * half, y - 0.05 * half), (edge + 0.95 * half, y + 0.12 * half))
    items.insert(0, Item(taper(bow, [0.16 * half, 0.12 * half]), items[0].color, cls=items[0].cls))
    matrix = skia.Matrix.Concat(matrix_of(wearer), to_subject)
    for item in items:
        item.path = transformed(item.path, matrix)
        for mark in item.marks:
            mark.path = transformed(mark.path, matrix)
    return items


def seat_of(base: Artwork, part: str | None, relation: str) -> Anchor | None:
    """Where a subject sits that is put on `base`, or is held by it."""
    broad = ("back",) if base.anchors.get("back", _NOWHERE).r else ()
    named = ("shoulder", "back") if part == "shoulder" else (part or "",)
    rims = ("opening", "rim") if relation == "in" else ()
    wanted = ("hand",) if relation == "held" else (*rims, *named, "seat", *broad, "rung", "head_top", "branch", "back")
    return next((base.anchors[name] for name in wanted if name in base.anchors), None)


def hand_of(base: Artwork, at: int) -> Anchor | None:
    """The place of the `at`-th thing that is held: the forward hand, then the other; else where things sit."""
    hands = [base.anchors[name] for name in ("hand", "hand2") if name in base.anchors]
    return hands[min(at, len(hands) - 1)] if hands else seat_of(base, "mouth", "on")


def can_show(artwork: Artwork, mood: str) -> bool:
    """Whether `with_mood` has eyes to change in a drawing: a robot's screen has none, and nobody looks surprised."""
    return mood in ("sleeping", "sad", "angry") and bool(eyes_of(artwork.items(skia.Matrix())))


def with_mood(items: list[Item], mood: str, has_brows: bool) -> list[Item]:
    """The items with closed eyes (sleeping), or brows that say sad or angry where the drawing has none of its own."""
    if mood == "sleeping":
        return _asleep(items)
    if mood in ("sad", "angry") and not has_brows:
        return [*items, *_brows(items, mood)]
    return items


def _asleep(items: list[Item]) -> list[Item]:
    out = list(items)
    for eye, glints in eyes_of(items):
        box = eye.path.getBounds()
        wide, y = box.width() * 0.72, box.centerY() + box.height() * 0.08
        lid = curve((box.centerX() - wide, y), (box.centerX(), y + box.height() * 0.62), (box.centerX() + wide, y))
        thick = box.width() * 0.2
        closed = Item(taper(lid, [thick * 0.6, thick, thick * 0.6]), eye.color, kind="flat", cls="ink", id=eye.id)
        at = out.index(eye)
        before = out[at - 1] if at and out[at - 1].cls == "iris" else None
        gone = {id(item) for item in (eye, before, *glints) if item is not None}
        out[at] = closed
        out = [item for item in out if id(item) not in gone]
    return out


def _brows(items: list[Item], mood: str) -> list[Item]:
    eyes = [eye.path.getBounds() for eye, _ in eyes_of(items)]
    if not eyes:
        return []
    middle = sum(box.centerX() for box in eyes) / len(eyes)
    out: list[Item] = []
    for box in eyes:
        inner = 1 if box.centerX() < middle else -1
        x, wide, tall = box.centerX(), box.width() * 0.85, box.height()
        lift = (0.20 if mood == "sad" else -0.20) * tall
        y = box.top() - tall * 0.30
        brow = curve((x - inner * wide, y + lift), (x, y - tall * 0.06), (x + inner * wide, y - lift))
        thick = box.width() * 0.26
        out.append(Item(taper(brow, [thick * 0.5, thick, thick * 0.8]), INK, kind="flat", cls="ink", alpha=0.85))
    if mood == "sad":
        out.append(_tear(eyes[0]))
    return out


def _tear(eye: skia.Rect) -> Item:
    size, x, y = eye.width() * 0.30, eye.left() + eye.width() * 0.15, eye.bottom() + eye.height() * 0.42
    tip = taper(curve((x, y - size * 2.1), (x, y - size), (x, y)), [size * 0.2, size * 1.6], caps=False)
    return Item(union([circle(x, y, size), tip]), "#8ECBEA", form="soft", cls="glass", casts=False)
