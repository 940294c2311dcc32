"""The kinds of arrays that pass between the parts of the face engine. A crop is S × S px; x goes right, y down.

Floats are kept as float32; arithmetic may widen them on the way.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.floating]
"""Height × width × 3: RGB, 0..255, not clipped and not rounded until the end."""

Plane = NDArray[np.floating]
"""Height × width: a matte or weight in 0..1, or one channel."""

Mask = NDArray[np.bool_]
"""Height × width."""

Field = NDArray[np.floating]
"""Height × width × 2: for each pixel, how far from itself (dx, dy in px) its new colour lies in the old image."""

Points = NDArray[np.float64]
"""n × 3 or n × 2: positions in px (whole numbers are pixel centres), or in canonical units where so said."""
