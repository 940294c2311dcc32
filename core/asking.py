"""How a request begins and ends that is asked for politely: "ok, now can you ... please", 请帮我……吧."""

from __future__ import annotations

from typing import Final

PLEASE: Final = (
    r"(?:(?:please|pls|plz|hey|hi|ok(?:ay)?|now|and|also|then|so|just|no[,.!]|actually|would you|will you"
    r"|can (?:you|we|i)|could (?:you|we|i)|i(?:'ll| will)|i (?:want|need|would like)(?: you)?(?: to)?"
    r"|i'd like(?: you)?(?: to)?|let(?:'?s| us| me))[ ,]+)*"
)
PLEASE_ZH: Final = "请|帮我|帮忙|麻烦你?|能不能|可不可以|可以|能|现在|那"
"""As alternatives, for a group that a reader may add its own to."""
ENDS: Final = r"(?:,? (?:please|pls|plz|now|then|instead|though|too|again))*[.!?]*"
