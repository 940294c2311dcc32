"""Heads on necks: the drawing of a head, turned to where the body looks, with the variants that a figure wears."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import skia

from gpuserver.engines.illustrator.art import ART, Anchor, Artwork, Shape, read
from gpuserver.engines.illustrator.painting.shapes import intersection
from gpuserver.engines.illustrator.people.body import Body, Layer, Piece, Pieces, mount
from gpuserver.engines.illustrator.people.pieces import placed

_TURNS: Final = (
    (re.compile(r"^(?:nose|mouth|clown)"), 30.0),
    (re.compile(r"^(?:eyes?|brow|glasses|makeup|glint|face|mustache|mask|patch|b\d)"), 25.0),
    (re.compile(r"^(?:blush|goatee|wrinkles)"), 20.0),
    (re.compile(r"^(?:beard|ears|earrings)"), 9.0),
)
"""How far parts of a face move when it turns: what stands out furthest moves most."""
FACE_SHIFT: Final = 25.0
"""How far eyes and mouth move when a head turns fully."""
_FAMILY: Final = re.compile(r"^(mouth|brow|eyes)-|^(hair)-\w+-(?:front|back)$")


@dataclass(frozen=True)
class Face:
    """Which head, and what of it shows."""

    file: str
    hair: str = ""
    """Style; the file's own where empty."""
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def head(file: str) -> Artwork:
    """The drawing of a head."""
    return read(ART / "people" / f"{file}.svg")


def wear_head(face: Face, body: Body, room: skia.Path | None = None) -> Pieces:
    """The head on its neck: what lies behind the body first, the rest on top. `room` is where hair may show."""
    matrix = matrix_of(face, body)
    chosen = _chosen(face, body.pose.face)
    for shape in head(face.file).shapes:
        seen = turned(_shown(shape, chosen), body.pose.turn)
        if not seen.ids & set(face.hide):
            behind = "behind" in shape.ids or any(name.endswith("-back") for name in shape.ids)
            kept = _cropped(seen, room) if room is not None else seen
            yield Piece(Layer.HAIR_BACK if behind else Layer.HEAD, placed(kept, matrix))


def matrix_of(face: Face, body: Body) -> skia.Matrix:
    """From the head's file to the figure."""
    chin = head(face.file).anchors["neck"]
    return mount(body.skeleton.chin, -body.pose.head, body.build.head, (chin.x, chin.y))


def head_anchors(face: Face, body: Body) -> dict[str, Anchor]:
    """The anchors of the head where they come to lie."""
    matrix, scale = matrix_of(face, body), body.build.head
    out: dict[str, Anchor] = {}
    for name in ("eyes", "head_top", "mouth", "neck", "ears"):
        if name in head(face.file).anchors:
            one = head(face.file).anchors[name]
            shift = -FACE_SHIFT * body.pose.turn if name in ("eyes", "mouth") else 0
            spot = matrix.mapXY(one.x + shift, one.y)
            out[name] = Anchor(spot.x(), spot.y(), one.r * scale, -body.pose.head)
    return out


def _chosen(face: Face, pose: Collection[str]) -> dict[str, str]:
    """The chosen member of every family of variants: {"mouth": "mouth-open"}."""
    chosen: dict[str, str] = {}
    ids = head(face.file).ids
    for name in (*pose, *face.show):
        if name in ids:
            chosen[_family(name) or name] = name
    if face.hair and f"hair-{face.hair}-front" in ids:
        chosen["hair"] = face.hair
    return chosen


def _family(name: str) -> str:
    found = _FAMILY.match(name)
    return next((group for group in found.groups() if group), "") if found else ""


def _shown(shape: Shape, chosen: dict[str, str]) -> Shape:
    """The shape hidden or brought out, as the choice of its family says."""
    hidden = set(shape.hidden)
    for name in shape.ids:
        family = _family(name)
        if family == "hair" and "hair" in chosen:
            hidden = hidden - {name} if name.split("-")[1] == chosen["hair"] else hidden | {name}
        elif family and family in chosen:
            hidden = hidden - {name} if name == chosen[family] else hidden | {name}
        elif not family and chosen.get(name) == name:
            hidden = hidden - {name}
    return replace(shape, hidden=frozenset(hidden))


def turned(shape: Shape, turn: float) -> Shape:
    """A shape moved with the face that it is part of; markings of the head move as its cheeks do."""
    if not turn:
        return shape
    marks = tuple(_moved(mark, -20 * turn) for mark in shape.marks) if shape.id == "head" else shape.marks
    shape = replace(shape, marks=marks)
    reach = next((far for pattern, far in _TURNS if any(pattern.match(name) for name in shape.ids)), 0.0)
    return _moved(shape, -reach * turn) if reach else shape


def _cropped(shape: Shape, room: skia.Path) -> Shape:
    """Hair without what a hat would be pierced by."""
    if not any(name.startswith("hair-") or name == "bangs" for name in shape.ids):
        return shape
    return replace(shape, path=intersection(shape.path, room))


def _moved(shape: Shape, dx: float) -> Shape:
    return placed(shape, skia.Matrix.Translate(dx, 0))
