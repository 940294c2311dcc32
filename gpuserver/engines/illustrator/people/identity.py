"""What stays of a person at every age: the chance of hair and skin, and the colours to dress in."""

from __future__ import annotations

from typing import Final

_MEN: Final = ("#4A8FD0", "#5F8F7B", "#E8683A", "#F9C74F", "#6DB36B", "#E5484D", "#6A6FA8")
_WOMEN: Final = ("#F2674F", "#2A9D9D", "#6C63C7", "#F9C74F", "#F48FA0", "#8ECBEA", "#C9B8D8", "#E58A9A")
WARDROBE: Final = {
    "man": _MEN, "boy": _MEN, "oldman": _MEN, "woman": _WOMEN, "girl": _WOMEN, "oldwoman": _WOMEN,
    "teenboy": _MEN, "teengirl": _WOMEN, "toddler": ("#F9DB8F", "#8ECBEA", "#F48FA0", "#A6DACE", "#E8683A"),
    "baby": ("#A6DACE", "#F7B6C2", "#F9DB8F"),
}  # fmt: skip
"""The colours of clothes of those who have an age, none of them near a skin; those of a trade have its own."""

SEX_WORDS: Final = {
    **dict.fromkeys(("female", "woman", "women", "lady", "girl", "女", "女性"), "woman"),
    **dict.fromkeys(("male", "man", "men", "gentleman", "guy", "boy", "男", "男性"), "man"),
}
"""Words before or behind somebody's trade that say whether it is a woman or a man."""


def identity_of(name: str) -> str:
    """The name under which chance knows a drawing: one for a person at every age."""
    return "person" if name in WARDROBE else name
