"""The face engine: all values in force at once, always from the original photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from core.pipeline import Action
from core.problems import Code, ProblemError
from core.seen import FaceNote
from gpuserver.engines.base import Picture, Pixels, Watch
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.choose import from_left, labelled, unclear
from gpuserver.engines.face.edit import Warp
from gpuserver.engines.face.frame import Face, View, framed
from gpuserver.engines.face.guard import GradientLikeness, Likeness
from gpuserver.engines.face.hair_labels import goes_on
from gpuserver.engines.face.landmarks import FaceFinder, MediapipeFinder
from gpuserver.engines.face.mesh import width
from gpuserver.engines.face.order import CHANGES, ordered
from gpuserver.engines.face.request import asked
from gpuserver.engines.face.writeback import Canvas

_LEAST_WIDTH: Final = 20.0
"""Distance of the outer eye corners (px of the photo) under which a face is too small to edit."""
_MOST_YAW: Final = 35.0
_SOFTER: Final = (1.0, 0.85, 0.7, 0.5, 0.25)
"""Shares of the wanted strengths of which the greatest is looked for that leaves the person alike."""
_GAIN: Final = 0.85
"""How much of its loss of likeness an edit regains in proportion as it is softened: 0.8 to 1.1 were measured."""
_SLACK: Final = 0.0005
"""How far an expected likeness may lie under the threshold and the share still be tried."""


class FaceEngine:
    """An `Editor` of the faces in photos. Safe to use from several threads: it keeps nothing between pictures."""

    name = "face"
    seeded = False
    pipelines = frozenset({"edit_face"})

    def __init__(self, finder: FaceFinder | None = None, likeness: Likeness | None = None) -> None:
        """`likeness`: a face-recognition model in place of the stand-in."""
        self._finder = finder or MediapipeFinder()
        self._likeness = likeness or GradientLikeness()

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        """All `steps` from the pixels of `picture`. Raises ProblemError and Cancelled.

        Where a step names nobody and several faces are about as large, the preview numbers them, and it raises
        ProblemError (which_face).
        """
        watch.progress(0.0)
        original = np.ascontiguousarray(picture.pixels[..., :3])
        meshes = from_left(self._finder.find(original))
        if not meshes:
            raise ProblemError(Code.NO_FACE, "no face was found in the photo")
        if unclear(steps, meshes):
            watch.preview(labelled(original, meshes))
            raise ProblemError(Code.WHICH_FACE, f"name one of the {len(meshes)} faces", faces=len(meshes))
        wanted = asked(steps, meshes)
        out = picture.pixels
        notes: list[FaceNote] = []
        for done, (index, strengths) in enumerate(wanted.items()):
            pace = _Pace(watch, 0.1 + 0.9 * done / len(wanted), 0.9 / len(wanted))
            views = self._views(original, meshes, index, strengths, pace)
            out, note = self._edited(out, views, strengths, pace)
            notes.append(note)
        likeness = min((note.likeness for note in notes), default=1.0)
        softened = min((note.softened for note in notes), default=1.0)
        note = FaceNote(faces=len(meshes), likeness=likeness, softened=softened)
        return replace(picture, pixels=out, face=note)

    def _views(
        self,
        original: Pixels,
        meshes: Sequence[Points],
        index: int,
        strengths: Mapping[str, float],
        pace: _Pace,
    ) -> dict[View, Face]:
        """The face in every view that its changes need, and in the one in which it is compared. Raises ProblemError."""
        mesh = meshes[index]
        if width(mesh) < _LEAST_WIDTH:
            raise ProblemError(Code.FACE_TOO_SMALL, "the face is too small in this photo to be edited")
        others = tuple(other for at, other in enumerate(meshes) if at != index)
        needed = {View.FACE, *(CHANGES[value].view for value in ordered(strengths))}
        views = {view: self._view(original, mesh, others, view, pace) for view in View if view in needed}
        if abs(views[View.FACE].yaw) > _MOST_YAW:
            raise ProblemError(Code.FACE_TURNED, "the face is turned too far aside to be edited")
        if View.HEAD in views and goes_on(views[View.HEAD]):
            views[View.HEAD] = self._view(original, mesh, others, View.LONG, pace)
        return views

    def _view(self, original: Pixels, mesh: Points, others: tuple[Points, ...], view: View, pace: _Pace) -> Face:
        return framed(original, mesh, self._finder, view=view, others=others, pause=pace.pause)

    def _edited(
        self, photo: Pixels, views: Mapping[View, Face], strengths: Mapping[str, float], pace: _Pace
    ) -> tuple[Pixels, FaceNote]:
        """`photo` with the changes, softer where the person would not be alike, and what became of them."""
        face = views[View.FACE]
        share = _SOFTER[0]
        while True:
            canvas = Canvas(photo, views.values())
            before = _shown(canvas, face)
            _change(canvas, views, _softened(strengths, share), pace)
            likeness = self._likeness.similarity(before, _shown(canvas, face), face.points)
            softer = _softer(share, likeness, self._likeness.threshold)
            if softer is None:
                return canvas.finished(), FaceNote(faces=1, likeness=likeness, softened=share)
            share = softer


def _softer(share: float, likeness: float, threshold: float) -> float | None:
    """The next share to try: the greatest at which the person may be alike; None where `share` does or is the least."""
    if likeness >= threshold:
        return None
    rest = [one for one in _SOFTER if one < share]
    expected = (likeness + _GAIN * (1 - likeness) * (1 - one / share) for one in rest)
    return next(
        (one for one, then in zip(rest, expected, strict=True) if then >= threshold - _SLACK), min(rest, default=None)
    )


def _softened(strengths: Mapping[str, float], share: float) -> dict[str, float]:
    return {value: strength if CHANGES[value].whole else share * strength for value, strength in strengths.items()}


def _change(canvas: Canvas, views: Mapping[View, Face], strengths: Mapping[str, float], pace: _Pace) -> None:
    values = ordered([value for value, strength in strengths.items() if strength > 0])
    faces = dict(views)
    for done, value in enumerate(values):
        pace.at(done / len(values))
        change = CHANGES[value]
        face = faces[change.view]
        before = canvas.crop(face)
        edit = change.operation(face, before, strengths[value])
        canvas.apply(face, before, edit)
        if isinstance(edit, Warp) and edit.moves_hair:
            faces[change.view] = replace(face, before=(face, edit.field))
    pace.at(1.0)


def _shown(canvas: Canvas, face: Face) -> Pixels:
    return np.clip(np.rint(canvas.crop(face)), 0, 255).astype(np.uint8)


class _Pace:
    """The part of the job that one face takes, and how far it is."""

    def __init__(self, watch: Watch, start: float, share: float) -> None:
        self._watch = watch
        self._start = start
        self._share = share
        self._done = 0.0

    def at(self, done: float) -> None:
        """`done` (0..1) of this part is done. Raises Cancelled."""
        self._done = max(self._done, done)
        self.pause()

    def pause(self) -> None:
        """Report without having come further. Raises Cancelled."""
        self._watch.progress(self._start + self._share * self._done)
