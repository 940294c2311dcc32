"""Bangs: a layer of the person's own hair colours over the forehead, streaked along its fall, ending in locks.

Curls and short hair are set lower as they are. For long hair, the layer takes its broad light from the hair above the
hairline, and strands drawn over it make the roots and the tips.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.flow import streaks
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.fringe import HALF, LOCKS, ROUND, Fringe, fringe
from gpuserver.engines.face.grid import canonical_grid, read, to_crop
from gpuserver.engines.face.hair_palette import HairPalette, hair_palette
from gpuserver.engines.face.hairline import Row, hairline
from gpuserver.engines.face.hat import bareheaded
from gpuserver.engines.face.lowered import keeps_its_form, lowered
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.smooth import blur, blur_within, smoothstep
from gpuserver.engines.face.strands import Strands, with_strands
from gpuserver.raster.lab import to_lab

_ROOM: Final = 0.395
"""Height (d) of hair above the hairline under which it is too short to be combed down."""
_MOST_YAW: Final = 24.0
"""Degrees from which the far side of the bangs would have to go round the head."""
_SWEEP: Final = 0.12
"""How far aside (d) they fall for each d down."""
_TURN: Final = -0.75
"""Canonical y at which the sweep is 0."""
_RISE: Final = 0.3
"""How far (d) above the hairline they begin."""
_STRANDS: Final = 3200


def bangs(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`. Raises ProblemError where the hair is too short to hang into the forehead, or the head turned."""
    if abs(face.yaw) > _MOST_YAW:
        raise cannot("the head is turned too far aside for bangs", "a photo in which the face looks forward")
    bareheaded(face)
    line, first = hairline(face), hairline(_as_photographed(face))
    if line is None or first is None or float(np.median(first.edge - first.top)) < _ROOM:
        raise cannot("the hair above the forehead is too short for bangs", "a photo of someone with longer hair")
    own, palette = keeps_its_form(face), hair_palette(face, image)
    form = fringe(face, line, strength, ROUND if own else LOCKS)
    layer, cover = lowered(face, image, form) if own else _layer(face, image, form, palette)
    face.pause()
    shade = min(1, 1.5 * strength) * _shadow(face, cover)
    out = image * (1 - shade[..., None] * np.array([0.28, 0.35, 0.38], np.float32))
    cover = cover * min(1, 8 * strength)
    out = out * (1 - cover[..., None]) + layer * cover[..., None]
    if own:
        return out
    face.pause()
    return with_strands(face, out, _hairs(face, form, palette), min(1, 8 * strength), shadow=0.08 * strength)


def _as_photographed(face: Face) -> Face:
    while face.before is not None:
        face = face.before[0]
    return face


def _layer(face: Face, image: Image, fringe: Fringe, palette: HairPalette) -> tuple[Image, Plane]:
    """The colours of the bangs, and how surely they cover each pixel."""
    x, y = canonical_grid(face)
    column = x - _SWEEP * np.clip(y - _TURN, -0.3, 1)
    tip, edge, top = (
        np.interp(column, fringe.x, row).astype(np.float32) for row in (fringe.tip, fringe.edge, fringe.top)
    )
    root = np.maximum(edge - _RISE, top + 0.05)
    down = np.clip((y - root) / np.maximum(tip - root, 0.05), 0, 1.2)
    hair = hair_matte(face)
    broad = blur_within(to_lab(image), (hair.alpha > 0.9).astype(np.float32), 0.08 * face.d)
    from_above = np.stack([x, np.minimum(y, edge - 0.1)], axis=2)
    above, *tint = (read(face, channel, from_above) for channel in np.moveaxis(broad, 2, 0))
    own = np.clip(above - palette.light, -14, 24) * (1 - 0.75 * down)
    round_ = 0.25 + np.exp(-(((down - 0.45) / 0.3) ** 2)) - 0.9 * smoothstep(0.7, 1.1, down) - 0.7 * np.abs(x)
    fine, thick = _falling(face, x)
    strands = _spread(palette) * np.clip(0.9 * fine + 0.55 * thick, -2.2, 1.8) * smoothstep(0, 0.15, down)
    light = palette.light + own
    aside = 1.15 * np.stack(tint, axis=2) - palette.tints(light)
    layer = palette.colors(light + 0.09 * palette.light * round_ + strands, aside)
    soft = max(0.012, 0.8 * sharpness(face) / face.d)
    cover = smoothstep(-1.4 * soft, 0.8 * soft, tip - y) * smoothstep(0.02, 0.22, y - root)
    cover = cover * smoothstep(HALF, 0.58, np.abs(x) + 0.1 * np.clip(y + 0.3, 0, 1)) * face.inside
    gaps = np.clip(0.25 * (thick + 0.6 * fine) - 0.12, 0, 0.7) * smoothstep(0.75, 1.0, down)
    return layer, np.clip(cover * (1 - gaps), 0, 1)


