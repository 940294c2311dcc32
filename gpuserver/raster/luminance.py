"""How light a colour looks."""

from __future__ import annotations

from typing import Final

import numpy as np

LUMINANCE: Final = np.array([0.3, 0.59, 0.11], np.float32)
"""What red, green and blue add to how light a colour is: `pixels @ LUMINANCE` is its grey."""
