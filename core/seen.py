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
