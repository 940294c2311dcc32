"""Limits of one message, stated in one place."""

from __future__ import annotations

import re
from typing import Final

MAX_TEXT: Final = 4_000
"""Characters of one message; more is answered with a sentence that says so."""

MAX_UPLOAD: Final = 40 * 1024 * 1024
"""Bytes of one attached file."""

MAX_COUNT: Final = 4
"""Pictures of one turn."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without control and direction characters and halves of surrogate pairs, and without space at its ends."""
    return _CONTROL.sub("", text).strip()
