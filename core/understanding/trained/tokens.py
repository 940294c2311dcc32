"""Words as numbers: word pieces for Latin text, one token a Han character, and hashed n-grams of the whole request."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.understanding.trained.labels import FACE_VALUES
from core.understanding.trained.view import MARKS, TEXT, View

PAD, UNKNOWN, START = "[PAD]", "[UNK]", "[START]"
SEPARATORS: Final = ("[TEXT]", "[SYSTEM]", "[OBJECTS]", "[CONCEPTS]", "[PREVIOUS]")
SPECIALS: Final = (PAD, UNKNOWN, START, *SEPARATORS, *MARKS)
"""The first rows of the vocabulary."""

PAIRS: Final = 8192
"""Rows for pairs of neighbouring Han characters; row 0 is for a token without one."""
GRAMS: Final = 65536
"""Rows for n-grams of the request; row 0 is unused."""
LIMITS: Final = (144, 48, 32, 32, 32)
"""Tokens of each segment that are read."""

_WORD: Final = re.compile(r"[a-z0-9]+|[㐀-鿿]|[^\sa-z0-9]")
_GRAM_WORD: Final = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[㐀-鿿]|[^\s]")
_MAX_GRAM_TEXT: Final = 240
_MAX_WORD: Final = 40


@dataclass(frozen=True)
class Encoded:
    """A view as numbers. The lists of tokens are of one length; `places` are the words that a token stands for."""

    pieces: list[int]
    pairs: list[int]
    segments: list[int]
    places: list[tuple[int, int, int]]
    """Segment, start and end of the characters in that segment's text; segment -1 for marks."""
    grams: list[int]
    held: list[float]
    """1 for each of `FACE_VALUES` that is in force."""


class Tokenizer:
    """WordPiece (greedy, longest first) over a given vocabulary, with offsets into the text as it was typed."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._rows = {piece: row for row, piece in enumerate(vocabulary)}
        self._unknown = self._rows[UNKNOWN]
        self._known: dict[str, list[tuple[int, int, int]]] = {}

    def encode(self, view: View) -> Encoded:
        """The numbers of `view`: the start, its marks, then each text that is not empty behind its separator."""
        held = [float(f"face {value}" in view.marks) for _, value in FACE_VALUES]
        out = Encoded([self._rows[START]], [0], [0], [(-1, 0, 0)], grams(view), held)
        for mark in view.marks:
            self._put(out, self._rows[mark], 0, 0, (-1, 0, 0))
        for segment, text in enumerate(view.texts):
            if not text:
                continue
            self._put(out, self._rows[SEPARATORS[segment]], 0, segment + 1, (-1, 0, 0))
            for piece, pair, start, end in list(self.tokens(text, LIMITS[segment])):
                self._put(out, piece, pair, segment + 1, (segment, start, end))
        return out

    @staticmethod
    def _put(out: Encoded, piece: int, pair: int, segment: int, place: tuple[int, int, int]) -> None:
        out.pieces.append(piece)
        out.pairs.append(pair)
        out.segments.append(segment)
        out.places.append(place)

    def tokens(self, text: str, limit: int) -> Iterator[tuple[int, int, int, int]]:
        """Row, row of the pair, start and end of each of the first `limit` tokens of `text`."""
        count, before = 0, ""
        for word in _WORD.finditer(plain(text)):
            found, start = word.group(), word.start()
            pair = _pair(before, found)
            for piece, a, b in self._pieces(found):
                if count == limit:
                    return
                yield piece, pair, start + a, start + b
                count += 1
            before = found

    def _pieces(self, word: str) -> list[tuple[int, int, int]]:
        if word not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> list[tuple[int, int, int]]:
        out: list[tuple[int, int, int]] = []
        at = 0
        while at < len(word) and len(word) <= _MAX_WORD:
            for end in range(len(word), at, -1):
                row = self._rows.get(("##" if at else "") + word[at:end])
                if row is not None:
                    out.append((row, at, end))
                    at = end
                    break
            else:
                break
        return out if out and at == len(word) else [(self._unknown, 0, len(word))]


def plain(text: str) -> str:
    """`text` in lower case without accents or wide forms, character for character."""
    return "".join(_plain(mark) for mark in text)


def _plain(mark: str) -> str:
    if mark < "\x7f" or "㐀" <= mark <= "鿿":
        return mark.lower()
    folded = unicodedata.normalize("NFKD", mark)[0].lower()
    return folded if len(folded) == 1 else mark


def _pair(before: str, word: str) -> int:
    han = "㐀" <= word <= "鿿" and "㐀" <= before <= "鿿" and bool(before)
    return zlib.crc32((before + word).encode("utf-8", "replace")) % (PAIRS - 1) + 1 if han else 0


def grams(view: View) -> list[int]:
    """Rows of the n-grams of the request: words, pairs and triples of words, 3 to 5 characters, its ends and length."""
    words = [found.group() for found in _GRAM_WORD.finditer(plain(view.texts[TEXT])[:_MAX_GRAM_TEXT])]
    names = [f"u{word}" for word in words]
    names += [f"u{a}_{b}" for a, b in pairwise(words)]
    names += [f"u{a}_{b}_{c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    spaced = f" {' '.join(words)} "
    names += [f"c{spaced[i : i + n]}" for n in (3, 4, 5) for i in range(len(spaced) - n + 1)]
    if words:
        asked = "q" if "asked" in view.marks else "s"
        names += [f"^{words[0]}", f"${words[-1]}", f"{asked}{words[0]}", f"{asked}{' '.join(words[:2])}"]
    names.append(f"#{min(len(words) // 3, 6)}")
    return [zlib.crc32(name.encode("utf-8", "replace")) % (GRAMS - 1) + 1 for name in names]
