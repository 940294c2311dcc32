"""How strongly something is asked for: "a slight smile", "half", "30%", and "a bit more" than it is now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HINT: Final = re.compile(r"\b(?:barely|hint|trace|tiny bit|very (?:slight|subtle|faint))\w*|极淡|一丝|一点点")
_SLIGHT: Final = re.compile(
    r"\b(?:slight(?:ly)?|subtle|subtly|gentl[ey]|faint(?:ly)?|soft(?:ly)?(?= (?:smile|make-?up|blush))|mild(?:ly)?"
    r"|light(?:ly)?(?= (?:smile|make-?up|blush|lipstick))|a (?:little )?bit|a little|a touch|a tad|a dash)\b"
    r"|稍微|稍稍|略微|略|微微|淡淡|浅浅|轻轻|轻微|一点儿?|点儿?$|些许"
)
_HALF: Final = re.compile(
    r"\b(?:half(?= (?:as|the|way|strength|a\b))|half(?:way|-| )?(?:smile|strength)|half of (?:it|that)|by half|in half"
    r"|moderate(?:ly)?|somewhat|medium)\b|一半|减半|适中|中等"
)
_FULL: Final = re.compile(
    r"\b(?:big|broad|wide|huge|full) (?:smile|grin)\b"
    r"|\b(?:fully|full strength|completely|very|really)\b|大笑|非常|十分|完全"
)
_PERCENT: Final = re.compile(
    r"(?P<sign>[+＋−–-])?\s*(?P<number>\d{1,3})\s*(?:%|％|percent\b|per cent\b)|百分之(?P<han>\d{1,3})"
)
_UP: Final = re.compile(
    r"\b(?:more|stronger|strengthen|bigger|wider|deeper|bolder|heavier|thicker|increase|intensify|boost"
    r"|turn (?:it |that )?up)\b"
    r"|加强|加重|加深|增强|明显|更|再(?:强|浓|深|重|大|多|开|笑)|[强浓深重大多]一?[点些]"
)
_DOWN: Final = re.compile(
    r"\b(?:less|weaker|weaken|softer|subtler|fainter|gentler|milder|reduce|decrease|tone (?:it |that |the \w+ )?down"
    r"|turn (?:it |that )?down|dial (?:it |that )?(?:down|back)|too (?:much|strong|big|heavy|intense)"
    r"|not (?:so|as|that) (?:much(?= \w)|strong\w*|big|heavy|intense)|over the top)\b"
    r"|减弱|减轻|弱|淡一?[点些]|[少轻浅收小]一?[点些]|夸张|太[过强浓重深大]|(?:别|不要)[那这]么[强浓重深大]?"
)
_SMALL: Final = re.compile(r"\b(?:a (?:little |tiny )?bit|a little|slightly|a touch|a tad)\b|一点点|稍微|稍稍|略")
_LARGE: Final = re.compile(r"\b(?:much|a lot|lots|way|far|significantly)\b(?! too)|得多|很多|大幅|许多")
_TOO: Final = re.compile(r"\b(?:too|so|as|that) much\b")
_FILLERS: Final = re.compile(
    r"\b(?:please|pls|make|it|that|this|them|now|ok|okay|hmm+|still|just|even|a|an|the|bit|little|touch|tad|can|could"
    r"|would|you|i|want|as|of|and|but|yeah|yes|no|effect|strong|go|to|by|in|keep|is|be|than|with|one|strength|much|lot|way|far)\b"
    r"|请|再|还|要|可以|能|吗|吧|了|啦|它|这|那|把|让|的|得|一|下|些|点|儿|效果|强|浓|深|有|程度|很|太|也"
)
_LEAST: Final = 0.1
_STEP, _SMALL_STEP, _LARGE_STEP = 0.25, 0.15, 0.5


@dataclass(frozen=True)
class Strength:
    """What a turn says of a strength: a `level` in 0..1, or a `change` from the one in force, or a share of it."""

    level: float = 1.0
    change: float = 0.0
    factor: float = 1.0

    def after(self, held: float | None) -> float:
        """The strength in 0..1 where `held` is in force; None: nothing is yet."""
        if held is None:
            return self.level
        if self.change or self.factor != 1:
            return round(min(1.0, max(_LEAST, held * self.factor + self.change)), 2)
        return self.level


def strength_in(text: str) -> Strength | None:
    """What `text` says of a strength; None where it says nothing."""
    low = text.lower()
    up, down = bool(_UP.search(low)), bool(_DOWN.search(low))
    if found := _PERCENT.search(low):
        share = min(100, int(found["number"] or found["han"])) / 100
        if found["sign"] in {"-", "−", "–"} or down:
            return Strength(1 - share, -share)
        return Strength(share, share) if found["sign"] or up else Strength(max(_LEAST, share))
    if _HALF.search(low):
        return Strength(0.5, factor=0.5)
    if down:
        return Strength(0.4, -_step(low))
    if up:
        return Strength(0.6 if _SMALL.search(low) else 1.0, _step(low))
    levels = ((_HINT, 0.25), (_SLIGHT, 0.4), (_FULL, 1.0))
    return next((Strength(level) for pattern, level in levels if pattern.search(low)), None)


def is_only_strength(text: str) -> bool:
    """Whether `text` says how strongly, compared with now, and nothing else: "a bit more please"."""
    said = strength_in(text)
    if said is None or not (said.change or said.factor != 1):
        return False
    rest = text.lower()
    for pattern in (_PERCENT, _HALF, _DOWN, _UP, _SMALL, _LARGE, _FILLERS):
        rest = pattern.sub(" ", rest)
    return re.search(r"\w", rest) is None


def _step(low: str) -> float:
    if _SMALL.search(low):
        return _SMALL_STEP
    return _LARGE_STEP if _LARGE.search(_TOO.sub(" ", low)) else _STEP
