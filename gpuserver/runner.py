"""From a recipe to pictures: which engine serves what, and one pass of each in the plan's order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Drawing, Plan, Recipe, content_hash, derived_seed, plan
from gpuserver.cache import RenderCache
from gpuserver.engines.base import Cancelled, Drawer, Editor, Picture, Pixels
from gpuserver.events import ImageEvent, PreviewEvent, ProgressEvent
from gpuserver.images.intake import open_image
from gpuserver.images.measure import measure
from gpuserver.images.output import Provenance, encode, preview
from gpuserver.metrics import Metrics
from gpuserver.scheduler import Job

NEEDS: Final = {
    "generate": "a drawing engine",
    "edit_face": "the face engine (install the `faces` extra)",
    "colorize": "a diffusion engine (install the `gpu` extra)",
    "sketch_to_image": "a diffusion engine (install the `gpu` extra)",
    "vary": "a drawing: a photo has no other take",
}
"""What would serve a pipeline that no loaded engine serves."""

_EDIT_NEEDS: Final = "a diffusion engine for changing things in a photo (install the `gpu` extra)"
_PREVIEWS: Final = 3


@dataclass(frozen=True)
class Engines:
    """The loaded engines, the preferred ones first."""

    drawers: tuple[Drawer, ...] = ()
    editors: tuple[Editor, ...] = ()

    def serving(self, pipeline: str) -> str | None:
        """Name of the engine that serves `pipeline`; None where none does."""
        if pipeline in {"generate", "vary"}:
            return self.drawers[0].name if self.drawers else None
        editor = self.editor(pipeline)
        return editor.name if editor else None

    def editor(self, pipeline: str) -> Editor | None:
        """The preferred editor that serves `pipeline`."""
        return next((editor for editor in self.editors if pipeline in editor.pipelines), None)


def needs(pipeline: str) -> str:
    """What a pipeline needs that is not served, in words."""
    return NEEDS.get(pipeline, _EDIT_NEEDS)


class JobWatch:
    """Lets an engine report into its job, within a share of the whole; coalesces what comes too fast."""

    def __init__(self, job: Job, *, previews: int = _PREVIEWS) -> None:
        self._job = job
        self._low, self._high = 0.0, 1.0
        self._percent = -1
        self._told = 0.0
        self._previews = previews

    def share(self, low: float, high: float) -> None:
        """What follows is the part `low`..`high` of the job."""
        self._low, self._high = low, high

    def progress(self, fraction: float) -> None:
        """Report `fraction` of the current part. Raises Cancelled."""
        if self._job.cancelled:
            raise Cancelled
        percent = int(100 * (self._low + (self._high - self._low) * min(1.0, max(0.0, fraction))))
        now = time.monotonic()
        if percent > self._percent and (now - self._told > 0.1 or percent >= 100):
            self._percent, self._told = percent, now
            self._job.emit(ProgressEvent(percent))

    def preview(self, pixels: Pixels) -> None:
        """Show an early look; at most a few a job."""
        if self._previews > 0 and not self._job.cancelled:
            self._previews -= 1
            data, media_type = preview(pixels)
            self._job.emit(PreviewEvent(data, media_type, max(self._percent, 0)))


class Runner:
    """Renders recipes with the loaded engines."""

    def __init__(self, engines: Engines, *, size: int, cache: RenderCache, metrics: Metrics) -> None:
        self.engines = engines
        self._size = size
        self._cache = cache
        self._metrics = metrics

    def check(self, recipe: Recipe) -> None:
        """Refuse a recipe that no loaded engine can render, before any work. Raises ProblemError (cannot_do)."""
        planned = plan(recipe)
        wanted = [edit.pipeline for edit in planned.steps]
        if isinstance(planned.source, Drawing):
            wanted.insert(0, "generate")
        for name in wanted:
            if self.engines.serving(name) is None:
                raise ProblemError(Code.CANNOT_DO, needs(name), pipeline=name, needs=needs(name))

    def render(self, recipe: Recipe, source: bytes | None, job: Job, *, size: int | None = None) -> None:
        """Render into `job`; runs in a worker thread. Raises ProblemError and Cancelled."""
        key = f"{content_hash(recipe)}/{recipe.count}/{size or self._size}"
        images = self._cache.get(key)
        if images is not None:
            self._metrics.cache_hits.inc()
        else:
            images = self._make(recipe, source, job, size or self._size)
            self._cache.put(key, images)
        for image in images:
            job.emit(image)

    def _make(self, recipe: Recipe, source: bytes | None, job: Job, size: int) -> tuple[ImageEvent, ...]:
        planned = plan(recipe)
        watch = JobWatch(job)
        out: list[ImageEvent] = []
        for index in range(planned.count):
            watch.share(index / planned.count, (index + 1) / planned.count)
            out.append(self._one(planned, recipe, source, index, watch, size))
        return tuple(out)

    def _one(
        self, planned: Plan, recipe: Recipe, source: bytes | None, index: int, watch: JobWatch, size: int
    ) -> ImageEvent:
        names: list[str] = []
        seed: int | None = None
        watch.progress(0.0)
        if isinstance(planned.source, Drawing):
            drawer = self.engines.drawers[0]
            seed = derived_seed(planned.source.seed, index)
            picture = drawer.draw(planned.source.model_copy(update={"seed": seed}), size, watch)
            names.append(drawer.name)
        elif source is None:
            raise ProblemError(Code.INVALID_REQUEST, "a recipe that starts from a photo needs the photo as `source`")
        else:
            picture = Picture(open_image(source))
        for editor, steps in _grouped(self.engines, planned.steps):
            picture = editor.edit(picture, steps, watch)
            names.append(editor.name)
        watch.progress(1.0)
        return _image(picture, recipe, index, seed, "+".join(dict.fromkeys(names)) or "none")


def _grouped(engines: Engines, steps: Sequence[Action]) -> list[tuple[Editor, list[Action]]]:
    """Consecutive steps of one engine together, so that it can do them in one pass."""
    chosen = [(engines.editor(step.pipeline), step) for step in steps]
    grouped = [(editor, [step for _, step in group]) for editor, group in groupby(chosen, key=lambda pair: pair[0])]
    return [(editor, group) for editor, group in grouped if editor is not None]


def _image(picture: Picture, recipe: Recipe, index: int, seed: int | None, engine: str) -> ImageEvent:
    height, width = picture.pixels.shape[:2]
    drawn = isinstance(recipe.source, Drawing)
    transparent = picture.pixels.shape[2] == 4
    made = Provenance(drawn=drawn, recipe=content_hash(recipe), seed=seed, engine=engine)
    data, media_type = encode(picture.pixels, "png" if drawn or transparent else "jpeg", made)
    seen = measure(picture.pixels).model_copy(update={"objects": picture.objects})
    return ImageEvent(index, data, media_type, width, height, seed, engine, seen, picture.undrawn)
