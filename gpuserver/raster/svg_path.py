"""SVG path data and transforms as Skia takes them (SVG 2, chapters 8 and 9)."""

from __future__ import annotations

import re

import skia

_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def parse_path(data: str) -> skia.Path:
    """The path that `data` (the "d" attribute) describes. Raises ValueError for data that is no path."""
    reader = _Reader()
    tokens = _TOKEN.findall(data)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        elif not command or command in "Zz":
            raise ValueError(f"path data has a number where a command belongs: {data[:60]!r}")
        count = _COUNTS[command.upper()]
        values = tokens[at : at + count]
        if len(values) < count or any(value.isalpha() for value in values):
            raise ValueError(f"path command {command} wants {count} numbers: {data[:60]!r}")
        at += count
        reader.run(command, [float(value) for value in values])
        command = {"M": "L", "m": "l"}.get(command, command)
    return reader.path


class _Reader:
    """The pen: where it is, where the contour began, and the last control point for S and T."""

    def __init__(self) -> None:
        self.path = skia.Path()
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] | None = None

    def run(self, command: str, values: list[float]) -> None:
        kind = command.upper()
        if kind == "Z":
            self.path.close()
            self.x, self.y, self.control = self.start_x, self.start_y, None
            return
        points = self._absolute(kind, values) if command.islower() else values
        end = self._draw(kind, points)
        self.x, self.y = end

    def _absolute(self, kind: str, values: list[float]) -> list[float]:
        if kind == "A":
            return [*values[:5], values[5] + self.x, values[6] + self.y]
        if kind in "HV":
            return [values[0] + (self.x if kind == "H" else self.y)]
        return [value + (self.x, self.y)[at % 2] for at, value in enumerate(values)]

    def _draw(self, kind: str, p: list[float]) -> tuple[float, float]:
        before, self.control = self.control, None
        match kind:
            case "M":
                self.path.moveTo(*p)
                self.start_x, self.start_y = p
            case "L":
                self.path.lineTo(*p)
            case "H":
                p = [p[0], self.y]
                self.path.lineTo(*p)
            case "V":
                p = [self.x, p[0]]
                self.path.lineTo(*p)
            case "C" | "S":
                p = p if kind == "C" else [*self._mirrored("C", before), *p]
                self.path.cubicTo(*p)
                self.control = ("C", p[2], p[3])
            case "Q" | "T":
                p = p if kind == "Q" else [*self._mirrored("Q", before), *p]
                self.path.quadTo(*p)
                self.control = ("Q", p[0], p[1])
            case _:
                size = skia.Path.kLarge_ArcSize if p[3] else skia.Path.kSmall_ArcSize
                turn = skia.PathDirection.kCW if p[4] else skia.PathDirection.kCCW
                self.path.arcTo(p[0], p[1], p[2], size, turn, p[5], p[6])
        return p[-2], p[-1]

    def _mirrored(self, kind: str, before: tuple[str, float, float] | None) -> tuple[float, float]:
        if before is None or before[0] != kind:
            return self.x, self.y
        return 2 * self.x - before[1], 2 * self.y - before[2]


def parse_transform(text: str | None) -> skia.Matrix:
    """The matrix of a "transform" attribute; the identity for none. Raises ValueError for an unknown function."""
    matrix = skia.Matrix()
    for name, arguments in _CALL.findall(text or ""):
        matrix = skia.Matrix.Concat(matrix, _transform(name, [float(value) for value in _NUMBER.findall(arguments)]))
    return matrix


def _transform(name: str, v: list[float]) -> skia.Matrix:
    match name, v:
        case "translate", [x, *rest]:
            return skia.Matrix.Translate(x, rest[0] if rest else 0)
        case "scale", [x, *rest]:
            return skia.Matrix.Scale(x, rest[0] if rest else x)
        case "rotate", [degrees, *centre]:
            turn = skia.Matrix()
            turn.setRotate(degrees, *(centre or (0, 0)))
            return turn
        case "matrix", [a, b, c, d, e, f]:
            return skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1)
    raise ValueError(f"transform {name} with {len(v)} numbers is not supported")
