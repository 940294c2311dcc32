"""The two languages that Chatelier speaks, and telling them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


class Language(StrEnum):
    """A language of replies, prompts and help texts."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True)
class Text:
    """One text in every language."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


def detect(text: str, otherwise: Language = Language.EN) -> Language:
    """The language of `text`: Chinese when Han characters outnumber Latin words, `otherwise` when it has neither."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return otherwise
    return Language.ZH if han > latin else Language.EN


def of_locale(locale: str) -> Language | None:
    """The language of a platform's locale ("zh-CN", "en_US"), where it is one of ours."""
    code = re.split(r"[-_]", locale.lower(), maxsplit=1)[0]
    return Language(code) if code in set(Language) else None
