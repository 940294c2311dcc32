"""Mosaic: small stones in faces, larger ones in bodies and scenery, each shape laid along its own outline."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import DESIGN
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.pieces import Piece, cut
from gpuserver.engines.illustrator.styles.plan import base_picture
from gpuserver.raster.segment import tidied
from gpuserver.raster.tesserae import bedded, stones

_SCENERY, _SUBJECT, _FACE, _DETAIL = 14.0, 11.0, 9.0, 6.5
"""Sides of the stones, px."""


def mosaic(scene: StageScene, watch: Watch) -> Pixels:
    """The whole floor."""
    base = base_picture(scene, watch)
    pieces = cut(scene, thin=4.5, bold=3.0)
    sizes, rows, kept = pieces.table(_SCENERY), pieces.table(4), pieces.table()
    for number, piece in pieces.pieces.items():
        sizes[number] = _side(piece)
        path = piece.item.path
        board = path.getBounds().width() < 0.9 * DESIGN and (path.isRect(None) or path.isRRect(None))
        rows[number] = 99 if piece.group.is_subject else 0 if board else 4
        kept[number] = piece.is_detail
    labels = tidied(pieces.labels, round(0.4 * _SUBJECT * _SUBJECT), kept > 0)
    owner = stones(labels, sizes, rows.astype(np.int32), watch)
    watch.progress(0.9)
    calm = cv2.dilate(pieces.where(lambda piece: piece.is_detail), np.ones((3, 3), np.uint8))
    return bedded(base, owner, np.asarray(calm, np.float32), 6)


def _side(piece: Piece) -> float:
    if not piece.group.is_subject:
        return _SCENERY
    if piece.is_detail:
        return _DETAIL
    return _FACE if piece.has_face else _SUBJECT
