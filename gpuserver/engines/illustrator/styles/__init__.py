"""The styles of drawings, each made from the scene graph and not from a picture of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.styles import style_id
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene, pixel_size
from gpuserver.engines.illustrator.styles.brush import low_poly, pixel_art, van_gogh, watercolor
from gpuserver.engines.illustrator.styles.cel import anime
from gpuserver.engines.illustrator.styles.clean_line import clean_line
from gpuserver.engines.illustrator.styles.comic import comic
from gpuserver.engines.illustrator.styles.cyberpunk import cyberpunk
from gpuserver.engines.illustrator.styles.embroidery import embroidery
from gpuserver.engines.illustrator.styles.film import black_and_white, vintage
from gpuserver.engines.illustrator.styles.futuristic import futuristic
from gpuserver.engines.illustrator.styles.ink_wash import ink_wash
from gpuserver.engines.illustrator.styles.isometric import isometric
from gpuserver.engines.illustrator.styles.jade import jade
from gpuserver.engines.illustrator.styles.line import pencil
from gpuserver.engines.illustrator.styles.mosaic import mosaic
from gpuserver.engines.illustrator.styles.oil import oil
from gpuserver.engines.illustrator.styles.paper_cut import paper_cut
from gpuserver.engines.illustrator.styles.pop import pop_art
from gpuserver.engines.illustrator.styles.poster import retro_poster
from gpuserver.engines.illustrator.styles.print import ukiyo_e
from gpuserver.engines.illustrator.styles.stained_glass import stained_glass
from gpuserver.engines.illustrator.styles.sticks import chalk, crayon

__all__ = ["STYLES", "Style", "style_for"]


@dataclass(frozen=True)
class Style:
    """A way to paint a scene. `paint` works at design size."""

    name: str
    paint: Callable[[StageScene, Watch], Pixels]

    def render(self, scene: StageScene, size: int, watch: Watch) -> Pixels:
        """The picture with the long side `size` px. Raises Cancelled."""
        picture = self.paint(scene, watch)
        width, height = pixel_size(scene.canvas, size)
        if picture.shape[:2] == (height, width):
            return picture
        smaller = width < picture.shape[1]
        how = cv2.INTER_NEAREST if self.name == "pixel" else cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
        return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)


STYLES: Final[Mapping[str, Style]] = {
    style.name: style
    for style in (
        Style("watercolor", watercolor), Style("pencil", pencil), Style("anime", anime), Style("ukiyo-e", ukiyo_e),
        Style("pixel", pixel_art), Style("low-poly", low_poly), Style("van-gogh", van_gogh), Style("oil", oil),
        Style("line", clean_line), Style("mosaic", mosaic), Style("stained-glass", stained_glass),
        Style("paper-cut", paper_cut), Style("crayon", crayon), Style("chalk", chalk),
        Style("ink-wash", ink_wash),
        Style("pop-art", pop_art), Style("comic", comic), Style("retro-poster", retro_poster),
        Style("cyberpunk", cyberpunk), Style("futuristic", futuristic), Style("embroidery", embroidery),
        Style("jade", jade), Style("isometric", isometric), Style("black-white", black_and_white), Style("vintage", vintage),
    )
}  # fmt: skip


def style_for(words: str | None) -> Style | None:
    """The style that `words` name; None where they name none, or one that drawings do not have."""
    return STYLES.get(style_id(words) or "") if words else None
