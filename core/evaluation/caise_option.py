"""A value that a part of a command may have, with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One value. Its features are names; a trained chooser has a weight for each."""

    value: str
    features: tuple[str, ...]


class Gathered:
    """Options by their value; what speaks for a value from several places is put together."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, value: str, *features: str) -> None:
        self._found.setdefault(value, {}).update(dict.fromkeys(features))

    def options(self) -> list[Option]:
        return [Option(value, tuple(features)) for value, features in self._found.items()]

    def values(self) -> list[str]:
        return list(self._found)
