"""From a recipe to pictures: the plan's source and its steps, one pass of each engine, encoded with provenance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import cv2
import numpy as np

from core.problems import Code, ProblemError
from core.recipe import Drawing, Plan, Recipe, Upload, content_hash, derived_seed
from gpuserver.accelerator.claim import claiming
from gpuserver.cache import RenderCache
from gpuserver.engines.base import Drawer, Picture, Pixels, Sampling, Watch
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import ranked
from gpuserver.events import ImageEvent
from gpuserver.guided import Combine, Fill
from gpuserver.images.intake import open_image
from gpuserver.images.measure import measure
from gpuserver.images.output import Format, Provenance, encode
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.together import PictureWatch, in_order
from gpuserver.watch import PREVIEWS, JobWatch

_MOVES: Final = frozenset({"rotate", "flip", "crop", "outpaint"})
"""Steps after which the drawn things are no longer where the drawer put them."""
MOST_RANKED: Final = 8


@dataclass(frozen=True)
class Order:
    """A recipe, the photo that it starts from, and how its pictures are wanted."""

    recipe: Recipe
    source: bytes | None = None
    pixels: tuple[int, int] | None = None
    """Width and height of a drawing; None leaves them to the server's size and the recipe's aspect."""
    format: Format | None = None
    """None is PNG for drawings and transparent pictures, JPEG for photos."""
    quality: int | None = None
    """1..100 for JPEG and WebP; None is the server's."""
    previews: int = PREVIEWS
    rank: int = 1
    """How often each picture is drawn; the one that fits its words best is kept."""
    guided: Fill | Combine | None = None
    """What is made of the photo before the recipe's edits."""
    sampling: Sampling = field(default_factory=Sampling)
    """How diffusion models make the pictures."""

    @property
    def weight(self) -> int:
        """Bytes of its uploads."""
        return len(self.source or b"") + (self.guided.weight if self.guided else 0)

    @property
    def key(self) -> str:
        """Equal for orders of the same pictures."""
        guided = self.guided.key if self.guided else ""
        wanted = f"{self.pixels}/{self.format}/{self.quality}/{self.rank}/{self.sampling}/{guided}"
        return f"{content_hash(self.grounded())}/{wanted}"

    def grounded(self) -> Recipe:
        """The recipe with the digest of the bytes that came with it, whatever the client says that it is."""
        if self.source is None or not isinstance(self.recipe.source, Upload):
            return self.recipe
        digest = hashlib.sha256(self.source).hexdigest()
        return self.recipe.model_copy(update={"source": self.recipe.source.model_copy(update={"digest": digest})})


