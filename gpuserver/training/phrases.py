"""The bank of phrase material: every author's requests and dialogues, by language and pipeline."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.language import Language
from gpuserver.training.script import Said, ScriptError, said, scene

FOLDER: Final = Path(__file__).with_name("phrases")
HELD_OUT: Final = frozenset({"zoe", "zhu"})
"""Authors that are never trained on: the daily measure."""


@dataclass(frozen=True)
class Line:
    """One written request, as it stands in its file."""

    author: str
    raw: str
    meant: Said

    @property
    def key(self) -> str:
        """The pipelines asked for, joined by a plus."""
        return "+".join(one.pipeline for one in self.meant.acts)


@dataclass(frozen=True)
class Play:
    """One written dialogue, line by line, as it stands in its file."""

    author: str
    raw: tuple[str, ...]


@dataclass
class Bank:
    """Material of one language."""

    language: Language
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    """Single requests by the pipelines asked for."""
    plays: list[Play] = field(default_factory=list[Play])
    replies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What the system said in written dialogues, by the pipeline that it answered."""


def banks(authors: Iterable[str] | None = None, *, share: float = 1.0, left_out: bool = False) -> dict[Language, Bank]:
    """The material of `authors` (all but the held-out ones), by language.

    With a `share` below 1 only that share of the lines and dialogues is given, chosen by a hash of their words;
    `left_out` gives the others. Raises ScriptError for a line that does not follow the format.
    """
    out = {language: Bank(language) for language in Language}
    wanted = set(authors) if authors is not None else None
    for path in sorted(FOLDER.glob("*.txt")):
        author, _, code = path.stem.partition("-")
        if author not in wanted if wanted is not None else author in HELD_OUT:
            continue
        for one in _read(path, author):
            first = one.raw if isinstance(one, Line) else one.raw[1]
            if (zlib.crc32(first.encode()) % 1000 < 1000 * share) != left_out:
                _file(out[Language(code)], one)
    return out


def _file(bank: Bank, one: Line | Play) -> None:
    if isinstance(one, Line):
        bank.lines[one.key].append(one)
        return
    bank.plays.append(one)
    pipeline = ""
    for line in one.raw[1:]:
        if found := re.match(r"U\*? ([a-z_]+)", line):
            pipeline = found[1]
        elif line.startswith("S "):
            bank.replies[pipeline].append(line[2:])


def _read(path: Path, author: str) -> Iterable[Line | Play]:
    block: list[str] = []
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), "@"], 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if block and not re.match(r"[US]\*? ", line):
                scene(block)
                yield Play(author, tuple(block))
                block = []
            if line == "@":
                continue
            if line.startswith("@") or block:
                block.append(line)
            else:
                yield Line(author, line, said(line))
        except ScriptError as error:
            raise ScriptError(f"{path.name}:{number}: {error}") from error
