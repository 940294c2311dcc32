"""A glyph as a subject: its pieces fill, its holes become markings, and everything is shaded like any other drawing.

A silhouette is a part; a hole in it is a marking of a second tone (a window, a label), an eye where it is a disc in an
animal, or a seam where it is narrow. Clefts between pieces are closed by a darker piece behind them. What touches the
ground on a disc rolls on it: those discs become wheels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Anchor, Artwork, Shape
from gpuserver.engines.illustrator.color import INK, hls, mix
from gpuserver.engines.illustrator.icons.contours import Contour, closed, contours, rounded
from gpuserver.engines.illustrator.icons.font import outline
from gpuserver.engines.illustrator.painting.items import Form, Kind
from gpuserver.engines.illustrator.painting.shapes import circle, difference, transformed, union

_GROUND: Final = 900.0
_WIDTH, _HEIGHT = 840.0, 760.0
"""The box that a glyph is fitted to, standing on the ground."""
_CORNER: Final = 14.0
_GAP: Final = 94.0
"""Clefts narrower than this are closed behind the pieces."""
_SEAM: Final = 62.0
"""Long holes narrower than this are seams."""
_LONG: Final = 12.0
"""How many times its breadth a seam is long, all round."""
_EYE: Final = (18.0, 75.0)
"""Radii of the discs that are eyes in an animal."""
_WORN: Final = {"head_top": (0.93, 0.45), "eyes": (0.5, 0.46), "mouth": (0.42, 0.5), "neck": (0.06, 0.9)}
"""Where worn things sit on their anchor: the share of their height, and half the fitted width as a share of theirs."""
_TURNS: Final = frozenset({"animal", "vehicle", "plant", "food"})
"""Kinds that may be mirrored; among the others are signs, notes and letters."""
_TYRE: Final = "#4B4666"
_HUB: Final = "#DDE3F0"


@dataclass(frozen=True)
class Sketch:
    """How a thing is drawn from a glyph."""

    name: str
    glyph: str
    kind: str
    """Its kind in the lexicon: "animal", "food", "vehicle"."""
    colors: tuple[str, ...]
    """ "#RRGGBB" of its body, of its holes, and of its smaller pieces from the largest on."""
    height: float
    """Real height in metres."""
    open: bool = False
    """Whether one looks through its holes: a ring, a pair of scissors."""
    airborne: bool = False
    rolls: bool = False
    """Whether the discs on which it stands are wheels."""
    worn: str = ""
    """The anchor on which it sits where somebody wears it; empty for what is not worn."""


def draw(sketch: Sketch) -> Artwork:
    """The subject that `sketch` describes. Raises font.GlyphError."""
    return _Draughtsman(sketch).artwork()


class _Draughtsman:
    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.path = _fitted(outline(sketch.glyph))
        self.box = self.path.computeTightBounds()
        self.contours = contours(self.path)
        body = sketch.colors[0]
        self.palette = {"body": body, "body2": _darker(body)}

    def artwork(self) -> Artwork:
        shapes = (*self._behind(), *self._parts(), *self._wheels())
        box, middle = self.box, self.box.centerX()
        feet = self._feet()
        anchors = {
            "ground": Anchor((feet[0] + feet[1]) / 2, _GROUND, (feet[1] - feet[0]) / 2),
            "head_top": Anchor(middle, box.top(), 0.3 * box.width()),
            "grip": Anchor(middle, box.bottom() - 0.3 * box.height()),
        }
        if self.sketch.kind in ("vehicle", "furniture", "animal"):
            name = "seat" if self.sketch.kind == "furniture" else "back"
            anchors[name] = Anchor(middle, box.top() + 0.25 * box.height(), 0.3 * box.width())
        if worn := self.sketch.worn:
            low, half = _WORN[worn]
            anchors[worn] = Anchor(middle, box.top() + low * box.height(), half * box.width())
        return Artwork(
            self.sketch.name, shapes, self.palette, anchors, frozenset(), self.sketch.height, "front",
            self.sketch.worn or None, "body", self.sketch.airborne, self.sketch.kind not in _TURNS,
        )  # fmt: skip

    def _behind(self) -> Iterator[Shape]:
        """What shows through the clefts between pieces."""
        if sum(one.depth == 0 for one in self.contours) > 1 and not self.sketch.open:
            yield _shape(rounded(closed(self.path, _GAP), _CORNER), "body2", form="soft")

    def _parts(self) -> Iterator[Shape]:
        pieces = 0
        for one in self.contours:
            if one.depth % 2:
                continue
            holes = [hole for hole in self.contours if hole.parent is one]
            path = rounded(one.path, min(_CORNER, one.breadth / 2))
            if self.sketch.open:
                path = difference(path, union([hole.path for hole in holes])) if holes else path
                holes = []
            if one.depth and self._is_eye(one):
                yield _shape(one.path, self._class("ink", INK), kind="flat")
                continue
            cls = "body" if pieces == 0 else self._piece(pieces)
            pieces += 1
            marks = tuple(mark for hole in holes for mark in self._mark(hole))
            yield _shape(path, cls, marks=marks)

    def _piece(self, at: int) -> str:
        """The class of a smaller piece, counted from 1."""
        given = self.sketch.colors[2:]
        if not given:
            return "body"
        color = given[min(at, len(given)) - 1]
        return "body" if color == self.sketch.colors[0] else self._class(f"deco{min(at, len(given))}", color)

    def _mark(self, hole: Contour) -> Iterator[Shape]:
        if self._is_eye(hole):
            box = hole.path.computeTightBounds()
            size = box.width() / 2
            yield _shape(hole.path, self._class("ink", INK), kind="flat")
            glint = circle(box.centerX() - 0.3 * size, box.centerY() - 0.3 * size, 0.36 * size)
            yield _shape(glint, self._class("white", "#FFFFFF"), kind="flat")
        elif len(self.sketch.colors) < 2 and hole.breadth < _SEAM and hole.length > _LONG * hole.breadth:
            yield _shape(hole.path, "body2", kind="flat")
        else:
            yield _shape(hole.path, self._inner(), kind="flat")

    def _inner(self) -> str:
        if len(self.sketch.colors) > 1:
            return self._class("cream", self.sketch.colors[1])
        if self.sketch.kind in ("vehicle", "building"):
            return self._class("pane", "#BFE3F0")
        return self._class("cream", "#FFF1DC")

    def _is_eye(self, one: Contour) -> bool:
        radius = one.path.computeTightBounds().width() / 2
        return self.sketch.kind == "animal" and one.is_disc and _EYE[0] <= radius <= _EYE[1]

    def _wheels(self) -> Iterator[Shape]:
        """Tyres round the discs on which a vehicle stands."""
        if not self.sketch.rolls:
            return
        tall = self.box.height()
        for hole in self.contours:
            hub = hole.path.computeTightBounds()
            radius = self.box.bottom() - hub.centerY()
            rolls = 0.5 * hub.width() < radius < min(1.7 * hub.width(), 0.32 * tall)
            if hole.depth == 1 and hole.is_disc and rolls:
                hubcap = _shape(circle(hub.centerX(), hub.centerY(), 0.45 * hub.width()), self._class("metal", _HUB))
                tyre = circle(hub.centerX(), hub.centerY(), radius)
                yield _shape(tyre, self._class("tyre", _TYRE), marks=(hubcap,))

    def _feet(self) -> tuple[float, float]:
        """Left and right end of what reaches the ground."""
        low = [box for one in self.contours if (box := one.path.computeTightBounds()).bottom() > _GROUND - 30]
        return min(box.left() for box in low), max(box.right() for box in low)

    def _class(self, cls: str, color: str) -> str:
        self.palette[cls] = color
        return cls


def _shape(
    path: skia.Path, cls: str, *, kind: Kind = "part", form: Form = "round", marks: tuple[Shape, ...] = ()
) -> Shape:
    nothing: frozenset[str] = frozenset()
    return Shape(path, (cls,), "", nothing, nothing, kind, form, 1.0, True, marks)


def _fitted(path: skia.Path) -> skia.Path:
    box = path.computeTightBounds()
    scale = min(_WIDTH / box.width(), _HEIGHT / box.height())
    left = 500 - scale * box.centerX()
    return transformed(path, skia.Matrix.MakeAll(scale, 0, left, 0, scale, _GROUND - scale * box.bottom(), 0, 0, 1))


def _darker(color: str) -> str:
    """The partner of `color` that lies in its shade; of dark ones a lighter one."""
    return mix(color, "#2B2238", 0.26) if hls(color)[1] > 0.35 else mix(color, "#FFFFFF", 0.22)
