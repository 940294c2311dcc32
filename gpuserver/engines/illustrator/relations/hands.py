"""What is held: in the hand, before the chest of a portrait, in the arms, over the head; and never before the face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.art import Anchor
from gpuserver.engines.illustrator.relations.guest import Guest, sized
from gpuserver.engines.illustrator.spots import Box, Spot, moved, resized
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.wear import has_face

HIDDEN: Final = 0.06
"""Share of a face that what is held may hide."""
_BEFORE_FACE: Final = 0.42
"""The same where people hold it, who eat and drink and play with things before their mouths."""
_SLIM: Final = 0.1
"""The most that the shape hides of one with a larger box: a stick that is held aslant passes beside a face."""
_RAISED: Final = 0.04
"""How far an umbrella is raised over the grip that its drawing has, as a share of its height."""
_IN_PORTRAIT: Final = 1.5
"""How wide what is held is in a portrait, in halves of the width of the shoulders."""
_UNDER_CHIN: Final = 0.02
"""How far under the neck its ears begin, as a share of the height of the bust."""
_CANOPY: Final = 2.7
"""How wide an umbrella is held, in distances from the hand to the far side of the face."""
_SHAFT: Final = 1.5
"""How tall it is, in distances from the hand to the top of the head."""
_WIDEST: Final = 1.9
"""How much larger it may be for that."""
_PAWS: Final = 0.09
"""How far what an animal holds before its chest reaches under its paws, as a share of its height."""
_ON_CHEST: Final = 0.6
"""How wide that is at most, in widths of the animal."""
_LEAST_HUGGED: Final = 0.3
"""How much smaller for that a thing may be: a sword stays one."""
_STRING: Final = 0.12
"""How far under the top of the face a balloon's own string ends, in heights of it."""


def in_hand(base: Spot, group: Sequence[Guest], hand: Anchor) -> list[tuple[Guest, Spot]]:
    """What is held: its grip in the hand; several of a kind as a bunch."""
    x, y = base.at(hand.x, hand.y)
    middle = base.face or base.box
    outward = 1 if x > (middle.left + middle.right) / 2 else -1
    person = base.artwork.name in PEOPLE
    out: list[tuple[Guest, Spot]] = []
    for at, guest in enumerate(group):
        spot = _to_the_mouth(sized(guest, base, x, y), x, (middle.left + middle.right) / 2)
        artwork = guest.role.artwork
        anchors = artwork.anchors
        end = "hand" if artwork.airborne and not artwork.lies and "hand" in anchors else "ground"
        grip = anchors.get("grip", anchors[end])
        wide = spot.box.right - spot.box.left
        dx, dy = outward * at * 0.56 * wide, (at % 2) * 0.22 * wide
        if person and base.artwork.is_bust:
            out.append((guest, _before_chest(spot, base)))
        elif person and has_face(guest.role.artwork):
            out.append((guest, _in_arms(spot, base, x, y)))
        else:
            held = _gripped(spot, grip, x + dx, y + dy)
            if base.face is not None and _hides(held, base.face, _BEFORE_FACE if person else HIDDEN):
                held = _gripped(replace(spot, flip=not spot.flip), grip, x + dx, y + dy)  # it leans the other way
            if end == "hand" and base.face is not None:  # on a string, over the face and not before it
                held = replace(held, y=held.y - max(0.0, y - base.face.top - _STRING * held.height), tether=(x, y))
            held = _over_head(base, held, x, y) if guest.role.name == "umbrella" else _over_ground(held, base)
            out.append((guest, held))
    if not person and len(out) == 1 and (hugged := _hugged(base, *out[0], y)):
        return [hugged]
    return _off_the_face(base, out, _BEFORE_FACE if person else HIDDEN)


def _to_the_mouth(spot: Spot, x: float, face_x: float) -> Spot:
    """What is blown or spoken into, in a hand at `x`, with its mouthpiece towards the face at `face_x`."""
    anchors = spot.artwork.anchors
    if has_face(spot.artwork) or "mouth" not in anchors or "grip" not in anchors:
        return spot
    (mouth_x, _), (grip_x, _) = (spot.at(anchors[name].x, anchors[name].y) for name in ("mouth", "grip"))
    return replace(spot, flip=not spot.flip) if (mouth_x < grip_x) != (face_x < x) else spot


