"""Busts: the head of a kind of people on a neck and shoulders, in one of several tops.

Heads and tops are drawings of `art/people`: `head_<kind>.svg` with every variant of the face and hair, and
`top_<name>.svg` for a chin at (500, 618). A bust keeps all their ids, so that what can be asked of a head
("mouth-sad", "hair-bun-front", "glasses") can be asked of the bust.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import skia

from gpuserver.engines.illustrator.art import ART, Anchor, ArtError, Artwork, Shape, read
from gpuserver.engines.illustrator.painting.shapes import intersection, rect, transformed
from gpuserver.engines.illustrator.people.body import mount
from gpuserver.engines.illustrator.people.headwork import FACE_SHIFT, turned

_PEOPLE: Final = ART / "people"
_CHIN: Final = 618.0
"""y of the chin in a bust."""
_FACE: Final = 370.0
"""Width of every face in a bust."""
_FOOT: Final = 1020.0
"""y of the ground anchor: under the picture, so that the bust bleeds off it."""
_BLEED: Final = 1110.0
"""y where clothing is cut: so far below that neither its edge nor the shade along it shows."""


@dataclass(frozen=True)
class _Build:
    """What makes the bust of a kind."""

    top: str
    """The top worn where none is asked for."""
    face: float
    """Width of the face in the head's file."""
    shoulders: float
    """Size of neck and shoulders, 1 for the drawing's own."""
    sunk: float
    """How much of the drawn neck goes into the shoulders, px."""
    height: float
    """Real height of the bust in metres."""
    head: str = ""
    """Whose head it has; its own where empty."""


_BUILDS: Final = {
    "man": _Build("shirt", 370, 1.08, 18, 0.72),
    "woman": _Build("sweater", 370, 0.94, 12, 0.7),
    "boy": _Build("tee", 392, 0.78, 26, 0.52),
    "girl": _Build("dress", 392, 0.76, 22, 0.52),
    "oldman": _Build("vest", 366, 1.0, 22, 0.68),
    "oldwoman": _Build("cardigan", 366, 0.92, 18, 0.66),
    "baby": _Build("onesie", 404, 0.66, 44, 0.4),
    "toddler": _Build("tee", 392, 0.68, 34, 0.46, "boy"),
    "teenboy": _Build("hoodie", 392, 0.92, 22, 0.62, "boy"),
    "teengirl": _Build("tee", 392, 0.86, 20, 0.6, "girl"),
}


def kinds() -> tuple[str, ...]:
    """The kinds of people that there are busts of."""
    return tuple(_BUILDS)


def tops() -> tuple[str, ...]:
    """The tops that a bust can wear, sorted."""
    return tuple(sorted(path.stem.removeprefix("top_") for path in _PEOPLE.glob("top_*.svg")))


@dataclass(frozen=True)
class Bearing:
    """How a head is held."""

    tilt: float = 0.0
    """Degrees to the right of the picture."""
    turn: float = 0.0
    """How far the face looks to the left: 0 to the viewer, 1 three quarters, under 0 to the right."""


BEARINGS: Final = (
    Bearing(), Bearing(4, 0.35), Bearing(-4, -0.35), Bearing(5, -0.25), Bearing(-5, 0.25), Bearing(2.5), Bearing(-2.5),
)  # fmt: skip
"""How heads are held by chance: nobody sits for a passport."""


@lru_cache(maxsize=512)
def bust(kind: str, top: str | None = None, bearing: Bearing = BEARINGS[0]) -> Artwork:
    """Head, neck and shoulders of `kind` in `top`, or in what the kind wears by default.

    Raises ArtError for a kind or a top that is unknown.
    """
    build = _BUILDS.get(kind)
    if build is None:
        raise ArtError(f"no bust of {kind!r}; there are {', '.join(_BUILDS)}")
    if top is not None and top not in tops():
        raise ArtError(f"no top {top!r}; there are {', '.join(tops())}")
    head = read(_PEOPLE / f"head_{build.head or kind}.svg")
    clothes = read(_PEOPLE / f"top_{top or build.top}.svg")
    of_head, of_top = _head_matrix(build, head, bearing), _top_matrix(build)
    placed = [_moved(turned(shape, bearing.turn), of_head) for shape in head.shapes]
    behind = [shape for shape in placed if "behind" in shape.ids]
    before = [shape for shape in placed if "behind" not in shape.ids]
    worn = [_cut(_moved(shape, of_top)) for shape in clothes.shapes]
    return Artwork(
        name=kind,
        shapes=tuple(_cut(shape) for shape in (*behind, *worn, *before)),
        palette={**clothes.palette, **head.palette},
        anchors=_anchors(head, clothes, of_head, of_top, bearing),
        ids=head.ids | clothes.ids,
        height=build.height,
        view="front",
        attach=None,
        coat="top",
    )


def _head_matrix(build: _Build, head: Artwork, bearing: Bearing) -> skia.Matrix:
    """From the head's file to the bust: every face equally wide, every chin at one place."""
    chin = head.anchors["neck"]
    return mount((500, _CHIN), bearing.tilt, _FACE / build.face, (chin.x, chin.y))


def _top_matrix(build: _Build) -> skia.Matrix:
    return _about(build.shoulders, 500, _CHIN, 500, _CHIN - build.sunk)


def _about(scale: float, x: float, y: float, to_x: float, to_y: float) -> skia.Matrix:
    """Scaling that brings (x, y) to (to_x, to_y)."""
    return skia.Matrix.MakeAll(scale, 0, to_x - x * scale, 0, scale, to_y - y * scale, 0, 0, 1)


def _moved(shape: Shape, matrix: skia.Matrix) -> Shape:
    marks = tuple(_moved(mark, matrix) for mark in shape.marks)
    return replace(shape, path=transformed(shape.path, matrix), marks=marks)


def _cut(shape: Shape) -> Shape:
    """The shape without what is far below the picture, where the drawings of clothes run on."""
    if shape.path.getBounds().bottom() <= _BLEED:
        return shape
    return replace(shape, path=intersection(shape.path, rect(-2000, -2000, 5000, 2000 + _BLEED)))


def _anchors(
    head: Artwork, clothes: Artwork, of_head: skia.Matrix, of_top: skia.Matrix, bearing: Bearing
) -> dict[str, Anchor]:
    """The head's places, the clothes' own, and the foot of the bust."""
    out = {name: _carried(anchor, of_top) for name, anchor in clothes.anchors.items()}
    for name, anchor in head.anchors.items():
        if name != "neck":
            dx = -FACE_SHIFT * bearing.turn if name in ("eyes", "mouth") else 0.0
            out[name] = _carried(replace(anchor, x=anchor.x + dx, tilt=bearing.tilt), of_head)
    out["ground"] = Anchor(500, _FOOT, out["body"].r)
    return out


def _carried(anchor: Anchor, matrix: skia.Matrix) -> Anchor:
    spot = matrix.mapXY(anchor.x, anchor.y)
    return replace(anchor, x=spot.x(), y=spot.y(), r=matrix.mapRadius(anchor.r))
