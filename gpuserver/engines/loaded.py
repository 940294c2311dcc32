"""The loaded engines, which of them serves a pipeline, and what would serve one that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, TypeVar

from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Drawing, Plan, Recipe, plan
from core.scene.model import SCENE_PIPELINES
from gpuserver.engines.base import Combiner, Drawer, Editor, Filler, Samples, Sampling
from gpuserver.engines.photo.people import People
from gpuserver.engines.sight import Sight

_NEEDS: Final = {
    "generate": "a drawing engine",
    "edit_face": "the face engine (install the `faces` extra)",
    "sketch_to_image": "a diffusion engine (install the `gpu` extra)",
    "vary": "a drawing, or a diffusion engine for a photo (install the `gpu` extra)",
}
_SCENE_NEEDS: Final = "a diffusion engine for putting new things into a photo (install the `gpu` extra)"
_IN_PHOTOS: Final = frozenset({"remove_object", "recolor_object", "change_background", "style_transfer"})
"""Changes of a scene that the photo engine makes in a photo too: they need nothing that is not in it yet."""
_DRAWN: Final = SCENE_PIPELINES | {"generate", "vary"}
"""What the drawer serves in a drawing: these are part of the scene."""


E = TypeVar("E")


def needs(pipeline: str) -> str:
    """What would serve `pipeline` where nothing does, in words."""
    return _NEEDS.get(pipeline, _SCENE_NEEDS if pipeline in SCENE_PIPELINES - _IN_PHOTOS else "the photo engine")


@dataclass(frozen=True)
class Engines:
    """The loaded engines, the preferred ones first."""

    drawers: tuple[Drawer, ...] = ()
    editors: tuple[Editor, ...] = ()
    sight: Sight = field(default_factory=Sight)
    """What looks at pictures and speaks."""
    people: People | None = None
    """What finds faces in photos."""
    filler: Filler | None = None
    combiner: Combiner | None = None
    accelerated: bool = False
    """Whether renders wait for a GPU most of their time: it works for many of them at once."""

    def preferring(self, names: Sequence[str]) -> Engines:
        """The same engines with those of `names` first, in that order. Raises ValueError for one not loaded."""
        loaded = {engine.name for engine in (*self.drawers, *self.editors)}
        if missing := [name for name in names if name not in loaded]:
            raise ValueError(f"no engine is named {', '.join(missing)}; loaded: {', '.join(sorted(loaded)) or 'none'}")
        rank = {name: at for at, name in enumerate(names)}
        return replace(
            self,
            drawers=tuple(sorted(self.drawers, key=lambda one: rank.get(one.name, len(rank)))),
            editors=tuple(sorted(self.editors, key=lambda one: rank.get(one.name, len(rank)))),
        )

    def sampled(self, how: Sampling) -> Engines:
        """The same engines, those of diffusion models with their pictures made so."""
        if how == Sampling():
            return self
        return replace(
            self,
            drawers=tuple(_sampled(one, how) for one in self.drawers),
            editors=tuple(_sampled(one, how) for one in self.editors),
            filler=_sampled(self.filler, how),
            combiner=_sampled(self.combiner, how),
        )

    @property
    def drawer(self) -> Drawer | None:
        """The preferred drawer."""
        return self.drawers[0] if self.drawers else None

    def editor(self, pipeline: str) -> Editor | None:
        """The preferred editor that serves `pipeline`."""
        return next((editor for editor in self.editors if pipeline in editor.pipelines), None)

    def in_drawings(self, pipeline: str) -> str | None:
        """Name of the engine that serves `pipeline` in a drawing; None where none does."""
        serving = self.drawer if pipeline in _DRAWN else self.editor(pipeline)
        return serving.name if serving else None

    def in_photos(self, pipeline: str) -> str | None:
        """Name of the engine that serves `pipeline` in a photo; None where none does."""
        editor = self.editor(pipeline)
        return editor.name if editor else None

    def check(self, recipe: Recipe) -> Plan:
        """The plan of `recipe`. Raises ProblemError (cannot_do) when no loaded engine serves a part of it."""
        planned = plan(recipe)
        wanted = [edit.pipeline for edit in planned.steps]
        if isinstance(planned.source, Drawing) and self.drawer is None:
            raise _cannot("generate")
        for pipeline in wanted:
            if self.editor(pipeline) is None:
                raise _cannot(pipeline)
        return planned

    def passes(self, steps: Sequence[Action]) -> list[tuple[Editor, list[Action]]]:
        """Consecutive steps of one engine together, so that it can do them in one pass. Raises ProblemError."""
        chosen = [(self._served(step.pipeline), step) for step in steps]
        return [(editor, [step for _, step in group]) for editor, group in groupby(chosen, key=lambda pair: pair[0])]

    def _served(self, pipeline: str) -> Editor:
        editor = self.editor(pipeline)
        if editor is None:
            raise _cannot(pipeline)
        return editor


def _sampled(engine: E, how: Sampling) -> E:
    return engine.sampled(how) if isinstance(engine, Samples) else engine


def _cannot(pipeline: str) -> ProblemError:
    wanted = needs(pipeline)
    return ProblemError(Code.CANNOT_DO, f"it needs {wanted}", pipeline=pipeline, needs=wanted)
