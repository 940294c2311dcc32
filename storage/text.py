"""Full text in English and Chinese: how text is indexed, and how a user's words become a safe FTS5 query.

SQLite's trigram tokenizer cannot find words of one or two characters, which most Chinese nouns are. So every Han
character is indexed as a token of its own, and a Chinese word is looked for as a phrase of them. English goes through
the Porter stemmer, so that "cats" finds "cat"; nouns of the lexicon are found under all their names, so that "cat"
finds "猫" too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from core.lexicon import names_of, singular

MAX_QUERY: Final = 500
"""Characters of a query that are looked at."""

MAX_TERMS: Final = 24

_HAN: Final = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Han and kana: scripts that are written without spaces."""

_ONE: Final = re.compile(f"([{_HAN}])")
_WORD: Final = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_FILLER: Final = re.compile("[一两几这那][张只个幅条匹朵座]|图片|照片|图像|有没有|[的了在和与跟]")
_STOP: Final = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "with", "and", "or", "to", "for", "from", "by", "my", "me", "our", "your",
    "some", "any", "is", "are", "it", "its", "this", "that", "there", "find", "show", "picture", "pictures", "photo",
    "photos", "image", "images", "pic", "pics",
})  # fmt: skip


def plain(text: str) -> str:
    """`text` in compatibility form and without what SQLite cannot hold (NUL, halves of surrogate pairs)."""
    whole = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFKC", whole)


def indexed(text: str) -> str:
    """`text` as it goes into the index: every Han character stands alone."""
    return _ONE.sub(r" \1 ", plain(text))


@dataclass(frozen=True)
class Query:
    """What to look for: FTS5 expressions, of which more than half must match."""

    terms: tuple[str, ...]

    @property
    def needed(self) -> int:
        """How many of the terms a hit has at least: "a cat at the beach" is not found by "a dog at the beach"."""
        return len(self.terms) // 2 + 1

    @property
    def anything(self) -> str:
        """The expression that any of the terms satisfies."""
        return " OR ".join(f"({term})" for term in self.terms)

    def hits(self, table: str) -> tuple[str, list[str | int]]:
        """SQL for a table `hits(id, words, score)`, to stand after WITH, and its parameters.

        `words` counts the terms that match; a better match has a lower score (bm25).
        """
        each = " UNION ALL ".join(f"SELECT rowid AS id FROM {table} WHERE {table} MATCH ?" for _ in self.terms)
        sql = (
            f"found AS ({each}), "
            "counted AS (SELECT id, count(*) AS words FROM found GROUP BY id HAVING count(*) >= ?), "
            f"scored AS (SELECT rowid AS id, rank AS score FROM {table} WHERE {table} MATCH ?), "
            "hits AS (SELECT id, words, score FROM counted JOIN scored USING (id))"
        )
        return sql, [*self.terms, self.needed, self.anything]


def read_query(text: str) -> Query | None:
    """The query in a user's words; None where they hold no word. No syntax of FTS5 gets through: words are quoted."""
    words = _WORD.findall(plain(text[:MAX_QUERY]).lower())
    meant = [word for word in words if word not in _STOP]
    terms = [term for word in meant for term in _terms(word)] or [_quoted(word) for word in words]
    unique = tuple(dict.fromkeys(terms))[:MAX_TERMS]
    return Query(unique) if unique else None


def _terms(word: str) -> list[str]:
    if not _ONE.match(word):
        return [_same_thing(word) or _quoted(word)]
    runs = [run for run in _FILLER.split(word) if run] or [word]
    return [term for run in runs for term in _han_terms(run)]


def _same_thing(word: str) -> str | None:
    """The term that finds a thing under all its names, in both languages; None where the lexicon has no such noun."""
    names = names_of(word) or names_of(singular(word))
    return " OR ".join(_quoted(indexed(name).strip()) for name in names) if names else None


def _han_terms(run: str) -> list[str]:
    """One character, or every two neighbours: "戴墨镜" is looked for as 戴墨 and 墨镜."""
    if same := _same_thing(run):
        return [same]
    if len(run) == 1:
        return [_quoted(run)]
    return [_pair(run[at : at + 2]) for at in range(len(run) - 1)]


def _pair(pair: str) -> str:
    phrase = _quoted(" ".join(pair))
    return f"{phrase} OR {_quoted(pair[1])}" if pair[0] in "小大" and pair[0] != pair[1] else phrase


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
