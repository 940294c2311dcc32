"""Captions of a folder of pictures: from a text file beside the picture, a table in its folder, or its name."""

from __future__ import annotations

import csv
import io
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

TABLES: Final = ("captions.csv", "captions.tsv")
MAX_CAPTION: Final = 2_000
MAX_TABLE: Final = 16 * 2**20
"""Bytes of a table; a larger one is not read."""

_FILE: Final = ("file", "filename", "file_name", "image", "name", "path")
_CREDIT: Final = ("credit", "attribution", "author")


@dataclass(frozen=True)
class Caption:
    """What a picture shows, and whom to credit for it."""

    text: str
    credit: str | None = None


def read_table(file: Path) -> dict[str, Caption]:
    """Captions by file name. With a header row the columns may stand in any order; without one: file, caption, credit.

    Columns besides the file and the credit are captions, such as one in each language.
    """
    if file.stat().st_size > MAX_TABLE:
        return {}
    text = file.read_text(encoding="utf-8-sig", errors="replace").replace("\0", " ")
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter="\t" if file.suffix == ".tsv" else ",") if row]
    except csv.Error as error:
        log.warning("%s cannot be read: %s", file.name, error)
        return {}
    if not rows:
        return {}
    header = [cell.strip().lower() for cell in rows[0]]
    named = any(cell in _FILE for cell in header)
    if named:
        rows = rows[1:]
    else:
        header = ["file", "caption", "credit"]
    at = next(index for index, cell in enumerate(header) if cell in _FILE)
    credit = next((index for index, cell in enumerate(header) if cell in _CREDIT), None)
    return {row[at].strip(): _caption(row, at, credit) for row in rows if len(row) > at}


def _caption(row: list[str], at: int, credit: int | None) -> Caption:
    words = [cell.strip() for index, cell in enumerate(row) if index not in (at, credit) and cell.strip()]
    owed = row[credit].strip()[:MAX_CAPTION] if credit is not None and len(row) > credit else ""
    return Caption(" · ".join(words)[:MAX_CAPTION], owed or None)


def read_sidecar(file: Path) -> str:
    """The text of a caption file, its first `MAX_CAPTION` characters on one line."""
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        return " ".join(stream.read(MAX_CAPTION).replace("\0", " ").split())


def name_words(stem: str) -> str:
    """The words of a file name: "IMG-red_barnOwl2" is "IMG red barn Owl 2"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", stem)
    return " ".join(re.findall(r"[^\W_]+", spaced)) or stem
