"""Looking up sentences. `en.py` and `zh.py` hold the words of core, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.language import Language
from core.replies.en import EN
from core.replies.zh import ZH

_TABLES: Final = {Language.EN: EN, Language.ZH: ZH}


def say(language: Language, key: str, **facts: object) -> str:
    """The sentence `key` in `language` with its facts filled in. Raises KeyError for an unknown key or fact."""
    return _TABLES[language][key].format(**facts)


def has(key: str) -> bool:
    """Whether there is a sentence `key`."""
    return key in EN


def needs_key(pipeline: str) -> str:
    """The key of what a pipeline needs that this server has not."""
    return f"needs.{pipeline}" if has(f"needs.{pipeline}") else "needs.other"


def listed(language: Language, words: Iterable[str]) -> str:
    """The words as a list in a sentence: "a, b and c"; "a、b和c"."""
    items = [word for word in words if word]
    if len(items) < 2:
        return "".join(items)
    return say(language, "word.comma").join(items[:-1]) + say(language, "word.and") + items[-1]


def sentences(language: Language, parts: Iterable[str]) -> str:
    """Sentences in a row: with a space between them in English, without one in Chinese."""
    return ("" if language is Language.ZH else " ").join(part for part in parts if part)
