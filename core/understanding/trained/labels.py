"""What the network can say: pipelines, closed values, roles of words, and values of face slots, in a fixed order."""

from __future__ import annotations

from typing import Final

from core.catalogue import CATALOGUE, COLORS
from core.face import FACE_SLOTS

SLOTS: Final = 3
"""Actions that one turn can hold."""

NONE: Final = "none"
PIPELINES: Final = (NONE, *CATALOGUE)
"""The label of an action slot; `none` ends the sequence."""

_RATIOS: Final = ("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "21:9", "5:4", "4:5", "2:1")
_TINTS: Final = tuple(color.replace(" ", "-") for color in COLORS)
CLOSED: Final = (
    "-", "up", "down", "left", "right", "all", "cw", "ccw", "cw90", "ccw90", "180", "horizontal", "vertical",
    *_RATIOS, *_TINTS,
)  # fmt: skip
"""Values that are named in so many ways that they are labels and not words: directions, turns, ratios, tints."""

CLOSED_OF: Final[dict[str, tuple[str, ...]]] = {
    "adjust_brightness": ("up", "down"),
    "adjust_contrast": ("up", "down"),
    "rotate": ("cw", "ccw", "cw90", "ccw90", "180"),
    "flip": ("horizontal", "vertical"),
    "outpaint": ("all", "left", "right", "up", "down"),
    "crop": _RATIOS,
    "generate": ("-", *_RATIOS),
    "adjust_color": _TINTS,
}
"""The closed values of a pipeline; the first is taken where none was understood."""

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "generate": ("prompt", "style", "negative", "number"),
    "edit": ("instruction",),
    "add_object": ("object", "place"),
    "remove_object": ("object",),
    "replace_object": ("object", "with"),
    "recolor_object": ("object", "color"),
    "change_attribute": ("object", "attribute"),
    "change_background": ("background",),
    "style_transfer": ("style",),
    "adjust_brightness": ("number",),
    "adjust_contrast": ("number",),
    "adjust_color": ("number",),
    "rotate": ("number",),
    "upscale": ("number",),
    "vary": ("number",),
    "sketch_to_image": ("prompt",),
    "search": ("query",),
    "undo": ("number",),
}
"""The roles that words can play in a pipeline."""

NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "generate": ("prompt",),
    "edit": ("instruction",),
    "add_object": ("object",),
    "remove_object": ("object",),
    "replace_object": ("object", "with"),
    "recolor_object": ("object", "color"),
    "change_attribute": ("object", "attribute"),
    "change_background": ("background",),
    "style_transfer": ("style",),
    "search": ("query",),
}
"""The roles without which an action cannot be."""

ROLE_NAMES: Final = tuple(dict.fromkeys(role for roles in ROLES.values() for role in roles))

FACE_VALUES: Final = tuple((slot, value) for slot, values in FACE_SLOTS.items() for value in values)
"""Every value of a face slot with its slot; each is none, set or unset by a turn."""
KEPT, SET, UNSET = 0, 1, 2
