"""Names for the points of the Face Mesh (Kartynnik et al. 2019; 468 points, and 10 more for the irises).

Left and right are those of the picture. Lists run from the picture's left to its right, unless said otherwise.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Points

COUNT: Final = 478
"""Points of a mesh with irises."""

OVAL: Final = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""The outline of the face, closed, from the top of the forehead clockwise."""
FOREHEAD, CHIN = 10, 152

OUTER_LIP_UPPER: Final = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
OUTER_LIP_LOWER: Final = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
INNER_LIP_UPPER: Final = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
INNER_LIP_LOWER: Final = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
MOUTH: Final = OUTER_LIP_UPPER + OUTER_LIP_LOWER[-2:0:-1]
"""The outline of the lips, closed."""
MOUTH_OPENING: Final = INNER_LIP_UPPER + INNER_LIP_LOWER[-2:0:-1]
"""The outline of what lies between the lips, closed."""
MOUTH_CORNERS: Final = (61, 291)
LIP_TOP, LIP_BOTTOM = 13, 14
"""The middles of the inner lips."""

LEFT_EYE_CORNERS: Final = (33, 133)
RIGHT_EYE_CORNERS: Final = (362, 263)
LEFT_LID_UPPER: Final = (33, 246, 161, 160, 159, 158, 157, 173, 133)
LEFT_LID_LOWER: Final = (33, 7, 163, 144, 145, 153, 154, 155, 133)
RIGHT_LID_UPPER: Final = (362, 398, 384, 385, 386, 387, 388, 466, 263)
RIGHT_LID_LOWER: Final = (362, 382, 381, 380, 374, 373, 390, 249, 263)
LEFT_EYE: Final = LEFT_LID_UPPER + LEFT_LID_LOWER[-2:0:-1]
RIGHT_EYE: Final = RIGHT_LID_UPPER + RIGHT_LID_LOWER[-2:0:-1]
EYES: Final = (LEFT_EYE, RIGHT_EYE)
"""The outlines of the eye openings, closed."""
LEFT_IRIS: Final = (468, 469, 470, 471, 472)
RIGHT_IRIS: Final = (473, 474, 475, 476, 477)
"""The centre, then the rim: right, top, left, bottom."""

LEFT_BROW_UPPER: Final = (70, 63, 105, 66, 107)
LEFT_BROW_LOWER: Final = (46, 53, 52, 65, 55)
RIGHT_BROW_UPPER: Final = (336, 296, 334, 293, 300)
RIGHT_BROW_LOWER: Final = (285, 295, 282, 283, 276)
LEFT_BROW: Final = LEFT_BROW_UPPER + LEFT_BROW_LOWER[::-1]
RIGHT_BROW: Final = RIGHT_BROW_UPPER + RIGHT_BROW_LOWER[::-1]
BROWS: Final = (LEFT_BROW, RIGHT_BROW)
"""The outlines of the eyebrows, closed."""

BRIDGE: Final = (168, 6, 197, 195, 5, 4, 1)
"""The middle of the nose, from between the eyes down to its tip."""
CHEEKS: Final = (50, 280)
EARS: Final = (234, 454)
"""The widest points of the face, before the ears."""


def width(mesh: Points) -> float:
    """Distance of the outer eye corners in space: the `d` of a mesh, in its units."""
    return float(np.linalg.norm(mesh[RIGHT_EYE_CORNERS[1]] - mesh[LEFT_EYE_CORNERS[0]]))
