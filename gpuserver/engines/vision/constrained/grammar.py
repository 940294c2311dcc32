"""Regular languages of bytes, read one byte at a time by derivatives (Brzozowski, Derivatives of Regular Expressions).

The derivative of a language by a byte is what may follow that byte. A node is a language; it remembers its derivatives,
so that a grammar grows only where it is walked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final


class Node:
    """A language. `ends`: whether nothing more is needed; `shortest`: bytes that are needed at least."""

    def __init__(self, *, ends: bool, shortest: float) -> None:
        self.ends = ends
        self.shortest = shortest
        self._after: dict[int, Node] = {}

    def after(self, byte: int) -> Node:
        """What may follow `byte`; NOTHING where that may not come."""
        if byte not in self._after:
            self._after[byte] = self.derive(byte)
        return self._after[byte]

    def after_all(self, data: bytes) -> Node:
        """What may follow `data`."""
        node = self
        for byte in data:
            node = node.after(byte)
            if node is NOTHING:
                break
        return node

    def derive(self, byte: int) -> Node:
        """The derivative, computed."""
        return NOTHING


NOTHING: Final = Node(ends=False, shortest=math.inf)
"""The language without any text."""
EMPTY: Final = Node(ends=True, shortest=0)
"""The language of the empty text alone."""


class _Literal(Node):
    def __init__(self, data: bytes) -> None:
        super().__init__(ends=False, shortest=len(data))
        self._data = data

    def derive(self, byte: int) -> Node:
        return literal(self._data[1:]) if byte == self._data[0] else NOTHING


class _OneOf(Node):
    def __init__(self, choice: frozenset[int]) -> None:
        super().__init__(ends=False, shortest=1)
        self._choice = choice

    def derive(self, byte: int) -> Node:
        return EMPTY if byte in self._choice else NOTHING


class _Then(Node):
    def __init__(self, first: Node, rest: Node) -> None:
        super().__init__(ends=first.ends and rest.ends, shortest=first.shortest + rest.shortest)
        self._first, self._rest = first, rest

    def derive(self, byte: int) -> Node:
        begun = self._first.after(byte)
        on = self if begun is self._first else _then(begun, self._rest)
        return either(on, self._rest.after(byte)) if self._first.ends else on


class _Either(Node):
    def __init__(self, choice: tuple[Node, ...]) -> None:
        super().__init__(ends=any(one.ends for one in choice), shortest=min(one.shortest for one in choice))
        self.choice = choice

    def derive(self, byte: int) -> Node:
        return either(*(one.after(byte) for one in self.choice))


class _Repeat(Node):
    def __init__(self, node: Node, low: int, high: float) -> None:
        super().__init__(ends=low == 0 or node.ends, shortest=low * node.shortest)
        self._node, self._low, self._high = node, low, high

    def derive(self, byte: int) -> Node:
        same = self._low == 0 and self._high == math.inf
        rest = self if same else repeat(self._node, max(0, self._low - 1), self._high - 1)
        return _then(self._node.after(byte), rest)


class Lazy(Node):
    """A language that is only made when it is walked, so that it may contain itself."""

    def __init__(self, make: Callable[[], Node], shortest: int) -> None:
        """`make` gives a language without the empty text."""
        super().__init__(ends=False, shortest=shortest)
        self._make = make
        self._made: Node | None = None

    def derive(self, byte: int) -> Node:
        """The derivative of what is made."""
        if self._made is None:
            self._made = self._make()
        return self._made.after(byte)


def literal(data: bytes) -> Node:
    """`data` alone."""
    return _Literal(data) if data else EMPTY


def one_of(choice: Iterable[int]) -> Node:
    """One byte of `choice`."""
    return _OneOf(frozenset(choice))


def sequence(*nodes: Node) -> Node:
    """One after the other."""
    return reduce(lambda rest, first: _then(first, rest), reversed(nodes), EMPTY)


def either(*nodes: Node) -> Node:
    """Any of them."""
    flat = (one for node in nodes for one in (node.choice if isinstance(node, _Either) else (node,)))
    choice = tuple(dict.fromkeys(one for one in flat if one is not NOTHING))
    if not choice:
        return NOTHING
    return choice[0] if len(choice) == 1 else _Either(choice)


def maybe(node: Node) -> Node:
    """It or nothing."""
    return either(node, EMPTY)


def repeat(node: Node, low: int = 0, high: float = math.inf) -> Node:
    """`low` to `high` times."""
    return EMPTY if high < 1 else _Repeat(node, low, high)


def _then(first: Node, rest: Node) -> Node:
    if first is NOTHING or rest is NOTHING:
        return NOTHING
    if first is EMPTY:
        return rest
    return first if rest is EMPTY else _Then(first, rest)
