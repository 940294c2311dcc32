"""Where the points of the mesh go for each expression, as tables.

Lengths are in d: outward is away from the middle of the face, down is to the chin. The lips move by a formula, so that
they stay curves; the rest by single points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_BROW_INNER: Final = (107, 336, 55, 285)
_BROW_NEXT: Final = (66, 296, 65, 295)
_BROW_ARCH: Final = (105, 334, 52, 282)
_BROW_OUTER: Final = (63, 293, 53, 283)
_BROW_END: Final = (70, 300, 46, 276)
_LID_TOP: Final = (159, 386)
_LID_TOP_NEXT: Final = (158, 385, 160, 387)
_LID_TOP_INNER: Final = (157, 384)
_LID_TOP_OUTER: Final = (161, 388)
_LID_BOTTOM: Final = (145, 374, 144, 373, 153, 380)
_LID_FOLD: Final = (27, 257, 28, 258, 29, 259, 56, 286)
_NOSE_WINGS: Final = (129, 358, 64, 294)
_CHEEKS: Final = (50, 280, 101, 330, 36, 266)
_UNDER_EYES: Final = (111, 340, 117, 346, 118, 347)
_NASOLABIAL: Final = (205, 425)
_BESIDE_MOUTH: Final = (206, 426, 207, 427)
_BEYOND_CORNERS: Final = (216, 436, 212, 432)
_CHIN_BOSS: Final = (200, 199)
_UNDER_LIP: Final = (18,)
_PHILTRUM: Final = (164,)


@dataclass(frozen=True)
class Lips:
    """How the lips move: the corners as given, all between them along a curve."""

    out: float = 0.0
    """How far the corners go outward."""
    down: float = 0.0
    """How far the corners go down."""
    upper: float = 0.0
    """How far the middle of the upper lip goes down."""
    lower: float = 0.0
    """The same for the lower lip."""
    parted: float = 0.0
    """How far lips that are shut part on top of it, in the stronger half of the strengths only."""
    roundness: float = 3.0
    """How flat the lips' curve is in the middle: from 2 (an O) up."""


@dataclass(frozen=True)
class Move:
    """Points that go the same way."""

    points: tuple[int, ...]
    out: float
    down: float


@dataclass(frozen=True)
class Pose:
    """What an expression does to a face at full strength."""

    lips: Lips
    moves: tuple[Move, ...]
    neutral: float = 1.0
    """Share of the person's own smile that is taken away first."""
    closing: float = 1.0
    """How far the lips close when the smile is taken away, as a share of their gap."""
    smiler: float = 0.0
    """Share of the strength that it loses on somebody who smiles broadly."""
    gaze: bool = False
    """Whether the lids move over eyeballs that stay."""
    jaw: bool = False
    """Whether the jaw drops."""


