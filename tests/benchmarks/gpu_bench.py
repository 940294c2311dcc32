"""One run of the benchmark: its form, what it has found, and until when it may go on."""

# pyright: reportMissingImports=false
from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from gpu_engine import Peak
from gpu_load import Latency, Size
from gpu_models import Built, build, parameters
from gpu_report import Figure, Gap, Report, Row

from gpuserver.engines.diffusion.config import Compile
from gpuserver.engines.diffusion.loading import compile_steps

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Form:
    """How much is measured. `full`: full-size models on a GPU; else tiny ones, in an eighth of the sides."""

    full: bool
    seconds: float
    """Of each closed loop, at least."""
    arrivals: int
    """Pictures of each load of mixed sizes."""
    most: int
    """Pictures of a batch."""
    compile: Compile

    @property
    def compiles(self) -> bool:
        """Whether compiled steps are measured beside eager ones."""
        return self.compile is not Compile.OFF

    def size(self, size: Size) -> Size:
        """`size`, as large as this form makes it."""
        return size if self.full else Size(size.side // 8, max(3, size.steps // 5))


@dataclass
class Bench:
    """What the sections measure with and write down in."""

    form: Form
    report: Report
    folder: Path
    until: float
    """In seconds of `time.monotonic`."""
    path: Path | None = None
    """Where the report is written after every measurement, so that a run that is ended leaves what it has."""
    peak: Peak = field(default_factory=Peak)
    _held: Built | None = None

    def built(self, name: str) -> Built:
        """The model `name`, in memory alone."""
        if self._held is None or self._held.name != name:
            self._held = None
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            self._held = build(name, self.form.full, self.folder)
            compile_steps(self._held.model, self.form.compile)
            self.report.models[name] = parameters(dict(self._held.model.components))
        return self._held

    def measure(self, section: str, what: str, run: Callable[[], None]) -> None:
        """Run a part; one that fails, or for which no time is left, is a gap and leaves the others alone."""
        print(f"{section}: {what}", file=sys.stderr, flush=True)
        if time.monotonic() > self.until:
            return self.gap(section, what, "the time was up (--minutes)")
        try:
            run()
        except Exception as error:
            log.exception("%s: %s", section, what)
            self.gap(section, what, f"{type(error).__name__}: {error}".splitlines()[0])
        if self.path is not None:
            self.report.write(self.path)

    def row(self, section: str, way: str, load: str, run: Callable[[], Latency], note: str = "") -> None:
        """Measure one row."""

        def measured() -> None:
            self.peak.reset()
            found = run()
            self.report.rows.append(Row(section, way, load, found, self.peak.bytes, note))

        self.measure(section, f"{way}, {load}", measured)

    def figure(self, section: str, name: str, value: float, unit: str) -> None:
        """Take note of a single number."""
        self.report.figures.append(Figure(section, name, value, unit))

    def gap(self, section: str, what: str, why: str) -> None:
        """Take note of what is not measured."""
        self.report.gaps.append(Gap(section, what, why))
