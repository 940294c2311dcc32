"""The illustrator: draws scenes on any CPU, in milliseconds, from shapes; the same drawing gives the same bytes."""

from __future__ import annotations

import cv2
import numpy as np

from core.problems import Code, ProblemError
from core.recipe import Drawing
from gpuserver.engines.base import Picture, Pixels, Unwatched, Watch
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.painting.items import DESIGN, Canvas
from gpuserver.engines.illustrator.settings import Atmosphere, setting_for
from gpuserver.engines.illustrator.styles import style_for

_LEAST, _MOST = 64, 4096


class Illustrator:
    """A `Drawer` without a model. Safe to use from several threads at once: it keeps nothing between pictures."""

    name = "illustrator"

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        """Draw with the long side `size` px (64..4096).

        Raises ProblemError (cannot_draw: nothing of the scene can be drawn; invalid_request: a bad aspect) and
        Cancelled.
        """
        size = min(max(size, _LEAST), _MOST)
        watch.progress(0.0)
        composition = self._compose(drawing)
        style = style_for(drawing.scene.style)
        undrawn = list(composition.undrawn)
        if drawing.scene.style and style is None:
            undrawn.append(drawing.scene.style)
        render = stage.render if style is None else style.render
        pixels = render(composition.stage, size, watch)
        watch.progress(1.0)
        return Picture(pixels, composition.objects, tuple(dict.fromkeys(undrawn)), instead=composition.instead)

    def backdrop(self, words: str, width: int, height: int) -> Pixels | None:
        """A setting without subjects, `width` × `height` px, for behind a photo's subject; None for unknown words."""
        setting = setting_for(words)
        if setting is None:
            return None
        longest = max(width, height)
        canvas = Canvas(max(1, round(DESIGN * width / longest)), max(1, round(DESIGN * height / longest)))
        air, _ = Atmosphere.read((words,))
        built = setting.build(canvas, air, stream(0, "background"))
        scene = stage.StageScene([*built.back, *built.front], canvas, built.light, 0)
        picture = stage.render(scene, min(max(longest, _LEAST), _MOST), Unwatched())
        return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)

    def _compose(self, drawing: Drawing) -> Composition:
        try:
            composition = compose(drawing.scene, drawing.seed, drawing.aspect)
        except (ValueError, ZeroDivisionError) as error:
            raise ProblemError(Code.INVALID_REQUEST, f"cannot draw with aspect {drawing.aspect!r}") from error
        if not composition.drawable:
            words = ", ".join(composition.undrawn) or drawing.prompt[:80]
            raise ProblemError(Code.CANNOT_DRAW, f"the illustrator cannot draw: {words}", words=words)
        return composition