POSES: Final[Mapping[str, Pose]] = {
    "smiling": Pose(
        Lips(out=0.1, down=-0.085, upper=-0.006, lower=0.0, parted=0.085),
        (
            Move(_CHEEKS, 0.015, -0.035),
            Move(_NASOLABIAL, 0.035, -0.05),
            Move(_BESIDE_MOUTH, 0.06, -0.06),
            Move(_BEYOND_CORNERS, 0.07, -0.05),
            Move(_LID_BOTTOM, 0, -0.022),
            Move(_LID_TOP, 0, 0.006),
            Move(_UNDER_EYES, 0, -0.03),
            Move(_PHILTRUM, 0, -0.01),
            Move((129, 358), 0.012, -0.01),
            Move(_UNDER_LIP, 0, 0.012),
        ),
        neutral=0.0,
        smiler=0.5,
        gaze=True,
    ),
    "sad": Pose(
        Lips(out=-0.02, down=0.08, upper=-0.018, lower=-0.014, roundness=1.8),
        (
            Move(_BROW_INNER, -0.015, -0.075),
            Move(_BROW_NEXT, -0.01, -0.045),
            Move(_BROW_ARCH, 0, -0.005),
            Move(_BROW_OUTER + _BROW_END, 0, 0.025),
            Move((9,), 0, -0.03),
            Move((*_LID_TOP, 160, 387, 161, 388), 0, 0.02),
            Move(_LID_FOLD, 0, 0.008),
            Move((246, 466, 33, 263), 0, 0.012),
            Move(_UNDER_LIP + _CHIN_BOSS, 0, -0.015),
            Move(_BEYOND_CORNERS, 0, 0.045),
            Move((*_NASOLABIAL, 206, 426), 0, 0.025),
        ),
        gaze=True,
    ),
    "angry": Pose(
        Lips(out=-0.035, down=0.05, upper=0.012, lower=-0.014, roundness=1.7),
        (
            Move(_BROW_INNER, -0.035, 0.065),
            Move(_BROW_NEXT, -0.02, 0.05),
            Move(_BROW_ARCH, 0, 0.02),
            Move(_BROW_OUTER, 0, -0.005),
            Move(_BROW_END, 0.01, -0.025),
            Move((9, 8), 0, 0.02),
            Move((*_LID_TOP, 158, 385, 157, 384), 0, 0.018),
            Move(_LID_BOTTOM, 0, -0.016),
            Move(_NOSE_WINGS, 0.015, -0.01),
        ),
        gaze=True,
    ),
    "surprise": Pose(
        Lips(out=-0.07, down=0.06, upper=-0.025, lower=0.19, roundness=2.2),
        (
            Move(_BROW_INNER, -0.01, -0.085),
            Move(_BROW_NEXT + _BROW_ARCH, 0, -0.1),
            Move(_BROW_OUTER, 0, -0.085),
            Move(_BROW_END, 0, -0.065),
            Move((9,), 0, -0.06),
            Move(_LID_TOP, 0, -0.045),
            Move(_LID_TOP_NEXT, 0, -0.04),
            Move(_LID_TOP_INNER + _LID_TOP_OUTER, 0, -0.028),
            Move(_LID_BOTTOM, 0, 0.007),
            Move(_LID_FOLD, 0, -0.06),
            Move((152, 148, 377, 176, 400), 0, 0.14),
            Move((149, 378, 150, 379), 0, 0.11),
            Move((136, 365, 172, 397), 0, 0.07),
            Move((58, 288), 0, 0.02),
            Move((*_UNDER_LIP, *_CHIN_BOSS, 175), 0, 0.17),
            Move(_BEYOND_CORNERS, -0.035, 0.06),
            Move(_BESIDE_MOUTH, -0.02, 0.025),
            Move((202, 422, 204, 424, 194, 418), 0, 0.16),
        ),
        neutral=0.55,
        closing=0.5,
        smiler=0.15,
        gaze=True,
        jaw=True,
    ),
    "fear": Pose(
        Lips(out=0.035, down=0.065, upper=-0.012, lower=0.085, roundness=3.0),
        (
            Move(_BROW_INNER, -0.035, -0.09),
            Move(_BROW_NEXT, -0.02, -0.075),
            Move(_BROW_ARCH, 0, -0.05),
            Move(_BROW_OUTER + _BROW_END, 0, -0.01),
            Move((9,), 0, -0.05),
            Move(_LID_TOP, 0, -0.045),
            Move(_LID_TOP_NEXT, 0, -0.04),
            Move(_LID_TOP_INNER + _LID_TOP_OUTER, 0, -0.028),
            Move(_LID_BOTTOM, 0, 0.003),
            Move(_LID_FOLD, 0, -0.045),
            Move((152, 148, 377, 176, 400, 18, 200, 199, 175), 0, 0.07),
            Move((149, 378, 150, 379), 0, 0.055),
            Move((136, 365, 172, 397), 0, 0.035),
            Move((202, 422, 204, 424, 194, 418), 0, 0.06),
        ),
        closing=0.75,
        gaze=True,
        jaw=True,
    ),
    "disgust": Pose(
        Lips(out=0.0, down=0.02, upper=-0.065, lower=-0.062, roundness=1.6),
        (
            Move((*_NOSE_WINGS, 98, 327), 0.015, -0.042),
            Move((*_NASOLABIAL, 206, 426, 203, 423), 0.015, -0.04),
            Move((50, 280, 101, 330), 0, -0.03),
            Move((145, 374, 144, 373, 153, 380), 0, -0.02),
            Move((*_LID_TOP, 158, 385), 0, 0.014),
            Move(_BROW_INNER, -0.02, 0.038),
            Move(_BROW_NEXT, 0, 0.035),
            Move((105, 334, 70, 300), 0, 0.015),
            Move((2, 4, 1), 0, -0.02),
            Move(_CHIN_BOSS, 0, -0.015),
        ),
    ),
}

FROM_SMILE: Final = (
    Move(_NASOLABIAL, -0.02, 0.03),
    Move(_BESIDE_MOUTH, -0.045, 0.05),
    Move(_BEYOND_CORNERS, -0.05, 0.04),
    Move((50, 280), -0.01, 0.015),
    Move(_LID_BOTTOM, 0, 0.012),
    Move((117, 346, 118, 347), 0, 0.012),
)
"""What goes back with the mouth corners when a smile that lifted them by .1 ends."""
