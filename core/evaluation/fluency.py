"""How replies read: BLEU against recorded replies (Papineni et al. 2002), and Distinct-n (Li et al. 2016)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[a-z0-9']+|[㐀-鿿]|[^\sa-z0-9]")


def words(text: str) -> list[str]:
    """Latin words, Han characters and marks."""
    return _WORD.findall(text.lower())


def bleu(pairs: Sequence[tuple[str, str]], longest: int = 4) -> float:
    """Corpus BLEU, 0 to 100, of (reply, recorded reply); counts of longer n-grams are smoothed by one."""
    matched, total = [0] * longest, [0] * longest
    ours = theirs = 0
    for reply, recorded in pairs:
        got, wanted = words(reply), words(recorded)
        ours, theirs = ours + len(got), theirs + len(wanted)
        for n in range(1, longest + 1):
            have, want = Counter(_grams(got, n)), Counter(_grams(wanted, n))
            matched[n - 1] += sum((have & want).values())
            total[n - 1] += sum(have.values())
    if not ours or not matched[0]:
        return 0.0
    logs = [math.log((matched[n] + (n > 0)) / (total[n] + (n > 0))) for n in range(longest)]
    return 100 * min(1.0, math.exp(1 - theirs / ours)) * math.exp(sum(logs) / longest)


def distinct(replies: Iterable[str], n: int) -> float:
    """The share of n-grams that are different ones, 0 to 1."""
    grams = [gram for reply in replies for gram in _grams(words(reply), n)]
    return len(set(grams)) / len(grams) if grams else 0.0


def _grams(said: list[str], n: int) -> list[tuple[str, ...]]:
    return [tuple(said[at : at + n]) for at in range(len(said) - n + 1)]
