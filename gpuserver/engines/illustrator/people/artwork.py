"""Figures as subjects: a kind of person in a pose, with anchors and a palette as every drawing has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from gpuserver.engines.illustrator.art import Anchor, Artwork, Shape
from gpuserver.engines.illustrator.people.body import Body, Piece
from gpuserver.engines.illustrator.people.builds import BUILDS
from gpuserver.engines.illustrator.people.clothes import outfit
from gpuserver.engines.illustrator.people.figures import KINDS
from gpuserver.engines.illustrator.people.headwork import head, head_anchors, wear_head
from gpuserver.engines.illustrator.people.outfits.clothes import Clothing
from gpuserver.engines.illustrator.people.pose_things import POSE_PROPS, PROP_COLORS, PROP_FILES
from gpuserver.engines.illustrator.people.poses import CARRY, CARRY2, POSES
from gpuserver.engines.illustrator.people.props import hair_room, held, prop, worn
from gpuserver.engines.illustrator.people.rig import GROUND, LEFT, RIGHT, Pose, between, solve
from gpuserver.engines.illustrator.people.wardrobe import COLORS, Figure

_LOW: Final = 90.0
"""How high over the ground the seat of a body may be for it to sit on that, px."""
_CARRYING: Final = frozenset({"stand", "wave"})
"""Poses whose forward hand has nothing to do, so that it carries the tool of the trade."""


def kinds() -> tuple[str, ...]:
    """All kinds of people there are, sorted."""
    return tuple(sorted(KINDS))


def poses() -> tuple[str, ...]:
    """All poses, in the order of the table."""
    return tuple(POSES)


@lru_cache(maxsize=256)
def figure(kind: str, pose: str = "stand", *, hat: bool = True, clothes: tuple[str, ...] = ()) -> Artwork:
    """A kind of person in a pose. `hat=False` leaves off what it has on its head; `clothes` are put on over its own.

    Raises KeyError for a kind, a pose or clothes that there are not.
    """
    who = KINDS[kind]
    body = Body(solve(_pose(who, pose), BUILDS[who.build]))
    new = outfit(kind, pose, clothes)
    pieces = _pieces(who, body, hat, _tools(who, pose, body.pose), new)
    shapes = tuple(piece.shape for piece in sorted(pieces, key=lambda piece: piece.layer))
    anchors = _anchors(who, body)
    palette = _palette(who, body.pose, shapes, new)
    coat = who.coat if who.coat in palette else None
    return Artwork(
        kind, shapes, palette, anchors, _ids(shapes),
        _height(who, anchors), "34" if body.pose.turn > 0.5 else "front", None, coat, body.pose.air,
    )  # fmt: skip


def half(kind: str) -> Artwork:
    """A kind of person down to the hips, for portraits: the rest is under the edge of the picture."""
    whole = figure(kind)
    neck, body = whole.anchors["neck"], whole.anchors["body"]
    hips = Anchor(body.x, 2 * body.y - neck.y, body.r)
    return replace(whole, anchors={**whole.anchors, "ground": hips}, cropped=True)


def _pose(who: Figure, name: str) -> Pose:
    pose = POSES[who.own.get(name, name)]
    if name not in _CARRYING or who.own_grip:
        return pose
    left = CARRY if who.tool else pose.arms[LEFT]
    return replace(pose, arms=(left, CARRY2 if who.lifts2 and name == "stand" else pose.arms[RIGHT]))


def _tools(who: Figure, name: str, pose: Pose) -> list[tuple[str, int]]:
    """What is carried in a pose, and in which hand."""
    if who.tool_in and name not in who.tool_in:
        return []
    both = ((who.tool, LEFT), (who.tool2, RIGHT))
    return [(tool, side) for tool, side in both if tool and side not in pose.taken]


def _pieces(
    who: Figure, body: Body, hat: bool, tools: Sequence[tuple[str, int]], new: Sequence[Clothing]
) -> list[Piece]:
    """Everything that is drawn, in no order."""
    taken_off = frozenset[str]().union(*(one.instead_of for one in new))
    own = [piece for garment in who.garments for piece in garment(body) if not piece.shape.ids & taken_off]
    garments = [garment for one in new for garment in one.garments]
    if body.pose.prop:
        garments.append(POSE_PROPS[body.pose.prop])
    garments += [held(tool, side) for tool, side in tools]
    garments += [worn(name, who.face) for name in who.worn]
    hats = [who.hat] if hat and who.hat else []
    garments += [worn(name, who.face, "hat") for name in hats]
    room = next((found for name in (*hats, *who.worn) if (found := hair_room(name))), None)
    pieces = [*wear_head(who.face, body, room), *own, *(piece for garment in garments for piece in garment(body))]
    return [piece for piece in pieces if not piece.shape.path.isEmpty()]


def _palette(who: Figure, pose: Pose, shapes: tuple[Shape, ...], new: Sequence[Clothing]) -> dict[str, str]:
    """The colours of all classes that occur: the parts', under the head's, the outfit's own, and the clothes'."""
    drawn = [
        name
        for name in (who.hat, who.tool, who.tool2, *who.worn, *who.drawings, *PROP_FILES.get(pose.prop, ()))
        if name
    ]
    merged = {**COLORS, **PROP_COLORS}
    for name in drawn:
        merged |= prop(name).palette
    merged |= {**head(who.face.file).palette, **who.colors}
    for one in new:
        merged |= one.palette()
    return {cls: merged[cls] for cls in _classes(shapes) if cls in merged}


def _classes(shapes: tuple[Shape, ...]) -> list[str]:
    """All classes of shapes and markings, each once."""
    every = [cls for shape in shapes for one in (shape, *shape.marks) for cls in one.classes]
    return list(dict.fromkeys(every))


def _ids(shapes: tuple[Shape, ...]) -> frozenset[str]:
    return frozenset(name for shape in shapes for one in (shape, *shape.marks) for name in one.ids if name)


def _anchors(who: Figure, body: Body) -> dict[str, Anchor]:
    skeleton = body.skeleton
    feet = [chain.end[0] for chain in skeleton.legs]
    seat_x, seat_y = skeleton.seat
    middle = sum(feet) / 2
    if seat_y > GROUND - _LOW:
        middle = (middle + seat_x) / 2
    ground = Anchor(middle, GROUND, (max(feet) - min(feet)) / 2 + 60)
    if body.pose.rest == "seat":
        ground = Anchor(seat_x, seat_y, body.build.hip)
    elif abs(body.frame.lean) > 60:
        ground = Anchor(500, GROUND, 330)
    points = {"hand": body.palm(LEFT), "hand2": body.palm(RIGHT), "back": body.frame.at(40 * body.pose.turn, 30)}
    sizes = {"hand": 40 * body.build.hand, "hand2": 40 * body.build.hand, "back": body.build.shoulder}
    knees = [chain.middle for chain in skeleton.legs]
    lap = between(skeleton.frame.pelvis, between(knees[LEFT], knees[RIGHT], 0.5), 0.6)
    return {
        "ground": ground,
        **head_anchors(who.face, body),
        **{name: Anchor(x, y, sizes[name]) for name, (x, y) in points.items()},
        "seat": Anchor(lap[0], lap[1] - body.build.trouser[0] * 0.45, 60),
        "shoulder": Anchor(*body.frame.at(84, 2), 40 * body.build.hand),
        "body": Anchor(*body.frame.at(0, 50), body.build.shoulder),
        "neck": Anchor(*body.frame.at(0, -4), 68 * body.build.head),
    }


def _height(who: Figure, anchors: dict[str, Anchor]) -> float:
    """A height under which the layout draws every pose in one scale; the layout goes by roots of heights."""
    build = BUILDS[who.build]
    span = max(60.0, anchors["ground"].y - anchors["head_top"].y)
    return build.height * (span / _standing(who)) ** 2


def _standing(who: Figure) -> float:
    anchors = _anchors(who, Body(solve(POSES["stand"], BUILDS[who.build])))
    return anchors["ground"].y - anchors["head_top"].y
