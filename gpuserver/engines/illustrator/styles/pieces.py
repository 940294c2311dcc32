"""The scene as pieces that can be cut: thin lines made bold enough to be one, crumbs and light left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.painting.items import DESIGN, Group, Item
from gpuserver.engines.illustrator.painting.shapes import intersection
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size
from gpuserver.engines.illustrator.styles.pen import thickness
from gpuserver.raster.segment import Labels, nearest
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class Piece:
    """A shape that is cut out as one."""

    group: Group
    item: Item
    is_mark: bool
    is_eye: bool
    """An eye, its iris or its catch-light."""
    has_face: bool
    """Whether eyes lie on it."""

    @property
    def is_detail(self) -> bool:
        """Whether it is a small flat thing on a subject: eye, nose, mouth."""
        return self.group.is_subject and self.item.kind == "flat" and self.item.path.getBounds().width() < DESIGN * 0.12


@dataclass(frozen=True)
class Pieces:
    """`labels` holds the number of the topmost piece at each pixel (design size), from 1."""

    labels: Labels
    pieces: dict[int, Piece]

    def table(self, value: float = 0.0) -> NDArray[np.float32]:
        """One number a label, all `value`."""
        return np.full(len(self.pieces) + 1, value, np.float32)

    @cached_property
    def eyes(self) -> Plane:
        """1 on eyes and their catch-lights."""
        return self.where(lambda piece: piece.is_eye)

    def where(self, wanted: Callable[[Piece], bool]) -> Plane:
        """1 where a piece that is `wanted` is on top."""
        flags = np.zeros(len(self.pieces) + 1, np.float32)
        for number, piece in self.pieces.items():
            flags[number] = wanted(piece)
        return flags[self.labels]


def cut(scene: StageScene, *, thin: float, bold: float = 0, wanted: Callable[[Piece], bool] = lambda _: True) -> Pieces:
    """The pieces of `scene` that are `wanted`.

    Lines thinner than `thin` px are left out, except a subject's dark ones, which are made `bold` px.
    """
    width, height = pixel_size(scene.canvas, DESIGN)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(0, 0, 0, 255))
    pieces: dict[int, Piece] = {}
    for group in scene.groups:
        if group.fade is not None:
            continue
        eyes = _eyes(group)
        faces = faces_of(group)
        for item in group.items:
            if item.kind == "glow" or item.blend is not None or item.blur > 2 or item.alpha < 0.45:
                continue
            whole = Piece(group, item, False, id(item) in eyes, id(item) in faces)
            if wanted(whole):
                _paint(canvas, whole, item.path, pieces, thin, bold)
            for mark in item.marks:
                marking = Piece(group, mark, True, False, False)
                if mark.alpha >= 0.7 and mark.blur <= 2 and wanted(marking):
                    _paint(canvas, marking, intersection(mark.path, item.path), pieces, thin, bold)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.int32)
    labels = np.asarray(pixels[..., 0] + 256 * pixels[..., 1], np.int32)
    return Pieces(nearest(labels, labels > 0) if bool((labels == 0).any() and labels.any()) else labels, pieces)


def faces_of(group: Group) -> set[int]:
    """The ids of the parts of a subject that its eyes lie on: the head, and patches painted on it under the eyes."""
    out: set[int] = set()
    for eye, _ in eyes_of(group.items) if group.is_subject else ():
        box = eye.path.getBounds()
        before = [item for item in group.items[: group.items.index(eye)] if item.kind == "part"]
        for item in reversed(before):
            if item.path.contains(box.centerX(), box.centerY()):
                out.add(id(item))
                if item.path.getBounds().height() > 3.5 * box.height():
                    break
    return out


def _eyes(group: Group) -> set[int]:
    """The ids of the eyes, irises and catch-lights of a subject."""
    if not group.is_subject:
        return set()
    found = eyes_of(group.items)
    out = {id(one) for eye, glints in found for one in (eye, *glints)}
    return out | {id(item) for item in group.items if item.cls == "iris"}


def _paint(
    canvas: skia.Canvas, piece: Piece, path: skia.Path, pieces: dict[int, Piece], thin: float, bold: float
) -> None:
    number = len(pieces) + 1
    brush = skia.Paint(AntiAlias=False, Color=skia.Color(number & 255, (number >> 8) & 255, 0, 255))
    if thickness(path) < thin and not piece.is_eye:
        if not (piece.is_detail and piece.item.cls != "white" and piece.item.alpha > 0.6):
            return
        brush.setStyle(skia.Paint.kStrokeAndFill_Style)
        brush.setStrokeWidth(bold)
        brush.setStrokeJoin(skia.Paint.kRound_Join)
    pieces[number] = piece
    canvas.drawPath(path, brush)
