"""What a picture is made of before it is painted: shapes with colours, in groups, from back to front.

Everything is in design space: the long side of the canvas is 1024, y points down. Painting scales it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import skia

from gpuserver.engines.illustrator.painting.light import Light

DESIGN = 1024
"""Length of the canvas's long side in design space."""

Kind = Literal["part", "flat", "glow"]
"""part: shaded by the renderer. flat: plain colour (eyes, lines). glow: light or fog, no outline in any style."""
Form = Literal["round", "soft", "none"]
"""round: full shading. soft: flat things (walls, boards, hair caps). none: base colour only."""
Layer = Literal["back", "subject", "front"]


@dataclass(slots=True, eq=False)
class Item:
    """One filled shape. `gradient` (top to bottom, two or more colours) and `blur` (sigma in px) replace shading."""

    path: skia.Path
    color: str
    gradient: tuple[str, ...] = ()
    form: Form = "round"
    kind: Kind = "part"
    alpha: float = 1.0
    blur: float = 0.0
    blend: skia.BlendMode | None = None
    marks: list[Item] = field(default_factory=list)
    """Flat markings, clipped to the path and shaded with it."""
    id: str = ""
    ids: frozenset[str] = frozenset()
    """Its own id, those of the groups round it ("mouth-smile"), and the name of its drawing; none in backgrounds."""
    cls: str = ""
    """Palette class: the material ("fur", "glass", "ink"); in backgrounds a word such as "water", "sky", "glint"."""
    casts: bool = True
    """Whether the part throws a small shadow on parts of its group that lie below it."""
    material: str = ""
    """What it is made of ("glass", "wood": a key of `materials.MATERIALS`); empty for the ordinary look."""


@dataclass(frozen=True)
class Fade:
    """Opacity that falls from `strength` at y `top` to nothing at y `bottom`."""

    top: float
    bottom: float
    strength: float


@dataclass(slots=True, eq=False)
class Group:
    """Items that belong together and are painted as one: a layer of the background, or one subject."""

    items: list[Item]
    name: str = ""
    light: Light | None = None
    """Its own light; None takes the scene's."""
    tint: str | None = None
    """Colour multiplied over the group (night, dusk)."""
    ground: float | None = None
    """y of the ground under it; None where it touches none."""
    shadow: float = 0.0
    """Strength of its shadow on the ground, 0..1; 0 for none."""
    rim: tuple[str, float] | None = None
    """Colour and strength of a light edge towards the light (moon, low sun)."""
    layer: Layer = "back"
    lift: float = 0.0
    """Height over the ground in px, for things that hover: the shadow grows wide and pale."""
    fade: Fade | None = None
    """Lets the group fade downwards: mirror images in water."""

    @property
    def is_subject(self) -> bool:
        """Whether this is a thing that was asked for, and not scenery."""
        return self.layer == "subject"


@dataclass(frozen=True)
class Canvas:
    """Size of the picture in design space; the long side is 1024."""

    width: int = DESIGN
    height: int = DESIGN

    @property
    def scale(self) -> float:
        """The S of all proportions: the length that subjects are sized by (the short side, at most 1024)."""
        return float(min(self.width, self.height))


@dataclass(frozen=True)
class Water:
    """Where a backdrop is wet: what stands in or at it is mirrored there."""

    area: skia.Path
    color: str
    """What the mirror image fades into."""
    clear: float = 0.55
    """How plainly it mirrors, 0..1: still water more than wet sand."""
    brink: float | None = None
    """y of the near bank's edge: what stands on the bank close above it is mirrored from there on."""
    afloat: float | None = None
    """y at which boats lie; None where there is no room for them."""


@dataclass(frozen=True)
class Counter:
    """A worktop across the picture: small things stand on it, people and big things behind it."""

    layer: str
    """Name of the group of the backdrop that is the worktop."""
    top: float
    """y of its far edge."""


@dataclass(frozen=True)
class Backdrop:
    """A background around the subjects, and what it asks of them."""

    back: list[Group]
    front: list[Group]
    """Drawn over the subjects: rain, snow, a dark frame of leaves."""
    light: Light
    ground: float
    """y where the hero stands, px in design space."""
    horizon: float
    """y of the horizon; further subjects stand between it and `ground`."""
    tint: str | None = None
    rim: tuple[str, float] | None = None
    cast: str | None = None
    """Colour of ground shadows; None takes the light's."""
    shadow: float = 0.45
    """Strength of ground shadows, 0..1."""
    haze: str = "#E9F1EE"
    """Colour of the air at the horizon."""
    edge: float | None = None
    """y beyond which nothing stands (the front edge of a table); None leaves it to the layout."""
    rear: float | None = None
    """y of the far edge of the ground that can be stood on (a bank, a pier); None where it reaches the horizon."""
    bare: bool = False
    """Whether it is only a ground to stand on: a lone subject may fill the picture, and nothing is hidden by it."""
    snow: Literal["", "lies", "falls"] = ""
    """Whether snow is on what stands in it, or coming down on everybody."""
    floats: bool = False
    """Whether subjects stand on nothing (space, under water, in the sky): no ground shadow."""
    water: Water | None = None
    """The water that mirrors subjects; None where there is none."""
    perch: Callable[[float, float, float], Group] | None = None
    """Makes what rises out of the water under a figure that stands at (x, y), by half its width; None for a ground."""
    counter: Counter | None = None
    """The worktop that is its ground; None for a ground that everybody stands on."""


def bounds(items: Iterable[Item]) -> skia.Rect:
    """The smallest box around the items' paths (an empty one at 0, 0 without items)."""
    boxes = [item.path.computeTightBounds() for item in items]
    if not boxes:
        return skia.Rect.MakeEmpty()
    return skia.Rect.MakeLTRB(
        min(box.left() for box in boxes), min(box.top() for box in boxes),
        max(box.right() for box in boxes), max(box.bottom() for box in boxes),
    )  # fmt: skip