def _hugged(base: Spot, guest: Guest, spot: Spot, y: float) -> tuple[Guest, Spot] | None:
    """What an animal holds that would hide its face, so small that it is before the chest; None where that is no size.

    Paws at height `y` are round no handle: a thing moved beside the face would hang in the air.
    """
    face, artwork = base.face, base.artwork
    if face is None or "neck" not in artwork.anchors or spot.back or spot.tether or not _hides(spot, face, HIDDEN):
        return None
    if "mouth" in spot.artwork.anchors and not has_face(spot.artwork):
        return None  # a horn is blown
    _, chin = base.at(0, artwork.anchors["neck"].y)
    foot = min(base.y - base.lift, y + _PAWS * base.height)
    box = spot.box
    least = min(1.0, _ON_CHEST * (base.box.right - base.box.left) / (box.right - box.left))
    fit = min(least, (foot - chin) / (box.bottom - box.top))
    if fit < _LEAST_HUGGED:
        return None
    held = resized(spot, fit)
    x, _ = base.at(artwork.anchors["hand"].x, 0)
    middle = (held.box.left + held.box.right) / 2
    return guest, moved(held, held.x + x - middle, held.y + foot - held.box.bottom)


def _gripped(spot: Spot, grip: Anchor, x: float, y: float) -> Spot:
    """The spot with its grip at (x, y)."""
    at_x, at_y = spot.at(grip.x, grip.y)
    return moved(spot, spot.x + x - at_x, spot.y + y - at_y)


def _over_ground(held: Spot, base: Spot) -> Spot:
    """What would hang through the ground from a low hand, lifted: it is held before the body."""
    low = held.box.bottom - (base.y - base.lift)
    return moved(held, held.x, held.y - low) if low > 0 else held


def _before_chest(spot: Spot, base: Spot) -> Spot:
    """What is held in a portrait: before the chest, as wide as half the shoulders, cut by the edge of the picture."""
    chest, (_, chin) = base.artwork.anchors["body"], base.at(0, base.artwork.anchors["neck"].y)
    wide = spot.box.right - spot.box.left
    spot = resized(spot, _IN_PORTRAIT * chest.r * base.scale / wide)
    x, _ = base.at(chest.x + 0.16 * chest.r, 0)
    return moved(spot, x, chin + _UNDER_CHIN * base.height + spot.y - spot.box.top)


def _over_head(base: Spot, umbrella: Spot, x: float, y: float) -> Spot:
    """An umbrella held at (x, y): so large that its canopy is over the head too, and behind that."""
    box, face = umbrella.box, base.face or base.box
    far, high = max(abs(face.left - x), abs(face.right - x)), y - base.box.top
    fit = max(1.0, _CANOPY * far / (box.right - box.left), _SHAFT * high / umbrella.height)
    wide = resized(umbrella, min(_WIDEST, fit))
    grip = umbrella.artwork.anchors["hand"]
    held_x, held_y = wide.at(grip.x, grip.y)
    return replace(wide, x=wide.x + x - held_x, y=wide.y + y - held_y - _RAISED * wide.height, back=True)


def _in_arms(spot: Spot, base: Spot, x: float, y: float) -> Spot:
    """A creature that is held: its middle between the hand at (x, y) and the chest, under the chin."""
    chest_x, _ = base.at(base.artwork.anchors["body"].x, 0)
    _, chin = base.at(0, base.artwork.anchors["neck"].y)
    foot = max(y + 0.45 * spot.height, chin + 1.02 * spot.height)
    return moved(spot, chest_x + 0.45 * (x - chest_x), foot)


def _off_the_face(base: Spot, held: list[tuple[Guest, Spot]], most: float) -> list[tuple[Guest, Spot]]:
    """What is held, moved aside together where it hides more than `most` of the face of who holds it."""
    face = base.face
    hiding = [spot.box for _, spot in held if face is not None and not spot.back and _hides(spot, face, most)]
    if face is None or not hiding:
        return held
    right = face.right - min(box.left for box in hiding)
    left = face.left - max(box.right for box in hiding)
    dx = right if right < -left else left
    return [(guest, moved(spot, spot.x + dx, spot.y)) for guest, spot in held]


def _hides(spot: Spot, face: Box, most: float) -> bool:
    """Whether one hides more than `most` of a face by its box, and a good part of it by its shape."""
    if face.covered(spot.box) <= most:
        return False
    ground, side = spot.artwork.anchors["ground"], -spot.scale if spot.flip else spot.scale
    xs, ys = np.meshgrid(np.linspace(face.left, face.right, 14), np.linspace(face.top, face.bottom, 14))
    across, down = (xs.ravel() - spot.x) / side, (ys.ravel() - spot.y + spot.lift) / spot.scale
    shown = spot.artwork.silhouette.hides(across + ground.x, down + ground.y)
    return float(shown.mean()) > min(most, _SLIM)
