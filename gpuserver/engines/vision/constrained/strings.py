"""The characters of JSON strings as languages of bytes (RFC 8259, section 7; UTF-8: RFC 3629, section 4)."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.vision.constrained.grammar import Node, either, literal, one_of, sequence

_ESCAPED: Final = {'"': b'\\"', "\\": b"\\\\", "\n": b"\\n", "\t": b"\\t"}
_PLAIN: Final = frozenset(range(0x20, 0x7F)) - {ord('"'), ord("\\")}
_TAIL: Final = one_of(range(0x80, 0xC0))
BEYOND_ASCII: Final = either(
    sequence(one_of(range(0xC2, 0xE0)), _TAIL),
    sequence(literal(b"\xe0"), one_of(range(0xA0, 0xC0)), _TAIL),
    sequence(one_of([*range(0xE1, 0xED), 0xEE, 0xEF]), _TAIL, _TAIL),
    sequence(literal(b"\xed"), one_of(range(0x80, 0xA0)), _TAIL),
    sequence(literal(b"\xf0"), one_of(range(0x90, 0xC0)), _TAIL, _TAIL),
    sequence(one_of(range(0xF1, 0xF4)), _TAIL, _TAIL, _TAIL),
    sequence(literal(b"\xf4"), one_of(range(0x80, 0x90)), _TAIL, _TAIL),
)
ASCII: Final = frozenset(map(chr, _PLAIN)) | frozenset(_ESCAPED)
"""Characters below 128 that are written here."""


def character(one: str) -> Node:
    """One given character, escaped where it must be."""
    return literal(_ESCAPED.get(one, one.encode()))


def characters(choice: frozenset[str]) -> Node:
    """One of some characters."""
    plain = [ord(one) for one in choice if one in ASCII and one not in _ESCAPED]
    others = [character(one) for one in sorted(choice) if one in _ESCAPED or one not in ASCII]
    return either(*([one_of(plain)] if plain else []), *others)


ANY: Final = either(characters(ASCII), BEYOND_ASCII)
"""Any character."""
SOLID: Final = either(characters(ASCII - {" ", "\n", "\t"}), BEYOND_ASCII)
"""Any character but white space below 128."""
