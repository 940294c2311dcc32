"""The hairline, moved by a warp: the person's own hairs stay its edge, and the forehead below is stretched.

Skin that is stretched loses its grain, so the grain of the cheeks is added by as much as was lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Field, Image, Plane
from gpuserver.engines.face.edit import Edit, Warp, cannot, displaced
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grain import skin_grain
from gpuserver.engines.face.grid import canonical_grid, read
from gpuserver.engines.face.hat import bareheaded
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import LEFT_BROW_UPPER, RIGHT_BROW_UPPER
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import bare_skin, lab
from gpuserver.engines.face.smooth import blur, blur_within, shrunk, smoothstep

Row = NDArray[np.floating]
"""One number for each of `COLUMNS`."""

COLUMNS: Final = np.linspace(-0.8, 0.8, 41)
"""Canonical x at which the hairline is measured."""
_HIGHEST: Final = -1.9
_FEWEST: Final = 13
"""Columns that must show a hairline: fewer are no line."""
_SOFT: Final = 0.06
"""How far (d) below the hairline single hairs reach: so far the edge is moved as it is, and not stretched."""
_ROOM: Final = 0.18
"""Height (d) of hair that there must be above the hairline."""
_OPEN: Final = 0.25
"""Square d between hairline and brows that tell whether single hairs hang there."""
_WISPS: Final = 1.2
"""How much finer detail than the rest of the face a forehead has then, at least.

Of 20 portraits with so much forehead, also wrinkled, 19 had up to .6, and one with a thin fringe 1.9.
"""
_EVEN: Final = 0.07
"""Sigma (d) of the shade that is kept on skin that was stretched."""
_STRETCHED: Final = (0.25, 1.0)
"""How much longer skin is made from where on it is evened, and from where on wholly."""


@dataclass(frozen=True)
class Hairline:
    """Heights in canonical y: up is negative."""

    edge: Row
    """Where the hair ends and the forehead begins."""
    top: Row
    """Where the head ends, hair and all."""
    brow: float
    """The upper edge of the brows."""


@once
def hairline(face: Face) -> Hairline | None:
    """The hairline of the hair matte; None where there is none to be seen above the brows."""
    brow = float(face.canonical[list(LEFT_BROW_UPPER + RIGHT_BROW_UPPER), 1].mean())
    rows = np.linspace(brow + 0.06, _HIGHEST, 200)
    places = np.stack(np.meshgrid(COLUMNS, rows), axis=2)
    hair, person = (read(face, plane, places) > 0.5 for plane in (hair_matte(face).alpha, person_matte(face)))
    above = (hair.sum(axis=0) > 5) & (np.abs(COLUMNS) < 0.72)
    if above.sum() < _FEWEST:
        return None
    edge = rows[hair.argmax(axis=0)]
    top = rows[len(rows) - 1 - person[::-1].argmax(axis=0)]
    edge, top = (np.interp(COLUMNS, COLUMNS[above], line[above]) for line in (edge, top))
    return Hairline(_smooth(edge, 1.0), _smooth(top, 2.5), brow)


def receding(face: Face, image: Image, strength: float) -> Warp:
    """An `Operation`: the hairline goes up, most at the temples. Raises ProblemError where there is none."""
    bareheaded(face)
    line = hairline(face)
    if line is None or float(np.median(line.edge - line.top)) < _ROOM:
        raise cannot("there is hardly any hair above the forehead to move", "a photo that shows a hairline")
    aside = np.abs(COLUMNS)
    _without_wisps(face, line)
    shape = (0.5 + 0.55 * np.exp(-(((aside - 0.36) / 0.19) ** 2))) * smoothstep(0.72, 0.46, aside)
    rise = np.minimum(0.27 * shape, 0.5 * np.maximum(line.edge - line.top - 0.08, 0))
    return _raised(face, image, line, strength * _smooth(rise, 1.5))


def no_bangs(face: Face, image: Image, strength: float) -> Edit:
    """An `Operation`: hair that hangs into the forehead goes up to where a hairline is; higher ones stay."""
    bareheaded(face)
    line = hairline(face)
    if line is None:
        return image
    _without_wisps(face, line)
    usual = -0.8 + 0.3 * np.abs(COLUMNS / 0.6) ** 2.5
    highest = line.edge + 0.62 * (line.top - line.edge)
    rise = np.maximum(line.edge - np.maximum(usual, highest), 0) * smoothstep(0.72, 0.55, np.abs(COLUMNS))
    return _raised(face, image, line, strength * _smooth(rise, 1.5))


def _without_wisps(face: Face, line: Hairline) -> None:
    """Raises ProblemError where single hairs hang far below the hairline: they would be drawn out with the skin."""
    if face.before is not None:  # the line is no longer that of the photo, which was looked at before
        return
    x, y = canonical_grid(face)
    forehead = (np.abs(x) < 0.45) & (y > _across(line.edge, x) + 0.08) & (y < line.brow - 0.06) & face.inside
    light = lab(face)[..., 0]
    detail = np.abs(light - blur(light, 0.03 * face.d))
    cheeks = float(np.median(detail[shrunk(bare_skin(face), 0.03 * face.d)]))
    if forehead.sum() > _OPEN * face.d**2 and float(np.median(detail[forehead])) > _WISPS * cheeks:
        raise cannot("thin hairs hang over the forehead and would be smeared", "a photo with the hair off the forehead")


def _raised(face: Face, image: Image, line: Hairline, rise: Row) -> Warp:
    """The hair between the head's top and the hairline pressed, the skin down to the brows stretched, by `rise` (d)."""
    x, y = canonical_grid(face)
    edge, top, up, brows = (_across(row, x) for row in (line.edge, line.top, rise, _above_brows(face)))
    # beside the brows, hair that hangs lower than they do stays: there is no forehead to free
    up = up * np.maximum(smoothstep(0, 0.12, brows - edge), smoothstep(0.5, 0.38, np.abs(x)))
    edge = edge + np.clip(brows - edge - 0.06, 0, _SOFT)
    new = edge - up
    floor = np.maximum(edge + 0.05, brows)
    over = smoothstep(0, 1, (y - top) / np.maximum(new - top, 0.05))
    under = _eased((floor - y) / np.maximum(floor - new, 0.05), up / np.maximum(floor - edge, 0.05))
    beside = smoothstep(0.95, 0.78, np.abs(x))
    down = (up * np.where(y < new, over, under) * beside).astype(np.float32)
    field = (down[..., None] * (face.axes[1, :2] * face.d)).astype(np.float32)
    field = np.where(np.abs(field).max(axis=2, keepdims=True) >= 0.02, field, 0)
    stretch = np.where(y > new, up / np.maximum(floor - edge, 0.05), 0) * under * beside
    return Warp(field, _grain_lost(face, stretch) + _evened(face, image, field, stretch), moves_hair=True)


