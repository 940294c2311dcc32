"""Where a sideburn may grow: from the hair's end at the temple down before the ear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Mask, Plane, Points
from gpuserver.engines.face.facial_hair import clouds
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, canonical_grid, curve, features, pixels
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import bare_skin, lab, skin_probability
from gpuserver.engines.face.smooth import blur, blur_within, grown, smoothstep
from gpuserver.engines.face.strands import at

_JOINTS: Final = 60
"""Points on the edge of the face; at each of them a row is looked at, across it."""
_ACROSS: Final = np.linspace(-0.3, 0.3, 61)
"""The places of a row, d inside the edge."""
_INNERMOST: Final = 0.2
"""How far inside the edge (d) hair of the temple lies."""
_BESIDE: Final = 0.25
"""How far outside of it (d) the hair above the ear lies."""
_EAR_Y, _LOBE_Y = -0.05, 0.42
"""Canonical y from which the ear lies outside of the edge, and of its lobe."""
_SEPARATION: Final = (25.0, 38.0)
"""Distances in Lab of hair from skin: up to the first they run into each other, from the second they do not."""
_TOLD: Final = 22.0
"""The separation under which colours do not tell where the hair ends."""
_HAIRED: Final = (0.4, 0.55)
"""How far a colour lies from the skin's to the hair's, from which it is hair, at these separations."""
_LOWEST: Final = 0.3
"""Canonical y down to which there may be hair already."""
_COVERED: Final = 0.6
"""Share of the ear's place that hair covers, from which it hides what is before it."""
_CHEEK: Final = 0.12
"""Width (d) of cheek that is seen, up to which it is turned away."""
_FRONTAL: Final = 0.25
"""The same of a face that looks forward."""
_WIDTH: Final = (0.105, 0.12)
"""The least and the most width (d) of a sideburn under the temple."""
_JOINED: Final = 0.28
"""How far up (d) into the hair its own hairs are laid."""


@dataclass(frozen=True)
class Side:
    """One side of the mesh."""

    edge: tuple[int, ...]
    """The points from the temple down the edge of the face."""
    cheek: int
    back: int
    """Toward the ear: -1 is to the picture's left."""


SIDES: Final = (Side((21, 162, 127, 234, 93, 132), 50, -1), Side((251, 389, 356, 454, 323, 361), 280, 1))


@dataclass(frozen=True)
class Strip:
    """Where one sideburn may grow."""

    density: Plane
    """S × S, 0..1, down to the lobe of the ear."""
    allowed: Plane
    """S × S, 0..1: the person, without the arms of glasses."""
    own: Mask
    """The hair that it goes on from."""
    top: float
    """Canonical y."""
    bottom: float
    back: int
    """As in `Side`."""

    def reached(self, face: Face, strength: float) -> Plane:
        """S × S, 0..1: how surely it has grown down to each pixel at a strength."""
        _, y = canonical_grid(face)
        length = (self.bottom - self.top) * (0.3 + 0.7 * strength)
        end = self.top + length
        return 1 - smoothstep(end - 0.6 * length, end + 0.02, y + 0.02 * clouds(face, 7))


@dataclass(frozen=True)
class _Rows:
    """What lies across the edge of the face, for n places down it."""

    edge: Points
    """n × 2, px."""
    inward: NDArray[np.floating]
    """The way (px) of 1 d into the face."""
    room: float
    """Width of the cheek, d."""
    heights: NDArray[np.floating]
    """n: canonical y."""
    outer: NDArray[np.floating]
    """n: where the hair or the sideburn may begin, d inside the edge; outside of it above the ear."""
    hair: Mask
    """n × places."""
    covered: float
    """Share of the ear's place that hair covers."""

    @property
    def end(self) -> int | None:
        """The row at which the hair that comes down from the temple ends; None where none does."""
        haired: Mask = np.any(self.hair, axis=1)
        first = int(haired.argmax())
        if not haired[first] or self.heights[first] > _EAR_Y:
            return None
        return first + int(np.append(~haired[first:], True).argmax()) - 1

    def inner(self, end: int) -> NDArray[np.floating]:
        """n: how far inside the edge (d) it reaches: as the hair does down to its end, then as wide as a sideburn."""
        reaches = np.array([_reach(row) for row in self.hair])
        last = float(np.clip(np.median(reaches[max(0, end - 5) : end + 1]), -0.1, 0.1))
        below = self.heights - self.heights[end]
        shown = np.clip(self.room / _FRONTAL, 0.5, 1.15)
        wide = np.clip(last + 0.02, *_WIDTH) * (1 - 0.3 * np.clip(self.heights / _LOBE_Y, 0, 1)) * shown
        inner = np.where(below <= 0, np.minimum(reaches, 0.12), last + (wide - last) * smoothstep(0, 0.2, below))
        smooth = np.convolve(np.pad(inner, 4, mode="edge"), np.ones(9) / 9, "valid")
        return np.maximum(smooth, self.outer)


