"""Things that another drawing has in it, in their own colour: a book that is read, a guitar, a goldfish in its bowl."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.painting.items import Item

_CLASSES: Final = {
    "book": ("cover", "cover2", "page"), "guitar": ("wood", "wood2", "hole"), "fish": ("fish", "fish2", "fish2"),
    "bamboo": ("bamboo", "leaf2", "leaf"), "violin": ("wood", "wood2", "hole"), "branch": ("wood", "wood2", "leaf"),
    "table": ("wood", "wood2", "cream"), "painting": ("sky", "leaf", "sun"), "drum": ("drum", "steel", "cream"),
    "microphone": ("steel", "iron", "iron"), "dumbbell": ("iron", "steel", "steel"),
    "phone": ("iron", "steel", "steel"),
    "barbell": ("iron", "steel", "steel"), "ball": ("ball", "ball2", "ball2"), "football": ("ball", "ball2", "ball2"),
    "basketball": ("ball", "ball2", "ball2"), "rope": ("rope", "rope", "rope"), "skis": ("ski", "steel", "steel"),
    "ice skate": ("steel", "steel", "steel"), "boxing glove": ("glove", "cuff", "cuff"),
    "pencil": ("ball2", "cream", "cream"), "paper": ("cream", "cream", "cream"),
    "paintbrush": ("wood2", "wood", "wood"),
    "broom": ("handle", "broomtie", "straw"), "witch broom": ("handle", "broomtie", "straw"),
}  # fmt: skip
"""Thing -> the palette classes that it is drawn in; the first takes its colour, the second the shade of that."""
_DRINK: Final = ("coffee",)
"""The class of what is drunk, in what it is in."""
_DARK: Final = "#4A2A3A"


def played(name: str, look: Look) -> dict[str, str]:
    """The palette entries for a body that has a thing of this look in its hands; none where no colour was asked for."""
    if look.tint is None:
        return {}
    main, second, _ = _CLASSES[name]
    return {main: look.tint, second: mix(look.tint, _DARK, 0.35)}


def is_of(name: str, item: Item) -> bool:
    """Whether an item of a body is part of the thing."""
    return item.cls in _CLASSES.get(name, _DRINK)
