"""What was removed when something was forgotten."""

from __future__ import annotations

from core.model import Model


class Receipt(Model):
    """Counts of what is gone for good. `touched` are the conversations that are gone or changed."""

    conversations: int = 0
    turns: int = 0
    versions: int = 0
    pictures: int = 0
    size: int = 0
    """Bytes of the pictures."""
    touched: tuple[str, ...] = ()

    def __add__(self, other: Receipt) -> Receipt:
        return Receipt(
            conversations=self.conversations + other.conversations,
            turns=self.turns + other.turns,
            versions=self.versions + other.versions,
            pictures=self.pictures + other.pictures,
            size=self.size + other.size,
            touched=(*self.touched, *other.touched),
        )
