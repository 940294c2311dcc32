"""Stained glass: every shape is a pane, large ones cut as a glazier cuts them; faces are painted on the glass."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import DESIGN
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.pen import thickness
from gpuserver.engines.illustrator.styles.pieces import Piece, Pieces, cut
from gpuserver.engines.illustrator.styles.plan import base_picture
from gpuserver.raster.glazing import Cells, blocks, cut_areas, lozenges, rings, strips
from gpuserver.raster.leaded import bordered, glazed
from gpuserver.raster.segment import boundaries, tidied
from gpuserver.raster.texture import Plane

_LEAST = 380
"""Smallest pane, px²."""
_BORDER = 34
_OUTER, _INNER, _SCENERY = 4.2, 2.7, 2.3
"""Half widths of the lead, px: round a subject, inside it, in the scenery."""


def stained_glass(scene: StageScene, watch: Watch) -> Pixels:
    """The whole window."""
    base = base_picture(scene, watch)
    every = cut(scene, thin=2.0, bold=1.5)
    panes = cut(scene, thin=9.0, wanted=_is_pane)
    labels = tidied(panes.labels, _LEAST)
    subject = panes.where(lambda piece: piece.group.is_subject)
    watch.progress(0.97)
    painted = _painted(every)
    stain = 1 - 0.26 * painted * (1 - every.where(lambda piece: piece.is_detail))  # stripes and patterns, in enamel
    base = np.clip(base * stain[..., None], 0, 255).astype(np.uint8)
    labels = cut_areas(labels, _cuts(panes, scene), 2 * _LEAST)
    base, labels = bordered(base, labels, _BORDER, 92)
    height, width = labels.shape
    painted[:_BORDER] = painted[-_BORDER:] = painted[:, :_BORDER] = painted[:, -_BORDER:] = 0
    lead = _lead_width(subject)
    lead[: _BORDER + 4] = lead[-_BORDER - 4 :] = lead[:, : _BORDER + 4] = lead[:, -_BORDER - 4 :] = _INNER
    watch.progress(0.98)
    assert painted.shape == (height, width)
    return glazed(base, labels, lead, painted, 0.34, 8)


def _is_pane(piece: Piece) -> bool:
    """Whether a shape is large enough to be cut from glass; others are painted on it."""
    box = piece.item.path.getBounds()
    if piece.is_detail or min(box.width(), box.height()) < (22 if piece.group.is_subject else 34):
        return False
    return not piece.is_mark or thickness(piece.item.path) > (22 if piece.group.is_subject else 34)


def _painted(every: Pieces) -> Plane:
    """Where the picture itself is painted on: what is no pane, with soft edges."""
    spots = every.where(lambda piece: not _is_pane(piece))
    return np.asarray(cv2.GaussianBlur(spots, (0, 0), 0.8), np.float32)


def _cuts(panes: Pieces, scene: StageScene) -> dict[int, Cells]:
    """How each large area is cut; faces are left whole."""
    light = _light(scene)
    out: dict[int, Cells] = {}
    areas = np.bincount(panes.labels.ravel(), minlength=len(panes.pieces) + 1)
    for number, piece in panes.pieces.items():
        area = int(areas[number])
        if piece.has_face or area < (30_000 if piece.group.is_subject else 16_000):
            continue
        if piece.group.is_subject:
            out[number] = strips(150, 260, number)
        elif piece.item.id == "sky" and light is not None:
            out[number] = rings(light, 104, number)
        elif piece.item.cls == "wall":
            out[number] = lozenges(96, 128)
        else:
            out[number] = blocks(170, 76, number)
    return out


def _light(scene: StageScene) -> tuple[float, float] | None:
    """Where the sun or moon stands, or a place above the middle."""
    for group in scene.groups:
        for item in group.items:
            if not group.is_subject and item.color in {"#FFF4D0", "#FFF2CC"}:
                box = item.path.getBounds()
                return box.centerX(), box.centerY()
    return scene.canvas.width * 0.5, DESIGN * -0.1


def _lead_width(subject: Plane) -> Plane:
    """Half the width of the lead at each pixel: strongest round subjects."""
    outline = boundaries(np.asarray(subject, np.int32)).astype(np.float32)
    near = cv2.GaussianBlur(cv2.dilate(outline, np.ones((7, 7), np.uint8)), (0, 0), 2.0)
    plain = np.where(subject > 0, _INNER, _SCENERY)
    return np.asarray(plain * (1 - near) + _OUTER * near, np.float32)
