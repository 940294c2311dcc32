"""JSON numbers within bounds, as a language: a digit is only allowed where the number can still end within them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from gpuserver.engines.vision.constrained.grammar import NOTHING, Node

_DIGITS: Final = 9
"""Before the point, at most."""
_DECIMALS: Final = 3
"""After it, at most."""


class Number(Node):
    """Numbers from `low` to `high`, both included, of which `text` was read; without an exponent."""

    def __init__(self, low: float, high: float, *, whole: bool, text: str = "") -> None:
        self._low, self._high, self._whole, self._text = low, high, whole, text
        left = self._left(text)
        super().__init__(ends=left == 0, shortest=left)

    def derive(self, byte: int) -> Node:
        """The numbers that go on with `byte`."""
        text = self._text + chr(byte)
        if not self._is_begun(text):
            return NOTHING
        node = Number(self._low, self._high, whole=self._whole, text=text)
        return NOTHING if node.shortest == math.inf else node

    def _is_begun(self, text: str) -> bool:
        """Whether `text` begins a JSON number of as many digits as are written here."""
        body = text.removeprefix("-")
        digits, point, decimals = body.partition(".")
        if not body:
            return text == "-"
        if (
            not digits.isascii()
            or not digits.isdecimal()
            or len(digits) > _DIGITS
            or (digits[0] == "0" and digits != "0")
        ):
            return False
        if not point:
            return True
        return not self._whole and len(decimals) <= _DECIMALS and (decimals == "" or decimals.isdecimal())

    def _left(self, text: str) -> float:
        """Characters that `text` needs at least to become a number within the bounds; infinite where it cannot."""
        body = text.removeprefix("-")
        if not body:
            signs = ("-",) if text == "" and self._low < 0 else ()
            return 1 + min(self._left(text + one) for one in (*"0123456789", *signs))
        digits, point, decimals = body.partition(".")
        sign = -1 if text.startswith("-") else 1
        ways: list[float] = [math.inf]
        if point:
            for count in range(max(len(decimals), 1), _DECIMALS + 1):
                free = count - len(decimals)
                ways += [free] if self._holds(sign, int(digits + decimals), free, count) else []
            return min(ways)
        for more in range(1 if digits == "0" else _DIGITS - len(digits) + 1):
            ways += [more] if self._holds(sign, int(digits), more, 0) else []
            if not self._whole:
                for count in range(1, _DECIMALS + 1):
                    held = self._holds(sign, int(digits), more + count, count)
                    ways += [more + 1 + count] if held else []
        return min(ways)

    def _holds(self, sign: int, begun: int, free: int, decimals: int) -> bool:
        """Whether a number of `begun` and `free` further digits, the last `decimals` of them decimals, is within."""
        least, most = begun * 10**free, (begun + 1) * 10**free - 1
        if sign < 0:
            least, most = -most, -least
        low = -math.inf if self._low == -math.inf else math.ceil(Fraction(str(self._low)) * 10**decimals)
        high = math.inf if self._high == math.inf else math.floor(Fraction(str(self._high)) * 10**decimals)
        return max(least, low) <= min(most, high)
