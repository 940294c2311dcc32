"""Whether a message asks to stop the render that runs."""

from __future__ import annotations

import re
from typing import Final

_STOP: Final = re.compile(
    r"(please )?(stop|cancel|abort|never ?mind)( it| that| please)?[.!]*|(停|停下|停止|取消|别画了|算了)(吧|了)?[。！]*"
)


def is_stop(text: str) -> bool:
    """Whether `text` says nothing but "stop", in either language."""
    return len(text) < 40 and _STOP.fullmatch(text.strip().lower()) is not None