def _spread(palette: HairPalette) -> float:
    """How much the strands of bangs vary in L: those of dark hair that shines on the crown vary less over the face."""
    return min(palette.spread, 1.5 + 0.17 * palette.light)


def _falling(face: Face, x: Plane) -> tuple[Plane, Plane]:
    """Fine and broad streaks down the forehead."""
    down = np.arctan2(face.axes[1, 1], face.axes[1, 0])
    angle = down - 0.35 * x - _SWEEP + 0.12 * np.sin(9 * x + 2 * np.sin(4 * x))
    grain = max(0.7, 0.8 * sharpness(face))
    fine = streaks(face, angle, seed=3, length=0.13, grain=grain)
    return fine, streaks(face, angle, seed=4, length=0.3, grain=max(2.0, 2.2 * grain))


def _shadow(face: Face, cover: Plane) -> Plane:
    """The shade of the bangs on the skin below them."""
    x, y = (0.02 * face.axes[0, :2] + 0.05 * face.axes[1, :2]) * face.d
    moved = cv2.warpAffine(cover.astype(np.float32), np.array([[1, 0, x], [0, 1, y]]), cover.shape[::-1])
    return blur(np.asarray(moved, np.float32), 0.035 * face.d) * (1 - hair_matte(face).alpha) * face.inside


def _hairs(face: Face, fringe: Fringe, palette: HairPalette) -> Strands:
    """Strands all over the bangs, some past their tips."""
    random = np.random.default_rng(8)
    column = random.uniform(-0.68, 0.68, _STRANDS)
    tip, edge = (np.interp(column, fringe.x, row) for row in (fringe.tip, fringe.edge))
    begin = edge + (tip - edge) * random.uniform(-0.3, 0.85, _STRANDS)
    end = np.minimum(begin + random.uniform(0.2, 0.5, _STRANDS), tip + random.normal(0.01, 0.02, _STRANDS))
    roots, tips = (_swept(face, column, y) for y in (begin, end))
    lengths = np.maximum(np.linalg.norm(tips - roots, axis=1), 1e-3)
    spread = 1.1 * _spread(palette) / (1 + 0.6 * max(0.0, sharpness(face) - 0.8))
    strands = Strands(
        roots,
        (tips - roots) / lengths[:, None],
        lengths,
        random.normal(0, 0.05, _STRANDS) - 0.08 * column,
        random.uniform(0.003, 0.007, _STRANDS) * face.d,
        palette.colors(palette.light * 0.97 + random.normal(0, spread, _STRANDS)),
        random.uniform(0.15, 0.55, _STRANDS) * smoothstep(0.7, 0.42, np.abs(column)),
    )
    return strands.where(end - begin > 0.06)


def _swept(face: Face, column: Row, y: Row) -> Points:
    return to_crop(face, np.stack([column + _SWEEP * np.clip(y - _TURN, -0.3, 1), y], axis=1))
