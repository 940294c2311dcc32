"""Captions of a whole picture in English prompts: 'top text "ME" bottom text "YOU"', 'a cat meme that says "no"'."""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = r"[\"“](?P<text>[^\"”]{1,80})[\"”]"
_CAPTION: Final = re.compile(
    r"[,;]?\s*\b(?:(?:and|with|plus) )*(?:an? |the )?(?P<before>(?:top|bottom|upper|lower) )?"
    r"(?:text|caption|subtitle)s?"
    r"(?: (?:at|on|in) (?:the )?(?P<behind>top|bottom)(?: of (?:it|the (?:picture|image|meme)))?)?"
    rf"(?: (?:that )?(?:says|reads)| saying| reading|:| =)?\s*{_SAID}",
    re.IGNORECASE,
)
_MEME: Final = re.compile(r"\bmeme\b", re.IGNORECASE)
_OF: Final = re.compile(
    r"\b(?:an? |the )?(?:funny )?meme (?:of|with|showing|about) (?=an? |the |my |two )|(?<=\w) meme\b", re.IGNORECASE
)
_ALONE: Final = re.compile(r"(?:^|[,;])\s*(?:an? )?meme\b\s*(?=[,;]|$)", re.IGNORECASE)
_SAYS: Final = re.compile(
    rf",?\s*(?:that (?:says|reads)|saying|with (?:the )?(?:text|words|caption|title)(?: saying)?):?\s*{_SAID}",
    re.IGNORECASE,
)


def captioned(text: str) -> str:
    """A prompt with its captions as things of their own, and with a meme as the picture that it is."""
    meme = bool(_MEME.search(text))

    def caption(found: re.Match[str]) -> str:
        where = (found["before"] or found["behind"] or "").strip().lower()
        return f', {where} caption that says "{found["text"]}"' if where or meme else found.group()

    text = _CAPTION.sub(caption, text)
    if not meme:
        return text
    told = text.rfind(" caption that says ") >= 0
    text = text if told else _SAYS.sub(lambda found: f', caption that says "{found["text"]}"', text)
    return _OF.sub("", _ALONE.sub("", text)).strip(" ,")
