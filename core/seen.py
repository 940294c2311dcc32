"""What is known to be in a picture: from the scene that was drawn, and from measuring the pixels. Never guessed."""

from __future__ import annotations

from core.model import Model


class SeenObject(Model):
    """A thing in the picture. `box` is (left, top, right, bottom), each a share of the picture in 0..1."""

    name: str
    color: str | None = None
    count: int = 1
    box: tuple[float, float, float, float] | None = None


class SeenColor(Model):
    """A named colour and the share of the picture that it covers, 0..1."""

    name: str
    share: float


class FaceNote(Model):
    """What is known of faces after they were edited."""

    faces: int
    """How many are in the picture."""
    likeness: float
    """How alike the least alike edited one is to itself before: 1 is equal, lower is less, by a scale of its own."""
    softened: float = 1.0
    """Share of the wanted strength that was used, 0..1: less than 1 where more would have changed the person."""
    numbered: bool = False
    """Nothing was edited: the picture numbers the faces, and asks which one is meant."""


class Seen(Model):
    """The facts about one picture. `objects` is None where nothing on this server can recognise things."""

    width: int
    height: int
    colors: tuple[SeenColor, ...] = ()
    brightness: float = 0.5
    """Mean luminance, 0 (black) .. 1 (white)."""
    faces: int | None = None
    objects: tuple[SeenObject, ...] | None = None
    transparent: bool = False
    answer: str | None = None
    """A vision model's own words, where an engine has one."""
