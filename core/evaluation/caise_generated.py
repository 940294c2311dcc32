"""The options of a reader of CAISE that only generates: nothing is copied from the request, its pictures, or what the
shipped reader takes from them (CAISE, table 4, without the extractor)."""

from __future__ import annotations

from core.evaluation.caise_asked import SMALL, Asked, kind
from core.evaluation.caise_option import Option


def generated(values: tuple[str, ...], asked: Asked, frame: str) -> list[Option]:
    """Recorded values as options. What speaks for a value is which words it was recorded beside, and never that the
    request or a picture holds the value itself."""
    words = [word for word in dict.fromkeys((*asked.words, *asked.around)) if word not in SMALL]
    seen = asked.seen[-1] if asked.seen and frame not in {"said", "colored"} else ()
    beside = [*words, *(f"seen {one}" for one in dict.fromkeys(seen))]
    marks = [f"offered {kind(asked.offered)}", f"last {asked.last[:1]}", *beside]
    return [_option(value, frame, marks) for value in values]


def _option(value: str, frame: str, marks: list[str]) -> Option:
    parts = dict.fromkeys((value, *value.split()))
    return Option(value, (f"{frame} is {value}", *(f"{part} ~ {mark}" for part in parts for mark in marks)))
