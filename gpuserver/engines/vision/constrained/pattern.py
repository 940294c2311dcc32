"""The `pattern` of a JSON schema: regular expressions without look-around and back-references, as languages."""

from __future__ import annotations

import math
import re
from typing import Final

from core.problems import Code, ProblemError
from gpuserver.engines.vision.constrained.grammar import EMPTY, Node, either, maybe, repeat, sequence
from gpuserver.engines.vision.constrained.strings import ANY, ASCII, BEYOND_ASCII, character, characters

_DIGITS: Final = frozenset("0123456789")
_WORD: Final = _DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_SPACE: Final = frozenset(" \n\t")
_CLASSES: Final = {"d": _DIGITS, "w": _WORD, "s": _SPACE, "D": ASCII - _DIGITS, "W": ASCII - _WORD, "S": ASCII - _SPACE}
_COUNT: Final = re.compile(r"\{(\d{1,4})(?:(,)(\d{1,4})?)?\}")


def language_of(pattern: str) -> Node:
    """The strings that `pattern` finds itself in, without their quotes. Raises ProblemError (invalid_request)."""
    starts, ends = pattern.startswith("^"), pattern.endswith("$") and not pattern.endswith("\\$")
    body = pattern[1 if starts else 0 : len(pattern) - 1 if ends else None]
    found = _Parser(body).parsed()
    return sequence(EMPTY if starts else repeat(ANY), found, EMPTY if ends else repeat(ANY))


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def parsed(self) -> Node:
        node = self._choice()
        if self._at < len(self._text):
            raise self._unreadable()
        return node

    @property
    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        if not self._next:
            raise self._unreadable()
        self._at += 1
        return self._text[self._at - 1]

    def _choice(self) -> Node:
        options = [self._row()]
        while self._next == "|":
            self._at += 1
            options.append(self._row())
        return either(*options)

    def _row(self) -> Node:
        parts: list[Node] = []
        while self._next and self._next not in "|)":
            parts.append(self._counted(self._one()))
        return sequence(*parts)

    def _counted(self, node: Node) -> Node:
        match self._next:
            case "?":
                self._at += 1
                return maybe(node)
            case "*" | "+" as sign:
                self._at += 1
                return repeat(node, 1 if sign == "+" else 0)
            case "{" if found := _COUNT.match(self._text, self._at):
                self._at = found.end()
                low, several, high = int(found[1]), found[2], found[3]
                return repeat(node, low, int(high) if high else math.inf if several else low)
            case _:
                return node

    def _one(self) -> Node:
        match taken := self._take():
            case "(":
                if self._text.startswith("?:", self._at):
                    self._at += 2
                node = self._choice()
                if self._take() != ")":
                    raise self._unreadable()
                return node
            case "[":
                return self._class()
            case ".":
                return ANY
            case "\\":
                name = self._take()
                if name in _CLASSES:
                    beyond = (BEYOND_ASCII,) if name.isupper() else ()
                    return either(characters(_CLASSES[name]), *beyond)
                return character(self._literal(name))
            case "^" | "$" | "*" | "+" | "?" | "{" | ")":
                raise self._unreadable()
            case _:
                return character(taken)

    def _class(self) -> Node:
        negated = self._next == "^"
        self._at += negated
        choice: set[str] = set()
        while (taken := self._take()) != "]":
            if taken == "\\" and self._next in _CLASSES:
                choice |= _CLASSES[self._take()]
                continue
            first = self._literal(self._take()) if taken == "\\" else taken
            last = first
            if self._next == "-" and self._text[self._at + 1 : self._at + 2] != "]":
                self._at += 1
                last = self._take()
            choice |= {chr(code) for code in range(ord(first), ord(last) + 1)}
        if negated:
            return either(characters(ASCII - choice), BEYOND_ASCII)
        return characters(frozenset(choice))

    def _literal(self, escaped: str) -> str:
        if escaped in "nt":
            return {"n": "\n", "t": "\t"}[escaped]
        if escaped.isalnum():
            raise self._unreadable()
        return escaped

    def _unreadable(self) -> ProblemError:
        found = f"the pattern {self._text[:60]!r} cannot be read at {self._at}"
        detail = f"{found}: write it without look-around, and anchors only at its ends"
        return ProblemError(Code.INVALID_REQUEST, detail, param="response_format")
