"""JSON schemas as languages. An answer keeps to the order in which a schema names its properties, in compact form."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.problems import Code, ProblemError
from gpuserver.engines.vision.constrained.grammar import EMPTY, Lazy, Node, either, literal, maybe, repeat, sequence
from gpuserver.engines.vision.constrained.number import Number
from gpuserver.engines.vision.constrained.pattern import language_of
from gpuserver.engines.vision.constrained.strings import ANY, SOLID

_NOTES: Final = {"title", "description", "default", "examples", "format", "$schema", "$id", "$defs", "definitions"}
"""Keywords that allow and forbid nothing."""
_KNOWN: Final = _NOTES | {
    "type", "const", "enum", "anyOf", "$ref", "properties", "required", "additionalProperties", "items", "minItems",
    "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum",
}  # fmt: skip
_DEEPEST: Final = 24
"""References inside references; and values inside values where the schema leaves them open."""
_COMMA: Final = sequence(literal(b","), maybe(literal(b" ")))
_COLON: Final = sequence(literal(b":"), maybe(literal(b" ")))
_TYPES: Final = ("object", "array", "string", "number", "integer", "boolean", "null")


def language_of_schema(schema: Mapping[str, Any]) -> Node:
    """The texts that are JSON which `schema` allows; not all of them: white space and number formats are fixed.

    Raises ProblemError (invalid_request) for a schema that is none, or that uses what is not known here.
    """
    return _Reader(schema).value(schema, 0)


class _Reader:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root

    def value(self, schema: object, depth: int) -> Node:
        if schema is True:
            return _open_value(0)
        if not isinstance(schema, Mapping):
            raise _refused("a schema is an object")
        if unknown := sorted(map(str, set(schema) - _KNOWN)):
            raise _refused(f"the schema's keyword {unknown[0][:40]!r} is not supported")
        if depth > _DEEPEST:
            raise _refused("the schema refers to itself, or is nested too deeply")
        if "$ref" in schema:
            return self.value(self._referred(schema["$ref"]), depth + 1)
        if "const" in schema:
            return _exactly(schema["const"])
        if "enum" in schema:
            return either(*(_exactly(one) for one in _list(schema["enum"], "enum")))
        if "anyOf" in schema:
            return either(*(self.value(one, depth + 1) for one in _list(schema["anyOf"], "anyOf")))
        kinds = schema.get("type", _TYPES)
        named = (kinds,) if isinstance(kinds, str) else tuple(_list(kinds, "type"))
        return either(*(self._typed(kind, schema, depth) for kind in named))

    def _typed(self, kind: object, schema: Mapping[str, Any], depth: int) -> Node:
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth)
            case "string":
                return _string(schema)
            case "number" | "integer":
                low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
                return Number(_bound(low), _bound(high), whole=kind == "integer")
            case "boolean":
                return either(literal(b"true"), literal(b"false"))
            case "null":
                return literal(b"null")
            case _:
                raise _refused(f"there is no type {str(kind)[:40]!r}")

    def _object(self, schema: Mapping[str, Any], depth: int) -> Node:
        properties = schema.get("properties")
        if properties is None:
            return _open_object(0)
        if not isinstance(properties, Mapping):
            raise _refused("`properties` is an object")
        required = set(_list(schema.get("required", []), "required"))
        if missing := sorted(required - set(properties)):
            raise _refused(f"the required property {missing[0][:40]!r} is not among the properties")
        members = [(_member(name, self.value(one, depth + 1)), name in required) for name, one in properties.items()]
        rest = {True: EMPTY, False: EMPTY}
        """What may follow a member's place, by whether a member stands before it."""
        for member, needed in reversed(members):
            after = rest[True]
            rest = {
                before: either(
                    sequence(_COMMA if before else EMPTY, member, after), *(() if needed else (rest[before],))
                )
                for before in (True, False)
            }
        return sequence(literal(b"{"), rest[False], literal(b"}"))

    def _array(self, schema: Mapping[str, Any], depth: int) -> Node:
        item = self.value(schema.get("items", True), depth + 1)
        return _bracketed(item, _count(schema, "minItems", 0), _count(schema, "maxItems", math.inf))

    def _referred(self, reference: object) -> object:
        found: object = self._root
        for name in str(reference).removeprefix("#").strip("/").split("/"):
            if not str(reference).startswith("#/") or not isinstance(found, Mapping) or name not in found:
                raise _refused(f"the reference {str(reference)[:60]!r} leads nowhere inside the schema")
            found = found[name]
        return found


def _member(name: str, value: Node) -> Node:
    return sequence(_exactly(name), _COLON, value)


def _bracketed(item: Node, low: float, high: float) -> Node:
    if high < 1:
        return literal(b"[]")
    items = sequence(item, repeat(sequence(_COMMA, item), max(0, int(low) - 1), high - 1))
    return sequence(literal(b"["), items if low > 0 else maybe(items), literal(b"]"))


def _string(schema: Mapping[str, Any]) -> Node:
    quote = literal(b'"')
    if "pattern" in schema:
        if "minLength" in schema or "maxLength" in schema:
            raise _refused("a string has either a pattern or a length")
        return sequence(quote, language_of(str(schema["pattern"])), quote)
    low, high = _count(schema, "minLength", 0), _count(schema, "maxLength", math.inf)
    if low < 1:
        return sequence(quote, repeat(ANY, 0, high), quote)
    return sequence(quote, SOLID, repeat(ANY, int(low) - 1, high - 1), quote)  # white space alone says nothing


def _open_value(depth: int) -> Node:
    """Any value; nested to a bound, so that it comes to an end."""
    plain = (_string({}), Number(-math.inf, math.inf, whole=False), *map(literal, (b"true", b"false", b"null")))
    if depth >= _DEEPEST:
        return either(*plain)
    inside = Lazy(lambda: _open_value(depth + 1), 1)
    return either(*plain, _open_object(depth + 1), _bracketed(inside, 0, math.inf))


def _open_object(depth: int) -> Node:
    inside = Lazy(lambda: _open_value(depth + 1), 1)
    member = sequence(_string({}), _COLON, inside)
    members = sequence(member, repeat(sequence(_COMMA, member)))
    return sequence(literal(b"{"), maybe(members), literal(b"}"))


def _exactly(value: object) -> Node:
    return literal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _list(value: object, keyword: str) -> Sequence[Any]:
    if not isinstance(value, list) and not (keyword == "type" and isinstance(value, tuple)):
        raise _refused(f"`{keyword}` is a list")
    if not value and keyword != "required":
        raise _refused(f"`{keyword}` is empty")
    return value


def _count(schema: Mapping[str, Any], keyword: str, default: float) -> float:
    value = schema.get(keyword, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise _refused(f"`{keyword}` is a number of 0 or more")
    return value


def _bound(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused("`minimum` and `maximum` are numbers")
    return value


def _refused(detail: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, detail, param="response_format")
