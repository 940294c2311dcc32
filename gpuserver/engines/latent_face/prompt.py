"""The prompt of a belief (ChatEdit, section 4.2): the values in force, in one sentence for CLIP."""

from __future__ import annotations

from typing import Final

from core.face import FACE_SLOTS, FaceState

_FIRST: Final = ("hair_color", "hair", "makeup", "expression")
"""The order of the slots in the sentence: what a face has, then how it looks."""
_ADJECTIVES: Final = frozenset({"smiling", "angry", "sad"})
"""Values that do not follow `with`."""


def prompt_of(state: FaceState) -> str | None:
    """`a face with black hair, bangs, smiling`; None where nothing is in force.

    Only values of `core.face.FACE_SLOTS` enter, in their order: no other word of a request reaches CLIP.
    """
    values = [value for slot in _FIRST for value in FACE_SLOTS[slot] if value in state.get(slot, ())]
    if not values:
        return None
    has = [value for value in values if value not in _ADJECTIVES]
    looks = [value for value in values if value in _ADJECTIVES]
    return ", ".join((f"a face with {has[0]}" if has else "a face", *has[1:], *looks))
