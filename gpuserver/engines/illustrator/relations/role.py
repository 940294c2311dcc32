"""One subject of a scene with its figures, and what it is to the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.scene.model import Subject
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.clothing import clothes_of
from gpuserver.engines.illustrator.dancing import dancing
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.poses import shown
from gpuserver.engines.illustrator.relations.places import Place
from gpuserver.engines.illustrator.relations.ties import TIES


@dataclass
class Role:
    """One subject of the scene with its figures: as many looks as it counts."""

    subject: Subject
    artwork: Artwork
    place: Place
    first: int
    """Occurrence number of the first figure, so that the second cat keeps its chance when the first one leaves."""
    looks: list[Look] = field(default_factory=list)
    base: Role | None = None
    """Who it is worn by, held by, or sits on or in."""
    worn: bool = False
    pose: str = ""
    """The pose that it has taken; empty for that of its own drawing."""
    absorbed: bool = False
    """Whether its base has it in its pose: a book that is read, a guitar that is played."""
    line_to: Role | None = None
    """Who holds the line of a kite in the sky."""
    faces: str | None = None
    """The subject that it looks at; empty for anybody near."""
    says: str = ""
    """The text on it."""
    undrawn: list[str] = field(default_factory=list)
    """Words for what it does that no drawing of it shows."""

    @property
    def inside(self) -> bool:
        """Whether it is in its base, and not on it."""
        return self.base is not None and self.place.relation == "in"

    @property
    def stands_by(self) -> bool:
        """Whether it stands by its base, and is not carried by it."""
        return self.base is not None and self.place.relation in TIES

    def take(self, pose: str) -> bool:
        """Take a pose; whether there is a drawing that shows it. Head and shoulders take none."""
        if self.artwork.is_bust:
            return shown(pose, ()) is not None
        if pose == "dance" and "eyes" in self.artwork.anchors and self.name not in subjects.PEOPLE:
            self.pose, self.artwork = pose, dancing(self.name)
            return True
        best = shown(pose, subjects.poses(self.name))
        if best is None:
            return self.artwork.airborne if pose == "fly" else pose == "sleep" and "eyes" in self.artwork.anchors
        self.pose = best
        if best:
            self.artwork = subjects.artwork(self.name, best, clothes_of(self.subject))
        return True

    @property
    def name(self) -> str:
        """Which subject it is, in whatever pose."""
        return self.artwork.name
