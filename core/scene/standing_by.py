"""Whoever does something to a thing from beside it: writes on a board, sprays at somebody, fights over a bone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_WRITES: Final = re.compile(r"(?:writing|drawing|painting|scribbling|sketching)\b")
_AIMS: Final = re.compile(r"(?:spraying|splashing|pouring|squirting|throwing|shooting|blowing|spitting)\b")
_FIGHTS: Final = re.compile(r"(?:fighting|arguing|squabbling|quarrel\w+|laughing|crying)\b")


def standing_by(preposition: str, deeds: Sequence[str], *, at_somebody: bool) -> str:
    """Where who does `deeds` is by the thing behind `preposition`, which is somebody or not: beside it, or as said."""
    writes = preposition in {"on", "onto"} and any(map(_WRITES.match, deeds))
    aims = preposition in {"on", "onto", "over"} and at_somebody and any(map(_AIMS.match, deeds))
    fights = preposition == "over" and any(map(_FIGHTS.match, deeds))
    return "next to" if writes or aims or fights else preposition