class Runner:
    """Renders recipes with the loaded engines."""

    def __init__(self, engines: Engines, *, size: int, seconds: float, cache: RenderCache, metrics: Metrics) -> None:
        """`size`: long side of a drawing in pixels; `seconds`: how long one job may run."""
        self.engines = engines
        self._size = size
        self._seconds = seconds
        self._cache = cache
        self._metrics = metrics

    def check(self, order: Order) -> None:
        """Refuse what cannot be rendered before any work. Raises ProblemError (cannot_do, invalid_request)."""
        planned = self.engines.check(order.recipe)
        if isinstance(planned.source, Upload) and not order.source:
            raise ProblemError(Code.INVALID_REQUEST, "a recipe that starts from a photo needs the photo as `source`")
        if not 1 <= order.rank <= MOST_RANKED or (order.rank > 1 and isinstance(planned.source, Upload)):
            raise ProblemError(Code.INVALID_REQUEST, f"rank is 1 to {MOST_RANKED}, and for drawings only", param="rank")
        if order.rank > 1:
            self.engines.sight.needed_embedder()
        if order.guided:
            order.guided.engine(self.engines)

    def render(self, order: Order, job: Job) -> None:
        """Render into `job`, from a worker thread. Raises ProblemError and Cancelled."""
        recipe, key = order.grounded(), order.key
        held = self._cache.get(key)
        if held is not None:
            self._metrics.cache_hits.inc()
        watch = JobWatch(job, previews=order.previews, seconds=self._seconds)
        made: list[ImageEvent] = []
        with claiming(watch.claim):
            for image in held or self._made(order, recipe, watch):
                job.emit(image)
                made.append(image)
        if held is None:
            self._cache.put(key, tuple(made))

    def _made(self, order: Order, recipe: Recipe, watch: JobWatch) -> Iterator[ImageEvent]:
        planned = self.engines.check(recipe)
        different = planned.count if self._is_seeded(order, planned) else 1

        def one(number: int, watch: PictureWatch) -> ImageEvent:
            return self._one(order, recipe, planned, number, watch)

        with closing(in_order(one, different * order.rank, watch, at_once=self.engines.accelerated)) as made:
            first: ImageEvent | None = None
            for index in range(planned.count):
                if first is not None and different == 1:
                    yield replace(first, index=index)  # the photo has one rendering
                    continue
                image = self._best(order, planned, index, list(islice(made, order.rank)))
                self._metrics.images.labels(image.engine).inc()
                first = first or image
                yield image

    def _best(self, order: Order, planned: Plan, index: int, made: list[ImageEvent]) -> ImageEvent:
        """The picture `index`: of those `made` to be ranked, the one that fits its words best."""
        if len(made) == 1:
            return made[0]
        embedder = self.engines.sight.needed_embedder()
        best = ranked(embedder, [open_image(one.data) for one in made], _words(order, planned))[0]
        return replace(made[best], index=index)

    def _one(self, order: Order, recipe: Recipe, planned: Plan, index: int, watch: PictureWatch) -> ImageEvent:
        engines = self.engines.sampled(order.sampling)
        passes = engines.passes(planned.steps)
        parts = 1 + len(passes)
        seed = derived_seed(_seed_of(planned.source), index)
        names: list[str] = []
        watch.share(0.0, 1 / parts)
        watch.progress(0.0)
        if isinstance(planned.source, Drawing) and engines.drawer:
            names.append(engines.drawer.name)
            drawing = planned.source.model_copy(update={"seed": seed})
            picture = self._drawn(engines.drawer, drawing, order.pixels, watch)
        else:
            picture = Picture(open_image(order.source or b""), seed=seed)
            if order.guided:
                names.append(order.guided.engine(engines).name)
                picture = order.guided.run(engines, picture, watch)
        for at, (editor, steps) in enumerate(passes, 1):
            watch.share(at / parts, (at + 1) / parts)
            picture = editor.edit(replace(picture, seed=seed), steps, watch)
            names.append(editor.name)
        watch.progress(1.0)
        self._refuse(picture.pixels)
        if any(step.pipeline in _MOVES for step in planned.steps):
            picture = _unplaced(picture)
        made = Provenance(
            drawn=isinstance(planned.source, Drawing),
            recipe=content_hash(recipe),
            seed=seed if self._is_seeded(order, planned) else None,
            engine="+".join(dict.fromkeys(names)) or "none",
        )
        return _encoded(picture, made, index, order)

    def _is_seeded(self, order: Order, planned: Plan) -> bool:
        """Whether another seed makes another picture."""
        if isinstance(planned.source, Drawing) or order.guided:
            return True
        return any(editor.seeded for editor, _ in self.engines.passes(planned.steps))

    def _refuse(self, pixels: Pixels) -> None:
        """Raises ProblemError (refused) for a picture that is not to be shown."""
        judge = self.engines.sight.judge
        if judge is not None and (verdict := judge.judge(pixels)):
            detail = f"the picture was held back: {judge.name} takes it for {verdict.label}"
            raise ProblemError(Code.REFUSED, detail, policy="sexual", label=verdict.label)

    def _drawn(self, drawer: Drawer, drawing: Drawing, pixels: tuple[int, int] | None, watch: Watch) -> Picture:
        if pixels is None:
            return drawer.draw(drawing, self._size, watch)
        picture = drawer.draw(drawing, max(pixels), watch)
        return replace(picture, pixels=_fitted(picture.pixels, pixels))


def _seed_of(source: Drawing | Upload) -> int:
    """The seed that was asked for; else the photo's own."""
    if source.seed is None:
        return int(source.digest[:8], 16) >> 1
    return source.seed


def _words(order: Order, planned: Plan) -> str:
    """What a drawing shows, edits included, in a phrase."""
    drawn, given = planned.source, order.recipe.source
    if not isinstance(drawn, Drawing) or not isinstance(given, Drawing):
        return ""
    scene = drawn.scene
    parts = (*(one.phrase() for one in scene.present), scene.background, *scene.details, scene.style)
    return ", ".join(part for part in parts if part) or given.prompt


def _fitted(picture: Pixels, wanted: tuple[int, int]) -> Pixels:
    """`picture` at exactly `wanted` (width, height): drawers round the aspect by a pixel or two."""
    if (picture.shape[1], picture.shape[0]) == wanted:
        return picture
    return np.asarray(cv2.resize(picture, wanted, interpolation=cv2.INTER_AREA), np.uint8)


def _unplaced(picture: Picture) -> Picture:
    """What is in the picture, without saying where."""
    if picture.objects is None:
        return picture
    return replace(picture, objects=tuple(one.model_copy(update={"box": None}) for one in picture.objects))


def _encoded(picture: Picture, made: Provenance, index: int, order: Order) -> ImageEvent:
    height, width = picture.pixels.shape[:2]
    lossless = made.drawn or picture.pixels.shape[2] == 4
    data, media_type = encode(picture.pixels, order.format or ("png" if lossless else "jpeg"), made, order.quality)
    known = {"objects": picture.objects, "faces": picture.face.faces if picture.face else None}
    seen = measure(picture.pixels).model_copy(update=known)
    return ImageEvent(
        index,
        data,
        media_type,
        width,
        height,
        made.seed,
        made.engine,
        seen,
        picture.undrawn,
        picture.face,
        picture.instead,
    )