@once
def hair_seen(face: Face) -> Plane:
    """S × S, 0..1: how far each colour lies from that of the skin near it to the hair's.

    Where hair is cut short, at the temples, it tells more than the matte does. Shadows are like dark hair.
    """
    matte, colors = hair_matte(face), lab(face)
    skin = blur_within(colors, bare_skin(face) * skin_probability(face), 0.13 * face.d)
    way = np.median(colors[matte.core], axis=0) - skin
    share = ((colors - skin) * way).sum(axis=2) / ((way**2).sum(axis=2) + 25)
    brows = grown(features(face, BROWS) > 0.5, 0.08 * face.d)
    return np.clip(blur(np.where(brows, 0, share), 0.02 * face.d), 0, 1) * person_matte(face)


def strip(face: Face, side: Side) -> Strip | None:
    """The strip of a side; None where its cheek is turned away, or the hair hides it or does not come down to it."""
    rows = _rows(face, side)
    end = rows.end
    if end is None or rows.heights[end] > _LOWEST or rows.covered > _COVERED or rows.room < _CHEEK:
        return None
    if hair_matte(face).separation < _TOLD:
        return None
    top, (_, y), seen = float(rows.heights[end]), canonical_grid(face), hair_seen(face)
    bottom = max(_LOBE_Y, top + 0.2)
    long = (rows.heights > top - _JOINED - 0.06) & (rows.heights < bottom + 0.05)
    sides = [(rows.edge + across[:, None] * rows.inward)[long] for across in (rows.outer, rows.inner(end))]
    soft = blur(area(face.size, np.concatenate([sides[0], sides[1][::-1]])), 0.028 * face.d)
    ragged = soft + 0.1 * clouds(face, 3) * smoothstep(0.95, 0.6, soft) * (soft > 0.05)
    sure = smoothstep(0.6, 0.95, seen)
    allowed = person_matte(face) * face.inside * (1 - sure * smoothstep(top + 0.02, top + 0.1, y))
    joined = smoothstep(top - _JOINED, top - 0.1, y) * (1 - 0.8 * sure)
    near = np.hypot(*(pixels(face) - rows.edge[end][:, None, None])) < 0.35 * face.d
    own = near & (y < top - 0.03) & (seen > _HAIRED[0])
    return Strip(smoothstep(0.12, 0.8, ragged) * allowed * joined, allowed, own, top, bottom, side.back)


def _rows(face: Face, side: Side) -> _Rows:
    inward = face.points[side.cheek, :2] - face.points[side.edge[3], :2]
    room = float(np.linalg.norm(inward))
    inward = inward / room * face.d
    edge = curve(face.points[list(side.edge), :2], _JOINTS, 3)
    heights = at(canonical_grid(face)[1], edge)
    outer = -0.02 - _BESIDE * smoothstep(_EAR_Y, _EAR_Y - 0.15, heights)
    places = (edge[:, None] + _ACROSS[:, None] * inward).reshape(-1, 2)
    seen, matte = (at(plane, places).reshape(_JOINTS, -1) for plane in (hair_seen(face), hair_matte(face).alpha))
    fewest, most = _HAIRED
    least = fewest + (most - fewest) * float(smoothstep(*_SEPARATION, hair_matte(face).separation))
    hair = (seen > least) & (outer[:, None] < _ACROSS) & (_ACROSS < _INNERMOST)
    ear = np.ix_((heights > 0.05) & (heights < _LOBE_Y), (_ACROSS > -0.25) & (_ACROSS < -0.05))
    return _Rows(edge, inward, room / face.d, heights, outer, hair, float(matte[ear].mean()))


def _reach(hair: Mask) -> float:
    """How far inside the edge (d) the outermost hair of a row reaches, over gaps of up to two places."""
    places = np.flatnonzero(hair)
    if len(places) == 0:
        return float(_ACROSS[0])
    gaps = np.flatnonzero(np.diff(places) > 3)
    return float(_ACROSS[places[gaps[0] if len(gaps) else -1]])
