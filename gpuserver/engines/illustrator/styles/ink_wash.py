"""Chinese ink painting: graded washes that fade into mist, a brush that presses and runs dry, a breath of colour, a seal."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import DESIGN
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.brushwork import brush_lines
from gpuserver.engines.illustrator.styles.pieces import Piece, Pieces, cut
from gpuserver.engines.illustrator.styles.plan import base_picture
from gpuserver.raster.ink import painted, pigments, sealed, soaked
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.scribble import bundle, forms, hand_angles, laid
from gpuserver.raster.segment import Labels, boundaries, means
from gpuserver.raster.texture import Plane, noise

_SUNS = frozenset({"#FFF2CC", "#FFF6D0", "#FFE2A8"})


def ink_wash(scene: StageScene, watch: Watch) -> Pixels:
    """The whole painting."""
    base = base_picture(scene, watch)
    pieces = cut(scene, thin=2.0, bold=2.0)
    labels = pieces.labels
    height, width = labels.shape
    watch.progress(0.96)
    flat = means(labels, base)
    subject = pieces.where(lambda piece: piece.group.is_subject)
    detail = pieces.where(lambda piece: piece.is_detail)
    near = np.asarray(cv2.GaussianBlur(subject, (0, 0), 2.0), np.float32)
    hue, vivid = _hues(base)
    sparing = pieces.table(1)
    for number, piece in pieces.pieces.items():
        if piece.item.cls in {"skin", "lip", "pink", "blush"}:
            sparing[number] = 0.3
    fading = _fading(labels)
    form = _bodies(base, flat, labels) * sparing[labels] * fading
    scenery = _scenery(pieces, flat) * _mist(subject)
    wash = soaked(np.asarray(scenery * (1 - near), np.float32), np.asarray(1 - 0.9 * near, np.float32), 101)
    body = soaked(np.asarray(form * subject * (1 - detail), np.float32), np.full_like(near, 0.12), 102)
    watch.progress(0.97)
    lines, faint = brush_lines(scene, height, width)
    lines = lines * np.clip(0.86 + 0.30 * noise(height, width, 80, 111, 2), 0.4, 1)
    watch.progress(0.98)
    dark = detail * np.clip(1.3 - (flat @ LUMINANCE)[labels] / 85, 0, 1)
    ink = np.maximum(
        wash * (1 - near) + body * near, 0.5 * soaked(faint, np.full_like(near, 0.12), 103) * _mist(subject)
    )
    ink = np.maximum(np.maximum(ink, lines), cv2.GaussianBlur(np.asarray(dark, np.float32), (0, 0), 0.7))
    watch.progress(0.985)
    pigment, strength = _colors(pieces, flat, hue, vivid)
    strength = strength * np.where(subject > 0, 0.25 + 0.75 * fading, 1)
    strength = soaked(np.asarray(strength, np.float32), np.asarray(0.5 - 0.42 * near, np.float32), 104)
    soft = cv2.GaussianBlur(pigment, (0, 0), 1.2)
    out = painted(np.asarray(ink, np.float32), np.asarray(soft, np.float32), strength)
    left = float(ink[-height // 6 :, : width // 5].mean()) < float(ink[-height // 6 :, -width // 5 :].mean())
    sealed(out, round(0.062 * min(height, width)), left=left)
    return out


def _bodies(base: Pixels, flat: np.ndarray, labels: Labels) -> Plane:
    """Ink in the subjects: dark parts in wet strokes with the paper flashing through, light ones shaded at one side.

    Colours become tones of ink: what is vivid counts as darker than it is.
    """
    light = cv2.GaussianBlur(base, (0, 0), 4).astype(np.float32) @ LUMINANCE / 255
    own = (flat @ LUMINANCE)[labels] / 255
    chroma = ((flat.max(1) - flat.min(1)) / 255)[labels]
    amount = np.clip((0.82 + 0.16 * chroma - own) / 0.62, 0, 1) ** 1.2
    shade = np.clip(own - light + 0.02, 0, 1) * 2.4
    deep = cv2.distanceTransform(np.asarray(~boundaries(labels), np.uint8), cv2.DIST_L2, 3)
    pooled = 0.66 + 0.5 * np.exp(-deep / 9)
    form = forms(labels)
    hair = laid(labels, bundle(5.0, 260, 105), form, hand_angles(form, 106), 0.3, 107)
    flying = 1 - np.clip(0.85 - hair * 1.5, 0, 0.75) * np.clip(light - own + 0.12, 0, 0.3) * 4 * (amount > 0.85)
    return np.asarray(amount * pooled * flying + shade * (0.35 + 0.65 * amount) * 0.7, np.float32)


def _fading(labels: Labels) -> Plane:
    """How a loaded brush grows paler across each area, from its foot on the shaded side up to the light; round 1."""
    height, width = labels.shape
    form = forms(labels)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    down = (x - form.x[labels]) * 0.5 + (y - form.y[labels]) * 0.85 + 14 * noise(height, width, 90, 110, 2)
    return np.asarray(np.clip(0.62 + 0.86 * down / np.maximum(form.reach, 24)[labels], 0.05, 1.3), np.float32)


def _scenery(pieces: Pieces, flat: np.ndarray) -> Plane:
    """Ink of the scenery: each shape dark along its upper edge and lost below; walls and skies nearly bare."""
    labels = pieces.labels
    reach, strength = pieces.table(40), pieces.table()
    for number, piece in pieces.pieces.items():
        box = piece.item.path.getBounds()
        grey = float(flat[number] @ LUMINANCE) / 255
        reach[number] = float(np.clip(0.30 * box.height(), 14, 90))
        if _weight(piece) < 0.3:
            reach[number] = 1e6  # an even tint; what hangs in it throws no streak
        strength[number] = 0.85 * float(np.clip(1.06 - grey, 0.06, 0.85)) * _weight(piece)
    below = _below_edge(labels)
    return np.asarray(strength[labels] * (0.10 + 0.90 * np.exp(-below / reach[labels])), np.float32)


def _weight(piece: Piece) -> float:
    """How much of its tone a piece of scenery is given."""
    box = piece.item.path.getBounds()
    if piece.item.id == "sky":
        return 0.22
    if piece.item.cls == "wall":
        return 0.12
    if piece.item.cls in {"tile", "glass"} or piece.item.color in _SUNS:
        return 0.25
    return 0.55 if box.width() > 0.9 * DESIGN and box.top() > 0.6 * DESIGN else 1.0


def _below_edge(labels: Labels) -> Plane:
    """How far above each pixel its area begins, px."""
    out = np.zeros(labels.shape, np.float32)
    out[0] = 60
    for row in range(1, len(labels)):
        out[row] = np.where(labels[row] == labels[row - 1], out[row - 1] + 1, 0)
    return out


def _mist(subject: Plane) -> Plane:
    """What is left of the scenery: all of it some way behind the subject, nothing at the margins and close around it."""
    height, width = subject.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot((x / width - 0.5) * 1.06, (y / height - 0.46) * 1.0) + 0.05 * noise(height, width, 190, 108, 3)
    halo = cv2.GaussianBlur(subject, (0, 0), 22)
    drifting = 0.86 + 0.22 * noise(height, width, 240, 109, 2)
    return np.asarray(np.clip((0.58 - away) / 0.16, 0, 1) * (1 - 0.5 * halo) * drifting, np.float32)


def _hues(base: Pixels) -> tuple[Plane, Plane]:
    """The pigment (0..1) for the colour at each pixel, and how vivid it is (0..1)."""
    height, width = base.shape[:2]
    small = cv2.resize(cv2.GaussianBlur(base, (0, 0), 1.5), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    chosen, vivid = pigments(np.asarray(small, np.float32))
    grown = (cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in (chosen, vivid))
    pigment, strength = grown
    return np.asarray(pigment, np.float32), np.asarray(strength, np.float32)


def _colors(pieces: Pieces, flat: np.ndarray, hue: Plane, vivid: Plane) -> tuple[Plane, Plane]:
    """The pigment at each pixel (0..1) and its strength: strong in small red things and the sun, else a breath."""
    counts = np.bincount(pieces.labels.ravel(), minlength=len(flat)) / pieces.labels.size
    share, sun = pieces.table(), pieces.table()
    for number, piece in pieces.pieces.items():
        red = bool(flat[number, 0] > 1.35 * max(flat[number, 1], flat[number, 2]))
        small = counts[number] < 0.003 and (red or piece.is_detail)
        share[number] = 0.06 if not piece.group.is_subject else 0.9 if small else 0.10
        if piece.is_detail and float(flat[number] @ LUMINANCE) < 80:
            share[number] = 0
        sun[number] = not piece.group.is_subject and piece.item.color in _SUNS
    is_sun = sun[pieces.labels]
    pigment = np.where(is_sun[..., None] > 0, np.array([0.74, 0.22, 0.16], np.float32), hue)
    strength = np.maximum(share[pieces.labels] * vivid, 0.85 * is_sun)
    return np.asarray(pigment, np.float32), np.asarray(strength, np.float32)
