"""How one subject is drawn: colours, size, and which of its parts show."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Look:
    """How one subject is drawn."""

    palette: dict[str, str] = field(default_factory=dict)
    color: str = ""
    """Name of the coat's colour, as asked for or as drawn."""
    size: float = 1.0
    show: set[str] = field(default_factory=set)
    hide: set[str] = field(default_factory=set)
    mood: str = ""
    material: str = ""
    """What it is made of: a key of `materials.MATERIALS`."""
    tint: str | None = None
    """The colour that was asked for, "#RRGGBB"; None where none was."""
    undrawn: list[str] = field(default_factory=list)