def _evened(face: Face, image: Image, field: Field, stretch: Plane) -> Image:
    """What makes skin even where it was made longer by `stretch`: the shade of hair tips became stripes down it."""
    moved, hair = displaced(image, field), displaced(hair_matte(face).alpha[..., None], field)[..., 0]
    bare = smoothstep(0.3, 0.05, blur(hair, 0.01 * face.d))
    even = blur_within(moved, bare, _EVEN * face.d)
    return (smoothstep(*_STRETCHED, stretch) * bare)[..., None] * (even - moved)


def _eased(share: Plane, stretch: Plane) -> Plane:
    """0..1 over a `share` of 0..1: flat at both ends where the stretch allows it, never so steep that skin folds."""
    share = np.clip(share, 0, 1)
    flat = np.clip(2 * (0.9 * (1 + stretch) / np.maximum(stretch, 1e-3) - 1), 0, 1)
    return share + flat * (smoothstep(0, 1, share) - share)


def _above_brows(face: Face) -> Row:
    """Canonical y a little above the brows, which must not move."""
    upper = face.canonical[list(LEFT_BROW_UPPER + RIGHT_BROW_UPPER)]
    return np.interp(COLUMNS, upper[:, 0], upper[:, 1]) - 0.03


def _grain_lost(face: Face, stretch: Plane) -> Image:
    """Grain where the skin was made longer by `stretch` (0: not at all)."""
    return (skin_grain(face) * np.clip(0.6 * stretch, 0, 0.9)[..., None]).astype(np.float32)


def _across(row: Row, x: Plane) -> Plane:
    """A row of numbers at every pixel's x."""
    return np.interp(x, COLUMNS, row).astype(np.float32)


def _smooth(row: Row, sigma: float) -> Row:
    return cv2.GaussianBlur(row[None].astype(np.float32), (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)[0]
