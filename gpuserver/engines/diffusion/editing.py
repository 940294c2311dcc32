"""One pass over a photo: instructed, redrawn, filled, from a sketch, enlarged."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.diffusion import masks as maskwork
from gpuserver.engines.diffusion.family import Ability
from gpuserver.engines.diffusion.generation import Generation, Mask
from gpuserver.engines.diffusion.instructions import fill_prompt, instruction, redraw_prompt
from gpuserver.engines.diffusion.passes import Pass
from gpuserver.engines.diffusion.prompts import negative
from gpuserver.engines.diffusion.sizes import model_size, resized
from gpuserver.engines.diffusion.studio import Serving, Studio
from gpuserver.engines.diffusion.tiles import Mosaic, tiles
from gpuserver.engines.photo.matte import subject_matte
from gpuserver.engines.sight import Masks

_STRENGTHS: Final[Mapping[str, float]] = {
    "vary": 0.7, "restore": 0.25, "colorize": 0.5, "style_transfer": 0.6, "edit": 0.55, "sketch_to_image": 0.8,
    "upscale": 0.3, "recolor_object": 0.75, "change_attribute": 0.75,
}  # fmt: skip
"""How much of the picture is made anew where a model only redraws; not tuned on real models."""
_MOST_PIXELS: Final = 64_000_000
"""Of an enlarged picture."""


class Editing:
    """The passes over photos. Safe from several threads."""

    def __init__(self, studio: Studio, masks: Masks | None) -> None:
        self._studio = studio
        self._masks = masks

    def run(self, pixels: Pixels, one: Pass, seed: int, watch: Watch) -> Pixels:
        """`pixels` (RGB) after the pass. Raises ProblemError and Cancelled."""
        serving = self._studio.serving(one.ability)
        step = one.steps[0]
        if step.pipeline == "upscale":
            return self._enlarge(serving, pixels, step, seed, watch)
        if step.pipeline == "outpaint":
            canvas, mask = maskwork.beyond(pixels, step.text("direction", "all"))
            return self.fill(canvas, mask, "", seed, watch)
        match one.ability:
            case Ability.FILL:
                mask = self._mask(pixels, step, watch)
                words = fill_prompt(step, serving.family)
                return self.fill(pixels, mask, words, seed, watch, strength=_STRENGTHS.get(step.pipeline, 1.0))
            case Ability.INSTRUCT:
                made = self._whole(serving, pixels, instruction(one.steps, serving.family), seed, 1.0, watch)
            case Ability.SKETCH:
                return self._sketch(serving, pixels, step, seed, watch)
            case _:
                words = redraw_prompt(step, serving.family)
                made = self._whole(serving, pixels, words, seed, _STRENGTHS[step.pipeline], watch)
        alone = len(one.steps) == 1 and step.pipeline == "colorize"
        return colored(pixels, made) if alone else made

    def fill(self, pixels: Pixels, mask: Mask, words: str, seed: int, watch: Watch, *, strength: float = 1.0) -> Pixels:
        """`pixels` with what is under `mask` made anew as `words` say; every other pixel stays as it is."""
        watch.preview(maskwork.shown(pixels, mask))
        serving = self._studio.serving(Ability.FILL)
        part = maskwork.around(mask)
        width, height = model_size(part.width, part.height, serving.family)
        around = np.asarray(cv2.resize(part.of(mask), (width, height), interpolation=cv2.INTER_NEAREST), np.float32)
        image = resized(part.of(pixels), width, height)
        wanted = replace(self._wanted(serving, words, seed, width, height), image=image, mask=around, strength=strength)
        if Ability.COMBINE in serving.family.abilities:
            wanted = replace(wanted, references=(image,))
        made = resized(self._studio.make(serving, wanted, watch), part.width, part.height)
        out = pixels.copy()
        part.of(out)[:] = maskwork.put_back(part.of(pixels), made, part.of(mask))
        return out

    def combine(self, pictures: list[Pixels], words: str, seed: int, watch: Watch) -> Pixels:
        """A picture from several, as `words` say. Raises ProblemError for more than the model takes."""
        serving = self._studio.serving(Ability.COMBINE)
        if len(pictures) > serving.family.references:
            most = serving.family.references
            raise ProblemError(Code.INVALID_REQUEST, f"{serving.model} takes at most {most} pictures at once")
        width, height = model_size(pictures[0].shape[1], pictures[0].shape[0], serving.family)
        wanted = replace(self._wanted(serving, words, seed, width, height), references=tuple(pictures))
        return self._studio.make(serving, wanted, watch)

    def _wanted(self, serving: Serving, words: str, seed: int, width: int, height: int) -> Generation:
        family = serving.family
        return Generation(words, seed, width, height, family.steps, family.guidance, negative(family))

    def _whole(self, serving: Serving, pixels: Pixels, words: str, seed: int, strength: float, watch: Watch) -> Pixels:
        """The whole picture at the model's size, or at its own where that is smaller; never larger than it was."""
        height, width = pixels.shape[:2]
        size = model_size(width, height, serving.family)
        wanted = self._wanted(serving, words, seed, *size)
        seen = resized(pixels, *size)
        if Ability.COMBINE in serving.family.abilities and strength == 1.0:
            wanted = replace(wanted, references=(seen,))
        else:
            wanted = replace(wanted, image=seen, strength=strength)
        adapters = self._studio.loras.named(words, serving.model)
        made = self._studio.make(serving, replace(wanted, adapters=adapters), watch)
        return resized(made, width, height) if width * height <= size[0] * size[1] * 1.05 else made

    def _sketch(self, serving: Serving, pixels: Pixels, step: Action, seed: int, watch: Watch) -> Pixels:
        width, height = model_size(pixels.shape[1], pixels.shape[0], serving.family)
        lines = lines_of(resized(pixels, width, height))
        wanted = self._wanted(serving, redraw_prompt(step, serving.family), seed, width, height)
        return self._studio.make(serving, replace(wanted, control=lines), watch)

    def _mask(self, pixels: Pixels, step: Action, watch: Watch) -> Mask:
        if step.pipeline == "change_background":
            subject = subject_matte(pixels, watch)
            return np.asarray(subject < 0.5, np.float32)
        if step.pipeline == "add_object":
            return maskwork.place(self._masks, pixels, step.text("place"))
        if self._masks is None:
            raise ProblemError(Code.CANNOT_DO, "it needs the vision engine", pipeline=step.pipeline, needs="vision")
        return maskwork.found(self._masks, pixels, step.text("object"))

    def _enlarge(self, serving: Serving, pixels: Pixels, step: Action, seed: int, watch: Watch) -> Pixels:
        """By super-resolution as often as it takes, or redrawn in tiles; then to exactly what was asked."""
        factor = step.number("factor", 2)
        height, width = pixels.shape[:2]
        wanted = (round(factor * width), round(factor * height))
        if wanted[0] * wanted[1] > _MOST_PIXELS:
            limit = f"{_MOST_PIXELS / 1e6:g} MP"
            raise ProblemError(Code.TOO_LARGE_TO_RENDER, f"the result would have more than {limit}", limit=limit)
        if Ability.ENLARGE not in serving.family.abilities:
            return self._retile(serving, resized(pixels, *wanted), seed, watch)
        while pixels.shape[1] < wanted[0]:
            pixels = self._studio.enlarge(serving, pixels, watch)
        return resized(pixels, *wanted)

    def _retile(self, serving: Serving, blurred: Pixels, seed: int, watch: Watch) -> Pixels:
        """Every tile redrawn a little, so that detail comes; they share batches."""
        height, width = blurred.shape[:2]
        side = int(serving.family.pixels**0.5)
        overlap = side // 8
        parts = tiles(width, height, side, overlap)
        size = model_size(parts[0].width, parts[0].height, serving.family)
        words = redraw_prompt(Action(pipeline="restore"), serving.family)
        wanted = replace(self._wanted(serving, words, seed, *size), strength=_STRENGTHS["upscale"])
        asked = [replace(wanted, image=resized(part.of(blurred), *size)) for part in parts]
        mosaic = Mosaic(width, height, overlap)
        for part, made in zip(parts, self._studio.make_all(serving, asked, watch), strict=True):
            mosaic.put(part, resized(made, part.width, part.height))
        return mosaic.picture()


def colored(gray: Pixels, colors: Pixels) -> Pixels:
    """The lightness of `gray` with the colours of `colors` (Lab): no detail of an old photo is made up."""
    height, width = gray.shape[:2]
    lab = cv2.cvtColor(resized(colors, width, height), cv2.COLOR_RGB2LAB)
    lab[..., 0] = cv2.cvtColor(gray, cv2.COLOR_RGB2LAB)[..., 0]
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)


def lines_of(sketch: Pixels) -> Pixels:
    """White lines on black, as ControlNets for scribbles want them, of dark lines on light paper or the reverse."""
    gray = cv2.cvtColor(sketch, cv2.COLOR_RGB2GRAY)
    paper = cv2.medianBlur(gray, 2 * (min(gray.shape) // 16) + 3)
    away = cv2.absdiff(gray, paper)
    level, _ = cv2.threshold(away, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    lines = np.where(away > max(level, 16), 255, 0).astype(np.uint8)
    return np.repeat(lines[..., None], 3, axis=2)
