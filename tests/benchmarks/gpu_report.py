"""What was measured, as a table and as JSON, beside what is to be reached."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from gpu_load import Latency

PLAIN_EAGER, PLAIN_COMPILED = "plain diffusers, eager", "plain diffusers, compiled"
OURS_EAGER, OURS_COMPILED = "ours, eager", "ours, compiled"
AT_ONCE: Final = (1, 4, 16)
"""Users of the closed loops."""


def at_once(users: int) -> str:
    """The name of a closed loop."""
    return f"{users} at once"


@dataclass(frozen=True)
class Row:
    """One way of making the pictures of a section under one load."""

    section: str
    way: str
    load: str
    latency: Latency
    memory: int
    """Bytes at the peak: of the GPU's memory, or of the process where there is none."""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A single number of a section."""

    section: str
    name: str
    value: float
    unit: str


@dataclass(frozen=True)
class Gap:
    """What was not measured, and why."""

    section: str
    what: str
    why: str


class Status(StrEnum):
    """How a target stands."""

    MET = "met"
    MISSED = "missed"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Verdict:
    """A target, its figure, and how it stands."""

    target: str
    bound: float
    value: float | None
    status: Status


@dataclass
class Report:
    """Everything of one run. `full`: full-size models on a GPU, to which alone the targets apply."""

    full: bool
    machine: dict[str, str]
    models: dict[str, dict[str, float]] = field(default_factory=dict)
    """Millions of parameters of each part, by model."""
    rows: list[Row] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def rate(self, section: str, way: str, load: str) -> float | None:
        """Pictures a second; None where that was not measured."""
        key = (section, way, load)
        return next((row.latency.per_second for row in self.rows if (row.section, row.way, row.load) == key), None)

    def figure(self, section: str, name: str) -> float | None:
        """A single number; None where it was not measured."""
        return next((one.value for one in self.figures if (one.section, one.name) == (section, name)), None)

    def verdicts(self) -> list[Verdict]:
        """Every target. In the small form the figures are told, and none counts."""
        return [
            *(self._verdict(*one, least=True) for name in ("sdxl", "klein") for one in self._speed(name)),
            self._verdict(
                "burst: p95 of a small one over twice its solo time and one step",
                1.0, self.figure("burst", SMALL_SHARE), least=False,
            ),
            self._verdict("cancel: steps until the GPU is free", 1.0, self.figure("cancel", CANCEL_STEPS), least=False),
        ]  # fmt: skip

    def _speed(self, model: str) -> Iterable[tuple[str, float, float | None]]:
        small, large = f"{model}-512", f"{model}-1024"
        ours = self.rate(small, OURS_COMPILED, at_once(16))
        for way, bound in ((PLAIN_EAGER, 2.5), (PLAIN_COMPILED, 1.5)):
            yield f"{small}, 16 at once, over {way}", bound, _over(ours, self.rate(small, way, at_once(1)))
        plain = self.rate(large, PLAIN_COMPILED, at_once(1))
        shares = [_over(self.rate(large, OURS_COMPILED, at_once(users)), plain) for users in AT_ONCE]
        known = [one for one in shares if one is not None]
        worst = min(known) if len(known) == len(shares) else None
        yield f"{large}, the worst of all loads, over {PLAIN_COMPILED}", 0.97, worst

    def _verdict(self, target: str, bound: float, value: float | None, *, least: bool) -> Verdict:
        if value is None or not self.full:
            return Verdict(target, bound, value, Status.NOT_MEASURED)
        reached = value >= bound if least else value <= bound
        return Verdict(target, bound, value, Status.MET if reached else Status.MISSED)

    def text(self) -> str:
        """The tables, in Markdown."""
        form = "full size" if self.full else "small form: tiny models, for which no target counts"
        lines = [f"{self.machine['device']}, torch {self.machine['torch']}; {form}; seconds", ""]
        lines += _table(("section", "way", "load", "n", "mean", "p50", "p95", "p99", "a second", "peak MB", "note"))
        lines += [_line(_cells(row)) for row in self.rows]
        if self.figures:
            lines += ["", *_table(("section", "figure", "value"))]
            lines += [_line((one.section, one.name, f"{one.value:.3f} {one.unit}")) for one in self.figures]
        lines += ["", *_table(("target", "bound", "figure", "status"))]
        lines += [_line((one.target, f"{one.bound:g}", _number(one.value), one.status)) for one in self.verdicts()]
        if self.gaps:
            lines += ["", *_table(("not measured", "what", "why"))]
            lines += [_line((one.section, one.what, one.why)) for one in self.gaps]
        return "\n".join(lines)

    def write(self, path: Path) -> None:
        """All of it as JSON."""
        whole = asdict(self) | {"targets": [asdict(one) for one in self.verdicts()]}
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False), encoding="utf-8")


SMALL_SHARE: Final = "p95 of a small one, of its bound"
CANCEL_STEPS: Final = "from cancelling to free, of the longest step"


def _over(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one / other


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _table(names: tuple[str, ...]) -> list[str]:
    return [_line(names), _line("---" for _ in names)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row) -> tuple[str, ...]:
    one = row.latency
    seconds = (f"{value:.3f}" for value in (one.mean, one.p50, one.p95, one.p99))
    memory = f"{row.memory / 1e6:.0f}"
    return (row.section, row.way, row.load, str(one.count), *seconds, f"{one.per_second:.3f}", memory, row.note)
