"""The photo engine: the merged edits of a photo, in canonical order and one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from core.looks import Look, looks_in
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import straightens
from core.shots import face_in, shot_in
from core.styles import style_id
from core.writing import writing_in
from gpuserver.engines.base import Picture, Pixels, Watch
from gpuserver.engines.photo import background, canvas, geometry, tone
from gpuserver.engines.photo.background import Backdrop
from gpuserver.engines.photo.colorize import colorize
from gpuserver.engines.photo.filters import FILTERS
from gpuserver.engines.photo.horizon import straighten
from gpuserver.engines.photo.looks.render import render
from gpuserver.engines.photo.nearer import close_up
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.recolor import recolor
from gpuserver.engines.photo.remove import remove
from gpuserver.engines.photo.restore import restore
from gpuserver.engines.photo.writing import write

Step = Callable[[Pixels, Action, Watch], Pixels]


class Photo:
    """An `Editor` of photos. Safe to use from several threads: it keeps nothing between pictures."""

    name = "photo"
    seeded = False

    def __init__(self, backdrop: Backdrop | None = None, people: People | None = None) -> None:
        """`backdrop` draws the settings that `change_background` names; `people` finds people in photos."""
        self._backdrop = backdrop
        self._people = people
        self._steps: Final[dict[str, Step]] = {
            "restore": lambda pixels, _, watch: restore(pixels, watch),
            "colorize": lambda pixels, _, watch: colorize(pixels, watch, people),
            "remove_object": lambda pixels, one, watch: remove(pixels, one.text("object"), watch, people),
            "recolor_object": self._recolor,
            "remove_background": lambda pixels, _, watch: background.cut_out(pixels, watch, people),
            "blur_background": lambda pixels, _, watch: background.blur(pixels, watch, people),
            "change_background": self._change_background,
            "style_transfer": lambda pixels, one, watch: _style(pixels, one, watch, people),
            "adjust_color": _tint,
            "rotate": lambda pixels, one, _: _turned(pixels, one),
            "flip": lambda pixels, one, _: geometry.flip(pixels, one.text("direction")),
            "crop": lambda pixels, one, _: geometry.crop(pixels, one.text("aspect")),
            "outpaint": lambda pixels, one, _: canvas.extend(pixels, one.text("direction", "all")),
            "upscale": lambda pixels, one, _: geometry.upscale(pixels, one.number("factor", 2)),
        }

    @property
    def pipelines(self) -> frozenset[str]:
        """What this engine serves. Things are found by colour, place and contrast; putting new ones in needs a model.

        Of `edit`, light, weather, season, warmth, colourfulness, words over the photo and a face from near alone.
        """
        return frozenset(self._steps) | {"adjust_brightness", "adjust_contrast", "edit"}

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        """All `steps` from the pixels of `picture`. Raises ProblemError and Cancelled."""
        pixels = picture.pixels
        amounts = {one.pipeline: one.number("percent") for one in steps if "percent" in one.params}
        writings = [found for one in steps if one.pipeline == "edit" and (found := writing_in(one.text("instruction")))]
        steps = [one for one in steps if one.pipeline != "edit" or not writing_in(one.text("instruction"))]
        shots = [one.text("instruction") for one in steps if shot_in(one.text("instruction"))]
        steps = [one for one in steps if not shot_in(one.text("instruction"))]
        for one in shots:
            pixels = close_up(pixels, self._people, face_in(one))
        looks = [look for one in steps if one.pipeline == "edit" for look in _looks(one)]
        toned = looked = False
        for index, one in enumerate(steps):
            watch.progress(index / len(steps))
            if one.pipeline in self._steps:
                pixels = self._steps[one.pipeline](pixels, one, watch)
            elif one.pipeline == "edit":
                pixels = pixels if looked else render(pixels, looks, watch)
                looked = True
            elif not toned:  # brightness and contrast are one curve
                toned = True
                pixels = tone.adjust(pixels, amounts.get("adjust_brightness", 0), amounts.get("adjust_contrast", 0))
        for one in writings:  # over all else, in the frame as it is at last
            pixels = write(pixels, one)
        return replace(picture, pixels=pixels)

    def _change_background(self, pixels: Pixels, one: Action, watch: Watch) -> Pixels:
        return background.replace(pixels, one.text("background"), self._backdrop, watch, self._people)

    def _recolor(self, pixels: Pixels, one: Action, watch: Watch) -> Pixels:
        return recolor(pixels, one.text("object"), one.text("color"), watch, self._people)


def _looks(one: Action) -> tuple[Look, ...]:
    words = one.text("instruction")
    if not (found := looks_in(words)):
        wanted = "a diffusion engine for more than light, weather, season and colours (install the `gpu` extra)"
        raise ProblemError(Code.CANNOT_DO, f"it needs {wanted}", pipeline=one.pipeline, needs=wanted)
    return found


def _style(pixels: Pixels, one: Action, watch: Watch, people: People | None) -> Pixels:
    words = one.text("style")
    known = FILTERS.get(style_id(words) or "")
    if known is None:
        raise ProblemError(Code.CANNOT_DRAW, f"no filter is known for the style {words!r}", words=words)
    return known(pixels, watch, people)


def _turned(pixels: Pixels, one: Action) -> Pixels:
    return straighten(pixels) if straightens(one) else geometry.rotate(pixels, one.number("degrees"))


def _tint(pixels: Pixels, one: Action, _: Watch) -> Pixels:
    return tone.tint(pixels, one.text("color"), one.number("intensity", tone.DEFAULT_INTENSITY))
