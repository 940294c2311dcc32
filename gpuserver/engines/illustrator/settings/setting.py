"""What a setting is: a name and the function that builds its background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere

Builder = Callable[[Canvas, Atmosphere, np.random.Generator], Backdrop]


@dataclass(frozen=True)
class Setting:
    """A place that subjects can be in. The same canvas, atmosphere and stream give the same background."""

    name: str
    build: Builder
