"""The diffusion engine: a drawer and an editor whose pictures are made on the accelerator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from core.pipeline import Action
from core.recipe import Drawing, derived_seed
from gpuserver.engines.base import Picture, Pixels, Sampling, Watch
from gpuserver.engines.diffusion.editing import Editing
from gpuserver.engines.diffusion.family import Ability
from gpuserver.engines.diffusion.generation import Generation, Mask
from gpuserver.engines.diffusion.part import Part
from gpuserver.engines.diffusion.passes import Pass, passes, ways
from gpuserver.engines.diffusion.prompts import drawing_prompt
from gpuserver.engines.diffusion.sizes import drawn_size, resized
from gpuserver.engines.diffusion.steps import StepCache
from gpuserver.engines.diffusion.studio import Studio
from gpuserver.engines.sight import Masks

_CACHED: Final = 256 << 20
"""Bytes of pictures between passes that are kept."""


class Diffusion:
    """A `Drawer` and an `Editor`. Safe from several threads: each call waits in its own."""

    name = "diffusion"
    seeded = True

    def __init__(self, studio: Studio, masks: Masks | None = None) -> None:
        """`masks` finds things by words, for models that fill masks and take no instructions."""
        self._studio = studio
        self._masks = masks
        self._ways = ways(studio.abilities, masks=masks is not None)
        self._editing = Editing(studio, masks)
        self._steps = StepCache(_CACHED)

    def sampled(self, how: Sampling) -> Diffusion:
        """The same engine, its pictures made so."""
        return Diffusion(self._studio.sampled(how), self._masks)

    @property
    def draws(self) -> bool:
        """Whether some model draws from words."""
        return Ability.DRAW in self._studio.abilities

    @property
    def fills(self) -> bool:
        """Whether some model makes what is under a mask anew."""
        return Ability.FILL in self._studio.abilities

    @property
    def combines(self) -> bool:
        """Whether some model makes one picture of several."""
        return Ability.COMBINE in self._studio.abilities

    @property
    def pipelines(self) -> frozenset[str]:
        """What the chosen models serve in photos."""
        return frozenset(self._ways)

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        """Draw with the long side `size` px or less: no model draws more than it was trained for.

        Same drawing, same seed, same pixels. Raises ProblemError and Cancelled.
        """
        serving = self._studio.serving(Ability.DRAW)
        family = serving.family
        width, height = drawn_size(drawing.aspect, size, family)
        prompt = drawing_prompt(drawing.scene, family)
        adapters = self._studio.loras.named(drawing.scene.style, serving.model)
        wanted = Generation(
            prompt.words, drawing.seed, width, height, family.steps, family.guidance, prompt.negative, adapters=adapters
        )
        made = self._studio.make(serving, wanted, watch)
        smaller = min(1.0, size / max(width, height))
        return Picture(resized(made, round(width * smaller), round(height * smaller)), undrawn=prompt.unread)

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        """All `steps` from the pixels of `picture`: in one generation where the model can, else one after the other.

        A variation takes the next seed. Passes that were made before from the same photo are not made again. Raises
        ProblemError and Cancelled.
        """
        pixels = opaque(picture.pixels)
        seed = derived_seed(picture.seed, max((int(one.number("count", 1)) for one in _variations(steps)), default=0))
        merges = Ability.INSTRUCT in self._studio.abilities and self._studio.serving(Ability.INSTRUCT).family.merges
        planned = passes(steps, self._ways, merges=merges)

        def run(before: Pixels, one: Pass, at: int) -> Pixels:
            return self._editing.run(before, one, seed, Part(watch, at, len(planned)))

        return Picture(self._steps.run(pixels, seed, planned, run))

    def fill(self, picture: Picture, mask: Mask, words: str, watch: Watch) -> Picture:
        """`picture` with what is under `mask` made anew as `words` say. Raises ProblemError and Cancelled."""
        return Picture(self._editing.fill(opaque(picture.pixels), mask, words, picture.seed, watch))

    def combine(self, pictures: Sequence[Picture], words: str, watch: Watch) -> Picture:
        """A picture from several, as `words` say. Raises ProblemError and Cancelled."""
        seen = [opaque(one.pixels) for one in pictures]
        return Picture(self._editing.combine(seen, words, pictures[0].seed, watch))


def opaque(pixels: Pixels) -> Pixels:
    """RGB of RGB or RGBA, the latter on white."""
    if pixels.shape[2] == 3:
        return pixels
    share = pixels[..., 3:].astype(np.float32) / 255
    return np.rint(pixels[..., :3] * share + 255 * (1 - share)).astype(np.uint8)


def _variations(steps: Sequence[Action]) -> list[Action]:
    return [one for one in steps if one.pipeline == "vary"]
