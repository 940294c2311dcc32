"""Crayon and chalk: drawings of blunt sticks, with strokes that bend round each part."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.pieces import Pieces, cut
from gpuserver.engines.illustrator.styles.plan import base_picture
from gpuserver.raster.chalk import chalked
from gpuserver.raster.scribble import shaky
from gpuserver.raster.segment import Labels, boundaries, tidied
from gpuserver.raster.texture import Plane, noise
from gpuserver.raster.wax import crayoned


def crayon(scene: StageScene, watch: Watch) -> Pixels:
    """A picture coloured in with wax crayons."""
    base = base_picture(scene, watch)
    pieces = cut(scene, thin=3.0, bold=3.5)
    labels = _held(pieces, 2.0, 60)
    watch.progress(0.97)
    detail = np.asarray(pieces.where(lambda piece: piece.is_detail), np.float32)
    loose = pieces.table(0.75)
    for number, piece in pieces.pieces.items():
        loose[number] = 0.12 if piece.group.is_subject else 0.75
    subject = pieces.where(lambda piece: piece.group.is_subject)
    lines = _outlines(labels, subject, 3.4, 2.0) * (1 - 0.6 * detail)
    return crayoned(base, labels, np.asarray(lines, np.float32), detail, loose, watch)


def _held(pieces: Pieces, amount: float, least: int) -> Labels:
    """The pieces as an unsteady hand would bound them; eyes and mouths stay where they are."""
    kept = pieces.table()
    for number, piece in pieces.pieces.items():
        kept[number] = piece.is_detail
    tidy = tidied(pieces.labels, least, kept > 0)
    calm = cv2.dilate(pieces.where(lambda piece: piece.is_detail), np.ones((15, 15), np.uint8)) > 0
    return np.where(calm, tidy, shaky(tidy, amount, 71))


def _outlines(labels: Labels, subject: Plane, strong: float, weak: float) -> Plane:
    """Lines along the edges of the areas, `strong` px half wide on subjects and `weak` elsewhere, uneven; 0..1."""
    height, width = labels.shape
    deep = cv2.distanceTransform(np.asarray(~boundaries(labels), np.uint8), cv2.DIST_L2, 3)
    near = cv2.dilate(subject, np.ones((7, 7), np.uint8))
    reach = (weak + (strong - weak) * near) * (1 + 0.28 * noise(height, width, 40, 72, 2))
    return np.asarray(np.clip((reach - cv2.GaussianBlur(deep, (0, 0), 0.8)) / 1.6, 0, 1), np.float32)


def chalk(scene: StageScene, watch: Watch) -> Pixels:
    """A drawing on a blackboard in coloured chalk."""
    base = base_picture(scene, watch)
    pieces = cut(scene, thin=3.0, bold=3.0)
    labels = _held(pieces, 1.5, 60)
    watch.progress(0.97)
    press = pieces.table()
    areas = np.bincount(pieces.labels.ravel(), minlength=len(press)) / pieces.labels.size
    for number, piece in pieces.pieces.items():
        light = luminance(piece.item.color) / 255
        press[number] = 0.42 + 0.85 * light
        if not piece.group.is_subject:
            press[number] = (0.2 + 0.7 * light**1.4) * (1 - 0.25 * min(1.0, 8 * areas[number]))
            if piece.item.cls == "wall":
                press[number] = 0.14  # the board itself
            if light > 0.85 and areas[number] < 0.02:  # sun, moon, snow, lamps
                press[number] = 1.1
        if piece.has_face:
            press[number] = max(1.0, press[number])
        if piece.is_eye and light > 0.5:
            press[number] = 1.3
    dark = pieces.where(lambda piece: piece.is_detail and luminance(piece.item.color) < 90)
    subject = pieces.where(lambda piece: piece.group.is_subject)
    detail = pieces.where(lambda piece: piece.is_detail)
    lines = _outlines(labels, subject, 2.9, 1.7) * (1 - cv2.dilate(detail, np.ones((5, 5), np.uint8)))
    rubbed = pieces.where(lambda piece: piece.has_face)
    return chalked(base, labels, np.asarray(lines, np.float32), press, np.asarray(dark, np.float32), watch, rubbed)
