"""How large a thing is: said outright ("huge"), or against what it is now ("bigger", 小一点)."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import is_chinese

_STEPS: Final = (("tiny", "微小"), ("small", "小"), ("", ""), ("big", "大"), ("huge", "巨大"))
"""English and Chinese, from the smallest; the middle one is not said."""
_MIDDLE: Final = 2
_WORDS: Final = (
    re.compile(r"(?:very |really )?(?:tiny|mini|miniature|teeny)|微小|小小|迷你|很小|超小", re.IGNORECASE),
    re.compile(r"small|little|小", re.IGNORECASE),
    re.compile(r"(?:of )?(?:normal|regular|usual|ordinary)(?:[- ]sized?)?|正常大小|正常|普通大小", re.IGNORECASE),
    re.compile(r"big|large|大", re.IGNORECASE),
    re.compile(
        r"(?:very |really )(?:big|large)|huge|giant|gigantic|enormous|massive|巨大|超大|很大|巨型|庞大", re.IGNORECASE
    ),
)
_MUCH: Final = re.compile(r"\b(?:much|way|far|lots?|twice|double|even)\b|很多|得多|许多|两倍|一倍", re.IGNORECASE)
_BY: Final = r"(?:(?:a )?(?:bit|little|lot|much|way|far|even|slightly)\s+)*"
_BY_ZH: Final = r"(?:一点点?|一些|点儿?|些|很多|得多|许多|两倍|一倍|一半)?"
_BIGGER: Final = re.compile(
    rf"{_BY}(?:bigger|larger|taller)(?: in size)?|(?:twice|double) (?:as big|as large|the size)"
    rf"|[更变再]?[大高]{_BY_ZH}",
    re.IGNORECASE,
)
_SMALLER: Final = re.compile(
    rf"{_BY}(?:smaller|tinier)(?: in size)?|half (?:as big|the size)|[更变再]?[小矮]{_BY_ZH}", re.IGNORECASE
)


def resized(attributes: tuple[str, ...], asked: str) -> tuple[str, ...] | None:
    """`attributes` of a thing with the size that is `asked` for in place of its own; None where `asked` is no size."""
    now = next((step for word in attributes if (step := _step(word)) is not None), _MIDDLE)
    said = asked.strip()
    if (step := _step(said)) is not None:
        word = said if step != _MIDDLE else ""
    elif is_comparison(said):
        way = (2 if _MUCH.search(said) else 1) * (1 if _BIGGER.fullmatch(said) else -1)
        word = _STEPS[min(max(now + way, 0), len(_STEPS) - 1)][is_chinese(said)]
    else:
        return None
    return (*(one for one in attributes if _step(one) is None), *((word,) if word else ()))


def is_comparison(words: str) -> bool:
    """Whether `words` say nothing but that something is to be larger or smaller than it is."""
    return any(pattern.fullmatch(words.strip()) for pattern in (_BIGGER, _SMALLER))


def _step(word: str) -> int | None:
    """The step that `word` says outright; None where it says none."""
    return next((step for step, words in enumerate(_WORDS) if words.fullmatch(word.strip())), None)
